import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { AccountView, Views } from '../messaging'
import { ask, type Link, theLink, useView } from './background'
import { belongs, createListing, type Listed, type Only, PAGE } from './listing'

const MOST_ASKED = 1_000
const isId = (text: string) => /^0x[0-9a-f]{64}$/.test(text)

type Held = { revision: number; account: AccountView | null }
type Book = ReturnType<typeof createBook>

/** The accounts that this page asked for one by one, with the revision of the list that they are of. */
function createBook(link: Link) {
  const held = new Map<string, Held>()
  const listeners = new Set<() => void>()
  const wanted = new Set<string>()
  let answers = 0

  async function fetchAll(revision: number): Promise<void> {
    while (wanted.size) {
      const ids = [...wanted].slice(0, MOST_ASKED)
      for (const id of ids) wanted.delete(id)
      const found = await link.ask('accountsOf', { ids })
      const byId = new Map(found.map((each) => [each.id, each]))
      for (const id of ids) held.set(id, { revision, account: byId.get(id) ?? null })
      answers++
      for (const listener of listeners) listener()
    }
  }
  return {
    /** How often something came: another number is a reason to look again. */
    answers: () => answers,
    look: (id: string | undefined) => (id === undefined ? undefined : held.get(id)),
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Asked together with all others that are missed in the same moment. */
    want(id: string, revision: number): void {
      // What could not be asked is asked again when the list changes; until then the address stands for the name.
      if (wanted.size === 0) setTimeout(() => void fetchAll(revision).catch(() => undefined))
      wanted.add(id)
    },
  }
}
const books = new WeakMap<Link, Book>()
function theBook(): Book {
  const link = theLink()
  const book = books.get(link) ?? createBook(link)
  books.set(link, book)
  return book
}

const inView = (accounts: Views['accounts'] | undefined, id: string | undefined) =>
  accounts?.first.find((each) => each.id === id) ?? (accounts?.chosen?.id === id ? (accounts?.chosen ?? undefined) : undefined)
/** Whether the view holds every account. */
const isWhole = (accounts: Views['accounts'] | undefined) => accounts !== undefined && accounts.total <= accounts.first.length

/** Where one account stands: in the view; nowhere else, because the view holds all or it can be none; or with those that are asked for. */
function standing(accounts: Views['accounts'] | undefined, id: string | undefined, far: Held | undefined) {
  const near = inView(accounts, id)
  const none = id === undefined || isWhole(accounts) || !isId(id)
  return { near, none, missed: !near && !none && far?.revision !== accounts?.revision }
}

/** An account by its id, from the view or from the background. undefined: not known yet; null: there is none. */
export function useAccountById(id: string | undefined): AccountView | null | undefined {
  const accounts = useView('accounts')
  const book = theBook()
  const far = useSyncExternalStore(book.subscribe, () => book.look(id))
  const revision = accounts?.revision
  const { near, none, missed } = standing(accounts, id, far)
  useEffect(() => {
    if (missed && id !== undefined && revision !== undefined) book.want(id, revision)
  }, [missed, book, id, revision])
  if (near) return near
  return accounts && none ? null : far?.account
}

/**
 * Those of `ids` that are own accounts, as far as they are known, and those of which it has to be asked.
 * @param look what the page asked for before
 */
export function ownAmong(
  accounts: Views['accounts'] | undefined,
  look: (id: string) => Held | undefined,
  ids: readonly string[],
): { own: ReadonlyMap<string, AccountView>; missed: readonly string[] } {
  const own = new Map<string, AccountView>()
  const missed: string[] = []
  for (const id of ids) {
    const far = accounts && look(id)
    const found = standing(accounts, id, far)
    if (found.missed) missed.push(id)
    const account = found.near ?? (found.none ? undefined : far?.account)
    if (account) own.set(id, account)
  }
  return { own, missed }
}

/** Those of these ids that are own accounts, however many accounts there are. */
export function useOwnAmong(ids: readonly string[]): ReadonlyMap<string, AccountView> {
  const accounts = useView('accounts')
  const book = theBook()
  useSyncExternalStore(book.subscribe, book.answers)
  const { own, missed } = ownAmong(accounts, book.look, ids)
  const revision = accounts?.revision
  const print = missed.join()
  useEffect(() => {
    if (print && revision !== undefined) for (const id of print.split(',')) book.want(id, revision)
  }, [print, book, revision])
  return own
}

/** Shorter than any address with a mistake in it, and longer than the longest. */
const [SHORTEST, LONGEST] = [12, 128]

/** Own accounts for which one of these texts may be taken, beyond those in the view: asked a moment after the last change. */
export function useAlike(texts: readonly string[]): readonly AccountView[] {
  const accounts = useView('accounts')
  const [found, setFound] = useState<{ of: string; accounts: readonly AccountView[] }>()
  const revision = accounts?.revision
  const far = accounts !== undefined && !isWhole(accounts)
  const asked = far ? texts.map((each) => each.trim()).filter(({ length }) => length > SHORTEST && length <= LONGEST) : []
  const of = asked.join('\n')
  useEffect(() => {
    if (!of || revision === undefined) return
    let current = true
    const timer = setTimeout(() => {
      ask('accountsAlike', { texts: of.split('\n') }).then(
        (accounts) => current && setFound({ of, accounts }),
        () => undefined, // The review says it from the bytes.
      )
    }, 250)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [of, revision])
  return of && found?.of === of ? found.accounts : []
}

/** What an own account or a contact is called, undefined for everybody else. */
export function useNameOf(id: string | undefined): string | undefined {
  const account = useAccountById(id)
  const contact = useView('contacts')?.items.find((each) => each.id === id)
  return account?.name ?? contact?.name
}

export type AccountList = {
  total: number
  /** Whether this is the answer to what is asked now. */
  settled: boolean
  revision: number | undefined
  /** Whether what stands at a place is of this revision. */
  isFresh(index: number): boolean
  /** undefined while its page is on the way. */
  at(index: number): AccountView | undefined
  want(from: number, to: number): void
  /** Where an account stands in it. */
  placeOf(id: string): Promise<number | undefined>
}

/** A list of accounts, however long: those of `only` that have `query` in their name, note or address. */
export function useAccountList(query: string, only: Only): AccountList {
  const accounts = useView('accounts')
  const [listing] = useState(() => createListing(ask))
  const listed: Listed = useSyncExternalStore(listing.subscribe, listing.state)
  const text = query.trim()
  useEffect(() => {
    if (!accounts) return
    const wanted = { query: text, only, revision: accounts.revision }
    const whole = isWhole(accounts)
    if (text || (only !== 'all' && !whole)) return listing.show(wanted)
    const items = accounts.first.filter(belongs[only])
    listing.show(wanted, { total: whole ? items.length : accounts.total, items })
  }, [listing, accounts, text, only])
  const { of, total, pages, fresh } = listed
  return {
    total,
    settled: of !== undefined && of.query === text && of.only === only,
    revision: of?.revision,
    isFresh: (index) => fresh.has(Math.floor(index / PAGE)),
    at: useCallback((index: number) => pages.get(Math.floor(index / PAGE))?.[index % PAGE], [pages]),
    want: listing.want,
    placeOf: listing.placeOf,
  }
}

/** The first account that transfers are offered from, null where there is none, undefined until it is known. */
export function useFirstMoving(): AccountView | null | undefined {
  const accounts = useView('accounts')
  const near = [accounts?.chosen, ...(accounts?.first ?? [])].find((each) => each?.role === 'coldkey')
  const look = accounts !== undefined && !near && !isWhole(accounts)
  const [far, setFar] = useState<AccountView | null>()
  const revision = accounts?.revision
  useEffect(() => {
    if (!look || revision === undefined) return
    let current = true
    ask('accountsPage', { from: 0, count: 1, query: '', only: 'moving' }).then(
      ({ items }) => current && setFar(items[0] ?? null),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [look, revision])
  return near ?? (look ? far : accounts && null)
}

/** Those of these accounts that a site may be given now: neither hidden nor watched. undefined until it is known. */
export function useOffered(ids: readonly string[]): readonly string[] | undefined {
  const accounts = useView('accounts')
  const [far, setFar] = useState<readonly AccountView[]>()
  const near = isWhole(accounts) ? accounts?.first : far
  const print = ids.join()
  const look = accounts !== undefined && !near
  useEffect(() => {
    if (!look || !print) return
    let current = true
    ask('accountsOf', { ids: print.split(',') }).then(
      (found) => current && setFar(found),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [look, print])
  return near && ids.filter((id) => near.some((each) => each.id === id && belongs.site(each)))
}
