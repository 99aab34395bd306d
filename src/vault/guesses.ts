import * as v from 'valibot'
import { type Container, unwrap } from '../keyfiles'
import type { Box, BoxSpec, Storage } from '../storage'
import { KluisError, turns } from '../units'

/** Wrong guesses, for all windows together, and across restarts. */
type Guesses = { wrong: number; waitUntil: number }
export const guessesBox: BoxSpec<Guesses> = {
  name: 'vault-guesses',
  area: 'local',
  version: 1,
  schema: v.strictObject({ wrong: v.number(), waitUntil: v.number() }),
  initial: () => ({ wrong: 0, waitUntil: 0 }),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
}

const FREE_GUESSES = 5
const LONGEST_WAIT = 300_000

/** The throttle in front of every password, for all windows together and across restarts. @param container the vault as it stands */
export function createGuesses(storage: Pick<Storage, 'box'>, now: () => number, container: () => Promise<Container>) {
  const guesses: Box<Guesses> = storage.box(guessesBox)
  const guessing = turns()

  /** Wrong guesses so far. What was destroyed counts as all the free ones, and the longest wait. */
  async function counted(): Promise<Guesses> {
    const latest = now() + LONGEST_WAIT
    const held = await guesses.read().catch(async (error: unknown) => {
      if (!(error instanceof KluisError) || error.code !== 'vault-damaged') throw error
      await guesses.clear()
      return guesses.write(() => ({ wrong: FREE_GUESSES, waitUntil: latest }))
    })
    // A clock that was put back must not make the wait endless: it never lasts longer than the longest.
    return held.waitUntil <= latest ? held : guesses.write((before) => ({ ...before, waitUntil: Math.min(before.waitUntil, latest) }))
  }

  /** Tries a password under the throttle: one at a time, counted before the work, so that killing the background is no way around it. */
  function guess<T>(password: string, use: (dek: Uint8Array) => Promise<T>): Promise<T> {
    return guessing(async () => {
      const { wrong, waitUntil } = await counted()
      if (waitUntil > now()) throw new KluisError('throttled', { until: String(waitUntil) })
      const vault = await container()
      const next = wrong + 1
      const wait = next >= FREE_GUESSES ? Math.min(1_000 * 2 ** (next - FREE_GUESSES), LONGEST_WAIT) : 0
      await guesses.write(() => ({ wrong: next, waitUntil: wait ? now() + wait : 0 }))
      let dek: Uint8Array
      try {
        dek = await unwrap(password, vault)
      } catch (error) {
        if (error instanceof KluisError && error.code === 'decrypt-failed') throw new KluisError('wrong-password')
        throw error
      }
      await guesses.write(() => ({ wrong: 0, waitUntil: 0 }))
      try {
        return await use(dek)
      } finally {
        dek.fill(0)
      }
    })
  }

  return {
    guess,
    forgive: () => guesses.write(() => ({ wrong: 0, waitUntil: 0 })),
    /** When the next guess is allowed, null for now. */
    async waitUntil(): Promise<number | null> {
      const { waitUntil } = await counted()
      return waitUntil > now() ? waitUntil : null
    },
  }
}
