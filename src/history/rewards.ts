import { spotOf } from '../units'
import type { Place } from './series'
import { chainOf, type Day, type Values } from './values'

type Held = { alphaRao: bigint; priceRao: bigint }
/**
 * A change of value, told apart: what came of more alpha, at the price afterwards, and what came of another price, on the alpha before.
 * The two sum up to the whole, in rao. Less alpha, and a lower price, are negative.
 */
export function splitChange(before: Held, after: Held): { alphaPartRao: bigint; pricePartRao: bigint } {
  const between = spotOf(before.alphaRao, after.priceRao)
  return {
    alphaPartRao: spotOf(after.alphaRao, after.priceRao) - between,
    pricePartRao: between - spotOf(before.alphaRao, before.priceRao),
  }
}

type Kept = Day['positions'][number]
/** The chain keeps stakes as shares of a whole: so much comes and goes in rounding, in rao. */
const ROUNDING = 10n
/** Epochs do not pay alike: so many times what the last one paid may be a reward. */
const SWING = 3n

/**
 * Whether a change of alpha within so many blocks may be what epochs paid: `no`, because it is less alpha or more than they pay, or
 * `untold`, because nobody said what they pay. @param before, after absent: there was none
 */
export function isExplained(before: Kept | undefined, after: Kept | undefined, blocks: number): 'yes' | 'no' | 'untold' {
  const more = BigInt(after?.[2] ?? 0) - BigInt(before?.[2] ?? 0)
  if (more === 0n) return 'yes'
  if (!before || !after || more < -ROUNDING) return 'no'
  if (more <= ROUNDING) return 'yes'
  const told = [before, after].filter(([, , , , paid, tempo]) => paid !== null && tempo !== null)
  if (!told.length) return 'untold'
  const most = told.reduce((largest, [, , , , paid]) => (BigInt(paid ?? 0) > largest ? BigInt(paid ?? 0) : largest), 0n)
  const tempo = Math.max(1, Math.min(...told.map((each) => each[5] ?? Number.MAX_SAFE_INTEGER)))
  return more <= most * BigInt(Math.floor(blocks / tempo) + 1) * SWING + ROUNDING ? 'yes' : 'no'
}

/** `rewards`: what epochs paid. `own`: the person traded or moved it meanwhile. `unknown`: more or less came than epochs explain. */
type StretchKind = 'rewards' | 'own' | 'unknown'
/** What became of a position from one time at which it was seen to the next. */
type Stretch = {
  fromAt: number
  at: number
  kind: StretchKind
  alphaBeforeRao: bigint
  alphaRao: bigint
  /** Rao of TAO for a whole alpha at the end of it. */
  priceRao: bigint
  alphaPartRao: bigint
  pricePartRao: bigint
}
/** Of one position, in rao. The value at the end is that at the beginning and the four parts, exactly. */
type Rewards = {
  fromAt: number
  at: number
  beforeRao: bigint
  afterRao: bigint
  /** Alpha of rewards, and what it came to in TAO when it was seen. */
  rewardAlphaRao: bigint
  rewardRao: bigint
  priceRao: bigint
  ownRao: bigint
  unknownRao: bigint
  /** The oldest first. */
  stretches: Stretch[]
}

/**
 * Rewards of one position since it was first seen, apart from the price, from own trades and from what nobody explains.
 * @param touched whether something that the person signed may have changed its alpha after the first block, up to the second
 * @returns null where it was not seen twice, and for root, which pays nothing into the stake itself
 */
export function rewardsOf(
  values: Values,
  place: Place,
  id: string,
  of: { netuid: number; hotkey: string },
  touched: (afterBlock: number, untilBlock: number) => boolean,
  now: number,
): Rewards | null {
  const chain = chainOf(values, place.network, place.genesisHash)
  const hotkeyAt = chain?.hotkeys.indexOf(of.hotkey) ?? -1
  const days = (chain && Object.hasOwn(chain.accounts, id) ? chain.accounts[id] : undefined)?.days ?? []
  if (of.netuid === 0 || hotkeyAt < 0) return null
  const seen: { at: number; block: number; kept: Kept | undefined }[] = []
  for (const { at, block, positions, rest } of days) {
    const kept = positions.find(([netuid, hotkey]) => netuid === of.netuid && hotkey === hotkeyAt)
    const last = seen.at(-1)
    // Among many it may have been too small to be kept by itself, which is not the same as none. A clock or a chain may have gone back.
    if ((!kept && rest) || at > now || (last ? at < last.at || block <= last.block : !kept)) continue
    seen.push({ at, block, kept })
  }
  const stretches: Stretch[] = []
  for (const [index, { at, block, kept }] of seen.entries()) {
    const before = seen[index - 1]
    if (!before || (!before.kept && !kept)) continue
    const [price, then] = [kept?.[3] ?? before.kept?.[3] ?? 0, before.kept?.[3] ?? kept?.[3] ?? 0]
    const one = { alphaRao: BigInt(before.kept?.[2] ?? 0), priceRao: BigInt(then) }
    const other = { alphaRao: BigInt(kept?.[2] ?? 0), priceRao: BigInt(price) }
    const kind = touched(before.block, block)
      ? 'own'
      : isExplained(before.kept, kept, block - before.block) === 'yes'
        ? 'rewards'
        : 'unknown'
    stretches.push({
      ...{ fromAt: before.at, at, kind },
      ...{ alphaBeforeRao: one.alphaRao, alphaRao: other.alphaRao, priceRao: other.priceRao },
      ...splitChange(one, other),
    })
  }
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (!first || !last) return null
  const sum = (part: (each: Stretch) => bigint) => stretches.reduce((all, each) => all + part(each), 0n)
  const partOf = (wanted: StretchKind) => sum(({ kind, alphaPartRao }) => (kind === wanted ? alphaPartRao : 0n))
  const start = seen[0]?.kept
  return {
    ...{ fromAt: first.fromAt, at: last.at },
    beforeRao: spotOf(BigInt(start?.[2] ?? 0), BigInt(start?.[3] ?? 0)),
    afterRao: spotOf(last.alphaRao, last.priceRao),
    rewardAlphaRao: sum(({ kind, alphaRao, alphaBeforeRao }) => (kind === 'rewards' ? alphaRao - alphaBeforeRao : 0n)),
    rewardRao: partOf('rewards'),
    priceRao: sum(({ pricePartRao }) => pricePartRao),
    ownRao: partOf('own'),
    unknownRao: partOf('unknown'),
    stretches,
  }
}
