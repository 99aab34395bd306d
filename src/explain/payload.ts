import { blake2b } from '@noble/hashes/blake2.js'
import { compactBn, compactNumber } from '@polkadot-api/substrate-bindings'
import { concat, decodeAddress, decodeEra, type Era, type ErrorCode, encodeEra, fromHex, KluisError, toHex } from '../units'
import { type DecodedCall, openCall } from './call'
import { measureCall } from './measure'
import type { RuntimeView } from './runtime'

/** `SignerPayloadJSON` as it comes from a page or from our own transfer: hex numbers are big-endian of any width (chain.md 9). */
export type PayloadFields = {
  address: string
  blockHash: string
  era: string
  genesisHash: string
  method: string
  nonce: string
  signedExtensions: readonly string[]
  specVersion: string
  tip: string
  transactionVersion: string
  version: number
  assetId?: unknown
  blockNumber?: string | null | undefined
  metadataHash?: string | null | undefined
  mode?: number | null | undefined
  withSignedTransaction?: boolean | null | undefined
}
/** The chain that must accept it, as the wallet itself knows it. `digest`: RFC-0078, null where it cannot be had. */
export type ChainFacts = { genesisHash: string; specVersion: number; transactionVersion: number; digest: string | null }
export type OpenedPayload = {
  accountId: Uint8Array
  call: DecodedCall
  callBytes: Uint8Array
  era: Era
  nonce: number
  tip: bigint
  mode: 0 | 1
  /** What stands in the extrinsic before the call: era, nonce, tip, mode. */
  extra: Uint8Array
  /** call ‖ extra ‖ implicit: what is explained. */
  signed: Uint8Array
  /** What the key signs: `signed`, or its BLAKE2b-256 above 256 bytes. */
  toSign: Uint8Array
  /** BLAKE2b-256 of `signed`: names these bytes and no others. */
  hash: string
}

const MAX_PERIOD = 2_048
const NOTHING = new Uint8Array()
const u32 = (value: number) => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)
const hash256 = (bytes: Uint8Array) => blake2b(bytes, { dkLen: 32 })

function number(hex: string, max: bigint, code: ErrorCode = 'payload-invalid'): bigint {
  const value = /^0x[0-9a-fA-F]{1,64}$/.test(hex) ? BigInt(hex) : -1n
  if (value < 0n || value > max) throw new KluisError(code)
  return value
}
function hash(hex: string): Uint8Array {
  if (!/^0x[0-9a-fA-F]{64}$/.test(hex)) throw new KluisError('payload-invalid')
  return fromHex(hex.toLowerCase())
}

/** What the extensions of this era of Subtensor, and that of Asset Hub, put into the extrinsic, and what only into the signature. Others must be empty. */
type Parts = {
  era: Uint8Array
  nonce: number
  tip: bigint
  mode: 0 | 1
  genesis: Uint8Array
  birth: Uint8Array
  facts: ChainFacts
  metadataHash: Uint8Array | null
}
const extensions: Record<string, (parts: Parts) => { extra?: Uint8Array; implicit?: Uint8Array }> = {
  CheckNonZeroSender: () => ({}),
  CheckSpecVersion: ({ facts }) => ({ implicit: u32(facts.specVersion) }),
  CheckTxVersion: ({ facts }) => ({ implicit: u32(facts.transactionVersion) }),
  CheckGenesis: ({ genesis }) => ({ implicit: genesis }),
  CheckMortality: ({ era, birth }) => ({ extra: era, implicit: birth }),
  CheckNonce: ({ nonce }) => ({ extra: compactNumber.enc(nonce) }),
  CheckWeight: () => ({}),
  ChargeTransactionPayment: ({ tip }) => ({ extra: compactBn.enc(tip) }),
  // Asset Hub's: the fee is paid in no asset but the chain's own, for any other was refused.
  ChargeAssetTxPayment: ({ tip }) => ({ extra: concat(compactBn.enc(tip), Uint8Array.of(0)) }),
  CheckMetadataHash: ({ mode, metadataHash }) => ({
    extra: Uint8Array.of(mode),
    implicit: metadataHash ? concat(Uint8Array.of(1), metadataHash) : Uint8Array.of(0),
  }),
}

/** Whether these are the bytes of one value of a type, all of them. */
function isOne(runtime: RuntimeView, type: number, bytes: Uint8Array): boolean {
  try {
    return measureCall(runtime, bytes, type).length === bytes.length
  } catch {
    return false
  }
}

/**
 * Opens a payload to sign: every field is read, checked against the connected chain, and turned into the exact bytes.
 * @throws KluisError payload-invalid, payload-wrong-genesis, payload-wrong-spec, payload-immortal, payload-other-chain, extension-unknown,
 *   metadata-unverified (mode 1 with a digest that is not ours), ss58-*, and those of openCall
 */
export function openPayload(runtime: RuntimeView, fields: PayloadFields, facts: ChainFacts): OpenedPayload {
  if (fields.version !== 4) throw new KluisError('payload-invalid')
  if (fields.assetId !== null && fields.assetId !== undefined) throw new KluisError('payload-other-chain')
  if (fields.genesisHash.toLowerCase() !== facts.genesisHash.toLowerCase()) throw new KluisError('payload-wrong-genesis')
  const specVersion = Number(number(fields.specVersion, 0xffffffffn))
  const transactionVersion = Number(number(fields.transactionVersion, 0xffffffffn))
  if (specVersion !== facts.specVersion || transactionVersion !== facts.transactionVersion)
    throw new KluisError('payload-wrong-spec', { asked: String(specVersion), chain: String(facts.specVersion) })

  const callBytes = fromHex(fields.method)
  const call = openCall(runtime, callBytes)
  const { accountId } = decodeAddress(fields.address)
  const eraBytes = fromHex(fields.era)
  const era = decodeEra(eraBytes)
  if (!era) throw new KluisError('payload-immortal')
  if (era.period > MAX_PERIOD) throw new KluisError('payload-invalid', { period: String(era.period) })
  if (toHex(encodeEra(era)) !== toHex(eraBytes)) throw new KluisError('payload-invalid')

  const mode = fields.mode ?? 0
  if (mode !== 0 && mode !== 1) throw new KluisError('payload-invalid')
  const metadataHash = fields.metadataHash ? hash(fields.metadataHash) : null
  if ((mode === 1) !== (metadataHash !== null)) throw new KluisError('payload-invalid')
  if (metadataHash && toHex(metadataHash) !== facts.digest?.toLowerCase()) throw new KluisError('metadata-unverified')

  const parts: Parts = {
    era: eraBytes,
    nonce: Number(number(fields.nonce, 0xffffffffn)),
    tip: number(fields.tip, 2n ** 64n - 1n),
    mode,
    genesis: hash(fields.genesisHash),
    birth: hash(fields.blockHash),
    facts,
    metadataHash,
  }
  const { extra, implicit } = extensionBytes(runtime, fields.signedExtensions, parts)
  return { accountId, call, era, nonce: parts.nonce, tip: parts.tip, mode, ...finish(callBytes, extra, implicit) }
}

function extensionBytes(runtime: RuntimeView, named: readonly string[], parts: Parts): { extra: Uint8Array; implicit: Uint8Array } {
  const declared = runtime.metadata.extrinsic.signedExtensions[0] ?? []
  const differs = named.length !== declared.length || declared.some((each, i) => each.identifier !== named[i])
  if (differs) throw new KluisError('extension-unknown')
  const extra: Uint8Array[] = []
  const implicit: Uint8Array[] = []
  for (const { identifier, type, additionalSigned } of declared) {
    const known = Object.hasOwn(extensions, identifier) ? extensions[identifier] : undefined
    const { extra: inside = NOTHING, implicit: beside = NOTHING } = known?.(parts) ?? {}
    // What we put in must be what the chain takes out: an extension that wants bytes which we do not know is refused.
    if (!isOne(runtime, type, inside) || !isOne(runtime, additionalSigned, beside))
      throw new KluisError('extension-unknown', { name: identifier })
    extra.push(inside)
    implicit.push(beside)
  }
  return { extra: concat(...extra), implicit: concat(...implicit) }
}

function finish(callBytes: Uint8Array, extra: Uint8Array, implicit: Uint8Array) {
  const signed = concat(callBytes, extra, implicit)
  return { callBytes, extra, signed, toSign: signed.length > 256 ? hash256(signed) : signed, hash: toHex(hash256(signed)) }
}

/** The same payload with our metadata digest in it. Only where the asker agreed to get the transaction back changed. */
export function withMetadataHash(fields: PayloadFields, digest: string): PayloadFields {
  return { ...fields, mode: 1, metadataHash: digest }
}

/** A signed extrinsic, version 4, with its length in front. @param signature MultiSignature, 65 or 66 bytes */
export function extrinsicOf(
  opened: Pick<OpenedPayload, 'accountId' | 'extra' | 'callBytes'>,
  signature: Uint8Array,
): { bytes: Uint8Array; hash: string } {
  const body = concat(Uint8Array.of(0x84, 0x00), opened.accountId, signature, opened.extra, opened.callBytes)
  const bytes = concat(compactNumber.enc(body.length), body)
  return { bytes, hash: toHex(hash256(bytes)) }
}
