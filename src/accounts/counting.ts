import * as v from 'valibot'
import type { Account } from './accounts'

/** Which accounts the person chose to count in the total, or not to: by id, and only those where something was chosen. */
export type Counting = Record<string, boolean>

export const countingBox = {
  name: 'counting',
  area: 'durable',
  version: 1,
  schema: v.record(v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/)), v.boolean()),
  initial: (): Counting => ({}),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/** Whether an account counts: what was chosen, else all but those that are only watched, for nobody here can move what is in them. */
export const counts = (counting: Counting, { id, role }: Pick<Account, 'id' | 'role'>): boolean =>
  Object.hasOwn(counting, id) ? counting[id] === true : role !== 'watch'

/**
 * The accounts whose money is added up. Where all are watched and nothing was chosen they are all there is.
 * @returns `watched`: whether that is so
 */
export function countedOf<A extends Pick<Account, 'id' | 'role'>>(
  list: readonly A[],
  counting: Counting,
): { counted: A[]; left: A[]; watched: boolean } {
  const counted = list.filter((each) => counts(counting, each))
  const chosen = list.some(({ id }) => Object.hasOwn(counting, id))
  const watched = counted.length === 0 && list.length > 0 && !chosen
  return { counted: watched ? [...list] : counted, left: watched ? [] : list.filter((each) => !counts(counting, each)), watched }
}
