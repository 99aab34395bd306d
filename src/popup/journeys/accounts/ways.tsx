import { useState } from 'react'
import type { AccountView } from '../../../messaging'
import { ActionRow, Button, Dialog, Icon, Section, SwitchOption } from '../../../ui'
import { GoRow } from '../../account'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { openInTab } from '../../place'
import { useWords } from '../../words'

/** What one can do with the account itself: keep its secret safe, say who may see it, give it another role, end it. */
export function Ways({ account }: { account: AccountView }) {
  const { accounts: say, positions } = useWords()
  const { error, run } = useCommand()
  const [changing, setChanging] = useState(false)
  const { id, holds, role, hidden } = account
  const counted = useView('portfolio')?.chosen[id] ?? role !== 'watch'
  const isTop = useView('accounts')?.first[0]?.id === id
  return (
    <>
      {holds && (
        <>
          <Section title={say.secret} />
          <ul className="rows">
            <li>
              <GoRow to={`/accounts/${id}/reveal`} icon="eye" name={say.show[holds]} />
            </li>
            <li>
              <ActionRow onClick={() => void openInTab(`/export/${id}`, 'import')}>
                <Icon name="file" />
                <span className="row-main">{say.exportFile}</span>
                <span className="row-value">
                  <Icon name="external" />
                </span>
              </ActionRow>
            </li>
            <li>
              <GoRow to={`/accounts/${id}/derive`} icon="plus" name={say.derive} />
            </li>
          </ul>
        </>
      )}
      <Section title={say.manage} />
      <ErrorBanner error={error} />
      <ul className="rows">
        <li>
          <SwitchOption
            label={positions.count}
            help={positions.countHelp}
            checked={counted}
            onChange={(on) => void run(() => ask('countAccount', { id, counted: on }))}
          />
        </li>
        {role !== 'watch' && (
          <li>
            <SwitchOption
              label={say.hide}
              help={say.hideHelp}
              checked={hidden}
              onChange={(on) => void run(() => ask('changeAccount', { id, hidden: on }))}
            />
          </li>
        )}
        <li>
          <ActionRow onClick={() => void (isTop || run(() => ask('moveAccount', { id, to: 0 })))}>
            <Icon name="up" />
            <span className="row-main">{say.toTop}</span>
            <span className="row-value" role="status">
              {isTop && say.isTop}
            </span>
          </ActionRow>
        </li>
        {role !== 'hotkey' && (
          <li>
            <GoRow to={`/hotkeys/${id}`} icon="key" name={say.hotkeys} />
          </li>
        )}
        {role !== 'watch' && (
          <li>
            <ActionRow aria-haspopup="dialog" onClick={() => setChanging(true)}>
              <Icon name="swap" />
              <span className="row-main">{say.useAs[role === 'hotkey' ? 'coldkey' : 'hotkey']}</span>
            </ActionRow>
          </li>
        )}
        <li>
          <GoRow to={`/accounts/${id}/remove`} icon="trash" name={role === 'watch' ? say.stopWatching : say.remove} />
        </li>
      </ul>
      {changing && role !== 'watch' && (
        <ChangeRole account={account} to={role === 'hotkey' ? 'coldkey' : 'hotkey'} onClose={() => setChanging(false)} />
      )}
    </>
  )
}

function ChangeRole({ account, to, onClose }: { account: AccountView; to: 'coldkey' | 'hotkey'; onClose(): void }) {
  const { accounts: say, common } = useWords()
  const { busy, error, run } = useCommand()
  return (
    <Dialog title={say.useAs[to]} onClose={onClose}>
      <p className="text">{say.useAsText[to]({ name: account.name })}</p>
      <ErrorBanner error={error} />
      <div className="foot-pair">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button
          look="primary"
          busy={busy}
          onClick={() => void run(() => ask('changeAccount', { id: account.id, role: to })).then((ok) => ok && onClose())}
        >
          {say.change}
        </Button>
      </div>
    </Dialog>
  )
}
