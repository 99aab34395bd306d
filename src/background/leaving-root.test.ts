import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { basketApis } from '../../e2e/localnet/pallets/subtensor/baskets'
import { owedOf } from '../../e2e/localnet/pallets/subtensor/root-claim'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn } from '../../e2e/localnet/world'
import type { RootDividendsView, SalesEstimate } from '../messaging'
import { leavingBy, type Unclaimed, unclaimedOf, untoldBy } from '../popup/journeys/root/leaving'
import { KluisError } from '../units'
import { resultOf, until } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const [root, hotkey] = [largeOn(0), hotkeyOn(0)]
// A subnet that neither an epoch nor emission touches in these blocks.
const ONE = 70
const EARNING = [4, 8] as const
const CENT = (1n << 32n) / 100n
const STAKE = 100n * TAO
let node: Localnet
let stakes: Stakes
let world: World
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  // Past the blocks in which pools are fed.
  node.produce(12)
  stakes = stakesOn(node)
})
afterAll(() => node.close())
beforeEach(async () => {
  world = await createWorld(node)
})

const now = () => node.chain.at(node.chain.best)
const told = (): Promise<RootDividendsView> =>
  until(async () => {
    const found = resultOf<RootDividendsView>(await world.popup.ask('rootDividends', { account: world.id }))
    return found.block === node.chain.best.number ? found : undefined
  })
type Order = { facts: Parameters<typeof leavingBy>[0]; said: Unclaimed; before: RootDividendsView }
/** What the review says of the calls that are about to be signed. */
async function reviewed(): Promise<Order> {
  const { explanation } = await shown(world.popup, 'transaction')
  const facts = explanation.leaves.map(({ fact }) => fact)
  const before = await told()
  const { leaving, claimed } = leavingBy(facts)
  return { facts, before, said: unclaimedOf(before, leaving, claimed) }
}
/** What is said before root stake leaves while the node refuses this read. */
async function saidUntold(read: string): Promise<Unclaimed> {
  await told()
  node.control({ faults: { stateCalls: { [read]: null } } })
  const reply = await world.popup.ask('rootDividends', { account: world.id })
  node.control({ honest: true })
  if (reply.ok) throw new Error('It was told')
  return untoldBy(new KluisError(reply.error.code, reply.error.facts))
}
const sell = (amount: bigint) =>
  prepare(world, 'prepareTrade', {
    ...{ from: world.id, side: 'sell', hotkey, netuid: 0, amount: String(amount), hidden: false },
    protection: { kind: 'limit', limit: String(TAO), partial: false },
  })
const move = (amount: bigint) =>
  prepare(world, 'prepareMove', {
    ...{ from: world.id, hotkey, netuid: 0, toHotkey: idOf(otherHotkey()), toNetuid: 0, amount: String(amount), hidden: false },
    protection: { kind: 'exact' },
  })
const give = (amount: bigint) =>
  prepare(world, 'prepareStakeTransfer', { from: world.id, to: BOB, hotkey, netuid: 0, amount: String(amount) })
async function sellAll() {
  await stakes.seen(world)
  const asked = { from: world.id, hotkey: null, tolerance: 10_000 }
  const { sales } = resultOf<SalesEstimate>(await world.popup.ask('estimateUnstakeAll', asked))
  const legs = sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit }))
  return prepare(world, 'prepareUnstakeAll', {
    from: world.id,
    hidden: false,
    protection: { kind: 'limits', sales: legs, together: false },
  })
}
const dump = () =>
  prepare(world, 'prepareUnstakeAll', { from: world.id, hidden: false, protection: { kind: 'none', sure: 'unprotected', hotkey } })

describe('until spec 441', () => {
  const owed = (who = world.address, of = root) => EARNING.map((netuid) => owedOf(now(), of, who, netuid))
  /** Alpha for everybody who stakes on root with the validator, for each rao of it. */
  function earn(): void {
    const rates = new Map(now().read<[number, bigint][]>('SubtensorModule', 'RootClaimable', root))
    for (const netuid of EARNING) rates.set(netuid, (rates.get(netuid) ?? 0n) + CENT)
    node.chain.overwrite('SubtensorModule', 'RootClaimable', [root], [...rates])
    node.produce()
  }
  /** As of stake that was there before anything was earned. */
  function tookNothing(): void {
    for (const netuid of EARNING) node.chain.overwrite('SubtensorModule', 'RootClaimed', [netuid, root, world.address], 0n)
    node.produce()
  }
  /** What alpha is worth at the price that is told, subnet by subnet. */
  const worth = ({ subnets }: RootDividendsView, alpha: readonly bigint[]) =>
    alpha.reduce((sum, each, at) => {
      const of = subnets.find(({ netuid }) => netuid === EARNING[at])
      return sum + (of ? (each * BigInt(of.tao ?? 0)) / BigInt(of.alpha) : 0n)
    }, 0n)
  const near = (one: bigint, other: bigint) => expect(one - other >= -4n && one - other <= 4n, `${one} is not ${other}`).toBe(true)

  test.each([
    ['sold in part', () => sell(STAKE / 2n)],
    ['sold whole', () => sell(stakes.held(world.address, 0))],
    ['moved to another validator', () => move(STAKE / 3n)],
    ['given away', () => give(STAKE / 2n)],
    ['sold with everything', sellAll],
    ['sold by the chain’s own call', dump],
  ])('root stake that is %s loses what it did not claim, exactly as much as was said, and nobody gets it', async (_, order) => {
    stakes.give(world, 0, STAKE)
    stakes.give(world, ONE, 30n * TAO)
    earn()
    tookNothing()
    await stakes.seen(world)
    resultOf(await order())
    const { said, before } = await reviewed()
    if (said.kind !== 'lost') throw new Error(said.kind)
    expect(said.claimable).toBe(true)
    const [mine, bobs] = [owed(), owed(BOB)]
    expect(await stakes.carryOut(world)).toMatchObject({ ok: true })
    const lost = owed().map((after, at) => (mine[at] as bigint) - after)
    expect(lost.every((alpha) => alpha > 0n)).toBe(true)
    near(said.tao ?? 0n, worth(before, lost))
    expect(owed(world.address, otherHotkey())).toEqual([0n, 0n])
    for (const [at, alpha] of owed(BOB).entries()) near(alpha, bobs[at] as bigint)
  })

  test('what was taken before is not lost again: a little of the stake leaves without a loss, and no loss is told', async () => {
    stakes.give(world, 0, STAKE)
    earn()
    await stakes.seen(world)
    resultOf(await sell(TAO))
    expect((await reviewed()).said).toEqual({ kind: 'none' })
    const mine = owed()
    expect((await stakes.carryOut(world)).ok).toBe(true)
    for (const [at, alpha] of owed().entries()) near(alpha, mine[at] as bigint)
  })

  test('after a claim the stake leaves and loses nothing', async () => {
    stakes.give(world, 0, STAKE)
    earn()
    await stakes.seen(world)
    const claim = { kind: 'subnets' as const, netuids: [...EARNING] }
    resultOf(
      await world.popup.ask('prepareClaim', {
        commandId: `claims before ${world.id}`.slice(0, 64),
        from: world.id,
        hotkeyMeant: false,
        ...{ protection: { kind: 'none', sure: 'unprotected' }, hidden: false },
        claim,
      }),
    )
    expect((await reviewed()).said).toEqual({ kind: 'none' })
    expect((await stakes.carryOut(world)).ok).toBe(true)
    await stakes.seen(world)
    resultOf(await sell(stakes.held(world.address, 0)))
    expect((await reviewed()).said).toEqual({ kind: 'none' })
  })

  test('where the node does not tell what waits, it is not known how much is lost, and to claim first is advised', async () => {
    expect(await saidUntold('StakeInfoRuntimeApi_get_stake_info_for_coldkeys')).toEqual({ kind: 'untold', claimable: true })
  })

  test('too little for a claim is lost all the same, and is not said to be claimable', async () => {
    stakes.give(world, 0, STAKE)
    earn()
    tookNothing()
    for (const netuid of EARNING) node.chain.overwrite('SubtensorModule', 'RootClaimableThreshold', [netuid], 1n << 100n)
    node.produce()
    await stakes.seen(world)
    resultOf(await sell(STAKE / 2n))
    expect((await reviewed()).said).toMatchObject({ kind: 'lost', claimable: false })
    for (const netuid of EARNING) node.chain.overwrite('SubtensorModule', 'RootClaimableThreshold', [netuid], 0n)
    node.produce()
  })
})

describe('after an upgrade to baskets', () => {
  beforeAll(() => {
    node.control({ upgrade: NEXT })
    node.produce(8)
  })
  const shares = (who = world.address) =>
    basketApis.BetaBasketRuntimeApi_get_basket_payout?.(now(), 0, root as never, who as never) as bigint
  /** A part of the validator's basket for the account. */
  function earn(): void {
    const part = (item: string, keys: string[], by: bigint) =>
      node.chain.overwrite('SubtensorModule', item, keys, now().read<bigint>('SubtensorModule', item, ...keys) + by)
    part('BasketShares', [root], 3n * TAO)
    part('BasketClaimed', [root, world.address], -3n * TAO)
    node.produce()
  }

  test('where the node does not tell what waits, it stays all the same, and nobody is sent to a claim that would make stake wait', async () => {
    expect(await saidUntold('BetaBasketRuntimeApi_get_root_basket_positions')).toEqual({ kind: 'stays', tao: null })
  })

  test.each([
    ['sold in part', () => sell(STAKE / 2n)],
    ['moved to another validator', () => move(STAKE / 3n)],
    ['given away', () => give(STAKE / 2n)],
    ['sold with everything', sellAll],
    ['sold by the chain’s own call', dump],
  ])('root stake that is %s leaves its part of the basket with its owner, as was said, and it can be claimed then', async (_, order) => {
    stakes.give(world, 0, STAKE)
    stakes.give(world, ONE, 30n * TAO)
    earn()
    await stakes.seen(world)
    resultOf(await order())
    const { said } = await reviewed()
    const [mine, bobs] = [shares(), shares(BOB)]
    expect(mine).toBeGreaterThan(0n)
    expect(said).toEqual({ kind: 'stays', tao: mine })
    expect((await stakes.carryOut(world)).ok).toBe(true)
    expect([shares() >= mine, shares(BOB) >= bobs]).toEqual([true, true])
    const [waits, staked] = [(await told()).validators.find((each) => each.hotkey === hotkey)?.tao, stakes.held(world.address, 0)]
    expect(waits).toBe(String(shares()))
    const claim = { kind: 'one' as const, hotkey }
    resultOf(
      await world.popup.ask('prepareClaim', {
        commandId: `claims after ${world.id}`.slice(0, 64),
        from: world.id,
        hotkeyMeant: false,
        ...{ protection: { kind: 'none', sure: 'unprotected' }, hidden: false },
        claim,
      }),
    )
    expect((await stakes.carryOut(world)).ok).toBe(true)
    expect(stakes.held(world.address, 0) - staked).toBe(BigInt(waits ?? 0))
  })
})
