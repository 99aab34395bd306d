import { type Driver, type Screen, until } from '../fixtures/driver'
import { askWallet, listAccounts } from '../long/inside'
import { sees } from './person'

/** What a page asks the wallet, in its own words: through the provider as a dApp does, or straight at the relay as a hostile page would. */

export type Outcome = { value?: unknown; error?: string; code?: number | null; reason?: string | null }
export type Reply = { ok: true; value?: unknown } | { ok: false; error: { code: string; facts?: Record<string, string> } }

/** The question of an expression over the page, put without waiting: its outcome is looked for later, under `key`. */
export const begin = (page: Screen, key: string, expression: string) =>
  page.evaluate(`void (window.outcomes ??= {}, (async () => ${expression})().then(
    (value) => (window.outcomes[${JSON.stringify(key)}] = { value: value ?? null }),
    (error) => (window.outcomes[${JSON.stringify(key)}] = { error: String(error.message ?? error), code: error.code ?? null, reason: error.reason ?? null })))`)
export const outcome = (page: Screen, key: string) =>
  until(`the outcome of ${key}`, () => page.evaluate<Outcome | undefined>(`window.outcomes?.[${JSON.stringify(key)}]`))
/** Whether it is still open. */
export const isOpen = async (page: Screen, key: string): Promise<boolean> => !(await page.evaluate<boolean>(`'${key}' in window.outcomes`))

/** Connects a page that was granted something before, which asks nobody; its signer is `window.wallet`. */
export const enable = (page: Screen) =>
  page.evaluate(`window.injectedWeb3.kluis.enable('demo').then((wallet) => { window.wallet = wallet; return true })`)

const hex = (text: string) => `0x${Buffer.from(text).toString('hex')}`
/** What a page has to evaluate to ask for a signature over a text. */
export const raw = (address: string, text = 'hello') =>
  `window.wallet.signer.signRaw({ address: '${address}', data: '${hex(text)}', type: 'bytes' })`
/** The same question as it stands in an envelope. */
export const rawJson = (address: string, text = 'hello') =>
  JSON.stringify({ name: 'signRaw', input: { address, data: hex(text), type: 'bytes' } })

/** Puts an envelope to the relay, past the page's own library. @param json what is in it, @param id its number, by default a new one */
export const askRelay = (page: Screen, json: string, id = `forged ${crypto.randomUUID()}`) =>
  page.evaluate<Reply>(`new Promise((resolve) => {
    const id = ${JSON.stringify(id)}
    addEventListener('message', ({ data }) => data?.channel === 'kluis' && data.to === 'page' && data.id === id && resolve(data.reply))
    postMessage({ channel: 'kluis', to: 'relay', id, json: ${JSON.stringify(json)} }, location.origin)
  })`)
export const askByName = (page: Screen, name: string, input?: unknown) => askRelay(page, JSON.stringify({ name, input }))

/** What nobody without a permission hears more than. */
export const UNAUTHORIZED: Reply = { ok: false, error: { code: 'unauthorized', facts: {} } }

/** Long enough for a window that must not come. */
export const moment = (ms = 1_200) => new Promise((resolve) => setTimeout(resolve, ms))
/** Sees that no window comes. @throws when one does */
export async function noWindow(driver: Driver): Promise<void> {
  await moment()
  if (await driver.hasApprovalWindow()) throw new Error('a window opened')
}

/**
 * Evaluates an expression over `self`, the background's global object, that leaves functions there. In Firefox they live as long as the
 * page that made them, so it is one of ours that stays open.
 */
export const planted = <T>(driver: Driver, popup: Screen, expression: string) =>
  driver.kind === 'firefox'
    ? popup.evaluate<T>(`browser.runtime.getBackgroundPage().then((self) => (${expression}))`)
    : driver.inBackground<T>(expression)

/** Sets the clock of the background that runs now ahead. It must not die afterwards: its next life would find that time went back. */
export const setAhead = (driver: Driver, popup: Screen, ms: number) =>
  planted<boolean>(driver, popup, `((clock) => { self.Date.now = () => clock.call(self.Date) + ${ms}; return true })(self.Date.now)`)

/** Lets the site of an address see the first account, as if the person had agreed to it yesterday. */
export async function grantTo(popup: Screen, url: string): Promise<void> {
  const [account] = await listAccounts(popup)
  await askWallet(popup, 'grantSite', { origin: new URL(url).origin, accounts: [account?.id] })
}
/** Opens a page of such a site, and connects it. */
export async function openGranted(driver: Driver, popup: Screen, url: string): Promise<Screen> {
  await grantTo(popup, url)
  const page = await driver.openPage(url)
  await enable(page)
  return page
}
/** Signs what the window shows, once it shows this text. @returns when the window is gone, or shows the next request */
export async function signShown(window: Screen, text: string): Promise<void> {
  await sees(window, text)
  await window.byRole('button', 'Sign').click()
}
export const SIGNATURE = /^0x[0-9a-f]{128}$/

/** The payload that the page's own library makes: it is caught on its way to the wallet. */
export async function captured(page: Screen): Promise<Record<string, unknown>> {
  await page.evaluate(`void (window.caught = new Promise((resolve) => {
    const old = window.postMessage
    window.postMessage = function (message, ...rest) {
      const asked = message?.channel === 'kluis' && message.to === 'relay' ? JSON.parse(message.json) : undefined
      if (asked?.name !== 'signPayload') return old.call(window, message, ...rest)
      window.postMessage = old
      resolve(asked.input)
    }
  }))`)
  await page.byRole('button', 'Sign only').click()
  return page.evaluate('window.caught')
}
