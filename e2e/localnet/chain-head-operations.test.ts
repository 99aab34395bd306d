import { Bytes, Option } from '@polkadot-api/substrate-bindings'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { toHex } from '../../src/units'
import { developmentAccounts } from './accounts'
import { Chain } from './chain'
import { limits } from './chain-head'
import { createSession } from './fixtures/session'
import { blake } from './pallets/system'
import { callOf, signed } from './signed'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let chain: Chain
let node: ReturnType<typeof createSession>
let id: string
beforeAll(async () => {
  let clock = 1_000
  chain = await Chain.create({ now: () => clock++ })
  for (let i = 0; i < 6; i++) chain.produce()
})
beforeEach(async () => {
  node = createSession(chain)
  id = (await node.follow()).id
})
afterEach(() => node.end())
const nobody = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
const account = () => chain.built.builder.buildStorage('System', 'Account')
const hashOf = (value: string) => toHex(blake(Uint8Array.from(Buffer.from(value.slice(2), 'hex'))))
const alice = () => developmentAccounts()[0] as ReturnType<typeof developmentAccounts>[number]
const storage = (items: unknown, childTrie: unknown = null) => node.ask('chainHead_v1_storage', id, chain.best.hash, items, childTrie)

test('header and body of a block are those that its hash and its extrinsics say', async () => {
  const header = node.ask('chainHead_v1_header', id, chain.best.hash) as string
  expect(hashOf(header)).toBe(chain.best.hash)
  expect(await node.operate(id, 'body', chain.best.hash)).toEqual([{ event: 'operationBodyDone', value: chain.best.extrinsics }])
})

test('a value and its hash, and nothing where nothing is', async () => {
  const key = account().keys.enc(alice().address)
  const value = chain.read(chain.best, key) as string
  const found = await node.items(
    id,
    chain.best,
    { key, type: 'value' },
    { key: account().keys.enc(nobody), type: 'value' },
    { key, type: 'hash' },
  )
  expect(found).toEqual([
    { key, value },
    { key, hash: hashOf(value) },
  ])
  expect(await node.items(id, chain.best, { key: account().keys.enc(nobody), type: 'hash' })).toEqual([])
})

test('everything under a key, in order, by value and by hash', async () => {
  const key = account().keys.enc()
  const keys = developmentAccounts()
    .map(({ address }) => account().keys.enc(address))
    .sort()
  const values = keys.map((each) => ({ key: each, value: chain.read(chain.best, each) as string }))
  expect(await node.items(id, chain.best, { key, type: 'descendantsValues' })).toEqual(values)
  expect(await node.items(id, chain.best, { key, type: 'descendantsHashes' })).toEqual(
    values.map((each) => ({ key: each.key, hash: hashOf(each.value) })),
  )
})

test('what stands for a Merkle value changes with what is under the key, and only with that', async () => {
  const mark = async () => {
    const { id } = await node.follow()
    const queries = [account().keys.enc(), account().keys.enc(nobody), chain.built.builder.buildStorage('System', 'Number').keys.enc()]
    const found = await node.items(id, chain.best, ...queries.map((key) => ({ key, type: 'closestDescendantMerkleValue' })))
    node.ask('chainHead_v1_unfollow', id)
    return found.map((each) => [each.key, each.closestDescendantMerkleValue])
  }
  const [accounts, number] = await mark()
  chain.produce()
  const [same, otherNumber] = await mark()
  expect(same).toEqual(accounts)
  expect(otherNumber).not.toEqual(number)
  chain.setBalance(alice().address, 5_000_000_000n)
  chain.produce()
  expect((await mark())[0]).not.toEqual(accounts)
})

test('more than one page comes when the client says that it may go on, and not before', async () => {
  const prefix = '0x'
  const all = chain.keys(prefix, chain.best)
  expect(all.length).toBeGreaterThan(2 * limits.items)
  const started = storage([{ key: prefix, type: 'descendantsHashes' }]) as { operationId: string }
  expect(node.ask('chainHead_v1_continue', id, started.operationId)).toMatch(/^-32803 /)
  const keys: string[] = []
  for (;;) {
    const events = await node.news(id)
    const [first, next] = events as [{ event: string; items: { key: string }[] }, { event: string }]
    keys.push(...first.items.map(({ key }) => key))
    expect(events).toHaveLength(2)
    if (next.event === 'operationStorageDone') break
    expect(next.event).toBe('operationWaitingForContinue')
    expect(first.items).toHaveLength(limits.items)
    expect(await node.news(id)).toEqual([])
    expect(node.ask('chainHead_v1_continue', id, started.operationId)).toBeNull()
    expect(node.ask('chainHead_v1_continue', id, started.operationId)).toMatch(/^-32803 /)
  }
  expect(keys).toEqual(all)
  expect(node.ask('chainHead_v1_continue', id, started.operationId)).toBeNull()
})

test('an operation that is stopped says nothing more, and its place is free', async () => {
  const waiting = Array.from(
    { length: limits.operations },
    () => storage([{ key: '0x', type: 'descendantsHashes' }]) as { operationId: string },
  )
  expect(await node.news(id)).toHaveLength(2 * limits.operations)
  expect(storage([{ key: '0x', type: 'value' }])).toEqual({ result: 'limitReached' })
  expect(node.ask('chainHead_v1_body', id, chain.best.hash)).toEqual({ result: 'limitReached' })
  expect(node.ask('chainHead_v1_call', id, chain.best.hash, 'Core_version', '0x')).toEqual({ result: 'limitReached' })
  for (const { operationId } of waiting) expect(node.ask('chainHead_v1_stopOperation', id, operationId)).toBeNull()
  expect(await node.news(id)).toEqual([])
  const started = node.ask('chainHead_v1_body', id, chain.best.hash) as { operationId: string }
  node.ask('chainHead_v1_stopOperation', id, started.operationId)
  expect(await node.news(id)).toEqual([])
  expect(node.ask('chainHead_v1_stopOperation', id, 'nobody')).toBeNull()
})

test('of more items than there is room for the last ones are left out', async () => {
  const key = account().keys.enc(alice().address)
  expect(storage(Array.from({ length: limits.operations + 4 }, () => ({ key, type: 'value' })))).toMatchObject({
    result: 'started',
    discardedItems: 4,
  })
  expect((await node.news(id))[0]?.items).toHaveLength(limits.operations)
})

test('a call answers, and one that there is not, or that gets nonsense, fails', async () => {
  const [done] = await node.operate(id, 'call', chain.best.hash, 'AccountNonceApi_account_nonce', toHex(alice().accountId))
  expect(done).toEqual({ event: 'operationCallDone', output: '0x00000000' })
  const [unknown] = await node.operate(id, 'call', chain.best.hash, 'Core_nothing', '0x')
  expect(unknown).toEqual({ event: 'operationError', error: expect.stringContaining('Core_nothing is not found') })
  const [nonsense] = await node.operate(id, 'call', chain.best.hash, 'Metadata_metadata_at_version', '0x01')
  expect(nonsense?.event).toBe('operationError')
})

test('metadata comes in every version that there is, and in no other', async () => {
  for (const version of [13, 14, 15, 16, 17]) {
    const input = toHex(Uint8Array.of(version, 0, 0, 0))
    const [done] = await node.operate(id, 'call', chain.best.hash, 'Metadata_metadata_at_version', input)
    const told = Option(Bytes()).dec(done?.output as string)
    expect(told, String(version)).toEqual(version in chain.built.bytes ? chain.built.bytes[version as 14] : undefined)
  }
  expect(node.ask('state_getMetadata')).toBe(toHex(chain.built.bytes[14]))
})

test('a transaction is judged by the block that is asked about, not by what came after it', async () => {
  const before = chain.best
  const xt = signed(chain, alice().address, alice(), callOf(chain, 'System', 'remark', { remark: new Uint8Array(3) }))
  chain.submit(xt)
  chain.produce()
  const { value } = chain.built.builder.buildRuntimeCall('TaggedTransactionQueue', 'validate_transaction')
  const judge = async (hash: string) => {
    const input = toHex(Uint8Array.from([2, ...xt, ...new Uint8Array(32)]))
    const [done] = await node.operate(id, 'call', hash, 'TaggedTransactionQueue_validate_transaction', input)
    return value.dec(done?.output as string)
  }
  await node.news(id)
  expect(await judge(before.hash)).toMatchObject({ success: true })
  expect(await judge(chain.best.hash)).toMatchObject({ success: false, value: { type: 'Invalid', value: { type: 'Stale' } } })
})

test('what was let go answers no more, but what was begun before is finished', async () => {
  chain.produce()
  await node.news(id)
  const { hash } = chain.best
  const started = node.ask('chainHead_v1_body', id, hash)
  expect(started).toMatchObject({ result: 'started' })
  expect(node.ask('chainHead_v1_unpin', id, [hash, hash])).toMatch(/^-32804 /)
  expect(node.ask('chainHead_v1_unpin', id, [hash, `0x${'11'.repeat(32)}`])).toMatch(/^-32801 /)
  expect(node.ask('chainHead_v1_header', id, hash)).toMatch(/^0x/)
  expect(node.ask('chainHead_v1_unpin', id, hash)).toBeNull()
  expect((await node.news(id)).map(({ event }) => event)).toEqual(['operationBodyDone'])
  expect(node.ask('chainHead_v1_unpin', id, [hash])).toMatch(/^-32801 /)
  expect(node.ask('chainHead_v1_header', id, hash)).toMatch(/^-32801 /)
  expect(node.ask('chainHead_v1_body', id, hash)).toMatch(/^-32801 /)
  expect(node.ask('chainHead_v1_call', id, hash, 'Core_version', '0x')).toMatch(/^-32801 /)
  expect(node.ask('chainHead_v1_storage', id, hash, [], null)).toMatch(/^-32801 /)
  expect(node.ask('chainHead_v1_unpin', id, [])).toBeNull()
})

test('a subscription without runtimes takes no calls', async () => {
  const { id } = await node.follow(false)
  expect(node.ask('chainHead_v1_call', id, chain.best.hash, 'Core_version', '0x')).toMatch(/^-32802 /)
  node.ask('chainHead_v1_unfollow', id)
})

test('of a subscription that nobody has, nothing is known', () => {
  const { hash } = chain.best
  for (const [method, ...params] of [
    ['body', hash],
    ['call', hash, 'Core_version', '0x'],
    ['storage', hash, [], null],
  ] as const)
    expect(node.ask(`chainHead_v1_${method}`, 'nobody', ...params)).toEqual({ result: 'limitReached' })
  for (const [method, ...params] of [
    ['header', hash],
    ['unpin', hash],
    ['continue', '0'],
    ['stopOperation', '0'],
  ] as const)
    expect(node.ask(`chainHead_v1_${method}`, 'nobody', ...params)).toBeNull()
  // What one client follows another one cannot ask about.
  expect(createSession(chain).ask('chainHead_v1_header', id, hash)).toBeNull()
})

test('parameters that are none are refused', () => {
  const { hash } = chain.best
  for (const [method, ...params] of [
    ['follow'],
    ['follow', 'true'],
    ['unfollow'],
    ['header', id, 5],
    ['header', 5, hash],
    ['header', id, '0x12'],
    ['body', id],
    ['call', id, hash, 5, '0x'],
    ['call', id, hash, 'Core_version', 'zz'],
    ['storage', id, hash, 'all', null],
    ['storage', id, hash, [{ key: 'zz', type: 'value' }], null],
    ['storage', id, hash, [{ key: '0x', type: 'everything' }], null],
    ['storage', id, hash, [null], null],
    ['storage', id, hash, [], 5],
    ['unpin', id],
    ['unpin', id, [5]],
    ['continue', id, 5],
    ['stopOperation', id],
  ])
    expect(node.ask(`chainHead_v1_${method}`, ...params), `${method} ${params}`).toMatch(/^-32602 /)
})

test('a child trie is taken and empty', async () => {
  expect(storage([{ key: '0x', type: 'descendantsValues' }], '0x1234')).toMatchObject({ result: 'started', discardedItems: 0 })
  expect((await node.news(id)).map(({ event }) => event)).toEqual(['operationStorageDone'])
})

test('a lying node lies here as well', async () => {
  const key = account().keys.enc(alice().address)
  node.faults.balance = '77'
  node.faults.stateCalls = { Core_version: '0x1234', Metadata_metadata_versions: null }
  node.faults.genesis = `0x${'99'.repeat(32)}`
  node.faults.bodies = { [chain.best.extrinsics[0] as string]: null }
  const [item] = await node.items(id, chain.best, { key, type: 'value' })
  expect(account().value.dec(item?.value as string)).toMatchObject({ data: { free: 77n } })
  expect(await node.operate(id, 'call', chain.best.hash, 'Core_version', '0x')).toEqual([{ event: 'operationCallDone', output: '0x1234' }])
  expect((await node.operate(id, 'call', chain.best.hash, 'Metadata_metadata_versions', '0x'))[0]?.event).toBe('operationError')
  expect(node.ask('chainSpec_v1_genesisHash')).toBe(`0x${'99'.repeat(32)}`)
  expect(node.ask('archive_v1_hashByHeight', 0)).toEqual([`0x${'99'.repeat(32)}`])
  expect(node.ask('archive_v1_body', chain.best.hash)).toEqual([])
})
