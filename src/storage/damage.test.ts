import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, seal } from './envelope'
import { codeOf, healthy, look, machine } from './fixtures/machine'

const flipped = (text: string, at: number, mask: number) =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ mask) + text.slice(at + 1)

test('every flipped bit of any copy is noticed', async () => {
  const text = await seal(1, 12, '{"list":["é"],"n":1}')
  expect(await open(text)).toMatchObject({ version: 1, generation: 12, payload: '{"list":["é"],"n":1}' })
  for (let at = 0; at < text.length; at++)
    for (let bit = 0; bit < 7; bit++) expect(await open(flipped(text, at, 1 << bit)), `${at}/${bit}`).toBeUndefined()
  for (let end = 0; end < text.length; end++) expect(await open(text.slice(0, end))).toBeUndefined()
  expect(await open(`${text} x`)).toBeUndefined()
})

test('damage to any one or two copies is survived or reported, and never looks like a new wallet', async () => {
  const hit = fc.record({ which: fc.nat(), at: fc.nat(), mask: fc.integer({ min: 1, max: 127 }), cut: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(['durable', 'local'] as const)),
      fc.integer({ min: 1, max: 6 }),
      fc.array(hit, { minLength: 1, maxLength: 2 }),
      async (area, writes, hits) => {
        const { start, copies, notes } = machine(area)
        const before = start()
        for (let n = 1; n <= writes; n++) await before.write(() => n)
        for (const { which, at, mask, cut } of hits) {
          const all = copies()
          const { map, key } = all[which % all.length] as (typeof all)[number]
          const text = map.get(key) ?? ''
          const place = at % Math.max(text.length, 1)
          map.set(key, cut ? text.slice(0, place) : flipped(text, place, mask))
        }
        const whole = (await Promise.all(copies().map(async ({ map, key }) => open(map.get(key) ?? '')))).flatMap((each) => each ?? [])
        const newest = Math.max(...whole.map(({ generation }) => generation), 0)
        const read = await look(start())
        expect(read).toBe(newest || 'vault-damaged')
        if (!newest) {
          expect(
            await start()
              .write(() => 9)
              .catch(codeOf),
          ).toBe('vault-damaged')
          return
        }
        // The same character twice is no damage.
        if (whole.length < copies().length || notes.length) expect(notes).toContain('copy-repaired')
        // What was mended is no news at the next start.
        const known = notes.length
        expect(await start().read()).toBe(newest)
        expect(notes).toHaveLength(known)
      },
    ),
    { numRuns: 300 },
  )
})

test('empty never means new while a copy exists', async () => {
  for (let writes = 1; writes <= 4; writes++)
    for (const lost of ['main', 'second'] as const) {
      const { start, disk, notes } = machine('durable')
      const before = start()
      for (let n = 1; n <= writes; n++) await before.write(() => n)
      disk[lost].clear()
      expect(await start().read()).toBe(writes)
      expect(notes).toEqual(['copy-repaired'])
      expect(disk[lost].size).toBe(1)
      // Mended: the other one may go now.
      disk[lost === 'main' ? 'second' : 'main'].clear()
      expect(await start().read()).toBe(writes)
    }
})

test('empty never means new while a place cannot be read', async () => {
  for (const area of ['durable', 'local', 'session'] as const) {
    const { start, fault } = machine(area)
    fault.before = (_, act) => {
      if (act === 'read') throw new Error('fault')
    }
    const box = start()
    expect(await look(box)).toBe('storage-failed')
    expect(await box.write(() => 1).catch(codeOf)).toBe('storage-failed')
    fault.before = healthy
    expect(await look(box)).toBe(0)
  }
})

test('a place that cannot be read for a moment hides no newer value', async () => {
  for (let writes = 1; writes <= 4; writes++)
    for (let slot = 0; slot < 3; slot++) {
      const { start, fault } = machine('durable')
      const before = start()
      for (let n = 1; n <= writes; n++) await before.write(() => n)
      fault.before = (medium, _act, key) => {
        if (key === `count/${slot}` || medium === 'second') throw new Error('fault')
      }
      const box = start()
      expect(await look(box)).toBe('storage-failed')
      fault.before = healthy
      expect(await look(box)).toBe(writes)
    }
})

test('a place that was silent when it was read, or at a write, gets what it lacks as soon as it is looked for again', async () => {
  for (const down of ['main', 'second'] as const)
    for (const act of ['read', 'write'] as const) {
      const { start, fault, disk, notes } = machine('durable')
      await start().write(() => 1)
      disk[down].clear()
      fault.before = (medium) => {
        if (medium === down) throw new Error('not yet')
      }
      const box = start()
      if (act === 'read') expect(await box.read()).toBe(1)
      else await box.write(() => 2)
      expect(disk[down].size).toBe(0)
      if (act === 'read') {
        // A moment of silence is no news; one that lasts is.
        expect(notes).toEqual([])
        await box.found()
        expect(notes).toEqual(['one-copy'])
      }
      fault.before = healthy
      await box.found()
      expect(disk[down].size).toBe(1)
      const other = down === 'main' ? 'second' : 'main'
      disk[other].clear()
      expect(await start().read()).toBe(act === 'read' ? 1 : 2)
    }
})

test('what was written while a place kept silent is newer than the unreported write that this place holds', async () => {
  for (const [down, other] of [
    ['main', 'second'],
    ['second', 'main'],
  ] as const) {
    const { start, fault } = machine('durable')
    await start().write(() => 1)
    // A death between the two copies: one holds what was never reported.
    const dying = start()
    await dying.read()
    fault.before = (medium, act) => {
      if (medium === other && act === 'write') throw new Error('dead')
      if (medium === down && act === 'read') throw new Error('dead')
    }
    await dying.write(() => 100).catch(() => undefined)
    fault.before = (medium) => {
      if (medium === down) throw new Error('silent')
    }
    const box = start()
    await box.write((old) => old + 1)
    const reported = await box.read()
    fault.before = healthy
    await box.found()
    expect(await box.read()).toBe(reported)
    expect(await start().read()).toBe(reported)
  }
})

test('two outages in turn: what was written in the first is not lost to what is older, which can only be read until both answer', async () => {
  for (const [first, then] of [
    ['second', 'main'],
    ['main', 'second'],
  ] as const) {
    const { start, fault, notes } = machine('durable')
    const down = (place: string) => (medium: string) => {
      if (medium === place) throw new Error('silent')
    }
    await start().write(() => 1)
    fault.before = down(first)
    const box = start()
    for (const n of [2, 3, 4]) await box.write(() => n)
    fault.before = down(then)
    notes.length = 0
    const older = start()
    expect(await older.read()).toBe(1)
    expect(notes).toEqual(['behind'])
    expect(await look({ read: () => older.write(() => 9) })).toBe('storage-failed')
    fault.before = healthy
    expect(await older.write((old) => old + 1)).toBe(5)
    expect(await start().read()).toBe(5)
    // A deletion forgets that, too.
    await older.clear()
    fault.before = down(first)
    expect(await look(start())).toBe('storage-failed')
    fault.before = healthy
    await start().write(() => 6)
    fault.before = down(first)
    expect(await start().write(() => 7)).toBe(7)
  }
})

test('one medium is enough, with a notice', async () => {
  for (const down of ['main', 'second'] as const) {
    const { start, fault, notes } = machine('durable')
    await start().write(() => 1)
    fault.before = (medium) => {
      if (medium === down) throw new Error('InvalidStateError')
    }
    const box = start()
    expect(await box.read()).toBe(1)
    expect(await box.write(() => 2)).toBe(2)
    expect(new Set(notes)).toEqual(new Set(['one-copy']))
    expect(await start().read()).toBe(2)
  }
})

test('the newest generation wins, wherever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }), { minLength: 4, maxLength: 4 }),
      async (generations) => {
        const { start, disk } = machine('durable')
        for (const [n, generation] of generations.entries())
          if (generation)
            (n < 3 ? disk.main : disk.second).set(n < 3 ? `count/${n}` : 'count', await seal(1, generation, String(generation)))
        const newest = Math.max(0, ...generations.map((each) => each ?? 0))
        const box = start()
        expect(await box.read()).toBe(newest)
        expect(await box.write(() => 1_000)).toBe(1_000)
        expect(await start().read()).toBe(1_000)
      },
    ),
  )
})

test('three generations are kept, and the last good one is never the one that is written over', async () => {
  const { start, disk, fault } = machine('local')
  const box = start()
  for (let n = 1; n <= 5; n++) await box.write(() => n)
  const held = async () =>
    (await Promise.all([...disk.main.values()].map(async (text) => Number((await open(text))?.payload)))).sort((a, b) => a - b)
  expect(await held()).toEqual([3, 4, 5])
  fault.before = (_, act, key) => {
    if (act !== 'write') return
    disk.main.set(key, 'torn')
    throw new Error('full')
  }
  for (let n = 0; n < 5; n++) {
    await expect(box.write(() => 99)).rejects.toThrow('storage-failed')
    expect(await held()).toContain(5)
  }
  fault.before = healthy
  expect(await start().read()).toBe(5)
})

test('the death between two copies is mended without a word', async () => {
  const { start, notes, disk } = machine('durable')
  await start().write(() => 1)
  // As it stands when the background died before it reached the second copy.
  disk.main.set('count/2', await seal(1, 2, '2'))
  expect(await start().read()).toBe(2)
  expect(notes).toEqual([])
  expect((await open(disk.second.get('count') ?? ''))?.payload).toBe('2')
})

test('a box that was founded outlives the loss of one of its media, though nobody ever wrote to it', async () => {
  for (const lost of ['main', 'second'] as const) {
    const { start, disk, fault } = machine('durable')
    await start().found()
    expect(await look(start())).toBe(0)
    const texts = JSON.stringify([[...disk.main], [...disk.second]])
    await start().found()
    expect(JSON.stringify([[...disk.main], [...disk.second]])).toBe(texts)
    fault.before = (medium) => {
      if (medium === lost) throw new Error('gone')
    }
    if (lost === 'second') expect(await look(start())).toBe(0)
    fault.before = () => undefined
    for (const key of [...disk[lost].keys()]) disk[lost].set(key, 'rubbish')
    expect(await look(start())).toBe(0)
  }
})
