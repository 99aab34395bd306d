import { type Portfolio, ROOT } from './portfolio'

/**
 * What selling an amount of a subnet's alpha would have returned at one block, as the chain itself simulated it.
 * `taoRao` null: it could not be sold. `feeAlphaRao` is part of the amount; `slippageRao` is what it gives less than at the spot price, fee and all.
 */
export type Exit = {
  alphaRao: bigint
  priceRao: bigint
  taoRao: bigint | null
  feeAlphaRao: bigint
  slippageRao: bigint
  block: number
  /** When it was asked, in milliseconds. */
  at: number
}
/** An amount of alpha of which somebody wants to know what it would return. */
export type Question = { netuid: number; alphaRao: bigint; priceRao: bigint | undefined }

/** Answers to different amounts that are kept of one subnet: the total, and some accounts and positions of it. */
const KEPT = 24
/** How long an answer is good enough not to ask again, in milliseconds. */
const FRESH = 600_000
/** By which part an amount or a price may have changed: a thousandth. */
const PART = 1_000n

const near = (a: bigint, b: bigint) => (a > b ? a - b : b - a) * PART <= (a > b ? a : b)

/**
 * The answer that fits an amount: that to the nearest amount, and of those the newest. One to an amount that is more than a thousandth
 * off is none; the price may have changed since, which is why an answer carries its time.
 */
export function exitOf(known: readonly Exit[] | undefined, alphaRao: bigint): Exit | undefined {
  let best: Exit | undefined
  const far = (each: Exit) => (each.alphaRao > alphaRao ? each.alphaRao - alphaRao : alphaRao - each.alphaRao)
  for (const each of known ?? []) {
    if (!near(each.alphaRao, alphaRao)) continue
    if (!best || far(each) < far(best) || (far(each) === far(best) && each.at > best.at)) best = each
  }
  return best
}

/**
 * What to ask next: no amount twice, none whose answer is still good, and in the order given, which is the order of their weight.
 * @param known answers by netuid
 * @param most how many at once
 */
export function exitsToAsk(
  questions: readonly Question[],
  known: ReadonlyMap<number, readonly Exit[]>,
  now: number,
  most: number,
): Question[] {
  const asked = new Set<string>()
  const made: Question[] = []
  for (const question of questions) {
    if (made.length >= most) break
    const { netuid, alphaRao, priceRao } = question
    const key = `${netuid}/${alphaRao}`
    if (netuid === 0 || alphaRao === 0n || asked.has(key)) continue
    const had = exitOf(known.get(netuid), alphaRao)
    const good = had && now - had.at < FRESH && now >= had.at && (priceRao === undefined || near(had.priceRao, priceRao))
    if (good) continue
    asked.add(key)
    made.push(question)
  }
  return made
}

/** Keeps an answer in the place of those that it makes old; the oldest beyond some go. */
export function rememberExit(known: readonly Exit[], exit: Exit): Exit[] {
  const others = known.filter((each) => !near(each.alphaRao, exit.alphaRao))
  return [exit, ...others.sort((a, b) => b.at - a.at)].slice(0, KEPT)
}

/** What would be there if all were sold now. */
export type Sold = {
  /** What is free, reserved and on root, and what the known sales return. */
  rao: bigint
  /** Spot value of the same. */
  spot: bigint
  /** Positions of which it is known, and how many there are. */
  known: number
  of: number
  /** Known ones that cannot be sold. */
  stuck: number
  /** When the oldest answer in it was asked; null without any. */
  at: number | null
}

/** Adds up what is known. All of a subnet's alpha is sold at once, because every sale moves the price of the next. */
export function soldNow(portfolio: Portfolio, known: ReadonlyMap<number, readonly Exit[]>): Sold {
  const { free, reserved, root, parts, alphaOn } = portfolio
  const sold: Sold = { rao: free + reserved + root, spot: free + reserved + root, known: 0, of: parts.length, stuck: 0, at: null }
  const exits = new Map([...alphaOn].map(([netuid, alphaRao]) => [netuid, exitOf(known.get(netuid), alphaRao)]))
  for (const exit of exits.values()) {
    if (!exit) continue
    sold.rao += exit.taoRao ?? 0n
    sold.at = sold.at === null ? exit.at : Math.min(sold.at, exit.at)
  }
  for (const { netuid, spot } of parts) {
    const exit = exits.get(netuid)
    if (netuid !== ROOT && !exit) continue
    sold.known++
    if (netuid === ROOT) continue
    sold.spot += spot ?? 0n
    if (exit?.taoRao === null) sold.stuck++
  }
  return sold
}

/** What to ask about a portfolio: each subnet's alpha, the most valuable first. */
export function questionsOf({ parts, alphaOn }: Portfolio): Question[] {
  const worth = new Map<number, bigint>()
  const prices = new Map<number, bigint>()
  for (const { netuid, spot, priceRao } of parts) {
    if (netuid === ROOT) continue
    worth.set(netuid, (worth.get(netuid) ?? 0n) + (spot ?? 0n))
    if (priceRao !== null) prices.set(netuid, priceRao)
  }
  return [...worth]
    .sort(([a, left], [b, right]) => (left === right ? a - b : left > right ? -1 : 1))
    .map(([netuid]) => ({ netuid, alphaRao: alphaOn.get(netuid) ?? 0n, priceRao: prices.get(netuid) }))
}
