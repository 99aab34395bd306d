import { encodeAddress } from '../../../../src/units'

const known = new Map<number, string>()
/** The account of a subnet: `modlsubtensr`, an S for a subnet, and its number. */
export function subnetAccount(netuid: number): string {
  const before = known.get(netuid)
  if (before !== undefined) return before
  const bytes = new Uint8Array(32)
  bytes.set(new TextEncoder().encode('modlsubtensr'))
  new DataView(bytes.buffer).setUint16(12, netuid, true)
  const made = encodeAddress(bytes)
  known.set(netuid, made)
  return made
}
