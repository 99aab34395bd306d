import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { validators } from '../../e2e/localnet/world'
import type { FamiliesView, FamilyOrderInput, FamilyView } from '../messaging'
import { decodeAddress, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { createWorld, password, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const NETUID = 30
const idOf = (address: string) => toHex(decodeAddress(address).accountId)
const [mine, first, second] = [5, 9, 10].map((at) => validators()[at]?.hotkey as string) as [string, string, string]
let node: Localnet
let world: World
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  const { address } = await createWorld(node)
  overwrite('Owner', [mine], address)
  overwrite('OwnedHotkeys', [address], [mine])
  node.produce()
})
afterAll(() => node.close())
beforeEach(async () => {
  world = await createWorld(node)
})

const overwrite = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)
const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
let commands = 0
const command = () => ({ commandId: `command number ${++commands}`, from: world.id, hotkeyMeant: false })
/** As of the newest block: the wallet hears of a block a moment after it was made. */
const look = (): Promise<FamilyView> =>
  until(async () => {
    const told = resultOf<FamilyView>(await world.popup.ask('family', { account: world.id, hotkey: idOf(mine) }))
    return told.block === node.chain.best.number ? told : undefined
  })
const on = async (netuid = NETUID) => (await look()).subnets.find((each) => each.netuid === netuid)
const prepare = (order: FamilyOrderInput) => world.popup.ask('prepareFamily', { ...command(), order })
/** Orders, looks at what is shown of it, and lets it happen. */
async function order(input: FamilyOrderInput, call: string, fact: object): Promise<void> {
  resultOf(await prepare(input))
  const { id, hash, explanation } = await shown(world.popup, 'transaction')
  expect(explanation.leaves[0]).toMatchObject({ call: `SubtensorModule.${call}`, fact })
  const before = world.popup.views.activity.first[0]?.id
  resultOf(await world.popup.ask('approve', { id, hash, password }))
  node.produce(3)
  const top = () => world.popup.views.activity.first[0] as { id: string; status: { phase: string; ok: boolean } } | undefined
  await until(() => top()?.id !== before && top()?.status.phase === 'final')
  expect(top()?.status).toMatchObject({ ok: true })
}

test('an account’s hotkeys are those that the chain says it owns, each with its take', async () => {
  const told = resultOf<FamiliesView>(await world.popup.ask('families', { account: world.id }))
  expect(told).toMatchObject({ takes: true, children: true })
  expect(told.all).toMatchObject([{ hotkey: idOf(mine), address: mine, take: onChain('Delegates', mine), autoParent: true }])
  expect(resultOf(await world.popup.ask('family', { account: world.id, hotkey: idOf(first) }))).toBeNull()
  expect(codeOf(await world.popup.ask('families', { account: `0x${'11'.repeat(32)}` }))).toBe('unknown-account')
})

test('a take falls at any time and rises once in a month, and the block of the next rise is told', async () => {
  const take = (to: number): FamilyOrderInput => ({ kind: 'take', hotkey: idOf(mine), netuid: null, take: to })
  expect((await look()).take).toEqual({ least: 0, most: 11_796, raiseFrom: null, every: 216_000 })
  await order(take(5_000), 'decrease_take', { kind: 'take', netuid: null, take: 5_000 })
  expect((await look()).hotkey.take).toBe(5_000)
  expect(codeOf(await prepare(take(5_000)))).toBe('invalid-input')
  await order(take(6_000), 'increase_take', { kind: 'take', take: 6_000 })
  const { hotkey, take: rule, block } = await look()
  const last = Number(onChain('LastRateLimitedBlock', { type: 'LastTxBlockDelegateTake', value: mine }))
  expect([hotkey.take, rule.raiseFrom]).toEqual([6_000, last + 216_001])
  expect(last).toBeLessThanOrEqual(block)
})

test('as a child a hotkey keeps another part on each subnet', async () => {
  await order({ kind: 'take', hotkey: idOf(mine), netuid: NETUID, take: 1_000 }, 'set_childkey_take', {
    kind: 'take',
    netuid: NETUID,
    take: 1_000,
  })
  expect(await on()).toMatchObject({ take: 1_000, raiseFrom: Number(onChain('TransactionKeyLastBlock', mine, NETUID, 1)) + 216_000 })
  expect((await on(NETUID + 1))?.take).toBe(0)
})

test('children are told with their parts, first as waiting and then as there, and cannot be set again at once', async () => {
  overwrite('Tempo', [NETUID], 4)
  overwrite('PendingChildKeyCooldown', [], 12n)
  node.produce()
  const chosen = [
    { hotkey: idOf(first), share: 2_500 },
    { hotkey: idOf(second), share: 3_333 },
  ]
  expect((await look()).cooldown).toBe(12)
  await order({ kind: 'children', hotkey: idOf(mine), netuid: NETUID, children: chosen }, 'set_children', {
    kind: 'children',
    netuid: NETUID,
  })
  const waiting = await on()
  expect(waiting).toMatchObject({ children: [], pending: { children: chosen } })
  expect(waiting?.setFrom).toBe(Number(onChain('TransactionKeyLastBlock', mine, NETUID, 0)) + 150)
  node.produce(30)
  expect(await on()).toMatchObject({ children: chosen, pending: null })
})

test('nobody gives away more than all, twice to one, or to itself; and nobody changes a hotkey of somebody else', async () => {
  const give = (children: { hotkey: string; share: number }[], hotkey = idOf(mine)) =>
    prepare({ kind: 'children', hotkey, netuid: NETUID, children })
  const [one, other] = [idOf(first), idOf(second)]
  for (const wrong of [
    [
      { hotkey: one, share: 6_000 },
      { hotkey: other, share: 4_001 },
    ],
    [
      { hotkey: one, share: 1 },
      { hotkey: one, share: 1 },
    ],
    [{ hotkey: idOf(mine), share: 1 }],
    [{ hotkey: one, share: 0 }],
  ])
    expect(codeOf(await give(wrong))).toBe('invalid-input')
  expect(codeOf(await give([{ hotkey: other, share: 1 }], one))).toBe('unknown-account')
  expect(world.popup.views.requests.items).toEqual([])
})

test('whether it lends its weight to subnet owners is told, and changed', async () => {
  await order({ kind: 'auto-parent', hotkey: idOf(mine), on: false }, 'set_auto_parent_delegation_enabled', {
    kind: 'auto-parent',
    on: false,
  })
  expect((await look()).hotkey.autoParent).toBe(false)
})
