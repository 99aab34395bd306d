import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { KluisError } from '../units'
import { Bare, connected, connecting, local, now } from './fixtures/bare'
import { createPace } from './rpc'

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

describe('pace', () => {
  const remote = 'wss://node.example:443'
  test('20 messages at once, then one a second', async () => {
    const { rpc, socket } = await connected(remote)
    for (let i = 0; i < 23; i++) rpc.call('a', []).catch(() => undefined)
    expect(socket.sent).toHaveLength(20)
    for (const [ms, sent] of [
      [999, 20],
      [1, 21],
      [1_000, 22],
      [1_000, 23],
    ] as const) {
      await vi.advanceTimersByTimeAsync(ms)
      expect(socket.sent).toHaveLength(sent)
    }
    rpc.close()
  })

  test('a question that had to wait has its 20 s from when it was sent', async () => {
    const { rpc, socket } = await connected(remote)
    const all = Array.from({ length: 40 }, () => rpc.call('a', []).catch((error: KluisError) => error.code))
    for (let i = 0; i < 39; i++) {
      const sent = socket.sent[i]
      if (sent) socket.say({ id: sent.id, result: 1 })
      else {
        await vi.advanceTimersByTimeAsync(1_000)
        socket.say({ id: socket.sent[i]?.id, result: 1 })
      }
    }
    await vi.advanceTimersByTimeAsync(1_000)
    expect(socket.sent).toHaveLength(40)
    expect(socket.closed).toBe(0)
    socket.say({ id: 40, result: 1 })
    expect(await Promise.all(all)).toEqual(Array(40).fill(1))
    rpc.close()
  })

  test('is of the host: a new connection gets no new bucket, another host has its own, this machine never waits', () => {
    const { turn } = createPace(now)
    for (let i = 0; i < 20; i++) expect(turn(`${remote}/${i}`)).toBe(0)
    expect(turn(remote)).toBe(1_000)
    expect(turn(remote)).toBe(2_000)
    expect(turn('wss://other.example')).toBe(0)
    for (let i = 0; i < 500; i++) expect(turn('ws://localhost:9944')).toBe(0)
    for (let i = 0; i < 20; i++) turn('ws://localhost.example:9944')
    expect(turn('ws://localhost.example:9944')).toBe(1_000)
    vi.setSystemTime(Date.now() + 3_600_000)
    for (let i = 0; i < 20; i++) expect(turn(remote)).toBe(0)
    expect(turn(remote)).toBe(1_000)
  })

  test('what waited for its turn when a connection ended is nobody’s debt, and what was sent stays one', async () => {
    const options = connecting()
    const first = await connected(remote, options)
    const all = Array.from({ length: 60 }, () => first.rpc.call('a', []).catch((error: KluisError) => error.code))
    expect(first.socket.sent).toHaveLength(20)
    first.rpc.close()
    expect(await Promise.all(all)).toEqual(Array(60).fill('offline'))
    const second = await connected(remote, options)
    for (let i = 0; i < 2; i++) second.rpc.call('b', []).catch(() => undefined)
    expect(second.socket.sent).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second.socket.sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second.socket.sent).toHaveLength(2)
    second.rpc.close()
  })

  test('a clock that is set back makes no debt', () => {
    const { turn } = createPace(now)
    expect(turn(remote)).toBe(0)
    vi.setSystemTime(Date.now() - 3_600_000)
    for (let i = 1; i < 20; i++) expect(turn(remote)).toBe(0)
    expect(turn(remote)).toBe(1_000)
  })

  test('of a host that found it too much is one question at a time, a little less than one a second, also on this machine', () => {
    const pace = createPace(now)
    for (const url of [remote, local]) {
      expect(pace.turn(url)).toBe(0)
      pace.tooMuch(url)
      expect([pace.turn(url), pace.turn(url)].map((each) => Math.round(each ?? -1))).toEqual([1_111, 2_222])
      vi.setSystemTime(Date.now() + 3_600_000)
      expect([pace.turn(url), pace.turn(url)].map((each) => Math.round(each ?? -1))).toEqual([0, 1_111])
    }
  })

  test('a question whose turn would come after a minute is not asked: the node is busy', async () => {
    const { rpc, socket } = await connected(remote)
    const all = Array.from({ length: 90 }, () => rpc.call('a', []).catch((error: KluisError) => error.code))
    await vi.advanceTimersByTimeAsync(0)
    expect(await Promise.all(all.slice(80))).toEqual(Array(10).fill('node-busy'))
    expect(socket.sent).toHaveLength(20)
    rpc.close()
  })

  test.each([
    [-32005, 'Too many requests'],
    [-32029, 'slow down'],
    [429, ''],
    [-32000, 'Rate limit exceeded'],
  ])('a question that is too much (%i, %s) is asked again when it may be, and nobody is told', async (code, message) => {
    const { rpc, socket } = await connected(remote)
    const all = Promise.all(['a', 'b', 'c'].map((method) => rpc.call(method, [])))
    for (const { id } of socket.sent.slice(1)) socket.say({ id, error: { code, message } })
    socket.say({ id: socket.sent[0]?.id, result: 'a' })
    expect(socket.sent).toHaveLength(3)
    for (const method of ['b', 'c']) {
      await vi.advanceTimersByTimeAsync(1_112)
      expect(socket.sent.at(-1)).toMatchObject({ method })
      socket.say({ id: socket.sent.at(-1)?.id, result: method })
    }
    expect(await all).toEqual(['a', 'b', 'c'])
    expect(socket.sent).toHaveLength(5)
    rpc.close()
  })

  test('a node that finds everything too much is busy after a minute, and the connection lives', async () => {
    const { rpc, socket } = await connected(remote)
    const asked = rpc.call('a', []).catch((error: KluisError) => error.code)
    for (let i = 0; i < 80; i++) {
      const last = socket.sent.at(-1)
      if (last) socket.say({ id: last.id, error: { code: -32005, message: '' } })
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(await asked).toBe('node-busy')
    expect(socket.closed).toBe(0)
    rpc.close()
  })

  test.each([
    ['twice, as soon as it is asked', undefined, [0, 5_000, 0, 0]],
    ['with the code for a broken rule', 1008, [0]],
  ] as const)('a host that hangs up %s is asked one at a time from then on', async (_how, code, ages) => {
    const options = connecting()
    const fall = async (code: number | undefined, age = 0) => {
      const { rpc, socket } = await connected(remote, options)
      await vi.advanceTimersByTimeAsync(age)
      const all = Promise.all(['a', 'b'].map((method) => rpc.call(method, []).catch((error: KluisError) => error.code)))
      socket.onclose?.(code === undefined ? undefined : { code })
      expect(await all).toEqual(['offline', 'offline'])
    }
    // One cut is an accident, and so is one after a while.
    for (const age of ages) await fall(code, age)
    const second = await connected(remote, options)
    for (const method of ['a', 'b']) second.rpc.call(method, []).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(1_112)
    expect(second.socket.sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_112)
    expect(second.socket.sent).toHaveLength(2)
    second.rpc.close()
  })
})
