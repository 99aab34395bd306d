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

test('a durable box is in three generations and a second copy, a local one in three generations, a session one in memory only', async () => {
  const { media, disk } = memoryMedia()
  const storage = createStorage(media, () => 0)
  const boxes = (['durable', 'local', 'session'] as const).map((area) => storage.box(spec(area, { area })))
  for (let n = 0; n < 5; n++) for (const box of boxes) await box.write(() => `value ${n}`)
  expect([...disk.main.keys()].toSorted()).toEqual(['durable/0', 'durable/1', 'durable/2', 'local/0', 'local/1', 'local/2'])
  expect([...disk.second.keys()]).toEqual(['durable'])
  expect([...disk.session.keys()]).toEqual(['session'])
})

test('a box is opened once: two over the same place would not queue behind each other', () => {
  const storage = createStorage(memoryMedia().media, () => 0)
  storage.box(spec('a'))
  expect(() => storage.box(spec('a'))).toThrow('box a is open already')
  storage.box(spec('b'))
  expect(storage.specs().map(({ name }) => name)).toEqual(['a', 'b'])
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
    if (act === 'remove' && key.startsWith('a')) throw new Error('stuck')
  }
  await expect(storage.clear('wipe')).rejects.toThrow('stuck')
  expect([...disk.main.keys(), ...disk.second.keys()]).toEqual(['a/1', 'a'])
})

test('a notice names its box and its time, and is given once until it is taken out', async () => {
  const { media, fault } = memoryMedia()
  let now = 10
  const storage = createStorage(media, () => now)
  const box = storage.box(spec('a'))
  fault.before = (medium, act) => {
    if (medium === 'second' && act === 'write') throw new Error('full')
  }
  for (let n = 0; n < 3; n++, now++) await box.write(() => `value ${n}`)
  expect(storage.notices).toEqual([{ id: 'one-copy', box: 'a', at: 10 }])
  storage.notices.length = 0
  await box.write(() => 'again')
  expect(storage.notices).toEqual([{ id: 'one-copy', box: 'a', at: 13 }])
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
