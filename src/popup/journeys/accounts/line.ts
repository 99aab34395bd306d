import type { SecretInput } from '../../../messaging'

/** Seed or key in hex, '' for words. */
export const hexOf = (secret: SecretInput) => (secret.kind === 'seed' ? secret.seed : secret.kind === 'key' ? secret.key : '')

/** What stands behind the secret and is part of the account: without it the same secret silently gives another one. */
export function besides(secret: SecretInput): 'path' | 'passphrase' | 'both' | undefined {
  const passphrase = secret.kind === 'phrase' && secret.passphrase !== ''
  if (passphrase) return secret.path ? 'both' : 'passphrase'
  return secret.path ? 'path' : undefined
}

/** A secret with all that belongs to it, in one line as it is read again: `words//path///passphrase`. Only the kind of key is not in it. */
export function lineOf(secret: SecretInput): string {
  if (secret.kind !== 'phrase') return hexOf(secret) + secret.path
  return secret.phrase + secret.path + (secret.passphrase && `///${secret.passphrase}`)
}
