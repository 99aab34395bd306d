import { describe, expect, test } from 'vitest'
import { createKept, createNode, createSockets } from '../../e2e/localnet/in-process'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { KluisError, toHex } from '../units'
import { type Def, forged, item, named, tree, type V16 } from './fixtures/forged'
import { A, B, code, linkTests, settle } from './fixtures/link'
import { makeRuntime } from './metadata'

const { make } = linkTests({ createNode, createSockets, createKept })
const version = { specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 }
const honest = buildMetadata(version).bytes[16]
const of = (bytes: Uint8Array) => () => makeRuntime(`0x${'11'.repeat(32)}`, version, bytes)

describe('metadata that would hang the decoder', () => {
  test.each<[string, (add: (def: Def) => number, metadata: V16, types: unknown[]) => unknown]>([
    [
      'a value of System.Account that is a tree of empty structs',
      (add, metadata) => {
        const { type } = item(metadata, 'System', 'Account')
        if (type.tag === 'map') type.value.value = tree(add, 40)
      },
    ],
    ['a tree that is no deeper than 20', (add) => tree(add, 20)],
    ['a tree that nobody uses yet', (add) => tree(add, 30)],
    ['a tree in an enum', (add) => add({ tag: 'variant', value: [variant(0, tree(add, 30))] })],
    [
      'a tree of tuples',
      (add) => Array.from({ length: 30 }).reduce((id: number) => add({ tag: 'tuple', value: [id, id] }), add(named(0, 0))),
    ],
    [
      'an array without end',
      (add) =>
        add({ tag: 'array', value: { len: 4_000_000_000, type: add({ tag: 'primitive', value: { tag: 'u16', value: undefined } }) } }),
    ],
    [
      'an array of structs of nothing',
      (add) => add({ tag: 'array', value: { len: 99_999, type: add(named(add(named()), add(named()))) } }),
    ],
    ['a list of nothing', (add) => add({ tag: 'sequence', value: add(named()) })],
    ['a list of structs of nothing', (add) => add({ tag: 'sequence', value: tree(add, 2) })],
    ['a type that holds itself', (add, _metadata, types) => add(named(types.length, types.length))],
    ['two types that hold each other', (add, _metadata, types) => [add(named(types.length + 1, 0)), add(named(types.length - 1, 0))]],
    [
      'two variants of one index',
      (add) =>
        add({
          tag: 'variant',
          value: [
            { ...variant(7, 0), name: 'A' },
            { ...variant(7, 1), name: 'B' },
          ],
        }),
    ],
    [
      'a default of System.Account that says it is longer than it is',
      (add, metadata) => {
        const one = item(metadata, 'System', 'Account')
        const bytes = add({ tag: 'array', value: { len: 4, type: add({ tag: 'primitive', value: { tag: 'u8', value: undefined } }) } })
        if (one.type.tag === 'map') one.type.value.value = add({ tag: 'sequence', value: bytes })
        one.fallback = '0xfeffffff'
      },
    ],
  ])('%s is a lie', async (name, use) => {
    const bytes = forged(honest, use)
    if (name.startsWith('a default')) return expect(() => of(bytes)().storage('System', 'Account')).toThrow('node-lied')
    expect(of(bytes)).toThrow(KluisError)
    expect(of(bytes)).toThrow('node-lied')
    const { chain, node, kept } = await make({ hosts: [A] })
    node(A).answers.state_call = () => toHex(Uint8Array.from([1, ...compact(bytes.length), ...bytes]))
    chain.open()
    await settle()
    expect(chain.state()).toMatchObject({ phase: 'refused', problem: 'node-lied' })
    expect(kept.bytes.size).toBe(0)
  })
  const variant = (index: number, type: number) => ({
    name: 'V',
    index,
    fields: [{ name: undefined, typeName: undefined, type, docs: [] }],
    docs: [],
  })
  const compact = (length: number) => [((length << 2) | 2) & 255, (length >> 6) & 255, (length >> 14) & 255, (length >> 22) & 255]

  test('the same of the second operator is no second, and nothing hangs', async () => {
    const { chain, node } = await make({ hosts: [A, B] })
    const bytes = forged(honest, (add) => tree(add, 40))
    node(B).answers.state_call = () => toHex(Uint8Array.from([1, ...compact(bytes.length), ...bytes]))
    chain.open()
    await settle()
    expect(await code(chain.verify(await chain.ready()))).toBe('metadata-unverified')
  })

  test.each([14, 15, 16] as const)('bytes of V%i that end in a length without end are a lie at once', (format) => {
    const bytes = buildMetadata(version).bytes[format]
    for (let at = 4; at < bytes.length; at += 97) {
      const cut = new Uint8Array(at + 4)
      cut.set(bytes.subarray(0, at))
      cut.set([0xfe, 0xff, 0xff, 0xff], at)
      expect(of(cut), String(at)).toThrow('node-lied')
    }
  })
})
