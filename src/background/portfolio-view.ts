import { type Accounts, addressOf, type Counting } from '../accounts'
import type { Seen } from '../history'
import type { HolderView, PositionView, Views } from '../messaging'
import { type Part, ROOT, soldNow } from '../staking'
import { exitOfAmount, exitsOfPortfolio, type HoldingsBook } from './holdings'

/** How many positions go into the slice; the rest is asked for in pages. */
const FIRST_POSITIONS = 20
/** How many accounts a position names at most, in the order of the list. */
const MOST_HOLDERS = 100

/** A view is computed after every word between a page and the background: of what is the same it is the same. */
const balancesOf = new WeakMap<Seen, Views['balances']>()
const portfolioOf = new WeakMap<Seen, { list: Accounts['list']; counting: Counting; made: Views['portfolio'] }>()

/** What each account has, all of it from one block. */
export function balancesView(seen: Seen | undefined, book: HoldingsBook): Views['balances'] {
  if (!seen) return { block: null, at: null, byAccount: {} }
  const known = balancesOf.get(seen) ?? balancesNow(seen, book)
  balancesOf.set(seen, known)
  return known
}
function balancesNow(seen: Seen, book: HoldingsBook): Views['balances'] {
  const holdings = book.look(seen)
  const entries = Object.entries(seen.byAccount).map(([id, { free, reserved, frozen, stakes }]) => {
    const of = book.of(seen, id)
    const base = { free, reserved, frozen }
    if (!of || stakes === null)
      return [
        id,
        { ...base, staked: null, locked: null, ...{ exit: null, exitSpot: null, exitAt: null, exitKnown: 0, positions: 0 } },
      ] as const
    const sold = soldNow(of, exitsOfPortfolio(holdings, of, seen))
    return [
      id,
      {
        ...base,
        ...{ staked: (of.root + of.subnets).toString(), locked: of.locked?.toString() ?? null },
        ...{ exit: sold.rao.toString(), exitSpot: sold.spot.toString(), exitAt: sold.at, exitKnown: sold.known, positions: sold.of },
      },
    ] as const
  })
  return { block: seen.block, at: seen.at, byAccount: Object.fromEntries(entries) }
}

/** Positions as a page shows them. */
export function positionViews(seen: Seen, parts: readonly Part[], book: HoldingsBook): PositionView[] {
  const holdings = book.look(seen)
  return parts.map(({ hotkey, netuid, alphaRao, sellableRao, heldBlocks, priceRao, spot, of }) => {
    const subnet = seen.subnets[netuid]
    const question = { netuid, alphaRao: sellableRao, priceRao: priceRao ?? undefined }
    const exit = netuid === ROOT || sellableRao === 0n ? undefined : exitOfAmount(holdings, question, seen)
    const locks = of.map(({ id }) => holdings.byAccount.get(id)?.lockedAlpha)
    return {
      ...{ netuid, hotkey, address: addressOf(hotkey) },
      ...{ name: subnet?.name ?? null, symbol: subnet?.symbol ?? null, open: subnet?.open ?? null },
      validator: seen.validators[hotkey]?.name ?? null,
      ...{
        alpha: alphaRao.toString(),
        sellable: sellableRao.toString(),
        heldBlocks,
        price: priceRao?.toString() ?? null,
        spot: spot?.toString() ?? null,
      },
      locked: locks.every((each) => each) ? locks.reduce((sum, each) => sum + (each?.get(netuid) ?? 0n), 0n).toString() : null,
      exit: exit
        ? {
            ...{ tao: exit.taoRao?.toString() ?? null, fee: exit.feeAlphaRao.toString(), slippage: exit.slippageRao.toString() },
            ...{ block: exit.block, at: exit.at },
          }
        : null,
    }
  })
}

/** Whose a position is. */
export const holderViews = ({ of }: Part): HolderView[] =>
  of.slice(0, MOST_HOLDERS).map(({ id, alphaRao }) => ({ id, alpha: alphaRao.toString() }))

/** What the accounts that count have together. */
export function portfolioView(seen: Seen | undefined, accounts: Accounts, counting: Counting, book: HoldingsBook): Views['portfolio'] {
  if (!seen) return { chosen: counting, money: null }
  const known = portfolioOf.get(seen)
  if (known?.list === accounts.list && known.counting === counting) return known.made
  const made = portfolioNow(seen, accounts, counting, book)
  portfolioOf.set(seen, { list: accounts.list, counting, made })
  return made
}
function portfolioNow(seen: Seen, accounts: Accounts, counting: Counting, book: HoldingsBook): Views['portfolio'] {
  const { portfolio, counted, left, watched, known } = book.counted(seen, accounts, counting)
  const { free, reserved, root, subnets, total, locked, whole, parts } = portfolio
  const sold = soldNow(portfolio, exitsOfPortfolio(book.look(seen), portfolio, seen))
  const others = left.map(({ id }) => book.of(seen, id)?.total)
  return {
    chosen: counting,
    money: {
      ...{ of: counted.length, known, watched },
      left: {
        count: left.length,
        total: others.every((each) => each !== undefined) ? others.reduce<bigint>((sum, each) => sum + (each ?? 0n), 0n).toString() : null,
      },
      ...{ free: free.toString(), reserved: reserved.toString(), root: root.toString(), subnets: subnets.toString() },
      ...{ total: total.toString(), locked: locked?.toString() ?? null },
      read: whole,
      unpriced: parts.filter(({ spot }) => spot === null).length,
      sold: { ...sold, rao: sold.rao.toString(), spot: sold.spot.toString() },
      count: parts.length,
      first: positionViews(seen, parts.slice(0, FIRST_POSITIONS), book),
    },
  }
}
