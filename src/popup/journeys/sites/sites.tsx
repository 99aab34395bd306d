import { useState } from 'react'
import type { SiteView } from '../../../messaging'
import { Button, Dialog, Heading, Icon } from '../../../ui'
import { AccountPicker } from '../../account-picker'
import { useOffered } from '../../accounts'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Frame } from '../../frame'
import { Origin, siteName } from '../../site'
import { useFormats, useWords } from '../../words'

/** Which sites see which accounts. */
export function Sites() {
  const { sites: say } = useWords()
  const items = useView('sites')?.items ?? []
  return (
    <Frame label={say.title}>
      <Heading>{say.title}</Heading>
      {items.length === 0 ? (
        <div className="empty">
          <Icon name="globe" size={32} />
          <p className="lead">
            <strong>{say.empty}</strong>
          </p>
          <p className="text">{say.emptyText}</p>
        </div>
      ) : (
        <ul className="rows spaced">
          {items.map((site) => (
            <Site key={site.origin} site={site} />
          ))}
        </ul>
      )}
    </Frame>
  )
}

function Site({ site }: { site: SiteView }) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const [doing, setDoing] = useState<'change' | 'remove'>()
  const close = () => setDoing(undefined)
  // Hidden accounts are granted still, and not shown to it.
  const seen = useOffered(site.accounts) ?? site.accounts
  const parts = [
    say.sees({ count: seen.length }),
    say.since({ date: formats.day(site.grantedAt) }),
    ...(site.origin.startsWith('http://') ? [say.insecure] : []),
  ]
  return (
    <li className="site stack stack-8">
      <Origin origin={site.origin} sub={parts.join(' · ')} />
      <div className="cluster">
        <Button small aria-label={`${say.change}: ${siteName(site.origin)}`} onClick={() => setDoing('change')}>
          {say.change}
        </Button>
        <Button small aria-label={`${say.remove}: ${siteName(site.origin)}`} onClick={() => setDoing('remove')}>
          {say.remove}
        </Button>
      </div>
      {doing === 'change' && <Change site={site} onClose={close} />}
      {doing === 'remove' && <Remove site={site} onClose={close} />}
    </li>
  )
}

function Change({ site, onClose }: { site: SiteView; onClose(): void }) {
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

function Remove({ site, onClose }: { site: SiteView; onClose(): void }) {
  const { sites: say } = useWords()
  const { busy, error, run } = useCommand()
  return (
    <Dialog title={say.removeTitle({ site: siteName(site.origin) })} onClose={onClose}>
      <p className="text">{say.removeText}</p>
      <ErrorBanner error={error} />
      <div className="foot-pair">
        <Button onClick={onClose}>{say.keep}</Button>
        <Button look="primary" busy={busy} onClick={() => void run(() => ask('revokeSite', { origin: site.origin }))}>
          {say.remove}
        </Button>
      </div>
    </Dialog>
  )
}
