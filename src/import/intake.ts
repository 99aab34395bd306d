import type { KeyFile } from '../keyfiles'
import { KluisError } from '../units'

const MOST_FILES = 5_000
/** A zip of wallets or a backup of thousands of accounts; everything else is refused by its own, smaller limit once it is recognised. */
const MOST_BYTES = 64 * 1_048_576

type Named = { file: File; path: string }

/** Reads chosen files. What is too large keeps its name and not its bytes: it is refused by size. @throws KluisError too-large (more than 5,000 files) */
export async function readFiles(files: readonly Named[]): Promise<KeyFile[]> {
  if (files.length > MOST_FILES) throw new KluisError('too-large')
  let left = MOST_BYTES
  const read: KeyFile[] = []
  for (const { file, path } of files) {
    left -= file.size
    if (left < 0) throw new KluisError('file-too-large')
    read.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  return read
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
    for (const entry of entries) await walk(entry, found)
    return found
  })()
}

async function walk(entry: FileSystemEntry, found: Named[]): Promise<void> {
  if (found.length > MOST_FILES) throw new KluisError('too-large')
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ file, path: entry.fullPath.replace(/^\//, '') })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // A reader gives a part at a time, and nothing at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (!part.length) return
    for (const each of part) await walk(each, found)
  }
}

/** Whether it is a picture, which may hold a code. */
export const isPicture = ({ bytes: b }: KeyFile): boolean =>
  (b[0] === 0x89 && b[1] === 0x50) || (b[0] === 0xff && b[1] === 0xd8) || (b[0] === 0x52 && b[1] === 0x49 && b[8] === 0x57 && b[9] === 0x45)
