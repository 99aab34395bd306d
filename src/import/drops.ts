import { useEffect, useRef, useState } from 'react'

/** Text that is dragged into a field is the field's. */
const isForField = ({ target, dataTransfer }: DragEvent): boolean =>
  target instanceof Element && target.matches('input, textarea') && !dataTransfer?.types.includes('Files')

/**
 * Nothing that falls onto the page opens: a browser shows a dropped file in the clear, in a tab that it remembers.
 * @param page the window
 */
export function catchDrops(page: EventTarget): void {
  const hold = (event: Event) => {
    const { dataTransfer } = event as DragEvent
    if (isForField(event as DragEvent)) return
    event.preventDefault()
    // Whoever takes it says so after this.
    if (dataTransfer) dataTransfer.dropEffect = 'none'
  }
  for (const type of ['dragover', 'drop']) page.addEventListener(type, hold)
}

/** Takes what falls anywhere onto the tab. @returns whether something hangs over it now */
export function useDrops(take: (data: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false)
  const taking = useRef(take)
  taking.current = take
  useEffect(() => {
    const hover = (event: DragEvent) => {
      if (isForField(event)) return
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget || setOver(false)
    const drop = (event: DragEvent) => {
      setOver(false)
      if (event.dataTransfer && !isForField(event)) taking.current(event.dataTransfer)
    }
    window.addEventListener('dragover', hover)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', hover)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return over
}
