import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Account = { address: string; genesisHash: string | null; name: string; type: string }
type Injected = {
  version: string
  enable(name: unknown): Promise<{
    accounts: { get(): Promise<Account[]>; subscribe(told: (accounts: Account[]) => void): () => void }
    metadata: { get(): Promise<unknown>; provide(definition: unknown): Promise<boolean> }
    signer: {
      signPayload(payload: unknown): Promise<{ id: number; signature: string }>
      signRaw(raw: unknown): Promise<{ id: number; signature: string }>
    }
  }>
}
type Sent = { channel: string; to: string; id: string; json: string }

/** A page's own world with the provider in it. */
async function openPage(prepare: (window: Record<string, unknown>) => void = () => undefined) {
  vi.resetModules()
  const sent: Sent[] = []
  let hear = (_: object) => {}
  const window: Record<string, unknown> = {
    addEventListener: (_: string, told: typeof hear) => {
      hear = told
    },
    postMessage: (message: Sent, origin: string) => {
      expect(origin).toBe('https://good.test')
      sent.push(structuredClone(message))
    },
  }
  prepare(window)
  vi.stubGlobal('window', window)
  vi.stubGlobal('location', { origin: 'https://good.test' })
  await import('./provider.iife')
  const say = (data: unknown, source: unknown = window) => hear({ source, data })
  return {
    window,
    sent,
    say,
    get wallet() {
      return (window.injectedWeb3 as { kluis: Injected }).kluis
    },
    asked: () => sent.map(({ json }) => JSON.parse(json)),
    answer: (value?: unknown, sentence = sent.at(-1)) =>
      say({ channel: 'kluis', to: 'page', id: sentence?.id, reply: { ok: true, value } }),
    refuse: (code: string, facts = {}, sentence = sent.at(-1)) =>
      say({ channel: 'kluis', to: 'page', id: sentence?.id, reply: { ok: false, error: { code, facts } } }),
  }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))
async function connected() {
  const page = await openPage()
  const enabled = page.wallet.enable('A site')
  page.answer()
  return { ...page, wallet: page.wallet, injected: await enabled }
}
const mistakes = vi.fn()
beforeEach(() => void process.on('unhandledRejection', mistakes))
afterEach(() => {
  process.off('unhandledRejection', mistakes)
  vi.unstubAllGlobals()
})

test('the wallet is there at the page’s first script, beside others, and says nothing by itself', async () => {
  const other = { enable: 1 }
  const page = await openPage((window) => {
    window.injectedWeb3 = { talisman: other }
  })
  expect(Object.keys(page.window.injectedWeb3 as object)).toEqual(['talisman', 'kluis'])
  expect((page.window.injectedWeb3 as { talisman: unknown }).talisman).toBe(other)
  expect(page.wallet.version).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Object.isFrozen(page.wallet)).toBe(true)
  expect(page.sent).toEqual([])
})

test('a page that froze, replaced or took the list is not broken', async () => {
  const frozen = await openPage((window) => {
    window.injectedWeb3 = Object.freeze({})
  })
  expect(frozen.window.injectedWeb3).toEqual({})
  const taken = await openPage((window) => {
    window.injectedWeb3 = Object.defineProperty({}, 'kluis', { value: 'mine' })
  })
  expect(taken.wallet).toBe('mine')
  for (const list of [null, undefined]) {
    const empty = await openPage((window) => {
      window.injectedWeb3 = list
    })
    expect(empty.wallet.version).toBeDefined()
  }
  const getter = await openPage((window) => {
    Object.defineProperty(window, 'injectedWeb3', {
      get() {
        throw new Error('no')
      },
    })
  })
  expect(getter.sent).toEqual([])
  const constant = await openPage((window) => {
    Object.defineProperty(window, 'injectedWeb3', { value: 5 })
  })
  expect(constant.window.injectedWeb3).toBe(5)
})

test('a polluted prototype changes no answer', async () => {
  const names = ['event', 'reply', 'channel', 'to', 'id', 'facts'] as const
  for (const name of names) Object.defineProperty(Object.prototype, name, { value: 'polluted', configurable: true, writable: true })
  try {
    const page = await openPage()
    const enabled = page.wallet.enable('x')
    page.say({})
    page.answer()
    const { accounts } = await enabled
    const got = accounts.get()
    page.answer([])
    expect(await got).toEqual([])
  } finally {
    for (const name of names) delete (Object.prototype as Record<string, unknown>)[name]
  }
})

test('enable asks once to connect, under the name that the site gives itself', async () => {
  const page = await openPage()
  const enabled = page.wallet.enable(undefined)
  expect(page.asked()).toEqual([{ name: 'connect', input: { name: 'undefined' } }])
  page.answer()
  const injected = await enabled
  expect(Object.keys(injected)).toEqual(['accounts', 'metadata', 'signer'])
  expect(await injected.metadata.get()).toEqual([])
  expect(await injected.metadata.provide({ anything: 1 })).toBe(false)
  expect(page.sent).toHaveLength(1) // metadata of a page goes nowhere
})

test('signatures have an id of their own and what the background gave', async () => {
  const { injected, answer, asked } = await connected()
  const payload = { address: 'a', method: '0x', withSignedTransaction: true }
  const signed = injected.signer.signPayload(payload)
  expect(asked().at(-1)).toEqual({ name: 'signPayload', input: payload })
  answer({ signature: '0x01', signedTransaction: '0x02' })
  expect(await signed).toEqual({ id: 1, signature: '0x01', signedTransaction: '0x02' })
  const raw = injected.signer.signRaw({ address: 'a', data: 'hello', type: 'bytes' })
  expect(asked().at(-1)).toEqual({ name: 'signRaw', input: { address: 'a', data: 'hello', type: 'bytes' } })
  answer({ signature: '0x03' })
  expect(await raw).toEqual({ id: 2, signature: '0x03' })
})

test('every refusal is an error with a number, and the words by which dApps know it', async () => {
  const { injected, refuse } = await connected()
  const cases: [string, number, RegExp][] = [
    ['rejected', 4001, /reject/i],
    ['locked', 4001, /cancel/i],
    ['gone', 4001, /cancel/i],
    ['expired', 4001, /cancel/i],
    ['unauthorized', 4100, /authorized/i],
    ['site-blocked', 4100, /does not answer/],
    ['pending-request', 4100, /pending authorization request/],
    ['interrupted', 4900, /reload/],
    ['not-supported', 4200, /supported/],
    ['too-many-requests', -32005, /too many/i],
    ['call-unknown', -32603, /call-unknown/],
    ['__proto__', -32603, /__proto__/],
    ['constructor', -32603, /constructor/],
  ]
  for (const [code, number, words] of cases) {
    const asked = injected.accounts.get()
    refuse(code)
    await expect(asked, code).rejects.toMatchObject({ code: number, reason: code, message: expect.stringMatching(words) })
  }
  const asked = injected.accounts.get()
  refuse('call-unknown', { call: 'Proxy.proxy' })
  await expect(asked).rejects.toThrow('(Proxy.proxy)')
})

test('an answer is for the question with its id, comes once, and from this page only', async () => {
  const page = await connected()
  const { injected, sent, say } = page
  const one = injected.accounts.get()
  const two = injected.accounts.get()
  const [first, second] = sent.slice(-2)
  expect(first?.id).not.toBe(second?.id)
  let done = ''
  for (const [name, each] of Object.entries({ one, two }))
    void each.then(() => {
      done += name
    })
  const reply = { ok: true, value: [] }
  say({ channel: 'kluis', to: 'page', id: first?.id, reply }, {}) // another frame
  say({ channel: 'kluis', to: 'relay', id: first?.id, reply })
  say({ channel: 'other', to: 'page', id: first?.id, reply })
  say({ channel: 'kluis', to: 'page', id: 'unknown', reply })
  say({ channel: 'kluis', to: 'page', id: first?.id })
  for (const nothing of [undefined, null, 7, 'x', []]) say(nothing)
  await turn()
  expect(done).toBe('')
  say({ channel: 'kluis', to: 'page', id: second?.id, reply })
  say({ channel: 'kluis', to: 'page', id: second?.id, reply: { ok: false, error: { code: 'rejected' } } })
  await turn()
  expect(done).toBe('two')
})

test('a subscriber is told at once and at every change, the same list once, and nothing after it left', async () => {
  const { injected, sent, say, answer } = await connected()
  const heard: number[] = []
  const stop = injected.accounts.subscribe((accounts) => heard.push(accounts.length))
  const id = sent.at(-1)?.id
  const account = { address: 'a', genesisHash: null, name: 'Main', type: 'sr25519' }
  answer([account])
  await turn()
  const event = (accounts: Account[]) => say({ channel: 'kluis', to: 'page', id, event: accounts })
  event([account]) // a reconnection says it again
  event([account, account])
  event([])
  expect(heard).toEqual([1, 2, 0])
  answer([account], { id } as Sent) // over a new port the subscription is answered again
  expect(heard).toEqual([1, 2, 0, 1])
  stop()
  event([])
  expect(heard).toEqual([1, 2, 0, 1])
})

test('however many subscribers a page has, the background is asked once; one that throws keeps nobody else from hearing', async () => {
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  const { injected, sent, say, answer } = await connected()
  const before = sent.length
  const heard: string[] = []
  injected.accounts.subscribe(() => {
    throw new Error('the page is broken')
  })
  for (let at = 0; at < 80; at++) injected.accounts.subscribe((accounts) => heard.push(`${at}:${accounts.length}`))
  expect(sent.length - before).toBe(1)
  const id = sent.at(-1)?.id
  answer([])
  await turn()
  expect(heard).toHaveLength(80)
  say({ channel: 'kluis', to: 'page', id, event: [{ address: 'a', genesisHash: null, name: 'Main', type: 'sr25519' }] })
  expect(heard).toHaveLength(160)
  injected.accounts.subscribe((accounts) => heard.push(`late:${accounts.length}`))
  await turn()
  expect(heard.at(-1)).toBe('late:1')
  expect(sent.length - before).toBe(1)
  expect(reported).toHaveBeenCalledTimes(2)
})

test('a subscription that was refused shows no accounts, and the next one asks again', async () => {
  const { injected, sent, say, answer } = await connected()
  const heard: number[] = []
  injected.accounts.subscribe((accounts) => heard.push(accounts.length))
  say({ channel: 'kluis', to: 'page', id: sent.at(-1)?.id, reply: { ok: false, error: { code: 'rate-limited' } } })
  await turn()
  expect(heard).toEqual([0])
  const before = sent.length
  injected.accounts.subscribe(() => undefined)
  expect(sent.length - before).toBe(1)
  answer([{ address: 'a', genesisHash: null, name: 'Main', type: 'sr25519' }])
  await turn()
  expect(heard).toEqual([0, 1])
})

test('a subscription that was refused, at once or after a death of the background, is brought again while somebody listens', async () => {
  vi.useFakeTimers()
  try {
    const { injected, sent, say, answer, refuse, asked } = await connected()
    const heard: number[] = []
    const stop = injected.accounts.subscribe((accounts) => heard.push(accounts.length))
    const first = sent.at(-1)
    answer([{ address: 'a', genesisHash: null, name: 'Main', type: 'sr25519' }])
    await vi.advanceTimersByTimeAsync(0)
    refuse('storage-failed', {}, first)
    const before = sent.length
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked().slice(before)).toEqual([{ name: 'subscribe' }])
    expect(heard).toEqual([1])
    refuse('storage-failed')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent.length).toBe(before + 2)
    expect(heard).toEqual([1])
    answer([])
    await vi.advanceTimersByTimeAsync(0)
    say({ channel: 'kluis', to: 'page', id: sent.at(-1)?.id, event: [{ address: 'b', genesisHash: null, name: 'B', type: 'sr25519' }] })
    expect(heard).toEqual([1, 0, 1])
    refuse('interrupted', {}, sent.at(-1))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent.length).toBe(before + 2)
    injected.accounts.subscribe(() => undefined)
    refuse('storage-failed')
    stop()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent.length).toBe(before + 4)
  } finally {
    vi.useRealTimers()
  }
})

test('a payload that is no JSON is refused to the page, and stops nothing', async () => {
  const { injected, answer, sent } = await connected()
  const before = sent.length
  const circle: Record<string, unknown> = {}
  circle.self = circle
  await expect(injected.signer.signPayload(circle)).rejects.toThrow()
  await expect(injected.signer.signRaw({ data: 1n })).rejects.toThrow()
  expect(sent).toHaveLength(before)
  const got = injected.accounts.get()
  answer([])
  expect(await got).toEqual([])
  expect(mistakes).not.toHaveBeenCalled()
})

test('where an updated wallet comes into the page, what waits ends and what is listened for is asked again (REQ-11)', async () => {
  const page = await connected()
  const lists: Account[][] = []
  page.injected.accounts.subscribe((accounts) => lists.push(accounts))
  page.answer([])
  await turn()
  const waits = page.injected.signer.signRaw({}).catch((error: unknown) => error)
  const before = page.sent.length
  page.say({ channel: 'kluis', to: 'page', renewed: true })
  expect(await waits).toMatchObject({ code: 4900, reason: 'interrupted' })
  expect(page.asked().slice(before)).toEqual([{ name: 'subscribe' }])
  const one = { address: '5', genesisHash: null, name: 'A', type: 'sr25519' }
  page.answer([one])
  await turn()
  expect(lists).toEqual([[], [one]])
  page.say({ channel: 'kluis', to: 'page', renewed: true }, {})
  expect(page.sent).toHaveLength(before + 1)
})

test('who first listened when the wallet was updated is told nothing, and asks once more when somebody listens again', async () => {
  const page = await connected()
  const lists: Account[][] = []
  page.injected.accounts.subscribe((accounts) => lists.push(accounts))
  page.say({ channel: 'kluis', to: 'page', renewed: true })
  await turn()
  expect(lists).toEqual([[]])
  const before = page.sent.length
  page.injected.accounts.subscribe(() => undefined)
  expect(page.asked().slice(before)).toEqual([{ name: 'subscribe' }])
})

test('a wallet that comes where one stands says so, and nowhere else', async () => {
  const told = [{ channel: 'kluis', to: 'page', renewed: true }]
  const page = await openPage((window) => {
    window.injectedWeb3 = { kluis: {} }
  })
  expect(page.sent).toEqual(told)
  expect((await openPage()).sent).toEqual([])
})
