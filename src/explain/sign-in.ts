import type { Risk } from '../units'

/**
 * A message by which somebody signs in at a site, as far as it says so: the words of EIP-4361 and CAIP-122, which Sign-In with Substrate
 * uses too, or the same as JSON. Times are milliseconds. What is not there is null.
 */
export type SignIn = {
  /** The site that it is for, with its port if it has one. */
  domain: string
  address: string | null
  uri: string | null
  expiresAt: number | null
  validFrom: number | null
}

const FIRST = /(?:^|\n)(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/]+) wants you to sign in with your [^\n]* ?account\b/i

const timeOf = (value: unknown): number | null => {
  const at = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(at) ? at : null
}
const textOr = (value: unknown): string | null => (typeof value === 'string' && value ? value : null)

/**
 * Reads a message as one to sign in. Its first line is enough: a site that takes what is written less exactly must not escape the
 * comparison of its name.
 * @param text with all that cannot be seen written out
 * @returns undefined where it is none
 */
export function readSignIn(text: string): SignIn | undefined {
  return fromJson(text) ?? fromLines(text)
}

function fromJson(text: string): SignIn | undefined {
  let all: Record<string, unknown>
  try {
    all = JSON.parse(text)
  } catch {
    return undefined
  }
  const domain = textOr(all?.domain)
  if (!domain || !textOr(all.address) || !textOr(all.nonce)) return undefined
  return {
    domain,
    address: textOr(all.address),
    uri: textOr(all.uri),
    expiresAt: timeOf(all.expirationTime),
    validFrom: timeOf(all.notBefore),
  }
}

function fromLines(text: string): SignIn | undefined {
  const first = FIRST.exec(text)
  const domain = first?.[1]
  if (!first || !domain) return undefined
  const lines = text.slice(first.index + first[0].length).split('\n')
  const value = (name: string) =>
    lines
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
      .trim()
  return {
    domain,
    address: textOr(lines[1]?.trim()),
    uri: textOr(value('URI')),
    expiresAt: timeOf(value('Expiration Time')),
    validFrom: timeOf(value('Not Before')),
  }
}

/**
 * What speaks against signing in. Whoever signs at one site what another one asked for lets the first into the second.
 * @param around the origin that asks, the address that would sign, in the same prefix as the message has it, and the time, milliseconds
 */
export function risksOfSignIn(read: SignIn, around: { origin: string; isSigner: (address: string) => boolean; now: number }): Risk[] {
  const { origin, isSigner, now } = around
  const asked = new URL(origin)
  const names = [read.domain.toLowerCase(), ...(read.uri ? [hostOf(read.uri)] : [])]
  const isOwn = (name: string) => name === asked.host
  /** A site under the name that is signed for: often the same people, and not always. */
  const isUnder = (name: string) => name.includes('.') && asked.hostname.endsWith(`.${name}`)
  const other = names.find((name) => !isOwn(name) && !isUnder(name)) ?? names.find((name) => !isOwn(name))
  const late = (read.expiresAt !== null && read.expiresAt <= now) || (read.validFrom !== null && read.validFrom > now)
  return [
    ...(other === undefined
      ? []
      : [
          {
            id: 'sign-in-elsewhere' as const,
            level: isUnder(other) ? (2 as const) : (3 as const),
            facts: { domain: other, site: asked.host },
          },
        ]),
    ...(read.address !== null && !isSigner(read.address) ? [{ id: 'sign-in-other' as const, level: 2 as const, facts: {} }] : []),
    ...(late ? [{ id: 'sign-in-late' as const, level: 2 as const, facts: {} }] : []),
  ]
}

const hostOf = (uri: string): string => {
  try {
    return new URL(uri).host
  } catch {
    return uri.toLowerCase()
  }
}
