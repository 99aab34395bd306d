import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { callOf, signed } from '../../e2e/localnet/signed'
import { CLOSED, SUBNETS, THIN } from '../../e2e/localnet/world'
import { encodeAddress, fromHex, KluisError } from '../units'
import { readPurchase } from './exit'
import { alter as alterAnswer, code, linkTo, url } from './fixtures/subtensor'
import type { Live } from './live'
import { readMarket } from './market'
import { readValidators } from './validators'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
let node: InProcessNode
let live: Live
beforeAll(() => createNode())
beforeEach(async () => {
  node = await createNode()
  for (let i = 0; i < 3; i++) node.chain.produce()
  const link = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  live = link.live
  return link.close
})
const TAO = 1_000_000_000n
/** What the chain holds, read from it behind the wallet's back. */
const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
const alter = (name: string, change: (value: never) => unknown) => alterAnswer(node, name, change)
const DYNAMIC = 'SubnetInfoRuntimeApi_get_all_dynamic_info'
const GRAPH = 'SubnetInfoRuntimeApi_get_selective_metagraph'

describe('the market', () => {
  test('is every subnet at one block, in three questions, with what the chain holds of it', async () => {
    const market = await readMarket(live)
    expect(node.asked.filter((each) => each !== 'chain_getHeader')).toEqual(['state_call', 'state_call', 'state_queryStorageAt'])
    expect([market?.block, market?.hash]).toEqual([3, node.chain.best.hash])
    expect(market?.subnets.map(({ netuid }) => netuid)).toEqual(Array.from({ length: SUBNETS + 1 }, (_, netuid) => netuid))
    for (const subnet of market?.subnets ?? []) {
      expect(subnet.poolTaoRao).toBe(onChain('SubnetTAO', subnet.netuid))
      expect(subnet.tempo).toBe(onChain('Tempo', subnet.netuid))
      expect(BigInt(subnet.registeredAt)).toBe(onChain('NetworkRegisteredAt', subnet.netuid))
      expect(subnet.open).toBe(onChain('SubtokenEnabled', subnet.netuid))
    }
    expect(market?.subnets[0]).toMatchObject({ priceRao: TAO })
    expect(market?.subnets.find(({ netuid }) => netuid === CLOSED[0])?.open).toBe(false)
    const named = market?.subnets.filter(({ name }) => name !== null) ?? []
    expect(named.length).toBeGreaterThan(100)
  })

  test('is none where a node refuses to tell of it', async () => {
    node.answers.state_call = (params, usual) => {
      if (params[0] === DYNAMIC) throw new RpcError(-32_603, 'internal error')
      return usual()
    }
    expect(await readMarket(live)).toBeNull()
  })

  test('is told without prices that nobody tells: of all at once, or else of the deepest pools and those that are asked for', async () => {
    const whole = await readMarket(live)
    const refused = ['SwapRuntimeApi_current_alpha_price_all']
    node.answers.state_call = (params, usual) => {
      if (refused.includes(params[0] as string)) throw new RpcError(4003, `Client error: Exported method ${params[0]} is not found`)
      return usual()
    }
    expect(await readMarket(live)).toEqual(whole)
    // A public node is asked no more than it bears: what is asked for, and then the deepest pools.
    const [thin = 0] = THIN
    const some = await readMarket({ ...live, network: { ...live.network, genesisHash: live.genesisHash } }, [thin])
    const priced = some?.subnets.filter(({ netuid, priceRao }) => netuid !== 0 && priceRao !== null) ?? []
    expect([priced.length, priced.some(({ netuid }) => netuid === thin)]).toEqual([16, true])
    const least = priced.filter(({ netuid }) => netuid !== thin).reduce((a, b) => (a.poolTaoRao < b.poolTaoRao ? a : b)).poolTaoRao
    const deeper = whole?.subnets.filter(({ netuid, poolTaoRao }) => netuid !== 0 && poolTaoRao > least) ?? []
    expect(deeper.length).toBeLessThan(16)
    refused.push('SwapRuntimeApi_current_alpha_price')
    const none = await readMarket(live)
    expect(none?.subnets).toEqual(whole?.subnets.map((each) => ({ ...each, priceRao: null })))
  })

  test.each<[string, (subnets: Record<string, unknown>[]) => unknown]>([
    ['twice', (subnets) => [...subnets, subnets[1]]],
    ['from the future', ([first, ...rest]) => [first, { ...rest[0], network_registered_at: 4n }]],
  ])('a subnet %s is a lie', async (_, change) => {
    alter(DYNAMIC, change as (value: never) => unknown)
    expect(await code(readMarket(live))).toBe('node-lied')
  })

  test('names that are no text are none, and none is longer than a line', async () => {
    alter(DYNAMIC, (([first, second, ...rest]: Record<string, unknown>[]) => [
      first,
      { ...second, subnet_name: [0xff, 0xfe], token_symbol: [...new TextEncoder().encode('τ'.repeat(500))] },
      ...rest,
    ]) as never)
    const subnet = (await readMarket(live))?.subnets[1]
    expect([subnet?.name, subnet?.symbol]).toEqual([null, expect.stringMatching(/^τ{1,8}…?$/)])
  })
})

describe('the validators of a subnet', () => {
  test('are those with a permit, with their takes and what is staked with them, in two questions', async () => {
    const found = await readValidators(live, 1)
    expect(node.asked.filter((each) => each !== 'chain_getHeader')).toEqual(['state_call', 'state_queryStorageAt'])
    const hotkeys = Array.from({ length: onChain<number>('SubnetworkN', 1) }, (_, uid) => onChain<string>('Keys', 1, uid))
    const permits = onChain<boolean[]>('ValidatorPermit', 1)
    expect(found?.all).toHaveLength(hotkeys.filter((_, uid) => permits[uid]).length)
    expect(found?.tempo).toBe(onChain('Tempo', 1))
    for (const { hotkey, takePer65535, stakeRao } of found?.all ?? []) {
      const address = encodeAddress(fromHex(hotkey))
      expect([takePer65535, stakeRao]).toEqual([onChain('Delegates', address), onChain('TotalHotkeyAlpha', address, 1)])
    }
    expect(found?.all.some(({ name }) => name)).toBe(true)
  })

  test('of a subnet that there is not are none', async () => {
    expect(await readValidators(live, 4_000)).toBeNull()
  })

  test.each<[string, (graph: Record<string, unknown[]>) => unknown]>([
    ['of another subnet', (graph) => ({ ...graph, netuid: 2 })],
    ['without owners', (graph) => ({ ...graph, coldkeys: graph.coldkeys?.slice(1) })],
    ['twice', (graph) => ({ ...graph, hotkeys: graph.hotkeys?.map(() => graph.hotkeys?.[0]) })],
    ['paid in the future', (graph) => ({ ...graph, blocks_since_last_step: 99n })],
  ])('told %s are a lie', async (_, change) => {
    alter(GRAPH, change as (value: never) => unknown)
    expect(await code(readValidators(live, 1))).toBe('node-lied')
  })
})

describe('a purchase', () => {
  const alice = () => developmentAccounts()[0] as ReturnType<typeof developmentAccounts>[number]
  test.each([1, 2])('on subnet %i is simulated as it is executed, to the rao', async (netuid) => {
    const market = await readMarket(live)
    const priceRao = market?.subnets[netuid]?.priceRao as bigint
    const hotkey = onChain<string>('Keys', netuid, 0)
    const before = onChain<bigint>('TotalHotkeyAlpha', hotkey, netuid)
    const bought = await readPurchase(live, market?.hash ?? '', { netuid, taoRao: TAO, priceRao })
    node.chain.submit(
      signed(
        node.chain,
        alice().address,
        alice(),
        callOf(node.chain, 'SubtensorModule', 'add_stake', { hotkey, netuid, amount_staked: TAO }),
      ),
    )
    node.chain.produce()
    expect(onChain<bigint>('TotalHotkeyAlpha', hotkey, netuid) - before).toBe(bought?.alphaRao)
    expect(bought?.feeTaoRao).toBe((TAO * 33n) / 65_535n)
  })

  test('that cannot be is none, and one above the spot price is a lie', async () => {
    const { hash = '', subnets = [] } = (await readMarket(live)) ?? {}
    const priceRao = subnets[1]?.priceRao as bigint
    for (const netuid of [4_000, THIN[0] as number]) expect(await readPurchase(live, hash, { netuid, taoRao: TAO, priceRao })).toBeNull()
    await expect(readPurchase(live, hash, { netuid: 1, taoRao: TAO, priceRao: priceRao * 2n })).rejects.toEqual(new KluisError('node-lied'))
  })
})
