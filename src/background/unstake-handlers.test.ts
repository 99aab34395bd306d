import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { MOST_SALES, type SalesEstimate } from '../messaging'
import { codeOf, resultOf } from './fixtures/computer'
import { press } from './fixtures/stage'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, funds, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// Subnets that neither an epoch nor emission touches in these blocks.
const [ONE, TWO, THREE, FOUR, FIVE, SIX] = [66, 67, 70, 71, 72, 74] as const
const ALPHA = 300n * TAO
let node: Localnet
let stakes: Stakes
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
})
afterAll(() => node.close())

const estimate = async (world: World, over: object = {}): Promise<SalesEstimate> => {
  await stakes.seen(world)
  return resultOf(await world.popup.ask('estimateUnstakeAll', { from: world.id, hotkey: null, tolerance: 10_000, ...over }))
}
const limits = ({ sales }: Pick<SalesEstimate, 'sales'>, together = false) => ({
  kind: 'limits' as const,
  sales: sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit })),
  together,
})
const prepared = (world: World, protection: unknown) =>
  prepare(world, 'prepareUnstakeAll', { from: world.id, hidden: false, protection: protection as never })
const sum = (texts: readonly (string | null)[]) => texts.reduce((all, each) => all + BigInt(each ?? 0), 0n)

test('all is sold in one transaction, each position within its limit: what each brings was told before, and is what comes where nothing moved', async () => {
  const world = await createWorld(node)
  const { popup, address } = world
  const held = [ONE, TWO, THREE].map((netuid) => stakes.give(world, netuid, ALPHA))
  const twin = stakes.give(world, ONE, ALPHA / 2n, otherHotkey())
  const root = stakes.give(world, 0, TAO)
  const closed = stakes.give(world, FIVE, ALPHA)
  stakes.give(world, FOUR, ALPHA)
  stakes.lock(world, TWO, 100n * TAO)
  stakes.lock(world, FOUR, ALPHA)
  stakes.set('SubtokenEnabled', FIVE, false)
  const told = await estimate(world)
  const at = (netuid: number, hotkey = hotkeyOn(netuid)) => told.sales.find((each) => each.netuid === netuid && each.hotkey === hotkey)
  expect(told).toMatchObject({ problem: null, later: [], enough: true, free: String(funds), minimum: '2000000' })
  expect(told.sales).toHaveLength(5)
  expect(at(0)).toMatchObject({
    alpha: null,
    sells: String(root),
    receives: String(root),
    least: String(root),
    limit: String(TAO),
    impact: 0,
  })
  expect(at(ONE)).toMatchObject({ alpha: null, sells: String(held[0]) })
  expect(at(ONE, idOf(otherHotkey()))).toMatchObject({ alpha: null, sells: String(twin) })
  // Of a position that is partly locked, the rest.
  const rest = String((held[1] ?? 0n) - 100n * TAO)
  expect(at(TWO)).toMatchObject({ alpha: rest, sells: rest })
  expect(told.stuck.map(({ netuid, holds, problem }) => [netuid, holds, problem]).sort()).toEqual([
    [FOUR, String(stakes.held(address, FOUR)), 'stake-not-enough'],
    [FIVE, String(closed), 'subnet-closed'],
  ])
  for (const { receives, least, limit, price } of told.sales) {
    expect(BigInt(receives ?? 0)).toBeGreaterThanOrEqual(BigInt(least))
    expect(BigInt(limit)).toBeLessThanOrEqual(BigInt(price))
  }

  resultOf(await prepared(world, limits(told)))
  const { explanation } = await shown(popup, 'transaction')
  expect(explanation.wrappers).toEqual([{ path: [], call: 'Utility.force_batch' }])
  expect(explanation.leaves.map(({ call, fact }) => [call, fact])).toEqual(
    told.sales.map(({ hotkey, netuid, alpha, limit }) => [
      `SubtensorModule.remove_stake${alpha === null ? '_full' : ''}_limit`,
      expect.objectContaining({ kind: 'unstake', hotkey: expect.objectContaining({ id: hotkey }), netuid, alpha, limit, partial: false }),
    ]),
  )
  expect(explanation.level).toBeLessThan(3)
  const { ok, part, fee, trades } = await stakes.carryOut(world)
  expect([ok, part]).toEqual([true, false])
  const came = stakes.free(world) - funds + fee
  // What each really brought is told afterwards: together exactly what came.
  expect(trades.map(({ bought, hotkey, netuid, alpha }) => [bought, hotkey, netuid, alpha])).toEqual(
    told.sales.map(({ hotkey, netuid, sells }) => [false, hotkey, netuid, sells]),
  )
  expect(sum(trades.map(({ tao }) => tao))).toBe(came)
  // The second of one pool is cut off by itself: it was told as the least that can come.
  const more = came - sum(told.sales.map(({ receives }) => receives))
  expect(more).toBeGreaterThanOrEqual(0n)
  expect(more).toBeLessThanOrEqual(2n)
  expect(told.fee).toBe(String(fee))
  expect([ONE, THREE, 0].map((netuid) => stakes.held(address, netuid))).toEqual([0n, 0n, 0n])
  expect([stakes.held(address, ONE, otherHotkey()), stakes.held(address, TWO)]).toEqual([0n, 100n * TAO])
})

test('after a price moved the sale that it is beyond stays out, and all others are done; together none is', async () => {
  const world = await createWorld(node)
  const { address } = world
  for (const netuid of [ONE, THREE]) stakes.give(world, netuid, ALPHA)
  const told = await estimate(world)
  expect(told.sales.map(({ netuid }) => netuid).sort()).toEqual([ONE, THREE])
  const of = (netuid: number) => told.sales.find((each) => each.netuid === netuid)
  resultOf(await prepared(world, limits(told, true)))
  expect((await shown(world.popup, 'transaction')).explanation.wrappers).toEqual([{ path: [], call: 'Utility.batch_all' }])
  stakes.sell(THREE, 3_000n * TAO)
  expect((await stakes.carryOut(world)).ok).toBe(false)
  expect([ONE, THREE].map((netuid) => stakes.held(address, netuid))).toEqual([ALPHA, ALPHA])

  const before = stakes.free(world)
  resultOf(await prepared(world, limits(told)))
  // A little against the other one too: still no less than the least.
  stakes.sell(ONE, 100n * TAO)
  const { ok, part, fee, trades } = await stakes.carryOut(world)
  expect([ok, part]).toEqual([false, true])
  const came = stakes.free(world) - before + fee
  // Of the sale that stayed out there is nothing to tell.
  expect(trades).toEqual([{ bought: false, hotkey: hotkeyOn(ONE), netuid: ONE, alpha: String(ALPHA), tao: String(came) }])
  expect(came).toBeGreaterThanOrEqual(BigInt(of(ONE)?.least ?? 0))
  expect(came).toBeLessThan(BigInt(of(ONE)?.receives ?? 0))
  expect([ONE, THREE].map((netuid) => stakes.held(address, netuid))).toEqual([0n, ALPHA])

  // What is left goes by itself, not in a batch, and only that of one validator is offered where one was named.
  expect((await estimate(world, { hotkey: idOf(otherHotkey()) })).problem).toBe('stake-not-enough')
  const last = await estimate(world, { hotkey: hotkeyOn(THREE) })
  expect(last.sales).toHaveLength(1)
  const free = stakes.free(world)
  resultOf(await prepared(world, limits(last)))
  const { explanation } = await shown(world.popup, 'transaction')
  expect([explanation.wrappers, explanation.leaves[0]?.call]).toEqual([[], 'SubtensorModule.remove_stake_full_limit'])
  const done = await stakes.carryOut(world)
  expect(stakes.free(world) - free + done.fee).toBe(BigInt(last.sales[0]?.receives ?? 0))
})

test('what cannot be sold as it was asked is refused: twice, nothing, locked, more than there is, too little of it, a limit that is none', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, THREE, ALPHA)
  stakes.lock(world, THREE, 200n * TAO)
  await stakes.seen(world)
  const sale = (over: object = {}) => ({ hotkey: hotkeyOn(THREE), netuid: THREE, alpha: String(TAO), limit: '5000', ...over })
  const ask = async (...sales: object[]) => codeOf(await prepared(world, { kind: 'limits', sales, together: false }))
  expect(await ask()).toBe('invalid-input')
  expect(await ask(...Array.from({ length: 17 }, (_, netuid) => sale({ netuid })))).toBe('invalid-input')
  expect(await ask(sale(), sale())).toBe('invalid-input')
  expect(await ask(sale({ limit: '1000' }))).toBe('invalid-input')
  expect(await ask(sale({ alpha: '0' }))).toBe('amount-zero')
  expect(await ask(sale({ alpha: null }))).toBe('stake-not-enough')
  expect(await ask(sale({ alpha: String(all - 200n * TAO + 1n) }))).toBe('stake-not-enough')
  expect(await ask(sale({ hotkey: idOf(otherHotkey()) }))).toBe('stake-not-enough')
  expect(await ask(sale())).toBe('stake-too-small')
  expect(await ask(sale({ netuid: FIVE, hotkey: hotkeyOn(FIVE) }))).toBe('subnet-closed')
  expect(await ask(sale({ alpha: String(all - 200n * TAO) }))).toBe('ok')
})

test('the chain’s own call sells all with one validator at any price, for the typed word and the password only', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  await stakes.seen(world)
  const dump = { kind: 'none', hotkey: hotkeyOn(ONE) }
  expect(codeOf(await prepared(world, dump))).toBe('invalid-input')
  expect(codeOf(await prepared(world, { ...dump, sure: 'unprotected', hotkey: idOf(otherHotkey(30)) }))).toBe('stake-not-enough')
  resultOf(await prepared(world, { ...dump, sure: 'unprotected' }))
  const { explanation } = await shown(world.popup, 'transaction')
  expect(explanation).toMatchObject({ level: 3, leaves: [{ call: 'SubtensorModule.unstake_all' }] })
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect([all > 0n, stakes.held(world.address, ONE)]).toEqual([true, 0n])
})

test('at any price the fee comes from the stake where that is one open position, and its sale is told without it; of several the chain takes none', async () => {
  const world = await createWorld(node)
  const hotkey = otherHotkey(30)
  const [first, second] = [ONE, THREE].map((netuid) => stakes.give(world, netuid, ALPHA, hotkey)) as [bigint, bigint]
  node.control({ balance: { address: world.address, rao: '1000' } })
  node.produce()
  const dump = { kind: 'none', sure: 'unprotected', hotkey: idOf(hotkey) }
  const several = await estimate(world, { hotkey: idOf(hotkey) })
  expect(several.sales).toHaveLength(2)
  expect(several).toMatchObject({ enough: false, dump: { enough: false, free: '1000' } })
  resultOf(await prepared(world, dump))
  expect((await press(world)).status).toMatchObject({ phase: 'refused', code: 'tx-payment' })
  expect([ONE, THREE].map((netuid) => stakes.held(world.address, netuid, hotkey))).toEqual([first, second])

  // What stands on a subnet that is closed does not count.
  stakes.set('SubtokenEnabled', THREE, false)
  const told = await estimate(world, { hotkey: idOf(hotkey) })
  expect([told.sales.length, told.stuck.map(({ problem }) => problem), told.dump?.enough]).toEqual([1, ['subnet-closed'], false])
  resultOf(await prepared(world, dump))
  const { ok, fee, alphaFee, trades } = await stakes.carryOut(world)
  stakes.set('SubtokenEnabled', THREE, true)
  const sold = BigInt(trades[0]?.alpha ?? 0)
  expect([ok, fee, trades.length, stakes.held(world.address, ONE, hotkey)]).toEqual([true, 0n, 1, 0n])
  expect(alphaFee).toEqual({ netuid: ONE, alpha: String(first - sold) })
  expect(sold).toBeLessThan(first)
  expect(stakes.free(world)).toBe(1_000n + BigInt(trades[0]?.tao ?? 0))
  // Its fee in TAO is what was told, where there is some.
  node.control({ balance: { address: world.address, rao: String(funds) } })
  stakes.give(world, ONE, ALPHA, hotkey)
  const free = await estimate(world, { hotkey: idOf(hotkey) })
  expect(free.dump?.enough).toBe(true)
  resultOf(await prepared(world, dump))
  expect(String((await stakes.carryOut(world)).fee)).toBe(free.dump?.fee)
})

test('of one position that goes whole the fee comes from the stake; of the rest of one that is locked in part it does too, and then the sale fails', async () => {
  const world = await createWorld(node)
  const hotkey = otherHotkey(31)
  const all = stakes.give(world, SIX, ALPHA, hotkey)
  node.control({ balance: { address: world.address, rao: '1000' } })
  stakes.lock(world, SIX, 100n * TAO)
  const part = await estimate(world, { hotkey: idOf(hotkey) })
  expect(part).toMatchObject({ enough: false, sales: [{ alpha: String(all - 100n * TAO) }] })
  resultOf(await prepared(world, limits(part)))
  const failed = await stakes.carryOut(world)
  expect(failed).toMatchObject({ ok: false, error: 'SubtensorModule.StakeUnavailable', fee: 0n, trades: [] })
  const left = stakes.held(world.address, SIX, hotkey)
  expect(failed.alphaFee).toEqual({ netuid: SIX, alpha: String(all - left) })

  stakes.lock(world, SIX, 0n)
  const whole = await estimate(world, { hotkey: idOf(hotkey) })
  expect(whole).toMatchObject({ enough: false, sales: [{ alpha: null }] })
  resultOf(await prepared(world, limits(whole)))
  const { ok, fee, alphaFee, trades } = await stakes.carryOut(world)
  expect([ok, fee, stakes.held(world.address, SIX, hotkey)]).toEqual([true, 0n, 0n])
  expect(alphaFee).toEqual({ netuid: SIX, alpha: String(left - BigInt(trades[0]?.alpha ?? 0)) })
})

test('no more positions go at once than a person reads: the most valuable first, and the others are counted', async () => {
  const world = await createWorld(node)
  const before = await estimate(world)
  const many = Array.from({ length: 17 }, (_, i) => 78 + i).filter((netuid) => netuid !== 90)
  for (const netuid of many) stakes.give(world, netuid, ALPHA)
  const told = await estimate(world)
  expect([told.sales.length, told.later.length]).toEqual([MOST_SALES, before.sales.length + many.length - MOST_SALES])
  expect(told.later.length).toBeGreaterThan(0)
  const worths = told.sales.map(({ sells, price }) => BigInt(sells) * BigInt(price))
  expect(worths).toEqual([...worths].sort((a, b) => (a < b ? 1 : -1)))
  resultOf(await prepared(world, limits(told)))
  expect((await shown(world.popup, 'transaction')).explanation.leaves).toHaveLength(MOST_SALES)
})

test('of all with one validator every position is told, also those that do not go at once, and what is locked of a subnet is counted for it alone', async () => {
  const world = await createWorld(node)
  const hotkey = otherHotkey(32)
  const many = Array.from({ length: 18 }, (_, i) => 78 + i).filter((netuid) => netuid !== 90)
  for (const netuid of many) stakes.give(world, netuid, ALPHA, hotkey)
  // As much is locked as the position with another validator: with this one all of it can go.
  const [first] = many as [number]
  stakes.give(world, first, ALPHA)
  stakes.lock(world, first, ALPHA)
  const told = await estimate(world, { hotkey: idOf(hotkey) })
  const all = [...told.sales, ...told.later]
  expect(all.map(({ netuid }) => netuid).sort((a, b) => a - b)).toEqual(many)
  expect(told.later).toHaveLength(many.length - MOST_SALES)
  for (const { netuid, sells, holds } of all)
    expect([sells, holds], String(netuid)).toEqual(Array(2).fill(String(stakes.held(world.address, netuid, hotkey))))
  resultOf(await prepared(world, { kind: 'none', hotkey: idOf(hotkey), sure: 'unprotected' }))
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect(many.map((netuid) => stakes.held(world.address, netuid, hotkey))).toEqual(many.map(() => 0n))
})
