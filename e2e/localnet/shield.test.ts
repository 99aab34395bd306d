import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fromHex, toHex } from '../../src/units'
import { seal } from './fixtures/shield'
import vector from './fixtures/shield-vector.json' with { type: 'json' }
import { createStaking, type Staking, TAO } from './fixtures/staking'
import { parseEnvelope } from './pallets/mev-shield'
import { openEnvelope } from './shield'
import { callOf, type Signed, signed } from './signed'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
})
const keyIn = (item: string): Uint8Array | undefined => {
  const found = at.chain.at(at.chain.best).read<string | Uint8Array | undefined>('MevShield', item)
  return typeof found === 'string' ? fromHex(found) : found
}
const expiry = () => at.chain.at(at.chain.best).read<number>('MevShield', 'NextKeyExpiresAt')
const gift = (nonce: number, options: Signed = {}) =>
  signed(
    at.chain,
    at.bob.address,
    at.bob,
    callOf(at.chain, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: at.eve.address }, value: TAO }),
    { nonce, period: 8, birth: at.chain.best, ...options },
  )
function outer(ciphertext: Uint8Array, options: Signed = {}): Uint8Array {
  const call = callOf(at.chain, 'MevShield', 'submit_encrypted', { ciphertext })
  return signed(at.chain, at.bob.address, at.bob, call, { period: 8, birth: at.chain.best, ...options })
}
function hand(bytes: Uint8Array): string {
  try {
    at.chain.submit(bytes)
    return 'taken'
  } catch (error) {
    return String((error as { data?: string }).data)
  }
}
const nonce = () => at.chain.account(at.bob.address).nonce
const has = (block: { extrinsics: string[] }, bytes: Uint8Array) => block.extrinsics.includes(toHex(bytes))

describe('the envelope of the vectors', () => {
  const keys = { publicKey: fromHex(vector.encapsulationKey), secretKey: new Uint8Array(2_400) }
  test('is opened by its key, sealed again byte for byte, and carried by its call', async () => {
    const { ml_kem768 } = await import('@noble/post-quantum/ml-kem.js')
    const pair = ml_kem768.keygen(fromHex(vector.keygenSeed64))
    expect(toHex(pair.publicKey)).toBe(vector.encapsulationKey)
    expect(toHex(openEnvelope(fromHex(vector.envelope), pair) ?? new Uint8Array())).toBe(vector.plaintextExtrinsic)
    const chances = { message: fromHex(vector.encapsulationRandomness32), nonce: fromHex(vector.nonce24) }
    expect(toHex(seal(pair.publicKey, fromHex(vector.plaintextExtrinsic), chances))).toBe(vector.envelope)
    expect(toHex(callOf(at.chain, 'MevShield', 'submit_encrypted', { ciphertext: fromHex(vector.envelope) }))).toBe(
      vector.submitEncryptedCall,
    )
  })
  test('is opened by no other key, nor when a bit of it changed; what is none is not taken apart', () => {
    expect(openEnvelope(fromHex(vector.envelope), keys)).toBeUndefined()
    const bent = fromHex(vector.envelope)
    bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1
    expect(openEnvelope(bent, keys)).toBeUndefined()
    expect(parseEnvelope(new Uint8Array(1_145))).toBeUndefined()
    expect(parseEnvelope(new Uint8Array(2_000))).toBeUndefined()
  })
})

describe('shielded transactions', () => {
  test('every block has another key, which is the next, then the pending, then the current one', () => {
    const [next, until] = [keyIn('NextKey'), expiry()]
    expect([next?.length, until]).toEqual([1_184, at.chain.best.number + 3])
    at.chain.produce()
    expect([keyIn('PendingKey'), expiry()]).toEqual([next, until + 1])
    expect(keyIn('NextKey')).not.toEqual(next)
    at.chain.produce()
    expect(keyIn('CurrentKey')).toEqual(next)
  })

  test('the outer one runs with nonce n, what it holds runs in the next block with n + 1, and both pay', () => {
    const before = [at.free(at.bob), at.free(at.eve)] as const
    const inner = gift(1)
    expect(hand(outer(seal(keyIn('NextKey') as Uint8Array, inner), { nonce: 0 }))).toBe('taken')
    const first = at.chain.produce()
    expect([has(first, inner), nonce(), first.extrinsics.length]).toEqual([false, 1, 2])
    const [told] = at.events()
    expect(told).toMatchObject({ name: 'Balances.Withdraw' })
    expect(at.events().map(({ name }) => name)).toContain('MevShield.EncryptedSubmitted')
    const second = at.chain.produce()
    expect([has(second, inner), nonce()]).toEqual([true, 2])
    expect(at.events().map(({ name }) => name)).toContain('Balances.Transfer')
    expect(at.free(at.eve)).toBe(before[1] + TAO)
    expect(before[0] - at.free(at.bob)).toBeGreaterThan(TAO)
  })

  test('who is a block late still finds the author: both run in one block', () => {
    const key = keyIn('NextKey') as Uint8Array
    at.chain.produce()
    const inner = gift(1)
    expect(hand(outer(seal(key, inner)))).toBe('taken')
    const block = at.chain.produce()
    expect([has(block, inner), nonce()]).toEqual([true, 2])
  })

  test('after two blocks the key is over: the pool says 24, and of bytes that are no envelope 23', () => {
    const key = keyIn('NextKey') as Uint8Array
    at.chain.produce()
    at.chain.produce()
    expect(hand(outer(seal(key, gift(1))))).toBe('Custom error: 24')
    expect(hand(outer(new Uint8Array(500)))).toBe('Custom error: 23')
    expect(hand(outer(fromHex(vector.envelope)))).toBe('Custom error: 24')
    expect(hand(outer(new Uint8Array(8_193)))).toMatch(/Bad input data/)
  })

  test('where the author’s key rotated first, the outer one is there, what it held is lost, and its nonce is free', () => {
    const inner = gift(1)
    expect(hand(outer(seal(keyIn('NextKey') as Uint8Array, inner)))).toBe('taken')
    at.chain.rotateShield()
    const blocks = [at.chain.produce(), at.chain.produce(), at.chain.produce(), at.chain.produce()]
    expect(blocks.some((block) => has(block, inner))).toBe(false)
    expect([nonce(), at.chain.nextNonce(at.bob.address)]).toEqual([1, 1])
    expect(hand(outer(seal(keyIn('NextKey') as Uint8Array, gift(2)), { nonce: 1 }))).toBe('taken')
    at.chain.produce()
    at.chain.produce()
    expect(nonce()).toBe(3)
  })

  test('what it holds is lost if its nonce is taken, if it is no transaction, or if nobody can open it', () => {
    const key = () => keyIn('NextKey') as Uint8Array
    const late = gift(1)
    hand(outer(seal(key(), late), { nonce: 0 }))
    hand(gift(1, { tip: 5n }))
    at.chain.produce()
    expect([has(at.chain.produce(), late), nonce()]).toEqual([false, 2])
    hand(outer(seal(key(), Uint8Array.of(1, 2, 3)), { nonce: 2 }))
    at.chain.produce()
    expect([at.chain.produce().extrinsics.length, nonce()]).toEqual([1, 3])
    hand(outer(seal(key(), gift(4)), { nonce: 3 }))
    at.chain.lacks.shield = true
    at.chain.produce()
    expect([at.chain.produce().extrinsics.length, nonce()]).toEqual([1, 4])
    expect([keyIn('NextKey'), expiry()]).toEqual([undefined, undefined])
    at.chain.lacks.shield = false
    at.chain.produce()
    expect(keyIn('NextKey')).toHaveLength(1_184)
  })

  test('the outer one must be over within eight blocks', () => {
    const envelope = seal(keyIn('NextKey') as Uint8Array, gift(1))
    for (const period of [16, null]) expect(hand(outer(envelope, { period })), String(period)).toBe('Transaction is outdated')
    expect(hand(outer(envelope, { period: 4 }))).toBe('taken')
  })

  test('a frozen coldkey may still send one; a call that is stored is never run', () => {
    at.chain.overwrite('SubtensorModule', 'ColdkeySwapAnnouncements', [at.bob.address], [5, `0x${'11'.repeat(32)}`])
    at.chain.produce()
    expect(hand(outer(seal(keyIn('NextKey') as Uint8Array, gift(1))))).toBe('taken')
    at.chain.produce()
    at.chain.produce()
    const told = at.run(at.eve, 'store_encrypted', { encrypted_call: Uint8Array.of(1) }, 'MevShield')
    expect(told.map(({ name }) => name)).toContain('MevShield.ExtrinsicStored')
    at.chain.produce()
    expect(at.chain.at(at.chain.best).read<number>('MevShield', 'CounterForPendingExtrinsics')).toBe(0)
  })

  test('a block that is undone takes its envelopes along: they wait again, and so does what was shown', () => {
    const inner = gift(1)
    hand(outer(seal(keyIn('NextKey') as Uint8Array, inner)))
    at.chain.produce()
    at.chain.produce()
    at.chain.reorganise(2)
    expect([nonce(), at.chain.pending.length]).toEqual([0, 2])
    at.chain.produce()
    expect(nonce()).toBe(2)
    at.chain.produce()
    expect(nonce()).toBe(2)
  })
})
