import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KluisError } from '../units'
import { Bare, connected, connecting, local } from './fixtures/bare'
import { rpcLimits } from './rpc'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
beforeEach(() => {
  Bare.all = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
type Sent = { id: number; method: string; params: unknown[] }
/** What was sent, message by message. */
const messages = (socket: Bare) => socket.sent as unknown as (Sent | Sent[])[]
const ids = (message: Sent | Sent[] | undefined) => [message ?? []].flat().map(({ id }) => id)
const answered = (asked: Promise<unknown>[]) =>
  Promise.all(asked.map((each) => each.catch((error: unknown) => (error instanceof KluisError ? error.code : error))))
const remote = 'wss://node.example:443'

/** So many questions to the runtime, put in one moment. */
async function asking(count: number, url = local, options = connecting()) {
  const { rpc, socket } = await connected(url, options)
  const asked = Array.from({ length: count }, (_, n) => rpc.call('state_call', [n]))
  const answers = answered(asked)
  await Promise.resolve()
  return { rpc, socket, answers }
}

test('questions to the runtime that are put in one moment travel in one message, and each gets its own answer', async () => {
  const { rpc, socket, answers } = await asking(3)
  expect(messages(socket)).toMatchObject([[0, 1, 2].map((n) => ({ jsonrpc: '2.0', method: 'state_call', params: [n] }))])
  const [one, two, three] = ids(messages(socket)[0])
  socket.say([
    { id: three, result: 'c' },
    { id: one, result: 'a' },
    { id: two, error: { code: -32_603, message: 'no' } },
  ])
  expect(await answers).toEqual(['a', 'node-answer', 'c'])
  expect(socket.closed).toBe(0)
  rpc.close()
})

test('one alone, and what is no question to the runtime, travels by itself', async () => {
  const { rpc, socket, answers } = await asking(1)
  void answered([rpc.call('chain_getHeader', []), rpc.call('author_submitExtrinsic', ['0x'])])
  expect(messages(socket).map((each) => (Array.isArray(each) ? 'many' : each.method))).toEqual([
    'state_call',
    'chain_getHeader',
    'author_submitExtrinsic',
  ])
  socket.say({ id: 1, result: 1 })
  expect(await answers).toEqual([1])
  // Many answers to one question are no answer.
  socket.say([{ id: 2, result: 1 }])
  expect(socket.closed).toBe(1)
})

test.each([
  ['', { id: null }],
  [' and names no id', {}],
])('a node that does not read such messages%s is asked one by one, now and from then on', async (_how, named) => {
  const { rpc, socket, answers } = await asking(3)
  socket.say({ ...named, error: { code: -32_005, message: 'Batched requests are not supported by this server' } })
  expect(messages(socket).slice(1)).toMatchObject([{ params: [0] }, { params: [1] }, { params: [2] }])
  for (const id of messages(socket).slice(1).flatMap(ids)) socket.say({ id, result: id })
  expect(await answers).toEqual([4, 5, 6])
  const again = answered([rpc.call('state_call', [7]), rpc.call('state_call', [8])])
  expect(messages(socket).slice(4)).toMatchObject([{ params: [7] }, { params: [8] }])
  rpc.close()
  expect(await again).toEqual(['offline', 'offline'])
})

test('a host that hangs up over such a message is asked one by one on its next connection, and another host is not', async () => {
  const options = connecting()
  const first = await asking(2, remote, options)
  first.socket.onclose?.({ code: 1006 })
  expect(await first.answers).toEqual(['offline', 'offline'])
  const next = await asking(2, remote, options)
  expect(messages(next.socket).map(ids)).toEqual([[1], [2]])
  next.rpc.close()
  const other = await asking(2, 'wss://other.example', options)
  expect(messages(other.socket).map(ids)).toEqual([[1, 2]])
  other.rpc.close()
})

test('where a second such message is refused while the first is being read, the late answers to the first hurt nobody, however many', async () => {
  const { rpc, socket, answers } = await asking(rpcLimits.unasked + 50)
  const second = answered([rpc.call('state_call', ['x']), rpc.call('state_call', ['y'])])
  await Promise.resolve()
  const [first] = messages(socket)
  socket.say({ id: null, error: { code: -32_010, message: 'The batch is too large' } })
  socket.say(ids(first).map((id) => ({ id, result: 'late' })))
  expect(socket.closed).toBe(0)
  for (const id of messages(socket).slice(2).flatMap(ids)) socket.say({ id, result: 'alone' })
  expect(new Set([...(await answers), ...(await second)])).toEqual(new Set(['alone']))
  rpc.close()
})

test('an error about no question, where no message had many, ends the connection', async () => {
  const { socket, answers } = await asking(1)
  socket.say({ id: null, error: { code: -32_700, message: 'Parse error' } })
  expect(await answers).toEqual(['offline'])
  expect(socket.closed).toBe(1)
})

test('an answer that is missing among the others is waited for as any, and the node is gone without it', async () => {
  const { socket, answers } = await asking(2)
  socket.say([{ id: 1, result: 'a' }])
  await vi.advanceTimersByTimeAsync(rpcLimits.timeout)
  expect(await answers).toEqual(['a', 'offline'])
  expect(socket.closed).toBe(1)
})

test('each takes a turn of a public node: they leave when the last has its own, and those beyond a minute are not asked', async () => {
  const { rpc, socket, answers } = await asking(rpcLimits.burst + 62, remote)
  expect(socket.sent).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(59_999)
  expect(socket.sent).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(1)
  const [message] = messages(socket)
  expect(ids(message)).toHaveLength(rpcLimits.burst + 60)
  socket.say(ids(message).map((id) => ({ id, result: 1 })))
  const all = await answers
  expect([all.filter((each) => each === 1).length, all.slice(-2)]).toEqual([rpcLimits.burst + 60, ['node-busy', 'node-busy']])
  rpc.close()
})

test('one that the node finds too much is asked again by itself, at the pace that it allows', async () => {
  const { rpc, socket, answers } = await asking(2)
  const [one, two] = ids(messages(socket)[0])
  socket.say([
    { id: one, result: 'a' },
    { id: two, error: { code: 429, message: 'Too Many Requests' } },
  ])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(messages(socket)[1]).toMatchObject({ params: [1] })
  socket.say({ id: ids(messages(socket)[1])[0], result: 'b' })
  expect(await answers).toEqual(['a', 'b'])
  rpc.close()
})

test('what was put in the moment in which the connection ends is not sent, and fails as offline', async () => {
  const { rpc, socket } = await connected()
  const asked = answered([rpc.call('state_call', [1]), rpc.call('state_call', [2])])
  rpc.close()
  expect(await asked).toEqual(['offline', 'offline'])
  expect(socket.sent).toHaveLength(0)
})
