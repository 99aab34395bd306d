import { useTold } from './told'

/** What an answer was, or why there was none; undefined until either is known. */
export type Asked<T> = { told: T; error?: undefined } | { told?: undefined; error: unknown } | undefined

/** What the background tells of something, asked again at the pace of blocks, with why it did not. @param of what is asked, as a text; undefined asks nothing */
export const useAsked = <T>(of: string | undefined, look: () => Promise<T>): Asked<T> =>
  useTold<NonNullable<Asked<T>>>(of, of, () =>
    look().then(
      (told) => ({ told }),
      (error: unknown) => ({ error }),
    ),
  )
