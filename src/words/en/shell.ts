/** Sentences of the frame around every screen. */
export const shell = {
  connecting: 'Connecting',
  noNode: 'No node',
  wrongNode: 'Node refused',
  silent: 'Kluis does not answer',
  silentText:
    'The part of Kluis that holds your vault has been silent for three seconds, and changes nothing. Try again, or restart the browser. If that fails, your words or a backup file bring your accounts back.',
  offlineTitle: (facts: { time: string }) => `Offline since ${facts.time}.`,
  offlineNever: 'No node answers.',
  noneOn: 'No node is switched on.',
  offlineAge: (facts: { age: string }) => `Balances are ${facts.age} old. Sending waits until a node answers.`,
  offlineNoData: 'Balances are not known. Sending waits until a node answers.',
  refusedTitle: 'No node could be trusted.',
  stale: (facts: { age: string }) => `The newest block is ${facts.age} old. The node may be behind; wait before you sign.`,
  /** Of a connected site. */
  phishing: (facts: { site: string }) => `${facts.site} is listed as phishing. It no longer sees your accounts.`,
  requests: (facts: { count: number }) => (facts.count === 1 ? '1 request waits for you.' : `${facts.count} requests wait for you.`),
  answer: 'Look at it',
  notices: {
    'copy-repaired':
      'One of the two copies of your vault was damaged or behind. Kluis repaired it from the other one. If your last change is missing, make it again.',
    'one-copy': 'Only one of the two copies of your vault could be written. Free some disk space, and save a backup.',
    'only-copy':
      'This browser remembers nothing when it closes. Kluis keeps a single copy of your vault, and forgets activity. Save a backup.',
    'read-only':
      'This browser remembers nothing now, and your wallet is at home where it does. You can look, sign and save a backup. To change anything, let Firefox remember history again.',
    behind:
      'One of the two copies of your vault does not answer, and the other one is older. You can look, sign and save a backup; nothing can be changed until both answer. Close the browser and open it again.',
    'other-vault':
      'Another vault was made here while Firefox remembered nothing. It is left as it is, and opens when Firefox remembers nothing again. Until it is deleted there, this vault has no third copy.',
    unreadable:
      'Settings, contacts, connected sites, activity or the balances last seen could not be read, so Kluis goes on without them. Your vault is not touched. If settings were lost, Kluis pays contacts only and asks no node: choose your network, nodes and contacts-only again under Settings. A backup brings contacts and sites back.',
  },
  dismiss: 'Understood',
  unlockTitle: 'Locked',
  unlock: 'Unlock',
  locksAfter: (facts: { minutes: number }) =>
    facts.minutes === 1 ? 'Locks itself after 1 min' : `Locks itself after ${facts.minutes} min`,
  waiting: (facts: { seconds: number }) => `Too many wrong passwords. The next try is possible in ${facts.seconds} s.`,
  waitsForUnlock: (facts: { count: number; site: string }) =>
    facts.count === 1 ? `1 request from ${facts.site} waits until you unlock.` : `${facts.count} requests wait until you unlock.`,
  forgot: 'Forgot password',
  forgotText: 'Nobody can reset it, not even we: the vault opens with this password only.',
  forgotWithWords: 'With your words on paper, or a backup file and its own password: delete everything here and import the accounts again.',
  forgotWithout: 'Without them: keep trying. What is deleted here then is lost for ever.',
  keepTrying: 'Try again',
  wipe: 'Delete everything',
  fallen: 'Something went wrong',
  damagedTitle: 'The vault cannot be read',
  storageSilent:
    'The browser’s storage did not answer. Try again; if it stays, close the browser, free some disk space, and open it again.',
  damagedText: 'Kluis changed nothing. Do not remove the extension: both copies of the vault are kept with it.',
}
