import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAddress, fromHex, newPhrase } from '../units'
import { readKeyfile } from './btcli'
import { writeColdkey, writeColdkeyPub } from './coldkey'
import { canonicalOf, pairFrom } from './derive'
import { ending } from './fixtures/ending'
import keys from './fixtures/key-vectors.json' with { type: 'json' }
import { quickStretch } from './fixtures/stretch'
import { openNacl, type Stretch } from './nacl'
import { type KeySecret, publicPartOf } from './secret'

const password = 'correct horse battery staple'
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const seed = fromHex(`0x${'07'.repeat(32)}`)
const key = fromHex((keys.sr25519_secret_forms[0] as { canonical64: string }).canonical64)

const textIn = async (file: Uint8Array) => new TextDecoder().decode(await openNacl(file, password, quickStretch))
const fieldsIn = async (secret: KeySecret) =>
  JSON.parse(await textIn(await writeColdkey(secret, password, quickStretch))) as Record<string, unknown>

describe('a written coldkey', () => {
  test('holds what btcli itself writes for a phrase', async () => {
    const fields = await fieldsIn({ kind: 'phrase', phrase, passphrase: '', path: '', type: 'sr25519' })
    const part = await publicPartOf({ kind: 'phrase', phrase, passphrase: '', path: '', type: 'sr25519' })
    const miniSecret = keys.mnemonic_to_mini_secret[0]?.expected.miniSecret ?? ''
    const pair = pairFrom(fromHex(miniSecret), '', 'sr25519')
    expect(fields).toEqual({
      accountId: part.accountId,
      publicKey: part.publicKey,
      ss58Address: part.address,
      cryptoType: 1,
      secretPhrase: phrase,
      secretSeed: miniSecret,
      privateKey: `0x${Buffer.from(canonicalOf(pair.secretKey) ?? '').toString('hex')}`,
    })
  })

  test('has a phrase only where the phrase alone is the key, and a seed only where there is one', async () => {
    const names = async (secret: KeySecret) => Object.keys(await fieldsIn(secret)).filter((name) => /^secret/.test(name))
    const words = { kind: 'phrase', phrase, passphrase: '', path: '', type: 'sr25519' } as const
    expect(await names({ ...words, passphrase: 'x' })).toEqual(['secretSeed'])
    expect(await names({ ...words, path: '//hard' })).toEqual([])
    expect(await names({ ...words, path: '/soft' })).toEqual([])
    expect(await names({ ...words, type: 'ed25519' })).toEqual(['secretPhrase', 'secretSeed'])
    expect(await names({ ...words, type: 'ed25519', path: '//hard' })).toEqual(['secretSeed'])
    expect(await names({ kind: 'seed', seed, path: '', type: 'sr25519' })).toEqual(['secretSeed'])
    expect(await names({ kind: 'seed', seed, path: '//1', type: 'sr25519' })).toEqual([])
    expect(await names({ kind: 'key', key, path: '', type: 'sr25519' })).toEqual([])
  })

  test('is read back as the same account, whatever its secret', async () => {
    const types = fc.constantFrom('sr25519' as const, 'ed25519' as const)
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const hard = fc.constantFrom('', '//a', '//1//b')
    const soft = fc.constantFrom('', '//a', '/b//c', '/1')
    const secret: fc.Arbitrary<KeySecret> = fc.oneof(
      fc.record({ kind: fc.constant('seed' as const), seed: bytes, path: hard, type: types }),
      fc.record({
        kind: fc.constant('phrase' as const),
        phrase: fc.nat().map(() => newPhrase(12)),
        passphrase: fc.constantFrom('', 'x'),
        path: hard,
        type: types,
      }),
      fc.record({
        kind: fc.constant('key' as const),
        key: bytes.map((from) => canonicalOf(pairFrom(from, '', 'sr25519').secretKey) ?? from),
        path: soft,
        type: fc.constant('sr25519' as const),
      }),
    )
    await fc.assert(
      fc.asyncProperty(secret, async (each) => {
        const file = await writeColdkey(each, password, quickStretch)
        const { keys } = await readKeyfile(await textIn(file), 'coldkey')
        expect(keys).toHaveLength(1)
        expect(keys[0]).toMatchObject(await publicPartOf(each))
        if (!each.path && !('passphrase' in each && each.passphrase)) expect(keys[0]?.secret).toEqual(each)
        // Written again it is the same key again, by its secret alone.
        if (keys[0]?.secret) expect(await publicPartOf(keys[0].secret)).toEqual(await publicPartOf(each))
      }),
      { numRuns: 60 },
    )
  })

  test('is not given to anybody if it does not open again', async () => {
    let turn = 0
    const forgetful: Stretch = async () => new Uint8Array(32).fill(turn++)
    expect(await ending(writeColdkey({ kind: 'seed', seed, path: '', type: 'sr25519' }, password, forgetful))).toBe('decrypt-failed')
  })

  test('needs a password, and is locked with it as btcli’s prompt will read it', async () => {
    const secret: KeySecret = { kind: 'seed', seed, path: '', type: 'sr25519' }
    for (const none of ['', '  ']) expect(await ending(writeColdkey(secret, none, quickStretch))).toBe('password-required')
    expect(await textIn(await writeColdkey(secret, ` ${password}\n`, quickStretch))).toContain('0707')
  })

  test('leaves the secret to its holder', async () => {
    const mine = Uint8Array.from(seed)
    await writeColdkey({ kind: 'seed', seed: mine, path: '', type: 'ed25519' }, password, quickStretch)
    expect(mine).toEqual(seed)
  })
})

test('a key that btcli has no type for is not written', async () => {
  const secret: KeySecret = { kind: 'seed', seed, path: '', type: 'ecdsa' }
  expect(await ending(writeColdkey(secret, password, quickStretch))).toBe('crypto-type-unsupported')
  const part = await publicPartOf(secret)
  expect(() => writeColdkeyPub(part)).toThrow('crypto-type-unsupported')
})

test('a written coldkeypub holds no secret and is read as the account it is of', async () => {
  for (const type of ['sr25519', 'ed25519'] as const) {
    const part = await publicPartOf({ kind: 'seed', seed, path: '', type })
    const text = writeColdkeyPub(part)
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['accountId', 'publicKey', 'ss58Address', 'cryptoType'])
    expect((await readKeyfile(text, 'coldkeypub.txt')).keys).toMatchObject([{ ...part, secret: null, watch: 'address' }])
    expect(encodeAddress(fromHex(part.accountId))).toBe(part.address)
  }
})
