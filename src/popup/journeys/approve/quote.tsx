/** Text that somebody else wrote, in a frame of its own: nothing of it is drawn outside. */
export function Quote({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text scrolls with the page, and the keyboard must reach it
    <section className="quote" aria-label={label} tabIndex={0} translate="no" dir="auto">
      {text}
    </section>
  )
}

/** A few words of somebody else within a sentence of ours: framed, so that they cannot pass for it. */
export function Said({ text }: { text: string }) {
  return (
    <q className="said" translate="no" dir="auto">
      {text}
    </q>
  )
}
