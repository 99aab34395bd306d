import type { Account } from '../accounts'
import type { KeySecret } from '../keyfiles'
import type { SecretInput } from '../messaging'
import { type ErrorCode, fromHex, KluisError, toHex } from '../units'
import type { VaultKey } from '../vault'

/** A secret as it came over the wire. The caller wipes it. */
export function secretOf(input: SecretInput): KeySecret {
  if (input.kind === 'phrase') return input
  if (input.kind === 'seed') return { ...input, seed: fromHex(input.seed) }
  return { ...input, key: fromHex(input.key) }
}
/** A secret as it goes over the wire. */
export function secretInput(secret: KeySecret): SecretInput {
  if (secret.kind === 'phrase') return secret
  if (secret.kind === 'seed') return { ...secret, seed: toHex(secret.seed) }
  return { ...secret, key: toHex(secret.key) }
}
/** What the vault needs to find the secret of an account. @throws KluisError unknown-account, or `code` where there is none */
export function keyOf(account: Account | undefined, code: ErrorCode): VaultKey {
  if (!account) throw new KluisError('unknown-account')
  const { id, publicKey, type, source } = account
  if (!source || !type) throw new KluisError(code)
  return { accountId: id, publicKey, type, source }
}
