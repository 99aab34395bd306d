import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { LARGEST, record } from './recording'
import { MOST_ACCOUNTS, MOST_BYTES, thinned } from './thinning'
import { type AccountReading, type AccountValues, type Day, isWhole, type Position, type Reading, type Values, valuesBox } from './values'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 1)
const TAO = 1_000_000_000n

const having = (freeRao: bigint, totalRao: bigint | null = 0n, positions: readonly Position[] = []): AccountReading => ({
  freeRao,
  reservedRao: 0n,
  staked: totalRao === null ? null : { totalRao, exitRao: totalRao, positions },
})
const reading = (at: number, block: number, byAccount: Record<string, AccountReading>, genesisHash = '0xa'): Reading => ({
  genesisHash,
  block,
  at,
  byAccount: new Map(Object.entries(byAccount)),
})
const accountOf = (values: Values, id = 'one', network = 'finney'): AccountValues =>
  values[network]?.[0]?.accounts[id] ?? { points: [], days: [] }
const bytes = (values: Values) => new TextEncoder().encode(JSON.stringify(values)).length

/** Looks at one account: how long after the one before, what it has, and whether its stake could be read. */
const looks = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: -2 * DAY, max: -1 }), fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: 3 * DAY })),
    free: fc.bigInt({ min: 0n, max: 3n }),
    staked: fc.option(fc.bigInt({ min: 0n, max: 3n })),
  }),
  { maxLength: 200 },
)
type Look = { wait: number; free: bigint; staked: bigint | null }
const allOf = (each: readonly Look[]): Reading[] => {
  let at = START
  return each.map(({ wait, free, staked }, block) => {
    at += wait
    return reading(at, block, { one: having(free, staked) })
  })
}
const taken = (readings: readonly Reading[]) => readings.reduce((values, each) => record(values, 'finney', each), {} as Values)

test('the newest look is never lost: what it told is the newest point, or the newest whole one says the same or is minutes old', () => {
  fc.assert(
    fc.property(looks, (each) => {
      const readings = allOf(each)
      let values: Values = {}
      for (const now of readings) {
        const before = accountOf(values).points.at(-1)
        values = record(values, 'finney', now)
        const newest = accountOf(values).points.at(-1)
        const mine = now.byAccount.get('one')
        if (newest?.[0] === now.at && newest[1] === now.block) expect(newest[2]).toBe(String(mine?.freeRao))
        else {
          expect(newest).toBe(before)
          expect(Math.abs(now.at - (before?.[0] ?? 0))).toBeLessThan(HOUR)
        }
      }
    }),
  )
})

test('of every day the last whole value stays, as long as so many days are kept, and the order is that of reading', () => {
  fc.assert(
    fc.property(looks, (each) => {
      let seen: AccountValues['points'] = []
      let values: Values = {}
      for (const now of allOf(each)) {
        values = record(values, 'finney', now)
        const newest = accountOf(values).points.at(-1)
        if (newest && newest[1] === now.block) seen = [...seen, newest]
      }
      const { points } = accountOf(values)
      const blocks = points.map(([, block]) => block)
      expect(blocks).toEqual(blocks.toSorted((a, b) => a - b))
      // Within an hour a later value takes the place of an earlier one, so of each hour the last counts.
      const days = new Map<number, (typeof points)[number]>()
      for (const point of seen) if (isWhole(point)) days.set(Math.floor(point[0] / DAY), point)
      for (const point of days.values()) expect(points).toContainEqual(point)
    }),
  )
})

test('thinning twice is thinning once, and reading the same again writes nothing', () => {
  fc.assert(
    fc.property(looks, (each) => {
      const readings = allOf(each)
      const values = taken(readings)
      expect(thinned(values)).toBe(values)
      const last = readings.at(-1)
      if (last) expect(record(values, 'finney', last)).toBe(values)
    }),
  )
})

test('what is recorded goes through JSON and the schema of its box unchanged', () => {
  const position = fc.record({
    netuid: fc.integer({ min: 0, max: 200 }),
    hotkey: fc.constantFrom('0xaa', '0xbb', '0xcc'),
    alphaRao: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    priceRao: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  })
  const account = fc.record({
    freeRao: fc.bigInt({ min: 0n, max: 10n ** 20n }),
    reservedRao: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    staked: fc.option(
      fc.record({
        totalRao: fc.bigInt({ min: 0n, max: 10n ** 20n }),
        exitRao: fc.option(fc.bigInt({ min: 0n, max: 10n ** 20n })),
        positions: fc.array(position, { maxLength: 40 }),
      }),
    ),
  })
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.constantFrom('one', 'two', 'three'), account, { maxKeys: 3 }), { maxLength: 12 }), (all) => {
      let values: Values = {}
      all.forEach((byAccount, n) => {
        values = record(values, n % 3 ? 'finney' : 'local', reading(START + n * 7 * HOUR, n, byAccount, n % 4 ? '0xa' : '0xb'))
      })
      expect(v.parse(valuesBox.schema, JSON.parse(JSON.stringify(values)))).toEqual(values)
      for (const chains of Object.values(values))
        for (const { hotkeys, accounts } of chains) {
          const used = Object.values(accounts).flatMap(({ days }) => days.flatMap(({ positions }) => positions.map(([, at]) => at)))
          expect(new Set(used).size).toBe(hotkeys.length)
        }
    }),
  )
})

test('a hotkey that is not in the list makes it no record', () => {
  const values = taken([reading(START, 1, { one: having(1n, 1n, [{ netuid: 1, hotkey: '0xaa', alphaRao: 1n, priceRao: 1n }]) })])
  expect(v.is(valuesBox.schema, values)).toBe(true)
  const chain = values.finney?.[0]
  expect(v.is(valuesBox.schema, { finney: [{ ...chain, hotkeys: [] }] })).toBe(false)
})

test('an hour has one point, 48 hours are kept, then one of each day, then one of each month', () => {
  const times = Array.from({ length: 3 * 366 * 2 }, (_, n) => START + n * 12 * HOUR)
  const values = taken(times.map((at, n) => reading(at, n, { one: having(BigInt(n)) })))
  const { points } = accountOf(values)
  const last = times.at(-1) ?? 0
  const hours = points.slice(-48)
  expect(hours.map(([at]) => at)).toEqual(times.slice(-48))
  const older = points.slice(0, -48)
  expect(older.every(([at], n) => at < (older[n + 1]?.[0] ?? last))).toBe(true)
  const days = older.slice(-400).map(([at]) => Math.floor(at / DAY))
  expect(days.every((day, n) => n === 0 || day === (days[n - 1] ?? 0) + 1)).toBe(true)
  const months = older.slice(0, -400).map(([at]) => new Date(at).toISOString().slice(0, 7))
  expect(months.length).toBeGreaterThan(20)
  expect(new Set(months).size).toBe(months.length)
})

test('within an hour a payment is written down at once, a price after minutes, and the same values not at all', () => {
  const at = START + HOUR / 2
  const first = taken([reading(at, 1, { one: having(5n, 7n) })])
  expect(record(first, 'finney', reading(at + 12_000, 2, { one: having(5n, 8n) }))).toBe(first)
  expect(record(first, 'finney', reading(at + 20 * 60_000, 2, { one: having(5n, 7n) }))).toBe(first)
  expect(accountOf(record(first, 'finney', reading(at + 12_000, 2, { one: having(4n, 7n) }))).points).toEqual([
    [at + 12_000, 2, '4', '7', '7'],
  ])
  expect(accountOf(record(first, 'finney', reading(at + 6 * 60_000, 2, { one: having(5n, 8n) }))).points).toHaveLength(1)
})

test('stake that could not be read is no zero: it is written as unknown and never takes the place of what is known', () => {
  const unread = taken([reading(START, 1, { one: having(5n, null) })])
  expect(accountOf(unread).points).toEqual([[START, 1, '5', null, null]])
  expect(accountOf(unread).days).toEqual([])
  const read = record(unread, 'finney', reading(START + 1_000, 2, { one: having(5n, 7n) }))
  expect(accountOf(read).points).toEqual([[START + 1_000, 2, '5', '7', '7']])
  expect(record(read, 'finney', reading(START + 2_000, 3, { one: having(5n, null) }))).toBe(read)
})

test('a node that lags is no news, and another genesis under the same name is another chain', () => {
  const first = taken([reading(START, 10, { one: having(5n) })])
  expect(record(first, 'finney', reading(START + 30_000, 9, { one: having(4n) }))).toBe(first)
  const other = record(first, 'finney', reading(START + 60_000, 1, { one: having(9n) }, '0xb'))
  expect(other.finney?.map(({ genesisHash }) => genesisHash)).toEqual(['0xb', '0xa'])
  const back = record(other, 'finney', reading(START + HOUR, 20, { one: having(6n) }))
  expect(back.finney?.map(({ genesisHash }) => genesisHash)).toEqual(['0xa', '0xb'])
  expect(accountOf(back).points.map((point) => point[2])).toEqual(['5', '6'])
})

test('of many positions the largest are kept one by one, the others as a sum with their count', () => {
  const positions = Array.from({ length: 128 }, (_, n) => ({
    netuid: n,
    hotkey: `0x${n}`,
    alphaRao: BigInt(n + 1) * TAO,
    priceRao: TAO / 2n,
  }))
  const { days } = accountOf(taken([reading(START, 1, { one: having(5n, 9n, positions) })]))
  expect(days).toHaveLength(1)
  expect(days[0]?.positions).toHaveLength(LARGEST)
  expect(days[0]?.positions[0]?.[0]).toBe(127)
  const rest = Array.from({ length: 96 }, (_, n) => (BigInt(n + 1) * TAO) / 2n).reduce((sum, each) => sum + each)
  expect(days[0]?.rest).toEqual({ count: 96, spot: String(rest) })
  // The last of a day stays.
  const later = taken([0, 5, 30].map((hours, n) => reading(START + hours * HOUR, n, { one: having(BigInt(n), 9n, positions.slice(0, 1)) })))
  expect(accountOf(later).days.map(({ free }) => free)).toEqual(['1', '2'])
})

/** A year of a hundred accounts with 128 positions each, made as it would be after a year: a point an hour and a day, a record a day. */
function crowd(accounts: number, days: number): Values {
  const hotkeys = Array.from({ length: LARGEST }, (_, n) => `0x${String(n).padStart(64, '5')}`)
  const positions = Array.from(
    { length: LARGEST },
    (_, n) =>
      [n, n, String(3_182_447_112_334n + BigInt(n)), '81203345', String(1_182_447_112n + BigInt(n)), 360] as Day['positions'][number],
  )
  const account = (n: number): AccountValues => ({
    points: Array.from({ length: days + 48 }, (_, at) => {
      const time = at < days ? START + at * DAY : START + days * DAY + (at - days) * HOUR
      return [time, 9_412_448 + at, String(148_209_321_342n + BigInt(n)), String(507_766_965_251n + BigInt(at)), String(505_533_112_000n)]
    }),
    days: Array.from({ length: days }, (_, at) => ({
      at: START + at * DAY,
      block: 9_412_448 + at,
      free: '148209321342',
      edge: false,
      positions,
      rest: { count: 96, spot: '507766965251' },
    })),
  })
  const entries = Array.from({ length: accounts }, (_, n) => [`0x${String(n).padStart(64, '0')}`, account(n)])
  return { finney: [{ genesisHash: '0xa', hotkeys, names: {}, accounts: Object.fromEntries(entries) }] }
}

test('a hundred accounts of 128 positions after a year stay under the bound, and a few accounts keep everything', () => {
  const few = crowd(3, 365)
  expect(bytes(few)).toBeLessThan(MOST_BYTES)
  expect(thinned(few)).toBe(few)
  const many = crowd(100, 365)
  expect(bytes(many)).toBeGreaterThan((30 * MOST_BYTES) / 3)
  const kept = thinned(many)
  expect(bytes(kept)).toBeLessThanOrEqual(MOST_BYTES)
  const accounts = Object.values(kept.finney?.[0]?.accounts ?? {})
  expect(accounts).toHaveLength(100)
  for (const { points, days } of accounts) {
    expect(points.length).toBeGreaterThan(140)
    expect(days.at(-1)?.at).toBe(START + 364 * DAY)
  }
  expect(thinned(kept)).toBe(kept)
})

test('of more accounts than a page can ask for, those that were seen last are kept', () => {
  let values: Values = {}
  for (let n = 0; n < MOST_ACCOUNTS + 20; n++) values = record(values, 'finney', reading(START + n * 1_000, n, { [`0x${n}`]: having(1n) }))
  const ids = Object.keys(values.finney?.[0]?.accounts ?? {})
  expect(ids).toHaveLength(MOST_ACCOUNTS)
  expect(ids).not.toContain('0x0')
  expect(ids).toContain(`0x${MOST_ACCOUNTS + 19}`)
})

test('amounts beyond all measure do not make it larger than its bound', () => {
  const huge = BigInt('9'.repeat(38))
  const positions = Array.from({ length: LARGEST }, (_, n) => ({
    netuid: n,
    hotkey: `0x${'f'.repeat(60)}${n}`,
    alphaRao: huge,
    priceRao: 1n,
  }))
  const byAccount = Object.fromEntries(
    Array.from({ length: MOST_ACCOUNTS }, (_, n) => [
      `0x${n}`,
      having(
        huge,
        huge,
        positions.map((each) => ({ ...each, hotkey: each.hotkey + n })),
      ),
    ]),
  )
  const values = taken([reading(START, 1, byAccount), reading(START + DAY, 2, byAccount)])
  expect(bytes(values)).toBeLessThanOrEqual(MOST_BYTES)
  expect(v.is(valuesBox.schema, values)).toBe(true)
})
