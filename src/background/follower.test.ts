import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Activity, type Entry, own } from '../activity'
import { createFollower } from './follower'
import type { Wallet } from './wallet'

const QUESTIONS = 4
const reads = vi.hoisted(() => [] as string[][])
/** What the chain shows of each transaction, by its hash, and which of them it was asked for. */
const shown = vi.hoisted(() => ({
  of: new Map<string, unknown>(),
  asked: [] as string[],
  replaced: [] as string[],
  /** Questions to other operators, which wait for an answer: whether that is news. */
  questions: [] as { ids: string[]; answer(news: boolean): void }[],
}))
vi.mock('../chain', async (original) => ({
  ...(await original<object>()),
  existentialDeposit: () => 500n,
  createWitness: () => ({
    async look(_live: unknown, _id: string, { hash, replaced }: { hash: string; replaced: boolean }) {
      shown.asked.push(hash)
      if (replaced) shown.replaced.push(hash)
      const progress = shown.of.get(hash)
      if (!progress) throw new Error('it cannot be looked at')
      return progress
    },
    ask: (_live: unknown, ids: string[]) => new Promise((answer) => shown.questions.push({ ids, answer })),
  }),
  readMoney: async (live: { rpc: { call(method: string, params: unknown[]): Promise<unknown> } }, ids: string[]) => {
    reads.push(ids)
    for (let at = 0; at < QUESTIONS; at++) await live.rpc.call('state_call', [])
    return {
      ...{ block: 1, madeAt: null, hash: '0x1', genesisHash: '0xa', stakes: true, byAccount: new Map(), prices: new Map() },
      labels: { subnets: new Map(), validators: new Map() },
      payouts: new Map(),
    }
  },
}))

beforeEach(() => {
  reads.length = 0
  shown.asked.length = 0
  shown.of.clear()
  shown.replaced.length = 0
  shown.questions.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})
/** A follower over a wallet of two accounts, whose link is to this address. */
function follow(url: string, entries: Entry[] = []) {
  const live = { rpc: { url, call: async () => null }, network: { genesisHash: '0xa' }, genesisHash: '0xa' }
  let activity: Activity = entries
  let writes = 0
  const wallet = {
    chain: { ready: async () => live, second: async () => undefined },
    accounts: {
      read: async () => ({
        list: [
          { id: '0x1', role: 'coldkey' },
          { id: '0x2', role: 'coldkey' },
        ],
        chosen: null,
      }),
    },
    counting: { read: async () => ({}) },
    settings: { read: async () => ({ network: 'finney' }) },
    activity: {
      read: async () => activity,
      write: async (change: (before: Activity) => Activity) => {
        const after = change(activity)
        if (after !== activity) writes++
        activity = after
        return after
      },
    },
    outbox: { read: async () => ({}), write: async () => ({}) },
    seen: { read: async () => ({}), note: async () => undefined },
    keeping: () => (work: () => Promise<unknown>) => work(),
    here: async () => new Set(['0x1', '0x2']),
    now: Date.now,
  }
  const told: string[] = []
  const notifier = { ended: ({ id, status }: Entry) => void told.push(`${id} ${status.phase}`), received: () => undefined }
  const follower = createFollower(wallet as unknown as Wallet, async () => undefined, undefined, notifier)
  /** A block comes, so long after the last one. */
  const block = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    const look = follower.look()
    await vi.advanceTimersByTimeAsync(500)
    await look
  }
  return { follower, block, live, told, activity: () => own(activity), writes: () => writes }
}

test('a public node is left alone for two seconds per question of the last look', async () => {
  const { block } = follow('wss://a.example')
  await block(0)
  expect(reads).toHaveLength(1)
  for (let at = 0; at < 6; at++) await block(500)
  expect(reads).toHaveLength(1)
  await block(1_500)
  expect(reads).toHaveLength(2)
})

test("one's own node is looked at with every block", async () => {
  const { block } = follow('ws://127.0.0.1:9944')
  for (let at = 0; at < 3; at++) await block(500)
  expect(reads).toHaveLength(3)
})

test('an account or a position that a page shows for the first time is looked at without waiting, and only then', async () => {
  const { follower, block } = follow('wss://a.example')
  await block(0)
  expect(follower.lookAt(['0x2'])).toBe(true)
  await block(500)
  expect(reads).toHaveLength(2)
  expect(follower.lookAt(['0x2'])).toBe(false)
  const sight = { account: '0x2', place: null }
  await block(500)
  expect(reads).toHaveLength(2)
  expect(follower.lookAtPositions(sight)).toBe(true)
  expect(follower.lookAtPositions(sight)).toBe(false)
  await block(500)
  expect(reads).toHaveLength(3)
})

const sent = (n: number): Entry => ({
  ...{ kind: 'own', id: `e${n}`, account: '0x01', network: 'finney', genesisHash: '0xa', origin: null, at: 0, hash: `0x${n}`, nonce: n },
  ...{
    eraBegin: 0,
    eraEnd: 64,
    calls: [],
    wrappers: [],
    status: { phase: 'sent' },
    fee: null,
    worst: '1',
    extrinsic: null,
    cursor: null,
    hidden: null,
  },
})
const block = { block: 7, ok: true, error: null, part: false, ran: [], fee: '1', blockHash: '0x7', index: 1 }
const included = { cursor: { next: 7 }, outcome: 'included', found: block, place: { block: 7, index: 1 } }
const unknown = { cursor: { next: 7 }, outcome: 'unknown', found: null, place: { block: 7, index: 1 } }

test('what a look shows of ten transactions is written once, and what it cannot look at holds up no other; a look that shows nothing new writes nothing', async () => {
  const { block, activity, writes } = follow(
    'ws://127.0.0.1:9944',
    Array.from({ length: 10 }, (_, n) => sent(n)),
  )
  for (let n = 0; n < 10; n++) if (n !== 4) shown.of.set(`0x${n}`, included)
  await block(0)
  expect(activity().map(({ status }) => status.phase)).toEqual(Array.from({ length: 10 }, (_, n) => (n === 4 ? 'sent' : 'included')))
  expect(writes()).toBe(1)
  await block(500)
  expect(writes()).toBe(1)
  for (let n = 0; n < 10; n++) shown.of.set(`0x${n}`, { ...included, outcome: 'final' })
  await block(500)
  expect([writes(), activity().every(({ status }) => status.phase === 'final')]).toEqual([2, true])
})

test('of a transaction it is known whether another one of its account, on its chain, has its place for good', async () => {
  const at = (n: number, over: Partial<Entry>): Entry => ({ ...sent(n), nonce: 7, ...over })
  const final: Partial<Entry> = { status: { phase: 'final', block: 1, ok: true, part: false, error: null, ran: [] } }
  const { block } = follow('ws://127.0.0.1:9944', [
    at(1, {}),
    at(2, { account: '0x02' }),
    at(3, { genesisHash: '0xb' }),
    at(4, { nonce: 8 }),
  ])
  await block(500)
  expect(shown.replaced).toEqual([])
  const other = follow('ws://127.0.0.1:9944', [at(1, {}), at(2, { account: '0x02' }), at(4, { nonce: 8 }), at(5, final)])
  await other.block(500)
  expect(shown.replaced).toEqual(['0x1'])
})

test('a node that has forgotten what became of a transaction is not asked again, another one is, and nobody is told that it ended', async () => {
  const { block, live, activity, told } = follow('ws://127.0.0.1:9944', [sent(1)])
  shown.of.set('0x1', unknown)
  for (let at = 0; at < 3; at++) await block(500)
  expect(shown.asked).toHaveLength(1)
  expect(activity()[0]).toMatchObject({ status: { phase: 'unknown' }, extrinsic: { block: 7, index: 1 } })
  expect(told).toEqual(['e1 unknown'])
  live.rpc.url = 'ws://127.0.0.1:9945'
  shown.of.set('0x1', { ...included, outcome: 'final' })
  await block(500)
  expect(shown.asked).toHaveLength(2)
  expect(activity()[0]?.status).toMatchObject({ phase: 'final', ok: true })
})

test('a node that was asked about the rest only, after another one kept something back, is asked once more about all of it', async () => {
  const { block, live, activity } = follow('ws://127.0.0.1:9944', [sent(1)])
  const half = { cursor: { next: 30 }, outcome: 'waiting', found: null, place: null }
  shown.of.set('0x1', half)
  await block(500)
  // Another node goes on from there, and finds nothing in what is left.
  live.rpc.url = 'ws://127.0.0.1:9945'
  shown.of.set('0x1', { ...unknown, place: null })
  await block(500)
  expect(activity()[0]).toMatchObject({ status: { phase: 'unknown' } })
  shown.of.set('0x1', half)
  await block(500)
  shown.of.set('0x1', { ...included, outcome: 'final' })
  await block(500)
  expect(shown.asked).toHaveLength(4)
  expect(activity()[0]?.status).toMatchObject({ phase: 'final', ok: true })
})

test('a search that another life of the background began ends with no node forgotten before it was asked about all of it', async () => {
  const { block, activity } = follow('ws://127.0.0.1:9944', [{ ...sent(1), cursor: { next: 30, found: null } }])
  shown.of.set('0x1', { ...unknown, place: null })
  await block(500)
  await block(500)
  // Now it was, and is left in peace.
  await block(500)
  expect(shown.asked).toHaveLength(2)
  expect(activity()[0]?.status).toMatchObject({ phase: 'unknown' })
})

test('while other operators are asked about one transaction, what the chain shows of others is told, and what they say is written at once', async () => {
  const { block, follower, activity, told } = follow('ws://127.0.0.1:9944', [sent(1), sent(2)])
  const alone = { ...included, found: { ...included.found, ok: false }, cursor: { next: 7, doubt: { by: 'a', disputed: false } } }
  shown.of.set('0x1', alone)
  for (let at = 0; at < 3; at++) await block(500)
  shown.of.set('0x2', { ...included, outcome: 'final' })
  await block(500)
  expect(activity().map(({ status }) => status.phase)).toEqual(['included', 'final'])
  // They were asked once, about both, and have not answered yet.
  expect(shown.questions.map(({ ids }) => ids)).toEqual([['e1', 'e2']])
  shown.of.set('0x1', { ...alone, outcome: 'final' })
  let over = false
  void follower.witnessed().then(() => {
    over = true
  })
  shown.questions[0]?.answer(true)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(activity().map(({ status }) => status.phase)).toEqual(['final', 'final'])
  expect(told.slice(-1)).toEqual(['e1 final'])
  // Meanwhile there were looks, about which they are asked now: about what is still open then.
  expect([over, shown.questions.at(-1)?.ids]).toEqual([false, ['e1']])
  shown.questions.at(-1)?.answer(false)
  await vi.advanceTimersByTimeAsync(1_000)
  shown.questions.at(-1)?.answer(false)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(over).toBe(true)
})

test('a node that another operator contradicts has forgotten nothing: it is asked again, and what is agreed on later is the end', async () => {
  const { block, activity } = follow('ws://127.0.0.1:9944', [sent(1)])
  shown.of.set('0x1', { ...unknown, cursor: { next: 7, doubt: { by: 'a', disputed: true } } })
  for (let at = 0; at < 3; at++) await block(500)
  expect(shown.asked).toHaveLength(3)
  expect(activity()[0]?.status).toEqual({ phase: 'unknown' })
  shown.of.set('0x1', { ...included, outcome: 'final', found: { ...included.found, ok: false } })
  await block(500)
  expect(activity()[0]?.status).toMatchObject({ phase: 'final', ok: false })
})
