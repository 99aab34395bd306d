import { useState } from 'react'
import type { Views } from '../../../messaging'
import { Banner, Button, Dialog, Section, SwitchOption } from '../../../ui'
import { ask } from '../../background'
import { BlockDialog } from '../../block-site'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Origin, siteName } from '../../site'
import { WithPassword } from '../../with-password'
import { useFormats, useWords } from '../../words'

type View = Views['sites']

/** Lets a listed site in all the same: this one alone, after the password. */
export function ServeAnyway({ origin }: { origin: string }) {
  const { sites: say } = useWords()
  const [asked, setAsked] = useState(false)
  const end = () => setAsked(false)
  return (
    <>
      <Button small aria-label={`${say.serve}: ${siteName(origin)}`} onClick={() => setAsked(true)}>
        {say.serve}
      </Button>
      {asked && (
        <Dialog title={say.serveTitle({ site: siteName(origin) })} onClose={end}>
          <WithPassword
            text={say.serveText}
            action={say.serveDo}
            onDo={(password) => ask('trustSite', { origin, trusted: true, password })}
            onEnd={end}
          />
        </Dialog>
      )}
    </>
  )
}

/** Sites that asked and were refused because they are listed, and those that are served although they are. */
export function Listed({ refused, trusted }: Pick<View, 'refused' | 'trusted'>) {
  const { sites: say } = useWords()
  return (
    <>
      {refused.length > 0 && (
        <>
          <Section title={say.listed} />
          <p className="note below-rule">{say.listedText}</p>
          <ul className="rows">
            {refused.map((site) => (
              <Refused key={site.origin} {...site} />
            ))}
          </ul>
        </>
      )}
      {trusted.length > 0 && (
        <>
          <Section title={say.trusted} />
          <ul className="rows">
            {trusted.map((site) => (
              <Trusted key={site.origin} {...site} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Refused({ origin, at }: View['refused'][number]) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const [asked, setAsked] = useState(false)
  return (
    <li className="site stack stack-8">
      <Origin origin={origin} sub={say.refusedAt({ time: formats.age(at) })} />
      <div className="cluster">
        <Button small aria-label={`${say.block}: ${siteName(origin)}`} onClick={() => setAsked(true)}>
          {say.block}
        </Button>
        <ServeAnyway origin={origin} />
      </div>
      {asked && <BlockDialog origin={origin} onClose={() => setAsked(false)} />}
    </li>
  )
}

function Trusted({ origin, at }: View['trusted'][number]) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const { busy, error, run } = useCommand()
  return (
    <li className="site stack stack-8">
      <Origin origin={origin} sub={say.trustedSince({ date: formats.day(at) })} />
      <ErrorBanner error={error} />
      <div className="cluster">
        <Button
          small
          busy={busy}
          aria-label={`${say.distrust}: ${siteName(origin)}`}
          onClick={() => void run(() => ask('trustSite', { origin, trusted: false }))}
        >
          {say.distrust}
        </Button>
      </div>
    </li>
  )
}

/** Which hosts are known to deceive, how old that is, and whether newer ones are asked for. */
export function PhishingList({ list: { bundled, on, hosts, at, triedAt, failed } }: { list: View['list'] }) {
  const { sites: say } = useWords()
  const formats = useFormats()
  const { error, run } = useCommand()
  const newer = hosts !== null && at !== null ? say.listNewer({ count: formats.number(hosts), time: formats.age(at) }) : undefined
  return (
    <section className="stack" aria-label={say.listTitle}>
      <Section title={say.listTitle} />
      {bundled === 0 ? (
        <Banner kind="caution" box>
          {say.listBroken}
        </Banner>
      ) : (
        <p className="text">{[say.listBundled({ count: formats.number(bundled) }), newer].filter(Boolean).join(' ')}</p>
      )}
      {on && failed !== null && triedAt !== null && (
        <Banner kind="caution" icon="clock" box>
          {say.listFailed[failed]} {say.listKept({ time: formats.age(triedAt) })}
        </Banner>
      )}
      <SwitchOption
        label={say.listOn}
        help={say.listOnHelp}
        checked={on}
        onChange={(next) => void run(() => ask('refreshPhishing', { on: next }))}
      />
      <ErrorBanner error={error} />
    </section>
  )
}
