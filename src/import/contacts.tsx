import { useRef, useState } from 'react'
import {
  ask,
  ErrorBanner,
  goToWallet,
  newCommandId,
  Step,
  useCommand,
  useFormats,
  usePayGuard,
  useSayError,
  useView,
  useWords,
} from '../popup'
import { Banner, Button, Checks, Foot, Heading, ShortAddress, Tile } from '../ui'
import { encodeAddress, fromHex, KluisError } from '../units'
import { type Alike, AlikeOnes } from './contacts-alike'
import { type ContactsRead, MOST_CONTACTS, readContacts, writeContacts } from './contacts-file'
import { useDrops } from './drops'
import { ofDrop } from './intake'
import { SaveFile, type Written } from './save'

/** As many as are named one by one. */
const NAMED = 50
const NUMBERS = 20

/** Contacts out to a file, and in from one. What comes in is shown, line by line where something is wrong, before anything is kept. */
export function Contacts() {
  const words = useWords()
  const { contacts: say } = words
  const formats = useFormats()
  const items = useView('contacts')?.items ?? []
  const [file, setFile] = useState<Written>()
  const [found, setFound] = useState<ContactsRead & { alike: Alike }>()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [done, setDone] = useState<{ added: number; left: number }>()
  const chooser = useRef<HTMLInputElement>(null)
  const reading = useCommand()
  const keeping = useCommand()
  const guard = usePayGuard(keeping)
  const number = formats.number
  const take = (given: () => Promise<File | null | undefined>) =>
    void reading.run(async () => {
      keeping.forget()
      setFound(undefined)
      setDone(undefined)
      const chosen = await given()
      if (!chosen) throw new KluisError('file-unreadable')
      if (chosen.size > 4 * 1_048_576) throw new KluisError('file-too-large')
      const read = readContacts(new Uint8Array(await chosen.arrayBuffer()), new Set(items.map(({ id }) => id)))
      const alike = await ask('contactsAlike', { contacts: read.fresh.slice(0, MOST_CONTACTS) })
      setTicked(new Set())
      setFound({ ...read, alike })
    })
  const over = useDrops((data) => {
    const dropped = ofDrop(data)
    take(async () => (await dropped)[0]?.file)
  })
  const resembling = new Set(found?.alike.map(({ id }) => id))
  const room = found?.fresh.slice(0, MOST_CONTACTS) ?? []
  const contacts = room.filter(({ id }) => !resembling.has(id) || ticked.has(id))
  const add = ({ fresh }: ContactsRead) =>
    void keeping
      .run(async () => {
        const { added, left } = await ask('addContacts', { commandId: newCommandId(), contacts, ...guard.given })
        setFound(undefined)
        setDone({ added, left: left + fresh.length - room.length })
      })
      .then(guard.clear)
  return (
    <Step
      network={false}
      title={say.fileBar}
      heading={false}
      onBack={() => goToWallet('/contacts')}
      foot={
        <Foot one>
          {found && found.fresh.length > 0 ? (
            <Button look="primary" busy={keeping.busy} disabled={guard.missing || contacts.length === 0} onClick={() => add(found)}>
              {say.addAll({ count: number(contacts.length), one: contacts.length === 1 })}
            </Button>
          ) : (
            <Button icon="file" look="primary" busy={reading.busy} onClick={() => chooser.current?.click()}>
              {say.choose}
            </Button>
          )}
        </Foot>
      }
    >
      <div className="stack">
        <Heading>{say.fileTitle}</Heading>
        <p className="text">{say.fileText}</p>
        <div className="section">
          <h2>{say.importTitle}</h2>
        </div>
        <div className="dropzone" data-over={over || undefined}>
          <p className="note">{say.importText}</p>
          <div className="cluster dropzone-ways">
            <Button small icon="file" busy={reading.busy} onClick={() => chooser.current?.click()}>
              {say.choose}
            </Button>
          </div>
          <input
            ref={chooser}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            className="vh"
            tabIndex={-1}
            aria-label={say.choose}
            onChange={({ target }) => {
              const [chosen] = target.files ?? []
              if (chosen) take(async () => chosen)
              target.value = ''
            }}
          />
        </div>
        <ErrorBanner error={reading.error} kind="caution" />
        <div role="status" className="stack stack-8">
          {done && <Checks items={[{ icon: 'check', text: say.added({ count: number(done.added), one: done.added === 1 }) }]} />}
          {done && done.left > 0 && (
            <Banner kind="caution" box>
              {say.noRoom({ most: number(MOST_CONTACTS), count: number(done.left) })}
            </Banner>
          )}
        </div>
        {found && found.alike.length > 0 && <AlikeOnes found={found} ticked={ticked} onTicked={setTicked} />}
        {found && <Found found={found} apart={resembling} />}
        {found && found.fresh.length > 0 && guard.field}
        <div className="section">
          <h2>{say.exportTitle}</h2>
        </div>
        {items.length === 0 ? (
          <p className="text">{say.exportNone}</p>
        ) : (
          <Button wide icon="file" onClick={() => setFile({ name: 'kluis-contacts.csv', bytes: writeContacts(items) })}>
            {say.write({ count: number(items.length), one: items.length === 1 })}
          </Button>
        )}
        {file && <SaveFile file={file} accounts={[]} />}
      </div>
    </Step>
  )
}

/** What a file holds: who is new, and each line that is not taken, with its reason. @param apart who is shown elsewhere */
function Found({ found: { fresh, foreign, known, twice, wrong }, apart }: { found: ContactsRead; apart: ReadonlySet<string> }) {
  const { contacts: say } = useWords()
  const formats = useFormats()
  const sayError = useSayError()
  const number = formats.number
  const plain = fresh.filter(({ id }) => !apart.has(id))
  const numbers = (lines: readonly number[]) =>
    lines.length > NUMBERS
      ? `${lines.slice(0, NUMBERS).map(number).join(', ')}, ${say.more({ count: number(lines.length - NUMBERS) })}`
      : lines.map(number).join(', ')
  return (
    <div className="stack stack-8">
      <p className="lead" role="status">
        <strong>{fresh.length ? say.found({ count: number(fresh.length), one: fresh.length === 1 }) : say.nothingNew}</strong>
      </p>
      {known.length > 0 && <p className="note">{say.knownLines({ count: number(known.length), lines: numbers(known) })}</p>}
      {twice.length > 0 && <p className="note">{say.twiceLines({ count: number(twice.length), lines: numbers(twice) })}</p>}
      {foreign.length > 0 && (
        <Banner kind="caution" box tall>
          {say.foreign({ count: number(foreign.length), one: foreign.length === 1 })}
          <ul>
            {foreign.slice(0, NAMED).map(({ line, name, given, address, prefix }) => (
              <li key={line}>
                {say.foreignLine({ line: number(line), name, prefix })} <ShortAddress address={given} /> →{' '}
                <ShortAddress address={address} />
              </li>
            ))}
          </ul>
          {foreign.length > NAMED && say.more({ count: number(foreign.length - NAMED) })}
        </Banner>
      )}
      {wrong.length > 0 && (
        <Banner kind="caution" box tall>
          {say.wrongTitle({ count: number(wrong.length), one: wrong.length === 1 })}
          <ul>
            {wrong.slice(0, NAMED).map(({ line, problem, code }) => (
              <li key={line}>
                {say.wrongLine({
                  line: number(line),
                  why: problem === 'address' ? sayError(new KluisError(code ?? 'ss58-base58')) : say.wrong[problem],
                })}
              </li>
            ))}
          </ul>
          {wrong.length > NAMED && say.more({ count: number(wrong.length - NAMED) })}
        </Banner>
      )}
      <ul className="rows">
        {plain.slice(0, NAMED).map(({ id, name, note }) => (
          <li key={id} className="row">
            <Tile publicKey={id} />
            <span className="row-main">
              <span className="row-name">
                <span className="clip">{name}</span>
              </span>
              <span className="row-sub clip">
                <ShortAddress address={encodeAddress(fromHex(id))} />
                {note && ` · ${note}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {plain.length > NAMED && <p className="note">{say.more({ count: number(plain.length - NAMED) })}</p>}
    </div>
  )
}
