import { Link, useLocation, useParams } from 'wouter'
import { Icon, ShortAddress, Tile } from '../../../ui'
import { tileRole } from '../../account'
import { useAccountById } from '../../accounts'
import { useAsked } from '../../asked'
import { ask } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { useFormats, useWords } from '../../words'
import { shareOfParts } from './percent'

/** Hotkeys that an account owns, with what they keep. */
export function Families() {
  const { families: say, accounts, common, send } = useWords()
  const { id = '' } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const formats = useFormats()
  const { settled } = useNetwork()
  const account = useAccountById(id)
  const found = useAsked(account ? `${id} hotkeys` : undefined, () => ask('families', { account: id }))
  return (
    <Step title={say.title} onBack={() => navigate(`/positions/${id}`)} aside={<NetworkMark />}>
      <div className="stack">
        {account === null && <p className="text">{accounts.gone}</p>}
        {account && (
          <p className="note">
            <bdi>{account.name}</bdi>
          </p>
        )}
        {account && !found && <p className="text">{settled === 'offline' || settled === 'refused' ? send.offline : common.loading}</p>}
        {found?.error !== undefined && <ErrorBanner error={found.error} />}
        {found?.told && found.told.all.length === 0 && (
          <div className="empty">
            <Icon name="key" size={32} />
            <p className="lead">
              <strong>{say.none}</strong>
            </p>
            <p className="text">{say.noneText}</p>
          </div>
        )}
        {found?.told && found.told.all.length > 0 && (
          <>
            {!found.told.takes && <p className="note">{say.noTakes}</p>}
            {!found.told.children && <p className="note">{say.noChildren}</p>}
            <ul className="rows" aria-label={say.title}>
              {found.told.all.map(({ hotkey, address, name, take }) => (
                <li key={hotkey}>
                  <Link href={`/families/${id}/${hotkey}`} className="row">
                    <Tile publicKey={hotkey} role={tileRole('hotkey')} />
                    <span className="row-main">
                      <span className="clip">{name === null ? say.unnamed : <bdi>{name}</bdi>}</span>
                      <span className="row-sub">
                        <ShortAddress address={address} />
                      </span>
                    </span>
                    <span className="row-value">
                      {say.keeps({ share: formats.percent(shareOfParts(take), 2) })}
                      <Icon name="go" />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Step>
  )
}
