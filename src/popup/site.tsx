import { Fragment, type ReactNode } from 'react'

/** An origin without its scheme, as the browser gave it: hosts in other scripts are in punycode. */
export function siteName(origin: string): string {
  return origin.replace(/^[a-z]+:\/\//, '')
}

/** Whether its name has letters of other scripts, which may look like those that one expects. */
export const hasOtherLetters = (origin: string): boolean => /(^|[./])xn--/.test(origin)

/** Where a site has its own screen, and which site such a place is about. */
export const siteRoute = (origin: string): string => `/sites/${encodeURIComponent(origin)}`
export const siteIn = (part: string): string => decodeURIComponent(part)

/** Who asks: the whole origin, its scheme quieter. @param sub the line below */
export function Origin({ origin, sub }: { origin: string; sub: ReactNode }) {
  const name = siteName(origin)
  return (
    <div className="origin" translate="no">
      <span className="origin-mark" aria-hidden="true">
        {name.charAt(0).toUpperCase()}
      </span>
      <span className="origin-name">
        <span className="scheme">{origin.slice(0, origin.length - name.length)}</span>
        <wbr />
        {name.split('.').map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name have no identity but their place
          <Fragment key={at}>
            {at > 0 && '.'}
            {at > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
      </span>
      <span className="origin-sub">{sub}</span>
    </div>
  )
}
