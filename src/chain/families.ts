import { KluisError } from '../units'
import type { Live } from './live'
import { u64 } from './money'
import { readBestHead } from './reads'
import { addressOf, hasCall, hasItem, idFrom, listFrom, readItem, readItems, readNetuids } from './root'

/** Who gets a part of a hotkey's weight: the part in 2^-64 of it. */
export type Child = { hotkey: string; part: bigint }
/** A hotkey of one's own, and what it keeps of what it earns for its stakers: parts of 65,535. `autoParent` null: the chain has no such switch. */
export type KeptHotkey = { hotkey: string; take: number; autoParent: boolean | null }
export type KeptHotkeys = { block: number; hash: string; all: KeptHotkey[]; takes: boolean; children: boolean }
/** What a hotkey gives away on one subnet, and what it keeps as a child there. `pending`: children that are not there before a block. */
export type Family = {
  netuid: number
  children: Child[]
  pending: { children: Child[]; from: bigint } | null
  take: number
  /** From which block on children can be set again, and the take raised; null: now. */
  setFrom: bigint | null
  raiseFrom: bigint | null
}
/** The bounds of takes, and from which block on that of a hotkey may rise again (null: now). `cooldown`: blocks that children wait. */
export type FamilyRules = {
  take: { least: number; most: number; raiseFrom: bigint | null; everyBlocks: bigint | null }
  childTake: { least: number; most: number; everyBlocks: bigint | null }
  cooldown: bigint | null
}
export type FamilyDetails = { block: number; hash: string; owned: KeptHotkey; rules: FamilyRules; families: Family[] }

/** What is limited, by its number in `TransactionKeyLastBlock` (chain.md 2.2), and how long children cannot be set again. */
const SET_CHILDREN = 0
const SET_CHILD_TAKE = 1
const CHILDREN_EVERY = 150n
const NOBODY = `0x${'00'.repeat(32)}`

function takeFrom(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 65_535) throw new KluisError('node-lied')
  return value
}
const childrenFrom = (value: unknown): Child[] =>
  listFrom(value).map((each) => {
    const [part, hotkey] = listFrom(each)
    return { hotkey: idFrom(hotkey), part: u64(part) }
  })

/**
 * The hotkeys that a coldkey owns, at the newest block.
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readKeptHotkeys(live: Live, coldkey: string): Promise<KeptHotkeys> {
  const { hash, number: block } = await readBestHead(live)
  const rights = {
    takes: hasItem(live, 'Delegates') && hasCall(live, 'increase_take') && hasCall(live, 'decrease_take'),
    children: hasItem(live, 'ChildKeys') && hasCall(live, 'set_children'),
  }
  if (!hasItem(live, 'OwnedHotkeys')) return { block, hash, all: [], ...rights }
  const hotkeys = listFrom(await readItem(live, hash, 'OwnedHotkeys', addressOf(coldkey))).map(idFrom)
  return { block, hash, all: await readOwned(live, hash, hotkeys), ...rights }
}

async function readOwned(live: Live, hash: string, hotkeys: readonly string[]): Promise<KeptHotkey[]> {
  const keys = hotkeys.map((hotkey) => [addressOf(hotkey)])
  const switches = hasItem(live, 'AutoParentDelegationEnabled') && hasCall(live, 'set_auto_parent_delegation_enabled')
  const [takes, parents] = await Promise.all([
    readItems(live, hash, 'Delegates', keys),
    switches ? readItems(live, hash, 'AutoParentDelegationEnabled', keys) : [],
  ])
  return hotkeys.map((hotkey, at) => ({ hotkey, take: takeFrom(takes[at]), autoParent: switches ? parents[at] === true : null }))
}

/**
 * One hotkey of a coldkey: its take, its children and what it keeps as a child, on every subnet, at the newest block.
 * @returns null where the hotkey is not the coldkey's
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readFamily(live: Live, coldkey: string, hotkey: string): Promise<FamilyDetails | null> {
  const { hash, number: block } = await readBestHead(live)
  const address = addressOf(hotkey)
  const owner = await readItem(live, hash, 'Owner', address)
  const owned = owner === undefined ? NOBODY : idFrom(owner)
  if (owned !== coldkey) return null
  const [[own], netuids, rules] = await Promise.all([
    readOwned(live, hash, [hotkey]),
    readNetuids(live, hash),
    readRules(live, hash, address, block),
  ])
  if (!own) throw new KluisError('internal')
  const subnets = netuids?.filter((netuid) => netuid !== 0) ?? []
  return { block, hash, owned: own, rules, families: await readFamilies(live, hash, address, subnets, block, rules) }
}

async function readRules(live: Live, hash: string, address: string, block: number): Promise<FamilyRules> {
  const maybe = async (name: string, ...key: unknown[]) => (hasItem(live, name) ? readItem(live, hash, name, ...key) : undefined)
  const [least, most, every, last, childLeast, childMost, childEvery, cooldown] = await Promise.all([
    ...[maybe('MinDelegateTake'), maybe('MaxDelegateTake'), maybe('TxDelegateTakeRateLimit')],
    maybe('LastRateLimitedBlock', { type: 'LastTxBlockDelegateTake', value: address }),
    ...[maybe('MinChildkeyTake'), maybe('MaxChildkeyTake'), maybe('TxChildkeyTakeRateLimit'), maybe('PendingChildKeyCooldown')],
  ])
  const blocks = (value: unknown) => (value === undefined ? null : u64(value))
  const bound = (value: unknown, usual: number) => (value === undefined ? usual : takeFrom(value))
  const everyBlocks = blocks(every)
  return {
    take: {
      least: bound(least, 0),
      most: bound(most, 65_535),
      raiseFrom: after(blocks(last), (everyBlocks ?? 0n) + 1n, block),
      everyBlocks,
    },
    childTake: { least: bound(childLeast, 0), most: bound(childMost, 65_535), everyBlocks: blocks(childEvery) },
    cooldown: blocks(cooldown),
  }
}

/** From which block on something may be done again that was done last in another; null: it may be done in the next. */
function after(last: bigint | null, every: bigint, block: number): bigint | null {
  if (last === null || last === 0n) return null
  return last + every > BigInt(block) + 1n ? last + every : null
}

async function readFamilies(
  live: Live,
  hash: string,
  address: string,
  netuids: readonly number[],
  block: number,
  { childTake }: FamilyRules,
): Promise<Family[]> {
  if (!hasItem(live, 'ChildKeys')) return []
  const of = async (name: string, key: (netuid: number) => unknown[]) =>
    hasItem(live, name) ? readItems(live, hash, name, netuids.map(key)) : []
  const [children, pending, takes, set, raised] = await Promise.all([
    of('ChildKeys', (netuid) => [address, netuid]),
    of('PendingChildKeys', (netuid) => [netuid, address]),
    of('ChildkeyTake', (netuid) => [address, netuid]),
    of('TransactionKeyLastBlock', (netuid) => [address, netuid, SET_CHILDREN]),
    of('TransactionKeyLastBlock', (netuid) => [address, netuid, SET_CHILD_TAKE]),
  ])
  const last = (value: unknown) => (value === undefined ? null : u64(value))
  return netuids.map((netuid, at) => {
    const [waiting, from] = pending[at] === undefined ? [[], 0n] : listFrom(pending[at])
    const waits = u64(from)
    return {
      netuid,
      children: childrenFrom(children[at] ?? []),
      pending: waits === 0n ? null : { children: childrenFrom(waiting), from: waits },
      take: takes[at] === undefined ? 0 : takeFrom(takes[at]),
      setFrom: after(last(set[at]), CHILDREN_EVERY, block),
      raiseFrom: after(last(raised[at]), childTake.everyBlocks ?? 0n, block),
    }
  })
}
