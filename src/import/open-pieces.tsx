import { useEffect, useState } from 'react'
import type { Format, Opened } from '../keyfiles'
import { Step, type StepHead, useCommand, useSayError, useSecret, useWords } from '../popup'
import { Banner, Button, Foot, Heading, PasswordField } from '../ui'
import { KluisError } from '../units'
import type { Restored } from './jobs'
import { type Piece, type Refused, sortPieces } from './pieces'
import { useWork } from './use-work'
import { work } from './work'

type FromPiece = { piece: Piece; value: Opened | Restored }

/**
 * Passwords of files, one after the other; each is tried on all that are left of the same kind.
 * @param onOpened `inside`: files inside the opened ones whose password is another; `notInside`: those that are none
 */
export function OpenPieces({
  queue,
  head,
  onOpened,
  onSkip,
}: {
  queue: readonly Piece[]
  head: StepHead
  onOpened(opened: FromPiece[], inside: Piece[], notInside: Refused[]): void
  onSkip(piece: Piece): void
}) {
  const words = useWords()
  const { bring } = words
  const sayError = useSayError()
  const [password, setPassword] = useSecret('')
  const [total] = useState(queue.length)
  const opening = useCommand()
  const { begin, follow, stop } = useWork()
  const [progress, setProgress] = useState({ done: 0, of: 0 })
  const seconds = useSeconds(opening.busy)
  const piece = queue[0]
  if (!piece) return null
  const { format } = piece.finding
  const same = queue.filter((each) => each.finding.format === format)

  const open = () =>
    void opening.run(async () => {
      begin()
      setProgress({ done: 0, of: 0 })
      if (format === 'kluis-backup') {
        const value = await follow(work('restore', { bytes: piece.file.bytes, password }, setProgress))
        setPassword('')
        return onOpened([{ piece, value }], [], [])
      }
      const files = same.map(({ file, beside }) => ({ file, beside }))
      const outcomes = await follow(work('open', { files, password }))
      const opened: FromPiece[] = []
      const inside: Piece[] = []
      const notInside: Refused[] = []
      for (const [i, outcome] of outcomes.entries()) {
        const from = same[i]
        if (!outcome.ok && i === 0) throw new KluisError(outcome.error.code, outcome.error.facts)
        if (!from || !outcome.ok || !outcome.value) continue
        opened.push({ piece: from, value: outcome.value })
        if (!outcome.value.locked.length) continue
        const within = sortPieces(await follow(work('recognise', { files: outcome.value.locked, inside: true })))
        inside.push(...within.pieces)
        notInside.push(...within.refused)
      }
      setPassword('')
      onOpened(opened, inside, notInside)
    })
  const slow = { 'btcli-nacl': bring.slow, 'btcli-fernet': bring.slowOld, 'kluis-backup': bring.slowBackup } as Partial<
    Record<Format, string>
  >
  const fileName = piece.path.split('/').at(-1)
  // Pieces that came out of another one count from the beginning again.
  const turn = `${queue.length} ${piece.file.path} ${piece.name}`
  const at = Math.max(1, total - queue.length + 1)
  return (
    <Step
      {...head}
      network={false}
      foot={
        <Foot>
          {opening.busy && (
            <p className="foot-note" role="status">
              {progress.of ? bring.computing(progress) : seconds > 0 ? bring.openingSeconds({ seconds }) : bring.opening}
            </p>
          )}
          {opening.busy ? (
            <Button onClick={stop}>{bring.cancelOpening}</Button>
          ) : (
            <Button
              onClick={() => {
                opening.forget()
                setPassword('')
                onSkip(piece)
              }}
            >
              {bring.skip}
            </Button>
          )}
          <Button type="submit" form="open-piece" look="primary" busy={opening.busy} disabled={!password}>
            {bring.open}
          </Button>
        </Foot>
      }
    >
      <form
        id="open-piece"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (password) open()
        }}
      >
        <Heading key={turn}>{bring.passwordTitle}</Heading>
        <div className="lines">
          <p className="strong">{piece.wallet ? `${piece.wallet} / ${piece.part === 'coldkey' ? piece.part : piece.name}` : piece.name}</p>
          <p className="note">
            {piece.where && `${bring.inFolder({ folder: piece.where })} · `}
            {!piece.wallet && fileName !== piece.name && `${fileName} · `}
            {bring.formats[format]}
            {total > 1 && (
              <>
                {'\u00a0· '}
                <span className="nowrap">{bring.passwordOf({ at: Math.min(at, total), of: total })}</span>
              </>
            )}
          </p>
        </div>
        <p className="text">{bring.passwordText}</p>
        <PasswordField
          key={turn}
          label={words.common.password}
          showLabel={words.common.showPassword}
          hideLabel={words.common.hidePassword}
          value={password}
          readOnly={opening.busy}
          help={same.length > 1 ? bring.passwordsLeft({ count: same.length - 1 }) : undefined}
          error={opening.error === undefined ? undefined : sayError(opening.error)}
          onChange={({ target }) => {
            opening.forget()
            setPassword(target.value)
          }}
        />
        {slow[format] && (
          <Banner box icon="clock">
            {slow[format]}
          </Banner>
        )}
      </form>
    </Step>
  )
}

/** Whole seconds since something began; 0 while it is not under way. */
function useSeconds(busy: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!busy) return setSeconds(0)
    const began = Date.now()
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1_000)), 500)
    return () => clearInterval(timer)
  }, [busy])
  return seconds
}
