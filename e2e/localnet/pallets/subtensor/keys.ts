import { encodeAddress } from '../../../../src/units'

// The last part of a storage key, from its hex: hashers that keep what they hash put it at the end.

export const addressIn = (rest: string): string => encodeAddress(Uint8Array.from(Buffer.from(rest.slice(-64), 'hex')))
export const netuidIn = (rest: string): number => Buffer.from(rest.slice(-4), 'hex').readUInt16LE(0)
