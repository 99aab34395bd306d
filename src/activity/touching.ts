import type { Fact } from '../units'
import { type Activity, own, ranOf } from './entries'

type Spot = { hotkey: string; netuid: number }

const isAt = ({ hotkey, netuid }: Spot, key: { id: string }, on: number | null) => key.id === hotkey && (on === null || on === netuid)
/** Whether a call takes from what its account has staked there: of these the stake itself may pay the fee. */
function takes(fact: Fact, spot: Spot): boolean {
  switch (fact.kind) {
    case 'unstake':
    case 'destroy-stake':
    case 'move-stake':
    case 'give-stake':
    case 'swap-hotkey':
      return isAt(spot, fact.hotkey, fact.netuid)
    case 'unstake-all':
      return isAt(spot, fact.hotkey, null)
    default:
      return false
  }
}
/** Whether a call may change in another way what its account, or the one that it gives to, has staked there. */
function brings(fact: Fact, spot: Spot, mine: boolean, id: string): boolean {
  switch (fact.kind) {
    case 'stake':
    case 'buy-destroy':
    case 'register':
      return mine && isAt(spot, fact.hotkey, fact.netuid)
    case 'move-stake':
      return mine && isAt(spot, fact.toHotkey, fact.toNetuid)
    case 'give-stake':
      return fact.to.id === id && isAt(spot, fact.toHotkey, fact.toNetuid)
    case 'swap-hotkey':
      return mine && isAt(spot, fact.toHotkey, fact.netuid)
    case 'claim':
      return mine && spot.netuid === 0
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
    const mine = account === id
    const failed = done && !status.ok && !status.part
    // No fee in TAO: the stake paid it, or in a way that could not be read.
    const fromStake = mine && (entry.fee === '0' || entry.fee === null)
    const ran = ranOf(entry)
    const may = (fact: Fact, i: number) =>
      failed ? takes(fact, spot) : ran[i] !== false && ((mine && takes(fact, spot)) || brings(fact, spot, mine, id))
    // What no page could show was left out of its calls: it may have been anything.
    const touches = (!failed || fromStake) && (calls.length ? calls.some(({ fact }, i) => may(fact, i)) : mine)
    if (!touches) return []
    const block = extrinsic?.block ?? (done ? status.block : null)
    return [block === null ? [eraBegin - 1, eraEnd] : [block - 1, block]]
  })
}
