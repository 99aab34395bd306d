import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import { networks } from '../chain'
import { sessionView, slices } from '../messaging'
import { type BoxSpec, createStorage, memoryMedia } from '../storage'
import { seal } from '../storage/envelope'
import { codeOf, createComputer, pause, resultOf, until } from './fixtures/computer'
import { bring, createWorld, keptOf, type Node, openPopup, password, secret } from './fixtures/world'
import { forgiving } from './wallet'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const keysOf = (disk: Map<string, string>, box: string) => [...disk.keys()].filter((key) => key === box || key.startsWith(`${box}/`))
/** A wallet in which a box is damaged everywhere while the background is dead. */
async function damaged(box: string) {
  const world = await createWorld(node)
  world.computer.life.die()
  const { main, second, session } = world.computer.disk
  if (box !== 'requests') main.set(`${box}/0`, 'torn')
  else session.set(box, 'torn')
  for (const disk of [main, second]) for (const key of keysOf(disk, box)) disk.set(key, 'torn')
  await world.computer.restart()
  return { ...world, popup: await openPopup(world.computer) }
}
const whole = (views: object) => {
  for (const [name, schema] of Object.entries(slices)) expect(v.is(schema as v.GenericSchema, views[name as never]), name).toBe(true)
}

test.each(['settings', 'history', 'values', 'contacts', 'sites', 'activity'])(
  '%s that cannot be read begin anew, with a notice, and take nothing else away',
  async (box) => {
    const { computer, popup } = await damaged(box)
    whole(popup.views)
    expect(popup.views.session.status).toBe('unlocked')
    expect(popup.views.accounts.total).toBe(2)
    // What no view shows is read at the next look only.
    await until(() => popup.views.notices.items.length > 0)
    expect(popup.views.notices.items.map(({ id }) => id)).toEqual(['unreadable'])
    resultOf(await popup.ask('dismissNotice', { id: 'unreadable' }))
    await until(() => popup.views.notices.items.length === 0)
    resultOf(await popup.ask('changeSettings', { theme: 'dark' }))
    await until(() => popup.views.settings.theme === 'dark')
    // Everything that can be read can be saved.
    expect(resultOf<{ accounts: unknown[] }>(await popup.ask('exportWallet', { password })).accounts).toHaveLength(2)
    resultOf(await popup.ask('lock', undefined))
    await until(() => popup.views.session.status === 'locked')
    await computer.restart()
    const later = await openPopup(computer)
    expect(later.views.settings.theme).toBe('dark')
    whole(later.views)
  },
)

test.each(['torn', 'newer', 'gone'])(
  'settings that cannot be read (%s) loosen nothing: contacts only is on and no node is asked, until the person chooses',
  async (how) => {
    const world = await createWorld(node)
    resultOf(await world.popup.ask('changeSettings', { contactsOnly: true }))
    world.computer.life.die()
    const { main, second } = world.computer.disk
    const text = how === 'torn' ? 'torn' : await seal(99, 1_000, '{}')
    for (const disk of [main, second]) for (const key of keysOf(disk, 'settings')) how === 'gone' ? disk.delete(key) : disk.set(key, text)
    world.computer.asked.length = 0
    await world.computer.restart()
    const popup = await openPopup(world.computer)
    const strict = async () => {
      expect(popup.views.settings.contactsOnly).toBe(true)
      expect(popup.views.network.nodes.map(({ enabled }) => enabled)).toEqual(networks.finney.hosts.map(() => false))
      expect(codeOf(await popup.ask('changeSettings', { contactsOnly: false }))).toBe('wrong-password')
      await pause(200)
      expect(world.computer.asked).toEqual([])
    }
    await strict()
    await until(() => popup.views.notices.items.some(({ id }) => id === 'unreadable'))
    // Another choice does not undo what nobody knows.
    resultOf(await popup.ask('changeSettings', { theme: 'dark' }))
    await until(() => popup.views.settings.theme === 'dark')
    await strict()
    const url = networks.finney.hosts[1]?.url ?? ''
    resultOf(await popup.ask('switchNode', { network: 'finney', url, enabled: true }))
    await until(() => world.computer.asked.length > 0)
    expect(new Set(world.computer.asked)).toEqual(new Set([url]))
    resultOf(await popup.ask('changeSettings', { contactsOnly: false, password }))
    await until(() => !popup.views.settings.contactsOnly)
    world.computer.life.die()
  },
)

/** Whether nobody but contacts is paid, and no node asked. */
const isStrict = ({ settings, network }: Awaited<ReturnType<typeof openPopup>>['views']) =>
  settings.contactsOnly && network.nodes.every(({ enabled }) => !enabled)

test.each(['torn', 'gone'])(
  'settings that are %s: wherever the background dies while strict ones take their place, they are strict afterwards',
  async (how) => {
    let deaths = 0
    for (; ; deaths++) {
      const { computer } = await createWorld(node)
      computer.life.die()
      for (const disk of [computer.disk.main, computer.disk.second])
        for (const key of keysOf(disk, 'settings')) how === 'gone' ? disk.delete(key) : disk.set(key, 'torn')
      await computer.restart()
      let access = 0
      const dead = computer.dieAt(({ act, key }) => act !== 'read' && /^(alone\/)?settings/.test(key) && access++ === deaths)
      const popup = computer.popup()
      const changed = until(() => popup.views.settings).then(() => popup.ask('changeSettings', { theme: 'dark' }))
      changed.catch(() => undefined)
      const died = await Promise.race([dead.then(() => true), changed.then(() => false)])
      await computer.restart()
      const later = await openPopup(computer)
      expect(isStrict(later.views), `dead at access ${deaths}`).toBe(true)
      computer.life.die()
      if (died) continue
      expect(later.views.settings.theme).toBe('dark')
      break
    }
    expect(deaths).toBeGreaterThan(1)
  },
  120_000,
)

test('a wipe that is cut short at any access leaves no wallet that pays anybody', async () => {
  let deaths = 0
  for (; ; deaths++) {
    const { computer, popup } = await createWorld(node)
    resultOf(await popup.ask('changeSettings', { contactsOnly: true }))
    let access = 0
    const dead = computer.dieAt(({ act, key }) => act === 'remove' && /^(settings|accounts|vault)(\/|$)/.test(key) && access++ === deaths)
    const died = await Promise.race([dead.then(() => true), popup.ask('wipe', { sure: 'everything' }).then(() => false)])
    await computer.restart()
    const { session, settings } = (await openPopup(computer)).views
    if (session.status !== 'empty') expect(settings.contactsOnly, `dead at access ${deaths}`).toBe(true)
    computer.life.die()
    if (!died) break
  }
  expect(deaths).toBeGreaterThan(8)
}, 120_000)

test('a wallet that the first version made and never changed a setting of is as it was: none were written then', async () => {
  const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../storage/fixtures/${name}.json`, import.meta.url), 'utf8')).text
  const { disk } = createComputer()
  for (const box of ['vault', 'accounts']) {
    const text = fixture(`${box}.1`)
    disk.main.set(`${box}/${JSON.parse(text).generation % 3}`, text)
    disk.second.set(box, text)
  }
  let access = 0
  for (let deaths = 0; deaths < 12; deaths++) {
    const computer = createComputer(disk)
    access = 0
    const dead = computer.dieAt(({ act }) => act === 'write' && access++ === deaths)
    const popup = computer.popup()
    const begun = until(() => popup.views.notices).then(() => pause(50))
    begun.catch(() => undefined)
    await Promise.race([dead, begun])
    await computer.restart()
    const { views } = await openPopup(computer)
    expect([views.settings.contactsOnly, views.network.nodes.every(({ enabled }) => enabled), views.notices.items]).toEqual([
      false,
      true,
      [],
    ])
    expect(views.accounts.total).toBe(3)
    computer.life.die()
  }
})

test('where only one copy is kept, a wallet that was just made has its settings with its vault, wherever its making is cut short', async () => {
  for (let deaths = 0; deaths < 8; deaths++) {
    const computer = createComputer()
    computer.fault.keeps = 'one copy'
    let access = 0
    const dead = computer.dieAt(({ act, medium }) => act === 'write' && medium === 'exposed' && access++ === deaths, 'after')
    const made = computer.popup().ask('createWallet', { commandId: 'the first', password, keys: [bring(secret, { name: 'Main' })] })
    await Promise.race([dead, made])
    await computer.restart()
    const popup = await openPopup(computer)
    if (popup.views.session.status === 'locked') resultOf(await popup.ask('unlock', { password }))
    await until(() => popup.views.session.status === 'unlocked' || popup.views.session.status === 'empty')
    expect([popup.views.settings.contactsOnly, popup.views.notices.items.some(({ id }) => id === 'unreadable')]).toEqual([false, false])
    computer.life.die()
  }
}, 120_000)

test('damaged contacts and sites stay on the disk, for whoever can mend them, until something new is written', async () => {
  const { computer, popup, id } = await damaged('contacts')
  const torn = (box: string) => keysOf(computer.disk.main, box).filter((key) => computer.disk.main.get(key) === 'torn').length
  resultOf(await popup.ask('mergeBackup', { contacts: [], sites: [], accounts: [] }))
  resultOf(await popup.ask('lock', undefined))
  resultOf(await popup.ask('unlock', { password }))
  expect(torn('contacts')).toBeGreaterThan(0)
  // Two windows at once: neither takes what the other one wrote.
  const other = await openPopup(computer)
  const far = `0x${'79'.repeat(32)}`
  const [one, two] = [
    popup.ask('saveContact', { id, name: 'Somebody', note: '' }),
    other.ask('mergeBackup', { contacts: [{ id: far, name: 'Another', note: '' }], sites: [], accounts: [] }),
  ]
  for (const each of [one, two]) resultOf(await each)
  expect(torn('contacts')).toBe(0)
  await computer.restart()
  const later = await openPopup(computer)
  expect(later.views.contacts.items.map(({ name }) => name)).toEqual(['Another', 'Somebody'])
})

test('requests that cannot be read are forgotten: what waits for consent is none the worse for it', async () => {
  const { popup } = await damaged('requests')
  whole(popup.views)
  expect(popup.views.session.status).toBe('unlocked')
})

test.each(['accounts', 'vault'])(
  '%s that cannot be read are told with their reason and left as they are; locking works, and so does beginning anew',
  async (box) => {
    const { computer, popup } = await damaged(box)
    whole(popup.views)
    expect(popup.views.session).toEqual({ status: 'unreadable', code: 'vault-damaged' })
    expect(v.is(sessionView, popup.views.session)).toBe(true)
    const before = keysOf(computer.disk.main, box).map((key) => computer.disk.main.get(key))
    expect(codeOf(await popup.ask('lock', undefined))).toBe('ok')
    expect(codeOf(await popup.ask('unlock', { password }))).toBe(box === 'vault' ? 'vault-damaged' : 'ok')
    expect(codeOf(await popup.ask('createWallet', { commandId: 'begin again', password, keys: [bring(secret)] }))).not.toBe('ok')
    expect(codeOf(await popup.ask('lock', undefined))).toBe('ok')
    expect(keysOf(computer.disk.main, box).map((key) => computer.disk.main.get(key))).toEqual(before)
    // Who has a backup or the words may delete what cannot be read, and bring everything back.
    resultOf(await popup.ask('wipe', { sure: 'everything' }))
    await until(() => popup.views.session.status === 'empty')
    keptOf(await popup.ask('createWallet', { commandId: 'begin anew', password, keys: [bring(secret, { name: 'Back again' })] }))
    await until(() => popup.views.accounts.first[0]?.name === 'Back again')
    await computer.restart()
    expect((await openPopup(computer)).views.session.status).toBe('unlocked')
  },
)

test('where a place does not answer nothing is deleted by halves unsaid: deleting fails, and afterwards the wallet is there or can be deleted', async () => {
  const { computer, popup } = await createWorld(node)
  computer.fault.disk = true
  expect(codeOf(await popup.ask('wipe', { sure: 'everything' }))).not.toBe('ok')
  computer.fault.disk = false
  await computer.restart()
  const later = await openPopup(computer)
  await until(() => later.views.session.status === 'locked' || later.views.session.status === 'unlocked')
  expect(later.views.accounts.total).toBe(2)
  resultOf(await later.ask('wipe', { sure: 'everything' }))
  await until(() => later.views.session.status === 'empty')
})

test('what a newer version wrote is not overwritten: the wallet goes on with the initial value for this life', async () => {
  const spec: BoxSpec<{ n: number }> = {
    name: 'some',
    area: 'local',
    version: 1,
    schema: v.strictObject({ n: v.number() }),
    initial: () => ({ n: 0 }),
    migrations: {},
    clearedBy: 'wipe',
    seenBy: 'pages',
  }
  const { media, disk, fault } = memoryMedia()
  await createStorage(media, () => 0)
    .box({ ...spec, version: 2 })
    .write(() => ({ n: 7 }))
  const before = JSON.stringify([...disk.main])
  let told = 0
  const box = forgiving(createStorage(media, () => 0).box(spec), () => told++)
  const seen: number[] = []
  const stop = box.watch(({ n }) => seen.push(n))
  expect(await box.read()).toEqual({ n: 0 })
  expect(await box.write(({ n }) => ({ n: n + 1 }))).toEqual({ n: 1 })
  expect([await box.read(), seen, JSON.stringify([...disk.main])]).toEqual([{ n: 1 }, [1], before])
  stop()
  expect(told).toBeGreaterThan(0)
  // A disk that fails is no reason to begin anew: that passes.
  const other = forgiving(createStorage(media, () => 0).box({ ...spec, version: 2 }), () => told++)
  fault.before = () => {
    throw new Error('busy')
  }
  await expect(other.read()).rejects.toThrow('storage-failed')
  fault.before = () => undefined
  expect(await other.read()).toEqual({ n: 7 })
})

test('of two changes to what is damaged neither takes the other one away', async () => {
  const spec: BoxSpec<number[]> = {
    name: 'some',
    area: 'local',
    version: 1,
    schema: v.array(v.number()),
    initial: () => [],
    migrations: {},
    clearedBy: 'wipe',
    seenBy: 'pages',
  }
  const { media, disk } = memoryMedia()
  for (const key of ['some/0', 'some']) disk.main.set(key, 'torn')
  disk.second.set('some', 'torn')
  const box = forgiving(createStorage(media, () => 0).box(spec), () => undefined)
  expect(await box.write((same) => same)).toEqual([])
  expect(disk.second.get('some')).toBe('torn')
  await Promise.all([1, 2, 3].map((n) => box.write((before) => [...before, n])))
  expect(
    (
      await createStorage(media, () => 0)
        .box(spec)
        .read()
    ).toSorted(),
  ).toEqual([1, 2, 3])
})
