import { lookalike, probablyMeant } from '../units'
import type { Account, Accounts } from './accounts'
import { addressOf, idIn } from './address'

/**
 * The own account for which a text may be taken without being it: an address of the same beginning and end, or one with a mistake in it.
 * Looks at all of them: of twenty thousand it takes some hundredths of a second.
 * @param text an address of this network, or what was to be one
 */
export function alike({ list }: Accounts, text: string): Account | undefined {
  const known = list.map((account) => ({ account, address: addressOf(account.id) }))
  if (idIn(text) === undefined) return probablyMeant(text, known)?.account
  const twin = lookalike(text, known)
  return known.find(({ address }) => address === twin)?.account
}
