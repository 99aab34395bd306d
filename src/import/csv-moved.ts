import { broughtBy, claimedBy, type EntryView, envelopeFees, soldByAll, wentBy } from '../messaging'
import type { Fact } from '../units'
import type { Words } from '../words'

/** An amount in rao: of a subnet's alpha, or of TAO where `netuid` is 0, on root too. */
export type Sum = { rao: bigint; netuid: number }
/** What left and what came for the account that signed. `stays`: it is no trade, for TAO became root stake, or stake another's care. */
export type Moved = {
  sent: Sum | null
  received: Sum | null
  stays: boolean
  text: Extract<keyof Words['ledger']['lines'], 'staked' | 'unstaked' | 'swapped' | 'given' | 'claimed'>
}
type Call = EntryView['calls'][number]

const tao = (text: string | bigint): Sum => ({ rao: BigInt(text), netuid: 0 })
const texts: Partial<Record<Fact['kind'], Moved['text']>> = { stake: 'staked', unstake: 'unstaked', 'move-stake': 'swapped' }

/** Whether a call leaves all stake in the account and in its currency, whatever it comes to: on root, and within a subnet. */
export const staysPut = (fact: Fact): boolean =>
  ((fact.kind === 'stake' || fact.kind === 'unstake') && fact.netuid === 0) || (fact.kind === 'move-stake' && fact.netuid === fact.toNetuid)

/** What one staking call moved, by what its block told; undefined where that is not known. */
export function movedBy(entry: EntryView, call: Call): Moved[] | undefined {
  const { fact } = call
  if (fact.kind === 'unstake-all') {
    const all = soldByAll(entry).map(({ netuid, alpha, tao: got }): Moved => {
      return { sent: { rao: BigInt(alpha), netuid }, received: tao(got), stays: netuid === 0, text: 'unstaked' }
    })
    return all.length ? all : undefined
  }
  const claimed = claimedBy(entry, call)
  if (claimed !== undefined) return claimed === 0n ? [] : [{ sent: null, received: tao(claimed), stays: false, text: 'claimed' }]
  const went = wentBy(entry, call)
  if (went) {
    const sent = { rao: went.rao, netuid: went.netuid }
    const given = fact.kind === 'give-stake'
    return [{ sent, received: given ? null : sent, stays: !given, text: given ? 'given' : 'swapped' }]
  }
  const brought = broughtBy(entry, call)
  const text = texts[fact.kind]
  if (!brought || !text) return undefined
  const { gave, fromNetuid, got, netuid } = brought
  return [{ sent: { rao: gave, netuid: fromNetuid }, received: { rao: got, netuid }, stays: fromNetuid === netuid, text }]
}

/**
 * What the network took for an own transaction and for its envelopes: of TAO, of the stake, or of both; nothing where there is nothing, or
 * nobody told. `unclear`: a part of it is not known.
 */
export function feesOf({ status, fee, alphaFee, hidden }: EntryView): { fees: Sum[]; unclear: boolean } {
  const envelopes = envelopeFees({ hidden })
  const envelope = hidden?.envelope
  // What was lost took nothing; an envelope that is in a block did, whoever tells of it.
  const unclear = (status.phase === 'final' && fee === null) || (envelope?.fee === null && envelope.phase !== 'lost')
  const inTao = BigInt(fee ?? 0) + envelopes
  const none = alphaFee ? inTao === 0n : fee === null && envelopes === 0n
  return {
    fees: [...(none ? [] : [tao(inTao)]), ...(alphaFee ? [{ rao: BigInt(alphaFee.alpha), netuid: alphaFee.netuid }] : [])],
    unclear,
  }
}
