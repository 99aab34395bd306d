// Sites owns who may see which account: it promises that a grant is per origin and per account, and that revoking leaves nothing.
export { authorize, grant, grantedTo, merge, readOrigin, revoke, type Site, type Sites, sitesBox, used, without } from './grants'
