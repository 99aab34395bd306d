/** Sentences of the help screen; the answers themselves are loaded when it is opened. */
export const help = {
  title: 'Help',
  scamTitle: 'Nobody from support will ever ask for your words',
  scam: 'Not by mail, not by direct message, not on a call, and no form of ours. Kluis has no support that writes to you first. Whoever asks for your words, your password or a “verification” transfer is stealing. Type the words only into a wallet that you opened yourself.',
  search: 'Search the answers',
  searchHint: 'Search',
  found: (facts: { count: number }) => (facts.count === 1 ? '1 answer' : `${facts.count} answers`),
  none: 'No answer has that in it. Try one word, or another one for the same thing.',
}
