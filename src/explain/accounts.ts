import { decodeAddress, encodeAddress, KluisError, type Place, toHex } from '../units'

/** An account as the codecs give it, as it is shown. */
export function account(address: unknown): Place {
  const { accountId } = decodeAddress(address as string)
  return { id: toHex(accountId), address: encodeAddress(accountId) }
}

/** Only a plain account can be shown as an address: every other kind of MultiAddress is refused. @throws KluisError call-unknown */
export function place(value: unknown): Place {
  const { type, value: address } = value as { type: string; value: unknown }
  if (type !== 'Id' || typeof address !== 'string') throw new KluisError('call-unknown', { call: `MultiAddress.${type}` })
  return account(address)
}
