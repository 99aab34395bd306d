import type { Context } from '../../pallet'
import { blockNumber, ensure, of, put, type Runs, signer, tell } from './acting'
import { owns } from './hotkeys'
import { addressIn } from './keys'
import { totalOf } from './shares'
import { exists, isOpen, netuids, ROOT, worth } from './stake'

type Child = [proportion: bigint, hotkey: string]
type Chosen = { hotkey: string; netuid: number; children: Child[] }
const WHOLE_STAKE = 2n ** 64n - 1n
const MOST_CHILDREN = 5
/** What is limited, by its number in `TransactionKeyLastBlock`. */
const SET_CHILDREN = 0
const SET_TAKE = 1
const CHILDREN_INTERVAL = 150n

const passes = (context: Context, hotkey: string, netuid: number, kind: number, interval: bigint) => {
  const last = of<bigint>(context, 'TransactionKeyLastBlock', hotkey, netuid, kind)
  return last === 0n || BigInt(blockNumber(context)) - last >= interval
}
const remember = (context: Context, hotkey: string, netuid: number, kind: number) =>
  put(context, 'TransactionKeyLastBlock', [hotkey, netuid, kind], BigInt(blockNumber(context)))
const orNone = (list: readonly unknown[]) => (list.length ? list : undefined)
const parentsOf = (context: Context, hotkey: string, netuid: number) => of<Child[]>(context, 'ParentKeys', hotkey, netuid)

/** Whether these children would break a rule: nobody is its own child, nor child and parent of one hotkey. */
function broken(context: Context, { hotkey, netuid, children }: Chosen): string | undefined {
  if (children.some(([, child]) => child === hotkey)) return 'InvalidChild'
  if (children.length > MOST_CHILDREN) return 'TooManyChildren'
  if (children.reduce((sum, [part]) => sum + part, 0n) > WHOLE_STAKE) return 'ProportionOverflow'
  const parents = parentsOf(context, hotkey, netuid).map(([, parent]) => parent)
  return children.some(([, child]) => parents.includes(child)) ? 'ChildParentInconsistency' : undefined
}
/** Gives a hotkey these children in place of those that it has; where that would break a rule by now, nothing happens. */
function apply(context: Context, set: Chosen): void {
  if (broken(context, set)) return
  const { hotkey, netuid, children } = set
  const before = of<Child[]>(context, 'ChildKeys', hotkey, netuid).map(([, child]) => child)
  put(context, 'ChildKeys', [hotkey, netuid], orNone(children))
  for (const child of new Set([...before, ...children.map(([, each]) => each)])) {
    const part = children.find(([, each]) => each === child)?.[0]
    const known = parentsOf(context, child, netuid)
    const others = known.filter(([, parent]) => parent !== hotkey)
    const at = known.findIndex(([, parent]) => parent === hotkey)
    const parents = part === undefined ? others : others.toSpliced(at < 0 ? others.length : at, 0, [part, hotkey])
    put(context, 'ParentKeys', [child, netuid], orNone(parents))
  }
  tell(context, 'SetChildren', [hotkey, netuid, children])
}

function setChildren(context: Context, set: Chosen): void {
  const coldkey = signer(context)
  const { hotkey, netuid, children } = set
  ensure(context, passes(context, hotkey, netuid, SET_CHILDREN, CHILDREN_INTERVAL), 'TxRateLimitExceeded')
  ensure(context, netuid !== ROOT, 'RegistrationNotPermittedOnRootSubnet')
  ensure(context, exists(context, netuid), 'SubnetNotExists')
  ensure(context, owns(context, coldkey, hotkey), 'NonAssociatedColdKey')
  ensure(context, new Set(children.map(([, child]) => child)).size === children.length, 'DuplicateChild')
  const fault = broken(context, set)
  if (fault) throw context.refuse('SubtensorModule', fault)
  const isOwners = of(context, 'SubnetOwnerHotkey', netuid) === hotkey
  const stake = netuids(context).reduce((sum, each) => sum + worth(context, each, totalOf(context, hotkey, each)), 0n)
  const enough = children.length === 0 || isOwners || stake >= of<bigint>(context, 'StakeThreshold')
  ensure(context, enough, 'NotEnoughStakeToSetChildkeys')
  remember(context, hotkey, netuid, SET_CHILDREN)
  if (!isOpen(context, netuid)) {
    apply(context, set)
    return
  }
  const from = BigInt(blockNumber(context)) + of<bigint>(context, 'PendingChildKeyCooldown')
  put(context, 'PendingChildKeys', [netuid, hotkey], [children, from])
  tell(context, 'SetChildrenScheduled', [hotkey, netuid, from, children])
}
/** At the end of an epoch: children that waited long enough. */
export function settleChildren(context: Context, netuid: number, number: number): void {
  for (const [rest, [children, from]] of context.list<[Child[], bigint]>('SubtensorModule', 'PendingChildKeys', netuid)) {
    if (from >= BigInt(number)) continue
    const hotkey = addressIn(rest)
    apply(context, { hotkey, netuid, children })
    put(context, 'PendingChildKeys', [netuid, hotkey], undefined)
  }
}

function setTake(context: Context, { hotkey, netuid, take }: { hotkey: string; netuid: number; take: number }): void {
  const coldkey = signer(context)
  ensure(context, owns(context, coldkey, hotkey), 'NonAssociatedColdKey')
  const least = Math.max(of<number>(context, 'MinChildkeyTake'), of<number>(context, 'MinChildkeyTakePerSubnet', netuid))
  ensure(context, take >= least && take <= of<number>(context, 'MaxChildkeyTake'), 'InvalidChildkeyTake')
  if (take > Math.max(of<number>(context, 'ChildkeyTake', hotkey, netuid), least)) {
    const interval = of<bigint>(context, 'TxChildkeyTakeRateLimit')
    ensure(context, passes(context, hotkey, netuid, SET_TAKE, interval), 'TxChildkeyTakeRateLimitExceeded')
  }
  remember(context, hotkey, netuid, SET_TAKE)
  put(context, 'ChildkeyTake', [hotkey, netuid], take)
  tell(context, 'ChildKeyTakeSet', [hotkey, take])
}
function setAutoParent(context: Context, { hotkey, enabled }: { hotkey: string; enabled: boolean }): void {
  ensure(context, owns(context, signer(context), hotkey), 'NonAssociatedColdKey')
  put(context, 'AutoParentDelegationEnabled', [hotkey], enabled)
  tell(context, 'AutoParentDelegationEnabledSet', { hotkey, enabled })
}

export const children: Runs = {
  set_children: setChildren,
  set_childkey_take: setTake,
  set_auto_parent_delegation_enabled: setAutoParent,
}
