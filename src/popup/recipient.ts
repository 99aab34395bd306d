import { KluisError, readAddress, toHex } from '../units'

/** What an address that was typed or pasted says: whose it is, or what is wrong with it; undefined while there is none. */
export type ReadAddress = { id: string } | { error: KluisError } | undefined

export function readRecipient(text: string): ReadAddress {
  if (!text.trim()) return undefined
  try {
    return { id: toHex(readAddress(text)) }
  } catch (error) {
    return { error: error instanceof KluisError ? error : new KluisError('ss58-base58') }
  }
}

/** The same key's address on Bittensor, where the one that was given is of another network. */
export const convertedOf = (read: ReadAddress): string | undefined =>
  read && 'error' in read && read.error.code === 'ss58-wrong-prefix' ? read.error.facts.address : undefined
