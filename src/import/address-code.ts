import { KluisError, parseTao, readAddress } from '../units'

/** Who is to be paid by a code: the address as it stood there, of whatever network. `amount`: in TAO, '' where none was said. */
export type AddressCode = { address: string; amount: string }

/** `substrate:` as polkadot-js, Nova and the Vault write it, and the names under which a wallet for TAO may write a request. */
const URI = /^(substrate|polkadot|bittensor|tao):(?:\/\/)?([1-9A-HJ-NP-Za-km-z]{1,128})(?::[^?]*)?(?:\?(.*))?$/i
/** Those in which an amount is one of TAO. */
const IN_TAO = /^(?:bittensor|tao)$/i
const MOST = 2_048

/**
 * Reads whom a code names: an address, alone or in a URI with an amount. Nothing else of it is believed, and nothing else leaves here:
 * a code may hold words or a key. An address of another network is handed on as it is, so that it is told, and never with an amount.
 * @throws KluisError qr-unknown, and those of readAddress but ss58-wrong-prefix
 */
export function readAddressCode(code: string): AddressCode {
  const text = code.trim()
  if (text.length > MOST) throw new KluisError('qr-unknown')
  const uri = URI.exec(text)
  const address = uri?.[2] ?? text
  // What cannot be an address is not asked whether it is one: its letters would stand in an error.
  if (!uri && !/^(?:[1-9A-HJ-NP-Za-km-z]{40,60}|bth1_[\w-]{99})$/.test(address)) throw new KluisError('qr-unknown')
  const ours = isOnBittensor(address)
  return { address, amount: ours && IN_TAO.test(uri?.[1] ?? '') ? amountOf(uri?.[3]) : '' }
}

/** Whether it is written for Bittensor. @throws KluisError where it is no address of any network */
function isOnBittensor(address: string): boolean {
  try {
    readAddress(address)
    return true
  } catch (error) {
    if (!(error instanceof KluisError) || error.code !== 'ss58-wrong-prefix') throw error
    return false
  }
}

/** An amount that is not one is none: the person writes it. */
function amountOf(query: string | undefined): string {
  const told = new URLSearchParams(query ?? '').getAll('amount')
  const [only = ''] = told
  return told.length === 1 && /^\d+(\.\d+)?$/.test(only) && parseTao(only) ? only : ''
}
