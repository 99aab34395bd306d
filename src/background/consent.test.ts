import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import type { Reply } from '../messaging'
import { codeOf, createComputer, pause, resultOf, until } from './fixtures/computer'
import {
  approveShown,
  bring,
  connect,
  createWorld,
  type Node,
  openPopup,
  password,
  payloadOf,
  rest,
  secret,
  shown,
  site,
  transferOf,
  type World,
  windowOf,
} from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

/** A connected page with a transaction that waits for the person. */
async function asking() {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const answer = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  const request = await shown(world.popup, 'transaction')
  return { ...world, page, answer, request }
}
const ends: [string, string, (world: Awaited<ReturnType<typeof asking>>) => unknown][] = [
  ['lock', 'locked', ({ popup }) => popup.ask('lock', undefined)],
  ['the machine locks', 'locked', ({ computer }) => computer.life.emit('idle', 'locked')],
  ['an update', 'locked', ({ computer }) => computer.life.emit('installed', {})],
  [
    'the deadline',
    'locked',
    ({ computer }) => {
      computer.clock.ahead = 61 * 60_000
      computer.life.emit('alarm', { name: 'lock' })
    },
  ],
  ['revocation', 'unauthorized', ({ popup }) => popup.ask('revokeSite', { origin: site })],
  [
    'another account is granted',
    'unauthorized',
    ({ popup, second }) =>
      popup.ask('grantSite', {
        origin: site,
        accounts: [popup.views.accounts.first.find(({ address }) => address === second)?.id as '0x'],
      }),
  ],
  ['navigation', '', ({ page }) => page.leave()],
  ['tab close', 'gone', ({ computer, page }) => computer.life.emit('tab', page.tabId)],
  ['another network', 'gone', ({ popup }) => popup.ask('chooseNetwork', { id: 'testnet' })],
  ['the window is closed', 'rejected', async ({ computer }) => computer.closeWindow(await windowOf(computer))],
  [
    'ten minutes',
    'expired',
    ({ computer }) => {
      computer.clock.ahead = 601_000
      computer.life.emit('alarm', { name: 'look' })
    },
  ],
]

test.each(ends)('pending consent ends at lock, revocation, navigation and tab close; grants stay: %s', async (what, code, happens) => {
  const world = await asking()
  await happens(world)
  await rest(world)
  if (code) expect(codeOf(await world.answer)).toBe(code)
  // What it was answered with is no longer of use, not even after unlocking.
  if (code === 'locked') resultOf(await world.popup.ask('unlock', { password }))
  expect(codeOf(await world.popup.ask('approve', { id: world.request.id, hash: world.request.hash }))).toBe('gone')
  expect(world.popup.views.activity.total).toBe(0)
  const grants = world.popup.views.sites.items.map(({ origin }) => origin)
  expect(grants).toEqual(what === 'revocation' ? [] : [site])
  world.computer.life.die()
})

test('locked, a granted site still sees its accounts; a signature waits for the person to unlock', async () => {
  const { computer, popup, page, address } = await asking()
  resultOf(await popup.ask('lock', undefined))
  await until(() => popup.views.session.status === 'locked')
  expect(resultOf<object[]>(await page.ask('accounts'))).toHaveLength(1)
  const answer = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 2_000n)))
  const { id, hash } = await shown(popup, 'transaction')
  expect(codeOf(await popup.ask('approve', { id, hash }))).toBe('locked')
  await windowOf(computer)
  expect(computer.windows.size).toBe(1)
  resultOf(await popup.ask('unlock', { password }))
  resultOf(await popup.ask('approve', { id, hash }))
  expect(codeOf(await answer)).toBe('ok')
})

test('a rejected connection leaves nothing behind, and asking on and on is silenced', async () => {
  const { computer, popup } = await createWorld(node)
  const page = computer.page(site)
  for (let n = 0; n < 3; n++) {
    const answer = page.ask('connect', { name: '\u202eevil\u0000  name'.repeat(9) })
    const request = await shown(popup, 'connect')
    expect(request.claims).toMatch(/^[a-z ]{1,50}$/)
    const second = page.ask('connect', { name: 'again' })
    expect(codeOf(await second)).toBe('pending-request')
    resultOf(await popup.ask('reject', { id: request.id }))
    expect(codeOf(await answer)).toBe('rejected')
    await rest({ computer, popup })
  }
  expect(popup.views.sites.items).toEqual([])
  expect(codeOf(await page.ask('connect', { name: 'x' }))).toBe('site-blocked')
  await computer.restart() // the silence outlives the background
  expect(codeOf(await computer.page(site, 8).ask('connect', { name: 'x' }))).toBe('site-blocked')
  computer.clock.ahead = 61_000
  const later = await openPopup(computer)
  void computer.page(site, 9).ask('connect', { name: 'x' })
  await shown(later, 'connect')
})

test('a thousand requests in one go: three wait, one window, an answer for each of the others', async () => {
  const { computer, popup, id, address } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const payload = payloadOf(node, address, transferOf(node, BOB, 1_000n))
  let refused = 0
  for (let n = 0; n < 1_000; n++) void page.ask('signPayload', payload).then((reply) => void (reply.ok || refused++))
  await until(() => refused === 997)
  await until(() => popup.views.requests.items.length === 3)
  await windowOf(computer)
  expect(computer.windows.size).toBe(1)
})

test('a question brought again is joined to the same request; another one under its id is refused, and the same id from another document is another (MSG-12)', async () => {
  const { computer, popup, page, address } = await asking()
  const payload = payloadOf(node, address, transferOf(node, BOB, 7n))
  const first = page.ask('signPayload', payload, 'same')
  page.reconnect()
  page.reconnect()
  const other = computer.page(site, 8)
  const stranger = other.ask('signPayload', payload, 'same')
  await until(() => popup.views.requests.items.length === 3)
  const mine = popup.views.requests.items[1] as { id: string; hash: string }
  resultOf(await popup.ask('approve', { id: mine.id, hash: mine.hash }))
  const signature = resultOf(await first)
  // Brought once more it has the same answer, and another question under its id has none.
  expect(resultOf(await page.ask('signPayload', payload, 'same'))).toEqual(signature)
  expect(codeOf(await page.ask('signPayload', { ...payload, nonce: '0x99' }, 'same'))).toBe('duplicate-request')
  expect(popup.views.activity.total).toBe(1)
  other.leave()
  await until(() => popup.views.requests.items.length === 1)
  await expect(Promise.race([stranger, pause(20).then(() => 'nothing')])).resolves.toBe('nothing')
})

test('two windows approve at once: one signature', async () => {
  const { computer, popup, answer, request } = await asking()
  const other = await openPopup(computer)
  const { id, hash } = request
  const codes = (await Promise.all([popup.ask('approve', { id, hash }), other.ask('approve', { id, hash })])).map(codeOf)
  expect(codes.sort()).toEqual(['gone', 'ok'])
  expect(codeOf(await answer)).toBe('ok')
  await until(() => popup.views.activity.total === 1)
})

test.each([
  ['lock', 'locked', (world: World) => world.popup.ask('lock', undefined)],
  ['revocation', 'unauthorized', (world: World) => world.popup.ask('revokeSite', { origin: site })],
  ['another network', 'gone', (world: World) => world.popup.ask('chooseNetwork', { id: 'testnet' })],
])('%s while an approval is carried out: no signature reaches the page', async (_, code, happens) => {
  const world = await asking()
  // The moment in which the signature is about to be kept.
  world.computer.meanwhile(
    ({ key, text }) => key === 'requests' && text.includes('\\"signed\\"'),
    async () => {
      void happens(world)
      await pause(20)
    },
  )
  await approveShown(world.popup)
  const reply = await world.answer
  expect([codeOf(reply), JSON.stringify(reply).includes('signature')]).toEqual([code, false])
})

test('a request that was put while its permission was taken away is never shown', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const answers: Promise<Reply>[] = []
  // Its permission was looked at, its account not yet: the accounts are just being written.
  computer.meanwhile(
    ({ key, act }) => key.startsWith('accounts') && act === 'write',
    async () => {
      answers.push(page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 7n))))
      await pause(5)
      void popup.ask('revokeSite', { origin: site })
      await pause(20)
    },
  )
  resultOf(await popup.ask('changeAccount', { id, name: 'New' }))
  expect(codeOf(await (answers[0] as Promise<Reply>))).toBe('unauthorized')
  expect(computer.windows.size).toBe(0)
})

test('only accounts that exist can be granted', async () => {
  const { popup, id } = await createWorld(node)
  expect(codeOf(await popup.ask('grantSite', { origin: site, accounts: [id, `0x${'11'.repeat(32)}`] }))).toBe('unknown-account')
  expect(popup.views.sites.items).toEqual([])
})

test('the page is told when its accounts change, and a stranger is not', async () => {
  const { computer, popup, id, second } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const stranger = computer.page('https://evil.test')
  await Promise.all([page.ask('subscribe'), stranger.ask('subscribe')])
  resultOf(await popup.ask('changeAccount', { id, name: 'New' }))
  await until(() => JSON.stringify(page.events.at(-1))?.includes('New'))
  const other = popup.views.accounts.first.find(({ address }) => address === second)?.id as string
  resultOf(await popup.ask('grantSite', { origin: site, accounts: [id, other] }))
  await until(() => (page.events.at(-1) as unknown[]).length === 2)
  resultOf(await popup.ask('revokeSite', { origin: site }))
  await until(() => (page.events.at(-1) as unknown[]).length === 0)
  expect(stranger.events.flat()).toEqual([])
})

test('without a wallet nobody can connect, and a page of ours is told so', async () => {
  const computer = createComputer()
  const popup = await openPopup(computer)
  expect(popup.views.session).toEqual({ status: 'empty' })
  expect(codeOf(await computer.page(site).ask('connect', { name: 'x' }))).toBe('unauthorized')
  expect(codeOf(await popup.ask('createWallet', { commandId: 'weak one', password: 'short', keys: [bring(secret)] }))).toBe('password-weak')
})

test('No message goes to a host that the user did not choose: before there is a wallet, none goes anywhere', async () => {
  const computer = createComputer()
  const popup = await openPopup(computer)
  resultOf(await popup.ask('chooseNetwork', { id: 'local', host: node.url }))
  await pause(50)
  expect(computer.asked).toEqual([])
  resultOf(await popup.ask('createWallet', { commandId: 'the first', password, keys: [bring(secret)] }))
  await until(() => popup.views.network.phase === 'online')
  expect(new Set(computer.asked)).toEqual(new Set([node.url]))
})

test('an approval that fails leaves its window, because the reason is still to be read there; a new request takes it over', async () => {
  const world = await asking()
  const { computer, popup, request, page, answer } = world
  expect(codeOf(await popup.ask('approve', { id: request.id, hash: `0x${'11'.repeat(32)}` }))).toBe('changed')
  expect(codeOf(await answer)).toBe('changed')
  await until(() => computer.badge.text === '')
  expect([...computer.windows]).toHaveLength(1)
  const again = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 2_000n)))
  const next = await shown(popup, 'transaction')
  expect([...computer.windows]).toHaveLength(1)
  resultOf(await popup.ask('reject', { id: next.id }))
  expect(codeOf(await again)).toBe('rejected')
  await rest(world)
})
