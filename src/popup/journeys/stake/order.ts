import type { Input, PopupContract, PositionView, ValidatorView } from '../../../messaging'
import { parseTao, spotOf } from '../../../units'
import { ask, useView } from '../../background'
import { useFormats } from '../../words'
import { useEstimate } from '../moves/estimate'
import { MOST_RAO } from '../send/estimate'
import { choices, movedBy, parsePercent, partThatFits, USUAL } from './tolerance'

export type Side = Input<PopupContract, 'prepareTrade'>['side']
/** Where an order is placed, and with whom. */
export type Where = {
  subnet: Pick<PositionView, 'netuid' | 'name' | 'symbol'>
  validator: Pick<ValidatorView, 'hotkey' | 'address' | 'name'>
}
/**
 * What stands in the form. `tolerance`: what was chosen, or what was typed as percent. `word`: what was typed to go on without a limit.
 */
export type Order = {
  amount: string
  /** Whether it is all of a position that is sold, however much that is by then. */
  all: boolean
  tolerance: number
  other: string | undefined
  partial: boolean
  word: string
  /** Whether it is to be hidden until it runs, where the person said so: otherwise its size decides. */
  hidden: boolean | undefined
}

/**
 * An empty form. It begins with the tolerance that was chosen on this subnet last, half a percent where none was.
 * @param netuid undefined for an order on several subnets
 */
export function useNewOrder(netuid: number | undefined): Order {
  const formats = useFormats()
  const tolerance = useView('settings')?.tolerances[netuid ?? ''] ?? USUAL
  const other = choices.includes(tolerance) ? undefined : formats.number(tolerance / 10_000)
  return { amount: '', all: false, tolerance, other, partial: false, word: '', hidden: undefined }
}

/** The tolerance of a form in millionths; undefined where what was typed is none. */
export const toleranceOf = ({ tolerance, other }: Order): number | undefined => (other === undefined ? tolerance : parsePercent(other))

/** What was chosen of it, for a request: a limit that is further away by now is none that was chosen. */
export function chosen(order: Order): { tolerance?: number } {
  const tolerance = toleranceOf(order)
  return tolerance === undefined ? {} : { tolerance }
}

/** An order within a limit is made of this: the next one on its subnet begins with its tolerance. A choice that cannot be kept holds up no order. */
export function rememberTolerance(netuid: number, order: Order): void {
  const chosen = toleranceOf(order)
  if (netuid !== 0 && chosen !== undefined) void ask('rememberTolerance', { netuid, tolerance: chosen }).catch(() => undefined)
}

/**
 * What an order would come to now, or why nobody tells. `current`: it is about exactly what stands in the form; `rao`: the amount of which it
 * is told.
 * @param amount null: all of the position @param partial tells of the part that fits, where not all does
 */
export function useTrade(
  from: string,
  side: Side,
  { subnet: { netuid }, validator: { hotkey } }: Where,
  amount: string | null,
  tolerance: number,
  partial: boolean,
) {
  const rao = parseTao(amount ?? '') ?? 0n
  const asked = { from, side, hotkey, netuid, amount: amount === null ? null : String(rao > MOST_RAO ? MOST_RAO : rao), tolerance }
  const known = useEstimate(JSON.stringify([asked, partial]), `${from} ${side} ${hotkey} ${netuid}`, async () => {
    const told = await ask('estimateTrade', asked)
    const whole = { rao: amount === null ? BigInt(told.most) : rao, told }
    if (!partial) return whole
    return partThatFits(whole, {
      ...{ kind: side, tolerance },
      movedOf: ({ impact }) => movedBy(side, impact),
      isDust: ({ minimum, price }, rao) => minimum !== null && (side === 'buy' ? rao : spotOf(rao, BigInt(price))) < BigInt(minimum),
      ask: (rao) => ask('estimateTrade', { ...asked, amount: String(rao) }),
    })
  })
  const found = known?.told
  return { trade: found && { ...found.told, rao: found.rao, current: known.current }, error: known?.error }
}
export type Trade = NonNullable<ReturnType<typeof useTrade>['trade']>
/** What is told of hiding an order. */
export type Hiding = Pick<Trade, 'shield'>
/** What of a form says whether it is to be hidden. */
export type Hidden = Pick<Order, 'hidden'>
/** Whether an order is hidden. What the person asked for stays asked for, also where the chain cannot: then nothing is made. */
export const hides = ({ hidden }: Hidden, { shield }: Hiding): boolean =>
  shield !== null && (hidden ?? (shield.wanted && shield.fee !== null))
/** Whether there is an envelope to pay, and not enough free TAO for it. */
export const lacksEnvelope = (order: Hidden, told: Hiding): boolean => hides(order, told) && told.shield?.enough === false
