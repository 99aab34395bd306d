import * as v from 'valibot'
import type { Box, BoxSpec, Storage } from '../storage'
import { fromHex, KluisError, toHex } from '../units'

/** While unlocked: the data key under a key that cannot leave this browser, and until when. `at`: the clock when last used. */
type Session = { nonce: string; wrapped: string; deadline: number; at: number } | null
export const sessionBox: BoxSpec<Session> = {
  name: 'vault-session',
  area: 'session',
  version: 1,
  schema: v.nullable(v.strictObject({ nonce: v.string(), wrapped: v.string(), deadline: v.number(), at: v.number() })),
  initial: () => null,
  migrations: {},
  clearedBy: 'lock',
  seenBy: 'nobody',
}

const SESSION_KEY = 'vault-session'
const CLOCK_SLACK = 60_000
const CLOCK_GRAIN = 5_000

/**
 * The vault while it is open: the data key, wrapped, where no death of the background reaches it, and until when.
 * @param changed called after every opening and every lock
 */
export function createSession(storage: Pick<Storage, 'box' | 'keys'>, now: () => number, changed: (open: boolean) => void) {
  const session: Box<Session> = storage.box(sessionBox)

  /** Locks that somebody asked for: an opening that began before one does not outlast it. */
  let locks = 0
  /** Until then the data key is being replaced. */
  let replacing: Promise<unknown> = Promise.resolve()
  /** Who has the data key in hand. */
  const uses = new Set<Promise<unknown>>()
  /** Runs `use` when nobody replaces the data key, and keeps who would from beginning. */
  async function using<T>(use: () => Promise<T>): Promise<T> {
    for (let seen: unknown; seen !== replacing; await seen) seen = replacing
    const run = use()
    uses.add(run)
    return run.finally(() => uses.delete(run))
  }
  /** Runs work that replaces the data key: who has it in hand is waited for, and who needs it meanwhile waits. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const done = Promise.allSettled([replacing, ...uses]).then(work)
    replacing = done.catch(() => undefined)
    return done
  }

  /** The open session, after looking at the clock: past the deadline, a clock that went back, and what cannot be read lock. */
  async function openSession(): Promise<NonNullable<Session> | null> {
    const open = await session.read().catch(() => undefined)
    if (open === null) return null
    const time = now()
    if (open && time < open.deadline && time > open.at - CLOCK_SLACK) {
      if (time < open.at + CLOCK_GRAIN) return open
      // Remembered while it is used, so that a clock put back is noticed however long ago the session began.
      const used = await session.write((before) => before && { ...before, at: time }).catch(() => null)
      if (used) return used
    }
    await lock()
    return null
  }

  /** Neither half of the session opens anything alone: each goes even if the other cannot. @throws what clearing failed with */
  async function end(): Promise<void> {
    const [cleared] = await Promise.allSettled([session.clear(), storage.keys.delete(SESSION_KEY)])
    if (cleared.status === 'rejected') throw cleared.reason
  }
  const lock = (): Promise<void> => end().finally(() => changed(false))

  async function beginSession(dek: Uint8Array, minutes: number, since: number): Promise<void> {
    if (locks !== since) throw new KluisError('locked')
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const wrapped = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, dek as BufferSource))
    await storage.keys.put(SESSION_KEY, key)
    await session.write(() => ({ nonce: toHex(nonce), wrapped: toHex(wrapped), deadline: now() + minutes * 60_000, at: now() }))
    if (locks !== since) {
      await lock()
      throw new KluisError('locked')
    }
    changed(true)
  }

  async function withDek<T>(use: (dek: Uint8Array) => Promise<T>): Promise<T> {
    const open = await openSession()
    if (!open) throw new KluisError('locked')
    const key = await storage.keys.get(SESSION_KEY)
    if (!key) {
      await lock()
      throw new KluisError('locked')
    }
    let dek: Uint8Array
    try {
      dek = new Uint8Array(
        await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: fromHex(open.nonce) as BufferSource },
          key,
          fromHex(open.wrapped) as BufferSource,
        ),
      )
    } catch {
      await lock()
      throw new KluisError('locked')
    }
    try {
      return await use(dek)
    } finally {
      dek.fill(0)
    }
  }

  return {
    open: () => using(openSession),
    /** As withDek, without waiting for a data key that is being replaced: then there is none. For work that is part of a use. */
    atOnce: withDek,
    /** @param since how many locks there were when this was asked for. @throws KluisError locked (there was another one meanwhile) */
    begin: (dek: Uint8Array, minutes: number, since: number): Promise<void> => alone(() => beginSession(dek, minutes, since)),
    /** Runs `use` with the data key and wipes it. @throws KluisError locked */
    withDek: <T>(use: (dek: Uint8Array) => Promise<T>): Promise<T> => using(() => withDek(use)),
    /** How many locks were asked for so far: what begins with one number ends with the same, or not at all. */
    locks: () => locks,
    lock(): Promise<void> {
      locks++
      return lock()
    },
    /** Moves the deadline to `minutes` from now. Does nothing when locked. */
    touch: (minutes: number): Promise<void> =>
      using(async () => {
        if (await openSession()) await session.write((open) => open && { ...open, deadline: now() + minutes * 60_000, at: now() })
      }),
    /**
     * Begins a session with a new data key once `work` has put it where the old one was. Locked meanwhile: whoever dies or fails in
     * the middle does not know which of the two holds, but the password does.
     */
    replace: (dek: Uint8Array, minutes: number, since: number, work: () => Promise<unknown>): Promise<void> =>
      alone(async () => {
        try {
          await end()
          await work()
        } catch (error) {
          changed(false)
          throw error
        }
        await beginSession(dek, minutes, since)
      }),
  }
}
