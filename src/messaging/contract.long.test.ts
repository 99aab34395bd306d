import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { answer, type Contract } from './contract'
import { pageContract } from './page-contract'
import { popupContract } from './popup-contract'

const RUNS = 100_000
const MINUTES = 10 * 60_000

/** Answers with nothing, and writes down what was asked. */
function listening(contract: Contract) {
  const heard: string[] = []
  const handlers = Object.fromEntries(Object.keys(contract).map((name) => [name, async () => void heard.push(name)]))
  return async (name: string, input: unknown) => {
    heard.length = 0
    const reply = await answer(contract, handlers as never, name, input, null)
    expect(typeof reply.ok).toBe('boolean')
    const schema = Object.hasOwn(contract, name) ? contract[name]?.input : undefined
    expect(heard).toEqual(schema && v.safeParse(schema, input ?? undefined).success ? [name] : [])
  }
}

test.each([
  ['page', pageContract],
  ['popup', popupContract],
])(
  'a hundred thousand values of any kind: none makes the %s contract throw, and none but a valid one gets in (MSG-08)',
  async (_, contract) => {
    const ask = listening(contract)
    const name = fc.oneof(fc.constantFrom(...Object.keys(contract)), fc.string())
    const input = fc.oneof(fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withDate: true }), fc.object())
    await fc.assert(fc.asyncProperty(name, input, ask), { numRuns: RUNS })
  },
  MINUTES,
)

/** Right questions of a page. */
const right: [keyof typeof pageContract, Record<string, unknown>][] = [
  ['connect', { name: 'A site' }],
  ['signRaw', { address: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY', data: '0x00', type: 'bytes' }],
  [
    'signPayload',
    {
      address: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      assetId: null,
      blockHash: `0x${'11'.repeat(32)}`,
      blockNumber: '0x10',
      era: '0x1500',
      genesisHash: `0x${'22'.repeat(32)}`,
      metadataHash: null,
      method: '0x0503',
      mode: 0,
      nonce: '0x00000000',
      signedExtensions: ['CheckNonce'],
      specVersion: '0x000001a8',
      tip: '0x00',
      transactionVersion: '0x00000001',
      version: 4,
      withSignedTransaction: true,
    },
  ],
]

test(
  'a hundred thousand right questions of a page with one thing changed: none throws, and a field more, less or of another kind is refused (MSG-08)',
  async () => {
    const ask = listening(pageContract)
    const kinds = fc.oneof(fc.object(), fc.array(fc.anything()), fc.double(), fc.constantFrom<unknown>(undefined, true, '', '0x', 10n))
    const optional = ['assetId', 'blockNumber', 'metadataHash', 'mode', 'type', 'withSignedTransaction']
    for (const [name, input] of right) await ask(name, input)
    const change = fc.constantFrom(...right).chain(([name, input]) => {
      const field = fc.constantFrom(...Object.keys(input))
      return fc.oneof(
        fc.record({ name: fc.constant(name), input: fc.constant(input), field, value: kinds, what: fc.constant('other' as const) }),
        fc.record({
          name: fc.constant(name),
          input: fc.constant(input),
          field,
          value: fc.constant(null),
          what: fc.constant('less' as const),
        }),
        fc.record({
          name: fc.constant(name),
          input: fc.constant(input),
          field: fc.string(),
          value: kinds,
          what: fc.constant('more' as const),
        }),
      )
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ name, input, field, value, what }) => {
        const changed = Object.fromEntries(Object.entries(input).filter(([each]) => each !== field))
        if (what !== 'less') Object.defineProperty(changed, field, { value, enumerable: true })
        await ask(name, changed)
        const refused = !v.safeParse(pageContract[name].input, changed).success
        if (what === 'less') expect(refused).toBe(!optional.includes(field))
        if (what === 'more' && !Object.hasOwn(input, field)) expect(refused).toBe(true)
      }),
      { numRuns: RUNS },
    )
  },
  MINUTES,
)
