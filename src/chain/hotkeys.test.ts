import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { largeOn } from '../../e2e/localnet/world'
import { decodeAddress, encodeAddress, fromHex, toHex } from '../units'
import { code, linkTo, url } from './fixtures/subtensor'
import { type HotkeyOrder, hotkeyCall, hotkeyMeans, readBurn, readHotkey, readHotkeys } from './hotkeys'
import type { Live } from './live'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
let node: InProcessNode
let live: Live
let eve: string
const idOf = (address: string) => toHex(decodeAddress(address).accountId)
const over = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)

beforeAll(() => createNode())
beforeEach(async () => {
  node = await createNode()
  eve = toHex((developmentAccounts()[4] as { accountId: Uint8Array }).accountId)
  node.chain.produce()
  const link = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  live = link.live
  return link.close
})
const key = (n: number) => `0x${n.toString(16).padStart(2, '0').repeat(32)}`
const address = (id: string) => encodeAddress(fromHex(id))

/** The same chain without some of its calls. */
function without(...names: string[]): Live {
  const { runtime } = live
  const { metadata } = runtime
  const type = metadata.pallets.find(({ name }) => name === 'SubtensorModule')?.calls?.type
  const lookup = metadata.lookup.map((each) =>
    each.id === type && each.def.tag === 'variant'
      ? { ...each, def: { ...each.def, value: each.def.value.filter(({ name }) => !names.includes(name)) } }
      : each,
  )
  return { ...live, runtime: { ...runtime, metadata: { ...metadata, lookup } } }
}

test('what can be done with hotkeys is what the chain’s own metadata has', () => {
  expect(hotkeyMeans(live)).toEqual({ associate: true, register: 'limit', swap: 'keep' })
  expect(hotkeyMeans(without('register_limit', 'swap_hotkey_v2'))).toEqual({ associate: true, register: 'open', swap: 'all' })
  expect(hotkeyMeans(without('try_associate_hotkey', 'register_limit', 'burned_register', 'swap_hotkey', 'swap_hotkey_v2'))).toEqual({
    ...{ associate: false, register: null, swap: null },
  })
  const bare = { ...live, runtime: { ...live.runtime, metadata: { ...live.runtime.metadata, pallets: [] } } }
  expect(hotkeyMeans(bare)).toEqual({ associate: false, register: null, swap: null })
})

test('each order is the call that says it, and nothing is left out of it', () => {
  type Decoded = { call: { value: { type: string; value: Record<string, unknown> } } }
  const decoded = (order: HotkeyOrder, of = live) =>
    (node.chain.built.builder.buildDefinition(node.chain.built.types.call).dec(hotkeyCall(of, order)) as Decoded['call']).value
  const [hotkey, newHotkey] = [key(1), key(2)]
  const named = { hotkey: address(hotkey), new_hotkey: address(newHotkey) }
  expect(decoded({ kind: 'associate', hotkey })).toEqual({ type: 'try_associate_hotkey', value: { hotkey: named.hotkey } })
  expect(decoded({ kind: 'register', hotkey, netuid: 7, limitRao: 9n })).toEqual({
    type: 'register_limit',
    value: { netuid: 7, hotkey: named.hotkey, limit_price: 9n },
  })
  expect(decoded({ kind: 'register', hotkey, netuid: 7, limitRao: null })).toMatchObject({ type: 'burned_register' })
  expect(decoded({ kind: 'swap', hotkey, newHotkey, netuid: null, keepStake: true })).toEqual({
    type: 'swap_hotkey_v2',
    value: { ...named, netuid: undefined, keep_stake: true },
  })
  expect(decoded({ kind: 'swap', hotkey, newHotkey, netuid: 3, keepStake: false }, without('swap_hotkey_v2'))).toEqual({
    type: 'swap_hotkey',
    value: { ...named, netuid: 3 },
  })
  expect(() => hotkeyCall(without('swap_hotkey_v2'), { kind: 'swap', hotkey, newHotkey, netuid: 3, keepStake: true })).toThrow('node-lied')
})

test('hotkeys of a coldkey are read with every place they have, at one block, and their number is bounded', async () => {
  expect(await readHotkeys(live, eve)).toMatchObject({ all: [], more: 0, swapFrom: 0 })
  const many = Array.from({ length: 20 }, (_, n) => address(key(n + 1)))
  over('OwnedHotkeys', [address(eve)], [largeOn(1), ...many])
  over('LastRateLimitedBlock', [{ type: 'LastTxBlock', value: address(eve) }], 5n)
  over('LastHotkeySwapOnNetuid', [1, address(eve)], 7n)
  node.chain.produce()
  const fresh = { ...live, head: () => undefined }
  const told = await readHotkeys(fresh, eve)
  expect(told?.all).toHaveLength(16)
  expect(told).toMatchObject({ more: 5, swapFrom: 5 + 1_000 + 1 })
  const [first, second] = told?.all ?? []
  const chain = node.chain.at(node.chain.best)
  const here = Array.from({ length: 129 }, (_, netuid) => netuid).filter(
    (netuid) => chain.read('SubtensorModule', 'Uids', netuid, largeOn(1)) !== undefined,
  )
  expect(first?.hotkey).toBe(idOf(largeOn(1)))
  expect(first?.places.map(({ netuid }) => netuid)).toEqual(here)
  expect(first?.places.find(({ netuid }) => netuid === 1)).toMatchObject({
    uid: chain.read('SubtensorModule', 'Uids', 1, largeOn(1)),
    validates: true,
    swapFrom: 7 + 7_200 + 1,
  })
  expect(second).toEqual({ hotkey: key(1), places: [] })
})

test('a hotkey is told with its owner and its subnets; of one that nobody has neither', async () => {
  const chain = node.chain.at(node.chain.best)
  const owner = chain.read<string>('SubtensorModule', 'Owner', largeOn(2))
  expect(await readHotkey(live, idOf(largeOn(2)))).toMatchObject({ owner: idOf(owner), netuids: expect.arrayContaining([2]) })
  expect(await readHotkey(live, key(9))).toEqual({ owner: null, netuids: [] })
})

test('the price of a place is that of the newest block; a subnet that is not there has none', async () => {
  const burn = node.chain.at(node.chain.best).read<bigint>('SubtensorModule', 'Burn', 3)
  expect(await readBurn(live, 3)).toEqual({ burnRao: burn, open: true })
  expect(await readBurn(live, 4_000)).toBeNull()
})

test('a node that names the same hotkey twice, or refuses its subnets, is not believed', async () => {
  over('OwnedHotkeys', [address(eve)], [largeOn(1), largeOn(1)])
  node.chain.produce()
  const fresh = { ...live, head: () => undefined }
  expect(await code(readHotkeys(fresh, eve))).toBe('node-lied')
  for (const lie of [(keys: string[]) => [keys[0], keys[0]], () => ['0x'], () => [7], (keys: string[]) => [`${keys[0]}00`], () => ({})]) {
    node.answers.state_getKeysPaged = (_, honest) => lie(honest() as string[])
    expect(await code(readHotkey(fresh, key(1)))).toBe('node-lied')
  }
  node.answers.state_getKeysPaged = () => {
    throw new RpcError(-32_601, 'Method not found')
  }
  expect(await readHotkey(fresh, key(1))).toBeNull()
})
