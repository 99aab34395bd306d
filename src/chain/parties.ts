import { decodeAddress, encodeAddress, fromHex, KluisError, toHex } from '../units'
import type { Live } from './live'
import { itemOf } from './money'
import { type Balance, balanceOf, readBestHead, readValues } from './reads'

/**
 * What the chain knows of one side of a payment. Balances in rao.
 * `nonce`: how many transactions of it there were. `exists`: it has an account at all. `bound`: others rely on the account, so that it cannot be closed (a deposit, a lock).
 * `hotkeyOf`: the coldkey that owns it (account id, hex), if it is a hotkey; null for all others.
 */
export type Party = Balance & { exists: boolean; bound: boolean; nonce: number; hotkeyOf: string | null }
export type Parties = { block: number; byAccount: Map<string, Party> }

/** What locks keep of the free balance: they count what is reserved first. */
export const lockedOf = ({ frozen, reserved }: Pick<Balance, 'frozen' | 'reserved'>): bigint => (frozen > reserved ? frozen - reserved : 0n)
/** Free rao of an account that cannot leave it. @param deposit the existential one @param keepAlive whether the account has to stay */
export function staysOf(party: Pick<Party, 'frozen' | 'reserved' | 'bound'>, deposit: bigint, keepAlive: boolean): bigint {
  const locked = lockedOf(party)
  return (keepAlive || party.bound) && deposit > locked ? deposit : locked
}

const NOBODY = { nonce: 0, consumers: 0, providers: 0 }
const count = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new KluisError('node-lied')
  return value
}

/**
 * Balances of accounts (ids in hex), and which of them are hotkeys (`SubtensorModule.Owner`), in one question at the newest block.
 * A chain without that pallet has no hotkeys.
 * @throws KluisError offline, node-lied
 */
export async function readParties(live: Live, accounts: readonly string[]): Promise<Parties> {
  const { hash, number: block } = await readBestHead(live)
  const item = live.runtime.storage('System', 'Account')
  const owners = itemOf(live, 'Owner') && live.runtime.storage('SubtensorModule', 'Owner')
  const ids = [...new Set(accounts)]
  const keys = ids.map((id) => {
    const address = encodeAddress(fromHex(id))
    return { id, account: item.key(address), owner: owners?.key(address) }
  })
  const values = await readValues(live, hash, [...keys.map(({ account }) => account), ...keys.flatMap(({ owner }) => owner ?? [])])
  const byAccount = new Map<string, Party>()
  for (const { id, account, owner } of keys) {
    const told = values.get(account)
    const whole = told === undefined || told === null ? undefined : item.decode(told)
    const { nonce, consumers, providers } = (whole ?? NOBODY) as Record<keyof typeof NOBODY, unknown>
    const owned = owner === undefined ? null : values.get(owner)
    byAccount.set(id, {
      ...balanceOf(whole),
      exists: whole !== undefined,
      nonce: count(nonce),
      // System.can_dec_provider of the chain, turned round.
      bound: count(consumers) > 0 && count(providers) <= 1,
      hotkeyOf: owned && owners ? ownerOf(owners.decode(owned)) : null,
    })
  }
  return { block, byAccount }
}

/** Nobody is written down as an account of zeros. */
function ownerOf(value: unknown): string | null {
  if (typeof value !== 'string') throw new KluisError('node-lied')
  const { accountId } = decodeAddress(value)
  return accountId.some((byte) => byte) ? toHex(accountId) : null
}
