import { useCallback, useEffect, useState } from 'react'
import type { Output, PopupContract, RewardsAnswer, ValuesAnswer } from '../messaging'
import { ask, useView } from './background'

/** Asks again when the wallet looked at the chain again, at most once a minute. */
const useMinute = () => Math.floor((useView('balances')?.at ?? 0) / 60_000)

/**
 * What accounts had about a day ago and have now, as the wallet itself saw it: for a line beside a total.
 * @param account its id; null for all that home counts together
 * @returns null where the wallet did not see it, undefined until it is known
 */
export function useChange(account: string | null): Output<PopupContract, 'change'> | undefined {
  const network = useView('network')?.id
  const minute = useMinute()
  const key = `${account} ${network}`
  const [held, setHeld] = useState<{ key: string; change: Output<PopupContract, 'change'> }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a minute later it is asked again
  useEffect(() => {
    let current = true
    ask('change', { account }).then(
      (change) => current && setHeld({ key, change }),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [account, key, minute])
  return held?.key === key ? held.change : undefined
}

/**
 * Rewards of one position, as the wallet itself saw them. @param account whose; null: of nobody
 * @returns null where it was not seen twice, undefined until it is known
 */
export function useRewards(account: string | null, netuid: number, hotkey: string): RewardsAnswer | null | undefined {
  const network = useView('network')?.id
  const minute = useMinute()
  const key = `${account} ${netuid} ${hotkey} ${network}`
  const [held, setHeld] = useState<{ key: string; rewards: RewardsAnswer | null }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a minute later it is asked again
  useEffect(() => {
    let current = true
    if (account !== null)
      ask('rewards', { account, netuid, hotkey }).then(
        (rewards) => current && setHeld({ key, rewards }),
        () => undefined,
      )
    return () => {
      current = false
    }
  }, [key, minute])
  return held?.key === key ? held.rewards : undefined
}

/** What was recorded of an account, or of all that are counted together. Of two questions the later one counts. */
export function useValues(account: string | null, span: ValuesAnswer['span']): { answer?: ValuesAnswer; error: unknown; again(): void } {
  const network = useView('network')?.id
  const minute = useMinute()
  const key = `${account} ${network}`
  const [count, setCount] = useState(0)
  const [held, setHeld] = useState<{ key: string; answer?: ValuesAnswer; error?: unknown }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a minute later, and when told to, it is asked again
  useEffect(() => {
    let current = true
    ask('values', { account, span }).then(
      (answer) => current && setHeld({ key, answer }),
      (error: unknown) => current && setHeld({ key, error }),
    )
    return () => {
      current = false
    }
  }, [account, span, key, minute, count])
  const again = useCallback(() => setCount((before) => before + 1), [])
  const own = held?.key === key ? held : undefined
  return { ...(own?.answer ? { answer: own.answer } : {}), error: own?.error, again }
}
