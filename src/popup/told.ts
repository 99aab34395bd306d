import { useEffect, useRef, useState } from 'react'
import type { RecipientFacts } from '../messaging'
import { ask, useView } from './background'
import { useNow } from './clock'
import { createTelling, type Told } from './telling'

/**
 * What the background tells of something, asked a moment after the last change, and again at the pace of blocks.
 * @param of what is asked, as a text; undefined asks nothing. An answer about anything else is not shown
 * @param key of which an earlier answer still holds while the next is on the way @param pace in milliseconds
 */
export function useTold<T>(
  of: string | undefined,
  key: string | undefined,
  look: () => Promise<T>,
  pace: 12_000 | 60_000 = 12_000,
): T | undefined {
  const [known, setKnown] = useState<Told<T>>()
  const [telling] = useState(() => createTelling<T>(setKnown))
  const online = useView('network')?.phase === 'online'
  const turn = useNow(pace)
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    telling.want(of)
    return () => telling.want(undefined)
  }, [telling, of])
  useEffect(() => {
    if (of === undefined || key === undefined || !online || !turn) return
    const timer = setTimeout(() => void telling.ask({ of, key }, () => latest.current()), 250)
    return () => clearTimeout(timer)
  }, [telling, of, key, online, turn])
  return key !== undefined && known?.key === key ? known.told : undefined
}

/** What the wallet and the chain know of an address, undefined until they said it. @param address undefined asks nothing */
export const useLookUp = (address: string | undefined): RecipientFacts | undefined =>
  useTold(address, address, () => ask('lookUp', { address: address ?? '' }))

/** As `useTold`, once a minute: where each time a node is asked several questions. An answer about anything else is not shown. */
export const useMinutely = <T>(of: string | undefined, look: () => Promise<T>): T | undefined => useTold(of, of, look, 60_000)
