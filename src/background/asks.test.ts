import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { developmentAccounts, type Localnet, startLocalnet } from '../../e2e/localnet'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn } from '../../e2e/localnet/world'
import type { Input, PopupContract } from '../messaging'
import { pause, resultOf } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, stakesOn, TAO } from './fixtures/staking'
import { createWorld, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

// A public node answers about one question a second, and a form asks again with every block: how many an estimate takes is what it is slow by.

const [ONE, TWO, THREE] = [70, 71, 72] as const
const CENT = (1n << 32n) / 100n
const bob = () => developmentAccounts()[1]?.address ?? ''

let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

describe.each([424, NEXT])('at spec %i', (specVersion) => {
  let world: World
  beforeAll(async () => {
    if (specVersion === NEXT) node.control({ upgrade: NEXT })
    node.produce(3)
    const stakes = stakesOn(node)
    world = await createWorld(node)
    for (const netuid of [ONE, TWO, THREE]) stakes.give(world, netuid, 300n * TAO)
    stakes.give(world, 0, TAO)
    if (specVersion !== NEXT)
      node.chain.overwrite(
        'SubtensorModule',
        'RootClaimable',
        [largeOn(0)],
        [4, 8].map((netuid) => [netuid, BigInt(netuid) * CENT]),
      )
    node.produce()
    await stakes.seen(world)
  })

  const count = () => [...node.asked].reduce((sum, [name, each]) => (/^[a-z]+_/.test(name) ? sum + each : sum), 0)
  /** Nothing is asked of the node by itself any more: what is asked from here on is asked for an estimate. */
  async function quiet() {
    for (let before = -1; before !== count(); await pause(500)) before = count()
  }
  async function questionsFor<K extends keyof PopupContract>(name: K, input: Input<PopupContract, K>) {
    await quiet()
    const before = count()
    resultOf(await world.popup.ask(name, input))
    return count() - before
  }
  /** Of an estimate that was made before: at a new block, and in the same one of another amount and of the same. */
  async function questionsOf<K extends keyof PopupContract>(name: K, input: Input<PopupContract, K>, other = input) {
    await questionsFor(name, input)
    node.produce()
    await quiet()
    return [await questionsFor(name, input), await questionsFor(name, other), await questionsFor(name, other)]
  }
  const place = (netuid = ONE) => ({ from: world.id, hotkey: hotkeyOn(netuid), netuid, amount: String(100n * TAO) })
  const more = { amount: String(200n * TAO) }
  const trade = (over: object) => ({ ...place(), side: 'buy' as const, tolerance: 5_000, ...over })
  const move = (over: object) => ({ ...place(), toHotkey: hotkeyOn(ONE), toNetuid: ONE, tolerance: 5_000, ...over })

  test('a purchase is what it brings and brings back, with the price; what is staked already is no matter of it', async () => {
    expect(await questionsOf('estimateTrade', trade({}), trade(more))).toEqual([4, 2, 0])
    const root = { hotkey: hotkeyOn(0), netuid: 0 }
    // On root a TAO is a TAO; no envelope hides it, so the fee is asked of the very bytes.
    expect(await questionsOf('estimateTrade', trade(root), trade({ ...root, ...more }))).toEqual([1, 1, 0])
  })

  test('a sale is one simulation and what there is to sell, of a part or of all', async () => {
    const sell = (over: object) => trade({ side: 'sell', ...over })
    expect(await questionsOf('estimateTrade', sell({}), sell(more))).toEqual([5, 1, 0])
    expect(await questionsOf('estimateTrade', sell({ amount: null }))).toEqual([5, 0, 0])
  })

  test('a move and a swap', async () => {
    const to = { toHotkey: idOf(otherHotkey()) }
    expect(await questionsOf('estimateMove', move(to), move({ ...to, ...more }))).toEqual([5, 2, 0])
    const swap = { toNetuid: TWO }
    expect(await questionsOf('estimateMove', move(swap), move({ ...swap, ...more }))).toEqual([8, 3, 0])
    const gift = { ...place(), to: bob() }
    expect(await questionsOf('estimateStakeTransfer', gift, { ...gift, ...more })).toEqual([5, 2, 0])
  })

  test('selling everything is one simulation for each position on a subnet', async () => {
    const all = { from: world.id, hotkey: null, tolerance: 5_000 }
    expect(await questionsOf('estimateUnstakeAll', all)).toEqual([8, 0, 0])
  })

  test('a claim, and a payment', async () => {
    const claim = specVersion === NEXT ? { kind: 'all' as const } : { kind: 'subnets' as const, netuids: [4, 8] }
    expect(await questionsOf('estimateClaim', { from: world.id, claim })).toEqual([specVersion === NEXT ? 2 : 8, 0, 0])
    const pay = { from: world.id, to: bob(), amount: String(TAO), keepAlive: true }
    expect(await questionsOf('estimateTransfer', pay, { ...pay, ...more })).toEqual([1, 1, 0])
  })
})
