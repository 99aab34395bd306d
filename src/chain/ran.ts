/** The calls of an extrinsic, each by its path: which one of those inside which. Wrappers only hold others. */
export type Calls = {
  calls: readonly { path: readonly number[] }[]
  wrappers: readonly { path: readonly number[]; call: string }[]
}
/** An event of the Utility pallet: its name and, where one has it, which item it is about. */
export type UtilityEvent = { name: string; index: number | undefined }
/** How far the events are used up, and which calls ran until then, by their places in `calls`. */
type Way = { at: number; ran: readonly number[] }

/** More than this is no extrinsic that anybody was shown. */
const MOST_STEPS = 20_000

/**
 * Which calls of an extrinsic that succeeded ran, as the events of its wrappers tell (chain.md 8). A call that fails takes its events
 * with it, so every way in which it can have gone is tried, and only one that uses up all of them counts.
 * @param events those of the Utility pallet, in the order in which they were made
 * @returns for each of `calls` whether it ran; null where no way, or more than one, fits
 */
export function ranOf({ calls, wrappers }: Calls, events: readonly UtilityEvent[]): boolean[] | null {
  const key = (path: readonly number[]) => path.join('.')
  const leaves = new Map(calls.map(({ path }, i) => [key(path), i]))
  const names = new Map(wrappers.map(({ path, call }) => [key(path), call]))
  let steps = 0

  /** The calls that a wrapper holds, by their paths. */
  function heldBy(path: readonly number[]): (readonly number[])[] {
    const held: (readonly number[])[] = []
    for (let each = [...path, 0]; leaves.has(key(each)) || names.has(key(each)); each = [...path, held.length]) held.push(each)
    return held
  }
  /** Those of the ways that this event is the next of. */
  const past = (ways: readonly Way[], name: string, index?: number): Way[] =>
    ways
      .filter(({ at }) => events[at]?.name === name && (index === undefined || events[at]?.index === index))
      .map(({ at, ran }) => ({ at: at + 1, ran }))
  /** The ways in which the call at `path` can have succeeded, after each of these. */
  const after = (ways: readonly Way[], path: readonly number[]): Way[] => ways.flatMap((way) => succeeded(path, way))

  function succeeded(path: readonly number[], way: Way): Way[] {
    if (++steps > MOST_STEPS) return []
    const leaf = leaves.get(key(path))
    if (leaf !== undefined) return [{ at: way.at, ran: [...way.ran, leaf] }]
    const held = heldBy(path)
    let ways: Way[] = [way]
    const ended: Way[] = []
    switch (names.get(key(path))) {
      case 'Utility.batch_all':
        for (const each of held) ways = past(after(ways, each), 'ItemCompleted')
        return past(ways, 'BatchCompleted')
      case 'Utility.batch':
        for (const [i, each] of held.entries()) {
          ended.push(...past(ways, 'BatchInterrupted', i))
          ways = past(after(ways, each), 'ItemCompleted')
        }
        return [...ended, ...past(ways, 'BatchCompleted')]
      case 'Utility.force_batch':
        for (const each of held) ways = [...past(ways, 'ItemFailed'), ...past(after(ways, each), 'ItemCompleted')]
        return [...past(ways, 'BatchCompleted'), ...past(ways, 'BatchCompletedWithErrors')]
      case 'Utility.if_else': {
        const [main = [], fallback = []] = held
        if (held.length !== 2) return []
        return [...past(after(ways, main), 'IfElseMainSuccess'), ...past(after(ways, fallback), 'IfElseFallbackCalled')]
      }
      default:
        return []
    }
  }

  const whole = succeeded([], { at: 0, ran: [] }).filter(({ at }) => at === events.length)
  const [first] = whole
  if (!first || steps > MOST_STEPS || whole.some(({ ran }) => key(ran) !== key(first.ran))) return null
  const ran = new Set(first.ran)
  return calls.map((_, i) => ran.has(i))
}
