import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAddress, fromHex, KluisError, newPhrase, toHex } from '../units'
import receiving from '../units/fixtures/receiving-vectors.json?raw'
import { canonicalOf } from './derive'
import raw from './fixtures/polkadot-vectors.json?raw'
import type { Opened } from './found'
import { wipe } from './secret'
import { findingOfText, readText } from './text'

type Vector = {
  id: string
  text: string
  valid: boolean
  normalized: string
  expectedError?: string
  expected: { kind: string; address: string; name?: string; seed?: string; secretKeyCanonical?: string; ss58_42: string; publicKey: string }
  seed: string
  type: string
  prefix: number
  publicKey: string
  address: string
  suri: string
  canonical64: string
  expanded64: string
  accountSs58_42: string
}
const vectors = { ...JSON.parse(raw), ...JSON.parse(receiving) } as Record<
  'qr_text' | 'raw_seed' | 'ss58' | 'ss58_negative' | 'mnemonic_validation' | 'suri' | 'sr25519_secret_forms' | 'receiving_address',
  Vector[]
> & { receiving_address_negative: Vector[] }
const codeOf = (error: unknown) => (error instanceof KluisError ? error.code.toUpperCase().replaceAll('-', '_') : String(error))
const FINNEY = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'
const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
/** Readings as `type address`, `watch` for those without a secret. */
const shown = ({ keys }: Opened) => keys.map(({ type, address, secret }) => `${secret ? type : 'watch'} ${address}`)

/** Opens a text, and checks that what is said before agrees with it. */
async function read(text: string, unknown?: 'keyfile-unknown' | 'qr-unknown'): Promise<Opened> {
  let before: unknown
  try {
    before = findingOfText(text, unknown)
  } catch (error) {
    before = codeOf(error)
  }
  try {
    const opened = await readText(text, unknown)
    expect(before).toMatchObject({ locked: false })
    return opened
  } catch (error) {
    // Only a key takes a curve to be judged.
    if ((before as { format?: string }).format !== 'key') expect(codeOf(error)).toBe(before)
    throw error
  }
}

test.each(vectors.qr_text)('qr_text $id', async ({ text, expected, expectedError }) => {
  const opened = await read(text, 'qr-unknown').catch(codeOf)
  if (expectedError) return expect(opened).toBe(expectedError)
  const { keys, oneOf, locked, refused } = opened as Opened
  expect([locked, refused]).toEqual([[], []])
  if (expected.kind === 'address') {
    expect(keys).toMatchObject([
      { address: expected.address, secret: null, watch: 'address', name: expected.name ?? null, foreignPrefix: null, type: null },
    ])
    expect(findingOfText(text)).toEqual({
      format: 'address',
      locked: false,
      claims: [{ address: expected.address, name: expected.name ?? null }],
    })
  }
  if (expected.kind === 'receiving')
    expect(keys).toMatchObject([{ address: '5HdRCiXdPBkGcd95Hjkn2APgwKkTSLTEqZGgBfHq1ujo2sEt', watch: 'hashed', secret: null }])
  if (expected.seed) {
    expect(keys.map(({ type }) => type)).toEqual(['sr25519', 'ed25519', 'ecdsa'])
    expect([oneOf, keys[0]?.watch]).toEqual([true, null])
    for (const { secret, type } of keys) expect(secret).toEqual({ kind: 'seed', seed: fromHex(expected.seed), path: '', type })
  }
  if (expected.secretKeyCanonical) {
    expect(keys).toMatchObject([{ address: expected.ss58_42, type: 'sr25519' }])
    expect(keys[0]?.secret).toEqual({ kind: 'key', key: fromHex(expected.secretKeyCanonical), path: '', type: 'sr25519' })
  }
})

test.each(vectors.raw_seed)('raw_seed $id', async ({ seed, type, expected }) => {
  for (const text of [seed, seed.slice(2), ` ${seed.toUpperCase().replace('X', 'x')}\n`]) {
    const opened = await read(text)
    expect(opened.oneOf).toBe(true)
    expect(opened.keys.find((each) => each.type === type)).toMatchObject({ address: expected.ss58_42, publicKey: expected.publicKey })
    // The same 32 bytes may be an account: that is for the person to say.
    expect(opened.keys.at(-1)).toMatchObject({ secret: null, watch: 'address', publicKey: seed, address: encodeAddress(fromHex(seed)) })
  }
  expect(findingOfText(seed)).toEqual({ format: 'seed', locked: false, claims: [] })
})

test('a seed that is no ecdsa key is not offered as one', async () => {
  expect((await read('f'.repeat(64))).keys.map(({ type }) => type)).toEqual(['sr25519', 'ed25519', null])
  expect((await read('0'.repeat(64))).keys.map(({ type }) => type)).toEqual(['sr25519', 'ed25519', null])
})

test.each(vectors.sr25519_secret_forms)('sr25519_secret_forms $id', async ({ canonical64, expanded64, address: _, ...each }) => {
  const { ss58_42 } = each as unknown as { ss58_42: string }
  for (const text of [canonical64, expanded64]) {
    const opened = await read(text)
    const right = opened.keys.find((found) => found.address === ss58_42)
    expect(right?.secret).toEqual({ kind: 'key', key: fromHex(canonical64), path: '', type: 'sr25519' })
    expect(opened.oneOf).toBe(opened.keys.length > 1)
    expect(opened.keys.every(({ secret }) => secret)).toBe(true)
  }
})

test('where both forms of 64 bytes are possible, both are shown', async () => {
  // A scalar that is a multiple of eight, and small enough to be multiplied by eight.
  const key = new Uint8Array(64).fill(1)
  key[0] = 8
  const { keys, oneOf } = await read(toHex(key))
  expect(oneOf).toBe(true)
  expect(keys[0]?.secret).toMatchObject({ key })
  expect(keys).toHaveLength(2)
  expect(keys[1]?.secret).toMatchObject({ key: canonicalOf(key) })
  expect(await read(`0x${'00'.repeat(64)}`).catch(codeOf)).toBe('KEYFILE_UNKNOWN')
  expect(await read(`0x${'ff'.repeat(64)}`).catch(codeOf)).toBe('KEYFILE_UNKNOWN')
})

test('64 bytes of ed25519 are known by their second half', async () => {
  const seed = vectors.raw_seed.find(({ id }) => id === 'seed-ones-ed25519') as Vector
  const { keys, oneOf } = await read(seed.seed + seed.expected.publicKey.slice(2))
  expect(keys).toMatchObject([{ type: 'ed25519', address: seed.expected.ss58_42 }])
  expect(oneOf).toBe(false)
})

test.each(vectors.mnemonic_validation)('mnemonic_validation $id', async ({ text, valid, normalized, expectedError }) => {
  const opened = await read(text).catch(codeOf)
  if (!valid) return expect(opened).toBe(expectedError)
  const { keys, oneOf } = opened as Opened
  expect(oneOf).toBe(true)
  expect(keys.map(({ secret }) => secret)).toEqual(
    ['sr25519', 'ed25519', 'ecdsa'].map((type) => ({ kind: 'phrase', phrase: normalized, passphrase: '', path: '', type })),
  )
  expect(findingOfText(text)).toEqual({ format: 'phrase', locked: false, claims: [] })
})

test.each(vectors.suri)('suri $id', async ({ suri, expected, expectedError }) => {
  const opened = await read(suri).catch(codeOf)
  // A word that polkadot-js would pad to a seed is no phrase at all here.
  if (expectedError) expect(opened).toBe(suri === 'Alice' ? 'KEYFILE_UNKNOWN' : expectedError)
  else expect(shown(opened as Opened)[0]).toBe(`sr25519 ${expected.ss58_42}`)
})

test('a whole secret URI is read, its spaces and slashes where they belong', async () => {
  const { keys, oneOf } = await read(`  ${phrase}//a//b///p / q `)
  expect(keys[0]?.secret).toEqual({ kind: 'phrase', phrase, passphrase: 'p / q ', path: '//a//b', type: 'sr25519' })
  expect(oneOf).toBe(true)
  // ed25519 and ecdsa have no soft junctions: only one reading is left.
  expect(shown(await read(`${phrase}/soft`))).toHaveLength(1)
  expect(await read(`${phrase}//a/`).catch(codeOf)).toBe('SURI_PATH')
  const hex = vectors.raw_seed[0]?.seed as string
  // Who writes a path means a secret.
  expect((await read(`${hex}//1`)).keys.map(({ type, secret }) => [type, secret?.kind, secret?.path])).toEqual([
    ['sr25519', 'seed', '//1'],
    ['ed25519', 'seed', '//1'],
    ['ecdsa', 'seed', '//1'],
  ])
  for (const wrong of [`${hex}///p`, `${hex}//`, `${hex}//1/`]) expect(await read(wrong).catch(codeOf), wrong).toBe('SURI_PATH')
  const key = vectors.sr25519_secret_forms[0]?.canonical64 as string
  expect((await read(`${key}/soft//hard`)).keys[0]?.secret).toMatchObject({ kind: 'key', path: '/soft//hard' })
})

test('the phrase that everybody knows is not added to a path', async () => {
  for (const text of ['//Alice', '/Bob', '///p', ' //Alice///p']) expect(await read(text).catch(codeOf), text).toBe('SURI_DEV_PHRASE')
  expect(await read('/no/words/').catch(codeOf)).toBe('KEYFILE_UNKNOWN')
})

test.each(vectors.ss58)('ss58 $id', async ({ address, publicKey, prefix }) => {
  const found = { publicKey, accountId: publicKey, secret: null, watch: 'address', type: null, role: null, name: null }
  const own = { address: encodeAddress(fromHex(publicKey)), foreignPrefix: prefix === 42 ? null : prefix }
  for (const text of [address, ` ${address}\n`]) expect((await read(text)).keys).toEqual([{ ...found, ...own }])
  expect((await read(address)).oneOf).toBe(false)
  // What a code says of itself must be Bittensor's.
  const code = await read(`substrate:${address}`, 'qr-unknown').catch(codeOf)
  if (prefix === 42) expect((code as Opened).keys).toEqual([{ ...found, ...own }])
  else expect(code).toBe('QR_WRONG_NETWORK')
})

test.each(vectors.ss58_negative.filter(({ expectedError }) => expectedError !== 'SS58_WRONG_PREFIX'))('ss58_negative $id', async (each) => {
  const code = await read(`substrate:${each.address}:${FINNEY}`, 'qr-unknown').catch(codeOf)
  expect(code).toBe(each.expectedError)
  // Bare, it must at least look like an address to be called a wrong one; spaces are taken away, and hex is a seed.
  if (each.address.length > 40 && /^\w+$/.test(each.address) && !each.address.startsWith('0x'))
    expect(await read(each.address).catch(codeOf)).toBe(each.expectedError)
})

test('an address under the number that the registry lists for Bittensor begins with bt, and is Bittensor all the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (id) => {
      const text = encodeAddress(id, 13116)
      expect(text).toMatch(/^bt[3-8]/)
      expect((await read(text)).keys).toMatchObject([{ address: encodeAddress(id), foreignPrefix: 13116 }])
    }),
  )
})

test('the public key of an ecdsa account is watched', async () => {
  const hex = '0x02541531b2ec56c6ba5f17dd7cf7e8a2c957b5864a39efbd67b18df3a85c921638'
  for (const text of [hex, hex.slice(2)])
    expect((await read(text)).keys).toMatchObject([
      { address: '5Esd2qwRLEqK45M2Ygs7THAo75h8kXMgXWffPFo9KGyL3FtL', publicKey: hex, type: 'ecdsa', secret: null, watch: 'address' },
    ])
  // No point of the curve.
  for (const text of [`02${'f'.repeat(64)}`, `04${hex.slice(4)}`]) expect(await read(text).catch(codeOf)).toBe('KEYFILE_UNKNOWN')
})

test('codes of other wallets: network, name and secret', async () => {
  const names = (opened: Opened) => opened.keys.map(({ name }) => name)
  expect(names(await read(`substrate:${alice}:${FINNEY}:a:b: c\u202e`))).toEqual(['a:b: c'])
  expect(names(await read(`substrate:${alice}:${FINNEY.slice(2).toUpperCase()}:${'x'.repeat(100)}`))).toEqual(['x'.repeat(64)])
  expect(names(await read(`substrate:${alice}::n`))).toEqual(['n'])
  expect(await read(`substrate:${alice}:0x${'00'.repeat(32)}`).catch(codeOf)).toBe('QR_WRONG_NETWORK')
  expect(await read(`substrate:${alice}:finney`).catch(codeOf)).toBe('QR_WRONG_NETWORK')

  const secret = await read(`secret:${phrase}//a:${FINNEY}:Mine:too`)
  expect(names(secret)).toEqual(['Mine:too', 'Mine:too', 'Mine:too'])
  expect(secret.keys[0]?.secret).toMatchObject({ kind: 'phrase', phrase, path: '//a' })
  expect(findingOfText(`secret:${phrase}:${FINNEY}:Mine`).claims).toEqual([{ address: null, name: 'Mine' }])
  expect(await read(`secret:${phrase}:0x00`).catch(codeOf)).toBe('QR_WRONG_NETWORK')
  // What is called a secret is no public key.
  for (const text of ['secret:', 'secret:02541531b2ec56c6ba5f17dd7cf7e8a2c957b5864a39efbd67b18df3a85c921638', `secret:${alice}`])
    expect(await read(text, 'qr-unknown').catch(codeOf), text).toBe('QR_UNKNOWN')
  expect(await read('secret://Alice').catch(codeOf)).toBe('SURI_DEV_PHRASE')
  const wrongWords = phrase.replace('walk', 'talk')
  expect(await read(`secret:${wrongWords}`, 'qr-unknown').catch(codeOf)).toBe('MNEMONIC_CHECKSUM')
})

test('an address of Ethereum is named and refused', async () => {
  const address = '0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C0'
  for (const text of [
    `ethereum:${address}:0xabc:My: evm`,
    `ethereum:${address}`,
    `ethereum:${address}@1?value=1`,
    address,
    address.toLowerCase(),
  ]) {
    const { keys, refused } = await read(text)
    expect([keys, refused], text).toMatchObject([[], [{ address, code: 'ethereum-key' }]])
  }
  expect((await read(`ethereum:${address}:0xabc:My: evm`)).refused[0]?.name).toBe('My: evm')
  // A letter in the wrong case is a typing mistake.
  for (const text of ['ethereum:', 'ethereum:0x12', `ethereum:${address.replace('F', 'f')}`, `${address}0`])
    expect(await read(text, 'qr-unknown').catch(codeOf), text).toBe('QR_UNKNOWN')
})

test.each(vectors.receiving_address)('receiving_address $id', async ({ address, expected }) => {
  const { accountSs58_42 } = expected as unknown as { accountSs58_42: string }
  const { keys } = await read(`\n${address} `)
  expect(keys).toMatchObject([{ address: accountSs58_42, secret: null, watch: 'hashed', type: null }])
})

test.each(vectors.receiving_address_negative)('receiving_address_negative $id', async ({ id, address, expectedError }) => {
  const code = await read(address).catch(codeOf)
  if (id === 'bthneg-leading-space') expect((code as Opened).keys).toHaveLength(1)
  else expect(code).toBe(expectedError)
})

test('whatever begins like a receiving address is one or is wrong', async () => {
  expect(await read('BTH1_').catch(codeOf)).toBe('BTH_LENGTH')
  expect(await read('bthomas').catch(codeOf)).toBe('BTH_LENGTH')
})

test('any other text is unknown, in the words of where it came from', async () => {
  for (const text of [
    '',
    ' ',
    'Alice',
    'hello there',
    'https://evil.example/?a=5Grw',
    '{"address":1}',
    '0x',
    '0x12',
    'x'.repeat(10_000),
    alice + alice,
  ]) {
    expect(await read(text).catch(codeOf), text).toBe('KEYFILE_UNKNOWN')
    expect(await read(text, 'qr-unknown').catch(codeOf), text).toBe('QR_UNKNOWN')
  }
})

test('nothing that is pasted breaks the reader', { timeout: 30_000 }, async () => {
  const junction = fc.tuple(fc.constantFrom('/', '//', '///', ':'), fc.string({ unit: 'binary' })).map((parts) => parts.join(''))
  const hex = fc
    .uint8Array({ minLength: 0, maxLength: 66 })
    .map(toHex)
    .chain((text) => fc.constantFrom(text, text.slice(2)))
  const word = fc.constantFrom(...phrase.split(' '), 'bannana', 'x')
  const words = fc.oneof(
    fc.array(word, { maxLength: 26 }).map((each) => each.join(' ')),
    fc.constantFrom<12 | 24>(12, 24).map(newPhrase),
  )
  const address = fc.tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(16383)).map(([id, prefix]) => encodeAddress(id, prefix))
  const start = fc.constantFrom('', 'secret:', 'substrate:', 'ethereum:', 'bth1_', ' ', '//')
  const body = fc.oneof(hex, words, address, fc.string({ unit: 'binary' }))
  const texts = fc.tuple(start, body, fc.array(junction, { maxLength: 3 })).map(([first, middle, rest]) => first + middle + rest.join(''))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), texts), async (text) => {
      const opened = await read(text, 'qr-unknown').catch((error) => error)
      if (opened instanceof Error) {
        expect(opened).toBeInstanceOf(KluisError)
        return
      }
      expect(opened.keys.length + opened.refused.length).toBeGreaterThan(0)
      for (const { secret, watch } of opened.keys) expect(secret === null).toBe(watch !== null)
      for (const { secret } of opened.keys) if (secret) wipe(secret)
      // Bytes that may be an account are never a spending key alone.
      if (/^\s*(0x)?[0-9a-f]{64}\s*$/i.test(text))
        expect(opened.oneOf && opened.keys.some((each: { watch: unknown }) => each.watch)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a long text is judged at once', async () => {
  const began = performance.now()
  for (const text of [
    `${'abandon '.repeat(1_000_000)}`,
    '/'.repeat(1_000_000),
    `0x${'a'.repeat(1_000_000)}`,
    `secret:${':'.repeat(1_000_000)}`,
  ])
    expect(await read(text).catch(codeOf)).toBe('KEYFILE_UNKNOWN')
  expect(performance.now() - began).toBeLessThan(1_000)
})
