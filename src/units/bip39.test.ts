import { wordlist } from '@scure/bip39/wordlists/english.js'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { newPhrase, normalisePhrase, phraseEntropy, readPhrase, wordsFrom } from './bip39'
import { KluisError } from './errors'
import { toHex } from './hex'

const failure = (text: string) => {
  try {
    return readPhrase(text)
  } catch (error) {
    if (!(error instanceof KluisError)) throw error
    return { code: error.code, facts: error.facts }
  }
}
const known = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'
const phrase = fc.boolean().map((long) => newPhrase(long ? 24 : 12))
afterEach(() => vi.restoreAllMocks())

test('a new phrase is a valid one of the length asked for', () => {
  fc.assert(
    fc.property(fc.constantFrom(12, 24), (count: 12 | 24) => {
      const made = newPhrase(count)
      expect(made.split(' ')).toHaveLength(count)
      expect(readPhrase(made)).toBe(made)
      expect(phraseEntropy(made)).toHaveLength(count === 12 ? 16 : 32)
    }),
  )
})

test('a phrase comes from the system’s randomness, and from nothing else', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  vi.spyOn(Date, 'now').mockReturnValue(0)
  expect(new Set(Array.from({ length: 500 }, () => newPhrase(12))).size).toBe(500)
  let drawn: Uint8Array | undefined
  const random = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    drawn = array as unknown as Uint8Array
    drawn.fill(0)
    return array
  })
  expect(newPhrase(12)).toBe(known)
  expect(random).toHaveBeenCalledTimes(1)
  expect(drawn).toHaveLength(16)
  random.mockImplementation((array) => {
    drawn = array as unknown as Uint8Array
    drawn.fill(255)
    return array
  })
  expect(newPhrase(24)).toMatch(/^(zoo ){23}vote$/)
  expect(
    drawn?.every((byte) => byte === 0),
    'the entropy is wiped',
  ).toBe(true)
})

test('case, white space and compatible letters are other spellings of the same phrase', () => {
  const gap = fc.stringMatching(/^[ \t\n\r\u00a0\u2003\u3000]{1,3}$/)
  const full = (word: string) => word.replace(/[a-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
  const shape = fc.constantFrom(
    (word: string) => word,
    (word: string) => word.toUpperCase(),
    (word: string) => word[0]?.toUpperCase() + word.slice(1),
    full,
  )
  fc.assert(
    fc.property(
      phrase,
      fc.array(gap, { minLength: 26, maxLength: 26 }),
      fc.array(shape, { minLength: 24, maxLength: 24 }),
      (made, gaps, shapes) => {
        const text = made.split(' ').reduce((sum, word, i) => `${sum}${shapes[i]?.(word)}${gaps[i]}`, gaps[25] ?? '')
        expect(readPhrase(text)).toBe(made)
        expect(toHex(phraseEntropy(text))).toBe(toHex(phraseEntropy(made)))
      },
    ),
  )
})

test('one spelling stays one spelling', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => normalisePhrase(normalisePhrase(text)) === normalisePhrase(text)))
})

test('the number of words is told first', () => {
  expect(failure('')).toEqual({ code: 'mnemonic-length', facts: { count: '0' } })
  expect(failure(' \n ')).toEqual({ code: 'mnemonic-length', facts: { count: '0' } })
  expect(failure('bannana')).toEqual({ code: 'mnemonic-length', facts: { count: '1' } })
  const counts = Array.from({ length: 30 }, (_, count) => count).filter((count) => ![12, 15, 18, 21, 24].includes(count))
  for (const count of counts) expect(failure(Array(count).fill('bannana').join(' '))).toMatchObject({ code: 'mnemonic-length' })
})

test('then the first word that is none, and where it stands', () => {
  fc.assert(
    fc.property(phrase, fc.nat(23), fc.nat(23), (made, a, b) => {
      const words = made.split(' ')
      const [first, second] = [a % words.length, b % words.length].sort((x, y) => x - y) as [number, number]
      words[second] = 'kluis'
      words[first] = 'Bannana'
      expect(failure(words.join('  '))).toEqual({ code: 'mnemonic-word', facts: { word: 'bannana', position: String(first + 1) } })
    }),
  )
})

test('then the checksum: of all words in one place only every sixteenth fits', () => {
  const start = known.split(' ').slice(0, 11).join(' ')
  const fitting = wordlist.filter((word) => typeof failure(`${start} ${word}`) === 'string')
  expect(fitting).toHaveLength(128)
  expect(fitting).toContain('about')
  expect(failure(`${start} abandon`)).toEqual({ code: 'mnemonic-checksum', facts: {} })
})

test('a word is never completed or guessed', () => {
  for (const short of ['aban', 'abandn', 'abandon.', 'abandon,', 'aban\u200bdon', 'àbandon'])
    expect(failure(known.replace('abandon', short)), short).toMatchObject({ code: 'mnemonic-word', facts: { position: '1' } })
})

test('completion offers words that begin so, in order, and no more than asked', () => {
  fc.assert(
    fc.property(fc.constantFrom(...wordlist), fc.integer({ min: 1, max: 8 }), fc.nat(10), (word, length, most) => {
      const start = word.slice(0, length)
      const offered = wordsFrom(start, most)
      expect(offered).toEqual(wordlist.filter((each) => each.indexOf(start) === 0).slice(0, most))
    }),
  )
  expect(wordsFrom('', 5)).toEqual([])
  expect(wordsFrom('kluis', 5)).toEqual([])
})
