import { addressOf } from '../accounts'
import { own as ownOf } from '../activity'
import type { Party } from '../chain'
import type { Explanation } from '../explain'
import type { RecipientFacts } from '../messaging'
import { encodeAddress, fromHex, KluisError, lookalike } from '../units'
import type { Wallet } from './wallet'

type Place = { id: string; address: string }
/** Whom the person knows: `known` are own accounts, and those that got something from them, for good. */
export type Acquaintances = {
  known: Place[]
  contacts: Place[]
  own: ReadonlySet<string>
  paid: ReadonlyMap<string, { times: number; at: number }>
}

/** @param genesisHash of the chain on which they were paid, undefined for any */
export async function acquaintancesOn(wallet: Wallet, genesisHash?: string): Promise<Acquaintances> {
  const [accounts, contacts, activity] = await Promise.all([wallet.accounts.read(), wallet.contacts.read(), wallet.activity.read()])
  const paid = new Map<string, { times: number; at: number; address: string }>()
  for (const { status, calls, at, ...each } of ownOf(activity)) {
    if (each.genesisHash !== (genesisHash ?? each.genesisHash) || status.phase !== 'final' || !status.ok || status.part) continue
    const once = new Map<string, string>()
    for (const { fact } of calls) {
      if (fact.kind !== 'transfer' && fact.kind !== 'transfer-all' && fact.kind !== 'give-stake') continue
      const amount = fact.kind === 'transfer' ? fact.amount : fact.kind === 'give-stake' ? (fact.alpha ?? 1) : fact.amountNow
      if (BigInt(amount ?? 0) > 0n) once.set(fact.to.id, fact.to.address)
    }
    for (const [id, address] of once) {
      const before = paid.get(id)
      paid.set(id, { address, times: (before?.times ?? 0) + 1, at: Math.max(before?.at ?? 0, at) })
    }
  }
  const own = accounts.list.map(({ id }) => ({ id, address: addressOf(id) }))
  return {
    known: [...own, ...[...paid].map(([id, { address }]) => ({ id, address }))],
    contacts: contacts.map(({ id }) => ({ id, address: addressOf(id) })),
    own: new Set(own.map(({ id }) => id)),
    paid,
  }
}

/** Account ids that may be paid, where the person pays contacts and own accounts only; undefined where they pay anybody. */
export async function payableOf(wallet: Wallet, { own, contacts }: Acquaintances): Promise<ReadonlySet<string> | undefined> {
  return (await wallet.settings.read()).contactsOnly ? new Set([...own, ...contacts.map(({ id }) => id)]) : undefined
}

/** @throws KluisError not-a-contact {address}: the person pays contacts and own accounts only, and somebody else would be paid */
export function needPayable(leaves: readonly { fact: object }[], payable: ReadonlySet<string> | undefined): void {
  if (!payable) return
  for (const { fact } of leaves) {
    const { to } = fact as { to?: { id: string; address: string } }
    if (to && !payable.has(to.id)) throw new KluisError('not-a-contact', { address: to.address })
  }
}

/** Recipients of whom the chain is asked: more than a person reads is not worth a longer question. */
const MOST_RECIPIENTS = 100

/** Account ids of those that a call pays, each once. */
export function recipientsOf({ leaves }: Explanation): string[] {
  const all = leaves.flatMap(({ fact }) => ('to' in fact ? [fact.to.id] : []))
  return [...new Set(all)].slice(0, MOST_RECIPIENTS)
}

/** What is told of somebody who may be paid. */
export function recipientFacts(id: string, party: Party, { known, contacts, paid }: Acquaintances): RecipientFacts {
  const address = encodeAddress(fromHex(id))
  const isKnown = known.some((each) => each.id === id)
  const before = paid.get(id)
  return {
    id,
    free: party.free.toString(),
    exists: party.exists,
    hotkeyOf: party.hotkeyOf === null ? null : encodeAddress(fromHex(party.hotkeyOf)),
    paid: before?.times ?? 0,
    paidAt: before?.at ?? null,
    twin: isKnown ? null : (lookalike(address, [...known, ...contacts]) ?? null),
  }
}
