import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { areas, codeOf, healthy, machine } from './fixtures/machine'
import { patient } from './in-time'
import { memoryMedia } from './memory'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Lets time pass until the work is over. @returns what it gave and how many seconds it took */
async function wait<T>(work: Promise<T>): Promise<{ gave: T | string; seconds: number }> {
  let over = false
  const gave = work.catch(codeOf).finally(() => {
    over = true
  })
  let seconds = 0
  while (!over) {
    // Checksums are made in time that is not this clock's: it goes on only while somebody waits for it.
    await new Promise((resolve) => setImmediate(resolve))
    if (!vi.getTimerCount()) continue
    await vi.advanceTimersByTimeAsync(1_000)
    seconds++
  }
  return { gave: await gave, seconds }
}
const hangs = (act: string, medium?: string) => (on: string, what: string) =>
  what === act && (!medium || on === medium) ? new Promise<void>(() => undefined) : undefined

test('a medium that never answers is given up after five seconds: no success is reported, nothing is taken for new', async () => {
  for (const area of areas) {
    const { start, fault } = machine(area)
    const box = start()
    await wait(box.write(() => 1))
    fault.before = hangs('write')
    const written = await wait(box.write(() => 2))
    expect(written.gave).toBe('storage-failed')
    expect(written.seconds).toBeLessThanOrEqual(6)
    fault.before = hangs('read')
    const read = await wait(start().read())
    expect(read.gave).toBe('storage-failed')
    expect(read.seconds).toBeLessThanOrEqual(6)
    fault.before = healthy
    expect([1, 2]).toContain((await wait(start().read())).gave)
  }
})

test('a medium that never answers does not stop the other copy', async () => {
  for (const medium of ['main', 'second']) {
    const { start, fault, notes } = machine('durable')
    fault.before = hangs('write', medium)
    expect(await wait(start().write(() => 1))).toMatchObject({ gave: 1 })
    expect(notes).toEqual(['one-copy'])
    fault.before = hangs('read', medium)
    expect(await wait(start().read())).toMatchObject({ gave: 1 })
    fault.before = (on) => (on === medium ? new Promise<void>(() => undefined) : undefined)
    const read = await wait(start().read())
    expect(read.gave).toBe(1)
    // Told within the time that one look takes: nobody waits for a write that would hang as well.
    expect(read.seconds).toBeLessThanOrEqual(6)
  }
})

test('a clear that hangs is a failure', async () => {
  const { start, fault } = machine('durable')
  const box = start()
  await wait(box.write(() => 1))
  fault.before = hangs('remove')
  expect(await wait(box.clear())).toMatchObject({ gave: 'storage-failed' })
  fault.before = healthy
  expect(await wait(start().read())).toMatchObject({ gave: 1 })
})

test('one wait is enough: a place that did not answer fails at once, until it has rested', async () => {
  const { media, fault } = memoryMedia()
  let now = 0
  const place = patient(media.session, () => now)
  fault.before = hangs('read')
  expect(await wait(place.read('a'))).toEqual({ gave: 'storage-failed', seconds: 5 })
  fault.before = healthy
  for (const work of [() => place.read('a'), () => place.write('a', '1'), () => place.remove('a')])
    expect(await wait<unknown>(work())).toEqual({ gave: 'storage-failed', seconds: 0 })
  now = 30_000
  await place.write('a', '1')
  expect(await place.read('a')).toBe('1')
  // A failure is no silence.
  fault.before = () => {
    throw new Error('busy')
  }
  expect(await wait(place.read('a'))).toEqual({ gave: 'storage-failed', seconds: 0 })
  fault.before = healthy
  expect(await place.read('a')).toBe('1')
})
