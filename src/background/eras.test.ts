import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { encodeEra, mortalEra, toHex } from '../units'
import { codeOf, resultOf } from './fixtures/computer'
import { connect, createWorld, password, payloadOf, rest, shown, transferOf } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
})
afterAll(() => node.close())

test('a site’s signature lives for 256 blocks at most without the password, and never for ever; one of ours for 64 (RPC-09)', async () => {
  const world = await createWorld(node)
  const { computer, popup, address, id } = world
  const page = await connect(world, [id])
  const asks = (era: string) => page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, TAO), { era }))
  for (const period of [4, 64, 128, 256, 512, 2_048]) {
    computer.clock.ahead += 10_000
    const answer = asks(toHex(encodeEra(mortalEra(node.chain.best.number, period))))
    const { id: request, hash, explanation, eraPeriod } = await shown(popup, 'transaction')
    const isLong = period > 256
    expect(eraPeriod).toBe(period)
    expect(explanation.risks.some((risk) => risk.id === 'era-long' && risk.level === 3)).toBe(isLong)
    if (isLong) expect(codeOf(await popup.ask('approve', { id: request, hash }))).toBe('wrong-password')
    resultOf(await popup.ask('approve', { id: request, hash, ...(isLong && { password }) }))
    expect(codeOf(await answer)).toBe('ok')
    await rest(world)
  }
  // The chain remembers 2,400 blocks; a library makes 4,096 of them.
  for (const [era, code] of [
    [toHex(encodeEra(mortalEra(node.chain.best.number, 4_096))), 'payload-invalid'],
    ['0x00', 'payload-immortal'],
  ] as const) {
    computer.clock.ahead += 10_000
    expect(codeOf(await asks(era))).toBe(code)
  }
  expect(computer.windows.size).toBe(0)
  const own = { commandId: crypto.randomUUID(), from: id, to: BOB, amount: String(TAO), keepAlive: true, hotkey: false }
  resultOf(await popup.ask('prepareTransfer', own))
  expect((await shown(popup, 'transaction')).eraPeriod).toBe(64)
})
