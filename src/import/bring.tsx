import { useEffect, useRef, useState } from 'react'
import type { Opened } from '../keyfiles'
import { ask, ChoosePassword, newCommandId, useCommand, usePayGuard, useView, useWords } from '../popup'
import { Stepper } from '../ui'
import { KluisError } from '../units'
import { CheckKeys } from './check-keys'
import { ChoosePieces } from './choose-pieces'
import { Done } from './done'
import { letGo, letGoOfAll, openHand } from './hand'
import { createKeeping, type Decision, type Extras, type Results } from './keeping'
import { OpenPieces } from './open-pieces'
import { type Piece, type Refused, sortPieces, wipeFiles } from './pieces'
import { type Brought, TakeIn } from './take-in'
import { emptyTray, nodeKey, put, restored, type Tray, withOpened, withRefused } from './tray'
import { useWork } from './use-work'
import { work } from './work'

type Stage = 'bring' | 'choose' | 'open' | 'check' | 'password' | 'done'
const STEPS: readonly Stage[] = ['bring', 'choose', 'open', 'check', 'password']
const noExtras: Extras = { sites: [], blocked: [], contacts: [], nodes: [], contactsOnly: false }

/** What a new wallet takes over from a backup; one that is here already takes what the person ticks. What is stricter is ticked in both. */
const extrasOf = ({ backup }: Tray, empty: boolean): Extras => {
  if (!backup) return noExtras
  const { sites, blocked, contacts, nodes, contactsOnly } = backup
  const stricter = { ...noExtras, blocked, contactsOnly }
  if (!empty) return stricter
  const [origins, ids] = [sites.map(({ origin }) => origin), contacts.map(({ id }) => id)]
  return { ...stricter, sites: origins, contacts: ids, nodes: nodes.map(nodeKey) }
}

/** Keys come in: files, folders, text or a code; then choice, passwords, a look at every address, and only then the vault. */
export function Bring() {
  const words = useWords()
  const empty = useView('session')?.status === 'empty'
  const emptyNow = useRef(empty)
  emptyNow.current = empty
  const newKeeping = () =>
    createKeeping({
      createWallet: (input) => ask('createWallet', input),
      addAccounts: (input) => ask('addAccounts', input),
      mergeBackup: (input) => ask('mergeBackup', input),
      newCommandId,
      isEmpty: () => emptyNow.current,
    })
  const [stage, setStage] = useState<Stage>('bring')
  const [pieces, setPieces] = useState<Piece[]>([])
  const [refused, setRefused] = useState<Refused[]>([])
  const [queue, setQueue] = useState<Piece[]>([])
  const [tray, setTray] = useState<Tray>(emptyTray)
  const [decisions, setDecisions] = useState<Decision[]>([])
  const [extras, setExtras] = useState<Extras>(noExtras)
  const [results, setResults] = useState<Results>({ added: [], refused: [], beside: 0, left: 0 })
  const [done, setDone] = useState({ done: 0, of: 0 })
  const [keep, setKeep] = useState(newKeeping)
  const keeping = useCommand()
  const guard = usePayGuard(keeping, !empty)
  const { begin, follow, stop } = useWork()

  /** Every file that is still held as bytes. */
  const files = useRef<Piece[]>([])
  const forgetFiles = () => {
    wipeFiles(files.current)
    files.current = []
  }
  function restart(): void {
    stop()
    letGo()
    forgetFiles()
    setPieces([])
    setRefused([])
    setQueue([])
    setTray(emptyTray)
    setDecisions([])
    setExtras(noExtras)
    setKeep(newKeeping)
    setStage('bring')
  }
  const leave = useRef({ restart, forgetFiles })
  leave.current = { restart, forgetFiles }
  useEffect(() => {
    openHand()
    // A browser may keep the page to come back to: it comes back with nothing in it.
    const left = () => leave.current.restart()
    window.addEventListener('pagehide', left)
    return () => {
      window.removeEventListener('pagehide', left)
      letGoOfAll()
      leave.current.forgetFiles()
    }
  }, [])

  function check(next: Tray): void {
    forgetFiles()
    setTray(next)
    setExtras(extrasOf(next, empty))
    setStage('check')
  }
  /** Opens what needs no password, and goes to where the rest asks for one. */
  async function openChosen(chosen: readonly Piece[], from: Tray = tray): Promise<void> {
    begin()
    const free = chosen.filter(({ finding }) => !finding.locked)
    const locked = chosen.filter(({ finding }) => finding.locked)
    let next = from
    if (free.length) {
      const toOpen = free.map(({ file, beside }) => ({ file, beside }))
      const outcomes = await follow(work('open', { files: toOpen, password: null }))
      for (const [i, outcome] of outcomes.entries()) next = put(next, free[i] as Piece, outcome)
      wipeFiles(free)
    }
    if (!locked.length) return check(next)
    setTray(next)
    setQueue(locked)
    setStage('open')
  }
  /** Everything that came in by files. One file that is one thing needs no list to choose from. */
  async function takeFiles({ files: brought, codes, refused: unread }: Brought): Promise<void> {
    begin()
    const recognised = brought.length ? follow(work('recognise', { files: brought, inside: false })) : Promise.resolve([])
    // The worker gave its own copies back.
    const sorted = sortPieces(await recognised.finally(() => brought.forEach(({ bytes }) => void bytes.fill(0))))
    const left = [...unread, ...sorted.refused]
    files.current = sorted.pieces
    const [only] = sorted.pieces
    if (!only && !codes.length && left.length === 1) {
      const { code, facts } = (left[0] as Refused).reason
      throw new KluisError(code, facts)
    }
    let next = emptyTray
    for (const each of codes) next = withOpened(next, null, each, 'code')
    if (!only && codes.length) return check(withRefused(next, left))
    setPieces(sorted.pieces)
    setRefused(left)
    if (only && sorted.pieces.length === 1 && !left.length && !codes.length) return openChosen([only], next)
    setTray(next)
    setStage('choose')
  }

  async function keepAll(password: string | null): Promise<void> {
    const found = await keep.keep(tray, decisions, extras, password, (count, of) => setDone({ done: count, of }))
    letGo()
    setResults(found)
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
      return (
        <TakeIn
          onFiles={takeFiles}
          onStop={stop}
          onOpened={(opened: Opened, source) => check(withOpened(emptyTray, null, opened, source))}
        />
      )
    case 'choose':
      return <ChoosePieces pieces={pieces} refused={refused} head={head} onStop={stop} onChosen={openChosen} />
    case 'open':
      return (
        <OpenPieces
          queue={queue}
          head={head}
          onOpened={(opened, inside, notInside) => {
            let next = withRefused(tray, notInside)
            for (const { piece, value } of opened)
              next = 'contacts' in value ? restored(next, value) : withOpened(next, piece, value, 'file')
            wipeFiles(opened.map(({ piece }) => piece))
            files.current = [...files.current, ...inside]
            const left = [...queue.filter((each) => !opened.some(({ piece }) => piece === each)), ...inside]
            setQueue(left)
            if (left.length) setTray(next)
            else check(next)
          }}
          onSkip={(piece) => {
            wipeFiles([piece])
            const left = queue.filter((each) => each !== piece)
            setQueue(left)
            if (left.length) return
            // Nothing came of it: there is nothing to look at.
            if (tray.keys.length || tray.refused.length) check(tray)
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
          guard={guard}
          extras={extras}
          onExtras={setExtras}
          onKeep={(chosen) => {
            setDecisions(chosen)
            if (empty) setStage('password')
          }}
          decided={decisions}
          keep={empty ? undefined : () => void keeping.run(() => keepAll(guard.given.password ?? null)).then(guard.clear)}
        />
      )
    case 'password':
      return (
        <ChoosePassword
          action={words.bring.keep({ count: decisions.length })}
          onDone={keepAll}
          head={{ ...head, onBack: () => setStage('check') }}
        />
      )
    case 'done':
      return <Done results={results} old={tray.old} plain={tray.plain} onMore={restart} />
  }
}
