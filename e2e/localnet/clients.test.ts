import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { toHex } from '../../src/units'
import { developmentAccounts } from './accounts'
import { honest } from './faults'
import * as plain from './fixtures/plain'
import { type Localnet, startLocalnet } from './index'
import { createMethods } from './rpc'
import { callOf, signed } from './signed'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let localnet: Localnet
const http = () => localnet.url.replace('ws:', 'http:')
const hostname = '127.0.0.1'
const dial = () => connect(Number(new URL(localnet.url).port), hostname)
beforeAll(async () => {
  localnet = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => localnet.close())
beforeEach(() => {
  Object.assign(localnet.faults, honest())
})

const post = (body: string, path?: string) => plain.post(localnet.url, body, path)
const ask = (method: string, ...params: unknown[]) => plain.ask(localnet.url, method, ...params)
const open = () => plain.open(localnet.url)
const { messages, closed } = plain
/** Whether it still answers a good client, and still makes blocks. */
async function alive(): Promise<void> {
  const before = localnet.chain.best.number
  localnet.produce()
  expect(await ask('chain_getHeader')).toMatchObject({ number: `0x${(before + 1).toString(16)}` })
}

describe('a bad client never stops it', () => {
  const methods = Object.keys(createMethods({} as never, honest()))
  const json = fc.jsonValue({ maxDepth: 4 })
  const almostHex = fc.oneof(fc.constant('0x'), fc.string(), fc.stringMatching(/^0x[0-9a-f]{0,80}$/))
  const request = fc.oneof(
    json.map((value) => JSON.stringify(value)),
    fc.string(),
    fc
      .record(
        {
          id: fc.oneof(fc.integer(), json),
          method: fc.oneof(fc.constantFrom(...methods, 'toString', '__proto__', 'constructor', 'system_dryRun'), fc.string(), json),
          params: fc.oneof(fc.array(fc.oneof(json, almostHex, fc.integer())), json),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  )

  test('whatever it sends over WebSocket, it is answered or closed, and the next client is served', async () => {
    const seen = new Set<number>()
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (texts) => {
        const socket = await open()
        const answers = messages(socket, texts.length)
        for (const text of texts) socket.send(text)
        for (const text of await answers) {
          const answer = JSON.parse(text) as { error?: { code: number }; jsonrpc?: string }
          for (const each of Array.isArray(answer) ? answer : [answer]) {
            expect(each.jsonrpc).toBe('2.0')
            if (each.error) seen.add(each.error.code)
          }
        }
        socket.terminate()
      }),
      { numRuns: 150 },
    )
    expect([...seen]).toEqual(expect.arrayContaining([-32700, -32600, -32601, -32602]))
    await alive()
  })

  test('whatever it posts, to the node or to the levers', async () => {
    await fc.assert(
      fc.asyncProperty(request, fc.constantFrom('/', '/control', '/other'), async (text, path) => {
        const { status } = await post(text, path)
        expect([200, 400]).toContain(status)
        Object.assign(localnet.faults, honest())
      }),
      { numRuns: 100 },
    )
    await alive()
  })

  test('JSON nested deeper than a stack, in every place', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    for (const text of [
      deep,
      `{"id":${deep},"method":"system_chain"}`,
      `{"id":1,"method":"system_chain","params":${deep}}`,
      '['.repeat(1_000_000),
    ]) {
      expect((await post(text)).status).toBe(200)
      const socket = await open()
      const answer = messages(socket, 1)
      socket.send(text)
      expect((await answer)[0]).toContain('"jsonrpc":"2.0"')
      socket.terminate()
    }
    await alive()
  })

  test('an extrinsic, a key or a number that breaks a codec', async () => {
    for (const bytes of ['0x', '0x00', '0xff', `0x${'ff'.repeat(5_000)}`, `0x8400${'00'.repeat(200)}`, '0x280403000b00', 'zz', 5, null, {}])
      for (const method of ['author_submitExtrinsic', 'author_submitAndWatchExtrinsic', 'payment_queryInfo', 'payment_queryFeeDetails'])
        expect(await ask(method, bytes), `${method} ${bytes}`).toMatch(/^(-32602|1002) /)
    for (const method of [
      'Core_version',
      'Metadata_metadata_at_version',
      'TransactionPaymentApi_query_info',
      'AccountNonceApi_account_nonce',
      'toString_x',
    ])
      for (const data of ['0x', '0x01', `0x${'ff'.repeat(300)}`]) await ask('state_call', method, data)
    for (const number of [-1, 0.5, 1e300, '0xzz', [], {}, true]) await ask('chain_getBlockHash', number)
    await alive()
  })

  test('messages of 14 MB are read, larger ones end the connection', async () => {
    const of = (length: number) => JSON.stringify({ id: 1, method: 'system_chain', params: ['x'.repeat(length)] })
    const good = await open()
    const answer = messages(good, 1)
    good.send(of(14_000_000))
    expect(JSON.parse((await answer)[0] as string)).toMatchObject({ id: 1, result: 'Bittensor' })
    good.on('error', () => undefined)
    good.send(of(16_000_000))
    await closed(good)
    expect((await post(of(16_000_000))).status).toBe(413)
    await alive()
  })

  test('a batch of a thousand is answered in order, an empty or larger one is refused', async () => {
    const batch = Array.from({ length: 1_000 }, (_, id) => ({ id, method: id % 2 ? 'chain_getBlockHash' : 'nothing', params: [0] }))
    const { json: answers } = await post(JSON.stringify(batch))
    expect((answers as { id: number }[]).map(({ id }) => id)).toEqual(batch.map(({ id }) => id))
    expect((answers as { result?: string }[])[1]?.result).toBe(localnet.genesisHash)
    for (const wrong of ['[]', JSON.stringify([...batch, 1])]) expect((await post(wrong)).json).toMatchObject({ error: { code: -32600 } })
  })

  test('10,000 subscriptions on one connection, and then it still answers', async () => {
    const socket = await open()
    const count = 10_001
    const answers: { id: number; error?: { code: number }; result?: string }[] = []
    const done = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const message = JSON.parse(String(data))
        for (const each of Array.isArray(message) ? message : [message]) if (each.id !== undefined) answers.push(each)
        if (answers.length >= count) resolve()
      })
    })
    for (let i = 0; i < count; i += 1_000)
      socket.send(
        JSON.stringify(Array.from({ length: Math.min(1_000, count - i) }, (_, j) => ({ id: i + j, method: 'chain_subscribeNewHeads' }))),
      )
    await done
    expect(answers.filter((each) => each.error).map((each) => each.error?.code)).toEqual([-32006])
    const own = messages(socket, 10_000)
    localnet.produce()
    await own
    // Unsubscribing and plain questions still work at the limit.
    const [first] = answers
    const wanted = [`{"jsonrpc":"2.0","id":"a","result":true}`, `{"jsonrpc":"2.0","id":"b","result":"Bittensor"}`]
    const both = new Promise<string[]>((resolve) => {
      const got: string[] = []
      socket.on('message', (data) => {
        if (wanted.includes(String(data))) got.push(String(data))
        if (got.length === 2) resolve(got)
      })
    })
    socket.send(JSON.stringify({ id: 'a', method: 'chain_unsubscribeNewHeads', params: [first?.result] }))
    socket.send(JSON.stringify({ id: 'b', method: 'system_chain' }))
    expect(await both).toEqual(wanted)
    socket.terminate()
    await closed(socket)
    await expect.poll(() => localnet.chain.listeners.head.size, { timeout: 20_000 }).toBe(0)
    await alive()
  })

  test('sockets that are dropped in the middle of an answer, or never finish their question', async () => {
    for (let i = 0; i < 30; i++) {
      const socket = await open()
      socket.on('error', () => undefined)
      for (let j = 0; j < 20; j++) socket.send(JSON.stringify({ id: j, method: 'state_getMetadata' }))
      socket.send(JSON.stringify({ id: 99, method: 'chain_subscribeNewHeads' }))
      socket.terminate()
    }
    const raw = [
      '',
      'GET / HTTP/1.1\r\n',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"id":1',
      '\0\0\0',
      'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ]
    const halves = await Promise.all(
      raw.map(
        (text) =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = dial().on('connect', () => {
              socket.write(text)
              resolve(socket)
            })
            socket.on('error', () => undefined)
          }),
      ),
    )
    await alive()
    for (const socket of halves) socket.destroy()
    await alive()
    await expect.poll(() => localnet.chain.listeners.head.size, { timeout: 20_000 }).toBe(0)
  })

  test('a WebSocket that speaks broken frames is closed', async () => {
    const socket = dial()
    socket.on('error', () => undefined)
    await new Promise<void>((resolve) => socket.on('connect', () => resolve()))
    socket.write(
      `GET / HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    await new Promise<void>((resolve) => socket.once('data', () => resolve()))
    const end = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.write(Buffer.alloc(500, 0xff))
    await end
    await alive()
  })
})

describe('faults on demand', () => {
  const control = async (body: unknown) => (await post(JSON.stringify(body), '/control')).status
  const alice = () => developmentAccounts()[0] as ReturnType<typeof developmentAccounts>[number]

  test('levers over HTTP, and nothing happens for a wrong one', async () => {
    const before = localnet.chain.best.number
    expect(await control({ produce: 3, faults: { nonce: 2 } })).toBe(200)
    expect(localnet.chain.best.number).toBe(before + 3)
    expect(await ask('system_accountNextIndex', alice().address)).toBe(2)
    for (const wrong of [
      { produce: 1e9 },
      { produce: '1' },
      { faults: { lag: 'long' } },
      { faults: { balance: '-1' } },
      { faults: { balance: (2n ** 64n).toString() } },
      { faults: { swapCalls: ['a', '(', ')'] } },
      { faults: { unknown: 1 } },
      { balance: { address: 'nobody', rao: '1' }, produce: 1 },
      { upgrade: -1 },
      null,
      'produce',
    ])
      expect(await control(wrong), JSON.stringify(wrong)).toBe(400)
    expect(localnet.chain.best.number).toBe(before + 3)
    expect(localnet.faults).toEqual({ ...honest(), nonce: 2 })
  })

  test('lies about genesis, nonce, balance, fee and metadata, and the truth again', async () => {
    const codec = localnet.chain.built.builder.buildStorage('System', 'Account')
    const key = codec.keys.enc(alice().address)
    const other = codec.keys.enc(localnet.chain.built.builder ? developmentAccounts()[1]?.address : '')
    const xt = toHex(
      signed(localnet.chain, alice().address, alice(), callOf(localnet.chain, 'System', 'remark', { remark: new Uint8Array(3) })),
    )
    const facts = async () => ({
      genesis: await ask('chain_getBlockHash', 0),
      genesisInList: await ask('chain_getBlockHash', [0]),
      nonce: await ask('system_accountNextIndex', alice().address),
      balance: codec.value.dec((await ask('state_getStorage', key)) as string).data.free,
      queried: await ask('state_queryStorageAt', [key, other]),
      fee: await ask('payment_queryInfo', xt),
      details: await ask('payment_queryFeeDetails', xt),
      metadata: await ask('state_getMetadata'),
      v16: await ask('state_call', 'Metadata_metadata_at_version', '0x10000000'),
    })
    const truth = await facts()
    const lie = `0x${'ab'.repeat(32)}`
    expect(
      await control({
        faults: { genesis: lie, nonce: 1_000, balance: '5', fee: '1', swapCalls: ['Balances', 'transfer_keep_alive', 'burn'] },
      }),
    ).toBe(200)
    const told = await facts()
    for (const name of Object.keys(truth) as (keyof typeof truth)[]) expect(told[name], name).not.toEqual(truth[name])
    expect([told.genesis, told.nonce, told.balance]).toEqual([lie, (truth.nonce as number) + 1_000, 5n])
    expect(told.fee).toMatchObject({ partialFee: '1' })
    // Its parts come to the fee that is told, whichever that is.
    for (const { fee, details } of [truth, told]) {
      const { inclusionFee } = details as { inclusionFee: Record<string, string> }
      const sum = Object.values(inclusionFee).reduce((all, each) => all + BigInt(each), 0n)
      expect(String(sum)).toBe((fee as { partialFee: string }).partialFee)
    }
    localnet.faults.swapCalls = ['Balances', 'transfer_all', 'burn']
    expect(await ask('state_getMetadata')).not.toEqual(told.metadata)
    Object.assign(localnet.faults, honest())
    expect(await facts()).toEqual(truth)
    localnet.faults.onlyV14 = true
    expect(await ask('state_call', 'Metadata_metadata_at_version', '0x10000000')).toBe('0x00')
    expect(await ask('state_getMetadata')).toBe(truth.metadata)
    localnet.faults.torn = true
    expect((await ask('state_getMetadata')) as string).toHaveLength((((truth.metadata as string).length - 2) >> 2) * 2 + 2)
  })

  test('garbage, silence, lag and a cut', async () => {
    localnet.faults.garbage = '{"half'
    const socket = await open()
    const answers = messages(socket, 3)
    socket.send('{"id":1,"method":"system_chain"}')
    await expect.poll(async () => (await fetch(http(), { method: 'POST', body: '{}' })).text(), { timeout: 20_000 }).toBe('{"half')
    localnet.faults.garbage = null
    localnet.faults.silent = true
    socket.send('{"id":2,"method":"system_chain"}')
    // The pong comes after the question was taken, so silence is what it got.
    await new Promise<void>((resolve) => {
      socket.on('pong', () => resolve())
      socket.ping()
    })
    localnet.faults.silent = false
    localnet.faults.lag = 30
    socket.send('{"id":3,"method":"system_chain"}')
    localnet.faults.lag = 0
    socket.send('{"id":4,"method":"system_chain"}')
    const got = await answers
    expect(got[0]).toBe('{"half')
    expect(
      got
        .slice(1)
        .map((text) => JSON.parse(text).id)
        .sort(),
    ).toEqual([3, 4])
    localnet.drop()
    await closed(socket)
    await alive()
  })

  test('statuses of a transaction over a socket, with an upgrade and a reorganisation on the way', async () => {
    const socket = await open()
    const xt = signed(localnet.chain, alice().address, alice(), callOf(localnet.chain, 'System', 'remark', { remark: new Uint8Array(9) }))
    const got = messages(socket, 5)
    socket.send(JSON.stringify({ id: 1, method: 'author_submitAndWatchExtrinsic', params: [toHex(xt)] }))
    await expect.poll(() => localnet.chain.pending.length, { timeout: 20_000 }).toBe(1)
    const first = localnet.produce().hash
    expect(await control({ reorganise: 1, produce: 1 })).toBe(200)
    const second = localnet.chain.best.hash
    const [answer, ...told] = (await got).map((text) => JSON.parse(text))
    expect(answer.id).toBe(1)
    expect(told.map((each) => each.params.result)).toEqual(['ready', { inBlock: first }, { retracted: first }, { inBlock: second }])
    expect(await control({ upgrade: 430, produce: 3 })).toBe(200)
    expect(await ask('state_getRuntimeVersion')).toMatchObject({ specVersion: 430, transactionVersion: 1, specName: 'node-subtensor' })
    socket.terminate()
  })

  test('a client that does not read is cut off, and the others are served', async () => {
    const socket = await open()
    ;(socket as unknown as { _socket: { pause(): void } })._socket.pause()
    const length = ((await ask('state_getMetadata')) as string).length
    const batch = Array.from({ length: 500 }, (_, id) => ({ id, method: 'state_getMetadata' }))
    for (let sent = 0; sent < 150_000_000; sent += batch.length * length) socket.send(JSON.stringify(batch))
    await expect.poll(() => localnet.connections(), { timeout: 20_000 }).toBe(0)
    socket.terminate()
    await alive()
  })
})

describe('what clients read', () => {
  test('storage: value, hash, size, keys and a subscription', async () => {
    const codec = localnet.chain.built.builder.buildStorage('System', 'Account')
    const keys = developmentAccounts().map(({ address }) => codec.keys.enc(address))
    const prefix = codec.keys.enc()
    const page = (await ask('state_getKeysPaged', prefix, 4)) as string[]
    const rest = (await ask('state_getKeysPaged', prefix, 1_000, page.at(-1))) as string[]
    expect([...page, ...rest]).toEqual([...keys].sort())
    expect(await ask('state_getKeysPaged', prefix, 1_001)).toMatch(/^-32602/)
    const value = (await ask('state_getStorage', keys[0])) as string
    expect(await ask('state_getStorageSize', keys[0])).toBe(56)
    expect(await ask('state_getStorageHash', keys[0])).toMatch(/^0x[0-9a-f]{64}$/)
    expect(await ask('state_getStorageHash', keys[0])).not.toBe(value)
    expect(await ask('state_queryStorageAt', [keys[0], '0x01'])).toEqual([
      {
        block: localnet.chain.best.hash,
        changes: [
          [keys[0], value],
          ['0x01', null],
        ],
      },
    ])
    const socket = await open()
    const got = messages(socket, 3)
    socket.send(JSON.stringify({ id: 1, method: 'state_subscribeStorage', params: [[keys[5]]] }))
    await expect.poll(() => localnet.chain.listeners.storage.size, { timeout: 20_000 }).toBe(1)
    localnet.produce()
    localnet.chain.setBalance(developmentAccounts()[5]?.address as string, 9_999n)
    localnet.produce()
    const told = (await got).slice(1).map((text) => JSON.parse(text).params.result.changes[0][1])
    expect(told.map((each: string) => codec.value.dec(each).data.free)).toEqual([1_000_000_000_000_000n, 9_999n])
    socket.terminate()
  })

  test('the runtime judges a transaction as the pool does', async () => {
    const bob = developmentAccounts()[1] as ReturnType<typeof developmentAccounts>[number]
    const call = callOf(localnet.chain, 'System', 'remark', { remark: new Uint8Array(2) })
    const codec = localnet.chain.built.builder.buildRuntimeCall('TaggedTransactionQueue', 'validate_transaction')
    const judge = async (wrong: Parameters<typeof signed>[4]) => {
      const xt = signed(localnet.chain, bob.address, bob, call, wrong)
      return codec.value.dec(
        (await ask(
          'state_call',
          'TaggedTransactionQueue_validate_transaction',
          toHex(Uint8Array.from([2, ...xt, ...new Uint8Array(32)])),
        )) as string,
      )
    }
    expect(await judge({})).toMatchObject({ success: true, value: { priority: 1n, requires: [] } })
    expect(await judge({ nonce: 5 })).toMatchObject({ success: true, value: { requires: [expect.anything()] } })
    expect(await judge({ specVersion: 1 })).toMatchObject({ success: false, value: { type: 'Invalid', value: { type: 'BadProof' } } })
    localnet.chain.lacks.digest = true
    expect(await judge({ mode: 1 })).toMatchObject({ success: false, value: { type: 'Unknown', value: { type: 'CannotLookup' } } })
    localnet.chain.lacks.digest = false
  })

  test('every method that rpc_methods names is there, and a page gets a plain answer', async () => {
    const { methods } = (await ask('rpc_methods')) as { methods: string[] }
    expect(methods).toEqual(
      expect.arrayContaining(['author_submitAndWatchExtrinsic', 'chain_subscribeFinalizedHeads', 'state_call', 'state_queryStorageAt']),
    )
    expect((await fetch(http())).status).toBe(405)
  })
})
