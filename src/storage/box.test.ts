import { describe, expect, test, vi } from 'vitest'
import type { BoxSpec } from './box'
import { open, seal } from './envelope'
import { areas, codeOf, healthy, look, machine } from './fixtures/machine'

describe.each(areas)('%s', (area) => {
  test('a new box has its first value, and what was written is there after a restart', async () => {
    const { start } = machine(area)
    expect(await start().read()).toBe(0)
    for (let n = 1; n <= 7; n++) {
      expect(await start().write((old) => old + 1)).toBe(n)
      expect(await start().read()).toBe(n)
    }
  })

  test('writes are queued: none is lost, and a failed one does not stop the next', async () => {
    const { start } = machine(area)
    const box = start()
    const stop = new Error('no')
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        box.write((old) => {
          if (n % 3 === 2) throw stop
          return old + 1
        }),
      ),
    )
    expect(results.filter((each) => each.status === 'rejected').map((each) => (each as PromiseRejectedResult).reason)).toEqual(
      Array(10).fill(stop),
    )
    expect(await box.read()).toBe(20)
    expect(await start().read()).toBe(20)
  })

  test('what the schema refuses is not stored', async () => {
    const { start } = machine(area)
    const box = start()
    await box.write(() => 1)
    await expect(box.write(() => 1.5)).rejects.toThrow()
    expect(await box.read()).toBe(1)
    expect(await start().read()).toBe(1)
  })

  test('an unchanged value is no write', async () => {
    const { start, fault } = machine(area)
    const box = start()
    await box.write(() => 5)
    const acts: string[] = []
    fault.before = (_, act) => void acts.push(act)
    expect(await box.write((old) => old)).toBe(5)
    expect(acts).toEqual([])
  })

  test('watchers are told of what is stored, and of nothing that failed', async () => {
    const { start, fault } = machine(area)
    const box = start()
    const told: number[] = []
    const stop = box.watch((value) => told.push(value))
    await box.write(() => 1)
    fault.before = (_, act) => {
      if (act === 'write') throw new Error('full')
    }
    await expect(box.write(() => 2)).rejects.toThrow('storage-failed')
    fault.before = healthy
    await box.write(() => 3)
    await box.clear()
    stop()
    await box.write(() => 4)
    expect(told).toEqual([1, 3, 0])
  })

  test('a value that is spread stands everywhere, and nothing older does', async () => {
    const { start, copies, disk, fault } = machine(area)
    const box = start()
    for (let n = 1; n <= 5; n++) await box.write(() => n)
    await box.spread()
    const values = async () => Promise.all(copies().map(async ({ map, key }) => (await open(map.get(key) ?? ''))?.payload))
    expect(new Set(await values())).toEqual(new Set(['5']))
    expect([await box.read(), await start().read()]).toEqual([5, 5])
    await box.write(() => 6)
    for (const medium of Object.keys(disk).filter((each) => disk[each as 'main'].size)) {
      fault.before = (name, act) => {
        if (name === medium && act === 'write') throw new Error('full')
      }
      await expect(box.spread()).rejects.toThrow('storage-failed')
      fault.before = healthy
      expect(await box.read()).toBe(6)
    }
    await box.spread()
    expect(new Set(await values())).toEqual(new Set(['6']))
  })

  test('cleared is cleared everywhere', async () => {
    const { start, copies } = machine(area)
    const box = start()
    for (let n = 1; n <= 4; n++) await box.write(() => n)
    await box.clear()
    expect(copies()).toEqual([])
    expect(await box.read()).toBe(0)
    expect(await start().read()).toBe(0)
    await box.write(() => 9)
    expect(await start().read()).toBe(9)
  })

  test('No write is reported before it was read back', async () => {
    const { start, disk, fault } = machine(area)
    const box = start()
    await box.write(() => 1)
    const acts: string[] = []
    fault.before = (_, act) => void acts.push(act)
    await box.write(() => 2)
    const places = area === 'session' ? 1 : 2
    expect(acts.toSorted()).toEqual([...Array(places).fill('read'), ...Array(places).fill('write')])
    // A medium that takes everything and keeps nothing.
    for (const map of [disk.main, disk.second, disk.session]) vi.spyOn(map, 'set').mockReturnValue(map)
    await expect(box.write(() => 3)).rejects.toThrow('storage-failed')
    // And one that keeps something else.
    for (const map of [disk.main, disk.second, disk.session]) vi.spyOn(map, 'get').mockReturnValue('something else')
    await expect(box.write(() => 4)).rejects.toThrow('vault-damaged')
  })
})

describe('versions', () => {
  test('a value of a newer version is refused, and its bytes stay as they are', async () => {
    for (const area of areas) {
      const { start, disk } = machine(area)
      await start({ version: 3 }).write(() => 1)
      const everything = () => JSON.stringify([[...disk.main], [...disk.second], [...disk.session]])
      const before = everything()
      const box = start({ version: 2 })
      expect(await look(box)).toBe('vault-newer')
      expect(await box.write(() => 2).catch(codeOf)).toBe('vault-newer')
      expect(everything()).toBe(before)
    }
  })

  test('a newer version wins over an older one of the same place', async () => {
    const { start, disk } = machine('durable')
    const box = start()
    for (let n = 1; n <= 3; n++) await box.write(() => n)
    disk.main.set('count/1', await seal(2, 4, '4'))
    const before = JSON.stringify([[...disk.main], [...disk.second]])
    expect(await look(start())).toBe('vault-newer')
    expect(JSON.stringify([[...disk.main], [...disk.second]])).toBe(before)
  })

  test('migrations go step by step, are written down, and the second start has nothing to do', async () => {
    // What is kept in the browser's memory does not outlive an update.
    for (const area of ['durable', 'local'] as const) {
      const { start, fault, notes } = machine(area)
      await start().write(() => 7)
      const steps: string[] = []
      const migrations = {
        1: (old: unknown) => {
          steps.push(`1:${old}`)
          return { n: old }
        },
        2: (old: unknown) => {
          steps.push(`2:${JSON.stringify(old)}`)
          return (old as { n: number }).n + 1
        },
      }
      const latest = { version: 3, migrations }
      expect(await start(latest).read()).toBe(8)
      expect(steps).toEqual(['1:7', '2:{"n":7}'])
      const acts: string[] = []
      fault.before = (_, act) => void acts.push(act)
      expect(await start(latest).read()).toBe(8)
      expect(steps).toHaveLength(2)
      expect(acts).not.toContain('write')
      expect(notes).toEqual([])
      fault.before = healthy
      expect(await look(start())).toBe('vault-newer')
    }
  })

  test('a migration leaves what it came from: the generation before is of the old version', async () => {
    const { start, disk } = machine('local')
    await start().write(() => 7)
    await start({ version: 2, migrations: { 1: (old) => old } }).read()
    const versions = await Promise.all([...disk.main.values()].map(async (text) => (await open(text))?.version))
    expect(versions.toSorted()).toEqual([1, 2])
  })

  test('a migration that fails, is missing, or makes what the schema refuses changes nothing', async () => {
    const broken: BoxSpec<number>['migrations'][] = [
      {},
      {
        1: () => {
          throw new Error('cannot')
        },
      },
      { 1: () => 'no number' },
    ]
    for (const migrations of broken) {
      const { start, disk } = machine('durable')
      await start().write(() => 7)
      const before = JSON.stringify([[...disk.main], [...disk.second]])
      const box = start({ version: 2, migrations })
      expect(await look(box)).toBe('vault-damaged')
      expect(await box.write(() => 1).catch(codeOf)).toBe('vault-damaged')
      expect(JSON.stringify([[...disk.main], [...disk.second]])).toBe(before)
      expect(await start().read()).toBe(7)
    }
  })
})
