import { secp256k1 as newer } from '@noble/curves/secp256k1.js'

/**
 * The secp256k1 of @noble/curves 2 as util-crypto asks for it, which was written for version 1: one curve library is shipped instead of
 * two (20 kB). e2e/checks/alike.test.ts compares both.
 */
const point = (key: Uint8Array) => {
  const at = newer.Point.fromBytes(key)
  return { x: at.x, y: at.y, toRawBytes: (compressed = true) => at.toBytes(compressed) }
}

export const secp256k1 = {
  /** @returns the public key of a seed of 32 bytes: 33 bytes, or 65 when not compressed */
  getPublicKey: (seed: Uint8Array, compressed: boolean): Uint8Array => newer.getPublicKey(seed, compressed),
  /** @param digest 32 bytes that are signed as they are: version 2 would hash them once more unless told not to */
  sign: (digest: Uint8Array, seed: Uint8Array) =>
    newer.Signature.fromBytes(newer.sign(digest, seed, { prehash: false, lowS: true, format: 'recovered' }), 'recovered'),
  ProjectivePoint: { fromHex: point },
  Signature: {
    fromCompact: (signature: Uint8Array) => ({
      addRecoveryBit: (recovery: number) => ({
        recoverPublicKey: (digest: Uint8Array) =>
          point(newer.Signature.fromBytes(signature, 'compact').addRecoveryBit(recovery).recoverPublicKey(digest).toBytes()),
      }),
    }),
  },
}
