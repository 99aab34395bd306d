import { expect, test } from 'vitest'
import { readOrigin, resembles } from '../sites'
import { hasOtherLetters, siteName } from './site'

test('a name in other letters is written as the network knows it, and known as one; what stands before the end of a name is no other name (UIX-04)', () => {
  // The browser gives origins so: a Cyrillic а, a Greek ο, and a name of mixed scripts.
  for (const typed of ['https://tаostats.io', 'https://taοstats.io', 'https://bіttеnsor.com', 'https://app.日本.example']) {
    const { origin } = new URL(typed)
    expect(readOrigin(origin)).toBe(origin)
    expect(siteName(origin)).toMatch(/^[a-z0-9.-]*xn--[a-z0-9.-]+$/)
    expect(hasOtherLetters(origin)).toBe(true)
  }
  for (const plain of ['https://taostats.io', 'http://localhost:3000', 'https://axn--a.example']) expect(hasOtherLetters(plain)).toBe(false)
  const chain = `https://taostats.io.${'login.'.repeat(30)}evil.com`
  expect(new URL(chain).hostname.length).toBeGreaterThan(190)
  expect(siteName(chain).endsWith('.evil.com')).toBe(true)
  expect(resembles(chain)).toBe('taostats.io')
})
