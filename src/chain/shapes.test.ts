import { existsSync, readFileSync } from 'node:fs'
import { getLookupFn, type MetadataLookup } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { createKept, createNode, createSockets } from '../../e2e/localnet/in-process'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { fromHex } from '../units'
import { createChain } from './chain'
import { type Def, forged } from './fixtures/forged'
import { A } from './fixtures/link'
import { makeRuntime } from './metadata'
import { checkBytes, checkShapes } from './shapes'

const version = { specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 }
const honest = buildMetadata(version).bytes[16]
const of = (bytes: Uint8Array) => () => makeRuntime(`0x${'11'.repeat(32)}`, version, bytes)

describe('real metadata is read', () => {
  test('the localnet’s, in every version', () => {
    for (const bytes of Object.values(buildMetadata(version).bytes)) expect(of(bytes)).not.toThrow()
  })
  for (const spec of [365, 393, 424]) {
    // Finney's own metadata is a yardstick that is not ours to ship: these tests are skipped, and say so, where it is absent.
    const file = `../shared/data/metadata-finney-${spec}.scale`
    const at = existsSync(file)
    test.skipIf(!at)(`finney's of spec ${spec}${at ? '' : ' (skipped: the yardstick is not here)'}`, () => {
      const bytes = new Uint8Array(readFileSync(file))
      const runtime = makeRuntime(`0x${'11'.repeat(32)}`, { ...version, specVersion: spec }, bytes)
      for (const pallet of runtime.metadata.pallets) {
        for (const { name } of pallet.storage?.items ?? [])
          expect(() => runtime.storage(pallet.name, name), `${pallet.name}.${name}`).not.toThrow()
        for (const { name } of pallet.constants) expect(() => runtime.constant(pallet.name, name), `${pallet.name}.${name}`).not.toThrow()
      }
    })
  }
})

describe('bytes that say they are longer than they are', () => {
  const lookup = getLookupFn(unifyMetadata(decAnyMetadata(honest))) as MetadataLookup
  const made = (use: (add: (def: Def) => number) => number) => {
    let id = 0
    const types = getLookupFn(
      unifyMetadata(
        decAnyMetadata(
          forged(honest, (add) => {
            id = use(add)
          }),
        ),
      ),
    )
    checkShapes(types)
    return types(id)
  }
  const u8 = (add: (def: Def) => number) => add({ tag: 'primitive', value: { tag: 'u8', value: undefined } })

  test('a list of a thousand million accounts in four bytes is a lie', () => {
    const list = made((add) => add({ tag: 'sequence', value: add({ tag: 'array', value: { len: 32, type: u8(add) } }) }))
    expect(() => checkBytes(list, fromHex('0xfeffffff'))).toThrow('missing')
    expect(() => checkBytes(list, fromHex('0x03ffffffff'))).toThrow()
    expect(() => checkBytes(list, fromHex(`0x08${'11'.repeat(64)}`))).not.toThrow()
    expect(() => checkBytes(list, fromHex(`0x08${'11'.repeat(63)}`))).toThrow('missing')
  })

  test('events, balances and fees of such bytes are a lie', async () => {
    const runtime = of(honest)()
    for (const hex of ['0xfeffffff', '0x04', '0x', '0x0400'])
      expect(() => runtime.storage('System', 'Events').decode(hex), hex).toThrow('node-lied')
    expect(() => runtime.storage('System', 'Account').decode('0x00')).toThrow('node-lied')
    expect(() => runtime.answer('TransactionPaymentApi', 'query_info', '0x00')).toThrow('node-lied')
    expect(() => runtime.answer('TransactionPaymentApi', 'nothing', '0x00')).toThrow('node-lied')
    expect(() => runtime.storage('System', 'Nothing')).toThrow('node-lied')
  })

  test('what the localnet really stores passes, to the last byte and no further', async () => {
    const node = await createNode()
    const { Socket } = createSockets({ [A]: node })
    for (let i = 0; i < 3; i++) node.chain.produce()
    const chain = createChain({ cache: createKept(), Socket, now: Date.now, changed: () => undefined })
    chain.choose({ id: 'local', genesisHash: null, hosts: [{ url: A, operator: 'yourself' }] })
    chain.open()
    const { runtime, rpc } = await chain.ready()
    const events = (await rpc.call('state_getStorage', [runtime.storage('System', 'Events').key()])) as string
    expect(runtime.storage('System', 'Events').decode(events)).not.toEqual([])
    expect(() => runtime.storage('System', 'Events').decode(events.slice(0, -2))).toThrow('node-lied')
    for (const { id } of lookup.metadata.lookup) expect(() => checkBytes(lookup(id), new Uint8Array(200))).not.toThrow(RangeError)
    chain.close()
  })
})
