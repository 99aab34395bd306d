import { beforeAll, describe, expect, test, vi } from 'vitest'
import { NEXT } from '../../e2e/localnet/runtimes'
import { until } from './fixtures/computer'
import { deedNames, halfway, perform, press, shift, stageOfDeeds } from './fixtures/stage'
import { ACROSS } from './fixtures/trades'
import { createWorld } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

// The chain gets another runtime between the review and the press; and what is promised under that one, where a move to another validator and
// another subnet has a limit too.

const stage = stageOfDeeds()
const ALL = deedNames(() => true)
const pressed = new Map<string, { code: string | undefined; lost: bigint }>()
beforeAll(async () => {
  const { node, stakes } = stage
  const reviewed: { name: string; world: typeof stage.world }[] = []
  for (const name of ALL) {
    const world = await createWorld(node)
    await stage.deed(name).order(world, { open: name === ACROSS })
    reviewed.push({ name, world })
  }
  const free = stakes.free(stage.world)
  node.chain.upgrade(NEXT)
  node.produce()
  for (const { name, world } of reviewed) {
    await stakes.seen(world)
    const { code } = await press(world)
    pressed.set(name, { code, lost: free - stakes.free(world) })
    world.computer.life.die()
  }
  await until(() => stage.world.popup.views.network.specVersion === NEXT)
})

test.each(ALL)('%s: what was reviewed for the runtime before is not signed, and costs nothing', (name) => {
  expect(pressed.get(name)).toEqual({ code: 'payload-wrong-spec', lost: 0n })
})

describe.each(ALL)('%s, reviewed anew', (name) => {
  test('brings exactly what was told where nothing moved', async () => {
    const { brings, least, given, came, gone, end } = await perform(stage, stage.deed(name))
    expect([end, came, gone]).toEqual(['done', brings, given])
    expect(brings).toBeGreaterThanOrEqual(least)
  })
})

describe.each(deedNames(({ pools }) => pools.length))('%s, reviewed anew,', (name) => {
  const whileMoved = (millionths: number, how = {}) =>
    perform(stage, stage.deed(name), { ...how, after: () => shift(stage, stage.deed(name), millionths) })

  test('brings exactly what was told in an envelope too', async () => {
    const { brings, given, came, gone, end } = await perform(stage, stage.deed(name), { hidden: true })
    expect([end, came, gone]).toEqual(['done', brings, given])
  })
  test('is never worse than its limit where the price moved', async () => {
    const { brings, least, given, came, gone, end } = await whileMoved(1_000)
    expect([end, gone]).toEqual(['done', given])
    expect(came).toBeGreaterThanOrEqual(least)
    expect(came).toBeLessThan(brings)
  })
  test('is done whole or not at all: nothing where only a part of it fits, nor where the price moved far', async () => {
    for (const [millionths, error] of [
      [halfway(stage.deed(name)), /^SlippageTooHigh$/],
      [400_000, /^(SlippageTooHigh|PriceLimitExceeded)$/],
    ] as const) {
      const { came, gone, spent, fee, end } = await whileMoved(millionths)
      expect([came, gone, spent]).toEqual([0n, 0n, fee])
      expect(end).toMatch(error)
    }
  })
})

describe.each(deedNames(({ parts }) => parts))('%s in part, reviewed anew,', (name) => {
  test('is done as far as it fits, at its limit or better, and the rest stays', async () => {
    const deed = stage.deed(name)
    const { given, came, gone, end, fair } = await perform(stage, deed, { partial: true, after: () => shift(stage, deed, halfway(deed)) })
    expect(end).toBe('done')
    expect(gone).toBeGreaterThan(given / 10n)
    expect(gone).toBeLessThan(given)
    expect(came).toBeGreaterThanOrEqual(fair(gone))
  })
})
