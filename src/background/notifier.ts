import { byId } from '../accounts'
import { type Entry, isOver, type ReceivedEntry, ranOf } from '../activity'
import type { Browser } from '../platform/browser'
import { displayTao } from '../units'
import { notifyWords, pickLanguage } from '../words'
import type { Wallet } from './wallet'

const PERMISSION = { permissions: ['notifications' as const] }
/** More than these at once are told as one. */
const MOST = 3

/**
 * What the browser shows when something ended or came, if the person allowed it: the permission itself is the switch.
 * A convenience: what cannot be shown is in the activity all the same. Registers its listeners before it returns.
 */
export function createNotifier(browser: Browser, wallet: Wallet) {
  // Not there before the permission is given, and then in this life or only in the next.
  let listening = false
  function listen(): void {
    if (listening || !browser.notifications?.onClicked) return
    listening = true
    browser.notifications.onClicked.addListener((id) => void open(id).catch(() => undefined))
  }
  listen()
  browser.permissions?.onAdded?.addListener(listen)

  /** The activity, at what was told. The browser may be behind what the person looks at, and some live on without a window. */
  async function open(id: string): Promise<void> {
    await browser.notifications.clear(id)
    const url = browser.runtime.getURL(`src/popup/index.html#/activity${id.startsWith('many') ? '' : `/${id}`}`)
    const tab = await browser.tabs.create({ url }).catch(() => undefined)
    if (!tab) await browser.windows.create({ url })
    else if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true })
  }

  async function speech() {
    const { language, hideAmounts } = await wallet.settings.read()
    const spoken = pickLanguage(language, navigator.languages ?? [])
    const [group, point] = spoken === 'nl' ? ['.', ','] : [',', '.']
    const amount = (rao: bigint) => {
      if (hideAmounts || rao === 0n) return ''
      const { whole, fraction, tiny } = displayTao(rao, 4)
      return tiny ? `<0${point}0001\u00a0τ` : `${whole.replaceAll(',', group as string)}${point}${fraction}\u00a0τ`
    }
    const accounts = await wallet.accounts.read()
    return { say: notifyWords[spoken], amount, nameOf: (id: string) => byId(accounts, id)?.name ?? '' }
  }

  async function show(id: string, title: string, message: string): Promise<void> {
    await browser.notifications.create(id, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('icons/icon-128.png'),
      title,
      message,
    })
  }
  const isAllowed = async () => (await browser.permissions?.contains(PERMISSION)) === true && browser.notifications !== undefined
  /** Nobody waits for it, and nothing depends on it. */
  const aside = (work: () => Promise<void>) =>
    void isAllowed()
      .then((allowed) => (allowed ? work() : undefined))
      .catch(() => undefined)

  return {
    /** Everything was deleted: what still stands on the screen names accounts and amounts. */
    cleared(): void {
      aside(async () => {
        for (const id of Object.keys(await browser.notifications.getAll())) await browser.notifications.clear(id)
      })
    },
    /** A transaction of the wallet came to its end. */
    ended(entry: Entry): void {
      aside(async () => {
        const { say, amount, nameOf } = await speech()
        const { status, calls } = entry
        if (!isOver(status)) return
        const ran = ranOf(entry)
        const sum = calls.reduce((all, { fact }, i) => all + (fact.kind === 'transfer' && ran[i] ? BigInt(fact.amount) : 0n), 0n)
        const title =
          status.phase === 'lost' ? say.lost : status.ok ? say.final({ amount: amount(sum) }) : status.part ? say.part : say.failed
        await show(entry.id, title, nameOf(entry.account))
      })
    },
    /** Something came. Amounts too small to be worth a line are not worth a notification. */
    received(entries: readonly ReceivedEntry[]): void {
      const worth = entries.filter(({ dust }) => !dust)
      const [first] = worth
      if (!first) return
      aside(async () => {
        const { say, amount, nameOf } = await speech()
        if (worth.length > MOST) {
          const names = new Set(worth.map(({ account }) => nameOf(account)))
          return show(`many-${first.id}`, say.severalReceived({ count: worth.length }), [...names].slice(0, MOST).join(', '))
        }
        for (const each of worth) await show(each.id, say.received({ amount: amount(BigInt(each.amount)) }), nameOf(each.account))
      })
    },
  }
}
export type Notifier = ReturnType<typeof createNotifier>
