import { base64urlnopad } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blake256, concat, decodeAddress, encodeAddress, fromHex, KluisError, toHex } from '.'
import raw from './fixtures/receiving-vectors.json?raw'
import { decodeReceiving, encodeReceiving, palletAccountOf } from './receiving'

type Vector = {
  id: string
  address: string
  expectedError: string
  expected: { descriptor: string; reserved?: string; cryptoType?: number; accountSs58_42: string; accountId: string; ss58_42: string }
  palletId: string
  subHex: string
}
const vectors = JSON.parse(raw) as Record<'receiving_address' | 'receiving_address_negative' | 'pallet_account', Vector[]>
const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error instanceof KluisError ? error.code.toUpperCase().replaceAll('-', '_') : String(error)
  }
  return 'accepted'
}
const descriptors = fc
  .tuple(fc.constantFrom([1, 1], [1, 2], [1, 3], [2, 2]), fc.uint8Array({ minLength: 32, maxLength: 32 }))
  .filter(([, commitment]) => commitment.some((byte) => byte))
  .map(([head, commitment]) => concat(Uint8Array.from(head), commitment))

test.each(vectors.receiving_address)('receiving_address $id', ({ address, expected }) => {
  const read = decodeReceiving(address)
  expect(toHex(read.descriptor)).toBe(expected.descriptor)
  expect(encodeAddress(read.accountId)).toBe(expected.accountSs58_42)
  if (expected.cryptoType) expect(read.cryptoType).toBe(expected.cryptoType)
  // A foreign network's tag is not written again.
  const canonical = !expected.reserved || /^0x0+$/.test(expected.reserved)
  if (canonical) expect(encodeReceiving(read.descriptor)).toBe(address)
  else expect(decodeReceiving(encodeReceiving(read.descriptor))).toEqual(read)
})

test.each(vectors.receiving_address_negative)('receiving_address_negative $id', ({ address, expectedError }) => {
  expect(codeOf(() => decodeReceiving(address))).toBe(expectedError)
})

test('a receiving address is read as it was written', () => {
  fc.assert(
    fc.property(descriptors, (descriptor) => {
      const text = encodeReceiving(descriptor)
      expect(text).toMatch(/^bth1_[\w-]{99}$/)
      expect(decodeReceiving(text).descriptor).toEqual(descriptor)
    }),
  )
})

test('no other text is the same receiving address: one letter changed is always noticed', () => {
  const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ')
  fc.assert(
    fc.property(descriptors, fc.nat(103), letter, (descriptor, at, other) => {
      const text = encodeReceiving(descriptor)
      fc.pre(text[at] !== other)
      expect(() => decodeReceiving(text.slice(0, at) + other + text.slice(at + 1))).toThrow(KluisError)
    }),
  )
})

test('two bits too many at the end are no second spelling', () => {
  const text = encodeReceiving(concat(Uint8Array.of(1, 1), new Uint8Array(32).fill(7)))
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (const spare of [1, 2, 3]) {
    const last = alphabet[alphabet.indexOf(text.at(-1) as string) + spare]
    expect(
      codeOf(() => decodeReceiving(text.slice(0, -1) + last)),
      String(spare),
    ).toBe('BTH_ENCODING')
  }
})

test('what was never a descriptor is not written', () => {
  for (const wrong of [new Uint8Array(34), new Uint8Array(33).fill(1), concat(Uint8Array.of(2, 1), new Uint8Array(32).fill(1))])
    expect(() => encodeReceiving(wrong)).toThrow(new KluisError('bth-descriptor'))
})

test('any text is read or refused with a reason', () => {
  const body = fc.uint8Array({ minLength: 74, maxLength: 74 }).map((bytes) => `bth1_${base64urlnopad.encode(bytes)}`)
  // The checksum made right, so that the descriptor's own rules are met.
  const checked = fc.uint8Array({ minLength: 66, maxLength: 66 }).map((bytes) => {
    const sum = blake256(concat(new TextEncoder().encode('bittensor/hashed/v1/receiving'), bytes)).subarray(0, 8)
    return `bth1_${base64urlnopad.encode(concat(bytes, sum))}`
  })
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), body, checked), (text) => {
      expect(codeOf(() => decodeReceiving(text))).toMatch(/^(accepted|BTH_[A-Z]+)$/)
    }),
  )
})

test.each(vectors.pallet_account)('pallet_account $id', ({ palletId, subHex, expected }) => {
  const found = palletAccountOf(fromHex(expected.accountId))
  expect(found?.palletId).toBe(palletId)
  const bytes = fromHex(subHex)
  expect(found?.index).toBe(bytes.reduceRight((sum, byte) => sum * 256 + byte, 0))
  expect(found?.kind).toBe(palletId === 'subtensr' ? 'subnet' : 'crowdloan')
  expect(palletAccountOf(decodeAddress(expected.ss58_42).accountId)).toEqual(found)
})

test('an account of the chain that Kluis does not know by name is one all the same', () => {
  const made = (palletId: string, ...rest: number[]) => {
    const id = new Uint8Array(32)
    id.set(new TextEncoder().encode(`modl${palletId}`))
    id.set(rest, 12)
    return palletAccountOf(id)
  }
  expect(made('burntnsr')).toEqual({ kind: 'burn', palletId: 'burntnsr', index: null })
  expect(made('ten/swap')).toEqual({ kind: 'swap', palletId: 'ten/swap', index: null })
  expect(made('py/trsry')).toEqual({ kind: 'other', palletId: 'py/trsry', index: null })
  // More behind the number than zeros: no such subnet, and no key either.
  expect(made('subtensr', 1, 0, 9)).toEqual({ kind: 'other', palletId: 'subtensr', index: null })
  expect(made('\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008')).toEqual({ kind: 'other', palletId: null, index: null })
})

test('an account with a key is none of the chain', () => {
  expect(palletAccountOf(decodeAddress('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY').accountId)).toBeNull()
  expect(palletAccountOf(new Uint8Array(32))).toBeNull()
})
