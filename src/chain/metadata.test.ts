import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata'
import { describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, type InProcessNode, silent } from '../../e2e/localnet/in-process'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { RpcError } from '../../e2e/localnet/rpc'
import { concat, toHex } from '../units'
import { A, B, C, code, linkTests, settle } from './fixtures/link'

const { make, publicNetwork, genesis } = linkTests({ createNode, createSockets, createKept })
const answer = (node: InProcessNode, answers: InProcessNode['answers']) => Object.assign(node.answers, answers)
const lies = (node: InProcessNode, faults: Partial<InProcessNode['faults']>) => Object.assign(node.faults, faults)

const nobody = { notify: () => undefined, subscriptions: new Map(), newId: () => '1' }
const metadataAt = (url: string) => `finney/${url}/metadata`
const agreedAt = (url: string) => `finney/${url}/agreed`

describe('metadata', () => {
  const metadataQuestions = (node: InProcessNode) => node.asked.filter((each) => /state_call|state_getMetadata/.test(each)).length
  test('is asked for once per host and spec version, and kept without its digest', async () => {
    const kept = createKept()
    const first = await make({ hosts: [A], kept })
    first.chain.open()
    await settle()
    expect(metadataQuestions(first.node(A))).toBe(1)
    const digest = await (await first.chain.ready()).runtime.digest()
    const second = await make({ hosts: [A], kept })
    second.chain.open()
    await settle()
    expect(metadataQuestions(second.node(A))).toBe(0)
    expect(await (await second.chain.ready()).runtime.digest()).toBe(digest)
    expect([...kept.bytes.keys()]).toEqual([metadataAt(A)])
  })

  test('of a node that lies never gets a digest that was kept apart from its bytes', async () => {
    const kept = createKept()
    const honest = await make({ hosts: [A, B], kept })
    honest.chain.open()
    await settle()
    const digest = await (await honest.chain.ready()).runtime.digest()
    // The large value is lost, as when the disk is full; whatever is small stays.
    for (const [key, value] of kept.bytes) if (value.length > 1_000) kept.bytes.delete(key)
    const liar = await make({ hosts: [A, B], kept })
    liar.node(A).faults.swapCalls = ['Balances', 'transfer_keep_alive', 'burn']
    liar.chain.open()
    await settle()
    const live = await liar.chain.ready()
    expect(live.rpc.url).toBe(A)
    expect(await live.runtime.digest()).not.toBe(digest)
    expect(await code(liar.chain.verify(live))).toBe('metadata-unverified')
  })

  test('that one host told is not believed of another, nor on another network', async () => {
    const kept = createKept()
    const liar = await make({ hosts: [A, B], kept })
    liar.node(A).faults.swapCalls = ['Balances', 'transfer_keep_alive', 'burn']
    liar.chain.open()
    await settle()
    const forged = await (await liar.chain.ready()).runtime.digest()
    // Its own genesis is not pinned here, so a node of one's own may claim it.
    liar.chain.choose({ id: 'local', genesisHash: null, hosts: [{ url: A, operator: 'yourself' }] })
    await settle()
    expect(liar.chain.state()).toMatchObject({ phase: 'online', network: 'local', genesisHash: genesis() })
    const honest = await make({ hosts: [B, C], kept })
    honest.chain.open()
    await settle()
    expect(metadataQuestions(honest.node(B))).toBe(1)
    expect(await (await honest.chain.ready()).runtime.digest()).not.toBe(forged)
    const alone = await make({ kept, network: { ...publicNetwork(A), id: 'testnet' } })
    alone.chain.open()
    await settle()
    expect(metadataQuestions(alone.node(A))).toBe(1)
    expect(await (await alone.chain.ready()).runtime.digest()).not.toBe(forged)
  })

  test('is kept once per host, however many versions and chains the host had', async () => {
    const kept = createKept()
    const network = { id: 'local' as const, genesisHash: null, hosts: [{ url: A, operator: 'yourself' }] }
    const { chain, node } = await make({ kept, network })
    chain.open()
    await settle()
    for (const spec of [425, 430, 467]) {
      node(A).chain.upgrade(spec)
      node(A).chain.produce()
      await settle()
    }
    expect(chain.state().specVersion).toBe(467)
    chain.close()
    node(A).faults.genesis = `0x${'44'.repeat(32)}`
    const before = metadataQuestions(node(A))
    chain.open()
    await settle()
    // Another chain: what was kept of the first is not its metadata.
    expect(metadataQuestions(node(A))).toBe(before + 1)
    expect([...kept.bytes.keys()]).toEqual([`local/${A}/metadata`])
  })

  test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut', (bytes) => bytes.slice(0, bytes.length >> 1)],
    ['cut by a byte', (bytes) => bytes.slice(0, -1)],
    ['emptied', () => new Uint8Array()],
    ['overwritten', (bytes) => new Uint8Array(bytes.length).fill(0xff)],
    [
      'mixed up with another version',
      () => buildMetadata({ specName: 'node-subtensor', specVersion: 425, transactionVersion: 1 }).bytes[16],
    ],
  ])('that was %s where it is kept is fetched again', async (name, damage) => {
    const kept = createKept()
    const first = await make({ hosts: [A], kept })
    first.chain.open()
    await settle()
    const key = metadataAt(A)
    const good = kept.bytes.get(key) as Uint8Array
    kept.bytes.set(key, name === 'emptied' ? new Uint8Array() : concat(good.slice(0, 32), damage(good.slice(32))))
    const second = await make({ hosts: [A], kept })
    second.chain.open()
    await settle()
    expect(second.chain.state().phase).toBe('online')
    expect(metadataQuestions(second.node(A))).toBe(1)
    expect(kept.bytes.get(key)).toEqual(good)
  })

  test('a place that keeps nothing, or fails, only costs time', async () => {
    const fails = {
      get: async () => Promise.reject(new Error('disk')),
      put: async () => Promise.reject(new Error('disk')),
      bytes: new Map(),
    }
    const { chain } = await make({ hosts: [A, B], kept: fails as never })
    chain.open()
    await settle()
    expect(await (await chain.ready()).runtime.digest()).toMatch(/^0x/)
    expect(await chain.verify(await chain.ready())).toBe('digest-agreed')
  })

  test.each<[string, (node: InProcessNode) => unknown]>([
    ['torn', (node) => lies(node, { torn: true })],
    ['no text', (node) => answer(node, { state_call: () => 5 })],
    ['no hex', (node) => Object.assign(node.answers, { state_call: () => 'metadata' })],
    ['no hex, and V14 only', (node) => Object.assign(node.answers, { state_call: () => '0x00', state_getMetadata: () => 'metadata' })],
    ['an object', (node) => Object.assign(node.answers, { state_call: () => '0x00', state_getMetadata: () => ({}) })],
    [
      'that of another version',
      (node) => answer(node, { state_getRuntimeVersion: (_params, usual) => ({ ...(usual() as object), specVersion: 425 }) }),
    ],
    [
      'that of another runtime',
      (node) => answer(node, { state_getRuntimeVersion: (_params, usual) => ({ ...(usual() as object), specName: 'node-other' }) }),
    ],
    [
      'of a version that is no number',
      (node) =>
        answer(node, { state_getRuntimeVersion: () => ({ specName: 'node-subtensor', specVersion: '424', transactionVersion: 1 }) }),
    ],
    [
      'of a version below nothing',
      (node) => answer(node, { state_getRuntimeVersion: () => ({ specName: 'node-subtensor', specVersion: -1, transactionVersion: 1 }) }),
    ],
  ])('that is %s is a lie, and nothing of it is kept', async (_name, lie) => {
    const { chain, node, kept } = await make({ hosts: [A, B] })
    lie(node(A))
    chain.open()
    await settle()
    expect(chain.state()).toMatchObject({ phase: 'online', host: B, problem: null })
    const alone = await make({ hosts: [A] })
    lie(alone.node(A))
    alone.chain.open()
    await settle()
    expect(alone.chain.state()).toMatchObject({ phase: 'refused', problem: 'node-lied' })
    expect(alone.kept.bytes.size).toBe(0)
    expect(kept.bytes.size).toBe(1)
  })

  test('a node that has only V14 is read, and has no digest', async () => {
    const { chain, node } = await make({ hosts: [A, B] })
    node(A).faults.onlyV14 = true
    chain.open()
    await settle()
    const live = await chain.ready()
    expect(live.runtime.metadata.version).toBe(14)
    expect(await live.runtime.digest()).toBeNull()
    expect(await code(chain.verify(live))).toBe('metadata-unverified')
    node(A).answers.state_call = () => {
      throw new RpcError(4003, 'Exported method Metadata_metadata_at_version is not found')
    }
    const older = await make({ hosts: [A] })
    older.node(A).answers = node(A).answers
    older.chain.open()
    await settle()
    expect((await older.chain.ready()).runtime.metadata.version).toBe(14)
  })
})

test('decimals, symbol, prefix and name of the chain change its digest, and none of them is taken from a node (RPC-03)', async () => {
  const { chain, node } = await make({ hosts: [A] })
  chain.open()
  await settle()
  const { runtime } = await chain.ready()
  const { bytes, specName, specVersion } = runtime
  const compiledWith = (over: object) => {
    const info = { decimals: 9, tokenSymbol: 'TAO', base58Prefix: 42, specName, specVersion, ...over }
    try {
      return toHex(merkleizeMetadata(bytes, info).digest())
    } catch {
      return 'contradicts the metadata'
    }
  }
  expect(compiledWith({})).toBe(await runtime.digest())
  const others = [{ decimals: 18 }, { tokenSymbol: 'TAO2' }].map(compiledWith)
  expect(new Set([compiledWith({}), ...others]).size).toBe(3)
  // Prefix and name stand in the metadata too, so that no digest can be made of others.
  for (const over of [{ base58Prefix: 0 }, { specName: 'another' }]) expect(compiledWith(over)).toBe('contradicts the metadata')
  // What a node says of its symbol and decimals is not even asked for; a name that its metadata does not have is a lie.
  expect(node(A).asked).not.toContain('system_properties')
  const told = node(A).methods.state_getRuntimeVersion?.([], nobody) as object
  const liar = await make({ hosts: [A] })
  answer(liar.node(A), { state_getRuntimeVersion: () => ({ ...told, specName: 'another' }) })
  liar.chain.open()
  await settle()
  expect(liar.chain.state()).toMatchObject({ phase: 'refused', problem: 'node-lied' })
})

describe('an upgrade of the runtime', () => {
  test('is noticed between building and signing, even if nobody tells (RPC-07)', async () => {
    const { chain, node, changed } = await make({ hosts: [A] })
    node(A).answers.state_subscribeRuntimeVersion = () => 'never'
    chain.open()
    await settle()
    const built = await chain.current()
    expect(built.runtime.specVersion).toBe(424)
    node(A).chain.upgrade(467)
    node(A).chain.produce()
    await settle()
    expect(chain.state().specVersion).toBe(424)
    const signing = await chain.current()
    expect(signing.runtime.specVersion).toBe(467)
    expect(await signing.runtime.digest()).not.toBe(await built.runtime.digest())
    expect(signing.genesisHash).toBe(built.genesisHash)
    expect(chain.state().specVersion).toBe(467)
    expect(changed).toHaveBeenCalled()
  })

  test('that is told is followed without a question', async () => {
    const { chain, node } = await make({ hosts: [A] })
    chain.open()
    await settle()
    node(A).chain.upgrade(430)
    node(A).chain.produce()
    await settle()
    expect(chain.state()).toMatchObject({ specVersion: 430, phase: 'online' })
    expect((await chain.ready()).runtime.specVersion).toBe(430)
  })

  test('told a hundred times is asked for one at a time', async () => {
    const { chain, node } = await make({ hosts: [A] })
    answer(node(A), { state_subscribeRuntimeVersion: () => 'version' })
    chain.open()
    await settle()
    const before = node(A).asked.length
    answer(node(A), { state_getRuntimeVersion: () => silent })
    for (const each of node(A).sockets)
      for (let i = 0; i < 100; i++) {
        const result = { specName: 'node-subtensor', specVersion: 500 + i, transactionVersion: 1 }
        each.say(JSON.stringify({ method: 'state_runtimeVersion', params: { subscription: 'version', result } }))
      }
    await settle()
    expect(node(A).asked.slice(before)).toEqual(['state_getRuntimeVersion'])
  })

  test('whose metadata is a lie ends the connection', async () => {
    const { chain, node } = await make({ hosts: [A, B] })
    chain.open()
    await settle()
    await vi.advanceTimersByTimeAsync(5_000)
    node(A).faults.torn = true
    node(A).chain.upgrade(430)
    node(A).chain.produce()
    await settle()
    expect(chain.state()).toMatchObject({ phase: 'online', host: B, specVersion: 424 })
  })
})

describe('a second operator', () => {
  test('agrees: asked once per host and spec version, and told no address', async () => {
    const kept = createKept()
    const { chain, node, hosts } = await make({ hosts: [A, B, C], kept })
    chain.open()
    await settle()
    expect(await chain.verify(await chain.ready())).toBe('digest-agreed')
    expect(node(B).asked).toEqual(['chain_getBlockHash', 'state_getRuntimeVersion', 'state_call'])
    expect(node(B).received.join()).not.toMatch(/5[A-HJ-NP-Za-km-z1-9]{46,47}/)
    expect(node(C).asked).toEqual([])
    expect(await chain.verify(await chain.ready())).toBe('digest-agreed')
    expect(hosts).toEqual([A, B])
    const later = await make({ hosts: [A, B, C], kept })
    later.chain.open()
    await settle()
    expect(await later.chain.verify(await later.chain.ready())).toBe('digest-agreed')
    expect(later.hosts).toEqual([A])
    later.node(A).chain.upgrade(425)
    later.node(B).chain.upgrade(425)
    for (const url of [A, B]) later.node(url).chain.produce()
    await settle()
    expect(await later.chain.verify(await later.chain.current())).toBe('digest-agreed')
    expect(later.hosts).toEqual([A, B])
  })

  test('disagrees: nothing is signed for it, what was kept is dropped, and the next host has its turn (RPC-02)', async () => {
    const kept = createKept()
    const liar = await make({ hosts: [A, B], kept })
    liar.node(A).faults.swapCalls = ['Balances', 'transfer_keep_alive', 'burn']
    liar.chain.open()
    await settle()
    const { rpc } = await liar.chain.ready()
    expect(rpc.url).toBe(A)
    expect(await code(liar.chain.verify(await liar.chain.ready()))).toBe('metadata-unverified')
    expect(kept.bytes.get(agreedAt(A))).toBeUndefined()
    expect(kept.bytes.get(metadataAt(A))).toBeUndefined()
    expect(await code(rpc.call('chain_getHeader', []))).toBe('offline')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(liar.chain.state()).toMatchObject({ phase: 'online', host: B })
    liar.chain.close()
    const honest = await make({ hosts: [A, B], kept })
    honest.chain.open()
    await settle()
    expect(await honest.chain.verify(await honest.chain.ready())).toBe('digest-agreed')
  })

  test('is asked again after a dispute, whatever the first says became of transactions', async () => {
    const { chain, node } = await make({ hosts: [A, B] })
    expect(chain).not.toHaveProperty('proven')
    node(A).faults.swapCalls = ['Balances', 'transfer_keep_alive', 'burn']
    node(A).answers.chain_getFinalizedHead = () => node(A).chain.best.hash
    chain.open()
    await settle()
    for (let i = 0; i < 3; i++) {
      const live = await chain.ready()
      const before = node(B).asked.length + node(A).asked.length
      expect(await code(chain.verify(live))).toBe('metadata-unverified')
      expect(node(B).asked.length + node(A).asked.length).toBeGreaterThan(before)
      await vi.advanceTimersByTimeAsync(20_000)
    }
  })

  test('of three, one that lies does not outvote two (RPC-02)', async () => {
    const { chain, node } = await make()
    node(B).faults.swapCalls = ['Balances', 'transfer_keep_alive', 'burn']
    chain.open()
    await settle()
    expect(await chain.verify(await chain.ready())).toBe('digest-agreed')
    expect(node(C).asked).toContain('state_call')
  })

  test.each<[string, (node: InProcessNode) => unknown]>([
    ['is down', (node) => Object.assign(node, { down: true })],
    ['is of another chain', (node) => lies(node, { genesis: `0x${'22'.repeat(32)}` })],
    [
      'is at another version',
      (node) => {
        node.chain.upgrade(425)
        node.chain.produce()
      },
    ],
    ['has only V14', (node) => lies(node, { onlyV14: true })],
    ['tears its metadata', (node) => lies(node, { torn: true })],
    ['talks nonsense', (node) => answer(node, { state_getRuntimeVersion: () => 'no' })],
    ['says nothing', (node) => answer(node, { chain_getBlockHash: () => silent })],
  ])('that %s is no second: unverified, and what was kept stays', async (_name, spoil) => {
    const { chain, node, kept, open } = await make({ hosts: [A, B] })
    spoil(node(B))
    chain.open()
    await settle()
    const verified = code(chain.verify(await chain.ready()))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await verified).toBe('metadata-unverified')
    expect(kept.bytes.get(metadataAt(A))?.length).toBeGreaterThan(1_000)
    await settle()
    expect(open.size).toBe(1)
  })

  test('that is nobody, or another machine of the first, is no second', async () => {
    const alone = await make({ hosts: [A] })
    alone.chain.open()
    await settle()
    expect(await code(alone.chain.verify(await alone.chain.ready()))).toBe('metadata-unverified')
    const one = { id: 'finney' as const, genesisHash: genesis(), hosts: [A, B].map((url) => ({ url, operator: 'one' })) }
    const twice = await make({ network: one })
    twice.chain.open()
    await settle()
    expect(await code(twice.chain.verify(await twice.chain.ready()))).toBe('metadata-unverified')
    expect(twice.hosts).toEqual([A])
  })
})
