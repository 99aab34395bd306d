import type { FoundKey, KeySecret } from '../keyfiles'
import type { SecretInput } from '../messaging'
import { fromHex, toHex } from '../units'

// What was opened and is not in the vault yet. It lies here, and in nothing that React keeps or the browser writes down.
const held = new Map<string, KeySecret>()
let next = 1

/** A found account as the page shows it: its secret is in the hand. `ref`: by which it is taken from there, and its name in lists. */
export type HeldKey = Omit<FoundKey, 'secret' | 'note'> & {
  ref: string
  holds: 'phrase' | 'seed' | 'key' | null
  path: string
  passphrase: boolean
  note: string
  hidden: boolean
  /** Those with the same one are readings of the same text, of which only one is right; null for all others. */
  readingOf: string | null
}

/** Takes the secret of a found account into the hand. */
export function take({ secret, ...rest }: FoundKey & { note?: string; hidden?: boolean }, readingOf: string | null = null): HeldKey {
  const ref = String(next++)
  if (secret) held.set(ref, secret)
  return {
    note: '',
    hidden: false,
    ...rest,
    ref,
    readingOf,
    holds: secret?.kind ?? null,
    path: secret?.path ?? '',
    passphrase: secret?.kind === 'phrase' && secret.passphrase !== '',
  }
}
/** The secret of a held account, still in the hand. */
export const secretOf = (ref: string): KeySecret | undefined => held.get(ref)

/** Wipes what was held: all, or these. Whoever leaves the tab, locks or is done leaves nothing in it. */
export function letGo(refs: Iterable<string> = [...held.keys()]): void {
  for (const ref of refs) {
    const secret = held.get(ref)
    if (secret?.kind === 'seed') secret.seed.fill(0)
    if (secret?.kind === 'key') secret.key.fill(0)
    held.delete(ref)
  }
}

/** A secret as it crosses to the background, and back. */
export function toWire(secret: KeySecret): SecretInput {
  if (secret.kind === 'phrase') return secret
  if (secret.kind === 'seed') return { ...secret, seed: toHex(secret.seed) }
  return { ...secret, key: toHex(secret.key) }
}
export function fromWire(secret: SecretInput): KeySecret {
  if (secret.kind === 'phrase') return secret
  if (secret.kind === 'seed') return { ...secret, seed: fromHex(secret.seed) }
  return { ...secret, key: fromHex(secret.key) }
}
