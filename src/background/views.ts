import { type Account, type Accounts, addressOf, byId, type Contact, type Counting } from '../accounts'
import { type Activity, everything, pending } from '../activity'
import { type History, lastSeen } from '../history'
import type { AccountView, RequestView, Views } from '../messaging'
import { type Queue, waiting } from '../requests'
import { type Settings, tolerancesOn } from '../settings'
import { isBlocked, type PhishingList, type Sites } from '../sites'
import type { Box } from '../storage'
import { type ErrorCode, KluisError } from '../units'
import { findIn, itemViews } from './activity-handlers'
import type { Card } from './cards'
import type { HoldingsBook } from './holdings'
import { balancesView, portfolioView } from './portfolio-view'
import { listedNodes, type Refused, type Wallet } from './wallet'

/** How many of a long list go into its slice; the rest is asked for in pages. */
export const FIRST = 100

export function accountView({ id, name, note, publicKey, type, role, source, holds, watch, hidden, savedAt }: Account): AccountView {
  const path = source?.path ?? null
  return { id, name, note, address: addressOf(id), publicKey, type, role, path, holds, watch, hidden, savedAt }
}

const firstOf = (activity: Activity) => {
  const { total, items } = findIn(activity, everything, 0, FIRST)
  return { total, first: items.map(itemViews(activity)) }
}
type Look = <T>(box: Pick<Box<T>, 'read' | 'spec'>) => Promise<T>
async function sitesView({ phishing, refuses, ...wallet }: Wallet, look: Look): Promise<Views['sites']> {
  const [sites, { on, kept, tried }, asked, bundled] = await Promise.all([
    look<Sites>(wallet.sites),
    look<PhishingList>(wallet.listed),
    look<Refused>(wallet.refused),
    phishing.bundled(),
  ])
  const dated = (of: Record<string, number>) => Object.entries(of).map(([origin, at]) => ({ origin, at }))
  const items = Object.entries(sites.granted).map(async ([origin, site]) => ({ origin, ...site, refused: await refuses(origin) }))
  const told = asked.map(async (each) => ((await refuses(each.origin)) && !isBlocked(sites, each.origin) ? [each] : []))
  return {
    items: await Promise.all(items),
    blocked: dated(sites.blocked),
    refused: (await Promise.all(told)).flat().reverse(),
    trusted: dated(sites.trusted),
    list: {
      ...{ bundled, on, hosts: kept?.hosts ?? null, at: kept?.at ?? null },
      ...{ triedAt: tried?.at ?? null, failed: tried?.failed ?? null },
    },
  }
}
type Stored = Awaited<ReturnType<Wallet['activity']['read']>>[number]

/** Everything that our pages may see, from the boxes and the link. Nothing of the vault but whether it is open. */
export async function computeViews(wallet: Wallet, existentialDeposit: bigint | null, book: HoldingsBook): Promise<Views> {
  const { vault, chain } = wallet
  let unreadable: ErrorCode | undefined
  /** What is in a box. One that cannot be read makes the wallet unreadable, and takes nothing else away: what can be shown is shown. */
  const look = <T>(box: Pick<Box<T>, 'read' | 'spec'>): Promise<T> =>
    box.read().catch((error: unknown) => {
      unreadable ??= error instanceof KluisError ? error.code : 'storage-failed'
      return box.spec.initial()
    })
  const [session, accounts, contacts, sites, activity, history, settings, requests, counting] = await Promise.all([
    vault.state(),
    look<Accounts>(wallet.accounts),
    look<Contact[]>(wallet.contacts),
    sitesView(wallet, look),
    look<Stored[]>(wallet.activity),
    look<History>(wallet.seen),
    look<Settings>(wallet.settings),
    look<Queue>(wallet.requests),
    look<Counting>(wallet.counting),
  ])
  const chosen = accounts.chosen === null ? accounts.list[0] : byId(accounts, accounts.chosen)
  const state = chain.state()
  const seen = lastSeen(history, settings.network)
  const { network: _, ...link } = state
  const own = session.status === 'unlocked' ? waiting(requests) : waiting(requests).filter((each) => each.place !== null)
  return {
    session: unreadable && session.status !== 'unreadable' ? { status: 'unreadable', code: unreadable } : session,
    accounts: {
      total: accounts.list.length,
      first: accounts.list.slice(0, FIRST).map(accountView),
      chosen: chosen ? accountView(chosen) : null,
      revision: accounts.revision,
      unsaved: accounts.list.filter(({ savedAt }) => savedAt === null).length,
    },
    contacts: { items: contacts.map(({ id, name, note, alike }) => ({ id, name, note, address: addressOf(id), alike })) },
    balances: balancesView(seen, book),
    portfolio: portfolioView(seen, accounts, counting, book),
    network: {
      ...link,
      id: settings.network,
      nodes: wallet.health.view(listedNodes(settings), link),
      existentialDeposit: existentialDeposit?.toString() ?? null,
    },
    requests: {
      items: own.map(
        (each) =>
          ({
            ...(each.card as Card),
            id: each.id,
            openedAt: each.openedAt,
            expiresAt: each.expiresAt,
            origin: each.place?.origin ?? null,
          }) as RequestView,
      ),
    },
    sites,
    activity: {
      ...firstOf(activity),
      pending: pending(activity).length,
      dust: activity.reduce((sum, each) => sum + (each.kind === 'received' && each.dust ? each.count : 0), 0),
    },
    settings: {
      language: settings.language,
      theme: settings.theme,
      lockMinutes: settings.lockMinutes,
      hideAmounts: settings.hideAmounts,
      contactsOnly: settings.contactsOnly,
      tolerances: tolerancesOn(settings.tolerances, settings.network),
      shieldAbove: settings.shieldAbove,
      localHost: settings.localHost,
    },
    notices: { items: await wallet.storage.notices.list() },
  }
}
