import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostIn, MOST_NAMES, namesOf, openNames, packNames } from './filter'

const pack = (names: Iterable<string>, note = 'made here') => packNames(names, note)

test('every name that was put in is found, and the first line says whose they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.domain(), { minLength: 1, maxLength: 300 }), async (names) => {
      const packed = await pack([...names, ...names], 'a list\nof names')
      expect(new TextDecoder().decode(packed.subarray(0, packed.indexOf(10)))).toMatch(/^kluis-names\/1 \d+ \d+ a list of names$/)
      const open = openNames(packed)
      expect(open.count).toBe(names.length)
      for (const name of names) expect(open.has(name), name).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('of a hundred thousand names that were not put in none is found among ten thousand, at three bytes a name', async () => {
  const packed = await pack(Array.from({ length: 10_000 }, (_, i) => `in-${i}.test`))
  expect(packed.length).toBeLessThan(10_000 * 3.3)
  const open = openNames(packed)
  // By chance it would be one in eight million: these are always the same.
  expect(Array.from({ length: 100_000 }, (_, i) => `out-${i}.test`).filter(open.has)).toEqual([])
  // A site is looked up by a few names.
  expect(MOST_NAMES * 2 ** -23).toBeLessThan(1e-6)
})

test('what is damaged or cut off is refused, or finds what it says: it never hangs and never throws anything else', async () => {
  const packed = await pack(Array.from({ length: 50 }, (_, i) => `in-${i}.test`))
  const look = (bytes: Uint8Array) => {
    try {
      return openNames(bytes).count
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
      return 'refused'
    }
  }
  for (let length = 0; length < packed.length; length++) expect(look(packed.subarray(0, length))).toBe('refused')
  expect(look(new Uint8Array([...packed, 0]))).toBe('refused')
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void look(bytes)))
  const head = packed.subarray(0, packed.indexOf(10) + 1)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void look(new Uint8Array([...head, ...bytes]))))
})

test('a host is compared in one form, however it is written', () => {
  for (const written of [
    'evil.com',
    'EVIL.com',
    'evil.com.',
    'evil.com..',
    ' evil.com',
    'good.app@evil.com',
    'evil.com:8443',
    'evil.com/x',
  ])
    expect(hostIn(written), written).toBe('evil.com')
  expect(hostIn('mąnta.network')).toBe('xn--mnta-bta.network')
  expect(hostIn('xn--mnta-bta.network')).toBe('xn--mnta-bta.network')
  for (const none of ['', 'localhost', 'com', 'no spaces.com', '%%%', '..']) expect(hostIn(none), none).toBeUndefined()
})

test('a host is looked up by itself and by the names above it, never by its last part alone', () => {
  expect(namesOf('a.b.evil.com')).toEqual(['a.b.evil.com', 'b.evil.com', 'evil.com'])
  expect(namesOf('evil.com')).toEqual(['evil.com'])
  expect(namesOf('127.0.0.1')).toEqual(['127.0.0.1'])
  const deep = namesOf(`${'x.'.repeat(40)}evil.com`)
  expect(deep.length).toBe(MOST_NAMES)
  expect(deep.at(-1)).toBe('evil.com')
})
