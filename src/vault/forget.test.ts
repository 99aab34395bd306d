import { expect, test, vi } from 'vitest'
import { openRecord, unwrap } from '../keyfiles'
import { sameBytes } from '../units'
import { containerIn, containersIn, ending, kinds, type Machine, opened, password, want } from './fixtures/machine'
import type { VaultKey } from './records'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
// Many small works each: on a machine that does other things too they take a while.
vi.setConfig({ testTimeout: 60_000 })

const message = new TextEncoder().encode('of one key')
/** How often a payload can be had from what is on the disks, with the password. */
async function found(home: Machine, payload: Uint8Array): Promise<number> {
  let count = 0
  for (const container of containersIn(home)) {
    const dek = await unwrap(password, container)
    for (const record of container.records) if (sameBytes(await openRecord(container, dek, record), payload)) count++
  }
  return count
}

test('a secret that was forgotten is in no generation and in no copy, and the others are untouched', async () => {
  for (let n = 0; n < kinds().length; n++) {
    const { home, vault, key } = await opened()
    const keys = (await vault.add(want(...kinds()))) as VaultKey[]
    const gone = keys[n] as VaultKey
    const payloads = await vault.revealAll(password, (records) => structuredClone(records))
    const { payload } = payloads.find(({ recordId }) => recordId === gone.source.recordId) ?? expect.unreachable()
    const { ciphertext, nonce } =
      containerIn(home).records.find(({ recordId }) => recordId === gone.source.recordId) ?? expect.unreachable()
    await vault.sign(gone, message)
    // Before it stands in two of the four places; written more often it would stand in all.
    expect(await found(home, payload)).toBeGreaterThanOrEqual(2)
    await vault.forget(gone.source.recordId)
    expect(containersIn(home)).toHaveLength(4)
    expect(await found(home, payload)).toBe(0)
    for (const { text } of home.texts()) for (const old of [ciphertext, nonce]) expect(text.includes(old)).toBe(false)
    for (const life of [vault, home.start()]) {
      for (const each of [key, ...keys]) {
        const shared = each.source.recordId === gone.source.recordId
        if (shared) expect(await ending(life.sign(each, message))).toBe('vault-damaged')
        else expect((await life.sign(each, message)).length).toBeGreaterThan(64)
      }
    }
    // Kept again it is a record of its own.
    const [again] = await vault.add(want(...kinds().slice(n, n + 1)))
    expect(again?.source.recordId).not.toBe(gone.source.recordId)
  }
})

test('forgetting needs no open vault, and what is not there is no failure', async () => {
  const { home, vault, key } = await opened()
  const [first] = (await vault.add(want(...kinds()))) as VaultKey[]
  await vault.lock()
  await vault.forget(first?.source.recordId ?? '')
  await vault.forget(first?.source.recordId ?? '')
  await vault.forget('0x00')
  expect(containerIn(home).records).toHaveLength(5)
  await vault.unlock(password, 15)
  await vault.forget(key.source.recordId)
  expect(await vault.revealAll(password, (records) => records.length)).toBe(4)
})

test('what could not be written over everywhere is no success, and brought again it is finished', async () => {
  for (const broken of ['main', 'second'] as const) {
    const { home, vault, key } = await opened()
    for (let n = 0; n < 3; n++) await vault.add(want(...kinds(n)))
    const payload = await vault.reveal(password, [key], ([secret]) =>
      new TextEncoder().encode(secret?.kind === 'phrase' ? secret.phrase : ''),
    )
    home.fault.before = (medium, act) => {
      if (medium === broken && act === 'write') throw new Error('full')
    }
    expect(await ending(vault.forget(key.source.recordId)), broken).toBe('storage-failed')
    expect(await found(home, payload)).toBeGreaterThan(0)
    home.fault.before = () => undefined
    await vault.forget(key.source.recordId)
    expect(await found(home, payload)).toBe(0)
  }
})

test('many are forgotten and added at once, and each is what it should be', async () => {
  const { home, vault, key } = await opened()
  const before = (await vault.add(want(...kinds(0), ...kinds(1)))) as VaultKey[]
  const gone = new Set(before.slice(0, 7).map(({ source }) => source.recordId))
  const [added] = await Promise.all([vault.add(want(...kinds(2))), ...[...gone].map((each) => vault.forget(each))])
  for (const each of [key, ...before.slice(7), ...(added as VaultKey[])])
    expect((await vault.sign(each, message)).length).toBeGreaterThan(64)
  expect(containerIn(home).records.some(({ recordId }) => gone.has(recordId))).toBe(false)
})
