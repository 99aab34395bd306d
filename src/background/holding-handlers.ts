import type { Account } from '../accounts'
import {
  addressOf,
  atNewest,
  existentialDeposit,
  type HoldingOrder,
  hasShield,
  keepsUnclaimed,
  type Live,
  type RootDividends,
  readLeastFee,
  readParties,
  readRootDividends,
  rootMechanism,
  staysOf,
} from '../chain'
import { extrinsicOf } from '../explain'
import { lastSeen, type Seen } from '../history'
import type { ClaimInput, Handlers, PopupContract } from '../messaging'
import { claimAdvice, isLoss, ROOT, worthFrom } from '../staking'
import { KluisError } from '../units'
import { broughtBy, type Part, sells, spotIn, sumOrNull } from './claim-worth'
import { feesOf, pricesOf } from './costs'
import type { Desk } from './desk'
import { needAccount, needSender } from './need-account'
import { preparing } from './paying'
import { decoyOf } from './shielding'
import type { Signer } from './signing'
import type { Wallet } from './wallet'

type Names = 'rootDividends' | 'estimateClaim' | 'prepareClaim' | 'prepareClaimType'
type Linked = <T>(work: () => Promise<T>) => Promise<T>

/** What was seen last, for names. */
export async function lastSeenBy(wallet: Wallet): Promise<Seen | undefined> {
  const { network } = await wallet.settings.read()
  return lastSeen(await wallet.seen.read(), network)
}

/** Answers about root dividends: what waits, what claiming it costs and brings, and the requests that are made of it. */
export function claimHandlers(wallet: Wallet, desk: Desk, signer: Signer, linked: Linked): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)
  /** What of the fee of a claim is never given back, in rao. The node is not shown what may be hidden. */
  const leastFeeOf = async (live: Live, account: Account, holding: HoldingOrder) =>
    readLeastFee(live, extrinsicOf(...(await signer.draftOf(live, account, decoyOf({ holding })))).bytes)
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
        const names = await lastSeenBy(wallet)
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
      const account = await needAccount(wallet, from)
      return linked(async () => {
        const { live } = await atNewest(await wallet.chain.ready())
        const holding = orderOf(live, claim)
        const [found, { byAccount }, leastFeeRao] = await Promise.all([
          readRootDividends(live, from),
          readParties(live, [from]),
          leastFeeOf(live, account, holding),
        ])
        if (!found) throw new KluisError('not-supported')
        const party = byAccount.get(from)
        if (!party) throw new KluisError('internal')
        const open = sells(found.type, claim)
        const [brought, fees] = await Promise.all([broughtBy(live, found, claim), feesOf(signer, { account, live }, { holding }, open)])
        const { receivesRao, yieldsRao, accrued, claimable, kept, atMost } = brought
        const feeRao = fees.inside
        // A part is never more than the whole.
        if (leastFeeRao !== null && leastFeeRao > feeRao) throw new KluisError('node-lied')
        const stays = staysOf(party, existentialDeposit(live), true)
        const { shield } = await pricesOf(wallet, { free: party.free, stays }, fees, receivesRao)
        const cost = { feeRao, leastFeeRao, payableRao: party.free > stays ? party.free - stays : 0n }
        return {
          ...{ fee: String(feeRao), leastFee: text(leastFeeRao), free: String(party.free) },
          ...{ receives: text(receivesRao), worth: text(yieldsRao), worthFrom: String(worthFrom(feeRao)) },
          ...{ atMost, sells: open, shield },
          advice: claimAdvice({ ...cost, accrued, claimable, yieldsRao }),
          kept: kept.map(({ netuid, alphaRao }) => ({ netuid, alpha: String(alphaRao) })),
        }
      })
    },
    async prepareClaim({ from, claim, protection, hidden, hotkeyMeant }) {
      const account = await needSender(wallet, from, hotkeyMeant)
      return linked(async () => {
        const live = await wallet.chain.ready()
        const holding = orderOf(live, claim)
        const [found, leastFeeRao] = await Promise.all([readRootDividends(live, from), leastFeeOf(live, account, holding)])
        if (!found) throw new KluisError('not-supported')
        // What is claimed is sold at any price, unless all of it stays alpha: then there is nothing to hide, and else a word to type.
        if (sells(found.type, claim) ? protection.kind === 'exact' : hidden) throw new KluisError('invalid-input')
        const envelope = hidden && hasShield(live) ? BigInt((await signer.hiddenCosts(from, { holding })).fee) : 0n
        if (leastFeeRao !== null && isLoss((await broughtBy(live, found, claim)).yieldsRao, leastFeeRao + envelope))
          throw new KluisError('claim-loss')
        return prepare(from, { holding }, hidden)
      })
    },
    async prepareClaimType({ from, type, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      return prepare(from, { holding: { kind: 'claim-type', type } })
    },
  }
}

const text = (rao: bigint | null): string | null => rao?.toString() ?? null

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
