import { expect, test } from 'vitest'
import type { Seen } from '../history'
import { createHoldings } from './holdings'
import { balancesView } from './portfolio-view'

const TAO = 1_000_000_000
const hotkey = `0x${'ab'.repeat(32)}`
const sale = (price: number, tao: number, at: number) => ({
  ...{ alpha: String(100 * TAO), price: String(price), tao: String(tao), fee: '0', slippage: '0' },
  ...{ block: 1, at },
})
const seen: Seen = {
  ...{ genesisHash: '0x00', block: 9, at: 90_000_000, subnets: {}, validators: {} },
  prices: { 1: String(2 * TAO), 2: String(2 * TAO) },
  byAccount: {
    '0xa': {
      ...{ free: '7', reserved: '0', frozen: '0', locked: {} },
      stakes: { [hotkey]: { 1: String(100 * TAO), 2: String(100 * TAO) } },
    },
  },
  exits: { 1: [sale(1 * TAO, 90 * TAO, 5_000)], 2: [sale(2 * TAO, 180 * TAO, 80_000_000)] },
}

test('an account tells when the oldest of its sales was simulated, and what the same was worth at the prices of those sales', () => {
  expect(balancesView(seen, createHoldings()).byAccount['0xa']).toMatchObject({
    ...{ staked: String(400 * TAO), exitKnown: 2, positions: 2 },
    ...{ exit: String(270 * TAO + 7), exitSpot: String(300 * TAO + 7), exitAt: 5_000 },
  })
})
