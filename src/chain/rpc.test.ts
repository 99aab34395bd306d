import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { KluisError } from '../units'
import { Bare, connected, connecting, local } from './fixtures/bare'
import { connectRpc, rpcLimits, type SocketClass } from './rpc'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
/** The code that a promise fails with, its value, or 'waiting' if it does neither. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.then(
    (value) => value,
    (error) => (error instanceof KluisError ? error.code : error),
  )
  for (let i = 0; i < 5; i++) await Promise.resolve()
  return Promise.race([settled, Promise.resolve('waiting')])
}

beforeEach(() => {
  Bare.all = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('questions and answers', () => {
  test('are matched by their ids, in any order; an answer to nothing is no answer', async () => {
    const { rpc, socket } = await connected()
    const [one, two] = [rpc.call('a', [1]), rpc.call('b', [])]
    expect(socket.sent).toMatchObject([
      { id: 1, method: 'a', params: [1] },
      { id: 2, method: 'b', params: [] },
    ])
    socket.say({ id: 3, result: 'wrong' })
    socket.say({ id: 2, result: 'two' })
    socket.say({ id: 2, result: 'again' })
    expect(await outcome(one)).toBe('waiting')
    socket.say({ id: 1, result: null })
    expect(await Promise.all([one, two])).toEqual([null, 'two'])
    rpc.close()
  })

  test('an error carries its code, message and data, cut to what a person can read', async () => {
    const { rpc, socket } = await connected()
    const facts = async (error: object) => {
      const asked = rpc.call('x', [])
      socket.say({ id: socket.sent.at(-1)?.id, error })
      return asked.then(
        () => undefined,
        (caught: KluisError) => ({ of: caught.code, ...caught.facts }),
      )
    }
    expect(await facts({ code: 1010, message: 'Invalid Transaction', data: 'Custom error: 1' })).toEqual({
      of: 'node-answer',
      code: '1010',
      message: 'Invalid Transaction',
      data: 'Custom error: 1',
    })
    expect(await facts({ code: -1, message: 'm'.repeat(9_999), data: 'd'.repeat(9_999) })).toMatchObject({
      message: 'm'.repeat(160),
      data: 'd'.repeat(160),
    })
    expect(await facts({ code: -1, message: 'no\nAll is\u202e well', data: ['a\nb', '\u2066'] })).toMatchObject({
      message: 'no All is well',
      data: '["a\\nb",""]',
    })
    expect(await facts({ code: 1, message: '', data: { toString: 1, valueOf: 1 } })).toMatchObject({ data: '{"toString":1,"valueOf":1}' })
    expect(await facts({ code: 1, message: '', data: null })).toMatchObject({ data: 'null' })
    rpc.close()
  })

  test('time out after 20 s, and the connection with them', async () => {
    const { rpc, socket } = await connected()
    const [one, two] = [rpc.call('a', []), rpc.call('b', [])]
    const failed = [outcome(one), outcome(two)]
    await vi.advanceTimersByTimeAsync(rpcLimits.timeout - 1)
    expect(socket.closed).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(socket.closed).toBe(1)
    await Promise.all(failed)
    expect([await outcome(one), await outcome(two), await outcome(rpc.call('c', []))]).toEqual(['offline', 'offline', 'offline'])
  })

  test('connecting ends after 10 s, at a refusal, at an abort, and where the address is none', async () => {
    const slow = connectRpc(local, connecting())
    const first = outcome(slow)
    await vi.advanceTimersByTimeAsync(rpcLimits.connect)
    await first
    expect(await outcome(slow)).toBe('offline')
    expect(Bare.all[0]?.closed).toBe(1)
    const refused = connectRpc(local, connecting())
    Bare.all[1]?.onerror?.()
    expect(await outcome(refused)).toBe('offline')
    const life = new AbortController()
    const aborted = connectRpc(local, { ...connecting(), signal: life.signal })
    life.abort()
    expect([await outcome(aborted), Bare.all[2]?.closed]).toEqual(['offline', 1])
    expect(await outcome(connectRpc(local, { ...connecting(), signal: life.signal }))).toBe('offline')
    expect(Bare.all).toHaveLength(3)
    const Throws = class {
      constructor() {
        throw new SyntaxError('no address')
      }
    } as unknown as SocketClass
    expect(await outcome(connectRpc('nonsense', { ...connecting(), Socket: Throws }))).toBe('offline')
  })

  test('a socket that breaks while sending is closed, and told once', async () => {
    const { rpc, socket } = await connected()
    const told = vi.fn()
    rpc.onClose(told)
    const first = rpc.call('a', [])
    socket.breaks = true
    expect(await outcome(rpc.call('b', []))).toBe('offline')
    expect(await outcome(first)).toBe('offline')
    socket.onclose?.()
    rpc.close()
    expect(told).toHaveBeenCalledOnce()
    expect(socket.closed).toBe(1)
    const late = vi.fn()
    rpc.onClose(late)
    expect(late).toHaveBeenCalledOnce()
  })

  test('an abort closes what is open', async () => {
    const life = new AbortController()
    const { rpc, socket } = await connected(local, { ...connecting(), signal: life.signal } as never)
    const asked = rpc.call('a', [])
    life.abort()
    expect([await outcome(asked), socket.closed]).toEqual(['offline', 1])
  })
})

describe('what a node may say', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  test.each<[string, (id: number) => unknown, string]>([
    ['8 MiB', (id) => JSON.stringify({ id, result: 'x'.repeat(rpcLimits.message - 19 - String(id).length) }), 'taken'],
    ['8 MiB and a bit', (id) => JSON.stringify({ id, result: 'x'.repeat(rpcLimits.message) }), 'closed'],
    ['depth 64', (id) => `{"id":${id},"result":${nested(63)}}`, 'taken'],
    ['depth 65', (id) => `{"id":${id},"result":${nested(64)}}`, 'closed'],
    ['brackets in a text', (id) => `{"id":${id},"result":${JSON.stringify(`\\"${'['.repeat(500)}`)}}`, 'taken'],
    ['brackets after a text that ends in a backslash', (id) => `{"id":${id},"result":["\\\\",${nested(70)}]}`, 'closed'],
    ['no JSON', () => '{"id":1,', 'closed'],
    ['nothing', () => '', 'closed'],
    ['a list', (id) => [{ id, result: 1 }], 'closed'],
    ['an id that is a text', (id) => ({ id: String(id), result: 1 }), 'closed'],
    ['neither result nor error', (id) => ({ id }), 'closed'],
    ['an error that is a text', (id) => ({ id, error: 'no' }), 'closed'],
    ['a key __proto__', (id) => `{"id":${id},"__proto__":{"result":7},"result":{"__proto__":1}}`, 'taken'],
  ])('%s', async (_name, make, what) => {
    const { rpc, socket } = await connected()
    const asked = rpc.call('a', [])
    socket.say(make(socket.sent[0]?.id as number))
    expect(await outcome(asked)).toEqual(what === 'closed' ? 'offline' : expect.anything())
    expect(socket.closed).toBe(what === 'closed' ? 1 : 0)
    expect(({} as { result?: unknown }).result).toBeUndefined()
    rpc.close()
  })

  test('what is too long ends the connection before any of it is read (RPC-11)', async () => {
    const { rpc, socket } = await connected()
    const asked = rpc.call('a', [])
    const parse = vi.spyOn(JSON, 'parse')
    socket.say(`{"id":${socket.sent[0]?.id},"result":"${'x'.repeat(100_000_000)}"}`)
    expect([await outcome(asked), socket.closed, parse.mock.calls.length]).toEqual(['offline', 1, 0])
    parse.mockRestore()
  })

  test('bytes instead of text end the connection', async () => {
    const { socket } = await connected()
    socket.onmessage?.({ data: new ArrayBuffer(4) })
    expect(socket.closed).toBe(1)
  })

  test('no more than 200 messages a second that nobody asked for, be they notifications or answers', async () => {
    for (const make of [(i: number) => ({ id: 1e6 + i, result: 0 }), () => ({ method: 'm', params: { subscription: 's', result: 1 } })]) {
      const { rpc, socket } = await connected()
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < rpcLimits.unasked; j++) socket.say(make(j))
        expect(socket.closed).toBe(0)
        vi.setSystemTime(Date.now() + 1_000)
      }
      for (let j = 0; j <= rpcLimits.unasked; j++) socket.say(make(j))
      expect(socket.closed).toBe(1)
      rpc.close()
    }
  })

  test('whatever it says, every question is answered or fails with a code, and nothing is thrown', async () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.record({ id: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.jsonValue()), result: fc.jsonValue() }),
      fc.record({
        id: fc.integer({ min: 0, max: 4 }),
        error: fc.oneof(fc.jsonValue(), fc.record({ code: fc.integer(), message: fc.string(), data: fc.jsonValue() })),
      }),
      fc.record({
        method: fc.string(),
        params: fc.record({ subscription: fc.oneof(fc.constantFrom('1', 1, 2), fc.jsonValue()), result: fc.jsonValue() }),
      }),
      fc.object({ key: fc.constantFrom('id', 'result', 'error', 'method', 'params', 'toString', 'toJSON', '__proto__') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 12 }), async (answers) => {
        const { rpc, socket } = await connected()
        const asked = [rpc.call('a', []), rpc.subscribe('b', [], 'c', () => undefined), rpc.call('d', [])]
        const ends = asked.map((each) =>
          each.then(
            () => 'answered',
            (error) => (error instanceof KluisError ? 'code' : String(error)),
          ),
        )
        for (const each of answers) {
          socket.say(each)
          await Promise.resolve()
        }
        rpc.close()
        for (const end of await Promise.all(ends)) expect(['answered', 'code']).toContain(end)
      }),
      { numRuns: 300 },
    )
  })
})

describe('subscriptions', () => {
  const notice = (subscription: unknown, result: unknown) => ({ method: 'm', params: { subscription, result } })
  async function subscribed(id: unknown) {
    const { rpc, socket } = await connected()
    const told: unknown[] = []
    const made = rpc.subscribe('sub', [], 'unsub', (result) => told.push(result))
    return { rpc, socket, told, made, answer: () => socket.say({ id: 1, result: id }) }
  }

  test('what comes before the answer is kept, what comes for another name is not told', async () => {
    const { rpc, socket, told, made, answer } = await subscribed('s')
    socket.say(notice('s', 1))
    socket.say(notice('t', 2))
    answer()
    const stop = await made
    socket.say(notice('s', 3))
    expect(told).toEqual([1, 3])
    stop()
    stop()
    expect(socket.sent.filter(({ method }) => method === 'unsub')).toMatchObject([{ params: ['s'] }])
    socket.say(notice('s', 4))
    expect(told).toEqual([1, 3])
    rpc.close()
  })

  test('a number is a name too; anything else is a lie', async () => {
    const number = await subscribed(7)
    number.answer()
    await number.made
    number.socket.say(notice(7, 'x'))
    expect(number.told).toEqual(['x'])
    number.rpc.close()
    for (const wrong of [null, {}, { toString: 1 }, [], true]) {
      const { made, answer, rpc } = await subscribed(wrong)
      answer()
      expect(await outcome(made)).toBe('node-lied')
      rpc.close()
    }
  })

  test('no more than 16 wait for their name, and none that is large', async () => {
    const { rpc, socket, told, made, answer } = await subscribed('s')
    socket.say(notice('s', 'x'.repeat(rpcLimits.earlyMessage)))
    for (let i = 0; i < 40; i++) socket.say(notice('s', i))
    answer()
    await made
    expect(told).toEqual(Array.from({ length: rpcLimits.early }, (_, i) => i))
    rpc.close()
  })
})
