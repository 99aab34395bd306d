import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, TradeEstimate } from '../messaging'
import { movedOf } from '../popup/journeys/moves/judging'
import { fitOf, movedBy, partThatFits } from '../popup/journeys/stake/tolerance'
import { codeOf, resultOf } from './fixtures/computer'
import { press } from './fixtures/stage'
import { hotkeyOn, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// Orders that are too large for their limit, made for the part that fits as the forms make them, brought exactly what was told of it.

/** Subnets that nothing else here trades on. */
const [HERE, THERE] = [74, 75] as const
const tolerance = 5_000
/** A hundredth of what their pools hold, which is made so. */
const LARGE = 300n * TAO
const isDust = () => false
let node: Localnet
let stakes: Stakes
let world: World
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
  for (const netuid of [HERE, THERE]) {
    node.chain.overwrite('SubtensorModule', 'SubnetAlphaIn', [netuid], 100n * LARGE)
    node.chain.overwrite('SubtensorModule', 'SubnetTAO', [netuid], 5n * LARGE)
    // No epoch pays meanwhile.
    stakes.set('Tempo', netuid, 65_534)
  }
  node.produce()
  world = await createWorld(node)
})
afterAll(() => node.close())

/** @returns what came and what is gone, without the fee */
async function done(has: () => bigint, gives: () => bigint, tao: 'has' | 'gives' | null) {
  const before = [has(), gives()] as const
  const { status, fee } = await press(world)
  expect(status).toMatchObject({ phase: 'final', ok: true })
  return [has() - before[0] + (tao === 'has' ? fee : 0n), before[1] - gives() - (tao === 'gives' ? fee : 0n)]
}

describe.each(['buy', 'sell'] as const)('%s what fits', (side) => {
  test('brings exactly what was told where nothing moved', async () => {
    const alpha = side === 'sell' ? stakes.give(world, HERE, LARGE) : 0n
    await stakes.seen(world)
    const place = { from: world.id, side, hotkey: hotkeyOn(HERE), netuid: HERE }
    const ask = async (rao: bigint) =>
      resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', { ...place, amount: String(rao), tolerance }))
    const rao = side === 'buy' ? LARGE / 20n : alpha
    const movedHere = ({ impact }: TradeEstimate) => movedBy(side, impact)
    const part = await partThatFits({ rao, told: await ask(rao) }, { kind: side, tolerance, movedOf: movedHere, isDust, ask })
    expect(part.rao < rao / 2n).toBe(true)
    const protection = { kind: 'limit' as const, limit: part.told.limit, partial: true }
    resultOf(await prepare(world, 'prepareTrade', { ...place, amount: String(part.rao), protection, hidden: false }))
    const [held, free] = [() => stakes.held(world.address, HERE), () => stakes.free(world)]
    const came = side === 'buy' ? await done(held, free, 'gives') : await done(free, held, 'has')
    expect(came).toEqual([BigInt(part.told.receives ?? -1), part.rao])
  })
})

test('swap what fits brings exactly what was told where nothing moved', async () => {
  const rao = stakes.give(world, HERE, LARGE)
  await stakes.seen(world)
  const place = { from: world.id, hotkey: hotkeyOn(HERE), netuid: HERE, toHotkey: hotkeyOn(HERE), toNetuid: THERE }
  const ask = async (rao: bigint) =>
    resultOf<MoveEstimate>(await world.popup.ask('estimateMove', { ...place, amount: String(rao), tolerance }))
  const judge = (told: MoveEstimate) => movedOf(told, { netuid: HERE, toNetuid: THERE })
  const part = await partThatFits({ rao, told: await ask(rao) }, { kind: 'swap', tolerance, movedOf: judge, isDust, ask })
  expect(part.rao < rao).toBe(true)
  const protection = { kind: 'limit' as const, limit: part.told.limit ?? '', partial: true }
  resultOf(await prepare(world, 'prepareMove', { ...place, amount: String(part.rao), protection, hidden: false }))
  const came = await done(
    () => stakes.held(world.address, THERE, largeOn(HERE)),
    () => stakes.held(world.address, HERE),
    null,
  )
  expect(came).toEqual([BigInt(part.told.receives ?? -1), part.rao])
})

describe('where the pool cannot take the whole order', () => {
  /** A price of 2,000 rao: who sells much of what the pool holds drives it to the last of all, and the chain does none of that, nor a part. */
  const POOR = 76
  const poor = (tao: bigint, alpha: bigint) => {
    node.chain.overwrite('SubtensorModule', 'SubnetAlphaIn', [POOR], alpha)
    node.chain.overwrite('SubtensorModule', 'SubnetTAO', [POOR], tao)
    node.produce()
  }
  const place = () => ({ from: world.id, hotkey: hotkeyOn(POOR), netuid: POOR })
  const sell = async (rao: bigint) =>
    resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', { ...place(), side: 'sell', amount: String(rao), tolerance }))
  let all: bigint
  beforeAll(async () => {
    stakes.set('Tempo', POOR, 65_534)
    poor(TAO, 500_000n * TAO)
    all = stakes.give(world, POOR, 300_000n * TAO)
    poor(TAO, 500_000n * TAO)
    await stakes.seen(world)
  })

  test('a sale is made for the part that fits, and brings exactly what was told', async () => {
    const rao = all - 20_000n * TAO
    const whole = { rao, told: await sell(rao) }
    expect(whole.told.receives).toBeNull()
    let asked = 0
    const part = await partThatFits(whole, {
      ...{ kind: 'sell' as const, tolerance, movedOf: ({ impact }: TradeEstimate) => movedBy('sell', impact), isDust },
      ask: (rao: bigint) => {
        asked += 1
        return sell(rao)
      },
    })
    expect(asked).toBeLessThanOrEqual(8)
    expect(fitOf(part.told, movedBy('sell', part.told.impact), tolerance)).not.toBe('not')
    expect(part.told.impact).toBeGreaterThan(2_300)
    const protection = { kind: 'limit' as const, limit: part.told.limit, partial: true }
    resultOf(await prepare(world, 'prepareTrade', { ...place(), side: 'sell', amount: String(part.rao), protection, hidden: false }))
    const came = await done(
      () => stakes.free(world),
      () => stakes.held(world.address, POOR),
      'has',
    )
    expect(came).toEqual([BigInt(part.told.receives ?? -1), part.rao])
  })

  test('a move is made for the part that fits, and one that is too small shows how far down to look', async () => {
    poor(TAO, 500_000n * TAO)
    await stakes.seen(world)
    const way = { ...place(), toHotkey: hotkeyOn(POOR), toNetuid: THERE }
    const ask = async (rao: bigint) =>
      resultOf<MoveEstimate>(await world.popup.ask('estimateMove', { ...way, amount: String(rao), tolerance }))
    const rao = stakes.held(world.address, POOR)
    const whole = { rao, told: await ask(rao) }
    expect(whole.told.problem).toBe('stake-no-trade')
    const moved = (told: MoveEstimate) => movedOf(told, { netuid: POOR, toNetuid: THERE })
    const isDust = ({ problem }: MoveEstimate) => problem === 'stake-too-small'
    const part = await partThatFits(whole, { kind: 'swap', tolerance, movedOf: moved, isDust, ask })
    expect(part.told.problem).toBeNull()
    const protection = { kind: 'limit' as const, limit: part.told.limit ?? '', partial: true }
    resultOf(await prepare(world, 'prepareMove', { ...way, amount: String(part.rao), protection, hidden: false }))
    const came = await done(
      () => stakes.held(world.address, THERE, largeOn(POOR)),
      () => stakes.held(world.address, POOR),
      null,
    )
    expect(came).toEqual([BigInt(part.told.receives ?? -1), part.rao])
  })

  test('it is refused as one that the pool cannot do, not as too small; one that is too small for any pool is that', async () => {
    const limit = { kind: 'limit' as const, limit: '1995', partial: true }
    const order = (rao: bigint) => ({ ...place(), side: 'sell' as const, amount: String(rao), protection: limit, hidden: false })
    const held = stakes.held(world.address, POOR)
    await stakes.seen(world)
    expect(codeOf(await prepare(world, 'prepareTrade', order(held - 1_000n * TAO)))).toBe('stake-no-trade')
    expect(codeOf(await prepare(world, 'prepareTrade', order(100n)))).toBe('stake-too-small')
  })
})
