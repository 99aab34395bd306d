import { encodeAddress, endsOf, fromHex, lookalike, oneLine, probablyMeant } from '../units'
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

type Named = { name: string; address: string }
/** Somebody new who may be taken for `like`: by the beginning and end of the address, or by the name. */
export type Resemblance = { id: string; by: 'address' | 'name'; like: Named }

const folded = (name: string) => oneLine(name.normalize('NFKC'), 1_000).replace(/\s+/g, ' ').toLowerCase()

/**
 * Those of these new contacts who may be taken for somebody known, or for one another; by the address first. In one pass over all.
 * @param known own accounts, contacts, and those who were paid, without a name where they have none
 */
export function resembling(fresh: readonly { id: string; name: string }[], known: readonly Named[]): Resemblance[] {
  const ends = new Map<string, Named[]>()
  const names = new Map<string, Named[]>()
  const put = (map: Map<string, Named[]>, key: string, each: Named) => void (map.get(key)?.push(each) ?? map.set(key, [each]))
  const told = fresh.map(({ id, name }) => ({ id, name, address: encodeAddress(fromHex(id)) }))
  const here = new Set(known.map(({ address }) => address))
  for (const each of [...known, ...told]) {
    put(ends, endsOf(each.address), each)
    if (folded(each.name) !== '') put(names, folded(each.name), each)
  }
  const found = told.flatMap(({ id, name, address }): Resemblance[] => {
    const other = (all: readonly Named[] = []) => all.find((each) => each.address !== address)
    // Whom one knows is no look-alike, whatever he looks like.
    const twin = here.has(address) ? undefined : other(ends.get(endsOf(address)))
    const namesake = other(names.get(folded(name)))
    if (twin) return [{ id, by: 'address', like: { name: twin.name, address: twin.address } }]
    return namesake ? [{ id, by: 'name', like: { name: namesake.name, address: namesake.address } }] : []
  })
  return [...found.filter(({ by }) => by === 'address'), ...found.filter(({ by }) => by === 'name')]
}
