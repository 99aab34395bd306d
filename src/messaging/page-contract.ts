import * as v from 'valibot'
import type { Contract } from './contract'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const hex = (maxBytes: number) => v.pipe(v.string(), v.maxLength(2 + 2 * maxBytes), v.regex(/^0x(?:[0-9a-fA-F]{2})*$/))
/** polkadot-js writes numbers as big-endian hex of any width, the btcli bridge too (chain.md 9). */
const number = v.pipe(v.string(), v.maxLength(66), v.regex(/^0x[0-9a-fA-F]+$/))

/** The fields of `SignerPayloadJSON` plus `withSignedTransaction`, and nothing else (design.md 3). */
const signerPayload = v.strictObject({
  address: text(128),
  assetId: v.nullish(v.union([v.number(), v.looseObject({}), hex(256)])),
  blockHash: hex(32),
  blockNumber: v.nullish(number),
  era: hex(2),
  genesisHash: hex(32),
  metadataHash: v.nullish(hex(32)),
  method: hex(65_536),
  mode: v.nullish(v.number()),
  nonce: number,
  signedExtensions: v.pipe(v.array(text(64)), v.maxLength(32)),
  specVersion: number,
  tip: number,
  transactionVersion: number,
  version: v.literal(4),
  withSignedTransaction: v.nullish(v.boolean()),
})
export type PagePayload = v.InferOutput<typeof signerPayload>

const keyType = v.picklist(['sr25519', 'ed25519', 'ecdsa'])
const account = v.strictObject({ address: v.string(), genesisHash: v.nullable(v.string()), name: v.string(), type: keyType })
export type PageAccount = v.InferOutput<typeof account>

/** Everything that a web page can ask. Its origin comes from the browser, never from the message. */
export const pageContract = {
  /** Asks the person once; later answers at once from the grant. */
  connect: { input: v.strictObject({ name: text(256) }), output: v.void() },
  accounts: { input: v.void(), output: v.array(account) },
  /** Resolves with the accounts now; every later change comes as an event with the same id. */
  subscribe: { input: v.void(), output: v.array(account) },
  signPayload: {
    input: signerPayload,
    output: v.strictObject({ signature: v.string(), signedTransaction: v.optional(v.string()) }),
  },
  signRaw: {
    input: v.strictObject({ address: text(128), data: text(65_536), type: v.optional(v.picklist(['bytes', 'payload'])) }),
    output: v.strictObject({ signature: v.string() }),
  },
} satisfies Contract
export type PageContract = typeof pageContract
