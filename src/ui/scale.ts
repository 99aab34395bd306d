/** Steps that a height is divided into: finer than any screen, and small enough for a float. */
const STEPS = 10_000n

/**
 * How high a value stands between two others, from 0 to 1. Divided as bigint first: what becomes a float is at most 10,000, so that
 * values of any size lie where they belong to a ten-thousandth of the height. For drawing only.
 */
export function heightOf(value: bigint, low: bigint, high: bigint): number {
  if (high <= low) return 0.5
  const step = ((value - low) * STEPS) / (high - low)
  return Number(step < 0n ? 0n : step > STEPS ? STEPS : step) / Number(STEPS)
}

/**
 * The values that a chart reaches from and to. It begins at the lowest, less some air, so that changes can be seen; at zero where zero
 * is near. A flat line gets air on both sides.
 */
export function reachOf(values: readonly bigint[]): { low: bigint; high: bigint } {
  const [first = 0n] = values
  const [least, most] = values.reduce(([low, high], each) => [each < low ? each : low, each > high ? each : high], [first, first])
  const air = most === least ? most / 10n + 1n : (most - least) / 8n + 1n
  const low = least - air
  return { low: low < 0n && least >= 0n ? 0n : low, high: most + air }
}

/**
 * Percent of each part with one decimal, as whole tenths that sum to exactly 1,000: the largest remainders are rounded up.
 * All of nothing is nothing.
 */
export function tenthsOf(parts: readonly bigint[]): number[] {
  const sum = parts.reduce((all, each) => all + each, 0n)
  if (sum <= 0n) return parts.map(() => 0)
  const down = parts.map((each) => Number((each * 1_000n) / sum))
  let left = 1_000 - down.reduce((all, each) => all + each, 0)
  const order = parts
    .map((each, at) => ({ at, rest: (each * 1_000n) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
  for (const { at } of order) {
    if (left-- <= 0) break
    down[at] = (down[at] ?? 0) + 1
  }
  return down
}

export type Dot = { at: number; value: bigint }
/** A stretch of a line; `seen`: whether what lies between its dots was looked at often enough to be drawn as known. */
export type Stretch = { seen: boolean; dots: { x: number; y: number }[] }
/**
 * Where dots lie in a chart of a width and a height, in stretches: wherever nothing was seen for longer than `gap`, what lies between is
 * a stretch of its own. One dot becomes a level line, so that it can be seen.
 */
export function stretchesOf(dots: readonly Dot[], width: number, height: number, gap: number): Stretch[] {
  const [first, last] = [dots[0], dots.at(-1)]
  if (!first || !last) return []
  const { low, high } = reachOf(dots.map(({ value }) => value))
  const time = last.at - first.at
  const tenth = (each: number) => Math.round(each * 10) / 10
  const placed = dots.map(({ at, value }) => ({
    at,
    x: time > 0 ? tenth(((at - first.at) / time) * width) : 0,
    y: tenth((1 - heightOf(value, low, high)) * height),
  }))
  if (placed.length === 1) return [{ seen: true, dots: [0, width].map((x) => ({ x, y: placed[0]?.y ?? 0 })) }]
  const stretches: Stretch[] = []
  placed.slice(1).forEach((dot, before) => {
    const from = placed[before] as (typeof placed)[number]
    const seen = dot.at - from.at <= gap
    const open = stretches.at(-1)
    const place = { x: dot.x, y: dot.y }
    if (open?.seen && seen) open.dots.push(place)
    else stretches.push({ seen, dots: [{ x: from.x, y: from.y }, place] })
  })
  return stretches
}
