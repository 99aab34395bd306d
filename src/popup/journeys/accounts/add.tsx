import { useLocation } from 'wouter'
import { ActionRow, Icon, type IconName } from '../../../ui'
import { useChosen } from '../../account'
import { useView } from '../../background'
import { Step } from '../../frame'
import { isFleeting, openInTab } from '../../place'
import { useWords } from '../../words'

/** The ways to one more account, and what each means for what one has to keep safe. */
export function AddAccount() {
  const { accounts: say, home } = useWords()
  const [, navigate] = useLocation()
  const chosen = useChosen()
  const total = useView('accounts')?.total ?? 0
  const parent = chosen?.holds ? { ...chosen, holds: chosen.holds } : undefined
  // Words are lost when a popup closes at the first click elsewhere.
  const make = async () => {
    if (await isFleeting()) await openInTab('/accounts/new')
    else navigate('/accounts/new')
  }
  return (
    <Step title={home.add} onBack={() => navigate(total ? '/accounts' : '/')}>
      <ul className="rows">
        {parent && (
          <li>
            <Way
              icon="people"
              name={say.addDerived[parent.holds]({ name: parent.name })}
              text={say.addDerivedText}
              onClick={() => navigate(`/accounts/${parent.id}/derive`)}
            />
          </li>
        )}
        <li>
          <Way icon="plus" name={say.addPhrase} text={say.addPhraseText} onClick={() => void make()} />
        </li>
        <li>
          <Way icon="key" name={say.addKey} text={say.addKeyText} onClick={() => void openInTab('/', 'import')} />
        </li>
      </ul>
    </Step>
  )
}

function Way({ icon, name, text, onClick }: { icon: IconName; name: string; text: string; onClick(): void }) {
  return (
    <ActionRow onClick={onClick}>
      <Icon name={icon} />
      <span className="row-main">
        <span className="row-name">{name}</span>
        <span className="row-sub">{text}</span>
      </span>
      <span className="row-value">
        <Icon name="go" />
      </span>
    </ActionRow>
  )
}
