import type { KeyType } from '../../../messaging'

/** A phrase and what goes with it, as it is typed. It lives in one component's memory and goes into named commands only. */
export type PhraseSecret = { phrase: string; path: string; passphrase: string; type: KeyType }
/** What a secret would give, before anything is kept. `duplicateOf`: the name under which the account is here already. */
export type Preview = { id: string; address: string; publicKey: string; duplicateOf: string | null }
