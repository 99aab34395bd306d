import { search } from '../accounts'
import { own } from '../activity'
import type { Handlers, PopupContract } from '../messaging'
import { block, distrust, grant, grantedTo, revoke, revokeAll, type Sites, trust, unblock, why } from '../sites'
import { type ErrorCode, KluisError } from '../units'
import { itemViews } from './activity-handlers'
import type { Desk } from './desk'
import type { Wallet } from './wallet'

/** How much of what was signed for a site is shown with it. */
const RECENT = 20

/**
 * Accounts that a site may be granted.
 * @param kept what the site has already: it may keep what is hidden now, and still is told nothing of it
 * @throws KluisError unknown-account
 */
export async function needOffered(wallet: Wallet, ids: readonly string[], kept: readonly string[] = []): Promise<void> {
  const offered = new Set([...search(await wallet.accounts.read(), '', 'site').map(({ id }) => id), ...kept])
  if (ids.some((each) => !offered.has(each))) throw new KluisError('unknown-account')
}

/** Answers about which site may do what. `announce` tells every page what it sees from then on, `refreshed` asks for newer entries of the list. */
export function siteHandlers(
  wallet: Wallet,
  desk: Desk,
  announce: () => Promise<void>,
  refreshed: () => void,
): Pick<
  Handlers<PopupContract, null>,
  | 'siteSigned'
  | 'trustSite'
  | 'refreshPhishing'
  | 'whyNot'
  | 'askedLately'
  | 'revokeSite'
  | 'revokeSites'
  | 'grantSite'
  | 'blockSite'
  | 'unblockSite'
> {
  /** Takes something from sites: what they asked for ends with it. A locked wallet is no reason to leave it. */
  async function take(from: (origin: string) => boolean, change: (sites: Sites) => Sites, code: ErrorCode): Promise<void> {
    await wallet.binding(() => wallet.sites.write(change))
    await desk.end(({ place }) => place !== null && from(place.origin), code)
    await announce()
  }
  const only = (origin: string) => (each: string) => each === origin
  return {
    async siteSigned({ origin }) {
      const [activity, { signed }] = await Promise.all([wallet.activity.read(), wallet.sites.read()])
      const mine = own(activity).filter((each) => each.origin === origin)
      const messages = signed.filter((each) => each.origin === origin).map(({ account, at, text }) => ({ account, at, text }))
      const items = mine.slice(-RECENT).reverse().map(itemViews(activity))
      return { total: mine.length, items, messages: messages.slice(-RECENT).reverse() }
    },
    async whyNot({ address }) {
      const [sites, accounts, { items, breakers }] = await Promise.all([
        wallet.sites.read(),
        wallet.accounts.read(),
        wallet.requests.read(),
      ])
      return why(address, {
        sites,
        silencedUntil: (origin) => breakers[origin]?.until ?? 0,
        refuses: wallet.refuses,
        waits: (origin) => items.some(({ place }) => place?.origin === origin),
        offered: new Set(search(accounts, '', 'site').map(({ id }) => id)),
        now: wallet.now(),
      })
    },
    async trustSite({ origin, trusted, password }) {
      if (!trusted) return take(only(origin), (sites) => distrust(sites, origin), 'site-blocked')
      await wallet.needPassword(password)
      await wallet.whileOpen(() => wallet.sites.write((sites) => trust(sites, origin, wallet.now())))
      await wallet.refused.write((before) => before.filter((each) => each.origin !== origin))
      await announce()
    },
    async refreshPhishing({ on }) {
      await wallet.needOpen()
      await wallet.phishing.switch(on)
      if (on) refreshed()
    },
    async askedLately() {
      const { items, ended, breakers } = await wallet.requests.read()
      const asked = [...ended, ...items].flatMap(({ place }) => place?.origin ?? []).reverse()
      return [...new Set([...asked, ...Object.keys(breakers)])]
    },
    revokeSite: ({ origin }) => take(only(origin), (sites) => revoke(sites, origin), 'unauthorized'),
    revokeSites: () => take(() => true, revokeAll, 'unauthorized'),
    blockSite: ({ origin }) => take(only(origin), (sites) => block(sites, origin, wallet.now()), 'site-blocked'),
    async unblockSite({ origin }) {
      await wallet.whileOpen(() => wallet.sites.write((sites) => unblock(sites, origin)))
    },
    async grantSite({ origin, accounts }) {
      const after = await wallet.whileOpen(async () => {
        await needOffered(wallet, accounts, grantedTo(await wallet.sites.read(), origin))
        return wallet.sites.write((sites) => grant(sites, origin, accounts, wallet.now()))
      })
      const left = grantedTo(after, origin) ?? []
      await desk.end(
        (each) =>
          each.place?.origin === origin &&
          each.kind !== 'connect' &&
          !left.includes((each.card as { account?: { id: string } } | null)?.account?.id ?? ''),
        'unauthorized',
      )
      await announce()
    },
  }
}
