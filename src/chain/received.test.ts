import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { Chain } from '../../e2e/localnet/chain'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { callOf, signed } from '../../e2e/localnet/signed'
import { blake256, encodeAddress, KluisError, toHex } from '../units'
import { createChain, type Live } from './chain'
import { lookForReceived, type Missed, type Received, watchOf, watchOnly } from './received'
import { connectRpc } from './rpc'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const url = 'ws://127.0.0.1:9944'
let node: InProcessNode
let live: Live
let alice: ReturnType<typeof developmentAccounts>[number]
let bob: typeof alice

async function begin(bare = false) {
  node = await createNode(await Chain.create({ bare }))
  ;[alice, bob] = developmentAccounts() as [typeof alice, typeof alice]
  produce(3)
  const { Socket } = createSockets({ [url]: node })
  const chain = createChain({ cache: createKept(), Socket, now: Date.now, changed: () => undefined })
  chain.choose({ id: 'local', genesisHash: null, hosts: [{ url, operator: 'yourself' }] })
  chain.open()
  const ready = await chain.ready()
  chain.close()
  // A connection without subscriptions: a thousand blocks in a moment are no fault of this node.
  const rpc = await connectRpc(url, { Socket, now: Date.now, pace: () => 0 })
  live = { ...ready, rpc }
  return () => rpc.close()
}
beforeAll(() => begin())

let accounts = 0
/** An account that nobody has a key of. */
function fresh() {
  const accountId = new Uint8Array(32).fill(7)
  new DataView(accountId.buffer).setUint32(20, ++accounts)
  return { id: toHex(accountId), address: encodeAddress(accountId) }
}
type Account = ReturnType<typeof fresh>
const produce = (count = 1) => Array.from({ length: count }, () => node.chain.produce()).at(-1)
const to = (address: string) => ({ type: 'Id', value: address })
const transfer = (dest: string, value: bigint) => callOf(node.chain, 'Balances', 'transfer_allow_death', { dest: to(dest), value })
function send(call: Uint8Array, from = alice): string {
  const bytes = signed(node.chain, from.address, from, call)
  node.chain.submit(bytes)
  return toHex(blake256(bytes))
}
const pay = ({ address }: Account, amount: bigint) => send(transfer(address, amount))
const final = (number: number) => number <= node.chain.finalised

/** A wallet's memory: the cursor goes through JSON, as between two lives. */
function watching(...watched: Account[]) {
  let cursor: unknown = null
  const found: Received[] = []
  const missed: Missed[] = []
  const mine = new Set<string>()
  return {
    found,
    missed,
    mine,
    get cursor() {
      return cursor
    },
    /** @param lost the life ends before anything of it is kept */
    async look({ lost = false, most }: { lost?: boolean; most?: number } = {}) {
      const options = { own: (hash: string) => mine.has(hash), now: Date.now(), ...(most ? { most } : {}) }
      const watch = await lookForReceived(
        live,
        watched.map(({ id }) => id),
        cursor,
        options,
      )
      if (lost) return
      cursor = JSON.parse(JSON.stringify(watch.cursor))
      found.push(...watch.found)
      missed.push(...watch.missed)
    },
    /** Looks until nothing is open. */
    async settle() {
      do await this.look()
      while (watchOf(cursor).looking)
      // What came while it looked into a span is seen by the look after that.
      do await this.look()
      while (watchOf(cursor).looking)
    },
  }
}
/** The node has only so many states, counted from its final block. */
function prunes(window: number | null) {
  delete node.answers.state_queryStorageAt
  delete node.answers.state_getRuntimeVersion
  if (window === null) return
  const guard = (at: number) => (params: unknown[], honest: () => unknown) => {
    const block = typeof params[at] === 'string' ? node.chain.block(params[at] as string) : undefined
    if (block && block.number < node.chain.finalised - window)
      throw new RpcError(4003, 'Client error: UnknownBlock: State already discarded')
    return honest()
  }
  node.answers.state_queryStorageAt = guard(1)
  node.answers.state_getRuntimeVersion = guard(0)
}
const sum = (found: readonly Received[], { id }: Account) =>
  found.filter(({ account }) => account === id).reduce((all, { amount }) => all + BigInt(amount), 0n)
const keyOf = ({ account, block, blockHash, event }: Received) => [account, block, blockHash, event].join()

describe('what comes to an account', () => {
  test('is told with its sender, block, extrinsic and time once its block is final, and not before', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    const hash = pay(account, 1_000_000n)
    const block = produce()
    produce()
    await watch.settle()
    expect(watch.found).toEqual([])
    produce()
    await watch.settle()
    expect(watch.found).toEqual([
      {
        account: account.id,
        amount: '1000000',
        count: 1,
        dust: false,
        at: expect.any(Number),
        block: block?.number,
        blockHash: block?.hash,
        event: expect.any(Number),
        extrinsic: { index: 1, hash },
        cause: { kind: 'transfer', from: { id: toHex(alice.accountId), address: alice.address } },
      },
    ])
    const [{ at } = { at: 0 }] = watch.found
    expect(Math.abs(at - Date.now())).toBeLessThan(600_000)
    await watch.settle()
    expect(watch.found).toHaveLength(1)
  })

  test('before it was watched is not told: it is known from then on, and says since when', async () => {
    const account = fresh()
    pay(account, 5_000n)
    produce(4)
    const watch = watching(account)
    await watch.settle()
    expect(watch.found).toEqual([])
    expect(watchOf(watch.cursor).since[account.id]?.block).toBe(node.chain.finalised)
  })

  test('by an own transaction is told by that, not here; by a stranger in the same block it is', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    watch.mine.add(pay(account, 70_000n))
    send(transfer(account.address, 30_000n), bob)
    produce(3)
    await watch.settle()
    expect(watch.found.map(({ amount }) => amount)).toEqual(['30000'])
  })

  test('several transfers in one block are each told, and so is what several accounts got of one batch', async () => {
    const [one, two] = [fresh(), fresh()]
    const watch = watching(one, two)
    await watch.look()
    const calls = [transfer(one.address, 1_000n), transfer(two.address, 2_000n), transfer(one.address, 3_000n)]
    const { builder, types } = node.chain.built
    send(
      callOf(node.chain, 'Utility', 'batch_all', {
        calls: calls.map((each) => builder.buildDefinition(types.call).dec(each)),
      }),
    )
    send(transfer(one.address, 4_000n), bob)
    produce(3)
    await watch.settle()
    expect(
      watch.found
        .filter(({ account }) => account === one.id)
        .map(({ amount }) => amount)
        .sort(),
    ).toEqual(['1000', '3000', '4000'])
    expect(watch.found.filter(({ account }) => account === two.id).map(({ amount }) => amount)).toEqual(['2000'])
  })

  test('out of stake is told as that; without an event that is known, as of an unknown cause', async () => {
    const account = fresh()
    const watch = watching(account, { id: toHex(alice.accountId), address: alice.address })
    await watch.look()
    const [hotkey] = live.rpc ? await stakesOf(alice.address) : []
    if (!hotkey) throw new Error('no stake')
    send(
      callOf(node.chain, 'SubtensorModule', 'remove_stake', {
        hotkey: hotkey.hotkey,
        netuid: hotkey.netuid,
        amount_unstaked: 10_000_000_000n,
      }),
    )
    node.chain.setBalance(account.address, 123_456n)
    produce(3)
    await watch.settle()
    const [unstaked] = watch.found.filter(({ account: id }) => id !== account.id)
    expect(unstaked).toMatchObject({
      cause: { kind: 'unstaked', netuid: hotkey.netuid, hotkey: { address: hotkey.hotkey } },
      extrinsic: { index: 1 },
    })
    expect(watch.found.filter(({ account: id }) => id === account.id)).toMatchObject([
      { amount: '123456', cause: { kind: 'unknown' }, extrinsic: null, event: null },
    ])
  })

  test('in amounts below the existential deposit is told as one for each block, marked as dust, with its sender where there is one', async () => {
    const account = fresh()
    const watch = watching(account)
    pay(account, 500n)
    produce(3)
    await watch.look()
    for (let i = 0; i < 10; i++) pay(account, 1n)
    pay(account, 900n)
    produce()
    pay(account, 1n)
    send(transfer(account.address, 2n), bob)
    produce(3)
    await watch.settle()
    const told = watch.found.map(({ amount, count, dust, cause }) => [
      amount,
      count,
      dust,
      cause.kind === 'transfer' && cause.from?.address,
    ])
    expect(told).toEqual([
      ['900', 1, false, alice.address],
      ['10', 10, true, alice.address],
      ['3', 2, true, undefined],
    ])
  })
})
async function stakesOf(coldkey: string): Promise<{ hotkey: string; netuid: number }[]> {
  const hotkeys = node.chain.at(node.chain.best).read<string[]>('SubtensorModule', 'StakingHotkeys', coldkey)
  return hotkeys.map((hotkey) => ({ hotkey, netuid: 0 }))
}

describe('a span', () => {
  test('of a thousand blocks is halved, not walked through, and a look asks no more than it may', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    produce(700)
    pay(account, 1_000n)
    produce(300)
    const before = node.asked.length
    let looks = 0
    do {
      const asked = node.asked.length
      await watch.look()
      looks++
      // Its own, the head and balances, and what the last step needs.
      expect(node.asked.length - asked).toBeLessThanOrEqual(12 + 4 + 5)
    } while (watchOf(watch.cursor).looking)
    expect(watch.found.map(({ amount }) => amount)).toEqual(['1000'])
    expect(node.asked.length - before).toBeLessThan(60)
    expect(looks).toBeGreaterThan(1)
  })

  test('whose states the node no longer has is told by its ends, with what the balances show, and what is left of it is read', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    const known = node.chain.finalised
    pay(account, 1_000n)
    produce(50)
    pay(account, 2_000n)
    produce(20)
    prunes(30)
    await watch.settle()
    prunes(null)
    expect(watch.found.map(({ amount, cause }) => [amount, cause.kind])).toEqual([
      ['1000', 'between'],
      ['2000', 'transfer'],
    ])
    const [{ block, blockHash, cause } = {} as Received] = watch.found
    expect([cause, blockHash]).toEqual([{ kind: 'between', after: known }, null])
    expect(watch.missed).toMatchObject([{ account: account.id, fromBlock: known, toBlock: block, why: 'pruned' }])
    // As narrow as the node's memory allows.
    expect(block).toBe(node.chain.finalised - 30)
  })

  test('in which nothing came is no gap, however much the node has forgotten', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    produce(60)
    prunes(5)
    await watch.settle()
    prunes(null)
    expect([watch.found, watch.missed]).toEqual([[], []])
  })

  test('of which a node is behind is not looked at, and a chain that began again is a gap', async () => {
    const account = fresh()
    const watch = watching(account)
    pay(account, 1_000n)
    produce(4)
    await watch.settle()
    const strange = JSON.parse(JSON.stringify(watch.cursor))
    strange[account.id].known.hash = `0x${'12'.repeat(32)}`
    strange[account.id].known.rao = '7'
    const again = await lookForReceived(live, [account.id], strange, { own: () => false, now: 1 })
    // The same head under another hash: another chain.
    expect(again.missed).toMatchObject([{ account: account.id, why: 'restarted' }])
    expect(again.found).toEqual([])
    node.faults.behind = 3
    produce(1)
    const before = watch.cursor
    await watch.look()
    node.faults.behind = 0
    expect(watch.missed).toEqual([])
    expect(watch.cursor).toEqual(before)
  })

  test('a node that refuses, hangs up or speaks nonsense stops the look, and the next one goes on', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    pay(account, 1_000n)
    produce(4)
    const faults: [string, (params: unknown[], honest: () => unknown) => unknown][] = [
      ['chain_getBlock', () => Promise.reject(new RpcError(-32005, 'too many requests'))],
      ['chain_getBlock', () => ({ block: 5 })],
      ['state_getRuntimeVersion', () => 7],
    ]
    for (const [method, answer] of faults) {
      node.answers[method] = (params, honest) => {
        const said = answer(params, honest)
        if (said instanceof Promise) {
          said.catch(() => undefined)
          throw new RpcError(-32005, 'too many requests')
        }
        return said
      }
      await watch.look()
      delete node.answers[method]
      expect(watch.found).toEqual([])
    }
    await watch.settle()
    expect([watch.found.map(({ amount }) => amount), watch.missed]).toEqual([['1000'], []])
  })

  test('a block that never makes sense is given up in the end, as what the balances show', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    pay(account, 1_000n)
    produce(3)
    node.answers.chain_getBlock = () => ({ block: 5 })
    for (let i = 0; i < 5; i++) await watch.look()
    delete node.answers.chain_getBlock
    expect(watch.found).toMatchObject([{ amount: '1000', cause: { kind: 'between' } }])
    expect(watch.missed).toHaveLength(1)
  })
})

test('a cursor that is damaged begins anew, and accounts that are gone leave it', async () => {
  const account = fresh()
  for (const damaged of [undefined, 5, 'x', [], { [account.id]: 5 }, { [account.id]: { since: 1 } }]) {
    const { cursor, found } = await lookForReceived(live, [account.id], damaged, { own: () => false, now: 1 })
    expect([Object.keys(cursor), found]).toEqual([[account.id], []])
    expect(watchOnly(cursor, new Set())).toEqual({})
  }
})

test('a connection that ends before anything is known throws, and nothing is kept', async () => {
  const lost = { ...live, rpc: { ...live.rpc, call: () => Promise.reject(new KluisError('offline')) } }
  await expect(lookForReceived(lost, [fresh().id], null, { own: () => false, now: 1 })).rejects.toThrow('offline')
})

type Act =
  | { kind: 'pay'; to: number; amount: number }
  | { kind: 'own'; to: number; amount: number }
  | { kind: 'blocks'; count: number }
  | { kind: 'undo'; count: number }
  | { kind: 'look'; lost: boolean; most: number }
  | { kind: 'forget'; window: number }
const amount = fc.oneof(fc.integer({ min: 500, max: 10_000 }), fc.integer({ min: 1, max: 499 }))
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pay' as const), to: fc.nat(2), amount }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('own' as const), to: fc.nat(2), amount }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('blocks' as const), count: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('look' as const), lost: fc.boolean(), most: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), window: fc.integer({ min: 0, max: 12 }) }) },
)

describe('whatever blocks come, are undone and are forgotten, and however often the wallet dies', () => {
  beforeAll(() => begin(true))
  test.each(['remembers', 'forgets'])('with a node that %s every rao that came is told once, and in blocks that stay', async (memory) => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        prunes(null)
        const watched = [fresh(), fresh(), fresh()]
        for (const each of watched) node.chain.setBalance(each.address, 1_000n)
        produce(3)
        const watch = watching(...watched)
        await watch.look()
        for (const each of acts) {
          const account = watched['to' in each ? each.to : 0] as Account
          if (each.kind === 'pay') pay(account, BigInt(each.amount))
          else if (each.kind === 'own') watch.mine.add(pay(account, BigInt(each.amount)))
          else if (each.kind === 'blocks') produce(each.count)
          else if (each.kind === 'undo') node.chain.reorganise(each.count)
          else if (each.kind === 'look') await watch.look(each)
          else if (memory === 'forgets') prunes(each.window)
        }
        produce(4)
        await watch.settle()
        prunes(null)
        expect(new Set(watch.found.map(keyOf)).size).toBe(watch.found.length)
        for (const { block, blockHash } of watch.found) {
          expect(final(block)).toBe(true)
          if (blockHash !== null) expect(node.chain.blocks[block]?.hash).toBe(blockHash)
        }
        if (memory === 'remembers') expect(watch.missed).toEqual([])
        for (const account of watched) {
          const paid = paidIn(account, watch.mine)
          const total = node.chain.account(account.address).data.free - 1_000n
          expect(paid.own + paid.others).toBe(total)
          const told = sum(watch.found, account)
          // What balances alone tell has own payments in it.
          if (watch.missed.some((each) => each.account === account.id)) {
            expect(told >= paid.others && told <= total).toBe(true)
          } else expect(told).toBe(paid.others)
        }
      }),
      { numRuns: 40 },
    )
  })
})
/** What transfers paid an account, read from the blocks themselves. */
function paidIn({ address }: Account, mine: ReadonlySet<string>) {
  const paid = { own: 0n, others: 0n }
  for (const { extrinsics } of node.chain.blocks)
    for (const text of extrinsics.slice(1)) {
      const bytes = Uint8Array.from(Buffer.from(text.slice(2), 'hex'))
      const { value } = node.chain.decode(bytes).call as { value: { type: string; value: { dest?: { value: string }; value?: bigint } } }
      if (value.type === 'transfer_allow_death' && value.value.dest?.value === address)
        paid[mine.has(toHex(blake256(bytes))) ? 'own' : 'others'] += value.value.value ?? 0n
    }
  return paid
}
