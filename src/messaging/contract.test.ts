import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { KluisError } from '../units'
import { answer, asker, type Handlers } from './contract'
import { pageContract } from './page-contract'
import { popupContract } from './popup-contract'

const contract = {
  double: { input: v.strictObject({ n: v.number() }), output: v.number() },
  nothing: { input: v.void(), output: v.void() },
}
const handlers: Handlers<typeof contract, null> = {
  double: async ({ n }) => {
    if (n === 13) throw new KluisError('rejected', { why: 'luck' })
    if (n === 14) throw new Error('a secret in a stack')
    return n === 15 ? (undefined as unknown as number) : 2 * n
  },
  nothing: async () => undefined,
}
const put = (name: unknown, input: unknown) => answer(contract, handlers, name, input, null)

test('a known question with a right input is answered', async () => {
  expect(await put('double', { n: 4 })).toEqual({ ok: true, value: 8 })
  expect(await put('nothing', undefined)).toEqual({ ok: true, value: undefined })
  expect(await put('nothing', null)).toEqual({ ok: true, value: undefined }) // JSON has no undefined
})

test('unknown names, extra keys and wrong types have fixed codes', async () => {
  const refused = (code: string) => ({ ok: false, error: { code, facts: {} } })
  for (const name of ['vault.export', '__proto__', 'constructor', 'toString', '', 7, null, {}])
    expect(await put(name, {})).toEqual(refused('unknown-request'))
  for (const input of [{ n: '4' }, { n: 4, more: 1 }, {}, [], 'x', JSON.parse('{"n":4,"__proto__":{"polluted":1}}')])
    expect(await put('double', input)).toEqual(refused('invalid-input'))
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('a foreseen failure crosses with its facts, everything else only as internal', async () => {
  expect(await put('double', { n: 13 })).toEqual({ ok: false, error: { code: 'rejected', facts: { why: 'luck' } } })
  expect(await put('double', { n: 14 })).toEqual({ ok: false, error: { code: 'internal', facts: {} } })
})

test('an undefined answer rejects', async () => {
  expect(await put('double', { n: 15 })).toEqual({ ok: false, error: { code: 'internal', facts: {} } })
})

test('the asking side gets the value or a KluisError, whatever comes back', async () => {
  const ask = asker(contract, async (name, input) => put(name, input))
  expect(await ask('double', { n: 2 })).toBe(4)
  await expect(ask('double', { n: 13 })).rejects.toMatchObject({ code: 'rejected', facts: { why: 'luck' } })
  for (const reply of [undefined, null, {}, { ok: true, value: 'x' }, { ok: false }, { ok: false, error: { code: 'made-up', facts: {} } }])
    await expect(asker(contract, async () => reply)('double', { n: 2 })).rejects.toMatchObject({ code: 'internal' })
})

test.each([
  ['page', pageContract],
  ['popup', popupContract],
])('no value makes the %s contract throw, and none but a valid one gets in', async (_, real) => {
  const names = Object.keys(real)
  const seen: string[] = []
  const every = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        seen.push(name)
        return undefined as never
      },
    ]),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...names), fc.string()),
      fc.anything({ withBigInt: true, withNullPrototype: true }),
      async (name, input) => {
        seen.length = 0
        const reply = await answer(real, every as never, name, input, null)
        const known = Object.hasOwn(real, name)
        expect(typeof reply.ok).toBe('boolean')
        const valid =
          known &&
          v.safeParse((real as Record<string, { input: v.GenericSchema }>)[name]?.input as v.GenericSchema, input ?? undefined).success
        expect(seen).toEqual(valid ? [name] : [])
      },
    ),
    { numRuns: 2_000 },
  )
})

test('the fields of a payload to sign are those of SignerPayloadJSON, and nothing else', () => {
  const payload = {
    address: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
    blockHash: `0x${'11'.repeat(32)}`,
    era: '0x1500',
    genesisHash: `0x${'22'.repeat(32)}`,
    method: '0x0503',
    nonce: '0x00000000',
    signedExtensions: ['CheckNonce'],
    specVersion: '0x000001a8',
    tip: '0x00000000000000000000000000000000',
    transactionVersion: '0x00000001',
    version: 4,
  }
  const valid = (value: unknown) => v.safeParse(pageContract.signPayload.input, value).success
  expect(valid(payload)).toBe(true)
  expect(valid({ ...payload, assetId: null, blockNumber: null, mode: null, metadataHash: null, withSignedTransaction: true })).toBe(true)
  for (const wrong of [
    { extra: 1 },
    { data: '0x' },
    { version: 5 },
    { method: 'remark' },
    { method: `0x${'00'.repeat(65_537)}` },
    { nonce: 0 },
    { era: '0x150000' },
  ])
    expect(valid({ ...payload, ...wrong }), JSON.stringify(wrong).slice(0, 60)).toBe(false)
})
