import { compactNumber } from '@polkadot-api/substrate-bindings'
import * as v from 'valibot'
import { blake256, concat, fromHex, KluisError, TAO, type Token, toHex } from '../units'
import { believe } from './decoder'

/** Which runtime a node has, as it says. */
export type Version = { specName: string; specVersion: number; transactionVersion: number }
/** A block by its hash (hex) and number. */
export type Head = { hash: string; number: number }

const u32 = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff))
const version = v.object({ specName: v.pipe(v.string(), v.maxLength(64)), specVersion: u32, transactionVersion: u32 })
const hash = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const header = v.object({
  number: v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,8}$/)),
  ...{ parentHash: hash, stateRoot: hash, extrinsicsRoot: hash },
  digest: v.object({ logs: v.array(v.pipe(v.string(), v.regex(/^0x([0-9a-f]{2})*$/))) }),
})

/** @throws KluisError node-lied for an answer of another shape */
export function read<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
  const result = v.safeParse(schema, answer)
  if (!result.success) throw new KluisError('node-lied')
  return result.output
}
export const readHash = (answer: unknown) => read(hash, answer)
export const readVersion = (answer: unknown): Version => read(version, answer)

const firstOf = <T>(each: v.GenericSchema<T>) => v.optional(v.nullable(v.union([each, v.array(each)])))
const properties = v.object({
  tokenSymbol: firstOf(v.pipe(v.string(), v.regex(/^\w{1,12}$/))),
  tokenDecimals: firstOf(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30))),
})
/** What a chain counts in, as its node's properties say; TAO where they say nothing. @throws KluisError node-lied */
export function readToken(answer: unknown): Token {
  const { tokenSymbol, tokenDecimals } = read(properties, answer ?? {})
  const [symbol = TAO.symbol, decimals = TAO.decimals] = [[tokenSymbol].flat()[0] ?? undefined, [tokenDecimals].flat()[0] ?? undefined]
  return { symbol, decimals }
}

/**
 * The block that a node's header describes. Its hash is computed here, of number and all, so no node can give one block's number to
 * another.
 * @throws KluisError node-lied for what is no header
 */
export function readHead(answer: unknown): Head {
  const { parentHash, stateRoot, extrinsicsRoot, digest, ...told } = read(header, answer)
  const number = Number(told.number)
  const logs = digest.logs.map(fromHex)
  const parts = [fromHex(parentHash), compactNumber.enc(number), fromHex(stateRoot), fromHex(extrinsicsRoot)]
  return believe(() => ({ hash: toHex(blake256(concat(...parts, compactNumber.enc(logs.length), ...logs))), number }))
}

/** How nodes say that they no longer have a state, or never had. */
const GONE = /discarded|pruned|unknown ?block|not found|missing/i
/** Whether a node said that what was asked for is no longer there. */
export const isGone = (error: unknown): boolean =>
  error instanceof KluisError && error.code === 'node-answer' && GONE.test(`${error.facts.message} ${error.facts.data}`)
