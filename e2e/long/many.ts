import type { KeyInput } from '../../src/messaging'
import { encodeAddress, fromHex } from '../../src/units'
import { readCopies } from '../fixtures/copies'
import { type Screen, until } from '../fixtures/driver'
import type { BrowserKind } from '../setup/browsers'
import { askWallet } from './inside'

/** The id of the nth of many accounts that nobody has a key of. */
export const idOf = (n: number): string => `0x${'7'.repeat(32)}${n.toString(16).padStart(32, '0')}`
export const addressOf = (n: number): string => encodeAddress(fromHex(idOf(n)))
/** A command carries at most so many. */
const PORTION = 200

async function bring(page: Screen, from: number, to: number, keyOf: (n: number) => KeyInput): Promise<void> {
  for (let at = from; at < to; at += PORTION) {
    const keys = Array.from({ length: Math.min(PORTION, to - at) }, (_, i) => keyOf(at + i))
    const kept = await askWallet<{ ok: boolean }[]>(page, 'addAccounts', { commandId: `many accounts ${at} ${to}`, keys })
    if (!kept.every(({ ok }) => ok)) throw new Error(`not every account of ${at} and on was kept`)
  }
}

/** Brings watched accounts until there are `to` of them; the nth is called “Watched n”. @param page one of our own, the wallet open @param from how many are there */
export function bringMany(page: Screen, from: number, to: number): Promise<void> {
  const common = { secret: null, type: null, role: 'watch', watch: 'address', note: '', hidden: false, saved: true } as const
  return bring(page, from, to, (n) => ({ ...common, publicKey: idOf(n), id: idOf(n), name: `Watched ${n}` }))
}

/**
 * Brings accounts that sign; the nth is called “Own n”. The first `seeds` have a seed each, the others stand along paths of the first seed.
 * @param page one of our own, the wallet open @param to how many there are afterwards
 */
export function bringOwn(page: Screen, seeds: number, to: number): Promise<void> {
  const common = { id: null, publicKey: null, type: null, role: 'coldkey', watch: null, note: '', hidden: false, saved: true } as const
  return bring(page, 0, to, (n) => {
    const [seed, path] = n < seeds ? [idOf(n), ''] : [idOf(0), `//${n}`]
    return { ...common, secret: { kind: 'seed', seed, path, type: 'sr25519' }, name: `Own ${n}` }
  })
}

/** How much of these boxes stands on the disk, in bytes: of each the longest of its copies. `records`: how many secrets the vault has. */
export async function stored(page: Screen, kind: BrowserKind): Promise<{ bytes: number; records: number }> {
  // A file that the wallet is writing at this moment cannot be read.
  const { vault, accounts } = await until('copies that can be read', () => readCopies(page, kind))
  const longest = [vault, accounts].map((copies) => {
    const texts = [...(copies?.first ?? []), ...(copies?.second ?? [])]
    if (texts.length < 2) throw new Error('a box has no two copies')
    return Math.max(...texts.map((text) => Buffer.byteLength(text)))
  })
  const newest = JSON.parse(vault?.second[0] ?? '') as { payload: string }
  const { container } = JSON.parse(newest.payload) as { container: { records: unknown[] } }
  return { bytes: longest.reduce((sum, each) => sum + each, 0), records: container.records.length }
}
