import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, TradeEstimate } from '../messaging'
import { movedOf } from '../popup/journeys/moves/judging'
import { movedBy, partThatFits } from '../popup/journeys/stake/tolerance'
import { resultOf } from './fixtures/computer'
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
    const part = await partThatFits({ rao, told: await ask(rao) }, { kind: side, tolerance, movedOf: movedHere, ask })
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
  const judge = (told: MoveEstimate, amount: bigint) => movedOf(told, { netuid: HERE, toNetuid: THERE, amount })
  const part = await partThatFits({ rao, told: await ask(rao) }, { kind: 'swap', tolerance, movedOf: judge, ask })
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
