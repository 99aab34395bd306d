import { hasCall, leastStake, readFeeRate, readSale, readSwitches, type SaleLeg, type StakeOrder } from '../chain'
import { type Handlers, MOST_SALES, type PopupContract, type SalesEstimate } from '../messaging'
import { isLimit, leastSold, MILLION, type Part, priceImpact, ROOT, sellLimit } from '../staking'
import { KluisError, spotOf } from '../units'
import { costsOf } from './costs'
import type { Desk } from './desk'
import { judgeSales } from './judge-sales'
import { needSender } from './need-account'
import { preparing } from './paying'
import { smallRest } from './rest'
import type { Signer } from './signing'
import {
  closed,
  FULL,
  lookAtStake,
  missing,
  needNear,
  needNone,
  placeOf,
  type Refusal,
  type StakeLook,
  tooMuch,
  unpaid,
  unpriced,
} from './stake-look'
import type { Wallet } from './wallet'

type Names = 'estimateUnstakeAll' | 'prepareUnstakeAll'
type Stuck = SalesEstimate['stuck'][number]
/** A position, and what of it is neither held nor locked when those before it are sold: the lock is on all of a subnet's together. */
type Lot = { part: Part; sellsRao: bigint; whole: boolean }

/** Answers about selling everything, and the request that is made of it. */
export function unstakeHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)

  return {
    async estimateUnstakeAll({ from, hotkey, tolerance }) {
      return linked(async () => {
        const look = await lookAtStake(wallet, from)
        const { live, hash } = look
        const lots = lotsOf(look, hotkey)
        const netuids = [...new Set(lots.map(({ part }) => part.netuid))]
        const [open] = await Promise.all([
          readSwitches(live, hash, 'SubtokenEnabled', netuids),
          // Only so that they travel along: each sale needs its own.
          ...netuids.flatMap((netuid) => (netuid === ROOT ? [] : readFeeRate(live, hash, netuid))),
        ])
        const [full, limited, several] = [
          hasCall(live, 'SubtensorModule', FULL),
          hasCall(live, 'SubtensorModule', 'remove_stake_limit'),
          hasCall(live, 'Utility', 'force_batch'),
        ]
        const found = new Map<Lot, Found>()
        const refusalOf = ({ part, sellsRao, whole }: Lot): Refusal | null => {
          if (sellsRao === 0n) return { problem: part.heldBlocks ? 'stake-held' : 'stake-not-enough' }
          return limited || (full && whole) ? null : { problem: 'call-missing' }
        }
        const left = lots.filter((lot) => {
          const refusal = closed(open, [lot.part.netuid]) ?? refusalOf(lot)
          if (refusal) found.set(lot, refusal)
          return !refusal
        })
        // To one pool one after the other: each counts on those before it.
        const before = new Map<number, Promise<Sold | undefined>>()
        const ask = async (lot: Lot) => {
          const sold = before.get(lot.part.netuid)
          const asked = Promise.resolve(sold).then((sold) => saleOf(look, lot, BigInt(tolerance), sold))
          before.set(
            lot.part.netuid,
            asked.then(
              (each) => ('sale' in each && each.sold) || sold,
              () => undefined,
            ),
          )
          found.set(lot, await asked)
        }
        const room = () => (several ? MOST_SALES : 1) - [...found.values()].filter((each) => 'sale' in each).length
        while (left.length && room()) await Promise.all(left.splice(0, room()).map(ask))
        const sales: SalesEstimate['sales'] = []
        const stuck: Stuck[] = []
        const later: SalesEstimate['later'] = []
        for (const lot of lots) {
          const { hotkey, netuid, alphaRao, heldBlocks } = lot.part
          const place = { hotkey, netuid, sells: String(lot.sellsRao), holds: String(alphaRao) }
          const told = found.get(lot)
          if (!told) later.push(place)
          else if ('problem' in told) stuck.push({ ...place, problem: told.problem, heldBlocks })
          else sales.push({ ...place, ...told.sale, alpha: lot.whole && full ? null : place.sells })
        }
        const legs = sales.map(legOf)
        const traded = sales.filter(({ netuid }) => netuid !== ROOT)
        const worth = traded.reduce(
          (all, { receives, sells, price }) => all + (receives === null ? spotOf(BigInt(sells), BigInt(price)) : BigInt(receives)),
          0n,
        )
        const costs = (order?: StakeOrder) => costsOf({ wallet, signer }, look, order, worth)
        const [costing, dump] = await Promise.all([
          costs(legs.length ? { side: 'sell-all', legs, together: false } : undefined),
          hotkey === null ? null : costs({ side: 'dump', hotkey }),
        ])
        const short = unpaid(look, costing)
        if (short)
          stuck.unshift(
            ...sales.splice(0).map(({ hotkey, netuid, sells, holds }) => ({ hotkey, netuid, sells, holds, ...short, heldBlocks: 0 })),
          )
        return {
          ...costing,
          dump,
          minimum: leastStake(live)?.toString() ?? null,
          ...{ sales, stuck, later },
          problem: sales.length ? null : (stuck[0]?.problem ?? 'stake-not-enough'),
        }
      })
    },
    async prepareUnstakeAll({ from, protection, tolerance, hidden, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      const order = orderOf(protection)
      const legs = order.side === 'sell-all' ? order.legs : []
      await linked(async () => {
        const look = await lookAtStake(
          wallet,
          from,
          legs.map(({ netuid }) => netuid),
        )
        const near = legs.map(({ netuid, limitRao }) => ({ limitRao, priceRao: netuid === ROOT ? null : look.prices.get(netuid) }))
        needNear('sell', near, tolerance)
        needNone(await judge(look, order))
      })
      return prepare(from, { stake: order }, hidden)
    },
  }
}

const legOf = ({ hotkey, netuid, alpha, limit }: { hotkey: string; netuid: number; alpha: string | null; limit: string }): SaleLeg => ({
  ...{ hotkey, netuid, limitRao: BigInt(limit) },
  alphaRao: alpha === null ? null : BigInt(alpha),
})

type Dump = Extract<StakeOrder, { side: 'dump' }>
type Sales = Extract<StakeOrder, { side: 'sell-all' }>
type Protection = Parameters<Handlers<PopupContract, null>['prepareUnstakeAll']>[0]['protection']

/** @throws KluisError amount-zero, invalid-input: a place twice, or a limit that protects from nothing */
function orderOf(protection: Protection): Sales | Dump {
  if (protection.kind === 'none') return { side: 'dump', hotkey: protection.hotkey }
  const legs = protection.sales.map(legOf)
  if (legs.some(({ alphaRao }) => alphaRao === 0n)) throw new KluisError('amount-zero')
  if (new Set(legs.map(placeOf)).size !== legs.length || legs.some(({ limitRao }) => !isLimit('sell', limitRao)))
    throw new KluisError('invalid-input')
  return { side: 'sell-all', legs, together: protection.together }
}

/** Positions, with one hotkey where that is named, in the order of what is worth the most that can be sold of them. */
function lotsOf({ portfolio: { parts, sellableOn } }: StakeLook, hotkey: string | null): Lot[] {
  const left = new Map(sellableOn)
  const named = parts.filter((part) => hotkey === null || part.hotkey === hotkey)
  const lots = named.map((part) => {
    const there = left.get(part.netuid) ?? 0n
    const sellsRao = part.sellableRao < there ? part.sellableRao : there
    left.set(part.netuid, there - sellsRao)
    return { part, sellsRao, whole: sellsRao === part.alphaRao }
  })
  return lots.sort((a, b) => (worthOf(a) < worthOf(b) ? 1 : worthOf(a) > worthOf(b) ? -1 : 0))
}
/** In rao at the spot price. */
const worthOf = ({ part, sellsRao }: Lot): bigint => (part.alphaRao === 0n ? 0n : ((part.spot ?? 0n) * sellsRao) / part.alphaRao)

/** What the chain would say of such an order as it stands there now. */
async function judge(look: StakeLook, order: Sales | Dump): Promise<Refusal | null> {
  const none = missing(look.live, order)
  if (none) return none
  if (order.side === 'sell-all') return judgeSales(look, order.legs)
  const sells = look.portfolio.parts.some(({ hotkey, sellableRao }) => hotkey === order.hotkey && sellableRao > 0n)
  return sells ? null : tooMuch(look, { ...order, netuid: ROOT, amountRao: 1n })
}

/** What was sold to one pool so far. */
type Sold = { alphaRao: bigint; taoRao: bigint; feeRao: bigint }
type Found =
  | { sale: Omit<SalesEstimate['sales'][number], 'alpha' | keyof SalesEstimate['later'][number]>; sold: Sold | undefined }
  | Refusal

/** One sale as the chain simulates it after those before it to the same pool: of all of them together, less what those brought. */
async function saleOf(look: StakeLook, { part, sellsRao, whole }: Lot, tolerance: bigint, before?: Sold): Promise<Found> {
  const { live, hash, prices } = look
  const { hotkey, netuid } = part
  const blind = unpriced(look, [netuid])
  if (blind) return blind
  const price = prices.get(netuid) ?? 0n
  const minimum = leastStake(live) ?? 0n
  const limitRao = netuid === ROOT ? price : sellLimit(price, tolerance)
  const small = await smallRest(look, { hotkey, netuid, limitRao }, sellsRao, part.alphaRao - sellsRao)
  if (small) return small
  const alphaRao = (before?.alphaRao ?? 0n) + sellsRao
  const base = { price: String(price), limit: String(limitRao) }
  if (netuid === ROOT) {
    if (!whole && sellsRao < minimum) return { problem: 'stake-too-small' }
    const sold = { alphaRao, taoRao: alphaRao, feeRao: 0n }
    return { sale: { ...base, poolFee: '0', impact: 0, receives: String(sellsRao), least: String(sellsRao) }, sold }
  }
  if (!isLimit('sell', limitRao)) return { problem: 'stake-no-trade' }
  const rate = await readFeeRate(live, hash, netuid)
  const least = String(leastSold(sellsRao, limitRao, rate))
  const sale = await readSale(live, hash, { netuid, alphaRao, priceRao: price })
  if (sale === null) return { problem: 'stake-no-trade' }
  if (sale === undefined) return { sale: { ...base, poolFee: '0', impact: 0, receives: null, least }, sold: before }
  const fee = sale.feeAlphaRao - (before?.feeRao ?? 0n)
  // A limit is held against the price in the end, which all that was sold before it moved too.
  const impact = priceImpact('sell', sale.taoRao, alphaRao - sale.feeAlphaRao, price)
  const fits = (MILLION - impact) ** 2n >= MILLION * (MILLION - tolerance)
  // Each of several is cut off to whole rao by itself: never more is told than comes.
  const brought = sale.taoRao - (before ? before.taoRao + 1n : 0n)
  const receives = brought > 0n ? brought : 0n
  if (!whole && receives < minimum) return { problem: 'stake-too-small' }
  return {
    sale: {
      ...base,
      poolFee: String(fee),
      impact: Number(impact),
      ...{ receives: String(receives), least },
    },
    // One that stays out moves nothing for those after it.
    sold: fits ? { alphaRao, taoRao: sale.taoRao, feeRao: sale.feeAlphaRao } : before,
  }
}
