import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStaking, feePaid, fields, last, type Staking, TAO } from './fixtures/staking'
import { nextEpoch } from './pallets/subtensor/emission'
import { owedOf, ratesOf } from './pallets/subtensor/root-claim'
import { largeOn } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
  at.chain.judges = false
})
const root = largeOn(0)
const now = () => at.chain.at(at.chain.best)
const owed = (netuid: number, who = at.alice) => owedOf(now(), root, who.address, netuid)
const claim = (subnets: number[], who = at.alice) => at.run(who, 'claim_root', { subnets })

describe('what root stake earned until spec 441', () => {
  test('is there from the first block on, as rates for each validator', () => {
    expect(ratesOf(now(), root).map(([netuid]) => netuid)).toEqual([4, 8])
    expect(owed(4)).toBe((1_000_000n * at.stake(at.alice, 0)) >> 32n)
    expect([owed(4, at.eve), owed(5)]).toEqual([0n, 0n])
  })
  test('is sold, and goes to root with the same validator', () => {
    const [mine, before, free] = [owed(4), at.stake(at.alice, 0), at.free(at.alice)]
    const pool = { tao: at.read<bigint>('SubnetTAO', 4), alpha: at.read<bigint>('SubnetAlphaIn', 4) }
    const told = claim([4])
    expect(fields(told, 'RootClaimed')).toEqual({ coldkey: at.alice.address })
    const out = at.stake(at.alice, 0) - before
    expect(out).toBe((pool.tao * mine) / (pool.alpha + mine))
    expect([at.read('SubnetTAO', 4), at.read('SubnetAlphaIn', 4)]).toEqual([pool.tao - out, pool.alpha + mine])
    expect(at.free(at.alice)).toBe(free - feePaid(told))
    // What the new stake would have earned counts as taken.
    expect(owed(4)).toBeLessThan(2n)
    expect(owed(8)).toBeGreaterThan(0n)
    claim([4])
    expect(at.stake(at.alice, 0)).toBe(before + out)
  })
  test('stays alpha where that was chosen, everywhere or on some subnets', () => {
    const set = (new_root_claim_type: unknown) => at.run(at.alice, 'set_root_claim_type', { new_root_claim_type })
    const keep = { type: 'KeepSubnets', value: { subnets: [8] } }
    expect(fields(set(keep), 'RootClaimTypeSet')).toEqual({ coldkey: at.alice.address, root_claim_type: keep })
    const [mine, held, onRoot] = [owed(8), at.stake(at.alice, 8, root), at.stake(at.alice, 0)]
    claim([4, 8])
    // Shares are rounded to a unit.
    expect(at.stake(at.alice, 8, root) - held - mine).toBeLessThan(2n)
    expect(at.stake(at.alice, 8, root)).toBeGreaterThanOrEqual(held + mine)
    expect(at.stake(at.alice, 0)).toBeGreaterThan(onRoot)
    set({ type: 'Keep', value: undefined })
    expect(at.read('RootClaimType', at.alice.address)).toEqual({ type: 'Keep', value: undefined })
    const empty = set({ type: 'KeepSubnets', value: { subnets: [] } })
    expect(last(empty)).toBe('System.ExtrinsicFailed SubtensorModule.InvalidSubnetNumber')
  })
  test('is claimed for one to five subnets, and not below the threshold', () => {
    for (const subnets of [[], [1, 2, 3, 4, 5, 6]])
      expect(last(claim(subnets))).toBe('System.ExtrinsicFailed SubtensorModule.InvalidSubnetNumber')
    at.chain.overwrite('SubtensorModule', 'RootClaimableThreshold', [4], (owed(4) + 1n) << 32n)
    const before = at.stake(at.alice, 0)
    expect(last(claim([4]))).toBe('System.ExtrinsicSuccess')
    expect(at.stake(at.alice, 0)).toBe(before)
  })
  test('grows with every epoch, not with stake that comes later, and shrinks with stake that goes', () => {
    const [before, later] = [owed(4), owed(4, at.eve)]
    at.run(at.eve, 'add_stake', { hotkey: root, netuid: 0, amount_staked: 1_000n * TAO })
    expect([owed(4, at.eve), later]).toEqual([0n, 0n])
    const ends = nextEpoch(now(), 4, at.chain.best.number)
    while (at.chain.best.number < ends) at.chain.produce()
    expect(owed(4)).toBeGreaterThan(before)
    expect(owed(4, at.eve)).toBeGreaterThan(0n)
    expect(at.read<bigint>('RootAlphaDividendsPerSubnet', 4, root)).toBeGreaterThan(0n)
    const all = owed(4)
    at.run(at.alice, 'remove_stake', { hotkey: root, netuid: 0, amount_unstaked: at.stake(at.alice, 0) / 2n })
    expect(owed(4)).toBeLessThan(all)
    expect(owed(4)).toBeGreaterThan(all / 3n)
  })
})
