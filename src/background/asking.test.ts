import { expect, test } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { readMoney } from '../chain'
import { linkTo, url } from '../chain/fixtures/subtensor'
import { type History, lastSeen, see } from '../history'
import { toHex } from '../units'
import { createHoldings, lookOf } from './holdings'
import { createSales } from './sales'
import type { Wallet } from './wallet'

/** Sales of Bob, who has stakes on subnets 1, 2 and 64, after one look. */
async function selling(fail: (netuid: number) => void) {
  const node = await createNode()
  node.chain.produce()
  const { live, close } = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  const bob = toHex(developmentAccounts().find(({ name }) => name === 'Bob')?.accountId as Uint8Array)
  const netuids = [0, 1, 2, 64]
  const money = await readMoney(live, [bob], { netuids, hotkeys: [] })
  let now = 1_700_000_000_000
  let history: History = see({}, 'local', lookOf(money, now))
  const wallet = {
    accounts: { read: async () => ({ list: [{ id: bob, role: 'coldkey' }], chosen: null, revision: 0 }) },
    counting: { read: async () => ({}) },
    seen: {
      note: async (change: (history: History) => History) => {
        history = change(history)
      },
    },
    now: () => now,
  } as unknown as Wallet
  const sales = createSales(wallet, createHoldings())
  let asked: number[] = []
  node.answers.state_call = (params, usual) => {
    const [name, data] = params as [string, string]
    if (name !== 'SwapRuntimeApi_sim_swap_alpha_for_tao') return usual()
    const netuid = Number.parseInt(data.slice(4, 6) + data.slice(2, 4), 16)
    asked.push(netuid)
    fail(netuid)
    return usual()
  }
  return {
    close,
    exits: () => Object.keys(lastSeen(history, 'local')?.exits ?? {}).map(Number),
    later: (ms: number) => {
      now += ms
    },
    ask: async () => {
      asked = []
      const count = await sales.ask(live, money.hash, 'local', lastSeen(history, 'local') as never, (work) => work())
      return { asked: asked.sort((a, b) => a - b), count }
    },
  }
}

test('a subnet that cannot be asked about holds up no other, and has its turn again a while later', async () => {
  let failing = true
  const { ask, exits, later, close } = await selling((netuid) => {
    if (failing && netuid === 2) throw new RpcError(-32_603, 'internal error')
  })
  expect(await ask()).toEqual({ asked: [1, 2, 64], count: 2 })
  expect(exits()).toEqual([1, 64])
  // The others are asked again with every look, as all of them fit: what is told is of one block.
  expect((await ask()).asked).toEqual([1, 64])
  failing = false
  later(120_000)
  expect(await ask()).toEqual({ asked: [1, 2, 64], count: 3 })
  expect(exits()).toEqual([1, 2, 64])
  await close()
})

test('of a node that is gone in the middle of it nothing is told', async () => {
  const { ask, exits, close } = await selling(() => {
    close()
    throw new RpcError(-32_603, 'internal error')
  })
  expect(await ask()).toEqual({ asked: [1, 2, 64], count: 0 })
  expect(exits()).toEqual([])
})
