import { Link, useLocation } from 'wouter'
import { Button, Foot, Icon, SwitchOption } from '../../../ui'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ContactList } from '../../contact-list'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { openInTab } from '../../place'
import { useWords } from '../../words'

/** Addresses of others, by the names that the person gave them. */
export function Contacts() {
  const { contacts: say } = useWords()
  const [, navigate] = useLocation()
  const items = useView('contacts')?.items ?? []
  const contactsOnly = useView('settings')?.contactsOnly ?? false
  const { error, run } = useCommand()
  return (
    <Step
      title={say.title}
      onBack={() => navigate('/settings')}
      foot={
        <Foot>
          <Button icon="file" onClick={() => void openInTab('/contacts', 'import')}>
            {say.file}
          </Button>
          <Button icon="plus" onClick={() => navigate('/contacts/new')}>
            {say.add}
          </Button>
        </Foot>
      }
    >
      <ErrorBanner error={error} />
      <SwitchOption
        label={say.only}
        help={say.onlyHelp}
        checked={contactsOnly}
        onChange={(on) => void run(() => ask('changeSettings', { contactsOnly: on }))}
      />
      {items.length === 0 ? (
        <div className="empty">
          <Icon name="contact" size={32} />
          <p className="lead">
            <strong>{say.empty}</strong>
          </p>
          <p className="text">{say.emptyText}</p>
        </div>
      ) : (
        <ContactList>
          {(contact, line) => (
            <Link href={`/contacts/${contact.id}`} className="row">
              {line}
              <span className="row-value">
                <Icon name="go" />
              </span>
            </Link>
          )}
        </ContactList>
      )}
    </Step>
  )
}
