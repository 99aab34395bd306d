import { claimedName, type Finding, type KeyFile, type Place } from '../keyfiles'
import type { Recognised } from './jobs'
import type { Refusal } from './outcome'
import { shownAddress, shownPath } from './shown'

/** A file that was recognised as something to import. */
export type Piece = {
  ref: number
  file: KeyFile
  /** Its path as it may be shown. */
  path: string
  finding: Finding
  /** The btcli wallet that it lies in, null for everything else. */
  wallet: string | null
  /** The folder or zip that tells its wallet from another one of the same name; null where there is none. */
  where: string | null
  part: Place['part']
  name: string
  /** The public part that lies beside it: what it says has to be true of the key. */
  beside: KeyFile | null
  /** What the file, or the public part that lies beside it, says its address is: nothing of it is checked yet. */
  address: string | null
}
/** A file that is nothing to import, with the reason. */
export type Refused = { path: string; reason: Refusal }

const lastStep = (path: string) => path.split('/').at(-1) ?? path
const within = (archive: string | null, path: string) => (archive === null ? path : `${archive}/${path}`)
/** Which wallet a file is of: its folder, in the zip that it came out of. Names say nothing, every machine has a `default`. */
const homeOf = ({ archive, place }: Recognised) => JSON.stringify([archive, place.folder])

/** Sorts what the worker found. Public parts whose secret part lies beside them say nothing new and are left away. */
export function sortPieces(found: readonly Recognised[]): { pieces: Piece[]; refused: Refused[] } {
  const refused: Refused[] = []
  const good: { from: Recognised; finding: Finding }[] = []
  for (const from of found) {
    if (from.finding.ok) good.push({ from, finding: from.finding.value })
    else refused.push({ path: shownPath(within(from.archive, from.file.path)), reason: from.finding.error })
  }
  const keyOf = (from: Recognised, part: Place['part']) =>
    JSON.stringify([homeOf(from), part, part?.startsWith('hotkey') && from.place.name])
  const byPlace = new Map(good.map((each) => [keyOf(each.from, each.from.place.part), each]))
  const homes = new Map<string, Set<string>>()
  for (const { from } of good) {
    const shown = walletOf(from)
    if (shown !== null) homes.set(shown, (homes.get(shown) ?? new Set()).add(homeOf(from)))
  }
  const pieces: Piece[] = []
  for (const [ref, { from, finding }] of good.entries()) {
    const { wallet, part, name, folder } = from.place
    if (part === 'coldkeypub' && byPlace.has(keyOf(from, 'coldkey'))) continue
    if (part === 'hotkeypub' && byPlace.has(keyOf(from, 'hotkey'))) continue
    const pub = part === 'coldkey' || part === 'hotkey' ? byPlace.get(keyOf(from, `${part}pub`)) : undefined
    const shown = walletOf(from)
    const twins = shown !== null && (homes.get(shown)?.size ?? 0) > 1
    const where = within(from.archive, folder).split('/').slice(0, -1).join('/')
    pieces.push({
      ...{ ref, file: from.file, path: shownPath(within(from.archive, from.file.path)), finding, part },
      wallet: shown,
      where: twins ? shownPath(where) : null,
      name: nameOf(from.file, finding, part === 'coldkey' || part === 'coldkeypub' ? wallet : name),
      beside: pub?.from.file ?? null,
      address: shownAddress(finding.claims[0]?.address ?? pub?.finding.claims[0]?.address),
    })
  }
  return { pieces, refused }
}

const walletOf = ({ place }: Recognised) => (place.wallet === null ? null : (claimedName(place.wallet) ?? place.wallet))
const nameOf = ({ path }: KeyFile, { claims }: Finding, name: string | null): string =>
  claimedName(name) ?? claims[0]?.name ?? claimedName(lastStep(path).replace(/\.(json|txt|kluis)$/i, '')) ?? lastStep(shownPath(path))

/** What is ticked at first: everything but hotkeys, which are not for holding TAO. */
export const tickedFirst = ({ part }: Piece): boolean => part !== 'hotkey' && part !== 'hotkeypub'

export type Group = { key: string; wallet: string | null; where: string | null; inside: Piece[] }

/** Pieces by the wallet that they lie in, by name and then by where it lies; those in none last. */
export function byWallet(pieces: readonly Piece[]): Group[] {
  const groups = new Map<string, Group>()
  for (const each of pieces) {
    const { wallet, where } = each
    const key = JSON.stringify([wallet, where])
    const group = groups.get(key) ?? { key, wallet, where, inside: [] }
    groups.set(key, { ...group, inside: [...group.inside, each] })
  }
  const last = (a: string | null, b: string | null) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a.localeCompare(b))
  return [...groups.values()].sort((a, b) => last(a.wallet, b.wallet) || last(a.where, b.where))
}

/** Overwrites the bytes of files that are no longer needed. */
export function wipeFiles(pieces: readonly Piece[]): void {
  for (const { file, beside } of pieces) {
    file.bytes.fill(0)
    beside?.bytes.fill(0)
  }
}
