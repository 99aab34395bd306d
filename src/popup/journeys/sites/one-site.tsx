import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Output, PopupContract, SiteView } from '../../../messaging'
import { Banner, Button, Facts, Icon, Section } from '../../../ui'
import { useAccountById, useOffered } from '../../accounts'
import { ask, useView } from '../../background'
import { BlockDialog } from '../../block-site'
import { useNow } from '../../clock'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { Origin, siteIn } from '../../site'
import { useFormats, useWords } from '../../words'
import { EntryRow } from '../activity/activity'
import { Said } from '../approve/quote'
import { Change, Remove } from './dialogs'
import { ServeAnyway } from './listed'
import { isUnused } from './unused'

/** One site that sees accounts: since when, what was signed for it, and the ways to end it. */
export function OneSite() {
  const { sites: say, common } = useWords()
  const { origin } = useParams<{ origin: string }>()
  const [, navigate] = useLocation()
  const view = useView('sites')
  const site = view?.items.find((each) => each.origin === siteIn(origin))
  return (
    <Step title={say.detailTitle} onBack={() => navigate('/sites')}>
      {site ? <Granted site={site} /> : <p className="text">{view ? say.gone : common.loading}</p>}
    </Step>
  )
}

function Granted({ site }: { site: SiteView }) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const now = useNow(60_000)
  const [doing, setDoing] = useState<'change' | 'remove' | 'block'>()
  const close = () => setDoing(undefined)
  const seen = useOffered(site.accounts) ?? site.accounts
  const wasUsed = site.lastUsedAt > site.grantedAt
  return (
    <div className="stack">
      <Origin origin={site.origin} sub={say.sees({ count: seen.length })} />
      {site.refused && (
        <Banner kind="danger" box>
          <strong>{say.listedSite}.</strong> {say.listedText}
        </Banner>
      )}
      {isUnused(site, now) && (
        <Banner kind="caution" icon="clock" box>
          {say.unusedText}
        </Banner>
      )}
      <Facts
        rows={[
          { label: say.granted, value: formats.minute(site.grantedAt) },
          { label: say.lastUsed, value: wasUsed ? formats.minute(site.lastUsedAt) : say.neverUsed },
        ]}
      />
      <div className="cluster">
        <Button small onClick={() => setDoing('change')}>
          {say.change}
        </Button>
        <Button small onClick={() => setDoing('remove')}>
          {say.remove}
        </Button>
        <Button small onClick={() => setDoing('block')}>
          {say.block}
        </Button>
        {site.refused && <ServeAnyway origin={site.origin} />}
      </div>
      <Signed key={site.lastUsedAt} origin={site.origin} />
      {doing === 'change' && <Change site={site} onClose={close} />}
      {doing === 'remove' && <Remove origin={site.origin} onClose={close} />}
      {doing === 'block' && <BlockDialog origin={site.origin} onClose={close} />}
    </div>
  )
}

type Told = Output<PopupContract, 'siteSigned'>
type Message = Told['messages'][number]

/** What was signed for a site lately, transactions and messages, the newest first. */
function Signed({ origin }: { origin: string }) {
  const { sites: say } = useWords()
  const [told, setTold] = useState<Told>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    ask('siteSigned', { origin }).then(setTold, setError)
  }, [origin])
  if (!told) return <ErrorBanner error={error} />
  const entries = told.items.flatMap((each) => (each.kind === 'own' ? [each] : []))
  const rows = [
    ...entries.map((entry) => ({ at: entry.at, key: entry.id, row: <EntryRow entry={entry} day /> })),
    ...told.messages.map((message, i) => ({ at: message.at, key: `${i} ${message.at}`, row: <MessageRow message={message} /> })),
  ].sort((a, b) => b.at - a.at)
  return (
    <section aria-label={say.signed}>
      <Section title={say.signed} />
      {rows.length === 0 && <p className="note below-rule">{say.nothingSigned}</p>}
      <ul className="rows">
        {rows.map(({ key, row }) => (
          <li key={key}>{row}</li>
        ))}
      </ul>
      {told.total > entries.length && <p className="note">{say.more({ count: told.total - entries.length })}</p>}
    </section>
  )
}

function MessageRow({ message: { account, at, text } }: { message: Message }) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const name = useAccountById(account)?.name
  return (
    <div className="row row--tall">
      <span className="sym" aria-hidden="true">
        <Icon name="edit" />
      </span>
      <span className="row-main">
        <span className="row-name">{say.message}</span>
        <span className="row-sub">{text === null ? say.notText : <Said text={text} />}</span>
        <span className="row-sub">{[name, formats.age(at)].filter(Boolean).join(' · ')}</span>
      </span>
    </div>
  )
}
