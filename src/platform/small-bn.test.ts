import { BN as Theirs } from '@polkadot/util'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
// As this package's own file, which the bundle leaves out: its exports do not name it.
import theirWords from '../../node_modules/@polkadot/util-crypto/mnemonic/wordlists/en.js'
import Ours from './small-bn'

const bytes = fc.uint8Array({ maxLength: 40 })
const endian = fc.constantFrom('le' as const, 'be' as const)
const whole = fc.bigInt({ min: -(2n ** 260n), max: 2n ** 260n })
const pair = (value: bigint) => [new Ours(value.toString()), new Theirs(value.toString())] as const

const outcome = (run: () => unknown) => {
  try {
    return run()
  } catch {
    return 'refused'
  }
}

test('numbers, digits, hex and bytes are read as bn.js reads them', () => {
  fc.assert(
    fc.property(
      whole,
      fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
      bytes,
      endian,
      (value, number, each, order) => {
        expect(new Ours(value.toString()).toString()).toBe(new Theirs(value.toString()).toString())
        expect(new Ours(number).toString()).toBe(new Theirs(number).toString())
        expect(new Ours(each, order).toString()).toBe(new Theirs(each, order).toString())
        expect(new Ours(each).toString()).toBe(new Theirs(each).toString())
        const hex = value.toString(16)
        expect(new Ours(hex, 16).toString()).toBe(new Theirs(hex, 16).toString())
        const unsigned = hex.replace('-', '')
        expect(new Ours(unsigned, 16, order).toString()).toBe(new Theirs(unsigned, 16, order).toString())
      },
    ),
    { numRuns: 1_000 },
  )
})

test('what is counted and written is what bn.js counts and writes, or both refuse', () => {
  const bits = fc.integer({ min: 1, max: 264 })
  fc.assert(
    fc.property(whole, whole, bits, endian, fc.integer({ min: 0, max: 40 }), (first, second, size, order, length) => {
      const [ours, theirs] = pair(first)
      const [ourOther, theirOther] = pair(second)
      expect(ours.mul(ourOther).toString()).toBe(theirs.mul(theirOther).toString())
      expect(ours.cmp(ourOther)).toBe(theirs.cmp(theirOther))
      expect(ours.lte(ourOther)).toBe(theirs.lte(theirOther))
      expect(ours.bitLength()).toBe(theirs.bitLength())
      expect(outcome(() => ours.toNumber())).toEqual(outcome(() => theirs.toNumber()))
      expect(outcome(() => ours.toArray(order, length))).toEqual(outcome(() => theirs.toArray(order, length)))
      if (first >= 0n) expect(ours.shln(size).toString()).toBe(theirs.shln(size).toString())
      expect(ours.iadd(ourOther).toString()).toBe(theirs.iadd(theirOther).toString())
      expect(ours.isub(ourOther).toString()).toBe(theirs.isub(theirOther).toString())
      const inBits = BigInt.asIntN(size, first)
      const [ourTwos, theirTwos] = pair(inBits)
      expect(ourTwos.toTwos(size).toString()).toBe(theirTwos.toTwos(size).toString())
      const [ourFrom, theirFrom] = pair(BigInt.asUintN(size, first))
      expect(ourFrom.fromTwos(size).toString()).toBe(theirFrom.fromTwos(size).toString())
    }),
    { numRuns: 1_000 },
  )
  expect(new Ours(2).pow(new Ours(62)).toString()).toBe(new Theirs(2).pow(new Theirs(62)).toString())
})

test('what is no number is refused', () => {
  for (const text of ['xyz', '1.5', '0x10', ' 1']) expect(() => new Ours(text)).toThrow()
  for (const number of [1.5, 2 ** 53, Number.NaN]) expect(() => new Ours(number)).toThrow()
})

test('the one list of English words is the list that util-crypto carries', () => {
  expect([...wordlist]).toEqual(theirWords)
})
