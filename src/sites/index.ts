// Sites owns who may see which account: it promises that a grant is per origin and per account, and that revoking leaves nothing.
export { authorize, grant, grantedTo, readOrigin, revoke, type Site, type Sites, sitesBox, used } from './grants'
