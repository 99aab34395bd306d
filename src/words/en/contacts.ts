/** Sentences of the contacts: other people's addresses by name. */
export const contacts = {
  title: 'Contacts',
  one: 'Contact',
  add: 'Add a contact',
  empty: 'No contacts yet',
  emptyText: 'Keep an address that you send to by a name. It is offered when you send, and known again when it appears.',
  search: 'Search contacts',
  nothing: (facts: { query: string }) => `No contact has “${facts.query}” in its name, note or address.`,
  address: 'Address',
  name: 'Name',
  nameHelp: 'Only you see it.',
  known: (facts: { name: string }) => `This address is here already, as “${facts.name}”.`,
  own: (facts: { name: string }) => `This is your own account “${facts.name}”.`,
  twin: (facts: { name: string }) =>
    `This address begins and ends like that of “${facts.name}”, but it is another one. Thieves make such addresses. Compare every group.`,
  remove: 'Remove',
  removeTitle: (facts: { name: string }) => `Remove ${facts.name}?`,
  removeText: 'Only the name and the note are removed. What you sent to this address stays in Activity.',
  gone: 'This contact is not here.',
}
