import { createRequire } from 'node:module'
import { blake2b } from '@noble/hashes/blake2.js'
import { compactNumber, u16, u32 } from '@polkadot-api/substrate-bindings'
import { decodeAddress, encodeAddress } from '../../src/units'

// Rust's own cryptography, not the library that the wallet signs with: the chain is no witness for itself.
const wasm = createRequire(import.meta.url)('@polkadot/wasm-crypto') as {
  waitReady(): Promise<boolean>
  isReady(): boolean
  sr25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  secp256k1Recover(hash: Uint8Array, signature: Uint8Array, recovery: number): Uint8Array
  secp256k1Compress(publicKey: Uint8Array): Uint8Array
  sr25519KeypairFromSeed(seed: Uint8Array): Uint8Array
  sr25519DeriveKeypairHard(pair: Uint8Array, chainCode: Uint8Array): Uint8Array
  sr25519Sign(publicKey: Uint8Array, secret: Uint8Array, message: Uint8Array): Uint8Array
  bip39ToMiniSecret(phrase: string, password: string): Uint8Array
}
export async function cryptoReady(): Promise<void> {
  if (!(await wasm.waitReady()) || !wasm.isReady()) throw new Error('the WASM cryptography did not start')
}

const blake256 = (bytes: Uint8Array) => blake2b(bytes, { dkLen: 32 })
const text = new TextEncoder()

/** Whether a MultiSignature over `message` belongs to an account id. */
export function verifies(signature: { type: string; value: Uint8Array }, message: Uint8Array, accountId: Uint8Array): boolean {
  try {
    if (signature.type === 'Sr25519') return wasm.sr25519Verify(signature.value, message, accountId)
    if (signature.type === 'Ed25519') return wasm.ed25519Verify(signature.value, message, accountId)
    const recovered = wasm.secp256k1Recover(blake256(message), signature.value.subarray(0, 64), signature.value[64] as number)
    return Buffer.from(blake256(wasm.secp256k1Compress(recovered))).equals(accountId)
  } catch {
    return false
  }
}

/** The account that `as_derivative` acts as. */
export function derivedAccount(who: string, index: number): string {
  const bytes = new Uint8Array(16 + 32 + 2)
  bytes.set(text.encode('modlpy/utilisuba'))
  bytes.set(decodeAddress(who).accountId, 16)
  new DataView(bytes.buffer).setUint16(48, index, true)
  return encodeAddress(blake256(bytes))
}

/** The account that signatories share: `threshold` of them act as it (chain.md 4.8). */
export function multisigAccount(signatories: readonly string[], threshold: number): string {
  const ids = signatories.map((each) => decodeAddress(each).accountId).sort(Buffer.compare)
  return encodeAddress(
    blake256(
      Uint8Array.from([
        ...text.encode('modlpy/utilisuba'),
        ...compactNumber.enc(ids.length),
        ...ids.flatMap((each) => [...each]),
        ...u16.enc(threshold),
      ]),
    ),
  )
}
/** The account without a key that `create_pure` makes (chain.md 4.7). @param type place of the proxy type */
export function pureAccount(spawner: string, height: number, extrinsic: number, type: number, index: number): string {
  return encodeAddress(
    blake256(
      Uint8Array.from([
        ...text.encode('modlpy/proxy____'),
        ...decodeAddress(spawner).accountId,
        ...u32.enc(height),
        ...u32.enc(extrinsic),
        type,
        ...u16.enc(index),
      ]),
    ),
  )
}

const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
export type Development = { name: string; address: string; accountId: Uint8Array; kind: 1; sign(message: Uint8Array): Uint8Array }
let made: readonly Development[] | undefined
/** //Alice to //Ferdie of the public development phrase, sr25519. Call after cryptoReady. */
export function developmentAccounts(): Development[] {
  made ??= derive()
  return [...made]
}
function derive(): Development[] {
  const seed = wasm.bip39ToMiniSecret(PHRASE, '')
  return ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'].map((name) => {
    const chainCode = new Uint8Array(32)
    chainCode.set([name.length << 2, ...text.encode(name)])
    const pair = wasm.sr25519DeriveKeypairHard(wasm.sr25519KeypairFromSeed(seed), chainCode)
    const accountId = pair.slice(64)
    return {
      name,
      accountId,
      kind: 1,
      address: encodeAddress(accountId),
      sign: (message) => wasm.sr25519Sign(accountId, pair.subarray(0, 64), message),
    }
  })
}
