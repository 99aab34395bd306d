import { describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, type InProcessNode, silent } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { createChain } from './chain'
import { A, B, C, code, linkTests, settle } from './fixtures/link'
import { networks } from './networks'

const { make, publicNetwork, genesis } = linkTests({ createNode, createSockets, createKept })
function cut(node: InProcessNode): void {
  for (const each of node.sockets) each.drop()
}

describe('which host', () => {
  test('No message goes to a host that the user did not choose', async () => {
    const { chain, hosts, node } = await make({ hosts: [A, B] })
    const chosen = [A, B]
    expect(hosts).toEqual([])
    chain.open()
    await settle()
    await chain.verify(await chain.ready())
    cut(node(A))
    await settle()
    node(B).down = true
    cut(node(B))
    await vi.advanceTimersByTimeAsync(60_000)
    await chain.current()
    expect(new Set(hosts)).toEqual(new Set(chosen))
    // Another choice: from here on the old hosts are not spoken to either.
    const told = () => chosen.map((url) => node(url).received.length)
    const before = [hosts.length, told()] as const
    chain.choose(publicNetwork(C))
    await settle()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(new Set(hosts.slice(before[0]))).toEqual(new Set([C]))
    expect(told()).toEqual(before[1])
    chain.choose({ id: 'local', genesisHash: null, hosts: [{ url: 'ws://127.0.0.1:1', operator: 'yourself' }] })
    await vi.advanceTimersByTimeAsync(200_000)
    expect(new Set(hosts)).toEqual(new Set([A, B, C, 'ws://127.0.0.1:1']))
  })

  test('a connection of a network that was left is not vouched for, and no host of that network is asked about it', async () => {
    const { chain, hosts } = await make({ hosts: [A, B] })
    chain.open()
    await settle()
    const before = await chain.ready()
    chain.choose({ id: 'local', genesisHash: null, hosts: [{ url: C, operator: 'yourself' }] })
    await settle()
    expect(await code(chain.verify(before))).toBe('offline')
    expect(hosts).toEqual([A, C])
    expect(await chain.verify(await chain.ready())).toBe('trusted-local')
  })

  test('they are tried in order, and the first that passes is kept', async () => {
    const { chain, hosts, node } = await make()
    node(A).down = true
    node(B).faults.genesis = `0x${'11'.repeat(32)}`
    chain.open()
    await settle()
    expect(hosts).toEqual([A, B, C])
    expect(chain.state()).toMatchObject({
      phase: 'online',
      host: C,
      problem: null,
      specVersion: 424,
      genesisHash: genesis(),
      network: 'finney',
    })
    expect((await chain.ready()).rpc.url).toBe(C)
  })

  test('nothing is connected before it is opened, and opening twice is opening once', async () => {
    const { chain, hosts } = await make()
    await settle()
    expect(hosts).toEqual([])
    expect(await code(chain.ready())).toBe('offline')
    chain.open()
    chain.open()
    await settle()
    expect(hosts).toEqual([A])
  })

  test('after a cut the next host has its turn; the cut one comes last', async () => {
    const { chain, hosts, node } = await make()
    chain.open()
    await settle()
    await vi.advanceTimersByTimeAsync(5_000)
    cut(node(A))
    await settle()
    expect(chain.state()).toMatchObject({ phase: 'online', host: B })
    await vi.advanceTimersByTimeAsync(5_000)
    node(B).down = true
    node(C).down = true
    cut(node(B))
    await settle()
    expect(hosts).toEqual([A, B, A])
    expect(chain.state()).toMatchObject({ phase: 'online', host: A })
  })

  test('a host that falls as soon as it is chosen is not stormed', async () => {
    const { chain, hosts, node } = await make({ hosts: [A] })
    node(A).answers.chain_subscribeNewHeads = () => {
      throw new RpcError(-32601, 'Method not found')
    }
    chain.open()
    await vi.advanceTimersByTimeAsync(600_000)
    // 1, 2, 4, … 60, 60 s: as after a refusal.
    expect(hosts.length).toBeGreaterThan(8)
    expect(hosts.length).toBeLessThan(20)
    expect(node(A).received.length).toBeLessThan(200)
  })
})

describe('genesis before anything else', () => {
  test('a host of another chain is asked for its genesis and for nothing more, and left (RPC-01)', async () => {
    const { chain, node, open } = await make({ hosts: [A, B] })
    for (const url of [A, B]) node(url).faults.genesis = `0x${'22'.repeat(32)}`
    chain.open()
    const ready = code(chain.ready())
    await settle()
    expect(await ready).toBe('wrong-network')
    expect(open.size).toBe(0)
    for (const url of [A, B]) {
      expect(node(url).asked).toEqual(['chain_getBlockHash'])
      expect(JSON.parse(node(url).received[0] as string).params).toEqual([0])
    }
    expect(chain.state()).toMatchObject({ phase: 'refused', problem: 'wrong-network', host: B, genesisHash: null })
    expect(await code(chain.ready())).toBe('wrong-network')
    expect(await code(chain.current())).toBe('wrong-network')
    // The operator mends it: the next round finds out.
    node(A).faults.genesis = null
    await vi.advanceTimersByTimeAsync(1_500)
    expect(chain.state()).toMatchObject({ phase: 'online', host: A })
  })

  test.each([null, 5, {}, '0x12', [`0x${'11'.repeat(32)}`], `0x${'GG'.repeat(32)}`])(
    'a genesis that is none (%j) is a lie',
    async (answer) => {
      const { chain, node } = await make({ hosts: [A] })
      node(A).answers.chain_getBlockHash = () => answer
      chain.open()
      await settle()
      expect(node(A).asked).toEqual(['chain_getBlockHash'])
      expect(chain.state()).toMatchObject({ phase: 'refused', problem: 'node-lied' })
    },
  )

  test('a node of one’s own may be any chain', async () => {
    const { chain, node } = await make({ network: { id: 'local', genesisHash: null, hosts: [{ url: A, operator: 'yourself' }] } })
    node(A).faults.genesis = `0x${'33'.repeat(32)}`
    chain.open()
    await settle()
    expect(chain.state()).toMatchObject({ phase: 'online', network: 'local', genesisHash: `0x${'33'.repeat(32)}` })
    expect(await chain.verify(await chain.ready())).toBe('trusted-local')
  })

  test.each([networks.finney.genesisHash, networks.testnet.genesisHash])(
    'a public chain (%s) is reached through its own network, not as a node of one’s own',
    async (pinned) => {
      const { chain, node, kept } = await make({ network: { id: 'local', genesisHash: null, hosts: [{ url: A, operator: 'yourself' }] } })
      node(A).faults.genesis = pinned
      chain.open()
      await settle()
      expect(chain.state()).toMatchObject({ phase: 'refused', problem: 'wrong-network', genesisHash: null })
      expect(node(A).asked).toEqual(['chain_getBlockHash'])
      expect(kept.bytes.size).toBe(0)
    },
  )

  test('one refused and one that is down is offline, not refused', async () => {
    const { chain, node } = await make({ hosts: [A, B] })
    node(A).faults.genesis = `0x${'22'.repeat(32)}`
    node(B).down = true
    chain.open()
    const ready = code(chain.ready())
    await settle()
    expect(await ready).toBe('offline')
    expect(chain.state()).toMatchObject({ phase: 'offline', host: null })
  })
})

describe('a host that lied', () => {
  const metadataOf = (url: string) => `finney/${url}/metadata`
  test('loses what was kept of it, and the next host has its turn', async () => {
    const kept = createKept()
    const { chain, hosts } = await make({ hosts: [A, B], kept })
    chain.open()
    await settle()
    await chain.verify(await chain.ready())
    await vi.advanceTimersByTimeAsync(5_000)
    expect(kept.bytes.get(metadataOf(A))?.length).toBeGreaterThan(1_000)
    await chain.distrust()
    await settle()
    expect(kept.bytes.get(metadataOf(A))).toBeUndefined()
    expect(kept.bytes.get(`finney/${A}/agreed`)).toBeUndefined()
    expect(chain.state()).toMatchObject({ phase: 'online', host: B })
    expect(hosts).toEqual([A, B, B])
  })

  test('and hung up is distrusted all the same', async () => {
    const kept = createKept()
    const { chain, hosts, node } = await make({ hosts: [A, B], kept })
    await chain.distrust()
    chain.open()
    await settle()
    const liar = await chain.ready()
    node(A).down = true
    for (const each of node(A).sockets) each.drop()
    await settle()
    await chain.distrust()
    expect(kept.bytes.get(metadataOf(A))).toBeUndefined()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(chain.state()).toMatchObject({ phase: 'online', host: B })
    // Named, it is that one, whoever is connected by now.
    const good = kept.bytes.get(metadataOf(B))
    await chain.distrust(liar)
    await settle()
    expect(kept.bytes.get(metadataOf(B))).toEqual(good)
    expect(chain.state()).toMatchObject({ phase: 'online', host: B })
    expect(hosts).toEqual([A, B])
  })
})

describe('waiting', () => {
  test('rounds come after 1, 2, 4, … 60 s, and begin again at 1 s after a success', async () => {
    const { chain, hosts, node } = await make({ hosts: [A] })
    node(A).down = true
    chain.open()
    await settle()
    const began = Date.now()
    const times: number[] = []
    while (times.length < 9) {
      const before = hosts.length
      await vi.advanceTimersByTimeAsync(500)
      if (hosts.length > before) times.push(Date.now() - began)
    }
    const waits = times.map((each, i) => (each - (times[i - 1] ?? 0)) / 1_000)
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
    node(A).down = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(chain.state().phase).toBe('online')
    await vi.advanceTimersByTimeAsync(100_000)
    node(A).down = true
    cut(node(A))
    await settle()
    const before = hosts.length
    await vi.advanceTimersByTimeAsync(1_000)
    expect(hosts.length).toBe(before + 1)
  })

  test('the only node, back after a long absence, is asked again within seconds when it falls once more', async () => {
    const { chain, node } = await make({ hosts: [A] })
    node(A).down = true
    chain.open()
    await vi.advanceTimersByTimeAsync(300_000)
    node(A).down = false
    while (chain.state().phase !== 'online') await vi.advanceTimersByTimeAsync(1_000)
    for (let i = 0; i < 3; i++) {
      await vi.advanceTimersByTimeAsync(15_000)
      cut(node(A))
      await vi.advanceTimersByTimeAsync(2_000)
      expect(chain.state()).toMatchObject({ phase: 'online', host: A })
    }
  })

  test('the only node, left for whatever reason, is tried again within seconds, and used once it does well', async () => {
    const { chain, node } = await make({ hosts: [A] })
    const wrongs: [string, () => void][] = [
      ['refused', () => Object.assign(node(A).faults, { genesis: `0x${'22'.repeat(32)}` })],
      ['refused', () => Object.assign(node(A).faults, { torn: true, genesis: null })],
      ['offline', () => Object.assign(node(A).faults, { garbage: '<html>', torn: false })],
    ]
    for (const [phase, wrong] of wrongs) {
      wrong()
      // Nothing of another one's word is left to connect with.
      await chain.forget('finney', A)
      if (chain.state().phase === 'idle') chain.open()
      cut(node(A))
      await vi.advanceTimersByTimeAsync(500)
      expect(chain.state().phase).toBe(phase)
      await vi.advanceTimersByTimeAsync(4_000)
      Object.assign(node(A).faults, { genesis: null, torn: false, garbage: null })
      await vi.advanceTimersByTimeAsync(10_000)
      expect(chain.state()).toMatchObject({ phase: 'online', host: A, problem: null })
      await vi.advanceTimersByTimeAsync(15_000)
    }
  })

  test('it is told since when no node is connected, which is not when the last block came', async () => {
    const { chain, node } = await make({ hosts: [A] })
    chain.open()
    await vi.advanceTimersByTimeAsync(40_000)
    expect(chain.state()).toMatchObject({ phase: 'online', lostAt: null })
    node(A).down = true
    cut(node(A))
    const lostAt = Date.now()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(chain.state()).toMatchObject({ phase: 'offline', lostAt })
    expect(chain.state().bestAt).toBeLessThan(lostAt)
    node(A).down = false
    await vi.advanceTimersByTimeAsync(40_000)
    expect(chain.state()).toMatchObject({ phase: 'online', lostAt: null })
  })

  test.each([
    [0, [1, 1.5, 3, 6, 12, 24, 45]],
    [0.999, [1.25, 2.5, 5, 10, 20, 40, 60]],
  ])('chance (%d) moves it, but never below 1 s or above 60 s', async (random, expected) => {
    const { Socket, hosts } = createSockets({})
    const chain = createChain({ cache: createKept(), Socket, now: () => Date.now(), changed: () => undefined, random: () => random })
    chain.choose(publicNetwork(A))
    chain.open()
    const waits: number[] = []
    let last = Date.now()
    while (waits.length < expected.length) {
      const before = hosts.length
      await vi.advanceTimersByTimeAsync(10)
      if (hosts.length === before) continue
      waits.push((Date.now() - last) / 1_000)
      last = Date.now()
    }
    for (const [i, wait] of waits.entries()) expect(Math.abs(wait - (expected[i] as number))).toBeLessThan(0.05)
    chain.close()
  })

  test('a retry does not wait, and those who wait for the link get it', async () => {
    const { chain, node } = await make({ hosts: [A] })
    node(A).down = true
    chain.open()
    await vi.advanceTimersByTimeAsync(20_000)
    node(A).down = false
    chain.retry()
    const ready = chain.ready()
    chain.retry()
    await settle()
    expect((await ready).rpc.url).toBe(A)
    const { rpc } = await chain.ready()
    chain.retry()
    await settle()
    expect((await chain.ready()).rpc).toBe(rpc)
  })

  test('who waits for the link waits as long as was said', async () => {
    const { chain, node } = await make({ hosts: [A] })
    node(A).answers.chain_getBlockHash = () => silent
    chain.open()
    const short = code(chain.ready(3_000))
    const long = code(chain.ready())
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await short).toBe('offline')
    await vi.advanceTimersByTimeAsync(12_000)
    expect(await long).toBe('offline')
  })
})
