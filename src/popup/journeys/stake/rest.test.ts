import { expect, test } from 'vitest'
import { restStop } from './rest'

const rests = { held: '1000', within: '300', open: '400' }
const stop = (rao: bigint, how: 'whole' | 'part' | 'open' = 'whole', told: typeof rests | null = rests) =>
  restStop({ rests: told, rao }, { partial: how === 'part', unlimited: how === 'open' })

test('a sale is stopped where what stays is less than has to, by its limit or at any price', () => {
  expect([stop(701n), stop(700n), stop(601n, 'open'), stop(600n, 'open')]).toEqual([
    { rest: 300n, part: false },
    undefined,
    { rest: 400n, part: false },
    undefined,
  ])
})

test('all of it goes, unless less of it will do; more than there is, and where any rest may stay, is nothing to stop for', () => {
  expect([stop(1_000n), stop(1_000n, 'open'), stop(1_001n, 'part'), stop(999n, 'whole', null)]).toEqual(Array(4).fill(undefined))
  expect(stop(1_000n, 'part')).toEqual({ rest: 300n, part: true })
})

test('of a position that is no larger than what has to stay, no part may', () => {
  expect(stop(500n, 'whole', { ...rests, within: '1000' })).toEqual({ rest: undefined, part: false })
})
