import type { Language } from '../words'
import { grownText, percentText, tenthsText } from './percents'

/** Numbers and times as a language writes them. Times are milliseconds. */
export type Formats = {
  number(value: number): string
  /** A share of one with its sign, cut off. */
  percent(share: number, decimals: number): string
  /** By how much of itself an amount (rao, more than nothing) grew or shrank: percent with its sign. */
  grown(before: bigint, after: bigint): string
  /** Percent of a part of a whole, in tenths as `tenthsOf` gives them. @param small it is there, and is less than one tenth */
  tenths(tenths: number, small: boolean): string
  clock(at: number): string
  /** A day, with its year where that is not this one. */
  day(at: number): string
  /** Day and clock. */
  minute(at: number): string
  /** How old something is: the clock where it was today, else the day too. */
  age(at: number): string
  month(at: number): string
  /** A day in full, always with its year. */
  date(at: number): string
}

/** @param now what this day and this year are, in milliseconds */
export function formatsOf(language: Language, now: number): Formats {
  const tag = language === 'nl' ? 'nl-NL' : 'en-GB'
  const write = (form: Intl.DateTimeFormatOptions) => (at: number) => new Intl.DateTimeFormat(tag, form).format(at)
  const clock = write({ hour: '2-digit', minute: '2-digit' })
  const date = write({ day: 'numeric', month: 'long', year: 'numeric' })
  const thisYear = new Date(now).getFullYear()
  const day = (at: number) =>
    write({ day: 'numeric', month: 'short', ...(new Date(at).getFullYear() === thisYear ? {} : { year: 'numeric' }) })(at)
  const minute = (at: number) => `${day(at)}, ${clock(at)}`
  return {
    number: (value) => new Intl.NumberFormat(tag).format(value),
    percent: (share, decimals) => percentText(tag, share, decimals),
    grown: (before, after) => grownText(tag, before, after),
    tenths: (tenths, small) => tenthsText(tag, tenths, small),
    ...{ clock, day, minute, date },
    age: (at) => (date(at) === date(now) ? clock(at) : minute(at)),
    month: write({ month: 'long', year: 'numeric' }),
  }
}
