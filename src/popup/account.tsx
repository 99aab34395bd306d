import { Link } from 'wouter'
import type { AccountView, Views } from '../messaging'
import { Amount, Badge, CopyButton, Icon, isLong, ShortAddress, Tile, Who } from '../ui'
import { useView } from './background'
import { useWords } from './words'

/** Free balance in rao as last seen, undefined where it never was. */
export function freeOf(balances: Views['balances'] | undefined, id: string): bigint | undefined {
  const balance = balances?.byAccount[id]
  return balance && BigInt(balance.free)
}

/** The account that the person works with: the chosen one, else the first. */
export function useChosen(): AccountView | undefined {
  const accounts = useView('accounts')
  return accounts?.first.find(({ id }) => id === accounts.chosen) ?? accounts?.first[0]
}

/** An account as its owner knows it: tile, name, role and the whole address. */
export function WhoAccount({ account }: { account: Pick<AccountView, 'name' | 'address' | 'publicKey'> }) {
  const { common } = useWords()
  const name = (
    <>
      {account.name} <Badge>{common.coldkey}</Badge>
    </>
  )
  return <Who publicKey={account.publicKey} address={account.address} name={name} />
}

/** An amount that is not known yet has its place already. @param rao undefined while nobody told it */
export function MaybeAmount({ rao, look }: { rao: bigint | undefined; look: 'hero' | 'col' }) {
  const { home } = useWords()
  if (rao !== undefined) return <Amount rao={rao} look={look} coverable />
  return (
    <span className={`amt amt--${look}`}>
      <span className="skel" />
      <span className="vh">{home.loading}</span>
    </span>
  )
}

/** One account in a list: tile, name, short address, free balance. */
export function AccountRow({ account }: { account: AccountView }) {
  const free = freeOf(useView('balances'), account.id)
  return (
    <Link href={`/accounts/${account.id}`} className={isLong(free) ? 'row row--tall' : 'row'}>
      <Tile publicKey={account.publicKey} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">{account.name}</span>
        </span>
        <span className="row-sub">
          <ShortAddress address={account.address} />
        </span>
      </span>
      <span className="row-num">
        <span>
          <MaybeAmount rao={free} look="col" />
        </span>
      </span>
    </Link>
  )
}

/** A row that leads to another screen. */
export function GoRow({ to, name, icon }: { to: string; name: string; icon: 'plus' | 'people' }) {
  return (
    <Link href={to} className="row">
      <Icon name={icon} />
      <span className="row-main">{name}</span>
      <span className="row-value">
        <Icon name="go" />
      </span>
    </Link>
  )
}

/** Copies an address, and says which one by its ends: malware changes what was copied. */
export function CopyAddress({ address, primary = false, small = false }: { address: string; primary?: boolean; small?: boolean }) {
  const { common } = useWords()
  return (
    <CopyButton
      text={address}
      small={small}
      {...(primary ? { look: 'primary' as const } : {})}
      done={common.copiedAddress({ start: address.slice(0, 6), end: address.slice(-6) })}
      failed={common.notCopied}
    >
      {common.copyAddress}
    </CopyButton>
  )
}
