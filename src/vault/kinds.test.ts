import { createRequire } from 'node:module'
import { beforeAll, expect, test, vi } from 'vitest'
import { type KeySecret, publicPartOf } from '../keyfiles'
import { blake256, decodeAddress, fromHex, toHex } from '../units'
import { containerIn, ending, kinds, machine, only, opened, password, phrase, secret, want } from './fixtures/machine'
import type { VaultKey } from './records'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
// Many small works each: on a machine that does other things too they take a while.
vi.setConfig({ testTimeout: 60_000 })

// The second implementation: Rust's schnorrkel, dalek and libsecp256k1, not the libraries that sign.
const oracle = createRequire(import.meta.url)('@polkadot/wasm-crypto') as {
  waitReady(): Promise<boolean>
  sr25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  secp256k1Recover(digest: Uint8Array, signature: Uint8Array, recovery: number): Uint8Array
  secp256k1Compress(publicKey: Uint8Array): Uint8Array
  sr25519KeypairFromSeed(seed: Uint8Array): Uint8Array
  ed25519KeypairFromSeed(seed: Uint8Array): Uint8Array
}
beforeAll(() => oracle.waitReady())
const message = new TextEncoder().encode('of one key')

function verifies({ type, publicKey }: Pick<VaultKey, 'type' | 'publicKey'>, signed: Uint8Array, over = message): boolean {
  const [kind, ...rest] = signed
  const signature = Uint8Array.from(rest)
  if (type === 'sr25519') return kind === 1 && oracle.sr25519Verify(signature, over, fromHex(publicKey))
  if (type === 'ed25519') return kind === 0 && oracle.ed25519Verify(signature, over, fromHex(publicKey))
  const recovered = oracle.secp256k1Recover(blake256(over), signature.slice(0, 64), signature[64] ?? 9)
  return kind === 2 && toHex(oracle.secp256k1Compress(recovered)) === publicKey
}

test('every kind of secret signs for what its public part says, along every path, also after a death', async () => {
  const { home, vault } = await opened()
  for (const path of ['', '//kluis', '//kluis//1', '/soft/1']) {
    const all = kinds(0, path).filter(({ type }) => type === 'sr25519' || !path.startsWith('/soft'))
    const keys = await vault.add(want(...all))
    for (const [i, each] of all.entries()) {
      const shown = await publicPartOf(each)
      const key = keys[i] as VaultKey
      expect(key).toEqual({ accountId: shown.accountId, publicKey: shown.publicKey, type: each.type, source: key.source })
      expect(key.source.path).toBe(path)
      expect(toHex(decodeAddress(shown.address).accountId)).toBe(key.accountId)
      expect(verifies(key, await vault.sign(key, message)), `${each.kind} ${each.type} ${path}`).toBe(true)
      expect(verifies(key, await home.start().sign(key, message))).toBe(true)
      expect(verifies(key, await vault.sign(key, Uint8Array.of(1)), Uint8Array.of(2))).toBe(false)
    }
  }
})

test('a seed belongs to the account that Rust makes of it', async () => {
  const { vault } = await opened()
  const seed = fromHex(`0x${'5a'.repeat(32)}`)
  const [sr, ed] = (await vault.add(
    want({ kind: 'seed', seed, path: '', type: 'sr25519' }, { kind: 'seed', seed, path: '', type: 'ed25519' }),
  )) as [VaultKey, VaultKey]
  expect(sr.publicKey).toBe(toHex(oracle.sr25519KeypairFromSeed(seed).slice(64)))
  expect(ed.publicKey).toBe(toHex(oracle.ed25519KeypairFromSeed(seed).slice(32)))
  // The bytes that were handed in stay the caller's to wipe.
  expect(toHex(seed)).toBe(`0x${'5a'.repeat(32)}`)
})

test('words are the same words in any case and spacing, and a passphrase is as it was typed', async () => {
  const { vault, key } = await opened()
  const typed = await only(vault.add(want({ ...secret, phrase: ` ${phrase.toUpperCase()}\n` })))
  expect(typed).toEqual(key)
  for (const passphrase of ['ünïcode /// x', '/x', ' ', 'X']) {
    const made = await only(vault.add(want({ ...secret, passphrase })))
    expect(made.accountId).toBe((await publicPartOf({ ...secret, passphrase })).accountId)
    expect(verifies(made, await vault.sign(made, message))).toBe(true)
  }
})

test('a secret that is not of the account it is said to be is refused, and is nowhere', async () => {
  const { home, vault, key } = await opened()
  const before = JSON.stringify(home.texts())
  for (const [i, each] of kinds().entries()) {
    const wrong = [{ secret: each, accountId: key.accountId }]
    expect(await vault.add(wrong), String(i)).toEqual([null])
  }
  expect(JSON.stringify(home.texts())).toBe(before)
  // In the middle of others it takes nothing from them.
  const [first, second, third] = kinds() as [KeySecret, KeySecret, KeySecret, KeySecret]
  const { accountId } = await publicPartOf(third)
  const mixed = await vault.add([
    { secret: first, accountId: null },
    { secret: kinds(5)[3] as KeySecret, accountId: key.accountId },
    { secret: second, accountId: key.accountId },
    { secret: third, accountId },
  ])
  expect(mixed.map((each) => each !== null)).toEqual([true, false, false, true])
  expect(mixed[3]?.accountId).toBe(accountId)
  expect(containerIn(home).records).toHaveLength(2)
  await vault.revealAll(password, (records) => {
    expect(records.map(({ payload }) => new TextDecoder().decode(payload))).toEqual([phrase, `${phrase}///number 0`])
  })
  // A vault may begin with nothing: for accounts that are only watched, or where none of the claims was true.
  const other = machine()
  expect(await other.start().create(password, [{ secret, accountId: `0x${'11'.repeat(32)}` }], 15)).toEqual([null])
  expect(containerIn(other).records).toEqual([])
})

test('equal secrets share a record, also within one answer; unlike ones never do', async () => {
  const { home, vault } = await opened()
  const keys = (await vault.add(want(...kinds(0), ...kinds(0, '//1'), ...kinds(1)))) as VaultKey[]
  const records = (from: number) => keys.slice(from, from + 7).map(({ source }) => source.recordId)
  expect(records(7)).toEqual(records(0))
  // Words are one secret for all types of keys; a seed is one for each, because it is not known to be anything else.
  expect(new Set(records(0)).size).toBe(5)
  expect(new Set([...records(0), ...records(14)]).size).toBe(10)
  expect(containerIn(home).records).toHaveLength(11)
  const again = (await vault.add(want(...kinds(0, '//2')))) as VaultKey[]
  expect(again.map(({ source }) => source.recordId)).toEqual(records(0))
  // The same 32 bytes as two types of seed are two secrets.
  const seed = new Uint8Array(32).fill(7)
  const twins = await vault.add(want({ kind: 'seed', seed, path: '', type: 'sr25519' }, { kind: 'seed', seed, path: '', type: 'ed25519' }))
  expect(new Set(twins.map((each) => each?.source.recordId)).size).toBe(2)
})

test('many are kept in one write, all or none', async () => {
  const { home, vault, key } = await opened()
  const writes: string[] = []
  home.fault.before = (medium, act, name) => {
    if (act === 'write' && /^vault(\/|$)/.test(name)) writes.push(medium)
  }
  const keys = (await vault.add(want(...kinds(), ...kinds(1)))) as VaultKey[]
  expect(writes.toSorted()).toEqual(['main', 'second'])
  // What is all there already is no write.
  await vault.add(want(...kinds(0, '//5')))
  expect(writes).toHaveLength(2)
  // What is still to be done is noted before it is done, and noted again is no harm.
  const texts = () => JSON.stringify(home.texts().filter((each) => !each.key.startsWith('vault-chores')))
  const before = texts()
  const bad: KeySecret = { kind: 'key', key: new Uint8Array(64).fill(255), path: '', type: 'sr25519' }
  expect(await ending(vault.add(want(...kinds(2), bad)))).toBe('format-unsupported')
  expect(await ending(vault.add(want(...kinds(2), { ...secret, phrase: 'bannana' })))).toBe('mnemonic-length')
  expect(texts()).toBe(before)
  home.fault.before = (_, act, name) => {
    if (act === 'write' && /^vault(\/|$)/.test(name)) throw new Error('full')
  }
  expect(await ending(vault.add(want(...kinds(2))))).toBe('storage-failed')
  home.fault.before = () => undefined
  expect(texts()).toBe(before)
  for (const each of [key, ...keys]) expect(verifies(each, await home.start().sign(each, message))).toBe(true)
})

test('an account further along a path is the one that its whole path gives, and nothing is kept of it', async () => {
  const { home, vault } = await opened()
  const keys = (await vault.add(want(...kinds(0, '//base')))) as VaultKey[]
  const before = JSON.stringify(home.texts())
  for (const [i, key] of keys.entries())
    for (const path of ['', '//base', '//base//1', '//base/1', '//base//a b', `//base//${'9'.repeat(40)}`]) {
      const whole = { ...(kinds()[i] as KeySecret), path } as KeySecret
      if (key.type !== 'sr25519' && path === '//base/1') {
        expect(await ending(vault.derive({ ...key.source, path }, key.type))).toBe('soft-junction-unsupported')
        continue
      }
      const child = await vault.derive({ ...key.source, path }, key.type)
      const { accountId, publicKey } = await publicPartOf(whole)
      expect(child).toEqual({ accountId, publicKey, type: key.type, source: { recordId: key.source.recordId, path } })
      expect(verifies(child, await vault.sign(child, message))).toBe(true)
    }
  expect(JSON.stringify(home.texts())).toBe(before)
  const [{ source }, , , seed, , , raw] = keys as [VaultKey, VaultKey, VaultKey, VaultKey, VaultKey, VaultKey, VaultKey]
  for (const path of ['1', '/', '///x', '//a///x', '//base/'])
    for (const each of [source, seed.source, raw.source])
      expect(await ending(vault.derive({ ...each, path }, 'sr25519')), path).toBe('suri-path')
  // Another type of a phrase is another account; of a seed or key there is none.
  expect((await vault.derive(source, 'ed25519')).accountId).not.toBe(keys[0]?.accountId)
  expect(await ending(vault.derive(seed.source, 'ecdsa'))).toBe('vault-damaged')
  expect(await ending(vault.derive(raw.source, 'ed25519'))).toBe('vault-damaged')
  expect(await ending(vault.derive({ ...source, recordId: `0x${'00'.repeat(16)}` }, 'sr25519'))).toBe('vault-damaged')
  await vault.lock()
  expect(await ending(vault.derive(source, 'sr25519'))).toBe('locked')
})
