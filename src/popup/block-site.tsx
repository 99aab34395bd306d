import { useState } from 'react'
import { Button, Dialog } from '../ui'
import { ask } from './background'
import { useCommand } from './command'
import { ErrorBanner } from './error-banner'
import { siteName } from './site'
import { useWords } from './words'

/** Asks once, with what it means, and blocks a site. */
export function BlockDialog({ origin, onClose }: { origin: string; onClose(): void }) {
  const { sites: say } = useWords()
  const { busy, error, run } = useCommand()
  return (
    <Dialog title={say.blockTitle({ site: siteName(origin) })} onClose={onClose}>
      <p className="text">{say.blockText}</p>
      <ErrorBanner error={error} />
      <div className="foot-pair">
        <Button onClick={onClose}>{say.cancel}</Button>
        <Button look="primary" busy={busy} onClick={() => void run(() => ask('blockSite', { origin })).then((ok) => ok && onClose())}>
          {say.block}
        </Button>
      </div>
    </Dialog>
  )
}

/** The quiet way out of being asked again and again, under what a site asks. */
export function BlockSite({ origin }: { origin: string }) {
  const { sites: say } = useWords()
  const [asked, setAsked] = useState(false)
  return (
    <p>
      <button type="button" className="linkbtn" onClick={() => setAsked(true)}>
        {say.blockThis}
      </button>
      {asked && <BlockDialog origin={origin} onClose={() => setAsked(false)} />}
    </p>
  )
}
