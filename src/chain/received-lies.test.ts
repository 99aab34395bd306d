import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { toHex } from '../units'
import { readHead } from './answers'
import { type Account, begin, fresh, live, node, pay, produce, prunes } from './fixtures/receiving'
import type { Live } from './live'
import type { Received } from './receipts'
import { isLooking, lookForReceived, type Missed } from './received'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
beforeAll(() => begin(true))
beforeEach(() => honest())

const MINUTE = 60_000
/** A public network: what nodes say of it is not believed as that of one's own. */
const link = (over: Partial<Live> = {}): Live => ({ ...live, network: { ...live.network, genesisHash: live.genesisHash }, ...over })
function honest() {
  for (const name of ['chain_getFinalizedHead', 'chain_getHeader', 'chain_getBlockHash', 'state_queryStorageAt']) delete node.answers[name]
}
/** The watch over accounts of a public network, with a clock: each look is twelve seconds after the last. */
function watching(...accounts: Account[]) {
  let cursor: unknown = null
  const found: Received[] = []
  const missed: Missed[] = []
  const clock = { now: 1_800_000_000_000 }
  async function look(over: Partial<Live> = {}) {
    clock.now += 12_000
    const ids = accounts.map(({ id }) => id)
    const watch = await lookForReceived(link(over), ids, cursor, { own: () => false, now: clock.now })
    cursor = JSON.parse(JSON.stringify(watch.cursor))
    // As the activity does: what has the same block and event is the same.
    const fresh = watch.found.filter(
      (each) => each.event === null || !found.some((one) => one.blockHash === each.blockHash && one.event === each.event),
    )
    found.push(...fresh)
    missed.push(...watch.missed)
  }
  async function settle() {
    for (let i = 0; i < 3 || isLooking(cursor); i++) await look()
  }
  return {
    look,
    settle,
    found,
    missed,
    clock,
    amounts: () => found.map(({ amount }) => amount),
    cursor: () => cursor as Record<string, unknown>,
  }
}
/** The node tells of a final block of this height, with the state of the real one. */
function tallTales(number: number) {
  const final = node.chain.blocks[node.chain.finalised]?.hash
  const header = { number: `0x${number.toString(16)}`, ...hashesOf(7), digest: { logs: [] } }
  const { hash } = readHead(header)
  node.answers.chain_getFinalizedHead = () => hash
  node.answers.chain_getHeader = () => header
  node.answers.state_queryStorageAt = (params, honestly) => {
    if (params[1] !== hash) return honestly()
    params[1] = final
    return (honestly() as object[]).map((each) => ({ ...each, block: hash }))
  }
}
const hashesOf = (n: number) => {
  const hash = toHex(new Uint8Array(32).fill(n))
  return { parentHash: hash, stateRoot: hash, extrinsicsRoot: hash }
}
/** The node says that the account has nothing; at one block, or everywhere. */
function poor(at?: string) {
  node.answers.state_queryStorageAt = (params, honestly) => {
    const answer = honestly() as { changes: [string, string | null][] }[]
    if (at !== undefined && params[1] !== at) return answer
    return answer.map((each) => ({ ...each, changes: each.changes.map(([key]) => [key, null]) }))
  }
}
const finalHash = () => node.chain.blocks[node.chain.finalised]?.hash

describe('a node that lies', () => {
  test('about the final height is not believed beyond what the clock makes possible, and what comes then is noticed', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.settle()
    for (const height of [2 ** 32 - 1, node.chain.finalised + 10_000, node.chain.finalised + 150]) {
      tallTales(height)
      await watch.look()
      honest()
    }
    pay(account, 4_000_000n)
    produce(4)
    await watch.settle()
    expect([watch.amounts(), watch.missed]).toEqual([['4000000'], []])
  })

  test('about the final height below that, or before anything is known, is found out by the next node', async () => {
    const account = fresh()
    const watch = watching(account)
    tallTales(2 ** 32 - 1)
    await watch.look()
    honest()
    await watch.settle()
    // What came until now nobody can know: it was never watched by anyone honest.
    expect(watch.found).toEqual([])
    pay(account, 2_000_000n)
    produce(4)
    await watch.settle()
    expect(watch.amounts()).toEqual(['2000000'])
    tallTales(node.chain.finalised + 90)
    await watch.look()
    honest()
    pay(account, 3_000_000n)
    produce(120)
    watch.clock.now += 24 * MINUTE
    await watch.settle()
    expect(watch.amounts()).toEqual(['2000000', '3000000'])
    expect(watch.cursor()[account.id]).toMatchObject({ known: { block: node.chain.finalised, hash: finalHash() } })
  })

  test('and tells of a final block above the newest one is not listened to', async () => {
    const account = fresh()
    const watch = watching(account)
    const best = { number: node.chain.finalised - 1, hash: '0x' }
    await expect(watch.look({ head: () => best })).rejects.toThrow('node-lied')
  })

  test.each(['once', 'and the state is forgotten then'])(
    'that an account has nothing (%s) makes no receipt when it is corrected',
    async (how) => {
      const account = fresh()
      pay(account, 100_000_000n)
      produce(4)
      const watch = watching(account)
      await watch.settle()
      produce(2)
      poor(finalHash())
      await watch.look()
      honest()
      expect(watch.found).toEqual([])
      produce(20)
      watch.clock.now += 5 * MINUTE
      if (how !== 'once') prunes(5)
      await watch.settle()
      expect(watch.found).toEqual([])
      prunes(null)
      pay(account, 5_000_000n)
      produce(4)
      await watch.settle()
      expect(watch.amounts()).toEqual(['5000000'])
      expect(watch.missed.length > 0).toBe(how !== 'once')
    },
  )

  test('that nothing has changed hides what came only until the next node is asked', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.settle()
    poor()
    pay(account, 6_000_000n)
    produce(6)
    await watch.look()
    produce(3)
    await watch.look()
    honest()
    expect(watch.found).toEqual([])
    produce(3)
    await watch.settle()
    expect(watch.found).toMatchObject([{ amount: '6000000', cause: { kind: 'transfer' } }])
    expect(watch.missed).toEqual([])
  })

  test('in the middle of a span makes no receipt of what the account had', async () => {
    const account = fresh()
    pay(account, 100_000_000n)
    produce(4)
    const watch = watching(account)
    await watch.settle()
    pay(account, 2_000_000n)
    produce(9)
    poor(node.chain.blocks[node.chain.finalised - 3]?.hash)
    await watch.look()
    honest()
    watch.clock.now += MINUTE
    await watch.settle()
    expect(watch.amounts()).toEqual(['2000000'])
  })

  test('about which chain it is does not take away what was known: the next node goes on from there', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.settle()
    pay(account, 8_000_000n)
    produce(5)
    watch.clock.now += MINUTE
    node.answers.chain_getBlockHash = (params) =>
      Array.isArray(params[0]) ? params[0].map(() => hashesOf(9).parentHash) : hashesOf(9).parentHash
    await watch.look()
    honest()
    produce(2)
    await watch.settle()
    pay(account, 9_000_000n)
    produce(4)
    await watch.settle()
    expect([watch.amounts(), watch.missed]).toEqual([['8000000', '9000000'], []])
  })
})

test('a cursor from before there was a trail goes on', async () => {
  const account = fresh()
  const watch = watching(account)
  await watch.settle()
  const old = JSON.parse(JSON.stringify(watch.cursor())) as Record<string, { trail?: unknown; reach?: unknown }>
  for (const each of Object.values(old)) {
    delete each.trail
    delete each.reach
  }
  pay(account, 2_000_000n)
  produce(4)
  const { found } = await lookForReceived(link(), [account.id], old, { own: () => false, now: watch.clock.now + MINUTE })
  expect(found.map(({ amount }) => amount)).toEqual(['2000000'])
})
