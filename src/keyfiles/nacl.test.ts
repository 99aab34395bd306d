import { argon2i as nobleArgon2i, argon2id as nobleArgon2id } from '@noble/hashes/argon2.js'
import fc from 'fast-check'
import { argon2i, argon2id } from 'hash-wasm'
import sodium from 'libsodium-wrappers-sumo'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fromHex, toHex } from '../units'
import vectors from './fixtures/btcli-vectors.json' with { type: 'json' }
import { ending } from './fixtures/ending'
import { quickStretch } from './fixtures/stretch'
import { keptKeys, naclKey, openNacl, sealNacl } from './nacl'

const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'))

afterEach(() => vi.restoreAllMocks())

test.each(vectors.btcli_nacl)('btcli_nacl $id, its key taken from the vector', async ({ fileBase64, password, expected }) => {
  expect(new TextDecoder().decode(await openNacl(bytesOf(fileBase64), password, quickStretch))).toBe(expected.plaintextUtf8)
})

// The real thing costs six seconds and half a gigabyte: one of them here, all in the long run.
test.each(vectors.argon2i_nacl_kdf.slice(1, 2))(
  'argon2i_nacl_kdf $id, at its full cost',
  { timeout: 120_000 },
  async ({ password, expectedHex }) => {
    expect(toHex(await naclKey(password))).toBe(`0x${expectedHex}`)
  },
)

test('RFC 9106 is what @noble/hashes computes, and hash-wasm computes what @noble/hashes does', async () => {
  const rfc = vectors.argon2_small.find(({ adHex }) => adHex)
  const bytes = (hex: string | undefined) => fromHex(`0x${hex ?? ''}`)
  const cost = { t: rfc?.passes ?? 0, m: rfc?.memoryKiB ?? 0, p: rfc?.parallelism ?? 0 }
  const extra = { key: bytes(rfc?.secretHex), personalization: bytes(rfc?.adHex) }
  expect(toHex(nobleArgon2id(bytes(rfc?.passwordHex), bytes(rfc?.saltHex), { ...cost, ...extra }))).toBe(`0x${rfc?.expectedHex}`)
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('', 'a'.repeat(1_024), 'P\u00e4ss\u2713\u5bc6'))
  await fc.assert(
    fc.asyncProperty(text, fc.uint8Array({ minLength: 16, maxLength: 32 }), async (text, salt) => {
      const password = new TextEncoder().encode(text)
      const small = { password, salt, memorySize: 64, iterations: 2, parallelism: 1, hashLength: 32, outputType: 'binary' } as const
      // The library refuses an empty password, which no vault and no file has.
      if (!text) return
      expect(await argon2id(small)).toEqual(nobleArgon2id(password, salt, { t: 2, m: 64, p: 1 }))
      expect(await argon2i(small)).toEqual(nobleArgon2i(password, salt, { t: 2, m: 64, p: 1 }))
    }),
    { numRuns: 100 },
  )
})

// Without the one with associated data: no file uses it, and the library does not know it.
test.each(vectors.argon2_small.filter((each) => !each.adHex))('argon2_small $id', async (each) => {
  const argon2 = each.algorithm === 'argon2i' ? argon2i : argon2id
  const key = await argon2({
    password: each.passwordUtf8 ?? '',
    salt: fromHex(`0x${each.saltHex}`),
    memorySize: each.memoryKiB,
    iterations: each.passes,
    parallelism: each.parallelism,
    hashLength: each.tagLength,
  })
  expect(key).toBe(each.expectedHex)
})

describe('the container', () => {
  test('gives back what was sealed in it, and libsodium opens it too', async () => {
    await sodium.ready
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.string({ minLength: 1 }), async (plain, password) => {
        const sealed = await sealNacl(plain, password, quickStretch)
        expect(await openNacl(sealed, password, quickStretch)).toEqual(plain)
        const theirs = sodium.crypto_secretbox_open_easy(sealed.subarray(29), sealed.subarray(5, 29), await quickStretch(password))
        expect(Uint8Array.from(theirs)).toEqual(plain)
        expect(await ending(openNacl(sealed, `${password}x`, quickStretch))).toBe('decrypt-failed')
      }),
      { numRuns: 50 },
    )
  })

  test('has a nonce of its own every time', async () => {
    const made = await Promise.all(Array.from({ length: 200 }, () => sealNacl(new Uint8Array(8), 'password', quickStretch)))
    expect(new Set(made.map((each) => toHex(each.subarray(5, 29)))).size).toBe(200)
  })

  test('that is altered in any bit after its name is not opened', async () => {
    const sealed = await sealNacl(Uint8Array.of(1, 2, 3), 'password', quickStretch)
    for (let bit = 5 * 8; bit < sealed.length * 8; bit++) {
      const altered = Uint8Array.from(sealed)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(await ending(openNacl(altered, 'password', quickStretch))).toBe('decrypt-failed')
    }
  })

  test('that is too short is refused before half a gigabyte is asked for', async () => {
    const stretch = vi.fn(quickStretch)
    for (let length = 0; length < 45; length++)
      expect(await ending(openNacl(bytesOf(vectors.btcli_nacl[0]?.fileBase64 ?? '').subarray(0, length), 'password', stretch))).toBe(
        'keyfile-truncated',
      )
    expect(stretch).not.toHaveBeenCalled()
  })

  test('leaves no key behind', async () => {
    const keys: Uint8Array[] = []
    const stretch = async (password: string) => {
      const key = await quickStretch(password)
      keys.push(key)
      return key
    }
    const sealed = await sealNacl(new Uint8Array(8), 'password', stretch)
    await openNacl(sealed, 'password', stretch)
    await ending(openNacl(sealed, 'another', stretch))
    expect(keys).toEqual([new Uint8Array(32), new Uint8Array(32), new Uint8Array(32)])
  })
})

test('a run of work may keep the keys of its passwords, and wipes them at its end', async () => {
  const made: Uint8Array[] = []
  const stretch = vi.fn(async (password: string) => {
    const key = await quickStretch(password)
    made.push(key)
    return key
  })
  const kept = keptKeys(stretch)
  const files = vectors.btcli_nacl.filter((each) => each.password === 'golden-test-password')
  for (const { fileBase64, password } of [...files, ...files]) await openNacl(bytesOf(fileBase64), password, kept.stretch)
  await ending(openNacl(bytesOf(files[0]?.fileBase64 ?? ''), 'another', kept.stretch))
  expect(files.length).toBeGreaterThan(1)
  expect(stretch.mock.calls).toEqual([['golden-test-password'], ['another']])
  expect(made[0]?.some((byte) => byte)).toBe(true)
  kept.close()
  expect(made).toEqual([new Uint8Array(32), new Uint8Array(32)])
})

test('a machine that does not give half a gigabyte is told so', async () => {
  const instantiate = WebAssembly.instantiate
  // As engines do: the memory does not grow, and the view that is laid over it is out of range.
  const spy = vi.spyOn(WebAssembly, 'instantiate').mockImplementation((async (module: WebAssembly.Module) => {
    const { exports } = await instantiate(module)
    return { exports: { ...exports, Hash_SetMemorySize: () => -1 } }
  }) as unknown as typeof WebAssembly.instantiate)
  expect(await ending(naclKey('password'))).toBe('too-little-memory')
  expect(spy).toHaveBeenCalled()
})
