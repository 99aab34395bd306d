import { type ReactNode, useState } from 'react'
import type { ContactView } from '../messaging'
import { SearchField, ShortAddress, Tile } from '../ui'
import { useView } from './background'
import { Windowed } from './windowed'
import { useFormats, useWords } from './words'

const SEARCHED = 8
const nothing = () => undefined

/** The contacts that have a text in their name, note or address. */
export function findContacts(items: readonly ContactView[], query: string): readonly ContactView[] {
  const text = query.normalize('NFC').trim().toLowerCase()
  if (!text) return items
  return items.filter(({ name, note, address }) => [name, note, address].some((each) => each.toLowerCase().includes(text)))
}

/** All contacts, to look for and to choose from. @param children what a row is, around its line */
export function ContactList({ boxed = false, children }: { boxed?: boolean; children(contact: ContactView, line: ReactNode): ReactNode }) {
  const { contacts: say, accounts } = useWords()
  const formats = useFormats()
  const items = useView('contacts')?.items ?? []
  const [query, setQuery] = useState('')
  const found = findContacts(items, query)
  const looked = query.trim() !== ''
  return (
    <>
      {items.length > SEARCHED && <SearchField label={say.search} hint={accounts.searchHint} value={query} onChange={setQuery} />}
      <p className={looked ? 'note' : 'vh'} role="status">
        {looked && (found.length ? accounts.found({ count: formats.number(found.length) }) : say.nothing({ query: query.trim() }))}
      </p>
      {found.length > 0 && (
        <div className={boxed && items.length > SEARCHED ? 'scrolls' : undefined}>
          <Windowed count={found.length} label={say.title} keyOf={(index) => found[index]?.id ?? String(index)} onRange={nothing}>
            {(index) => {
              const contact = found[index]
              return contact && children(contact, <ContactLine contact={contact} />)
            }}
          </Windowed>
        </div>
      )}
    </>
  )
}

function ContactLine({ contact: { id, name, note, address } }: { contact: ContactView }) {
  return (
    <>
      <Tile publicKey={id} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">{name}</span>
        </span>
        <span className="row-sub clip">
          <ShortAddress address={address} />
          {note && ` · ${note}`}
        </span>
      </span>
    </>
  )
}
