import type { Account } from '../accounts'
import { type Entry, type Hidden, isOver, own, type Resealed, type Status } from '../activity'
import {
  ENVELOPE_CALL,
  envelopeCall,
  type Live,
  type Progress,
  readFee,
  readFinalHead,
  readShieldKey,
  SHIELD_PERIOD,
  type Sought,
  sealEnvelope,
  trades,
} from '../chain'
import { extrinsicOf, type OpenedPayload, type PayloadFields } from '../explain'
import { encodeEra, KluisError, mortalEra, sameBytes, toHex } from '../units'
import type { Card } from './cards'
import { keyOf } from './key-of'
import type { Order } from './orders'
import type { Wallet } from './wallet'

/** Bytes of an envelope beside what it holds. */
const AROUND = 16 + 2 + 1_088 + 24 + 16

/** What an order costs that travels hidden, in decimal rao: its envelope, and itself. */
export type HiddenCosts = { fee: string; inside: string }
/** An order in its envelope, signed inside and outside. `extrinsic`: hex, of the envelope; of the order nothing but its hash is left. */
export type Sealed = Resealed & { extrinsic: string }

const nobody = (byte: string) => `0x${byte.repeat(32)}`
/** What is written with as many bytes, and is by nobody's hotkey and of other amounts. */
const blind = <T extends { hotkey: string }>(part: T): T => ({
  ...(Object.fromEntries(Object.entries(part).map(([name, value]) => [name, typeof value === 'bigint' ? 1n : value])) as T),
  hotkey: nobody('00'),
})
/**
 * The same order with other numbers and nobody's hotkey: as long, so as dear, and it tells no node what is meant.
 * @throws KluisError invalid-input: it is no trade, nor a claim, which may be one
 */
export function decoyOf(order: Order): Order {
  if ('holding' in order) {
    if (order.holding.kind === 'claim-one') return { holding: blind(order.holding) }
    if (order.holding.kind === 'claim') return { holding: { ...order.holding, netuids: order.holding.netuids.map((_, at) => at) } }
  }
  if (!('stake' in order) || !trades(order.stake)) throw new KluisError('invalid-input')
  const { stake } = order
  if (stake.side === 'sell-all') return { stake: { ...stake, legs: stake.legs.map(blind) } }
  if (stake.side !== 'move') return { stake: blind(stake) }
  // Which call it is depends on whether the validator stays.
  return { stake: { ...blind(stake), toHotkey: nobody(stake.hotkey === stake.toHotkey ? '00' : '01') } }
}
/** @param draftOf as of the signer. @throws KluisError invalid-input (it is no trade), offline, node-lied */
export async function costsOfHiding(
  live: Live,
  draftOf: (order: Order) => Promise<[OpenedPayload, Uint8Array]>,
  order: Order,
): Promise<HiddenCosts> {
  const inside = extrinsicOf(...(await draftOf(decoyOf(order)))).bytes
  const outside = extrinsicOf(...(await draftOf({ envelope: new Uint8Array(AROUND + inside.length) }))).bytes
  const [inner, outer] = await Promise.all([readFee(live, inside), readFee(live, outside)])
  return { fee: String(outer), inside: String(inner) }
}

/**
 * @param except the request that is asked for: of itself it knows
 * @throws KluisError shield-under-way: whatever else this account signs would take the place of what is hidden, which no node knows of
 */
export async function needNoneHidden({ activity, requests }: Wallet, account: string, genesisHash: string, except?: string): Promise<void> {
  const waits = ({ phase }: Status) => phase === 'signed' || phase === 'sent' || phase === 'refused'
  // The request first: it goes only when its entry is there.
  const { items } = await requests.read()
  const agreed = items.some(({ id, state, card }) => {
    const asked = card as Card | null
    return id !== except && state !== 'waiting' && asked?.kind === 'transaction' && asked.hidden && asked.account.id === account
  })
  const hidden = own(await activity.read()).filter((each) => each.hidden && each.account === account && each.genesisHash === genesisHash)
  if (agreed || hidden.some(({ status }) => waits(status))) throw new KluisError('shield-under-way')
}

/**
 * Seals an order for the key of now and signs both: the envelope takes place `nonce` of its account, the order the one after it, and both
 * are over after eight blocks. Of what was approved nothing else is set anew.
 * @param open reads fields as the signer does
 * @throws KluisError changed, locked, shield-unavailable, offline, node-lied
 */
export async function sealOrder(
  wallet: Wallet,
  live: Live,
  account: Account,
  fields: PayloadFields,
  nonce: number,
  open: (fields: PayloadFields) => OpenedPayload,
): Promise<Sealed> {
  const approved = open(fields)
  const [key, head] = await Promise.all([readShieldKey(live, wallet.chain.second), readFinalHead(live)])
  const number = (value: number) => `0x${value.toString(16)}`
  const { hash: blockHash, number: eraBegin } = head
  const era = toHex(encodeEra(mortalEra(eraBegin, SHIELD_PERIOD)))
  const anew = (at: number, method: string): PayloadFields => ({
    ...fields,
    ...{ method, era, blockHash, blockNumber: number(eraBegin), nonce: number(at) },
  })
  const inner = open(anew(nonce + 1, fields.method))
  if (!sameBytes(inner.callBytes, approved.callBytes) || !sameBytes(inner.accountId, approved.accountId)) throw new KluisError('changed')
  if (inner.tip !== approved.tip || inner.mode !== approved.mode) throw new KluisError('changed')
  const place = keyOf(account, 'watch-only')
  const order = extrinsicOf(inner, await wallet.vault.sign(place, inner.toSign))
  const envelope = sealEnvelope(key, order.bytes)
  order.bytes.fill(0)
  const outer = open(anew(nonce, toHex(envelopeCall(live, envelope))))
  if (`${outer.call.pallet}.${outer.call.name}` !== ENVELOPE_CALL) throw new KluisError('changed')
  const { bytes, hash } = extrinsicOf(outer, await wallet.vault.sign(place, outer.toSign))
  return {
    ...{ hash: order.hash, nonce: nonce + 1, eraBegin, eraEnd: eraBegin + SHIELD_PERIOD },
    ...{ envelope: { hash, nonce }, extrinsic: toHex(bytes) },
  }
}

/** What the chain shows of a hidden order; `outer` of its envelope, undefined where that came to its end before. */
export type HiddenLook = { progress: Progress; outer: Progress | undefined }
/** Under which the envelope of an entry is looked for. */
export const envelopeOf = (id: string): string => `${id} envelope`
/**
 * Looks for a hidden order and its envelope. The order is over only once its envelope is: both are followed to the end.
 * @param look as that of a witness @throws KluisError offline, node-answer, node-lied
 */
export async function followHidden(
  look: (id: string, wanted: Sought, from: unknown) => Promise<Progress>,
  entry: Entry & { hidden: Hidden },
  replaced: boolean,
): Promise<HiddenLook> {
  const { envelope } = entry.hidden
  const calls = [{ call: ENVELOPE_CALL, path: [] }]
  const outside = { ...entry, hash: envelope.hash, nonce: envelope.nonce, calls, wrappers: [] }
  const outer = isOver(envelope.status) ? undefined : await look(envelopeOf(entry.id), outside, envelope.cursor)
  const progress = await look(entry.id, { ...entry, replaced }, entry.cursor)
  const { outcome } = progress
  // What no block took holds nothing that could run: without its place before it the order has none.
  if (outcome === 'unknown' && (outer?.outcome ?? envelope.status.phase) === 'lost' && progress.place === null)
    return { outer, progress: { ...progress, outcome: 'lost' } }
  const open = outer && (outer.outcome === 'waiting' || outer.outcome === 'included')
  if (open && outcome === 'final') return { outer, progress: { ...progress, outcome: 'included' } }
  if (open && outcome === 'lost') return { outer, progress: { ...progress, outcome: 'waiting' } }
  return { outer, progress }
}
