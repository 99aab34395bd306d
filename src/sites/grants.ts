import * as v from 'valibot'
import { KluisError } from '../units'

const site = v.strictObject({
  /** Account ids, hex. */
  accounts: v.array(v.string()),
  grantedAt: v.number(),
  lastUsedAt: v.number(),
})
export type Site = v.InferOutput<typeof site>
/** By origin, exactly as the browser gave it: http and https, ports and subdomains are all different sites. */
export type Sites = Record<string, Site>

export const sitesBox = {
  name: 'sites',
  area: 'durable',
  version: 1,
  schema: v.record(v.string(), site),
  initial: (): Sites => ({}),
  migrations: {},
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

const own = (sites: Sites, origin: string): Site | undefined => (Object.hasOwn(sites, origin) ? sites[origin] : undefined)

/** Account ids that this origin may see, in the order given; undefined if it was never granted anything. */
export function grantedTo(sites: Sites, origin: string): string[] | undefined {
  return own(sites, origin)?.accounts
}

/** Checked on every request that names an account. Unknown and ungranted are the same answer. @throws KluisError unauthorized */
export function authorize(sites: Sites, origin: string, accountId: string): void {
  if (!own(sites, origin)?.accounts.includes(accountId)) throw new KluisError('unauthorized')
}

/** Sets exactly these accounts. An empty list is a revocation: an entry without accounts would look like a grant. */
export function grant(sites: Sites, origin: string, accounts: readonly string[], now: number): Sites {
  if (!accounts.length) return revoke(sites, origin)
  const { grantedAt, lastUsedAt } = own(sites, origin) ?? { grantedAt: now, lastUsedAt: now }
  // Being granted something is no use: a site is known once it had a signature.
  return { ...sites, [origin]: { accounts: [...new Set(accounts)], grantedAt, lastUsedAt } }
}

export function revoke(sites: Sites, origin: string): Sites {
  const { [origin]: _, ...left } = sites
  return left
}

export function used(sites: Sites, origin: string, now: number): Sites {
  const before = own(sites, origin)
  return before ? { ...sites, [origin]: { ...before, lastUsedAt: now } } : sites
}

/** An account that is gone is granted to nobody. A site that saw only this one is forgotten. */
export function without(sites: Sites, accountId: string): Sites {
  return Object.entries(sites).reduce(
    (left, [origin, { accounts, grantedAt }]) =>
      accounts.includes(accountId)
        ? grant(
            left,
            origin,
            accounts.filter((each) => each !== accountId),
            grantedAt,
          )
        : left,
    sites,
  )
}

/**
 * Sites of a backup join those that are here, as far as their origins are ones that can be served. Only accounts that came with the backup
 * are granted, as of today: an old file takes back no revocation, and a strange one grants nothing that was here.
 * @param brought accounts that the backup brought with their secrets
 */
export function merge(
  sites: Sites,
  restored: readonly Pick<Site & { origin: string }, 'origin' | 'accounts'>[],
  brought: ReadonlySet<string>,
  now: number,
): Sites {
  return restored.reduce((after, { origin, accounts }) => {
    const fresh = accounts.filter((each) => brought.has(each))
    if (!fresh.length || !isServed(origin)) return after
    return grant(after, origin, [...(own(after, origin)?.accounts ?? []), ...fresh], now)
  }, sites)
}
function isServed(origin: string): boolean {
  try {
    return readOrigin(origin) === origin
  } catch {
    return false
  }
}
