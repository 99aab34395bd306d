import { notify as en } from './en/notify'
import { notify as nl } from './nl/notify'

/** What notifications say, in every language at once: a background cannot load a file when it needs one. */
export const notifyWords = { en, nl } as const
