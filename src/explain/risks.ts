import { fromHex, lookalike, palletAccountOf, RAO_PER_TAO } from '../units'
import type { Fact, Level } from './facts'

export type RiskId =
  | 'first-time-recipient'
  | 'recipient-lookalike'
  | 'recipient-self'
  | 'recipient-keyless'
  | 'recipient-hotkey'
  | 'recipient-not-contact'
  | 'from-hotkey'
  | 'account-closed'
  | 'all-balance'
  | 'most-of-balance'
  | 'large-first-time'
  | 'balance-unknown'
  | 'below-existential-deposit'
  | 'not-enough'
  | 'amount-zero'
  | 'tip-high'
  | 'era-long'
  | 'site-new'
  | 'metadata-unverified'
  | 'network-local'
  | 'not-atomic'
  | 'root-only'
  | 'not-text'
/** Something that a person should weigh. `facts` are for its sentence. */
export type Risk = { id: RiskId; level: Level; facts: Readonly<Record<string, string>> }

/** What the wallet knows around a call. Amounts in rao; ids are account ids in hex. */
export type Context = {
  from: { id: string; address: string }
  freeRao: bigint | undefined
  /** What of it cannot leave in any case: locks, and the existential deposit of an account that others rely on. */
  heldRao?: bigint
  /** What recipients hold now, by account id; one that is absent is not known. */
  recipientFreeRao?: ReadonlyMap<string, bigint>
  /** Recipients that the chain knows as hotkeys, with the address of the coldkey that owns each. By account id. */
  hotkeys?: ReadonlyMap<string, string>
  /** Account ids that may be paid, where the person chose to pay nobody else; absent where they may pay anybody. */
  payable?: ReadonlySet<string>
  existentialDepositRao: bigint
  feeRao: bigint | undefined
  tipRao: bigint
  eraPeriod: number
  /** Addresses that the person knows: own accounts and those paid before, by account id. */
  known: readonly { id: string; address: string }[]
  /** Contacts, paid or not: nobody may look like one of them. */
  contacts?: readonly { id: string; address: string }[]
  /** Whether the asking site signed something before; true for the wallet itself. */
  siteKnown: boolean
  /** Whether a site asks this of a hotkey: the wallet itself asks before it offers one. */
  siteAsksHotkey: boolean
  /** Whether the node is trusted as it is (a local chain). */
  local: boolean
}

const HIGH_TIP = RAO_PER_TAO / 100n
const LONG_ERA = 256
/** More than this to addresses never paid before is risky, whatever a node says of the balance (security.md 6.3). */
const LARGE_FIRST_TIME = 100n * RAO_PER_TAO

const risk = (id: RiskId, level: Level, facts: Record<string, string> = {}): Risk => ({ id, level, facts })

const isKnown = ({ id }: { id: string }, { known }: Context) => known.some((each) => each.id === id)

/** What calls move out of the account by amounts that they name; whoever sends everything names none. */
export const namedOutflow = (facts: readonly Fact[]): bigint =>
  facts.reduce((sum, fact) => (fact.kind === 'transfer' || fact.kind === 'burn' ? sum + fact.amountRao : sum), 0n)

/** Risks of one call. @param received what calls before it bring to the same recipient */
export function risksOfLeaf(fact: Fact, context: Context, received = 0n): Risk[] {
  const found: Risk[] = []
  if (fact.kind === 'root-only') found.push(risk('root-only', 4))
  if (fact.kind === 'transfer' || fact.kind === 'transfer-all') {
    const known = isKnown(fact.to, context)
    const twin = lookalike(fact.to.address, [...context.known, ...(context.contacts ?? [])])
    if (fact.to.id === context.from.id) found.push(risk('recipient-self', 2))
    else if (twin && !known) found.push(risk('recipient-lookalike', 3, { known: twin }))
    else if (!known) found.push(risk('first-time-recipient', 2))
    // Accounts of the chain itself have no key (keys.md 4.4): what is sent there by mistake nobody can send back.
    const pallet = palletAccountOf(fromHex(fact.to.id))
    if (pallet)
      found.push(risk('recipient-keyless', 3, { kind: pallet.kind, ...(pallet.index === null ? {} : { index: String(pallet.index) }) }))
    const owner = context.hotkeys?.get(fact.to.id)
    // Usually meant as a stake, which goes another way (chain.md 4.1 and 7).
    if (owner !== undefined) found.push(risk('recipient-hotkey', 2, { owner }))
    if (context.payable && !context.payable.has(fact.to.id)) found.push(risk('recipient-not-contact', 3))
  }
  if (fact.kind === 'transfer-all') found.push(risk('all-balance', 3))
  if ((fact.kind === 'transfer-all' || fact.kind === 'burn') && !fact.keepAlive) found.push(risk('account-closed', 3))
  if (fact.kind === 'transfer' && fact.amountRao === 0n) found.push(risk('amount-zero', 2))
  if (fact.kind === 'transfer' && fact.amountRao > 0n && fact.to.id !== context.from.id) {
    const has = context.recipientFreeRao?.get(fact.to.id)
    if (has !== undefined && has + received + fact.amountRao < context.existentialDepositRao)
      found.push(risk('below-existential-deposit', 2))
  }
  return found
}

/** Risks of everything together: what is split over many calls is weighed as one. */
export function risksOfWhole(facts: readonly Fact[], context: Context): Risk[] {
  const found: Risk[] = []
  const { freeRao, heldRao = 0n, feeRao = 0n, tipRao, existentialDepositRao } = context
  if (tipRao > HIGH_TIP) found.push(risk('tip-high', 3))
  if (context.eraPeriod > LONG_ERA) found.push(risk('era-long', 3, { blocks: String(context.eraPeriod) }))
  if (!context.siteKnown) found.push(risk('site-new', 1))
  if (context.local) found.push(risk('network-local', 0))
  const moves = facts.some(({ kind }) => kind === 'transfer' || kind === 'transfer-all' || kind === 'burn')
  if (context.siteAsksHotkey && moves) found.push(risk('from-hotkey', 3))
  const named = namedOutflow(facts)
  const toNew = facts.filter((each) => each.kind === 'transfer' && each.to.id !== context.from.id && !isKnown(each.to, context))
  if (namedOutflow(toNew) > LARGE_FIRST_TIME) found.push(risk('large-first-time', 3))
  if (freeRao === undefined) {
    if (named > 0n || facts.some((each) => each.kind === 'transfer-all')) found.push(risk('balance-unknown', 2))
    return found
  }
  const after = freeRao - named - feeRao - tipRao
  const mayClose = facts.some((each) => 'keepAlive' in each && !each.keepAlive)
  if (after < heldRao || (after < existentialDepositRao && !mayClose)) found.push(risk('not-enough', 2))
  else if (after < existentialDepositRao && named > 0n) found.push(risk('account-closed', 3))
  if (2n * named > freeRao) found.push(risk('most-of-balance', 3))
  return found
}
