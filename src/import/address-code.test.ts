import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeAddress, encodeAddress, KluisError } from '../units'
import { readAddressCode } from './address-code'

const id = new Uint8Array(32).fill(7)
const address = encodeAddress(id)
const codeOf = (text: string): string => {
  try {
    readAddressCode(text)
    return 'read'
  } catch (error) {
    return error instanceof KluisError ? error.code : String(error)
  }
}

test.each([
  [address, ''],
  [` ${address}\n`, ''],
  [`substrate:${address}:0x${'07'.repeat(32)}`, ''],
  [`substrate:${address}:0x${'ab'.repeat(32)}:Somebody else’s name`, ''],
  [`bittensor:${address}`, ''],
  [`bittensor:${address}?amount=1.5`, '1.5'],
  [`BITTENSOR://${address}?label=x&amount=0.000000001`, '0.000000001'],
  [`tao:${address}?amount=12`, '12'],
  // These name no unit, or that of another network.
  [`substrate:${address}:0x${'07'.repeat(32)}:A name?amount=1`, ''],
  [`polkadot:${address}?amount=12`, ''],
  // Amounts that are none, and two of them.
  ...['0', '-1', '1,5', '1e9', '0x1', '1.0000000001', '9999999999999', 'NaN', ''].map(
    (wrong) => [`tao:${address}?amount=${wrong}`, ''] as const,
  ),
  [`tao:${address}?amount=1&amount=2`, ''],
] as const)('%j names the address, with the amount %j', (text, amount) => {
  expect(readAddressCode(text)).toEqual({ address, amount })
})

test('an address of another network that begins like a receiving address is one of that network', () => {
  const foreign = 'bThEuM8HHz4GD8qFtSiuKhRgyHcxTojk2t9oZGbCcDGNVhxub'
  expect(readAddressCode(foreign)).toEqual({ address: foreign, amount: '' })
})
test('an address of another network is handed on as it was given, and with no amount, for that would be in another unit', () => {
  const prefix = fc.integer({ min: 0, max: 16_383 }).filter((each) => each !== 42)
  const scheme = fc.constantFrom('', 'substrate:', 'polkadot:', 'bittensor:', 'tao:', 'TAO://')
  fc.assert(
    fc.property(prefix, scheme, fc.uint8Array({ minLength: 32, maxLength: 32 }), (number, before, key) => {
      const foreign = encodeAddress(key, number)
      // Keys of nothing but zeros are shorter, and nobody's.
      fc.pre(foreign.length >= 40)
      expect(readAddressCode(`${before}${foreign}${before && '?amount=5'}`)).toEqual({ address: foreign, amount: '' })
    }),
  )
})

test.each([
  ['', 'qr-unknown'],
  ['https://example.com/pay', 'qr-unknown'],
  ['bottom drive obey lake curtain smoke basket hold race lonely fit walk', 'qr-unknown'],
  [`0x${'ab'.repeat(32)}`, 'qr-unknown'],
  [`secret:0x${'ab'.repeat(32)}`, 'qr-unknown'],
  ['ethereum:0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae', 'qr-unknown'],
  ['x'.repeat(5_000), 'qr-unknown'],
  [`${address.slice(0, -1)}${address.at(-1) === 'x' ? 'y' : 'x'}`, 'ss58-checksum'],
  [`tao:${address.slice(0, -2)}`, 'ss58-length'],
] as const)('%j is refused', (text, code) => {
  expect(codeOf(text)).toBe(code)
})

test('whatever a code holds, either an address comes of it as it stood there or a failure that was foreseen, and no letter of it stands in the failure', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((each) => `tao:${each}`),
    fc.string().map((each) => `substrate:${address}:${each}`),
  )
  fc.assert(
    fc.property(text, (each) => {
      try {
        const { address: read } = readAddressCode(each)
        expect(each).toContain(read)
        expect(decodeAddress(read).accountId).toHaveLength(32)
      } catch (error) {
        expect(error).toBeInstanceOf(KluisError)
        expect((error as KluisError).facts).toEqual({})
      }
    }),
  )
})
