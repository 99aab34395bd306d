import { useEffect, useRef, useState } from 'react'
import { isForField } from '../popup'

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
