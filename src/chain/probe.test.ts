import { describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, silent } from '../../e2e/localnet/in-process'
import { A, B, code, linkTests, settle } from './fixtures/link'
import { networks } from './networks'
import { isOfNetwork, probe } from './probe'
import { createPace } from './rpc'

const { make, publicNetwork } = linkTests({ createNode, createSockets, createKept })
const now = () => Date.now()

async function place() {
  const made = await make()
  const pace = createPace(now)
  return { ...made, pace, ask: (url: string, network = publicNetwork(A)) => probe(url, network, { Socket: made.Socket, now, pace }) }
}

describe('one look at a node', () => {
  test('tells how fast it answers, its newest block and its version, and leaves no connection', async () => {
    const { ask, hosts, node, open } = await place()
    for (let i = 0; i < 3; i++) node(A).chain.produce()
    const told = await ask(A)
    expect(told).toMatchObject({ best: node(A).chain.best.number, specVersion: 424, genesisHash: node(A).chain.genesisHash, latencyMs: 0 })
    expect([hosts, open.size]).toEqual([[A], 0])
    expect(node(A).asked).toEqual(['chain_getBlockHash', 'chain_getHeader', 'state_getRuntimeVersion'])
  })

  test('the time that the pace takes is not counted as the node’s', async () => {
    const { ask, pace } = await place()
    for (let i = 0; i < 21; i++) pace.turn(A)
    const asking = ask(A)
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await asking).latencyMs).toBeLessThan(100)
  })

  test('it keeps the pace of the host: a question waits for its turn', async () => {
    const { ask, pace, node } = await place()
    for (let i = 0; i < 20; i++) pace.turn(A)
    const asking = ask(A)
    await settle()
    expect(node(A).asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(node(A).asked).toEqual(['chain_getBlockHash'])
    await vi.advanceTimersByTimeAsync(10_000)
    await asking
  })

  test('a node of another chain is asked for its genesis and for nothing more', async () => {
    const { ask, node, open } = await place()
    node(A).faults.genesis = `0x${'11'.repeat(32)}`
    expect(await code(ask(A))).toBe('wrong-network')
    expect([node(A).asked, open.size]).toEqual([['chain_getBlockHash'], 0])
  })

  test('a node that is not there, lies, refuses or keeps silent is told apart, and leaves no connection', async () => {
    const { ask, node, open } = await place()
    node(B).down = true
    expect(await code(ask(B))).toBe('offline')
    node(A).answers.chain_getHeader = () => ({ number: 'many' })
    expect(await code(ask(A))).toBe('node-lied')
    node(A).answers.chain_getHeader = () => silent
    const asking = code(ask(A))
    await vi.advanceTimersByTimeAsync(30_000)
    expect([await asking, open.size]).toEqual(['offline', 0])
  })

  test('it ends at a signal', async () => {
    const { Socket, pace, node, open } = await place()
    node(A).answers.chain_getBlockHash = () => silent
    const life = new AbortController()
    const asking = code(probe(A, publicNetwork(A), { Socket, now, pace, signal: life.signal }))
    await settle()
    life.abort()
    expect([await asking, open.size]).toEqual(['offline', 0])
  })
})

test('a public chain is of its own network only, and any other chain of one’s own', () => {
  const [finney, testnet] = [networks.finney.genesisHash ?? '', networks.testnet.genesisHash ?? '']
  const other = `0x${'22'.repeat(32)}`
  expect([finney, testnet, other].map((each) => isOfNetwork(networks.finney, each))).toEqual([true, false, false])
  expect([finney, testnet, other].map((each) => isOfNetwork(networks.testnet, each))).toEqual([false, true, false])
  expect([finney, testnet, other].map((each) => isOfNetwork(networks.local, each))).toEqual([false, false, true])
})
