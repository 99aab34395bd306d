import { expect, test, vi } from 'vitest'
import { copyOf, cutsOf, mortal } from './fixtures/death'
import { containersIn, ending, kinds, type Machine, only, opened, password, want } from './fixtures/machine'
import type { VaultKey } from './records'
import type { Vault } from './vault'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
// Many small works each: on a machine that does other things too they take a while.
vi.setConfig({ testTimeout: 60_000 })

const message = new TextEncoder().encode('of one key')
const newPassword = 'a quite different password'

type Before = { home: Machine; keys: VaultKey[]; gone: VaultKey }
/** A vault that was written often enough to stand in every generation, open. */
async function full(): Promise<Before> {
  const { home, vault, key } = await opened()
  const keys = [key]
  for (const each of kinds().filter(({ type }) => type === 'sr25519')) keys.push(await only(vault.add(want(each))))
  return { home, keys, gone: keys.at(-1) as VaultKey }
}
type Act = { name: string; act: (vault: Vault, before: Before) => Promise<unknown> }
const acts: Act[] = [
  { name: 'a change of the password', act: (vault) => vault.changePassword(password, newPassword) },
  { name: 'a new key', act: (vault) => vault.rekey(password, 15) },
  { name: 'a forgetting', act: (vault, { gone }) => vault.forget(gone.source.recordId) },
  { name: 'an adding', act: (vault) => vault.add(want(...kinds(7))) },
  { name: 'an unlocking', act: (vault) => vault.unlock(password, 60) },
  { name: 'a lock', act: (vault) => vault.lock() },
]

const signing = (life: Vault, key: VaultKey) => ending(life.sign(key, message).then(({ length }) => length))
/** What a life after it finds: which password opens, and that no account that was there before is lost. */
async function afterwards(home: Machine, { keys, gone }: Before, name: string): Promise<{ opens: string }> {
  const kept = name === 'a forgetting' ? keys.filter((each) => each.source.recordId !== gone.source.recordId) : keys
  const life = home.start()
  const state = await life.state()
  expect(['locked', 'unlocked']).toContain(state.status)
  // A session signs with what is there, or it is none: half of one is locked, and never a word of damage.
  if (state.status === 'unlocked') for (const each of kept) expect([65, 'locked']).toContain(await signing(life, each))
  await life.lock()
  const first = await ending(life.unlock(password, 15))
  if (first !== undefined) {
    expect(first).toBe('wrong-password')
    await life.unlock(newPassword, 15)
  }
  for (const each of kept) expect(await signing(life, each)).toBe(65)
  if (name === 'a forgetting') expect([65, 'vault-damaged']).toContain(await signing(life, gone))
  // It can all be done again, and is whole then.
  const again = first === undefined ? password : newPassword
  if (name === 'a forgetting') {
    await life.forget(gone.source.recordId)
    for (const { records } of containersIn(home)) expect(records.map(({ recordId }) => recordId)).not.toContain(gone.source.recordId)
  }
  if (name === 'an adding') expect((await life.add(want(...kinds(7)))).every(Boolean)).toBe(true)
  if (name === 'a new key') await life.rekey(again, 15)
  expect(await ending(life.checkPassword(again))).toBeUndefined()
  for (const each of kept) expect(await signing(life, each)).toBe(65)
  return { opens: again }
}

test.each(acts)(
  '$name that is cut off at any access to a disk leaves a vault that opens, with everything in it',
  async ({ name, act }) => {
    const before = await full()
    const whole = mortal(copyOf(before.home).media, Number.POSITIVE_INFINITY, 'before')
    const life = before.home.start(whole.media)
    await act(life, before)
    expect(whole.accesses.length).toBeGreaterThan(1)
    const opened = new Set<string>()
    for (const { last, moment } of cutsOf(whole.accesses.length)) {
      const home = copyOf(before.home)
      const { media, dead } = mortal(home.media, last, moment)
      void act(home.start(media), before).catch(() => undefined)
      await dead
      const { opens } = await afterwards(home, before, name)
      opened.add(opens)
    }
    expect(opened).toEqual(new Set(name === 'a change of the password' ? [password, newPassword] : [password]))
  },
  120_000,
)

test('the making of a vault that is cut off leaves no vault, or the whole one', async () => {
  const { home: empty } = await opened()
  for (const each of [empty.disk.main, empty.disk.second, empty.disk.session, empty.disk.keys]) each.clear()
  const whole = mortal(copyOf(empty).media, Number.POSITIVE_INFINITY, 'before')
  await empty.start(whole.media).create(password, want(...kinds()), 15)
  const seen = new Set<string>()
  for (const { last, moment } of cutsOf(whole.accesses.length)) {
    const home = copyOf(empty)
    const { media, dead } = mortal(home.media, last, moment)
    void home
      .start(media)
      .create(password, want(...kinds()), 15)
      .catch(() => undefined)
    await dead
    const life = home.start()
    const { status } = await life.state()
    seen.add(status)
    if (status === 'empty') await life.create(password, want(...kinds()), 15)
    else {
      await life.unlock(password, 15)
      expect(await life.revealAll(password, (records) => records.length)).toBe(5)
    }
    expect((await life.add(want(...kinds()))).every(Boolean)).toBe(true)
  }
  expect(seen).toEqual(new Set(['empty', 'locked', 'unlocked']))
})
