/** What the page-side scripts share, and all that they import: it keeps the schema library out of every web page. */
export const PAGE_CHANNEL = 'kluis'

/** Largest envelope that the relay carries, in UTF-16 units of its JSON (security.md 2.3). */
export const MAX_ENVELOPE = 262_144

/** Names of the three ports. A name is a label, never authority: that comes from the browser's `sender`. */
export const PAGE_PORT = 'page'
export const POPUP_PORT = 'popup'
