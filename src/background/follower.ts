import { type Activity, change, dropOver, type Entry, type Hidden, own, type Status, unsettled } from '../activity'
import { createWitness, doubtOf, existentialDeposit, type Live, type Progress, readMoney, submit } from '../chain'
import { lastSeen, namesWanted, placesOf, type Seen, see } from '../history'
import { fromHex, isLocalHost } from '../units'
import { coalesced } from './coalesced'
import { createHoldings, type HoldingsBook, lookOf } from './holdings'
import type { Notifier } from './notifier'
import { createReceiver } from './receiver'
import { recordValues, worthOf } from './recorder'
import type { Resealing } from './resealing'
import { createSales, type Sight } from './sales'
import { envelopeOf, followHidden } from './shielding'
import { FIRST } from './views'
import type { Wallet } from './wallet'

/** How often balances are read again while blocks come faster than a person can look, in milliseconds. */
const PACE = 400
/** How long the chain has to show a transaction before it is handed to a node again, in milliseconds. */
const AGAIN = 20_000
/** So long for one that no node is known to have: its own handing in may still wait for an answer, and with slow nodes a life may be short. */
const UNHEARD = 5_000
/** A public node that answers one question a second keeps half of its time for others: so long per question of the last look, in milliseconds. */
const PER_QUESTION = 2_000
/** Beyond the first of the list, how many accounts' balances are kept fresh: some screens full of rows. */
const MOST_ASKED = 200

/**
 * Keeps what the wallet knows of the chain fresh: balances and stakes of the accounts that are shown, and what became of transactions that are under way.
 * `look` is called at every new block and by alarm; calls while one runs are answered by one more run.
 */
export function createFollower(
  wallet: Wallet,
  changed: () => Promise<void>,
  book: HoldingsBook = createHoldings(),
  notifier?: Pick<Notifier, 'ended' | 'received'>,
  resealing?: Resealing,
) {
  let deposit: bigint | null = null
  let last = 0
  const received = createReceiver(wallet, notifier?.received)
  /** When a transaction was handed to a node again, by its entry's id. */
  const handedAt = new Map<string, number>()
  const witness = createWitness(wallet.chain.second, wallet.now)
  /** Which node no longer knew what became of a transaction, by its entry's id: it is not asked again. */
  const forgottenBy = new Map<string, string>()
  /** Which node was asked about a transaction from its first block on, by its entry's id: only that one can have forgotten it. */
  const wholeBy = new Map<string, string>()
  /** When money was looked at last, where, and how many questions that took. */
  let looked = { at: 0, questions: 0, url: '' }
  let soon = false
  /** What pages showed last of a long list, the newest at the end. */
  let asked: string[] = []
  const sales = createSales(wallet, book)
  /** The node and the transactions of the last look, about which other operators are asked next. */
  let doubted: Parameters<typeof witness.ask> | undefined
  let asking: Promise<void> = Promise.resolve()
  /** The look about which sales are asked next. */
  let newest: Parameters<typeof sales.ask> | undefined

  /** The link, with its questions counted. */
  async function counted(): Promise<Live> {
    const live = await wallet.chain.ready(1)
    const call: typeof live.rpc.call = (method, params) => {
      looked.questions++
      return live.rpc.call(method, params)
    }
    return { ...live, rpc: { ...live.rpc, call } }
  }
  async function isDue(): Promise<boolean> {
    const { rpc } = await wallet.chain.ready(1)
    const wait = isLocalHost(rpc.url) ? 0 : looked.questions * PER_QUESTION
    // A clock that went back is no reason to wait for it.
    return soon || rpc.url !== looked.url || Date.now() >= looked.at + wait || Date.now() < looked.at
  }

  async function balances(): Promise<void> {
    const keep = wallet.keeping()
    const live = await counted()
    looked = { at: Date.now(), questions: 0, url: live.rpc.url }
    soon = false
    deposit = existentialDeposit(live)
    const { list, chosen } = await wallet.accounts.read()
    const here = new Set(list.map(({ id }) => id))
    const wanted = new Set([...list.slice(0, FIRST).map(({ id }) => id), ...(chosen ? [chosen] : []), ...asked])
    const network = live.network.id
    const before = lastSeen(await wallet.seen.read(), network)
    const ids = [...wanted].filter((id) => here.has(id))
    const money = await readMoney(live, ids, namesWanted(before, wallet.now()), placesOf(before, ids))
    const at = wallet.now()
    let seen: Seen | undefined
    await keep(async () => {
      // An account that was removed while the chain was asked leaves nothing behind.
      const still = await wallet.here()
      const byAccount = new Map([...money.byAccount].filter(([id]) => still.has(id)))
      await wallet.seen.note((history) => {
        const after = see(history, network, lookOf({ ...money, byAccount }, at))
        seen = after === history ? undefined : lastSeen(after, network)
        return after
      })
    })
    // A look that was refused is none to be recorded, nor to ask more about.
    if (!seen) return
    recordValues(wallet, keep, { network, at, ...worthOf(money, book, seen, at) })
    // Afterwards and beside: whoever waits for balances or a transaction does not wait for these.
    newest = [live, money.hash, network, seen, keep]
    void askSales()
  }
  const askSales = coalesced(async () => {
    // Failures are nobody's matter here: the next look asks again.
    if (newest && (await sales.ask(...newest).catch(() => 0))) await changed().catch(() => undefined)
  })

  /** Beside the looks: nobody who waits for a transaction waits for another operator. What came of it is written by a look. */
  const askSecond = coalesced(async () => {
    if (doubted && (await witness.ask(...doubted).catch(() => false))) await look()
  })
  /**
   * What the chain shows of all that is under way is written at once: the activity is one text, however few of it changes.
   * @returns whether one of them was just included: the money of its account is another now
   */
  async function transactions(): Promise<boolean> {
    const keep = wallet.keeping()
    const live = await wallet.chain.ready(1)
    const looks: Look[] = []
    const lost: Entry[] = []
    const activity = await wallet.activity.read()
    const open = unsettled(activity)
    for (const before of open) {
      if (before.genesisHash !== live.genesisHash || forgottenBy.get(before.id) === live.rpc.url) continue
      // One that cannot be looked at holds up no other.
      const look = await lookFor(live, before, isReplaced(activity, before)).catch(() => undefined)
      if (!look) continue
      const { progress } = look
      looks.push(look)
      if (look.again) lost.push(before)
      const { url } = live.rpc
      if (before.cursor === null) wholeBy.set(before.id, url)
      else if (wholeBy.get(before.id) !== url) wholeBy.delete(before.id)
      // What another operator contradicts the node has not forgotten: it is asked again.
      if (progress.outcome !== 'unknown' || doubtOf(progress.cursor)) continue
      // What another node kept back is before where this one began: it is asked once more, about all of it.
      if (wholeBy.get(before.id) === url) forgottenBy.set(before.id, url)
      else wholeBy.set(before.id, url)
    }
    let after: Activity = []
    await keep(async () => {
      after = await wallet.activity.write((activity) => looks.reduce(shownBy, activity))
      await wallet.outbox.write((outbox) => dropOver(outbox, after))
    })
    await resealing?.tidy(after)
    const now = new Map(own(after).map((each) => [each.id, each]))
    doubted = [live, open.flatMap(({ id, hidden }) => (hidden ? [id, envelopeOf(id)] : [id]))]
    asking = askSecond()
    let included = false
    for (const { before, progress } of looks) {
      const entry = now.get(before.id)
      if (!entry) continue
      const { phase } = entry.status
      included ||= phase !== before.status.phase && (phase === 'included' || phase === 'final')
      notifier?.ended(entry)
      if (lost.includes(before)) await resealing?.again(live, entry)
      else if (progress.outcome === 'waiting') await again(live, entry)
    }
    return included
  }
  /** What the chain shows of a transaction now. One that was lost in its envelope is not over as long as it may be sealed again. */
  async function lookFor(live: Live, before: Entry, replaced: boolean): Promise<Look> {
    const { id, hidden, cursor } = before
    if (!hidden) return { before, progress: await witness.look(live, id, { ...before, replaced }, cursor) }
    const look = await followHidden((...asked) => witness.look(live, ...asked), { ...before, hidden }, replaced)
    if (look.progress.outcome !== 'lost') return { before, ...look }
    const ended = resealing ? await resealing.whyNot(before) : 'other'
    if (ended) return { before, ...look, ended }
    return { before, ...look, progress: { ...look.progress, outcome: 'waiting' }, again: true }
  }

  /**
   * A node that was lost may have taken a transaction with it, and a reorganisation may have thrown it out. The same bytes are one
   * transaction however often they are handed in, so whatever the node says to that changes nothing. What a node refused is not tried again.
   */
  async function again(live: Live, { id, at, status, hidden }: Entry): Promise<void> {
    // An envelope that is in a block has done what it can.
    if (hidden && hidden.envelope.extrinsic !== null) return
    const wait = status.phase === 'signed' ? UNHEARD : AGAIN
    if (status.phase === 'refused' || wallet.now() - Math.max(at, handedAt.get(id) ?? 0) < wait) return
    const extrinsic = (await wallet.outbox.read())[id]
    if (!extrinsic) return
    handedAt.set(id, wallet.now())
    await submit(live, fromHex(extrinsic)).catch(() => undefined)
  }

  async function round(): Promise<void> {
    const wait = last + PACE - Date.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    last = Date.now()
    // First what is under way: a background that lives for seconds must hand in again what nobody heard of. What cannot be read of the
    // one keeps nobody from the other.
    const included = await transactions().catch(() => false)
    if (included || (await isDue())) await balances().catch(() => undefined)
    await received()
    await changed()
  }

  // A node that fails in the middle is looked at again at the next block; what was known stays.
  const look = coalesced(() => round().catch(() => undefined))

  return {
    look,
    /** What other operators are asked about the last look is over, and written. */
    witnessed: () => asking,
    existentialDeposit: () => deposit,
    /** A page shows these now: their balances are read from the next look on. @returns whether one is new */
    lookAt(ids: readonly string[]): boolean {
      const fresh = ids.some((id) => !asked.includes(id))
      const now = new Set(ids)
      asked = [...asked.filter((id) => !now.has(id)), ...ids].slice(-MOST_ASKED)
      soon ||= fresh
      return fresh
    },
    /** A page shows these positions now: what selling them would return is asked for first. @returns whether they are others than before */
    lookAtPositions(sight: Sight): boolean {
      const fresh = sales.lookAt(sight)
      soon ||= fresh
      return fresh
    },
  }
}

/** What was found of an entry. `outer`: of its envelope. `ended`: why it is not sealed again, `again`: that it is. */
type Look = { before: Entry; progress: Progress; outer?: Progress | undefined; ended?: Hidden['ended']; again?: boolean }
/** Whether another one of this wallet has this one's place among those of its account for good. */
function isReplaced(activity: Activity, { id, account, genesisHash, nonce }: Entry): boolean {
  return own(activity).some(
    (each) =>
      each.id !== id &&
      each.account === account &&
      each.genesisHash === genesisHash &&
      ((each.nonce === nonce && each.status.phase === 'final') ||
        (each.hidden?.envelope.nonce === nonce && each.hidden.envelope.status.phase === 'final')),
  )
}
/** The activity with what a look showed of one of it. */
function shownBy(activity: Activity, { before: { id, fee }, progress, outer, ended = null }: Look): Activity {
  const found = own(activity).find((each) => each.id === id)
  if (!found) return activity
  const { hidden } = found
  return change(activity, id, {
    ...(hidden && { hidden: { ...hidden, ended, envelope: outer ? carriedBy(hidden.envelope, outer) : hidden.envelope } }),
    // What came of handing it in may have been written while the chain was asked: that stays, unless the chain shows more.
    status: statusOf(progress, found.status),
    cursor: progress.cursor,
    fee: progress.found?.fee ?? fee,
    extrinsic: progress.place,
  })
}
const carriedBy = (envelope: Hidden['envelope'], { cursor, found, place, ...outer }: Progress): Hidden['envelope'] => ({
  ...envelope,
  ...{ cursor, extrinsic: place, fee: found?.fee ?? envelope.fee, status: statusOf({ cursor, found, place, ...outer }, envelope.status) },
})
function statusOf({ outcome, found }: Progress, before: Status): Status {
  if (outcome === 'lost' || outcome === 'unknown') return { phase: outcome }
  if (!found) return before.phase === 'included' ? { phase: 'sent' } : before
  return {
    phase: outcome === 'final' ? 'final' : 'included',
    block: found.block,
    ok: found.ok,
    part: found.part,
    error: found.error,
    ran: found.ran,
  }
}
