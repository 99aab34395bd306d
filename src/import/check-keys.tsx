import { useEffect, useState } from 'react'
import type { AccountView } from '../messaging'
import { ask, Step, type StepHead, useFormats, type usePayGuard, useWords } from '../popup'
import { Badge, Banner, Button, Facts, Foot, FullAddress, Heading, More, Segments, TextField, Tile } from '../ui'
import { CheckExtras } from './check-extras'
import type { HeldKey } from './hand'
import type { Decision, Extras } from './keeping'
import { nextPage, PAGE, spelledOut } from './paging'
import type { Tray } from './tray'

const LONGEST_NAME = 64

/** Every address as it was computed from its secret, before anything is kept; names and roles are asked here. */
export function CheckKeys({
  tray,
  head,
  busy,
  progress,
  guard,
  decided,
  extras,
  keep,
  onExtras,
  onKeep,
}: {
  tray: Tray
  head: StepHead
  busy: boolean
  progress: { done: number; of: number }
  guard: ReturnType<typeof usePayGuard>
  decided: readonly Decision[]
  extras: Extras
  /** Keeps at once what was decided; undefined where a password comes first. */
  keep: (() => void) | undefined
  onExtras(extras: Extras): void
  onKeep(decisions: Decision[]): void
}) {
  const words = useWords()
  const { bring } = words
  const formats = useFormats()
  const { keys, backup } = tray
  const oneOf = keys.length > 0 && keys.every(({ readingOf }) => readingOf !== null && readingOf === keys[0]?.readingOf)
  const here = useHere(keys)
  const [names, setNames] = useState<Record<string, string>>(() => Object.fromEntries(decided.map(({ ref, name }) => [ref, name])))
  const [roles, setRoles] = useState<Record<string, 'coldkey' | 'hotkey'>>(() =>
    Object.fromEntries(decided.map(({ ref, role }) => [ref, role])),
  )
  // What was decided before going on and coming back stays decided.
  const [before] = useState(() => new Set(decided.map(({ ref }) => ref)))
  const [off, setOff] = useState<ReadonlySet<string>>(
    () => new Set(before.size ? keys.flatMap(({ ref }) => (before.has(ref) ? [] : [ref])) : []),
  )
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      keys.flatMap((key) =>
        key.readingOf !== null && (before.size ? before.has(key.ref) : isUsual(key)) ? [[key.readingOf, key.ref]] : [],
      ),
    ),
  )
  const [most, setMost] = useState(PAGE)
  const [asked, setAsked] = useState(false)
  const fits = (key: HeldKey) => {
    const twin = here.get(key.accountId)
    return !twin || (twin.role === 'watch' && key.holds !== null)
  }
  const chosen = keys.filter((key) => fits(key) && (key.readingOf === null ? !off.has(key.ref) : picked[key.readingOf] === key.ref))
  const decisions = chosen.map(
    (key): Decision => ({
      ref: key.ref,
      name: names[key.ref] ?? key.name ?? '',
      role: roles[key.ref] ?? key.role ?? 'coldkey',
    }),
  )
  // What was just decided has to be there before it is kept.
  useEffect(() => {
    if (!asked) return
    setAsked(false)
    keep?.()
  }, [asked, keep])
  const go = () => {
    onKeep(decisions)
    if (keep) setAsked(true)
  }
  const { shown, hidden } = spelledOut(keys, most)
  const only = keys.length === 1
  const open = oneOf && !keys.some(isUsual)
  const said = useTold(tray, open)
  // Words are read as they usually are; what else they could be is folded away.
  const others = shown.filter(isUnusual)
  const card = (key: HeldKey) => (
    <KeyCard
      key={key.ref}
      of={key}
      twin={here.get(key.accountId)}
      choice={key.readingOf !== null && (oneOf || key.holds !== 'phrase') ? 'radio' : only ? undefined : 'checkbox'}
      on={chosen.includes(key)}
      free={fits(key)}
      name={names[key.ref] ?? key.name ?? ''}
      role={roles[key.ref] ?? key.role ?? 'coldkey'}
      onChoose={(on) => {
        // Among other keys words may be left out, too.
        if (key.readingOf !== null) return setPicked({ ...picked, [key.readingOf]: on ? key.ref : '' })
        const next = new Set(off)
        if (on) next.delete(key.ref)
        else next.add(key.ref)
        setOff(next)
      }}
      onName={(name) => setNames({ ...names, [key.ref]: name })}
      onRole={(role) => setRoles({ ...roles, [key.ref]: role })}
    />
  )
  // Where no account is new, what stands beside them can come all the same; a vault that is not there yet begins with an account.
  const beside = keep !== undefined && backup !== null && extras.contacts.length + extras.nodes.length + extras.blocked.length > 0
  const missing = open ? bring.chooseOne : keys.some((key) => fits(key) && !isUnusual(key)) ? bring.choose : bring.allHere
  return (
    <Step
      {...head}
      network={false}
      foot={
        <Foot one={!keys.length && !beside}>
          {busy && progress.of > 1 && (
            <div className="foot-note progress">
              <span role="status">{bring.keeping(progress)}</span>
              <progress value={progress.done} max={progress.of} aria-label={bring.keeping(progress)} />
            </div>
          )}
          {keys.length > 0 && !chosen.length && !beside && (
            <p className="foot-note" role="status">
              {missing}
            </p>
          )}
          <Button {...(keys.length || beside ? {} : { look: 'primary' as const })} onClick={head.onBack} disabled={busy}>
            {keys.length || beside ? words.common.cancel : bring.bringOther}
          </Button>
          {(keys.length > 0 || beside) && (
            <Button look="primary" busy={busy} disabled={(!chosen.length && !beside) || guard.missing} onClick={go}>
              {!chosen.length && beside ? bring.keepBeside : bring.keep({ count: chosen.length })}
            </Button>
          )}
        </Foot>
      }
    >
      <div className="stack">
        <Heading>{said.title}</Heading>
        {backup ? (
          <p className="text">
            <strong>{bring.backupOf({ when: formats.date(backup.createdAt) })}:</strong>{' '}
            {bring.backupText({ accounts: keys.length, contacts: backup.contacts.length, sites: backup.sites.length })}{' '}
            {keep && bring.backupHere}
          </p>
        ) : (
          <p className="text">{said.text}</p>
        )}
        {tray.refused.map(({ name, reason }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name and the same fault
          <Banner key={at} kind="caution" box>
            <strong>{name || bring.refusedKey}:</strong> {words.errors[reason.code](reason.facts)}
          </Banner>
        ))}
        {tray.plain && keys.some(({ holds }) => holds) && (
          <Banner kind="caution" box>
            {bring.unencrypted}
          </Banner>
        )}
        {tray.weak && (
          <Banner kind="caution" box>
            {bring.weaklyEncrypted}
          </Banner>
        )}
        <ul className="found">{shown.filter((key) => !isUnusual(key)).map(card)}</ul>
        {hidden > 0 && (
          <>
            <p className="note" role="status">
              {bring.moreBelow({ count: hidden })}
            </p>
            <Button wide onClick={() => setMost(nextPage(most))}>
              {bring.showMore({ count: Math.min(hidden, nextPage(most) - most) })}
            </Button>
          </>
        )}
        {others.length > 0 && (
          <More title={bring.otherKinds} result="">
            <div className="stack">
              <p className="note">{bring.otherKindsText}</p>
              <ul className="found">{others.map(card)}</ul>
            </div>
          </More>
        )}
        {backup && <CheckExtras backup={backup} extras={extras} onChange={onExtras} />}
        {guard.field}
      </div>
    </Step>
  )
}

/** Words are a coldkey of Bittensor where nobody says otherwise; the kinds of key that they could be besides are no first thought. */
const isUsual = ({ readingOf, holds, type }: HeldKey): boolean => readingOf !== null && holds === 'phrase' && type === 'sr25519'
const isUnusual = ({ readingOf, holds, type }: HeldKey): boolean => readingOf !== null && holds === 'phrase' && type !== 'sr25519'

/** What the screen asks, and what it is for: an address is compared with what the person knows of it. */
function useTold({ keys, backup }: Tray, oneOf: boolean): { title: string; text: string } {
  const { bring } = useWords()
  const [key] = keys
  if (!key) return { title: bring.checkNone, text: bring.checkNoneText }
  if (oneOf) return { title: bring.checkOneOf, text: bring.checkOneOfText }
  const usual = keys.filter((each) => !isUnusual(each))
  const title = (backup ? bring.checkBackup : bring.checkTitle)({ count: usual.length })
  if (usual.length > 1) return { title, text: bring.checkTextSeveral }
  if (key.watch) return { title: bring.checkWatch, text: bring.checkTextWatch }
  return { title, text: key.holds === 'phrase' ? bring.checkText : bring.checkTextFile }
}

/** Which of these accounts are in the wallet already. */
function useHere(keys: readonly HeldKey[]): Map<string, AccountView> {
  const [here, setHere] = useState(new Map<string, AccountView>())
  const print = keys.map(({ accountId }) => accountId).join(' ')
  useEffect(() => {
    let current = true
    const ids = [...new Set(print ? print.split(' ') : [])]
    const pages = Array.from({ length: Math.ceil(ids.length / 1_000) }, (_, n) => ids.slice(n * 1_000, (n + 1) * 1_000))
    Promise.all(pages.map((page) => ask('accountsOf', { ids: page }))).then(
      (found) => current && setHere(new Map(found.flat().map((each) => [each.id, each]))),
      () => undefined, // Keeping them asks again, and says so of each.
    )
    return () => {
      current = false
    }
  }, [print])
  return here
}

function KeyCard({
  of: key,
  twin,
  choice,
  on,
  free,
  name,
  role,
  onChoose,
  onName,
  onRole,
}: {
  of: HeldKey
  twin: AccountView | undefined
  choice: 'radio' | 'checkbox' | undefined
  on: boolean
  free: boolean
  name: string
  role: 'coldkey' | 'hotkey'
  onChoose(on: boolean): void
  onName(name: string): void
  onRole(role: 'coldkey' | 'hotkey'): void
}) {
  const { bring, common } = useWords()
  const short = `${key.address.slice(0, 6)}…${key.address.slice(-6)}`
  const alone = choice === undefined
  const Head = alone ? 'div' : 'label'
  const found = key.holds && bring.recovers[key.holds]
  const fields = (
    <>
      <TextField
        label={bring.name}
        help={bring.nameHelp}
        {...(alone ? {} : { 'aria-label': bring.named({ address: short }) })}
        value={name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        placeholder={common.account}
        onChange={({ target }) => onName(target.value)}
      />
      {!key.watch && (
        <div>
          <div className="option">
            <span className="label" aria-hidden="true">
              {bring.role}
            </span>
            <Segments
              label={bring.role}
              name={`role-${key.ref}`}
              value={role}
              options={[
                { value: 'coldkey', label: bring.roles.coldkey },
                { value: 'hotkey', label: bring.roles.hotkey },
              ]}
              onChange={onRole}
            />
          </div>
          <p className="note" role="status">
            {role === 'hotkey' ? bring.hotkeyNote : bring.coldkeyNote}
          </p>
        </div>
      )}
    </>
  )
  return (
    <li className="found-key">
      <Head className="found-head">
        {choice && (
          <input
            className="tick"
            type={choice}
            name={`found-${key.readingOf}`}
            checked={on}
            disabled={!free}
            aria-label={`${name || short}, ${key.type ?? bring.watch}`}
            onChange={({ target }) => onChoose(target.checked)}
          />
        )}
        <Tile publicKey={key.publicKey} size={alone ? 40 : 32} role={key.watch ? 'coldkey' : role} />
        <span className="found-who">
          {!alone && (
            <span className="found-name">
              {choice === 'checkbox' ? name || common.account : (key.type ?? bring.watch)}
              {choice === 'checkbox' && <Badge>{key.watch ? bring.watch : bring.roles[role]}</Badge>}
            </span>
          )}
          <FullAddress address={key.address} />
        </span>
      </Head>
      {twin && <Banner box>{free ? bring.upgrade({ name: twin.name }) : bring.here({ name: twin.name })}</Banner>}
      {key.foreignPrefix !== null && <p className="note">{bring.foreign({ prefix: key.foreignPrefix })}</p>}
      {key.watch && (
        <p className={alone ? 'text' : 'note'}>
          {alone && <Badge>{bring.watch}</Badge>} {bring.watchText[key.watch]}
        </p>
      )}
      {!key.watch && alone && (
        <Facts
          rows={[
            { label: bring.kind, value: key.type ?? '' },
            key.path !== '' && { label: bring.pathShort, value: <span className="mono">{key.path}</span> },
            key.passphrase && { label: bring.withPassphrase, value: bring.yes },
            found !== null && { label: bring.recovered, value: found },
          ]}
        />
      )}
      {!key.watch && !alone && (
        <p className="note">
          {choice === 'checkbox' && `${key.type} · `}
          {key.path !== '' && (
            <>
              <span className="mono">{key.path}</span>
              {' · '}
            </>
          )}
          {key.passphrase && `${bring.withPassphrase.toLowerCase()} · `}
          {bring.recovered.toLowerCase()}: {found}
        </p>
      )}
      {on && key.holds && choice !== 'checkbox' && <p className="note">{bring.recoversLater[key.holds]}</p>}
      {on && (alone || choice === 'radio') && fields}
      {on && choice === 'checkbox' && (
        <More title={key.watch ? bring.name : bring.nameAndUse} result="">
          <div className="stack">{fields}</div>
        </More>
      )}
    </li>
  )
}
