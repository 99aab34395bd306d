import { KluisError } from './errors'

/** A mortal era: valid from `birth` (the latest block ≡ phase mod period) for `period` blocks. Substrate's encoding, two bytes. */
export type Era = { period: number; phase: number }

const MIN_PERIOD = 4
const MAX_PERIOD = 65_536

/** The era whose birth is the block `current`. @param period a power of two, 4 to 65,536 blocks */
export function mortalEra(current: number, period: number): Era {
  const power = Number.isInteger(period) && (period & (period - 1)) === 0
  if (!power || period < MIN_PERIOD || period > MAX_PERIOD) throw new KluisError('invalid-input')
  const quantum = Math.max(period >> 12, 1)
  return { period, phase: Math.floor((current % period) / quantum) * quantum }
}

export function encodeEra({ period, phase }: Era): Uint8Array {
  const quantum = Math.max(period >> 12, 1)
  const encoded = Math.min(15, Math.max(1, Math.log2(period) - 1)) | ((phase / quantum) << 4)
  return Uint8Array.of(encoded & 0xff, encoded >> 8)
}

/** @returns the era, or null for the immortal one (a single zero byte). @throws KluisError payload-invalid for any other bytes */
export function decodeEra(bytes: Uint8Array): Era | null {
  if (bytes.length === 1 && bytes[0] === 0) return null
  const [low, high] = bytes
  if (bytes.length !== 2 || low === undefined || high === undefined) throw new KluisError('payload-invalid')
  const encoded = low | (high << 8)
  const period = 2 << (encoded & 15)
  const phase = (encoded >> 4) * Math.max(period >> 12, 1)
  if (period < MIN_PERIOD || phase >= period) throw new KluisError('payload-invalid')
  return { period, phase }
}

/** First block of the era that contains `current`. */
export function eraBirth({ period, phase }: Era, current: number): number {
  return Math.floor((Math.max(current, phase) - phase) / period) * period + phase
}

/** The first block in which it is no longer valid. */
export function eraDeath(era: Era, current: number): number {
  return eraBirth(era, current) + era.period
}
