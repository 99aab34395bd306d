import type { Fact } from '../units'
import { type Activity, own, ranOf } from './entries'

type Spot = { hotkey: string; netuid: number }

/** Whether what a call does may change what its account, or the one that it gives to, has staked there. */
function mayTouch(fact: Fact, { hotkey, netuid }: Spot, mine: boolean, id: string): boolean {
  const isAt = (key: { id: string }, on: number | null) => key.id === hotkey && (on === null || on === netuid)
  switch (fact.kind) {
    case 'stake':
    case 'unstake':
    case 'destroy-stake':
    case 'buy-destroy':
    case 'register':
      return mine && isAt(fact.hotkey, fact.netuid)
    case 'unstake-all':
      return mine && isAt(fact.hotkey, null)
    case 'move-stake':
      return mine && (isAt(fact.hotkey, fact.netuid) || isAt(fact.toHotkey, fact.toNetuid))
    case 'give-stake':
      return (mine && isAt(fact.hotkey, fact.netuid)) || (fact.to.id === id && isAt(fact.toHotkey, fact.toNetuid))
    case 'swap-hotkey':
      return mine && (isAt(fact.hotkey, fact.netuid) || isAt(fact.toHotkey, fact.netuid))
    case 'claim':
      return mine && netuid === 0
    default:
      return false
  }
}

/**
 * When something that was signed here may have changed a stake: after the first block of each span, up to the second. Of what is not over,
 * or whose end nobody knows, the span is its era.
 * @param id of the account that has the stake, hex
 */
export function touching(activity: Activity, genesisHash: string, id: string, spot: Spot): [afterBlock: number, untilBlock: number][] {
  return own(activity).flatMap((entry): [number, number][] => {
    const { account, status, calls, extrinsic, eraBegin, eraEnd } = entry
    if (entry.genesisHash !== genesisHash || status.phase === 'lost') return []
    const done = status.phase === 'included' || status.phase === 'final'
    if (done && !status.ok && !status.part) return []
    const ran = ranOf(entry)
    const mine = account === id
    // What no page could show was left out of its calls: it may have been anything.
    const touches = calls.length ? calls.some(({ fact }, i) => ran[i] !== false && mayTouch(fact, spot, mine, id)) : mine
    if (!touches) return []
    const block = extrinsic?.block ?? (done ? status.block : null)
    return [block === null ? [eraBegin - 1, eraEnd] : [block - 1, block]]
  })
}
