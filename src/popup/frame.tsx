import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Banner, Bar, Body, Button, Icon, IconButton, type IconName, Screen } from '../ui'
import type { ErrorCode } from '../units'
import type { FirstWords } from '../words'
import { BackUp } from './back-up'
import { ask, useView } from './background'
import { useNow } from './clock'
import { openInTab } from './place'
import { useFirstWords, useFormats } from './words'

/** A head without news for this long is said to be old (security.md 3, withholding). */
const STALE_MS = 60_000
/** From here on nothing is signed; the background holds to it. */
const TOO_STALE_MS = 120_000

/**
 * Whether a node can be asked now. An attempt to connect again does not count as a change: what was known last stays
 * until the attempt has its outcome, so that nothing flickers.
 */
export function useNetwork(): { settled: 'starting' | 'online' | 'offline' | 'refused'; stale: number | null } {
  const network = useView('network')
  const phase = network?.phase
  const [settled, setSettled] = useState<'starting' | 'online' | 'offline' | 'refused'>('starting')
  const [of, setOf] = useState(network?.id)
  const now = useNow(5_000)
  if (of !== network?.id) {
    setOf(network?.id)
    setSettled('starting')
  }
  if ((phase === 'online' || phase === 'offline' || phase === 'refused') && phase !== settled) setSettled(phase)
  const age = network?.bestAt ? now - network.bestAt : 0
  return { settled, stale: settled === 'online' && age > STALE_MS ? age : null }
}

/** Whether the node lags too far behind for anything to be signed; a node of one's own is taken as it is. */
export function useTooStale(): boolean {
  const local = useView('network')?.id === 'local'
  const { stale } = useNetwork()
  return !local && (stale ?? 0) > TOO_STALE_MS
}

/** Balances that were read longer ago than this are old, in milliseconds. */
const OLD_MS = 60_000

/** Whether what is shown of balances and stakes is old: no node can be asked, or they were read a while ago, whatever the link is about to say. */
export function useOld(): boolean {
  const readAt = useView('balances')?.at
  const { settled } = useNetwork()
  const now = useNow(15_000)
  return readAt != null && ((settled !== 'online' && settled !== 'starting') || now - readAt > OLD_MS)
}

/** Name of the network and whether it answers, in the bar. */
export function NetworkMark() {
  const words = useFirstWords()
  const network = useView('network')
  const { settled } = useNetwork()
  if (!network) return null
  const name = words.common.networks[network.id]
  if (settled === 'online') return <span className="net">{name}</span>
  if (settled === 'starting')
    return (
      <span className="net" data-state="stale">
        {words.shell.connecting}
      </span>
    )
  return (
    <span className="net" data-state="off">
      {settled === 'refused' ? words.shell.wrongNode : words.shell.noNode}
    </span>
  )
}

/** What the person must know before anything else on the screen: no node, an old head, a mended copy. */
export function Banners({ network: told = true }: { network?: boolean }) {
  const words = useFirstWords()
  const formats = useFormats()
  const network = useView('network')
  const balances = useView('balances')
  const notices = useView('notices')?.items ?? []
  const { settled, stale } = useNetwork()
  const now = useNow(15_000)
  const age = (at: number) => words.common.lasting((now - at) / 1_000)
  const none = network?.nodes.every(({ enabled }) => !enabled)
  const offline = none
    ? words.shell.noneOn
    : network?.lostAt
      ? words.shell.offlineTitle({ time: formats.age(network.lostAt) })
      : words.shell.offlineNever
  // Before there is a wallet nothing of this concerns anybody.
  if (useView('session')?.status === 'empty') return null
  return (
    <>
      {told && settled === 'offline' && (
        <Banner kind="caution" icon="offline" live action={none ? undefined : <Retry />}>
          <strong>{offline}</strong> {balances?.at ? words.shell.offlineAge({ age: age(balances.at) }) : words.shell.offlineNoData}
        </Banner>
      )}
      {told && settled === 'refused' && (
        <Banner kind="danger" tall live action={<Retry />}>
          <strong>{words.shell.refusedTitle}</strong> {faultOf(network?.problem, words)}
        </Banner>
      )}
      {told && stale !== null && (
        <Banner kind="caution" icon="clock" live>
          {words.shell.stale({ age: words.common.lasting(stale / 1_000) })}
        </Banner>
      )}
      {notices.map(({ id }) => (
        <Banner key={id} kind="caution" tall live action={<NoticeActions id={id} />}>
          {words.shell.notices[id]}
        </Banner>
      ))}
    </>
  )
}
/** Why every node was refused. */
const faultOf = (problem: ErrorCode | null | undefined, { faults }: FirstWords): string =>
  problem === 'wrong-network' || problem === 'node-lied' ? faults[problem]() : faults.internal()

function Retry() {
  const words = useFirstWords()
  return (
    <Button small onClick={() => void ask('retryNetwork', undefined).catch(() => undefined)}>
      {words.common.tryAgain}
    </Button>
  )
}
const unsafe = new Set<string>(['one-copy', 'only-copy', 'read-only', 'behind'])
/** Who has one copy only is offered another one, in a file. */
function NoticeActions({ id }: { id: string }) {
  const words = useFirstWords()
  return (
    <span className="banner-actions">
      {unsafe.has(id) && <BackUp />}
      <Button small onClick={() => void ask('dismissNotice', { id }).catch(() => undefined)}>
        {words.shell.dismiss}
      </Button>
    </span>
  )
}

const tabs: readonly { to: string; icon: IconName; name: 'home' | 'activity' | 'sites' | 'settings' }[] = [
  { to: '/', icon: 'home', name: 'home' },
  { to: '/activity', icon: 'activity', name: 'activity' },
  { to: '/sites', icon: 'globe', name: 'sites' },
  { to: '/settings', icon: 'settings', name: 'settings' },
]

function Navigation() {
  const words = useFirstWords()
  const [location] = useLocation()
  const pending = useView('activity')?.pending ?? 0
  return (
    <nav className="nav" aria-label={words.common.main}>
      {tabs.map(({ to, icon, name }) => (
        <Link key={to} href={to} {...(location === to ? { 'aria-current': 'page' as const } : {})}>
          <Icon name={icon} />
          {words.common[name]}
          {name === 'activity' && pending > 0 && (
            <span className="dot">
              <span aria-hidden="true">{pending}</span>
              <span className="vh">{words.common.pending({ count: pending })}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}

/** A main screen: bar with the network, banners, body, navigation. @param label what the scrolling part is called */
export function Frame({ label, children }: { label: string; children: ReactNode }) {
  const words = useFirstWords()
  const [location] = useLocation()
  return (
    <Screen>
      <header>
        <Bar>
          <NetworkMark />
          <IconButton icon="wide" label={words.common.openInTab} onClick={() => void openInTab(location)} />
          <IconButton icon="lock" label={words.common.lock} onClick={() => void ask('lock', undefined).catch(() => undefined)} />
        </Bar>
        <Banners />
      </header>
      <Body label={label}>{children}</Body>
      <Navigation />
    </Screen>
  )
}

export type StepHead = {
  title: string
  onBack?: (() => void) | undefined
  aside?: ReactNode
  /** Whether the bar's title is the heading; otherwise the body has one. */
  heading?: boolean
  /** What stands below the bar, over the whole width: the band of something dangerous. */
  band?: ReactNode
  /** Whether it says when no node answers: not where nothing depends on one. */
  network?: boolean
}

/** A screen on the way somewhere: a way back, a title, and perhaps a foot. */
export function Step({
  title,
  onBack,
  aside,
  heading = true,
  band,
  network = true,
  foot,
  children,
}: StepHead & { foot?: ReactNode; children: ReactNode }) {
  const words = useFirstWords()
  return (
    <Screen>
      <header>
        <Bar title={title} heading={heading} onBack={onBack} backLabel={words.common.back}>
          {aside}
        </Bar>
        {band}
        <Banners network={network} />
      </header>
      <Body label={title}>{children}</Body>
      {foot}
    </Screen>
  )
}
