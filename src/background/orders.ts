import {
  batchCall,
  envelopeCall,
  type HoldingOrder,
  type HotkeyOrder,
  holdingCall,
  hotkeyCall,
  type Live,
  type StakeOrder,
  stakeCall,
  transferCall,
} from '../chain'
import { isTao, KluisError } from '../units'

/** Payments of the wallet's own. `to` account ids, hex. `amountRao` null: everything. Several all happen or none does, and keep the account alive. */
export type Order =
  | { to: string; amountRao: bigint | null; keepAlive: boolean }
  | { payments: readonly { to: string; amountRao: bigint }[] }
  | { stake: StakeOrder }
  | { holding: HoldingOrder }
  | { hotkey: HotkeyOrder }
  /** What is hidden in it is another order: by itself nobody asks for one. */
  | { envelope: Uint8Array }

/** Bytes of the call that an order asks for. @throws KluisError token-other (forms read what is typed as TAO), node-lied, not-supported */
export function callOf(live: Live, order: Order): Uint8Array {
  const { token } = live.runtime
  if (!isTao(token)) throw new KluisError('token-other', { symbol: token.symbol })
  if ('holding' in order) return holdingCall(live, order.holding)
  if ('stake' in order) return stakeCall(live, order.stake)
  if ('envelope' in order) return envelopeCall(live, order.envelope)
  if ('hotkey' in order) return hotkeyCall(live, order.hotkey)
  return 'payments' in order ? batchCall(live, order.payments) : transferCall(live, order.to, order.amountRao, order.keepAlive)
}
