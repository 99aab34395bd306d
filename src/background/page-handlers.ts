import { addressOf, search } from '../accounts'
import type { Handlers, PageAccount, PageContract } from '../messaging'
import type { Place } from '../requests'
import { grantedTo, isBlocked, resembles } from '../sites'
import { blake256, KluisError, toHex } from '../units'
import { claims } from './cards'
import type { Desk } from './desk'
import type { PageContext } from './page-port'
import type { MessageInput, Signer, TransactionInput } from './signing'
import type { Wallet } from './wallet'

/**
 * What this origin may see now: its granted accounts that still exist and are not hidden, also while the wallet is locked. A site that is
 * listed as phishing sees nothing.
 */
export async function accountsOf(wallet: Wallet, origin: string): Promise<PageAccount[]> {
  const [sites, accounts] = await Promise.all([wallet.sites.read(), wallet.accounts.read()])
  const granted = new Set(grantedTo(sites, origin) ?? [])
  if (granted.size && (await wallet.refuses(origin))) return []
  return search(accounts, '', 'site')
    .filter(({ id }) => granted.has(id))
    .flatMap(({ id, name, type }) => (type ? [{ address: addressOf(id), genesisHash: null, name, type }] : []))
}

/** How many refused sites are told, and when one that asks again is told anew, in milliseconds. */
const MOST_TOLD = 10
const TOLD_AGAIN = 60_000

const printOf = (name: string, input: unknown) => toHex(blake256(new TextEncoder().encode(JSON.stringify([name, input]))))
const placeOf = ({ origin, tabId, documentId, messageId }: PageContext): Place => ({ origin, tabId, documentId, messageId })

/** Answers to web pages. `linked` keeps the chain open while something is read from it. */
export function pageHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Handlers<PageContract, PageContext> {
  /** Once more when the request is in the queue: a revocation before that did not find it there. */
  async function stillGranted(origin: string, address: string) {
    await needWelcome(origin)
    return signer.accountOf(origin, address)
  }

  /** @throws KluisError site-blocked: the person blocked it, or it is listed as phishing, which the person is told then */
  async function needWelcome(origin: string): Promise<void> {
    if (isBlocked(await wallet.sites.read(), origin)) throw new KluisError('site-blocked')
    if (!(await wallet.refuses(origin))) return
    const now = wallet.now()
    // However often it asks, and under however many names: what is told is short, and is not written with every question.
    const isNew = (each: { origin: string; at: number }) => each.origin !== origin || now - each.at >= TOLD_AGAIN
    await wallet.refused
      .write((before) =>
        before.every(isNew) ? [...before.filter((each) => each.origin !== origin), { origin, at: now }].slice(-MOST_TOLD) : before,
      )
      .catch(() => undefined)
    throw new KluisError('site-blocked')
  }

  return {
    async connect({ name }, from) {
      if ((await accountsOf(wallet, from.origin)).length) return
      if ((await wallet.vault.state()).status === 'empty') throw new KluisError('unauthorized')
      await needWelcome(from.origin)
      const card = { kind: 'connect' as const, claims: claims(name), resembles: resembles(from.origin) ?? null }
      const read = async () => {
        await needWelcome(from.origin)
        return { input: null, card }
      }
      await desk.put({ kind: 'connect', place: placeOf(from), print: printOf('connect', card) }, read)
    },
    accounts: (_, { origin }) => accountsOf(wallet, origin),
    subscribe: (_, { origin }) => accountsOf(wallet, origin),
    async signPayload(payload, from) {
      const account = await stillGranted(from.origin, payload.address)
      const read = () =>
        linked(async () => {
          await stillGranted(from.origin, payload.address)
          const input: TransactionInput = { accountId: account.id, fields: await signer.fieldsToSign(payload), origin: from.origin }
          return signer.read(input)
        })
      const value = await desk.put({ kind: 'transaction', place: placeOf(from), print: printOf('signPayload', payload) }, read)
      const { signature, signedTransaction } = value as { signature: string; signedTransaction?: string }
      return signedTransaction === undefined ? { signature } : { signature, signedTransaction }
    },
    async signRaw({ address, data, type }, from) {
      // A channel decides what a request is: bytes of a transaction never come in as a message (product.md 1.1).
      if (type === 'payload') throw new KluisError('not-supported')
      const account = await stillGranted(from.origin, address)
      const input: MessageInput = { accountId: account.id, data, origin: from.origin }
      const read = async () => {
        await stillGranted(from.origin, address)
        return { input, card: await signer.messageCard(input) }
      }
      const value = await desk.put({ kind: 'message', place: placeOf(from), print: printOf('signRaw', input) }, read)
      return value as { signature: string }
    },
  }
}
