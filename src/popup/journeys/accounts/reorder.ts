import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { AccountView } from '../../../messaging'
import type { Search } from '../../account-window'
import { ask } from '../../background'
import type { WindowHandle } from '../../windowed'
import { useFormats, useSayError, useWords } from '../../words'
import { sourceAt } from './places'

/** One account on its way to another place. `sent`: it was put down, and the new list is on its way. */
type Move = { id: string; name: string; from: number; to: number; revision: number | undefined; sent: boolean; byHand: boolean }

const FAR = 10

/** Moving accounts to other places, by hand or by keyboard; every step is said. @param open not while something is looked for */
export function useReorder({ list }: Search, open: boolean) {
  const { accounts: say } = useWords()
  const sayError = useSayError()
  const formats = useFormats()
  const [move, setMove] = useState<Move>()
  const [said, setSaid] = useState('')
  const [error, setError] = useState<unknown>()
  const handle = useRef<WindowHandle>(null)
  const focus = useRef<string>(undefined)
  const { total, revision, want } = list
  const place = (index: number) => ({ at: formats.number(index + 1), of: formats.number(total) })

  // Another list than the one it was lifted from: either this very move was kept, or somebody else changed it.
  const old = move !== undefined && revision !== move.revision && list.isFresh(move.to)
  if (old) setMove(undefined)
  const to = move?.to
  useEffect(() => {
    // Read where it was put down, though that may be out of sight by then.
    if (to !== undefined && revision !== undefined) want(to, to)
  }, [to, revision, want])
  useEffect(() => {
    if (move || focus.current === undefined) return
    document.getElementById(`handle-${focus.current}`)?.focus()
    focus.current = undefined
  }, [move])

  const lift = ({ id, name }: AccountView, index: number, byHand: boolean) => {
    if (move || !open) return
    setError(undefined)
    setMove({ id, name, from: index, to: index, revision, sent: false, byHand })
    setSaid(say.lifted({ name, ...place(index) }))
  }
  const hold = (to: number) => {
    if (!move || move.sent || to === move.to || to < 0 || to >= total) return
    setMove({ ...move, to })
    setSaid(say.movedTo({ name: move.name, ...place(to) }))
    if (!move.byHand) handle.current?.scrollTo(to)
  }
  const putBack = () => {
    if (!move || move.sent) return
    setMove(undefined)
    setSaid(say.putBack({ name: move.name, ...place(move.from) }))
  }
  const drop = (to = move?.to) => {
    if (!move || move.sent || to === undefined) return
    setSaid(say.dropped({ name: move.name, ...place(to) }))
    if (to === move.from) return setMove(undefined)
    setMove({ ...move, to, sent: true })
    focus.current = move.id
    ask('moveAccount', { id: move.id, to }).catch((thrown) => {
      setMove(undefined)
      setError(thrown)
      setSaid(sayError(thrown))
    })
  }

  // While it is held at the edge, the list goes on.
  const y = useRef(0)
  const held = move?.byHand === true && !move.sent
  const follow = useRef<() => void>(() => undefined)
  useEffect(() => {
    follow.current = () => {
      handle.current?.nudge(y.current)
      hold(handle.current?.indexAt(y.current) ?? 0)
    }
  })
  useEffect(() => {
    if (!held) return
    let frame = requestAnimationFrame(function look() {
      follow.current()
      frame = requestAnimationFrame(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [held])

  const keys = (event: KeyboardEvent, account: AccountView, index: number) => {
    const lifted = move?.id === account.id && !move.sent
    const steps: Record<string, () => void> = lifted
      ? {
          ' ': () => drop(),
          Enter: () => drop(),
          Escape: putBack,
          ArrowUp: () => hold(move.to - 1),
          ArrowDown: () => hold(move.to + 1),
          PageUp: () => hold(Math.max(0, move.to - FAR)),
          PageDown: () => hold(Math.min(total - 1, move.to + FAR)),
          Home: () => hold(0),
          End: () => hold(total - 1),
        }
      : { ' ': () => lift(account, index, false), Enter: () => lift(account, index, false) }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    step()
  }
  return {
    error,
    said,
    move,
    order: {
      sourceOf: (index: number) => sourceAt(index, move),
      pinned: move?.to,
      handle,
    },
    /** What a row's handle listens to. @param index its place on the screen */
    handleOf: (account: AccountView, index: number) => ({
      id: `handle-${account.id}`,
      'aria-pressed': move?.id === account.id,
      onKeyDown: (event: KeyboardEvent) => keys(event, account, index),
      onBlur: () => {
        if (move?.id === account.id && !move.byHand) putBack()
      },
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return
        y.current = event.clientY
        event.currentTarget.setPointerCapture(event.pointerId)
        lift(account, index, true)
      },
      onPointerMove: (event: PointerEvent) => {
        y.current = event.clientY
      },
      onPointerUp: ({ clientY }: PointerEvent) => {
        // A quick hand is gone before the next frame could follow it.
        if (move?.byHand) drop(handle.current?.indexAt(clientY))
      },
      onPointerCancel: () => {
        if (move?.byHand) putBack()
      },
    }),
  }
}
