import * as v from 'valibot'
import { blake256, decodeAddress, encodeAddress, fromHex, palletAccountOf, toHex } from '../units'
import { read, readHash } from './answers'
import { believe } from './decoder'
import { type ChainEvent, runtimeAt } from './follow'
import type { Live } from './live'
import type { Runtime } from './metadata'
import { isRao, readValues } from './reads'

type Place = { id: string; address: string }
/** Why an account has more than before. between: so much more after a span of blocks of which no node asked has the state any more. */
export type Cause =
  | { kind: 'transfer' /** null: several senders of small amounts. */; from: Place | null }
  | { kind: 'unstaked'; hotkey: Place; netuid: number }
  | { kind: 'unknown' }
  | { kind: 'between'; after: number }
/** Something that came to an account, in a final block. */
export type Received = {
  /** Account id, hex. */
  account: string
  /** Decimal rao. */
  amount: string
  /** Of how many transfers it is the sum: small ones of one block are told together. */
  count: number
  /** Each of them was less than `DUST_RAO`. */
  dust: boolean
  /** When its block was made, in milliseconds; when it was noticed where that is not known. */
  at: number
  block: number
  /** null: the block is not known, only that it is none after `block`. */
  blockHash: string | null
  /** Which event of the block says so: with the block's hash, what it is known by. */
  event: number | null
  extrinsic: { index: number; hash: string } | null
  cause: Cause
}
const body = v.object({
  block: v.object({ header: v.object({ parentHash: v.string() }), extrinsics: v.array(v.pipe(v.string(), v.regex(/^0x/))) }),
})
/** What one block may bring an account one by one; what is more is told as one. */
const MOST_OF_ONE_BLOCK = 50
/**
 * Transfers of less than 0.001 TAO are told together. To send one costs a tenth of that in fees, so at the chain's own least amount (500 rao)
 * a place in somebody's list costs only the fee; here it costs ten times as much. It buys nothing: to stake takes twice as much at least
 * (chain.md 2.2). And 0.001 itself, with which people try out an address, stays a line of its own.
 */
export const DUST_RAO = 1_000_000n

/** What a block says of itself. */
export type Told = { events: ChainEvent[]; hashOf(index: number): string; at: number | null }
/** What an account had at the end of the block before, and at the end of a block, in decimal rao. `at`: when, if the block does not say. */
export type Change = { account: string; fromRao: string; toRao: string; block: number; blockHash: string; at: number }

/** Reads a block with the runtime that ran it: that of its parent's state. @throws KluisError offline, node-answer, node-lied */
export async function tellBlock(live: Live, hash: string, runtimes: Map<number, Runtime>): Promise<Told> {
  const { extrinsics, header } = read(body, await live.rpc.call('chain_getBlock', [hash])).block
  const runtime = await runtimeAt(live, readHash(header.parentHash), runtimes)
  const items = [runtime.storage('System', 'Events'), runtime.storage('Timestamp', 'Now')] as const
  const keys = items.map((item) => item.key())
  const values = await readValues(live, hash, keys)
  const [events, time] = keys.map((key) => values.get(key) ?? null)
  return believe(() => {
    if (typeof events !== 'string') throw new Error('a block without events')
    const made = typeof time === 'string' ? items[1].decode(time) : undefined
    return {
      events: items[0].decode(events) as ChainEvent[],
      hashOf: (index) => toHex(blake256(fromHex(extrinsics[index] as string))),
      at: typeof made === 'bigint' && made > 0n && made < 2n ** 53n ? Number(made) : null,
    }
  })
}

type Credit = { rao: bigint; event: number; index: number | null; cause: Exclude<Cause, { kind: 'between' }> }
/**
 * What one block brought an account, by its events. What own transactions brought is left out, and nothing else of their block.
 * @returns also what it has more than all events that are known explain: null for nothing, or where an own transaction may have done it
 * @throws KluisError node-lied
 */
export function receivedIn(block: Told, change: Change, own: (hash: string) => boolean): { told: Received[]; rest: Received | null } {
  return believe(() => {
    const { account } = change
    const all = creditsIn(block.events, account)
    const ours = new Set([...new Set(block.events.map(indexOf))].filter((index) => index !== null && own(block.hashOf(index))))
    const received = all.filter(({ index }) => !ours.has(index))
    const blank = { account, at: block.at ?? change.at, block: change.block, blockHash: change.blockHash }
    const tell = ({ event, index, cause }: Credit, amount: bigint, count: number, dust: boolean): Received => ({
      ...{ ...blank, amount: amount.toString(), count, dust, event, cause },
      extrinsic: index === null ? null : { index, hash: block.hashOf(index) },
    })
    const isSmall = ({ cause, rao }: Credit) => cause.kind === 'transfer' && rao < DUST_RAO
    const large = received.filter((each) => !isSmall(each))
    const told = large.slice(0, MOST_OF_ONE_BLOCK).map((each) => tell(each, each.rao, 1, false))
    for (const [many, dust] of [[received.filter(isSmall), true] as const, [large.slice(MOST_OF_ONE_BLOCK), false] as const]) {
      const [first] = many
      const sum = many.reduce((all, { rao }) => all + rao, 0n)
      if (!first || sum === 0n) continue
      const sender = (each: Credit) => (each.cause.kind === 'transfer' ? each.cause.from?.id : undefined)
      const alike = many.every((each) => sender(each) !== undefined && sender(each) === sender(first))
      told.push(tell(alike ? first : { ...first, cause: { kind: 'transfer', from: null } }, sum, many.length, dust))
    }
    const rest =
      BigInt(change.toRao) - BigInt(change.fromRao) - all.reduce((sum, { rao }) => sum + rao, 0n) + debitsIn(block.events, account)
    // What an own transaction did beyond payments and fees it tells itself: how much of the rest that was nobody can say.
    if (rest <= 0n || block.events.some((each) => ours.has(indexOf(each)) && isStrange(each, account))) return { told, rest: null }
    const unknown = { ...blank, amount: rest.toString(), count: 1, dust: false, event: null, extrinsic: null }
    return { told, rest: { ...unknown, cause: { kind: 'unknown' } } }
  })
}

const indexOf = ({ phase }: ChainEvent) => (phase.type === 'ApplyExtrinsic' ? (phase.value as number) : null)
const nameOf = ({ event }: ChainEvent) => `${event.type}.${event.value.type}`
/** What payments took from an account, and fees, by their events. An event of another shape takes nothing. */
function debitsIn(events: readonly ChainEvent[], account: string): bigint {
  const inAlpha = new Set(feeSalesIn(events).keys())
  const taken = events.map((each): unknown => {
    const told = each.event.value.value as Record<string, unknown>
    if (nameOf(each) === 'Balances.Transfer') return idOf(told.from) === account && idOf(told.to) !== account ? told.amount : 0n
    if (nameOf(each) !== 'TransactionPayment.TransactionFeePaid' || inAlpha.has(indexOf(each))) return 0n
    return idOf(told.who) === account ? told.actual_fee : 0n
  })
  return taken.filter(isRao).reduce((sum, rao) => sum + rao, 0n)
}
/**
 * For each extrinsic whose fee the stake paid (chain.md 2.3), by its index, the sale for it: that comes before what the call itself does.
 */
function feeSalesIn(events: readonly ChainEvent[]): Map<number | null, ChainEvent | undefined> {
  const paid = new Set(events.filter((each) => nameOf(each) === 'SubtensorModule.TransactionFeePaidWithAlpha').map(indexOf))
  const sales = events.filter((each) => nameOf(each) === 'SubtensorModule.StakeRemoved')
  return new Map([...paid].map((index) => [index, sales.find((each) => indexOf(each) === index)]))
}
/** Which stake an event of it is about. */
function stakeOf({ event }: ChainEvent): string {
  const [coldkey, hotkey, , , netuid] = event.value.value as unknown[]
  return [coldkey, hotkey, netuid].join()
}
/** Whether an event names an account and is none of those by which payments, fees and accounts are told. */
function isStrange({ event }: ChainEvent, account: string): boolean {
  const address = encodeAddress(fromHex(account))
  const names = (value: unknown): boolean =>
    value === address || (typeof value === 'object' && value !== null && Object.values(value).some(names))
  return !['System', 'Balances', 'TransactionPayment', 'Utility'].includes(event.type) && names(event.value.value)
}

/** Events that bring an account something, by their names (chain.md 8). @throws Error for one of another shape */
function creditsIn(events: readonly ChainEvent[], account: string): Credit[] {
  const placeOf = (id: string): Place => ({ id, address: encodeAddress(fromHex(id)) })
  const credits = events.flatMap((each, at): Credit[] => {
    const index = indexOf(each)
    const told = each.event.value.value
    switch (nameOf(each)) {
      case 'Balances.Transfer': {
        const { from, to, amount } = told as Record<string, unknown>
        const sender = idOf(from)
        if (!isRao(amount)) throw new Error('a transfer of nothing')
        return idOf(to) === account && sender !== account
          ? [{ rao: amount, event: at, index, cause: { kind: 'transfer', from: placeOf(sender) } }]
          : []
      }
      case 'SubtensorModule.StakeRemoved': {
        const [coldkey, hotkey, tao, , netuid] = told as unknown[]
        if (!isRao(tao) || typeof netuid !== 'number') throw new Error('stake of nothing')
        return idOf(coldkey) === account
          ? [{ rao: tao, event: at, index, cause: { kind: 'unstaked', hotkey: placeOf(idOf(hotkey)), netuid } }]
          : []
      }
      default:
        return []
    }
  })
  const fees = feeSalesIn(events)
  /** Since spec 469 what was too much of such a fee is bought back: no call that can pay so brings stake to where it takes it. */
  const isBack = (each: ChainEvent) => {
    const fee = fees.get(indexOf(each))
    return fee !== undefined && stakeOf(fee) === stakeOf(each)
  }
  // Stake that is moved or given away is taken and given at once, to whomever: nothing of it comes to the account.
  const moved = new Set(events.filter((each) => nameOf(each) === 'SubtensorModule.StakeAdded' && !isBack(each)).map(indexOf))
  // Where the chain pays for stake out of an account of its own, that transfer is the same money once more.
  const unstaked = new Set(credits.flatMap(({ cause, index }) => (cause.kind === 'unstaked' && index !== null ? [index] : [])))
  return credits.filter(({ cause, event, index }) => {
    if (index === null || cause.kind === 'unknown') return true
    if (cause.kind === 'unstaked') return !moved.has(index) && events[event] !== fees.get(index)
    return !(unstaked.has(index) && cause.from && palletAccountOf(fromHex(cause.from.id)))
  })
}

const idOf = (address: unknown) => toHex(decodeAddress(address as string).accountId)
