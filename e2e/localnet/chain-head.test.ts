import { beforeEach, describe, expect, test, vi } from 'vitest'
import { toHex } from '../../src/units'
import { developmentAccounts } from './accounts'
import type { Block } from './block'
import { Chain } from './chain'
import { limits } from './chain-head'
import { createSession, type Told } from './fixtures/session'
import { blake } from './pallets/system'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let chain: Chain
let node: ReturnType<typeof createSession>
let bob: ReturnType<typeof developmentAccounts>[number]
beforeEach(async () => {
  let clock = 1_000
  chain = await Chain.create({ now: () => clock++, bare: true })
  node = createSession(chain)
  ;[, bob] = developmentAccounts() as [typeof bob, typeof bob]
})
const produce = (count = 1): Block => {
  for (let i = 0; i < count; i++) chain.produce()
  return chain.best
}
const hashes = (from: number, to: number) => chain.blocks.slice(from, to + 1).map(({ hash }) => hash)
const accountKey = (address: string) => chain.built.builder.buildStorage('System', 'Account').keys.enc(address)
describe('following', () => {
  test('it begins with the newest final blocks and their runtime, then all others, then the best one', async () => {
    produce(30)
    const { first } = await node.follow()
    const [initialized, ...rest] = first as [Told, ...Told[]]
    const { apis, ...spec } = (initialized.finalizedBlockRuntime as { spec: { apis: Record<string, number> } }).spec
    expect(initialized).toEqual({
      event: 'initialized',
      finalizedBlockHashes: hashes(13, 28),
      finalizedBlockRuntime: { type: 'valid', spec: expect.anything() },
    })
    expect(spec).toEqual({
      specName: 'node-subtensor',
      implName: 'node-subtensor',
      specVersion: 424,
      implVersion: 1,
      transactionVersion: 1,
    })
    // Of json-rpc-interface-spec: the first eight bytes of the hash of a name.
    expect(apis).toMatchObject({ '0xd2bc9897eed08f15': 3, '0xdf6acb689907609b': 5 })
    const [last, one, two] = hashes(28, 30)
    expect(rest).toEqual([
      { event: 'newBlock', blockHash: one, parentBlockHash: last, newRuntime: null },
      { event: 'newBlock', blockHash: two, parentBlockHash: one, newRuntime: null },
      { event: 'bestBlockChanged', bestBlockHash: two },
    ])
  })

  test('on the first block of all there is one final block, which is the best, and without runtimes nothing is said of them', async () => {
    const { id, first } = await node.follow(false)
    expect(first).toEqual([
      { event: 'initialized', finalizedBlockHashes: [chain.genesisHash] },
      { event: 'bestBlockChanged', bestBlockHash: chain.genesisHash },
    ])
    chain.upgrade(430)
    const block = produce()
    expect(await node.news(id)).toEqual([
      { event: 'newBlock', blockHash: block.hash, parentBlockHash: chain.genesisHash },
      { event: 'bestBlockChanged', bestBlockHash: block.hash },
    ])
  })

  test('nothing is told before the answer that says what the subscription is called', () => {
    const id = node.ask('chainHead_v1_follow', true)
    produce(3)
    expect(node.session.subscriptions.has(id as string)).toBe(true)
    return node.news(id).then(([first]) => expect(first).toMatchObject({ event: 'initialized', finalizedBlockHashes: hashes(0, 1) }))
  })

  test('every block is told of, is the best, and becomes final two blocks later', async () => {
    const { id } = await node.follow()
    produce(3)
    const [genesis, one, two, three] = hashes(0, 3)
    expect(await node.news(id)).toEqual([
      { event: 'newBlock', blockHash: one, parentBlockHash: genesis, newRuntime: null },
      { event: 'bestBlockChanged', bestBlockHash: one },
      { event: 'newBlock', blockHash: two, parentBlockHash: one, newRuntime: null },
      { event: 'bestBlockChanged', bestBlockHash: two },
      { event: 'newBlock', blockHash: three, parentBlockHash: two, newRuntime: null },
      { event: 'bestBlockChanged', bestBlockHash: three },
      { event: 'finalized', finalizedBlockHashes: [one], prunedBlockHashes: [] },
    ])
  })

  test('an upgrade is told with the block that brings it, and older blocks still answer by their own runtime', async () => {
    const { id } = await node.follow()
    const before = produce()
    chain.upgrade(475)
    const after = produce()
    const told = (await node.news(id)).filter(({ event }) => event === 'newBlock')
    expect(told.map(({ newRuntime }) => newRuntime)).toEqual([
      null,
      { type: 'valid', spec: expect.objectContaining({ specVersion: 475, apis: expect.any(Object) }) },
    ])
    const code = (block: Block) => node.items(id, block, { key: toHex(new TextEncoder().encode(':code')), type: 'hash' })
    expect(await code(before)).not.toEqual(await code(after))
    const version = chain.built.builder.buildRuntimeCall('Core', 'version').value
    for (const [block, specVersion] of [
      [before, 424],
      [after, 475],
    ] as const) {
      const [done] = await node.operate(id, 'call', block.hash, 'Core_version', '')
      expect(version.dec(done?.output as string)).toMatchObject({ spec_version: specVersion })
    }
  })

  test('after a reorganisation another block of the same height is the best, and the one that went is pruned and still answers', async () => {
    produce(4)
    const { id } = await node.follow()
    const value = async (block: Block) => {
      const [item] = await node.items(id, block, { key: accountKey(bob.address), type: 'value' })
      return chain.built.builder.buildStorage('System', 'Account').value.dec(item?.value as string).data.free
    }
    chain.setBalance(bob.address, 7_000n)
    const parent = chain.best
    const gone = produce()
    await node.news(id)
    chain.reorganise(1)
    chain.setBalance(bob.address, 9_000n)
    const other = produce()
    expect(other.number).toBe(gone.number)
    expect(await node.news(id)).toEqual([
      { event: 'newBlock', blockHash: other.hash, parentBlockHash: parent.hash, newRuntime: null },
      { event: 'bestBlockChanged', bestBlockHash: other.hash },
    ])
    expect([await value(gone), await value(other), await value(parent)]).toEqual([7_000n, 9_000n, 1_000_000_000_000_000n])
    expect(await node.operate(id, 'body', gone.hash)).toEqual([{ event: 'operationBodyDone', value: gone.extrinsics }])
    expect(node.ask('chainHead_v1_header', id, gone.hash)).toMatch(/^0x/)
    produce(2)
    const finals = (await node.news(id)).filter(({ event }) => event === 'finalized')
    expect(finals.map(({ finalizedBlockHashes }) => finalizedBlockHashes)).toEqual([[parent.hash], [other.hash]])
    expect(finals.map(({ prunedBlockHashes }) => prunedBlockHashes)).toEqual([[], [gone.hash]])
  })

  test('two blocks that were undone answer with what each of them changed, also when one is asked for its keys', async () => {
    produce(3)
    const { id } = await node.follow()
    const fresh = accountKey('5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM')
    chain.setBalance('5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM', 1_000n)
    const one = produce()
    chain.setBalance(bob.address, 2_000n)
    const two = produce()
    await node.news(id)
    chain.reorganise(2)
    chain.setBalance('5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM', 0n)
    const other = produce(2)
    await node.news(id)
    const prefix = chain.built.builder.buildStorage('System', 'Account').keys.enc()
    const keys = async (block: Block) => (await node.items(id, block, { key: prefix, type: 'descendantsHashes' })).map(({ key }) => key)
    expect(await keys(two)).toContain(fresh)
    expect(await keys(one)).toContain(fresh)
    expect(await keys(other)).not.toContain(fresh)
    const hash = (block: Block) => node.items(id, block, { key: accountKey(bob.address), type: 'hash' })
    expect(await hash(one)).toEqual(await hash(other))
    expect(await hash(two)).not.toEqual(await hash(other))
  })

  test('a node on a fork tells of its own blocks, none of them final; one that goes back behind what was final stops', async () => {
    produce(5)
    const { id } = await node.follow()
    node.faults.forksAt = 5
    const six = produce()
    const told = await node.news(id)
    expect(told[0]).toMatchObject({ event: 'newBlock', parentBlockHash: chain.blocks[5]?.hash })
    expect(told[0]?.blockHash).not.toBe(six.hash)
    expect(told[1]).toEqual({ event: 'bestBlockChanged', bestBlockHash: told[0]?.blockHash })
    node.faults.forksAt = null
    node.faults.behind = 6
    produce()
    expect((await node.news(id)).at(-1)).toEqual({ event: 'stop' })
    expect(node.ask('chainHead_v1_header', id, six.hash)).toBeNull()
    produce()
    expect(await node.news(id)).toEqual([])
    expect(chain.listeners.head.size).toBe(0)
  })

  test('a chain that poses as another tells of itself from the first block on whose hash is its own', async () => {
    chain = await Chain.create({ bare: true, genesisHash: `0x${'2f'.repeat(32)}` })
    node = createSession(chain)
    const { id, first } = await node.follow()
    expect(first).toEqual([])
    produce(2)
    expect(await node.news(id)).toEqual([])
    produce()
    const [initialized, ...rest] = await node.news(id)
    expect(initialized).toMatchObject({ event: 'initialized', finalizedBlockHashes: hashes(1, 1) })
    expect(rest.map(({ event }) => event)).toEqual(['newBlock', 'newBlock', 'bestBlockChanged'])
    expect(node.ask('chainSpec_v1_genesisHash')).toBe(`0x${'2f'.repeat(32)}`)
    const header = node.ask('chainHead_v1_header', id, chain.blocks[1]?.hash) as string
    expect(toHex(blake(Uint8Array.from(Buffer.from(header.slice(2), 'hex'))))).toBe(chain.blocks[1]?.hash)
  })

  test('as many subscriptions as a node allows, and room for one more when one of them ends', async () => {
    const ids = Array.from({ length: limits.follows }, () => node.ask('chainHead_v1_follow', true))
    expect(node.ask('chainHead_v1_follow', true)).toMatch(/^-32800 /)
    await node.news(ids[0])
    expect(node.ask('chainHead_v1_unfollow', ids[0])).toBeNull()
    expect(node.ask('chainHead_v1_unfollow', 'nobody')).toBeNull()
    expect(node.ask('chainHead_v1_header', ids[0], chain.genesisHash)).toBeNull()
    produce()
    expect(await node.news(ids[0])).toEqual([])
    expect(node.ask('chainHead_v1_follow', true)).toMatch(/^id /)
    node.end()
    await node.news(ids[1])
    expect(chain.listeners.head.size).toBe(0)
  })

  test('who lets no block go is stopped, and who does is not', async () => {
    const [careless, careful] = [(await node.follow()).id, (await node.follow()).id]
    let last: Told | undefined
    for (let i = 0; i < limits.pinned + 4; i++) {
      produce()
      const finals = (await node.news(careful)).filter(({ event }) => event === 'finalized')
      for (const { finalizedBlockHashes } of finals) expect(node.ask('chainHead_v1_unpin', careful, finalizedBlockHashes)).toBeNull()
      last = (await node.news(careless)).at(-1) ?? last
    }
    expect(last).toEqual({ event: 'stop' })
    expect(node.ask('chainHead_v1_header', careful, chain.best.hash)).toMatch(/^0x/)
  })
})
