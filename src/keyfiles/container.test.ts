import { readFileSync } from 'node:fs'
import { argon2id } from '@noble/hashes/argon2.js'
import fc from 'fast-check'
import * as v from 'valibot'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { concat, fromHex, toHex } from '../units'
import {
  type Container,
  containerSchema,
  type Kdf,
  keyOf,
  newDek,
  newVaultId,
  OUR_KDF,
  openRecord,
  padPayload,
  recordKeyBytes,
  sealRecord,
  unpadPayload,
  unwrap,
  type VaultRecord,
  wrap,
  wrapAad,
} from './container'
import { ending } from './fixtures/ending'

// The work of a password is the real one in some of these.
vi.setConfig({ testTimeout: 60_000 })

import { checkSchema } from './fixtures/json-schema'

const text = (value: string) => new TextEncoder().encode(value)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const salt = toHex(random(32))
/** As little work as the function knows. */
const cheap: Kdf = { alg: 'argon2id', version: 19, memoryKiB: 8, passes: 1, parallelism: 1, salt }
const flip = (hex: string, bit: number) => {
  const bytes = fromHex(hex)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return toHex(bytes)
}
const bits = (hex: string) => Array.from({ length: (hex.length - 2) * 4 }, (_, bit) => bit)

/** A container over a cheap key, as `wrap` makes it over a dear one. */
async function cheapContainer(dek: Uint8Array, kdf = cheap): Promise<Container> {
  const head = { vaultId: newVaultId(), epoch: 1 }
  const key = await crypto.subtle.importKey('raw', (await keyOf('password', kdf)) as BufferSource, 'AES-GCM', false, ['encrypt'])
  const nonce = random(12)
  const aad = { name: 'AES-GCM', iv: nonce, additionalData: wrapAad({ ...head, kdf }) as BufferSource }
  const wrappedDek = toHex(new Uint8Array(await crypto.subtle.encrypt(aad, key, dek as BufferSource)))
  return {
    format: 'taovault/1',
    ...head,
    kdf,
    wrapNonce: toHex(nonce),
    wrappedDek,
    records: [await sealRecord(head, dek, 1, text('secret'))],
  }
}

describe('the wrap', () => {
  test('is made with 64 MiB, three passes, and a fresh salt and nonce', async () => {
    const dek = newDek()
    const vaultId = newVaultId()
    const [a, b] = await Promise.all([wrap('password', dek, vaultId, 1), wrap('password', dek, vaultId, 1)])
    expect(OUR_KDF).toEqual({ alg: 'argon2id', version: 19, memoryKiB: 65_536, passes: 3, parallelism: 1 })
    for (const each of [a, b]) {
      expect(each.kdf).toMatchObject(OUR_KDF)
      expect(fromHex(each.kdf.salt)).toHaveLength(32)
    }
    expect(a.kdf.salt).not.toBe(b.kdf.salt)
    expect(a.wrapNonce).not.toBe(b.wrapNonce)
    expect(await unwrap('password', { format: 'taovault/1', vaultId, epoch: 1, ...a, records: [] })).toEqual(dek)
  })

  test('opens with its password only, and with nothing changed: every bit of its header counts', async () => {
    const dek = newDek()
    const made = await cheapContainer(dek)
    expect(await unwrap('password', made)).toEqual(dek)
    expect(await ending(unwrap('Password', made))).toBe('decrypt-failed')
    expect(await ending(unwrap('password ', made))).toBe('decrypt-failed')
    const changed: Container[] = [
      { ...made, epoch: 2 },
      { ...made, epoch: 0 },
      { ...made, kdf: { ...cheap, memoryKiB: 16 } },
      { ...made, kdf: { ...cheap, passes: 2 } },
      ...bits(made.vaultId).map((bit) => ({ ...made, vaultId: flip(made.vaultId, bit) })),
      ...bits(salt).map((bit) => ({ ...made, kdf: { ...cheap, salt: flip(salt, bit) } })),
      ...bits(made.wrapNonce).map((bit) => ({ ...made, wrapNonce: flip(made.wrapNonce, bit) })),
      ...bits(made.wrappedDek).map((bit) => ({ ...made, wrappedDek: flip(made.wrappedDek, bit) })),
    ]
    const ends = new Set<unknown>()
    for (const each of changed) ends.add(await ending(unwrap('password', each)))
    expect(changed.length).toBeGreaterThan(800)
    expect([...ends]).toEqual(['decrypt-failed'])
  })

  test('is bound to its parameters as such, not only to the key that they make', async () => {
    // One byte more of salt length, one less of salt: without the length the two would read alike.
    const head = { vaultId: newVaultId(), epoch: 1 }
    const aads = [cheap, { ...cheap, memoryKiB: 9 }, { ...cheap, passes: 2 }, { ...cheap, parallelism: 2 }, { ...cheap, salt: `${salt}00` }]
    const seen = new Set(aads.map((kdf) => toHex(wrapAad({ ...head, kdf }))))
    seen.add(toHex(wrapAad({ ...head, epoch: 2, kdf: cheap })))
    seen.add(toHex(wrapAad({ ...head, vaultId: newVaultId(), kdf: cheap })))
    expect(seen.size).toBe(7)
  })

  test('of another’s parameters is refused before any work where they are too dear or senseless', async () => {
    const most = 0xffff_ffff
    for (const dear of [
      { memoryKiB: 1_048_577 },
      { memoryKiB: most },
      { passes: 17 },
      { passes: most },
      { parallelism: 9 },
      { parallelism: most },
    ])
      expect(await ending(keyOf('password', { ...cheap, memoryKiB: 1_024, ...dear }))).toBe('kdf-too-expensive')
    for (const senseless of [{ passes: 0 }, { parallelism: 0 }, { memoryKiB: 7 }, { memoryKiB: 15, parallelism: 2 }])
      expect(await ending(keyOf('password', { ...cheap, ...senseless }))).toBe('format-unsupported')
  })

  test('takes any password, in one spelling, as a second implementation does', async () => {
    const passwords = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', minLength: 200, maxLength: 1_024 }))
    await fc.assert(
      fc.asyncProperty(
        passwords.filter((password) => password !== ''),
        fc.uint8Array({ minLength: 16, maxLength: 64 }),
        fc.record({
          memoryKiB: fc.integer({ min: 32, max: 64 }),
          passes: fc.integer({ min: 1, max: 3 }),
          parallelism: fc.integer({ min: 1, max: 4 }),
        }),
        async (password, salt, { memoryKiB, passes, parallelism }) => {
          const kdf: Kdf = { ...cheap, memoryKiB, passes, parallelism, salt: toHex(salt) }
          const ours = await keyOf(password, kdf)
          const theirs = argon2id(text(password.normalize('NFC')), salt, { t: passes, m: memoryKiB, p: parallelism, dkLen: 32 })
          expect(toHex(ours)).toBe(toHex(theirs))
          expect(toHex(await keyOf(password.normalize('NFD'), kdf))).toBe(toHex(ours))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a record', () => {
  let dek: Uint8Array
  let vault: Container
  let record: VaultRecord
  beforeAll(async () => {
    dek = newDek()
    vault = await cheapContainer(dek)
    record = vault.records[0] as VaultRecord
  })

  test('opens in its own place, and is not readable in any other', async () => {
    expect(await openRecord(vault, dek, record)).toEqual(text('secret'))
    const other = await cheapContainer(dek)
    const second = await sealRecord(vault, dek, 1, text('another secret'))
    const wrong = [
      openRecord(other, dek, record),
      openRecord(vault, dek, other.records[0] as VaultRecord),
      openRecord({ ...vault, epoch: 2 }, dek, record),
      openRecord({ ...vault, epoch: 0 }, dek, record),
      openRecord(vault, newDek(), record),
      openRecord(vault, dek, { ...record, kindCode: 2 }),
      openRecord(vault, dek, { ...record, recordVersion: 2 }),
      // Two records of one vault, with their ids exchanged.
      openRecord(vault, dek, { ...record, recordId: second.recordId }),
      openRecord(vault, dek, { ...second, recordId: record.recordId }),
    ]
    expect(new Set(await Promise.all(wrong.map(ending)))).toEqual(new Set(['decrypt-failed']))
  })

  test('with any bit flipped is refused', async () => {
    const changed = (['recordId', 'nonce', 'ciphertext'] as const).flatMap((field) =>
      bits(record[field]).map((bit) => ({ ...record, [field]: flip(record[field], bit) })),
    )
    expect(changed.length).toBe(8 * (16 + 12 + 128 + 16))
    expect(new Set(await Promise.all(changed.map((each) => ending(openRecord(vault, dek, each)))))).toEqual(new Set(['decrypt-failed']))
  })

  test('has an id and a nonce of its own, whatever is in it', async () => {
    const made = await Promise.all(Array.from({ length: 2_000 }, () => sealRecord(vault, dek, 1, text('the same'))))
    for (const field of ['recordId', 'nonce', 'ciphertext'] as const) expect(new Set(made.map((each) => each[field])).size).toBe(2_000)
  })

  test('does not show how long the secret is', async () => {
    const sizes = await Promise.all([1, 60, 125].map(async (length) => (await sealRecord(vault, dek, 1, random(length))).ciphertext.length))
    expect(new Set(sizes).size).toBe(1)
  })

  test('is sealed with a key that is neither the data key nor that of another epoch', async () => {
    const keys = [
      dek,
      await recordKeyBytes(dek, vault),
      await recordKeyBytes(dek, { ...vault, epoch: 2 }),
      await recordKeyBytes(dek, { ...vault, vaultId: newVaultId() }),
    ]
    expect(new Set(keys.map(toHex)).size).toBe(4)
  })

  test('leaves the payload to the caller', async () => {
    const payload = text('secret')
    await sealRecord(vault, dek, 1, payload)
    expect(payload).toEqual(text('secret'))
  })
})

describe('the padding', () => {
  test('gives every payload back, in blocks of 128 bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: 65_535 }).map(random)), (payload) => {
        const padded = padPayload(payload)
        expect(padded.length % 128).toBe(0)
        expect(padded.length - payload.length).toBeGreaterThanOrEqual(3)
        expect(padded.length - payload.length).toBeLessThan(3 + 128)
        expect(Buffer.compare(unpadPayload(padded), payload)).toBe(0)
      }),
    )
    expect(() => padPayload(new Uint8Array(65_536))).toThrow('too-large')
  })

  test('that is not exactly that is refused', () => {
    const good = padPayload(text('secret'))
    const wrong = {
      'another version': concat(Uint8Array.of(2), good.subarray(1)),
      'a byte after the end': Uint8Array.from(good).fill(1, 127),
      'a byte right after the payload': Uint8Array.from(good).fill(1, 9, 10),
      'longer than it is': concat(Uint8Array.of(1, 0, 126), good.subarray(3)),
      'longer than it could be': concat(Uint8Array.of(1, 255, 255), good.subarray(3)),
      'no whole block': good.subarray(0, 127),
      'one byte too many': concat(good, Uint8Array.of(0)),
      nothing: new Uint8Array(),
    }
    for (const [name, padded] of Object.entries(wrong)) expect(() => unpadPayload(padded), name).toThrow('format-unsupported')
  })
})

describe('container.schema.json', () => {
  const schema = JSON.parse(readFileSync(new URL('./container.schema.json', import.meta.url), 'utf8')) as object
  /** What the schema says and what the code says of the same value. */
  const both = (value: unknown) => [checkSchema(schema, value), v.is(containerSchema, value)]

  test('agrees with what is really written', async () => {
    const dek = newDek()
    const vaultId = newVaultId()
    const records = [await sealRecord({ vaultId, epoch: 1 }, dek, 1, text('secret'))]
    const made: Container = { format: 'taovault/1', vaultId, epoch: 1, ...(await wrap('password', dek, vaultId, 1)), records }
    expect(both(JSON.parse(JSON.stringify(made)))).toEqual([true, true])
  })

  test('accepts and refuses the same as the code, for one change anywhere', async () => {
    const made = JSON.parse(JSON.stringify(await cheapContainer(newDek()))) as Container
    const record = made.records[0] as VaultRecord
    const hex = (bytes: number) => `0x${'00'.repeat(bytes)}`
    const other = [
      0,
      1,
      7,
      8,
      19,
      20,
      -1,
      1.5,
      0xffff_ffff,
      0x1_0000_0000,
      null,
      true,
      '',
      [],
      {},
      'argon2id',
      'taovault/2',
      '0x',
      '0X00',
      '00',
    ]
    const sizes = [0, 11, 12, 13, 15, 16, 17, 32, 47, 48, 49, 64, 65, 65_536, 65_537]
    const values = [...other, ...sizes.map(hex), `${hex(16)} `, `${hex(16)}\n`, hex(16).replace('00', 'AA'), `${hex(15)}0`]
    const wrong: string[] = []
    let accepted = 0
    const compare = (name: string, value: unknown) => {
      const [said, coded] = both(value)
      if (said !== coded) wrong.push(`${name}: the schema says ${said}, the code ${coded}`)
      if (coded) accepted++
    }
    const places: [string, object, (changed: object) => unknown][] = [
      ['container', made, (changed) => changed],
      ['kdf', made.kdf, (kdf) => ({ ...made, kdf })],
      ['record', record, (each) => ({ ...made, records: [record, each] })],
    ]
    for (const [place, object, inPlace] of places) {
      compare(`${place} with an unknown key`, inPlace({ ...object, extra: 1 }))
      for (const key of Object.keys(object)) {
        const { [key]: _, ...without } = object as Record<string, unknown>
        compare(`${place} without ${key}`, inPlace(without))
        for (const value of values) compare(`${place}.${key} = ${JSON.stringify(value).slice(0, 40)}`, inPlace({ ...object, [key]: value }))
      }
    }
    compare('1,000 records', { ...made, records: Array(1_000).fill(record) })
    compare('1,001 records', { ...made, records: Array(1_001).fill(record) })
    for (const value of [null, 1, [], 'taovault/1']) compare('no container', value)
    expect(wrong).toEqual([])
    expect(accepted).toBeGreaterThan(20)
  })
})
