import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askOnce, askPlain, done, links, makeLink, names, pings, session, sites, triesAfter, view, wait } from './fixtures/line'

vi.mock('../platform/browser', () => ({ browser: {} })) // the polyfill wants an extension around it

beforeEach(() => {
  links.length = 0
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  for (const link of links) link.close()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('views arrive, each slice by itself, and whoever listens is told', () => {
  const page = makeLink()
  expect([page.tries, page.link.state(), page.link.view('sites')]).toEqual([1, 'opening', undefined])
  page.line.say(view(1, sites('https://a.test')))
  expect([page.link.state(), page.told]).toEqual(['live', 1])
  expect(page.link.view('sites')).toEqual(sites('https://a.test'))
  expect(page.link.view('session')).toBeUndefined()
  page.line.say(session(1, 'locked'))
  expect(page.link.view('session')).toEqual({ status: 'locked', waitUntil: null })
  expect(page.told).toBe(2)
})

test('whoever stopped listening is not told, and the others still are', () => {
  const page = makeLink()
  const [one, other] = [vi.fn(), vi.fn()]
  const stop = page.link.subscribe(one)
  page.link.subscribe(other)
  page.line.say(view(1))
  stop()
  page.line.say(view(2))
  expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 2])
})

test('only a newer revision counts, for each slice by itself', () => {
  const page = makeLink()
  page.line.say(view(5, sites('https://five.test')))
  const five = page.link.view('sites')
  for (const revision of [5, 4, 0, -1]) page.line.say(view(revision, sites('https://old.test')))
  expect(page.link.view('sites')).toBe(five) // the very same, so that nothing is drawn again
  expect(page.told).toBe(1)
  page.line.say(session(2, 'locked')) // another slice counts by itself
  expect(page.link.view('session')?.status).toBe('locked')
  page.line.say(view(6, sites('https://six.test')))
  expect(page.link.view('sites')).toEqual(sites('https://six.test'))
})

test('over a new connection views count from anew, because a clock may have been set back', async () => {
  const page = makeLink()
  page.line.say(view(1_000, sites('https://before.test')))
  page.line.drop()
  await wait(0)
  expect(page.link.view('sites')).toEqual(sites('https://before.test')) // what was known stays on the screen
  page.line.say(view(3, sites('https://after.test')))
  expect(page.link.view('sites')).toEqual(sites('https://after.test'))
  page.line.say(view(2, sites('https://older.test')))
  expect(page.link.view('sites')).toEqual(sites('https://after.test'))
})

test('a view that the schema refuses is never shown, nor does it hide the next one', async () => {
  const page = makeLink()
  const item = sites('https://a.test').items[0]
  for (const value of [
    null,
    'sites',
    [],
    {},
    { items: null },
    { items: [{}] },
    { items: [], more: 1 },
    { items: [{ ...item, secret: 1 }] },
    { items: [{ ...item, grantedAt: '1' }] },
  ])
    page.line.say(view(9, value))
  page.line.say({ ...view(9), value: undefined })
  page.line.say(view(9, { status: 'open', deadline: 1 }, 'session'))
  expect([page.link.view('sites'), page.link.view('session'), page.told]).toEqual([undefined, undefined, 0])
  expect(page.link.state()).toBe('opening')
  page.line.say(view(9, sites('https://a.test')))
  page.line.say(view(10, { items: [{}] }))
  expect(page.link.view('sites')).toEqual(sites('https://a.test'))
  page.line.say(view(10, sites('https://b.test')))
  expect(page.link.view('sites')).toEqual(sites('https://b.test'))
})

test('a background that says only what cannot be read is silent', async () => {
  const page = makeLink()
  await wait(2_999)
  page.line.say(view(1, 'junk'))
  page.line.say('junk')
  await wait(1)
  expect(page.link.state()).toBe('silent')
})

test('junk, unknown slices and extra keys around a view are ignored', () => {
  const page = makeLink()
  for (const junk of [
    undefined,
    null,
    7,
    '',
    [],
    {},
    { slice: 'sites' },
    { ...view(1), slice: 'secrets' },
    { ...view(1), slice: '__proto__' },
    { ...view(1), slice: 'constructor' },
    { ...view(1), revision: '1' },
    { ...view(1), revision: null },
    { ...view(1), revision: Number.NaN },
    { ...view(1), extra: 1 },
    { ...view(1), id: 1, reply: { ok: true } },
    JSON.parse('{"slice":"sites","revision":1,"value":{"items":[],"__proto__":{"polluted":1}}}'),
  ])
    page.line.say(junk)
  expect([page.link.view('sites'), page.told, page.link.state()]).toEqual([undefined, 0, 'opening'])
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('a page that can be seen keeps the background awake every 15 seconds, a hidden one does not', async () => {
  const page = makeLink()
  await wait(14_999)
  expect(pings(page)).toBe(0)
  await wait(1)
  expect(page.line.sent).toEqual([{ ping: true }])
  await wait(30_000)
  expect(pings(page)).toBe(3)
  page.visible = false
  await wait(600_000)
  expect(pings(page)).toBe(3)
  page.visible = true
  await wait(15_000)
  expect(pings(page)).toBe(4)
})

test('pings go over the newest connection, and none is kept for one that is not there', async () => {
  const page = makeLink()
  page.line.drop()
  page.broken = true
  await wait(60_000)
  expect(pings(page)).toBe(0)
  page.broken = false
  await wait(15_000)
  expect(page.lines).toHaveLength(2)
  expect(page.lines.map((line) => names(line).length)).toEqual([0, 1])
})

test('a lost connection is made again: at once, and then ever later, up to two seconds', async () => {
  const page = makeLink()
  for (const ms of [0, 250, 500, 1_000, 2_000, 2_000, 2_000]) {
    page.line.drop()
    await triesAfter(page, ms)
  }
  await wait(60_000) // one that holds is left alone
  expect(page.tries).toBe(8)
})

test('after views arrived the attempts start over', async () => {
  const page = makeLink()
  for (const ms of [0, 250, 500, 1_000]) {
    page.line.drop()
    await triesAfter(page, ms)
  }
  page.line.say('junk')
  page.line.say(done(1, null)) // neither is a view
  page.line.drop()
  await triesAfter(page, 2_000)
  page.line.say(view(1))
  for (const ms of [0, 250]) {
    page.line.drop()
    await triesAfter(page, ms)
  }
})

test('a connection that cannot be opened is tried again in the same way', async () => {
  const page = makeLink({ broken: true })
  expect([page.tries, page.link.state()]).toEqual([1, 'opening'])
  for (const ms of [0, 250, 500, 1_000, 2_000, 2_000]) await triesAfter(page, ms)
  expect(page.link.state()).toBe('silent')
  page.broken = false
  await triesAfter(page, 2_000)
  page.line.say(view(1))
  expect(page.link.state()).toBe('live')
  page.broken = true
  page.line.drop()
  for (const ms of [0, 250, 500]) await triesAfter(page, ms)
})

test('nothing heard for three seconds is silence, told once, and a view ends it', async () => {
  const page = makeLink()
  await wait(2_999)
  expect([page.link.state(), page.told]).toEqual(['opening', 0])
  await wait(1)
  expect([page.link.state(), page.told]).toEqual(['silent', 1])
  await wait(60_000)
  expect([page.tries, page.told]).toEqual([1, 1])
  page.line.say(view(1))
  expect([page.link.state(), page.told]).toEqual(['live', 2])
})

test('one view in time, and there is no silence', async () => {
  const page = makeLink()
  await wait(2_999)
  page.line.say(view(1))
  await wait(60_000)
  expect(page.link.state()).toBe('live')
})

test('lost connections do not put off the silence', async () => {
  const page = makeLink()
  for (let n = 0; n < 4; n++) {
    page.line.drop()
    await wait(700)
  }
  await wait(199)
  expect(page.link.state()).toBe('opening')
  await wait(1)
  expect(page.link.state()).toBe('silent')
})

test('who was told of the silence may try again, at once and for another three seconds', async () => {
  const page = makeLink()
  await wait(3_000)
  page.link.again()
  expect([page.tries, page.link.state(), page.told, page.lines[0]?.closes]).toEqual([2, 'opening', 2, 1])
  await wait(2_999)
  expect(page.link.state()).toBe('opening')
  await wait(1)
  expect(page.link.state()).toBe('silent')
  page.link.again()
  page.line.say(view(1))
  await wait(60_000)
  expect([page.tries, page.link.state()]).toEqual([3, 'live'])
})

test('who tries again before the silence gets three whole seconds, and nobody is told of what did not change', async () => {
  const page = makeLink()
  await wait(2_000)
  page.link.again()
  await wait(2_999)
  expect([page.link.state(), page.told]).toEqual(['opening', 0])
  await wait(1)
  expect([page.link.state(), page.told]).toEqual(['silent', 1])
})

test('trying again does not wait for the next attempt, and takes its place', async () => {
  const page = makeLink({ broken: true })
  for (const ms of [0, 250, 500, 1_000]) await triesAfter(page, ms)
  await wait(100)
  page.broken = false
  page.link.again()
  expect([page.tries, page.lines.length]).toEqual([6, 1])
  await wait(60_000)
  expect(page.tries).toBe(6)
})

test('trying again counts views from anew, answers what must not run twice and puts the rest again', async () => {
  const page = makeLink()
  page.line.say(view(1_000, sites('https://before.test')))
  const [plain, once] = [askPlain(page.link), askOnce(page.link)]
  page.link.again()
  expect(await plain()).toEqual(['interrupted'])
  expect(await once()).toBe('waiting')
  expect(names(page.line)).toEqual(['prepareTransfer'])
  page.line.say(view(3, sites('https://after.test')))
  expect(page.link.view('sites')).toEqual(sites('https://after.test'))
})
