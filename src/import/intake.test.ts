import { expect, test } from 'vitest'
import { kindOf, ofChooser, ofDrop, readBackupFile, readFiles } from './intake'

const MIB = 1_048_576
const utf8 = (text: string) => new TextEncoder().encode(text)
/** A file that is as large as it says and has only its beginning; reading all of it is written down. */
function file(name: string, size: number, start: string | Uint8Array = '') {
  const head = typeof start === 'string' ? utf8(start) : start
  let whole = 0
  const made = {
    name,
    size,
    slice: (from: number, to: number) => new Blob([head.slice(from, to) as BlobPart]),
    arrayBuffer: async () => {
      whole++
      return head.slice().buffer
    },
  } as unknown as File
  return { named: { file: made, path: `wallets/${name}` }, wasRead: () => whole > 0 }
}
const zip = Uint8Array.of(0x50, 0x4b, 3, 4)
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47)

test('a large thing beside the keys is left out with its name, unread, and takes none of them with it', async () => {
  const all = [file('debug.log', 900 * MIB, 'line'), file('coldkey', 300, '$NACL'), file('export.json', 9 * MIB, '{"a":1}')]
  const { files, refused } = await readFiles(all.map(({ named }) => named))
  expect(files.map(({ path }) => path)).toEqual(['wallets/coldkey'])
  expect(refused).toEqual([
    { path: 'wallets/export.json', reason: { code: 'file-too-large', facts: {} } },
    { path: 'wallets/debug.log', reason: { code: 'file-too-large', facts: {} } },
  ])
  expect(all.map(({ wasRead }) => wasRead())).toEqual([false, true, false])
})

test('each kind of thing may be as large as it can be, told from its first bytes', async () => {
  const kinds = [
    [zip, 64, 'zip'],
    [utf8(' {"createdAt":1, "format" : "kluis-backup/1"'), 32, 'backup'],
    [png, 16, 'picture'],
    [utf8('\ufeff\n{"encoded":""}'), 8, 'json'],
    [utf8('$NACL'), 1, 'other'],
    [new Uint8Array(), 1, 'other'],
  ] as const
  for (const [head, most, kind] of kinds) {
    expect(kindOf(head)).toBe(kind)
    const [fits, not] = [await readFiles([file('x', most * MIB, head).named]), await readFiles([file('x', most * MIB + 1, head).named])]
    expect([fits.files.length, not.files.length], kind).toEqual([1, 0])
  }
})

test('together they are no more than 64 MiB, the small ones first, in the order in which they came', async () => {
  const all = [file('a.zip', 40 * MIB, zip), file('b.zip', 30 * MIB, zip), file('coldkey', 300, '$NACL')]
  const { files, refused } = await readFiles(all.map(({ named }) => named))
  expect(files.map(({ path }) => path)).toEqual(['wallets/b.zip', 'wallets/coldkey'])
  expect(refused).toEqual([{ path: 'wallets/a.zip', reason: { code: 'file-too-large', facts: { all: '1' } } }])
})

test('a file that is no backup by its size is refused before it is read', async () => {
  const [small, large] = [file('a', 32 * MIB, '{'), file('b', 32 * MIB + 1, '{')]
  expect(await readBackupFile(small.named.file)).toEqual(utf8('{'))
  await expect(readBackupFile(large.named.file)).rejects.toMatchObject({ code: 'file-too-large' })
  expect(large.wasRead()).toBe(false)
})

/** What a browser shows of a dropped file or folder; a folder tells a hundred of what is in it at a time, as Chromium does. */
type Tree = string | { [name: string]: Tree }
function entryOf(name: string, tree: Tree, above = ''): FileSystemEntry {
  const fullPath = `${above}/${name}`
  if (typeof tree === 'string') {
    const open = (give: (file: File) => void, fail: (error: unknown) => void) =>
      tree === 'unreadable' ? fail(new DOMException('', 'NotReadableError')) : give(new File([tree], name))
    return { isFile: true, isDirectory: false, name, fullPath, file: open } as unknown as FileSystemEntry
  }
  const createReader = () => {
    const left = Object.entries(tree).map(([each, inside]) => entryOf(each, inside, fullPath))
    return { readEntries: (give: (part: FileSystemEntry[]) => void) => void setTimeout(() => give(left.splice(0, 100))) }
  }
  return { isFile: false, isDirectory: true, name, fullPath, createReader } as unknown as FileSystemEntry
}
/** What falls onto the page; the browser forgets it as soon as the drop is over. */
function dropped(entries: FileSystemEntry[], files: File[] = []) {
  const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }))
  return { items: [{ kind: 'string', webkitGetAsEntry: () => null }, ...items], files } as unknown as DataTransfer
}
const pathsOf = async (data: DataTransfer) => (await ofDrop(data)).map(({ path }) => path)

test('a folder that is dropped is read to its last file, however many there are and however deep they lie', async () => {
  const hotkeys = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`miner-${n}`, `key ${n}`]))
  const tree = { main: { coldkey: 'cold', 'coldkeypub.txt': 'public', hotkeys }, empty: {}, 'notes.txt': 'plants' }
  const found = await ofDrop(dropped([entryOf('wallets', tree)]))
  expect(found.map(({ path }) => path)).toEqual([
    ...['wallets/main/coldkey', 'wallets/main/coldkeypub.txt'],
    ...Object.keys(hotkeys).map((name) => `wallets/main/hotkeys/${name}`),
    'wallets/notes.txt',
  ])
  expect(await found[201]?.file?.text()).toBe('key 199')
})

test('a drop is read although the browser empties it at once', async () => {
  const data = dropped([entryOf('wallets', { a: { coldkey: 'x' } }), entryOf('alone.json', '{}')])
  const reading = ofDrop(data)
  Object.assign(data, { items: [], files: [] })
  expect((await reading).map(({ path }) => path)).toEqual(['wallets/a/coldkey', 'alone.json'])
})

test('two folders of one name that are dropped together stay apart', async () => {
  const wallet = () => entryOf('default', { coldkey: 'x' })
  expect(await pathsOf(dropped([wallet(), wallet()]))).toEqual(['default/coldkey', 'default (2)/default/coldkey'])
})

test('what has no entries is taken as the files that it has', async () => {
  expect(await pathsOf(dropped([], [new File(['x'], 'coldkey')]))).toEqual(['coldkey'])
  expect(await pathsOf(dropped([entryOf('wallets', {})]))).toEqual([])
})

test('a folder of more files than wallets have is not read to its end', async () => {
  const many = Object.fromEntries(Array.from({ length: 5_200 }, (_, n) => [`file-${n}`, 'x']))
  await expect(ofDrop(dropped([entryOf('everything', many)]))).rejects.toMatchObject({ code: 'too-large' })
})

test('a file that cannot be read takes no other with it', async () => {
  const found = await ofDrop(dropped([entryOf('wallets', { a: { coldkey: 'unreadable' }, b: { coldkey: 'x' } })]))
  expect(found.map(({ path }) => path)).toEqual(['wallets/a/coldkey', 'wallets/b/coldkey'])
  const { files, refused } = await readFiles(found)
  expect(files.map(({ path }) => path)).toEqual(['wallets/b/coldkey'])
  expect(refused).toEqual([{ path: 'wallets/a/coldkey', reason: { code: 'file-unreadable', facts: {} } }])
})

test('a chosen folder tells the way to each of its files', async () => {
  const inside = Object.defineProperty(new File(['x'], 'coldkey'), 'webkitRelativePath', { value: 'wallets/main/coldkey' })
  const list = [inside, new File(['y'], 'alone')] as unknown as FileList
  expect(ofChooser(list).map(({ path }) => path)).toEqual(['wallets/main/coldkey', 'alone'])
})
