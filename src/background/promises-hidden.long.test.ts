import { beforeEach, describe, expect, test, vi } from 'vitest'
import { hiddenOn, overhear } from './fixtures/hidden'
import { deedNames, halfway, perform, shift, stageOfDeeds } from './fixtures/stage'
import { ACROSS } from './fixtures/trades'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// For each action that can be hidden: what the review promised, and what the chain did when it came out of its envelope. Nobody saw it before,
// but others trade all the same.

const stage = stageOfDeeds()
let said: string[]
beforeEach(() => {
  said = overhear()
})
/** Does it hidden, while every price becomes so many millionths worse for it, before the press or once its envelope is in a block. */
async function whileMoved(name: string, millionths: number, moment: 'before' | 'after', how = {}) {
  const deed = stage.deed(name)
  const done = await perform(stage, deed, { ...how, hidden: true, [moment]: () => shift(stage, deed, millionths) })
  // How its bytes begin, up to and with the hotkey.
  hiddenOn(stage.node).expectNeverOpen(said, done.bytes.slice(2, 2 + 2 * ((name === 'sell all' ? 3 : 0) + 2 + 32)))
  return done
}

describe.each(deedNames(({ name, pools }) => name !== ACROSS && pools.length))('%s in an envelope', (name) => {
  test('brings exactly what was told where nothing moved, and costs the fees of both', async () => {
    const { brings, least, given, came, gone, end, spent, fee } = await whileMoved(name, 0, 'after')
    expect([end, came, gone]).toEqual(['done', brings, given])
    expect(brings).toBeGreaterThanOrEqual(least)
    const { inTao } = stage.deed(name)
    expect(spent).toBe(fee + (inTao === 'gives' ? given : inTao === 'has' ? -brings : 0n))
  })

  test.each(['before', 'after'] as const)('is never worse than its limit where the price moved %s it was sealed', async (moment) => {
    const { brings, least, given, came, gone, end } = await whileMoved(name, 1_000, moment)
    expect([end, gone]).toEqual(['done', given])
    expect(came).toBeGreaterThanOrEqual(least)
    expect(came).toBeLessThan(brings)
  })

  test('brings more where the price moved for it', async () => {
    const { brings, came } = await whileMoved(name, -1_000, 'after')
    expect(came).toBeGreaterThan(brings)
  })

  test('is done whole or not at all: nothing where only a part of it fits by then', async () => {
    const { came, gone, spent, fee, end } = await whileMoved(name, halfway(stage.deed(name)), 'after')
    expect([came, gone, spent, end]).toEqual([0n, 0n, fee, 'SlippageTooHigh'])
  })

  test.each(['before', 'after'].flatMap((moment) => [20_000, 400_000].map((millionths) => ({ moment: moment as 'before', millionths }))))(
    'does nothing where the price moved by $millionths millionths $moment it was sealed: no more than the fees is gone',
    async ({ moment, millionths }) => {
      const { came, gone, spent, fee, end } = await whileMoved(name, millionths, moment)
      expect([came, gone, spent]).toEqual([0n, 0n, fee])
      expect(end).toMatch(/^(SlippageTooHigh|PriceLimitExceeded)$/)
    },
  )
})

describe.each(deedNames(({ name, parts }) => name !== ACROSS && parts))('%s in an envelope, in part', (name) => {
  test('is done as far as it fits by then, at its limit or better, and the rest stays', async () => {
    const { given, came, gone, end, fair } = await whileMoved(name, halfway(stage.deed(name)), 'after', { partial: true })
    expect(end).toBe('done')
    expect(gone).toBeGreaterThan(given / 10n)
    expect(gone).toBeLessThan(given)
    expect(came).toBeGreaterThanOrEqual(fair(gone))
  })
})
