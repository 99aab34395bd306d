import type { Explanation, ReadMessage } from '../explain'
import type { AccountView, ExplanationView, LeafView, NetworkId, RequestView } from '../messaging'
import { toHex, withoutControls } from '../units'

/** What the wallet holds ready to be shown and approved. The id, times and origin are added by the queue. */
export type TransactionCard = Omit<Extract<RequestView, { kind: 'transaction' }>, 'id' | 'openedAt' | 'expiresAt' | 'origin'>
export type MessageCard = Omit<Extract<RequestView, { kind: 'message' }>, 'id' | 'openedAt' | 'expiresAt' | 'origin'>
export type ConnectCard = Omit<Extract<RequestView, { kind: 'connect' }>, 'id' | 'openedAt' | 'expiresAt' | 'origin'>
export type Card = TransactionCard | MessageCard | ConnectCard

/** An explanation as it crosses to the popup. */
export function explanationView(explanation: Explanation): ExplanationView {
  return {
    level: explanation.level,
    leaves: explanation.leaves.map(
      (leaf): LeafView => ({
        path: [...leaf.path],
        call: leaf.call,
        level: leaf.level,
        fact: leaf.fact,
        risks: [...leaf.risks],
      }),
    ),
    wrappers: explanation.wrappers.map(({ path, call }) => ({ path: [...path], call })),
    risks: [...explanation.risks],
    outflow: bound(explanation.outflow.tao),
    stakeOut: [...explanation.outflow.stake].map(([netuid, alpha]) => ({ netuid, alpha: bound(alpha) })),
  }
}

const bound = (rao: bigint | 'unbounded') => (rao === 'unbounded' ? null : rao.toString())

/** A text message to sign, ready to be shown. */
export function messageCard(message: ReadMessage, account: AccountView, hash: string, firstTime: boolean): MessageCard {
  return {
    kind: 'message',
    account,
    text: message.text ?? null,
    bytes: toHex(message.wrapped),
    level: message.level,
    risks: message.level === 3 ? [{ id: 'not-text', level: 3, facts: {} }] : [],
    hash,
    firstTime,
  }
}

/** What a site calls itself: untrusted text, without control characters and marks of direction, at most 50 visible characters. */
export function claims(name: string): string {
  return Array.from(
    withoutControls(name)
      // Marks without end would paint over what stands around them.
      .replace(/(\p{M}{4})\p{M}+/gu, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
  )
    .slice(0, 50)
    .join('')
}

export type { NetworkId }
