import { describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, type InProcessNode, silent } from '../../e2e/localnet/in-process'
import { A, B, C, code, linkTests, settle } from './fixtures/link'

const { make, publicNetwork } = linkTests({ createNode, createSockets, createKept })
const answer = (node: InProcessNode, answers: InProcessNode['answers']) => Object.assign(node.answers, answers)

describe('closing', () => {
  test.each<[string, (node: InProcessNode) => unknown]>([
    ['while it connects', () => undefined],
    ['while the genesis is asked', (node) => answer(node, { chain_getBlockHash: () => silent })],
    ['while the version is asked', (node) => answer(node, { state_getRuntimeVersion: () => silent })],
    ['while the metadata is asked', (node) => answer(node, { state_call: () => silent })],
    ['while it subscribes', (node) => answer(node, { chain_subscribeFinalizedHeads: () => silent })],
  ])('%s leaves no socket open, and opening connects again', async (name, prepare) => {
    const { chain, open, node, hosts } = await make({ hosts: [A] })
    prepare(node(A))
    chain.open()
    const ready = name === 'while it subscribes' ? Promise.resolve('offline') : code(chain.ready())
    if (name !== 'while it connects') await settle()
    expect(open.size).toBe(1)
    chain.close()
    expect(open.size).toBe(0)
    expect(await ready).toBe('offline')
    expect(chain.state().phase).toBe('idle')
    const asked = node(A).received.length
    await vi.advanceTimersByTimeAsync(300_000)
    expect([hosts.length, node(A).received.length]).toEqual([1, asked])
    node(A).answers = {}
    chain.open()
    await settle()
    expect(chain.state()).toMatchObject({ phase: 'online', host: A })
    expect(open.size).toBe(1)
  })

  test('a question to another operator is closed with the rest', async () => {
    const { chain, open, node } = await make({ hosts: [A, B] })
    chain.open()
    await settle()
    node(B).answers.state_call = () => silent
    const verified = code(chain.verify(await chain.ready()))
    await settle()
    expect(open.size).toBe(2)
    chain.close()
    expect(open.size).toBe(0)
    expect(await verified).toBe('metadata-unverified')
  })

  test('choosing the same network again changes nothing; another one forgets what was known', async () => {
    const { chain, open, hosts } = await make({ hosts: [A, B] })
    chain.open()
    await settle()
    chain.choose(publicNetwork(A, B))
    await settle()
    expect(hosts).toEqual([A])
    const waiting = code(chain.ready())
    chain.choose({ ...publicNetwork(C), id: 'testnet' })
    expect(await waiting).toBe('fine')
    expect(chain.state()).toMatchObject({ network: 'testnet', phase: 'connecting', best: null, genesisHash: null, specVersion: null })
    await settle()
    expect([open.size, hosts]).toEqual([1, [A, C]])
  })
})
