import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KluisError } from './errors'
import { blake256 } from './hash'
import { concat, fromHex, sameBytes, toHex } from './hex'

test('bytes become lower-case hex and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toHex(bytes)).toBe(`0x${Buffer.from(bytes).toString('hex')}`)
      expect(fromHex(toHex(bytes))).toEqual(bytes)
      expect(fromHex(`0x${toHex(bytes).slice(2).toUpperCase()}`)).toEqual(bytes)
    }),
  )
  expect(fromHex('0x')).toEqual(new Uint8Array())
})

test('what is not 0x and pairs of digits is refused, and nothing is guessed', () => {
  for (const text of ['', '0', 'x', '00', '0x0', '0x0g', '0X00', '0x 00', ' 0x00', '0x00 ', '0x00\n', '0x-1', '0x0.', '0x٠٠']) {
    expect(() => fromHex(text), JSON.stringify(text)).toThrow(KluisError)
    expect(() => fromHex(text)).toThrow('invalid-input')
  }
})

test('joined bytes are all bytes in order', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (parts) => {
      expect([...concat(...parts)]).toEqual(parts.flatMap((part) => [...part]))
    }),
  )
})

test('bytes are the same exactly when length and all bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array({ maxLength: 4 }), (a, b) => {
      expect(sameBytes(a, b)).toBe(toHex(a) === toHex(b))
      expect(sameBytes(a, Uint8Array.from(a))).toBe(true)
      expect(sameBytes(a, concat(a, Uint8Array.of(0)))).toBe(false)
    }),
  )
})

test('the hash is BLAKE2b-256', () => {
  // Of nothing, and of 'abc': RFC 7693's function with a digest of 32 bytes.
  expect(toHex(blake256(new Uint8Array()))).toBe('0x0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8')
  expect(toHex(blake256(new TextEncoder().encode('abc')))).toBe('0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319')
})
