import { beforeEach, describe, expect, test, vi } from 'vitest'
import { toHex } from '../../src/units'
import { developmentAccounts } from './accounts'
import { Chain } from './chain'
import { createSession } from './fixtures/session'
import { blake } from './pallets/system'
import { callOf, type Signed, signed } from './signed'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let chain: Chain
let node: ReturnType<typeof createSession>
beforeEach(async () => {
  let clock = 1_000
  chain = await Chain.create({ now: () => clock++, bare: true })
  for (let i = 0; i < 3; i++) chain.produce()
  node = createSession(chain)
})
function remark(bytes: number, wrong: Signed = {}): string {
  const [alice] = developmentAccounts() as [ReturnType<typeof developmentAccounts>[number]]
  return toHex(signed(chain, alice.address, alice, callOf(chain, 'System', 'remark', { remark: new Uint8Array(bytes) }), wrong))
}
const watch = (transaction: string) => node.ask('transactionWatch_v1_submitAndWatch', transaction)

describe('a transaction that is watched', () => {
  test('is validated, in a block and final, with its place there', async () => {
    const id = watch(remark(1))
    expect(await node.news(id)).toEqual([{ event: 'validated' }])
    const block = chain.produce()
    expect(await node.news(id)).toEqual([{ event: 'bestChainBlockIncluded', block: { hash: block.hash, index: 1 } }])
    chain.produce()
    chain.produce()
    expect(await node.news(id)).toEqual([{ event: 'finalized', block: { hash: block.hash, index: 1 } }])
  })

  test('goes from one block into another when the first is undone', async () => {
    const id = watch(remark(2))
    const first = chain.produce()
    await node.news(id)
    chain.reorganise(1)
    const second = chain.produce()
    expect(await node.news(id)).toEqual([
      { event: 'bestChainBlockIncluded', block: null },
      { event: 'bestChainBlockIncluded', block: { hash: second.hash, index: 1 } },
    ])
    expect(second.hash).not.toBe(first.hash)
  })

  test('is told of as invalid, as an event and not as an error, unless it is no hex', async () => {
    expect(await node.news(watch(remark(3, { specVersion: 1 })))).toEqual([
      { event: 'invalid', error: 'Invalid Transaction: Transaction has a bad signature' },
    ])
    expect(await node.news(watch('0x1234'))).toEqual([{ event: 'invalid', error: expect.stringContaining('Bad input data') }])
    for (const wrong of ['zz', 5, undefined]) expect(watch(wrong as string)).toMatch(/^-32602 /)
  })

  test('is not heard of any more when it is let go, and is included', async () => {
    const id = watch(remark(4))
    await node.news(id)
    expect(node.ask('transactionWatch_v1_unwatch', id)).toBeNull()
    expect(chain.produce().extrinsics).toHaveLength(2)
    expect(await node.news(id)).toEqual([])
    expect(node.ask('transactionWatch_v1_unwatch', 'nobody')).toBeNull()
  })
})

describe('a transaction that is broadcast', () => {
  test('is included, and nothing is told', async () => {
    const transaction = remark(5)
    const id = node.ask('transaction_v1_broadcast', transaction)
    expect(id).toMatch(/^id /)
    expect(chain.pending).toEqual([transaction])
    expect(chain.produce().extrinsics).toContain(transaction)
    expect(await node.news(id)).toEqual([])
    expect(node.ask('transaction_v1_stop', id)).toBeNull()
    expect(node.ask('transaction_v1_stop', id)).toMatch(/^-32602 /)
    expect(chain.listeners.head.size).toBe(0)
  })

  test('is sent again after each block for as long as it is refused, and no more once it was stopped', () => {
    const [first, second] = [remark(6), remark(7)]
    node.ask('transaction_v1_broadcast', first)
    // The same nonce waits already.
    const id = node.ask('transaction_v1_broadcast', second)
    expect(chain.pending).toEqual([first])
    chain.forgetPool()
    chain.produce()
    expect(chain.pending).toEqual([second])
    chain.forgetPool()
    const third = node.ask('transaction_v1_broadcast', remark(8))
    const fourth = node.ask('transaction_v1_broadcast', remark(9))
    expect([id, third, fourth].every((each) => typeof each === 'string')).toBe(true)
    node.ask('transaction_v1_stop', fourth)
    chain.forgetPool()
    chain.produce()
    expect(chain.pending).toEqual([])
  })

  test('is refused without a word, and counts until it is stopped or its client goes', () => {
    for (let i = 0; i < 16; i++) expect(node.ask('transaction_v1_broadcast', toHex(blake(Uint8Array.of(i))))).toMatch(/^id /)
    expect(node.ask('transaction_v1_broadcast', remark(10))).toBeNull()
    expect(node.ask('transaction_v1_broadcast', 'zz')).toMatch(/^-32602 /)
    expect(createSession(chain).ask('transaction_v1_stop', 'id 0')).toMatch(/^-32602 /)
    expect(node.ask('transaction_v1_stop', 'id 0')).toBeNull()
    expect(node.ask('transaction_v1_broadcast', remark(11))).toMatch(/^id /)
    node.end()
    expect(chain.listeners.head.size).toBe(0)
    expect(node.ask('transaction_v1_broadcast', remark(12))).toMatch(/^id /)
  })
})

describe('the archive', () => {
  test('knows any block by its hash, and none that there is not', () => {
    const [first] = chain.blocks as [Chain['best']]
    const { best } = chain
    const nowhere = `0x${'77'.repeat(32)}`
    expect(node.ask('archive_v1_genesisHash')).toBe(chain.genesisHash)
    expect(node.ask('archive_v1_finalizedHeight')).toBe(1)
    expect(node.ask('archive_v1_hashByHeight', 0)).toEqual([chain.genesisHash])
    expect(node.ask('archive_v1_hashByHeight', 3)).toEqual([best.hash])
    expect(node.ask('archive_v1_hashByHeight', 4)).toEqual([])
    expect(node.ask('archive_v1_hashByHeight', '3')).toMatch(/^-32602 /)
    for (const { hash } of [first, best]) {
      const header = node.ask('archive_v1_header', hash) as string
      expect(toHex(blake(Uint8Array.from(Buffer.from(header.slice(2), 'hex'))))).toBe(hash)
    }
    expect(node.ask('archive_v1_body', best.hash)).toEqual(best.extrinsics)
    for (const method of ['archive_v1_header', 'archive_v1_body']) expect(node.ask(method, nowhere)).toBeNull()
    const version = chain.built.builder.buildRuntimeCall('Core', 'version').value
    const { success, value } = node.ask('archive_v1_call', best.hash, 'Core_version', '') as { success: boolean; value: string }
    expect([success, version.dec(value).spec_version]).toEqual([true, 424])
    expect(node.ask('archive_v1_call', best.hash, 'Core_nothing', '0x')).toMatchObject({ success: false, error: expect.any(String) })
    expect(node.ask('archive_v1_call', nowhere, 'Core_version', '0x')).toBeNull()
  })

  test('tells what was in the state of an old block, item by item', async () => {
    const key = chain.built.builder.buildStorage('System', 'Number').keys.enc()
    const old = node.ask('archive_v1_storage', chain.blocks[1]?.hash, [{ key, type: 'value' }], null)
    const found = await node.news(old)
    expect(found).toEqual([{ event: 'storage', key, value: '0x01000000' }, { event: 'storageDone' }])
    const accounts = chain.built.builder.buildStorage('System', 'Account').keys.enc()
    const keys = chain.keys(accounts, chain.best)
    const after = [{ key: accounts, type: 'descendantsHashes', paginationStartKey: keys[3] }]
    const rest = await node.news(node.ask('archive_v1_storage', chain.best.hash, after, null))
    expect(rest.slice(0, -1).map((each) => each.key)).toEqual(keys.slice(4))
    const none = await node.news(node.ask('archive_v1_storage', `0x${'77'.repeat(32)}`, [], null))
    expect(none.map(({ event }) => event)).toEqual(['storageError'])
    const stopped = node.ask('archive_v1_storage', chain.best.hash, after, null)
    node.ask('archive_v1_stopStorage', stopped)
    expect(await node.news(stopped)).toEqual([])
    expect(node.session.subscriptions.size).toBe(0)
  })
})

test('chainSpec_v1 names the chain, and rpc_methods names every family', () => {
  expect(node.ask('chainSpec_v1_chainName')).toBe('Bittensor')
  expect(node.ask('chainSpec_v1_genesisHash')).toBe(chain.genesisHash)
  expect(node.ask('chainSpec_v1_properties')).toMatchObject({ ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' })
  const { methods } = node.ask('rpc_methods') as { methods: string[] }
  const named = (family: string) => methods.filter((each) => each.startsWith(`${family}_v1_`)).map((each) => each.replace(/^.*_/, ''))
  expect(named('chainHead')).toEqual('body call continue follow header stopOperation storage unfollow unpin'.split(' '))
  expect(named('transaction')).toEqual(['broadcast', 'stop'])
  expect(named('transactionWatch')).toEqual(['submitAndWatch', 'unwatch'])
  expect(named('chainSpec')).toEqual(['chainName', 'genesisHash', 'properties'])
  expect(named('archive')).toEqual('body call finalizedHeight genesisHash hashByHeight header stopStorage storage'.split(' '))
  expect(methods).toContain('rpc_methods')
})
