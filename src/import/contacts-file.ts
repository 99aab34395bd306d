import type { ContactInput } from '../messaging'
import { decodeAddress, type ErrorCode, encodeAddress, fromHex, KluisError, oneLine, readCsv, toHex, writeCsv } from '../units'

/** Contacts of a file. Lines count from 1. */
export type ContactsRead = {
  /** Those to be added, in the order of the file. */
  fresh: ContactInput[]
  /** Those of them that are written for another network. `address`: of the same key on Bittensor, as which they would be kept. */
  foreign: { line: number; name: string; given: string; address: string; prefix: string }[]
  /** Lines of accounts that are here already, or stand in the file before. */
  known: number[]
  twice: number[]
  wrong: { line: number; problem: 'quotes' | 'name' | 'address'; code: ErrorCode | undefined }[]
}

/** As many as a wallet keeps. */
export const MOST_CONTACTS = 5_000
const MOST_BYTES = 4 * 1_048_576
const LONGEST = { name: 64, note: 280 }
const HEADING = ['name', 'address', 'note'] as const
const headings: Readonly<Record<string, (typeof HEADING)[number]>> = {
  ...{ name: 'name', naam: 'name', label: 'name', contact: 'name' },
  ...{ address: 'address', adres: 'address', account: 'address', 'ss58 address': 'address' },
  ...{ note: 'note', notitie: 'note', notes: 'note', memo: 'note' },
}

/** A file of contacts: name, address on Bittensor, note. With a mark at its beginning by which spreadsheets know its letters. */
export function writeContacts(contacts: readonly ContactInput[]): Uint8Array {
  const rows = contacts.map(({ id, name, note }) => [name, encodeAddress(fromHex(id)), note])
  return new TextEncoder().encode(`\ufeff${writeCsv([HEADING, ...rows])}`)
}

/**
 * Reads a file of contacts: name, address and note under a heading, or a name and an address in either order without one.
 * An address of another network is read as that of the same key on Bittensor, and named as `foreign`.
 * @param here account ids that are contacts already
 * @throws KluisError file-too-large, file-no-text (not UTF-8)
 */
export function readContacts(bytes: Uint8Array, here: ReadonlySet<string>): ContactsRead {
  if (bytes.length > MOST_BYTES) throw new KluisError('file-too-large')
  const { rows } = readCsv(textOf(bytes))
  const columns = rows[0] && columnsOf(rows[0].cells)
  const found: ContactsRead = { fresh: [], foreign: [], known: [], twice: [], wrong: [] }
  const before = new Set<string>()
  for (const { line, cells, broken } of rows.slice(columns ? 1 : 0)) {
    if (broken) {
      found.wrong.push({ line, problem: 'quotes', code: undefined })
      continue
    }
    const { name, address, note } = columns ? picked(cells, columns) : guessed(cells)
    const read = readId(address)
    if (read instanceof KluisError) {
      found.wrong.push({ line, problem: 'address', code: read.code })
      continue
    }
    const { id, prefix } = read
    if (here.has(id)) found.known.push(line)
    else if (before.has(id)) found.twice.push(line)
    else if (oneLine(name, LONGEST.name) === '') found.wrong.push({ line, problem: 'name', code: undefined })
    else {
      before.add(id)
      const contact = { id, name: oneLine(name, LONGEST.name), note: oneLine(note, LONGEST.note) }
      found.fresh.push(contact)
      const ours = encodeAddress(fromHex(id))
      if (address !== ours) found.foreign.push({ line, name: contact.name, given: address, address: ours, prefix: String(prefix) })
    }
  }
  return found
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new KluisError('file-no-text', {}, error)
  }
}

function readId(text: string): { id: string; prefix: number } | KluisError {
  try {
    const { accountId, prefix } = decodeAddress(text)
    return { id: toHex(accountId), prefix }
  } catch (error) {
    return error instanceof KluisError ? error : new KluisError('ss58-base58')
  }
}

type Columns = Readonly<Record<'name' | 'address', number>> & { note: number | undefined }
function columnsOf(cells: readonly string[]): Columns | undefined {
  const kinds = cells.map((each) => {
    const key = each.toLowerCase()
    return Object.hasOwn(headings, key) ? headings[key] : undefined
  })
  const [name, address, note] = HEADING.map((each) => kinds.indexOf(each))
  return name === undefined || address === undefined || name < 0 || address < 0 ? undefined : { name, address, note: note }
}

const cellOf = (cells: readonly string[], at: number | undefined) => (at === undefined ? undefined : cells[at]) ?? ''
const picked = (cells: readonly string[], { name, address, note }: Columns) => ({
  name: cellOf(cells, name),
  address: cellOf(cells, address).trim(),
  note: cellOf(cells, note),
})
/** Without a heading the address tells itself. */
function guessed(cells: readonly string[]) {
  const [first = '', second = ''] = cells
  const turned = readId(second.trim()) instanceof KluisError && !(readId(first.trim()) instanceof KluisError)
  return picked(cells, { name: turned ? 1 : 0, address: turned ? 0 : 1, note: 2 })
}
