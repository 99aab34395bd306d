import { type Portfolio, ROOT, spotRao } from './portfolio'

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
/** How long an answer is good enough not to ask again, in milliseconds; and how long it is where the price moved. */
const FRESH = 600_000
const RESTLESS = 60_000
/** By which part an amount or a price may have changed: a thousandth. */
const PART = 1_000n

const near = (a: bigint, b: bigint) => (a > b ? a - b : b - a) * PART <= (a > b ? a : b)

/** Whether an answer of that time still says what is so. @param now in milliseconds; a clock that went back tells nothing of its age */
export const isFresh = (at: number, now: number): boolean => now >= at && now - at < FRESH

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
 * What to ask next. Where all fits, all of it: then what is told is of one block. Of more, first what was never answered, in the order
 * given, which is the order of its weight; then the oldest answers, and none that is still good: that lasts for a while, and where the
 * price moved for a minute. No amount twice. Without a price nothing is asked, for no answer could be held against it.
 * @param known answers by netuid
 * @param most how many at once
 */
export function exitsToAsk(
  questions: readonly Question[],
  known: ReadonlyMap<number, readonly Exit[]>,
  now: number,
  most: number,
): Question[] {
  const can = questions.filter(({ netuid, alphaRao, priceRao }) => netuid !== ROOT && alphaRao > 0n && priceRao !== undefined)
  const all = [...new Map(can.toReversed().map((each) => [`${each.netuid}/${each.alphaRao}`, each])).values()].toReversed()
  if (all.length <= most) return all
  const never: Question[] = []
  const again: { question: Question; at: number }[] = []
  for (const question of all) {
    const { netuid, alphaRao, priceRao = 0n } = question
    const had = exitOf(known.get(netuid), alphaRao)
    if (!had) never.push(question)
    else if (!isFresh(had.at, now) || (now - had.at >= RESTLESS && !near(had.priceRao, priceRao))) again.push({ question, at: had.at })
  }
  // An answer from the future is as old as can be.
  const since = ({ at }: { at: number }) => (at > now ? 0 : at)
  again.sort((a, b) => since(a) - since(b))
  return [...never, ...again.map(({ question }) => question)].slice(0, most)
}

/** Keeps an answer in the place of those that it makes old; the oldest beyond some go. */
export function rememberExit(known: readonly Exit[], exit: Exit): Exit[] {
  const others = known.filter((each) => !near(each.alphaRao, exit.alphaRao))
  return [exit, ...others.sort((a, b) => b.at - a.at)].slice(0, KEPT)
}

/** What would be there if all that is not locked were sold now. */
export type Sold = {
  /** What is free, reserved and on root, and what the known sales return. What is locked or held counts as nothing. */
  rao: bigint
  /** Spot value of the same positions, with what is locked of them: each at the price at which its sale was simulated, so that both belong together. */
  spot: bigint
  /** Positions of which it is known, and how many there are. */
  known: number
  of: number
  /** Known ones of which nothing can be sold. */
  stuck: number
  /** When the oldest answer in it was asked; null without any. */
  at: number | null
}

/** Adds up what is known. All that can be sold of a subnet is sold at once, because every sale moves the price of the next. */
export function soldNow(portfolio: Portfolio, known: ReadonlyMap<number, readonly Exit[]>): Sold {
  const { free, reserved, root, parts, sellableOn } = portfolio
  const rao = free + reserved + (sellableOn.get(ROOT) ?? 0n)
  const sold: Sold = { rao, spot: free + reserved + root, known: 0, of: parts.length, stuck: 0, at: null }
  const exits = new Map<number, Exit | undefined>()
  for (const [netuid, alphaRao] of sellableOn) if (netuid !== ROOT && alphaRao > 0n) exits.set(netuid, exitOf(known.get(netuid), alphaRao))
  for (const exit of exits.values()) {
    if (!exit) continue
    sold.rao += exit.taoRao ?? 0n
    sold.at = sold.at === null ? exit.at : Math.min(sold.at, exit.at)
  }
  for (const { netuid, spot, alphaRao, sellableRao } of parts) {
    const exit = exits.get(netuid)
    // Where all of it is locked there is nothing to ask.
    if (netuid !== ROOT && exits.has(netuid) && !exit) continue
    sold.known++
    if (netuid !== ROOT) sold.spot += (exit ? spotRao(alphaRao, exit.priceRao) : spot) ?? 0n
    if (exit?.taoRao === null || (sellableRao === 0n && alphaRao > 0n)) sold.stuck++
  }
  return sold
}

/** What to ask about a portfolio: what can be sold of each subnet's alpha, the most valuable first. */
export function questionsOf({ parts, sellableOn }: Portfolio): Question[] {
  const worth = new Map<number, bigint>()
  const prices = new Map<number, bigint>()
  for (const { netuid, spot, priceRao } of parts) {
    if (netuid === ROOT) continue
    worth.set(netuid, (worth.get(netuid) ?? 0n) + (spot ?? 0n))
    if (priceRao !== null) prices.set(netuid, priceRao)
  }
  return [...worth]
    .sort(([a, left], [b, right]) => (left === right ? a - b : left > right ? -1 : 1))
    .map(([netuid]) => ({ netuid, alphaRao: sellableOn.get(netuid) ?? 0n, priceRao: prices.get(netuid) }))
}
