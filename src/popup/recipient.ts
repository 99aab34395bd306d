import { decodeAddress, encodeAddress, KluisError, readAddress, toHex } from '../units'

/**
 * What an address that was typed or pasted says: whose it is, or what is wrong with it; undefined while there is none.
 * `address` is the one on Bittensor; `prefix` is there where another network's was given.
 */
export type ReadAddress = { id: string; address: string; prefix?: string } | { error: KluisError } | undefined

export function readRecipient(text: string): ReadAddress {
  const given = text.trim()
  if (!given) return undefined
  try {
    return { id: toHex(readAddress(given)), address: given }
  } catch (error) {
    if (!(error instanceof KluisError)) return { error: new KluisError('ss58-base58') }
    if (error.code !== 'ss58-wrong-prefix') return { error }
    const { accountId, prefix } = decodeAddress(given)
    return { id: toHex(accountId), address: encodeAddress(accountId), prefix: String(prefix) }
  }
}
