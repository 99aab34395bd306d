import type { BackupContents, Beside, Finding, FoundKey, KeyFile, KeySecret, Opened, Place, PublicPart } from '../keyfiles'
import type { ToOpen } from './opening'
import type { Outcome, Refusal } from './outcome'

/** An account of a backup, with its secret. */
export type RestoredKey = Omit<FoundKey, 'note'> & { note: string; hidden: boolean }
/** What a backup says of a node, see `bringNode`: one of somebody's own, or (`operator` null) one of the network's list that was off. */
export type BackupNode = { network: 'finney' | 'testnet'; url: string; operator: string | null }
/** `refused`: accounts that do not come back as what the backup says of them. */
export type Restored = Pick<BackupContents, 'contacts' | 'sites' | 'blocked'> & {
  createdAt: number
  contactsOnly: boolean
  nodes: BackupNode[]
  keys: RestoredKey[]
  refused: { name: string; reason: Refusal }[]
}
/** What a test of a backup found: ids that come back with their secret, ids that come back to be watched, and those that do not come back. */
export type Drilled = {
  createdAt: number
  signing: string[]
  watching: string[]
  wrong: { id: string; name: string }[]
}
export type ExportItem = { secret: KeySecret; name: string }

/** A file, what it is, where in a btcli wallet it lies, and the zip that it came out of. */
export type Recognised = { file: KeyFile; finding: Outcome<Finding>; place: Place; archive: string | null }

/** Everything that the worker does: what costs memory or time, and whatever touches the bytes of a file. */
export type Jobs = {
  recognise: { input: { files: KeyFile[]; inside: boolean }; output: Recognised[] }
  open: { input: { files: ToOpen[]; password: string | null }; output: Outcome<Opened | null>[] }
  /** `code`: whether it came out of a picture or a camera. `beside`: what was typed into the fields beside it. */
  readText: { input: { text: string; code: boolean; beside?: Beside }; output: Opened }
  publicPart: { input: KeySecret; output: PublicPart }
  restore: { input: { bytes: Uint8Array; password: string }; output: Restored }
  drill: { input: { bytes: Uint8Array; password: string }; output: Drilled }
  peek: { input: Uint8Array; output: { createdAt: number; accounts: number } }
  polkadot: { input: { items: ExportItem[]; password: string; compatible: boolean; at: number }; output: Uint8Array }
  coldkey: { input: { secret: KeySecret; password: string }; output: Uint8Array }
  coldkeyPub: { input: PublicPart; output: Uint8Array }
  backup: {
    input: {
      records: { recordId: string; kindCode: number; payload: Uint8Array }[]
      contents: BackupContents
      password: string
      at: number
    }
    output: Uint8Array
  }
}
export type JobName = keyof Jobs

export type JobMessage = { [K in JobName]: { name: K; input: Jobs[K]['input'] } }[JobName]
/** `progress`: how much of how much; otherwise the one answer. */
export type JobReply = { progress: { done: number; of: number } } | { outcome: Outcome<unknown> }
