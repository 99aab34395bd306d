import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayTao, formatTao, parseTao, RAO_PER_TAO } from './tao'

/** As much as a person can type. */
const amount = fc.bigInt({ min: 0n, max: 10n ** 21n - 1n })
const anyRao = fc.bigInt({ min: -(2n ** 128n), max: 2n ** 128n })

test('what is formatted is read back to the last rao (UIX-10)', () => {
  fc.assert(fc.property(amount, (rao) => parseTao(formatTao(rao)) === rao))
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (rao) => parseTao(formatTao(rao)) === rao))
  for (const rao of [0n, 1n, 2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 64n - 1n]) expect(parseTao(formatTao(rao))).toBe(rao)
})

test('an amount is formatted with all its digits and none more (UIX-10)', () => {
  for (const [rao, text] of [
    [0n, '0'],
    [1n, '0.000000001'],
    [-1n, '-0.000000001'],
    [RAO_PER_TAO, '1'],
    [1_500_000_000n, '1.5'],
    [-1_500_000_000n, '-1.5'],
    [21_000_000n * RAO_PER_TAO, '21000000'],
    [100_000_000_010n, '100.00000001'],
    [2n ** 64n - 1n, '18446744073.709551615'],
  ] as const)
    expect(formatTao(rao)).toBe(text)
})

test('an amount of another chain has its own decimals, and none where it has none', () => {
  expect(displayTao(1_234_500_000_000_000n, 12, 12)).toEqual({ sign: '', whole: '1,234', fraction: '500000000000', tiny: false })
  expect(displayTao(-1n, 4, 12)).toEqual({ sign: '−', whole: '0', fraction: '0000', tiny: true })
  expect(displayTao(1_234n, 0, 0)).toEqual({ sign: '', whole: '1,234', fraction: '', tiny: false })
})

test('a point and a comma are the same, and white space around is nothing', () => {
  fc.assert(fc.property(amount, (rao) => parseTao(` ${formatTao(rao).replace('.', ',')}\n`) === rao))
})

test('what is not exactly one amount is no amount', () => {
  for (const text of [
    '',
    ' ',
    '.',
    ',',
    '1.',
    '.5',
    '-1',
    '+1',
    '1e3',
    '0x10',
    '1.2.3',
    '1,2,3',
    '1 000',
    '1_000',
    '1.0000000001',
    'τ1',
    '１',
  ])
    expect(parseTao(text), text).toBeUndefined()
  expect(parseTao('1,000.5')).toBeUndefined()
  expect(parseTao('1234567890123')).toBeUndefined()
  expect(parseTao('NaN')).toBeUndefined()
  expect(parseTao('Infinity')).toBeUndefined()
  expect(parseTao('123456789012.123456789')).toBe(123456789012123456789n)
  // One thousand, or one and nothing? A person who typed it meant one of them; the preview shows which.
  expect(parseTao('1,000')).toBe(RAO_PER_TAO)
})

test('text that is read is digits with at most one point, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+e x') }), (text) => {
      const rao = parseTao(text)
      if (rao === undefined) return
      expect(text.trim()).toMatch(/^\d+([.,]\d+)?$/)
      const [whole = '', fraction = ''] = text.trim().split(/[.,]/)
      expect(rao).toBe(BigInt(whole + fraction.padEnd(9, '0')))
    }),
  )
})

test('an amount is cut for display, never rounded', () => {
  fc.assert(
    fc.property(anyRao, fc.nat(9), (rao, decimals) => {
      const { sign, whole, fraction } = displayTao(rao, decimals)
      expect(fraction).toHaveLength(decimals)
      const size = rao < 0n ? -rao : rao
      const step = 10n ** BigInt(9 - decimals)
      expect(BigInt(whole.replaceAll(',', '') + fraction) * step).toBe(size - (size % step))
      expect(sign).toBe(rao < 0n ? '−' : '')
    }),
  )
  expect(displayTao(1_999_999_999n, 4)).toEqual({ sign: '', whole: '1', fraction: '9999', tiny: false })
  expect(displayTao(-999_999_999n, 0)).toEqual({ sign: '−', whole: '0', fraction: '', tiny: true })
})

test('what is too small for the decimals is tiny, and never passes for nothing', () => {
  fc.assert(
    fc.property(fc.oneof(anyRao, fc.bigInt({ min: -100_000n, max: 100_000n })), fc.nat(9), (rao, decimals) => {
      const { whole, fraction, tiny } = displayTao(rao, decimals)
      const looksLikeZero = /^0*$/.test(whole + fraction)
      expect(tiny).toBe(looksLikeZero && rao !== 0n)
    }),
  )
  expect(displayTao(99_999n, 4).tiny).toBe(true)
  expect(displayTao(100_000n, 4).tiny).toBe(false)
  expect(displayTao(0n, 4).tiny).toBe(false)
})

test('thousands are grouped by commas, in the integer only', () => {
  fc.assert(
    fc.property(anyRao, (rao) => {
      const { whole, fraction } = displayTao(rao, 9)
      expect(whole).toMatch(/^\d{1,3}(,\d{3})*$/)
      expect(fraction).toMatch(/^\d{9}$/)
    }),
  )
  expect(displayTao(1_234_567n * RAO_PER_TAO, 2)).toEqual({ sign: '', whole: '1,234,567', fraction: '00', tiny: false })
})
