import * as v from 'valibot'
import { toHex } from '../units'

/** What is really stored: the payload as text, with what is needed to tell a whole copy from a torn one and a new from an old. */
const envelope = v.strictObject({
  format: v.literal('kluis-box/1'),
  /** Version of the payload's schema. */
  version: v.number(),
  /** Rises by one with every write. */
  generation: v.number(),
  /** SHA-256 over version, generation and payload. */
  sha256: v.string(),
  payload: v.string(),
})
export type Envelope = v.InferOutput<typeof envelope>

/** SHA-256 of a text in UTF-8, in hex. */
export const sha256 = async (text: string): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
const digest = (version: number, generation: number, payload: string) => sha256(`${version}\n${generation}\n${payload}`)

export async function seal(version: number, generation: number, payload: string): Promise<string> {
  const whole: Envelope = { format: 'kluis-box/1', version, generation, sha256: await digest(version, generation, payload), payload }
  return JSON.stringify(whole)
}

/** @returns the envelope, or undefined if the text is damaged in any way */
export async function open(text: string): Promise<Envelope | undefined> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  const read = v.safeParse(envelope, parsed)
  if (!read.success) return undefined
  const { version, generation, payload, sha256 } = read.output
  return (await digest(version, generation, payload)) === sha256 ? read.output : undefined
}
