import { isLimit, limitDistance, ROOT, type Side } from '../staking'
import {
  type Fact,
  fromHex,
  isTao,
  type Level,
  lookalike,
  movesMoney,
  type Place,
  palletAccountOf,
  RAO_PER_TAO,
  type Risk,
  type RiskId,
  TAO,
  type Token,
} from '../units'

/** What the wallet knows around a call. Amounts in rao; ids are account ids in hex. */
export type Context = {
  from: Place
  freeRao: bigint | undefined
  /** What of it cannot leave in any case: locks, and the existential deposit of an account that others rely on. */
  heldRao?: bigint
  /** What recipients hold now, by account id; one that is absent is not known. */
  recipientFreeRao?: ReadonlyMap<string, bigint>
  /** Recipients that the chain knows as hotkeys, with the address of the coldkey that owns each. By account id. */
  hotkeys?: ReadonlyMap<string, string>
  /** Account ids that may be paid, where the person chose to pay nobody else; absent where they may pay anybody. */
  payable?: ReadonlySet<string>
  /** Prices now, in rao of TAO for a whole alpha, by netuid; absent or without a subnet: not known. */
  spots?: ReadonlyMap<number, bigint> | undefined
  /** What the chain takes for replacing a hotkey, everywhere and on one subnet; absent: not known. */
  swapHotkeyRao?: { all: bigint; one: bigint } | undefined
  /** Calls that may leave so little of what they sell a part of that the chain sells that too: their places among all, in their order. */
  swept?: ReadonlySet<number> | undefined
  existentialDepositRao: bigint
  feeRao: bigint | undefined
  /** Whether another operator tells something else of the account; the lower balance counts. */
  nodesDisagree?: boolean
  /** Whether the connected chain takes a fee from stake where there is no TAO for it. */
  feesFromStake?: boolean
  /** Whether this is a claim that surely costs more than it brings; absent: it does not, or nobody tells. */
  claimLoses?: boolean
  tipRao: bigint
  eraPeriod: number
  /** Addresses that the person knows: own accounts and those paid before, by account id. */
  known: readonly Place[]
  /** Contacts, paid or not: nobody may look like one of them. */
  contacts?: readonly Place[]
  /** Whether the asking site signed something before; true for the wallet itself. */
  siteKnown: boolean
  /** Whether a site asks this of a hotkey: the wallet itself asks before it offers one. */
  siteAsksHotkey: boolean
  /** Whether the node is trusted as it is (a local chain). */
  local: boolean
  /** What the chain counts in; absent: TAO. Amounts are then in the smallest unit of it. */
  token?: Token
}

/** In parts of a whole. */
const HIGH_TIP = 100n
/** Beyond this for each call, and never for fewer than ten of them, a network fee is none that the chain asks (chain.md 2.3). */
const HIGH_FEE = 1_000n
const LONG_ERA = 256
/** More than this to addresses never paid before is risky, whatever a node says of the balance (security.md 6.3). */
const LARGE_FIRST_TIME = 100n * RAO_PER_TAO

const risk = (id: RiskId, level: Level, facts: Record<string, string> = {}): Risk => ({ id, level, facts })

const isKnown = ({ id }: { id: string }, { known }: Context) => known.some((each) => each.id === id)

/** The most that a call takes from the free balance. */
export function costOf(fact: Fact, { swapHotkeyRao }: Context): bigint | 'unbounded' {
  switch (fact.kind) {
    case 'transfer-all':
      return 'unbounded'
    case 'register':
      return fact.limit === null ? 'unbounded' : BigInt(fact.limit)
    case 'swap-hotkey':
      return swapHotkeyRao ? swapHotkeyRao[fact.netuid === null ? 'all' : 'one'] : 'unbounded'
    default:
      return 'amount' in fact ? BigInt(fact.amount) : 0n
  }
}

/** Stake that a call takes out of the account's hands: another has it then, or nobody. */
export function stakeOutOf(fact: Fact): { netuid: number; alpha: bigint | 'unbounded' } | undefined {
  if (fact.kind !== 'give-stake' && fact.kind !== 'destroy-stake') return undefined
  return { netuid: fact.netuid, alpha: fact.alpha === null ? 'unbounded' : BigInt(fact.alpha) }
}

const named = (facts: readonly Fact[], context: Context): bigint =>
  facts.reduce((sum, fact) => {
    const cost = costOf(fact, context)
    return cost === 'unbounded' ? sum : sum + cost
  }, 0n)

/** What is traded at a pool's price, and within which limit; undefined where nothing is: root and other stake of the same subnet are one for one. */
function tradeOf(fact: Fact): { side: Side; limit: string | null; from: number; to: number } | undefined {
  switch (fact.kind) {
    case 'stake':
    case 'buy-destroy':
      return fact.netuid === ROOT ? undefined : { side: 'buy', limit: fact.limit, from: ROOT, to: fact.netuid }
    case 'unstake':
      return fact.netuid === ROOT ? undefined : { side: 'sell', limit: fact.limit, from: fact.netuid, to: ROOT }
    case 'move-stake':
    case 'give-stake':
      if (fact.netuid === fact.toNetuid) return undefined
      return { side: 'swap', limit: 'limit' in fact ? fact.limit : null, from: fact.netuid, to: fact.toNetuid }
    case 'unstake-all':
      return { side: 'sell', limit: null, from: ROOT, to: ROOT }
    default:
      return undefined
  }
}

/** The subnets whose prices say how near the limit of a trade is. */
export function pricedBy({ fact }: { fact: Fact }): number[] {
  const trade = tradeOf(fact)
  return trade ? [trade.from, trade.to] : []
}

/** Further from the price than this a limit lets a good part of the money go; then it protects from hardly anything. In millionths. */
const LOOSE = 50_000n
const WIDE = 200_000n
/** Twice the price, or half of it: as far as a limit of an own form goes at most. Beyond it is one in name only. In millionths. */
const farthest = (side: Side) => (side === 'buy' ? 1_000_000n : 500_000n)
/** '0.5' of 5,000 millionths, rounded up to hundredths of a percent. */
function percentOf(millionths: bigint): string {
  const hundredths = (millionths + 99n) / 100n
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`.replace(/\.?0+$/, '')
}

function risksOfTrade(fact: Fact, { spots }: Context): Risk[] {
  // What registering costs is asked at the moment, like a price.
  if (fact.kind === 'register' && fact.limit === null) return [risk('no-limit', 3)]
  const trade = tradeOf(fact)
  if (!trade) return []
  const { side, from, to } = trade
  const limit = trade.limit === null ? undefined : BigInt(trade.limit)
  if (limit === undefined || !isLimit(side, limit)) return [risk('no-limit', 3)]
  const [here = 0n, there = 0n] = [from, to].map((netuid) => (netuid === ROOT ? RAO_PER_TAO : spots?.get(netuid)))
  const price = side === 'buy' ? there : side === 'sell' ? here : there && (here * RAO_PER_TAO) / there
  const away = limitDistance(side, limit, price)
  if (away === undefined) return [risk('limit-unknown', 3)]
  if (away < 0n) return [risk('limit-passed', 2)]
  const facts = { percent: percentOf(away) }
  if (away > farthest(side)) return [risk('limit-nominal', 3, facts)]
  return [away > LOOSE ? risk('limit-loose', away > WIDE ? 3 : 2, facts) : risk('limit-near', 0, facts)]
}

/** What a kind of call brings with it, whatever its amounts. */
const always: Partial<Record<Fact['kind'], readonly [RiskId, Level]>> = {
  'root-only': ['root-only', 4],
  'unstake-all': ['sells-all', 2],
  'give-stake': ['stake-given', 3],
  'destroy-stake': ['stake-destroyed', 3],
  'buy-destroy': ['stake-destroyed', 3],
  // The chain takes no limit for it, so nobody can set one.
  claim: ['claim-open', 2],
  lock: ['stake-locked', 3],
  'swap-hotkey': ['hotkey-swapped', 3],
}

/** Risks of one call. @param received what calls before it bring to the same recipient @param at its place among all */
export function risksOfLeaf(fact: Fact, context: Context, received = 0n, at = 0): Risk[] {
  const found: Risk[] = []
  if (fact.kind === 'claim' && context.claimLoses) found.push(risk('claim-loss', 2))
  const [id, level] = always[fact.kind] ?? []
  if (id !== undefined && level !== undefined) found.push(risk(id, level))
  found.push(...risksOfTrade(fact, context))
  if (context.swept?.has(at)) found.push(risk('rest-sold', 2))
  if ('to' in fact) {
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
  if (('amount' in fact && BigInt(fact.amount) === 0n) || ('alpha' in fact && fact.alpha === '0')) found.push(risk('amount-zero', 2))
  if (fact.kind === 'transfer' && BigInt(fact.amount) > 0n && fact.to.id !== context.from.id) {
    const has = context.recipientFreeRao?.get(fact.to.id)
    if (has !== undefined && has + received + BigInt(fact.amount) < context.existentialDepositRao)
      found.push(risk('below-existential-deposit', 2))
  }
  return found
}

/** Calls of which the chain takes its fee from the stake when there is no TAO for it, where nothing else holds them (chain.md 2.3). */
const payInAlpha: ReadonlySet<Fact['kind']> = new Set(['unstake', 'unstake-all', 'move-stake', 'give-stake', 'destroy-stake'])

/** Risks of everything together: what is split over many calls is weighed as one. @param held whether calls stand inside others */
export function risksOfWhole(facts: readonly Fact[], context: Context, held = true): Risk[] {
  const found: Risk[] = []
  const { freeRao, heldRao = 0n, feeRao = 0n, tipRao, existentialDepositRao, token = TAO } = context
  const whole = 10n ** BigInt(token.decimals)
  if (HIGH_TIP * tipRao > whole) found.push(risk('tip-high', 3))
  const usual = (whole * BigInt(Math.max(facts.length, 10))) / HIGH_FEE
  if (feeRao > usual) found.push(risk('fee-high', feeRao > 10n * usual ? 3 : 2))
  if (context.eraPeriod > LONG_ERA) found.push(risk('era-long', 3, { blocks: String(context.eraPeriod) }))
  if (context.nodesDisagree) found.push(risk('nodes-disagree', 2))
  if (!context.siteKnown) found.push(risk('site-new', 1))
  if (context.local) found.push(risk('network-local', 0))
  const unbounded = facts.some((each) => costOf(each, context) === 'unbounded')
  if (context.siteAsksHotkey && facts.some(movesMoney)) found.push(risk('from-hotkey', 3))
  const taken = named(facts, context)
  // What is staked is still one's own.
  const gone = named(
    facts.filter(({ kind }) => kind !== 'stake'),
    context,
  )
  const toNew = facts.filter((each) => each.kind === 'transfer' && each.to.id !== context.from.id && !isKnown(each.to, context))
  // Of what else a chain may count in, nobody knows how much is much.
  if (isTao(token) && named(toNew, context) > LARGE_FIRST_TIME) found.push(risk('large-first-time', 3))
  if (freeRao === undefined) {
    if (taken > 0n || unbounded) found.push(risk('balance-unknown', 2))
    return found
  }
  const after = freeRao - taken - feeRao - tipRao
  const mayClose = facts.some((each) => 'keepAlive' in each && !each.keepAlive)
  const [only] = facts
  if (after < heldRao || (after < existentialDepositRao && !mayClose))
    found.push(
      context.feesFromStake && !held && only && payInAlpha.has(only.kind)
        ? risk('fee-in-alpha', 1, { of: only.kind })
        : risk('not-enough', 2),
    )
  else if (after < existentialDepositRao && taken > 0n) found.push(risk('account-closed', 3))
  if (2n * gone > freeRao) found.push(risk('most-of-balance', 3))
  return found
}
