import { useRef, useState } from 'react'
import type { KeyFile, Opened } from '../keyfiles'
import { ErrorBanner, openInTab, Step, useCommand, useInSight, useLeaving, useSayError, useView, useWords } from '../popup'
import { Button, Checks, Foot, Heading, More } from '../ui'
import { KluisError } from '../units'
import { Camera } from './camera'
import { readPicture } from './code'
import { useDrops } from './drops'
import type { Source } from './hand'
import { type Named, ofChooser, ofDrop, readFiles } from './intake'
import { outcomeOf } from './outcome'
import { pastedInto, textOf } from './pasted'
import { isWords, nothingTyped, PhraseForm } from './phrase-form'
import { isPicture } from './picture'
import type { Refused } from './pieces'
import { shownPath } from './shown'
import { useWork } from './use-work'
import { work } from './work'

/** What came in by files: those to be recognised, what pictures among them held, and what was left out. */
export type Brought = { files: KeyFile[]; codes: Opened[]; refused: Refused[] }
type Props = {
  onFiles(brought: Brought): Promise<void>
  onOpened(opened: Opened, source: Source): void
  /** Stops what onFiles set going. */
  onStop(): void
}

/** Where things come in: a zone for files and folders, the camera, and a field for text. What it is, is told from the content. */
export function TakeIn({ onFiles, onOpened, onStop }: Props) {
  const words = useWords()
  const { bring } = words
  const sayError = useSayError()
  const empty = useView('session')?.status === 'empty'
  const [typed, setTyped] = useState(nothingTyped)
  const [camera, setCamera] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const reading = useCommand()
  const looking = useCommand()
  const told = useInSight(reading.error)
  const { begin, follow, stop } = useWork()
  useLeaving(() => setTyped(nothingTyped))

  const codeIn = (said: string) => follow(work('readText', { text: said, code: true }))
  const takeIn = (brought: Promise<Named[]>) =>
    void reading.run(async () => {
      begin()
      looking.forget()
      const found = await brought
      if (!found.length) throw new KluisError('keyfile-unknown', { files: '0' })
      const { files, refused } = await readFiles(found)
      const codes: Opened[] = []
      const others = files.filter((each) => !isPicture(each.bytes))
      for (const { path, bytes } of files.filter((each) => isPicture(each.bytes))) {
        const code = await outcomeOf(async () => codeIn(await readPicture(bytes)))
        bytes.fill(0)
        if (code.ok) codes.push(code.value)
        else if (code.error.code === 'cancelled') throw new KluisError('cancelled')
        else refused.push({ path: shownPath(path), reason: code.error })
      }
      await onFiles({ files: others, codes, refused })
    })
  const look = () =>
    void looking.run(async () => {
      begin()
      reading.forget()
      const { text: said, path, passphrase, type } = typed
      if (said.trimStart().startsWith('{')) {
        if (path || passphrase || type) throw new KluisError('invalid-input', { because: 'beside-file' })
        const bytes = new TextEncoder().encode(said)
        return onFiles({ files: [{ path: bring.pasted, bytes }], codes: [], refused: [] })
      }
      // Words with their path are words too.
      const beside = { path, passphrase, type: type || (isWords(said.split('/', 1)[0] ?? '') ? ('sr25519' as const) : null) }
      if (!isWords(said)) return onOpened(await follow(work('readText', { text: said, code: false, beside })), 'typed')
      const secret = { kind: 'phrase', phrase: said, passphrase, path, type: type || 'sr25519' } as const
      const part = await follow(work('publicPart', secret))
      const key = { ...part, secret, watch: null, name: null, role: null, foreignPrefix: null }
      onOpened({ keys: [key], oneOf: false, locked: [], refused: [] }, 'typed')
    })
  /** What is said of a whole folder is other than what is said of a file. */
  const sayWhy = (error: unknown) => {
    if (!(error instanceof KluisError)) return sayError(error)
    if (error.code === 'too-large') return bring.tooMany
    return error.code === 'keyfile-unknown' && error.facts.files === '0' ? bring.nothing : sayError(error)
  }
  const over = useDrops((data) => {
    const text = textOf(data)
    if (text === undefined) return takeIn(ofDrop(data))
    // As if it had been pasted, wherever it fell; while something is read the field takes nothing.
    const place = field.current
    if (!place || place.readOnly) return
    looking.forget()
    reading.forget()
    setTyped({ ...typed, text: pastedInto(place, text) })
    place.focus()
  })
  const chooser = (ref: typeof files, more: object, label: string) => (
    <input
      ref={ref}
      type="file"
      multiple
      className="vh"
      tabIndex={-1}
      aria-label={label}
      {...more}
      onChange={({ target }) => {
        if (target.files?.length) takeIn(Promise.resolve(ofChooser(target.files)))
        target.value = ''
      }}
    />
  )
  return (
    <Step
      network={false}
      title={bring.bar}
      heading={false}
      onBack={empty ? () => void openInTab('/') : undefined}
      foot={
        <Foot one>
          {!typed.text.trim() && <p className="foot-note">{bring.lookAtWhat}</p>}
          <Button type="submit" form="typed" look="primary" busy={looking.busy} disabled={!typed.text.trim() || reading.busy}>
            {bring.look}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        <Heading>{bring.title}</Heading>
        <p className="text">{bring.lead}</p>
        <PhraseForm
          field={field}
          typed={typed}
          error={looking.error}
          busy={reading.busy || looking.busy}
          onChange={(next) => {
            looking.forget()
            setTyped(next)
          }}
          onLook={look}
        />
        <div className="section">
          <h2>{bring.orFiles}</h2>
        </div>
        <div className="stack in-sight" ref={told}>
          <p className="note" role="status" hidden={!reading.busy}>
            {reading.busy ? bring.reading : ''}
          </p>
          {reading.busy && (
            <Button
              onClick={() => {
                stop()
                onStop()
              }}
            >
              {words.common.cancel}
            </Button>
          )}
          <ErrorBanner error={reading.error} kind="caution" say={sayWhy} />
        </div>
        <div className="dropzone" data-over={over || undefined}>
          <strong>{bring.dropTitle}</strong>
          <p className="note">{bring.dropText}</p>
          <div className="cluster dropzone-ways">
            <Button small icon="file" busy={reading.busy} onClick={() => files.current?.click()}>
              {bring.chooseFiles}
            </Button>
            <Button small icon="folder" busy={reading.busy} onClick={() => folder.current?.click()}>
              {bring.chooseFolder}
            </Button>
            <Button small icon="qr" busy={reading.busy} onClick={() => setCamera(true)}>
              {bring.scan}
            </Button>
          </div>
          {chooser(files, {}, bring.chooseFiles)}
          {chooser(folder, { webkitdirectory: '' }, bring.chooseFolder)}
        </div>
        <div>
          <More title={bring.hiddenFolderTitle} result="">
            <p className="note">{bring.hiddenFolder}</p>
          </More>
          <More title={bring.what} result="">
            <Checks items={bring.whatItems.map((each) => ({ icon: 'check', text: each }))} />
          </More>
        </div>
        <Checks items={[{ icon: 'lock', text: bring.nobody }]} />
      </div>
      {camera && (
        <Camera
          onClose={() => setCamera(false)}
          onPicture={() => {
            setCamera(false)
            files.current?.click()
          }}
          onText={(said) => {
            setCamera(false)
            void reading.run(async () => {
              begin()
              onOpened(await codeIn(said), 'code')
            })
          }}
        />
      )}
    </Step>
  )
}
