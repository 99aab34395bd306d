import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import fc from 'fast-check'
import sodium from 'libsodium-wrappers-sumo'
import { expect, test } from 'vitest'
import { concat, fromHex, newPhrase, toHex } from '../units'
import { writeColdkey } from './coldkey'
import { canonicalOf, pairFrom } from './derive'
import { keptKeys } from './nacl'
import { open } from './recognise'
import { type KeySecret, publicPartOf } from './secret'

// btcli's files without btcli: libsodium is what it seals with, and the keyring of polkadot-js names the address.

const password = 'Pässwörd ✓ 密码'
const MAGIC = new TextEncoder().encode('$NACL')
/** One for all files in the world, so the work of a password is done once for a hundred of them. */
const SALT = fromHex('0x137183dff15a09bc9c90b5518739e9b1')

const types = fc.constantFrom('sr25519' as const, 'ed25519' as const)
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
const hard = fc.constantFrom('', '//a', '//1//b')
const secrets: fc.Arbitrary<KeySecret> = fc.oneof(
  fc.record({ path: hard, type: types, count: fc.constantFrom<12 | 24>(12, 24) }).map(({ count, ...each }) => ({
    ...{ kind: 'phrase' as const, phrase: newPhrase(count), passphrase: '' },
    ...each,
  })),
  fc.record({ kind: fc.constant('seed' as const), seed: bytes, path: hard, type: types }),
  fc.record({
    kind: fc.constant('key' as const),
    key: bytes.map((from) => canonicalOf(pairFrom(from, '', 'sr25519').secretKey) ?? from),
    path: fc.constantFrom('', '//a', '/b//c'),
    type: fc.constant('sr25519' as const),
  }),
)

type Fields = { ss58Address: string; publicKey: string; cryptoType: number; privateKey: string; secretSeed?: string; secretPhrase?: string }
const ring = new Keyring({ ss58Format: 42 })
const typeOf = ({ cryptoType }: Fields) => (cryptoType === 1 ? 'sr25519' : 'ed25519')

/** An sr25519 key as polkadot-js keeps it: its scalar times eight. */
function timesEight(key: Uint8Array): Uint8Array {
  const expanded = Uint8Array.from(key)
  for (let at = 31; at >= 0; at--) expanded[at] = ((key[at] ?? 0) << 3) | (at ? (key[at - 1] ?? 0) >> 5 : 0)
  return expanded
}

/** The address of each way in which a file holds its key, as polkadot-js computes it. */
function addressesOf(fields: Fields): string[] {
  const type = typeOf(fields)
  const found: string[] = []
  if (fields.secretPhrase) found.push(ring.createFromUri(fields.secretPhrase, {}, type).address)
  if (fields.secretSeed) found.push(ring.createFromUri(fields.secretSeed, {}, type).address)
  const publicKey = fromHex(fields.publicKey)
  const secretKey = type === 'sr25519' ? timesEight(fromHex(fields.privateKey)) : concat(fromHex(fields.privateKey), publicKey)
  const pair = ring.createFromPair({ publicKey, secretKey }, {}, type)
  const message = new TextEncoder().encode('of one key')
  // The pair is made of what the file says: only what it signs shows that the private key is that of the address.
  if (pair.verify(message, pair.sign(message), publicKey)) found.push(pair.address)
  return found
}

test('libsodium and we open each other’s coldkeys, a hundred times, and polkadot-js names the same address', {
  timeout: 900_000,
}, async () => {
  await sodium.ready
  expect(await cryptoWaitReady()).toBe(true)
  const theirKey = sodium.crypto_pwhash(32, password, SALT, 8, 536_870_912, sodium.crypto_pwhash_ALG_ARGON2I13)
  const ours = keptKeys()
  let runs = 0
  await fc.assert(
    fc.asyncProperty(secrets, async (secret) => {
      const { address, publicKey } = await publicPartOf(secret)
      const file = await writeColdkey(secret, password, ours.stretch)
      expect(file.subarray(0, 5)).toEqual(MAGIC)
      const plain = sodium.crypto_secretbox_open_easy(file.subarray(29), file.subarray(5, 29), theirKey)
      const fields = JSON.parse(new TextDecoder().decode(plain)) as Fields
      expect(fields.ss58Address).toBe(address)
      const addresses = addressesOf(fields)
      expect(addresses.length).toBe(1 + Number(Boolean(fields.secretPhrase)) + Number(Boolean(fields.secretSeed)))
      expect(new Set(addresses)).toEqual(new Set([address]))
      // And back: sealed by libsodium under a nonce of its own, opened here.
      const nonce = sodium.randombytes_buf(24)
      const theirs = concat(MAGIC, nonce, sodium.crypto_secretbox_easy(plain, nonce, theirKey))
      const { keys } = await open({ path: 'wallets/default/coldkey', bytes: theirs }, password, ours.stretch)
      expect(keys).toMatchObject([{ address, publicKey, type: secret.type }])
      expect(keys[0]?.secret && toHex(fromHex((await publicPartOf(keys[0].secret)).publicKey))).toBe(publicKey)
      runs++
    }),
    { numRuns: 100 },
  )
  expect(runs).toBe(100)
  ours.close()
})
