import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Banner, Heading, Icon, type IconName, Segments } from '../../../ui'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { Frame } from '../../frame'
import { appVersion } from '../../place'
import { useSayError, useWords } from '../../words'

const minutes = [1, 5, 15, 60] as const
const languages = ['system', 'en', 'nl'] as const
const themes = ['system', 'light', 'dark'] as const

/** What the person may choose. Every choice is kept at once. */
export function Settings() {
  const words = useWords()
  const { settings: say } = words
  const sayError = useSayError()
  const settings = useView('settings')
  const network = useView('network')
  const sites = useView('sites')?.items.length ?? 0
  const { error, run } = useCommand()
  if (!settings || !network) return null
  const change = (chosen: Parameters<typeof ask<'changeSettings'>>[1]) => void run(() => ask('changeSettings', chosen))
  return (
    <Frame label={say.title}>
      <Heading>{say.title}</Heading>
      {error !== undefined && (
        <Banner kind="danger" box live>
          {sayError(error)}
        </Banner>
      )}
      <Section title={say.safety} />
      <ul className="rows">
        <li>
          <Option label={say.lockAfter}>
            <Segments
              label={say.lockAfter}
              name="lock"
              value={String(settings.lockMinutes)}
              options={minutes.map((each) => ({ value: String(each), label: say.minutes({ minutes: each }) }))}
              onChange={(value) => change({ lockMinutes: minutes.find((each) => String(each) === value) })}
            />
          </Option>
        </li>
      </ul>
      <Section title={say.connection} />
      <ul className="rows">
        <li>
          <Way to="/settings/nodes" icon="device" name={say.network} value={say.networks[network.id]} />
        </li>
        <li>
          <Way to="/sites" icon="globe" name={words.common.sites} value={String(sites)} />
        </li>
      </ul>
      <Section title={say.display} />
      <ul className="rows">
        <li>
          <div className="option">
            <label htmlFor="language">{say.language}</label>
            <span className="control">
              <select
                id="language"
                value={settings.language}
                onChange={({ target }) => change({ language: languages.find((each) => each === target.value) })}
              >
                {languages.map((each) => (
                  <option key={each} value={each}>
                    {say.languages[each]}
                  </option>
                ))}
              </select>
            </span>
          </div>
        </li>
        <li>
          <Option label={say.theme}>
            <Segments
              label={say.theme}
              name="theme"
              value={settings.theme}
              options={themes.map((each) => ({ value: each, label: say.themes[each] }))}
              onChange={(theme) => change({ theme })}
            />
          </Option>
        </li>
        <li>
          <label className="option">
            <span>{say.hideAmounts}</span>
            <input
              className="switch"
              type="checkbox"
              role="switch"
              aria-checked={settings.hideAmounts}
              checked={settings.hideAmounts}
              onChange={({ target }) => change({ hideAmounts: target.checked })}
            />
          </label>
        </li>
      </ul>
      <Section title={say.help} />
      <ul className="rows">
        <li>
          <Way to="/help" icon="info" name={say.help} value="" />
        </li>
      </ul>
      <Section title={say.nobodyTitle} />
      <div className="stack spaced">
        <p className="text">{say.nobody}</p>
        <p className="note">{say.version({ version: appVersion() })}</p>
      </div>
    </Frame>
  )
}

function Section({ title }: { title: string }) {
  return (
    <div className="section">
      <h2>{title}</h2>
    </div>
  )
}

/** The name stands beside the choice for the eye; the group itself says it to a screen reader. */
function Option({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="option">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  )
}

function Way({ to, icon, name, value }: { to: string; icon: IconName; name: string; value: string }) {
  return (
    <Link href={to} className="row">
      <Icon name={icon} />
      <span className="row-main">{name}</span>
      <span className="row-value">
        {value}
        <Icon name="go" />
      </span>
    </Link>
  )
}
