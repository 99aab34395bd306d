import { beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { Chain } from '../../e2e/localnet/chain'
import { type Faults, honest } from '../../e2e/localnet/faults'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { signed } from '../../e2e/localnet/signed'
import { toHex } from '../units'
import { A, B, C, code, linkTests, settle } from './fixtures/link'
import { readBalances, readFee, readFinalHead, readNonce } from './reads'
import { submit, transferCall } from './transfer'

// Three nodes over one chain: what one does badly, the others do well.
let chain: Chain
/** How far the chain's clock is ahead of this machine's, in milliseconds. */
let offset = 0
beforeEach(async () => {
  offset = 0
  chain = await Chain.create({ now: () => Date.now() + offset })
  for (let i = 0; i < 6; i++) chain.produce()
})
/** A chain whose blocks were made in the minutes before now, one every 12 s. */
async function history(count: number) {
  offset = -count * 12_000
  chain = await Chain.create({ now: () => Date.now() + offset })
  for (; offset < 0; offset += 12_000) chain.produce()
}
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
    const reading = code((await link.ready()).rpc.call('chain_getHeader', []))
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

  test('is noticed within a minute also when nothing is asked', async () => {
    const { chain: link, node } = await online()
    for (const each of node(A).sockets) each.halfOpen()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: B })
  })

  test('of heads alone is made up for by asking', async () => {
    const { chain: link, node } = await online([A])
    fault(node(A), { silent: true, only: ['chain_newHead'] })
    for (let i = 0; i < 3; i++) chain.produce()
    fault(node(A), { silent: true, only: ['chain_*'] })
    await settle()
    expect(link.state().best).toBe(6)
    fault(node(A), honest())
    await vi.advanceTimersByTimeAsync(45_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: A, best: 9 })
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
    ['100 MB of text', { padding: { bytes: 100_000_000, as: 'text' }, only: ['state_getRuntimeVersion'] }],
    ['half of each', { truncated: true }],
    ['no JSON', { garbage: '<html>Too many requests</html>' }],
    ['10,000 notifications that nobody asked for', { unasked: 10_000 }],
  ])('%s: the connection ends, and another operator is used (RPC-11)', async (_name, faults) => {
    const { chain: link, node, open } = await make()
    fault(node(A), faults)
    link.open()
    await settle()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: B, best: 6 })
    expect(open.size).toBe(1)
  })

  test('under another id are answers to nothing: after 20 s another operator is used (RPC-11)', async () => {
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
  test.each(['connection', 'node'] as const)('to one question a second, for each %s, is enough to use the wallet', async (of) => {
    const { chain: link, node, hosts } = await make({ hosts: [A] })
    fault(node(A), { rateLimit: { perSecond: 1, of, over: 'error' } })
    link.open()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: A, best: 6, finalised: 4 })
    const live = await link.ready()
    const [alice] = developmentAccounts()
    const both = Promise.all([
      readBalances(live, [toHex(alice?.accountId ?? new Uint8Array())]),
      readNonce(live, toHex(alice?.accountId ?? new Uint8Array())),
    ])
    await vi.advanceTimersByTimeAsync(5_000)
    expect((await both)[0].byAccount.size).toBe(1)
    expect(await link.ready()).toBe(live)
    // The next connection knows how much is too much: nothing of it is refused.
    for (const each of node(A).sockets) each.drop()
    await vi.advanceTimersByTimeAsync(3_000)
    const before = node(A).asked.length
    await vi.advanceTimersByTimeAsync(20_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: A, best: 6, finalised: 4 })
    expect(node(A).asked.length - before).toBeLessThan(10)
    expect(hosts.every((each) => each === A)).toBe(true)
  })

  test('and hangs up is asked one at a time afterwards', async () => {
    const { chain: link, node } = await make({ hosts: [A] })
    fault(node(A), { rateLimit: { perSecond: 2, of: 'connection', over: 'close' } })
    link.open()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: A, best: 6, finalised: 4 })
  })

  test('does not make old metadata pass for new: what it refuses once is asked again', async () => {
    const kept = createKept()
    const { chain: link, node } = await make({ hosts: [A], kept })
    fault(node(A), { rateLimit: { perSecond: 2, of: 'connection', over: 'error' } })
    link.open()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await (await link.ready()).runtime.digest()).toMatch(/^0x/)
    expect(node(A).asked).not.toContain('state_getMetadata')
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

  test.each<[string, number, (node: InProcessNode) => Partial<Faults>]>([
    ['40 blocks behind, from the start', 0, () => ({ behind: 40 })],
    ['40 blocks behind, later', 5_000, () => ({ behind: 40 })],
    ['standing still', 5_000, () => ({ stopsAt: chain.best.number })],
  ])('%s: it is left for an operator who is further', async (_name, ms, faults) => {
    await history(60)
    const { chain: link, node, hosts } = await make()
    if (!ms) fault(node(A), faults(node(A)))
    link.open()
    await vi.advanceTimersByTimeAsync(ms)
    expect(link.state().host).toBe(A)
    fault(node(A), faults(node(A)))
    for (let i = 0; i < 20; i++) {
      chain.produce()
      await vi.advanceTimersByTimeAsync(12_000)
    }
    expect(link.state()).toMatchObject({ phase: 'online', host: B, best: chain.best.number })
    expect(hosts.filter((each) => each === A)).toHaveLength(1)
  })

  test('behind, and the only one: it stays, and the age of its newest block is told', async () => {
    // The newest of all is 12 s old.
    await history(60)
    const { chain: link, node } = await make({ hosts: [A] })
    fault(node(A), { behind: 40 })
    link.open()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(link.state()).toMatchObject({ phase: 'online', host: A })
    expect(Math.round((Date.now() - (link.state().bestAt ?? 0)) / 12_000)).toBe(41)
    // Every new block of it is as old.
    chain.produce()
    await settle()
    expect(Math.round((Date.now() - (link.state().bestAt ?? 0)) / 12_000)).toBe(41)
    fault(node(A), honest())
    chain.produce()
    await vi.advanceTimersByTimeAsync(61_000)
    chain.produce()
    await settle()
    expect(Date.now() - (link.state().bestAt ?? 0)).toBeLessThan(1_000)
  })

  test('where everybody is as far, it is the clock of this machine that is wrong, and nobody is left', async () => {
    await history(60)
    vi.setSystemTime(Date.now() + 3_600_000)
    offset = -3_600_000
    const { chain: link, hosts } = await make({ hosts: [A, B] })
    link.open()
    for (let i = 0; i < 30; i++) {
      chain.produce()
      await vi.advanceTimersByTimeAsync(12_000)
    }
    expect(link.state()).toMatchObject({ phase: 'online', host: A })
    expect(Date.now() - (link.state().bestAt ?? 0)).toBeLessThan(13_000)
    expect(hosts).toEqual([A, B])
  })

  test('a clock that is mended afterwards is believed again: a node that then falls behind is no fresh one', async () => {
    await history(60)
    vi.setSystemTime(Date.now() + 3_600_000)
    offset = -3_600_000
    const { chain: link, node } = await make({ hosts: [A, B] })
    link.open()
    const produce = async (count: number) => {
      for (let i = 0; i < count; i++) {
        chain.produce()
        await vi.advanceTimersByTimeAsync(12_000)
      }
    }
    await produce(20)
    expect(Date.now() - (link.state().bestAt ?? 0)).toBeLessThan(13_000)
    vi.setSystemTime(Date.now() - 3_600_000)
    offset = 0
    await produce(20)
    fault(node(A), { behind: 15 })
    node(B).answers.chain_getHeader = () => 'nobody knows'
    await produce(20)
    expect(Math.round((Date.now() - (link.state().bestAt ?? 0)) / 12_000)).toBeGreaterThan(10)
  })

  test.each<[string, readonly [string, number][], string]>([
    ['one of two others says that it is further: it stays', [[B, 20]], A],
    [
      'both others say so: it is left',
      [
        [B, 20],
        [C, 20],
      ],
      B,
    ],
  ])('a node looks old, and %s', async (_name, ahead, host) => {
    await history(60)
    const { chain: link, node, open } = await make({ hosts: [A, B, C] })
    const further = new Map(ahead)
    // All stand still; some tell of a chain that went on.
    for (const each of [A, B, C]) fault(node(each), { behind: further.has(each) ? 0 : 20 })
    link.open()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(link.state()).toMatchObject({ phase: 'online', host })
    // Who stays says how old its block is.
    if (host === A) expect(Date.now() - (link.state().bestAt ?? 0)).toBeGreaterThan(200_000)
    expect(open.size).toBe(1)
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

  test('of version and metadata is no lie', async () => {
    const { chain: link, node, hosts } = await make()
    fault(node(A), { upgradeAt: { after: 'state_getRuntimeVersion', to: 467 } })
    link.open()
    await settle()
    expect(link.state()).toMatchObject({ phase: 'online', host: A, specVersion: 467 })
    expect(hosts).toEqual([A])
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
