import { beforeAll, describe, expect, test, vi } from 'vitest'
import { RpcError } from '../../e2e/localnet/rpc'
import { callOf } from '../../e2e/localnet/signed'
import { KluisError, toHex } from '../units'
import { alice, begin, bob, fresh, live, node, pay, produce, prunes, send, transfer, watching } from './fixtures/receiving'
import type { ChainEvent } from './follow'
import { DUST_RAO, type Received } from './receipts'
import { isLooking, lookForReceived, watchesOf, watchOnly } from './received'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
beforeAll(() => begin())

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
    pay(account, 5_000_000n)
    produce(4)
    const watch = watching(account)
    await watch.settle()
    expect(watch.found).toEqual([])
    expect(watchesOf(watch.cursor)[account.id]?.since.block).toBe(node.chain.finalised)
  })

  test('by an own transaction is told by that, not here; by a stranger in the same block it is', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    watch.mine.add(pay(account, 70_000_000n))
    send(transfer(account.address, 30_000_000n), bob)
    produce(3)
    await watch.settle()
    expect(watch.found.map(({ amount }) => amount)).toEqual(['30000000'])
  })

  test('without any event is told beside own transactions in its block, of another account and of its own', async () => {
    const [account, other] = [fresh(), fresh()]
    const payer = { id: toHex(alice.accountId), address: alice.address }
    const watch = watching(account, payer)
    await watch.look()
    watch.mine.add(pay(other, 5_000_000n))
    send(transfer(alice.address, 3_000_000n), bob)
    node.chain.setBalance(account.address, 2_000_000n)
    node.chain.setBalance(alice.address, node.chain.account(alice.address).data.free + 7_000_000n)
    produce(3)
    await watch.settle()
    const told = (id: string) => watch.found.filter((each) => each.account === id).map(({ amount, cause }) => [amount, cause.kind])
    expect(told(account.id)).toEqual([['2000000', 'unknown']])
    expect(told(payer.id)).toEqual([
      ['3000000', 'transfer'],
      ['7000000', 'unknown'],
    ])
  })

  test('out of an own transaction that does more than pay is never told as of an unknown cause', async () => {
    const payer = { id: toHex(alice.accountId), address: alice.address }
    const watch = watching(payer)
    await watch.look()
    const [hotkey] = await stakesOf(alice.address)
    const { builder, types } = node.chain.built
    const unstake = callOf(node.chain, 'SubtensorModule', 'remove_stake', { ...hotkey, amount_unstaked: 10_000_000_000n })
    const calls = [unstake, transfer(fresh().address, 5_000_000n)].map((each) => builder.buildDefinition(types.call).dec(each))
    watch.mine.add(send(callOf(node.chain, 'Utility', 'batch_all', { calls })))
    send(transfer(alice.address, 3_000_000n), bob)
    produce(3)
    await watch.settle()
    expect(watch.found.map(({ amount, cause }) => [amount, cause.kind])).toEqual([['3000000', 'transfer']])
  })

  test('several transfers in one block are each told, and so is what several accounts got of one batch', async () => {
    const [one, two] = [fresh(), fresh()]
    const watch = watching(one, two)
    await watch.look()
    const calls = [transfer(one.address, 1_000_000n), transfer(two.address, 2_000_000n), transfer(one.address, 3_000_000n)]
    const { builder, types } = node.chain.built
    send(
      callOf(node.chain, 'Utility', 'batch_all', {
        calls: calls.map((each) => builder.buildDefinition(types.call).dec(each)),
      }),
    )
    send(transfer(one.address, 4_000_000n), bob)
    produce(3)
    await watch.settle()
    expect(
      watch.found
        .filter(({ account }) => account === one.id)
        .map(({ amount }) => amount)
        .sort(),
    ).toEqual(['1000000', '3000000', '4000000'])
    expect(watch.found.filter(({ account }) => account === two.id).map(({ amount }) => amount)).toEqual(['2000000'])
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

  test('is not what its stake paid for a fee, whether the order was carried out or failed', async () => {
    const payer = { id: toHex(alice.accountId), address: alice.address }
    const { free } = node.chain.account(alice.address).data
    node.chain.setBalance(alice.address, 500n)
    produce(3)
    const watch = watching(payer)
    await watch.look()
    const [from] = await stakesOf(alice.address)
    /** Sells, and somebody may have announced that the coldkey moves before that is in a block: then it fails. */
    const sell = (announced?: unknown) => {
      send(callOf(node.chain, 'SubtensorModule', 'remove_stake', { ...from, amount_unstaked: 10_000_000_000n }))
      node.chain.overwrite('SubtensorModule', 'ColdkeySwapAnnouncements', [alice.address], announced)
      produce()
      node.chain.overwrite('SubtensorModule', 'ColdkeySwapAnnouncements', [alice.address], undefined)
      const told = node.chain
        .at(node.chain.best)
        .read<ChainEvent[]>('System', 'Events')
        .map(({ event }) => event.value.type)
      return [told.includes('TransactionFeePaidWithAlpha'), !told.includes('ExtrinsicFailed')]
    }
    const before = node.chain.account(alice.address).data.free
    expect(sell([5, `0x${'11'.repeat(32)}`])).toEqual([true, false])
    expect(node.chain.account(alice.address).data.free).toBe(before)
    expect(sell()).toEqual([true, true])
    const came = node.chain.account(alice.address).data.free - before
    produce(3)
    await watch.settle()
    node.chain.setBalance(alice.address, free)
    produce(3)
    expect(watch.found.map(({ amount, cause }) => [amount, cause.kind])).toEqual([[String(came), 'unstaked']])
  })

  test.each([
    ['on its subnet', 0],
    ['on another', 1],
  ])('is not what was given away to others, with a wallet elsewhere, %s', async (_name, destination_netuid) => {
    const watch = watching({ id: toHex(alice.accountId), address: alice.address })
    await watch.look()
    const [from] = await stakesOf(alice.address)
    if (!from) throw new Error('no stake')
    const way = { hotkey: from.hotkey, origin_netuid: 0, destination_netuid, alpha_amount: 10_000_000_000n }
    send(callOf(node.chain, 'SubtensorModule', 'transfer_stake', { destination_coldkey: bob.address, ...way }))
    produce(3)
    await watch.settle()
    expect(watch.found).toEqual([])
  })

  test('in amounts below a thousandth of a TAO is told as one for each block, marked as dust, with its sender where there is one', async () => {
    const account = fresh()
    const watch = watching(account)
    pay(account, 500n)
    produce(3)
    await watch.look()
    for (let i = 0; i < 10; i++) pay(account, DUST_RAO - 1n)
    pay(account, DUST_RAO)
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
      ['1000000', 1, false, alice.address],
      ['9999990', 10, true, alice.address],
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
    pay(account, 1_000_000n)
    produce(300)
    const before = node.asked.length
    let looks = 0
    do {
      const asked = node.asked.length
      await watch.look()
      looks++
      // Its own, the head and balances, and what the last step needs.
      expect(node.asked.length - asked).toBeLessThanOrEqual(12 + 4 + 5)
    } while (isLooking(watch.cursor))
    expect(watch.found.map(({ amount }) => amount)).toEqual(['1000000'])
    expect(node.asked.length - before).toBeLessThan(60)
    expect(looks).toBeGreaterThan(1)
  })

  test('whose states the node no longer has is told by its ends, with what the balances show, and what is left of it is read', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    const known = node.chain.finalised
    pay(account, 1_000_000n)
    produce(50)
    pay(account, 2_000_000n)
    produce(20)
    prunes(30)
    await watch.settle()
    prunes(null)
    expect(watch.found.map(({ amount, cause }) => [amount, cause.kind])).toEqual([
      ['1000000', 'between'],
      ['2000000', 'transfer'],
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
    pay(account, 1_000_000n)
    produce(4)
    await watch.settle()
    const strange = JSON.parse(JSON.stringify(watch.cursor))
    strange[account.id].known.hash = `0x${'12'.repeat(32)}`
    strange[account.id].known.rao = '7'
    strange[account.id].trail = []
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
    pay(account, 1_000_000n)
    produce(4)
    const faults: [string, (params: unknown[], honest: () => unknown) => unknown][] = [
      ['chain_getBlock', () => Promise.reject(new RpcError(-32603, 'internal error'))],
      ['chain_getBlock', () => ({ block: 5 })],
      ['state_getRuntimeVersion', () => 7],
    ]
    for (const [method, answer] of faults) {
      node.answers[method] = (params, honest) => {
        const said = answer(params, honest)
        if (said instanceof Promise) {
          said.catch(() => undefined)
          throw new RpcError(-32603, 'internal error')
        }
        return said
      }
      await watch.look()
      delete node.answers[method]
      expect(watch.found).toEqual([])
    }
    await watch.settle()
    expect([watch.found.map(({ amount }) => amount), watch.missed]).toEqual([['1000000'], []])
  })

  test('a block that never makes sense is given up in the end, as what the balances show', async () => {
    const account = fresh()
    const watch = watching(account)
    await watch.look()
    pay(account, 1_000_000n)
    produce(3)
    node.answers.chain_getBlock = () => ({ block: 5 })
    for (let i = 0; i < 5; i++) await watch.look()
    delete node.answers.chain_getBlock
    expect(watch.found).toMatchObject([{ amount: '1000000', cause: { kind: 'between' } }])
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
