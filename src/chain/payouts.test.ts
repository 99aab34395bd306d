import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { encodeAddress, fromHex, toHex } from '../units'
import { code, linkTo, url } from './fixtures/subtensor'
import type { Live } from './live'
import { readMoney } from './money'
import { payoutQuestions, placeName } from './payouts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
let node: InProcessNode
let live: Live
let alice: string
const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
const none = { netuids: [], hotkeys: [] }

beforeAll(() => createNode())
beforeEach(async () => {
  node = await createNode()
  alice = toHex((developmentAccounts()[0] as { accountId: Uint8Array }).accountId)
  node.chain.produce()
  const link = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  live = link.live
  return link.close
})

test('what stakes were paid last is asked in the question that is put anyway, and is what the chain holds', async () => {
  const positions = (await readMoney(live, [alice])).byAccount.get(alice)?.positions ?? []
  const questions = node.asked.length
  const { payouts } = await readMoney(live, [alice], none, positions)
  expect(node.asked.length).toBe(2 * questions)
  expect(payouts.size).toBe(positions.filter(({ netuid }) => netuid !== 0).length)
  for (const { hotkey, netuid } of positions.filter((each) => each.netuid !== 0).slice(0, 9)) {
    const address = encodeAddress(fromHex(hotkey))
    expect(payouts.get(placeName({ hotkey, netuid }))).toEqual({
      dividendRao: onChain<bigint>('AlphaDividendsPerSubnet', netuid, address),
      stakedRao: onChain<bigint>('TotalHotkeyAlpha', address, netuid),
      tempo: onChain<number>('Tempo', netuid),
    })
  }
})

test('an epoch pays a stake no more than its part of what its hotkey got, and the wallet can tell', async () => {
  const before = (await readMoney(live, [alice])).byAccount.get(alice)?.positions ?? []
  const { netuid } = before.find((each) => each.netuid !== 0) as { netuid: number }
  node.chain.overwrite('SubtensorModule', 'Tempo', [netuid], 4)
  const start = await readMoney(live, [alice], none, before)
  for (let i = 0; i < 6; i++) node.chain.produce()
  const end = await readMoney(live, [alice], none, before)
  const alphaOf = (money: typeof start, hotkey: string) =>
    money.byAccount.get(alice)?.positions?.find((each) => each.netuid === netuid && each.hotkey === hotkey)?.alphaRao ?? 0n
  const grown = before.filter((each) => each.netuid === netuid && alphaOf(end, each.hotkey) > alphaOf(start, each.hotkey))
  expect(grown.length).toBeGreaterThan(0)
  for (const { hotkey } of grown) {
    const paid = end.payouts.get(placeName({ hotkey, netuid }))
    if (!paid) throw new Error('not told')
    const part = (paid.dividendRao * alphaOf(end, hotkey)) / paid.stakedRao + 1n
    const more = alphaOf(end, hotkey) - alphaOf(start, hotkey)
    expect(more).toBeGreaterThan(0n)
    expect(more).toBeLessThanOrEqual(2n * part)
  }
})

test('where there is no room for all, what is left out is not told, and no question grows', () => {
  const places = Array.from({ length: 4 }, (_, n) => ({ hotkey: alice, netuid: n + 1 }))
  const { keys } = payoutQuestions(live.runtime, places, 7)
  expect(keys).toHaveLength(6)
  expect(payoutQuestions(live.runtime, [{ hotkey: alice, netuid: 0 }], 500).keys).toEqual([])
})

test('a chain that keeps it otherwise tells nothing of it, and its balances are read all the same', () => {
  const { runtime } = live
  const other = { ...runtime, metadata: { ...runtime.metadata, pallets: [] } }
  const questions = payoutQuestions(other, [{ hotkey: alice, netuid: 1 }], 500)
  expect(questions.keys).toEqual([])
  expect(questions.read(() => null).size).toBe(0)
  const odd = payoutQuestions(runtime, [{ hotkey: alice, netuid: 1 }], 500)
  expect(odd.read(() => '0x01').size).toBe(0)
})

test('a key that is not told is a lie of the node', async () => {
  node.answers.state_queryStorageAt = (_, usual) => {
    const [first] = usual() as { block: string; changes: unknown[] }[]
    return [{ ...first, changes: first?.changes.slice(0, -1) }]
  }
  expect(await code(readMoney(live, [alice], none, [{ hotkey: alice, netuid: 1 }]))).toBe('node-lied')
})
