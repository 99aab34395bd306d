import { blake2b } from '@noble/hashes/blake2.js'
import { base58 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KluisError } from './errors'
import { concat, sameBytes } from './hex'
import { encodeReceiving } from './receiving'
import { decodeAddress, encodeAddress, readAddress } from './ss58'

const accountId = fc.uint8Array({ minLength: 32, maxLength: 32 })
const prefix = fc.integer({ min: 0, max: 16_383 })
const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const failure = (act: () => unknown): KluisError => {
  try {
    act()
  } catch (error) {
    if (error instanceof KluisError) return error
    throw error
  }
  throw new Error('accepted')
}

test('every account id of every network is read back', () => {
  fc.assert(
    fc.property(accountId, prefix, (id, network) => {
      const read = decodeAddress(encodeAddress(id, network))
      expect(read.prefix).toBe(network)
      expect(sameBytes(read.accountId, id)).toBe(true)
    }),
  )
})

test('all 16,384 networks are told apart', () => {
  const id = new Uint8Array(32).fill(7)
  const seen = new Set<string>()
  for (let network = 0; network < 16_384; network++) {
    const address = encodeAddress(id, network)
    expect(decodeAddress(address).prefix).toBe(network)
    seen.add(address)
  }
  expect(seen.size).toBe(16_384)
})

test('an account has one address: without a prefix it is that of Bittensor, and it begins with 5', () => {
  fc.assert(
    fc.property(accountId, (id) => {
      expect(encodeAddress(id)).toBe(encodeAddress(id, 42))
      expect(encodeAddress(id)).toMatch(/^5[1-9A-HJ-NP-Za-km-z]{47}$/)
      expect(sameBytes(readAddress(` ${encodeAddress(id)}\n`), id)).toBe(true)
    }),
  )
})

test('a flipped checksum is always caught', () => {
  fc.assert(
    fc.property(accountId, prefix, fc.integer({ min: 1, max: 0xffff }), (id, network, flip) => {
      const bytes = base58.decode(encodeAddress(id, network))
      const at = bytes.length - 2
      bytes[at] = (bytes[at] ?? 0) ^ (flip >> 8)
      bytes[at + 1] = (bytes[at + 1] ?? 0) ^ (flip & 255)
      expect(failure(() => decodeAddress(base58.encode(bytes))).code).toBe('ss58-checksum')
    }),
  )
})

test('every flipped bit and every mistyped character of an address is caught', () => {
  const bytes = base58.decode(alice)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Uint8Array.from(bytes)
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(failure(() => decodeAddress(base58.encode(flipped))).code).toMatch(/^ss58-(checksum|length)$/)
  }
  for (let at = 0; at < alice.length; at++)
    for (const other of '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz')
      if (other !== alice[at]) failure(() => decodeAddress(alice.slice(0, at) + other + alice.slice(at + 1)))
})

test('another network’s address is refused, with the Bittensor address of the same key in the facts', () => {
  fc.assert(
    fc.property(
      accountId,
      prefix.filter((network) => network !== 42),
      (id, network) => {
        const { code, facts } = failure(() => readAddress(encodeAddress(id, network)))
        expect(code).toBe('ss58-wrong-prefix')
        expect(facts).toEqual({ address: encodeAddress(id), prefix: String(network) })
      },
    ),
  )
})

test('a small prefix in the two-byte form is no second spelling', () => {
  const wide = (network: number) => {
    const body = concat(Uint8Array.of(((network & 0xfc) >> 2) | 0x40, (network >> 8) | ((network & 3) << 6)), new Uint8Array(32))
    return base58.encode(concat(body, blake2b(concat(new TextEncoder().encode('SS58PRE'), body), { dkLen: 64 }).subarray(0, 2)))
  }
  for (let network = 0; network < 64; network++) expect(failure(() => decodeAddress(wide(network))).code).toBe('ss58-length')
  expect(decodeAddress(wide(64)).prefix).toBe(64)
})

test('what is not an address fails as what it is', () => {
  for (const [text, code] of [
    ['', 'ss58-length'],
    ['1', 'ss58-length'],
    ['0OIl', 'ss58-base58'],
    ['5Grwva EF5zXb', 'ss58-base58'],
    [`${alice} `, 'ss58-base58'],
    [alice.slice(0, -1), 'ss58-length'],
    [`${alice}1`, 'ss58-length'],
    ['z'.repeat(129), 'ss58-length'],
    ['z'.repeat(1_000_000), 'ss58-length'],
    [base58.encode(new Uint8Array(35).fill(255)), 'ss58-length'],
  ] as const)
    expect(failure(() => decodeAddress(text)).code, text.slice(0, 60)).toBe(code)
})

test('a receiving address of a hashed account is never taken for anything else', () => {
  const receiving = encodeReceiving(Uint8Array.from([1, 1, ...new Uint8Array(32).fill(7)]))
  const { code, facts } = failure(() => readAddress(` ${receiving}\n`))
  expect(code).toBe('hashed-recipient')
  expect(decodeAddress(facts.address ?? '').prefix).toBe(42)
  expect(failure(() => readAddress(`${receiving}=`)).code).toBe('bth-length')
  expect(failure(() => readAddress(receiving.toUpperCase())).code).toBe('bth-prefix')
})
