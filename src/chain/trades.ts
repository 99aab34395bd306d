import * as v from 'valibot'
import { type AlphaFee, alphaFee, decodeAddress, type Trade, toHex, trade } from '../units'
import type { Live } from './live'

const PAID = 'TransactionFeePaidWithAlpha'
/**
 * Whether the connected chain takes a fee from stake where there is no TAO for it (chain.md 2.3): it does where it has an event that says so.
 */
export function feesFromStake({ runtime: { metadata } }: Live): boolean {
  const events = metadata.pallets.find(({ name }) => name === 'SubtensorModule')?.events
  const def = events && metadata.lookup[events.type]?.def
  return def?.tag === 'variant' && def.value.some(({ name }) => name === PAID)
}

/** More than all subnets have is no order that anybody was shown. */
const MOST_TRADES = 256
const kept = v.object({ found: v.object({ trades: v.optional(v.array(trade)), alphaFee: v.optional(alphaFee) }) })
type Event = { type: string; value: { type: string; value: unknown } }

/**
 * What an extrinsic that succeeded bought and sold for an account, by its events (chain.md 8); of one whose event reads otherwise nothing.
 * @param events its own, in the order in which they were made @param account id, hex
 */
export function tradesIn(events: readonly Event[], account: string): Trade[] {
  const told = events.filter(({ type }) => type === 'SubtensorModule')
  const trades = told.flatMap(({ value: { type, value } }): Trade[] => {
    const claimed = type === 'BasketClaimed' && (value as Record<string, unknown> | undefined)
    if (!claimed && type !== 'StakeAdded' && type !== 'StakeRemoved') return []
    const told = claimed ? [claimed.coldkey, claimed.hotkey, claimed.tao, claimed.tao, 0] : value
    const [coldkey, hotkey, tao, alpha, netuid] = Array.isArray(told) ? told : []
    const read = v.safeParse(trade, { bought: type !== 'StakeRemoved', hotkey: idOf(hotkey), netuid, tao: `${tao}`, alpha: `${alpha}` })
    return read.success && idOf(coldkey) === account ? [read.output] : []
  })
  // A fee that is paid in alpha is sold before the call itself does anything.
  const inAlpha = told.some(({ value }) => value.type === PAID)
  const fee = inAlpha ? trades.findIndex(({ bought }) => !bought) : -1
  return trades.filter((_, at) => at !== fee).slice(0, MOST_TRADES)
}
function idOf(address: unknown): string {
  try {
    return toHex(decodeAddress(address as string).accountId)
  } catch {
    return ''
  }
}

/** The fee that the stake paid for an extrinsic; null where it did and its event reads otherwise, undefined where it did not. @param events as above */
export function alphaFeeIn(events: readonly Event[]): AlphaFee | null | undefined {
  const event = events.find(({ type, value }) => type === 'SubtensorModule' && value.type === PAID)
  if (!event) return undefined
  const { netuid, alpha_fee } = (event.value.value ?? {}) as Record<string, unknown>
  const read = v.safeParse(alphaFee, { netuid, alpha: `${alpha_fee}` })
  return read.success ? read.output : null
}

/** What a transaction bought and sold, and the fee that its stake paid, by the cursor of its search; nothing where that is not known. */
export function toldIn(cursor: unknown): { trades?: Trade[] | undefined; alphaFee?: AlphaFee | undefined } {
  const read = v.safeParse(kept, cursor)
  return read.success ? read.output.found : {}
}
