import { expect, test, vi } from 'vitest'
import type { Views } from '../messaging'
import { worthOf } from './account'

vi.mock('../platform/browser', () => ({ browser: {} })) // the polyfill wants an extension around it

const MINUTE = 60_000
const readAt = 1_000 * MINUTE
const balances = (exitAt: number | null, exitKnown = 2): Views['balances'] => ({
  ...{ block: 1, at: readAt },
  byAccount: {
    '0xa': {
      ...{ free: '5', reserved: '1', frozen: '0', staked: '100', locked: '0', exit: '90', exitSpot: '110' },
      ...{ exitAt, exitKnown, positions: 2 },
    },
  },
})

test('what a sale would return stands beside the spot value of now with its age, once it is longer ago than an answer is kept', () => {
  for (const at of [readAt - 10 * MINUTE, readAt - 480 * MINUTE])
    expect(worthOf(balances(at), '0xa')).toEqual({ spot: 106n, sold: 90n, soldAt: at })
  for (const at of [null, readAt - 9 * MINUTE, readAt, readAt + MINUTE])
    expect(worthOf(balances(at), '0xa')).toEqual({ spot: 106n, sold: 90n })
})

test('a sale that is known of a part only is told of no account', () => {
  expect(worthOf(balances(readAt, 1), '0xa')).toEqual({ spot: 106n })
  expect(worthOf(balances(readAt), '0xb')).toEqual({ spot: undefined })
})
