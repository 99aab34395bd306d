import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { SiteView } from '../../../messaging'
import { Button, Facts } from '../../../ui'
import { useOffered } from '../../accounts'
import { useView } from '../../background'
import { BlockDialog } from '../../block-site'
import { Step } from '../../frame'
import { Origin, siteIn } from '../../site'
import { useFormats, useWords } from '../../words'
import { Change, Remove } from './dialogs'

/** One site that sees accounts: since when, what it did with that, and the ways to end it. */
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
  const [doing, setDoing] = useState<'change' | 'remove' | 'block'>()
  const close = () => setDoing(undefined)
  const seen = useOffered(site.accounts) ?? site.accounts
  const wasUsed = site.lastUsedAt > site.grantedAt
  return (
    <div className="stack">
      <Origin origin={site.origin} sub={say.sees({ count: seen.length })} />
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
      </div>
      {doing === 'change' && <Change site={site} onClose={close} />}
      {doing === 'remove' && <Remove origin={site.origin} onClose={close} />}
      {doing === 'block' && <BlockDialog origin={site.origin} onClose={close} />}
    </div>
  )
}
