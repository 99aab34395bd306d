import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAddress, fromHex, KluisError, toHex } from '../units'
import { readKeyfile } from './btcli'
import { miniSecret } from './derive'
import btcli from './fixtures/btcli-vectors.json' with { type: 'json' }
import { ending } from './fixtures/ending'
import keys from './fixtures/key-vectors.json' with { type: 'json' }
import { inVectors } from './fixtures/stretch'
import type { FoundKey } from './found'
import { publicPartOf } from './secret'

const phrase = 'old leopard transfer rib spatial phone calm indicate online fire caution review'
const seed = '0xda3cf5b1e9144931a0f0db65664aab662673b099415a7f8121b7245fb0be4143'
const address = '5HDvhV6WDCjCKyrXqGQSDYqQAzkzabNhctmiDYEqgBC66BsX'
const edAddress = '5HhFH9GvwCST4kRVoFREE7qDJcjYteR5unhQCrBGhhGuRgNb'
const forms = keys.sr25519_secret_forms[0] as (typeof keys.sr25519_secret_forms)[number]

const read = (content: unknown, path = 'coldkey') => readKeyfile(typeof content === 'string' ? content : JSON.stringify(content), path)
const only = async (content: unknown, path = 'coldkey') => {
  const opened = await read(content, path)
  expect(opened).toMatchObject({ oneOf: false, locked: [], refused: [] })
  expect(opened.keys).toHaveLength(1)
  return opened.keys[0] as FoundKey
}
/** What of a secret the vectors name. */
async function secretsOf({ secret }: FoundKey) {
  if (secret?.kind === 'phrase') return { mnemonic: secret.phrase, miniSecret: toHex(await miniSecret(secret.phrase, '')) }
  if (secret?.kind === 'seed') return { mnemonic: null, miniSecret: toHex(secret.seed) }
  return { mnemonic: null, miniSecret: null, ...(secret && { secretKeyCanonical: toHex(secret.key) }) }
}

test.each(btcli.btcli_keyfile_plain)('btcli_keyfile_plain $id', async ({ contentUtf8, fileName, expected }) => {
  const { keys, oneOf } = await read(contentUtf8, fileName)
  const key = keys[0] as FoundKey
  expect(oneOf).toBe(keys.length > 1)
  expect([key.publicKey, key.address]).toEqual([expected.publicKey, expected.ss58_42])
  expect(key.type).toBe('type' in expected ? expected.type : null)
  expect(key.role).toBe('coldkey')
  if ('watchOnly' in expected) expect(key).toMatchObject({ secret: null, watch: 'address' })
  else {
    const { type: _, publicKey, ss58_42, ...secrets } = expected
    expect(await secretsOf(key)).toEqual(secrets)
    expect(key.watch).toBe(null)
  }
})

test.each(btcli.btcli_keyfile_negative)('btcli_keyfile_negative $id', async ({ contentUtf8, expectedError }) => {
  expect(inVectors(await ending(read(contentUtf8)))).toBe(expectedError)
})

test.each(btcli.btcli_keyfile_hashed)('btcli_keyfile_hashed $id: its account is watched, and its secret is not taken', async (each) => {
  const key = await only(each.contentUtf8)
  expect(key).toMatchObject({ address: each.expected.ss58_42, type: null, secret: null, watch: 'hashed' })
})

test.each(keys.raw_seed.filter((each) => 'expected' in each))('raw_seed $id', async (each) => {
  const type = each.type as 'sr25519' | 'ed25519' | 'ecdsa'
  const part = await publicPartOf({ kind: 'seed', seed: fromHex(each.seed), path: '', type })
  expect(part).toMatchObject({ publicKey: each.expected?.publicKey, accountId: each.expected?.accountId, address: each.expected?.ss58_42 })
  const found = (await read(each.seed)).keys.find((key) => key.type === type)
  expect(found?.address).toBe(each.expected?.ss58_42)
})

test.each(keys.sr25519_secret_forms)('sr25519_secret_forms $id: either form is told by what the file says of its key', async (each) => {
  for (const claim of [{ ss58Address: each.ss58_42 }, { publicKey: each.publicKey }, { accountId: each.publicKey }])
    for (const form of [each.canonical64, each.expanded64]) {
      const key = await only({ privateKey: form, ...claim })
      expect(await secretsOf(key)).toMatchObject({ secretKeyCanonical: each.canonical64 })
      expect(key.address).toBe(each.ss58_42)
    }
})

describe('a bare key', () => {
  test('of 32 bytes may be a seed of any type or a public key, and only the person knows', async () => {
    const opened = await read(seed)
    expect(opened.oneOf).toBe(true)
    expect(opened.keys.map((key) => [key.type, key.watch, key.role])).toEqual([
      ['sr25519', null, 'coldkey'],
      ['ed25519', null, 'coldkey'],
      ['ecdsa', null, 'coldkey'],
      [null, 'address', 'coldkey'],
    ])
    expect([0, 1, 3].map((i) => opened.keys[i]?.address)).toEqual([address, edAddress, encodeAddress(fromHex(seed))])
  })

  test('of 32 bytes in a file for public keys is never a secret', async () => {
    for (const path of ['coldkeypub.txt', 'w/coldkeypub.txt', 'w/hotkeys/minerpub.txt', 'W/COLDKEYPUB.TXT'])
      expect((await read(seed, path)).keys).toMatchObject([{ secret: null, watch: 'address', address: encodeAddress(fromHex(seed)) }])
  })

  test('or an address in a file for public keys has the role of its file', async () => {
    expect((await read(address, 'mine/coldkeypub.txt')).keys).toMatchObject([{ address, role: 'coldkey', name: 'mine', secret: null }])
    expect(await only(`${phrase}\n`, 'mine/hotkeys/miner')).toMatchObject({ address, role: 'hotkey', name: 'miner', type: 'sr25519' })
  })

  test('of 64 bytes is shown in every form in which it is a key', async () => {
    const addresses = async (hex: string) => (await read(hex)).keys.map((key) => key.address)
    expect(await addresses(forms.canonical64)).toContain(forms.ss58_42)
    expect(await addresses(forms.expanded64)).toEqual([forms.ss58_42])
    // A scalar with three zero bits at its end is one in both forms.
    const both = await read(`0x08${'00'.repeat(31)}${'11'.repeat(32)}`)
    expect(both.oneOf).toBe(true)
    expect(new Set(both.keys.map((key) => key.address)).size).toBe(2)
  })

  test('of 64 bytes that are an ed25519 seed and its public key is that and nothing else', async () => {
    const { publicKey } = await publicPartOf({ kind: 'seed', seed: fromHex(seed), path: '', type: 'ed25519' })
    expect(await only(`${seed}${publicKey.slice(2)}`)).toMatchObject({ type: 'ed25519', address: edAddress })
  })

  test('of 64 bytes that are no key is refused', async () => {
    for (const hex of ['ff'.repeat(64), '00'.repeat(64)]) expect(await ending(read(hex))).toBe('keyfile-unknown')
  })
})

describe('a keyfile', () => {
  test('may spell its address with a space in front, as old writers did', async () => {
    expect(await only({ ' ss58Address': address, secretSeed: seed })).toMatchObject({ address })
    expect(await ending(read({ ' ss58Address': edAddress, secretPhrase: 'x', secretSeed: seed }))).toBe('mnemonic-length')
    const other = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
    expect(await ending(read({ ' ss58Address': other, secretSeed: seed }))).toBe('address-mismatch')
  })

  test('with a phrase is that phrase, whatever else stands in it, as long as it is of one key', async () => {
    const whole = {
      secretPhrase: phrase,
      secretSeed: seed,
      privateKey: forms.canonical64,
      ss58Address: address,
      publicKey: forms.publicKey,
    }
    expect(await only(whole)).toMatchObject({ address, secret: { kind: 'phrase', phrase } })
    expect(await only({ ...whole, secretPhrase: phrase.toUpperCase().replaceAll(' ', '\t ') })).toMatchObject({ secret: { phrase } })
    const other = keys.sr25519_secret_forms[1] as typeof forms
    expect(await ending(read({ ...whole, privateKey: other.canonical64 }))).toBe('address-mismatch')
    expect(await ending(read({ ...whole, secretSeed: `0x${'01'.repeat(32)}` }))).toBe('address-mismatch')
    expect(await ending(read({ ...whole, ss58Address: other.ss58_42 }))).toBe('address-mismatch')
    expect(await ending(read({ ...whole, publicKey: other.publicKey }))).toBe('public-key-mismatch')
    expect(await ending(read({ ...whole, accountId: other.publicKey }))).toBe('public-key-mismatch')
    expect(await ending(read({ ...whole, accountId: '0x00' }))).toBe('keyfile-bad-hex')
    expect(await ending(read({ ...whole, ss58Address: 'x' }))).toBe('address-mismatch')
    expect(await ending(read({ secretPhrase: phrase, secretSeed: `0x${'01'.repeat(32)}` }))).toBe('address-mismatch')
  })

  test('whose type is wrong or missing has the type of its address', async () => {
    for (const cryptoType of [0, 1, '0', '1', null]) {
      expect(await only({ secretSeed: seed, cryptoType, ss58Address: address })).toMatchObject({ type: 'sr25519' })
      expect(await only({ secretSeed: seed, cryptoType, ss58Address: edAddress })).toMatchObject({ type: 'ed25519' })
    }
    expect(await only({ secretSeed: seed, cryptoType: 0 })).toMatchObject({ type: 'ed25519' })
    expect(await only({ privateKey: seed, ss58Address: edAddress })).toMatchObject({ type: 'ed25519', secret: { kind: 'seed' } })
    expect(await only({ privateKey: `${seed}${'00'.repeat(32)}`, cryptoType: 0 })).toMatchObject({ type: 'ed25519', address: edAddress })
  })

  test('of a type that nobody knows is refused', async () => {
    for (const cryptoType of [2, 3, 8, -1, 1.5, ' 1', 'sr25519', true, [], {}, '1e0'])
      expect(await ending(read({ secretSeed: seed, cryptoType })), JSON.stringify(cryptoType)).toBe('crypto-type-unsupported')
    expect(await ending(read({ secretSeed: seed, signingScheme: 'mldsa' }))).toBe('crypto-type-unsupported')
  })

  test('whose seed was written as raw text gives its private key, or says so', async () => {
    const raw = 'abcdefghijklmnopqrstuvwxyz012345'
    expect(await ending(read({ secretSeed: raw }))).toBe('keyfile-bad-hex')
    expect(await ending(read({ secretSeed: raw, ss58Address: address }))).toBe('keyfile-bad-hex')
    expect(await only({ secretSeed: raw, privateKey: forms.canonical64, ss58Address: address })).toMatchObject({ secret: { kind: 'key' } })
    expect(await only({ secretSeed: raw, secretPhrase: phrase })).toMatchObject({ secret: { kind: 'phrase' } })
    expect(await ending(read({ privateKey: 'zz' }))).toBe('keyfile-bad-hex')
    expect(await ending(read({ privateKey: seed }))).toBe('seed-length')
    expect(await ending(read({ secretSeed: 5 }))).toBe('keyfile-bad-hex')
    expect(await ending(read({ secretPhrase: 5 }))).toBe('format-unsupported')
  })

  test('with a public side only is watched, if it is of one account', async () => {
    expect(await only({ publicKey: forms.publicKey })).toMatchObject({ address, secret: null, watch: 'address' })
    expect(await only({ accountId: forms.publicKey, cryptoType: 0 })).toMatchObject({ address, type: 'ed25519' })
    expect(await ending(read({ publicKey: forms.publicKey, ss58Address: edAddress }))).toBe('public-key-mismatch')
    expect(await ending(read({ ss58Address: `${address.slice(0, -1)}Y` }))).toBe('ss58-checksum')
  })

  test('may name its address for another network, and says so', async () => {
    const polkadot = encodeAddress(fromHex(forms.publicKey), 0)
    expect(await only({ ss58Address: polkadot, secretSeed: seed })).toMatchObject({ address, foreignPrefix: 0 })
    expect(await only({ ss58Address: polkadot })).toMatchObject({ address, foreignPrefix: 0 })
    expect(await only({ ss58Address: address })).toMatchObject({ foreignPrefix: null })
  })

  test('takes name and role from its place', async () => {
    const at = async (path: string) => {
      const { name, role } = await only({ ss58Address: address }, path)
      return [name, role]
    }
    expect(await at('wallets/mine/coldkey')).toEqual(['mine', 'coldkey'])
    expect(await at('wallets/mine/hotkeys/miner')).toEqual(['miner', 'hotkey'])
    expect(await at('wallets/mine/hotkeys/minerpub.txt')).toEqual(['miner', 'hotkey'])
    expect(await at('key.json')).toEqual([null, null])
  })
})

describe('a keyfile of a hashed account', () => {
  const whole = JSON.parse(btcli.btcli_keyfile_hashed[0]?.contentUtf8 ?? '') as Record<string, unknown>
  const without = (...names: string[]) => Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)))

  test('is known by any one of its parts', async () => {
    const parts = [
      without('hashedDescriptor'),
      without('secretPhrase', 'secretSeed', 'privateKey'),
      without('accountId', 'publicKey', 'ss58Address'),
      without('accountType', 'signingScheme'),
      without('hashedDescriptor', 'secretPhrase', 'secretSeed', 'privateKey'),
      without('hashedDescriptor', 'accountId', 'publicKey', 'ss58Address', 'secretSeed', 'privateKey'),
      { ...whole, cryptoType: '4' },
    ]
    for (const part of parts) expect(await only(part)).toMatchObject({ address: whole.ss58Address, secret: null, watch: 'hashed' })
    expect(await ending(read({ cryptoType: 4 }))).toBe('keyfile-no-key')
  })

  test('whose parts are of two accounts is refused', async () => {
    const descriptor = String(whole.hashedDescriptor)
    const wrong = [
      { hashedDescriptor: `0x0102${descriptor.slice(6)}` },
      { hashedDescriptor: descriptor.slice(0, -2) },
      { hashedDescriptor: `${descriptor.slice(0, -1)}0` },
      { hashedDescriptor: 7 },
      { secretSeed: seed },
      { secretPhrase: phrase },
      { privateKey: seed },
      { ss58Address: address },
      { accountId: forms.publicKey },
      { accountType: 'standard' },
      { signingScheme: 'ed25519' },
      { cryptoType: 5 },
      { cryptoType: 7 },
      // Under the number of a plain key it would be another account.
      { cryptoType: 1 },
      { cryptoType: 0 },
      { cryptoType: null },
      { cryptoType: 1, hashedDescriptor: null },
      { cryptoType: 1, accountType: null, signingScheme: null },
    ]
    for (const change of wrong)
      expect(await ending(read({ ...whole, ...change })), JSON.stringify(change)).toBe('hashed-descriptor-mismatch')
  })
})

test('a keyfile may hold any JSON, and the worst is a failure with a name', async () => {
  const names = [
    'secretPhrase',
    'secretSeed',
    'privateKey',
    'ss58Address',
    'publicKey',
    'accountId',
    'cryptoType',
    'hashedDescriptor',
    '__proto__',
  ]
  const hex = fc.uint8Array({ minLength: 30, maxLength: 66 }).map((bytes) => toHex(bytes))
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), hex, fc.constantFrom(phrase, seed, address, forms.canonical64, 0, 1, 4, 5, 6, 7))
  const json = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value, { maxKeys: 8 })
  await fc.assert(
    fc.asyncProperty(json, async (each) => {
      const end = await read(each).catch((error: unknown) => error)
      expect(end instanceof Error ? end instanceof KluisError : true, String(end)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
