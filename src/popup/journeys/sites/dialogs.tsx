import { useState } from 'react'
import type { SiteView } from '../../../messaging'
import { Button, Dialog } from '../../../ui'
import { AccountPicker } from '../../account-picker'
import { useOffered } from '../../accounts'
import { ask } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { siteName } from '../../site'
import { useWords } from '../../words'

/** Which accounts a site sees. */
export function Change({ site, onClose }: { site: SiteView; onClose(): void }) {
  const { sites: say } = useWords()
  const [changed, setPicked] = useState<readonly string[]>()
  const offered = useOffered(site.accounts)
  const picked = changed ?? offered ?? []
  const { busy, error, run } = useCommand()
  const save = () => run(() => ask('grantSite', { origin: site.origin, accounts: [...picked] })).then((ok) => ok && onClose())
  return (
    <Dialog title={say.accountsTitle} onClose={onClose}>
      <AccountPicker picked={picked} onPick={setPicked} />
      <ErrorBanner error={error} />
      <div className="foot-pair">
        <Button onClick={onClose}>{say.cancel}</Button>
        <Button look="primary" busy={busy} disabled={offered === undefined} onClick={() => void save()}>
          {say.save}
        </Button>
      </div>
    </Dialog>
  )
}

/** One question with its consequence, and what is done where the answer is yes. */
function Sure({
  title,
  text,
  no,
  yes,
  onYes,
  onClose,
}: {
  title: string
  text: string
  no: string
  yes: string
  onYes(): Promise<unknown>
  onClose(): void
}) {
  const { busy, error, run } = useCommand()
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="text">{text}</p>
      <ErrorBanner error={error} />
      <div className="foot-pair">
        <Button onClick={onClose}>{no}</Button>
        <Button look="primary" busy={busy} onClick={() => void run(onYes).then((ok) => ok && onClose())}>
          {yes}
        </Button>
      </div>
    </Dialog>
  )
}

export function Remove({ origin, onClose }: { origin: string; onClose(): void }) {
  const { sites: say } = useWords()
  const said = { title: say.removeTitle({ site: siteName(origin) }), text: say.removeText, no: say.keep, yes: say.remove }
  return <Sure {...said} onYes={() => ask('revokeSite', { origin })} onClose={onClose} />
}

export function RemoveAll({ count, onClose }: { count: number; onClose(): void }) {
  const { sites: say } = useWords()
  const said = { title: say.removeAllTitle({ count }), text: say.removeAllText, no: say.keep, yes: say.removeAll }
  return <Sure {...said} onYes={() => ask('revokeSites', undefined)} onClose={onClose} />
}

export function Unblock({ origin, onClose }: { origin: string; onClose(): void }) {
  const { sites: say } = useWords()
  const said = { title: say.unblockTitle({ site: siteName(origin) }), text: say.unblockText, no: say.cancel, yes: say.unblock }
  return <Sure {...said} onYes={() => ask('unblockSite', { origin })} onClose={onClose} />
}
