import { useState } from 'react'
import { ErrorBanner, Step, type StepHead, useCommand, useWords } from '../popup'
import { Badge, Banner, Button, Foot, Heading, Icon, Section, ShortAddress } from '../ui'
import { byWallet, type Piece, type Refused, tickedFirst } from './pieces'

/** How many refusals are spelt out; a folder of something else has hundreds. */
const SPELT_OUT = 5
/** So many are ticked one by one. */
const FEW = 4

/** Every key that was found, by wallet, to be chosen one by one. Addresses here are what the files say of themselves. */
export function ChoosePieces({
  pieces,
  refused,
  head,
  onStop,
  onChosen,
}: {
  pieces: readonly Piece[]
  refused: readonly Refused[]
  head: StepHead
  /** Stops what onChosen set going. */
  onStop(): void
  onChosen(chosen: Piece[]): Promise<void>
}) {
  const words = useWords()
  const { bring } = words
  const [ticked, setTicked] = useState(() => new Set(pieces.filter(tickedFirst).map(({ ref }) => ref)))
  const opening = useCommand()
  const chosen = pieces.filter(({ ref }) => ticked.has(ref))
  const passwords = chosen.filter(({ finding }) => finding.locked).length
  const groups = byWallet(pieces)
  const wallets = groups.filter(({ wallet }) => wallet !== null).length
  const tick = (refs: readonly number[], on: boolean) => {
    const next = new Set(ticked)
    for (const ref of refs) {
      if (on) next.add(ref)
      else next.delete(ref)
    }
    setTicked(next)
  }
  const hotkeys = pieces.some(({ part }) => part === 'hotkey')
  const said = passwords ? bring.nextPasswords({ count: passwords }) : chosen.length ? '' : bring.choose
  const leftOut = (
    <div className="stack spaced">
      {refused.slice(0, SPELT_OUT).map(({ path, reason }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two zips may hold the same path
        <Banner key={at} kind="caution" box>
          <strong>{bring.refusedTitle({ file: path })}</strong> {words.errors[reason.code](reason.facts)}
        </Banner>
      ))}
      {refused.length > SPELT_OUT && <p className="note">{bring.moreRefused({ count: refused.length - SPELT_OUT })}</p>}
    </div>
  )
  if (!pieces.length)
    return (
      <Step
        {...head}
        network={false}
        foot={
          <Foot one>
            <Button look="primary" onClick={head.onBack}>
              {bring.chooseOther}
            </Button>
          </Foot>
        }
      >
        <div className="stack">
          <Heading>{bring.chooseNone}</Heading>
          <p className="text">{bring.chooseNoneText}</p>
        </div>
        {leftOut}
      </Step>
    )
  return (
    <Step
      {...head}
      network={false}
      foot={
        <Foot>
          {said && (
            <p className="foot-note" role="status">
              {said}
            </p>
          )}
          <Button onClick={opening.busy ? onStop : head.onBack}>{words.common.cancel}</Button>
          <Button look="primary" busy={opening.busy} disabled={!chosen.length} onClick={() => void opening.run(() => onChosen(chosen))}>
            {bring.next({ count: chosen.length })}
          </Button>
        </Foot>
      }
    >
      <div className="stack stack-8">
        <Heading>{bring.chooseTitle({ wallets, keys: pieces.length })}</Heading>
        <p className="text">{bring.chooseText}</p>
        <ErrorBanner error={opening.error} />
      </div>
      {groups.map(({ key, wallet, where, inside }) => (
        <section key={key}>
          <div className="section">
            <h2 className="with-icon">
              <Icon name={wallet === null ? 'file' : 'folder'} size={16} />
              <span>
                {wallet ?? bring.others}
                {where && <span className="note block">{bring.inFolder({ folder: where })}</span>}
              </span>
            </h2>
            {inside.length > FEW && (
              <AllOrNone
                inside={inside}
                ticked={ticked}
                name={wallet === null ? bring.others : where ? `${wallet}, ${where}` : wallet}
                onTick={tick}
              />
            )}
          </div>
          <ul className="rows">
            {inside.map((piece) => (
              <PieceRow key={piece.ref} piece={piece} ticked={ticked.has(piece.ref)} onTick={(on) => tick([piece.ref], on)} />
            ))}
          </ul>
        </section>
      ))}
      {hotkeys && <p className="note spaced">{bring.hotkeyNote}</p>}
      {refused.length > 0 && (
        <>
          <Section title={bring.leftOut} />
          {leftOut}
        </>
      )}
    </Step>
  )
}

/** Ticks all keys of a wallet, or none: a miner's has hundreds. */
function AllOrNone({
  inside,
  ticked,
  name,
  onTick,
}: {
  inside: readonly Piece[]
  ticked: ReadonlySet<number>
  name: string
  onTick(refs: readonly number[], on: boolean): void
}) {
  const { bring } = useWords()
  const all = inside.every(({ ref }) => ticked.has(ref))
  return (
    <button
      type="button"
      className="linkbtn note"
      aria-label={(all ? bring.none : bring.all)({ wallet: name })}
      onClick={() =>
        onTick(
          inside.map(({ ref }) => ref),
          !all,
        )
      }
    >
      {all ? bring.noneShort : bring.allShort}
    </button>
  )
}

/** The way to a file; where the head of its wallet tells most of it already, the rest. */
const shownWhere = ({ path, where, part }: Piece) =>
  where === null
    ? path
    : path
        .split('/')
        .slice(part?.startsWith('hotkey') ? -2 : -1)
        .join('/')

function PieceRow({ piece, ticked, onTick }: { piece: Piece; ticked: boolean; onTick(on: boolean): void }) {
  const { bring } = useWords()
  const { finding, name, part } = piece
  const address = piece.address
  const watched = finding.format === 'btcli-public' || finding.format === 'address'
  // An export without a password may hold no key at all: that shows only once it is open.
  const bare = !finding.locked && !watched && finding.format !== 'polkadot'
  const hot = part === 'hotkey' || part === 'hotkeypub'
  return (
    <li>
      <label className="row row--found">
        <input
          className="tick"
          type="checkbox"
          checked={ticked}
          aria-label={name}
          aria-describedby={`piece-${piece.ref}`}
          onChange={({ target }) => onTick(target.checked)}
        />
        <span className="row-main">
          <span className="row-name">
            <span className="clip">{name}</span>
            {hot && <Badge>{bring.roles.hotkey}</Badge>}
            {part === 'coldkey' && <Badge>{bring.roles.coldkey}</Badge>}
            {watched && <Badge>{bring.watch}</Badge>}
            {bare && <Badge look="caution">{bring.formats['btcli-plain']}</Badge>}
          </span>
          <span className="row-sub" id={`piece-${piece.ref}`}>
            {address ? <ShortAddress address={address} /> : <span className="clip">{shownWhere(piece)}</span>}
          </span>
        </span>
        <span className="row-num">{finding.format !== 'btcli-plain' && <span className="note">{bring.formats[finding.format]}</span>}</span>
      </label>
    </li>
  )
}
