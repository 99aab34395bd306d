import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatsOf } from './formats'

const NOW = new Date(2026, 10, 29, 14, 3).getTime()
const HOUR = 3_600_000
const en = formatsOf('en', NOW)
const nl = formatsOf('nl', NOW)
const at = (...when: [year: number, month: number, day: number, hour: number, minute: number]) => new Date(...when).getTime()

test('a day of another year carries its year, and one of this year does not', () => {
  expect([en.day(at(2026, 0, 1, 0, 0)), en.day(at(2025, 11, 31, 23, 59)), en.day(at(2027, 0, 1, 0, 0))]).toEqual([
    '1 Jan',
    '31 Dec 2025',
    '1 Jan 2027',
  ])
  expect(nl.day(at(2025, 10, 29, 14, 3))).toBe('29 nov 2025')
  expect(en.minute(at(2025, 10, 29, 14, 3))).toBe('29 Nov 2025, 14:03')
})

test('how old a number is, is told by the clock today and with the day before, a minute past midnight too', () => {
  expect([en.age(NOW), en.age(at(2026, 10, 29, 0, 0)), en.age(at(2026, 10, 28, 23, 59))]).toEqual(['14:03', '00:00', '28 Nov, 23:59'])
  expect(nl.age(at(2025, 10, 29, 14, 3))).toBe('29 nov 2025, 14:03')
})

test('two moments that are a day or more apart are never written alike', () => {
  const moment = fc.integer({ min: at(2020, 0, 1, 0, 0), max: at(2030, 0, 1, 0, 0) })
  fc.assert(
    fc.property(moment, fc.integer({ min: 25 * HOUR, max: 9 * 366 * 24 * HOUR }), fc.constantFrom(en, nl), (one, apart, formats) => {
      const other = one + apart
      expect(formats.day(one)).not.toBe(formats.day(other))
      expect(formats.age(one)).not.toBe(formats.age(other))
      expect(formats.minute(one)).not.toBe(formats.minute(other))
    }),
  )
})
