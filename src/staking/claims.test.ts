import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beforeFee, claimAdvice, worthFrom } from './claims'

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
  const ask = { accrued: true, claimable: true, yieldsRao: 2_000n, feeRao: 100n, payableRao: 100n }
  expect(claimAdvice(ask)).toBe('fine')
  expect(claimAdvice({ ...ask, yieldsRao: 1_999n })).toBe('costly')
  expect(worthFrom(100n)).toBe(2_000n)
})

test('what stands in its way is said before what it is worth', () => {
  const ask = { accrued: true, claimable: true, yieldsRao: null, feeRao: 100n, payableRao: 100n }
  expect(claimAdvice(ask)).toBe('unknown')
  expect(claimAdvice({ ...ask, payableRao: 99n })).toBe('poor')
  expect(claimAdvice({ ...ask, payableRao: 99n, claimable: false })).toBe('dust')
  expect(claimAdvice({ ...ask, payableRao: 99n, claimable: false, accrued: false })).toBe('nothing')
})
