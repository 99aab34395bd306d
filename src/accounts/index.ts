// Accounts owns who I am: names and order of the accounts. It promises that no account appears twice and that locked or open, the list is there.
export { type Account, type Accounts, accountsBox, add, byId, choose, rename } from './accounts'
