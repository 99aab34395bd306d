import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type History, historyBox, see } from '../history'
import { createStorage, memoryMedia } from '../storage'
import { turns } from '../units'
import { createSeenStore } from './seen-store'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})
const hotkeyOf = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
/** What a look at so many accounts, each with 128 positions at four validators, brings. */
function look(block: number, accounts: number) {
  const stakes = Object.fromEntries(
    Array.from({ length: 4 }, (_, at) => [
      hotkeyOf(at),
      Object.fromEntries(Array.from({ length: 32 }, (_, on) => [String(on * 4 + at), `${3_182_447_100_000 + block}`])),
    ]),
  )
  const held = { free: '148209318442', reserved: '0', frozen: '0', stakes, locked: {} }
  return {
    ...{ genesisHash: '0xa', block, madeAt: Date.now(), at: Date.now(), subnets: {}, validators: {} },
    byAccount: Object.fromEntries(Array.from({ length: accounts }, (_, at) => [hotkeyOf(1_000 + at), held])),
    prices: Object.fromEntries(Array.from({ length: 129 }, (_, on) => [String(on), '81204000'])),
  }
}
function store() {
  const { media, disk, fault } = memoryMedia()
  const box = createStorage(media, Date.now).box<History>(historyBox)
  let writes = 0
  const write = box.write.bind(box)
  const binding = turns()
  const counted: typeof box = {
    ...box,
    write: (change) => {
      writes++
      return write(change)
    },
  }
  const seen = createSeenStore(counted, binding)
  const note = (block: number, accounts: number) => seen.note((history) => see(history, 'local', look(block, accounts)))
  const size = () => Math.max(...[...disk.main.values()].map((text) => text.length))
  return { seen, box, binding, note, size, fault, writes: () => writes, kept: async () => (await box.read()).local?.block }
}

test('a few positions are written with every block', async () => {
  const { note, writes, kept } = store()
  for (const block of [1, 2, 3]) await note(block, 2)
  expect([writes(), await kept()]).toEqual([3, 3])
})

test('a hundred accounts with 128 positions each are seen at once, less than half a megabyte, and written every ten seconds', async () => {
  const { seen, note, writes, kept, size } = store()
  for (let block = 1; block <= 8; block++) {
    await note(block, 100)
    expect((await seen.read()).local?.block).toBe(block)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect([writes(), await kept()]).toEqual([1, 1])
  expect(size()).toBeLessThan(524_288)
  await vi.advanceTimersByTimeAsync(2_000)
  await vi.waitFor(async () => expect(await kept()).toBe(8))
  expect(writes()).toBe(2)
})

test('what a disk did not take is shown, and is written once the disk can, without anything new', async () => {
  const { seen, note, kept, fault } = store()
  await note(1, 2)
  fault.before = (_, act) => {
    if (act === 'write') throw new Error('full')
  }
  await expect(note(2, 2)).rejects.toThrow('storage-failed')
  expect((await seen.read()).local?.block).toBe(2)
  await vi.advanceTimersByTimeAsync(25_000)
  expect((await seen.read()).local?.block).toBe(2)
  fault.before = () => undefined
  await vi.advanceTimersByTimeAsync(10_000)
  await vi.waitFor(async () => expect(await kept()).toBe(2))
})

test('what waits is written when nobody looks any more', async () => {
  const { seen, note, kept } = store()
  await note(1, 100)
  await note(2, 100)
  expect(await kept()).toBe(1)
  await seen.flush()
  expect(await kept()).toBe(2)
})

test('a box that is emptied empties what waits', async () => {
  const { seen, box, note } = store()
  await note(1, 100)
  await note(2, 100)
  await box.clear()
  expect(await seen.read()).toEqual({})
  await vi.advanceTimersByTimeAsync(20_000)
  await seen.flush()
  expect(await box.read()).toEqual({})
})

test('what waits is not written behind the turn in which its box is emptied, however late its time comes in it', async () => {
  const { seen, box, binding, note, writes } = store()
  await note(1, 100)
  await note(2, 100)
  const flushed = binding(async () => {
    const emptied = box.clear()
    void seen.flush()
    await vi.advanceTimersByTimeAsync(20_000)
    await emptied
  })
  await flushed
  await seen.flush()
  expect([writes(), await box.read()]).toEqual([1, {}])
})
