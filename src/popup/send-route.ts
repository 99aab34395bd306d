/** What stands in the form that sends. @param amount as a person writes it */
export type Transfer = { to: string; amount: string; everything: boolean }
export const nothing: Transfer = { to: '', amount: '', everything: false }

// An address of any kind, and an amount as far as it is one; `-` stands for no recipient, `all` for everything.
const ADDRESS = /^[1-9A-Za-z][\w-]{0,127}$/
const AMOUNT = /^[\d.,]{1,32}$/
const NOBODY = '-'
const ALL = 'all'

/**
 * The address of the form that sends, filled. It is the only way to fill it from elsewhere, and what stands in it is checked like
 * anything typed. What can be no address and no amount is left out.
 * @param from account id of the sender, undefined for the one that is offered first
 */
export function sendRoute(from: string | undefined, filled: Partial<Transfer> = {}): string {
  const form = from === undefined ? '/send' : `/send/${from}`
  const to = ADDRESS.test(filled.to ?? '') ? filled.to : undefined
  const much = muchOf(filled)
  if (to === undefined && much === undefined) return form
  return [form, 'to', to ?? NOBODY, ...(much === undefined ? [] : [much])].join('/')
}

/** The address, in the tab of files, where a code is scanned for this form; the amount comes back from there. */
export const scanRoute = (from: string, filled: Transfer): string => ['/scan', from, muchOf(filled)].filter(Boolean).join('/')

/** The address of the list of several payments, with what stands in the form of one as its first. */
export const batchRoute = (from: string, { to, amount }: Transfer): string =>
  ADDRESS.test(to) ? [`/send/${from}/batch`, to, muchOf({ amount })].filter(Boolean).join('/') : `/send/${from}/batch`

/** The address of giving stake instead, with the recipient that stands in the form. */
export const giveRoute = (from: string, { to }: Pick<Transfer, 'to'>): string =>
  ADDRESS.test(to) ? `/give/${from}/to/${to}` : `/give/${from}`

const muchOf = ({ amount = '', everything = false }: Partial<Transfer>) => (everything ? ALL : AMOUNT.test(amount) ? amount : undefined)

/** What an address of these fills in. @param given its parts, as they stand there */
export function filledOf({ to = '', amount = '' }: { to?: string | undefined; amount?: string | undefined }): Transfer {
  return { to: ADDRESS.test(to) ? to : '', amount: AMOUNT.test(amount) ? amount : '', everything: amount === ALL }
}

/** The address of what becomes of an order: whoever comes back to it never finds the form of what is signed already. @param back where it leads when it is done, '/…' */
export const sentRoute = (entry: string, back: string): string => `/sent/${entry}${back}`
