import { RAO_PER_TAO } from '../../../units'
import { ask } from '../../background'
import { useTold } from '../../told'

/** More than there will ever be: a chain is asked no amount that it cannot write down. */
export const MOST_RAO = 21_000_000n * RAO_PER_TAO

/** Fee, the most that can leave, what stays, and what the chain knows of the recipient. @param amount in rao, null for everything */
export function useEstimate(from: string, to: string, amount: bigint | null) {
  const asked = amount === null ? null : String(amount === 0n ? 1n : amount > MOST_RAO ? MOST_RAO : amount)
  const key = `${from} ${to} ${asked === null}`
  const keepAlive = asked !== null
  return useTold(`${key} ${asked}`, key, () => ask('estimateTransfer', { from, to, amount: asked, keepAlive }))
}

/** The same for a list of payments. @param payments undefined while the list is not sound */
export function useBatchEstimate(from: string, payments: readonly { to: string; amount: string }[] | undefined) {
  const print = payments && `${from} ${JSON.stringify(payments)}`
  return useTold(print, print, () => ask('estimateBatch', { from, payments: [...(payments ?? [])] }))
}
