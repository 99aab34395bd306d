import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { fromHex, toHex } from '../units'
import { code, linkTo, url } from './fixtures/subtensor'
import type { Live } from './live'
import { hasShield, isShieldOn, readShieldKey } from './shield'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
let node: InProcessNode
let live: Live
beforeAll(() => createNode())
beforeEach(async () => {
  node = await createNode()
  for (let i = 0; i < 3; i++) node.chain.produce()
  const link = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  live = link.live
  return link.close
})
const nobody = async () => undefined
const onChain = (item: string): string => {
  const found = node.chain.at(node.chain.best).read<string | Uint8Array>('MevShield', item)
  return typeof found === 'string' ? found : toHex(found as Uint8Array)
}
/** The node tells these instead of the key and its end; null: there is none. */
function tell(values: Record<string, string | null>): void {
  const named = new Map(Object.entries(values).map(([name, value]) => [live.runtime.storage('MevShield', name).key(), value]))
  node.answers.state_queryStorageAt = (_params, usual) =>
    (usual() as { block: string; changes: [string, string | null][] }[]).map(({ block, changes }) => ({
      block,
      changes: changes.map(([key, value]) => [key, named.has(key) ? (named.get(key) ?? null) : value]),
    }))
}
/** A bounded list of bytes as storage holds it. */
const listOf = (bytes: Uint8Array) => toHex(Uint8Array.from([...compact(bytes.length), ...bytes]))
const compact = (length: number) => (length < 64 ? [length << 2] : [((length << 2) & 255) | 1, length >> 6])
/** The same link to a chain without some of what its metadata has. */
const without = (change: (pallets: Live['runtime']['metadata']['pallets']) => unknown[]): Live =>
  ({
    ...live,
    runtime: { ...live.runtime, metadata: { ...live.runtime.metadata, pallets: change(live.runtime.metadata.pallets) } },
  }) as Live

test('the key is the one that the newest block announces for the next author but one', async () => {
  expect(hasShield(live)).toBe(true)
  expect(await isShieldOn(live)).toBe(true)
  expect(toHex(await readShieldKey(live, nobody))).toBe(onChain('NextKey'))
  const before = onChain('NextKey')
  node.chain.produce()
  await expect.poll(() => live.head()?.number).toBe(node.chain.best.number)
  expect(toHex(await readShieldKey(live, nobody))).toBe(onChain('NextKey'))
  expect(onChain('NextKey')).not.toBe(before)
})

test('where the chain has no such pallet, or another one of its name, or announces no key, nothing can be hidden', async () => {
  const lacking = [
    without((pallets) => pallets.filter(({ name }) => name !== 'MevShield')),
    without((pallets) =>
      pallets.map((each) => (each.name === 'MevShield' ? { ...each, storage: { prefix: 'MevShield', items: [] } } : each)),
    ),
  ]
  for (const each of lacking) {
    expect([hasShield(each), await isShieldOn(each)]).toEqual([false, false])
    expect(await code(readShieldKey(each, nobody))).toBe('shield-unavailable')
  }
  node.chain.lacks.shield = true
  node.chain.produce()
  await expect.poll(() => live.head()?.number).toBe(node.chain.best.number)
  expect([hasShield(live), await isShieldOn(live)]).toEqual([true, false])
  expect(await code(readShieldKey(live, nobody))).toBe('shield-unavailable')
})

test('a key of another length is a lie, and one that is about to be over is none', async () => {
  for (const length of [0, 1, 1_183, 1_185, 2_400]) {
    tell({ NextKey: listOf(new Uint8Array(length)) })
    expect(await code(readShieldKey(live, nobody)), String(length)).toBe('node-lied')
  }
  const end = (number: number) => toHex(Uint8Array.of(number & 255, number >> 8, 0, 0))
  const { number } = node.chain.best
  for (const [until, expected] of [
    [number - 1, 'shield-unavailable'],
    [number, 'shield-unavailable'],
    [number + 1, 'shield-unavailable'],
    [number + 2, 'fine'],
  ] as const) {
    tell({ NextKeyExpiresAt: end(until) })
    expect(await code(readShieldKey(live, nobody)), String(until)).toBe(expected)
  }
  tell({ NextKeyExpiresAt: null })
  expect(await code(readShieldKey(live, nobody))).toBe('shield-unavailable')
  tell({ NextKeyExpiresAt: '0x01' })
  expect(await code(readShieldKey(live, nobody))).toBe('node-lied')
})

test('a key that no other operator shows in that block is not used: whoever made it would read the order', async () => {
  const hosts = [live.rpc.url, 'wss://other.example'].map((host) => ({ url: host, operator: host }))
  const found = { ...live, network: { id: 'finney' as const, genesisHash: live.genesisHash, hosts } }
  expect(await code(readShieldKey(found, nobody))).toBe('shield-unavailable')
  // What the other operator is asked is the very key: one that the first made up is another.
  const asked: boolean[] = []
  let tries = 0
  const second = async (_: Live, ask: (other: Live) => Promise<boolean>) => {
    delete node.answers.state_queryStorageAt
    tries++
    asked.push(await ask(live))
  }
  tell({ NextKey: listOf(fromHex(onChain('PendingKey'))) })
  expect(await code(readShieldKey(found, second))).toBe('shield-unavailable')
  expect([tries, asked]).toEqual([2, [false, false]])
  expect(await code(readShieldKey(found, second))).toBe('fine')
  expect(asked).toEqual([false, false, true])
})

test('a node that refuses to tell is no chain without keys', async () => {
  node.answers.state_queryStorageAt = () => {
    throw new RpcError(-32_603, 'internal error')
  }
  expect(await code(isShieldOn(live))).toBe('node-answer')
  expect(await code(readShieldKey(live, nobody))).toBe('node-answer')
})
