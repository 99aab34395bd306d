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
        const open = await readSwitches(
          live,
          hash,
          'SubtokenEnabled',
          lots.map(({ part }) => part.netuid),
        )
        const [full, limited, several] = [
          hasCall(live, 'SubtensorModule', FULL),
          hasCall(live, 'SubtensorModule', 'remove_stake_limit'),
          hasCall(live, 'Utility', 'force_batch'),
        ]
        const sales: SalesEstimate['sales'] = []
        const stuck: Stuck[] = []
        const before = new Map<number, Sold>()
        const later: SalesEstimate['later'] = []
        for (const lot of lots) {
          const { hotkey, netuid, alphaRao, heldBlocks } = lot.part
          const place = { hotkey, netuid, sells: String(lot.sellsRao), holds: String(alphaRao) }
          const refuse = ({ problem }: Refusal) => stuck.push({ ...place, problem, heldBlocks })
          const shut = closed(open, [netuid])
          if (shut) refuse(shut)
          else if (lot.sellsRao === 0n) refuse({ problem: heldBlocks ? 'stake-held' : 'stake-not-enough' })
          else if (!limited && !(full && lot.whole)) refuse({ problem: 'call-missing' })
          else if (sales.length === (several ? MOST_SALES : 1)) later.push(place)
          else {
            const found = await saleOf(look, lot, BigInt(tolerance), before.get(netuid))
            if ('problem' in found) refuse(found)
            else {
              if (found.sold) before.set(netuid, found.sold)
              sales.push({ ...place, ...found.sale, alpha: lot.whole && full ? null : place.sells })
            }
          }
        }
        const legs = sales.map(legOf)
        const traded = sales.filter(({ netuid }) => netuid !== ROOT)
        const worth = traded.reduce(
          (all, { receives, sells, price }) => all + (receives === null ? spotOf(BigInt(sells), BigInt(price)) : BigInt(receives)),
          0n,
        )
        const costs = (order?: StakeOrder) => costsOf({ wallet, signer }, look, order, worth)
        const costing = await costs(legs.length ? { side: 'sell-all', legs, together: false } : undefined)
        const short = unpaid(look, costing)
        if (short)
          stuck.unshift(
            ...sales.splice(0).map(({ hotkey, netuid, sells, holds }) => ({ hotkey, netuid, sells, holds, ...short, heldBlocks: 0 })),
          )
        return {
          ...costing,
          dump: hotkey === null ? null : await costs({ side: 'dump', hotkey }),
          minimum: leastStake(live)?.toString() ?? null,
          ...{ sales, stuck, later },
          problem: sales.length ? null : (stuck[0]?.problem ?? 'stake-not-enough'),
        }
      })
    },
    async prepareUnstakeAll({ from, protection, hidden, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      const order = orderOf(protection)
      await linked(async () => needNone(await judge(await lookAtStake(wallet, from), order)))
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
