import { type Account, byId, canSign } from '../accounts'
import { KluisError } from '../units'
import type { Wallet } from './wallet'

/** An account that must be here. @throws KluisError unknown-account */
export async function needAccount({ accounts }: Pick<Wallet, 'accounts'>, id: string): Promise<Account> {
  const account = byId(await accounts.read(), id)
  if (!account) throw new KluisError('unknown-account')
  return account
}

/** The account that is to sign an own order. @throws KluisError unknown-account, watch-only, is-hotkey (and nobody said that it is meant) */
export async function needSender(wallet: Pick<Wallet, 'accounts'>, from: string, hotkey: boolean): Promise<Account> {
  const sender = await needAccount(wallet, from)
  if (!canSign(sender)) throw new KluisError('watch-only')
  if (sender.role === 'hotkey' && !hotkey) throw new KluisError('is-hotkey')
  return sender
}
