import { Keyring } from '@polkadot/keyring'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeyType, newPhrase, toHex } from '../units'
import { openPolkadot, writePolkadot } from './polkadot'
import { scryptKey } from './scrypt'
import { publicPartOf } from './secret'

const types = fc.constantFrom<KeyType>('sr25519', 'ed25519', 'ecdsa')
const words = fc.constantFrom<12 | 24>(12, 24)
const passwords = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })

test('polkadot-js and we open each other, a hundred times', { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(types, words, passwords, fc.constantFrom('', '//a', '//1//b'), async (type, count, password, path) => {
      const secret = { kind: 'phrase' as const, phrase: newPhrase(count), passphrase: '', path, type }
      const { publicKey } = await publicPartOf(secret)
      const meta = { name: 'ours', whenCreated: 1, genesisHash: null }
      const text = await writePolkadot(secret, password, { ...meta, compatible: true })
      const pair = new Keyring().createFromJson(JSON.parse(text) as KeyringPair$Json)
      pair.unlock(password)
      expect(toHex(pair.publicKey)).toBe(publicKey)
      const theirs = JSON.parse(JSON.stringify(pair.toJson(password)))
      expect((await openPolkadot(theirs, password)).keys[0]).toMatchObject({ publicKey, type })
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
