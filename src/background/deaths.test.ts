import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import { type Access, codeOf, createComputer, resultOf, until } from './fixtures/computer'
import {
  approveShown,
  assemble,
  bring,
  connect,
  createWorld,
  keptOf,
  type Node,
  openPopup,
  password,
  payloadOf,
  secret,
  shown,
  site,
  transferOf,
  windowOf,
} from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const writes =
  (medium: string, key: string, text = ''): ((access: Access) => boolean) =>
  (access) =>
    access.act === 'write' && access.medium === medium && access.key.startsWith(key) && access.text.includes(text)
/** A word as it stands in a box: JSON inside an envelope of JSON. */
const kept = (word: string) => `\\"${word}\\"`
const points: [string, (access: Access) => boolean][] = [
  ['approved', writes('session', 'requests', kept('approved'))],
  ['signed', writes('session', 'requests', kept('signed'))],
  ['noted', writes('main', 'activity')],
  ['used', writes('main', 'sites')],
  ['settled', (access) => writes('session', 'requests', 'signature')(access) && !access.text.includes('extrinsic')],
]

test.each(points.flatMap(([name, when]) => (['before', 'after'] as const).map((moment) => ({ name, moment, when }))))(
  'a site gets exactly one signature when the background dies $moment it was $name',
  async ({ when, moment }) => {
    const world = await createWorld(node)
    const { computer, address } = world
    const page = await connect(world, [world.id])
    const payload = payloadOf(node, address, transferOf(node, BOB, 1_000_000n))
    const answer = page.ask('signPayload', payload)
    await shown(world.popup, 'transaction')
    const dead = computer.dieAt(when, moment)
    void approveShown(world.popup)
    await dead
    await computer.restart()
    const popup = await openPopup(computer)
    await until(() => popup.views.network.phase === 'online')
    let got: string | undefined
    void answer.then((reply) => {
      got = resultOf<{ signature: string }>(reply).signature
    })
    // Where nothing had been signed, the person is asked again; never otherwise.
    await until(() => got || popup.views.requests.items.length)
    const again = !got
    if (!got) resultOf(await approveShown(popup))
    const signature = await until(() => got)
    const entries = await until(() => popup.views.activity.first.length && popup.views.activity.first)
    expect(entries).toHaveLength(1)
    node.chain.submit(assemble(payload, signature))
    node.produce(3)
    await until(() => popup.views.activity.first[0]?.status.phase === 'final')
    expect(popup.views.activity.total).toBe(1)
    expect(popup.views.requests.items).toEqual([])
    await until(() => computer.windows.size === 0)
    expect(again).toBe(when === points[0]?.[1] || (when === points[1]?.[1] && moment === 'before'))
    computer.life.die()
  },
)

test.each([
  ['approved', 'after', points[0]?.[1]],
  ['signed', 'before', points[1]?.[1]],
  ['signed', 'after', points[1]?.[1]],
  ['noted', 'after', points[2]?.[1]],
  ['sent', 'before', writes('main', 'activity', 'sent')],
  ['sent', 'after', writes('main', 'activity', 'sent')],
  ['settled', 'before', (access: Access) => writes('session', 'requests', 'entry')(access) && !access.text.includes('extrinsic')],
  ['settled', 'after', (access: Access) => writes('session', 'requests', 'entry')(access) && !access.text.includes('extrinsic')],
] as [string, 'before' | 'after', (access: Access) => boolean][])(
  'an own transfer leaves exactly once when the background dies around %s (%s)',
  async (_, moment, when) => {
    const { computer, popup: first, id, address } = await createWorld(node)
    const before = node.chain.account(BOB).data.free
    const nonce = node.chain.account(address).nonce
    resultOf(
      await first.ask('prepareTransfer', { commandId: 'send this', from: id, to: BOB, amount: '5000000', keepAlive: true, hotkey: false }),
    )
    await shown(first, 'transaction')
    const dead = computer.dieAt(when, moment)
    void approveShown(first)
    await dead
    await computer.restart()
    const popup = await openPopup(computer)
    await until(() => popup.views.network.phase === 'online')
    await until(() => popup.views.requests.items.length || node.chain.pending.length || node.chain.account(address).nonce > nonce)
    if (popup.views.requests.items.length) resultOf(await approveShown(popup))
    await until(() => node.chain.pending.length === 1)
    node.produce(3)
    await until(() => popup.views.activity.first[0]?.status.phase === 'final')
    expect(popup.views.activity.total).toBe(1)
    expect(popup.views.requests.items).toEqual([])
    expect(node.chain.account(BOB).data.free - before).toBe(5_000_000n)
    expect(node.chain.account(address).nonce).toBe(nonce + 1)
    computer.life.die()
  },
)

test.each(['before', 'after'] as const)(
  'a message gets exactly one signature when the background dies %s it was settled',
  async (moment) => {
    const world = await createWorld(node)
    const page = await connect(world, [world.id])
    const answer = page.ask('signRaw', { address: world.address, data: 'hello' })
    const { id, hash } = await shown(world.popup, 'message')
    const dead = world.computer.dieAt(writes('session', 'requests', 'signature'), moment)
    void world.popup.ask('approve', { id, hash })
    await dead
    await world.computer.restart()
    const popup = await openPopup(world.computer)
    expect(popup.views.requests.items).toHaveLength(moment === 'before' ? 1 : 0)
    if (moment === 'before') resultOf(await popup.ask('approve', { id, hash }))
    expect(resultOf<{ signature: string }>(await answer).signature).toMatch(/^0x[0-9a-f]{128}$/)
    expect(codeOf(await popup.ask('approve', { id, hash }))).toBe('gone')
  },
)

test('a request that is being read when the background dies is brought again by its page', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const dead = world.computer.dieAt(writes('session', 'requests', 'Balances'))
  const answer = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  await dead
  await world.computer.restart()
  const popup = await openPopup(world.computer)
  resultOf(await approveShown(popup))
  expect(codeOf(await answer)).toBe('ok')
})

test('an approval for a page that did not come back signs nothing', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  void page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  await shown(world.popup, 'transaction')
  world.computer.life.die()
  page.leave()
  await world.computer.restart()
  const popup = await openPopup(world.computer)
  expect(codeOf(await approveShown(popup))).toBe('gone')
  expect(popup.views.activity.total).toBe(0)
  await until(() => popup.views.requests.items.length === 0)
})

test('a window that was closed while the background was dead has said no, and does not come back', async () => {
  const world = await createWorld(node)
  const { computer } = world
  const page = await connect(world, [world.id])
  const answer = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  await shown(world.popup, 'transaction')
  const window = await windowOf(computer)
  computer.life.die()
  computer.windows.delete(window)
  await computer.restart()
  computer.life.emit('window', window)
  expect(codeOf(await answer)).toBe('rejected')
  await until(() => computer.windows.size === 0)
})

test('a window that is still there after a death is found again', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const answer = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  await shown(world.popup, 'transaction')
  const before = [await windowOf(world.computer)]
  await world.computer.restart()
  const popup = await openPopup(world.computer)
  await shown(popup, 'transaction')
  expect([...world.computer.windows]).toEqual(before)
  world.computer.closeWindow(before[0] ?? 0)
  expect(codeOf(await answer)).toBe('rejected')
})

test('the deadline passes while the background is dead: it wakes locked, and nothing waits', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const answer = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  await shown(world.popup, 'transaction')
  world.computer.clock.ahead = 61 * 60_000
  await world.computer.restart()
  const popup = await openPopup(world.computer)
  expect(popup.views.session.status).toBe('locked')
  expect(codeOf(await answer)).toMatch(/^(locked|expired)$/)
  expect(popup.views.requests.items).toEqual([])
})

test('a connection that was granted before the death is not asked for again', async () => {
  const world = await createWorld(node)
  const { computer } = world
  const answer = computer.page(site).ask('connect', { name: 'x' })
  const { id } = await shown(world.popup, 'connect')
  const dead = computer.dieAt(writes('main', 'sites'), 'after')
  void world.popup.ask('approveConnect', { id, accounts: [world.id] })
  await dead
  await computer.restart()
  const popup = await openPopup(computer)
  expect(codeOf(await answer)).toBe('ok')
  expect(popup.views.requests.items).toEqual([])
  expect(popup.views.sites.items.map(({ origin }) => origin)).toEqual([site])
  await until(() => computer.windows.size === 0)
})

test('a command with an id runs once, however often it is brought, and also across a death', async () => {
  const { computer, popup, id } = await createWorld(node)
  const command = { commandId: 'only once', from: id, to: BOB, amount: '77', keepAlive: true, hotkey: false } as const
  const [one, two] = await Promise.all([popup.ask('prepareTransfer', command), popup.ask('prepareTransfer', command)])
  expect(resultOf(two)).toEqual(resultOf(one))
  await computer.restart()
  const later = await openPopup(computer)
  expect(resultOf(await later.ask('prepareTransfer', command))).toEqual(resultOf(one))
  expect(later.views.requests.items.map((each) => each.id)).toEqual([resultOf<{ id: string }>(one).id])
  // A failure may be tried again.
  const failing = { ...command, commandId: 'fails once', amount: '0' }
  expect(codeOf(await later.ask('prepareTransfer', failing))).toBe('amount-zero')
  expect(codeOf(await later.ask('prepareTransfer', { ...failing, amount: '78' }))).toBe('ok')
})

test('a wallet whose making was cut off is finished by the same command, and by nobody without the password', async () => {
  const computer = createComputer()
  const command = { commandId: 'make it now', password, keys: [bring(secret, { name: 'Main' })] }
  const dead = computer.dieAt(writes('main', 'accounts'))
  void computer.popup().ask('createWallet', command)
  await dead
  await computer.restart()
  const popup = await openPopup(computer)
  expect(popup.views.accounts.total).toBe(0)
  expect(codeOf(await popup.ask('createWallet', { ...command, password: 'another password!' }))).toBe('wrong-password')
  expect(keptOf(await popup.ask('createWallet', command))).toMatchObject([{ name: 'Main' }])
  expect(popup.views.session.status).toBe('unlocked')
  expect(codeOf(await popup.ask('createWallet', { ...command, commandId: 'and another' }))).toBe('wallet-exists')
})

test('a background that could not start says so, and starts with the next event', async () => {
  const { computer } = await createWorld(node)
  computer.life.die()
  computer.fault.disk = true
  const failures: unknown[] = []
  const keep = (error: unknown) => failures.push(error)
  process.on('unhandledRejection', keep)
  await computer.restart()
  expect(codeOf(await computer.popup().ask('touch', undefined))).toBe('storage-failed')
  expect(codeOf(await computer.page(site).ask('accounts'))).toBe('storage-failed')
  computer.fault.disk = false
  const popup = await openPopup(computer)
  expect(popup.views.session.status).toBe('unlocked')
  expect(codeOf(await computer.page(site, 8).ask('accounts'))).toBe('ok')
  process.off('unhandledRejection', keep)
})
