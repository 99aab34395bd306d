import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import { sessionView, slices } from '../messaging'
import { type BoxSpec, createStorage, memoryMedia } from '../storage'
import { codeOf, resultOf, until } from './fixtures/computer'
import { createWorld, type Node, openPopup, password } from './fixtures/world'
import { forgiving } from './wallet'

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

test.each(['settings', 'history'])('%s that cannot be read begin anew, with a notice, and take nothing else away', async (box) => {
  const { computer, popup } = await damaged(box)
  whole(popup.views)
  expect(popup.views.session.status).toBe('unlocked')
  expect(popup.views.accounts.total).toBe(2)
  expect(popup.views.notices.items.map(({ id }) => id)).toEqual(['unreadable'])
  resultOf(await popup.ask('dismissNotice', { id: 'unreadable' }))
  await until(() => popup.views.notices.items.length === 0)
  resultOf(await popup.ask('changeSettings', { theme: 'dark' }))
  await until(() => popup.views.settings.theme === 'dark')
  resultOf(await popup.ask('lock', undefined))
  await until(() => popup.views.session.status === 'locked')
  await computer.restart()
  expect((await openPopup(computer)).views.settings.theme).toBe('dark')
})

test.each(['accounts', 'sites', 'activity', 'requests'])(
  '%s that cannot be read are told with their reason; locking and unlocking work',
  async (box) => {
    const { computer, popup } = await damaged(box)
    whole(popup.views)
    // What waits for consent is none the worse for being forgotten.
    if (box === 'requests') return void expect(popup.views.session.status).toBe('unlocked')
    expect(popup.views.session).toEqual({ status: 'unreadable', code: 'vault-damaged' })
    expect(v.is(sessionView, popup.views.session)).toBe(true)
    const before = keysOf(computer.disk.main, box).map((key) => computer.disk.main.get(key))
    expect(codeOf(await popup.ask('lock', undefined))).toBe('ok')
    expect(codeOf(await popup.ask('unlock', { password }))).toBe('ok')
    expect(codeOf(await popup.ask('lock', undefined))).toBe('ok')
    expect(keysOf(computer.disk.main, box).map((key) => computer.disk.main.get(key))).toEqual(before)
  },
)

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
