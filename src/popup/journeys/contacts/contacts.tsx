import { Link, useLocation } from 'wouter'
import { Button, Foot, Icon } from '../../../ui'
import { useView } from '../../background'
import { ContactList } from '../../contact-list'
import { Step } from '../../frame'
import { openInTab } from '../../place'
import { useWords } from '../../words'
import { ContactsOnly } from './contacts-only'

/** Addresses of others, by the names that the person gave them. */
export function Contacts() {
  const { contacts: say } = useWords()
  const [, navigate] = useLocation()
  const items = useView('contacts')?.items ?? []
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
      <ContactsOnly />
      {items.length === 0 ? (
        <div className="empty">
          <Icon name="contact" size={32} />
          <p className="lead">
            <strong>{say.empty}</strong>
          </p>
          <p className="text">{say.emptyText}</p>
        </div>
      ) : (
        <div className="spaced">
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
        </div>
      )}
    </Step>
  )
}
