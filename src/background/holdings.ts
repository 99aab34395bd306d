import { type Account, type Accounts, type Counting, countedOf } from '../accounts'
import type { Money, Wanted } from '../chain'
import type { Look, Seen, SeenExit } from '../history'
import { type Exit, exitOf, type Held, type Portfolio, portfolioOf, type Question, questionsOf } from '../staking'

const bigints = (record: Readonly<Record<string, string>>): Map<number, bigint> =>
  new Map(Object.entries(record).map(([netuid, rao]) => [Number(netuid), BigInt(rao)]))
const texts = (map: ReadonlyMap<number, bigint>): Record<string, string> =>
  Object.fromEntries([...map].map(([netuid, rao]) => [netuid, rao.toString()]))

/** What one look brought, as it is kept. @param at this machine's time, in milliseconds */
export function lookOf({ genesisHash, block, madeAt, stakes: hasStakes, byAccount, prices, labels }: Money, at: number): Look {
  return {
    ...{ genesisHash, block, madeAt, at },
    byAccount: Object.fromEntries(
      [...byAccount].map(([id, { free, reserved, frozen, positions, lockedAlpha }]) => {
        const stakes: Record<string, Record<string, string>> = {}
        const held: Record<string, number> = {}
        for (const { hotkey, netuid, alphaRao, heldBlocks } of positions ?? []) {
          stakes[hotkey] ??= {}
          stakes[hotkey][netuid] = alphaRao.toString()
          if (heldBlocks) held[hotkey] = heldBlocks
        }
        // A chain without subnets has no stakes: that is known.
        const known = positions !== null || !hasStakes
        return [
          id,
          {
            ...{ free: free.toString(), reserved: reserved.toString(), frozen: frozen.toString() },
            stakes: known ? stakes : null,
            locked: lockedAlpha ? texts(new Map([...lockedAlpha].filter(([, rao]) => rao > 0n))) : hasStakes ? null : {},
            held,
          },
        ]
      }),
    ),
    prices: texts(prices),
    subnets: Object.fromEntries(labels.subnets),
    validators: Object.fromEntries(labels.validators),
  }
}
export type { Wanted }

const exitFrom = ({ alpha, price, tao, fee, slippage, block, at }: SeenExit): Exit => ({
  ...{ alphaRao: BigInt(alpha), priceRao: BigInt(price), taoRao: tao === null ? null : BigInt(tao) },
  ...{ feeAlphaRao: BigInt(fee), slippageRao: BigInt(slippage), block, at },
})
export const exitText = ({ alphaRao, priceRao, taoRao, feeAlphaRao, slippageRao, block, at }: Exit): SeenExit => ({
  ...{ alpha: alphaRao.toString(), price: priceRao.toString(), tao: taoRao?.toString() ?? null },
  ...{ fee: feeAlphaRao.toString(), slippage: slippageRao.toString(), block, at },
})

/** What was seen of accounts, in numbers. */
export type Holdings = {
  prices: Map<number, bigint>
  byAccount: Map<string, Held>
  exits: Map<number, Exit[]>
  /** Subnets where nothing can be traded. */
  closed: Set<number>
}
function holdingsOf(seen: Seen): Holdings {
  const byAccount = Object.entries(seen.byAccount).map(([id, { free, reserved, stakes, locked, held }]): [string, Held] => [
    id,
    {
      ...{ id, free: BigInt(free), reserved: BigInt(reserved) },
      stakes:
        stakes &&
        Object.entries(stakes).flatMap(([hotkey, on]) =>
          Object.entries(on).map(([netuid, alpha]) => ({
            ...{ hotkey, netuid: Number(netuid), alphaRao: BigInt(alpha) },
            heldBlocks: netuid === '0' ? held?.[hotkey] : undefined,
          })),
        ),
      lockedAlpha: locked && bigints(locked),
    },
  ])
  return {
    prices: bigints(seen.prices),
    byAccount: new Map(byAccount),
    exits: new Map(Object.entries(seen.exits).map(([netuid, all]) => [Number(netuid), all.map(exitFrom)])),
    closed: new Set(Object.entries(seen.subnets).flatMap(([netuid, { open }]) => (open === false ? [Number(netuid)] : []))),
  }
}

/** The same question about the same things is answered once: a view is computed after every word between a page and the background. */
export function createHoldings() {
  let of: Seen | undefined
  let holdings: Holdings | undefined
  let portfolios = new Map<string, Portfolio>()
  let total: { list: readonly Account[]; counting: Counting; made: Counted } | undefined

  function look(seen: Seen): Holdings {
    if (of !== seen || !holdings) {
      of = seen
      holdings = holdingsOf(seen)
      portfolios = new Map()
      total = undefined
    }
    return holdings
  }
  return {
    look,
    /** What one account has; undefined where nobody saw it. */
    of(seen: Seen, id: string): Portfolio | undefined {
      const { byAccount, prices } = look(seen)
      const held = byAccount.get(id)
      if (!held) return undefined
      const made = portfolios.get(id) ?? portfolioOf([held], prices)
      portfolios.set(id, made)
      return made
    },
    /** What all that count have together, as far as they were seen. */
    counted(seen: Seen, { list }: Pick<Accounts, 'list'>, counting: Counting): Counted {
      const { byAccount, prices } = look(seen)
      if (total?.list === list && total.counting === counting) return total.made
      const { counted, left, watched } = countedOf(list, counting)
      const known = counted.flatMap(({ id }) => byAccount.get(id) ?? [])
      const made = { portfolio: portfolioOf(known, prices), counted, left, watched, known: known.length }
      total = { list, counting, made }
      return made
    },
  }
}
export type Counted = { portfolio: Portfolio; counted: Account[]; left: Account[]; watched: boolean; known: number }
export type HoldingsBook = ReturnType<typeof createHoldings>

/** Answers about sales, and the one that needs no question: what is closed cannot be sold. */
export function exitsFor(
  { exits, closed }: Holdings,
  questions: readonly Question[],
  now: { block: number; at: number },
): Map<number, Exit[]> {
  const made = new Map(exits)
  for (const { netuid, alphaRao, priceRao = 0n } of questions)
    if (closed.has(netuid)) made.set(netuid, [{ alphaRao, priceRao, taoRao: null, feeAlphaRao: 0n, slippageRao: 0n, ...now }])
  return made
}
/** The same of a portfolio. */
export const exitsOfPortfolio = (holdings: Holdings, portfolio: Portfolio, now: { block: number; at: number }) =>
  exitsFor(holdings, questionsOf(portfolio), now)
/** What a sale of one amount would return. */
export const exitOfAmount = (holdings: Holdings, question: Question, now: { block: number; at: number }): Exit | undefined =>
  exitOf(exitsFor(holdings, [question], now).get(question.netuid), question.alphaRao)
