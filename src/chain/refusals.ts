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

/** Every way of a runtime to call a transaction invalid or unknown: its name, a polkadot-sdk node's words for it, and ours (chain.md 10.2). */
const kinds: readonly [name: string, words: RegExp, code: ErrorCode, as?: string][] = [
  ['BadProof', /bad signature/i, 'tx-bad-proof'],
  ['Stale', /outdated/i, 'tx-stale'],
  ['Future', /valid in the future/i, 'tx-future'],
  ['Payment', /pay some fees/i, 'tx-payment'],
  ['AncientBirthBlock', /ancient birth block/i, 'tx-ancient'],
  ['ExhaustsResources', /exhaust/i, 'tx-exhausts'],
  ['CannotLookup', /could not lookup|cannot lookup/i, 'tx-cannot-lookup'],
  ['NoUnsignedValidator', /unsigned validator/i, 'tx-refused', 'no-unsigned-validator'],
  ['BadMandatory', /labelled as mandatory/i, 'tx-refused', 'bad-mandatory'],
  ['MandatoryValidation', /dispatch is mandatory/i, 'tx-refused', 'mandatory-validation'],
  ['IndeterminateImplicit', /implicit data/i, 'tx-refused', 'indeterminate-implicit'],
  ['UnknownOrigin', /authorize any origin/i, 'tx-refused', 'unknown-origin'],
  ['BadSigner', /bad signer|invalid signing address/i, 'tx-bad-signer'],
  ['Call', /not expected|call is not|CallFiltered/i, 'tx-call'],
]
/** What the number of an answer says where its words say nothing; JSON-RPC codes of polkadot-sdk's author module. */
const numbers: Readonly<Record<string, [code: ErrorCode, as?: string]>> = {
  1001: ['tx-refused', 'unreadable'],
  1002: ['tx-refused', 'unreadable'],
  1011: ['tx-refused', 'unknown-validity'],
  1012: ['tx-banned'],
  1013: ['tx-already'],
  1014: ['tx-stale', 'too-low-priority'],
  1015: ['tx-refused', 'cycle-detected'],
  1016: ['tx-dropped'],
}

/**
 * What a node's refusal of a transaction means. Anything that is no refusal stays what it is. Where several kinds share a code, the
 * fact `as` tells them apart: it is ours, never the node's.
 */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof KluisError) || error.code !== 'node-answer') return error
  const [message, data] = [nodeWords(error.facts.message ?? ''), nodeWords(error.facts.data ?? '')]
  const custom = /Custom error: (\d{1,3})(?!\d)/i.exec(`${message} ${data}`)
  if (custom) return new KluisError('tx-custom', { number: custom[1] as string })
  // Of a transaction whose validity is unknown a runtime may have numbers of its own, which are no refusals of Subtensor's.
  const unknown = /^\{"Custom": ?(\d{1,3})\}$/.exec(data)
  if (unknown) return new KluisError('tx-custom', { number: unknown[1] as string, as: 'unknown-validity' })
  const said = data || message
  const named = kinds.find(([name]) => data === name)
  const found = named ?? kinds.find(([, words]) => words.test(`${data} ${message}`))
  const [code, as] = found
    ? [found[2], found[3]]
    : (numbers[error.facts.code ?? ''] ?? ['tx-refused', error.facts.code === '1010' && !data ? 'invalid' : undefined])
  return new KluisError(code, { ...(code === 'tx-refused' && { message: said }), ...(as !== undefined && { as }) })
}
