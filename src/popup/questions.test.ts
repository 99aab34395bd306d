import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  askOnce,
  askPlain,
  done,
  links,
  makeLink,
  names,
  outcome,
  pings,
  session,
  sites,
  transfer,
  triesAfter,
  view,
  wait,
} from './fixtures/line'

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

test('a question is put once and gets its own answer, in whatever order they come', async () => {
  const page = makeLink()
  const [first, second] = [askPlain(page.link), outcome(page.link.ask('estimateTransfer', { ...transfer, from: '0x22' }))]
  const [a, b] = page.line.sent
  expect(a).toEqual({ id: expect.any(Number), name: 'accountsPage', input: { from: 0, count: 1, query: '', only: 'all' } })
  expect([names(page.line), a?.id === b?.id]).toEqual([['accountsPage', 'estimateTransfer'], false])
  const recipient = { id: `0x${'11'.repeat(32)}`, free: '0', exists: false, hotkeyOf: null, paid: 0, paidAt: null, twin: null }
  const estimate = { fee: '1', max: '2', free: '3', reserved: '0', locked: '0', stays: '0', recipient }
  page.line.say(done(b?.id, estimate))
  expect([await first(), await second()]).toEqual(['waiting', [estimate]])
  page.line.say({ id: a?.id, reply: { ok: false, error: { code: 'locked', facts: {} } } })
  expect(await first()).toEqual(['locked'])
  expect(page.told).toBe(0) // an answer is no view
})

test('replies with unknown ids, junk and extra keys are ignored, and the question still gets its answer', async () => {
  const page = makeLink()
  const plain = askPlain(page.link)
  const id = page.line.sent[0]?.id as number
  const answer = { total: 0, items: [] }
  const right = done(id, answer)
  for (const junk of [
    done(id + 1, answer),
    done(0, answer),
    done(-1, answer),
    { ...right, id: String(id) },
    { ...right, id: [id] },
    { ...right, id: null },
    { ...right, id: Number.NaN },
    { ...right, extra: 1 },
    { ...right, ...view(1) },
    { id },
    [right],
    null,
    undefined,
    'reply',
  ])
    page.line.say(junk)
  expect(await plain()).toBe('waiting')
  page.line.say(right)
  page.line.say(done(id, 'a second answer'))
  expect(await plain()).toEqual([answer])
})

test('an answer that is none, or another than was asked for, is an internal failure', async () => {
  const page = makeLink()
  for (const reply of [
    undefined,
    null,
    {},
    { ok: true },
    { ok: true, value: 7 },
    { ok: true, value: [], more: 1 },
    { ok: false },
    { ok: false, error: { code: 'made-up', facts: {} } },
  ]) {
    const plain = askPlain(page.link)
    page.line.say({ id: page.line.sent.at(-1)?.id, reply })
    expect(await plain(), JSON.stringify(reply)).toEqual(['internal'])
  }
})

test('a question that must not run twice is answered as interrupted when the connection is lost, and not put again', async () => {
  const page = makeLink()
  const plain = askPlain(page.link)
  expect(await plain()).toBe('waiting')
  const id = page.line.sent[0]?.id
  page.line.drop()
  expect(await plain()).toEqual(['interrupted'])
  await wait(0)
  page.line.say(view(1))
  await wait(5_000)
  expect(page.line.sent).toEqual([])
  page.line.say(done(id, { total: 0, items: [] }))
  expect(await plain()).toEqual(['interrupted'])
})

test('one with a command id is put again over the next connection, the very same, and answered once', async () => {
  const page = makeLink()
  const once = askOnce(page.link)
  const [sent] = page.line.sent
  expect(sent).toEqual({ id: expect.any(Number), name: 'prepareTransfer', input: transfer })
  for (let n = 0; n < 3; n++) {
    page.line.drop()
    await wait(2_000)
    expect(page.line.sent).toEqual([sent])
  }
  expect(await once()).toBe('waiting')
  page.lines[0]?.say(done(sent?.id, { id: 'from a connection that is gone' }))
  expect(await once()).toBe('waiting')
  page.line.say(done(sent?.id, { id: 'r1' }))
  page.line.say(done(sent?.id, { id: 'r2' }))
  expect(await once()).toEqual([{ id: 'r1' }])
  page.line.drop()
  await wait(2_000)
  expect(page.line.sent).toEqual([]) // what was answered is not put again
})

test('what was asked while there is no connection: with a command id it waits for one, without it is interrupted at once', async () => {
  const page = makeLink({ broken: true })
  const [first, plain, second] = [askOnce(page.link), askPlain(page.link), askOnce(page.link, 'command-2')]
  expect(await plain()).toEqual(['interrupted'])
  await wait(10_000)
  expect([await first(), await second()]).toEqual(['waiting', 'waiting'])
  page.broken = false
  await wait(2_000)
  expect(page.line.sent.map(({ input }) => (input as { commandId: string }).commandId)).toEqual(['command-1', 'command-2'])
  for (const { id } of page.line.sent) page.line.say(done(id, { id: `r${id}` }))
  expect([await first(), await second()]).toEqual(page.line.sent.map(({ id }) => [{ id: `r${id}` }]))
})

test('between two connections a question is treated the same', async () => {
  const page = makeLink()
  page.line.drop()
  await triesAfter(page, 0)
  page.line.drop() // 250 ms without one
  const [plain, once] = [askPlain(page.link), askOnce(page.link)]
  expect([await plain(), await once()]).toEqual([['interrupted'], 'waiting'])
  await wait(250)
  expect(names(page.line)).toEqual(['prepareTransfer'])
})

test('only a text is a command id', async () => {
  const page = makeLink()
  const inputs: unknown[] = [undefined, null, 7, 'commandId', [], {}, { commandId: 7 }, { commandId: null }, { commandid: 'command-1' }]
  const asked = inputs.map((input) => outcome(page.link.ask('prepareTransfer', input as typeof transfer)))
  page.line.drop()
  for (const each of asked) expect(await each()).toEqual(['interrupted'])
  expect(page.line.sent).toEqual([])
})

test('a question that meets a dead connection waits until its loss is known, and then goes the way of all others', async () => {
  const page = makeLink()
  page.line.dead = true
  const [plain, once] = [askPlain(page.link), askOnce(page.link)]
  await wait(15_000) // a ping meets it too
  expect([await plain(), await once(), page.tries]).toEqual(['waiting', 'waiting', 1])
  page.line.drop()
  expect([await plain(), await once()]).toEqual([['interrupted'], 'waiting'])
  expect(names(page.line)).toEqual(['prepareTransfer'])
  page.line.say(done(page.line.sent[0]?.id, { id: 'r' }))
  expect(await once()).toEqual([{ id: 'r' }])
})

test('messages and endings of an older connection are ignored', async () => {
  const page = makeLink()
  const old = page.line
  old.say(view(1, sites('https://old.test')))
  old.drop()
  old.say(view(2, sites('https://between.test')))
  old.drop() // its end is told twice
  await wait(0)
  const once = askOnce(page.link)
  old.say(view(3, sites('https://late.test')))
  old.say(done(page.line.sent[0]?.id, { id: 'late' }))
  old.drop()
  await wait(60_000)
  expect([page.tries, page.link.view('sites'), await once()]).toEqual([2, sites('https://old.test'), 'waiting'])

  const second = page.line
  page.link.again()
  second.say(view(9, sites('https://second.test')))
  second.drop()
  await wait(60_000)
  expect([page.tries, page.link.view('sites'), await once()]).toEqual([3, sites('https://old.test'), 'waiting'])
  expect(page.link.state()).toBe('silent')
})

test('a person who does much moves the lock deadline at most every 20 seconds', async () => {
  const page = makeLink()
  page.line.say(session(1, 'unlocked'))
  const touches = () => names(page.line).filter((each) => each === 'touch').length
  for (let n = 0; n < 5; n++) page.link.touch()
  expect(touches()).toBe(1)
  await wait(19_999)
  page.link.touch()
  expect(touches()).toBe(1)
  await wait(1)
  page.link.touch()
  page.link.touch()
  expect(touches()).toBe(2)
})

test('what is done while the wallet is not open moves nothing, and does not count for later', () => {
  const page = makeLink()
  page.link.touch()
  for (const [n, value] of [
    { status: 'empty' },
    { status: 'locked', waitUntil: null },
    { status: 'unreadable', code: 'internal' },
  ].entries()) {
    page.line.say(view(n, value, 'session'))
    page.link.touch()
  }
  expect(page.line.sent).toEqual([])
  page.line.say(session(9, 'unlocked'))
  page.link.touch()
  expect(names(page.line)).toEqual(['touch'])
})

test('a touch that fails is nobody’s trouble', async () => {
  const page = makeLink()
  page.line.say(session(1, 'unlocked'))
  page.link.touch()
  page.line.say({ id: page.line.sent[0]?.id, reply: { ok: false, error: { code: 'locked', facts: {} } } })
  await wait(20_000)
  page.link.touch()
  page.line.drop()
  page.broken = true
  await wait(20_000)
  page.link.touch() // vitest fails on a rejection that nobody caught
  await wait(1)
})

test('a closed link has no timers and no connection, and what waited without a command id is answered', async () => {
  const page = makeLink()
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  const plain = askPlain(page.link)
  page.link.close()
  expect([vi.getTimerCount(), page.line.closes]).toEqual([0, 1])
  expect(await plain()).toEqual(['interrupted'])
  page.line.say(view(1))
  page.line.drop()
  await wait(60_000)
  expect([page.tries, page.told, page.link.view('sites'), pings(page)]).toEqual([1, 0, undefined, 0])
  page.link.close()
  expect(page.line.closes).toBe(1)
})

test('a link that is closed between two connections makes no other', async () => {
  const page = makeLink()
  page.line.drop()
  page.link.close()
  expect(vi.getTimerCount()).toBe(0)
  await wait(60_000)
  expect([page.tries, page.line.closes]).toEqual([1, 0])
})

test('a connection that tells of its own end while it is closed is not made again', async () => {
  const page = makeLink()
  page.line.wire.close = page.line.drop
  page.link.close()
  expect(vi.getTimerCount()).toBe(0)
  const other = makeLink()
  other.line.wire.close = other.line.drop
  other.link.again()
  await wait(60_000)
  expect([page.tries, other.tries]).toEqual([1, 2])
})
