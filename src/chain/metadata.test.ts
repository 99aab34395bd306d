import { describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, type InProcessNode, silent } from '../../e2e/localnet/in-process'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { RpcError } from '../../e2e/localnet/rpc'
import { A, B, C, code, linkTests, settle } from './fixtures/link'

const { make, genesis } = linkTests({ createNode, createSockets, createKept })
const answer = (node: InProcessNode, answers: InProcessNode['answers']) => Object.assign(node.answers, answers)
const lies = (node: InProcessNode, faults: Partial<InProcessNode['faults']>) => Object.assign(node.faults, faults)

describe('metadata', () => {
  const metadataQuestions = (node: InProcessNode) => node.asked.filter((each) => /state_call|state_getMetadata/.test(each)).length
  test('is asked for once per genesis and spec version, and so is its digest', async () => {
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
    const put = vi.spyOn(kept, 'put')
    expect(await (await second.chain.ready()).runtime.digest()).toBe(digest)
    expect(put).not.toHaveBeenCalled()
    expect([...kept.bytes.keys()].sort()).toEqual([`${genesis()}/424`, `${genesis()}/424/digest`])
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
  ])('that was %s where it is kept is fetched again', async (_name, damage) => {
    const kept = createKept()
    const first = await make({ hosts: [A], kept })
    first.chain.open()
    await settle()
    const key = `${genesis()}/424`
    const good = kept.bytes.get(key) as Uint8Array
    kept.bytes.set(key, damage(good))
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

describe('an upgrade of the runtime', () => {
  test('is noticed between building and signing, even if nobody tells', async () => {
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
  const agreed = () => `${genesis()}/424/agreed`
  test('agrees: asked once per spec version, and told no address', async () => {
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

  test('disagrees: nothing is signed for it, and what was kept is fetched again', async () => {
    const kept = createKept()
    const liar = await make({ hosts: [A, B], kept })
    liar.node(A).faults.swapCalls = ['Balances', 'transfer_keep_alive', 'burn']
    liar.chain.open()
    await settle()
    expect(await code(liar.chain.verify(await liar.chain.ready()))).toBe('metadata-unverified')
    expect(kept.bytes.has(agreed())).toBe(false)
    liar.chain.close()
    const honest = await make({ hosts: [A, B], kept })
    honest.chain.open()
    await settle()
    expect(await honest.chain.verify(await honest.chain.ready())).toBe('digest-agreed')
  })

  test('of three, one that lies does not outvote two', async () => {
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
    expect(kept.bytes.get(`${genesis()}/424`)?.length).toBeGreaterThan(1_000)
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

  test('is not needed once an own transaction with the digest was final', async () => {
    const { chain, hosts } = await make({ hosts: [A] })
    chain.open()
    await settle()
    const live = await chain.ready()
    await chain.proven(genesis(), 424, `0x${'00'.repeat(32)}`)
    expect(await code(chain.verify(live))).toBe('metadata-unverified')
    await chain.proven(genesis(), 424, (await live.runtime.digest()) as string)
    expect(await chain.verify(live)).toBe('digest-agreed')
    expect(hosts).toEqual([A])
  })
})
