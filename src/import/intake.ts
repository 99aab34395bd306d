import type { KeyFile } from '../keyfiles'
import { KluisError } from '../units'
import { isPicture } from './picture'
import type { Refused } from './pieces'
import { unlike } from './recognising'
import { shownPath } from './shown'

const MOST_FILES = 5_000
const MEBIBYTE = 1_048_576
/** The largest that each kind of thing can be; what it is, is told from its first bytes before the rest is read. */
const MOST = { zip: 64, backup: 32, picture: 16, json: 8, other: 1 }
const MOST_IN_ALL = 64 * MEBIBYTE
const HEAD = 4_096

/** `file`: null where the browser was not allowed to look. */
export type Named = { file: File | null; path: string }
export type Intake = { files: KeyFile[]; refused: Refused[] }

/** What something that begins like this can be. */
export function kindOf(head: Uint8Array): keyof typeof MOST {
  if (head[0] === 0x50 && head[1] === 0x4b) return 'zip'
  if (isPicture(head)) return 'picture'
  const text = new TextDecoder().decode(head).trimStart()
  if (!text.startsWith('{')) return 'other'
  return /"format"\s*:\s*"kluis-backup\//.test(text) ? 'backup' : 'json'
}

/**
 * Reads chosen files. What is larger than anything that begins like it can be is not read, and no more than 64 MiB together:
 * each that is left out, or cannot be read, comes back with its name, and takes no other with it.
 * @throws KluisError too-large (more than 5,000 files)
 */
export async function readFiles(named: readonly Named[]): Promise<Intake> {
  if (named.length > MOST_FILES) throw new KluisError('too-large')
  const read = new Map<Named, KeyFile>()
  const refused: Refused[] = []
  let left = MOST_IN_ALL
  // Small ones first: one large thing must not use up the room of all keys.
  const sizeOf = ({ file }: Named) => file?.size ?? 0
  for (const each of [...named].sort((a, b) => sizeOf(a) - sizeOf(b))) {
    const { file, path } = each
    try {
      if (!file) throw new KluisError('file-unreadable')
      const kind = kindOf(await bytesOf(file.slice(0, HEAD)))
      const fits = file.size <= MOST[kind] * MEBIBYTE
      if (!fits || file.size > left) throw new KluisError('file-too-large', fits ? { all: '1' } : {})
      read.set(each, { path, bytes: await bytesOf(file) })
      left -= file.size
    } catch (error) {
      const { code, facts } = error instanceof KluisError ? error : new KluisError('file-unreadable', {}, error)
      refused.push({ path: shownPath(path), reason: { code, facts } })
    }
  }
  return { files: named.flatMap((each) => read.get(each) ?? []), refused }
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** The bytes of the one file that is meant as a backup. @throws KluisError file-too-large, before it is read */
export async function readBackupFile(file: File): Promise<Uint8Array> {
  if (file.size > MOST.backup * MEBIBYTE) throw new KluisError('file-too-large')
  return bytesOf(file)
}

/** Files of a chooser: a chosen folder tells the way to each. */
export const ofChooser = (list: FileList): Named[] => [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }))

/**
 * Files and folders that were dropped. To be called in the drop itself: afterwards the browser has forgotten them.
 * @throws KluisError too-large
 */
export function ofDrop(data: DataTransfer): Promise<Named[]> {
  const entries = [...data.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry ? [entry] : []
  })
  const loose = entries.length ? [] : [...data.files].map((file) => ({ file, path: file.name }))
  return (async () => {
    const found: Named[] = [...loose]
    const before = new Set<string>()
    for (const entry of entries) {
      // Two of one name came from different places, and are no parts of one wallet.
      const own = unlike(entry.name, before)
      await walk(entry, found, own === entry.name ? '' : `${own}/`)
    }
    return found
  })()
}

async function walk(entry: FileSystemEntry, found: Named[], place: string): Promise<void> {
  if (found.length > MOST_FILES) throw new KluisError('too-large')
  const path = place + entry.fullPath.replace(/^\//, '')
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => (entry as FileSystemFileEntry).file(resolve, () => resolve(null)))
    found.push({ file, path })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // A reader gives a part at a time, and nothing at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[] | null>((resolve) => reader.readEntries(resolve, () => resolve(null)))
    if (!part) found.push({ file: null, path })
    if (!part?.length) return
    for (const each of part) await walk(each, found, place)
  }
}
