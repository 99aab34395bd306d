import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { blake256, fromHex, KluisError, toHex } from '../units'
import { expandedOf } from './derive'
import { batch, body, check, codeOf, type Key, open, slow, vector, vectors } from './fixtures/polkadot'
import type { Opened } from './found'
import { findingOfPolkadot, openPolkadot } from './polkadot'

vi.mock('./scrypt', async (original) => (await import('./fixtures/polkadot')).thrifty(original))

const singles = [...vectors.polkadot_json, ...vectors.subwallet_json, ...vectors.talisman_json]
test.each(singles)('$id', slow, async ({ id, json, password, expected }) => {
  expect(findingOfPolkadot(json)).toEqual({
    format: 'polkadot',
    locked: id !== 'pjs-none',
    claims: [{ address: json.address, name: json.meta.name ?? null }],
    // Before version 3 the password itself was the key.
    ...(/^pjs-(up-)?v[012]/.test(id) ? { weak: true } : {}),
  })
  const opened = await openPolkadot(json, password)
  expect([opened.oneOf, opened.locked]).toEqual([false, []])
  if (expected?.type === 'ethereum') {
    expect(opened.keys).toEqual([])
    expect(opened.refused).toEqual([{ name: json.meta.name ?? null, address: expected.address, code: 'ethereum-key' }])
  } else {
    expect(opened.refused).toEqual([])
    expect(opened.keys).toHaveLength(1)
    check(opened.keys[0], expected as Key)
    expect(opened.keys[0]?.name).toBe(json.meta.name ?? null)
    expect(opened.keys[0]?.foreignPrefix).toBe({ 'pjs-up-v3-b64': 2, 'pjs-up-v3-hello': 44 }[id] ?? null)
    expect([opened.keys[0]?.watch, opened.keys[0]?.role]).toEqual([null, null])
  }
})

test.each(vectors.polkadot_json_negative)('polkadot_json_negative $id', slow, async ({ json, password, expected, expectedError }) => {
  const opened = await openPolkadot(json, password).catch(codeOf)
  if (expectedError) expect(opened).toBe(expectedError)
  else check((opened as Opened).keys[0], expected as Key)
  expect(Object.hasOwn(Object.prototype, 'isHidden') || Object.hasOwn(opened as object, 'isHidden')).toBe(false)
})

test('a password with spaces around it is tried as it is, then without them', slow, async () => {
  const { json } = vector('pjs-sr-p15-leo')
  expect((await openPolkadot(json, ' testing\n')).keys).toHaveLength(1)
  expect(await openPolkadot(json, '   ').catch(codeOf)).toBe('DECRYPT_FAILED')
})

test('a key named as another type is noticed, whichever it is named', slow, async () => {
  for (const [id, type] of [
    ['pjs-sr-p15-leo', 'ed25519'],
    ['pjs-ed-p15-leo', 'sr25519'],
    ['pjs-sr-p15-leo', 'ecdsa'],
    ['pjs-sr-p15-leo', 'ethereum'],
    ['pjs-ecdsa-p15', 'sr25519'],
    ['pjs-ecdsa-p15', 'ed25519'],
    ['pjs-eth-p15', 'sr25519'],
  ] as const) {
    const { json, password } = vector(id)
    json.encoding.content = ['pkcs8', type]
    expect(await openPolkadot(json, password).catch(codeOf), `${id} as ${type}`).toBe('PUBLIC_KEY_MISMATCH')
  }
  const { json, password } = vector('pjs-sr-p15-leo')
  for (const type of ['bitcoin-84', 'cardano', 'ed25519-tw', '__proto__']) {
    json.encoding.content = ['pkcs8', type]
    expect(await openPolkadot(json, password).catch(codeOf)).toBe('CRYPTO_TYPE_UNSUPPORTED')
  }
})

test('the same 33 bytes that Ethereum would use are an ecdsa account under another name, and its address tells', async () => {
  const { json, password } = vector('pjs-up-v3-eth')
  json.encoding.content = ['pkcs8', 'ecdsa']
  expect((await openPolkadot(json, password)).keys[0]?.type).toBe('ecdsa')
  const other = vector('pjs-eth-p15').json
  other.address = '0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C0'
  expect((await openPolkadot(other, 'testing')).refused[0]?.address).toBe(other.address)
  other.address = '0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C1'
  expect(await openPolkadot(other, 'testing').catch(codeOf)).toBe('ADDRESS_MISMATCH')
})

test('an address is compared by its bytes, however it is written', slow, async () => {
  const { encodeAddress } = await import('@polkadot/util-crypto')
  const { json, password, expected } = vector('pjs-ecdsa-p15')
  const key = fromHex(expected?.publicKey as string)
  const id = blake256(key)
  for (const [address, foreignPrefix] of [
    [json.address?.toUpperCase().replace('X', 'x'), null],
    [encodeAddress(id, 42), null],
    [encodeAddress(id, 2), 2],
    // The 33 bytes themselves, as some old files have them.
    [encodeAddress(key, 42), null],
    [toHex(id), null],
    [undefined, null],
    [null, null],
  ])
    expect((await openPolkadot({ ...json, address }, password)).keys[0], String(address)).toMatchObject({ type: 'ecdsa', foreignPrefix })
  for (const address of ['', '0x', '5', encodeAddress(key.subarray(1), 42), 'x'.repeat(256)])
    expect(await openPolkadot({ ...json, address }, password).catch(codeOf), address).toBe('ADDRESS_MISMATCH')
  for (const address of [7, {}, 'x'.repeat(257)])
    expect(await openPolkadot({ ...json, address }, password).catch(codeOf)).toBe('FORMAT_UNSUPPORTED')
})

test('a name is shown as one short line, and no other word of the file is', async () => {
  const { json } = vector('pjs-none')
  Object.assign(json.meta, { name: ` a\u202eb\n\u0000${'x'.repeat(100)} `, tags: ['evil'], isHidden: true })
  const { keys } = await openPolkadot(json, '')
  expect(keys[0]?.name).toBe(`a b ${'x'.repeat(60)}`)
  expect(JSON.stringify(keys)).not.toContain('evil')
})

test('what a prototype lends is not the file', () => {
  const { json } = vector('pjs-none')
  expect(() => findingOfPolkadot(Object.create(json))).toThrow(new KluisError('format-unsupported'))
  expect(findingOfPolkadot(JSON.parse(`{"__proto__":${JSON.stringify(json.meta)},"a":1,${JSON.stringify(json).slice(1)}`)).claims).toEqual([
    { address: json.address, name: 'no password' },
  ])
})

test('the plain bytes are wiped, whether they could be used or not', async () => {
  const { openerOf } = await import('./sealed')
  const { readFile } = await import('./polkadot-file')
  const { claimsOf, openAccount } = await import('./polkadot-account')
  for (const [id, address] of [
    ['pjs-v1-sr', undefined],
    ['pjs-v1-sr', '5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV'],
    ['pjs-none', undefined],
  ] as const) {
    const { json, password } = vector(id)
    const file = readFile(json)
    if (file.content !== 'pkcs8') throw new Error('not this one')
    const opener = openerOf(password)
    let plain = new Uint8Array(1).fill(1)
    const watching = {
      ...opener,
      open: async (sealed: Parameters<typeof opener.open>[0]) => {
        plain = Uint8Array.from(await opener.open(sealed))
        return plain
      },
    }
    await openAccount(file, claimsOf({ ...json, ...(address && { address }) }, file.type), watching).catch(() => {})
    expect(plain.every((byte) => byte === 0)).toBe(true)
    expect(plain.length).toBeGreaterThan(80)
  }
})

test('secrets that no curve has are refused like any that does not fit', async () => {
  const zero = new Uint8Array(64)
  for (const [type, secret, key] of [
    ['sr25519', zero, 32],
    ['sr25519', new Uint8Array(64).fill(0xf8), 32],
    ['ecdsa', zero.subarray(32), 33],
    ['ecdsa', new Uint8Array(32).fill(255), 33],
    ['ethereum', zero.subarray(32), 33],
  ] as const)
    expect(await openPolkadot(open(body(secret, new Uint8Array(key)), type), '').catch(codeOf)).toBe('PUBLIC_KEY_MISMATCH')
  expect(await openPolkadot(open(body(new Uint8Array(96), zero), 'sr25519'), '').catch(codeOf)).toBe('PKCS8_DIVIDER')
})

test('an entropy that belongs to other words is passed over', async () => {
  const { json, expected } = vector('pjs-none')
  const plain = Buffer.from(json.encoded, 'base64')
  const with16 = Buffer.concat([plain, fromHex('0xa123032100'), new Uint8Array(16)]).toString('base64')
  const { keys } = await openPolkadot({ ...json, encoded: with16 }, '')
  check(keys[0], expected as Key)
})

test('a file too large is refused before it is decoded', () => {
  const single = open('A'.repeat(1024 * 1024 + 1), 'sr25519')
  expect(() => findingOfPolkadot(single)).toThrow(new KluisError('file-too-large'))
  expect(() => findingOfPolkadot({ ...batch([]), encoded: '0x'.padEnd(8 * 1024 * 1024 + 1, 'ab') })).toThrow(
    new KluisError('file-too-large'),
  )
})

test('no number of scrypt costs memory before it is known to be harmless', async () => {
  const { checkScrypt } = await import('./scrypt')
  const known = [
    [13, 10],
    [14, 5],
    [15, 3],
    [15, 1],
    [16, 2],
    [17, 1],
    [18, 1],
  ].map(([log, p]) => `${2 ** (log as number)} ${p} 8`)
  const u32 = fc.oneof(
    fc.nat({ max: 0xffffffff }),
    fc.nat(31).map((log) => 2 ** log),
    fc.nat(20),
  )
  fc.assert(
    fc.property(u32, u32, fc.oneof(u32, fc.constant(8)), (n, p, r) => {
      try {
        checkScrypt({ n, p, r })
        expect(known).toContain(`${n} ${p} ${r}`)
      } catch (error) {
        const impossible = n < 2 || n.toString(2).lastIndexOf('1') !== 0 || p === 0 || r === 0
        const dear = 128 * n * r > 2 ** 28 || p > 16 || r > 8
        expect(codeOf(error)).toBe(impossible || !dear ? 'KDF_INVALID' : 'KDF_TOO_EXPENSIVE')
        expect(known).not.toContain(`${n} ${p} ${r}`)
      }
    }),
    { numRuns: 2_000 },
  )
  for (const each of known) {
    const [n, p, r] = each.split(' ').map(Number) as [number, number, number]
    expect(() => checkScrypt({ n, p, r })).not.toThrow()
  }
})

test('any value is opened or refused with a reason, and quickly', slow, async () => {
  const valid = singles.filter((each) => /none|v0|v1|v2/.test(each.id)).map(({ json }) => json)
  const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each).toString('base64'))
  const word = fc.constantFrom(
    'pkcs8',
    'batch-pkcs8',
    'sr25519',
    'ed25519',
    'ecdsa',
    'ethereum',
    'none',
    'xsalsa20-poly1305',
    '0',
    '1',
    '3',
  )
  const encoding = fc.record({
    content: fc.oneof(word, fc.array(word, { maxLength: 3 })),
    type: fc.oneof(word, fc.array(word, { maxLength: 2 })),
    version: fc.oneof(word, fc.jsonValue()),
  })
  const near = fc.record(
    { encoded: fc.oneof(bytes, fc.string()), encoding, address: fc.oneof(fc.string(), fc.jsonValue()), meta: fc.jsonValue() },
    { requiredKeys: [] },
  )
  const altered = fc
    .tuple(fc.constantFrom(...valid), fc.constantFrom('address', 'encoded', 'encoding', 'meta'), fc.jsonValue())
    .map(([json, key, value]) => ({ ...json, [key]: value }))
  const flipped = fc.tuple(fc.constantFrom(...valid), fc.nat(), fc.nat(255)).map(([json, at, byte]) => {
    const plain = Uint8Array.from(json.encoded.startsWith('0x') ? fromHex(json.encoded) : Buffer.from(json.encoded, 'base64'))
    plain[at % plain.length] = byte
    return { ...json, encoded: toHex(plain) }
  })
  const anything = fc.oneof(fc.jsonValue(), fc.anything(), near, altered, flipped, fc.array(near).map(batch))
  await fc.assert(
    fc.asyncProperty(anything, fc.oneof(fc.constantFrom('', 'testing'), fc.string({ unit: 'binary' })), async (json, password) => {
      const opened = await openPolkadot(json, password).catch((error) => error)
      if (opened instanceof Error) expect(opened).toBeInstanceOf(KluisError)
      else for (const { secret, publicKey } of opened.keys) expect(secret === null || publicKey.startsWith('0x')).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('the form in which a key comes back is the canonical one', () => {
  for (const each of vectors.sr25519_secret_forms as unknown as { canonical64: string; expanded64: string }[])
    expect(toHex(expandedOf(fromHex(each.canonical64)) as Uint8Array)).toBe(each.expanded64)
})
