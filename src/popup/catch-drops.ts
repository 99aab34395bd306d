/** Text that is dragged into a field is the field's. */
export const isForField = ({ target, dataTransfer }: DragEvent): boolean =>
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
