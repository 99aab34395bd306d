// Sites owns who may see which account, and which sites are known to deceive: it promises that a grant is per origin and per account, and that no list grants anything.
export {
  authorize,
  block,
  distrust,
  grant,
  grantedTo,
  isBlocked,
  isKnown,
  isTrusted,
  merge,
  readOrigin,
  revoke,
  revokeAll,
  type Site,
  type Sites,
  signedMessage,
  sitesBox,
  trust,
  unblock,
  used,
  without,
} from './grants'
export { createPhishing, type Phishing, type PhishingList, phishingBox } from './phishing'
export { resembles } from './resembles'
export { type Cause, why } from './why'
