import { type Explanation, type ReadMessage, risksOfSignIn } from '../explain'
import type { AccountView, ExplanationView, LeafView, NetworkId, RequestView } from '../messaging'
import { blake256, decodeAddress, type Risk, toHex, withoutControls } from '../units'

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
export function messageCard(
  { text, wrapped, level, signIn }: ReadMessage,
  account: AccountView,
  around: { origin: string; now: number; firstTime: boolean },
): MessageCard {
  const isSigner = (address: string) => addressId(address) === account.id
  const risks: Risk[] = [
    ...(text === undefined ? [{ id: 'not-text' as const, level: 3 as const, facts: {} }] : []),
    ...(signIn ? risksOfSignIn(signIn, { ...around, isSigner }) : []),
  ]
  return {
    kind: 'message',
    account,
    text: text ?? null,
    bytes: toHex(wrapped),
    signIn: signIn ? { domain: signIn.domain, expiresAt: signIn.expiresAt } : null,
    level: risks.reduce<Risk['level']>((highest, risk) => (risk.level > highest ? risk.level : highest), level),
    risks,
    hash: toHex(blake256(wrapped)),
    firstTime: around.firstTime,
  }
}

/** The account id in an address of any prefix, also behind the names of a chain (CAIP-10). */
function addressId(address: string): string | undefined {
  try {
    return toHex(decodeAddress(address.slice(address.lastIndexOf(':') + 1)).accountId)
  } catch {
    return undefined
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
