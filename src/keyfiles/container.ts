import { argon2id } from 'hash-wasm'
import * as v from 'valibot'
import { concat, fromHex, KluisError, toHex } from '../units'

// Format taovault/1: keys.md 6.3; its JSON schema is container.schema.json, its vectors are `vault_v1`.

const bytes = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^0x(?:[0-9a-f]{2})*$/), v.minLength(2 + 2 * min), v.maxLength(2 + 2 * max))
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))

export const kdfSchema = v.strictObject({
  alg: v.literal('argon2id'),
  version: v.literal(19),
  memoryKiB: whole,
  passes: whole,
  parallelism: whole,
  salt: bytes(16, 64),
})
export const recordSchema = v.strictObject({
  recordId: bytes(16, 16),
  /** 1 phrase (`phrase` or `phrase///passphrase`, UTF-8); further kinds of keys.md 6.3 come with the imports that need them. */
  kindCode: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
  recordVersion: whole,
  nonce: bytes(12, 12),
  ciphertext: bytes(16, 65_536),
})
export const MOST_RECORDS = 1_000
export const containerSchema = v.strictObject({
  format: v.literal('taovault/1'),
  vaultId: bytes(16, 16),
  epoch: whole,
  kdf: kdfSchema,
  wrapNonce: bytes(12, 12),
  wrappedDek: bytes(48, 48),
  records: v.pipe(v.array(recordSchema), v.maxLength(MOST_RECORDS)),
})
export type Kdf = v.InferOutput<typeof kdfSchema>
export type VaultRecord = v.InferOutput<typeof recordSchema>
export type Container = v.InferOutput<typeof containerSchema>
/** Which key sealed a record. */
type Epoch = Pick<Container, 'vaultId' | 'epoch'>

/** What every new wrap uses: fixed, never tuned down. */
export const OUR_KDF = { alg: 'argon2id', version: 19, memoryKiB: 65_536, passes: 3, parallelism: 1 } as const
/** Whether a wrap costs a guesser less than ours does: then it is made again at the next chance. */
export const isWeak = ({ memoryKiB, passes }: Pick<Kdf, 'memoryKiB' | 'passes'>): boolean =>
  memoryKiB < OUR_KDF.memoryKiB || passes < OUR_KDF.passes
const CEILING = { memoryKiB: 1_048_576, passes: 16, parallelism: 8 }
const BLOCK = 128

const text = (value: string) => new TextEncoder().encode(value)
const u32 = (value: number) => Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
const ZERO = Uint8Array.of(0)

/** The key-encryption key of a password (NFC, UTF-8), 32 bytes. The caller wipes it. @throws KluisError kdf-too-expensive, before any work; format-unsupported */
export async function keyOf(password: string, kdf: Kdf): Promise<Uint8Array> {
  if (kdf.memoryKiB > CEILING.memoryKiB || kdf.passes > CEILING.passes || kdf.parallelism > CEILING.parallelism)
    throw new KluisError('kdf-too-expensive')
  if (!kdf.passes || !kdf.parallelism || kdf.memoryKiB < 8 * kdf.parallelism) throw new KluisError('format-unsupported')
  const secret = text(password.normalize('NFC'))
  try {
    return await argon2id({
      password: secret,
      salt: fromHex(kdf.salt),
      memorySize: kdf.memoryKiB,
      iterations: kdf.passes,
      parallelism: kdf.parallelism,
      hashLength: 32,
      outputType: 'binary',
    })
  } finally {
    secret.fill(0)
  }
}

const aes = (key: Uint8Array) => crypto.subtle.importKey('raw', key as BufferSource, 'AES-GCM', false, ['encrypt', 'decrypt'])
const gcm = (nonce: Uint8Array, aad: Uint8Array) => ({ name: 'AES-GCM', iv: nonce as BufferSource, additionalData: aad as BufferSource })
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** What the wrap is bound to: every parameter that made its key. */
export function wrapAad(container: Pick<Container, 'vaultId' | 'epoch' | 'kdf'>): Uint8Array {
  const { vaultId, epoch, kdf } = container
  const salt = fromHex(kdf.salt)
  const numbers = concat(u32(kdf.memoryKiB), u32(kdf.passes), u32(kdf.parallelism), Uint8Array.of(salt.length))
  return concat(text('taovault/1/wrap'), ZERO, fromHex(vaultId), u32(epoch), Uint8Array.of(1), numbers, salt)
}

/** What a record is bound to: its vault, its own id, epoch, kind and version, so that none can stand in for another. */
export function recordAad(container: Epoch, record: Pick<VaultRecord, 'recordId' | 'kindCode' | 'recordVersion'>): Uint8Array {
  const id = concat(fromHex(container.vaultId), fromHex(record.recordId), u32(container.epoch))
  return concat(text('taovault/1/record'), ZERO, id, Uint8Array.of(record.kindCode), u32(record.recordVersion))
}

/** 01 ‖ u16be length ‖ payload ‖ zeros to a multiple of 128: the length of a phrase does not show. */
export function padPayload(payload: Uint8Array): Uint8Array {
  if (payload.length > 0xffff) throw new KluisError('too-large')
  const padded = new Uint8Array(Math.ceil((3 + payload.length) / BLOCK) * BLOCK)
  padded.set([1, payload.length >> 8, payload.length & 255])
  padded.set(payload, 3)
  return padded
}
export function unpadPayload(padded: Uint8Array): Uint8Array {
  const length = ((padded[1] ?? 0) << 8) | (padded[2] ?? 0)
  if (padded[0] !== 1 || padded.length % BLOCK || 3 + length > padded.length || padded.subarray(3 + length).some((byte) => byte))
    throw new KluisError('format-unsupported')
  return padded.slice(3, 3 + length)
}

/** Wraps the data key under a password with fresh salt and nonce. @param cost more of it where nobody waits for it every day */
export async function wrap(
  password: string,
  dek: Uint8Array,
  vaultId: string,
  epoch: number,
  cost: { memoryKiB: number; passes: number } = OUR_KDF,
): Promise<Pick<Container, 'kdf' | 'wrapNonce' | 'wrappedDek'>> {
  const kdf: Kdf = { ...OUR_KDF, memoryKiB: cost.memoryKiB, passes: cost.passes, salt: toHex(random(32)) }
  const kek = await keyOf(password, kdf)
  try {
    const nonce = random(12)
    const sealed = await crypto.subtle.encrypt(gcm(nonce, wrapAad({ vaultId, epoch, kdf })), await aes(kek), dek as BufferSource)
    return { kdf, wrapNonce: toHex(nonce), wrappedDek: toHex(new Uint8Array(sealed)) }
  } finally {
    kek.fill(0)
  }
}

/** Opens the data key, 32 bytes; the caller wipes it. @throws KluisError decrypt-failed (wrong password or altered header: nobody can tell), kdf-too-expensive, format-unsupported */
export async function unwrap(password: string, container: Container): Promise<Uint8Array> {
  const kek = await keyOf(password, container.kdf)
  try {
    const opened = crypto.subtle.decrypt(
      gcm(fromHex(container.wrapNonce), wrapAad(container)),
      await aes(kek),
      fromHex(container.wrappedDek) as BufferSource,
    )
    return new Uint8Array(await opened)
  } catch {
    throw new KluisError('decrypt-failed')
  } finally {
    kek.fill(0)
  }
}

const hkdf = (salt: Uint8Array, info: Uint8Array) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: salt as BufferSource,
  info: info as BufferSource,
})
const hkdfBase = (dek: Uint8Array) => crypto.subtle.importKey('raw', dek as BufferSource, 'HKDF', false, ['deriveKey', 'deriveBits'])
/**
 * A key for one purpose of a vault's data key: HKDF-SHA256.
 * @param dek 32 bytes
 * @param salt the vault's id, or nothing
 * @param info names the purpose, as no other one does
 * @returns AES-256-GCM, not extractable
 */
export async function purposeKey(dek: Uint8Array, salt: Uint8Array, info: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(hkdf(salt, info), await hkdfBase(dek), { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const recordsInfo = ({ epoch }: Epoch) => concat(text('taovault/1/records'), u32(epoch))
/** The key of all records of one epoch. Raw bytes only for the vectors. */
export const recordKey = (dek: Uint8Array, container: Epoch): Promise<CryptoKey> =>
  purposeKey(dek, fromHex(container.vaultId), recordsInfo(container))
export async function recordKeyBytes(dek: Uint8Array, container: Epoch): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(fromHex(container.vaultId), recordsInfo(container)), await hkdfBase(dek), 256))
}

/** Seals one secret. The payload stays the caller's to wipe. @param recordId of a record that is sealed again: accounts name it */
export async function sealRecord(
  container: Epoch,
  dek: Uint8Array,
  kindCode: number,
  payload: Uint8Array,
  recordId: string = toHex(random(16)),
): Promise<VaultRecord> {
  const record = { recordId, kindCode, recordVersion: 1 }
  const nonce = random(12)
  const padded = padPayload(payload)
  try {
    const sealed = await crypto.subtle.encrypt(
      gcm(nonce, recordAad(container, record)),
      await recordKey(dek, container),
      padded as BufferSource,
    )
    return { ...record, nonce: toHex(nonce), ciphertext: toHex(new Uint8Array(sealed)) }
  } finally {
    padded.fill(0)
  }
}

/** Opens one secret; the caller wipes it. @throws KluisError decrypt-failed, format-unsupported */
export async function openRecord(container: Epoch, dek: Uint8Array, record: VaultRecord): Promise<Uint8Array> {
  let padded: Uint8Array
  try {
    const key = await recordKey(dek, container)
    padded = new Uint8Array(
      await crypto.subtle.decrypt(
        gcm(fromHex(record.nonce), recordAad(container, record)),
        key,
        fromHex(record.ciphertext) as BufferSource,
      ),
    )
  } catch {
    throw new KluisError('decrypt-failed')
  }
  try {
    return unpadPayload(padded)
  } finally {
    padded.fill(0)
  }
}

/** Everything sealed again: a new data key under a new password, the next epoch. The caller wipes both keys. @throws KluisError decrypt-failed */
export async function sealAgain(old: Container, dek: Uint8Array, password: string, fresh: Uint8Array): Promise<Container> {
  const head = { vaultId: old.vaultId, epoch: old.epoch + 1 }
  const records: VaultRecord[] = []
  for (const record of old.records) {
    const payload = await openRecord(old, dek, record)
    try {
      records.push(await sealRecord(head, fresh, record.kindCode, payload, record.recordId))
    } finally {
      payload.fill(0)
    }
  }
  return { ...old, ...head, ...(await wrap(password, fresh, head.vaultId, head.epoch)), records }
}

export const newVaultId = () => toHex(random(16))
export const newDek = () => random(32)
