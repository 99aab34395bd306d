import { beforeEach, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { decodeAddress, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { createChain } from './chain'
import type { Live } from './live'
import { readParties, staysOf } from './parties'
import { readBalances } from './reads'
import { batchCall } from './transfer'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const url = 'ws://127.0.0.1:9944'
let node: InProcessNode
let live: Live
const person = (address: string) => ({ address, id: toHex(decodeAddress(address).accountId) })
const alice = person('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')
const bob = person('5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty')
const stranger = (n: number) => toHex(new Uint8Array(32).fill(n))

beforeEach(async () => {
  node = await createNode()
  for (let i = 0; i < 3; i++) node.chain.produce()
  const { Socket } = createSockets({ [url]: node })
  const chain = createChain({ cache: createKept(), Socket, now: Date.now, changed: () => undefined })
  chain.choose({ id: 'local', genesisHash: null, hosts: [{ url, operator: 'yourself' }] })
  chain.open()
  live = await chain.ready()
  node.asked.length = 0
  return () => chain.close()
})

test('balances and hotkeys of a hundred recipients are one question at one block', async () => {
  const hotkey = stranger(91)
  node.chain.overwrite('SubtensorModule', 'Owner', [encodeAddress(fromHex(hotkey))], bob.address)
  node.chain.produce()
  const others = Array.from({ length: 98 }, (_, n) => stranger(n + 100))
  const { block, byAccount } = await readParties(live, [alice.id, hotkey, ...others, alice.id])
  expect(node.asked).toEqual(['state_queryStorageAt'])
  expect([block, byAccount.size]).toEqual([4, 100])
  const { byAccount: balances } = await readBalances(live, [alice.id])
  expect(byAccount.get(alice.id)).toEqual({ ...balances.get(alice.id), exists: true, bound: false, nonce: 0, hotkeyOf: null })
  expect(byAccount.get(hotkey)).toEqual({ free: 0n, reserved: 0n, frozen: 0n, exists: false, bound: false, nonce: 0, hotkeyOf: bob.id })
  expect(byAccount.get(stranger(100))).toEqual({
    free: 0n,
    reserved: 0n,
    frozen: 0n,
    exists: false,
    bound: false,
    nonce: 0,
    hotkeyOf: null,
  })
})

test('a hotkey that is owned by nobody, as some are written down, is none', async () => {
  node.chain.overwrite('SubtensorModule', 'Owner', [encodeAddress(fromHex(stranger(91)))], encodeAddress(new Uint8Array(32)))
  node.chain.produce()
  expect((await readParties(live, [stranger(91)])).byAccount.get(stranger(91))?.hotkeyOf).toBeNull()
})

test('an answer that leaves somebody out is a lie', async () => {
  const call = live.rpc.call
  const rpc = {
    ...live.rpc,
    call: async (method: string, params: unknown[]) => {
      const answer = await call(method, params)
      if (method !== 'state_queryStorageAt') return answer
      return (answer as { changes: unknown[] }[]).map((each) => ({ ...each, changes: each.changes.slice(1) }))
    },
  } as Live['rpc']
  const code = await readParties({ ...live, rpc }, [alice.id]).then(
    () => 'fine',
    (error) => (error instanceof KluisError ? error.code : String(error)),
  )
  expect(code).toBe('node-lied')
})

test('what stays in an account: locks beyond what is reserved, and the deposit of one that must stay open', () => {
  const stays = (frozen: bigint, reserved: bigint, bound: boolean, keepAlive: boolean) =>
    staysOf({ frozen, reserved, bound }, 500n, keepAlive)
  expect(stays(0n, 0n, false, false)).toBe(0n)
  expect(stays(0n, 0n, false, true)).toBe(500n)
  expect(stays(0n, 9n, true, false)).toBe(500n)
  expect(stays(900n, 300n, true, true)).toBe(600n)
  expect(stays(700n, 300n, false, true)).toBe(500n)
  expect(stays(300n, 900n, false, false)).toBe(0n)
})

test('a batch is Utility.batch_all of transfers that keep the account alive, in order', () => {
  const { location } = live.runtime.builder.buildCall('Utility', 'batch_all')
  const call = batchCall(live, [
    { to: alice.id, amountRao: 1n },
    { to: bob.id, amountRao: 2n ** 63n },
  ])
  expect([...call.subarray(0, 2)]).toEqual([...location])
  const decoded = live.runtime.builder.buildCall('Utility', 'batch_all').codec.dec(call.slice(2)) as { calls: unknown }
  const transfer = (value: string, amount: bigint) => ({
    type: 'Balances',
    value: { type: 'transfer_keep_alive', value: { dest: { type: 'Id', value }, value: amount } },
  })
  expect(decoded.calls).toEqual([transfer(alice.address, 1n), transfer(bob.address, 2n ** 63n)])
})
