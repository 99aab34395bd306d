import * as v from 'valibot'
import { KluisError } from '../units'

const site = v.strictObject({
  /** Account ids, hex. */
  accounts: v.array(v.string()),
  grantedAt: v.number(),
  lastUsedAt: v.number(),
})
export type Site = v.InferOutput<typeof site>
/** How many signed messages are kept, and how many characters of each. */
const MOST_SIGNED = 100
const MOST_EXCERPT = 120

const sites = v.strictObject({
  granted: v.record(v.string(), site),
  /** Since when, in milliseconds. A blocked site has no grant: it stands here or there. */
  blocked: v.record(v.string(), v.number()),
  /** Since when the person, with the password, trusts them although they are listed as phishing. */
  trusted: v.record(v.string(), v.number()),
  /** Messages that were signed for sites, oldest first: what was signed of transactions stands in the activity. */
  signed: v.array(
    v.strictObject({
      origin: v.string(),
      account: v.string(),
      at: v.number(),
      /** How it begins, control characters made visible; null where it is no text. */
      text: v.nullable(v.pipe(v.string(), v.maxLength(2 * MOST_EXCERPT))),
    }),
  ),
})
/** By origin, exactly as the browser gave it: http and https, ports and subdomains are all different sites. */
export type Sites = v.InferOutput<typeof sites>

/** The first version held the grants alone. */
const firstToSecond = (old: unknown): unknown => ({ granted: old, blocked: {}, trusted: {}, signed: [] })

export const sitesBox = {
  name: 'sites',
  area: 'durable',
  version: 2,
  schema: sites,
  initial: (): Sites => ({ granted: {}, blocked: {}, trusted: {}, signed: [] }),
  migrations: { 1: firstToSecond },
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/**
 * Reads the authority of a page from what the browser says of it: https anywhere, http on this machine only.
 * @param origin `sender.origin`, never `sender.url` (a sandboxed frame has its parent's URL but the origin "null")
 * @throws KluisError unauthorized
 */
export function readOrigin(origin: string | undefined): string {
  if (!origin || origin === 'null') throw new KluisError('unauthorized')
  let url: URL
  try {
    url = new URL(origin)
  } catch {
    throw new KluisError('unauthorized')
  }
  const here = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
  if (url.origin !== origin || (url.protocol !== 'https:' && !(url.protocol === 'http:' && here))) throw new KluisError('unauthorized')
  return origin
}

/** What this origin was granted; undefined if nothing. */
export const siteOf = ({ granted }: Sites, origin: string): Site | undefined =>
  Object.hasOwn(granted, origin) ? granted[origin] : undefined
/** Whether a site had a signature since it was granted something. */
export function isKnown(sites: Sites, origin: string): boolean {
  const site = siteOf(sites, origin)
  return site !== undefined && site.lastUsedAt > site.grantedAt
}
export const isBlocked = ({ blocked }: Sites, origin: string): boolean => Object.hasOwn(blocked, origin)

/** Account ids that this origin may see, in the order given; undefined if it was never granted anything. */
export function grantedTo(sites: Sites, origin: string): string[] | undefined {
  return siteOf(sites, origin)?.accounts
}

/** Checked on every request that names an account. Unknown and ungranted are the same answer. @throws KluisError unauthorized */
export function authorize(sites: Sites, origin: string, accountId: string): void {
  if (!siteOf(sites, origin)?.accounts.includes(accountId)) throw new KluisError('unauthorized')
}

/**
 * Sets exactly these accounts. An empty list is a revocation: an entry without accounts would look like a grant.
 * @throws KluisError site-blocked: who is blocked is unblocked first
 */
export function grant(sites: Sites, origin: string, accounts: readonly string[], now: number): Sites {
  if (!accounts.length) return revoke(sites, origin)
  if (isBlocked(sites, origin)) throw new KluisError('site-blocked')
  const { grantedAt, lastUsedAt } = siteOf(sites, origin) ?? { grantedAt: now, lastUsedAt: now }
  // Being granted something is no use: a site is known once it had a signature.
  return withSite(sites, origin, { accounts: [...new Set(accounts)], grantedAt, lastUsedAt })
}
const withSite = (sites: Sites, origin: string, site: Site): Sites => ({ ...sites, granted: { ...sites.granted, [origin]: site } })

export function revoke(sites: Sites, origin: string): Sites {
  const { [origin]: _, ...granted } = sites.granted
  return { ...sites, granted }
}

export const revokeAll = (sites: Sites): Sites => ({ ...sites, granted: {} })

/** Takes what it was granted, and keeps it from asking again. */
export function block(sites: Sites, origin: string, now: number): Sites {
  if (isBlocked(sites, origin)) return sites
  return { ...distrust(revoke(sites, origin), origin), blocked: { ...sites.blocked, [origin]: now } }
}

export const isTrusted = ({ trusted }: Sites, origin: string): boolean => Object.hasOwn(trusted, origin)
/** Lets this origin be served although it is listed as phishing: this one, and no other that is listed under the same name. */
export const trust = (sites: Sites, origin: string, now: number): Sites => ({ ...sites, trusted: { ...sites.trusted, [origin]: now } })
export function distrust(sites: Sites, origin: string): Sites {
  const { [origin]: _, ...trusted } = sites.trusted
  return { ...sites, trusted }
}

/** It may ask again, and has nothing of what it was granted before. */
export function unblock(sites: Sites, origin: string): Sites {
  const { [origin]: _, ...blocked } = sites.blocked
  return { ...sites, blocked }
}

export function used(sites: Sites, origin: string, now: number): Sites {
  const before = siteOf(sites, origin)
  return before ? withSite(sites, origin, { ...before, lastUsedAt: now }) : sites
}

/** Notes a message that was signed, and with it the use. @param text what the person read; null where it was no text */
export function signedMessage(sites: Sites, origin: string, account: string, text: string | null, now: number): Sites {
  const excerpt = text === null ? null : Array.from(text).slice(0, MOST_EXCERPT).join('')
  const signed = [...sites.signed, { origin, account, at: now, text: excerpt }].slice(-MOST_SIGNED)
  return { ...used(sites, origin, now), signed }
}

/** An account that is gone is granted to nobody, and what it signed is nobody's business any more. A site that saw only this one is forgotten. */
export function without(sites: Sites, accountId: string): Sites {
  return Object.entries(sites.granted).reduce(
    (left, [origin, { accounts, grantedAt }]) =>
      accounts.includes(accountId)
        ? grant(
            left,
            origin,
            accounts.filter((each) => each !== accountId),
            grantedAt,
          )
        : left,
    { ...sites, signed: sites.signed.filter(({ account }) => account !== accountId) },
  )
}

/**
 * Sites of a backup join those that are here, as far as their origins are ones that can be served. Only accounts that came with the backup
 * are granted, as of today: an old file takes back no revocation, and a strange one grants nothing that was here. It may block, too, and
 * lifts no block that is here.
 * @param brought accounts that the backup brought with their secrets
 */
export function merge(
  sites: Sites,
  restored: { sites: readonly Pick<Site & { origin: string }, 'origin' | 'accounts'>[]; blocked: readonly string[] },
  brought: ReadonlySet<string>,
  now: number,
): Sites {
  const before = restored.blocked.filter(isServed).reduce((after, origin) => block(after, origin, now), sites)
  return restored.sites.reduce((after, { origin, accounts }) => {
    const fresh = accounts.filter((each) => brought.has(each))
    if (!fresh.length || !isServed(origin) || isBlocked(after, origin)) return after
    return grant(after, origin, [...(grantedTo(after, origin) ?? []), ...fresh], now)
  }, before)
}
function isServed(origin: string): boolean {
  try {
    return readOrigin(origin) === origin
  } catch {
    return false
  }
}
