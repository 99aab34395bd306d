import { grantedTo, isBlocked, readOrigin, type Sites } from './grants'

/** What is looked at to say why a site sees no accounts. */
export type Around = {
  sites: Sites
  /** Until when it is answered nothing, in milliseconds; 0: it is not silenced. */
  silencedUntil(origin: string): number
  /** Whether it asked, and the person did not answer yet. */
  waits(origin: string): boolean
  /** Whether it is refused because it is listed as phishing. */
  refuses(origin: string): Promise<boolean>
  /** Ids of the accounts that sites may see at all: kept, and not hidden. */
  offered: ReadonlySet<string>
  now: number
}
/** `near`: connected sites that one may take for this one, such as the same name without encryption or at another port. */
export type Cause =
  | { id: 'no-address' }
  | { id: 'not-served'; how: 'plain' | 'other'; near: string[] }
  | { id: 'blocked'; at: number }
  | { id: 'listed' }
  | { id: 'silenced'; until: number }
  | { id: 'waits' }
  | { id: 'no-accounts' }
  | { id: 'hidden'; count: number }
  | { id: 'not-connected'; near: string[] }
  | { id: 'sees'; count: number }

/** The address of a page as a person types or pastes it; without a scheme it is https, on this machine http. */
function pageOf(typed: string): URL | undefined {
  const text = typed.trim()
  const whole = /^[a-z][a-z0-9+.-]*:\/\/|^(about|data|blob|file|javascript):/i.test(text)
  const scheme = /^(localhost|127\.0\.0\.1)([:/]|$)/i.test(text) ? 'http' : 'https'
  try {
    return new URL(whole ? text : `${scheme}://${text}`)
  } catch {
    return undefined
  }
}

/** Connected origins whose host is the same, or of the same name: one is below the other, or both below the same two last parts. */
function nearTo({ hostname, origin }: URL, { granted }: Sites): string[] {
  const home = (host: string) => (/^[\d.]+$|:/.test(host) ? host : host.split('.').slice(-2).join('.'))
  return Object.keys(granted).filter((each) => each !== origin && home(new URL(each).hostname) === home(hostname))
}

/**
 * Why the site of an address sees no accounts, from what the wallet knows of it.
 * @param typed as the person wrote it
 * @returns the origin that was meant, null where the address has none, and every cause that holds; `sees` only where none does
 */
export async function why(
  typed: string,
  { sites, silencedUntil, waits, refuses, offered, now }: Around,
): Promise<{ origin: string | null; causes: Cause[] }> {
  const page = pageOf(typed)
  if (!page || (page.host === '' && page.protocol === 'https:')) return { origin: null, causes: [{ id: 'no-address' }] }
  const { origin } = page
  try {
    readOrigin(origin)
  } catch {
    const how = page.protocol === 'http:' ? 'plain' : 'other'
    return { origin: origin === 'null' ? null : origin, causes: [{ id: 'not-served', how, near: nearTo(page, sites) }] }
  }
  const causes: Cause[] = []
  if (isBlocked(sites, origin)) causes.push({ id: 'blocked', at: sites.blocked[origin] ?? now })
  if (await refuses(origin)) causes.push({ id: 'listed' })
  if (silencedUntil(origin) > now) causes.push({ id: 'silenced', until: silencedUntil(origin) })
  if (waits(origin)) causes.push({ id: 'waits' })
  const granted = grantedTo(sites, origin) ?? []
  const seen = granted.filter((each) => offered.has(each))
  if (!offered.size) causes.push({ id: 'no-accounts' })
  else if (granted.length && !seen.length) causes.push({ id: 'hidden', count: granted.length })
  if (!granted.length && !causes.length) causes.push({ id: 'not-connected', near: nearTo(page, sites) })
  return { origin, causes: causes.length ? causes : [{ id: 'sees', count: seen.length }] }
}
