import { decodeAddress, encodeAddress, fromHex, toHex } from '../units'

const MOST = 40_000
const known = new Map<string, string>()

/** The address of an account id (SS58, prefix 42), computed once: a search looks at thousands of them. @param id 32 bytes, hex */
export function addressOf(id: string): string {
  const held = known.get(id)
  if (held !== undefined) return held
  if (known.size >= MOST) known.clear()
  const address = encodeAddress(fromHex(id))
  known.set(id, address)
  return address
}

/** The account id in a text that is an address of any network, or an id in hex; undefined for everything else. */
export function idIn(text: string): string | undefined {
  if (/^0x[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase()
  try {
    return toHex(decodeAddress(text).accountId)
  } catch {
    return undefined
  }
}
