import { readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import { blake2b } from '@noble/hashes/blake2.js'
import { hmac } from '@noble/hashes/hmac.js'
import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { scrypt } from '@noble/hashes/scrypt.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { keccak_256, keccak_512 } from '@noble/hashes/sha3.js'
import {
  base58Decode,
  base58Encode,
  base64Decode,
  base64Encode,
  blake2AsU8a,
  ed25519PairFromSeed,
  ed25519Sign,
  ed25519Verify,
  hmacShaAsU8a,
  keccakAsU8a,
  pbkdf2Encode,
  scryptEncode,
  secp256k1Expand,
  secp256k1PairFromSeed,
  secp256k1Recover,
  secp256k1Sign,
  shaAsU8a,
} from '@polkadot/util-crypto'
import * as all from '@polkadot-api/substrate-bindings'
import { base58, base64 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as shipped from '../../src/chain/scale-of-builders'
import { secp256k1 } from '../../src/platform/newer-secp256k1'

// vite.config.ts ships one of several versions of a package: what is shipped does the same as what it stands for.

const SR25519 = 'node_modules/@scure/sr25519/node_modules/@noble'
const CURVES = 'node_modules/@noble/curves'
const POST_QUANTUM = 'node_modules/@noble/post-quantum/node_modules/@noble'
/** The code of a file, without comments that stand on lines of their own. */
const codeOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line))
    .join('\n')
const versionOf = (folder: string): string => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version

test('the versions are those that were looked at', () => {
  const hashes = [`${CURVES}/node_modules/@noble/hashes`, `${SR25519}/hashes`, 'node_modules/@noble/hashes']
  expect(hashes.map(versionOf)).toEqual(['2.3.0', '2.3.0', '2.4.0'])
  const curves = ['node_modules/@polkadot/util-crypto/node_modules/@noble/curves', CURVES, `${POST_QUANTUM}/curves`]
  expect(curves.map(versionOf)).toEqual(['1.9.7', '2.3.0', '2.4.0'])
})

test.each(['sha2', 'sha3', '_md', '_u64', 'blake2', '_blake', 'hmac'])(
  'the hash %s of sr25519 is, line by line, the newer one that is shipped',
  (name) => {
    expect(codeOf(`${SR25519}/hashes/${name}.js`)).toBe(codeOf(`node_modules/@noble/hashes/${name}.js`))
  },
)
test.each(['utils', 'abstract/fft'])('what ML-KEM takes of curves (%s) is, line by line, the one that is shipped', (name) => {
  expect(codeOf(`${POST_QUANTUM}/curves/${name}.js`)).toBe(codeOf(`${CURVES}/${name}.js`))
})

const bytes = (most = 300) => fc.uint8Array({ maxLength: most })
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
test('the newer hashes give what those of util-crypto give', () => {
  fc.assert(
    fc.property(bytes(), bytes(64), fc.constantFrom(64, 128, 256, 512), (data, key, bits) => {
      expect(blake2b(data, { dkLen: bits / 8 })).toEqual(blake2AsU8a(data, bits as 64, null, true))
      if (key.length) expect(blake2b(data, { dkLen: bits / 8, key })).toEqual(blake2AsU8a(data, bits as 64, key, true))
      for (const [size, sha, keccak] of [
        [256, sha256, keccak_256],
        [512, sha512, keccak_512],
      ] as const) {
        expect(sha(data)).toEqual(shaAsU8a(data, size, true))
        expect(keccak(data)).toEqual(keccakAsU8a(data, size, true))
        expect(hmac(sha, key, data)).toEqual(hmacShaAsU8a(key, data, size, true))
      }
    }),
  )
})
test('the newer functions for passwords give what those of util-crypto give', () => {
  fc.assert(
    fc.property(bytes(40), bytes(40), fc.integer({ min: 1, max: 40 }), fc.constantFrom(2, 16, 1_024), (password, salt, c, N) => {
      expect(pbkdf2(sha512, password, salt, { c, dkLen: 64 })).toEqual(pbkdf2Encode(password, salt, c, true).password)
      const params = { N, r: 8, p: 1 }
      expect(scrypt(password, salt, { dkLen: 64, ...params })).toEqual(scryptEncode(password, salt, params, true).password)
    }),
    { numRuns: 30 },
  )
})
test('the newer ed25519 makes the same keys and signatures as that of util-crypto, and each accepts and refuses what the other does', () => {
  fc.assert(
    fc.property(seed, bytes(), fc.nat(63), fc.nat(7), (secret, message, at, bit) => {
      const pair = ed25519PairFromSeed(secret, true)
      expect(ed25519.getPublicKey(secret)).toEqual(pair.publicKey)
      const signature = ed25519.sign(message, secret)
      expect(signature).toEqual(ed25519Sign(message, pair, true))
      expect(ed25519.verify(signature, message, pair.publicKey)).toBe(true)
      const bent = signature.slice()
      bent[at] = (bent[at] ?? 0) ^ (1 << bit)
      expect(ed25519.verify(bent, message, pair.publicKey)).toBe(ed25519Verify(message, bent, pair.publicKey, true))
    }),
    { numRuns: 50 },
  )
})
test('the newer secp256k1 makes the same keys and signatures as that of util-crypto, and each recovers and refuses what the other does', () => {
  const answer = (make: () => Uint8Array) => {
    try {
      return make()
    } catch {
      return 'refused'
    }
  }
  const recovered = (digest: Uint8Array, signature: Uint8Array, recovery: number) =>
    answer(() => secp256k1.Signature.fromCompact(signature).addRecoveryBit(recovery).recoverPublicKey(digest).toRawBytes())
  const big = (value: bigint) => value.toString(16).padStart(64, '0')
  fc.assert(
    fc.property(seed, seed, fc.nat(63), fc.nat(7), fc.nat(3), (secret, message, at, bit, recovery) => {
      const pair = secp256k1PairFromSeed(secret, true)
      expect(secp256k1.getPublicKey(secret, true)).toEqual(pair.publicKey)
      const { x, y, toRawBytes } = secp256k1.ProjectivePoint.fromHex(pair.publicKey)
      expect(big(x) + big(y)).toBe(Buffer.from(secp256k1Expand(pair.publicKey, true)).toString('hex'))
      expect(toRawBytes(true)).toEqual(pair.publicKey)

      const digest = blake2AsU8a(message)
      const signed = secp256k1.sign(digest, secret)
      const theirs = secp256k1Sign(message, pair, 'blake2', true)
      expect(`${big(signed.r)}${big(signed.s)}0${signed.recovery}`).toBe(Buffer.from(theirs).toString('hex'))
      expect(recovered(digest, theirs.subarray(0, 64), signed.recovery ?? 9)).toEqual(pair.publicKey)

      const bent = theirs.slice(0, 64)
      bent[at] = (bent[at] ?? 0) ^ (1 << bit)
      expect(recovered(digest, bent, recovery)).toEqual(answer(() => secp256k1Recover(digest, bent, recovery, 'blake2', true)))
      const point = pair.publicKey.slice()
      point[at % 33] = (point[at % 33] ?? 0) ^ (1 << bit)
      const expanded = answer(() => secp256k1Expand(point, true))
      expect(answer(() => secp256k1.ProjectivePoint.fromHex(point).toRawBytes(false).subarray(1))).toEqual(expanded)
    }),
    { numRuns: 100 },
  )
})
test('the newer base58 and base64 write what those of util-crypto write, and each reads and refuses what the other does', () => {
  const answer = (read: () => Uint8Array) => {
    try {
      return read()
    } catch {
      return 'refused'
    }
  }
  const character = fc.constantFrom(...'ABZabz019+/=IlO0', ' ')
  fc.assert(
    fc.property(bytes(80), fc.array(character, { maxLength: 12 }), (data, letters) => {
      expect(base58.encode(data)).toBe(base58Encode(data))
      expect(base64.encode(data)).toBe(base64Encode(data))
      for (const text of [base58Encode(data), letters.join('')])
        expect(answer(() => base58.decode(text))).toEqual(answer(() => base58Decode(text)))
      for (const text of [base64Encode(data), letters.join('')])
        expect(answer(() => base64.decode(text))).toEqual(answer(() => base64Decode(text)))
    }),
    { numRuns: 2_000 },
  )
})

test('metadata-builders is shipped with all that it takes of substrate-bindings: by name, and by the names of primitives and hashers', () => {
  const dist = 'node_modules/@polkadot-api/metadata-builders/dist'
  const code = ['dynamic-builder', 'lookup-codec-builder'].map((file) => readFileSync(`${dist}/${file}.js`, 'utf8')).join()
  const named = [...code.matchAll(/\bscale\.(\w+)/g)].map(([, name]) => name)
  // What it takes by a name that metadata gives.
  expect([...code.matchAll(/\bscale\[([^\]]+)\]/g)].map(([, name]) => name).sort()).toEqual(['input.value', 'x.tag'])
  const byMetadata = Object.keys(all).filter((name) => /^(Blake\d+|Twox\d+)(Concat)?$|^Identity$|^[ui]\d+$|^(bool|char|str)$/.test(name))
  expect(byMetadata.length).toBeGreaterThan(20)
  expect([...named, ...byMetadata].filter((name) => !Object.hasOwn(shipped, name ?? ''))).toEqual([])
})
