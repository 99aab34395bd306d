import {
  existentialDeposit,
  leastStake,
  type Market,
  readFeeRate,
  readMarket,
  readParties,
  readPrice,
  readPurchase,
  readSale,
  readSwitches,
  readValidators,
  type StakeOrder,
  staysOf,
  type TradeOrder,
} from '../chain'
import { lastSeen } from '../history'
import type { Handlers, PopupContract } from '../messaging'
import { keepTolerance } from '../settings'
import {
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
import type { Desk } from './desk'
import type { HoldingsBook } from './holdings'
import { needAccount, needSender } from './need-account'
import { preparing } from './paying'
import type { Signer } from './signing'
import { closed, lookAtStake, needNone, partOf, pricesOf } from './stake-look'
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
        const live = await wallet.chain.ready()
        const age = known ? wallet.now() - known.at : -1
        if (!known || known.genesisHash !== live.genesisHash || age < 0 || age > FRESH) {
          const market = await readMarket(live)
          if (!market) return null
          known = { genesisHash: live.genesisHash, at: wallet.now(), market }
        }
        const parts = await partsOf(account)
        const { at, market } = known
        const ranks = ranksOf(market.subnets)
        return {
          ...{ block: market.block, at },
          subnets: market.subnets.map((each) => ({
            ...{ netuid: each.netuid, name: each.name, symbol: each.symbol, registeredAt: each.registeredAt, open: each.open },
            ...{ price: String(each.priceRao), average: String(each.averageRao), emission: String(each.emissionRao) },
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
      const account = await needAccount(wallet, from)
      return linked(async () => {
        const live = await wallet.chain.ready()
        const amountRao = BigInt(amount)
        const { priceRao: price, hash } = await priceOf(netuid)
        const limitRao = netuid === ROOT ? price : side === 'buy' ? buyLimit(price, BigInt(tolerance)) : sellLimit(price, BigInt(tolerance))
        const [{ byAccount }, rate, parts] = await Promise.all([
          readParties(live, [from]),
          netuid === ROOT ? 0n : readFeeRate(live, hash, netuid),
          partsOf(from),
        ])
        const party = byAccount.get(from)
        if (!party) throw new KluisError('internal')
        const stake: TradeOrder = { side, hotkey, netuid, amountRao, limitRao, partial: false }
        const outcome = amountRao > 0n ? await outcomeOf(side, netuid, amountRao, price, hash) : undefined
        const spare = party.free - staysOf(party, existentialDeposit(live), true)
        const worth = side === 'buy' ? amountRao : (outcome?.receives ?? spotOf(amountRao, price))
        const { fee, shield } = await pricesOf({ wallet, signer }, { account, live, spare }, stake, worth)
        const held = parts.find((each) => each.netuid === netuid && each.hotkey === hotkey)
        const most = side === 'sell' ? (held?.sellableRao ?? 0n) : spare - BigInt(fee)
        const least =
          netuid === ROOT ? amountRao : side === 'buy' ? leastBought(amountRao, limitRao, rate) : leastSold(amountRao, limitRao, rate)
        const minimum = leastStake(live)
        return {
          ...{
            fee,
            free: String(party.free),
            most: String(most > 0n ? most : 0n),
            minimum: minimum === null ? null : String(minimum),
          },
          ...{ price: String(price), limit: String(limitRao), poolFee: String(outcome?.feeRao ?? 0n), impact: outcome?.impact ?? 0 },
          receives: outcome ? String(outcome.receives) : null,
          least: outcome ? String(least) : null,
          back: outcome?.back === undefined ? null : String(outcome.back),
          shield,
        }
      })
    },
    async prepareTrade({ from, side, hotkey, netuid, amount, protection, hidden, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      const amountRao = BigInt(amount)
      if (amountRao === 0n) throw new KluisError('amount-zero')
      const limitRao = protection.kind === 'limit' ? BigInt(protection.limit) : null
      // A limit that protects from nothing is none, and for none there is a word to type.
      if (limitRao !== null && !isLimit(side, limitRao)) throw new KluisError('invalid-input')
      const stake: StakeOrder = { side, hotkey, netuid, amountRao, limitRao, partial: protection.kind === 'limit' && protection.partial }
      await linked(async () => {
        const look = await lookAtStake(wallet, from)
        const open = netuid === ROOT ? null : await readSwitches(look.live, look.hash, 'SubtokenEnabled', [netuid])
        needNone(closed(look, open, [netuid]))
        if (side === 'sell' && amountRao > (partOf(look, hotkey, netuid)?.sellableRao ?? 0n)) throw new KluisError('stake-not-enough')
        if (side === 'buy' && amountRao > look.free - look.stays) throw new KluisError('insufficient-funds')
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

  /** The price on a subnet now. @throws KluisError node-answer where the node does not tell it */
  async function priceOf(netuid: number) {
    const found = await readPrice(await wallet.chain.ready(), netuid)
    if (!found) throw new KluisError('node-answer')
    return found
  }

  /** What the chain's own simulation says of it; undefined where it cannot be done or nobody can tell. */
  async function outcomeOf(side: 'buy' | 'sell', netuid: number, amountRao: bigint, price: bigint, hash: string) {
    if (netuid === ROOT) return { receives: amountRao, feeRao: 0n, impact: 0, back: side === 'buy' ? amountRao : undefined }
    const live = await wallet.chain.ready()
    if (side === 'sell') {
      const sale = await readSale(live, hash, { netuid, alphaRao: amountRao, priceRao: price })
      if (!sale) return undefined
      const impact = Number(priceImpact('sell', sale.taoRao, amountRao - sale.feeAlphaRao, price))
      return { receives: sale.taoRao, feeRao: sale.feeAlphaRao, impact, back: undefined }
    }
    const bought = await readPurchase(live, hash, { netuid, taoRao: amountRao, priceRao: price })
    if (!bought) return undefined
    const impact = Number(priceImpact('buy', amountRao - bought.feeTaoRao, bought.alphaRao, price))
    const back = await readSale(live, hash, { netuid, alphaRao: bought.alphaRao, priceRao: price })
    // A pool that was just bought from pays more than that: never more than was given.
    return {
      receives: bought.alphaRao,
      feeRao: bought.feeTaoRao,
      impact,
      back: back ? min(back.taoRao, spotOf(bought.alphaRao, price)) : undefined,
    }
  }
}
/** Millionths that a number can hold; null where there is nothing to count with. */
function yearOf(dividendRao: bigint, stakeRao: bigint, tempo: number): number | null {
  const parts = yearlyYield(dividendRao, stakeRao, tempo)
  return parts === undefined || parts === 0n || parts > 2n ** 50n ? null : Number(parts)
}
const min = (a: bigint, b: bigint) => (a < b ? a : b)
