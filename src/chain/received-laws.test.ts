import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { blake256, toHex } from '../units'
import { type Account, begin, fresh, node, pay, produce, prunes, watching } from './fixtures/receiving'
import type { Received } from './receipts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
beforeAll(() => begin(true))
const final = (number: number) => number <= node.chain.finalised
const sum = (found: readonly Received[], { id }: Account) =>
  found.filter(({ account }) => account === id).reduce((all, { amount }) => all + BigInt(amount), 0n)
const keyOf = ({ account, block, blockHash, event }: Received) => [account, block, blockHash, event].join()

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
