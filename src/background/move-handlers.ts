import {
  hasCall,
  leastStake,
  type MoveOrder,
  readFeeRate,
  readParties,
  readReserves,
  readSwap,
  readSwitches,
  type StakeOrder,
} from '../chain'
import type { Handlers, PopupContract } from '../messaging'
import { isLimit, leastSwapped, ROOT, swapImpact, swapLimit, swapTerms } from '../staking'
import { KluisError, readAddress, spotOf, toHex } from '../units'
import { costsOf } from './costs'
import type { Desk } from './desk'
import { needSender } from './need-account'
import { preparing } from './paying'
import { acquaintancesOn, recipientFacts } from './recipients'
import type { Signer } from './signing'
import {
  closed,
  lookAtStake,
  missing,
  needNear,
  needNone,
  partOf,
  type Refusal,
  type StakeLook,
  soldFor,
  tooMuch,
  unpaid,
  unpriced,
} from './stake-look'
import type { Wallet } from './wallet'

type Names = 'estimateMove' | 'prepareMove' | 'estimateStakeTransfer' | 'prepareStakeTransfer'
type Way = Pick<MoveOrder, 'hotkey' | 'netuid' | 'toHotkey' | 'toNetuid' | 'amountRao'>
type Gift = Extract<StakeOrder, { side: 'give' }>

const U64 = 2n ** 64n
const textOf = (rao: bigint | null | undefined) => rao?.toString() ?? null

/** Answers about stake that goes to another validator, subnet or coldkey, and the requests that are made of it. */
export function moveHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)

  return {
    async estimateMove({ from, amount, tolerance, ...place }) {
      return linked(async () => {
        const way: Way = { ...place, amountRao: BigInt(amount) }
        const look = await lookAtStake(wallet, from, [way.netuid, way.toNetuid], (at) => aboutWay(at, way))
        const across = way.netuid !== way.toNetuid
        const call = way.hotkey === way.toHotkey ? 'swap_stake_limit' : 'move_stake_limit'
        const guarded = across && hasCall(look.live, 'SubtensorModule', call)
        const [price = 0n, toPrice = 0n] = [way.netuid, way.toNetuid].map((each) => look.prices.get(each))
        const terms = guarded ? await termsOf(look, way, BigInt(tolerance)) : undefined
        const limitRao = terms && terms.limitRao < U64 ? terms.limitRao : null
        const order: MoveOrder = { side: 'move', ...way, limitRao, partial: false }
        const weighed = weigh(look, order)
        const worth = weighed.then(({ swap }) => swap?.taoRao ?? spotOf(way.amountRao, price))
        const [{ swap, rate, refusal }, costs, sold] = await Promise.all([
          weighed,
          costsOf({ wallet, signer }, look, order, worth),
          across ? undefined : soldFor(look, way.netuid, way.amountRao),
        ])
        const can = refusal === null && way.amountRao > 0n
        const impact = swap ? Number(swapImpact(way.amountRao - swap.feeRao, price, swap.receivesRao, toPrice)) : 0
        const receives = !can ? undefined : across ? swap?.receivesRao : way.amountRao
        const held = partOf(look, way.hotkey, way.netuid)
        const now = textOf(across ? swap?.taoRao : sold)
        return {
          ...costs,
          way: across ? (guarded ? 'limit' : 'unprotected') : 'exact',
          ...{ most: String(held?.sellableRao ?? 0n), heldBlocks: held?.heldBlocks ?? 0 },
          minimum: across ? textOf(leastStake(look.live)) : null,
          ...{
            price: textOf(look.prices.get(way.netuid)),
            toPrice: textOf(look.prices.get(way.toNetuid)),
            limit: textOf(limitRao),
            poolFee: String(swap?.feeRao ?? 0n),
          },
          ...{ impact, moved: Math.max(impact, Number(terms?.moved ?? 0n)), receives: textOf(receives), now },
          least: can && limitRao !== null && terms ? String(leastSwapped(way.amountRao, terms.sureRao, rate, toPrice)) : null,
          back: receives === undefined ? null : across ? textOf(await soldFor(look, way.toNetuid, receives)) : now,
          problem: (refusal ?? unpaid(look, costs))?.problem ?? null,
        }
      })
    },
    async prepareMove({ from, hotkey, netuid, toHotkey, toNetuid, amount, protection, tolerance, hidden, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      const amountRao = BigInt(amount)
      if (amountRao === 0n) throw new KluisError('amount-zero')
      const limitRao = protection.kind === 'limit' ? BigInt(protection.limit) : null
      // Within a subnet there is nothing to protect; a limit that protects from nothing is none, and for none there is a word to type.
      const exact = protection.kind === 'exact'
      if (exact !== (netuid === toNetuid) || (limitRao !== null && !isLimit('swap', limitRao))) throw new KluisError('invalid-input')
      const partial = protection.kind === 'limit' && protection.partial
      const order: MoveOrder = { side: 'move', hotkey, netuid, toHotkey, toNetuid, amountRao, limitRao, partial }
      await linked(async () => {
        const look = await lookAtStake(wallet, from, [netuid, toNetuid])
        const [terms, { refusal }] = await Promise.all([limitRao === null ? undefined : termsOf(look, order, 0n), weigh(look, order)])
        // One less: it was rounded up.
        needNear('swap', [{ limitRao, priceRao: terms && terms.limitRao - 1n }], tolerance)
        needNone(refusal)
      })
      return prepare(from, { stake: order }, hidden)
    },
    async estimateStakeTransfer({ from, to, hotkey, netuid, amount }) {
      const order: Gift = { side: 'give', to: toHex(readAddress(to)), hotkey, netuid, amountRao: BigInt(amount) }
      return linked(async () => {
        const look = await lookAtStake(wallet, from, [netuid], ({ live, hash }) =>
          Promise.all([readParties(live, [order.to]), aboutGift({ live, hash }, order)]),
        )
        const { live } = look
        const [{ byAccount }, people] = await Promise.all([readParties(live, [order.to]), acquaintancesOn(wallet, live.genesisHash)])
        const party = byAccount.get(order.to)
        if (!party) throw new KluisError('internal')
        const held = partOf(look, hotkey, netuid)
        const price = look.prices.get(netuid)
        const [refusal, worth, { shield: _, ...costs }] = await Promise.all([
          weighGift(look, order),
          soldFor(look, netuid, order.amountRao),
          // No pool has a part in a gift, so there is nothing to hide.
          costsOf({ wallet, signer }, look, order),
        ])
        return {
          ...costs,
          ...{ most: String(held?.sellableRao ?? 0n), heldBlocks: held?.heldBlocks ?? 0 },
          whole: held?.alphaRao === order.amountRao,
          spot: price === undefined ? null : String(spotOf(order.amountRao, price)),
          worth: textOf(worth),
          recipient: recipientFacts(order.to, party, people),
          problem: (refusal ?? unpaid(look, costs))?.problem ?? null,
        }
      })
    },
    async prepareStakeTransfer({ from, to, hotkey, netuid, amount, hotkeyMeant }) {
      const order: Gift = { side: 'give', to: toHex(readAddress(to)), hotkey, netuid, amountRao: BigInt(amount) }
      if (order.amountRao === 0n) throw new KluisError('amount-zero')
      await needSender(wallet, from, hotkeyMeant)
      await linked(async () => needNone(await weighGift(await lookAtStake(wallet, from, [netuid]), order)))
      return prepare(from, { stake: order })
    },
  }
}

/** What a swap's limit can be, and what is sure of it: from root and to it there is one pool, and the limit bounds its price. */
async function termsOf({ live, hash, prices }: StakeLook, { netuid, toNetuid, amountRao }: Way, tolerance: bigint) {
  const [price = 0n, toPrice = 0n] = [netuid, toNetuid].map((each) => prices.get(each))
  if (netuid === ROOT || toNetuid === ROOT) {
    const limitRao = swapLimit(price, toPrice, tolerance)
    return limitRao === undefined ? undefined : { limitRao, sureRao: limitRao, moved: 0n }
  }
  const [from, to] = (await readReserves(live, hash, [netuid, toNetuid])) ?? []
  return from && to && swapTerms({ ...from, priceRao: price }, { ...to, priceRao: toPrice }, amountRao, tolerance)
}

/** What the chain would say of a move, in the order of what is plainest, and what its own simulation makes of it. */
async function weigh(look: StakeLook, order: MoveOrder) {
  const { live, hash, prices } = look
  const { hotkey, netuid, toHotkey, toNetuid, amountRao } = order
  const across = netuid !== toNetuid
  const [open, { byAccount }, rate, toRate] = await aboutWay({ live, hash }, order)
  const shut = closed(open, [netuid, toNetuid])
  // Within a subnet no pool has a part in it, and nothing has to be compared.
  const blind = across ? unpriced(look, [netuid, toNetuid]) : null
  const [from, to] = [netuid, toNetuid].map((each) => ({ netuid: each, priceRao: prices.get(each) ?? 0n })) as [Place, Place]
  const swap = across && !shut && !blind && amountRao > 0n ? await readSwap(live, hash, { from, to, amountRao, rate: toRate }) : undefined
  const judge = (): Refusal | null => {
    if (!across && hotkey === toHotkey) return { problem: 'stake-same-place' }
    const none = missing(live, order) ?? shut
    if (none) return none
    if (byAccount.get(toHotkey)?.hotkeyOf === null) return { problem: 'validator-unknown' }
    const much = tooMuch(look, order)
    if (much) return much
    if (blind) return blind
    const minimum = leastStake(live)
    const worth = swap?.taoRao ?? spotOf(amountRao, from.priceRao)
    if (across && amountRao > 0n && minimum !== null && worth <= minimum) return { problem: 'stake-too-small' }
    return swap === null ? { problem: 'stake-no-trade' } : null
  }
  return { swap, rate, refusal: judge() }
}
type Place = { netuid: number; priceRao: bigint }
/** What the chain keeps about where stake goes: whether it can be traded there, whose validator that is, and the fees of the pools. */
function aboutWay({ live, hash }: Pick<StakeLook, 'live' | 'hash'>, { netuid, toHotkey, toNetuid }: Way) {
  const across = netuid !== toNetuid
  const rateOf = (each: number) => (!across || each === ROOT ? 0n : readFeeRate(live, hash, each))
  return Promise.all([
    readSwitches(live, hash, 'SubtokenEnabled', [netuid, toNetuid]),
    readParties(live, [toHotkey]),
    // The one pool that takes a fee is the first, unless that is root.
    rateOf(netuid === ROOT ? toNetuid : netuid),
    rateOf(toNetuid),
  ])
}

/** The same of a gift, which no pool has a part in. */
async function weighGift(look: StakeLook, order: Gift): Promise<Refusal | null> {
  const { account, live, hash } = look
  const { to, netuid } = order
  if (to === account.id) return { problem: 'recipient-self' }
  const [open, given] = await aboutGift({ live, hash }, order)
  const none = missing(live, order) ?? closed(open, [netuid])
  if (none) return none
  if (given?.get(netuid) === false) return { problem: 'stake-transfer-off' }
  return tooMuch(look, order)
}
function aboutGift({ live, hash }: Pick<StakeLook, 'live' | 'hash'>, { netuid }: Gift) {
  return Promise.all([readSwitches(live, hash, 'SubtokenEnabled', [netuid]), readSwitches(live, hash, 'TransferToggle', [netuid])])
}
