import type { KeyInput } from '../../src/messaging'
import { encodeAddress, fromHex } from '../../src/units'
import type { Screen } from '../fixtures/driver'
import { askWallet } from './inside'

/** The id of the nth of many accounts that nobody has a key of. */
export const idOf = (n: number): string => `0x${(n + 1).toString(16).padStart(64, '7')}`
export const addressOf = (n: number): string => encodeAddress(fromHex(idOf(n)))
/** A command carries at most so many. */
const PORTION = 200

/** Brings watched accounts until there are `to` of them; the nth is called “Watched n”. @param page one of our own, the wallet open @param from how many are there */
export async function bringMany(page: Screen, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += PORTION) {
    const keys = Array.from({ length: Math.min(PORTION, to - at) }, (_, i): KeyInput => {
      const id = idOf(at + i)
      const watched = {
        secret: null,
        publicKey: id,
        type: null,
        role: 'watch',
        watch: 'address',
        note: '',
        hidden: false,
        saved: true,
      } as const
      return { ...watched, id, name: `Watched ${at + i}` }
    })
    await askWallet(page, 'addAccounts', { commandId: `many accounts ${at} ${to}`, keys })
  }
}
