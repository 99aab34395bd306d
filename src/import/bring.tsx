import { useEffect, useState } from 'react'
import type { KeyFile, Opened } from '../keyfiles'
import type { KeyInput } from '../messaging'
import { ask, ChoosePassword, newCommandId, useCommand, useView, useWords } from '../popup'
import { Stepper } from '../ui'
import { KluisError } from '../units'
import { CheckKeys, type Decision } from './check-keys'
import { ChoosePieces } from './choose-pieces'
import { Done, type Results } from './done'
import { letGo, secretOf, toWire } from './hand'
import { OpenPieces } from './open-pieces'
import { type Piece, type Refused, sortPieces } from './pieces'
import { TakeIn } from './take-in'
import { emptyTray, put, restored, type Tray, withOpened } from './tray'
import { work } from './work'

type Stage = 'bring' | 'choose' | 'open' | 'check' | 'password' | 'done'
const STEPS: readonly Stage[] = ['bring', 'choose', 'open', 'check', 'password']
/** How many accounts one command carries: each key is computed again. */
const PORTION = 50

/** Keys come in: files, folders, text or a code; then choice, passwords, a look at every address, and only then the vault. */
export function Bring() {
  const words = useWords()
  const empty = useView('session')?.status === 'empty'
  const [stage, setStage] = useState<Stage>('bring')
  const [pieces, setPieces] = useState<Piece[]>([])
  const [refused, setRefused] = useState<Refused[]>([])
  const [queue, setQueue] = useState<Piece[]>([])
  const [tray, setTray] = useState<Tray>(emptyTray)
  const [decisions, setDecisions] = useState<Decision[]>([])
  const [results, setResults] = useState<Results>({ added: [], refused: [] })
  const [done, setDone] = useState({ done: 0, of: 0 })
  const keeping = useCommand()
  useEffect(() => {
    const leave = () => letGo()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      letGo()
    }
  }, [])

  function restart(): void {
    letGo()
    setPieces([])
    setRefused([])
    setQueue([])
    setTray(emptyTray)
    setStage('bring')
  }
  /** Opens what needs no password, and goes to where the rest asks for one. */
  async function openChosen(chosen: readonly Piece[], from: Tray = emptyTray): Promise<void> {
    const free = chosen.filter(({ finding }) => !finding.locked)
    const locked = chosen.filter(({ finding }) => finding.locked)
    let next = from
    if (free.length) {
      const outcomes = await work('open', { files: free.map(({ file }) => file), password: null }).done
      for (const [i, outcome] of outcomes.entries()) next = put(next, free[i] as Piece, outcome)
    }
    setTray(next)
    setQueue(locked)
    setStage(locked.length ? 'open' : 'check')
  }
  /** Everything that came in by files. One file that is one thing needs no list to choose from. */
  async function takeFiles(files: KeyFile[]): Promise<void> {
    if (!files.length) throw new KluisError('keyfile-unknown')
    const sorted = sortPieces(await work('recognise', files).done)
    const [only] = sorted.pieces
    if (!only && sorted.refused.length === 1) {
      const { code, facts } = (sorted.refused[0] as Refused).reason
      throw new KluisError(code, facts)
    }
    setPieces(sorted.pieces)
    setRefused(sorted.refused)
    if (only && sorted.pieces.length === 1 && !sorted.refused.length) return openChosen([only])
    setStage('choose')
  }
  function takeOpened(opened: Opened): void {
    const next = withOpened(emptyTray, null, opened)
    setTray(next)
    setStage('check')
  }

  async function keep(password: string | null): Promise<void> {
    const chosen = decisions.flatMap((each) => {
      const key = tray.keys.find(({ ref }) => ref === each.ref)
      return key ? [{ key, ...each }] : []
    })
    const found: Results = { added: [], refused: [] }
    setDone({ done: 0, of: chosen.length })
    for (let from = 0; from < chosen.length; from += PORTION) {
      const part = chosen.slice(from, from + PORTION)
      const keys = part.map(({ key, name, role }): KeyInput => {
        const secret = secretOf(key.ref)
        return {
          secret: secret ? toWire(secret) : null,
          id: key.accountId,
          publicKey: key.publicKey,
          type: key.type,
          role: key.watch ? 'watch' : role,
          watch: key.watch,
          name,
          note: key.note,
          hidden: key.hidden,
          // Words were typed from paper, a backup is one; a single file may be deleted tomorrow.
          saved: tray.backup !== null || (key.holds === 'phrase' && pieces.length === 0),
        }
      })
      const command = { commandId: newCommandId(), keys }
      const first = from === 0 && password !== null
      const kept = await (first ? ask('createWallet', { ...command, password }) : ask('addAccounts', command))
      for (const [i, each] of kept.entries()) {
        if (each.ok) found.added.push(each.account)
        else found.refused.push({ name: part[i]?.name ?? '', reason: { code: each.code, facts: each.facts } })
      }
      setDone({ done: from + part.length, of: chosen.length })
    }
    if (tray.backup) await ask('mergeBackup', { contacts: tray.backup.contacts, sites: tray.backup.sites })
    letGo()
    setResults({ ...found, refused: [...found.refused, ...tray.refused] })
    setStage('done')
  }

  const steps = STEPS.filter(
    (each) =>
      (each !== 'choose' || pieces.length + refused.length > 1) &&
      (each !== 'open' || pieces.some(({ finding }) => finding.locked)) &&
      (each !== 'password' || empty),
  )
  const at = steps.indexOf(stage) + 1
  const aside = at > 1 && <Stepper at={at} of={steps.length} label={words.common.step({ at, of: steps.length })} />
  const head = { title: words.bring.bar, aside, heading: false, onBack: restart }

  switch (stage) {
    case 'bring':
      return <TakeIn onFiles={takeFiles} onOpened={takeOpened} />
    case 'choose':
      return <ChoosePieces pieces={pieces} refused={refused} head={head} onChosen={openChosen} />
    case 'open':
      return (
        <OpenPieces
          queue={queue}
          head={head}
          onOpened={(opened, inside) => {
            let next = tray
            for (const { piece, value } of opened) next = 'contacts' in value ? restored(next, value) : withOpened(next, piece, value)
            setTray(next)
            const left = [...queue.filter((each) => !opened.some(({ piece }) => piece === each)), ...inside]
            setQueue(left)
            if (!left.length) setStage('check')
          }}
          onSkip={(piece) => {
            const left = queue.filter((each) => each !== piece)
            setQueue(left)
            if (left.length) return
            // Nothing came of it: there is nothing to look at.
            if (tray.keys.length || tray.refused.length) setStage('check')
            else restart()
          }}
        />
      )
    case 'check':
      return (
        <CheckKeys
          tray={tray}
          head={head}
          busy={keeping.busy}
          progress={done}
          error={keeping.error}
          onKeep={(chosen) => {
            setDecisions(chosen)
            if (empty) setStage('password')
          }}
          decided={decisions}
          keep={empty ? undefined : () => void keeping.run(() => keep(null))}
        />
      )
    case 'password':
      return (
        <ChoosePassword
          action={words.bring.keep({ count: decisions.length })}
          onDone={keep}
          head={{ ...head, onBack: () => setStage('check') }}
        />
      )
    case 'done':
      return <Done results={results} old={tray.old} plain={tray.plain} unsaved={!tray.backup} onMore={restart} />
  }
}
