// Sites owns who may see which account: it promises that a grant is per origin and per account, and that revoking leaves nothing.
export {
  authorize,
  block,
  grant,
  grantedTo,
  isBlocked,
  merge,
  readOrigin,
  revoke,
  revokeAll,
  type Site,
  type Sites,
  signedMessage,
  siteOf,
  sitesBox,
  unblock,
  used,
  without,
} from './grants'
export { type Cause, why } from './why'
