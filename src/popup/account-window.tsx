import { type ReactNode, type Ref, useCallback, useEffect, useRef, useState } from 'react'
import type { AccountView } from '../messaging'
import { SearchField } from '../ui'
import { type AccountList, useAccountList } from './accounts'
import type { Only } from './listing'
import { Windowed, type WindowHandle } from './windowed'
import { useFormats, useWords } from './words'

/** From so many on there is something to look for. */
const SEARCHED = 8

/** Where another order than the kept one is shown: a row that is being moved. */
export type Order = {
  /** Which account of the list stands at a place of the screen. */
  sourceOf(index: number): number
  pinned: number | undefined
  handle: Ref<WindowHandle>
}
export type Search = { query: string; setQuery(text: string): void; list: AccountList }

/** What is looked for among the accounts of `only`, and what was found. */
export function useSearch(only: Only): Search {
  const [query, setQuery] = useState('')
  return { query, setQuery, list: useAccountList(query, only) }
}

/** Accounts to search and to scroll through, however many: only those in sight are drawn. */
export function AccountWindow({
  search: { query, setQuery, list },
  order,
  boxed = false,
  shown,
  children,
}: {
  search: Search
  order?: Order
  /** The account that the list scrolls to when it comes, by its id. */
  shown?: string | undefined
  /** Scrolls by itself, so that what stands below it is never far. */
  boxed?: boolean
  children(account: AccountView, index: number): ReactNode
}) {
  const { accounts: say, common } = useWords()
  const formats = useFormats()
  const { total, at, want, revision } = list
  const looked = query.trim() !== ''
  const source = order?.sourceOf ?? same
  const own = useRef<WindowHandle>(null)
  useScrolledTo(own, looked ? undefined : shown, list)
  const onRange = useCallback(
    (from: number, to: number) => {
      // A list of another revision is read again where it is looked at.
      if (revision !== undefined) want(from, to)
    },
    [want, revision],
  )
  const keyOf = useCallback((index: number) => at(source(index))?.id ?? `place-${index}`, [at, source])
  return (
    <>
      {(total > SEARCHED || query !== '') && <SearchField label={say.search} hint={say.searchHint} value={query} onChange={setQuery} />}
      <p className={looked ? 'note' : 'vh'} role="status">
        {looked && list.settled && (total === 0 ? say.nothing({ query: query.trim() }) : say.found({ count: formats.number(total) }))}
      </p>
      {total > 0 && (
        <div className={boxed && total > SEARCHED ? 'scrolls' : undefined} key={String(boxed && total > SEARCHED)}>
          <Windowed
            count={total}
            label={common.accounts}
            keyOf={keyOf}
            onRange={onRange}
            {...(order ? { rankOf: order.sourceOf, pinned: order.pinned, handle: order.handle } : { handle: own })}
          >
            {(index) => {
              const account = at(source(index))
              return account ? children(account, index) : <Waiting />
            }}
          </Windowed>
        </div>
      )}
    </>
  )
}
const same = (index: number) => index

/** Scrolls to an account once: afterwards the list stays where the person leaves it. */
function useScrolledTo(handle: { current: WindowHandle | null }, id: string | undefined, { settled, placeOf }: AccountList): void {
  const done = useRef<string>(undefined)
  useEffect(() => {
    if (id === undefined || !settled || done.current === id) return
    let current = true
    placeOf(id).then(
      (index) => {
        if (!current || index === undefined) return
        done.current = id
        handle.current?.scrollTo(index, 'center')
      },
      () => undefined, // Locked, or a connection lost: the list is there, from its beginning.
    )
    return () => {
      current = false
    }
  }, [handle, id, settled, placeOf])
}

/** A row whose page is on its way. */
function Waiting() {
  const { common } = useWords()
  return (
    <span className="row">
      <span className="skel skel--tile" />
      <span className="row-main">
        <span className="skel" />
        <span className="vh">{common.loading}</span>
      </span>
    </span>
  )
}
