import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import type { AccountView, SecretInput } from '../messaging'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import {
  bring,
  connect,
  createWorld,
  keptOf,
  type Node,
  openPopup,
  password,
  payloadOf,
  rest,
  shown,
  site,
  transferOf,
  type World,
} from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const seed: SecretInput = { kind: 'seed', seed: `0x${'c5'.repeat(32)}`, path: '', type: 'sr25519' }
const strange = `0x${'77'.repeat(32)}`
let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const grantsOf = ({ popup }: World) => popup.views.sites.items.map(({ origin, accounts }) => [origin, accounts])
const recordsIn = ({ computer }: World) =>
  (
    JSON.parse((JSON.parse(computer.disk.second.get('vault') ?? '') as { payload: string }).payload) as {
      container: { records: { recordId: string; ciphertext: string }[] }
    }
  ).container.records
/** A wallet in which a site has both accounts, one of them asked for a signature, and a message of the other waits too. */
async function asking() {
  const world = await createWorld(node)
  const page = await connect(world, [world.id, world.secondId])
  resultOf(await page.ask('subscribe'))
  const mine = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  const request = await shown(world.popup, 'transaction')
  const others = page.ask('signRaw', { address: world.second, data: 'hello' })
  await shown(world.popup, 'message')
  return { ...world, page, mine, others, request }
}
const watch = (world: World, over = {}) =>
  world.popup
    .ask('addAccounts', {
      commandId: `watched ${Math.random()}`,
      keys: [bring(null, { id: strange, role: 'watch', name: 'Exchange', ...over })],
    })
    .then((reply) => keptOf(reply)[0] as AccountView)

test('funds of a hotkey leave for a site only after the step for what is risky', async () => {
  const world = await createWorld(node)
  const { popup, id, address } = world
  const page = await connect(world, [id])
  resultOf(await popup.ask('changeAccount', { id, role: 'hotkey' }))
  const asked = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 1_000n)))
  const request = await shown(popup, 'transaction')
  const { risks, level } = (request as Extract<typeof request, { kind: 'transaction' }>).explanation
  expect(risks.map((each) => each.id)).toContain('from-hotkey')
  expect(level).toBeGreaterThanOrEqual(3)
  resultOf(await popup.ask('reject', { id: request.id }))
  expect(codeOf(await asked)).toBe('rejected')
})

test('hiding an account ends what sites ask of it, tells the pages, and keeps what it was granted', async () => {
  const world = await asking()
  const { popup, page, id, address, second, mine, request } = world
  resultOf(await popup.ask('changeAccount', { id, hidden: true }))
  expect(codeOf(await mine)).toBe('unauthorized')
  expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash }))).toBe('gone')
  await until(() => (page.events.at(-1) as object[]).length === 1)
  expect(resultOf(await page.ask('accounts'))).toMatchObject([{ address: second }])
  // The other account's question is still there.
  expect(popup.views.requests.items.map(({ kind }) => kind)).toEqual(['message'])
  expect(codeOf(await page.ask('signRaw', { address, data: 'x' }))).toBe('unauthorized')
  expect(codeOf(await page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 1n))))).toBe('unauthorized')
  expect(grantsOf(world)).toEqual([[site, [id, world.secondId]]])
  // It cannot be granted while it is hidden, and is there again when it is not.
  expect(codeOf(await popup.ask('grantSite', { origin: 'https://other.test', accounts: [id] }))).toBe('unknown-account')
  // Where it was granted before, saving the site's accounts takes nothing away, and still tells nothing of it.
  resultOf(await popup.ask('grantSite', { origin: site, accounts: [id, world.secondId] }))
  expect(grantsOf(world)).toEqual([[site, [id, world.secondId]]])
  expect(resultOf(await page.ask('accounts'))).toMatchObject([{ address: second }])
  resultOf(await popup.ask('changeAccount', { id, hidden: false }))
  await until(() => (page.events.at(-1) as object[]).length === 2)
  expect(resultOf<object[]>(await page.ask('accounts'))).toHaveLength(2)
})

test('an own transfer of a hidden account is none of the sites’ business, and goes on', async () => {
  const { popup, id } = await createWorld(node)
  resultOf(
    await popup.ask('prepareTransfer', { commandId: 'an own one', from: id, to: BOB, amount: '1000', keepAlive: true, hotkey: false }),
  )
  const { id: request, hash } = await shown(popup, 'transaction')
  resultOf(await popup.ask('changeAccount', { id, hidden: true }))
  resultOf(await popup.ask('approve', { id: request, hash }))
})

test('an account that is hidden while its signature is being made signs nothing for the site', async () => {
  const { computer, popup, id, mine, request } = await asking()
  computer.meanwhile(
    ({ key, text }) => key === 'requests' && text.includes('\\"signed\\"'),
    async () => {
      void popup.ask('changeAccount', { id, hidden: true })
      await pause(30)
    },
  )
  await popup.ask('approve', { id: request.id, hash: request.hash })
  expect(JSON.stringify(await mine)).not.toContain('signature')
})

test('what can only be watched is never told to a site, granted, signed with or sent from', async () => {
  const world = await createWorld(node)
  const { popup, computer, id } = world
  const { id: watched, address } = await watch(world)
  const page = await connect(world, [id])
  expect(codeOf(await popup.ask('grantSite', { origin: site, accounts: [id, watched as '0x'] }))).toBe('unknown-account')
  // Not by a backup either, which may say anything.
  const restored = [{ origin: site, accounts: [watched, id] }] as never
  resultOf(await popup.ask('mergeBackup', { contacts: [], sites: restored, accounts: [watched, id] as never }))
  expect(grantsOf(world)).toEqual([[site, [id]]])
  const asked = page.ask('connect', { name: 'again' })
  expect(codeOf(await asked)).toBe('ok')
  expect(resultOf<object[]>(await page.ask('accounts'))).toHaveLength(1)
  const stranger = computer.page('https://other.test', 9)
  void stranger.ask('connect', { name: 'x' })
  const request = await shown(popup, 'connect')
  expect(codeOf(await popup.ask('approveConnect', { id: request.id, accounts: [watched as '0x'] }))).toBe('unknown-account')
  await popup.ask('reject', { id: request.id })
  for (const from of [page, stranger]) {
    expect(codeOf(await from.ask('signRaw', { address, data: 'x' }))).toBe('unauthorized')
    expect(codeOf(await from.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 1n))))).toBe('unauthorized')
  }
  for (const hotkey of [false, true])
    expect(
      codeOf(
        await popup.ask('prepareTransfer', {
          commandId: `watched ${hotkey}`,
          from: watched,
          to: BOB,
          amount: '1',
          keepAlive: true,
          hotkey,
        }),
      ),
    ).toBe('watch-only')
  expect(codeOf(await popup.ask('changeAccount', { id: watched as '0x', role: 'hotkey' }))).toBe('invalid-input')
  // Its balance is read like any other, and its name and note are the person's.
  resultOf(await popup.ask('changeAccount', { id: watched as '0x', name: 'Cold storage', note: 'in the safe' }))
  node.produce()
  await until(() => popup.views.balances.byAccount[watched])
})

test('a transfer from a hotkey takes the person’s word that they mean it', async () => {
  const { popup, id } = await createWorld(node)
  const transfer = { from: id, to: BOB, amount: '1000', keepAlive: true }
  resultOf(await popup.ask('changeAccount', { id, role: 'hotkey' }))
  expect(codeOf(await popup.ask('prepareTransfer', { ...transfer, commandId: 'not meant', hotkey: false }))).toBe('is-hotkey')
  expect(popup.views.requests.items).toEqual([])
  resultOf(await popup.ask('prepareTransfer', { ...transfer, commandId: 'it is meant', hotkey: true }))
  const { id: request, hash } = await shown(popup, 'transaction')
  resultOf(await popup.ask('approve', { id: request, hash }))
  resultOf(await popup.ask('changeAccount', { id, role: 'coldkey' }))
  node.produce(3)
  await until(() => popup.views.activity.first[0]?.status.phase === 'final')
  resultOf(await popup.ask('prepareTransfer', { ...transfer, commandId: 'a coldkey', hotkey: false }))
})

test('removing an account ends what waits for it and what it was granted, and the others keep theirs', async () => {
  const world = await asking()
  const { popup, page, id, secondId, address, second, mine } = world
  resultOf(await popup.ask('removeAccount', { commandId: 'remove it', id, password }))
  expect(codeOf(await mine)).toBe('unauthorized')
  await until(() => (page.events.at(-1) as object[]).length === 1)
  expect(resultOf(await page.ask('accounts'))).toMatchObject([{ address: second }])
  expect(grantsOf(world)).toEqual([[site, [secondId]]])
  expect(popup.views.requests.items.map(({ kind }) => kind)).toEqual(['message'])
  expect(codeOf(await page.ask('signRaw', { address, data: 'x' }))).toBe('unauthorized')
  expect(popup.views.accounts).toMatchObject({ total: 1, chosen: { id: secondId } })
  // The other account is of the same words: they stay.
  expect(recordsIn(world)).toHaveLength(1)
  const request = await shown(popup, 'message')
  resultOf(await popup.ask('approve', { id: request.id, hash: request.hash }))
  expect(codeOf(await world.others)).toBe('ok')
  expect(codeOf(await popup.ask('removeAccount', { commandId: 'once more', id, password }))).toBe('unknown-account')
  // With the last account of a site the site is forgotten.
  resultOf(await popup.ask('removeAccount', { commandId: 'the second too', id: secondId, password }))
  expect(grantsOf(world)).toEqual([])
  expect(recordsIn(world)).toEqual([])
})

test('a removed account’s own transfer, not yet approved, goes with it', async () => {
  const { popup, id } = await createWorld(node)
  resultOf(
    await popup.ask('prepareTransfer', { commandId: 'an own one', from: id, to: BOB, amount: '1000', keepAlive: true, hotkey: false }),
  )
  const { id: request, hash } = await shown(popup, 'transaction')
  resultOf(await popup.ask('removeAccount', { commandId: 'remove it', id, password }))
  expect(popup.views.requests.items).toEqual([])
  expect(codeOf(await popup.ask('approve', { id: request, hash }))).toBe('gone')
  expect(node.chain.pending).toEqual([])
})

test('a removed account’s secret leaves the disks when no other account needs it, and not before', async () => {
  const world = await createWorld(node)
  const { computer, popup } = world
  const keys = [bring(seed), bring({ ...seed, path: '//1' }, { name: 'Child' })]
  const [parent, child] = keptOf(await popup.ask('addAccounts', { commandId: 'of a seed', keys })) as [AccountView, AccountView]
  const before = recordsIn(world)
  expect(before).toHaveLength(2)
  const { ciphertext } = before[1] as { ciphertext: string }
  const anywhere = () => [...computer.disk.main, ...computer.disk.second].filter(([, text]) => text.includes(ciphertext)).length
  resultOf(await popup.ask('removeAccount', { commandId: 'the parent', id: parent.id as '0x', password }))
  expect(anywhere()).toBeGreaterThan(0)
  expect(resultOf<{ secret: unknown }[]>(await popup.ask('revealSecrets', { password, ids: [child.id as '0x'] }))[0]?.secret).toEqual({
    ...seed,
    path: '//1',
  })
  resultOf(await popup.ask('removeAccount', { commandId: 'the child', id: child.id as '0x', password }))
  expect(anywhere()).toBe(0)
  expect(recordsIn(world)).toEqual(before.slice(0, 1))
  // A watched account has none: removing it leaves the vault alone.
  const { id: watched } = await watch(world)
  const vault = computer.disk.second.get('vault')
  resultOf(await popup.ask('removeAccount', { commandId: 'the watched', id: watched as '0x', password }))
  expect(computer.disk.second.get('vault')).toBe(vault)
  await computer.restart()
  expect((await openPopup(computer)).views.accounts.total).toBe(2)
})

test.each(['accounts', 'sites', 'vault'])(
  'a death in a removal, before %s are written, leaves no account without its secret',
  async (box) => {
    const world = await createWorld(node)
    const { computer, popup } = world
    const [made] = keptOf(await popup.ask('addAccounts', { commandId: 'of a seed', keys: [bring(seed)] })) as [AccountView]
    const page = await connect(world, [made.id])
    const dead = computer.dieAt(({ act, key }) => act === 'write' && key.startsWith(`${box}/`))
    void popup.ask('removeAccount', { commandId: 'remove it', id: made.id as '0x', password })
    await dead
    await computer.restart()
    const later = await openPopup(computer)
    const ids = later.views.accounts.first.map(({ id }) => id)
    expect(ids.includes(made.id)).toBe(box === 'accounts')
    expect(resultOf<object[]>(await page.ask('accounts'))).toHaveLength(box === 'accounts' ? 1 : 0)
    expect(resultOf<object[]>(await later.ask('revealSecrets', { password, ids: ids as '0x'[] }))).toHaveLength(ids.length)
    await rest({ computer, popup: later })
  },
)

test('what a page lists of sites, contacts and accounts is what the person keeps, and a backup joins it', async () => {
  const { popup, id, secondId } = await createWorld(node)
  resultOf(await popup.ask('saveContact', { id: strange, name: ' Zoë ', note: 'rent' }))
  resultOf(await popup.ask('saveContact', { id: `0x${'78'.repeat(32)}`, name: 'Anna', note: '' }))
  await until(() => popup.views.contacts.items.length === 2)
  expect(popup.views.contacts.items.map(({ name, address }) => [name, address.slice(0, 1)])).toEqual([
    ['Anna', '5'],
    ['Zoë', '5'],
  ])
  const contacts = [
    { id: strange, name: 'not this', note: '' },
    { id: `0x${'79'.repeat(32)}`, name: 'Bob', note: '' },
  ] as const
  const sites = [
    { origin: site, accounts: [id, strange] },
    // Neither to an origin that cannot be served, nor an account that was here before the backup came.
    { origin: 'http://evil.test', accounts: [id] },
    { origin: 'https://evil.test', accounts: [secondId] },
  ]
  resultOf(await popup.ask('mergeBackup', { contacts: contacts as never, sites: sites as never, accounts: [id, strange] as never }))
  await until(() => popup.views.contacts.items.length === 3 && popup.views.sites.items.length === 1)
  expect(popup.views.contacts.items.map(({ name }) => name)).toEqual(['Anna', 'Bob', 'Zoë'])
  expect(popup.views.sites.items).toMatchObject([{ origin: site, accounts: [id] }])
  resultOf(await popup.ask('removeContact', { id: strange as '0x' }))
  await until(() => popup.views.contacts.items.length === 2)
  expect(popup.views.contacts.items.map(({ name }) => name)).toEqual(['Anna', 'Bob'])
  const exported = resultOf<Record<string, object[]>>(await popup.ask('exportWallet', { password }))
  expect(exported.contacts?.map((each) => (each as { name: string }).name)).toEqual(['Anna', 'Bob'])
  expect(exported.sites).toMatchObject([{ origin: site }])
  expect(exported.accounts?.map((each) => (each as { id: string }).id)).toEqual([id, secondId])
  resultOf(await popup.ask('moveAccount', { id: secondId, to: 0 }))
  await until(() => popup.views.accounts.first[0]?.id === secondId)
  expect(popup.views.accounts.first.map((each) => each.id)).toEqual([secondId, id])
  expect(resultOf<AccountView[]>(await popup.ask('accountsOf', { ids: [strange as '0x', id] })).map((each) => each.id)).toEqual([id])
})
