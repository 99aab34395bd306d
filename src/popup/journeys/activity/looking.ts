import { useEffect, useState } from 'react'
import type { ActivityFind, ActivityItem } from '../../../messaging'
import { ask, type Link, theLink, useView } from '../../background'
import { useCommand } from '../../command'

const PAGE = 100
/** How long a person pauses when a word is typed, in milliseconds. */
const PAUSE = 150

/** Nothing looked for: all but amounts that are too small to be worth a line. */
export const plain: ActivityFind = { text: '', account: null, kind: 'all', state: 'all', network: null, dust: false }
export const isPlain = (find: ActivityFind): boolean => filtersOf(find) === 0 && find.text.trim() === ''
/** How many filters are set, the search left out. */
export const filtersOf = ({ account, kind, state, network, dust }: ActivityFind): number =>
  [account !== null, kind !== 'all', state !== 'all', network !== null, dust].filter(Boolean).length

// What was looked for is still there when the person comes back from one of the entries.
const kept = new WeakMap<Link, ActivityFind>()
/** What is looked for in the activity, as long as this page lives. */
export function useFind(): [ActivityFind, (find: ActivityFind) => void] {
  const link = theLink()
  const [find, setFind] = useState(() => kept.get(link) ?? plain)
  return [
    find,
    (next) => {
      kept.set(link, next)
      setFind(next)
    },
  ]
}

type Found = { print: string; total: number; items: ActivityItem[] }
/** What is found, newest first, as far as it was asked for. `settled`: it is the answer to what is looked for now. */
export function useFound(find: ActivityFind) {
  const activity = useView('activity')
  const [found, setFound] = useState<Found>()
  const { busy, error, run } = useCommand()
  const print = JSON.stringify(find)
  const all = isPlain(find)
  const total = activity?.total
  // What one page shows of the others may have changed with any change of the view.
  const look = activity !== undefined && !all
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the view is the reason to ask again
  useEffect(() => {
    if (!look) return
    let current = true
    const wanted = JSON.parse(print) as ActivityFind
    const later = setTimeout(() => {
      ask('activityPage', { from: 0, count: PAGE, find: wanted }).then(
        (page) => current && setFound({ print, ...page }),
        () => undefined, // Locked, or a connection lost: it is asked again when the views come.
      )
    }, PAUSE)
    return () => {
      current = false
      clearTimeout(later)
    }
  }, [look, print, activity])
  useEffect(() => {
    // A new entry moves every page by one: what was read beyond the first is old.
    if (all && total !== undefined) setFound(undefined)
  }, [all, total])
  const near = all && activity ? { print, total: activity.total, items: [...activity.first, ...(found?.items ?? [])] } : found
  const items = near?.items ?? []
  return {
    items,
    total: near?.total ?? 0,
    settled: near?.print === print,
    busy,
    error,
    more: () =>
      void run(async () => {
        const page = await ask('activityPage', { from: items.length, count: PAGE, find })
        setFound({ print, total: page.total, items: [...(found?.items ?? []), ...page.items] })
      }),
  }
}

/** One of them, however old. null: it is nowhere; undefined: not known yet. */
export function useEntry(id: string): ActivityItem | null | undefined {
  const activity = useView('activity')
  const near = activity?.first.find((each) => each.id === id)
  const [far, setFar] = useState<ActivityItem | null>()
  const look = activity !== undefined && near === undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the view is the reason to ask again
  useEffect(() => {
    if (!look) return
    let current = true
    ask('activityEntry', { id }).then(
      (found) => current && setFar(found),
      () => current && setFar(null),
    )
    return () => {
      current = false
    }
  }, [id, look, activity])
  return near ?? far
}
