import {
  hasCall,
  leastStake,
  type Market,
  readFeeRate,
  readLeastRest,
  readMarket,
  readPurchase,
  readSale,
  readSwitches,
  readValidators,
  type SaleLeg,
  type StakeOrder,
  trades,
} from '../chain'
import { lastSeen } from '../history'
import type { Handlers, PopupContract } from '../messaging'
import { keepTolerance } from '../settings'
import {
  beforeFee,
  buyLimit,
  isLimit,
  leastBought,
  leastSold,
  type Part,
  priceImpact,
  ROOT,
  ranksOf,
  sellLimit,
  subnetRisks,
  yearlyYield,
} from '../staking'
import { encodeAddress, fromHex, KluisError, spotOf } from '../units'
import { feesOf, pricesOf } from './costs'
import type { Desk } from './desk'
import type { HoldingsBook } from './holdings'
import { judgeSales } from './judge-sales'
import { needAccount, needSender } from './need-account'
import { preparing } from './paying'
import { leastRests } from './rest'
import type { Signer } from './signing'
import { closed, FULL, type FundsLook, lookAtFunds, lookAtStake, needNear, needNone, partOf, soldFor, unpaid } from './stake-look'
import type { Wallet } from './wallet'

type Names = 'market' | 'validators' | 'estimateTrade' | 'prepareTrade' | 'rememberTolerance'
/** For how long the subnets are not asked for again, in milliseconds: it is the largest answer that there is. */
const FRESH = 60_000

/** Answers about staking: where one could stake, what a trade would come to, and the requests that are made of it. */
export function stakingHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  book: HoldingsBook,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)
  let known: { genesisHash: string; at: number; market: Market } | undefined

  /** What an account has staked, as it was seen last. */
  async function partsOf(id: string): Promise<readonly Part[]> {
    const { network } = await wallet.settings.read()
    const seen = lastSeen(await wallet.seen.read(), network)
    return (seen && book.of(seen, id)?.parts) ?? []
  }
  const sum = (parts: readonly Part[]) => String(parts.reduce((all, { alphaRao }) => all + alphaRao, 0n))

  return {
    async market({ account }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const [live, parts] = [await wallet.chain.ready(), await partsOf(account)]
        const age = known ? wallet.now() - known.at : -1
        if (!known || known.genesisHash !== live.genesisHash || age < 0 || age > FRESH) {
          const market = await readMarket(
            live,
            parts.map(({ netuid }) => netuid),
          )
          if (!market) return null
          known = { genesisHash: live.genesisHash, at: wallet.now(), market }
        }
        const { at, market } = known
        const ranks = ranksOf(market.subnets)
        return {
          ...{ block: market.block, at },
          subnets: market.subnets.map((each) => ({
            ...{ netuid: each.netuid, name: each.name, symbol: each.symbol, registeredAt: each.registeredAt, open: each.open },
            ...{ price: each.priceRao?.toString() ?? null, average: String(each.averageRao), emission: String(each.emissionRao) },
            ...{ poolTao: String(each.poolTaoRao), poolAlpha: String(each.poolAlphaRao), staked: String(each.stakedAlphaRao) },
            own: sum(parts.filter(({ netuid }) => netuid === each.netuid)),
            risks: subnetRisks(each, market.block, ranks.get(each.netuid) ?? 0, ranks.size),
          })),
        }
      })
    },
    async validators({ account, netuid }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const found = await readValidators(await wallet.chain.ready(), netuid)
        if (!found) return null
        const parts = (await partsOf(account)).filter((each) => each.netuid === netuid)
        const { block, tempo, sinceBlocks } = found
        return {
          ...{ block, tempo, sinceBlocks },
          all: found.all.map(({ hotkey, name, takePer65535, stakeRao, dividendRao }) => ({
            ...{ hotkey, address: encodeAddress(fromHex(hotkey)), name, take: takePer65535 },
            yearly: netuid === ROOT ? null : yearOf(dividendRao, stakeRao, tempo),
            ...{ staked: String(stakeRao), own: sum(parts.filter((each) => each.hotkey === hotkey)) },
          })),
        }
      })
    },
    async estimateTrade({ from, side, hotkey, netuid, amount, tolerance }) {
      return linked(async () => {
        const root = netuid === ROOT
        const along = ({ live, hash }: Pick<FundsLook, 'live' | 'hash'>) =>
          Promise.all([!root && readFeeRate(live, hash, netuid), side === 'sell' && readLeastRest(live, hash, from, hotkey)])
        const stakes = side === 'sell' ? await lookAtStake(wallet, from, [netuid], along) : undefined
        const look: FundsLook = stakes ?? (await lookAtFunds(wallet, from, netuid, along))
        const { live, hash } = look
        const price = look.prices.get(netuid)
        if (price === undefined) throw new KluisError('price-untold', { netuid: String(netuid) })
        const limitRao = root ? price : side === 'buy' ? buyLimit(price, BigInt(tolerance)) : sellLimit(price, BigInt(tolerance))
        const rate = root ? 0n : await readFeeRate(live, hash, netuid)
        const held = stakes && partOf(stakes, hotkey, netuid)
        const sellable = held?.sellableRao ?? 0n
        const amountRao = BigInt(amount ?? sellable)
        const all = amountRao > 0n && amountRao === held?.alphaRao
        const whole = amount === null && all && hasCall(live, 'SubtensorModule', FULL)
        const stake = whole ? wholeOf({ hotkey, netuid, limitRao }) : { side, hotkey, netuid, amountRao, limitRao, partial: false }
        const [outcome, fees] = await Promise.all([
          amountRao > 0n ? outcomeOf(look, side, netuid, amountRao, price) : undefined,
          feesOf(signer, look, { stake }, trades(stake)),
        ])
        const worth = side === 'buy' ? amountRao : (outcome?.receives ?? spotOf(amountRao, price))
        const costs = await pricesOf(wallet, look, fees, worth)
        const most = side === 'sell' ? sellable : look.free - look.stays - BigInt(costs.fee)
        const least = root ? amountRao : side === 'buy' ? leastBought(amountRao, limitRao, rate) : leastSold(amountRao, limitRao, rate)
        const minimum = all ? null : leastStake(live)
        const sale = outcome && { taoRao: outcome.receives, feeAlphaRao: outcome.feeRao }
        const rests = held && (await leastRests(look, { hotkey, netuid, limitRao }, amountRao, sale))
        return {
          ...costs,
          ...{
            unpaid: unpaid(look, costs) !== null,
            free: String(look.free),
            most: String(most > 0n ? most : 0n),
            heldBlocks: held?.heldBlocks ?? 0,
            // A purchase has to come to that when the pool has its fee.
            minimum: minimum === null ? null : String(side === 'buy' ? (beforeFee(minimum, rate) ?? minimum) : minimum),
            whole,
          },
          ...{ price: String(price), limit: String(limitRao), poolFee: String(outcome?.feeRao ?? 0n), impact: outcome?.impact ?? 0 },
          receives: outcome ? String(outcome.receives) : null,
          least: outcome ? String(least) : null,
          back: outcome?.back?.toString() ?? null,
          rests: held && rests?.within ? { held: String(held.alphaRao), within: String(rests.within), open: String(rests.open) } : null,
        }
      })
    },
    async prepareTrade({ from, side, hotkey, netuid, amount, protection, tolerance, hidden, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      const amountRao = BigInt(amount ?? 0)
      if (amount !== null && amountRao === 0n) throw new KluisError('amount-zero')
      const limitRao = protection.kind === 'limit' ? BigInt(protection.limit) : null
      const partial = protection.kind === 'limit' && protection.partial
      // A limit that protects from nothing is none, and for none there is a word to type.
      if (limitRao !== null && !isLimit(side, limitRao)) throw new KluisError('invalid-input')
      let stake: StakeOrder = { side, hotkey, netuid, amountRao, limitRao, partial }
      if (amount === null) {
        // The chain's call for all of it does no part.
        if (side === 'buy' || limitRao === null || partial) throw new KluisError('invalid-input')
        stake = wholeOf({ hotkey, netuid, limitRao })
      }
      await linked(async () => {
        const near = (look: FundsLook) =>
          needNear(side, [{ limitRao, priceRao: netuid === ROOT ? null : look.prices.get(netuid) }], tolerance)
        if (side === 'sell') {
          const look = await lookAtStake(wallet, from, [netuid])
          near(look)
          return needNone(await judgeSales(look, [{ hotkey, netuid, alphaRao: amount === null ? null : amountRao, limitRao, partial }]))
        }
        const look = await lookAtFunds(wallet, from, netuid)
        near(look)
        const open = netuid === ROOT ? null : await readSwitches(look.live, look.hash, 'SubtokenEnabled', [netuid])
        needNone(closed(open, [netuid]))
        if (amountRao > look.free - look.stays) throw new KluisError('insufficient-funds')
      })
      return prepare(from, { stake }, hidden)
    },
    async rememberTolerance({ netuid, tolerance }) {
      await wallet.settings.write((settings) => ({
        ...settings,
        tolerances: keepTolerance(settings.tolerances, settings.network, netuid, tolerance),
      }))
    },
  }
}

/** What the chain's own simulation says of it; undefined where it cannot be done or nobody can tell. */
async function outcomeOf(look: FundsLook, side: 'buy' | 'sell', netuid: number, amountRao: bigint, price: bigint) {
  const { live, hash } = look
  if (netuid === ROOT) return { receives: amountRao, feeRao: 0n, impact: 0, back: side === 'buy' ? amountRao : undefined }
  if (side === 'sell') {
    const sale = await readSale(live, hash, { netuid, alphaRao: amountRao, priceRao: price })
    if (!sale) return undefined
    const impact = Number(priceImpact('sell', sale.taoRao, amountRao - sale.feeAlphaRao, price))
    return { receives: sale.taoRao, feeRao: sale.feeAlphaRao, impact, back: undefined }
  }
  const bought = await readPurchase(live, hash, { netuid, taoRao: amountRao, priceRao: price })
  if (!bought) return undefined
  const impact = Number(priceImpact('buy', amountRao - bought.feeTaoRao, bought.alphaRao, price))
  return { receives: bought.alphaRao, feeRao: bought.feeTaoRao, impact, back: await soldFor(look, netuid, bought.alphaRao) }
}
/** Millionths that a number can hold; null where there is nothing to count with. */
function yearOf(dividendRao: bigint, stakeRao: bigint, tempo: number): number | null {
  const parts = yearlyYield(dividendRao, stakeRao, tempo)
  return parts === undefined || parts === 0n || parts > 2n ** 50n ? null : Number(parts)
}
/** The order for all of a position, whatever it is when it runs. */
const wholeOf = (leg: Omit<SaleLeg, 'alphaRao'>): StakeOrder => ({ side: 'sell-all', legs: [{ ...leg, alphaRao: null }], together: false })
