import { beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { Chain } from '../../e2e/localnet/chain'
import { type Faults, honest } from '../../e2e/localnet/faults'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { signed } from '../../e2e/localnet/signed'
import { toHex } from '../units'
import { A, B, C, code, linkTests, settle } from './fixtures/link'
import { readBalances, readFee, readFinalHead } from './reads'
import { submit, transferCall } from './transfer'

// Three nodes over one chain: what one does badly, the others do well.
let chain: Chain
beforeEach(async () => {
  chain = await Chain.create()
  for (let i = 0; i < 6; i++) chain.produce()
})
const { make } = linkTests({ createNode: () => createNode(chain), createSockets, createKept })
const fault = (node: InProcessNode, faults: Partial<Faults>) => Object.assign(node.faults, faults)
/** Opened at A, which is then given time to be no newcomer. */
async function online(hosts: readonly string[] = [A, B, C]) {
  const link = await make({ hosts })
  link.chain.open()
  await settle()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(link.chain.state()).toMatchObject({ phase: 'online', host: A })
  return link
}

describe('a socket that is half-open', () => {
  test('is noticed by the question that gets no answer in 20 s, and another operator is used', async () => {
    const { chain: link, node, open } = await online()
    for (const each of node(A).sockets) each.halfOpen()
    const reading = code(readFinalHead(await link.ready()))
    await vi.advanceTimersByTimeAsync(19_000)
    expect(link.state().host).toBe(A)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(await reading).toBe('offline')
    expect(link.state()).toMatchObject({ phase: 'online', host: B })
    expect(open.size).toBe(1)
    chain.produce()
    await settle()
    expect(link.state().best).toBe(chain.best.number)
    expect(await code(readFinalHead(await link.ready()))).toBe('fine')
  })

  test('while the link is made costs its turn', async () => {
    const { chain: link, node } = await make()
    fault(node(A), { lag: 1_000 })
    link.open()
    await settle()
    for (const each of node(A).sockets) each.halfOpen()
    await vi.advanceTimersByTimeAsync(21_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: B })
  })
})

describe('answers that are too much, or not what they should be', () => {
  test.each<[string, Partial<Faults>]>([
    ['10 MB of white space', { padding: { bytes: 10_000_000, as: 'space' } }],
    ['10 MB of text', { padding: { bytes: 10_000_000, as: 'text' } }],
    ['10 MB of metadata alone', { padding: { bytes: 10_000_000, as: 'text' }, only: ['Metadata_metadata_at_version'] }],
    ['10 MB of heads alone', { padding: { bytes: 10_000_000, as: 'text' }, only: ['chain_newHead'] }],
    ['half of each', { truncated: true }],
    ['no JSON', { garbage: '<html>Too many requests</html>' }],
    ['300 notifications that nobody asked for', { unasked: 300 }],
  ])('%s: the connection ends, and another operator is used', async (_name, faults) => {
    const { chain: link, node, open } = await make()
    fault(node(A), faults)
    link.open()
    await settle()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: B, best: 6 })
    expect(open.size).toBe(1)
  })

  test('under another id are answers to nothing: after 20 s another operator is used', async () => {
    const { chain: link, node } = await make()
    fault(node(A), { wrongId: true })
    link.open()
    await vi.advanceTimersByTimeAsync(21_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: B })
  })

  test.each<[string, Partial<Faults>]>([
    ['twice', { twice: true }],
    ['with some notifications that nobody asked for', { unasked: 20 }],
    ['filled up to 8 MB', { padding: { bytes: 8_388_608, as: 'text' } }],
    ['after 15 s each', { lag: 15_000 }],
  ])('%s do no harm', async (_name, faults) => {
    const { chain: link, node } = await make({ hosts: [A] })
    fault(node(A), faults)
    link.open()
    await settle()
    await vi.advanceTimersByTimeAsync(120_000)
    chain.produce()
    await settle()
    expect(link.state()).toMatchObject({ phase: 'online', host: A, best: 7, finalised: 5 })
  })
})

describe('a node that limits its rate', () => {
  test.each(['error', 'close'] as const)('and refuses what the link needs (%s) loses its turn to another operator', async (over) => {
    const { chain: link, node } = await make()
    fault(node(A), { rateLimit: { perSecond: 2, of: 'connection', over } })
    link.open()
    await settle()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: B })
  })

  test('and refuses a read tells the reader, and the link stays', async () => {
    const { chain: link, node } = await online()
    const live = await link.ready()
    fault(node(A), { rateLimit: { perSecond: 1, of: 'connection', over: 'error' } })
    expect(await code(readBalances(live, []))).toBe('node-answer')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await code(live.rpc.call('chain_getHeader', []))).toBe('fine')
    expect(link.state()).toMatchObject({ phase: 'online', host: A })
  })

  test('and closes is left, and comes last', async () => {
    const { chain: link, node, hosts } = await online([A, B])
    fault(node(A), { rateLimit: { perSecond: 1, of: 'node', over: 'close' } })
    expect(await code(readBalances(await link.ready(), []))).toBe('offline')
    await settle()
    expect(link.state()).toMatchObject({ phase: 'online', host: B })
    expect(hosts).toEqual([A, B])
  })
})

describe('a node that is behind, stands still or is on a fork', () => {
  test.each<[string, (node: InProcessNode) => Partial<Faults>]>([
    ['behind', () => ({ behind: 3 })],
    ['stands still', () => ({ stopsAt: chain.best.number })],
    ['on a fork', () => ({ forksAt: chain.best.number })],
  ])('%s: the block from which a transaction lives is one that every node knows', async (_name, faults) => {
    const { chain: link, node } = await online()
    fault(node(A), faults(node(A)))
    for (let i = 0; i < 5; i++) chain.produce()
    const head = await readFinalHead(await link.ready())
    expect(chain.blocks[head.number]?.hash).toBe(head.hash)
  })

  test('behind an upgrade is no second operator for the runtime, and no dispute either', async () => {
    const { chain: link, node } = await make({ hosts: [A, B] })
    fault(node(B), { behind: 2 })
    chain.upgrade(467)
    chain.produce()
    link.open()
    await settle()
    expect(link.state().specVersion).toBe(467)
    expect(await code(link.verify(await link.ready()))).toBe('metadata-unverified')
    expect(link.state()).toMatchObject({ phase: 'online', host: A })
    chain.produce()
    chain.produce()
    expect(await link.verify(await link.ready())).toBe('digest-agreed')
  })
})

describe('an upgrade in between', () => {
  const alice = () => developmentAccounts()[0] as ReturnType<typeof developmentAccounts>[number]

  test('of version and metadata costs one turn', async () => {
    const { chain: link, node } = await make()
    fault(node(A), { upgradeAt: { after: 'state_getRuntimeVersion', to: 467 } })
    link.open()
    await settle()
    expect(link.state()).toMatchObject({ phase: 'online', host: B, specVersion: 467 })
  })

  test('of building and signing is seen when it is asked for again', async () => {
    const { chain: link, node } = await online()
    const built = await link.current()
    fault(node(A), { upgradeAt: { after: 'TransactionPaymentApi_query_info', to: 467 } })
    await readFee(built, signed(chain, alice().address, alice(), transferCall(built, toHex(alice().accountId), 1_000n, true)))
    expect(built.runtime.specVersion).toBe(424)
    expect((await link.current()).runtime.specVersion).toBe(467)
    expect(node(A).faults).toEqual(honest())
  })

  test('of signing and sending is a bad proof, and nothing waits in the pool', async () => {
    const { chain: link, node } = await online()
    const live = await link.current()
    const bytes = signed(chain, alice().address, alice(), transferCall(live, toHex(alice().accountId), 1_000n, true))
    fault(node(A), { upgradeAt: { before: 'author_submit*', to: 467 } })
    expect(await code(submit(live, bytes))).toBe('tx-bad-proof')
    expect(chain.pending).toEqual([])
    expect((await link.current()).runtime.specVersion).toBe(467)
  })
})
