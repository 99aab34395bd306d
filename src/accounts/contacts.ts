import * as v from 'valibot'
import { KluisError } from '../units'
import { cleanName, cleanNote } from './accounts'

const contact = v.strictObject({
  /** Account id, hex. */
  id: v.string(),
  name: v.string(),
  note: v.string(),
  addedAt: v.number(),
})
/** Somebody else's account, as the person calls it. */
export type Contact = v.InferOutput<typeof contact>

const MOST = 5_000

export const contactsBox = {
  name: 'contacts',
  area: 'durable',
  version: 1,
  schema: v.pipe(v.array(contact), v.maxLength(MOST)),
  initial: (): Contact[] => [],
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/** Keeps a contact, or changes the one of this account. In the order of names. @throws KluisError invalid-input (no name), too-large */
export function keepContact(contacts: readonly Contact[], { id, name, note, addedAt }: Contact): Contact[] {
  const clean = cleanName(name)
  if (!clean) throw new KluisError('invalid-input')
  const before = contacts.find((each) => each.id === id)
  const kept = { id, name: clean, note: cleanNote(note), addedAt: before?.addedAt ?? addedAt }
  const list = [...contacts.filter((each) => each.id !== id), kept]
  if (list.length > MOST) throw new KluisError('too-large')
  return list.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
export const dropContact = (contacts: readonly Contact[], id: string): Contact[] => contacts.filter((each) => each.id !== id)
