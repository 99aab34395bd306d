import { KluisError } from '../units'

const TIMEOUT = 5_000

/** @throws KluisError storage-failed when there is no answer in time */
export const inTime = <T>(work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new KluisError('storage-failed')), TIMEOUT)
    }),
  ]).finally(() => clearTimeout(timer))
}

/** The same; what a browser throws is told as storage-failed too. */
export const told = <T>(work: Promise<T>): Promise<T> =>
  inTime(work).catch((error: unknown) => {
    throw error instanceof KluisError ? error : new KluisError('storage-failed', {}, error)
  })
