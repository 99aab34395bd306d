import type { Account } from '../accounts'
import { type ErrorCode, KluisError } from '../units'
import type { VaultKey } from '../vault'

/** What the vault needs to find the secret of an account. @throws KluisError unknown-account, or `code` where there is none */
export function keyOf(account: Account | undefined, code: ErrorCode): VaultKey {
  if (!account) throw new KluisError('unknown-account')
  const { id, publicKey, type, source } = account
  if (!source || !type) throw new KluisError(code)
  return { accountId: id, publicKey, type, source }
}
