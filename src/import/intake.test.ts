import { expect, test } from 'vitest'
import { kindOf, readBackupFile, readFiles } from './intake'

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
