import { compactNumber, Twox128 } from '@polkadot-api/substrate-bindings'
import { decodeAddress } from '../../../src/units'
import { badOrigin, type Call, type Context, type Pallet } from '../pallet'
import { blake } from './system'

const ACCOUNT = 'sp_core::crypto::AccountId32'
const BYTES = 'bounded_collections::bounded_vec::BoundedVec#bytes'
export const MAX_ENVELOPE = 8_192
const LENGTHS = { hash: 16, kem: 1_088, nonce: 24, tag: 16 } as const

const bytesOf = (value: unknown) =>
  typeof value === 'string' ? Uint8Array.from(Buffer.from(value.slice(2), 'hex')) : (value as Uint8Array)
const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`

/** What is in an envelope: the hash of the key that it is for, and what that key opens (chain.md 4.15). */
export type Envelope = { keyHash: Uint8Array; kem: Uint8Array; nonce: Uint8Array; sealed: Uint8Array }
/** Takes an envelope apart; undefined where its bytes are none. */
export function parseEnvelope(bytes: Uint8Array): Envelope | undefined {
  const { hash, kem, nonce, tag } = LENGTHS
  if (bytes.length < hash + 2 + kem + nonce + tag) return undefined
  if ((bytes[hash] ?? 0) + ((bytes[hash + 1] ?? 0) << 8) !== kem) return undefined
  const at = hash + 2
  return {
    keyHash: bytes.slice(0, hash),
    kem: bytes.slice(at, at + kem),
    nonce: bytes.slice(at + kem, at + kem + nonce),
    sealed: bytes.slice(at + kem + nonce),
  }
}
/** The envelope that a call brings, as it came; undefined for every other call. */
export function envelopeOf(call: Call): Uint8Array | undefined {
  if (call.type !== 'MevShield' || call.value.type !== 'submit_encrypted') return undefined
  return bytesOf((call.value.value as { ciphertext: unknown }).ciphertext)
}
export const keyHash = (key: Uint8Array) => Twox128(key)

/** The number with which the pool refuses an envelope: it is none, or the key is neither of the two that come next. */
export function shieldCode({ read }: Pick<Context, 'read'>, call: Call): number | undefined {
  const bytes = envelopeOf(call)
  if (!bytes) return undefined
  const parsed = parseEnvelope(bytes)
  if (!parsed) return 23
  const isFor = (item: string) => {
    const key = read<unknown>('MevShield', item)
    return key !== undefined && hex(keyHash(bytesOf(key))) === hex(parsed.keyHash)
  }
  return isFor('NextKey') || isFor('PendingKey') ? undefined : 24
}

/** Moves the keys on by a block: the author of the one after next is announced, and each stands one nearer. */
export function announce({ read, write }: Pick<Context, 'read' | 'write'>, number: number, next: Uint8Array | undefined): void {
  const pending = read<unknown>('MevShield', 'NextKey')
  write('MevShield', 'CurrentKey', [], read('MevShield', 'PendingKey'))
  write('MevShield', 'PendingKey', [], pending)
  write('MevShield', 'PendingKeyExpiresAt', [], pending === undefined ? undefined : number + 2)
  write('MevShield', 'NextKey', [], next)
  write('MevShield', 'NextKeyExpiresAt', [], next && number + 3)
}

function signer({ origin }: Context): string {
  if (origin.kind !== 'signed') throw badOrigin()
  return origin.who
}
function submit(context: Context, { ciphertext }: { ciphertext: unknown }): void {
  const who = signer(context)
  const bytes = bytesOf(ciphertext)
  const id = blake(Uint8Array.from([...decodeAddress(who).accountId, ...compactNumber.enc(bytes.length), ...bytes]))
  context.deposit('MevShield', 'EncryptedSubmitted', { id: hex(id), who })
}
/** Kept for the block after: there nobody can open it. */
function store(context: Context, { encrypted_call }: { encrypted_call: unknown }): void {
  const who = signer(context)
  const { read, write } = context
  const count = read<number>('MevShield', 'CounterForPendingExtrinsics')
  if (count >= read<number>('MevShield', 'MaxPendingExtrinsicsLimit')) throw context.refuse('MevShield', 'TooManyPendingExtrinsics')
  const index = read<number>('MevShield', 'NextPendingExtrinsicIndex')
  const submitted_at = read<number>('System', 'Number')
  write('MevShield', 'PendingExtrinsics', [index], { who, encrypted_call, submitted_at })
  write('MevShield', 'NextPendingExtrinsicIndex', [], index + 1)
  write('MevShield', 'CounterForPendingExtrinsics', [], count + 1)
  context.deposit('MevShield', 'ExtrinsicStored', { index, who })
}
function clear({ read, write, deposit }: Context): void {
  const count = read<number>('MevShield', 'CounterForPendingExtrinsics')
  const end = read<number>('MevShield', 'NextPendingExtrinsicIndex')
  for (let index = end - count; index < end; index++) {
    write('MevShield', 'PendingExtrinsics', [index], undefined)
    deposit('MevShield', 'ExtrinsicDecodeFailed', { index })
  }
  if (count > 0) write('MevShield', 'CounterForPendingExtrinsics', [], 0)
}
const rootOnly = () => {
  throw badOrigin()
}
const optional = (name: string, value: string) => ({ name, optional: true as const, value })

export const types: Readonly<Record<string, string>> = {
  'pallet_shield::pallet::PendingExtrinsic': `struct {who: ${ACCOUNT}, encrypted_call: ${BYTES}, submitted_at: u32}`,
}

/** Takes envelopes; who opens them, and when, is the author's affair (shield.ts). */
export const mevShield: Pallet = {
  name: 'MevShield',
  index: 30,
  calls: {
    path: 'pallet_shield::pallet::Call',
    body: `enum 0 announce_next_key{enc_key: Option<${BYTES}>} | 1 submit_encrypted{ciphertext: ${BYTES}} | 2 store_encrypted{encrypted_call: ${BYTES}} | 3 set_max_pending_extrinsics_number{value: u32} | 4 set_on_initialize_weight{value: u64} | 5 set_stored_extrinsic_lifetime{value: u32} | 6 set_max_extrinsic_weight{value: u64}`,
  },
  events: {
    path: 'pallet_shield::pallet::Event',
    body: `enum 0 EncryptedSubmitted{id: primitive_types::H256, who: ${ACCOUNT}} | 1 ExtrinsicStored{index: u32, who: ${ACCOUNT}} | 2 ExtrinsicDecodeFailed{index: u32} | 3 ExtrinsicDispatchFailed{index: u32, error: sp_runtime::DispatchError} | 4 ExtrinsicDispatched{index: u32} | 5 ExtrinsicExpired{index: u32} | 6 ExtrinsicPostponed{index: u32} | 7 MaxPendingExtrinsicsNumberSet{value: u32} | 8 OnInitializeWeightSet{value: u64} | 9 ExtrinsicLifetimeSet{value: u32} | 10 MaxExtrinsicWeightSet{value: u64} | 11 ExtrinsicWeightExceeded{index: u32}`,
  },
  errors: {
    path: 'pallet_shield::pallet::Error',
    body: 'enum 0 BadEncKeyLen | 1 Unreachable | 2 TooManyPendingExtrinsics | 3 WeightExceedsAbsoluteMax',
  },
  storage: [
    optional('CurrentKey', BYTES),
    optional('PendingKey', BYTES),
    optional('NextKey', BYTES),
    {
      name: 'AuthorKeys',
      optional: true,
      hasher: 'Twox64Concat',
      key: 'sp_consensus_aura::sr25519::app_sr25519::Public',
      value: BYTES,
    },
    optional('PendingKeyExpiresAt', 'u32'),
    optional('NextKeyExpiresAt', 'u32'),
    { name: 'HasMigrationRun', hasher: 'Identity', key: BYTES, value: 'bool', initial: false },
    { name: 'MaxPendingExtrinsicsLimit', value: 'u32', initial: 100 },
    { name: 'ExtrinsicLifetime', value: 'u32', initial: 10 },
    { name: 'OnInitializeWeight', value: 'u64', initial: 500_000_000_000n },
    { name: 'MaxExtrinsicWeight', value: 'u64', initial: 50_000_000_000n },
    { name: 'PendingExtrinsics', optional: true, hasher: 'Identity', key: 'u32', value: 'pallet_shield::pallet::PendingExtrinsic' },
    { name: 'CounterForPendingExtrinsics', value: 'u32', initial: 0 },
    { name: 'NextPendingExtrinsicIndex', value: 'u32', initial: 0 },
  ],
  constants: [],
  weight: (name) => (name === 'store_encrypted' ? 20_000_000_000n : 150_000_000n),
  run: {
    announce_next_key: rootOnly,
    submit_encrypted: submit,
    store_encrypted: store,
    set_max_pending_extrinsics_number: rootOnly,
    set_on_initialize_weight: rootOnly,
    set_stored_extrinsic_lifetime: rootOnly,
    set_max_extrinsic_weight: rootOnly,
  },
  begin: clear,
}
