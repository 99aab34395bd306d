import { expect, test, vi } from 'vitest'
import { unwrap } from '../keyfiles'
import { containersIn, ending, kinds, type Machine, opened, password, want } from './fixtures/machine'
import type { VaultKey } from './records'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 60_000 })

const next = 'a quite different password'
/** How many generations and copies still open with a password. */
async function opening(home: Machine, word: string): Promise<number> {
  const all = await Promise.all(containersIn(home).map((each) => ending(unwrap(word, each))))
  return all.filter((each) => each instanceof Uint8Array).length
}

test('a death after the first write of a new password leaves nothing that the old one opens, once the next life has finished', async () => {
  const { home, vault } = await opened()
  let writes = 0
  home.fault.before = (_medium, act, key) => {
    // The first write of the vault itself counts; from the second on this life is over.
    if (act === 'write' && key.startsWith('vault/') && ++writes > 1) throw new Error('dead')
  }
  await ending(vault.changePassword(password, next))
  home.fault.before = () => undefined
  expect(await opening(home, password)).toBeGreaterThan(0)
  const life = home.start()
  await life.finish(() => true)
  expect(await opening(home, password)).toBe(0)
  expect(await opening(home, next)).toBe(containersIn(home).length)
  await life.unlock(next, 15)
  // Done once: a further start has nothing to write.
  const texts = JSON.stringify(home.texts().map(({ text }) => text))
  await home.start().finish(() => true)
  expect(JSON.stringify(home.texts().map(({ text }) => text))).toBe(texts)
})

test('a record that was to be forgotten is forgotten by the next life, unless an account needs it again', async () => {
  const { home, vault, key } = await opened()
  const keys = (await vault.add(want(...kinds()))) as VaultKey[]
  const first = keys[0] as VaultKey
  const second = keys.find(({ source }) => source.recordId !== first.source.recordId) as VaultKey
  // Accounts came to be for all of them.
  await vault.finish(() => true)
  await vault.willForget(first.source.recordId)
  await vault.willForget(second.source.recordId)
  const life = home.start()
  await life.finish((recordId) => recordId === second.source.recordId)
  const ids = containersIn(home).map(({ records }) => records.map(({ recordId }) => recordId))
  for (const each of ids) {
    expect(each).not.toContain(first.source.recordId)
    expect(each).toContain(second.source.recordId)
  }
  // What was needed again is not forgotten later either.
  await home.start().finish(() => false)
  await life.sign(second, new Uint8Array(4))
  await life.sign(key, new Uint8Array(4))
})

test('a record that was sealed for an account that did not come to be is forgotten by the next life', async () => {
  const { home, vault, key } = await opened()
  await vault.finish(() => true)
  const [made] = (await vault.add(want(...kinds().slice(0, 1)))) as [VaultKey]
  await home.start().finish((recordId) => recordId === key.source.recordId)
  expect(await ending(home.start().sign(made, new Uint8Array(4)))).toBe('vault-damaged')
  await home.start().sign(key, new Uint8Array(4))
})
