import * as v from 'valibot'
import { KluisError } from '../units'
import { cleanName, cleanNote } from './accounts'

const contact = v.strictObject({
  /** Account id, hex. */
  id: v.string(),
  name: v.string(),
  note: v.string(),
  addedAt: v.number(),
  /** Kept by hand, after it was said that the address looks like a known one. */
  alike: v.boolean(),
})
/** Somebody else's account, as the person calls it. */
export type Contact = v.InferOutput<typeof contact>
type First = Omit<Contact, 'alike'>

const MOST = 5_000

export const contactsBox = {
  name: 'contacts',
  area: 'durable',
  version: 2,
  schema: v.pipe(v.array(contact), v.maxLength(MOST)),
  initial: (): Contact[] => [],
  // What was kept before may have come from a file, of which nothing was said.
  migrations: { 1: (old: unknown): Contact[] => (old as First[]).map((each) => ({ ...each, alike: false })) },
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/** Keeps contacts, or changes name and note of those of these accounts. In the order of names. @throws KluisError invalid-input (no name), too-large */
export function keepContacts(contacts: readonly Contact[], kept: readonly Contact[]): Contact[] {
  const all = new Map(contacts.map((each) => [each.id, each]))
  for (const { id, name, note, ...first } of kept) {
    const clean = cleanName(name)
    if (!clean) throw new KluisError('invalid-input')
    const { addedAt, alike } = all.get(id) ?? first
    all.set(id, { id, name: clean, note: cleanNote(note), addedAt, alike })
  }
  if (all.size > MOST) throw new KluisError('too-large')
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
/** Adds what was brought to what is here, as far as there is room. Who is here already stays as he is; who has no name is left out. */
export function joinContacts(contacts: Contact[], brought: readonly Contact[]): Contact[] {
  const here = new Set(contacts.map(({ id }) => id))
  const fresh = brought.filter(({ id, name }) => !here.has(id) && cleanName(name)).slice(0, MOST - contacts.length)
  return fresh.length ? keepContacts(contacts, fresh) : contacts
}
export const dropContact = (contacts: readonly Contact[], id: string): Contact[] => contacts.filter((each) => each.id !== id)
