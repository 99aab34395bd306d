import { hostIn } from './filter'

/** The field's own sites. What stands below one of them is theirs too. */
export const ownSites: readonly string[] = [
  'bittensor.com',
  'learnbittensor.org',
  'opentensor.ai',
  'taostats.io',
  'tao.app',
  'taomarketcap.com',
  'polkadot.js.org',
]
export const isOwnSite = (host: string): boolean => ownSites.some((each) => host === each || host.endsWith(`.${each}`))

/** A name as an eye takes it: as it stands, and with signs that look alike as one. Hyphens are no part of it. */
const plain = (name: string) => name.replaceAll('-', '')
const seen = (name: string) => plain(name).replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('0', 'o').replace(/[i1]/g, 'l')

/** What people call these sites; `tao` and `polkadot` are too common, and only known by the whole host. */
const marks = ['bittensor', 'opentensor', 'taostats', 'taomarketcap']

/** Whether two names are the same but for one letter that was changed, put in, left out, or exchanged with its neighbour. */
function nearly(a: string, b: string): boolean {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const [x, y] = [a.slice(same), b.slice(same)]
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
}

/**
 * The field's own site that somebody may take the site of an origin for, by its name; undefined where it resembles none, or is one.
 * Names in other scripts are not looked at: they stand as `xn--…` wherever they are shown.
 */
export function resembles(origin: string): string | undefined {
  const host = hostIn(origin.replace(/^[a-z]+:\/\//, ''))
  if (!host || isOwnSite(host)) return undefined
  for (const as of [plain, seen]) {
    const whole = `.${as(host)}.`
    const parts = whole.split('.').slice(1, -2)
    const known = ownSites.find((each) => whole.includes(`.${as(each)}.`) || parts.includes(as(each).replaceAll('.', '')))
    const mark = marks.find((each) => parts.some((part) => part.includes(as(each)) || nearly(part, as(each))))
    if (known ?? mark) return known ?? ownSites.find((each) => each.startsWith(`${mark}.`))
  }
  return undefined
}
