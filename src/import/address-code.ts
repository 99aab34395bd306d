import { decodeAddress, encodeAddress, KluisError, parseTao, readAddress } from '../units'

/** Who is to be paid by a code. `amount`: in TAO as it stood there, '' where it did not. */
export type AddressCode = { address: string; amount: string }

/** `substrate:` as polkadot-js, Nova and the Vault write it, and the names under which a wallet for TAO may write a request. */
const URI = /^(?:substrate|polkadot|bittensor|tao):(?:\/\/)?([1-9A-HJ-NP-Za-km-z]{1,128})(?::[^?]*)?(?:\?(.*))?$/i
const MOST = 2_048

/**
 * Reads whom a code names: an address, alone or in a URI with an amount. Nothing else of it is believed, and nothing else leaves here:
 * a code may hold words or a key. An address of another network comes back as on Bittensor.
 * @throws KluisError qr-unknown, and those of readAddress but ss58-wrong-prefix
 */
export function readAddressCode(code: string): AddressCode {
  const text = code.trim()
  if (text.length > MOST) throw new KluisError('qr-unknown')
  const uri = URI.exec(text)
  const given = uri?.[1] ?? text
  // What cannot be an address is not asked whether it is one: its letters would stand in an error.
  if (!uri && !/^(?:[1-9A-HJ-NP-Za-km-z]{40,60}|bth1_[\w-]{99})$/.test(given)) throw new KluisError('qr-unknown')
  return { address: onBittensor(given), amount: amountOf(uri?.[2]) }
}

function onBittensor(text: string): string {
  try {
    return encodeAddress(readAddress(text))
  } catch (error) {
    if (!(error instanceof KluisError) || error.code !== 'ss58-wrong-prefix') throw error
    return encodeAddress(decodeAddress(text).accountId)
  }
}

/** An amount that is not one is none: the person writes it. */
function amountOf(query: string | undefined): string {
  const told = new URLSearchParams(query ?? '').getAll('amount')
  const [only = ''] = told
  return told.length === 1 && /^\d+(\.\d+)?$/.test(only) && parseTao(only) ? only : ''
}
