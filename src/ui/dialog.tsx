import { type ReactNode, useEffect, useId, useRef } from 'react'

/** A native modal dialog: it keeps the focus, Escape closes it, and the focus returns to where it was. Mount it to open it. */
export function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  // A dialog that was opened from within this one closes alone.
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onClose={({ target, currentTarget }) => target === currentTarget && onClose()}
    >
      <div className="stack">
        <h2 className="title" id={id}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  )
}
