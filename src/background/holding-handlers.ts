import {
  addressOf,
  type ClaimType,
  existentialDeposit,
  type HoldingOrder,
  keepsUnclaimed,
  type Live,
  type RootDividends,
  readClaimType,
  readFee,
  readFeeRate,
  readParties,
  readRootDividends,
  readSale,
  rootMechanism,
  staysOf,
} from '../chain'
import { extrinsicOf } from '../explain'
import { lastSeen, type Seen } from '../history'
import type { ClaimInput, Handlers, PopupContract } from '../messaging'
import { beforeFee, claimAdvice, ROOT, worthFrom } from '../staking'
import { KluisError, spotOf } from '../units'
import type { Desk } from './desk'
import { needAccount, needSender } from './need-account'
import { preparing } from './paying'
import type { Signer } from './signing'
import type { Wallet } from './wallet'

type Names = 'rootDividends' | 'estimateClaim' | 'prepareClaim' | 'prepareClaimType'
type Linked = <T>(work: () => Promise<T>) => Promise<T>

/** What all questions about holdings share: what they are called, and what an order would cost. */
export function holdingTools(wallet: Wallet, signer: Signer) {
  return {
    /** What was seen last, for names. */
    async seen(): Promise<Seen | undefined> {
      const { network } = await wallet.settings.read()
      return lastSeen(await wallet.seen.read(), network)
    },
    /** What an order would cost at most, what is free, and what of that could be spent on a fee. Rao. */
    async costOf(live: Live, from: string, holding: HoldingOrder) {
      const account = await needAccount(wallet, from)
      const [{ byAccount }, draft] = await Promise.all([readParties(live, [from]), signer.draftOf(live, account, { holding })])
      const party = byAccount.get(from)
      if (!party) throw new KluisError('internal')
      const payableRao = party.free - staysOf(party, existentialDeposit(live), true)
      return {
        feeRao: await readFee(live, extrinsicOf(...draft).bytes),
        freeRao: party.free,
        payableRao: payableRao > 0n ? payableRao : 0n,
      }
    },
  }
}

/** Answers about root dividends: what waits, what claiming it costs and brings, and the requests that are made of it. */
export function claimHandlers(wallet: Wallet, desk: Desk, signer: Signer, linked: Linked): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)
  const { seen, costOf } = holdingTools(wallet, signer)

  return {
    async rootDividends({ account }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const live = await wallet.chain.ready()
        const found = await readRootDividends(live, account).catch((error: unknown) => {
          // How the chain keeps them is known whatever its nodes tell, and so what becomes of them.
          const unclaimed = keepsUnclaimed(live) ? 'stays' : 'goes'
          throw error instanceof KluisError ? new KluisError(error.code, { ...error.facts, unclaimed }, error) : error
        })
        if (!found) return null
        const names = await seen()
        const { block, mechanism, stays, one, accruals, leastRao, unlockBlocks, type, prices } = found
        const worth = (alpha: readonly { netuid: number; alphaRao: bigint }[]) => sumOrNull(alpha.map((each) => spotIn(prices, each)))
        const validators = accruals.map(({ hotkey, taoRao, skipped, alpha }) => ({
          ...{ hotkey, address: addressOf(hotkey), name: names?.validators[hotkey]?.name ?? null, skipped },
          rates: alpha.map(({ netuid, skipped, alphaRao, rate, claimed }) => ({
            ...{ netuid, skipped, alpha: String(alphaRao), rate: String(rate), claimed: String(claimed) },
          })),
          tao: mechanism === 'rates' ? worth(alpha) : taoRao,
        }))
        const subnets = bySubnet(accruals)
        return {
          ...{ block, mechanism, stays, one, type },
          tao: mechanism === 'untold' ? null : text(sumOrNull(validators.map(({ tao }) => tao))),
          least: text(leastRao),
          // Longer than anybody waits is as long as can be written down.
          unlock: unlockBlocks === null ? null : Number(unlockBlocks < 2n ** 32n ? unlockBlocks : 2n ** 32n),
          validators: validators.map((each) => ({ ...each, tao: text(each.tao) })),
          subnets: subnets.map(({ netuid, alphaRao, skipped }) => ({
            ...{ netuid, alpha: String(alphaRao), tao: text(spotIn(prices, { netuid, alphaRao })), skipped },
            ...{ name: names?.subnets[netuid]?.name ?? null, symbol: names?.subnets[netuid]?.symbol ?? null },
          })),
        }
      })
    },
    async estimateClaim({ from, claim }) {
      await needAccount(wallet, from)
      return linked(async () => {
        const live = await wallet.chain.ready()
        const found = await readRootDividends(live, from)
        if (!found) throw new KluisError('not-supported')
        const [cost, brought] = await Promise.all([costOf(live, from, orderOf(live, claim)), broughtBy(live, found, claim)])
        const { feeRao, freeRao, payableRao } = cost
        const { receivesRao, keptRao, accrued, claimable, kept, atMost } = brought
        const yieldsRao = receivesRao === null || keptRao === null ? null : receivesRao + keptRao
        return {
          ...{
            fee: String(feeRao),
            free: String(freeRao),
            receives: text(receivesRao),
            worth: text(yieldsRao),
            worthFrom: String(worthFrom(feeRao)),
          },
          ...{ atMost, sells: sells(found.type, claim) },
          advice: claimAdvice({ accrued, claimable, yieldsRao, feeRao, payableRao }),
          kept: kept.map(({ netuid, alphaRao }) => ({ netuid, alpha: String(alphaRao) })),
        }
      })
    },
    async prepareClaim({ from, claim, protection, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      return linked(async () => {
        const live = await wallet.chain.ready()
        const holding = orderOf(live, claim)
        // What is claimed is sold at any price, unless all of it stays alpha; for a sale without a limit there is a word to type.
        if (protection.kind === 'exact' && sells(await readClaimType(live, from), claim)) throw new KluisError('invalid-input')
        return prepare(from, { holding })
      })
    },
    async prepareClaimType({ from, type, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      return prepare(from, { holding: { kind: 'claim-type', type } })
    },
  }
}

/** Whether a claim sells on one of its subnets. Where these are not asked for, it sells a part of everything. */
const sells = (type: ClaimType | null, claim: ClaimInput): boolean =>
  claim.kind !== 'subnets' || claim.netuids.some((netuid) => !keeps(type, netuid))
const keeps = (type: ClaimType | null, netuid: number): boolean =>
  type?.type === 'Keep' || (type?.type === 'KeepSubnets' && type.netuids.includes(netuid))

type Part = { netuid: number; alphaRao: bigint }
const text = (rao: bigint | null): string | null => rao?.toString() ?? null
const sumOrNull = (all: readonly (bigint | null)[]): bigint | null =>
  all.reduce<bigint | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0n)
const spotIn = (prices: ReadonlyMap<number, bigint>, { netuid, alphaRao }: Part): bigint | null => {
  const price = prices.get(netuid)
  return price === undefined ? null : spotOf(alphaRao, price)
}

/** What waits on each subnet with all validators, the most alpha first; `skipped`: a claim passes over all of it. */
function bySubnet(accruals: RootDividends['accruals']): (Part & { skipped: boolean })[] {
  const made = new Map<number, Part & { skipped: boolean }>()
  for (const { netuid, alphaRao, skipped } of accruals.flatMap(({ alpha }) => alpha)) {
    const before = made.get(netuid)
    made.set(netuid, { netuid, alphaRao: (before?.alphaRao ?? 0n) + alphaRao, skipped: skipped && (before?.skipped ?? true) })
  }
  return [...made.values()].sort((one, other) => (one.alphaRao < other.alphaRao ? 1 : -1))
}

/** The call for a claim. Where subnets are not asked for, any one has to be named (chain.md 4.2). @throws KluisError not-supported */
function orderOf(live: Live, claim: ClaimInput): HoldingOrder {
  const mechanism = rootMechanism(live)
  if (!mechanism || (claim.kind === 'subnets') !== (mechanism === 'rates')) throw new KluisError('not-supported')
  if (claim.kind === 'one') return { kind: 'claim-one', hotkey: claim.hotkey }
  if (claim.kind === 'all') return { kind: 'claim', netuids: [ROOT] }
  if (new Set(claim.netuids).size !== claim.netuids.length) throw new KluisError('invalid-input')
  return { kind: 'claim', netuids: claim.netuids }
}

/** What a claim brings now. `keptRao`: what stays alpha, at its price. */
async function broughtBy(live: Live, found: RootDividends, claim: ClaimInput) {
  const none = { kept: [] as Part[], keptRao: 0n as bigint | null, atMost: false }
  if (found.mechanism === 'untold') return { ...none, receivesRao: null, accrued: true, claimable: true }
  if (claim.kind !== 'subnets') {
    const asked = found.accruals.filter(({ hotkey }) => claim.kind === 'all' || hotkey === claim.hotkey)
    const taken = asked.filter(({ skipped }) => !skipped)
    const accrued = asked.some(({ taoRao }) => taoRao !== 0n)
    const receivesRao = sumOrNull(taken.map(({ taoRao }) => taoRao))
    return { ...none, receivesRao, accrued, claimable: taken.length > 0, atMost: taken.length > 1 }
  }
  const rows = found.accruals.flatMap(({ alpha }) => alpha.filter(({ netuid }) => claim.netuids.includes(netuid)))
  const parts = claim.netuids.map((netuid) => ({
    netuid,
    alphaRao: rows.filter((each) => each.netuid === netuid && !each.skipped).reduce((sum, { alphaRao }) => sum + alphaRao, 0n),
  }))
  const taken = parts.filter(({ alphaRao }) => alphaRao > 0n)
  const kept = taken.filter(({ netuid }) => keeps(found.type, netuid))
  const sold: (bigint | null)[] = []
  // One after the other: a node that serves everybody is not asked five things at once.
  for (const each of taken.filter(({ netuid }) => !keeps(found.type, netuid))) sold.push(await soldFor(live, found, each))
  return {
    ...none,
    kept,
    keptRao: sumOrNull(kept.map((each) => spotIn(found.prices, each))),
    receivesRao: sumOrNull(sold),
    accrued: rows.length > 0,
    claimable: taken.length > 0,
  }
}

/** What alpha of dividends is sold for, without the fee of the pool: nothing where it cannot be sold, null where nobody tells. */
async function soldFor(live: Live, { hash, prices }: RootDividends, { netuid, alphaRao }: Part): Promise<bigint | null> {
  const priceRao = prices.get(netuid)
  if (priceRao === undefined) return null
  const rate = await readFeeRate(live, hash, netuid)
  const sale = await readSale(live, hash, { netuid, alphaRao: beforeFee(alphaRao, rate) ?? alphaRao, priceRao })
  return sale === undefined ? null : (sale?.taoRao ?? 0n)
}
