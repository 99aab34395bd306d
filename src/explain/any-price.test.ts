import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { encodeAddress, RAO_PER_TAO, takesAnyPrice, toHex } from '../units'
import { openCall } from './call'
import { explain } from './explain'
import { factsTable } from './facts'
import { callsNamed } from './fixtures/generated'
import { encode, explained } from './fixtures/oracle'
import type { Context } from './risks'
import { openRuntime, type RuntimeView } from './runtime'

const [me, hot, other] = [1, 2, 3].map((fill) => encodeAddress(new Uint8Array(32).fill(fill))) as [string, string, string]
const context: Context = {
  from: { id: toHex(new Uint8Array(32).fill(1)), address: me },
  ...{ freeRao: 1_000n * RAO_PER_TAO, existentialDepositRao: 500n, feeRao: 100n, tipRao: 0n, eraPeriod: 64 },
  ...{ known: [], siteKnown: true, siteAsksHotkey: false, local: false },
}
type Args = Record<string, unknown> & {
  netuid: number
  origin_netuid: number
  destination_netuid: number
}
type Call = { type: string; value: { type: string; value: Args & { calls?: Call[]; main?: Call; fallback?: Call } } }
type Judge = (args: Args) => boolean

const always: Judge = () => true
const onPool: Judge = ({ netuid }) => netuid !== 0
const across: Judge = ({ origin_netuid, destination_netuid }) => origin_netuid !== destination_netuid
/** Of every call that a site may ask for, whether it takes whatever price there is, where no node tells one: what is not here never does. */
const opens: Readonly<Record<string, Judge>> = {
  ...{ add_stake: onPool, add_stake_limit: onPool, add_stake_burn: onPool },
  ...{ remove_stake: onPool, remove_stake_limit: onPool, remove_stake_full_limit: onPool, unstake_all: always, unstake_all_alpha: always },
  ...{ move_stake: across, move_stake_limit: across, swap_stake: across, swap_stake_limit: across },
  ...{ transfer_stake: across, transfer_stake_and_hotkey: across },
  ...{ claim_root: always, claim_root_with_hotkey: always, burned_register: always, root_register: always },
}
const isOpen = ({ type, value }: Call) => type === 'SubtensorModule' && (opens[value.type]?.(value.value) ?? false)
/** The calls in one, in the order in which they would run. */
function leavesOf(call: Call): Call[] {
  const { calls, main, fallback } = call.value.value ?? {}
  if (calls) return calls.flatMap(leavesOf)
  return main && fallback ? [main, fallback].flatMap(leavesOf) : [call]
}
const read = (runtime: RuntimeView, call: Call, over: Partial<Context> = {}) =>
  explain(openCall(runtime, encode(runtime, call)), { ...context, ...over })

const nameOf = ({ type, value }: Call) => `${type}.${value.type}`
const table = Object.keys(factsTable(() => undefined))
const met = new Set<string>()
describe.each([365, 393, 424, 475])('at spec %i', (specVersion) => {
  const runtime = openRuntime(buildMetadata({ specName: 'node-subtensor', specVersion, transactionVersion: 1 }).bytes[16])
  const make = (name: string, value: object) => ({ type: 'SubtensorModule', value: { type: name, value } }) as Call
  const has = (name: string) => {
    const [pallet = '', call = ''] = name.split('.')
    try {
      return Boolean(runtime.builder.buildCall(pallet, call))
    } catch {
      return false
    }
  }
  /** Holds when the word is asked for of what takes any price, and of nothing else, whatever the call and its arguments. */
  const holds = (made: fc.Arbitrary<unknown>, numRuns: number) =>
    fc.assert(
      fc.property(made, (value) => {
        const call = value as Call
        const calls = leavesOf(call)
        const { leaves } = read(runtime, call)
        expect(leaves.map((leaf) => takesAnyPrice([leaf]))).toEqual(calls.map(isOpen))
        expect(takesAnyPrice(leaves)).toBe(calls.some(isOpen))
        for (const each of calls) met.add(nameOf(each))
      }),
      { numRuns },
    )

  test('whatever a site asks for, alone or in others, takes the word where one of its calls takes any price, and only then', () => {
    for (const name of table.filter(has)) holds(callsNamed(runtime, ['System.remark', name]), 24)
    holds(explained(runtime), 200)
  })

  test('a limit is one beside a price that it is near to; on root and within a subnet there is no price, and a rest that is sold too is a sale', () => {
    const limits = [0n, 1n, 1_000n, 1_001n, 10n ** 15n - 1n, 10n ** 15n, undefined]
    const way = (to: number) => ({ origin_netuid: 5, destination_netuid: to, alpha_amount: 7n })
    const hotkeys = { origin_hotkey: hot, destination_hotkey: other }
    const all = limits.flatMap((limit) =>
      [0, 5].flatMap((netuid) => {
        const at = { hotkey: hot, netuid }
        const within = { limit_price: limit ?? 0n, allow_partial: true }
        return [
          make('add_stake', { ...at, amount_staked: 5n }),
          make('add_stake_limit', { ...at, amount_staked: 5n, ...within }),
          make('add_stake_burn', { ...at, amount: 5n, limit }),
          make('remove_stake', { ...at, amount_unstaked: 5n }),
          make('remove_stake_limit', { ...at, amount_unstaked: 5n, ...within }),
          make('remove_stake_full_limit', { ...at, limit_price: limit }),
          make('move_stake', { ...hotkeys, ...way(netuid) }),
          make('move_stake_limit', { ...hotkeys, ...way(netuid), ...within }),
          make('swap_stake', { hotkey: hot, ...way(netuid) }),
          make('swap_stake_limit', { hotkey: hot, ...way(netuid), ...within }),
          make('transfer_stake', { destination_coldkey: me, hotkey: hot, ...way(netuid) }),
          make('transfer_stake_and_hotkey', { destination_coldkey: me, ...hotkeys, ...way(netuid) }),
        ]
      }),
    )
    for (const call of all.filter((each) => has(nameOf(each)))) {
      const { leaves } = read(runtime, { type: 'Utility', value: { type: 'batch', value: { calls: [call] } as never } })
      expect([nameOf(call), takesAnyPrice(leaves)]).toEqual([nameOf(call), isOpen(call)])
    }
    const part = make('remove_stake_limit', { hotkey: hot, netuid: 5, amount_unstaked: 5n, limit_price: 5_000_000n, allow_partial: false })
    const at = (priceRao: bigint, over: Partial<Context> = {}) =>
      takesAnyPrice(read(runtime, part, { spots: new Map([[5, priceRao]]), ...over }).leaves)
    expect([at(5_000_000n), at(10_000_000n), at(10_000_001n)]).toEqual([false, false, true])
    expect(at(5_000_000n, { swept: new Set([0]) })).toBe(true)
  })
})

test('every call that Kluis explains was met, and every one that can take any price is among them', () => {
  // Only runtimes to come have this one.
  expect([...met, 'SubtensorModule.associate_hotkey'].sort()).toEqual(table.toSorted())
  expect(table).toEqual(expect.arrayContaining(Object.keys(opens).map((name) => `SubtensorModule.${name}`)))
})
