import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn, THIN } from '../../e2e/localnet/world'
import type { MoveEstimate } from '../messaging'
import { codeOf, resultOf } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { approveShown, createWorld, funds, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// Subnets that neither an epoch nor emission touches in these blocks.
const [ONE, TWO, THREE, FOUR, FIVE, SIX] = [70, 71, 72, 73, 74, 75] as const
const DRY = THIN[1] as number
const ALPHA = 300n * TAO
let node: Localnet
let stakes: Stakes
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
})
afterAll(() => node.close())

const way = ({ id }: World, netuid: number, toNetuid: number, amount: bigint, over: object = {}) => ({
  ...{ from: id, hotkey: hotkeyOn(netuid), netuid, toHotkey: hotkeyOn(netuid), toNetuid, amount: String(amount), tolerance: 5_000 },
  ...over,
})
type Way = ReturnType<typeof way>
const estimate = async (world: World, order: Way): Promise<MoveEstimate> => {
  await stakes.seen(world)
  return resultOf(await world.popup.ask('estimateMove', order))
}
const prepared = (world: World, { tolerance: _, ...order }: Way, protection: object) =>
  prepare(world, 'prepareMove', { ...order, hidden: false, protection: protection as never })
const limited = (told: MoveEstimate, partial = false) => ({ kind: 'limit', limit: told.limit ?? '', partial })
const leafOf = async ({ popup }: World) => {
  const { explanation } = await shown(popup, 'transaction')
  return { ...explanation.leaves[0], level: explanation.level, count: explanation.leaves.length, wrappers: explanation.wrappers.length }
}

test('stake goes to another validator of its subnet alpha for alpha: no pool has a part in it, and no limit is needed', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  const order = way(world, ONE, ONE, all, { toHotkey: idOf(otherHotkey()) })
  const told = await estimate(world, order)
  expect(told).toMatchObject({
    ...{ way: 'exact', most: String(all), receives: String(all), limit: null, least: null, minimum: null, problem: null },
    ...{ poolFee: '0', impact: 0, enough: true, free: String(funds) },
  })
  expect(told.back).toBe(told.now)
  expect(BigInt(told.now ?? 0)).toBeGreaterThan(0n)
  expect(codeOf(await prepared(world, order, { kind: 'limit', limit: '1', partial: false }))).toBe('invalid-input')
  resultOf(await prepared(world, order, { kind: 'exact' }))
  expect(await leafOf(world)).toMatchObject({ call: 'SubtensorModule.move_stake', level: 1, count: 1, wrappers: 0 })
  const { ok, fee, trades } = await stakes.carryOut(world)
  // The chain tells it like a sale and a purchase at spot: what really went.
  expect(trades.map(({ bought, hotkey, netuid, alpha }) => [bought, hotkey, netuid, alpha])).toEqual([
    [false, hotkeyOn(ONE), ONE, String(all)],
    [true, idOf(otherHotkey()), ONE, String(all)],
  ])
  expect([ok, stakes.held(world.address, ONE), stakes.held(world.address, ONE, otherHotkey())]).toEqual([true, 0n, all])
  expect(stakes.free(world)).toBe(funds - fee)
  expect(told.fee).toBe(String(fee))
})

test('of all of a position without TAO for the fee less goes, because the fee comes out of it first: told as what really went, and the fee as alpha', async () => {
  const world = await createWorld(node)
  const there = stakes.held(world.address, ONE, otherHotkey())
  const all = stakes.give(world, ONE, ALPHA)
  node.control({ balance: { address: world.address, rao: '1000' } })
  node.produce()
  const order = way(world, ONE, ONE, all, { toHotkey: idOf(otherHotkey()) })
  expect(await estimate(world, order)).toMatchObject({ enough: false, most: String(all), problem: null })
  resultOf(await prepared(world, order, { kind: 'exact' }))
  const { ok, fee, alphaFee, trades } = await stakes.carryOut(world)
  const went = stakes.held(world.address, ONE, otherHotkey()) - there
  expect([ok, fee, stakes.free(world), stakes.held(world.address, ONE)]).toEqual([true, 0n, 1_000n, 0n])
  expect(alphaFee).toEqual({ netuid: ONE, alpha: String(all - went) })
  expect(went).toBeLessThan(all)
  expect(trades.map(({ bought, alpha }) => [bought, alpha])).toEqual([
    [false, String(went)],
    [true, String(went)],
  ])
})

test('a swap brings exactly what was told where nothing moved, between subnets, from root and to root, and its call has the limit that was shown', async () => {
  const world = await createWorld(node)
  for (const [netuid, toNetuid, amount] of [
    [ONE, TWO, ALPHA],
    [0, THREE, TAO / 5n],
    [FOUR, 0, ALPHA],
  ] as const) {
    const all = stakes.give(world, netuid, amount)
    const order = way(world, netuid, toNetuid, all)
    const told = await estimate(world, order)
    const label = `${netuid} to ${toNetuid}`
    expect(told, label).toMatchObject({ way: 'limit', minimum: '2000000', most: String(all), problem: null })
    const rate = (all * 33n) / 65_535n
    expect(BigInt(told.poolFee), label).toBe(rate)
    expect(BigInt(told.receives ?? 0), label).toBeGreaterThanOrEqual(BigInt(told.least ?? 0))
    expect(BigInt(told.least ?? 0), label).toBeGreaterThan((BigInt(told.receives ?? 0) * 99n) / 100n)
    expect(BigInt(told.back ?? 0), label).toBeLessThan(BigInt(told.now ?? 0) + 1n)
    expect(told.impact, label).toBeGreaterThan(0)
    resultOf(await prepared(world, order, limited(told)))
    const leaf = await leafOf(world)
    expect(leaf, label).toMatchObject({ call: 'SubtensorModule.swap_stake_limit', fact: { limit: told.limit, alpha: String(all) } })
    expect(leaf.level).toBeLessThan(3)
    const before = stakes.held(world.address, toNetuid, largeOn(netuid))
    const { ok, trades } = await stakes.carryOut(world)
    expect(ok, label).toBe(true)
    expect(stakes.held(world.address, netuid), label).toBe(0n)
    expect(stakes.held(world.address, toNetuid, largeOn(netuid)) - before, label).toBe(BigInt(told.receives ?? 0))
    expect(
      trades.map(({ bought, netuid, alpha }) => [bought, netuid, alpha]),
      label,
    ).toEqual([
      [false, netuid, String(all)],
      [true, toNetuid, told.receives],
    ])
  }
})

test('after both pools moved a swap is never worse than its limit: all or nothing, or what fits', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  const order = way(world, ONE, FIVE, all)
  const told = await estimate(world, order)
  resultOf(await prepared(world, order, limited(told)))
  stakes.sell(ONE, 100n * TAO)
  stakes.buy(FIVE, TAO / 10n)
  expect((await stakes.carryOut(world)).ok).toBe(true)
  const got = stakes.held(world.address, FIVE, largeOn(ONE))
  expect(got).toBeGreaterThanOrEqual(BigInt(told.least ?? 0))
  expect(got).toBeLessThan(BigInt(told.receives ?? 0))

  // Too far: the whole order stays, and of one that takes what fits the rest does.
  const more = stakes.give(world, ONE, 4n * ALPHA)
  const again = way(world, ONE, FOUR, more, { tolerance: 8_000 })
  const second = await estimate(world, again)
  resultOf(await prepared(world, again, limited(second)))
  stakes.buy(FOUR, 20n * TAO)
  await approveShown(world.popup)
  node.produce(3)
  expect([stakes.held(world.address, ONE), stakes.held(world.address, FOUR, largeOn(ONE))]).toEqual([more, 0n])

  const part = way(world, ONE, FOUR, more, { tolerance: 1_000 })
  const third = await estimate(world, part)
  expect(BigInt(third.receives ?? 0)).toBeLessThan(BigInt(third.least ?? 0))
  resultOf(await prepared(world, part, limited(third, true)))
  expect((await stakes.carryOut(world)).ok).toBe(true)
  const left = stakes.held(world.address, ONE)
  expect(left > 0n && left < more).toBe(true)
  const moved = more - left
  const fair = (moved * BigInt(third.limit ?? 0)) / TAO
  expect(stakes.held(world.address, FOUR, largeOn(ONE))).toBeGreaterThanOrEqual(fair - (fair * 34n) / 65_535n)
})

test('what the chain would refuse is told before, and no request is made of it', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, SIX, ALPHA)
  stakes.lock(world, SIX, 200n * TAO)
  stakes.set('SubtokenEnabled', FIVE, false)
  // Its pool holds too little for any trade.
  stakes.set('SubnetAlphaIn', DRY, 500_000n)
  const most = all - 200n * TAO
  const nobody = `0x${'77'.repeat(32)}`
  for (const [problem, order] of [
    ['stake-same-place', way(world, SIX, SIX, TAO)],
    ['subnet-closed', way(world, SIX, FIVE, TAO)],
    ['subnet-closed', way(world, SIX, 4_000, TAO)],
    ['validator-unknown', way(world, SIX, SIX, TAO, { toHotkey: nobody })],
    ['stake-not-enough', way(world, SIX, ONE, most + 1n)],
    ['stake-not-enough', way(world, SIX, SIX, most + 1n, { toHotkey: idOf(otherHotkey()) })],
    ['stake-not-enough', way(world, THREE, ONE, TAO, { hotkey: idOf(otherHotkey()), toHotkey: idOf(otherHotkey()) })],
    ['stake-too-small', way(world, SIX, ONE, TAO / 10n)],
    ['stake-too-small', way(world, SIX, 0, 1n)],
    ['stake-no-trade', way(world, SIX, DRY, most)],
  ] as const) {
    const told = await estimate(world, order)
    expect([told.problem, told.receives], JSON.stringify(order)).toEqual([problem, null])
    const protection = order.netuid === order.toNetuid ? { kind: 'exact' } : { kind: 'limit', limit: '5', partial: false }
    expect(codeOf(await prepared(world, order, protection)), problem).toBe(problem)
  }
  stakes.set('SubtokenEnabled', FIVE, true)
  expect(await estimate(world, way(world, SIX, ONE, most))).toMatchObject({ most: String(most), problem: null })
  expect(codeOf(await prepared(world, way(world, SIX, ONE, 0n), { kind: 'none', sure: 'unprotected' }))).toBe('amount-zero')
  expect(codeOf(await prepared(world, way(world, SIX, ONE, most, { from: nobody }), { kind: 'none', sure: 'unprotected' }))).toBe(
    'unknown-account',
  )
  expect(codeOf(await world.popup.ask('estimateMove', way(world, SIX, ONE, most, { from: nobody })))).toBe('unknown-account')
  expect(world.popup.views.requests.items).toEqual([])
  // Without TAO for the fee that is said; the chain takes it from the stake then.
  node.control({ balance: { address: world.address, rao: '1000' } })
  node.produce()
  expect(await estimate(world, way(world, SIX, ONE, most))).toMatchObject({ enough: false, free: '1000', problem: null })
})

test('another validator and another subnet at once have no limit on this chain: that is said, and takes the word; where the chain has a call with one, it is taken', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, THREE, ALPHA)
  const order = way(world, THREE, FIVE, all / 2n, { toHotkey: idOf(otherHotkey()) })
  const told = await estimate(world, order)
  expect(told).toMatchObject({ way: 'unprotected', limit: null, least: null, problem: null })
  const refused = await prepared(world, order, { kind: 'limit', limit: '5', partial: false })
  expect(refused).toMatchObject({ ok: false, error: { code: 'call-missing', facts: { call: 'SubtensorModule.move_stake_limit' } } })
  expect(codeOf(await prepared(world, order, { kind: 'none' }))).toBe('invalid-input')
  resultOf(await prepared(world, order, { kind: 'none', sure: 'unprotected' }))
  expect(await leafOf(world)).toMatchObject({ call: 'SubtensorModule.move_stake', level: 3, fact: { limit: null } })
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect(stakes.held(world.address, FIVE, otherHotkey())).toBe(BigInt(told.receives ?? 0))

  node.chain.upgrade(NEXT)
  node.produce(3)
  const later = await createWorld(node)
  const some = stakes.give(later, FOUR, ALPHA)
  const next = way(later, FOUR, FIVE, some, { toHotkey: idOf(otherHotkey()) })
  const better = await estimate(later, next)
  expect(better).toMatchObject({ way: 'limit', problem: null })
  resultOf(await prepared(later, next, limited(better)))
  const leaf = await leafOf(later)
  expect(leaf).toMatchObject({ call: 'SubtensorModule.move_stake_limit', fact: { limit: better.limit, partial: false } })
  expect(leaf.level).toBeLessThan(3)
  const before = stakes.held(later.address, FIVE, otherHotkey())
  expect((await stakes.carryOut(later)).ok).toBe(true)
  expect(stakes.held(later.address, FIVE, otherHotkey()) - before).toBe(BigInt(better.receives ?? 0))
})
