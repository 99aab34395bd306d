import type { RequestView } from '../../../messaging'
import { shortAddress } from '../../../ui'
import type { Fact, Place, Risk } from '../../../units'
import type { Said, Words } from '../../../words'

export type Transaction = Extract<RequestView, { kind: 'transaction' }>
export type Message = Extract<RequestView, { kind: 'message' }>
type SayAmount = (rao: bigint, decimals?: number, unit?: string) => string

/** What one call does, as a sentence. Amounts with all nine decimals; addresses are shown whole beside it. */
export function sayFact(words: Words, fact: Fact, amount: SayAmount): string {
  const say = words.approve.facts
  switch (fact.kind) {
    case 'transfer':
      return say.transfer({ amount: amount(BigInt(fact.amount), 9), to: shortAddress(fact.to.address) })
    case 'transfer-all':
      return say.transferAll({ to: shortAddress(fact.to.address) })
    case 'burn':
      return say.burn({ amount: amount(BigInt(fact.amount), 9) })
    case 'remark':
      return say.remark
    case 'upgrade-accounts':
      return say.upgrade({ count: String(fact.count) })
    case 'root-only':
      return say.root
    default:
      return capital(words.staking.facts[fact.kind](saidOf(words, fact, amount)))
  }
}

/** A text as a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Facts of a staking call: every kind that has a sentence among those. */
export type StakingFact = Extract<Fact, { kind: keyof Words['staking']['facts'] }>
export const isStaking = ({ staking }: Words, fact: Fact): fact is StakingFact => Object.hasOwn(staking.facts, fact.kind)

/** Percent of 65,535 parts or of a million, as '17.99 %'. */
const shareOf = ({ staking }: Words, part: number, of: number) =>
  staking.percent({ percent: ((part / of) * 100).toFixed(2).replace(/\.?0+$/, '') })
export const takeShare = (words: Words, take: number) => shareOf(words, take, 65_535)
export const childShare = (words: Words, share: number) => shareOf(words, share, 1_000_000)

/** What the sentence of a staking call is made of. What a fact does not have is empty. */
function saidOf(words: Words, fact: StakingFact, amount: SayAmount): Said {
  const { staking: say } = words
  const f: Partial<Record<'hotkey' | 'toHotkey' | 'to', Place | null>> & {
    [K in 'amount' | 'alpha' | 'limit']?: string | null
  } & { kind: string; netuid?: number | null; toNetuid?: number; take?: number; type?: string; netuids?: number[]; children?: unknown[] } =
    fact
  const short = (who: Place | null | undefined) => (who ? shortAddress(who.address) : '')
  const rao = (value: string | null | undefined, unit?: string) => (value ? amount(BigInt(value), 9, unit) : '')
  const netuid = f.netuid ?? 0
  return {
    amount: rao(f.amount),
    alpha:
      f.alpha === null
        ? say.allAlpha({ netuid })
        : netuid === 0
          ? say.alpha({ amount: rao(f.alpha), netuid })
          : rao(f.alpha, `SN${netuid}`),
    hotkey: short(f.hotkey),
    toHotkey: short(f.toHotkey),
    to: short(f.to),
    subnet: say.subnet(netuid),
    toSubnet: say.subnet(f.toNetuid ?? netuid),
    limit: rao(f.limit),
    share: takeShare(words, f.take ?? 0),
    subnets: (f.netuids ?? []).join(', '),
    count: f.children?.length ?? 0,
    type: f.type ?? '',
    on: ('on' in fact && fact.on) || ('restake' in fact && fact.restake) || ('keepStake' in fact && fact.keepStake),
    sameHotkey: f.toHotkey?.id === f.hotkey?.id,
    sameSubnet: f.toNetuid === netuid,
    everywhere: f.netuid === null,
    limited: typeof f.limit === 'string',
  }
}

/** All risks of a transaction, the gravest first, each sentence once. */
export function risksOf({ explanation }: Pick<Transaction, 'explanation'>): Risk[] {
  const all = [...explanation.leaves.flatMap(({ risks }) => risks), ...explanation.risks]
  const once = new Map(all.map((risk) => [`${risk.id} ${JSON.stringify(risk.facts)}`, risk]))
  return [...once.values()].sort((a, b) => b.level - a.level)
}

/** The gravest risk in a few words, '' where there is none. */
export function shortRisk({ approve: say }: Words, request: Transaction | Message): string {
  const [first] = request.kind === 'message' ? request.risks : risksOf(request)
  return first ? say.shortRisks[first.id] : ''
}

/** The same for the same content on the screen, whatever waits for how long: the bytes alone do not tell balance, fee or risks. */
export function fingerprint({ id: _id, openedAt: _openedAt, expiresAt: _expiresAt, ...shown }: RequestView): string {
  return JSON.stringify(shown)
}

/** Text of a stranger that is longer may be longer than the screen, in UTF-16 units. */
const LONG_TEXT = 400
/** Whether so much is shown that its end must have been seen: several calls, or somebody else's text that fills the screen. */
export function isLong(request: Transaction | Message): boolean {
  if (request.kind === 'message') return (request.text ?? request.bytes).length > LONG_TEXT
  const { leaves } = request.explanation
  return leaves.length > 1 || leaves.some(({ fact }) => fact.kind === 'remark' && (fact.text ?? fact.hex).length > LONG_TEXT)
}

/** Worst case that leaves the account with fee and tip, in rao; undefined when it has no bound or the fee is not known. */
export function leavesAtMost({ explanation, fee, tip, hidden }: Transaction): bigint | undefined {
  if (explanation.outflow === null || fee === null) return undefined
  return BigInt(explanation.outflow) + BigInt(fee) + BigInt(tip) + BigInt(hidden?.fee ?? 0)
}

/** Minutes that an era lasts, at twelve seconds a block. */
export const minutesOf = (blocks: number): number => Math.max(1, Math.round((blocks * 12) / 60))

/** Groups of eight, so that a long hash can be compared. */
export const hexGroups = (hex: string): string => (hex.slice(2).match(/.{1,8}/g) ?? []).join(' ')
export const shortHash = (hash: string): string => `${hash.slice(0, 6)}…${hash.slice(-4)}`
