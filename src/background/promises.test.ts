import { describe, expect, test, vi } from 'vitest'
import { deedNames, halfway, perform, shift, stageOfDeeds } from './fixtures/stage'
import { ACROSS } from './fixtures/trades'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// For each action: what the review promised, and what the chain did after the pools moved, or the connection was lost, meanwhile.

const stage = stageOfDeeds()
const all = (fits: Parameters<typeof deedNames>[0]) => deedNames((deed) => deed.name !== ACROSS && fits(deed))
const MOMENTS = ['before', 'after'] as const
type Moment = (typeof MOMENTS)[number]
/** Does it while every price becomes so many millionths worse for it, before the press or after. */
const whileMoved = (name: string, millionths: number, moment: Moment, how = {}) =>
  perform(stage, stage.deed(name), { ...how, [moment]: () => shift(stage, stage.deed(name), millionths) })
describe.each(all(() => true))('%s', (name) => {
  test('brings exactly what was told where nothing moved', async () => {
    const { brings, least, given, came, gone, end, spent, fee } = await perform(stage, stage.deed(name))
    expect(end).toBe('done')
    expect(brings).toBeGreaterThan(0n)
    expect(brings).toBeGreaterThanOrEqual(least)
    expect([came, gone]).toEqual([brings, given])
    const { inTao } = stage.deed(name)
    expect(spent).toBe(fee + (inTao === 'gives' ? given : inTao === 'has' ? -brings : 0n))
  })

  test('is done once, and is known to be, where the connection was lost after the press', async () => {
    // A host that held for a while is asked again at once.
    stage.world.computer.clock.ahead += 60_000
    const { brings, came, end } = await perform(stage, stage.deed(name), { after: () => void stage.node.control({ drop: true }) })
    expect([end, came]).toEqual(['done', brings])
  })
})

describe.each(all(({ pools }) => pools.length === 0))('%s, which no pool has a part in,', (name) => {
  test.each(MOMENTS)('brings exactly what was told however far prices moved, %s the press', async (moment) => {
    const fall = () => {
      for (const pool of stage.deeds) shift(stage, pool, 400_000)
    }
    const { brings, came, end } = await perform(stage, stage.deed(name), { [moment]: fall })
    expect([end, came]).toEqual(['done', brings])
  })
})

describe.each(all(({ pools }) => pools.length))('%s', (name) => {
  // A node looks at no call within others, so several sales are judged by the block alone.
  const refused = (moment: Moment, number: RegExp, error: RegExp) => (moment === 'before' && name !== 'sell all' ? number : error)

  test.each(MOMENTS)('is never worse than its limit where the price moved %s the press', async (moment) => {
    const { brings, least, given, came, gone, end } = await whileMoved(name, 1_000, moment)
    expect([end, gone]).toEqual(['done', given])
    expect(came).toBeGreaterThanOrEqual(least)
    expect(came).toBeLessThan(brings)
  })

  test('brings more where the price moved for it', async () => {
    const { brings, came } = await whileMoved(name, -1_000, 'after')
    expect(came).toBeGreaterThan(brings)
  })

  test.each(MOMENTS)('is done whole or not at all: nothing where only a part of it fits %s the press', async (moment) => {
    const { came, gone, spent, fee, end } = await whileMoved(name, halfway(stage.deed(name)), moment)
    expect([came, gone, spent]).toEqual([0n, 0n, fee])
    expect(end).toMatch(refused(moment, /^8$/, /^SlippageTooHigh$/))
  })

  test.each(MOMENTS.flatMap((moment) => [20_000, 400_000].map((millionths) => ({ moment, millionths }))))(
    'does nothing where the price moved by $millionths millionths $moment the press',
    async ({ moment, millionths }) => {
      const { came, gone, spent, fee, end } = await whileMoved(name, millionths, moment)
      expect([came, gone, spent]).toEqual([0n, 0n, fee])
      expect(end).toMatch(refused(moment, /^(8|14)$/, /^(SlippageTooHigh|PriceLimitExceeded)$/))
    },
  )
})

describe.each(all(({ parts }) => parts))('%s in part', (name) => {
  test('is done whole where all of it fits: exactly what was told', async () => {
    const { brings, given, came, gone, end } = await perform(stage, stage.deed(name), { partial: true })
    expect([end, came, gone]).toEqual(['done', brings, given])
  })

  test.each(MOMENTS)(
    'is done as far as it fits, at its limit or better, and the rest stays, where the price moved %s the press',
    async (moment) => {
      const { given, came, gone, end, fair } = await whileMoved(name, halfway(stage.deed(name)), moment, { partial: true })
      expect(end).toBe('done')
      expect(gone).toBeGreaterThan(given / 10n)
      expect(gone).toBeLessThan(given)
      expect(came).toBeGreaterThanOrEqual(fair(gone))
    },
  )

  test.each(MOMENTS)('does nothing where the pool was dumped on %s the press', async (moment) => {
    const { came, gone, spent, fee, end } = await whileMoved(name, 400_000, moment, { partial: true })
    expect([came, gone, spent]).toEqual([0n, 0n, fee])
    expect(end).toBe(moment === 'before' ? '14' : 'PriceLimitExceeded')
  })
})

describe.each([...all(({ parts }) => parts), 'sell all', ACROSS])('%s without a limit', (name) => {
  test('brings exactly what was told where nothing moved', async () => {
    const { brings, given, came, gone, end } = await perform(stage, stage.deed(name), { open: true })
    expect([end, came, gone]).toEqual(['done', brings, given])
  })
})
