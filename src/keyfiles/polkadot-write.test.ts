import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { Keyring } from '@polkadot/keyring'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { jsonDecrypt } from '@polkadot/util-crypto'
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { type KeyType, KluisError, newPhrase, toHex } from '../units'
import { batch } from './fixtures/polkadot'
import { openPolkadot, writePolkadot } from './polkadot'
import { writePolkadotBatch } from './polkadot-batch'
import { scryptKey } from './scrypt'
import { openerOf } from './sealed'
import { type KeySecret, publicPartOf } from './secret'

// The real one, unless a law wants a thousand keys.
vi.mock('./scrypt', async (original) => {
  const real = await original<typeof import('./scrypt')>()
  return { ...real, scryptKey: vi.fn(real.scryptKey) }
})
beforeEach(() => {
  vi.mocked(scryptKey).mockReset()
})
const cheap = () =>
  vi.mocked(scryptKey).mockImplementation(async (password, salt) => {
    const joined = new Uint8Array(password.length + salt.length)
    joined.set(password)
    joined.set(salt, password.length)
    return new Uint8Array(await crypto.subtle.digest('SHA-256', joined))
  })

const slow = { timeout: 30_000 }
const types: KeyType[] = ['sr25519', 'ed25519', 'ecdsa']
const meta = { name: 'Ein Schlüssel 🗝', whenCreated: 1_760_000_000_000, genesisHash: null }
const options = { ...meta, compatible: true }
const codeOf = (error: unknown) => (error instanceof KluisError ? error.code : String(error))
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((seed) => seed.some((byte) => byte) && seed[0] !== 255)
const secrets: fc.Arbitrary<KeySecret> = fc.oneof(
  fc.record({ kind: fc.constant('seed' as const), seed: seeds, path: fc.constantFrom('', '//a'), type: fc.constantFrom(...types) }),
  fc.record({ kind: fc.constant('seed' as const), seed: seeds, path: fc.constant('//a//b'), type: fc.constant('sr25519' as const) }),
  fc.record({ type: fc.constantFrom(...types), passphrase: fc.string(), path: fc.constantFrom('', '//1//x') }).map((each) => ({
    kind: 'phrase' as const,
    phrase: newPhrase(12),
    ...each,
  })),
)

test.each(types)('polkadot-js opens what we write: %s', slow, async (type) => {
  const phrase = newPhrase(12)
  const secret: KeySecret = { kind: 'phrase', phrase, passphrase: 'p', path: '//a', type }
  const text = await writePolkadot(secret, 'Pässwort 1', { ...options, genesisHash: '0x2f', compatible: type !== 'sr25519' })
  const json = JSON.parse(text) as KeyringPair$Json
  expect(Object.keys(json)).toEqual(['encoded', 'encoding', 'address', 'meta'])
  expect(json.meta).toEqual({ ...meta, genesisHash: '0x2f' })
  expect(json.encoding).toEqual({ content: ['pkcs8', type], type: ['scrypt', 'xsalsa20-poly1305'], version: '3' })
  const bytes = Buffer.from(json.encoded, 'base64')
  expect([32, 36, 40].map((at) => bytes.readUInt32LE(at))).toEqual([type === 'sr25519' ? 2 ** 17 : 2 ** 15, 1, 8])

  const theirs = new Keyring({ ss58Format: 42 }).addFromJson(json)
  const { publicKey, address } = await publicPartOf(secret)
  theirs.unlock('Pässwort 1')
  expect([toHex(theirs.publicKey), theirs.address, theirs.type]).toEqual([publicKey, address, type])
  const message = new TextEncoder().encode('of one key')
  const reference = new Keyring({ ss58Format: 42 }).createFromUri(`${phrase}//a///p`, {}, type)
  expect(reference.verify(message, theirs.sign(message), reference.publicKey)).toBe(true)
})

test.each(types)('we open what polkadot-js writes: %s', slow, async (type) => {
  const pair = new Keyring().createFromUri(`${newPhrase(24)}//a`, { name: 'theirs' }, type)
  const json = pair.toJson('their password')
  const opened = await openPolkadot(JSON.parse(JSON.stringify(json)), 'their password')
  expect(opened.keys[0]).toMatchObject({ publicKey: toHex(pair.publicKey), type, name: 'theirs', watch: null })
  expect((await openPolkadot(JSON.parse(JSON.stringify(pair.toJson())), '')).keys[0]?.publicKey).toBe(toHex(pair.publicKey))
})

test('a password that looks like hex means those bytes to polkadot-js, and so it does here', slow, async () => {
  const password = '0xdeadbeef'
  const secret: KeySecret = { kind: 'seed', seed: new Uint8Array(32).fill(1), path: '', type: 'ed25519' }
  const pair = new Keyring().addFromJson(JSON.parse(await writePolkadot(secret, password, options)))
  pair.unlock(password)
  expect(pair.isLocked).toBe(false)
  // Others take it for text.
  const [key, nonce] = [new Uint8Array(32), new Uint8Array(24)]
  key.set(new TextEncoder().encode(password))
  const opener = openerOf(password)
  const box = xsalsa20poly1305(key, nonce).encrypt(Uint8Array.of(1, 2, 3))
  expect(await opener.open({ cipher: 'xsalsa', nonce, box })).toEqual(Uint8Array.of(1, 2, 3))
})

test('polkadot-js opens a list of ours, and every account in it', slow, async () => {
  const items = types.map((type) => ({
    secret: { kind: 'phrase' as const, phrase: newPhrase(12), passphrase: '', path: '', type },
    ...meta,
    name: type,
  }))
  const text = await writePolkadotBatch(items, 'for all of them', { compatible: true })
  const json = JSON.parse(text)
  expect(json.accounts.map((each: { meta: object }) => each.meta)).toEqual(types.map((name) => ({ ...meta, name })))
  // What ui-keyring's restoreAccounts does.
  const list = JSON.parse(new TextDecoder().decode(jsonDecrypt(json, 'for all of them'))) as KeyringPair$Json[]
  expect(list.map(({ address }) => address)).toEqual(json.accounts.map((each: { address: string }) => each.address))
  const keyring = new Keyring({ ss58Format: 42 })
  for (const [i, each] of list.entries()) {
    const pair = keyring.createFromJson(each)
    pair.decodePkcs8('for all of them')
    const { secret } = items[i] as (typeof items)[number]
    expect(toHex(pair.publicKey)).toBe((await publicPartOf(secret)).publicKey)
  }
  // One key, made once to write and once to read, however many accounts.
  expect(vi.mocked(scryptKey)).toHaveBeenCalledTimes(2)
})

test('what is written is what is opened, whatever secret and password', slow, async () => {
  cheap()
  await fc.assert(
    fc.asyncProperty(secrets, fc.string({ unit: 'binary', minLength: 1 }), fc.boolean(), async (secret, password, compatible) => {
      const text = await writePolkadot(secret, password, { ...options, compatible })
      const { keys, locked, refused } = await openPolkadot(JSON.parse(text), password)
      expect([keys.length, locked, refused]).toEqual([1, [], []])
      expect(keys[0]).toMatchObject({ ...(await publicPartOf(secret)), name: meta.name, watch: null, foreignPrefix: null })
      expect(await openPolkadot(JSON.parse(text), `${password}.`).catch(codeOf)).toBe('decrypt-failed')
      // A key that was opened can be written once more.
      const again = await writePolkadot(keys[0]?.secret as KeySecret, password, options)
      expect((await openPolkadot(JSON.parse(again), password)).keys[0]?.publicKey).toBe(keys[0]?.publicKey)
    }),
    { numRuns: 30 },
  )
})

test('a list is opened as it was written, in its order', slow, async () => {
  cheap()
  const item = fc.record({ secret: secrets, name: fc.string(), whenCreated: fc.nat(), genesisHash: fc.constantFrom(null, '0x2f') })
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 6 }), fc.string({ minLength: 1 }), async (items, password) => {
      const opened = await openPolkadot(JSON.parse(await writePolkadotBatch(items, password, { compatible: false })), password)
      const wanted = await Promise.all(items.map(({ secret }) => publicPartOf(secret)))
      expect(opened.keys.map(({ publicKey, type }) => [publicKey, type])).toEqual(wanted.map(({ publicKey, type }) => [publicKey, type]))
    }),
    { numRuns: 20 },
  )
})

test('the spelling of a password that opened one account is tried first at the next', async () => {
  cheap()
  const secret: KeySecret = { kind: 'seed', seed: new Uint8Array(32).fill(1), path: '', type: 'ed25519' }
  const list = []
  for (let i = 0; i < 5; i++) list.push(JSON.parse(await writePolkadot(secret, 'password', options)))
  vi.mocked(scryptKey).mockClear()
  expect((await openPolkadot(batch(list), ' password ')).keys).toHaveLength(5)
  expect(vi.mocked(scryptKey)).toHaveBeenCalledTimes(6)
})

test('no two files share salt or nonce', async () => {
  cheap()
  const secret: KeySecret = { kind: 'seed', seed: new Uint8Array(32).fill(1), path: '', type: 'ed25519' }
  const heads = new Set<string>()
  for (let i = 0; i < 20; i++) {
    const { encoded } = JSON.parse(await writePolkadot(secret, 'password', options))
    const bytes = Buffer.from(encoded, 'base64')
    heads.add(bytes.subarray(0, 32).toString('hex')).add(bytes.subarray(44, 68).toString('hex'))
  }
  expect(heads.size).toBe(40)
  const { encoded } = JSON.parse(await writePolkadotBatch(Array(20).fill({ secret, ...meta }), 'password', { compatible: true }))
  const plain = jsonless(encoded, await scryptKeyOf(encoded, 'password'))
  const nonces = JSON.parse(plain).map((each: { encoded: string }) => Buffer.from(each.encoded, 'base64').subarray(44, 68).toString('hex'))
  expect(new Set(nonces).size).toBe(20)
})

test('nothing is written without a password, of nothing, or of too much', async () => {
  const secret: KeySecret = { kind: 'seed', seed: new Uint8Array(32).fill(1), path: '', type: 'ed25519' }
  expect(await writePolkadot(secret, '', options).catch(codeOf)).toBe('password-required')
  const item = { secret, ...meta }
  expect(await writePolkadotBatch([item], '', { compatible: true }).catch(codeOf)).toBe('password-required')
  expect(await writePolkadotBatch([], 'password', { compatible: true }).catch(codeOf)).toBe('invalid-input')
  expect(await writePolkadotBatch(Array(501).fill(item), 'password', { compatible: true }).catch(codeOf)).toBe('too-large')
})

test('a text that does not open again is never given', async () => {
  let calls = 0
  vi.mocked(scryptKey).mockImplementation(async () => new Uint8Array(32).fill(++calls))
  const secret: KeySecret = { kind: 'seed', seed: new Uint8Array(32).fill(1), path: '', type: 'ed25519' }
  await expect(writePolkadot(secret, 'password', options)).rejects.toThrow(KluisError)
  await expect(writePolkadotBatch([{ secret, ...meta }], 'password', { compatible: true })).rejects.toThrow(KluisError)
})

test('a device without the memory says so', async () => {
  vi.mocked(scryptKey).mockRejectedValue(new KluisError('too-little-memory'))
  const secret: KeySecret = { kind: 'seed', seed: new Uint8Array(32).fill(1), path: '', type: 'ed25519' }
  expect(await writePolkadot(secret, 'password', options).catch(codeOf)).toBe('too-little-memory')
})

async function scryptKeyOf(encoded: string, password: string): Promise<Uint8Array> {
  return scryptKey(new TextEncoder().encode(password), Buffer.from(encoded, 'base64').subarray(0, 32), { n: 2 ** 15, p: 1, r: 8 })
}
function jsonless(encoded: string, key: Uint8Array): string {
  const bytes = Buffer.from(encoded, 'base64')
  return new TextDecoder().decode(xsalsa20poly1305(key, bytes.subarray(44, 68)).decrypt(bytes.subarray(68)))
}
