import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import type { BoxSpec } from './box'
import { memoryMedia } from './memory'
import { createStorage } from './storage'

const spec = (name: string, over: Partial<BoxSpec<string>> = {}): BoxSpec<string> => ({
  name,
  area: 'durable',
  version: 1,
  schema: v.string(),
  initial: () => 'first',
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
  ...over,
})

test('a box that outlives the browser is in three generations and a second copy, a session one in memory only', async () => {
  const { media, disk } = memoryMedia()
  const storage = createStorage(media, () => 0)
  const boxes = (['durable', 'local', 'session'] as const).map((area) => storage.box(spec(area, { area })))
  for (let n = 0; n < 5; n++) for (const box of boxes) await box.write(() => `value ${n}`)
  expect([...disk.main.keys()].toSorted()).toEqual(['durable/0', 'durable/1', 'durable/2', 'local/0', 'local/1', 'local/2'])
  expect([...disk.second.keys()]).toEqual(['durable', 'local'])
  expect([...disk.session.keys()]).toEqual(['session'])
})

test('a box is opened once: two over the same place would not queue behind each other', () => {
  const storage = createStorage(memoryMedia().media, () => 0)
  storage.box(spec('a'))
  expect(() => storage.box(spec('a'))).toThrow('box a is open already')
  storage.box(spec('b'))
  expect(storage.specs().map(({ name }) => name)).toEqual(['notices', 'a', 'b'])
})

test('a lock clears what it clears; a wipe clears that too, and never what stays', async () => {
  const opened = async () => {
    const storage = createStorage(memoryMedia().media, () => 0)
    const boxes = (['never', 'wipe', 'lock'] as const).map((clearedBy) => storage.box(spec(clearedBy, { clearedBy })))
    for (const box of boxes) await box.write(() => 'second')
    return { storage, read: () => Promise.all(boxes.map((box) => box.read())) }
  }
  const locked = await opened()
  await locked.storage.clear('lock')
  expect(await locked.read()).toEqual(['second', 'second', 'first'])
  const wiped = await opened()
  await wiped.storage.clear('wipe')
  expect(await wiped.read()).toEqual(['second', 'first', 'first'])
})

test('a box that cannot be cleared is told of, and stops no other', async () => {
  const { media, disk, fault } = memoryMedia()
  const storage = createStorage(media, () => 0)
  const boxes = ['a', 'b', 'c'].map((name) => storage.box(spec(name)))
  for (const box of boxes) await box.write(() => 'second')
  fault.before = (_, act, key) => {
    if (act === 'remove' && key.startsWith('a') && !key.startsWith('alone/')) throw new Error('stuck')
  }
  await expect(storage.clear('wipe')).rejects.toThrow('storage-failed')
  expect([...disk.main.keys(), ...disk.second.keys()]).toEqual(['a/1', 'a'])
})

test('a wipe while a place does not answer deletes nothing, and says so', async () => {
  for (const kind of ['two copies', 'three copies'] as const)
    for (const silent of ['main', 'second', ...(kind === 'three copies' ? ['exposed'] : [])]) {
      const { media, disk, fault } = memoryMedia(kind)
      const storage = createStorage(media, () => 0)
      await storage.box(spec('a')).write(() => 'second')
      const before = JSON.stringify([[...disk.main], [...disk.second]])
      fault.before = (medium) => {
        if (medium === silent) throw new Error('out of reach')
      }
      await expect(storage.clear('wipe')).rejects.toThrow('place-silent')
      expect(JSON.stringify([[...disk.main], [...disk.second]])).toBe(before)
      fault.before = () => undefined
      await storage.clear('wipe')
      expect([disk.main.size, disk.second.size]).toEqual([0, 0])
    }
})

test('a notice is told until it was understood, also after a restart, and not again for a day', async () => {
  const { media, fault } = memoryMedia()
  let now = 10
  const start = () => createStorage(media, () => now)
  fault.before = (medium, act) => {
    if (medium === 'second' && act === 'write') throw new Error('full')
  }
  const write = (storage: ReturnType<typeof start>) => storage.box(spec(`box ${now}`)).write(() => 'value')
  for (; now < 13; now++) await write(start())
  const told = await vi.waitFor(async () => {
    const list = await start().notices.list()
    expect(list).toHaveLength(1)
    return list
  })
  expect(told).toEqual([{ id: 'one-copy', at: 10 }])
  await start().notices.dismiss('one-copy')
  await write(start())
  expect(await start().notices.list()).toEqual([])
  now += 24 * 3_600_000
  await write(start())
  await vi.waitFor(async () => expect(await start().notices.list()).toEqual([{ id: 'one-copy', at: now }]))
})

test('a notice that cannot be kept is told as long as this life lasts', async () => {
  const { media, fault, disk } = memoryMedia()
  fault.before = (medium) => {
    if (medium === 'main') throw new Error('gone')
  }
  const { notices } = createStorage(media, () => 5)
  await notices.add('unreadable')
  await notices.add('unreadable')
  expect(await notices.list()).toEqual([{ id: 'unreadable', at: 5 }])
  await notices.dismiss('unreadable')
  expect(await notices.list()).toEqual([])
  // A list that was destroyed begins anew.
  fault.before = () => undefined
  disk.main.set('notices/0', 'torn')
  const later = createStorage(media, () => 6).notices
  await later.add('one-copy')
  await later.add('one-copy')
  expect(await later.list()).toEqual([{ id: 'one-copy', at: 6 }])
})

test('bytes and keys that the browser refuses or never answers for are a failure of the storage', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    for (const work of [
      async () => {
        throw new DOMException('the disk is full', 'QuotaExceededError')
      },
      () => new Promise<never>(() => undefined),
    ]) {
      const broken = { get: work, put: work, delete: work }
      const { bytes, keys } = createStorage({ ...memoryMedia().media, bytes: broken, keys: broken }, () => 0)
      const asked = [bytes, keys].flatMap((place) => [place.get('a'), place.put('a', undefined as never), place.delete('a')])
      const answers = Promise.allSettled(asked as Promise<unknown>[])
      await vi.advanceTimersByTimeAsync(5_000)
      for (const answer of await answers) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'storage-failed' } })
    }
  } finally {
    vi.useRealTimers()
  }
})
