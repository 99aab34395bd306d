import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { encodeAddress, fromHex, toHex } from '../units'
import btcli from './fixtures/btcli-vectors.json' with { type: 'json' }
import {
  commitmentOf,
  descriptorOf,
  generationKey,
  generationSeed,
  type HashedKind,
  hashedAccountId,
  hashedKind,
  isDescriptor,
} from './hashed'

type Generation = {
  generation: string
  derivedSeed: string
  commitment: string
  publicKey?: string
  publicKeySha256?: string
  publicKeyLength?: number
}

test.each(btcli.hashed_account)('hashed_account $id', ({ masterSeed, cryptoType, accountType, signingScheme, expected }) => {
  const kind = hashedKind(cryptoType) as HashedKind
  expect(kind).toMatchObject({ accountType, scheme: signingScheme })
  const master = fromHex(masterSeed)
  const descriptor = descriptorOf(master, kind)
  expect(toHex(descriptor)).toBe(expected.descriptor)
  expect(isDescriptor(descriptor, kind)).toBe(true)
  expect(toHex(hashedAccountId(descriptor))).toBe(expected.accountId)
  expect(encodeAddress(hashedAccountId(descriptor))).toBe(expected.ss58_42)
  for (const each of expected.generations as Generation[]) {
    const generation = BigInt(each.generation)
    expect(toHex(generationSeed(master, kind, generation))).toBe(each.derivedSeed)
    const publicKey = generationKey(master, kind, generation)
    if (each.publicKey) expect(toHex(publicKey)).toBe(each.publicKey)
    else expect([publicKey.length, toHex(sha256(publicKey))]).toEqual([each.publicKeyLength, each.publicKeySha256])
    expect(toHex(commitmentOf(kind, publicKey))).toBe(each.commitment)
  }
})

test('only the numbers 4 to 7 are hashed accounts, and a descriptor fits one kind only', () => {
  const kinds = [4, 5, 6, 7].map((code) => hashedKind(code) as HashedKind)
  for (const code of [-1, 0, 1, 2, 3, 8, 4.5, Number.NaN]) expect(hashedKind(code)).toBe(undefined)
  for (const kind of kinds) {
    const descriptor = descriptorOf(new Uint8Array(32), kind)
    expect(kinds.filter((each) => isDescriptor(descriptor, each))).toEqual([kind])
    expect(isDescriptor(descriptor.subarray(1), kind)).toBe(false)
  }
  expect(() => descriptorOf(new Uint8Array(31), kinds[0] as HashedKind)).toThrow('seed-length')
})
