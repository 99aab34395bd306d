import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas, codeOf, healthy, look, type Machine, machine } from './fixtures/machine'

/**
 * once: the access fails and all others work. dead: the background dies there. torn: it dies there, and a write leaves half of its text.
 */
const ways = ['once', 'dead', 'torn'] as const
type Work = (box: ReturnType<Machine['start']>) => Promise<unknown>
const works: { name: string; work: Work; from: (writes: number) => number; to: number; migrate: boolean }[] = [
  { name: 'a write', work: (box) => box.write(() => 100), from: (writes) => writes, to: 100, migrate: false },
  { name: 'a migration', work: (box) => box.read(), from: (writes) => writes, to: -1, migrate: true },
  { name: 'a write that migrates first', work: (box) => box.write(() => 100), from: (writes) => writes, to: 100, migrate: true },
  { name: 'a spreading', work: (box) => box.spread(), from: (writes) => writes, to: -1, migrate: false },
  { name: 'a clear', work: (box) => box.clear(), from: (writes) => writes, to: 0, migrate: false },
]
// The value of version 2 is ten times that of version 1.
const version2 = { version: 2, migrations: { 1: (old: unknown) => (old as number) * 10 } }

for (const area of areas)
  for (const { name, work, from, to, migrate } of works)
    for (const way of ways) {
      // A torn text in memory that the browser itself keeps is not seen, and there is one copy only.
      if (area === 'session' && way === 'torn') continue
      test(`${area}: ${name} leaves the old value or the new one (${way})`, async () => {
        let places = 0
        for (let writes = 1; writes <= 4; writes++) {
          for (let fail = 0; ; fail++) {
            const { start, disk, fault } = machine(area)
            const before = start()
            for (let n = 1; n <= writes; n++) await before.write(() => n)
            let access = 0
            fault.before = (medium, act, key) => {
              const now = access++
              if (now < fail || (way === 'once' && now > fail)) return
              if (now === fail && way === 'torn' && act === 'write')
                disk[medium as 'main'].set(key, '{"format":"kluis-box/1","version":1,"gen')
              throw new Error('fault')
            }
            const done = await work(start(migrate ? version2 : {})).then(
              () => true,
              () => false,
            )
            const over = access <= fail
            fault.before = healthy
            const old = migrate ? from(writes) * 10 : from(writes)
            const wanted = to < 0 ? old : to
            const now = await look(start(migrate ? version2 : {}))
            expect([old, wanted], `after ${writes} writes, fault at access ${fail}`).toContain(now)
            if (done && to >= 0) expect(now, `reported after ${writes} writes, fault at access ${fail}`).toBe(wanted)
            // It goes on: the next write is kept too.
            await start(migrate ? version2 : {}).write(() => 1_000)
            expect(await look(start(migrate ? version2 : {}))).toBe(1_000)
            if (over) break
            places++
          }
        }
        expect(places).toBeGreaterThanOrEqual(4)
      })
    }

test('what was reported is never lost to faults of one medium, and nothing comes back that was overwritten', async () => {
  const step = fc.record({ faults: fc.array(fc.nat(12), { maxLength: 6 }), restart: fc.boolean(), readFirst: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(['durable', 'local'] as const)),
      fc.constantFrom('main', 'second'),
      fc.array(step, { minLength: 1, maxLength: 8 }),
      async (area, faulty, steps) => {
        const { start, fault } = machine(area)
        let box = start()
        /** What a read may give: the last value that was reported, and what was tried since. */
        let possible = [0]
        for (const [n, { faults, restart, readFirst }] of steps.entries()) {
          if (restart) box = start()
          let access = 0
          fault.before = (medium) => {
            if (medium === faulty && faults.includes(access++)) throw new Error('fault')
          }
          if (readFirst) {
            const read = await look(box)
            if (read !== 'storage-failed') expect(possible).toContain(read)
          }
          const done = await box
            .write(() => n + 1)
            .then(
              () => true,
              (error) => expect(codeOf(error)).toBe('storage-failed'),
            )
          possible = done === true ? [n + 1] : [...possible, n + 1]
          fault.before = healthy
          expect(possible).toContain(await box.read())
          expect(possible).toContain(await start().read())
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a failed write cannot come back over a later one that was reported', async () => {
  const { start, fault } = machine('durable')
  const box = start()
  await box.write(() => 1)
  // Both copies take 2, but neither can be read back; then 3 reaches only the second copy.
  let written = 0
  fault.before = (_, act) => {
    if (act === 'write') written++
    if (act === 'read' && written >= 2) throw new Error('fault')
  }
  await expect(box.write(() => 2)).rejects.toThrow('storage-failed')
  fault.before = (medium, act) => {
    if (medium === 'main' && act === 'write') throw new Error('fault')
  }
  await box.write(() => 3)
  fault.before = healthy
  expect(await start().read()).toBe(3)
})
