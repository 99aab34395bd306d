import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeEra, encodeEra, eraBirth, eraDeath, mortalEra } from './era'
import { KluisError } from './errors'
import { sameBytes } from './hex'

const period = fc.integer({ min: 2, max: 16 }).map((power) => 2 ** power)
const block = fc.integer({ min: 0, max: 2 ** 32 - 1 })

test('an era is read back from its two bytes', () => {
  fc.assert(
    fc.property(block, period, (current, blocks) => {
      const era = mortalEra(current, blocks)
      expect(decodeEra(encodeEra(era))).toEqual(era)
      expect(encodeEra(era)).toHaveLength(2)
    }),
  )
})

test('of all two bytes those of a real era are read and written back, all others refused', () => {
  const wrong: number[] = []
  let eras = 0
  for (let encoded = 0; encoded < 65_536; encoded++) {
    const bytes = Uint8Array.of(encoded & 255, encoded >> 8)
    // Substrate's rule: the low four bits say the period, the others the phase in quanta of period / 4096.
    const blocks = 2 << (encoded & 15)
    const phase = (encoded >> 4) * Math.max(blocks / 4_096, 1)
    const real = blocks >= 4 && phase < blocks
    if (real) eras++
    try {
      const era = decodeEra(bytes)
      if (!real || era?.period !== blocks || era.phase !== phase || !sameBytes(encodeEra(era), bytes)) wrong.push(encoded)
    } catch (error) {
      if (real || !(error instanceof KluisError) || error.code !== 'payload-invalid') wrong.push(encoded)
    }
  }
  expect(wrong).toEqual([])
  // 4 + 8 + … + 4096 of the periods up to 4,096, and 4,096 for each of the four longer ones.
  expect(eras).toBe(4 * (2 ** 11 - 1) + 4 * 4_096)
})

test('it lives for its period from its birth, and is dead after', () => {
  fc.assert(
    fc.property(block, period, (current, blocks) => {
      const era = mortalEra(current, blocks)
      const birth = eraBirth(era, current)
      const death = eraDeath(era, current)
      // Long periods are counted in quanta, so that the birth may lie a little before the block it was made for.
      expect(current - birth).toBeLessThan(Math.max(blocks / 4_096, 1))
      expect(birth).toBeLessThanOrEqual(current)
      expect(death).toBe(birth + blocks)
      for (const during of [birth, current, death - 1]) expect(eraDeath(era, during)).toBe(death)
      expect(eraBirth(era, death)).toBe(death)
    }),
  )
})

test('the known eras of Substrate', () => {
  expect(encodeEra({ period: 64, phase: 42 })).toEqual(Uint8Array.of(165, 2))
  expect(encodeEra({ period: 32_768, phase: 20_000 })).toEqual(Uint8Array.of(78, 156))
  expect(mortalEra(42, 64)).toEqual({ period: 64, phase: 42 })
  expect(eraBirth({ period: 4, phase: 3 }, 2)).toBe(3)
  expect(eraDeath({ period: 64, phase: 42 }, 1_000)).toBe(1_002)
})

test('a single zero is immortal, and nothing else is', () => {
  expect(decodeEra(Uint8Array.of(0))).toBeNull()
  for (const bytes of [[], [1], [0, 0], [165], [165, 2, 0]]) expect(() => decodeEra(Uint8Array.from(bytes))).toThrow('payload-invalid')
})

test('a period is a power of two from 4 to 65,536', () => {
  for (const wrong of [0, 1, 2, 3, 5, 63, 65, 65_535, 131_072, -4, 4.5, Number.NaN])
    expect(() => mortalEra(100, wrong), String(wrong)).toThrow('invalid-input')
})
