import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tenthsOf } from '../ui'
import { grownText, percentText, tenthsText } from './percents'

test('every tenth and every hundredth of a percent reads as what it is', () => {
  for (let n = 0; n <= 1_000; n++) expect(tenthsText('en-GB', n, false)).toBe(`${Math.floor(n / 10)}.${n % 10}\u00a0%`)
  for (let n = 0; n <= 10_000; n++)
    expect(percentText('nl-NL', n / 10_000, 2)).toBe(`${Math.floor(n / 100)},${String(n % 100).padStart(2, '0')}\u00a0%`)
  expect(tenthsText('en-GB', 0, true)).toBe('<0.1\u00a0%')
  expect(percentText('en-GB', 0.99999, 2)).toBe('99.99\u00a0%')
})

test('what grew has a plus, what shrank a minus, and both are cut off', () => {
  expect(grownText('en-GB', 3n, 4n)).toBe('+33.33\u00a0%')
  expect(grownText('nl-NL', 3n, 1n)).toBe('−66,66\u00a0%')
  expect(grownText('en-GB', 1n, 12_346n)).toBe('+1,234,500.00\u00a0%')
  expect(grownText('en-GB', 5n, 5n)).toBe('0.00\u00a0%')
})

test('the parts of a whole add up to 100 % as they read', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n }), { minLength: 1, maxLength: 4 }), (parts) => {
      const read = tenthsOf(parts).map((tenths) => Number(tenthsText('en-GB', tenths, false).replace(/[^\d]/g, '')))
      expect(read.reduce((all, each) => all + each, 0)).toBe(parts.some((each) => each > 0n) ? 1_000 : 0)
    }),
  )
})
