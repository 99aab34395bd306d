import { KluisError } from '../units'
import type { Medium } from './media'

const TIMEOUT = 5_000
/** So long a place that kept silent is not asked again: one wait for it is enough for all that stands there. */
const REST = 30_000

/** @throws KluisError storage-failed when there is no answer in time */
export const inTime = <T>(work: Promise<T>, late?: () => void): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        late?.()
        reject(new KluisError('storage-failed'))
      }, TIMEOUT)
    }),
  ]).finally(() => clearTimeout(timer))
}

/** The same; what a browser throws is told as storage-failed too. */
export const told = <T>(work: Promise<T>, late?: () => void): Promise<T> =>
  inTime(work, late).catch((error: unknown) => {
    throw error instanceof KluisError ? error : new KluisError('storage-failed', {}, error)
  })

/** A place whose every failure is storage-failed. After it did not answer once it fails at once, until it has rested. */
export function patient(place: Medium, now: () => number, rest = REST): Medium {
  let restsUntil = 0
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    // A clock that was put back must not make it rest for longer.
    if (now() < restsUntil && restsUntil - now() <= rest) throw new KluisError('storage-failed')
    return told((async () => work())(), () => {
      restsUntil = now() + rest
    })
  }
  return {
    name: place.name,
    read: (key) => ask(() => place.read(key)),
    write: (key, text) => ask(() => place.write(key, text)),
    remove: (key) => ask(() => place.remove(key)),
  }
}
