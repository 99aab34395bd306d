import { type Fact, isFact, KluisError, type Level, type Risk } from '../units'
import type { DecodedCall } from './call'
import { factsTable, levels, nameOf, wrappers } from './facts'
import { textOf } from './message'
import { type Context, costOf, risksOfLeaf, risksOfWhole, stakeOutOf } from './risks'

export type Leaf = { path: readonly number[]; call: string; level: Level; fact: Fact; risks: readonly Risk[] }
type Bound = bigint | 'unbounded'
export type Explanation = {
  /** That of the riskiest part. */
  level: Level
  /** Every call that does something, in the order in which it would run. */
  leaves: readonly Leaf[]
  wrappers: readonly { path: readonly number[]; call: string }[]
  /** Risks of the whole, beside those of its parts. */
  risks: readonly Risk[]
  /**
   * Worst case that leaves, over all leaves, without fee and tip: TAO that leaves the free balance, and stake that leaves the account, by
   * subnet. Sending everything has no bound: more may come in before it runs.
   */
  outflow: { tao: Bound; stake: ReadonlyMap<number, Bound> }
}

const table = factsTable(textOf)

/**
 * Says what a call does, from the decoded call and what the wallet knows. Pure.
 * @throws KluisError call-unknown {call} for a call that Kluis cannot explain, or arguments that no such call has: it is refused, never shown
 */
export function explain(call: DecodedCall, context: Context): Explanation {
  const leaves: Leaf[] = []
  const held: { path: number[]; call: string }[] = []
  const risks: Risk[] = []
  const received = new Map<string, bigint>()

  function visit(each: DecodedCall, path: number[]): void {
    const name = nameOf(each)
    const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined
    if (wrapper) {
      held.push({ path, call: name })
      if (!wrapper.all && each.inner.length > 1) risks.push({ id: 'not-atomic', level: 1, facts: {} })
      each.inner.forEach((inner, i) => {
        visit(inner, [...path, i])
      })
      return
    }
    const read = Object.hasOwn(table, name) ? table[name] : undefined
    if (!read) throw new KluisError('call-unknown', { call: name })
    const told = read(each.args)
    if (!isFact(told)) throw new KluisError('call-unknown', { call: name })
    const fact = withNow(told, context)
    const before = 'to' in fact ? (received.get(fact.to.id) ?? 0n) : 0n
    const found = risksOfLeaf(fact, context, before, leaves.length)
    const fails = found.some(({ id }) => id === 'below-existential-deposit')
    if (fact.kind === 'transfer' && !fails) received.set(fact.to.id, before + BigInt(fact.amount))
    leaves.push({ path, call: name, fact, risks: found, level: highest(levels[fact.kind], found) })
  }
  visit(call, [])

  const facts = leaves.map(({ fact }) => fact)
  const stake = new Map<number, Bound>()
  for (const fact of facts) {
    const out = stakeOutOf(fact)
    if (out) stake.set(out.netuid, plus(stake.get(out.netuid) ?? 0n, out.alpha))
  }
  const tao = facts.map((fact) => costOf(fact, context)).reduce<Bound>(plus, 0n)
  risks.push(...risksOfWhole(facts, context, held.length > 0))
  const once = risks.filter((each, i) => risks.findIndex((other) => other.id === each.id) === i)
  const level = leaves.reduce((max, each) => Math.max(max, each.level) as Level, highest(0, once))
  return { level, leaves, wrappers: held, risks: once, outflow: { tao, stake } }
}

function withNow(fact: Fact, { freeRao, heldRao = 0n, existentialDepositRao, feeRao }: Context): Fact {
  if (fact.kind !== 'transfer-all' || freeRao === undefined) return fact
  const stays = fact.keepAlive && existentialDepositRao > heldRao ? existentialDepositRao : heldRao
  const left = freeRao - (feeRao ?? 0n) - stays
  return { ...fact, amountNow: (left > 0n ? left : 0n).toString() }
}

const plus = (sum: Bound, each: Bound): Bound => (sum === 'unbounded' || each === 'unbounded' ? 'unbounded' : sum + each)
const highest = (start: Level, risks: readonly Risk[]) => risks.reduce((max, each) => Math.max(max, each.level) as Level, start)
