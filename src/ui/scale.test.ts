import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heightOf, reachOf, stretchesOf, tenthsOf } from './scale'

const rao = fc.bigInt({ min: 0n, max: 10n ** 39n })

test('a higher value never stands lower, the lowest stands on the ground and the highest at the top', () => {
  fc.assert(
    fc.property(fc.array(rao, { minLength: 2 }), (values) => {
      const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      const [low = 0n, high = 0n] = [sorted[0], sorted.at(-1)]
      const heights = sorted.map((each) => heightOf(each, low, high))
      expect(heights).toEqual(heights.toSorted((a, b) => a - b))
      if (low !== high) expect([heights[0], heights.at(-1)]).toEqual([0, 1])
      else expect(new Set(heights)).toEqual(new Set([0.5]))
    }),
  )
})

test('values beyond what a float holds exactly are still told apart', () => {
  const base = 10n ** 38n
  expect(heightOf(base + 5n, base, base + 10n)).toBe(0.5)
})

test('every value lies within the reach, which never goes below zero by itself', () => {
  fc.assert(
    fc.property(fc.array(rao, { minLength: 1 }), (values) => {
      const { low, high } = reachOf(values)
      expect(values.every((each) => low <= each && each < high)).toBe(true)
      expect(low >= 0n).toBe(true)
    }),
  )
})

test('percents sum to exactly 100.0, none is off by more than a tenth, and a larger part never reads smaller', () => {
  fc.assert(
    fc.property(fc.array(rao, { minLength: 1, maxLength: 130 }), (parts) => {
      const sum = parts.reduce((all, each) => all + each, 0n)
      const tenths = tenthsOf(parts)
      expect(tenths.reduce((all, each) => all + each, 0)).toBe(sum > 0n ? 1_000 : 0)
      parts.forEach((part, at) => {
        if (sum > 0n) expect(Math.abs((tenths[at] ?? 0) - Number((part * 1_000n) / sum))).toBeLessThanOrEqual(1)
        parts.forEach((other, there) => {
          if (other > part) expect(tenths[there] ?? 0).toBeGreaterThanOrEqual(tenths[at] ?? 0)
        })
      })
    }),
  )
  expect(tenthsOf([1n, 1n, 1n])).toEqual([334, 333, 333])
  expect(tenthsOf([0n, 0n])).toEqual([0, 0])
  expect(tenthsOf([])).toEqual([])
})

test('a chart begins at its left and ends at its right, breaks where nothing was seen, and shows one value as a level line', () => {
  const dots = [0, 10, 20, 100, 110].map((at, n) => ({ at, value: BigInt(n) }))
  const stretches = stretchesOf(dots, 320, 80, 10)
  expect(stretches.map(({ seen, dots }) => [seen, dots.length])).toEqual([
    [true, 3],
    [false, 2],
    [true, 2],
  ])
  expect(stretches[0]?.dots[0]?.x).toBe(0)
  expect(stretches.at(-1)?.dots.at(-1)?.x).toBe(320)
  const flat = stretchesOf([{ at: 5, value: 7n }], 320, 80, 10)
  expect(flat).toEqual([
    {
      seen: true,
      dots: [
        { x: 0, y: 40 },
        { x: 320, y: 40 },
      ],
    },
  ])
  expect(stretchesOf([], 320, 80, 10)).toEqual([])
  fc.assert(
    fc.property(fc.array(rao, { minLength: 1, maxLength: 60 }), (values) => {
      for (const { dots } of stretchesOf(
        values.map((value, at) => ({ at: at * 7, value })),
        320,
        80,
        7,
      ))
        for (const { x, y } of dots) {
          expect(x >= 0 && x <= 320 && y >= 0 && y <= 80).toBe(true)
        }
    }),
  )
})
