import type { Asked } from '../../asked'
import { useTold } from '../../told'

/**
 * What an order would come to, asked again with each block, with why nobody tells. `current`: it is about exactly what stands in the form.
 * @param of everything that is asked, as a text @param key of which an earlier answer still holds while the next is on the way
 */
export function useEstimate<T>(
  of: string,
  key: string,
  look: () => Promise<T>,
): (NonNullable<Asked<T>> & { current: boolean }) | undefined {
  const known = useTold<NonNullable<Asked<T>> & { of: string }>(of, key, () =>
    look().then(
      (told) => ({ of, told }),
      (error: unknown) => ({ of, error }),
    ),
  )
  return known && { ...known, current: known.of === of }
}
