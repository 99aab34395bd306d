import * as v from 'valibot'
import { type ErrorCode, type ErrorFacts, errorCodes, KluisError } from '../units'

export type Contract = Record<string, { input: v.GenericSchema; output: v.GenericSchema }>
export type Input<C extends Contract, K extends keyof C> = v.InferOutput<C[K]['input']>
export type Output<C extends Contract, K extends keyof C> = v.InferOutput<C[K]['output']>
/** One handler a message: a table that misses one does not compile. */
export type Handlers<C extends Contract, Context> = {
  [K in keyof C]: (input: Input<C, K>, context: Context) => Promise<Output<C, K>>
}

const failure = v.strictObject({ code: v.picklist(errorCodes), facts: v.record(v.string(), v.string()) })
export type Failure = { code: ErrorCode; facts: ErrorFacts }
export type Reply = { ok: true; value?: unknown } | { ok: false; error: Failure }

const reply = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), value: v.optional(v.unknown()) }),
  v.strictObject({ ok: v.literal(false), error: failure }),
])

/** What any thrown thing may tell the other side: a foreseen failure its code and facts, everything else only `internal`. */
export function failureOf(error: unknown): Failure {
  return error instanceof KluisError ? { code: error.code, facts: error.facts } : { code: 'internal', facts: {} }
}

/**
 * Validates a question against the contract, runs its handler and wraps the outcome; never throws.
 * Unknown names, extra keys and wrong types get fixed codes; an undefined answer where a value is due is `internal`.
 */
export async function answer<C extends Contract, X>(
  contract: C,
  handlers: Handlers<C, X>,
  name: unknown,
  input: unknown,
  context: X,
): Promise<Reply> {
  if (typeof name !== 'string' || !Object.hasOwn(contract, name)) return { ok: false, error: { code: 'unknown-request', facts: {} } }
  const entry = contract[name] as Contract[string]
  const read = v.safeParse(entry.input, input ?? undefined)
  if (!read.success) return { ok: false, error: { code: 'invalid-input', facts: {} } }
  try {
    const value = await handlers[name as keyof C](read.output as Input<C, keyof C>, context)
    const checked = v.safeParse(entry.output, value)
    return checked.success ? { ok: true, value: checked.output } : { ok: false, error: { code: 'internal', facts: {} } }
  } catch (error) {
    return { ok: false, error: failureOf(error) }
  }
}

/** Reads a reply off the wire. @throws KluisError with the other side's code, or `internal` for anything that is no reply. */
export function readReply(message: unknown): unknown {
  const read = v.safeParse(reply, message)
  if (!read.success) throw new KluisError('internal')
  if (read.output.ok) return read.output.value
  throw new KluisError(read.output.error.code, read.output.error.facts)
}

/**
 * Makes the asking half of a contract from something that carries one message and brings its reply.
 * @returns a function that resolves with the validated output and rejects with KluisError only.
 */
export function asker<C extends Contract>(contract: C, carry: (name: string, input: unknown) => Promise<unknown>) {
  return async function ask<K extends keyof C & string>(name: K, input: Input<C, K>): Promise<Output<C, K>> {
    const value = readReply(await carry(name, input))
    const read = v.safeParse((contract[name] as Contract[string]).output, value)
    if (!read.success) throw new KluisError('internal')
    return read.output as Output<C, K>
  }
}
