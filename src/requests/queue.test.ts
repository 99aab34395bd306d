import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  type Asked,
  approve,
  ask,
  end,
  expire,
  find,
  leave,
  limits,
  none,
  outcomeOf,
  type Queue,
  refuse,
  requestsBox,
  resume,
  settle,
  show,
  sign,
  signed,
  waiting,
} from './queue'

let made = 0
const place = (origin = 'https://good.test', messageId = `m${++made}`, documentId = 'd1') => ({ origin, tabId: 1, documentId, messageId })
const request = (over: Partial<Asked> = {}): Asked => ({
  id: `r${++made}`,
  kind: 'transaction',
  place: place(),
  openedAt: 0,
  print: 'p',
  input: null,
  card: {},
  ...over,
})
const add = (queue: Queue, item = request(), now = 0): Queue => {
  const done = ask(queue, item, now)
  if ('ended' in done) throw new Error('had ended')
  return done.queue
}

test('a request is answered once, by its id', () => {
  const item = request()
  const asked = add(none, item)
  const settled = settle(approve(asked, item.id, 1), item.id, { signature: '0x00' }, 2)
  expect(outcomeOf(settled, item.id)?.reply).toEqual({ ok: true, value: { signature: '0x00' } })
  expect(() => approve(settled, item.id, 3)).toThrow('gone')
  expect(() => settle(settled, item.id, 1, 3)).toThrow('gone')
  expect(() => approve(asked, 'another', 1)).toThrow('gone')
  expect(() => settle(asked, item.id, 1, 1)).toThrow('gone') // nobody approved it
})

test('an undefined answer rejects', () => {
  const item = request()
  const settled = settle(approve(add(none, item), item.id, 1), item.id, undefined, 2)
  expect(outcomeOf(settled, item.id)?.reply).toEqual({ ok: false, code: 'rejected' })
})

test('the same question brought twice is the same request; another question under its id is refused', () => {
  const item = request()
  const once = add(none, item)
  const again = ask(once, { ...item, id: 'new' }, 1)
  expect('item' in again && again.item.id).toBe(item.id)
  expect(() => ask(once, { ...item, id: 'new', print: 'other' }, 1)).toThrow('duplicate-request')
  const settled = settle(approve(once, item.id, 1), item.id, 'x', 2)
  const redelivered = ask(settled, { ...item, id: 'new' }, 3)
  expect('ended' in redelivered && redelivered.ended.reply).toEqual({ ok: true, value: 'x' })
  expect(() => ask(settled, { ...item, id: 'new', print: 'other' }, 3)).toThrow('duplicate-request')
})

test('another document with the same message id gets nothing of it', () => {
  const item = request({ place: place('https://good.test', 'same', 'd1') })
  const settled = settle(approve(add(none, item), item.id, 1), item.id, 'x', 2)
  const other = ask(settled, request({ place: place('https://good.test', 'same', 'd2') }), 3)
  expect('item' in other && other.item.state).toBe('waiting')
  const evil = ask(settled, request({ place: { ...place('https://evil.test', 'same', 'd1') } }), 3)
  expect('item' in evil).toBe(true)
})

test('three wait per origin, ten in all, one connect', () => {
  let queue = none
  for (let i = 0; i < 3; i++) queue = add(queue)
  expect(() => ask(queue, request(), 0)).toThrow('too-many-requests')
  queue = add(queue, request({ kind: 'connect' }))
  expect(() => ask(queue, request({ kind: 'connect' }), 0)).toThrow('pending-request')
  for (const origin of ['https://a.test', 'https://b.test'])
    for (let i = 0; i < 3; i++) queue = add(queue, request({ place: place(origin) }))
  expect(queue.items).toHaveLength(limits.inAll)
  expect(() => ask(queue, request({ place: place('https://c.test') }), 0)).toThrow('too-many-requests')
})

test('a person who keeps declining is left in peace, longer each time', () => {
  let queue = none
  let now = 0
  const decline = () => {
    const item = request({ openedAt: now })
    queue = refuse(add(queue, item, now), item.id, now)
  }
  for (let round = 0, silence: number = limits.silence; round < 8; round++, silence = Math.min(silence * 2, limits.longestSilence)) {
    for (let i = 0; i < 3; i++, now += 1_000) decline()
    const tripped = now - 1_000
    expect(() => ask(queue, request(), tripped + silence - 1)).toThrow('site-blocked')
    expect('item' in ask(queue, request({ place: place('https://other.test') }), now)).toBe(true)
    now = tripped + silence
  }
})

test('time and events end requests with their reason, and what is over cannot be approved (REQ-09)', () => {
  const [a, b] = [request(), request({ place: place('https://evil.test') })]
  const queue = add(add(none, a), b)
  expect(() => approve(queue, a.id, limits.lifetime)).toThrow('expired')
  expect(expire(queue, limits.lifetime - 1).items).toHaveLength(2)
  const over = expire(queue, limits.lifetime)
  for (const { id } of [a, b]) {
    expect(outcomeOf(over, id)?.reply).toEqual({ ok: false, code: 'expired' })
    expect(() => approve(over, id, limits.lifetime)).toThrow('gone')
  }
  const left = end(queue, (each) => each.place?.origin === 'https://evil.test', 'unauthorized', 1)
  expect(waiting(left).map((each) => each.id)).toEqual([a.id])
  expect(outcomeOf(left, b.id)?.reply).toEqual({ ok: false, code: 'unauthorized' })
})

test('what was approved when the background died is shown again, and only then', () => {
  const item = request()
  const died = approve(add(none, item), item.id, 1)
  expect(waiting(died)).toEqual([])
  expect(waiting(resume(died)).map((each) => each.id)).toEqual([item.id])
})

test('nobody can approve what was not shown yet, and what was being read is forgotten by a dead background', () => {
  const item = request({ card: null })
  const reading = add(none, item)
  expect(waiting(reading)).toEqual([])
  expect(() => approve(reading, item.id, 1)).toThrow('gone')
  expect(resume(reading).items).toEqual([])
  expect(waiting(show(reading, item.id, null, { text: 'x' })).map((each) => each.id)).toEqual([item.id])
})

test('the wallet itself has one draft at a time', () => {
  const first = request({ place: null })
  const second = request({ place: null })
  expect(add(add(none, first), second).items.map((each) => each.id)).toEqual([second.id])
})

test('what was signed stays signed through a death, and is settled with what was kept', () => {
  const item = request()
  const kept = sign(approve(add(none, item), item.id, 1), item.id, { signature: '0x01' })
  expect(waiting(kept)).toEqual([])
  expect(signed(resume(kept)).map(({ id, outcome }) => [id, outcome])).toEqual([[item.id, { signature: '0x01' }]])
  expect(() => sign(kept, item.id, { signature: '0x02' })).toThrow('gone') // never a second one
  expect(() => approve(kept, item.id, 2)).toThrow('gone')
  expect(() => sign(add(none, item), item.id, {})).toThrow('gone') // nobody approved it
  const settled = settle(resume(kept), item.id, 'x', 3)
  expect(outcomeOf(settled, item.id)?.reply).toEqual({ ok: true, value: 'x' })
  expect(signed(settled)).toEqual([])
  // Consent dies with its reason here too: a signature that did not leave yet never will.
  const ended = end(kept, () => true, 'locked', 3)
  expect(() => settle(ended, item.id, 'x', 4)).toThrow('gone')
})

test('a draft that was agreed to is not replaced by the next one', () => {
  const first = request({ place: null })
  const queue = add(approve(add(none, first), first.id, 1), request({ place: null }))
  expect(queue.items.map(({ state }) => state)).toEqual(['approved', 'waiting'])
})

test('ten origins with ten requests each: never more than ten wait, three of one origin', () => {
  let queue = none
  const codes: string[] = []
  for (let n = 0; n < 100; n++) {
    try {
      queue = add(queue, request({ place: place(`https://${n % 10}.test`) }))
    } catch (error) {
      codes.push((error as Error).message)
    }
    const mine = queue.items.filter((each) => each.place?.origin === `https://${n % 10}.test`)
    expect(mine.length).toBeLessThanOrEqual(limits.perOrigin)
  }
  expect(queue.items).toHaveLength(limits.inAll)
  expect(codes).toEqual(Array.from({ length: 90 }, () => 'too-many-requests'))
})

test('the numbers of security.md 2.3', () => {
  expect(limits).toEqual({
    perOrigin: 3,
    inAll: 10,
    lifetime: 600_000,
    refusals: 3,
    offences: 4,
    refusalWindow: 30_000,
    silence: 60_000,
    longestSilence: 3_600_000,
    remembered: 20,
  })
})

test('only refusals close together silence, only the origin that was refused, and only refusals by the person', () => {
  const decline = (queue: Queue, now: number, origin = 'https://good.test') => {
    const item = request({ openedAt: now, place: place(origin) })
    return refuse(add(queue, item, now), item.id, now)
  }
  const slow = [0, 15_001, 30_002].reduce((queue, now) => decline(queue, now), none)
  expect('item' in ask(slow, request(), 30_003)).toBe(true)
  const quick = [0, 15_000, 30_000].reduce((queue, now) => decline(queue, now), none)
  expect(() => ask(quick, request(), 30_001)).toThrow('site-blocked')
  expect(() => ask(quick, request({ kind: 'connect' }), 30_001)).toThrow('site-blocked')
  expect('item' in ask(quick, request({ place: place('https://other.test') }), 30_001)).toBe(true)
  expect('item' in ask(quick, request({ place: place('https://good.test:8443') }), 30_001)).toBe(true)
  expect('item' in ask(quick, request(), 90_000)).toBe(true)
  // Its own drafts never silence the wallet, and neither do locks, expiry or closed tabs.
  const drafts = [0, 1, 2].reduce((queue, now) => {
    const item = request({ place: null })
    return refuse(add(queue, item, now), item.id, now)
  }, none)
  expect(drafts.breakers).toEqual({})
  expect(end(add(add(add(none))), () => true, 'locked', 1).breakers).toEqual({})
})

test('answers are remembered for a while, and not for ever', () => {
  const first = request()
  let queue = settle(approve(add(none, first), first.id, 0), first.id, 'x', 0)
  for (let n = 1; n < limits.remembered; n++) {
    const item = request()
    queue = settle(approve(add(queue, item), item.id, n), item.id, n, n)
  }
  expect(outcomeOf(queue, first.id)?.reply).toEqual({ ok: true, value: 'x' })
  const more = request()
  queue = settle(approve(add(queue, more), more.id, 30), more.id, 'y', 30)
  expect(outcomeOf(queue, first.id)).toBeUndefined()
  expect(queue.ended).toHaveLength(limits.remembered)
  const later = request({ openedAt: limits.lifetime + 30 })
  const now = limits.lifetime + 30
  expect(settle(approve(add(queue, later, now), later.id, now), later.id, 'z', now).ended.map(({ id }) => id)).toEqual([later.id])
})

test('whatever happens, no request has two answers, no answer changes, and the box can keep it', () => {
  const step = fc.record({
    what: fc.constantFrom('ask', 'draft', 'approve', 'sign', 'settle', 'refuse', 'end', 'expire', 'resume', 'show'),
    which: fc.nat(9),
    dt: fc.nat(200_000),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let queue = none
      let now = 0
      const answers = new Map<string, string>()
      const outcomes = new Map<string, unknown>()
      const ids: string[] = []
      for (const { what, which, dt } of steps) {
        now += dt
        const id = ids[which % Math.max(ids.length, 1)] ?? 'none'
        try {
          if (what === 'ask' || what === 'draft') {
            const card = which % 2 ? { text: 'x' } : null
            const item = request({ place: what === 'draft' ? null : place(`https://${which}.test`), openedAt: now, card })
            queue = add(queue, item, now)
            ids.push(item.id)
          } else if (what === 'approve') queue = approve(queue, id, now)
          else if (what === 'sign') queue = sign(queue, id, { signature: which })
          else if (what === 'settle') queue = settle(queue, id, which, now)
          else if (what === 'refuse') queue = refuse(queue, id, now)
          else if (what === 'end') queue = end(queue, (each) => each.id === id, 'gone', now)
          else if (what === 'expire') queue = expire(queue, now)
          else if (what === 'show') queue = show(queue, id, which, { text: 'shown' })
          else queue = resume(queue)
        } catch {
          // Refused steps change nothing.
        }
        for (const each of queue.ended) {
          const text = JSON.stringify(each.reply)
          if (answers.has(each.id)) expect(answers.get(each.id)).toBe(text)
          answers.set(each.id, text)
          expect(find(queue, each.id)).toBeUndefined()
        }
        for (const { id: own, outcome } of signed(queue)) {
          if (outcomes.has(own)) expect(outcome).toEqual(outcomes.get(own))
          outcomes.set(own, outcome)
        }
        expect(waiting(queue).every(({ card, state }) => card !== null && state === 'waiting')).toBe(true)
        expect(queue.items.filter((each) => each.place).length).toBeLessThanOrEqual(limits.inAll)
        expect(v.parse(requestsBox.schema, JSON.parse(JSON.stringify(queue)))).toEqual(queue)
      }
    }),
  )
})

test('a page that leaves what it asked standing, again and again, is silenced like one that is refused', () => {
  const abandon = (queue: Queue, now: number, over: Partial<Asked> = {}) => {
    const item = request({ openedAt: now, kind: 'connect', ...over })
    return leave(add(queue, item, now), ({ id }) => id === item.id, now)
  }
  const often = (times: number[], over?: Partial<Asked>) => times.reduce((queue, now) => abandon(queue, now, over), none)
  // A person who reloads a page while it asks is no offence, nor is what nobody had seen yet.
  expect(() => add(often([0, 9_000, 18_000]), request(), 18_001)).not.toThrow()
  expect(() => add(often([0, 1, 2, 3, 4, 5], { card: null }), request(), 6)).not.toThrow()
  const quick = often([0, 9_000, 18_000, 27_000])
  expect(outcomeOf(quick, `r${made - 1}`)?.reply).toEqual({ ok: false, code: 'gone' })
  expect(() => add(quick, request(), 27_001)).toThrow('site-blocked')
  expect(() => add(quick, request({ place: place('https://other.test') }), 27_001)).not.toThrow()
  expect(() => add(quick, request(), 27_000 + limits.silence)).not.toThrow()
  // A page with three requests left once.
  const three = [1, 2, 3].reduce((queue) => add(queue), none)
  expect(leave(three, () => true, 0).breakers['https://good.test']?.leftAt).toEqual([0])
  // Both kinds count together.
  const item = request({ openedAt: 4 })
  const mixed = refuse(add(often([0, 1, 2]), item, 4), item.id, 4)
  expect(() => add(mixed, request(), 5)).toThrow('site-blocked')
})
