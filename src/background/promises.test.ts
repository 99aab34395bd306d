import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, TradeEstimate } from '../messaging'
import { movedOf } from '../popup/journeys/moves/judging'
import { movedBy, partThatFits } from '../popup/journeys/stake/tolerance'
import { resultOf } from './fixtures/computer'
import { hotkeyOn, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { type Deed, deedsOn, press, shift } from './fixtures/trades'
import { createWorld, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// For each action: what the review promised, and what the chain did after the pools moved, or the connection was lost, meanwhile.

/** Subnets that nothing else here trades on. */
const [HERE, THERE] = [74, 75] as const
const tolerance = 5_000
/** A hundredth of what their pools hold, which is made so. */
const LARGE = 300n * TAO
const text = (rao: string | null | undefined) => BigInt(rao ?? -1)
/** Orders that are too large for their limit, made for the part that fits as the form makes them. */
const whatFits = (): Deed[] => [
  ...(['buy', 'sell'] as const).map(
    (side): Deed => ({
      name: `${side} what fits`,
      async order(world) {
        const alpha = side === 'sell' ? stakes.give(world, HERE, LARGE) : 0n
        await stakes.seen(world)
        const place = { from: world.id, side, hotkey: hotkeyOn(HERE), netuid: HERE }
        const ask = async (rao: bigint) =>
          resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', { ...place, amount: String(rao), tolerance }))
        const rao = side === 'buy' ? LARGE / 20n : alpha
        const whole = { rao, told: await ask(rao) }
        const part = await partThatFits(whole, { kind: side, tolerance, movedOf: ({ impact }) => movedBy(side, impact), ask })
        expect(part.rao < whole.rao / 2n).toBe(true)
        const protection = { kind: 'limit' as const, limit: part.told.limit, partial: true }
        resultOf(await prepare(world, 'prepareTrade', { ...place, amount: String(part.rao), protection, hidden: false }))
        return { brings: text(part.told.receives), least: text(part.told.least), ordered: part.rao }
      },
      has: (world) => (side === 'buy' ? stakes.held(world.address, HERE) : stakes.free(world)),
      inTao: side === 'sell',
      gives: (world) => (side === 'buy' ? stakes.free(world) : stakes.held(world.address, HERE)),
      pools: [{ netuid: HERE, against: side === 'buy' ? 1 : -1 }],
      on: [HERE],
      leaves: [],
    }),
  ),
  {
    name: 'swap what fits',
    async order(world) {
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
      return { brings: text(part.told.receives), least: text(part.told.least), ordered: part.rao }
    },
    has: (world) => stakes.held(world.address, THERE, largeOn(HERE)),
    inTao: false,
    gives: (world) => stakes.held(world.address, HERE),
    pools: [
      { netuid: HERE, against: -1 },
      { netuid: THERE, against: 1 },
    ],
    on: [HERE, THERE],
    leaves: [],
  },
]
const all = () => [...deedsOn(stakes), ...whatFits()]
const NAMES = [...deedsOn({} as Stakes), ...whatFits()].map(({ name }) => name)
let node: Localnet
let stakes: Stakes
let world: World
let deeds: Deed[]
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
  deeds = all()
  for (const netuid of [HERE, THERE]) {
    node.chain.overwrite('SubtensorModule', 'SubnetAlphaIn', [netuid], 100n * LARGE)
    node.chain.overwrite('SubtensorModule', 'SubnetTAO', [netuid], 5n * LARGE)
  }
  node.produce()
  world = await createWorld(node)
})
afterAll(() => node.close())
const deedOf = (name: string) => deeds.find((each) => each.name === name) as Deed

/** Moves every pool of a deed. @param millionths how far; a positive number is against it */
const move = ({ pools }: Deed, millionths: number) => {
  for (const { netuid, against } of pools) shift(node, netuid, BigInt(against * millionths))
}
/** @param moment when the pools move @param gone the connection is lost after the press @returns what was promised, what came of it, and how it ended */
async function perform(deed: Deed, millionths: number, moment: 'before the press' | 'after the press', gone = false) {
  const promised = await deed.order(world)
  const [before, free, had] = [deed.has(world), stakes.free(world), deed.gives?.(world) ?? 0n]
  if (millionths && moment === 'before the press') {
    move(deed, millionths)
    node.produce()
  }
  const { status, fee } = await press(world, () => {
    if (moment === 'after the press') move(deed, millionths)
    if (gone) node.control({ drop: true })
  })
  const came = deed.has(world) - before + (deed.inTao ? fee : 0n)
  const gave = had - (deed.gives?.(world) ?? 0n) - (had === free ? fee : 0n)
  return { ...promised, came, status, spent: free - stakes.free(world), gave, fee }
}

describe.each(NAMES)('%s', (name) => {
  test('brings exactly what was told where nothing moved', async () => {
    const { brings, least, came, status } = await perform(deedOf(name), 0, 'after the press')
    expect(status).toMatchObject({ phase: 'final', ok: true })
    expect(brings).toBeGreaterThan(0n)
    expect(brings).toBeGreaterThanOrEqual(least)
    expect(came).toBe(brings)
  })

  test('is done once, and is known to be, where the connection was lost after the press', async () => {
    const { brings, came, status } = await perform(deedOf(name), 0, 'after the press', true)
    expect(status).toMatchObject({ phase: 'final', ok: true })
    expect(came).toBe(brings)
    await stakes.seen(world)
  })

  test.each(['before the press', 'after the press'] as const)('is never worse than its limit where the price moved %s', async (moment) => {
    const deed = deedOf(name)
    const { brings, least, came, status, gave, ordered } = await perform(deed, 1_000, moment)
    expect(status).toMatchObject({ phase: 'final', ok: true })
    if (ordered === undefined) expect(came).toBeGreaterThanOrEqual(least)
    else {
      // Less of it fits then: for that it brings no less than at the worst was told of all of it, but for what is cut off.
      expect([gave > 0n, gave < ordered]).toEqual([true, true])
      expect((came + 2n) * ordered).toBeGreaterThanOrEqual(least * gave)
    }
    // Where no pool has a part in it, nobody can move anything.
    if (deed.pools.length) expect(came).toBeLessThan(brings)
    else expect(came).toBe(brings)
  })

  test('brings more where the price moved for it', async () => {
    const deed = deedOf(name)
    const { brings, came } = await perform(deed, -1_000, 'after the press')
    if (deed.pools.length) expect(came).toBeGreaterThan(brings)
    else expect(came).toBe(brings)
  })

  test.each(['before the press', 'after the press'] as const)('does nothing where the price moved too far %s', async (moment) => {
    const deed = deedOf(name)
    const { brings, came, status, spent, fee } = await perform(deed, 20_000, moment)
    if (!deed.pools.length) return expect(came).toBe(brings)
    expect([came, spent]).toEqual([0n, fee])
    // A node looks at no call within others, so several sales are judged by the block alone.
    if (moment === 'before the press' && name !== 'sell all')
      expect(status).toMatchObject({ phase: 'refused', code: 'tx-custom', facts: { number: expect.stringMatching(/^(8|14)$/) } })
    else
      expect(status).toMatchObject({ phase: 'final', ok: false, error: expect.stringMatching(/\.(SlippageTooHigh|PriceLimitExceeded)$/) })
  })
})
