import { fromHex, KluisError, sameBytes } from '../units'
import type { Chain } from './chain'
import { believe } from './decoder'
import { KEY_BYTES } from './envelope'
import type { Live } from './live'
import { hasSecond } from './networks'
import { readBestHead, readValues } from './reads'
import { encodeCall } from './transfer'

const PALLET = 'MevShield'
/** What takes an envelope must be over within so many blocks, or the chain calls it stale. */
export const SHIELD_PERIOD = 8
/** How long another operator, whose newest block may be one behind, is given before it is asked once more; in milliseconds. */
const BEHIND = 1_500

/** Whether the connected chain takes envelopes of this kind, by its metadata: at spec 365 its shield was another one (chain.md 11). */
export function hasShield(live: Live): boolean {
  const items = live.runtime.metadata.pallets.find(({ name }) => name === PALLET)?.storage?.items.map(({ name }) => name)
  if (!['NextKey', 'NextKeyExpiresAt'].every((each) => items?.includes(each))) return false
  try {
    return envelopeCall(live, new Uint8Array()).length > 0
  } catch {
    return false
  }
}

/** The key that a block announces, as bytes; undefined where it announces none, or one that is over before the next block but one. */
async function keyAt(live: Live, hash: string, number: number): Promise<Uint8Array | undefined> {
  const [key, expiry] = ['NextKey', 'NextKeyExpiresAt'].map((name) => live.runtime.storage(PALLET, name)) as [Item, Item]
  const [at, until] = [key.key(), expiry.key()]
  const told = await readValues(live, hash, [at, until])
  const [bytes, end] = [told.get(at), told.get(until)]
  if (typeof bytes !== 'string' || typeof end !== 'string') return undefined
  const found = believe(() => bytesOf(key.decode(bytes)))
  const over = believe(() => expiry.decode(end))
  if (found.length !== KEY_BYTES || typeof over !== 'number' || !Number.isInteger(over)) throw new KluisError('node-lied')
  return over > number + 1 ? found : undefined
}
type Item = ReturnType<Live['runtime']['storage']>
function bytesOf(value: unknown): Uint8Array {
  if (typeof value === 'string') return fromHex(value)
  if (value instanceof Uint8Array) return value
  throw new Error('no bytes')
}

/** Whether the newest block announces a key. @throws KluisError offline, node-answer, node-lied */
export async function isShieldOn(live: Live): Promise<boolean> {
  if (!hasShield(live)) return false
  const { hash, number } = await readBestHead(live)
  return (await keyAt(live, hash, number)) !== undefined
}

/**
 * The key for which a transaction is sealed now: that of the newest block. Whoever made it reads what is sealed, so another operator must
 * show the same in that block; where the network names no other, or is of one's own node, one is believed.
 * @param second as `Chain.second`
 * @throws KluisError shield-unavailable (no pallet, no key, a key that is about to be over, nobody else shows it), offline, node-lied
 */
export async function readShieldKey(live: Live, second: Chain['second']): Promise<Uint8Array> {
  if (!hasShield(live)) throw new KluisError('shield-unavailable')
  const { hash, number } = await readBestHead(live)
  const key = await keyAt(live, hash, number)
  if (!key) throw new KluisError('shield-unavailable')
  if (!hasSecond(live)) return key
  let shown = false
  const ask = () =>
    second(live, async (other) => {
      shown = sameBytes((await keyAt(other, hash, number)) ?? new Uint8Array(), key)
      return shown
    })
  await ask()
  if (!shown) {
    await new Promise((resolve) => setTimeout(resolve, BEHIND))
    await ask()
  }
  if (!shown) throw new KluisError('shield-unavailable')
  return key
}

/** Bytes of the call that takes an envelope. @throws KluisError node-lied where the chain has another one of that name */
export const envelopeCall = (live: Live, ciphertext: Uint8Array): Uint8Array => encodeCall(live, PALLET, 'submit_encrypted', { ciphertext })
/** The name of that call. */
export const ENVELOPE_CALL = `${PALLET}.submit_encrypted`
