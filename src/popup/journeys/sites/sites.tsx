import { useState } from 'react'
import { useLocation } from 'wouter'
import type { SiteView, Views } from '../../../messaging'
import { Button, Heading, Icon, Section } from '../../../ui'
import { GoRow } from '../../account'
import { useOffered } from '../../accounts'
import { useView } from '../../background'
import { useNow } from '../../clock'
import { Frame } from '../../frame'
import { Origin, siteName, siteRoute } from '../../site'
import { useFormats, useWords } from '../../words'
import { Change, Remove, RemoveAll, Unblock } from './dialogs'
import { Listed, PhishingList, ServeAnyway } from './listed'
import { isUnused } from './unused'

/** Which sites see which accounts, and which may ask for nothing. */
export function Sites() {
  const { sites: say } = useWords()
  const view = useView('sites')
  const [all, setAll] = useState(false)
  const [items, blocked] = [view?.items ?? [], view?.blocked ?? []]
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
      {items.length > 1 && (
        <p className="spaced">
          <Button onClick={() => setAll(true)}>{say.removeAll}</Button>
        </p>
      )}
      {all && <RemoveAll count={items.length} onClose={() => setAll(false)} />}
      {view && <Listed {...view} />}
      {blocked.length > 0 && (
        <>
          <Section title={say.blocked} />
          <ul className="rows">
            {blocked.map((site) => (
              <Blocked key={site.origin} site={site} />
            ))}
          </ul>
        </>
      )}
      <div className="rows spaced">
        <GoRow to="/sites/why" icon="info" name={say.whyRow} />
      </div>
      {view && <PhishingList list={view.list} />}
    </Frame>
  )
}

/** What is not encrypted is told of each: another site with the same name may be. */
const insecureOf = (origin: string, say: { insecure: string }) => (origin.startsWith('http://') ? [say.insecure] : [])

function Site({ site }: { site: SiteView }) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const [, navigate] = useLocation()
  const [doing, setDoing] = useState<'change' | 'remove'>()
  const close = () => setDoing(undefined)
  // Hidden accounts are granted still, and not shown to it.
  const now = useNow(60_000)
  const seen = useOffered(site.accounts) ?? site.accounts
  const parts = [
    site.refused ? say.listedSite : say.sees({ count: seen.length }),
    isUnused(site, now) ? say.unused({ date: formats.day(site.lastUsedAt) }) : say.since({ date: formats.day(site.grantedAt) }),
    ...insecureOf(site.origin, say),
  ]
  const name = siteName(site.origin)
  return (
    <li className="site stack stack-8">
      <Origin origin={site.origin} sub={parts.join(' · ')} />
      <div className="cluster">
        <Button small aria-label={`${say.change}: ${name}`} onClick={() => setDoing('change')}>
          {say.change}
        </Button>
        <Button small aria-label={`${say.remove}: ${name}`} onClick={() => setDoing('remove')}>
          {say.remove}
        </Button>
        <Button small aria-label={`${say.details}: ${name}`} onClick={() => navigate(siteRoute(site.origin))}>
          {say.details}
        </Button>
        {site.refused && <ServeAnyway origin={site.origin} />}
      </div>
      {doing === 'change' && <Change site={site} onClose={close} />}
      {doing === 'remove' && <Remove origin={site.origin} onClose={close} />}
    </li>
  )
}

function Blocked({ site: { origin, at } }: { site: Views['sites']['blocked'][number] }) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const [asked, setAsked] = useState(false)
  return (
    <li className="site stack stack-8">
      <Origin origin={origin} sub={[say.blockedSince({ date: formats.day(at) }), ...insecureOf(origin, say)].join(' · ')} />
      <div className="cluster">
        <Button small aria-label={`${say.unblock}: ${siteName(origin)}`} onClick={() => setAsked(true)}>
          {say.unblock}
        </Button>
      </div>
      {asked && <Unblock origin={origin} onClose={() => setAsked(false)} />}
    </li>
  )
}
