import { type Screen, until } from '../fixtures/driver'

/** What a page puts to the wallet by itself, past its own buttons. */

/** A page's question, asked without waiting: its outcome is looked for later. */
export const begin = (page: Screen, key: string, expression: string): Promise<void> =>
  page.evaluate(`void (window.outcomes ??= {}, (async () => ${expression})().then(
    (value) => (window.outcomes.${key} = { value: value ?? null }),
    (error) => (window.outcomes.${key} = { error: String(error.message ?? error), code: error.code ?? null, reason: error.reason ?? null })))`)
export type Outcome = { value?: unknown; error?: string; code?: number | null; reason?: string | null }
export const outcome = (page: Screen, key: string): Promise<Outcome> =>
  until(`the outcome of ${key}`, () => page.evaluate<Outcome | undefined>(`window.outcomes.${key}`))
/** Whether it is still open. */
export const isOpen = async (page: Screen, key: string): Promise<boolean> => !(await page.evaluate<boolean>(`'${key}' in window.outcomes`))

/** Enables the wallet where the site is connected, for what is asked by `raw` and of `window.wallet`. */
export const holdWallet = (page: Screen): Promise<boolean> =>
  page.evaluate<boolean>(`window.injectedWeb3.kluis.enable('demo').then((wallet) => { window.wallet = wallet; return true })`)
export const raw = (address: string, text = 'hello'): string =>
  `window.wallet.signer.signRaw({ address: '${address}', data: '0x${Buffer.from(text).toString('hex')}', type: 'bytes' })`

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
