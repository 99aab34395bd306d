import { addressOf } from '../accounts'
import { type Activity, type Entry, type Find, find, type Hidden, type Names, own, ranOf } from '../activity'
import { doubtOf, toldIn, watchesOf } from '../chain'
import type { ActivityCoverage, ActivityItem, Handlers, PopupContract } from '../messaging'
import type { Wallet } from './wallet'

type Stored = Activity[number]
function hiddenView({ tries, ended, spent, envelope: { hash, status, fee, extrinsic } }: Hidden) {
  return { tries, ended, spent, envelope: { hash, phase: status.phase, block: extrinsic?.block ?? null, fee } }
}
/**
 * How pages see what was stored: its shape was checked when it was noted, and is checked again by the page.
 * @param activity all of it: whether another one has its place is told by those
 */
export function itemViews(activity: Activity): (stored: Stored) => ActivityItem {
  const placeOf = ({ account, genesisHash, nonce }: Entry) => `${account} ${genesisHash} ${nonce}`
  const taken = new Set(own(activity).flatMap((each) => (each.status.phase === 'final' ? [placeOf(each)] : [])))
  return (stored) => itemView(stored, stored.kind === 'own' && stored.status.phase !== 'final' && taken.has(placeOf(stored)))
}
function itemView(stored: Stored, replaced: boolean): ActivityItem {
  if (stored.kind === 'received') {
    const { genesisHash: _, ...received } = stored
    return received as ActivityItem
  }
  const { genesisHash: _g, nonce: _n, eraBegin: _b, cursor, worst: _w, wrappers: _h, calls, status, hidden, ...rest } = stored
  const doubt = doubtOf(cursor)
  const entry = { ...rest, ...(doubt && { doubt }), ...(hidden && { hidden: hiddenView(hidden) }) }
  const ran = ranOf(stored)
  const shown = calls.map(({ call, fact }, i) => ({ call, fact, ran: ran[i] ?? null }))
  if (!('ran' in status)) return { ...entry, calls: shown, status, replaced } as ActivityItem
  const { ran: _r, ...told } = status
  return { ...entry, calls: shown, status: told, replaced, ...toldIn(cursor) } as ActivityItem
}

const nobody: Names = { nameOf: () => undefined, addressOf }
/** @param names what the person calls accounts; without them only addresses are known */
export const findIn = (activity: Activity, wanted: Find, from: number, count: number, names: Names = nobody) =>
  find(activity, wanted, from, count, names)

/** How long ago a look may be for its word to hold until now, in milliseconds: the alarm comes every five minutes. */
const LATE = 600_000

/** Answers about what happened. */
export function activityHandlers(
  wallet: Wallet,
): Pick<Handlers<PopupContract, null>, 'activityPage' | 'activityEntry' | 'activityCoverage'> {
  /** By account id: own accounts as they are called, others as contacts. */
  async function names(): Promise<Names> {
    const [{ list }, contacts] = await Promise.all([wallet.accounts.read(), wallet.contacts.read()])
    const called = new Map([...contacts, ...list].map(({ id, name }) => [id, name.toLowerCase()]))
    return { nameOf: (id) => called.get(id), addressOf }
  }
  return {
    async activityPage({ from, count, find: wanted }) {
      const activity = await wallet.activity.read()
      const { total, items } = findIn(activity, wanted, from, count, wanted.text.trim() ? await names() : nobody)
      return { total, items: items.map(itemViews(activity)) }
    },
    async activityEntry({ id }) {
      const activity = await wallet.activity.read()
      const found = activity.findLast((each) => each.id === id)
      return found ? itemViews(activity)(found) : null
    },
    async activityCoverage({ network }) {
      // A local network may have been several chains: what is known of each counts.
      const watches = Object.values(await wallet.watching.read()).filter((each) => each.network === network)
      const accounts: ActivityCoverage['accounts'] = {}
      for (const { cursor } of watches)
        for (const [id, { since, until, looking }] of Object.entries(watchesOf(cursor))) {
          // What came since the last look nobody knows: a list that reaches to now is not complete before the next one.
          const late = looking || wallet.now() - until > LATE ? until : null
          const other = accounts[id]
          if (!other) accounts[id] = { since, until: late }
          else
            accounts[id] = {
              since: since.at < other.since.at ? since : other.since,
              until: late === null || other.until === null ? null : Math.max(late, other.until),
            }
        }
      return { accounts, gaps: watches.flatMap(({ gaps }) => gaps) }
    },
  }
}
