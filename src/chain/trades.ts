import * as v from 'valibot'
import { decodeAddress, type Trade, toHex, trade } from '../units'

/** More than all subnets have is no order that anybody was shown. */
const MOST_TRADES = 256
const kept = v.object({ found: v.object({ trades: v.array(trade) }) })

/**
 * What an extrinsic that succeeded bought and sold for an account, by its events (chain.md 8); of one whose event reads otherwise nothing.
 * @param events its own, in the order in which they were made @param account id, hex
 */
export function tradesIn(events: readonly { type: string; value: { type: string; value: unknown } }[], account: string): Trade[] {
  const told = events.filter(({ type }) => type === 'SubtensorModule')
  const trades = told.flatMap(({ value: { type, value } }): Trade[] => {
    if (type !== 'StakeAdded' && type !== 'StakeRemoved') return []
    const [coldkey, hotkey, tao, alpha, netuid] = Array.isArray(value) ? value : []
    const read = v.safeParse(trade, { bought: type === 'StakeAdded', hotkey: idOf(hotkey), netuid, tao: `${tao}`, alpha: `${alpha}` })
    return read.success && idOf(coldkey) === account ? [read.output] : []
  })
  // A fee that is paid in alpha is sold before the call itself does anything.
  const inAlpha = told.some(({ value }) => value.type === 'TransactionFeePaidWithAlpha')
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

/** What a transaction bought and sold, by the cursor of its search; nothing where that is not known. */
export function tradesOf(cursor: unknown): Trade[] {
  const read = v.safeParse(kept, cursor)
  return read.success ? read.output.found.trades : []
}
