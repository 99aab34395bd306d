import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AccountView, Views } from '../messaging'
import { Amount, Badge, CopyButton, Icon, type IconName, isLong, ShortAddress, Tile, Who } from '../ui'
import { useView } from './background'
import { useFirstWords, useFormats } from './words'

/** Free balance in rao as last seen, undefined where it never was. */
export function freeOf(balances: Views['balances'] | undefined, id: string): bigint | undefined {
  const balance = balances?.byAccount[id]
  return balance && BigInt(balance.free)
}

/** Longer than this before the rest was read, an answer about a sale is kept no more: it only waits its turn to be asked again. Milliseconds. */
const KEPT_MS = 600_000

/**
 * What an account has at the spot price, and if it sold now; undefined while that is not known. `soldAt`: when the oldest of its sales was
 * simulated, in milliseconds, where that is longer ago than an answer is kept.
 */
export function worthOf(balances: Views['balances'] | undefined, id: string): { spot: bigint | undefined; sold?: bigint; soldAt?: number } {
  const balance = balances?.byAccount[id]
  if (!balance) return { spot: undefined }
  const spot = BigInt(balance.free) + BigInt(balance.reserved) + BigInt(balance.staked ?? 0)
  const { exit, exitAt, exitKnown, positions } = balance
  if (exit === null || exitKnown < positions) return { spot }
  const late = exitAt !== null && balances.at !== null && balances.at - exitAt >= KEPT_MS
  return { spot, sold: BigInt(exit), ...(late && { soldAt: exitAt }) }
}

/** The account that the person works with: the chosen one, else the first. */
export function useChosen(): AccountView | undefined {
  return useView('accounts')?.chosen ?? undefined
}

/** The shape of an account's tile: round for a hotkey. */
export const tileRole = (role: AccountView['role'] | undefined) => (role === 'hotkey' ? 'hotkey' : 'coldkey')

/** An account as its owner knows it: tile, name, role and the whole address. */
export function WhoAccount({
  account,
  children,
}: {
  account: Pick<AccountView, 'name' | 'address' | 'publicKey'> & Partial<Pick<AccountView, 'role'>>
  children?: ReactNode
}) {
  const { common } = useFirstWords()
  const { role = 'coldkey' } = account
  const name = (
    <>
      {account.name} <Badge>{common.roles[role]}</Badge>
      {children}
    </>
  )
  return <Who publicKey={account.publicKey} address={account.address} name={name} role={tileRole(role)} />
}

/** An amount that is not known yet has its place already. @param rao undefined while nobody told it */
export function MaybeAmount({ rao, look }: { rao: bigint | undefined; look: 'hero' | 'col' }) {
  const { home } = useFirstWords()
  if (rao !== undefined) return <Amount rao={rao} look={look} coverable />
  return (
    <span className={`amt amt--${look}`}>
      <span className="skel" />
      <span className="vh">{home.loading}</span>
    </span>
  )
}

/** What one has to know of an account before it is used: what it cannot do, and what would be lost with it. */
function AccountBadges({ account: { role, hidden, savedAt, holds } }: { account: AccountView }) {
  const { common } = useFirstWords()
  return (
    <>
      {role !== 'coldkey' && <Badge>{common.roles[role]}</Badge>}
      {hidden && <Badge>{common.hiddenFromSites}</Badge>}
      {holds !== null && savedAt === null && <Badge look="caution">{common.unsaved}</Badge>}
    </>
  )
}

/**
 * What a row of a list says of an account: tile, name, short address, badges, an amount, and perhaps a second one below with its age.
 * @param addressId id of the address, to describe a control with
 */
export function AccountLine({
  account,
  free,
  sold,
  soldAt,
  addressId,
}: {
  account: AccountView
  free: bigint | undefined
  sold?: bigint | undefined
  soldAt?: number | undefined
  addressId?: string
}) {
  const { home } = useFirstWords()
  const formats = useFormats()
  return (
    <>
      <Tile publicKey={account.publicKey} role={tileRole(account.role)} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">{account.name}</span>
        </span>
        <span className="row-sub cluster">
          <span id={addressId}>
            <ShortAddress address={account.address} />
          </span>
          <AccountBadges account={account} />
        </span>
      </span>
      <span className="row-num">
        <span>
          <MaybeAmount rao={free} look="col" />
        </span>
        {sold !== undefined && (
          <span>
            <Amount rao={sold} look="col" coverable />
          </span>
        )}
        {soldAt !== undefined && <span className="note">{home.at({ time: formats.age(soldAt) })}</span>}
      </span>
    </>
  )
}

/** One account in a list, leading to its screen. @param both whether what a sale would return stands below what it is worth */
export function AccountRow({ account, both = false }: { account: AccountView; both?: boolean }) {
  const { spot, ...sale } = worthOf(useView('balances'), account.id)
  return (
    <Link href={`/accounts/${account.id}`} className={isLong(spot) ? 'row row--tall' : 'row'}>
      <AccountLine account={account} free={spot} {...(both && sale)} />
    </Link>
  )
}

/** A row that leads to another screen, with what is chosen there. */
export function GoRow({ to, name, icon, value }: { to: string; name: string; icon: IconName; value?: ReactNode }) {
  return (
    <Link href={to} className="row">
      <Icon name={icon} />
      <span className="row-main">{name}</span>
      <span className="row-value">
        {value}
        <Icon name="go" />
      </span>
    </Link>
  )
}

/** Copies an address, and says which one by its ends: malware changes what was copied. */
export function CopyAddress({
  address,
  primary = false,
  small = false,
  lasting = false,
}: {
  address: string
  primary?: boolean
  small?: boolean
  lasting?: boolean
}) {
  const { common } = useFirstWords()
  return (
    <CopyButton
      text={address}
      small={small}
      lasting={lasting}
      {...(primary ? { look: 'primary' as const } : {})}
      done={common.copiedAddress({ start: address.slice(0, 6), end: address.slice(-6) })}
      failed={common.notCopied}
    >
      {common.copyAddress}
    </CopyButton>
  )
}
