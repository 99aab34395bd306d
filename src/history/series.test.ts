import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LARGEST, record } from './recording'
import { allocationOf, atMost, changeSince, seriesOf, spansOf } from './series'
import type { AccountReading, Position, Reading, Values } from './values'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 1)
const TAO = 1_000_000_000n
const place = { network: 'finney', genesisHash: '0xa' }

const having = (
  freeRao: bigint,
  totalRao: bigint | null = 0n,
  exitRao = totalRao,
  positions: readonly Position[] = [],
): AccountReading => ({
  freeRao,
  reservedRao: 1n,
  staked: totalRao === null ? null : { totalRao, exitRao, positions },
})
const reading = (at: number, block: number, byAccount: Record<string, AccountReading>, more: Partial<Reading> = {}): Reading => ({
  genesisHash: '0xa',
  block,
  at,
  byAccount: new Map(Object.entries(byAccount)),
  ...more,
})
const taken = (...readings: Reading[]) => readings.reduce((values, each) => record(values, 'finney', each), {} as Values)

test('the sum at each time is that of its parts, what each had last within a day, and begins when all are known', () => {
  const ids = ['one', 'two', 'three']
  const look = fc.record({
    wait: fc.integer({ min: 1, max: 18 * HOUR }),
    of: fc.subarray(ids, { minLength: 1 }),
    free: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    staked: fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n })),
  })
  fc.assert(
    fc.property(fc.array(look, { maxLength: 60 }), (all) => {
      let at = START
      let values: Values = {}
      all.forEach(({ wait, of, free, staked }, block) => {
        at += wait
        values = record(values, 'finney', reading(at, block, Object.fromEntries(of.map((id) => [id, having(free, staked)]))))
      })
      const alone = ids.map((id) => seriesOf(values, place, [id], at).points)
      const { points, since } = seriesOf(values, place, ids, at)
      const firsts = alone.map((each) => each[0]?.at ?? null)
      expect([...since.values()]).toEqual(firsts)
      if (firsts.includes(null)) {
        expect(points).toEqual([])
        return
      }
      const times = [...new Set(alone.flatMap((each) => each.map((part) => part.at)))].sort((a, b) => a - b)
      const whole = (time: number) => alone.every((each) => each.some((part) => part.at <= time && time - part.at <= DAY))
      expect(points.map((point) => point.at)).toEqual(times.filter(whole))
      for (const point of points) {
        const parts = alone.map((each) => each.findLast((part) => part.at <= point.at))
        expect(point.valueRao).toBe(parts.reduce((sum, part) => sum + (part?.valueRao ?? 0n), 0n))
        expect(point.valueRao).toBe(point.freeRao + point.stakedRao)
      }
    }),
  )
})

test('an account that becomes known later is no gain: the sum begins with it', () => {
  const values = taken(
    reading(START, 1, { one: having(5n) }),
    reading(START + DAY, 2, { one: having(6n) }),
    reading(START + 2 * DAY, 3, { one: having(6n), two: having(90n) }),
    reading(START + 3 * DAY, 4, { two: having(80n) }),
  )
  const now = START + 3 * DAY
  expect(seriesOf(values, place, ['one'], now).points.map(({ valueRao }) => valueRao)).toEqual([6n, 7n, 7n])
  const both = seriesOf(values, place, ['one', 'two', 'two'], now)
  expect(both.points.map(({ at, valueRao }) => [at, valueRao])).toEqual([
    [START + 2 * DAY, 98n],
    [START + 3 * DAY, 88n],
  ])
  expect([...both.since]).toEqual([
    ['one', START],
    ['two', START + 2 * DAY],
  ])
  expect(seriesOf(values, place, ['one', 'never'], now).points).toEqual([])
  expect(seriesOf(values, { ...place, genesisHash: '0xb' }, ['one'], now).points).toEqual([])
  expect(seriesOf(values, { ...place, network: 'constructor' }, ['constructor'], now).points).toEqual([])
})

test('an account that was not seen for more than a day is in no later sum, and what the others had then is no sum of all', () => {
  const values = taken(
    reading(START, 1, { one: having(5n), two: having(90n) }),
    reading(START + DAY, 2, { one: having(6n) }),
    reading(START + DAY + HOUR, 3, { one: having(7n) }),
    reading(START + 90 * DAY, 4, { one: having(8n) }),
    reading(START + 91 * DAY, 5, { two: having(80n) }),
  )
  const { points } = seriesOf(values, place, ['one', 'two'], START + 91 * DAY)
  expect(points.map(({ at, valueRao }) => [(at - START) / DAY, valueRao])).toEqual([
    [0, 97n],
    [1, 98n],
    [91, 90n],
  ])
})

test('stake that was not read is left out, and what selling would give is known only where all of it is', () => {
  const values = taken(
    reading(START, 1, { one: having(5n, 10n, 9n) }),
    reading(START + HOUR, 2, { one: having(5n, null) }),
    reading(START + 2 * HOUR, 3, { one: having(5n, 20n, null) }),
  )
  expect(seriesOf(values, place, ['one'], START + DAY).points.map(({ valueRao, exitRao }) => [valueRao, exitRao])).toEqual([
    [16n, 15n],
    [26n, null],
  ])
})

test.each([
  ['ahead for a while', [0, 1, 2, 24 * 900, 24 * 900 + 1, 3, 4, 5], [0, 1, 2, 3, 4, 5]],
  ['behind for a while', [0, 1, 2, 3, -24 * 90, -24 * 90 + 1, 4, 5], [0, 1, 2, 3, 4, 5]],
  ['right now behind all that was seen', [0, 1, 2, 3, -24 * 90], [-24 * 90]],
])('a clock that is %s puts no value where it was not', (_, hours, shown) => {
  const values = taken(...hours.map((hour, n) => reading(START + hour * HOUR, n, { one: having(BigInt(n)) })))
  const now = START + (hours.at(-1) ?? 0) * HOUR
  expect(seriesOf(values, place, ['one'], now).points.map(({ at }) => (at - START) / HOUR)).toEqual(shown)
  expect(values.finney?.[0]?.accounts.one?.points).toHaveLength(hours.length)
})

test('a span begins so long ago, is offered where all of it was seen, and has few points, the first and the last among them', () => {
  const hours = Array.from({ length: 24 * 40 }, (_, n) => n)
  const values = taken(...hours.map((n) => reading(START + n * HOUR, n, { one: having(BigInt(n)) })))
  const now = START + 24 * 40 * HOUR
  const { points } = seriesOf(values, place, ['one'], now)
  expect(spansOf(points, now)).toEqual(['day', 'week', 'month', 'all'])
  const day = seriesOf(values, place, ['one'], now, 'day').points
  expect(day[0]?.at).toBe(now - DAY)
  expect(spansOf(points, now + 2 * DAY)).toEqual(['week', 'month', 'all'])
  expect(spansOf(points.slice(-1), now)).toEqual(['all'])
  expect(spansOf([], now)).toEqual([])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 300 }), fc.integer({ min: 2, max: 200 }), (waits, most) => {
      let at = 0
      const all = waits.map((wait) => {
        at += wait
        return { at }
      })
      const some = atMost(all, most)
      expect(some.length).toBeLessThanOrEqual(most)
      expect([some[0], some.at(-1)]).toEqual([all[0], all.at(-1)])
      expect(some).toEqual(all.filter((each) => some.includes(each)))
      if (all.length <= most) expect(some).toEqual(all)
    }),
  )
})

test.each([
  ['24 hours ago', [24, 0], 24],
  ['the nearest of several', [34, 27, 20, 0], 27],
  ['a day and a half ago', [36, 0], 36],
  ['nothing but long ago', [37, 0], null],
  ['nothing but just now', [17, 0], null],
  ['nothing since this morning', [24, 7], null],
  ['nothing else', [0], null],
])('the change since yesterday where the wallet saw: %s', (_, hours, from) => {
  const now = START + 10 * DAY
  const values = taken(...hours.map((hour, n) => reading(now - hour * HOUR, n, { one: having(BigInt(100 + n), 10n) })))
  const change = changeSince(values, place, ['one'], now)
  if (from === null) return expect(change).toBeNull()
  const before = BigInt(100 + hours.indexOf(from) + 11)
  return expect(change).toEqual({ fromAt: now - from * HOUR, beforeRao: before, nowAt: now, nowRao: BigInt(100 + hours.length - 1 + 11) })
})

test('the change since yesterday of several is known only where each of them was seen then and now', () => {
  const now = START + 10 * DAY
  const yesterday = reading(now - DAY, 1, { one: having(10n), two: having(20n) })
  const both = taken(yesterday, reading(now, 2, { one: having(11n), two: having(25n) }))
  expect(changeSince(both, place, ['one', 'two'], now)).toMatchObject({ beforeRao: 32n, nowRao: 38n })
  expect(changeSince(both, place, ['one', 'two', 'three'], now)).toBeNull()
  expect(changeSince(both, place, [], now)).toBeNull()
  const gone = taken(yesterday, reading(now, 2, { one: having(11n) }))
  expect(changeSince(gone, place, ['one', 'two'], now)).toBeNull()
  expect(changeSince(gone, place, ['one'], now)).toMatchObject({ beforeRao: 11n, nowRao: 12n })
  const late = taken(
    reading(now - 5 * DAY, 0, { two: having(1n) }),
    reading(now - DAY, 1, { one: having(10n) }),
    reading(now, 2, { one: having(1n), two: having(25n) }),
  )
  expect(changeSince(late, place, ['one', 'two'], now)).toBeNull()
})

test('what accounts have is spread over what is free, each subnet and the rest, and nothing is lost in between', () => {
  const position = fc.record({
    netuid: fc.integer({ min: 0, max: 50 }),
    hotkey: fc.constantFrom('0xaa', '0xbb'),
    alphaRao: fc.bigInt({ min: 0n, max: 10n ** 16n }),
    priceRao: fc.bigInt({ min: 0n, max: 10n ** 11n }),
  })
  fc.assert(
    fc.property(fc.array(fc.array(position, { maxLength: 2 * LARGEST }), { minLength: 1, maxLength: 4 }), (each) => {
      const byAccount = Object.fromEntries(each.map((positions, n) => [`0x${n}`, having(7n, 0n, 0n, positions)]))
      const values = taken(reading(START, 1, byAccount, { names: new Map([[3, 'Templar']]) }))
      const found = allocationOf(values, place, [...Object.keys(byAccount), 'never'], START)
      const spot = each.flat().reduce((sum, { alphaRao, priceRao }) => sum + (alphaRao * priceRao) / TAO, 0n)
      expect(found?.totalRao).toBe(BigInt(each.length) * 8n + spot)
      const parts = (found?.subnets ?? []).reduce((sum, { spotRao }) => sum + spotRao, 0n)
      expect((found?.freeRao ?? 0n) + parts + (found?.rest?.spotRao ?? 0n)).toBe(found?.totalRao)
      expect(found?.missing).toBe(1)
      for (const { netuid, name } of found?.subnets ?? []) expect(name).toBe(netuid === 3 ? 'Templar' : null)
      const spots = (found?.subnets ?? []).map(({ spotRao }) => spotRao)
      expect(spots).toEqual(spots.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)))
    }),
  )
  expect(allocationOf({}, place, ['one'], START)).toBeNull()
  expect(allocationOf(taken(reading(START, 1, { one: having(1n, null) })), place, ['one'], START)).toBeNull()
})
