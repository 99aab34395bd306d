import process from 'node:process'

export type Chance = { seed: number; between(least: number, most: number): number; whole(least: number, most: number): number }

/**
 * Chance that happens again: the same seed makes the same numbers (mulberry32). KLUIS_SEED chooses another one.
 * What depends on time, such as where a kill falls, is not the same twice all the same.
 */
export function createChance(seed = Number(process.env.KLUIS_SEED ?? 20_260_801)): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  console.log(`seed ${seed} (KLUIS_SEED chooses another one)`)
  return {
    seed,
    between: (least, most) => least + next() * (most - least),
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
  }
}

export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
