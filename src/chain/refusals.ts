import { type ErrorCode, KluisError } from '../units'

/** The most of a node's own words that is shown, in characters. */
const WORDS = 160
/**
 * A node's own words, as they may stand beside the wallet's: one line, without marks that change how it is read, and without the
 * quotes in which the wallet puts it.
 */
export function nodeWords(text: string): string {
  const line = text
    .slice(0, 10 * WORDS)
    .replace(/[\p{Cc}\p{Z}\s]+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[“”„‟«»]/gu, '"')
    .replace(/ {2,}/g, ' ')
    .trim()
  return [...line].slice(0, WORDS).join('').trimEnd()
}

/** Words of a polkadot-sdk node for an invalid transaction, in its JSON-RPC error's data (chain.md 10.2). */
const texts: readonly [RegExp, ErrorCode][] = [
  [/bad signature/i, 'tx-bad-proof'],
  [/outdated/i, 'tx-stale'],
  [/valid in the future/i, 'tx-future'],
  [/pay some fees/i, 'tx-payment'],
  [/ancient birth block/i, 'tx-ancient'],
  [/exhaust/i, 'tx-exhausts'],
  [/could not lookup|cannot lookup|CannotLookup/i, 'tx-cannot-lookup'],
  [/not expected|call is not/i, 'tx-call'],
  [/bad signer|BadSigner|invalid signing address/i, 'tx-bad-signer'],
]

/** What a node's refusal of a transaction means. Anything that is no refusal stays what it is. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof KluisError) || error.code !== 'node-answer') return error
  const { code } = error.facts
  const [message, data] = [nodeWords(error.facts.message ?? ''), nodeWords(error.facts.data ?? '')]
  const custom = /Custom error: (\d{1,3})(?!\d)/i.exec(`${message} ${data}`)
  if (custom) return new KluisError('tx-custom', { number: custom[1] as string })
  const found = texts.find(([pattern]) => pattern.test(`${data} ${message}`))
  if (found) return new KluisError(found[1])
  if (code === '1012') return new KluisError('tx-banned')
  if (code === '1013') return new KluisError('tx-already')
  if (code === '1014') return new KluisError('tx-stale')
  if (code === '1016') return new KluisError('tx-dropped')
  return new KluisError('tx-refused', { message: data || message })
}
