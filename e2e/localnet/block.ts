// What a block is, and how its header becomes the bytes that its hash is of.
import { compactNumber } from '@polkadot-api/substrate-bindings'
import type { VersionInfo } from './metadata'
import { blake } from './pallets/system'

export type Header = { parentHash: string; number: string; stateRoot: string; extrinsicsRoot: string; digest: { logs: string[] } }
export type Block = { hash: string; number: number; header: Header; extrinsics: string[]; info: VersionInfo }
/** What is told of a transaction that is watched. */
export type Status =
  | 'ready'
  | 'future'
  | { inBlock: string }
  | { finalized: string }
  | { retracted: string }
  | 'invalid'
  | 'dropped'
  | { broadcast: string[] }

const fromHex = (text: string) => Buffer.from(text.slice(2), 'hex')

/** SCALE of a header, as `chainHead_v1_header` and `archive_v1_header` tell it. */
export function encodeHeader({ parentHash, number, stateRoot, extrinsicsRoot, digest }: Header): Uint8Array {
  const logs = digest.logs.map(fromHex)
  const parts = [fromHex(parentHash), compactNumber.enc(Number(number)), fromHex(stateRoot), fromHex(extrinsicsRoot)]
  return Uint8Array.from(Buffer.concat([...parts, compactNumber.enc(logs.length), ...logs]))
}
const hashOf = (header: Header) => `0x${Buffer.from(blake(encodeHeader(header))).toString('hex')}`
/** Whether its hash is that of its header: not so for the first block of a chain that poses as another. */
export const isItself = ({ hash, header }: Block) => hash === hashOf(header)
/** A block by what its header says. @param pretended the hash that it says it has, in place of that of its header */
export function blockOf(header: Header, extrinsics: string[], info: VersionInfo, pretended?: string): Block {
  return { hash: pretended ?? hashOf(header), number: Number(header.number), header, extrinsics, info }
}
