import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitOf, movedBy, parsePercent, partThatFits } from './tolerance'

test('an order moves the price as far as a pool that keeps its product says, to a millionth', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.2, noNaN: true }), fc.constantFrom('buy' as const, 'sell' as const), (share, side) => {
      // A share of what the pool holds is paid in: the whole is so much worse than the price, the price at the end is the square away.
      const impact = share / (1 + share)
      const end = side === 'buy' ? (1 + share) ** 2 - 1 : 1 - 1 / (1 + share) ** 2
      const told = movedBy(side, Math.round(impact * 1_000_000))
      expect(Math.abs(told - end * 1_000_000)).toBeLessThanOrEqual(3)
    }),
  )
  expect([movedBy('buy', 0), movedBy('sell', 0)]).toEqual([0, 0])
})

test('half of the tolerance as a whole is all of it in the end', () => {
  expect(movedBy('sell', 2_500)).toBeGreaterThan(4_900)
  expect(movedBy('buy', 2_500)).toBeGreaterThan(5_000)
})

test('a percentage is read as a person writes it, within its bounds', () => {
  expect(['0.5', '0,5', '50', '0.01', ' 2 '].map(parsePercent)).toEqual([5_000, 5_000, 500_000, 100, 20_000])
  for (const wrong of ['', '0', '0.001', '51', '-1', 'x', '1.234']) expect(parsePercent(wrong), wrong).toBeUndefined()
})

describe('of an order beyond its limit', () => {
  const amounts = fc.bigInt({ min: 10n ** 9n, max: 10n ** 15n })
  const isDust = () => false
  type Told = { receives: string | null; least: string | null; impact: number }
  /** What a pool that holds so much tells: outputs are cut off, shares are of what it holds. */
  const told =
    (holds: bigint) =>
    (rao: bigint): Told => {
      const receives = (rao * holds) / (holds + rao)
      return { receives: String(receives), least: '0', impact: Number(((rao - receives) * 1_000_000n + rao - 1n) / rao) }
    }
  test('the part that is told to fit does, is nearly all that does, and takes few questions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('buy' as const, 'sell' as const, 'swap' as const),
        amounts,
        fc.double({ min: 0.001, max: 5, noNaN: true }),
        fc.integer({ min: 1_000, max: 500_000 }),
        async (kind, rao, share, tolerance) => {
          const of = told(BigInt(Math.round(Number(rao) / share)))
          const movedOf = ({ impact }: Told) => (kind === 'swap' ? impact : movedBy(kind, impact))
          const asked: bigint[] = []
          const ask = async (less: bigint) => {
            asked.push(less)
            return of(less)
          }
          const whole = { rao, told: of(rao) }
          const part = await partThatFits<Told>(whole, { kind, tolerance, movedOf, isDust, ask })
          expect(part.told).toEqual(of(part.rao))
          expect(movedOf(part.told)).toBeLessThanOrEqual(tolerance)
          const sure = kind === 'swap' ? tolerance : tolerance * (1 - tolerance / 11_000_000)
          if (fitOf(whole.told, movedOf(whole.told), sure) !== 'not') {
            expect([part, asked]).toEqual([whole, []])
            return
          }
          expect(part.rao).toBeLessThan(rao)
          expect(movedOf(part.told)).toBeGreaterThan(tolerance * (0.95 - tolerance / 8_000_000))
          expect(asked.length).toBeLessThanOrEqual(2)
        },
      ),
    )
  })
  test('where its pool cannot take the whole, the part is found in few questions, up to what the pool takes where the limit is further', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('buy' as const, 'sell' as const, 'swap' as const),
        fc.double({ min: 0.05, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 1_000, noNaN: true }),
        fc.integer({ min: 1_000, max: 500_000 }),
        async (kind, takes, beyond, tolerance) => {
          const holds = 10n ** 13n
          const most = BigInt(Math.round(Number(holds) * takes))
          const rao = BigInt(Math.round(Number(most) * beyond)) + 1n
          const of = (less: bigint): Told => (less > most ? { receives: null, least: null, impact: 0 } : told(holds)(less))
          const movedOf = ({ impact }: Told) => (kind === 'swap' ? impact : movedBy(kind, impact))
          let asked = 0
          const ask = async (less: bigint) => {
            asked += 1
            return of(less)
          }
          const part = await partThatFits<Told>({ rao, told: of(rao) }, { kind, tolerance, movedOf, isDust, ask })
          expect(asked).toBeLessThanOrEqual(8)
          expect(part.told.receives).not.toBeNull()
          expect(movedOf(part.told)).toBeLessThanOrEqual(tolerance)
          expect(movedOf(part.told) > tolerance * 0.88 || part.rao > (most * 6n) / 10n).toBe(true)
        },
      ),
    )
  })
  test('the part does not pass its limit in a pool of any weights', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('buy' as const, 'sell' as const),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.001, max: 5, noNaN: true }),
        fc.integer({ min: 1_000, max: 500_000 }),
        async (side, weight, share, tolerance) => {
          // Balancer, chain.md 6.1: what stays of the one side of what goes out, when so much is paid into the other, and the price then.
          const [holds, power] = [1e13, weight / (1 - weight)]
          const left = (rao: bigint) => holds / (holds + Number(rao))
          const end = (rao: bigint) => (side === 'buy' ? left(rao) ** -(1 + power) - 1 : 1 - left(rao) ** (1 + power)) * 1_000_000
          const told = (rao: bigint): Told => {
            const worth = ((1 - left(rao) ** power) / power / (Number(rao) / holds)) * 1_000_000
            return { receives: '1', least: '0', impact: Math.min(Math.max(Math.ceil(1_000_000 - worth), 0), 1_000_000) }
          }
          const rao = BigInt(Math.round(holds * share))
          const movedOf = ({ impact }: Told) => movedBy(side, impact)
          const part = await partThatFits<Told>(
            { rao, told: told(rao) },
            { kind: side, tolerance, movedOf, isDust, ask: async (rao) => told(rao) },
          )
          expect(end(part.rao)).toBeLessThanOrEqual(tolerance)
          expect(part.rao === rao || end(part.rao) > tolerance * 0.85).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })
  test('what is too small shows how far down to look, and nothing is asked of a whole that is', async () => {
    const holds = 10n ** 13n
    const asked: bigint[] = []
    const ask = async (rao: bigint): Promise<Told> => {
      asked.push(rao)
      const can = rao >= 2n * 10n ** 10n && rao <= holds
      return can ? told(holds)(rao) : { receives: null, least: null, impact: 0 }
    }
    const judge = { kind: 'swap' as const, tolerance: 5_000, movedOf: ({ impact }: Told) => impact, ask }
    const none = { receives: null, least: null, impact: 0 }
    const isSmall = (_: Told, rao: bigint) => rao < 2n * 10n ** 10n
    const part = await partThatFits<Told>({ rao: 8n * holds + 1n, told: none }, { ...judge, isDust: isSmall })
    expect(part.told.receives).not.toBeNull()
    expect(part.told.impact).toBeLessThanOrEqual(5_000)
    asked.length = 0
    const whole = { rao: 10n ** 9n, told: none }
    expect(await partThatFits<Told>(whole, { ...judge, isDust: isSmall })).toBe(whole)
    expect(asked).toEqual([])
  })
  test('where no part is found it is told of the whole, which does not fit', async () => {
    const whole = { rao: 10n ** 9n, told: { receives: '1', least: '2' } }
    const of = (moved: number) => ({ tolerance: 5_000, movedOf: () => moved, isDust, ask: async () => whole.told })
    for (const kind of ['buy', 'sell', 'swap'] as const)
      for (const moved of [0, 9_000, 1_000_000]) expect(await partThatFits(whole, { kind, ...of(moved) })).toBe(whole)
  })
})
