import { defaultRangeExtractor, type Range, useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'

/** A window this low does not keep head and foot (kit.css): the whole page scrolls. */
const short = () => matchMedia('(max-height: 26rem)')
function useShort(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = short()
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => short().matches,
  )
}

const ROW_PX = 60
const BEYOND = 8

export type WindowHandle = {
  /** @param align center: with what stands around it; otherwise no further than it takes */
  scrollTo(index: number, align?: 'center'): void
  /** The place in the list at a height of the window. */
  indexAt(clientY: number): number
  /** Scrolls while something is held at the edge. */
  nudge(clientY: number): void
}
type WindowProps = {
  count: number
  label: string
  /** What stands at a place; its key stays with it when it moves. */
  keyOf(index: number): string
  children(index: number): ReactNode
  /** Kept there although it is out of sight. */
  pinned?: number | undefined
  /** In which order rows stand in the document: a row that moves among them would lose the focus. */
  rankOf?(index: number): number
  onRange(from: number, to: number): void
  handle?: Ref<WindowHandle>
}

/** A list of which only what is in sight, and a little more, is drawn. It scrolls with what it stands in: a box of its own, a dialog, the body or the page. */
export function Windowed(props: WindowProps) {
  const place = useRef<HTMLDivElement>(null)
  const isShort = useShort()
  const [box, setBox] = useState<HTMLElement | null>()
  useLayoutEffect(() => {
    const own = place.current?.closest<HTMLElement>('.scrolls, dialog')
    setBox(own ?? (isShort ? null : place.current?.closest<HTMLElement>('.body')))
  }, [isShort])
  return <div ref={place}>{box ? <InBox box={box} {...props} /> : box === null && <InPage {...props} />}</div>
}

function useCommon({ count, pinned }: WindowProps) {
  const list = useRef<HTMLUListElement>(null)
  const [focused, setFocused] = useState<number>()
  const [margin, setMargin] = useState(0)
  const options = {
    count,
    estimateSize: () => ROW_PX,
    overscan: BEYOND,
    scrollMargin: margin,
    rangeExtractor: (range: Range) => {
      const kept = [pinned, focused].filter((each): each is number => each !== undefined && each < count)
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b)
    },
  }
  return { list, options, setFocused, setMargin }
}

function InBox({ box, ...props }: WindowProps & { box: HTMLElement }) {
  const { list, options, setFocused, setMargin } = useCommon(props)
  const virtualizer = useVirtualizer<HTMLElement, HTMLLIElement>({ ...options, getScrollElement: () => box })
  useLayoutEffect(() => {
    if (list.current) setMargin(list.current.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop)
  })
  const edges = () => box.getBoundingClientRect()
  return (
    <Drawn {...props} virtualizer={virtualizer} list={list} onFocused={setFocused} edges={edges} scrollBy={(by) => box.scrollBy(0, by)} />
  )
}

function InPage(props: WindowProps) {
  const { list, options, setFocused, setMargin } = useCommon(props)
  const virtualizer = useWindowVirtualizer<HTMLLIElement>(options)
  useLayoutEffect(() => {
    if (list.current) setMargin(list.current.getBoundingClientRect().top + scrollY)
  })
  const edges = () => ({ top: 0, bottom: innerHeight })
  return <Drawn {...props} virtualizer={virtualizer} list={list} onFocused={setFocused} edges={edges} scrollBy={(by) => scrollBy(0, by)} />
}

const EDGE_PX = 48
const NUDGE_PX = 12
const TELL_MS = 80

function Drawn<Box extends Element | Window>({
  count,
  label,
  keyOf,
  children,
  rankOf = (index) => index,
  onRange,
  handle,
  virtualizer,
  list,
  onFocused,
  edges,
  scrollBy,
}: WindowProps & {
  virtualizer: Virtualizer<Box, HTMLLIElement>
  list: Ref<HTMLUListElement> & { current: HTMLUListElement | null }
  onFocused(index: number | undefined): void
  edges(): { top: number; bottom: number }
  scrollBy(by: number): void
}) {
  const items = virtualizer.getVirtualItems()
  // While a list that changed is read again page by page, one row may stand in two of them for a moment.
  const seen = new Set<unknown>()
  const keyAt = (index: number) => {
    const key = keyOf(index)
    const own = seen.has(key) ? `again-${index}` : key
    seen.add(key)
    return own
  }
  const margin = virtualizer.options.scrollMargin
  const from = items[0]?.index ?? 0
  const to = items.at(-1)?.index ?? 0
  // What flies past is not looked at: the last place counts, told at most so often.
  const told = useRef(0)
  useEffect(() => {
    if (count === 0) return
    const timer = setTimeout(
      () => {
        told.current = performance.now()
        onRange(from, to)
      },
      Math.max(0, told.current + TELL_MS - performance.now()),
    )
    return () => clearTimeout(timer)
  }, [from, to, count, onRange])
  useImperativeHandle(handle, () => ({
    scrollTo: (index, align) => virtualizer.scrollToIndex(index, { align: align ?? 'auto' }),
    indexAt(clientY) {
      const top = list.current?.getBoundingClientRect().top ?? 0
      const item = virtualizer.getVirtualItemForOffset(Math.max(0, clientY - top) + margin)
      return Math.min(Math.max(item?.index ?? 0, 0), count - 1)
    },
    nudge(clientY) {
      const { top, bottom } = edges()
      if (clientY < top + EDGE_PX) scrollBy(-NUDGE_PX)
      else if (clientY > bottom - EDGE_PX) scrollBy(NUDGE_PX)
    },
  }))
  return (
    <ul className="rows windowed" ref={list} aria-label={label} style={{ blockSize: virtualizer.getTotalSize() }}>
      {[...items]
        .sort((a, b) => rankOf(a.index) - rankOf(b.index))
        .map(({ index, start }) => (
          <li
            key={keyAt(index)}
            // A row that came from another place has another height than what stood here: it is measured at every drawing.
            ref={(row) => virtualizer.measureElement(row)}
            data-index={index}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - margin}px)` }}
            onFocus={() => onFocused(index)}
            onBlur={() => onFocused(undefined)}
          >
            {children(index)}
          </li>
        ))}
    </ul>
  )
}
