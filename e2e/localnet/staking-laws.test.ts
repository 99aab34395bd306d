import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { add, createStaking, feePaid, fields, names, ONE, OTHER, remove, type Staking, TAO } from './fixtures/staking'
import { nextEpoch } from './pallets/subtensor/emission'
import { addressIn, netuidIn } from './pallets/subtensor/keys'
import { owedOf, ratesOf } from './pallets/subtensor/root-claim'
import { largeOn, validators } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
})

describe('laws', () => {
  type Pair = { read<T>(item: string, ...keys: unknown[]): T }
  const sum = (values: bigint[]) => values.reduce((all, each) => all + each, 0n)
  /** Everything of one storage map. */
  function values(pallet: string, item: string): bigint[] {
    const { keys, value } = at.chain.built.builder.buildStorage(pallet, item)
    return at.chain.keys(keys.enc()).map((key) => value.dec(at.chain.read(at.chain.best, key) as string) as bigint)
  }
  /** What everyone who stakes on root could claim. */
  function claimable(): bigint {
    const now = at.chain.at(at.chain.best)
    return sum(
      validators().flatMap(({ hotkey }) =>
        ratesOf(now, hotkey).flatMap(([netuid]) =>
          now
            .list('SubtensorModule', 'AlphaV2', hotkey)
            .filter(([rest]) => netuidIn(rest) === 0)
            .map(([rest]) => owedOf(now, hotkey, addressIn(rest.slice(0, -4)), netuid)),
        ),
      ),
    )
  }
  function books({ read }: Pair) {
    const balances = values('System', 'Account') as unknown as { data: { free: bigint; reserved: bigint } }[]
    const issued = at.chain.at(at.chain.best).read<bigint>('Balances', 'TotalIssuance')
    expect(sum(balances.map(({ data }) => data.free + data.reserved))).toBe(issued)
    expect(read<bigint>('TotalStake')).toBe(sum(values('SubtensorModule', 'SubnetTAO')))
    expect(read<bigint>('TotalIssuance')).toBe(issued + read<bigint>('TotalStake'))
    // What is out is in someone's hands, was burnt, or waits for root stake; what there is, is out or in a pool.
    const [staked, out] = [sum(values('SubtensorModule', 'TotalHotkeyAlpha')), sum(values('SubtensorModule', 'SubnetAlphaOut'))]
    const waiting = out - staked - sum(values('AlphaAssets', 'AlphaBurned'))
    // Every change of root stake may round once for each rate.
    expect(claimable() <= waiting + 100n, `${claimable()} of ${waiting}`).toBe(true)
    expect(sum(values('AlphaAssets', 'TotalAlphaIssuance'))).toBe(
      sum(values('SubtensorModule', 'SubnetAlphaIn')) + out - read<bigint>('SubnetAlphaOut', 0),
    )
    return {
      issued: read<bigint>('TotalIssuance'),
      alpha: [0, 23, ONE, OTHER].map((netuid) => read<bigint>('SubnetAlphaIn', netuid) + read<bigint>('SubnetAlphaOut', netuid)),
    }
  }

  const netuid = fc.constantFrom(0, 23, ONE, OTHER)
  const hotkeys = fc.constantFrom(0, 1, 2, 3)
  const step = fc.record({
    call: fc
      .constantFrom(...'add_stake add_stake_limit remove_stake remove_stake_limit remove_stake_full_limit unstake_all'.split(' '))
      .chain((name) =>
        fc.constantFrom(
          name,
          ...'unstake_all_alpha move_stake swap_stake swap_stake_limit transfer_stake recycle_alpha burn_alpha add_stake_burn claim_root'.split(
            ' ',
          ),
        ),
      ),
    who: fc.constantFrom('alice' as const, 'bob' as const, 'eve' as const),
    ...{ from: netuid, to: netuid, one: hotkeys, other: hotkeys },
    amount: fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 7n }), fc.bigInt({ min: 10n ** 7n, max: 10n ** 13n })),
    limit: fc.bigInt({ min: 1n, max: 2n * TAO }),
    partial: fc.boolean(),
  })

  test('no TAO and no alpha appears or vanishes but by emission and by fees, whatever is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        at = await createStaking()
        at.chain.judges = false
        let before = books(at)
        for (const { call, who, from, to, one, other, amount, limit, partial } of steps) {
          const key = (index: number) => validators()[index]?.hotkey as string
          const told = at.run(at[who], call, {
            ...{
              hotkey: key(one),
              netuid: from,
              amount_staked: amount,
              amount_unstaked: amount,
              limit_price: limit,
              allow_partial: partial,
            },
            ...{
              origin_hotkey: key(one),
              destination_hotkey: key(other),
              origin_netuid: from,
              destination_netuid: to,
              alpha_amount: amount,
            },
            ...{ destination_coldkey: at.ferdie.address, amount, limit: undefined, subnets: [4, 5, 8] },
          })
          const then = books(at)
          const withdrawn = told.some(({ name }) => name === 'Balances.Withdraw') ? feePaid(told) : 0n
          const of = (name: string) => told.filter((each) => each.name === `SubtensorModule.${name}`).map(({ value }) => value as bigint[])
          const bought = sum(of('StakeAdded').map((each) => each[5] as bigint))
          expect(then.issued - before.issued).toBe(TAO / 2n - withdrawn - bought)
          const lost = [0, 23, ONE, OTHER].map(
            (each) =>
              -sum(of('StakeRemoved').map((told) => (Number(told[4]) === each ? (told[5] as bigint) : 0n))) -
              sum(of('AlphaRecycled').map((told) => (Number(told[3]) === each ? (told[2] as bigint) : 0n))),
          )
          // Root's stake is TAO, which comes and goes.
          expect(then.alpha.map((each, index) => each - (before.alpha[index] as bigint)).slice(1)).toEqual(lost.slice(1))
          before = then
        }
      }),
      { numRuns: 30 },
    )
  })

  test('nor over epochs: what a hotkey has is what its stakers have, to the unit that is cut off for each', () => {
    const before = books(at)
    for (let i = 0; i < 150; i++) at.chain.produce()
    expect(books(at).issued - before.issued).toBe(75n * TAO)
    for (const netuid of [1, 2]) {
      const total = at.read<bigint>('TotalHotkeyAlpha', largeOn(netuid), netuid)
      const people = [at.alice, at.bob, { address: at.read<string>('Owner', largeOn(netuid)) }]
      const rest = total - sum(people.map((who) => at.stake(who, netuid)))
      expect(rest >= 0n && rest <= 3n, `${rest}`).toBe(true)
    }
  })

  test('a simulation tells to the rao what the trade then does, and where it fails all is zero', async () => {
    const where = fc.oneof(fc.integer({ min: 3, max: 130 }), fc.constantFrom(0, 77, 100, 113, 128))
    await fc.assert(
      fc.asyncProperty(where, fc.bigInt({ min: 2_100_000n, max: 10n ** 13n }), fc.boolean(), async (netuid, amount, buy) => {
        at = await createStaking()
        at.chain.judges = false
        // As it will be after the block's emission.
        at.chain.produce()
        const fed = (at.chain.best.number + 1) % 128
        if (netuid === fed + 1 || nextEpoch(at.chain.at(at.chain.best), netuid, at.chain.best.number) === at.chain.best.number + 1) return
        const held = at.stake(at.alice, netuid)
        const sold = amount > held ? held : amount
        const sim = buy ? at.buying(netuid, amount) : at.selling(netuid, sold)
        const told = at.run(at.alice, buy ? 'add_stake' : 'remove_stake', buy ? add(netuid, amount) : remove(netuid, sold))
        const done = fields(told, buy ? 'StakeAdded' : 'StakeRemoved')
        const nothing = Object.values(sim).every((each) => each === 0n)
        if (!done) {
          const refused = names(told).at(-1) ?? ''
          if (/InsufficientLiquidity|SubnetNotExists/.test(refused)) expect(sim).toEqual(at.selling(500, 1n))
          else expect(refused).toMatch(/AmountTooLow|SubtokenDisabled/)
          return
        }
        expect(nothing).toBe(false)
        if (buy) expect(done.slice(2)).toEqual([sim.tao_amount + sim.tao_fee, sim.alpha_amount, netuid, sim.tao_fee])
        else expect(done.slice(2)).toEqual([sim.tao_amount, sim.alpha_amount + sim.alpha_fee, netuid, sim.alpha_fee])
      }),
      { numRuns: 60 },
    )
  })
})
