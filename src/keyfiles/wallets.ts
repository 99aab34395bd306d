import { Inflate } from 'fflate'
import { concat, KluisError } from '../units'
import type { KeyFile } from './found'

// The folder ~/.bittensor/wallets (keys.md 2.1), whole or in parts, and the zip that somebody made of it.

export type Part = 'coldkey' | 'coldkeypub' | 'hotkey' | 'hotkeypub' | 'evm' | 'lock'
/** `folder`: the path of the wallet's own folder, for any other file of the one that it lies in; '' where the path does not say it. */
export type Place = { wallet: string | null; part: Part | null; name: string | null; folder: string }

/**
 * What a file is by its place among wallets, whatever the depth of the folder that was chosen.
 * @returns the wallet's name where the path says it; the part, null for any other file; the name of a hotkey or EVM key
 */
export function placeOf(path: string): Place {
  const steps = path.split(/[/\\]/).filter((step) => step && step !== '.')
  const [file = '', folder, above] = steps.toReversed()
  const within = (depth: number) => steps.slice(0, -depth).join('/')
  if (file.endsWith('.lock')) return { wallet: null, part: 'lock', name: null, folder: within(1) }
  const cold = file === 'coldkey' ? 'coldkey' : file === 'coldkeypub.txt' ? 'coldkeypub' : null
  // A wallet may itself be named hotkeys: then its coldkey stands right under the wallets.
  const named = (folder === 'hotkeys' || folder === 'evmkeys') && !(cold && above === 'wallets')
  if (!named) return { wallet: cold ? (folder ?? null) : null, part: cold, name: null, folder: within(1) }
  const wallet = above ?? null
  if (folder === 'evmkeys') return { wallet, part: 'evm', name: file.replace(/\.json$/i, ''), folder: within(2) }
  const name = file.replace(/pub\.txt$/, '')
  return { wallet, part: name === file ? 'hotkey' : 'hotkeypub', name, folder: within(2) }
}

const MOST_ENTRIES = 5_000
const MOST_BYTES = 8 * 1_048_576
const MOST_IN_ALL = 64 * 1_048_576
const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
/** How much is inflated before it is looked whether it is too much: a thousand times as much may come out. */
const BITE = 4_096

const unreadable = (cause?: unknown) => new KluisError('zip-unreadable', {}, cause)

/** Whether bytes begin as a zip does, with a file in it or empty. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))

/** How much may still come out of zips: of all those that are brought together, so that many small ones cannot hold what one may not. */
export type Room = { entries: number; bytes: number }
export const zipRoom = (): Room => ({ entries: MOST_ENTRIES, bytes: MOST_IN_ALL })

/**
 * The files of a zip: at most 5,000, 8 MiB each and 64 MiB together. Folders, zips in the zip and what macOS adds are left out.
 * @param room what comes out is taken from it; the default is that of a zip alone
 * @throws KluisError zip-unreadable: damaged, encrypted, of a kind that nobody writes, over a limit by what it says or by what comes out,
 * or with a path that leads out of its folder
 */
export function unpackZip(bytes: Uint8Array, room: Room = zipRoom()): KeyFile[] {
  try {
    return unpack(bytes, room)
  } catch (error) {
    throw error instanceof KluisError ? error : unreadable(error)
  }
}

function unpack(bytes: Uint8Array, room: Room): KeyFile[] {
  const entries = entriesOf(bytes)
  let left = room.bytes
  if (entries.length > room.entries) throw unreadable()
  for (const { size } of entries) {
    left -= size
    if (size > MOST_BYTES || left < 0) throw unreadable()
  }
  // Taken although it may turn out damaged: what it costs to find that out is bounded as well.
  Object.assign(room, { entries: room.entries - entries.length, bytes: left })
  const files = entries
    .filter(({ path }) => !path.endsWith('/') && !path.startsWith('__MACOSX/'))
    .map((entry) => ({ path: entry.path, bytes: contentOf(bytes, entry) }))
  return files.filter((file) => !isZip(file.bytes))
}

type Entry = { path: string; method: number; crc: number; packed: number; size: number; at: number }

/** The central directory: what is not in it does not count. */
function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (view.getUint32(end, true) !== END) if (--end < Math.max(0, bytes.length - 22 - 0xffff)) throw unreadable()
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) throw unreadable()
  let at = view.getUint32(end + 16, true)
  const entries: Entry[] = []
  const seen = new Set<string>()
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== CENTRAL) throw unreadable()
    const flags = view.getUint16(at + 8, true)
    const name = view.getUint16(at + 28, true)
    const path = pathFrom(bytes.subarray(at + 46, at + 46 + name))
    // Bit 0: encrypted. Two entries of one name: one of them would be hidden from whoever unpacked it to look.
    if (flags & 1 || seen.has(path)) throw unreadable()
    seen.add(path)
    const entry = { path, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true) }
    entries.push({
      ...entry,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** A path of plain steps downward, with slashes. */
function pathFrom(name: Uint8Array): string {
  const path = new TextDecoder('utf-8', { fatal: true }).decode(name).replaceAll('\\', '/')
  const steps = path.split('/')
  if (!path || path.length > 1_024 || steps[0] === '' || steps.includes('..') || /^[A-Za-z]:|\p{Cc}/u.test(path)) throw unreadable()
  return path
}

/** What an entry holds, exactly as long and with the checksum as it says. */
function contentOf(bytes: Uint8Array, { method, crc, packed, size, at }: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(at, true) !== LOCAL || (method !== 0 && method !== 8)) throw unreadable()
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const data = bytes.subarray(from, from + packed)
  if (data.length !== packed) throw unreadable()
  const content = method === 0 ? data.slice() : inflated(data, size)
  if (content.length !== size || crc32(content) !== crc) throw unreadable()
  return content
}

/** Inflates, and stops as soon as more comes out than was said. */
function inflated(data: Uint8Array, size: number): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  let ended = false
  const inflate = new Inflate((part, last) => {
    length += part.length
    if (length > size) throw unreadable()
    parts.push(part)
    ended ||= last
  })
  for (let at = 0; at < data.length; at += BITE) inflate.push(data.subarray(at, at + BITE), at + BITE >= data.length)
  if (!ended) throw unreadable()
  return concat(...parts)
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (CRC[(value ^ byte) & 255] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
