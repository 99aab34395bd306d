import type { FactView, RequestView, RiskView } from '../../../messaging'
import { shortAddress } from '../../../ui'
import type { Words } from '../../../words'

export type Transaction = Extract<RequestView, { kind: 'transaction' }>
export type Message = Extract<RequestView, { kind: 'message' }>
type SayAmount = (rao: bigint, decimals?: number) => string

/** What one call does, as a sentence. Amounts with all nine decimals; addresses are shown whole beside it. */
export function sayFact(words: Words, fact: FactView, amount: SayAmount): string {
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
  }
}

/** All risks of a transaction, the gravest first, each sentence once. */
export function risksOf({ explanation }: Pick<Transaction, 'explanation'>): RiskView[] {
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

/** Worst case that leaves the account with fee and tip, in rao; undefined when it has no bound or the fee is not known. */
export function leavesAtMost({ explanation, fee, tip }: Transaction): bigint | undefined {
  return explanation.outflow === null || fee === null ? undefined : BigInt(explanation.outflow) + BigInt(fee) + BigInt(tip)
}

/** Minutes that an era lasts, at twelve seconds a block. */
export const minutesOf = (blocks: number): number => Math.max(1, Math.round((blocks * 12) / 60))

/** Groups of eight, so that a long hash can be compared. */
export const hexGroups = (hex: string): string => (hex.slice(2).match(/.{1,8}/g) ?? []).join(' ')
export const shortHash = (hash: string): string => `${hash.slice(0, 6)}…${hash.slice(-4)}`
