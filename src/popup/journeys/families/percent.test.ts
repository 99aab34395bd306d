import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePercent, partsOf, shareOfParts } from './percent'

test('a percentage is read as it is written, with a point or a comma, and nothing else is one', () => {
  expect(['12.5', '12,5', ' 0.07 ', '100', '18'].map(parsePercent)).toEqual([1_250, 1_250, 7, 10_000, 1_800])
  for (const text of ['', '12.', '.5', '1.234', '100.01', '101', '-1', '1e2', '5 %', 'x']) expect(parsePercent(text)).toBeUndefined()
})

test('eighteen percent are the most that a chain takes, and a part is never more than was written', () => {
  expect(partsOf(1_800)).toBe(11_796)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
      expect(partsOf(hundredths) * 10_000).toBeLessThanOrEqual(hundredths * 65_535)
    }),
  )
  expect(shareOfParts(65_535)).toBe(1)
})
