import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { build } from './setup/build'
import { done, step } from './setup/say'

type Entry = { name: string; data: Buffer }

/** 1 January 1980, midnight: the first moment that a zip can tell. No file carries the time of its build. */
const DOS_TIME = 0
const DOS_DATE = (0 << 9) | (1 << 5) | 1
const UTF8_NAMES = 0x0800
const DEFLATED = 8
const STORED = 0
const VERSION = 20

/**
 * A zip whose bytes depend on names and contents only: entries in the order of their names, one fixed time, no attributes.
 * Follows APPNOTE 6.3.3 without zip64: fewer than 65,535 entries and less than 4 GiB.
 */
export function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = Buffer.from(name, 'utf8')
    const packed = deflateRawSync(data, { level: 9 })
    const smaller = packed.length < data.length
    const body = smaller ? packed : data
    // Shared by the local header and the directory: version, flags, method, time, date, crc, sizes, length of the name, no extra.
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(VERSION, 0)
    facts.writeUInt16LE(UTF8_NAMES, 2)
    facts.writeUInt16LE(smaller ? DEFLATED : STORED, 4)
    facts.writeUInt16LE(DOS_TIME, 6)
    facts.writeUInt16LE(DOS_DATE, 8)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(body.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, path, body])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    const madeBy = Buffer.alloc(2)
    madeBy.writeUInt16LE(VERSION, 0)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, facts, tail, path]))
    parts.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, index, end])
}

/** The store package of a built extension. */
export async function packExtension(folder: string): Promise<Buffer> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.'),
  )
  const entries = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      return { name: relative(folder, path).split(sep).join('/'), data: await readFile(path) }
    }),
  )
  return zip(entries)
}

export async function run(): Promise<number> {
  await build()
  step('Packing dist/chrome and dist/firefox for the stores.')
  const { version } = JSON.parse(await readFile('manifest.json', 'utf8')) as { version: string }
  await mkdir('dist/packages', { recursive: true })
  for (const browser of ['chrome', 'firefox']) {
    const data = await packExtension(join('dist', browser))
    const path = `dist/packages/kluis-${version}-${browser}.zip`
    await writeFile(path, data)
    done(`${path} (${data.length} bytes, SHA-256 ${createHash('sha256').update(data).digest('hex')})`)
  }
  return 0
}
