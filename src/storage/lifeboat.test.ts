import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import type { BoxSpec } from './box'
import { seal } from './envelope'
import { codeOf } from './fixtures/machine'
import { memoryMedia } from './memory'
import { createStorage } from './storage'

const spec = (name: string, over: Partial<BoxSpec<string>> = {}): BoxSpec<string> => ({
  name,
  area: 'durable',
  version: 1,
  schema: v.string(),
  initial: () => 'nothing',
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
  ...over,
})
const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

/** A browser that keeps a third copy, exposed; its vault is open while `home.key` is there. */
async function machine(kind: 'three copies' | 'one copy' = 'three copies') {
  const memory = memoryMedia(kind)
  const home = { ...memory, kind, key: (await newKey()) as CryptoKey | undefined, start }
  function start() {
    const storage = createStorage(memory.as(home.kind), () => 0)
    storage.lifeboat?.keyFrom(async () => home.key)
    const vault = storage.box(spec('vault', { sealedItself: (value) => (value === 'nothing' ? null : (value.split(':')[1] ?? 'mine')) }))
    return { storage, vault, names: storage.box(spec('names')), sites: storage.box(spec('sites')) }
  }
  return home
}
type Home = Awaited<ReturnType<typeof machine>>
/** With a vault and names in it, and everything aboard. */
async function filled(kind: 'three copies' | 'one copy' = 'three copies') {
  const home = await machine(kind)
  const first = home.start()
  await first.storage.lifeboat?.withKey(home.key as CryptoKey, undefined, () => first.vault.write(() => 'sealed by itself'))
  await first.names.write(() => 'Savings of Ada')
  await first.storage.boarding()
  return { home, first }
}
const lose = ({ disk }: Home) => {
  disk.main.clear()
  disk.second.clear()
}
const raftIn = ({ disk }: Home) =>
  JSON.parse(disk.exposed.get('lifeboat') ?? '') as { alone: boolean; open: Record<string, string>; sealed: string }
const textsIn = ({ disk }: Home) => JSON.stringify([...disk.main, ...disk.second, ...disk.exposed])

test('where others can read stands only what is sealed by itself', async () => {
  const { home } = await filled()
  const text = home.disk.exposed.get('lifeboat') ?? ''
  expect(text).toContain('sealed by itself')
  for (const form of [text, atob(raftIn(home).sealed)]) expect(form).not.toMatch(/Savings|names/)
})

test('both copies lost at once are no new wallet: the vault is there at once, everything else when it is opened', async () => {
  const { home } = await filled()
  const { key } = home
  lose(home)
  home.key = undefined
  const { storage, vault, names, sites } = home.start()
  expect(await vault.read()).toBe('sealed by itself')
  expect(await names.read()).toBe('nothing')
  // What nobody could read yet is not written over.
  for (const box of [names, sites]) expect(await box.write(() => 'other').catch(codeOf)).toBe('locked')
  await storage.found().catch(() => undefined)
  home.key = key
  const told: string[] = []
  names.watch((value) => told.push(value))
  await storage.boarding()
  expect([await names.read(), await sites.read(), told]).toEqual(['Savings of Ada', 'nothing', ['Savings of Ada']])
  expect(await names.write(() => 'Savings of Bob')).toBe('Savings of Bob')
  expect((await storage.notices.list()).map(({ id }) => id)).toEqual(['copy-repaired'])
  // The first two have it again, and the third may go.
  home.disk.exposed.clear()
  expect([await home.start().vault.read(), await home.start().names.read()]).toEqual(['sealed by itself', 'Savings of Bob'])
})

test('what somebody else wrote there is not believed while a copy of ours is whole, and is written over', async () => {
  const { home } = await filled()
  const forged = [
    'rubbish',
    JSON.stringify({ ...raftIn(home), open: { vault: await seal(1, 900, '"of somebody else:mine"') } }),
    JSON.stringify({ ...raftIn(home), open: { ...raftIn(home).open, names: await seal(1, 900, '"of somebody else"') } }),
    JSON.stringify({ ...raftIn(home), sealed: btoa('x'.repeat(60)) }),
    JSON.stringify({ ...raftIn(home), open: {} }),
  ]
  for (const text of forged) {
    home.disk.exposed.set('lifeboat', text)
    const { storage, vault, names } = home.start()
    expect([await vault.read(), await names.read()]).toEqual(['sealed by itself', 'Savings of Ada'])
    await storage.boarding()
    expect([await vault.read(), await names.read()], text.slice(0, 80)).toEqual(['sealed by itself', 'Savings of Ada'])
    expect(Object.keys(raftIn(home).open)).toEqual(['vault'])
    expect(home.disk.exposed.get('lifeboat')).not.toContain('somebody else')
  }
})

test('where nothing else is left, what somebody else wrote is no box but the one that is sealed by itself, and no new wallet', async () => {
  for (const kind of ['three copies', 'one copy'] as const) {
    const { home } = await filled(kind)
    const real = raftIn(home)
    lose(home)
    for (const open of [{}, { vault: await seal(1, 900, '"nothing"') }]) {
      home.disk.exposed.set('lifeboat', JSON.stringify({ ...real, open }))
      expect(await home.start().vault.read().catch(codeOf)).toBe('vault-damaged')
    }
    home.disk.exposed.set('lifeboat', JSON.stringify({ ...real, open: { ...real.open, names: await seal(1, 900, '"forged"') } }))
    const { storage, names } = home.start()
    const { key } = home
    home.key = undefined
    expect(await home.start().names.read()).toBe('nothing')
    home.key = key
    await storage.boarding()
    expect(await names.read()).not.toBe('forged')
  }
})

test('a vault of somebody else, or of another time, is left as it is and told', async () => {
  const { home } = await filled()
  const other = JSON.stringify({ ...raftIn(home), open: { vault: await seal(1, 1, '"another:theirs"') } })
  home.disk.exposed.set('lifeboat', other)
  const { storage, vault, names } = home.start()
  expect(await vault.read()).toBe('sealed by itself')
  await names.write(() => 'Bob')
  await storage.boarding()
  expect(home.disk.exposed.get('lifeboat')).toBe(other)
  expect((await storage.notices.list()).map(({ id }) => id)).toEqual(['other-vault'])
})

test('a newer value that the key vouches for is taken in: the other copies are those of an older day', async () => {
  const { home } = await filled()
  const old = structuredClone([...home.disk.main, ...home.disk.second])
  const later = home.start()
  await later.vault.write(() => 'a newer vault')
  await later.names.write(() => 'newer names')
  await later.storage.boarding()
  lose(home)
  for (const [key, text] of old) (key.includes('/') ? home.disk.main : home.disk.second).set(key, text)
  const { key } = home
  home.key = undefined
  const again = home.start()
  expect([await again.vault.read(), await again.names.read()]).toEqual(['sealed by itself', 'Savings of Ada'])
  home.key = key
  await again.storage.boarding()
  expect([await again.vault.read(), await again.names.read()]).toEqual(['a newer vault', 'newer names'])
})

test('a browser that keeps nothing else: a wallet can be made, is reported only when it stands there, and is told to be the only copy', async () => {
  const home = await machine('one copy')
  const { key } = home
  home.key = undefined
  const first = home.start()
  expect([await first.vault.read(), await first.names.read()]).toEqual(['nothing', 'nothing'])
  await first.storage.lifeboat?.withKey(key as CryptoKey, undefined, () => first.vault.write(() => 'sealed by itself'))
  expect(await first.names.write(() => 'Ada').catch(codeOf)).toBe('locked')
  home.key = key
  home.fault.before = (_, act) => {
    if (act === 'write') throw new Error('full')
  }
  expect(await first.names.write(() => 'Ada').catch(codeOf)).toBe('storage-failed')
  home.fault.before = () => undefined
  await first.names.write(() => 'Ada')
  expect((await first.storage.notices.list()).map(({ id }) => id)).toEqual(['only-copy'])
  expect([home.disk.main.size, home.disk.second.size]).toEqual([0, 0])
  home.disk.session.clear()
  home.key = undefined
  const second = home.start()
  expect([await second.vault.read(), await second.names.read()]).toEqual(['sealed by itself', 'nothing'])
  home.key = key
  await second.storage.boarding()
  expect(await second.names.read()).toBe('Ada')
  // Where other copies are kept too, it is at home there from then on.
  home.kind = 'three copies'
  const third = home.start()
  expect([await third.vault.read(), await third.names.read()]).toEqual(['sealed by itself', 'Ada'])
  expect([...home.disk.main.keys()].map((name) => name.split('/')[0])).toEqual(expect.arrayContaining(['vault', 'names']))
  expect(raftIn(home)).toMatchObject({ alone: false })
})

test('a wallet that is at home in other copies is only read where they are not kept: a change would part the two', async () => {
  const { home } = await filled()
  home.kind = 'one copy'
  const before = home.disk.exposed.get('lifeboat')
  const { storage, vault, names, sites } = home.start()
  await storage.boarding()
  expect([await vault.read(), await names.read(), await sites.read()]).toEqual(['sealed by itself', 'Savings of Ada', 'nothing'])
  for (const box of [vault, names, sites]) expect(await box.write(() => 'other').catch(codeOf)).toBe('storage-failed')
  await expect(storage.clear('wipe')).rejects.toMatchObject({ code: 'storage-failed' })
  expect(home.disk.exposed.get('lifeboat')).toBe(before)
  await vi.waitFor(async () => expect((await storage.notices.list()).map(({ id }) => id)).toEqual(['read-only']))
  home.kind = 'three copies'
  expect(await home.start().names.write(() => 'Bob')).toBe('Bob')
})

test('copies out of reach are never a new wallet; with the lifeboat everything can be read, and nothing is changed', async () => {
  const { home } = await filled()
  home.fault.before = (medium) => {
    if (medium === 'main' || medium === 'second') throw new Error('out of reach')
  }
  const { vault, names, sites } = home.start()
  expect([await vault.read(), await names.read()]).toEqual(['sealed by itself', 'Savings of Ada'])
  expect(await sites.read().catch(codeOf)).toBe('storage-failed')
  for (const box of [vault, names]) expect(await box.write(() => 'other').catch(codeOf)).toBe('storage-failed')
  const empty = await machine()
  empty.fault.before = home.fault.before
  expect(await empty.start().vault.read().catch(codeOf)).toBe('storage-failed')
  expect(textsIn(empty)).toBe('[]')
})

test('a lifeboat out of reach, or one that never answers, changes nothing for who has a wallet; it is no new one without it', async () => {
  for (const fail of [() => Promise.reject(new Error('out of reach')), () => new Promise<never>(() => undefined)]) {
    const { home, first } = await filled()
    await first.storage.found()
    home.fault.before = (medium) => (medium === 'exposed' ? fail() : undefined)
    const { vault, names, sites } = home.start()
    await vault.write(() => 'another')
    await names.write(() => 'Bob')
    expect([await home.start().vault.read(), await home.start().names.read(), await sites.read()]).toEqual(['another', 'Bob', 'nothing'])
  }
  const { home } = await filled()
  lose(home)
  home.fault.before = (medium) => {
    if (medium === 'exposed') throw new Error('out of reach')
  }
  expect(await home.start().vault.read().catch(codeOf)).toBe('storage-failed')
})

test('the key can be replaced, and a death at any access leaves a lifeboat that one of the two opens whole', async () => {
  for (let death = 0; ; death++) {
    const { home, first } = await filled('one copy')
    const [old, fresh] = [home.key as CryptoKey, await newKey()]
    let access = 0
    home.fault.before = () => (access++ < death ? undefined : new Promise<never>(() => undefined))
    const work = () => first.vault.write(() => 'under another key')
    const replaced = first.storage.lifeboat?.withKey(fresh, old, work).then(() => 'done')
    const end = await Promise.race([replaced, new Promise((resolve) => setTimeout(resolve, 20, 'dead'))])
    home.fault.before = () => undefined
    const after = home.start()
    const vault = await after.vault.read()
    home.key = vault === 'under another key' ? fresh : old
    await after.storage.boarding()
    expect(await after.names.read(), `dead at access ${death}`).toBe('Savings of Ada')
    if (end === 'done') break
  }
})

test('what is taken out everywhere is taken out there too, or it is told', async () => {
  const { home, first } = await filled()
  await first.vault.write(() => 'without it')
  await first.vault.spread()
  expect(textsIn(home)).not.toContain('sealed by itself')
  home.fault.before = (medium, act) => {
    if (medium === 'exposed' && act === 'write') throw new Error('full')
  }
  expect(await first.vault.spread().catch(codeOf)).toBe('storage-failed')
  home.fault.before = () => undefined
  // A change that is under way when everything is deleted comes too late.
  const late = Promise.allSettled([first.names.write(() => 'late'), first.vault.spread(), first.names.write(() => 'later')])
  await first.storage.clear('wipe')
  await late
  await first.storage.boarding()
  expect(home.disk.exposed.size).toBe(0)
  expect(await home.start().vault.read()).toBe('nothing')
})
