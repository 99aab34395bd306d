import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeNumber } from './free'

/** Asks over these taken numbers, and counts how often. */
async function over(taken: ReadonlySet<number>): Promise<{ found: number; asked: number }> {
  let asked = 0
  const found = await freeNumber(async (n) => {
    asked++
    return !taken.has(n)
  })
  return { found, asked }
}
const upTo = (count: number) => new Set(Array.from({ length: count }, (_, n) => n))

test('after accounts in a row comes the next number, however many there are, and few are asked for', async () => {
  for (const count of [0, 1, 2, 7, 8, 9, 15, 16, 17, 100, 9_999, 20_000]) {
    const { found, asked } = await over(upTo(count))
    expect(found, String(count)).toBe(count)
    expect(asked, String(count)).toBeLessThan(40)
  }
})

test('the first gap among few is taken', async () => {
  for (const gap of [0, 1, 4, 7]) {
    const taken = upTo(30)
    taken.delete(gap)
    expect((await over(taken)).found).toBe(gap)
  }
})

test('whatever is taken, the number that is found is free', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(200), { maxLength: 150 }), async (numbers) => {
      const taken = new Set(numbers)
      expect(taken.has((await over(taken)).found)).toBe(false)
    }),
  )
})
