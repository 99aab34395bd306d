import { RAO_PER_TAO, spotOf } from '../units'

/** Netuid of root, where stake is TAO, one for one. */
export const ROOT = 0

/**
 * What alpha is worth at the spot price, rounded down. It is no promise: whoever sells moves the price and pays a fee.
 * @param priceRao rao of TAO for a whole alpha, undefined where nobody told it
 * @returns rao, undefined without a price
 */
export function spotRao(alphaRao: bigint, priceRao: bigint | undefined): bigint | undefined {
  return priceRao === undefined ? undefined : spotOf(alphaRao, priceRao)
}

/** One stake of one account. `heldBlocks`: for how many blocks more the chain lets none of it leave, as root stake may be held. */
export type Stake = { hotkey: string; netuid: number; alphaRao: bigint; heldBlocks?: number | undefined }
/** What one account has. `stakes` null: not read. `lockedAlpha` null: not told. */
export type Held = {
  id: string
  free: bigint
  reserved: bigint
  stakes: readonly Stake[] | null
  lockedAlpha: ReadonlyMap<number, bigint> | null
}
/** Stake with one hotkey on one subnet, of all accounts together. `spot` null without a price; `of` says whose it is. */
export type Part = {
  hotkey: string
  netuid: number
  alphaRao: bigint
  /** What of it could be sold: a lock holds a part of all that its account has on the subnet, whichever hotkey that is with. */
  sellableRao: bigint
  /** For how many blocks more some of it is held, 0 where none is: then all that an account has with the hotkey on root. */
  heldBlocks: number
  priceRao: bigint | null
  spot: bigint | null
  of: { id: string; alphaRao: bigint; spot: bigint | null }[]
}
/** What accounts have together, in rao. */
export type Portfolio = {
  free: bigint
  reserved: bigint
  /** Spot value of what is staked on root and on subnets, as far as there are prices. */
  root: bigint
  subnets: bigint
  /** free + reserved + root + subnets. */
  total: bigint
  /** Spot value of the stake that is locked or held. null: not told for some account, or without a price. */
  locked: bigint | null
  /** What is locked or held of it by subnet, never more than there is; of accounts of which it was told. */
  lockedOn: Map<number, bigint>
  /** Whether the stakes of every account were read. */
  whole: boolean
  /** The most valuable first; those without a price last. */
  parts: Part[]
  /** Alpha by subnet that could be sold, which is what is not locked or held; 0n where all of it is. On root TAO. */
  sellableOn: Map<number, bigint>
}

/**
 * What accounts have, and have together. Each stake is valued by itself and rounded down, and every sum is a sum of those: so the parts
 * of one account, of one subnet or of one hotkey always add up to what the whole says.
 */
export function portfolioOf(accounts: readonly Held[], prices: ReadonlyMap<number, bigint>): Portfolio {
  const parts = new Map<string, Part>()
  const made: Portfolio = {
    free: 0n,
    reserved: 0n,
    root: 0n,
    subnets: 0n,
    total: 0n,
    locked: 0n,
    whole: true,
    parts: [],
    lockedOn: new Map(),
    sellableOn: new Map(),
  }
  const priceOf = (netuid: number) => (netuid === ROOT ? RAO_PER_TAO : prices.get(netuid))
  for (const { id, free, reserved, stakes, lockedAlpha } of accounts) {
    made.free += free
    made.reserved += reserved
    if (!stakes) made.whole = false
    if (!lockedAlpha) made.locked = null
    const on = new Map<number, bigint>()
    const held = new Map(lockedAlpha)
    for (const { netuid, alphaRao, heldBlocks } of stakes ?? []) {
      addTo(on, netuid, alphaRao)
      if (heldBlocks) addTo(held, netuid, alphaRao)
    }
    for (const [netuid, alphaRao] of on) {
      const lockedRao = least(held.get(netuid) ?? 0n, alphaRao)
      on.set(netuid, alphaRao - lockedRao)
      addTo(made.sellableOn, netuid, alphaRao - lockedRao)
      if (lockedRao === 0n) continue
      addTo(made.lockedOn, netuid, lockedRao)
      const spot = spotRao(lockedRao, priceOf(netuid))
      made.locked = made.locked === null || spot === undefined ? null : made.locked + spot
    }
    for (const { hotkey, netuid, alphaRao, heldBlocks = 0 } of stakes ?? []) {
      const priceRao = priceOf(netuid)
      const spot = spotRao(alphaRao, priceRao) ?? null
      const key = `${netuid}/${hotkey}`
      const part = parts.get(key) ?? {
        ...{
          hotkey,
          netuid,
          alphaRao: 0n,
          sellableRao: 0n,
          heldBlocks,
          priceRao: priceRao ?? null,
          spot: spot === null ? null : 0n,
          of: [],
        },
      }
      part.alphaRao += alphaRao
      if (!heldBlocks) part.sellableRao += least(alphaRao, on.get(netuid) ?? 0n)
      part.heldBlocks = Math.max(part.heldBlocks, heldBlocks)
      if (part.spot !== null && spot !== null) part.spot += spot
      part.of.push({ id, alphaRao, spot })
      parts.set(key, part)
      if (netuid === ROOT) made.root += spot ?? 0n
      else made.subnets += spot ?? 0n
    }
  }
  made.total = made.free + made.reserved + made.root + made.subnets
  made.parts = [...parts.values()].sort(byWorth)
  return made
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)
const addTo = (map: Map<number, bigint>, netuid: number, rao: bigint) => map.set(netuid, (map.get(netuid) ?? 0n) + rao)

/** The most valuable first, those without a price last; what is worth the same stands in order of its subnet and hotkey. */
function byWorth(a: Part, b: Part): number {
  const [left, right] = [a.spot ?? -1n, b.spot ?? -1n]
  if (left !== right) return left > right ? -1 : 1
  return a.netuid - b.netuid || (a.hotkey < b.hotkey ? -1 : a.hotkey > b.hotkey ? 1 : 0)
}
