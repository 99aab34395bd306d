import { KluisError } from '../units'
import type { DecodedCall } from './call'
import { type Fact, factsTable, type Level, nameOf, wrappers } from './facts'
import { textOf } from './message'
import { type Context, namedOutflow, type Risk, risksOfLeaf, risksOfWhole } from './risks'

export type Leaf = { path: readonly number[]; call: string; level: Level; fact: Fact; risks: readonly Risk[] }
export type Explanation = {
  /** That of the riskiest part. */
  level: Level
  /** Every call that does something, in the order in which it would run. */
  leaves: readonly Leaf[]
  wrappers: readonly { path: readonly number[]; call: string }[]
  /** Risks of the whole, beside those of its parts. */
  risks: readonly Risk[]
  /** Worst case that leaves the account, over all leaves, without fee and tip. Sending everything has no bound: more may come in before it runs. */
  outflow: { tao: bigint | 'unbounded' }
}

const table = factsTable(textOf)

/**
 * Says what a call does, from the decoded call and what the wallet knows. Pure.
 * @throws KluisError call-unknown {call} for a call that Kluis cannot explain: it is refused, never shown as bytes
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
    const fact = withNow(read(each.args), context)
    const before = 'to' in fact ? (received.get(fact.to.id) ?? 0n) : 0n
    const found = risksOfLeaf(fact, context, before)
    const fails = found.some(({ id }) => id === 'below-existential-deposit')
    if (fact.kind === 'transfer' && !fails) received.set(fact.to.id, before + fact.amountRao)
    leaves.push({ path, call: name, fact, risks: found, level: highest(baseLevel(fact), found) })
  }
  visit(call, [])

  const facts = leaves.map(({ fact }) => fact)
  const tao = facts.some(({ kind }) => kind === 'transfer-all') ? 'unbounded' : namedOutflow(facts)
  risks.push(...risksOfWhole(facts, context))
  const once = risks.filter((each, i) => risks.findIndex((other) => other.id === each.id) === i)
  const level = leaves.reduce((max, each) => Math.max(max, each.level) as Level, highest(0, once))
  return { level, leaves, wrappers: held, risks: once, outflow: { tao } }
}

function withNow(fact: Fact, { freeRao, heldRao = 0n, existentialDepositRao, feeRao }: Context): Fact {
  if (fact.kind !== 'transfer-all' || freeRao === undefined) return fact
  const stays = fact.keepAlive && existentialDepositRao > heldRao ? existentialDepositRao : heldRao
  const left = freeRao - (feeRao ?? 0n) - stays
  return { ...fact, amountNowRao: left > 0n ? left : 0n }
}

function baseLevel(fact: Fact): Level {
  switch (fact.kind) {
    case 'transfer':
      return 1
    case 'transfer-all':
    case 'burn':
      return 3
    case 'root-only':
      return 4
    default:
      return 0
  }
}

const highest = (start: Level, risks: readonly Risk[]) => risks.reduce((max, each) => Math.max(max, each.level) as Level, start)
