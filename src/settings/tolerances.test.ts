import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { keepTolerance, tolerances, tolerancesOn } from './tolerances'

const networks = ['finney', 'testnet', 'local'] as const
const choice = fc.record({
  network: fc.constantFrom(...networks),
  netuid: fc.integer({ min: 0, max: 65_535 }),
  millionths: fc.integer({ min: 100, max: 500_000 }),
})

test('what was chosen last on a subnet is what is known of it, on its own network only', () => {
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 40 }), (choices) => {
      const known = choices.reduce((all, { network, netuid, millionths }) => keepTolerance(all, network, netuid, millionths), {})
      expect(v.is(tolerances, known)).toBe(true)
      for (const network of networks) {
        const last = new Map(
          choices.filter((each) => each.network === network).map(({ netuid, millionths }) => [String(netuid), millionths]),
        )
        expect(tolerancesOn(known, network)).toEqual(Object.fromEntries(last))
      }
    }),
  )
})

test('a thousand subnets are remembered, and the one that was chosen longest ago goes first', () => {
  let known = {}
  for (let netuid = 0; netuid < 1_001; netuid++) known = keepTolerance(known, 'finney', netuid, 5_000)
  known = keepTolerance(known, 'finney', 1, 7_000)
  known = keepTolerance(known, 'finney', 2_000, 5_000)
  const left = tolerancesOn(known, 'finney')
  expect([Object.keys(left).length, left['0'], left['1'], left['2'], left['3'], left['2000']]).toEqual([
    1_000,
    undefined,
    7_000,
    undefined,
    5_000,
    5_000,
  ])
})

test('what is no tolerance, or of no subnet, is not taken', () => {
  for (const wrong of [
    { 'finney 7': 99 },
    { 'finney 7': 500_001 },
    { 'finney 7': 1.5 },
    { finney: 5_000 },
    { 'other 7': 5_000 },
    { 'finney -1': 5_000 },
  ])
    expect(v.is(tolerances, wrong), JSON.stringify(wrong)).toBe(false)
})
