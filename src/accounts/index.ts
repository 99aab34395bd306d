// Accounts owns who I am and whom I know: the accounts with names, roles and order, and the contacts. It promises that no account appears twice and that locked or open, the list is there.
export {
  type Account,
  type Accounts,
  accountsBox,
  add,
  byId,
  type Change,
  canSign,
  change,
  choose,
  move,
  remove,
  saved,
  search,
} from './accounts'
export { addressOf } from './address'
export { alike, resembling } from './alike'
export { type Contact, contactsBox, dropContact, joinContacts, keepContacts } from './contacts'
export { type Counting, countedOf, countingBox } from './counting'
