import type { AccountView, ContactView, RecipientFacts } from '../messaging'
import { fromHex, lookalike, palletAccountOf, probablyMeant } from '../units'
import type { ReadAddress } from './recipient'

/** Somebody whom the person knows by a name. */
export type Named = { id: string; name: string; address: string }
/**
 * One thing that is known of a recipient. good: it speaks for it; plain: to know; caution: to weigh; stop: nothing can be sent so.
 * `facts` are for its sentence; amounts in rao.
 */
export type RecipientCheck = {
  id:
    | 'typo'
    | 'self'
    | 'own'
    | 'contact'
    | 'checksum'
    | 'foreign'
    | 'lookalike'
    | 'keyless'
    | 'hotkey'
    | 'own-hotkey'
    | 'paid'
    | 'first-time'
    | 'never-seen'
    | 'new-account'
    | 'too-little'
    | 'not-contact'
  tone: 'good' | 'plain' | 'caution' | 'stop'
  facts: Readonly<Record<string, string>>
  /** It is said of stake that is given, not of TAO that is sent. */
  stake?: true
}

export type AskedOfRecipient = {
  /** As it was typed, without spaces. */
  text: string
  read: ReadAddress
  /** Account id of the sender, undefined where nobody sends. */
  from: string | undefined
  own: Pick<AccountView, 'name' | 'role'> | undefined
  contact: Pick<ContactView, 'name' | 'alike'> | undefined
  /** Whom the address may be taken for. */
  book: readonly Named[]
  /** What the background tells, undefined until it did. */
  told: RecipientFacts | undefined
  /** Rao that would be sent, undefined while it is not known. */
  amount: bigint | undefined
  existentialDeposit: bigint | undefined
  contactsOnly: boolean
  /** Stake is given, instead of TAO sent. */
  stake?: boolean
}

const check = (id: RecipientCheck['id'], tone: RecipientCheck['tone'], facts: Record<string, string> = {}): RecipientCheck => ({
  id,
  tone,
  facts,
})
const named = ({ name, address }: Named) => ({ name, address })

/**
 * Everything that can be said of a recipient before anything is built, in the order in which it is to be read.
 * The review says the same from the bytes: this is only earlier.
 */
export function recipientChecks(asked: AskedOfRecipient): RecipientCheck[] {
  const { read, text, book } = asked
  if (!read) return []
  if ('error' in read) {
    const meant = probablyMeant(text, book)
    return meant ? [check('typo', 'stop', named(meant))] : []
  }
  const found = [...whoItIs(asked, read), ...whatTheChainKnows(asked, read)]
  return asked.stake ? found.map((each) => ({ ...each, stake: true })) : found
}

type Read = Exclude<ReadAddress, undefined | { error: unknown }>

function whoItIs(
  { from, own, contact, book, told, contactsOnly, stake }: AskedOfRecipient,
  { id, address, prefix }: Read,
): RecipientCheck[] {
  const found: RecipientCheck[] = []
  const self = id === from
  // TAO that is sent to oneself costs its fee; stake that is given to oneself the chain refuses.
  if (self) found.push(check('self', stake ? 'stop' : 'caution'))
  else if (own) found.push(check('own', 'good', { name: own.name }))
  else if (contact) found.push(check('contact', 'good', { name: contact.name }))
  else found.push(check('checksum', 'plain'))
  if (prefix !== undefined) found.push(check('foreign', 'caution', { prefix }))
  // What was paid before, for good, or is one's own, is no look-alike, whatever it looks like.
  if (!own && !self && !told?.paid) {
    const twin = told?.twin ?? lookalike(address, book)
    const known = book.find((each) => each.address === twin)
    // A contact may have come from a file, or before the other was known: only who was told and kept it all the same meant it.
    if (twin)
      found.push(
        check('lookalike', contact?.alike ? 'caution' : 'stop', {
          ...{ address: twin, name: known?.name ?? '' },
          ...(contact && !contact.alike ? { contact: contact.name } : {}),
        }),
      )
  }
  const pallet = palletAccountOf(fromHex(id))
  if (pallet)
    found.push(check('keyless', 'caution', { kind: pallet.kind, ...(pallet.index === null ? {} : { index: String(pallet.index) }) }))
  if (contactsOnly && !own && !contact && !self) found.push(check('not-contact', 'stop'))
  return found
}

function whatTheChainKnows({ from, own, contact, told, amount, existentialDeposit }: AskedOfRecipient, { id }: Read): RecipientCheck[] {
  // An answer about somebody else is none.
  if (told?.id !== id || id === from) return []
  const found: RecipientCheck[] = []
  if (told.hotkeyOf !== null) found.push(check(own ? 'own-hotkey' : 'hotkey', 'caution', { owner: told.hotkeyOf }))
  if (told.paid > 0) found.push(check('paid', 'good', { times: String(told.paid), at: String(told.paidAt) }))
  else if (!own && contact) found.push(told.exists ? check('first-time', 'plain') : check('never-seen', 'caution'))
  else if (!own) found.push(check('first-time', 'caution'))
  const tooLittle =
    amount !== undefined && amount > 0n && existentialDeposit !== undefined && BigInt(told.free) + amount < existentialDeposit
  if (tooLittle) found.push(check('too-little', 'stop', { deposit: String(existentialDeposit) }))
  else if (!told.exists && !(contact && !own)) found.push(check('new-account', 'plain'))
  return found
}
