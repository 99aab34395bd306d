import type { AccountView, Input, PopupContract } from '../messaging'
import type { Link } from './background'

export type Only = Input<PopupContract, 'accountsPage'>['only']
/** Which accounts a list is of, as the background picks them: a page that has them all need not ask. */
export const belongs: Record<Only, (account: Pick<AccountView, 'role' | 'hidden'>) => boolean> = {
  all: () => true,
  signing: ({ role }) => role !== 'watch',
  moving: ({ role }) => role === 'coldkey',
  site: ({ role, hidden }) => role !== 'watch' && !hidden,
}
/** A list of accounts that is asked for: the same question at another revision has another answer. */
export type Wanted = { query: string; only: Only; revision: number }
/** What is known of it. `of`: the question that was answered; `pages` may hold older ones until they are read again, and `fresh` says which are not. */
export type Listed = {
  of: Wanted | undefined
  total: number
  pages: ReadonlyMap<number, readonly AccountView[]>
  fresh: ReadonlySet<number>
}

export const PAGE = 100
const RETRY_MS = 1_000

const sameList = (a: Wanted | undefined, b: Wanted | undefined) => a?.query === b?.query && a?.only === b?.only

/**
 * A long list of accounts, page by page. The answer to an older question never takes the place of a newer one, and what is on the
 * screen stays there until the answer to a new one has come.
 */
export function createListing(ask: Link['ask']) {
  const listeners = new Set<() => void>()
  let now: Wanted | undefined
  let fresh = new Set<number>()
  let underWay = new Set<number>()
  let state: Listed = { of: undefined, total: 0, pages: new Map(), fresh: new Set() }

  function publish(of: Wanted, total: number, page: number, items: readonly AccountView[]): void {
    fresh.add(page)
    state = { of, total, pages: new Map(sameList(state.of, of) ? state.pages : []).set(page, items), fresh: new Set(fresh) }
    for (const listener of listeners) listener()
  }

  function load(page: number): void {
    const mine = now
    if (!mine || fresh.has(page) || underWay.has(page)) return
    underWay.add(page)
    ask('accountsPage', { from: page * PAGE, count: PAGE, query: mine.query, only: mine.only }).then(
      ({ total, items }) => {
        if (mine !== now) return
        underWay.delete(page)
        publish(mine, total, page, items)
      },
      () => {
        // Locked, or a connection lost in this moment: the list that is there stays, and the question is put again.
        setTimeout(() => {
          if (mine !== now) return
          underWay.delete(page)
          load(page)
        }, RETRY_MS)
      },
    )
  }

  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Asks another question. @param known its first page, where it is here already */
    show(wanted: Wanted, known?: { total: number; items: readonly AccountView[] }): void {
      if (now && sameList(now, wanted) && now.revision === wanted.revision) return
      now = wanted
      fresh = new Set()
      underWay = new Set()
      if (known) publish(wanted, known.total, 0, known.items)
      else load(0)
    },
    /** Where an account stands in what is asked for now; undefined where it does not, or where another question came between. */
    async placeOf(id: string): Promise<number | undefined> {
      const mine = now
      if (!mine) return undefined
      for (const page of fresh) {
        const at = state.pages.get(page)?.findIndex((each) => each.id === id) ?? -1
        if (at >= 0) return page * PAGE + at
      }
      const at = await ask('accountPlace', { id, query: mine.query, only: mine.only })
      return mine === now && at !== null ? at : undefined
    },
    /** The accounts at these places will be looked at. */
    want(from: number, to: number): void {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) load(page)
    },
  }
}

/** Every account, for what needs them all at once. @throws those of asking */
export async function everyAccount(ask: Link['ask']): Promise<AccountView[]> {
  const all: AccountView[] = []
  for (;;) {
    const { total, items } = await ask('accountsPage', { from: all.length, count: PAGE, query: '', only: 'all' })
    all.push(...items)
    if (all.length >= total || !items.length) return all
  }
}
