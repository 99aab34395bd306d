import { pending } from '../activity'
import type { SocketClass } from '../chain'
import { PAGE_PORT, POPUP_PORT } from '../messaging'
import type { Browser } from '../platform/browser'
import type { Media } from '../storage'
import { KluisError } from '../units'
import { usedBy } from './account-handlers'
import { createApprovalWindow } from './approval-window'
import { coalesced } from './coalesced'
import { createDesk } from './desk'
import { createFollower } from './follower'
import { createHoldings } from './holdings'
import { createNotifier } from './notifier'
import { accountsOf, pageHandlers } from './page-handlers'
import { createPageSide } from './page-port'
import { popupHandlers } from './popup-handlers'
import { createOnce, isOurs, servePopup } from './popup-port'
import { createPublisher } from './publisher'
import { createRelease } from './release'
import { createResealing } from './resealing'
import type { Sight } from './sales'
import { createSigner } from './signing'
import { createUpdates } from './updates'
import { computeViews } from './views'
import { createWallet, type Wallet } from './wallet'

/** How long the link stays after its last use: what was read is often followed by the approval window, which keeps it open. */
const GRACE = 2_000

/** For what nobody waits for: what a failing disk stops in it is done at the next event, or is seen in the views. */
function aside(work: Promise<unknown>): void {
  work.catch(() => undefined)
}

/** One life of the background over what outlives it. Registers every listener before it returns. */
export function createBackground({
  browser,
  media,
  now,
  Socket,
}: {
  browser: Browser
  media: Media
  now: () => number
  Socket: SocketClass
}): void {
  const wallet = createWallet({
    media,
    now,
    Socket,
    phishingList: browser.runtime.getURL('phishing.list'),
    vaultChanged: (open) => aside(vaultChanged(open)),
    chainChanged: () => aside(chainChanged()),
    healthChanged: () => aside(publisher.publish()),
  })
  const book = createHoldings()
  const publisher = createPublisher(() => computeViews(wallet, follower.existentialDeposit(), book))
  const memory = (box: Wallet['window']) => ({
    read: () => box.read(),
    write: async (value: number | null) => void (await box.write(() => value)),
  })
  const approval = createApprovalWindow(browser, memory(wallet.window), async () => void (await desk.refuseShown()))
  const desk = createDesk(
    wallet.requests,
    now,
    () => crypto.randomUUID(),
    () => aside(present()),
  )
  const signer = createSigner(wallet, linked)
  const resealing = createResealing(wallet, signer, (signed, keep) => release.send(signed, keep))
  const notifier = createNotifier(browser, wallet)
  const follower = createFollower(wallet, () => publisher.publish(), book, notifier, resealing)

  // ---- The link is open while one of our pages is open, or while something is being read from it.
  // Before there is a wallet nobody is asked anything: no host was chosen yet.
  let pages = 0
  let readers = 0
  let empty = true
  let pointed = false
  function link(): void {
    if (pages + readers > 0 && !empty) wallet.chain.open()
    else {
      wallet.chain.close()
      aside(wallet.seen.flush())
    }
  }
  async function linked<T>(work: () => Promise<T>): Promise<T> {
    readers++
    try {
      await ready()
      await point()
      link()
      await wallet.chain.ready()
      return await work()
    } finally {
      readers--
      setTimeout(link, GRACE)
    }
  }
  /** What waits for consent or may still be sealed again is gone after an update. */
  const updates = createUpdates(browser.runtime, memory(wallet.updateSince), {
    now,
    open: () => pages > 0,
    busy: async () => (await wallet.requests.read()).items.length > 0 || Object.keys(await wallet.consents.read()).length > 0,
  })
  const release = createRelease(wallet, desk, signer, linked, () => aside(schedule()))

  /** The start of this life; see `ready`. */
  let started: Promise<void> | undefined
  const pageSide = createPageSide(
    pageHandlers(wallet, desk, signer, linked),
    browser.runtime.id,
    ready,
    (documentId) => aside(left(documentId)),
    now,
  )
  const handlers = popupHandlers(
    wallet,
    desk,
    signer,
    () => pageSide,
    linked,
    release,
    announceAccounts,
    approval,
    { accounts: lookAt, positions: lookAtPositions },
    {
      ended,
      wiped,
    },
    book,
    () => aside(refresh()),
  )
  const once = createOnce(wallet.commands)
  const home = browser.runtime.getURL('')

  browser.runtime.onConnect.addListener((port) => {
    if (port.name === PAGE_PORT) return pageSide.serve(port)
    if (port.name !== POPUP_PORT || !isOurs(port.sender, browser.runtime.id, home)) return port.disconnect()
    const heard = () => aside(ready().then(point).then(link))
    const opened = () => {
      pages++
      heard()
    }
    const closed = () => {
      pages--
      setTimeout(link, GRACE)
      setTimeout(() => aside(updates.look()), GRACE)
    }
    servePopup(port, handlers, publisher, once, ready, { opened, heard, closed })
  })
  browser.windows.onRemoved.addListener((id) => aside(ready().then(() => approval.removed(id))))
  browser.tabs.onRemoved.addListener((tabId) => aside(ready().then(() => desk.leave((each) => each.place?.tabId === tabId))))
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') aside(lock())
  })
  browser.alarms.onAlarm.addListener(({ name }) => aside(ready().then(() => alarm(name))))
  browser.runtime.onInstalled.addListener(() => aside(lock()))
  browser.runtime.onUpdateAvailable.addListener(() => aside(updates.ready()))

  /** Whatever could not start: a lock needs none of it. */
  const lock = () =>
    ready()
      .catch(() => undefined)
      .then(() => wallet.vault.lock())
  /** Until it is known which network the person chose, whatever needs one looks again. Settings that cannot be read are told in the views. */
  async function point(): Promise<void> {
    if (!pointed) pointed = await wallet.applyNetwork().catch(() => false)
  }
  /** What every start of the background has to do, a first one and a mere wake-up alike. Once per life. */
  function ready(): Promise<void> {
    started ??= (async () => {
      await point()
      // Looks at the clock: past the deadline it locks, and what waited ends before it is shown again.
      const { status } = await wallet.vault.state()
      empty = status === 'empty'
      // A life that died in the middle of a lock left it there.
      if (status !== 'unlocked') await wallet.consents.clear()
      await desk.resume(await approval.vanished()).catch(forget)
      await release.connected().catch(passing)
      await schedule()
    })()
    // What failed at the start, a disk that was busy for example, is tried again with the next event.
    started.then(
      () => aside(settle()),
      () => {
        started = undefined
      },
    )
    return started
  }
  for (const box of [
    wallet.accounts,
    wallet.contacts,
    wallet.sites,
    wallet.listed,
    wallet.refused,
    wallet.activity,
    wallet.history,
    wallet.settings,
    wallet.counting,
  ])
    (box as { watch(told: () => void): void }).watch(() => aside(publisher.publish()))
  wallet.storage.notices.watch(() => aside(publisher.publish()))
  aside(ready().then(() => release.again()))

  /** What a start has to do and nobody waits for. Where it cannot be done now, the next one tries again. */
  async function settle(): Promise<void> {
    if (empty) return
    // What an earlier life began with the vault.
    // Accounts that cannot be read yet, or not be changed, are no reason to forget anything: hence the write.
    await wallet.binding(async () => wallet.vault.finish(usedBy(await wallet.accounts.write((same) => same)))).catch(() => undefined)
    // A box that was never written could not be told from one that is lost, once a copy cannot be read.
    await wallet.storage.found().catch(() => undefined)
  }

  /** What waits cannot be read: consent ends with it, and the wallet goes on. */
  async function forget(error: unknown): Promise<void> {
    passing(error)
    await wallet.requests.clear()
  }
  /** A disk that fails is tried again with the next event; a box that cannot be read stays so, and says so in the views. */
  function passing(error: unknown): void {
    if (error instanceof KluisError && (error.code === 'vault-damaged' || error.code === 'vault-newer')) return
    throw error
  }

  /** What the person is shown of the queue. Answers to pages do not wait for it, and of many changes at once the last is shown. */
  const present = coalesced(async () => {
    await publisher.publish()
    const items = await desk.items()
    await browser.action.setBadgeText({ text: items.length ? String(items.length) : '' }).catch(() => undefined)
    await showIcon((await wallet.vault.state()).status === 'unlocked')
    if (items.some((each) => each.place !== null)) await approval.show().catch(() => undefined)
    else if (!(await desk.fromSites())) await approval.close()
    await schedule()
    // Not at once: the answer that ended the last request is still on its way to its page.
    setTimeout(() => aside(updates.look()), GRACE)
  })
  /** A document went away, by navigation or with its tab: its consent goes with it. */
  async function left(documentId: string): Promise<void> {
    await ready()
    await desk.leave((each) => each.place?.documentId === documentId)
  }
  /** Pending consent ends at lock; grants stay. */
  async function vaultChanged(open: boolean): Promise<void> {
    if (open) {
      empty = false
      // A copy that is sealed could not be read or written before.
      await point()
      aside(settle())
    } else await forgetConsent()
    link()
    await showIcon(open)
    await publisher.publish()
    await schedule()
  }
  /** What was approved, and what waits to be, ends with the lock: nothing of it is signed any more. */
  async function forgetConsent(): Promise<void> {
    const [cleared] = await Promise.allSettled([wallet.consents.clear(), desk.end(() => true, 'locked')])
    if (cleared.status === 'rejected') throw cleared.reason
  }
  /** Grey while locked, with a dot while something waits. */
  async function showIcon(open: boolean): Promise<void> {
    const name = !open ? 'icon-locked' : (await desk.items()).length ? 'icon-request' : 'icon'
    await browser.action.setIcon({ path: { 16: `icons/${name}-16.png`, 32: `icons/${name}-32.png` } }).catch(() => undefined)
  }
  async function announceAccounts(): Promise<void> {
    await pageSide.tellAccounts((origin) => accountsOf(wallet, origin))
    // Pages whose port died with an earlier background are woken without being told anything.
    for (const { id } of await browser.tabs.query({})) if (id !== undefined) browser.tabs.sendMessage(id, 'poke').catch(() => undefined)
  }
  /** A page shows these rows of a long list: their balances come with the next look, which is now where there is a link. */
  function lookAt(ids: readonly string[]): void {
    if (follower.lookAt(ids) && wallet.chain.state().phase === 'online') aside(follower.look())
  }
  /** A page shows these positions: what selling them would return comes with the next look. */
  function lookAtPositions(sight: Sight): void {
    if (follower.lookAtPositions(sight) && wallet.chain.state().phase === 'online') aside(follower.look())
  }
  /** Everything is about to go: no node is asked any more, nothing waits and no window asks. */
  async function ended(): Promise<void> {
    empty = true
    link()
    wallet.health.stop()
    await desk.end(() => true, 'locked')
    await present()
  }
  /** Everything is gone, and sites see nothing. Where not all of it could go nobody is asked either: which network was chosen may be gone. */
  async function wiped(): Promise<void> {
    notifier.cleared()
    await wallet.applyNetwork().catch(() => false)
    await announceAccounts()
    await present()
  }
  async function chainChanged(): Promise<void> {
    await publisher.publish()
    if (wallet.chain.state().phase === 'online') await follower.look()
  }

  // ---- Alarms: what has to happen while nobody looks. Chrome's shortest is half a minute.
  async function schedule(): Promise<void> {
    const state = await wallet.vault.state()
    if (state.status === 'unlocked') await browser.alarms.create('lock', { when: state.deadline })
    const open = await wallet.activity.read().then(pending, (error) => passing(error) ?? [])
    const busy = open.length > 0 || (await desk.items()).length > 0
    await browser.alarms.create('look', { periodInMinutes: busy ? 0.5 : 5 })
  }
  async function alarm(name: string): Promise<void> {
    // Reading the state looks at the clock, and locks when it is time.
    const state = await wallet.vault.state()
    if (name === 'lock' && state.status === 'unlocked') return schedule()
    await desk.tick()
    // Also with nothing under way: what comes is noticed only by looking. Before there is a wallet nobody is asked anything.
    if (name === 'look' && !empty) await linked(() => follower.look().then(follower.witnessed)).catch(() => undefined)
    await publisher.publish()
    await updates.look()
    if (name === 'look' && !empty) await refresh()
  }
  /** Newer entries of the phishing list: who is on it from now on sees nothing any more, and what it asked for ends. */
  async function refresh(): Promise<void> {
    if (!(await wallet.phishing.refresh())) return
    const listed = new Set<string>()
    for (const { place } of await desk.items()) if (place && (await wallet.refuses(place.origin))) listed.add(place.origin)
    if (listed.size) await desk.end(({ place }) => place !== null && listed.has(place.origin), 'site-blocked')
    await announceAccounts()
  }
}
