import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../chain/refusals'
import { type ErrorCode, KluisError } from '../../units'
import { failures as en, sentences as enSentences } from './en/all'
import { failures as nl, sentences as nlSentences } from './nl/all'

type Key = keyof typeof enSentences.refusals
const languages = { en: [en, enSentences], nl: [nl, nlSentences] } as const
const refusal = (code: number, data: unknown, message = 'Invalid Transaction') => {
  // As chain/rpc.ts writes down what is no text.
  const detail = typeof data === 'string' ? data : data === undefined ? '' : JSON.stringify(data)
  return refusalOf(new KluisError('node-answer', { code: String(code), message, data: detail })) as KluisError
}

/** Every variant with the words and the number that a polkadot-sdk node gives it, and the key of its sentence (chain.md 10.2). */
const table: [code: number, data: unknown, message: string, expected: ErrorCode, key: Key][] = [
  [1010, 'Transaction call is not expected', 'Invalid Transaction', 'tx-call', 'tx-call'],
  [1010, 'Inability to pay some fees (e.g. account balance too low)', 'Invalid Transaction', 'tx-payment', 'tx-payment'],
  [1010, 'Transaction will be valid in the future', 'Invalid Transaction', 'tx-future', 'tx-future'],
  [1010, 'Transaction is outdated', 'Invalid Transaction', 'tx-stale', 'tx-stale'],
  [1010, 'Transaction has a bad signature', 'Invalid Transaction', 'tx-bad-proof', 'tx-bad-proof'],
  [1010, 'Transaction has an ancient birth block', 'Invalid Transaction', 'tx-ancient', 'tx-ancient'],
  [1010, 'Transaction would exhaust the block limits', 'Invalid Transaction', 'tx-exhausts', 'tx-exhausts'],
  [1010, 'A call was labelled as mandatory, but resulted in an Error.', 'Invalid Transaction', 'tx-refused', 'bad-mandatory'],
  [
    1010,
    'Transaction dispatch is mandatory; transactions must not be validated.',
    'Invalid Transaction',
    'tx-refused',
    'mandatory-validation',
  ],
  [1010, 'Invalid signing address', 'Invalid Transaction', 'tx-bad-signer', 'tx-bad-signer'],
  [1010, 'The implicit data was unable to be calculated', 'Invalid Transaction', 'tx-refused', 'indeterminate-implicit'],
  [1010, 'The transaction extension did not authorize any origin', 'Invalid Transaction', 'tx-refused', 'unknown-origin'],
  [1010, undefined, 'Invalid Transaction', 'tx-refused', 'invalid'],
  [
    1011,
    'Could not lookup information required to validate the transaction',
    'Unknown Transaction Validity',
    'tx-cannot-lookup',
    'tx-cannot-lookup',
  ],
  [1011, 'CannotLookup', 'Unknown Transaction Validity', 'tx-cannot-lookup', 'tx-cannot-lookup'],
  [1011, 'NoUnsignedValidator', 'Unknown Transaction Validity', 'tx-refused', 'no-unsigned-validator'],
  [
    1011,
    'Could not find an unsigned validator for the unsigned transaction',
    'Unknown Transaction Validity',
    'tx-refused',
    'no-unsigned-validator',
  ],
  [1011, undefined, 'Unknown Transaction Validity', 'tx-refused', 'unknown-validity'],
  [1012, undefined, 'Transaction is temporarily banned', 'tx-banned', 'tx-banned'],
  [1013, '[0x12]', 'Transaction Already Imported', 'tx-already', 'tx-already'],
  [
    1014,
    'The transaction has too low priority to replace another transaction already in the pool.',
    'Priority is too low: (1 vs 1)',
    'tx-stale',
    'too-low-priority',
  ],
  [1015, undefined, 'Cycle Detected', 'tx-refused', 'cycle-detected'],
  [1016, 'The transaction couldn’t enter the pool because of the limit', 'Immediately Dropped', 'tx-dropped', 'tx-dropped'],
  [1001, undefined, 'Extrinsic has invalid format: Codec error', 'tx-refused', 'unreadable'],
  [1002, 'RuntimeApi("Execution failed")', 'Verification Error: Runtime error', 'tx-refused', 'unreadable'],
]

describe.each(Object.entries(languages))('what a node refuses (%s)', (_language, [failures, sentences]) => {
  const say = (error: KluisError) => failures.refused(error.code, error.facts, '164')

  test.each(table)('%d %s (%s) has its own sentence', (code, data, message, expected, key) => {
    const error = refusal(code, data, message)
    expect(error.code).toBe(expected)
    const [what, todo] = sentences.refusals[key] as [string, string]
    expect(say(error)).toContain(what)
    expect(say(error)).toContain(todo)
    expect(say(error)).toContain('164')
  })

  test.each(['Call', 'Payment', 'Future', 'Stale', 'BadProof', 'AncientBirthBlock', 'ExhaustsResources', 'BadMandatory'])(
    'a node that gives the name %s and no words is understood as well',
    (name) => expect(sentences.refusals[refusal(1010, name).facts.as ?? refusal(1010, name).code]).toBeDefined(),
  )

  test.each([...Array.from({ length: 28 }, (_, number) => number), 255])('Subtensor’s own code %d has its own sentence', (number) => {
    const error = refusal(1010, `Custom error: ${number}`)
    expect(error).toMatchObject({ code: 'tx-custom', facts: { number: String(number) } })
    const [what, todo] = sentences.customs[number] as [string, string]
    expect(say(error)).toContain(what)
    expect(say(error)).toContain(todo)
  })

  test('a code that nobody foretold is said to be unknown, with its number', () => {
    for (const number of [28, 99, 254]) {
      expect(say(refusal(1010, `Custom error: ${number}`))).toContain(` ${number}.`)
      expect(say(refusal(1010, `Custom error: ${number}`))).toContain(sentences.frames.custom({ number: String(number) })[1])
    }
  })

  test('a number that a runtime gives to what it cannot judge is none of Subtensor’s codes', () => {
    const error = refusal(1011, { Custom: 1 }, 'Unknown Transaction Validity')
    expect(error).toMatchObject({ code: 'tx-custom', facts: { number: '1' } })
    expect(say(error)).toContain(sentences.frames.custom({ number: '1' })[0])
    expect(say(error)).not.toContain((sentences.customs[1] as [string, string])[0])
  })

  test('a refusal in words that are new is repeated, and what is no refusal has no sentence here', () => {
    expect(say(refusal(1010, 'something new'))).toContain('something new')
    expect(say(refusal(-32_603, undefined, ''))).toContain(sentences.frames.other({ message: '' })[0])
    expect(failures.refused('offline', {}, '164')).toBeUndefined()
    for (const as of ['constructor', '__proto__', 'toString'])
      for (const code of ['tx-refused', 'tx-custom']) expect(typeof failures.refused(code, { as, number: as }, '1')).toBe('string')
  })

  test('every sentence for a refusal is reached by one of these answers, and none says what another does', () => {
    const reached = new Set<string>(table.map(([, , , , key]) => key))
    expect(Object.keys(sentences.refusals).filter((key) => !reached.has(key))).toEqual([])
    for (const group of [sentences.refusals, sentences.customs]) {
      const whats = Object.values(group).map(([what]) => what)
      expect(whats.filter((what, at) => whats.indexOf(what) !== at)).toEqual([])
    }
  })
})
