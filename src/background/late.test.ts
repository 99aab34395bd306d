import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { honest } from '../../e2e/localnet/faults'
import { encodeEra, mortalEra, toHex } from '../units'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { approveShown, assemble, connect, createWorld, openPopup, payloadOf, shown, transferOf, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
/** Blocks that a signature of @polkadot/api lives: five minutes of twelve seconds, and what finality lags behind. */
const PERIOD = 32
let node: Localnet
let submit: Localnet['chain']['submit']
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  submit = node.chain.submit
})
afterEach(() => {
  node.chain.submit = submit
  Object.assign(node.faults, honest())
  node.produce(2)
})
afterAll(() => node.close())

const first = ({ views }: World['popup']) => views.activity.first.find(({ kind }) => kind === 'own')
const seen = (popup: World['popup']) => until(() => popup.views.network.best === node.chain.best.number)
const era = () => ({ era: toHex(encodeEra(mortalEra(node.chain.best.number, PERIOD))) })

/** Looks at the chain until it has shown that of the own transaction. */
const becomes = (computer: World['computer'], popup: World['popup'], phase: string) =>
  until(async () => {
    computer.life.emit('alarm', { name: 'look' })
    await pause(50)
    return first(popup)?.status.phase === phase
  })

/** A site’s transfer, as it is shown. */
async function asked() {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const payload = payloadOf(node, world.address, transferOf(node, BOB, TAO), era())
  const answer = page.ask('signPayload', payload)
  await shown(world.popup, 'transaction')
  return { ...world, page, payload, answer }
}
/** An own transfer, as it is shown. */
async function prepared() {
  const world = await createWorld(node)
  const input = { commandId: crypto.randomUUID(), from: world.id, to: BOB, amount: String(TAO), keepAlive: true, hotkey: false }
  resultOf(await world.popup.ask('prepareTransfer', input))
  await shown(world.popup, 'transaction')
  return world
}

test('a site’s transaction is signed until the last block that can hold it, and the chain takes it', async () => {
  const { computer, popup, payload, answer } = await asked()
  node.produce(PERIOD - 2)
  await seen(popup)
  resultOf(await approveShown(popup))
  node.chain.submit(assemble(payload, resultOf<{ signature: string }>(await answer).signature))
  node.produce(3)
  await becomes(computer, popup, 'final')
})

test('a site’s transaction whose time is over is not signed: its site and the person are told so, and not that a signature is bad', async () => {
  const { popup, answer } = await asked()
  node.produce(PERIOD - 1)
  await seen(popup)
  expect(codeOf(await approveShown(popup))).toBe('expired')
  expect(codeOf(await answer)).toBe('expired')
  expect(popup.views.activity.total).toBe(0)
  await until(() => popup.views.requests.items.length === 0)
})

test('so it is when the background died meanwhile, and its time ran out before the person agreed', async () => {
  const { computer, answer } = await asked()
  computer.life.die()
  node.produce(PERIOD - 1)
  await computer.restart()
  const popup = await openPopup(computer)
  await until(() => popup.views.network.phase === 'online')
  expect(codeOf(await approveShown(popup))).toBe('expired')
  expect(codeOf(await answer)).toBe('expired')
  expect(popup.views.activity.total).toBe(0)
})

test('what a site asks for when its time is over already is not shown', async () => {
  const { popup, page, payload } = await asked()
  await popup.ask('reject', { id: (await shown(popup, 'transaction')).id })
  node.produce(PERIOD - 1)
  await seen(popup)
  expect(codeOf(await page.ask('signPayload', payload))).toBe('expired')
})

test('an own transaction whose time is over is not signed, and nothing is said against its node', async () => {
  const { computer, popup } = await prepared()
  node.produce(63)
  await seen(popup)
  const before = computer.asked.length
  expect(codeOf(await approveShown(popup))).toBe('expired')
  expect(popup.views.activity.total).toBe(0)
  expect(computer.asked.length).toBe(before)
})

test('an own transaction whose time runs out on the way to the node was refused by nobody, and its node did not lie', async () => {
  const { computer, popup } = await prepared()
  node.chain.submit = (bytes: Uint8Array) => {
    node.chain.submit = submit
    node.produce(64)
    return submit.call(node.chain, bytes)
  }
  const before = computer.asked.length
  resultOf(await approveShown(popup))
  expect(first(popup)?.status.phase).not.toBe('refused')
  expect(computer.asked.length).toBe(before)
  node.produce(3)
  await becomes(computer, popup, 'lost')
})

test('an own transaction that no node is known to have is handed in again after a few seconds, by a life that is as short', async () => {
  const { computer, popup } = await prepared()
  const before = node.chain.account(BOB).data.free
  computer.meanwhile(
    ({ key, act }) => key.startsWith('outbox') && act === 'write',
    async () => node.drop(),
  )
  resultOf(await approveShown(popup))
  expect(node.chain.pending).toEqual([])
  computer.life.die()
  computer.clock.ahead += 7_000
  await computer.restart()
  const later = await openPopup(computer)
  await until(() => node.chain.pending.length === 1)
  node.produce(3)
  await becomes(computer, later, 'final')
  expect(node.chain.account(BOB).data.free - before).toBe(TAO)
})
