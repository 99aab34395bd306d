import { type FormEvent, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Output, PopupContract } from '../../../messaging'
import { Button, Section, TextField } from '../../../ui'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { Origin, siteName, siteRoute } from '../../site'
import { useFormats, useWords } from '../../words'
import { Unblock } from './dialogs'

type Answer = Output<PopupContract, 'whyNot'>
type Cause = Answer['causes'][number]

/** Why a site sees no accounts, and what to do about it: answered from what the wallet has, without asking anybody. */
export function Why() {
  const { sites: say } = useWords()
  const [, navigate] = useLocation()
  const [address, setAddress] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  const [lately, setLately] = useState<readonly string[]>([])
  const { busy, error, run } = useCommand()
  const view = useView('sites')
  useEffect(() => {
    ask('askedLately', undefined).then(setLately, () => undefined)
  }, [])
  const look = (of: string) => void run(async () => setAnswer(await ask('whyNot', { address: of })))
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (address.trim()) look(address)
  }
  const choose = (origin: string) => {
    setAddress(origin)
    look(origin)
  }
  const known = [...new Set([...lately, ...[...(view?.blocked ?? []), ...(view?.items ?? [])].map(({ origin }) => origin)])].slice(0, 8)
  return (
    <Step title={say.whyTitle} onBack={() => navigate('/sites')}>
      <div className="stack">
        <p className="text">{say.whyText}</p>
        <form className="stack" onSubmit={go}>
          <TextField
            label={say.whyAddress}
            value={address}
            onChange={({ target }) => {
              setAddress(target.value)
              setAnswer(undefined)
            }}
            placeholder="https://"
          />
          <div className="cluster">
            <Button type="submit" look="primary" busy={busy} disabled={!address.trim()}>
              {say.whyLook}
            </Button>
          </div>
        </form>
        <ErrorBanner error={error} />
        <div role="status" className="stack">
          {answer && <Told answer={answer} onChange={() => look(answer.origin ?? address)} />}
        </div>
        {!answer && known.length > 0 && (
          <section aria-label={say.whyKnown}>
            <Section title={say.whyKnown} />
            <ul className="rows">
              {known.map((origin) => (
                <li key={origin}>
                  <button type="button" className="row" onClick={() => choose(origin)}>
                    <span className="row-main" translate="no">
                      {origin}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className="note">{say.whyPrivate}</p>
      </div>
    </Step>
  )
}

/** Every cause that holds, each with its remedy. */
function Told({ answer: { origin, causes }, onChange }: { answer: Answer; onChange(): void }) {
  const { sites: say } = useWords()
  const formats = useFormats()
  return (
    <>
      {origin !== null && <Origin origin={origin} sub={say.whyOf({ count: causes.length })} />}
      {causes.map((cause) => (
        <div key={cause.id} className="stack stack-8">
          <p>
            <strong>{said(cause, say, formats.minute)}</strong>
          </p>
          <p className="text">{remedyOf(cause, say)}</p>
          <Remedy cause={cause} origin={origin} onChange={onChange} />
        </div>
      ))}
    </>
  )
}

type Say = ReturnType<typeof useWords>['sites']
function said(cause: Cause, { causes: say }: Say, time: (at: number) => string): string {
  switch (cause.id) {
    case 'blocked':
      return say.blocked({ time: time(cause.at) })
    case 'silenced':
      return say.silenced({ time: time(cause.until) })
    case 'hidden':
    case 'sees':
      return say[cause.id]({ count: cause.count })
    case 'not-served':
      return say[cause.how === 'plain' ? 'not-encrypted' : 'no-site']
    default:
      return say[cause.id]
  }
}
const remedyOf = (cause: Cause, { remedies: say }: Say): string =>
  cause.id === 'not-served' ? say[cause.how === 'plain' ? 'not-encrypted' : 'no-site'] : say[cause.id]

/** What can be pressed: the way to what is in the way, and the sites that one may take for this one. */
function Remedy({ cause, origin, onChange }: { cause: Cause; origin: string | null; onChange(): void }) {
  const { sites: say } = useWords()
  const [, navigate] = useLocation()
  const [asked, setAsked] = useState(false)
  const close = () => {
    setAsked(false)
    onChange()
  }
  if (cause.id === 'blocked' && origin !== null)
    return (
      <div className="cluster">
        <Button small onClick={() => setAsked(true)}>
          {say.unblock}
        </Button>
        {asked && <Unblock origin={origin} onClose={close} />}
      </div>
    )
  if ((cause.id === 'hidden' || cause.id === 'sees') && origin !== null)
    return (
      <div className="cluster">
        <Button small aria-label={`${say.details}: ${siteName(origin)}`} onClick={() => navigate(siteRoute(origin))}>
          {say.details}
        </Button>
      </div>
    )
  if (!('near' in cause) || !cause.near.length) return null
  return (
    <>
      <p className="text">{say.near({ count: cause.near.length })}</p>
      <ul className="rows">
        {cause.near.map((each) => (
          <li key={each}>
            <Link href={siteRoute(each)} className="row">
              <span className="row-main" translate="no">
                {each}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
