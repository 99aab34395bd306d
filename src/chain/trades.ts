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
 * What an extrinsic bought and sold for the account that signed it, by its events (chain.md 8), and the fee that its stake paid, without what
 * of that came back; of one whose event reads otherwise nothing. `alphaFee` undefined: the stake paid none; null: nobody can tell how much.
 * @param events its own, in the order in which they were made @param account id, hex
 */
export function paidIn(events: readonly Event[], account: string): { trades: Trade[]; alphaFee: AlphaFee | null | undefined } {
  const told = events.filter(({ type }) => type === 'SubtensorModule')
  const trades = told.flatMap(({ value: { type, value } }): Trade[] => {
    const claimed = type === 'BasketClaimed' && (value as Record<string, unknown> | undefined)
    if (!claimed && type !== 'StakeAdded' && type !== 'StakeRemoved') return []
    const told = claimed ? [claimed.coldkey, claimed.hotkey, claimed.tao, claimed.tao, 0] : value
    const [coldkey, hotkey, tao, alpha, netuid] = Array.isArray(told) ? told : []
    const read = v.safeParse(trade, { bought: type !== 'StakeRemoved', hotkey: idOf(hotkey), netuid, tao: `${tao}`, alpha: `${alpha}` })
    return read.success && idOf(coldkey) === account ? [read.output] : []
  })
  const event = told.find(({ value }) => value.type === PAID)
  if (!event) return { trades: trades.slice(0, MOST_TRADES), alphaFee: undefined }
  const { netuid, alpha_fee, tao_amount } = (event.value.value ?? {}) as Record<string, unknown>
  const read = v.safeParse(alphaFee, { netuid, alpha: `${alpha_fee}` })
  // It is sold before the call does anything, and no call that can pay so brings stake to where it takes it.
  const sold = trades.find((each) => !each.bought && (!read.success || each.netuid === netuid))
  const back = sold && trades.find((each) => each.bought && each.hotkey === sold.hotkey && each.netuid === sold.netuid)
  const rest = trades.filter((each) => each !== sold && each !== back).slice(0, MOST_TRADES)
  if (!read.success || !sold) return { trades: rest, alphaFee: read.success ? read.output : null }
  // Since spec 469 what was too much comes back as alpha, of which runtimes have told with and without it, or as TAO.
  const alpha = BigInt(sold.alpha) - BigInt(back?.alpha ?? 0)
  const tao = back ? 0n : BigInt(sold.tao) - (typeof tao_amount === 'bigint' ? tao_amount : BigInt(sold.tao))
  if (alpha < 0n || tao < 0n || ![sold.alpha, String(alpha)].includes(read.output.alpha)) return { trades: [], alphaFee: null }
  return { trades: rest, alphaFee: { ...read.output, alpha: String(alpha), ...(tao > 0n && { back: String(tao) }) } }
}
function idOf(address: unknown): string {
  try {
    return toHex(decodeAddress(address as string).accountId)
  } catch {
    return ''
  }
}

/** What a transaction bought and sold, and the fee that its stake paid, by the cursor of its search; nothing where that is not known. */
export function toldIn(cursor: unknown): { trades?: Trade[] | undefined; alphaFee?: AlphaFee | undefined } {
  const read = v.safeParse(kept, cursor)
  return read.success ? read.output.found : {}
}
