import type { Finding, KeyFile, Place } from '../keyfiles'
import type { Recognised, Refusal } from './jobs'

/** A file that was recognised as something to import. */
export type Piece = {
  ref: number
  file: KeyFile
  finding: Finding
  /** The btcli wallet that it lies in, null for everything else. */
  wallet: string | null
  part: Place['part']
  name: string
  /** What the file, or the public part that lies beside it, says its address is: nothing of it is checked yet. */
  address: string | null
}
/** A file that is nothing to import, with the reason. */
export type Refused = { path: string; reason: Refusal }

const nameOf = ({ path }: KeyFile, { claims }: Finding, name: string | null) =>
  name ??
  claims[0]?.name ??
  path
    .split('/')
    .at(-1)
    ?.replace(/\.(json|txt|kluis)$/i, '') ??
  path

/** Sorts what the worker found. Public parts whose secret part lies beside them say nothing new and are left away. */
export function sortPieces(found: readonly Recognised[]): { pieces: Piece[]; refused: Refused[] } {
  const pieces: Piece[] = []
  const refused: Refused[] = []
  for (const [ref, { file, finding, place }] of found.entries()) {
    if (!finding.ok) {
      refused.push({ path: file.path, reason: finding.error })
      continue
    }
    const { wallet, part, name } = place
    pieces.push({
      address: finding.value.claims[0]?.address ?? null,
      ref,
      file,
      finding: finding.value,
      wallet,
      part,
      name: nameOf(file, finding.value, part === 'coldkey' || part === 'coldkeypub' ? wallet : name),
    })
  }
  const has = (wallet: string | null, part: string, name: string) =>
    pieces.some((each) => each.wallet === wallet && each.part === part && (part === 'coldkey' || each.name === name))
  const needed = pieces.filter(
    ({ wallet, part, name }) =>
      !(part === 'coldkeypub' && has(wallet, 'coldkey', name)) && !(part === 'hotkeypub' && has(wallet, 'hotkey', name)),
  )
  const publicPartOf = ({ wallet, part, name }: Piece) =>
    pieces.find((each) => each.wallet === wallet && each.part === `${part}pub` && (part === 'coldkey' || each.name === name))
  return { pieces: needed.map((each) => ({ ...each, address: each.address ?? publicPartOf(each)?.address ?? null })), refused }
}

/** What is ticked at first: everything but hotkeys, which are not for holding TAO. */
export const tickedFirst = ({ part }: Piece): boolean => part !== 'hotkey' && part !== 'hotkeypub'

/** Pieces by the wallet that they lie in, by name; those in none last. */
export function byWallet(pieces: readonly Piece[]): [string | null, Piece[]][] {
  const groups = new Map<string | null, Piece[]>()
  for (const each of pieces) groups.set(each.wallet, [...(groups.get(each.wallet) ?? []), each])
  return [...groups].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a.localeCompare(b)))
}
