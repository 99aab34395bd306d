import { expect, test } from 'vitest'
import type { Money } from '../chain'
import { lastSeen, type Seen, see, seeExits } from '../history'
import { createHoldings, lookOf } from './holdings'
import { worthOf } from './recorder'

const at = 1_700_000_000_000
const money: Money = {
  ...{ block: 7, madeAt: null, hash: '0x07', genesisHash: '0x00', stakes: true, prices: new Map([[1, 1_000_000_000n]]) },
  byAccount: new Map([
    [
      '0x01',
      {
        ...{ free: 5n, reserved: 0n, frozen: 0n, positions: [{ hotkey: `0x${'aa'.repeat(32)}`, netuid: 1, alphaRao: 1_000n }] },
        lockedAlpha: new Map([[1, 400n]]),
      },
    ],
  ]),
  labels: { subnets: new Map(), validators: new Map() },
  payouts: new Map(),
}
/** What is recorded where a sale of so much was asked at that time. */
function exitAt(alpha: string, asked: number): bigint | null | undefined {
  const exit = { alpha, price: '1000000000', tao: '590', fee: '1', slippage: '10', block: 6, at: asked }
  const history = seeExits(see({}, 'local', lookOf(money, at)), 'local', '0x00', 1, [exit])
  return worthOf(money, createHoldings(), lastSeen(history, 'local') as Seen, at).byAccount.get('0x01')?.staked?.exitRao
}

test('what selling would give is recorded from answers of the last minutes only, and to what is not locked', () => {
  expect(exitAt('600', at - 599_999)).toBe(590n)
  expect(exitAt('600', at - 600_000)).toBeNull()
  expect(exitAt('600', at + 1)).toBeNull()
  expect(exitAt('1000', at)).toBeNull()
})

test('what an epoch pays to a stake is its part of what all with the hotkey got, and nothing is said where nobody told it', () => {
  const hotkey = `0x${'aa'.repeat(32)}`
  const positionOf = (payouts: Money['payouts']) => {
    const history = see({}, 'local', lookOf(money, at))
    const { byAccount } = worthOf({ ...money, payouts }, createHoldings(), lastSeen(history, 'local') as Seen, at)
    return byAccount.get('0x01')?.staked?.positions[0]
  }
  const paid = { dividendRao: 70n, stakedRao: 3_000n, tempo: 360 }
  // 70 × 1,000 / 3,000 is 23⅓.
  expect(positionOf(new Map([[`1/${hotkey}`, paid]]))?.payout).toEqual({ alphaRao: 24n, tempo: 360 })
  expect(positionOf(new Map([[`2/${hotkey}`, paid]]))).not.toHaveProperty('payout')
  expect(positionOf(new Map([[`1/${hotkey}`, { ...paid, stakedRao: 0n }]]))).not.toHaveProperty('payout')
})
