import { type FoundKey, type KeySecret, wipe } from '../keyfiles'
import { KluisError } from '../units'

// What was opened and is not in the vault yet. It lies here, and in nothing that React keeps or the browser writes down.
const held = new Map<string, KeySecret>()
let next = 1
let isOpen = false

/** Where a key comes from. Words typed from paper and a backup can be had again; a file or a picture may be deleted tomorrow. */
export type Source = 'typed' | 'code' | 'file' | 'backup'

/** A found account as the page shows it: its secret is in the hand. `ref`: by which it is taken from there, and its name in lists. */
export type HeldKey = Omit<FoundKey, 'secret' | 'note'> & {
  ref: string
  holds: 'phrase' | 'seed' | 'key' | null
  path: string
  passphrase: boolean
  note: string
  hidden: boolean
  source: Source
  /** Those with the same one are readings of the same text, of which only one is right; null for all others. */
  readingOf: string | null
}

/** Somebody is there who will let go again. Until then, and after letGoOfAll, nothing is taken. */
export function openHand(): void {
  isOpen = true
}

/**
 * Takes the secret of a found account into the hand.
 * @throws KluisError cancelled, the secret wiped: nobody is there any more, because the tab was left or the wallet locked meanwhile
 */
export function take(
  { secret, ...rest }: FoundKey & { note?: string; hidden?: boolean },
  source: Source,
  readingOf: string | null = null,
): HeldKey {
  if (!isOpen) {
    if (secret) wipe(secret)
    throw new KluisError('cancelled')
  }
  const ref = String(next++)
  if (secret) held.set(ref, secret)
  return {
    note: '',
    hidden: false,
    ...rest,
    ref,
    source,
    readingOf,
    holds: secret?.kind ?? null,
    path: secret?.path ?? '',
    passphrase: secret?.kind === 'phrase' && secret.passphrase !== '',
  }
}
/** The secret of a held account, still in the hand. */
export const secretOf = (ref: string): KeySecret | undefined => held.get(ref)

/** Whether the person can have an account again without this browser: from the words on paper, or from the backup it came out of. */
export const isSaved = ({ source, holds }: Pick<HeldKey, 'source' | 'holds'>): boolean =>
  source === 'backup' || (source === 'typed' && holds === 'phrase')

/** Wipes what was held: all, or these. Whoever is done leaves nothing in the hand. */
export function letGo(refs: Iterable<string> = [...held.keys()]): void {
  for (const ref of refs) {
    const secret = held.get(ref)
    if (secret) wipe(secret)
    held.delete(ref)
  }
}

/** Wipes everything and takes nothing more: the tab is left, or the wallet locks. */
export function letGoOfAll(): void {
  isOpen = false
  letGo()
}
