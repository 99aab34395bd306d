import { expect, test, vi } from 'vitest'
import { fromHex, toHex } from '../units'
import { batch, body, check, codeOf, type Key, open, slow, vector, vectors } from './fixtures/polkadot'
import type { Opened } from './found'
import { findingOfPolkadot, openPolkadot } from './polkadot'

vi.mock('./scrypt', async (original) => (await import('./fixtures/polkadot')).thrifty(original))

test.each(vectors.polkadot_batch)('polkadot_batch $id', slow, async ({ json, password, expected }) => {
  expect(findingOfPolkadot(json)).toEqual({ format: 'polkadot-batch', locked: true, claims: [] })
  const opened = await openPolkadot(json, password)
  expect(opened.oneOf).toBe(false)
  expect(opened.keys.length + opened.locked.length + opened.refused.length).toBe(expected.accounts.length)
  // Those with another password come back as files of their own, which open like any other.
  for (const inner of expected.accounts.filter((each) => each.password && each.password !== password)) {
    const alone = opened.locked
      .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)))
      .find((each) => each.address === inner.address)
    expect(opened.locked.map(({ path }) => path)).toContain(alone.meta.name)
    check((await openPolkadot(alone, inner.password)).keys[0], inner.key as Key)
  }
  for (const inner of expected.accounts.filter((each) => each.password === password)) {
    if (inner.key?.type === 'ethereum') expect(opened.refused).toEqual([{ name: 'evm', address: inner.key.address, code: 'ethereum-key' }])
    else
      check(
        opened.keys.find((each) => each.publicKey === inner.key?.publicKey),
        inner.key as Key,
      )
  }
  for (const inner of expected.accounts.filter((each) => each.watchOnly)) {
    const found = opened.keys.find((each) => each.address === inner.address)
    const watch = { 'watch only': 'external', 'Ledger 0': 'hardware', msig: 'multisig' }[inner.meta?.name as string]
    expect(found).toMatchObject({ secret: null, type: null, watch, name: inner.meta?.name })
  }
})

test.each(vectors.polkadot_batch_negative)('polkadot_batch_negative $id', slow, async ({ json, password, expectedError }) => {
  const opened = await openPolkadot(json, password).catch(codeOf)
  if (expectedError) expect(opened).toBe(expectedError)
  // What the clear list says of a stranger's address is not repeated.
  else {
    expect(JSON.stringify(opened)).not.toContain('evil')
    expect((opened as Opened).locked.map(({ path }) => path)).toEqual(['old'])
  }
})

test('a multisig is who its members make it', async () => {
  const who = ['5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty', '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y']
  const made = (meta: object, address?: string) =>
    openPolkadot(open(body(new Uint8Array(0), new Uint8Array(32)), 'sr25519', { address, meta: { isMultisig: true, ...meta } }), '')
  const { createKeyMulti, encodeAddress } = await import('@polkadot/util-crypto')
  const address = encodeAddress(createKeyMulti(who, 2), 42)
  expect((await made({ who, threshold: 2 }, address)).keys[0]).toMatchObject({ address, watch: 'multisig', secret: null })
  expect((await made({ who: [...who].reverse(), threshold: 2 }, address)).keys[0]).toMatchObject({ address })
  // Nothing to compare with.
  for (const meta of [{}, { who: [], threshold: 1 }, { who, threshold: 3 }, { who: ['x'], threshold: 1 }])
    expect((await made(meta, address)).keys[0]).toMatchObject({ address })
  expect(await made({ who, threshold: 1 }, address).catch(codeOf)).toBe('ADDRESS_MISMATCH')
  expect(await made({ who, threshold: 2 }, 'x').catch(codeOf)).toBe('ADDRESS_MISMATCH')
  expect(await made({ who, threshold: 2 }).catch(codeOf)).toBe('ADDRESS_MISMATCH')
})

test('an account without a secret is watched, whatever it calls itself', async () => {
  const sr = fromHex('0x2ceea679b5d1ac6a573381c388b8374d8ca4c33d536b365772d10813fbda2707')
  const none = new Uint8Array(0)
  const address = '5D5crigCmHZnqamUHHZSJM4dTSJiUbHBeJD7e9mzWduNaBZb'
  const [plain] = (await openPolkadot(open(body(none, sr), 'sr25519', { address, meta: { isHardware: true } }), '')).keys
  expect(plain).toMatchObject({ address, secret: null, watch: 'hardware', type: null, foreignPrefix: null })
  const ec = fromHex('0x02541531b2ec56c6ba5f17dd7cf7e8a2c957b5864a39efbd67b18df3a85c921638')
  const [ecdsa] = (await openPolkadot(open(body(none, ec), 'ecdsa', { address: toHex(ec) }), '')).keys
  expect(ecdsa).toMatchObject({ address: '5Esd2qwRLEqK45M2Ygs7THAo75h8kXMgXWffPFo9KGyL3FtL', watch: 'external', type: 'ecdsa' })
  const [short] = (await openPolkadot(open(body(none, sr), 'ecdsa', { address }), '')).keys
  expect(short).toMatchObject({ address, type: null })
  const other = { address: '5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV' }
  expect(await openPolkadot(open(body(none, sr), 'sr25519', other), '').catch(codeOf)).toBe('ADDRESS_MISMATCH')
  const ethereum = open(body(none, sr.subarray(0, 20)), 'ethereum', { address: `0x${'ab'.repeat(20)}` })
  expect((await openPolkadot(ethereum, '')).refused).toMatchObject([{ code: 'ethereum-key' }])
})

test('one damaged account of a list does not hide the others', async () => {
  const good = vector('pjs-none').json
  const dear = vector('pjsneg-N-2^31').json
  const deep = { ...good, meta: { name: 'deep', tags: 'HERE' } }
  // Nested deeper than can be written again.
  const text = JSON.stringify([null, 7, good, dear, { ...good, address: 'x' }, batch([]), deep, { encoded: 5 }])
  const nested = text.replace('"HERE"', '['.repeat(20_000) + ']'.repeat(20_000))
  const opened = await openPolkadot({ ...batch([]), encoded: btoa(nested) }, '')
  expect(opened.keys.map(({ name }) => name)).toEqual(['no password', 'deep'])
  expect(opened.refused.map(({ code }) => code)).toEqual([
    'format-unsupported',
    'format-unsupported',
    'kdf-too-expensive',
    'address-mismatch',
    'format-unsupported',
    'format-unsupported',
  ])
  expect(opened.refused[2]).toMatchObject({ name: 'old', address: dear.address })
})

test('a locked account of a list keeps nothing but what opening it needs', async () => {
  const { json } = vector('pjs-sr-p15-leo')
  const opened = await openPolkadot(batch([{ ...json, meta: { ...json.meta, evil: 'x'.repeat(1000) } }]), '')
  expect(opened.locked.map(({ path }) => path)).toEqual(['old'])
  const alone = new TextDecoder().decode(opened.locked[0]?.bytes)
  expect(alone).not.toContain('evil')
  expect((await openPolkadot(JSON.parse(alone), 'testing')).keys[0]?.address).toBe(json.address)
})

test('five hundred accounts are read and not one more', async () => {
  const good = vector('pjs-none').json
  expect(await openPolkadot(batch(new Array(501).fill(good)), '').catch(codeOf)).toBe('FILE_TOO_LARGE')
  expect((await openPolkadot(batch(new Array(500).fill(0)), '')).refused).toHaveLength(500)
  for (const text of ['{}', 'null', '"a"', '[', ''])
    expect(await openPolkadot({ ...batch([]), encoded: btoa(text) }, '').catch(codeOf)).toBe('BATCH_NOT_LIST')
})
