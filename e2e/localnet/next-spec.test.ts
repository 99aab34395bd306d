import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Chain } from './chain'
import next from './fixtures/next-calls.json' with { type: 'json' }
import { createStaking, limited, names, ONE, OTHER, type Staking, TAO, type Told } from './fixtures/staking'
import { buildMetadata } from './metadata'
import { owedOf } from './pallets/subtensor/root-claim'
import { NEXT } from './runtimes'
import { largeOn, validators } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
  at.chain.judges = false
})
const upgrade = () => {
  at.chain.upgrade(NEXT)
  at.chain.produce()
}
const root = largeOn(0)
const other = () => validators()[20]?.hotkey as string
const MOST = 2n ** 64n - 1n
const last = (told: Told[]) => names(told).at(-1)
const failed = (error: string) => `System.ExtrinsicFailed SubtensorModule.${error}`
const told = <T>(of: Told[], name: string) => of.find((each) => each.name === `SubtensorModule.${name}`)?.value as T
const built = (specVersion: number) => buildMetadata({ specName: 'node-subtensor', specVersion, transactionVersion: 1 })
const variants = (spec: number, part: 'calls' | 'events' | 'errors') => {
  const { unified } = built(spec)
  const id = unified.pallets.find(({ name }) => name === 'SubtensorModule')?.[part]?.type
  const def = unified.lookup[id ?? -1]?.def
  return new Map(def?.tag === 'variant' ? def.value.map(({ name, index }) => [name, index]) : [])
}

describe('what a newer runtime declares', () => {
  test.each(next.calls)('$call as the vectors have it', ({ call, args, hex }) => {
    const [pallet, name] = call.split('.') as [string, string]
    const big = (value: unknown): unknown =>
      typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : Array.isArray(value) ? value.map(big) : value
    const { codec, location } = built(NEXT).builder.buildCall(pallet, name)
    const bytes = codec.enc(Object.fromEntries(Object.entries(args).map(([key, value]) => [key, big(value)])))
    expect(`0x${Buffer.from([...location, ...bytes]).toString('hex')}`).toBe(hex)
  })
  test('calls keep their numbers, two are gone; events and errors move, and mean the same by name', () => {
    const [before, after] = [variants(424, 'calls'), variants(NEXT, 'calls')]
    for (const [name, index] of before) if (!/set_root_claim_type|num_root_claims/.test(name)) expect(after.get(name), name).toBe(index)
    expect([after.has('set_root_claim_type'), before.has('move_stake_limit')]).toEqual([false, false])
    expect([variants(424, 'events').get('NeuronRegistered'), variants(NEXT, 'events').get('NeuronRegistered')]).toEqual([6, 7])
    const moved = [...variants(424, 'errors')].filter(([name, index]) => variants(NEXT, 'errors').get(name) !== index)
    expect(moved.length).toBeGreaterThan(20)
    expect(variants(NEXT - 1, 'errors')).toEqual(variants(424, 'errors'))
  })
  test('a chain may begin with it, and has then what one has that was upgraded', async () => {
    const chain = await Chain.create({ specVersion: NEXT })
    upgrade()
    const read = (of: Chain) => of.at(of.best).read<bigint>('SubtensorModule', 'BasketShares', root)
    expect(read(chain)).toBe(read(at.chain))
    expect(read(chain)).toBeGreaterThan(0n)
  })
})

describe('what came with it', () => {
  test('calls that are gone or not there yet are none: the pool cannot read them', () => {
    const kind = { new_root_claim_type: { type: 'Keep', value: undefined } }
    const old = at.call('set_root_claim_type', kind)
    upgrade()
    expect(() => at.call('set_root_claim_type', kind)).toThrow()
    expect(() => at.chain.built.builder.buildDefinition(at.chain.built.types.call).dec(old)).toThrow()
  })

  test('move_stake_limit moves between hotkeys and subnets no further than the ratio, and everything for the largest number', () => {
    upgrade()
    const ratio = (at.price(ONE) * TAO) / at.price(OTHER)
    const way = { origin_hotkey: largeOn(ONE), destination_hotkey: other(), origin_netuid: ONE, destination_netuid: OTHER }
    const move = (limit: bigint, partial: boolean, alpha_amount = MOST) =>
      at.run(at.alice, 'move_stake_limit', { ...way, alpha_amount, ...limited(limit, partial) })
    expect(last(move((ratio * 102n) / 100n, true))).toBe('System.ExtrinsicFailed Swap.PriceLimitExceeded')
    expect(last(move((ratio * 999n) / 1_000n, false))).toBe(failed('SlippageTooHigh'))
    const held = at.stake(at.alice, ONE)
    const part = told<unknown[]>(move((ratio * 999n) / 1_000n, true), 'StakeMoved')
    expect(part.slice(0, 5)).toEqual([at.alice.address, largeOn(ONE), ONE, other(), OTHER])
    const left = at.stake(at.alice, ONE)
    expect(left > 0n && left < held).toBe(true)
    expect(at.hand(at.alice, 'move_stake_limit', { ...way, alpha_amount: MOST, ...limited(1n) })).toBe('taken')
    at.chain.produce()
    expect(at.stake(at.alice, ONE)).toBe(0n)
    expect(at.stake(at.alice, OTHER, other())).toBeGreaterThan(0n)
  })

  test('transfer_stake_and_hotkey gives stake to another coldkey with another hotkey', () => {
    upgrade()
    const gift = {
      ...{ destination_coldkey: at.eve.address, origin_hotkey: largeOn(ONE), destination_hotkey: other() },
      ...{ origin_netuid: ONE, destination_netuid: ONE, alpha_amount: 7n * TAO },
    }
    const happened = at.run(at.alice, 'transfer_stake_and_hotkey', gift)
    const { alpha_amount: _, destination_coldkey, ...way } = gift
    expect(told(happened, 'StakeAndHotkeyTransferred')).toEqual({
      ...{ origin_coldkey: at.alice.address, destination_coldkey, ...way, amount: (7n * TAO * at.price(ONE)) / TAO },
    })
    expect(at.stake(at.eve, ONE, other())).toBe(7n * TAO)
    expect(
      last(at.run(at.alice, 'transfer_stake_and_hotkey', { ...gift, origin_hotkey: largeOn(23), origin_netuid: 23, alpha_amount: MOST })),
    ).toBe(failed('TransferDisallowed'))
  })

  test('root stake stays while its interval lasts, where there is one', () => {
    upgrade()
    at.chain.overwrite('SubtensorModule', 'RootStakeUnlockInterval', [], 5n)
    at.run(at.eve, 'add_stake', { hotkey: root, netuid: 0, amount_staked: 9n * TAO })
    const leave = () => last(at.run(at.eve, 'remove_stake', { hotkey: root, netuid: 0, amount_unstaked: 5n * TAO }))
    expect(leave()).toBe(failed('RootStakeLocked'))
    for (let i = 0; i < 4; i++) at.chain.produce()
    expect(leave()).toBe('System.ExtrinsicSuccess')
  })
})

describe('baskets', () => {
  type Position = { hotkey: string; beta: bigint; beta_total: bigint; nav_tao: bigint; value_tao: bigint; spot_value_tao: bigint }
  const portfolio = (who: { address: string }) => at.ask<Position[]>('BetaBasketRuntimeApi_get_root_basket_portfolio', [who.address])
  const owed = (who: { address: string }) => at.ask<bigint>('BetaBasketRuntimeApi_get_root_basket_owed', [who.address])
  const nav = () => at.ask<bigint>('BetaBasketRuntimeApi_get_validator_basket_nav', [root])

  test('everyone has the part that was theirs, and all reads agree', () => {
    const before = [4, 8].map((netuid) => owedOf(at.chain.at(at.chain.best), root, at.alice.address, netuid))
    expect(() => owed(at.alice)).toThrow()
    upgrade()
    const basket = at.ask<[number, bigint, bigint][]>('BetaBasketRuntimeApi_get_validator_basket', [root])
    expect(basket.map(([netuid]) => netuid)).toEqual([4, 8])
    expect(basket.reduce((sum, [, , tao]) => sum + tao, 0n)).toBe(nav())
    const [mine] = portfolio(at.alice) as [Position]
    expect(mine).toMatchObject({ hotkey: root, nav_tao: nav(), beta_total: at.read('BasketShares', root) })
    expect(mine.spot_value_tao).toBeGreaterThanOrEqual(mine.value_tao)
    const spot = [4, 8].reduce((sum, netuid, index) => sum + ((before[index] as bigint) * at.price(netuid)) / TAO, 0n)
    expect(Number(mine.spot_value_tao) / Number(spot)).toBeCloseTo(1, 2)
    expect(at.ask('BetaBasketRuntimeApi_get_root_basket_positions', [at.alice.address])).toEqual([[root, mine.beta, mine.value_tao]])
    expect(at.ask('BetaBasketRuntimeApi_get_basket_payout', [root, at.alice.address])).toBe(mine.value_tao)
    expect([owed(at.alice), owed(at.eve), portfolio(at.eve)]).toEqual([mine.value_tao, 0n, []])
    expect(at.ask('SubnetInfoRuntimeApi_get_block_emission')).toBe(TAO / 2n)
  })

  test('a claim pays what was told, onto root with the same validator, of all or of one', () => {
    upgrade()
    // Past the blocks that feed the pools of its subnets.
    for (let i = 0; i < 8; i++) at.chain.produce()
    at.run(at.bob, 'add_stake', { hotkey: other(), netuid: 0, amount_staked: 5n * TAO })
    const [mine, onRoot, total] = [owed(at.alice), at.stake(at.alice, 0), at.read<bigint>('TotalStake')]
    const happened = at.run(at.alice, 'claim_root_with_hotkey', { hotkey: root })
    expect(told(happened, 'BasketClaimed')).toEqual({ hotkey: root, coldkey: at.alice.address, tao: mine })
    expect(told(happened, 'RootClaimed')).toEqual({ coldkey: at.alice.address, tao: mine })
    expect(at.stake(at.alice, 0)).toBe(onRoot + mine)
    expect(at.read('TotalStake')).toBe(total + TAO / 2n)
    expect(owed(at.alice)).toBe(0n)
    const bobs = owed(at.bob)
    expect(bobs).toBeGreaterThan(0n)
    expect(told(at.run(at.bob, 'claim_root', { subnets: [0] }), 'RootClaimed')).toEqual({ coldkey: at.bob.address, tao: bobs })
    expect(told(at.run(at.bob, 'claim_root', { subnets: [0] }), 'RootClaimed')).toEqual({ coldkey: at.bob.address, tao: 0n })
  })

  test('too many rows are too heavy', () => {
    upgrade()
    for (let netuid = 1; netuid <= 128; netuid++) at.chain.overwrite('SubtensorModule', 'BasketHoldings', [root, netuid], 1_000n)
    at.chain.overwrite('SubtensorModule', 'BasketHoldings', [root, 0], 1_000n)
    expect(last(at.run(at.alice, 'claim_root_with_hotkey', { hotkey: root }))).toBe(failed('RootClaimTooHeavy'))
  })

  test('root stake that comes has no part of it yet, and who leaves may still claim', () => {
    upgrade()
    at.run(at.eve, 'add_stake', { hotkey: root, netuid: 0, amount_staked: 1_000n * TAO })
    expect(owed(at.eve)).toBe(0n)
    const mine = portfolio(at.alice)[0]?.beta
    at.run(at.alice, 'remove_stake', { hotkey: root, netuid: 0, amount_unstaked: at.stake(at.alice, 0) })
    expect(portfolio(at.alice)[0]?.beta).toBe(mine)
    at.chain.overwrite('SubtensorModule', 'Tempo', [4], 3)
    const before = nav()
    for (let i = 0; i < 5; i++) at.chain.produce()
    expect(nav()).toBeGreaterThan(before)
    expect(owed(at.eve)).toBeGreaterThan(0n)
    expect(portfolio(at.alice)[0]?.beta).toBe(mine)
  })

  test('TAO may be put into one, at the price of its shares', () => {
    upgrade()
    const [before, total, free] = [nav(), at.read<bigint>('BasketShares', root), at.free(at.eve)]
    const happened = at.run(at.eve, 'stake_into_basket', { hotkey: root, amount_staked: 50n * TAO })
    const staked = told<{ tao: bigint; value: bigint; shares: bigint }>(happened, 'BasketStakedIn')
    expect([staked.tao, nav() - before]).toEqual([50n * TAO, staked.value])
    expect(staked.shares).toBe((staked.value * total) / before)
    expect(free - at.free(at.eve)).toBeGreaterThan(50n * TAO)
    expect(portfolio(at.eve)[0]?.beta).toBe(staked.shares)
    const put = (hotkey: string, amount_staked: bigint, who = at.eve) => last(at.run(who, 'stake_into_basket', { hotkey, amount_staked }))
    expect(put(other(), 5n * TAO)).toBe(failed('BasketHasNoWeights'))
    expect(put(root, 4_999_999n)).toBe(failed('AmountTooLow'))
    expect(put(root, 5_000_000n * TAO)).toBe(failed('NotEnoughBalanceToStake'))
    expect(put(at.bob.address, 5n * TAO)).toBe(failed('HotKeyAccountNotExists'))
    at.run(at.eve, 'try_associate_hotkey', { hotkey: at.bob.address })
    expect(put(at.bob.address, 5n * TAO)).toBe(failed('HotKeyNotRegisteredInSubNet'))
    const swap = { hotkey: root, origin_netuid: 4, destination_netuid: 8, amount: 5n, min_amount_out: 0n }
    expect(last(at.run(at.eve, 'swap_basket', swap))).toBe(failed('BasketTradingDisabled'))
  })

  test('an upgrade that is undone is undone whole, and comes again', () => {
    const before = at.read('RootClaimable', root)
    upgrade()
    at.chain.reorganise(1)
    expect(at.read('RootClaimable', root)).toEqual(before)
    at.chain.produce()
    expect(owed(at.alice)).toBeGreaterThan(0n)
  })
})
