import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { Input, PopupContract, Reply, SalesEstimate, TradeEstimate } from '../messaging'
import { restStop } from '../popup/journeys/stake/rest'
import { codeOf, resultOf } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { callOf, connect, createWorld, rest as idle, password, payloadOf, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// What a sale leaves with somebody else's hotkey, and is worth less than the chain's minimum, the chain sells too: at any price.
const [ONE, TWO] = [66, 67] as const
const ALPHA = 300n * TAO
const LEAST = TAO / 10n
const tolerance = 10_000
let node: Localnet
let stakes: Stakes
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
})
afterAll(() => node.close())
const minimum = (rao: bigint) => {
  node.chain.overwrite('SubtensorModule', 'NominatorMinRequiredStake', [], rao)
  node.produce()
}

type Protection = Input<PopupContract, 'prepareTrade'>['protection']
/** Asks for a sale of a part. */
const sale = (world: World, alpha: bigint, protection: Protection) =>
  prepare(world, 'prepareTrade', {
    ...{ from: world.id, side: 'sell', hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(alpha), protection, hidden: false },
  })
/** What was made of it waits no longer. */
async function dropped({ popup }: World, reply: Reply) {
  if (reply.ok) resultOf(await popup.ask('reject', { id: (reply.value as { id: string }).id }))
}
const factsOf = (reply: unknown) => (reply as { error: { facts: Record<string, string> } }).error.facts

test('a part of which the rest would be sold too is refused, and says how much has to stay; that much stays, where the price falls to the limit', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  minimum(LEAST)
  await stakes.seen(world)
  const ask = { from: world.id, side: 'sell' as const, hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(100n * TAO), tolerance }
  const { limit } = resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', ask))
  const within = { kind: 'limit' as const, limit, partial: false }
  const refused = await sale(world, all - TAO / 1_000n, within)
  expect(codeOf(refused)).toBe('stake-rest-small')
  const rest = BigInt(factsOf(refused).rest ?? 0)
  expect((rest * BigInt(limit)) / TAO).toBeGreaterThanOrEqual(LEAST)
  expect((rest * BigInt(limit)) / TAO).toBeLessThan(LEAST + TAO / 500n)
  expect(codeOf(await sale(world, all - rest + 1n, within))).toBe('stake-rest-small')
  // Less of it is sold than was asked where the price moves: then any rest may stay, of all of it too.
  expect(codeOf(await sale(world, all, { ...within, partial: true }))).toBe('stake-rest-small')
  expect(codeOf(await sale(world, all - TAO, { kind: 'none', sure: 'unprotected' }))).toBe('stake-rest-small')
  expect(codeOf(await sale(world, all, within))).toBe('ok')
  const told = (rao: bigint) =>
    world.popup.ask('estimateTrade', { ...ask, amount: String(rao) }).then((reply) => ({ ...resultOf<TradeEstimate>(reply), rao }))
  // The form says before it is asked for what the review would refuse.
  for (const [sold, partial] of [
    [rest - 1n, false],
    [rest, false],
    [0n, true],
    [rest - 1n, true],
    [rest, true],
    [0n, false],
  ] as const) {
    const of = all - sold
    const stop = restStop(await told(of), { partial, unlimited: false })
    const reply = await sale(world, of, { ...within, partial })
    expect([stop !== undefined, stop?.rest ?? rest]).toEqual([codeOf(reply) === 'stake-rest-small', rest])
    await dropped(world, reply)
  }
  const open = restStop(await told(all - TAO), { partial: false, unlimited: true })
  const never = await sale(world, all - TAO, { kind: 'none', sure: 'unprotected' })
  expect(String(open?.rest)).toBe(factsOf(never).rest)
  expect(restStop(await told(all / 2n), { partial: true, unlimited: false })).toBeUndefined()
  resultOf(await sale(world, all - rest, within))
  // As far as the limit lets it: then the rest is worth the least that it may be.
  stakes.sell(ONE, 20n * TAO)
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect(stakes.held(world.address, ONE)).toBe(rest)
})

test('with an own hotkey, and where the chain has no minimum, any rest may stay', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  const within = { kind: 'limit' as const, limit: '5000', partial: false }
  minimum(0n)
  await stakes.seen(world)
  expect(codeOf(await sale(world, all - 1n, within))).toBe('ok')
  minimum(LEAST)
  const owner = node.chain.at(node.chain.best).read<string>('SubtensorModule', 'Owner', largeOn(ONE))
  node.chain.overwrite('SubtensorModule', 'Owner', [largeOn(ONE)], world.address)
  node.produce()
  await stakes.seen(world)
  expect(codeOf(await sale(world, all - 1n, within))).toBe('ok')
  node.chain.overwrite('SubtensorModule', 'Owner', [largeOn(ONE)], owner)
  node.produce()
})

test('among all that is sold a part whose locked rest the chain would take is left out, and no part of it can be asked for', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, TWO, ALPHA)
  stakes.lock(world, TWO, TAO / 1_000n)
  minimum(LEAST)
  await stakes.seen(world)
  const told = resultOf<SalesEstimate>(await world.popup.ask('estimateUnstakeAll', { from: world.id, hotkey: null, tolerance }))
  expect(told.sales.some(({ netuid }) => netuid === TWO)).toBe(false)
  expect(told.stuck.map(({ netuid, problem }) => [netuid, problem])).toEqual([[TWO, 'stake-rest-small']])
  const sales = [{ hotkey: hotkeyOn(TWO), netuid: TWO, alpha: String(all - TAO / 1_000n), limit: '5000' }]
  const asked = await prepare(world, 'prepareUnstakeAll', {
    from: world.id,
    hidden: false,
    protection: { kind: 'limits', sales, together: false },
  })
  expect(codeOf(asked)).toBe('stake-rest-small')
})

test('a move and a gift of a part leave any rest, as the chain has it', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  minimum(LEAST)
  await stakes.seen(world)
  const [rest, half] = [TAO / 1_000n, all / 2n]
  const from = { from: world.id, hotkey: hotkeyOn(ONE), netuid: ONE }
  resultOf(await prepare(world, 'prepareStakeTransfer', { ...from, to: largeOn(3), amount: String(half) }))
  expect((await stakes.carryOut(world)).ok).toBe(true)
  await stakes.seen(world)
  const way = { ...from, toHotkey: idOf(otherHotkey()), toNetuid: ONE, amount: String(all - half - rest) }
  resultOf(await prepare(world, 'prepareMove', { ...way, protection: { kind: 'exact' }, hidden: false }))
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect(stakes.held(world.address, ONE)).toBe(rest)
})

describe('where a site asks for the sale of a part', () => {
  let world: World
  let page: Awaited<ReturnType<typeof connect>>
  let all: bigint
  let limit: bigint
  beforeAll(async () => {
    world = await createWorld(node)
    page = await connect(world, [world.id])
    all = stakes.give(world, ONE, ALPHA)
    minimum(LEAST)
    await stakes.seen(world)
    const ask = { from: world.id, side: 'sell' as const, hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(TAO), tolerance }
    limit = BigInt(resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', ask)).limit)
  })
  const call = (name: string, args: object) => ({
    type: 'SubtensorModule',
    value: { type: name, value: { hotkey: largeOn(ONE), netuid: ONE, ...args } },
  })
  const sell = (alpha: bigint, over: object = {}) =>
    call('remove_stake_limit', { amount_unstaked: alpha, limit_price: limit, allow_partial: false, ...over })
  /** The risks of each call that the site asks for. */
  async function risksOf(calls: readonly object[], batch = 'batch_all'): Promise<string[][]> {
    world.computer.clock.ahead += 500 // two a second
    const answer = page.ask('signPayload', payloadOf(node, world.address, callOf(node, 'Utility', batch, { calls })))
    const { id, hash, explanation } = await shown(world.popup, 'transaction')
    resultOf(await world.popup.ask('approve', { id, hash, password, sure: 'unprotected' }))
    resultOf(await answer)
    await idle(world)
    return explanation.leaves.map(({ risks }) => risks.map(({ id }) => id))
  }

  test('it is said where the chain would sell the rest of it too', async () => {
    const little = TAO / 1_000n
    expect((await risksOf([sell(all - little)]))[0]).toContain('rest-sold')
    expect((await risksOf([call('remove_stake', { amount_unstaked: all - little })]))[0]).toContain('rest-sold')
    // Less of it may be sold than all, where a part will do.
    expect((await risksOf([sell(all, { allow_partial: true })]))[0]).toContain('rest-sold')
  })

  test('of several sales of one position it is said of the one that leaves too little', async () => {
    const said = await risksOf([sell(all / 2n), sell(all / 2n - TAO / 1_000n)])
    expect(said.map((risks) => risks.includes('rest-sold'))).toEqual([false, true])
  })

  test('what moves, goes away or is destroyed of the position before is counted, and what leaves another is not', async () => {
    const [half, rest] = [all / 2n, all / 2n - TAO / 1_000n]
    const pair = { origin_hotkey: largeOn(ONE), destination_hotkey: otherHotkey(), origin_netuid: ONE, destination_netuid: ONE }
    const to = { origin_netuid: ONE, destination_netuid: TWO, alpha_amount: half }
    const before = [
      call('move_stake', { ...pair, alpha_amount: half }),
      call('swap_stake', to),
      call('swap_stake_limit', { ...to, limit_price: limit, allow_partial: false }),
      call('transfer_stake', { destination_coldkey: largeOn(3), ...to, destination_netuid: ONE }),
      call('recycle_alpha', { amount: half }),
      call('burn_alpha', { amount: half }),
    ]
    for (const each of before) expect((await risksOf([each, sell(rest)]))[1]).toContain('rest-sold')
    const elsewhere = call('swap_stake', { ...to, origin_netuid: TWO, destination_netuid: ONE })
    expect((await risksOf([elsewhere, sell(rest)]))[1]).not.toContain('rest-sold')
  })

  test('a whole sale leaves nothing that could be sold too, whichever call it is, and what comes after it finds nothing', async () => {
    const whole = [
      call('remove_stake_full_limit', { limit_price: limit }),
      call('remove_stake_full_limit', { limit_price: undefined }),
      call('remove_stake', { amount_unstaked: 2n ** 64n - 1n }),
      sell(2n ** 64n - 1n),
    ]
    const little = sell(all - TAO / 1_000n)
    for (const each of whole) {
      const said = await risksOf([sell(all / 2n), each, little])
      expect(said.map((risks) => risks.includes('rest-sold'))).toEqual([false, false, false])
    }
    // Without it before, the same part leaves too little.
    expect((await risksOf([little]))[0]).toContain('rest-sold')
  })

  test('what comes to the position before, and what of the sales before may fail, is counted: nobody knows then what stays', async () => {
    const pair = { origin_hotkey: otherHotkey(), destination_hotkey: largeOn(ONE), origin_netuid: ONE, destination_netuid: ONE }
    const bring = call('move_stake', { ...pair, alpha_amount: TAO })
    expect((await risksOf([bring, sell(all + TAO - TAO / 1_000n)]))[1]).toContain('rest-sold')
    const claim = { type: 'SubtensorModule', value: { type: 'claim_root', value: { subnets: [ONE] } } }
    expect((await risksOf([claim, sell(all + TAO)]))[1]).toContain('rest-sold')
    // Beyond its limit the first one fails, and of the second a thousandth of an alpha is left.
    const [half, little] = [all / 2n, sell(all - TAO / 1_000n)]
    const fails = sell(half, { limit_price: 10n * limit })
    for (const batch of ['force_batch', 'batch']) expect((await risksOf([fails, little], batch))[1]).toContain('rest-sold')
    expect((await risksOf([fails, little]))[1]).not.toContain('rest-sold')
    const part = sell(half, { limit_price: 10n * limit, allow_partial: true })
    expect((await risksOf([part, little]))[1]).toContain('rest-sold')
  })

  test('it is not said where enough stays, nothing does, more is asked than there is, or the chain has no minimum', async () => {
    const quiet = [sell(all / 2n)],
      none = [sell(all)],
      more = [sell(all + 1n, { allow_partial: true })]
    for (const calls of [quiet, none, more]) expect((await risksOf(calls))[0]).not.toContain('rest-sold')
    minimum(0n)
    await stakes.seen(world)
    expect((await risksOf([sell(all - 1n)]))[0]).not.toContain('rest-sold')
  })
})
