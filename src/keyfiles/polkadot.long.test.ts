import { Keyring } from '@polkadot/keyring'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeyType, newPhrase, toHex } from '../units'
import { canonicalOf, pairFrom } from './derive'
import { openPolkadot, writePolkadot } from './polkadot'
import { scryptKey } from './scrypt'
import { type KeySecret, publicPartOf } from './secret'

const types = fc.constantFrom<KeyType>('sr25519', 'ed25519', 'ecdsa')
const passwords = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
const paths = fc.constantFrom('', '//a', '//1//b')
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((seed) => seed.some((byte) => byte) && seed[0] !== 255)
/** Random keys of every kind: words, seeds, and private keys alone. */
const secrets: fc.Arbitrary<KeySecret> = fc.oneof(
  fc
    .record({ type: types, path: paths, count: fc.constantFrom<12 | 24>(12, 24) })
    .map(({ count, ...each }) => ({ kind: 'phrase' as const, phrase: newPhrase(count), passphrase: '', ...each })),
  fc.record({ kind: fc.constant('seed' as const), seed: bytes, path: paths, type: types }),
  fc.record({
    kind: fc.constant('key' as const),
    key: bytes.map((from) => canonicalOf(pairFrom(from, '', 'sr25519').secretKey) ?? from),
    path: fc.constantFrom('', '//a', '/b//c'),
    type: fc.constant('sr25519' as const),
  }),
)

test('polkadot-js and we open each other, a hundred times, and name the same address', { timeout: 1_800_000 }, async () => {
  expect(await cryptoWaitReady()).toBe(true)
  await fc.assert(
    fc.asyncProperty(secrets, passwords, async (secret, password) => {
      const { type } = secret
      const { publicKey, address } = await publicPartOf(secret)
      const meta = { name: 'ours', whenCreated: 1, genesisHash: null }
      const text = await writePolkadot(secret, password, { ...meta, compatible: true })
      const pair = new Keyring({ ss58Format: 42 }).createFromJson(JSON.parse(text) as KeyringPair$Json)
      pair.unlock(password)
      expect([pair.address, toHex(pair.publicKey)]).toEqual([address, publicKey])
      const message = new TextEncoder().encode('of one key')
      expect(pair.verify(message, pair.sign(message), pair.publicKey)).toBe(true)
      const theirs = JSON.parse(JSON.stringify(pair.toJson(password)))
      expect((await openPolkadot(theirs, password)).keys[0]).toMatchObject({ address, publicKey, type })
    }),
    { numRuns: 100 },
  )
})

test('scrypt of the dearest file that is opened takes seconds and agrees with another implementation', { timeout: 60_000 }, async () => {
  const { scrypt } = await import('@noble/hashes/scrypt.js')
  const [password, salt] = [Uint8Array.of(1, 2, 3), new Uint8Array(32).fill(9)]
  const key = await scryptKey(password, salt, { n: 2 ** 18, p: 1, r: 8 })
  expect(toHex(key)).toBe(toHex(scrypt(password, salt, { N: 2 ** 18, r: 8, p: 1, dkLen: 32, maxmem: 2 ** 30 })))
})
