import type { BackupContents, Finding, FoundKey, KeyFile, KeySecret, Opened, Place, PublicPart } from '../keyfiles'
import type { ErrorCode, ErrorFacts } from '../units'

/** A foreseen failure as it comes out of the worker. */
export type Refusal = { code: ErrorCode; facts: ErrorFacts }
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: Refusal }

/** An account of a backup, with its secret. */
export type RestoredKey = Omit<FoundKey, 'note'> & { note: string; hidden: boolean }
export type Restored = Pick<BackupContents, 'contacts' | 'sites'> & { createdAt: number; keys: RestoredKey[] }
/** What a test of a backup found. `wrong`: accounts that do not come back as what they say, by name. */
export type Drilled = { createdAt: number; ids: string[]; keys: number; watched: number; wrong: string[] }
export type ExportItem = { secret: KeySecret; name: string; publicPart: PublicPart }

/** A file, what it is, and where in a btcli wallet it lies. */
export type Recognised = { file: KeyFile; finding: Outcome<Finding>; place: Place }

/** Everything that the worker does: what costs memory or time, and whatever touches the bytes of a file. */
export type Jobs = {
  /** Unpacks zips, and says what each file is. */
  recognise: { input: KeyFile[]; output: Recognised[] }
  /**
   * With a password: opens the first, and as many of the others as the same password fits; `null`: it did not fit.
   * Without one: opens each by itself.
   */
  open: { input: { files: KeyFile[]; password: string | null }; output: Outcome<Opened | null>[] }
  /** `code`: whether it came out of a picture or a camera. */
  readText: { input: { text: string; code: boolean }; output: Opened }
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
