import { type ErrorCode, type ErrorFacts, KluisError } from '../units'

/** A foreseen failure as it comes out of the worker. */
export type Refusal = { code: ErrorCode; facts: ErrorFacts }
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: Refusal }

/** What became of some work: a failure that nobody foresaw counts as one of our own. */
export async function outcomeOf<T>(work: () => Promise<T> | T): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const foreseen = error instanceof KluisError ? error : new KluisError('internal', {}, error)
    return { ok: false, error: { code: foreseen.code, facts: foreseen.facts } }
  }
}
