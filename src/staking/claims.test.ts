import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beforeFee, claimAdvice, isLoss, worthFrom } from './claims'

const rao = fc.bigInt({ min: 0n, max: 2n ** 63n })

test('what a pool leaves of the amount before its fee is exactly the amount that was asked for', () => {
  fc.assert(
    fc.property(rao, fc.bigInt({ min: 0n, max: 10_000n }), (amount, rate) => {
      const gross = beforeFee(amount, rate)
      // Some amounts are left over by none: the fee grows by whole rao.
      if (gross !== undefined) expect(gross - (gross * rate) / 65_535n).toBe(amount)
    }),
  )
  expect([beforeFee(0n, 33n), beforeFee(65_502n, 33n), beforeFee(5n, 0n)]).toEqual([0n, 65_535n, 5n])
  expect([beforeFee(5n, 65_535n), beforeFee(-1n, 33n)]).toEqual([undefined, undefined])
})

test('a claim is advised from the moment on at which its fee takes no more than a twentieth', () => {
  const ask = { accrued: true, claimable: true, yieldsRao: 2_000n, leastFeeRao: 60n, feeRao: 100n, payableRao: 100n }
  expect(claimAdvice(ask)).toBe('fine')
  expect(claimAdvice({ ...ask, yieldsRao: 1_999n })).toBe('costly')
  expect(worthFrom(100n)).toBe(2_000n)
})

test('a claim is a loss from the rao on that it surely costs more than it brings, and never where one of the two is not told', () => {
  fc.assert(
    fc.property(rao, rao, (yields, least) => {
      expect(isLoss(yields, least)).toBe(least > yields)
      expect([isLoss(null, least), isLoss(yields, null)]).toEqual([false, false])
    }),
  )
  const ask = { accrued: true, claimable: true, yieldsRao: 60n, leastFeeRao: 60n, feeRao: 100n, payableRao: 100n }
  expect(['costly', 'loss', 'costly']).toEqual(
    [ask, { ...ask, yieldsRao: 59n }, { ...ask, yieldsRao: 59n, leastFeeRao: null }].map(claimAdvice),
  )
})

test('what stands in its way is said before what it is worth', () => {
  const ask = { accrued: true, claimable: true, yieldsRao: null, leastFeeRao: 60n, feeRao: 100n, payableRao: 100n }
  expect(claimAdvice(ask)).toBe('unknown')
  expect(claimAdvice({ ...ask, payableRao: 99n })).toBe('poor')
  // Nobody is sent for TAO that a claim would only lose.
  expect(claimAdvice({ ...ask, payableRao: 99n, yieldsRao: 59n })).toBe('loss')
  expect(claimAdvice({ ...ask, payableRao: 99n, claimable: false })).toBe('dust')
  expect(claimAdvice({ ...ask, payableRao: 99n, claimable: false, accrued: false })).toBe('nothing')
})
