import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { type Stakes, stakesOn } from './fixtures/staking'
import { type Deed, deedsOn, press, shift } from './fixtures/trades'
import { createWorld, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// For each action: what the review promised, and what the chain did after the pools moved, or the connection was lost, meanwhile.

const NAMES = deedsOn({} as Stakes).map(({ name }) => name)
let node: Localnet
let stakes: Stakes
let world: World
let deeds: Deed[]
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
  deeds = deedsOn(stakes)
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
  const [before, free] = [deed.has(world), stakes.free(world)]
  if (millionths && moment === 'before the press') {
    move(deed, millionths)
    node.produce()
  }
  const { status, fee } = await press(world, () => {
    if (moment === 'after the press') move(deed, millionths)
    if (gone) node.control({ drop: true })
  })
  const came = deed.has(world) - before + (deed.inTao ? fee : 0n)
  return { ...promised, came, status, spent: free - stakes.free(world), fee }
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
    const { brings, least, came, status } = await perform(deed, 1_000, moment)
    expect(status).toMatchObject({ phase: 'final', ok: true })
    expect(came).toBeGreaterThanOrEqual(least)
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
