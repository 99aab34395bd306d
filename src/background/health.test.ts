import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Network, Probe } from '../chain'
import { type ErrorCode, KluisError } from '../units'
import { bestOf, createHealth, LOOK_AGAIN_MS } from './health'

const [A, B, C, D] = ['wss://a.example', 'wss://b.example', 'wss://c.example', 'wss://d.example'] as const
const network = (...urls: string[]): Network => ({ id: 'finney', genesisHash: '0x00', hosts: urls.map((url) => ({ url, operator: url })) })
const listed = (urls: readonly string[], off: readonly string[] = []) =>
  urls.map((url) => ({ url, operator: url, own: false, enabled: !off.includes(url) }))
const offline = { phase: 'offline', host: null, problem: null, best: null, bestAt: null, latencyMs: null } as const
const online = { phase: 'online', host: A, problem: null, best: 1_000, bestAt: 77, latencyMs: 120 } as const

/** Nodes that answer when they are told to; `asked` is every look in order. */
function place() {
  const asked: string[] = []
  const waiting = new Map<string, { tell(best: number, latencyMs?: number): void; fail(code: ErrorCode): void; signal: AbortSignal }>()
  const clock = { now: 1_000_000 }
  let changes = 0
  const health = createHealth({
    look: (url, _, signal) =>
      new Promise<Probe>((resolve, reject) => {
        asked.push(url)
        signal.addEventListener('abort', () => reject(new KluisError('offline')))
        waiting.set(url, {
          tell: (best, latencyMs = 80) => resolve({ best, latencyMs, specVersion: 475, genesisHash: '0x00' }),
          fail: (code) => reject(new KluisError(code)),
          signal,
        })
      }),
    now: () => clock.now,
    changed: () => void changes++,
  })
  const at = (url: string) => {
    const found = waiting.get(url)
    if (!found) throw new Error(`${url} was not asked`)
    return found
  }
  return { health, asked, at, clock, changes: () => changes }
}
const statuses = (views: readonly { status: string }[]) => views.map(({ status }) => status)

test('only nodes that are on and not in use are asked', async () => {
  const { health, asked, at } = place()
  const done = health.check(network(A, B, C), { host: A, best: 1_000 }, false)
  expect(asked).toEqual([B, C])
  expect(statuses(health.view(listed([A, B, C, D], [D]), online))).toEqual(['in-use', 'checking', 'checking', 'off'])
  at(B).tell(999)
  at(C).fail('offline')
  await done
  const views = health.view(listed([A, B, C, D], [D]), online)
  expect(statuses(views)).toEqual(['in-use', 'answering', 'unreached', 'off'])
  expect(views[0]).toMatchObject({ latencyMs: 120, best: 1_000, at: 77 })
  expect(views[1]).toMatchObject({ latencyMs: 80, best: 999, behind: 1, at: 1_000_000, problem: null })
  expect(views[2]).toMatchObject({ latencyMs: null, best: null, problem: 'offline' })
})

test('a slow node, one that is behind and one of another chain are told apart', async () => {
  const { health, at } = place()
  const done = health.check(network(A, B, C, D), { host: A, best: 1_000 }, false)
  at(B).tell(1_000, 2_001)
  at(C).tell(994)
  at(D).fail('wrong-network')
  await done
  const views = health.view(listed([A, B, C, D]), online)
  expect(statuses(views)).toEqual(['in-use', 'slow', 'behind', 'refused'])
  expect(views.map(({ behind, problem }) => [behind, problem]).slice(1)).toEqual([
    [0, null],
    [6, null],
    [null, 'wrong-network'],
  ])
})

test('of the node in use it is told how much it lacks of what the others told, and nothing where none did', async () => {
  const { health, at } = place()
  expect(health.view(listed([A, B]), online)[0]).toMatchObject({ status: 'in-use', behind: null })
  const done = health.check(network(A, B, C), { host: A, best: 1_000 }, true)
  at(B).tell(1_250)
  at(C).fail('offline')
  await done
  const lacks = (best: number) => health.view(listed([A, B, C]), { ...online, best })[0]?.behind
  expect([lacks(1_000), lacks(1_249), lacks(1_251)]).toEqual([250, 1, 0])
})

test('however often it is asked for, a node is looked at again only after its time, and sooner at a press', async () => {
  const { health, asked, at, clock } = place()
  const look = async (pressed: boolean) => {
    const before = asked.length
    const done = health.check(network(A), { host: null, best: null }, pressed)
    if (asked.length > before) at(A).tell(1)
    await done
  }
  await look(true)
  for (let i = 0; i < 20; i++) await look(true)
  expect(asked).toEqual([A])
  clock.now += LOOK_AGAIN_MS.pressed
  await look(false)
  expect(asked).toEqual([A])
  await look(true)
  expect(asked).toEqual([A, A])
  clock.now += LOOK_AGAIN_MS.shown
  await look(false)
  expect(asked).toEqual([A, A, A])
})

test('a node that is switched off is left at once, and nothing that it says afterwards is shown', async () => {
  const { health, at } = place()
  const done = health.check(network(A, B), { host: null, best: null }, true)
  health.only(network(A))
  expect([at(A).signal.aborted, at(B).signal.aborted]).toEqual([false, true])
  at(A).tell(10)
  await done
  expect(statuses(health.view(listed([A, B], [B]), offline))).toEqual(['answering', 'off'])
  expect(statuses(health.view(listed([A, B]), { ...offline, phase: 'connecting' }))).toEqual(['answering', 'unknown'])
})

test('while a node is asked again, what it said last stands', async () => {
  const { health, at, clock } = place()
  const done = health.check(network(A), { host: null, best: null }, true)
  at(A).tell(10, 90)
  await done
  clock.now += LOOK_AGAIN_MS.pressed
  const again = health.check(network(A), { host: null, best: null }, true)
  expect(health.view(listed([A]), offline)[0]).toMatchObject({ status: 'checking', latencyMs: 90, best: 10, at: 1_000_000 })
  at(A).fail('offline')
  await again
  expect(health.view(listed([A]), offline)[0]).toMatchObject({ status: 'unreached', latencyMs: null, best: null })
})

test('another network forgets all, and a stop ends all', async () => {
  const { health, at } = place()
  const done = health.check(network(A), { host: null, best: null }, true)
  at(A).tell(10)
  await done
  health.only({ ...network(A), id: 'testnet' })
  expect(statuses(health.view(listed([A]), { ...offline, phase: 'connecting' }))).toEqual(['unknown'])
  const again = health.check(network(B), { host: null, best: null }, true)
  health.stop()
  expect(at(B).signal.aborted).toBe(true)
  await again
  expect(statuses(health.view(listed([B]), { ...offline, phase: 'connecting' }))).toEqual(['unknown'])
})

test('what the link found out by itself is told where nobody looked', () => {
  const { health } = place()
  expect(statuses(health.view(listed([A, B], [B]), offline))).toEqual(['unreached', 'off'])
  expect(health.view(listed([A]), { ...offline, phase: 'refused', problem: 'node-lied' })[0]).toMatchObject({
    status: 'refused',
    problem: 'node-lied',
  })
  expect(statuses(health.view(listed([A, B]), { ...offline, phase: 'connecting', host: A }))).toEqual(['checking', 'unknown'])
  expect(statuses(health.view(listed([A]), { ...offline, phase: 'idle' }))).toEqual(['unknown'])
})

test('one node that tells of blocks beyond reason makes no other look behind; one that lags makes none look ahead', () => {
  expect(bestOf([])).toBeNull()
  expect(bestOf([5])).toBe(5)
  expect(bestOf([1_000, 1_002, 4_000_000_000])).toBe(1_002)
  expect(bestOf([3, 1_000])).toBe(1_000)
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: 3 }), fc.nat(), (offsets, lie) => {
      const honest = offsets.map((each) => 9_000_000 + each)
      const best = bestOf([...honest, lie + 10_000_000])
      expect(best).toBe(Math.max(...honest))
    }),
  )
})
