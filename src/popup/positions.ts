import { useEffect, useState } from 'react'
import type { HolderView, PositionView } from '../messaging'
import { ask, useView } from './background'

const PAGE = 100
type Place = { netuid: number; hotkey: string }
export type Positions = { total: number; items: PositionView[]; of: HolderView[] }

/**
 * Positions of an account, or of all that count (null), the most valuable first; read again whenever something new was seen. The background
 * asks from then on what selling these would return.
 * @param count how many, from the first on
 * @param place only this one
 * @returns undefined until they came
 */
export function usePositions(account: string | null, count: number, place?: Place): Positions | undefined {
  const [found, setFound] = useState<{ whose: string | null; positions: Positions }>()
  const balances = useView('balances')
  const portfolio = useView('portfolio')
  const { netuid, hotkey } = place ?? {}
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was seen last is the reason to ask again
  useEffect(() => {
    let over = false
    const only = netuid === undefined || hotkey === undefined ? null : { netuid, hotkey }
    const pages = Array.from({ length: Math.ceil(count / PAGE) }, (_, at) =>
      ask('positionsPage', { account, place: only, from: at * PAGE, count: Math.min(PAGE, count - at * PAGE) }),
    )
    Promise.all(pages).then(
      (all) => {
        const [{ total, of } = { total: 0, of: [] }] = all
        if (!over) setFound({ whose: account, positions: { total, of, items: all.flatMap(({ items }) => items) } })
      },
      // A connection lost in this moment: what is there stays until the next look.
      () => undefined,
    )
    return () => {
      over = true
    }
  }, [account, count, netuid, hotkey, balances, portfolio])
  return found?.whose === account ? found.positions : undefined
}
