import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { toHex } from '../../src/units'
import { developmentAccounts } from './accounts'
import { type Faults, honest } from './faults'
import { ask, closed, messages, open, post } from './fixtures/plain'
import { createNode, createSockets } from './in-process'
import { type Localnet, type LocalnetNode, startLocalnet } from './index'
import { callOf, signed } from './signed'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
type Account = ReturnType<typeof developmentAccounts>[number]
let alice: Account
let bob: Account
let localnet: Localnet
let truthful: LocalnetNode
let lying: LocalnetNode
beforeAll(async () => {
  localnet = await startLocalnet({ blockTimeMs: 'manual', nodes: 2 })
  ;[truthful, lying] = localnet.nodes as [LocalnetNode, LocalnetNode]
  ;[alice, bob] = developmentAccounts() as [Account, Account]
})
afterAll(() => localnet.close())
beforeEach(() => {
  Object.assign(lying.faults, honest())
  localnet.produce(6)
  return () => lying.drop()
})
const codec = () => localnet.chain.built.builder.buildStorage('System', 'Account')
/** The same question to both. */
const both = async (method: string, ...params: unknown[]) =>
  Promise.all([ask(truthful.url, method, ...params), ask(lying.url, method, ...params)])
const control = (node: LocalnetNode, body: unknown) => post(node.url, JSON.stringify(body), '/control')
const fault = (faults: Partial<Faults>) => Object.assign(lying.faults, faults)
const remark = (text = 1) =>
  toHex(signed(localnet.chain, alice.address, alice, callOf(localnet.chain, 'System', 'remark', { remark: new Uint8Array(text) })))
const question = (method: string, id: number | string = 1, ...params: unknown[]) => JSON.stringify({ jsonrpc: '2.0', id, method, params })
const read = (text: string | undefined) =>
  JSON.parse(text ?? '') as { id?: unknown; result?: unknown; error?: { code: number }; method?: string; params: { result: never } }
const number = (header: unknown) => Number((header as { number: string }).number)

describe('several nodes over one chain', () => {
  test('say the same, each on a port of its own; what one is sent the other knows', async () => {
    expect(lying.url).not.toBe(truthful.url)
    for (const method of ['chain_getHeader', 'chain_getFinalizedHead', 'state_getMetadata', 'system_properties']) {
      const [one, other] = await both(method)
      expect(other, method).toEqual(one)
    }
    expect(await ask(lying.url, 'author_submitExtrinsic', remark())).toMatch(/^0x/)
    expect(await both('author_pendingExtrinsics')).toEqual([[expect.any(String)], [expect.any(String)]])
    localnet.produce()
    expect(await both('system_accountNextIndex', alice.address)).toEqual([1, 1])
  })

  test('faults, cuts and connections are of one node, which its own port addresses', async () => {
    expect((await control(lying, { faults: { nonce: 5 } })).json).toMatchObject({ faults: { nonce: 5 } })
    const [right, wrong] = (await both('system_accountNextIndex', bob.address)) as [number, number]
    expect(wrong).toBe(right + 5)
    const sockets = [await open(truthful.url), await open(lying.url)] as const
    expect([truthful.connections(), lying.connections()]).toEqual([1, 1])
    expect((await control(lying, { drop: true })).status).toBe(200)
    await closed(sockets[1])
    expect(truthful.connections()).toBe(1)
    sockets[0].terminate()
    expect((await control(lying, { honest: true, faults: { lag: 1 } })).json).toMatchObject({ faults: { ...honest(), lag: 1 } })
  })

  test('each node counts what it was asked, by method and by runtime call, answered or not', async () => {
    const counts = () => ['chain_getHeader', 'state_call', 'Core_version', 'no_such'].map((name) => lying.asked.get(name) ?? 0)
    const before = counts()
    await ask(lying.url, 'chain_getHeader')
    await ask(truthful.url, 'chain_getHeader')
    await ask(lying.url, 'state_call', 'Core_version', '0x')
    await post(lying.url, `[${question('chain_getHeader', 1)},${question('no_such', 2)}]`)
    expect(counts().map((count, at) => count - (before[at] ?? 0))).toEqual([2, 1, 1, 1])
  })

  test('one more can be added at any time; a port that is taken leaves none of them open', async () => {
    const third = await localnet.addNode()
    expect(await ask(third.url, 'chain_getHeader')).toEqual(await ask(truthful.url, 'chain_getHeader'))
    const port = Number(new URL(third.url).port)
    await expect(startLocalnet({ port: port - 1, nodes: 2 })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await third.close()
    const again = await localnet.addNode(port)
    expect(again.url).toBe(third.url)
    await again.close()
  })
})

describe('what a node sees', () => {
  test('behind: heads, state, nonce and finality of some blocks ago', async () => {
    const before = { best: localnet.chain.best, finalised: localnet.chain.finalised }
    const poor = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
    localnet.chain.setBalance(poor, 7_000n)
    const nonce = localnet.chain.nextNonce(alice.address)
    expect(await ask(truthful.url, 'author_submitExtrinsic', remark())).toMatch(/^0x/)
    localnet.produce(2)
    fault({ behind: 2 })
    const [best, old] = await both('chain_getBlockHash')
    expect([best, old]).toEqual([localnet.chain.best.hash, before.best.hash])
    expect((await both('chain_getHeader')).map(number)).toEqual([before.best.number + 2, before.best.number])
    expect(await both('chain_getFinalizedHead')).toEqual([
      localnet.chain.blocks[localnet.chain.finalised]?.hash,
      localnet.chain.blocks[before.finalised]?.hash,
    ])
    expect(await both('chain_getBlock', best)).toEqual([expect.anything(), null])
    expect(await ask(lying.url, 'chain_getBlockHash', before.best.number + 1)).toBeNull()
    expect(await ask(lying.url, 'state_getRuntimeVersion', best)).toMatch(/^4003 /)
    const [now, then] = await both('state_getStorage', codec().keys.enc(poor))
    expect([codec().value.dec(now as string).data.free, then]).toEqual([7_000n, null])
    expect(await both('system_accountNextIndex', alice.address)).toEqual([nonce + 1, nonce])
    const keys = (await both('state_getKeysPaged', codec().keys.enc(), 1_000)) as string[][]
    expect(keys.map((each) => each.includes(codec().keys.enc(poor)))).toEqual([true, false])
    const nonces = (await both('state_call', 'AccountNonceApi_account_nonce', toHex(alice.accountId))) as string[]
    expect(nonces.map((each) => Number(`0x${each.slice(2, 4)}`))).toEqual([nonce + 1, nonce])
    fault({ behind: 1_000_000 })
    expect(await ask(lying.url, 'chain_getBlockHash')).toBe(localnet.genesisHash)
  })

  test('behind: heads come late and none is left out; statuses come with the blocks that they name', async () => {
    fault({ behind: 2 })
    const from = localnet.chain.best.number
    const heads = await open(lying.url)
    const told = messages(heads, 8)
    heads.send(question('chain_subscribeNewHeads'))
    await expect.poll(() => localnet.chain.listeners.head.size).toBe(1)
    const watcher = await open(lying.url)
    const statuses = messages(watcher, 5)
    watcher.send(question('author_submitAndWatchExtrinsic', 1, remark(2)))
    await expect.poll(() => localnet.chain.pending.length).toBe(1)
    const included = localnet.produce()
    localnet.produce()
    expect((await messagesSoFar(watcher)).join()).not.toContain('inBlock')
    fault({ behind: 0 })
    localnet.produce(2)
    expect((await told).slice(1).map((text) => number(read(text).params.result))).toEqual(Array.from({ length: 7 }, (_, i) => from - 2 + i))
    const following = (await statuses).map(read).filter(({ method }) => method)
    expect(following.map(({ params }) => params.result)).toEqual(['ready', { inBlock: included.hash }, { finalized: included.hash }])
    heads.terminate()
    watcher.terminate()
  })
  /** What arrives before the answer to a question that is asked now. */
  async function messagesSoFar(socket: Awaited<ReturnType<typeof open>>): Promise<string[]> {
    const got: string[] = []
    const done = new Promise<void>((resolve) => {
      const hear = (data: unknown) => {
        if (read(String(data)).id !== 'so far') return void got.push(String(data))
        socket.off('message', hear)
        resolve()
      }
      socket.on('message', hear)
    })
    socket.send(question('system_chain', 'so far'))
    await done
    return got
  }

  test('behind: a runtime upgrade and a changed value are told when its own block comes', async () => {
    fault({ behind: 1 })
    const spec = localnet.chain.info.specVersion
    const socket = await open(lying.url)
    const key = codec().keys.enc(bob.address)
    const started = messages(socket, 4)
    socket.send(question('state_subscribeRuntimeVersion', 1))
    socket.send(question('state_subscribeStorage', 2, [key]))
    await started
    localnet.control({ upgrade: spec + 1, balance: { address: bob.address, rao: '5000' }, produce: 1 })
    expect(await messagesSoFar(socket)).toEqual([])
    expect((await both('state_getRuntimeVersion')).map((each) => (each as { specVersion: number }).specVersion)).toEqual([spec + 1, spec])
    const late = messages(socket, 2)
    localnet.produce()
    const told = (await late).map(read)
    expect(told.find((each) => each.method === 'state_runtimeVersion')?.params.result).toMatchObject({ specVersion: spec + 1 })
    const changes = told.find((each) => each.method === 'state_storage')?.params.result as unknown as { changes: [string, string][] }
    expect(codec().value.dec(changes.changes[0]?.[1] as string).data.free).toBe(5_000n)
    socket.terminate()
  })

  test('standing still: others go on; let go, it tells every block that it missed', async () => {
    const at = localnet.chain.best.number
    fault({ stopsAt: at })
    const socket = await open(lying.url)
    const told = messages(socket, 7)
    socket.send(question('chain_subscribeNewHeads'))
    await expect.poll(() => localnet.chain.listeners.head.size).toBe(1)
    localnet.produce(3)
    expect((await both('chain_getHeader')).map(number)).toEqual([at + 3, at])
    expect(number(await ask(lying.url, 'chain_getHeader', (await ask(lying.url, 'chain_getFinalizedHead')) as string))).toBeLessThanOrEqual(
      at,
    )
    await messagesSoFar(socket)
    fault({ stopsAt: null })
    localnet.produce()
    const heads = (await told).map(read).filter(({ method }) => method)
    expect(heads.map(({ params }) => number(params.result))).toEqual([at, at + 1, at + 2, at + 3, at + 4])
    socket.terminate()
  })

  test('on a fork: other blocks from there on, whole and chained, of the same height, with nothing in them, and none of them final', async () => {
    const root = localnet.chain.best
    fault({ forksAt: root.number })
    const poor = bob.address
    const before = await ask(truthful.url, 'state_getStorage', codec().keys.enc(poor))
    expect(await ask(truthful.url, 'author_submitExtrinsic', remark())).toMatch(/^0x/)
    localnet.control({ balance: { address: poor, rao: '123456' }, produce: 4 })
    const [best, other] = await both('chain_getBlockHash')
    expect(other).not.toBe(best)
    const [header, forked] = (await both('chain_getHeader')) as { number: string; parentHash: string }[]
    expect(forked?.number).toBe(header?.number)
    // Down to where both are one.
    let hash = other as string
    for (let n = root.number + 4; n > root.number; n--) {
      expect(await ask(truthful.url, 'chain_getHeader', hash)).toBeNull()
      const { block } = (await ask(lying.url, 'chain_getBlock', hash)) as {
        block: { header: { number: string; parentHash: string }; extrinsics: string[] }
      }
      expect([Number(block.header.number), block.extrinsics.length]).toEqual([n, 1])
      expect(await ask(lying.url, 'chain_getBlockHash', n)).toBe(hash)
      hash = block.header.parentHash
    }
    expect(hash).toBe(root.hash)
    expect(await both('chain_getHeader', root.hash)).toEqual([root.header, root.header])
    expect(await ask(lying.url, 'chain_getHeader', best)).toBeNull()
    const [now, then] = await both('state_getStorage', codec().keys.enc(poor))
    expect(then).toBe(before)
    expect(now).not.toBe(before)
    const events = localnet.chain.built.builder.buildStorage('System', 'Events')
    const [, own] = (await both('state_getStorage', events.keys.enc())) as [string, string]
    expect((events.value.dec(own) as { event: { value: { type: string } } }[]).map(({ event }) => event.value.type)).toEqual([
      'ExtrinsicSuccess',
    ])
    localnet.produce(3)
    const final = (await ask(lying.url, 'chain_getFinalizedHead')) as string
    expect(number(await ask(lying.url, 'chain_getHeader', final))).toBeLessThanOrEqual(root.number)
    // What is signed on the fork is taken there, and goes nowhere.
    const birth = { number: number(forked), hash: other as string }
    const stray = signed(localnet.chain, bob.address, bob, callOf(localnet.chain, 'System', 'remark', { remark: new Uint8Array(4) }), {
      birth: birth as never,
    })
    expect(await both('author_submitExtrinsic', toHex(stray))).toEqual(['1010 Invalid Transaction', expect.stringMatching(/^(0x|1012)/)])
    fault({ forksAt: null })
    expect(new Set(await both('chain_getBlockHash')).size).toBe(1)
  })
})

describe('what a node says', () => {
  test('runtime calls and storage values of its own, and nothing where there is something', async () => {
    const key = codec().keys.enc(alice.address)
    expect(
      (
        await control(lying, {
          faults: {
            stateCalls: { AccountNonceApi_account_nonce: '0x09000000', SwapRuntimeApi_current_alpha_price_all: '0x00' },
            storage: { [key]: null, '0xabcd': '0x01' },
          },
        })
      ).status,
    ).toBe(200)
    const nonce = await both('state_call', 'AccountNonceApi_account_nonce', toHex(alice.accountId))
    expect(nonce[1]).toBe('0x09000000')
    expect(nonce[0]).not.toBe(nonce[1])
    expect(await ask(lying.url, 'state_call', 'SwapRuntimeApi_current_alpha_price_all', '0x')).toBe('0x00')
    expect(await both('state_getStorage', key)).toEqual([expect.stringMatching(/^0x/), null])
    expect(await both('state_getStorage', '0xabcd')).toEqual([null, '0x01'])
    const [, list] = (await both('state_queryStorageAt', [key, '0xabcd'])) as { changes: unknown }[][]
    expect(list?.[0]?.changes).toEqual([
      [key, null],
      ['0xabcd', '0x01'],
    ])
    fault({ stateCalls: { Core_version: null } })
    expect(await both('state_call', 'Core_version', '0x')).toEqual([
      expect.stringMatching(/^0x/),
      expect.stringMatching(/^4003 .*Core_version is not found/),
    ])
  })

  test('prices so many times too high, and trades to match', async () => {
    fault({ price: 1.5 })
    const { builder } = localnet.chain.built
    const told = async (method: string, ...args: unknown[]) => {
      const call = builder.buildRuntimeCall('SwapRuntimeApi', method)
      const answers = (await both('state_call', `SwapRuntimeApi_${method}`, toHex(call.args.enc(args)))) as string[]
      return answers.map((each) => call.value.dec(each))
    }
    const more = (value: bigint) => (value * 3n) / 2n
    const [price, high] = (await told('current_alpha_price', 1)) as bigint[]
    expect(price).toBeGreaterThan(0n)
    expect(high).toBe(more(price as bigint))
    const [all, allHigh] = (await told('current_alpha_price_all')) as { netuid: number; price: bigint }[][]
    expect(all?.length).toBeGreaterThan(1)
    expect(allHigh).toEqual(all?.map((each) => ({ ...each, price: more(each.price) })))
    const [bought, less] = (await told('sim_swap_tao_for_alpha', 1, 1_000_000_000n)) as { alpha_amount: bigint }[]
    expect(less).toEqual({ ...bought, alpha_amount: ((bought?.alpha_amount as bigint) * 2n) / 3n })
    const [sold, gain] = (await told('sim_swap_alpha_for_tao', 1, 1_000_000_000n)) as { tao_amount: bigint }[]
    expect(gain).toEqual({ ...sold, tao_amount: more(sold?.tao_amount as bigint) })
    fault({ price: null, stateCalls: { SwapRuntimeApi_current_alpha_price: '0x0100000000000000' } })
    expect(await told('current_alpha_price', 1)).toEqual([price, 1n])
  })

  test('a body leaves one extrinsic out, or has another in its place, while header, nonce, balance and events stay true', async () => {
    type Body = { block: { header: unknown; extrinsics: string[] } }
    const [mine, other] = [remark(7), remark(9)]
    expect(await ask(truthful.url, 'author_submitExtrinsic', mine)).toMatch(/^0x/)
    localnet.produce(1)
    const hash = localnet.chain.best.hash
    const [right] = (await both('chain_getBlock', hash)) as [Body, Body]
    const [inherent] = right.block.extrinsics
    expect(right.block.extrinsics).toEqual([inherent, mine])
    const events = localnet.chain.built.builder.buildStorage('System', 'Events').keys.enc()
    for (const [instead, body] of [
      [null, [inherent]],
      [other, [inherent, other]],
    ] as const) {
      fault({ bodies: { [mine]: instead } })
      const [one, lie] = (await both('chain_getBlock', hash)) as [Body, Body]
      expect(one).toEqual(right)
      expect(lie).toEqual({ ...right, block: { header: right.block.header, extrinsics: body } })
      for (const [method, ...params] of [
        ['chain_getHeader', hash],
        ['system_accountNextIndex', alice.address],
        ['state_getStorage', codec().keys.enc(alice.address), hash],
        ['state_getStorage', events, hash],
      ] as const) {
        const [true_, told] = await both(method, ...params)
        expect(told, method).toEqual(true_)
      }
    }
    // Of whatever is not named it tells the truth.
    fault({ bodies: { [other]: null } })
    expect(await ask(lying.url, 'chain_getBlock', hash)).toEqual(right)
  })

  test('a lie about metadata is told by one node and not by the other', async () => {
    const [one] = await both('state_getMetadata')
    fault({ swapCalls: ['Balances', 'transfer_keep_alive', 'burn'] })
    const [right, wrong] = await both('state_getMetadata')
    expect(right).toBe(one)
    expect(wrong).not.toBe(one)
  })
})

describe('how a node says it', () => {
  test('half-open: what is connected gets nothing any more, not even a pong or a farewell, and is not closed; who comes new is served', async () => {
    const socket = await open(lying.url)
    const beside = await open(truthful.url)
    const first = messages(socket, 2)
    socket.send(question('chain_subscribeNewHeads'))
    await first
    expect((await control(lying, { halfOpen: true })).status).toBe(200)
    const heard: string[] = []
    for (const event of ['message', 'pong', 'close'] as const) socket.on(event, () => heard.push(event))
    socket.send(question('system_chain', 2))
    socket.ping()
    localnet.produce()
    const fresh = await open(lying.url)
    for (const each of [fresh, beside]) {
      const answer = messages(each, 1)
      each.send(question('system_chain', 3))
      expect(read((await answer)[0])).toMatchObject({ id: 3, result: 'Bittensor' })
    }
    socket.close()
    const pong = new Promise<void>((resolve) => fresh.on('pong', () => resolve()))
    fresh.ping()
    await pong
    expect(heard).toEqual([])
    expect(socket.readyState).toBe(socket.CLOSING)
    expect(lying.connections()).toBe(2)
    for (const each of [socket, fresh, beside]) each.terminate()
  })

  test.each(['space', 'text'] as const)('answers of 10 MB that say the same (%s), also in a list', async (as) => {
    fault({ padding: { bytes: 10_000_000, as } })
    const socket = await open(lying.url)
    const answers = messages(socket, 2)
    socket.send(question('chain_getBlockHash', 1, 0))
    socket.send(`[${question('chain_getBlockHash', 2, 0)},${question('system_chain', 3)}]`)
    const [one, list] = await answers
    expect([Buffer.byteLength(one ?? ''), Buffer.byteLength(list ?? '')]).toEqual([10_000_000, 10_000_000])
    expect(read(one)).toMatchObject({ id: 1, result: localnet.genesisHash })
    expect(read(list)).toMatchObject([{ id: 2 }, { id: 3, result: 'Bittensor' }])
    socket.terminate()
    expect((await post(lying.url, question('system_chain'))).text).toHaveLength(10_000_000)
  })

  test('half an answer, an answer under another id, and twice', async () => {
    const socket = await open(lying.url)
    const one = async (faults: Partial<Faults>, count = 1) => {
      Object.assign(lying.faults, honest(), faults)
      const answers = messages(socket, count)
      socket.send(question('system_chain', 5))
      return answers
    }
    const right = '{"jsonrpc":"2.0","id":5,"result":"Bittensor"}'
    expect(await one({ truncated: true })).toEqual([right.slice(0, right.length >> 1)])
    expect(read((await one({ wrongId: true }))[0])).toEqual({ jsonrpc: '2.0', id: 6, result: 'Bittensor' })
    expect(await one({ twice: true }, 2)).toEqual([right, right])
    expect(await one({ garbage: '<html>' })).toEqual(['<html>'])
    expect(await one({})).toEqual([right])
    fault({ wrongId: true })
    expect(((await post(lying.url, question('system_chain', 'x'))).json as { id: string }).id).toBe('x?')
    fault({ wrongId: false, twice: true, unasked: 3 })
    expect((await post(lying.url, question('system_chain', 5))).text).toBe(right)
    socket.terminate()
  })

  test('notifications of a subscription that nobody has come after each answer', async () => {
    fault({ unasked: 3 })
    const socket = await open(lying.url)
    const got = messages(socket, 4)
    socket.send(question('chain_subscribeNewHeads'))
    const [answer, ...told] = (await got).slice(0, 4).map((text) => JSON.parse(text))
    expect(answer).toMatchObject({ id: 1, result: expect.any(String) })
    for (const each of told) {
      expect(each).toMatchObject({ method: 'chain_newHead', params: { result: { number: expect.any(String) } } })
      expect(each.params.subscription).not.toBe(answer.result)
    }
    socket.terminate()
  })

  test('only some questions, runtime calls or notifications are concerned', async () => {
    fault({ only: ['system_*', 'Core_version'], garbage: 'no' })
    const got = async (method: string, ...params: unknown[]) => (await post(lying.url, question(method, 1, ...params))).text
    for (const method of ['system_chain', 'system_properties']) expect(await got(method)).toBe('no')
    expect(await got('state_call', 'Core_version', '0x')).toBe('no')
    expect(read(await got('state_call', 'Metadata_metadata_versions', '0x'))).toMatchObject({ id: 1 })
    expect(read(await got('chain_getHeader'))).toMatchObject({ id: 1 })
    fault({ only: ['chain_newHead'], garbage: null, silent: true })
    const socket = await open(lying.url)
    const answers = messages(socket, 2)
    socket.send(question('chain_subscribeNewHeads', 1))
    socket.send(question('chain_getHeader', 2))
    localnet.produce()
    expect((await answers).map((text) => read(text).id)).toEqual([1, 2])
    socket.terminate()
  })
})

describe('when a node says it', () => {
  const ids = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)
  async function codes(socket: Awaited<ReturnType<typeof open>>, count: number): Promise<(number | 'fine')[]> {
    const answers = messages(socket, count)
    for (const id of ids(1, count)) socket.send(question('system_chain', id))
    return (await answers).map((text) => read(text).error?.code ?? 'fine')
  }

  test('beyond a rate it answers with an error; each connection has its own, and a list counts as many', async () => {
    fault({ rateLimit: { perSecond: 3, of: 'connection', over: 'error' } })
    const [one, other] = [await open(lying.url), await open(lying.url)]
    expect(await codes(one, 5)).toEqual(['fine', 'fine', 'fine', -32005, -32005])
    expect(await codes(other, 2)).toEqual(['fine', 'fine'])
    const { json } = await post(lying.url, `[${ids(1, 5).map((id) => question('system_chain', id))}]`)
    expect((json as { error?: { code: number } }[]).map((each) => each.error?.code ?? 'fine')).toEqual([
      'fine',
      'fine',
      'fine',
      -32005,
      -32005,
    ])
    // A third of a second later there is room for one more.
    await expect.poll(async () => (await codes(one, 1))[0], { timeout: 20_000, interval: 400 }).toBe('fine')
    expect(await codes(await open(truthful.url), 5)).toEqual(['fine', 'fine', 'fine', 'fine', 'fine'])
    for (const each of [one, other]) each.terminate()
  })

  test('a rate of the whole node is shared by all who are connected', async () => {
    fault({ rateLimit: { perSecond: 3, of: 'node', over: 'error' } })
    const [one, other] = [await open(lying.url), await open(lying.url)]
    expect(await codes(one, 3)).toEqual(['fine', 'fine', 'fine'])
    expect(await codes(other, 1)).toEqual([-32005])
    for (const each of [one, other]) each.terminate()
  })

  test('beyond a rate it closes with 1008, lets nobody in and answers POST with 429, until a second has passed', async () => {
    fault({ rateLimit: { perSecond: 1, of: 'node', over: 'close' } })
    const socket = await open(lying.url)
    const code = closed(socket)
    socket.send(question('system_chain'))
    expect(await code).toBe(1008)
    await expect(open(lying.url)).rejects.toThrow('429')
    expect(await post(lying.url, question('system_chain'))).toMatchObject({ status: 429 })
    await expect.poll(async () => (await post(lying.url, question('system_chain'))).status, { timeout: 20_000, interval: 1_100 }).toBe(200)
    expect((await control(lying, { faults: { rateLimit: null } })).status).toBe(200)
  })

  test('the runtime is another one just after a chosen answer, or just before a chosen question, once', async () => {
    const spec = () => localnet.chain.info.specVersion
    const told = async () => ((await ask(lying.url, 'state_getRuntimeVersion')) as { specVersion: number }).specVersion
    const before = spec()
    fault({ upgradeAt: { after: 'state_getRuntimeVersion', to: before + 1 } })
    await ask(lying.url, 'chain_getHeader')
    expect(await ask(truthful.url, 'state_getRuntimeVersion')).toMatchObject({ specVersion: before })
    expect([await told(), await told(), lying.faults.upgradeAt]).toEqual([before, before + 1, null])

    const xt = remark()
    expect(await ask(truthful.url, 'payment_queryInfo', xt)).toMatchObject({ class: 'normal' })
    fault({ upgradeAt: { before: 'author_submit*', to: before + 2 } })
    expect(await told()).toBe(before + 1)
    expect(await ask(lying.url, 'author_submitExtrinsic', xt)).toBe('1010 Invalid Transaction')
    expect(spec()).toBe(before + 2)

    fault({ upgradeAt: { after: 'TransactionPaymentApi_query_info', to: before + 3 } })
    const bytes = remark(3)
    const length = Buffer.from(Uint32Array.of((bytes.length - 2) / 2).buffer).toString('hex')
    expect(await ask(lying.url, 'state_call', 'TransactionPaymentApi_query_info', bytes + length)).toMatch(/^0x/)
    expect(spec()).toBe(before + 3)
  })
})

describe('levers', () => {
  test('what it does not know, or what is out of bounds, is refused, and nothing has happened', async () => {
    const before = [localnet.chain.best.number, lying.connections(), { ...lying.faults }]
    const wrong = [
      { behind: -1 },
      { behind: 1.5 },
      { stopsAt: '7' },
      { forksAt: -1 },
      { price: 0 },
      { price: '2' },
      { stateCalls: { Core_version: 'zz' } },
      { stateCalls: { 'Core version': '0x' } },
      { storage: { key: '0x00' } },
      { storage: [] },
      { stateCalls: null },
      { bodies: { '0x': null } },
      { bodies: { '0x00': '0x' } },
      { bodies: [] },
      { only: 'system_chain' },
      { only: ['*system'] },
      { padding: { bytes: 100_000_000, as: 'space' } },
      { padding: { bytes: 1 } },
      { padding: { bytes: 1, as: 'space', more: 1 } },
      { truncated: 1 },
      { wrongId: null },
      { twice: 'yes' },
      { unasked: 10_001 },
      { rateLimit: { perSecond: 0, of: 'node', over: 'error' } },
      { rateLimit: { perSecond: 1, of: 'host', over: 'error' } },
      { rateLimit: 5 },
      { upgradeAt: { before: 'x' } },
      { upgradeAt: { before: 'x', after: 'y', to: 1 } },
      { halfOpen: true },
    ]
    for (const faults of wrong)
      expect((await control(lying, { faults: { ...faults, lag: 5 }, produce: 1, drop: true })).status, JSON.stringify(faults)).toBe(400)
    for (const body of [{ halfOpen: 1 }, { honest: false }, { behind: 1 }, { nodes: 2 }, { drop: 'all' }])
      expect((await control(lying, { ...body, produce: 1 })).status).toBe(400)
    expect([localnet.chain.best.number, lying.connections(), lying.faults]).toEqual(before)
  })

  test('every fault goes through it as JSON, and is told back', async () => {
    const all: Faults = {
      behind: 1,
      stopsAt: 5,
      forksAt: 4,
      genesis: `0x${'11'.repeat(32)}`,
      swapCalls: ['Balances', 'burn', 'transfer_all'],
      torn: true,
      onlyV14: true,
      bodies: { '0x00': null, '0x01': '0x02' },
      nonce: -1,
      balance: '1',
      fee: '1',
      price: 1.1,
      stateCalls: { Core_version: '0x' },
      storage: { '0x00': null },
      only: ['author_submit*', 'chain_newHead'],
      lag: 1,
      silent: true,
      garbage: '',
      padding: { bytes: 1, as: 'text' },
      truncated: true,
      wrongId: true,
      twice: true,
      unasked: 1,
      rateLimit: { perSecond: 1_000_000, of: 'connection', over: 'error' },
      upgradeAt: { before: 'author_submit*', to: 1_000 },
    }
    expect(Object.keys(all)).toEqual(Object.keys(honest()))
    expect((await control(lying, { faults: all })).json).toMatchObject({ faults: all })
    expect((await control(lying, { honest: true })).json).toMatchObject({ faults: honest() })
  })
})

describe('a node without sockets', () => {
  async function connected(faults: Partial<Faults>) {
    const chain = localnet.chain
    const [right, wrong] = [await createNode(chain), await createNode(chain)]
    Object.assign(wrong.faults, faults)
    const { Socket, open: sockets } = createSockets({ right, wrong })
    const dial = (url: string) => {
      const got: string[] = []
      const socket = new Socket(url)
      socket.onmessage = ({ data }) => got.push(String(data))
      return { got, socket }
    }
    const settle = async () => {
      for (let i = 0; i < 10; i++) await Promise.resolve()
    }
    return { right, wrong, dial, settle, sockets }
  }

  test('has the same faults, over a chain that it shares', async () => {
    const { right, dial, settle, sockets } = await connected({ behind: 1, twice: true, only: ['chain_getHeader'] })
    const [one, other] = [dial('right'), dial('wrong')]
    await settle()
    for (const { socket } of [one, other]) socket.send(question('chain_getHeader'))
    await settle()
    expect(one.got.map((text) => number(read(text).result))).toEqual([localnet.chain.best.number])
    expect(other.got.map((text) => number(read(text).result))).toEqual([localnet.chain.best.number - 1, localnet.chain.best.number - 1])
    for (const each of right.sockets) each.halfOpen()
    one.socket.send(question('chain_getHeader', 2))
    const third = dial('right')
    await settle()
    third.socket.send(`[${question('system_chain', 3)}]`)
    await settle()
    expect([one.got.length, third.got.length, sockets.size]).toEqual([1, 1, 3])
    expect(right.asked).toEqual(['chain_getHeader', 'chain_getHeader', 'system_chain'])
    for (const { socket } of [one, other, third]) socket.close()
  })

  test('closes and lets nobody in beyond its rate, and forgets what would have come late to who left', async () => {
    const { wrong, dial, settle } = await connected({ rateLimit: { perSecond: 2, of: 'node', over: 'close' } })
    const [one, other] = [dial('wrong'), dial('wrong')]
    let ended = 0
    for (const { socket } of [one, other]) socket.onclose = () => ended++
    await settle()
    one.socket.send(question('system_chain'))
    const third = dial('wrong')
    third.socket.onclose = () => ended++
    await settle()
    expect([ended, one.got.length]).toEqual([2, 0])
    Object.assign(wrong.faults, honest(), { lag: 10 })
    const before = localnet.chain.listeners.head.size
    other.socket.send(question('chain_subscribeNewHeads'))
    await settle()
    other.socket.close()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect([localnet.chain.listeners.head.size, other.got.length]).toEqual([before, 0])
  })
})
