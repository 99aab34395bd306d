import { KluisError } from '../units'
import { own } from './claims'

/** An object that another program wrote: anything may stand in it. Read it with `field`. */
export type Json = { readonly [key: string]: unknown }

const DEEPEST = 32
const MOST_PARTS = 100_000

/** Whether text nests and lists no more than a file of keys can; looks only, so that the parser never meets anything worse. */
function isModest(text: string): boolean {
  let depth = 0
  let parts = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quoted) {
      if (code === 92) i++
      else if (code === 34) quoted = false
    } else if (code === 34) quoted = true
    else if (code === 123 || code === 91) {
      if (++depth > DEEPEST) return false
    } else if (code === 125 || code === 93) depth--
    else if (code === 44 && ++parts > MOST_PARTS) return false
  }
  return true
}

/** Reads one JSON object of bounded depth (32) and size (100,000 parts). @throws KluisError keyfile-unknown */
export function readJson(text: string): Json {
  if (!isModest(text)) throw new KluisError('keyfile-unknown')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new KluisError('keyfile-unknown')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new KluisError('keyfile-unknown')
  return value as Json
}

/** A member that the file itself has: what `__proto__` brings along does not count. null, '' and absent are one. */
export function field(json: Json, key: string): unknown {
  const value = own(json, key)
  return value === null || value === '' ? undefined : value
}
