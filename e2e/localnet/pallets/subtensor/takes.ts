import type { Context } from '../../pallet'
import { blockNumber, of, put, type Runs, refusal, signer, tell } from './acting'
import { owns } from './hotkeys'
import type { Reader } from './shares'
import { hasOwner } from './stake'

type Take = { hotkey: string; take: number }
const lastKey = (hotkey: string) => ({ type: 'LastTxBlockDelegateTake', value: hotkey })

/** Why a take may not be changed so; undefined where it may. A take that was never set is compared with nothing. */
export function takeRefused(at: Reader, who: string, { hotkey, take }: Take, up: boolean): string | undefined {
  if (!hasOwner(at, hotkey)) return 'HotKeyAccountNotExists'
  if (!owns(at, who, hotkey)) return 'NonAssociatedColdKey'
  const current = at.list('SubtensorModule', 'Delegates', hotkey).length > 0 ? of<number>(at, 'Delegates', hotkey) : undefined
  if (current !== undefined && (up ? take <= current : take >= current)) return 'DelegateTakeTooLow'
  if (!up) return take < of<number>(at, 'MinDelegateTake') ? 'DelegateTakeTooLow' : undefined
  if (take > of<number>(at, 'MaxDelegateTake')) return 'DelegateTakeTooHigh'
  const last = of<bigint>(at, 'LastRateLimitedBlock', lastKey(hotkey))
  const tooSoon = last > 0n && BigInt(blockNumber(at)) - last <= of<bigint>(at, 'TxDelegateTakeRateLimit')
  return tooSoon ? 'DelegateTxRateLimitExceeded' : undefined
}
const change = (up: boolean) => (context: Context, args: Take) => {
  const who = signer(context)
  const refused = takeRefused(context, who, args, up)
  if (refused !== undefined) throw refusal(context, refused)
  const { hotkey, take } = args
  if (up) put(context, 'LastRateLimitedBlock', [lastKey(hotkey)], BigInt(blockNumber(context)))
  put(context, 'Delegates', [hotkey], take)
  tell(context, up ? 'TakeIncreased' : 'TakeDecreased', [who, hotkey, take])
}
export const takes: Runs = { increase_take: change(true), decrease_take: change(false) }
