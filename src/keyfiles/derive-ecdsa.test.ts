import { expect, test, vi } from 'vitest'
import { type KeySecret, publicPartOf, withPair } from './secret'

// Browsers take util-crypto's path without WebAssembly, which gives the seed itself back as the secret key.
vi.mock('@polkadot/util-crypto', async (original) => {
  const all = await original<typeof import('@polkadot/util-crypto')>()
  return { ...all, secp256k1PairFromSeed: (seed: Uint8Array) => all.secp256k1PairFromSeed(seed, true) }
})

test('an ecdsa seed is what it was after its key was computed, and its pair is whole while it is used', async () => {
  const secret: KeySecret = { kind: 'seed', seed: new Uint8Array(32).fill(7), path: '', type: 'ecdsa' }
  const first = await publicPartOf(secret)
  expect(secret.seed).toEqual(new Uint8Array(32).fill(7))
  expect(await publicPartOf(secret)).toEqual(first)
  const phrase: KeySecret = {
    ...secret,
    kind: 'phrase',
    phrase: 'bottom drive obey lake curtain smoke basket hold race lonely fit walk',
    passphrase: '',
  }
  for (const path of ['', '//a']) expect(await withPair({ ...phrase, path }, ({ secretKey }) => secretKey.some((byte) => byte))).toBe(true)
})
