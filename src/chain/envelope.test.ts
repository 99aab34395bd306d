import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { expect, test } from 'vitest'
import vector from '../../e2e/localnet/fixtures/shield-vector.json' with { type: 'json' }
import { openEnvelope } from '../../e2e/localnet/shield'
import { fromHex, toHex } from '../units'
import { sealEnvelope } from './envelope'
import { code } from './fixtures/subtensor'

const key = fromHex(vector.encapsulationKey)
const order = fromHex(vector.plaintextExtrinsic)
const pair = ml_kem768.keygen(fromHex(vector.keygenSeed64))
const sealing = async (of: Uint8Array, what = order) => sealEnvelope(of, what)

test('the envelope of the vectors comes out byte for byte, and the chain opens it', () => {
  const made = sealEnvelope(key, order, { message: fromHex(vector.encapsulationRandomness32), nonce: fromHex(vector.nonce24) })
  expect(toHex(made)).toBe(vector.envelope)
  expect(toHex(openEnvelope(made, pair) ?? new Uint8Array())).toBe(vector.plaintextExtrinsic)
})

test('each envelope is another, only its key opens it, and nothing of the order stands in it', () => {
  const [one, two] = [sealEnvelope(key, order), sealEnvelope(key, order)]
  expect(toHex(one)).not.toBe(toHex(two))
  for (const each of [one, two]) {
    expect(toHex(openEnvelope(each, pair) ?? new Uint8Array())).toBe(vector.plaintextExtrinsic)
    expect(toHex(each)).not.toContain(toHex(order).slice(2, 66))
  }
  const [first, second] = [one, two].map((each) => toHex(each.slice(18 + 1_088, 18 + 1_088 + 24)))
  expect(first).not.toBe(second)
  const other = ml_kem768.keygen(new Uint8Array(64).fill(9))
  const secret = ml_kem768.decapsulate(one.slice(18, 18 + 1_088), other.secretKey)
  expect(() => xchacha20poly1305(secret, one.slice(1_106, 1_130)).decrypt(one.slice(1_130))).toThrow()
})

test('bytes that are no key are refused, and so is an order that fits into no envelope', async () => {
  for (const length of [0, 1, 1_183, 1_185, 1_568]) expect(await code(sealing(new Uint8Array(length)))).toBe('node-lied')
  expect(await code(sealing(new Uint8Array(1_184).fill(0xff)))).toBe('node-lied')
  expect(await code(sealing(key, new Uint8Array(8_192 - 1_146)))).toBe('fine')
  expect(await code(sealing(key, new Uint8Array(8_192 - 1_145)))).toBe('too-large')
})
