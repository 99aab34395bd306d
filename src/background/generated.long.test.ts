import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { verifies } from '../../e2e/localnet/accounts'
import { openRuntime } from '../explain'
import { createOracle, payloads } from '../explain/fixtures/oracle'
import { blake256, decodeAddress, encodeEra, fromHex, mortalEra, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { connect, createWorld, password, rest } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const COUNT = 500
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

test('five hundred payloads from a site to the signature: what was shown is what was signed, as another decoder and another library see it', {
  timeout: 1_200_000,
}, async () => {
  const world = await createWorld(node)
  const { computer, popup, address } = world
  const page = await connect(world, [world.id])
  const { bytes } = node.chain.built
  const runtime = openRuntime(bytes[16])
  const oracle = createOracle(bytes[15])
  const { best, info } = node.chain
  const around = {
    address,
    blockHash: best.hash,
    era: toHex(encodeEra(mortalEra(best.number, 64))),
    genesisHash: node.genesisHash,
    specVersion: `0x${info.specVersion.toString(16)}`,
    transactionVersion: '0x1',
    mode: 0,
    metadataHash: null,
  }
  const refused = new Map<string, number>()
  let signed = 0
  for (const made of fc.sample(payloads(runtime), { numRuns: COUNT, seed: 42 })) {
    computer.clock.ahead += 1_000
    // The session is kept open: nobody locks in the middle of a law.
    const fields = { ...made, ...around, signedExtensions: [...made.signedExtensions] }
    const theirs = oracle.signed(fields)
    let reply: Awaited<ReturnType<typeof page.ask>> | undefined
    void page.ask('signPayload', fields).then((each) => {
      reply = each
    })
    const item = await until(() => reply ?? popup.views.requests.items[0])
    if ('ok' in item) {
      const code = codeOf(item)
      refused.set(code, (refused.get(code) ?? 0) + 1)
      continue
    }
    if (item.kind !== 'transaction') throw new Error('something else waits')
    expect([item.bytes, item.hash]).toEqual([toHex(theirs), toHex(blake256(theirs))])
    resultOf(await popup.ask('approve', { id: item.id, hash: item.hash, password }))
    const { signature } = resultOf<{ signature: string }>(await until(() => reply))
    const [type, ...value] = fromHex(signature)
    expect(type).toBe(1)
    const toSign = theirs.length > 256 ? blake256(theirs) : theirs
    expect(verifies({ type: 'Sr25519', value: Uint8Array.from(value) }, toSign, decodeAddress(address).accountId)).toBe(true)
    signed++
    await rest(world)
  }
  // What was not signed was refused for a reason that the wallet names, and most of it was signed.
  for (const code of refused.keys()) expect(code).toMatch(/^(call-dangerous|call-unknown|too-large|invalid-input|call-too-large)$/)
  expect(signed).toBeGreaterThan(COUNT / 2)
})
