import { createRequire } from 'node:module'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  decodeAddress,
  encodeAddress,
  fromHex,
  type KeyType,
  KluisError,
  phraseEntropy,
  readAddress,
  readPath,
  readPhrase,
  readSuri,
  toHex,
} from '../units'
import { type Container, containerSchema, keyOf, openRecord, padPayload, recordAad, recordKeyBytes, unwrap, wrapAad } from './container'
import { accountIdOf, miniSecret, pairFrom, signWith } from './derive'
import vectors from './fixtures/key-vectors.json' with { type: 'json' }

// The second implementation: Rust's schnorrkel, not the library that signs.
const oracle = createRequire(import.meta.url)('@polkadot/wasm-crypto') as {
  waitReady(): Promise<boolean>
  sr25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  sr25519KeypairFromSeed(seed: Uint8Array): Uint8Array
}
const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error instanceof KluisError ? error.code.toUpperCase().replaceAll('-', '_') : String(error)
  }
  return 'accepted'
}

test.each(vectors.mnemonic_validation)('mnemonic_validation $id', (each) => {
  if (each.valid) expect(readPhrase(each.text)).toBe(each.normalized)
  else expect(codeOf(() => readPhrase(each.text))).toBe(each.expectedError)
})

test.each(vectors.mnemonic_to_mini_secret)('mnemonic_to_mini_secret $id', async (each) => {
  expect(toHex(phraseEntropy(each.mnemonic))).toBe(each.expected.entropy)
  expect(toHex(await miniSecret(each.mnemonic, each.passphrase))).toBe(each.expected.miniSecret)
})

test.each(vectors.derivation)('derivation $id', async (each) => {
  await oracle.waitReady()
  const type = each.type as KeyType
  const expected = each.expected as { publicKey: string; accountId: string; ss58_42: string; secretKeyExpanded?: string }
  const seed = await miniSecret(each.mnemonic, each.passphrase)
  const pair = pairFrom(seed, each.path, type)
  const accountId = accountIdOf(pair.publicKey, type)
  expect(toHex(pair.publicKey)).toBe(expected.publicKey)
  expect(toHex(accountId)).toBe(expected.accountId)
  expect(encodeAddress(accountId)).toBe(expected.ss58_42)
  if (expected.secretKeyExpanded) {
    // A soft junction leaves the nonce half to chance: only the scalar is fixed.
    const soft = /(^|[^/])\/[^/]/.test(each.path)
    const shown = toHex(pair.secretKey)
    expect(soft ? shown.slice(0, 66) : shown).toBe(soft ? expected.secretKeyExpanded.slice(0, 66) : expected.secretKeyExpanded)
  }
  if (each.signature) {
    const message = fromHex(each.signature.message)
    const signed = signWith(pair, type, message)
    expect(signed[0]).toBe({ ed25519: 0, sr25519: 1, ecdsa: 2 }[type])
    if (each.signature.deterministic) expect(toHex(signed.slice(1))).toBe(each.signature.signature)
    if (type === 'sr25519') expect(oracle.sr25519Verify(signed.slice(1), message, pair.publicKey)).toBe(true)
    if (type === 'ed25519') expect(oracle.ed25519Verify(signed.slice(1), message, pair.publicKey)).toBe(true)
  }
})

test.each(vectors.signature)('signature $id: the verifier that these tests rely on tells right from wrong', async (each) => {
  await oracle.waitReady()
  const verify = each.type === 'sr25519' ? oracle.sr25519Verify : oracle.ed25519Verify
  expect(verify(fromHex(each.signature), fromHex(each.message), fromHex(each.publicKey))).toBe(each.valid)
})

test.each(vectors.derivation_negative)('derivation_negative $id', async (each) => {
  const seed = await miniSecret(each.mnemonic, each.passphrase)
  expect(codeOf(() => pairFrom(seed, each.path, each.type as KeyType))).toBe(each.expectedError)
})

test.each(vectors.upstream_address)('upstream_address $id', async (each) => {
  const { phrase, path, passphrase } = readSuri(each.suri, each.type as KeyType)
  const pair = pairFrom(await miniSecret(phrase, passphrase), path, each.type as KeyType)
  expect(encodeAddress(accountIdOf(pair.publicKey, each.type as KeyType))).toBe(each.expected.ss58_42)
})

test.each(vectors.junction)('junction $id', async (each) => {
  const { keyExtractPath } = await import('@polkadot/util-crypto')
  expect(keyExtractPath(each.path).path.map((junction) => toHex(junction.chainCode))).toEqual(
    each.junctions.map((junction) => junction.chainCode_polkadotjs),
  )
  expect(readPath(each.path, 'sr25519').map((junction) => junction.hard)).toEqual(each.junctions.map((junction) => junction.hard))
})

test.each(vectors.suri.filter((each) => each.expectedError))('suri $id', (each) => {
  expect(codeOf(() => readSuri(each.suri, 'sr25519'))).toBe(each.expectedError)
})

test.each(vectors.raw_seed.filter((each) => 'expected' in each))('raw_seed $id', (each) => {
  const pair = pairFrom(fromHex(each.seed), '', each.type as KeyType)
  const expected = each.expected as { publicKey: string; accountId: string; ss58_42: string }
  expect(toHex(pair.publicKey)).toBe(expected.publicKey)
  expect(encodeAddress(accountIdOf(pair.publicKey, each.type as KeyType))).toBe(expected.ss58_42)
})

test.each(vectors.sr25519_secret_forms)('sr25519_secret_forms $id', (each) => {
  // canonical = scalar ‖ nonce, expanded = 8·scalar ‖ nonce, both little-endian (keys.md 0.1).
  const canonical = fromHex(each.canonical64)
  const scalar = canonical.slice(0, 32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const expanded = fromHex(each.expanded64)
  expect(expanded.slice(0, 32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)).toBe(scalar * 8n)
  expect(toHex(expanded.slice(32))).toBe(toHex(canonical.slice(32)))
  const publicKey = fromHex(each.publicKey)
  expect(encodeAddress(publicKey)).toBe(each.ss58_42)
  const message = new TextEncoder().encode('of one key')
  expect(oracle.sr25519Verify(signWith({ publicKey, secretKey: expanded }, 'sr25519', message).slice(1), message, publicKey)).toBe(true)
})

test.each(vectors.ss58)('ss58 $id', (each) => {
  expect(encodeAddress(fromHex(each.publicKey), each.prefix)).toBe(each.address)
  const read = decodeAddress(each.address)
  expect([read.prefix, toHex(read.accountId)]).toEqual([each.prefix, each.publicKey])
})

test.each(vectors.ss58_negative)('ss58_negative $id', (each) => {
  // The strict reader; a form trims before it calls.
  const strict = () => {
    const { prefix } = decodeAddress(each.address)
    if (prefix !== 42) readAddress(each.address)
  }
  expect(codeOf(strict)).toBe(each.expectedError)
})

type VaultVector = { password: string; vaultId: string; epoch: number; kdf: Container['kdf'] }
const containerOf = (each: VaultVector, sealed: { wrapNonce: string; wrappedDek: string; records: Container['records'] }): Container => ({
  format: 'taovault/1',
  vaultId: each.vaultId,
  epoch: each.epoch,
  kdf: each.kdf,
  wrapNonce: sealed.wrapNonce,
  wrappedDek: sealed.wrappedDek,
  records: sealed.records.map(({ recordId, kindCode, recordVersion, nonce, ciphertext }) => ({
    recordId,
    kindCode,
    recordVersion,
    nonce,
    ciphertext,
  })),
})

test.each(vectors.vault_v1)('vault_v1 $id', async (each) => {
  const { expected } = each
  const made = containerOf(each as unknown as VaultVector, expected)
  expect(v.is(containerSchema, made)).toBe(true)
  expect(toHex(await keyOf(each.password, made.kdf))).toBe(expected.kek)
  expect(toHex(wrapAad(made))).toBe(expected.wrapAad)
  const dek = await unwrap(each.password, made)
  expect(toHex(dek)).toBe(expected.dek)
  expect(toHex(await recordKeyBytes(dek, made))).toBe(expected.recordKey)
  for (const [i, record] of made.records.entries()) {
    const wanted = expected.records[i] as { aad: string; payloadHex: string; plaintext: string }
    expect(toHex(recordAad(made, record))).toBe(wanted.aad)
    const payload = await openRecord(made, dek, record)
    expect(toHex(payload)).toBe(`0x${wanted.payloadHex.replace(/^0x/, '')}`)
    expect(toHex(padPayload(payload))).toBe(wanted.plaintext)
  }
})

test.each(vectors.vault_v1_negative)('vault_v1_negative $id', async (each) => {
  const made = containerOf(
    each as unknown as VaultVector,
    each as unknown as { wrapNonce: string; wrappedDek: string; records: Container['records'] },
  )
  const read = v.safeParse(containerSchema, made)
  // Another algorithm is no vault of ours, and is refused before anything is computed.
  if (each.kdf.alg !== 'argon2id') return expect(read.success).toBe(false)
  const open = async () => {
    const dek = await unwrap(each.password, made)
    for (const record of made.records) await openRecord(made, dek, record)
    return 'opened'
  }
  const code = await open().catch((error) => (error instanceof KluisError ? error.code.toUpperCase().replaceAll('-', '_') : String(error)))
  expect(code).toBe(each.expectedError)
})
