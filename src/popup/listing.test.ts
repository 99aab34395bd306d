import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { search } from '../accounts'
import type { AccountView } from '../messaging'
import { belongs, createListing, everyAccount, type Only, PAGE } from './listing'

const account = (name: string): AccountView => ({
  id: name,
  name,
  note: '',
  address: '5x',
  publicKey: '0x00',
  type: 'sr25519',
  role: 'coldkey',
  path: '',
  holds: 'phrase',
  watch: null,
  hidden: false,
  savedAt: null,
})
type Asked = {
  name: string
  place(at: number | null): void
  input: { from: number; query: string }
  answer(total: number, names: string[]): void
  fail(): void
}

/** A background that answers when the test says so. */
function slow() {
  const asked: Asked[] = []
  const ask = (name: string, input: unknown) =>
    new Promise((resolve, reject) => {
      asked.push({
        name,
        place: resolve,
        input: input as Asked['input'],
        answer: (total, names) => resolve({ total, items: names.map(account) }),
        fail: () => reject(new Error('interrupted')),
      })
    })
  const listing = createListing(ask as Parameters<typeof createListing>[0])
  return {
    asked,
    listing,
    names: (page = 0) =>
      listing
        .state()
        .pages.get(page)
        ?.map(({ name }) => name),
  }
}
const all = (revision: number, query = '') => ({ query, only: 'all', revision }) as const
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('the answer to an older question never takes the place of a newer one', async () => {
  const { asked, listing, names } = slow()
  listing.show(all(1, 'da'))
  listing.show(all(1, 'dai'))
  asked[1]?.answer(1, ['Daily'])
  await settle()
  asked[0]?.answer(2, ['Daily', 'Dad'])
  await settle()
  expect([names(), listing.state().total, listing.state().of?.query]).toEqual([['Daily'], 1, 'dai'])
})

test('what was found stays until the next answer has come', async () => {
  const { asked, listing, names } = slow()
  listing.show(all(1), { total: 1, items: [account('Daily')] })
  listing.show(all(1, 'x'))
  expect([names(), listing.state().of?.query]).toEqual([['Daily'], ''])
  asked[0]?.answer(0, [])
  await settle()
  expect([names(), listing.state().total]).toEqual([[], 0])
})

test('a first page that is here already is not asked for', () => {
  const { asked, listing } = slow()
  listing.show(all(1), { total: 3 * PAGE, items: [account('Daily')] })
  listing.want(0, 20)
  expect(asked).toEqual([])
})

test('pages are asked for once, where they are looked at', async () => {
  const { asked, listing, names } = slow()
  listing.show(all(1), { total: 10 * PAGE, items: [account('Daily')] })
  listing.want(PAGE - 5, PAGE + 5)
  listing.want(PAGE - 4, PAGE + 6)
  expect(asked.map(({ input }) => input.from)).toEqual([PAGE])
  asked[0]?.answer(10 * PAGE, ['Later'])
  await settle()
  listing.want(PAGE, PAGE + 10)
  expect([names(1), asked.length]).toEqual([['Later'], 1])
})

test('a list that changed is read again where it is looked at, and shown as it was meanwhile', async () => {
  const { asked, listing, names } = slow()
  listing.show(all(1), { total: 2 * PAGE, items: [account('Daily')] })
  listing.want(PAGE, PAGE)
  asked[0]?.answer(2 * PAGE, ['Later'])
  await settle()
  listing.show(all(2), { total: 2 * PAGE, items: [account('First')] })
  expect([names(0), names(1)]).toEqual([['First'], ['Later']])
  listing.want(PAGE, PAGE)
  asked[1]?.answer(2 * PAGE, ['Moved'])
  await settle()
  expect([names(0), names(1)]).toEqual([['First'], ['Moved']])
})

test('the same question at the same revision is not put again', () => {
  const { asked, listing } = slow()
  listing.show(all(1, 'x'))
  listing.show(all(1, 'x'))
  expect(asked.length).toBe(1)
})

test('what failed is asked again after a moment, unless something else is asked by then', async () => {
  const { asked, listing, names } = slow()
  listing.show(all(1, 'x'))
  asked[0]?.fail()
  await vi.advanceTimersByTimeAsync(1_000)
  asked[1]?.answer(1, ['x'])
  await settle()
  expect(names()).toEqual(['x'])
  listing.show(all(2, 'x'))
  asked[2]?.fail()
  await settle()
  listing.show(all(2, 'xy'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked.map(({ input }) => input.query)).toEqual(['x', 'x', 'x', 'xy'])
})

test('where an account stands is known, or asked for by itself: no page of the list is read for it', async () => {
  const { asked, listing } = slow()
  const first = Array.from({ length: PAGE }, (_, n) => account(`${n}`))
  listing.show(all(1), { total: 2 * PAGE + 5, items: first })
  expect(await listing.placeOf('7')).toBe(7)
  expect(asked).toEqual([])
  const far = listing.placeOf('203')
  asked[0]?.place(203)
  expect([await far, asked.map(({ name, input }) => [name, input])]).toEqual([
    203,
    [['accountPlace', { id: '203', query: '', only: 'all' }]],
  ])
  const nowhere = listing.placeOf('removed')
  asked[1]?.place(null)
  expect(await nowhere).toBeUndefined()
})

test('a place in a list that another one took the place of is none', async () => {
  const { asked, listing } = slow()
  listing.show(all(1), { total: PAGE + 1, items: Array.from({ length: PAGE }, (_, n) => account(`${n}`)) })
  const place = listing.placeOf('Later')
  listing.show(all(1, 'x'))
  asked[0]?.place(PAGE)
  expect(await place).toBeUndefined()
})

test('who stopped listening is not told', async () => {
  const { asked, listing } = slow()
  let told = 0
  const stop = listing.subscribe(() => {
    told++
  })
  listing.show(all(1, 'x'))
  stop()
  asked[0]?.answer(0, [])
  await settle()
  expect(told).toBe(0)
})

test('what a page picks from the accounts that it has is what the background would answer', () => {
  const kinds = (['coldkey', 'hotkey', 'watch'] as const).flatMap((role) => [true, false].map((hidden) => ({ role, hidden })))
  const list = kinds.map(({ role, hidden }, n) => ({
    ...{
      id: `0x${String(n).padStart(64, '0')}`,
      name: `${n}`,
      note: '',
      publicKey: '0x',
      type: null,
      role,
      hidden,
      savedAt: null,
      addedAt: 0,
    },
    ...{ source: role === 'watch' ? null : { recordId: '0x', path: '' }, holds: null, watch: null },
  }))
  for (const only of Object.keys(belongs) as Only[])
    expect(
      search({ list, chosen: null, revision: 1 }, '', only).map(({ id }) => id),
      only,
    ).toEqual(list.filter(belongs[only]).map(({ id }) => id))
})

test('every account is asked for page by page, to an end also where the list became shorter meanwhile', async () => {
  const answered = async (totals: number[]) => {
    const asked: number[] = []
    const answer = async (_: string, { from, count }: { from: number; count: number }) => {
      asked.push(from)
      const total = totals[Math.min(asked.length, totals.length) - 1] ?? 0
      return { total, items: Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, n) => account(`${from + n}`)) }
    }
    return { all: await everyAccount(answer as Parameters<typeof everyAccount>[0]), asked }
  }
  const whole = await answered([250])
  expect([whole.all.map(({ name }) => name), whole.asked]).toEqual([Array.from({ length: 250 }, (_, n) => `${n}`), [0, 100, 200]])
  expect((await answered([0])).all).toEqual([])
  expect((await answered([250, 250, 150])).all).toHaveLength(200)
})
