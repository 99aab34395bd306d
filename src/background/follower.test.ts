import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFollower } from './follower'
import type { Wallet } from './wallet'

const QUESTIONS = 4
const reads = vi.hoisted(() => [] as string[][])
vi.mock('../chain', async (original) => ({
  ...(await original<object>()),
  existentialDeposit: () => 500n,
  readMoney: async (live: { rpc: { call(method: string, params: unknown[]): Promise<unknown> } }, ids: string[]) => {
    reads.push(ids)
    for (let at = 0; at < QUESTIONS; at++) await live.rpc.call('state_call', [])
    return {
      ...{ block: 1, madeAt: null, hash: '0x1', genesisHash: '0xa', stakes: true, byAccount: new Map(), prices: new Map() },
      labels: { subnets: new Map(), validators: new Map() },
    }
  },
}))

beforeEach(() => {
  reads.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})
/** A follower over a wallet of two accounts, whose link is to this address. */
function follow(url: string) {
  const live = { rpc: { url, call: async () => null }, network: { genesisHash: '0xa' }, genesisHash: '0xa' }
  const wallet = {
    chain: { ready: async () => live },
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
    activity: { read: async () => [] },
    seen: { read: async () => ({}), note: async () => undefined },
    now: Date.now,
  }
  const follower = createFollower(wallet as unknown as Wallet, async () => undefined)
  /** A block comes, so long after the last one. */
  const block = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    const look = follower.look()
    await vi.advanceTimersByTimeAsync(500)
    await look
  }
  return { follower, block }
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
