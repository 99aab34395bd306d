import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { Chain } from '../../e2e/localnet/chain'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn } from '../../e2e/localnet/world'
import { decodeAddress, encodeAddress, fromHex, toHex } from '../units'
import { readFamily } from './families'
import { alter, code, linkTo, url } from './fixtures/subtensor'
import type { Live } from './live'
import { readSubnetHold } from './locks'
import { hasCall, keepsUnclaimed, readRootDividends, rootMechanism } from './root'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const idOf = (address: string) => toHex(decodeAddress(address).accountId)
/** Known once a chain was made: its keys are. */
let alice: string
const other = `0x${'11'.repeat(32)}`
const POSITIONS = 'BetaBasketRuntimeApi_get_root_basket_positions'
const AVAILABLE = 'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys'
type Linked = { node: InProcessNode; live: Live; close(): void }
async function nodeAt(specVersion: number): Promise<InProcessNode> {
  const node = await createNode(await Chain.create({ specVersion }))
  for (let i = 0; i < 3; i++) node.chain.produce()
  return node
}
const link = async (node: InProcessNode): Promise<Linked> => ({
  node,
  ...(await linkTo(node, createSockets({ [url]: node }).Socket, createKept())),
})
let nodes: [InProcessNode, InProcessNode]
let old: Linked
let next: Linked
beforeAll(async () => {
  nodes = [await nodeAt(424), await nodeAt(NEXT)]
  alice = idOf(developmentAccounts()[0]?.address as string)
})
beforeEach(async () => {
  ;[old, next] = [await link(nodes[0]), await link(nodes[1])]
  return () => {
    for (const each of [old, next]) {
      each.close()
      delete each.node.answers.state_call
    }
  }
})
/** The same chain without something that its metadata has. */
const without = ({ live }: Linked, api: string): Live => ({
  ...live,
  runtime: { ...live.runtime, metadata: { ...live.runtime.metadata, apis: live.runtime.metadata.apis.filter(({ name }) => name !== api) } },
})

describe('how root dividends are kept', () => {
  test('is read off the metadata: rates, baskets, or nothing that tells', () => {
    expect([rootMechanism(old.live), rootMechanism(next.live)]).toEqual(['rates', 'baskets'])
    expect(rootMechanism(without(next, 'BetaBasketRuntimeApi'))).toBe('untold')
    expect(
      ['claim_root', 'claim_root_with_hotkey', 'set_root_claim_type'].map((name) => [hasCall(old.live, name), hasCall(next.live, name)]),
    ).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ])
  })

  test('what was not claimed stays with baskets, told or not: such a chain makes root stake wait after a claim', () => {
    expect([keepsUnclaimed(old.live), keepsUnclaimed(next.live)]).toEqual([false, true])
    expect(keepsUnclaimed(without(next, 'BetaBasketRuntimeApi'))).toBe(true)
  })

  test('by rates it is what the chain itself would pay, at the newest block', async () => {
    const told = await readRootDividends(old.live, alice)
    expect([told?.block, told?.one, told?.unlockBlocks]).toEqual([3, false, null])
    expect(told?.accruals.map(({ hotkey, alpha }) => [encodeAddress(fromHex(hotkey)), alpha.map(({ netuid }) => netuid)])).toEqual([
      [largeOn(0), [4, 8]],
    ])
    expect(await readRootDividends(old.live, other)).toMatchObject({ accruals: [] })
  })

  test('where nothing tells, nothing is told, and it can be claimed', async () => {
    expect(await readRootDividends(without(next, 'BetaBasketRuntimeApi'), alice)).toMatchObject({
      mechanism: 'untold',
      stays: true,
      accruals: [],
      one: true,
    })
  })

  test('a node that refuses to tell is not one that tells of nothing', async () => {
    next.node.answers.state_call = (params, usual) => {
      if (params[0] === POSITIONS) throw new RpcError(-32_603, 'internal error')
      return usual()
    }
    expect(await code(readRootDividends(next.live, alice))).toBe('node-answer')
  })

  test('one validator told twice is a lie', async () => {
    alter(next.node, POSITIONS, (positions: unknown[]) => [...positions, ...positions])
    expect(await code(readRootDividends(next.live, alice))).toBe('node-lied')
  })

  test('stakes of somebody else are a lie', async () => {
    alter(old.node, 'StakeInfoRuntimeApi_get_stake_info_for_coldkeys', ([[, infos]]: [[string, unknown]]) => [
      [encodeAddress(fromHex(other)), infos],
    ])
    expect(await code(readRootDividends(old.live, alice))).toBe('node-lied')
  })
})

describe('what holds stake on a subnet', () => {
  test.each<[string, (value: never) => unknown]>([
    ['of somebody else', ([[, on]]: [[string, unknown]]) => [[encodeAddress(fromHex(other)), on]]],
    ['of another subnet', ([[who, [[, told]]]]: [[string, [[number, unknown]]]]) => [[who, [[9, told]]]]],
    [
      'of which more may leave than there is',
      ([[who, [[netuid, told]]]]: [[string, [[number, { total: bigint }]]]]) => [
        [who, [[netuid, { ...told, available: told.total + 1n }]]],
      ],
    ],
  ])('%s is a lie', async (_, change) => {
    alter(old.node, AVAILABLE, change)
    expect(await code(readSubnetHold(old.live, alice, 30))).toBe('node-lied')
  })

  test('where nobody tells it is not known, and locks are told all the same', async () => {
    expect(await readSubnetHold(without(old, 'StakeInfoRuntimeApi'), alice, 30)).toMatchObject({
      ...{ totalRao: null, availableRao: null, locks: false, lock: null, autoStakes: true },
    })
  })
})

test('a hotkey that is not the coldkey’s is not told', async () => {
  expect(await readFamily(old.live, alice, idOf(largeOn(0)))).toBeNull()
  expect(await readFamily(old.live, alice, other)).toBeNull()
})
