import { compactBn, compactNumber } from '@polkadot-api/substrate-bindings'
import { concat, encodeEra, fromHex, mortalEra } from '../../src/units'
import type { Chain } from './chain'
import { extensions } from './metadata'
import { blake } from './pallets/system'

/** Who signs, and how: the variant of MultiSignature is 0 for ed25519, 1 for sr25519, 2 for ecdsa. */
export type Signer = { accountId: Uint8Array; kind: 0 | 1 | 2; sign(message: Uint8Array): Uint8Array }
/** What is signed. Left out, it is what this chain wants now; a test sets it wrong to see the refusal. */
export type Signed = {
  nonce?: number
  tip?: bigint
  /** Blocks; null is immortal. */
  period?: number | null
  /** The block in which the era begins. */
  birth?: { number: number; hash: string }
  mode?: 0 | 1
  digest?: Uint8Array
  specVersion?: number
  transactionVersion?: number
  genesisHash?: string
}

/** Bytes of a call by its names. */
export function callOf(chain: Chain, pallet: string, name: string, args: unknown): Uint8Array {
  const { codec, location } = chain.built.builder.buildCall(pallet, name)
  return concat(Uint8Array.from(location), codec.enc(args))
}

/** A signed extrinsic of version 4 for this chain, with its length in front. */
export function signed(chain: Chain, address: string, { accountId, kind, sign }: Signer, call: Uint8Array, wrong: Signed = {}): Uint8Array {
  const head = chain.blocks[chain.finalised] as { number: number; hash: string }
  const { period = 64, birth = head, mode = 0, specVersion = chain.info.specVersion, genesisHash = chain.genesisHash } = wrong
  const extra = concat(
    period === null ? Uint8Array.of(0) : encodeEra(mortalEra(birth.number, period)),
    compactNumber.enc(wrong.nonce ?? chain.nextNonce(address)),
    compactBn.enc(wrong.tip ?? 0n),
    Uint8Array.of(mode),
  )
  const u32 = (value: number) => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)
  const implicit: Record<string, Uint8Array> = {
    CheckSpecVersion: u32(specVersion),
    CheckTxVersion: u32(wrong.transactionVersion ?? chain.info.transactionVersion),
    CheckGenesis: fromHex(genesisHash),
    CheckMortality: fromHex(period === null ? genesisHash : birth.hash),
    CheckMetadataHash: mode === 1 ? concat(Uint8Array.of(1), wrong.digest ?? chain.digest()) : Uint8Array.of(0),
  }
  const payload = concat(call, extra, ...extensions.map(([name]) => implicit[name] ?? new Uint8Array()))
  const signature = sign(payload.length > 256 ? blake(payload) : payload)
  const body = concat(Uint8Array.of(0x84, 0), accountId, Uint8Array.of(kind), signature, extra, call)
  return concat(compactNumber.enc(body.length), body)
}
