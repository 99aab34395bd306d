import type { ErrorCode, KeyType } from '../units'
import type { KeySecret } from './secret'

/** A file as it was given: its path inside the folder or zip (its name otherwise), and its bytes. Never read as text first (keys.md 0.4). */
export type KeyFile = { path: string; bytes: Uint8Array }

/** What a file is, told from its content. */
export type Format =
  | 'phrase'
  | 'seed'
  | 'key'
  | 'address'
  | 'btcli-plain'
  | 'btcli-public'
  | 'btcli-nacl'
  | 'btcli-ansible'
  | 'btcli-fernet'
  | 'polkadot'
  | 'polkadot-batch'
  | 'kluis-backup'

/** What can be said of a file before its password. Claims are the file's own words: shown as such, never trusted. */
export type Finding = {
  format: Format
  /** Whether opening it needs a password. */
  locked: boolean
  /** Locked by an old cipher that lets a guesser try passwords as fast as he can: xsalsa20 with the password as its key. */
  weak?: true
  claims: { address: string | null; name: string | null }[]
}

/** Why an account can only be watched. */
export type WatchReason = 'address' | 'external' | 'hardware' | 'multisig' | 'hashed'

/** One account of a file, every claim of the file checked against its secret. `secret` null: it can only be watched. */
export type FoundKey = {
  /** 32 bytes, hex. */
  accountId: string
  /** Hex; that of the account where a watched one has no known key. */
  publicKey: string
  /** SS58, prefix 42. */
  address: string
  /** null where a watched account does not say. */
  type: KeyType | null
  secret: KeySecret | null
  watch: WatchReason | null
  name: string | null
  role: 'coldkey' | 'hotkey' | null
  /** Prefix of the address as it was written, where it was another than Bittensor's. */
  foreignPrefix: number | null
  /** What else the person should keep of it: the receiving address of a hashed account. */
  note?: string
}

/** What opening gave. */
export type Opened = {
  keys: FoundKey[]
  /** The keys are different readings of the same text: only the person can say which one is meant. */
  oneOf: boolean
  /** Files inside this one whose own password is another. */
  locked: KeyFile[]
  /** Entries that were found and are not for Kluis, with the reason's code. */
  refused: { name: string | null; address: string | null; code: ErrorCode }[]
}
