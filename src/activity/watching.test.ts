import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type Activity, activityBox, delivered, type Gap, looked, receive, type Watching, watchingBox, watchOver } from '.'
import { isSum } from './entries'
import type { Told } from './received'

const chain = { genesisHash: '0xaa', network: 'local' } as const
const told = (event: number, over: Partial<Told> = {}): Told => ({
  ...{ account: '0x01', amount: '5', count: 1, dust: false, at: 1, block: 7, blockHash: '0xb7', event, extrinsic: null },
  cause: { kind: 'unknown' },
  ...over,
})
const gap = (fromBlock: number, toBlock: number, account = '0x01'): Gap => ({
  ...{ account, fromBlock, toBlock, fromAt: fromBlock, toAt: toBlock, why: 'pruned' },
})
const look = (before: unknown, cursor: unknown, found: Told[] = [], missed: Gap[] = []) => ({ before, cursor, found, missed })

test('an event has one name, whoever tells it and however often', () => {
  const watching = looked({}, chain, look(null, 1, [told(3), told(4), told(3, { account: '0x02', event: null }), told(3)]))
  const found = watchOver(watching, '0xaa')?.found ?? []
  expect(receive(receive([], found), found).map(({ id }) => id)).toEqual(['0xb7-3', '0xb7-4', '0xb7-0x02'])
})

test('of two looks that began with the same cursor one counts', () => {
  const first = looked({}, chain, look(null, 1, [told(1)]))
  expect(looked(first, chain, look(null, 2, [told(2)]))).toBe(first)
  expect(watchOver(looked(first, chain, look(1, 2, [told(2)])), '0xaa')?.found).toHaveLength(2)
  // Another chain has a cursor of its own.
  expect(Object.keys(looked(first, { ...chain, genesisHash: '0xbb' }, look(null, 1)))).toEqual(['0xaa', '0xbb'])
})

test('gaps of an account that touch are one, and of many the oldest are joined: none is forgotten', () => {
  const gaps = (missed: Gap[]) => watchOver(looked({}, chain, look(null, 1, [], missed)), '0xaa')?.gaps ?? []
  expect(gaps([gap(1, 5), gap(5, 9), gap(20, 30), gap(1, 9, '0x02')])).toEqual([gap(1, 9), gap(20, 30), gap(1, 9, '0x02')])
  const many = gaps(Array.from({ length: 500 }, (_, n) => gap(n * 10, n * 10 + 5)))
  expect(many).toHaveLength(200)
  expect([many[0]?.fromBlock, many.at(-1)]).toEqual([0, gap(4_990, 4_995)])
  for (let n = 0; n < 500; n++) expect(many.some((each) => each.fromBlock <= n * 10 && each.toBlock >= n * 10 + 5)).toBe(true)
})

const sumOf = (activity: Activity) => activity.reduce((all, each) => (each.kind === 'received' ? all + BigInt(each.amount) : all), 0n)
const countOf = (activity: Activity) => activity.reduce((all, each) => (each.kind === 'received' ? all + each.count : all), 0)

test('of dust the newest two thousand stay one by one, of what is older the sum of each month and account, and nothing else is touched', () => {
  let activity: Activity = []
  const days = [Date.UTC(2026, 0, 31, 23), Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 28), Date.UTC(2026, 2, 1)]
  for (const [n, at] of days.entries()) {
    const found = Array.from({ length: 1_000 }, (_, event) =>
      told(event, { dust: event > 1, account: event % 2 ? '0x01' : '0x02', at, block: 100 + n, blockHash: `0xb${n}` }),
    )
    activity = receive(activity, watchOver(looked({}, chain, look(null, 1, found)), '0xaa')?.found ?? [])
    expect([countOf(activity), sumOf(activity)]).toEqual([1_000 * (n + 1), 5_000n * BigInt(n + 1)])
    // What is told once more is in it already, alone or in a sum.
    expect(receive(activity, watchOver(looked({}, chain, look(null, 1, found)), '0xaa')?.found ?? [])).toBe(activity)
  }
  const dust = activity.filter((each) => each.kind === 'received' && each.dust)
  const sums = dust.filter(isSum)
  expect(dust.length - sums.length).toBeLessThanOrEqual(2_000)
  // One for each account and month, dated as the last that went into it.
  expect(sums.map(({ account, at, cause, blockHash }) => [account, at, cause, blockHash])).toEqual([
    ['0x02', days[0], { kind: 'between', after: 99 }, null],
    ['0x01', days[0], { kind: 'between', after: 99 }, null],
    ['0x02', days[2], { kind: 'between', after: 100 }, null],
    ['0x01', days[2], { kind: 'between', after: 100 }, null],
  ])
  expect(activity.length - dust.length).toBe(8)
  expect(v.is(activityBox.schema, activity)).toBe(true)
})

type Act = { kind: 'look' | 'overtaken' | 'deliver'; dies: 'nowhere' | 'between' | 'after' }
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('look', 'overtaken', 'deliver'),
  dies: fc.constantFrom('nowhere', 'between', 'after'),
})

test('whatever dies between the two boxes, each received amount stands in the activity once, and both can be stored', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let watching: Watching = {}
      let activity: Activity = []
      let block = 0
      /** Moves what was found: two writes, and a death may come after the first. */
      const deliver = (dies: Act['dies']) => {
        const found = watchOver(watching, '0xaa')?.found ?? []
        activity = receive(activity, found)
        if (dies !== 'between') watching = delivered(watching, '0xaa', found)
      }
      for (const { kind, dies } of acts) {
        const before = watchOver(watching, '0xaa')?.cursor ?? null
        if (kind !== 'deliver') {
          // The chain gives the same for the same cursor: what a death undid comes again.
          const found = [told(1, { blockHash: `0xb${block}` }), told(2, { blockHash: `0xb${block}` })]
          if (dies === 'between') continue
          watching = looked(watching, chain, look(before, block + 1, found))
          if (kind === 'overtaken') watching = looked(watching, chain, look(before, block + 1, found))
          block++
        }
        if (dies !== 'after') deliver(dies)
      }
      deliver('nowhere')
      expect(activity.map(({ id }) => id)).toEqual(Array.from({ length: block }, (_, n) => [`0xb${n}-1`, `0xb${n}-2`]).flat())
      expect(watchOver(watching, '0xaa')?.found ?? []).toEqual([])
      expect([v.is(activityBox.schema, activity), v.is(watchingBox.schema, watching)]).toEqual([true, true])
    }),
  )
})
