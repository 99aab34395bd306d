import { KluisError } from '../units'
import type { DecodedCall } from './call'
import { type Fact, factsTable, type Level, nameOf, wrappers } from './facts'
import { textOf } from './message'
import { type Context, type Risk, risksOfLeaf, risksOfWhole } from './risks'

export type Leaf = { path: readonly number[]; call: string; level: Level; fact: Fact; risks: readonly Risk[] }
export type Explanation = {
  /** That of the riskiest part. */
  level: Level
  /** Every call that does something, in the order in which it would run. */
  leaves: readonly Leaf[]
  wrappers: readonly { path: readonly number[]; call: string }[]
  /** Risks of the whole, beside those of its parts. */
  risks: readonly Risk[]
  /** Worst case that leaves the account, over all leaves, without fee and tip. */
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
    const found = risksOfLeaf(fact, context)
    leaves.push({ path, call: name, fact, risks: found, level: highest(baseLevel(fact), found) })
  }
  visit(call, [])

  const tao = leaves.reduce<bigint | 'unbounded'>((sum, { fact }) => add(sum, outflowOf(fact, context)), 0n)
  risks.push(
    ...risksOfWhole(
      leaves.map((each) => each.fact),
      tao,
      context,
    ),
  )
  const once = risks.filter((each, i) => risks.findIndex((other) => other.id === each.id) === i)
  const level = leaves.reduce((max, each) => Math.max(max, each.level) as Level, highest(0, once))
  return { level, leaves, wrappers: held, risks: once, outflow: { tao } }
}

function withNow(fact: Fact, { freeRao, existentialDepositRao, feeRao }: Context): Fact {
  if (fact.kind !== 'transfer-all' || freeRao === undefined) return fact
  const left = freeRao - (feeRao ?? 0n) - (fact.keepAlive ? existentialDepositRao : 0n)
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

function outflowOf(fact: Fact, { freeRao }: Context): bigint | 'unbounded' {
  if (fact.kind === 'transfer' || fact.kind === 'burn') return fact.amountRao
  // Whatever is there when it runs; the balance known now is the best bound there is, without one there is none.
  if (fact.kind === 'transfer-all') return freeRao ?? 'unbounded'
  return 0n
}

const add = (a: bigint | 'unbounded', b: bigint | 'unbounded') => (a === 'unbounded' || b === 'unbounded' ? 'unbounded' : a + b)
const highest = (start: Level, risks: readonly Risk[]) => risks.reduce((max, each) => Math.max(max, each.level) as Level, start)
