import type { ReactNode } from 'react'
import { ActionRow, Heading, Icon, Section, Segments, SwitchOption } from '../../../ui'
import { GoRow } from '../../account'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Frame } from '../../frame'
import { appVersion, openInTab } from '../../place'
import { useFormats, useWords } from '../../words'
import { Notifications } from './notifications'
import { ShieldAbove } from './shield-above'

const minutes = [1, 5, 15, 60] as const
const languages = ['system', 'en', 'nl'] as const
const themes = ['system', 'light', 'dark'] as const

/** What the person may choose. Every choice is kept at once. */
export function Settings() {
  const words = useWords()
  const { settings: say } = words
  const settings = useView('settings')
  const network = useView('network')
  const formats = useFormats()
  const sites = useView('sites')?.items.length ?? 0
  const contacts = useView('contacts')?.items.length ?? 0
  const unsaved = useView('accounts')?.unsaved ?? 0
  const { error, run } = useCommand()
  if (!settings || !network) return null
  const change = (chosen: Parameters<typeof ask<'changeSettings'>>[1]) => void run(() => ask('changeSettings', chosen))
  return (
    <Frame label={say.title}>
      <Heading>{say.title}</Heading>
      <ErrorBanner error={error} />
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
        <li>
          <ShieldAbove value={settings.shieldAbove} onChange={(shieldAbove) => change({ shieldAbove })} />
        </li>
        <li>
          <ActionRow onClick={() => void openInTab('/backup', 'import')}>
            <Icon name="folder" />
            <span className="row-main">{say.backup}</span>
            <span className="row-value">
              {unsaved > 0 && <span className="warn">{say.unsaved({ count: unsaved, text: formats.number(unsaved) })}</span>}
              <Icon name="external" />
            </span>
          </ActionRow>
        </li>
        <li>
          <ActionRow onClick={() => void openInTab('/drill', 'import')}>
            <Icon name="shield" />
            <span className="row-main">{say.drill}</span>
            <span className="row-value">
              <Icon name="external" />
            </span>
          </ActionRow>
        </li>
        <li>
          <ActionRow onClick={() => void run(() => ask('lock', undefined))}>
            <Icon name="lock" />
            <span className="row-main">{say.lockNow}</span>
          </ActionRow>
        </li>
        <li>
          <GoRow to="/settings/password" icon="edit" name={say.changePassword} />
        </li>
        <li>
          <GoRow to="/settings/rekey" icon="key" name={say.rekey} />
        </li>
        <li>
          <GoRow to="/settings/wipe" icon="trash" name={say.wipe} />
        </li>
      </ul>
      <Section title={say.connection} />
      <ul className="rows">
        <li>
          <GoRow to="/settings/nodes" icon="device" name={say.network} value={say.networks[network.id]} />
        </li>
        <li>
          <GoRow to="/sites" icon="globe" name={words.common.sites} value={formats.number(sites)} />
        </li>
        <li>
          <GoRow to="/contacts" icon="contact" name={words.contacts.title} value={formats.number(contacts)} />
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
          <SwitchOption label={say.hideAmounts} checked={settings.hideAmounts} onChange={(on) => change({ hideAmounts: on })} />
        </li>
        <li>
          <Notifications />
        </li>
      </ul>
      <Section title={say.help} />
      <ul className="rows">
        <li>
          <GoRow to="/help" icon="info" name={say.help} />
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

/** The name stands beside the choice for the eye; the group itself says it to a screen reader. */
function Option({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="option">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  )
}
