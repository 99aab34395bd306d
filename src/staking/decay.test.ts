import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decay } from '../../e2e/localnet/pallets/subtensor/conviction'
import { openingOf } from './decay'

test('after the time that is told at most half of a lock is left, and at most a tenth, and hardly less', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10_000n, max: 10_000_000n }), (rate) => {
      const { half, tenth } = openingOf(rate)
      const left = (blocks: bigint) => Number(decay(blocks, rate)) / 2 ** 64
      expect(left(half)).toBeCloseTo(0.5, 3)
      expect(left(tenth)).toBeCloseTo(0.1, 3)
    }),
  )
  expect(openingOf(0n)).toEqual({ half: 0n, tenth: 0n })
})
