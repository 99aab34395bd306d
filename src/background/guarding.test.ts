import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import { networks } from '../chain'
import type { Output, PopupContract } from '../messaging'
import { decodeAddress, toHex } from '../units'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { bring, createWorld, keptOf, type Node, password, secret, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

// Contacts only: whoever sits at an open wallet and does not know the password adds nobody who can be paid.

let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const bob = { id: toHex(decodeAddress(BOB).accountId), name: 'Bob', note: '' }
const known = { id: `0x${'79'.repeat(32)}`, name: 'A friend', note: '' }
let commands = 0
const once = () => ({ commandId: `guarding ${++commands}` })
const pay = ({ popup, id }: World) =>
  popup.ask('prepareTransfer', { ...once(), from: id, to: BOB, amount: '1000000000', keepAlive: true, hotkey: false } as never)

/** A wallet with one contact that pays contacts only. */
async function guarded(): Promise<World> {
  const world = await createWorld(node)
  resultOf(await world.popup.ask('saveContact', known))
  resultOf(await world.popup.ask('changeSettings', { contactsOnly: true }))
  await until(() => world.popup.views.settings.contactsOnly)
  return world
}

type Ask = (popup: World['popup'], more: { password?: string }) => ReturnType<World['popup']['ask']>
const ways: [string, Ask][] = [
  ['saveContact', (popup, more) => popup.ask('saveContact', { ...bob, ...more })],
  ['addContacts', (popup, more) => popup.ask('addContacts', { ...once(), contacts: [known, bob], ...more })],
  ['mergeBackup', (popup, more) => popup.ask('mergeBackup', { contacts: [bob], sites: [], accounts: [], ...more })],
  [
    'addAccounts (to be watched)',
    (popup, more) => popup.ask('addAccounts', { ...once(), keys: [bring(null, { id: bob.id, role: 'watch', watch: 'address' })], ...more }),
  ],
  [
    'addAccounts (with a key)',
    (popup, more) => popup.ask('addAccounts', { ...once(), keys: [bring({ ...secret, path: '//somebody' })], ...more }),
  ],
]

test.each(ways)('contacts only: %s adds nobody without the password, or with another one; with it, it does', async (_, add) => {
  const world = await guarded()
  const { popup } = world
  const before = [popup.views.contacts.items, popup.views.accounts.total]
  expect(codeOf(await add(popup, {}))).toBe('wrong-password')
  expect(codeOf(await add(popup, { password: 'another one' }))).toBe('wrong-password')
  expect([popup.views.contacts.items, popup.views.accounts.total]).toEqual(before)
  expect(codeOf(await pay(world))).toBe('not-a-contact')
  resultOf(await add(popup, { password }))
  await until(() => popup.views.contacts.items.length + popup.views.accounts.total === 4)
})

test.each(ways)('contacts only: %s at a locked wallet adds nobody, whatever the password', async (_, add) => {
  const { popup } = await guarded()
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await add(popup, { password }))).toBe('locked')
  expect(codeOf(await add(popup, {}))).toBe('locked')
})

test('contacts only: another name or note, what is here already, and a removal take no password; who was removed is a stranger again', async () => {
  const { popup } = await guarded()
  resultOf(await popup.ask('saveContact', { ...known, name: 'An old friend', note: 'rent' }))
  expect(resultOf(await popup.ask('addContacts', { ...once(), contacts: [known] }))).toEqual({ added: 0, left: 0 })
  resultOf(await popup.ask('mergeBackup', { contacts: [known], sites: [], accounts: [] }))
  await until(() => popup.views.contacts.items[0]?.name === 'An old friend')
  resultOf(await popup.ask('removeContact', { id: known.id }))
  expect(codeOf(await popup.ask('saveContact', known))).toBe('wrong-password')
})

test('contacts only: a child of an own key is added without the password, for nobody else holds it', async () => {
  const { popup, id } = await guarded()
  const child = await popup.ask('deriveAccount', { ...once(), parent: id, path: '//kid', name: 'Kid' } as never)
  expect(resultOf<{ name: string }>(child).name).toBe('Kid')
})

test('who pays anybody adds contacts and accounts without the password', async () => {
  const { popup } = await createWorld(node)
  resultOf(await popup.ask('saveContact', bob))
  keptOf(await popup.ask('addAccounts', { ...once(), keys: [bring(null, { id: bob.id, role: 'watch', watch: 'address' })] }))
})

// ---- What a backup carries of it ----

const OWN = { network: 'finney', url: 'wss://mine.example:443', operator: 'my VPS' } as const
const nothing = { contacts: [], sites: [], accounts: [] }

test('a backup carries whether only contacts are paid, and the nodes; neither the network nor the local node', async () => {
  const { popup } = await guarded()
  resultOf(await popup.ask('mergeBackup', { ...nothing, nodes: [OWN] }))
  const { settings } = resultOf<Output<PopupContract, 'exportWallet'>>(await popup.ask('exportWallet', { password }))
  expect(Object.keys(settings).toSorted()).toEqual(['contactsOnly', 'nodes'])
  expect(settings.contactsOnly).toBe(true)
  expect(settings.nodes.finney.at(-1)).toEqual({ url: OWN.url, operator: OWN.operator, enabled: false })
  expect(settings.nodes.testnet).toEqual([])
})

test('a backup switches contacts only on, and cannot switch it off', async () => {
  const { popup } = await createWorld(node)
  resultOf(await popup.ask('mergeBackup', { ...nothing, contactsOnly: true }))
  await until(() => popup.views.settings.contactsOnly)
  resultOf(await popup.ask('mergeBackup', nothing))
  expect(codeOf(await popup.ask('mergeBackup', { ...nothing, contactsOnly: false } as never))).toBe('invalid-input')
  expect(codeOf(await popup.ask('saveContact', bob))).toBe('wrong-password')
  expect(popup.views.settings.contactsOnly).toBe(true)
})

test('a hostile backup chooses no network and no node: its own come in off, those of the list are at most switched off', async () => {
  const { computer, popup } = await createWorld(node)
  const listed = networks.finney.hosts.map(({ url }) => url)
  const nodes = [
    OWN,
    { ...OWN, url: 'ws://far.example:80' },
    { ...OWN, url: listed[0] ?? '' },
    ...listed.map((url) => ({ network: 'finney' as const, url, operator: null })),
  ]
  expect(popup.views.network.id).toBe('local')
  computer.asked.length = 0
  resultOf(await popup.ask('mergeBackup', { ...nothing, nodes }))
  expect(popup.views.network.id).toBe('local')
  expect(computer.asked.filter((url) => url !== node.url)).toEqual([])
  resultOf(await popup.ask('chooseNetwork', { id: 'finney' }))
  await until(() => popup.views.network.id === 'finney')
  // The last that is on stays on.
  expect(popup.views.network.nodes.map(({ url, own, enabled }) => [url, own, enabled])).toEqual([
    ...listed.map((url, at) => [url, false, at === listed.length - 1]),
    [OWN.url, true, false],
  ])
  await until(() => computer.asked.length > 0)
  expect(new Set(computer.asked.filter((url) => url !== node.url))).toEqual(new Set([listed.at(-1)]))
  computer.life.die()
})

test('a locked wallet takes nothing of a backup', async () => {
  const { popup } = await createWorld(node)
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await popup.ask('mergeBackup', { ...nothing, nodes: [OWN], contactsOnly: true }))).toBe('locked')
  expect(popup.views.settings.contactsOnly).toBe(false)
})

// ---- Whom it asks ----

test.each([
  ['the local network', (popup: World['popup'], more: object) => popup.ask('chooseNetwork', { id: 'local', ...more })],
  [
    'another local node',
    (popup: World['popup'], more: object) => popup.ask('chooseNetwork', { id: 'local', host: 'ws://127.0.0.1:3', ...more }),
  ],
  [
    'a node of one’s own that is off',
    (popup: World['popup'], more: object) => popup.ask('switchNode', { network: 'finney', url: OWN.url, enabled: true, ...more }),
  ],
] as const)('No message goes to a host that the user did not choose: %s is asked by who knows the password only', async (what, choose) => {
  const { computer, popup } = await createWorld(node)
  resultOf(await popup.ask('mergeBackup', { ...nothing, nodes: [OWN] }))
  if (what !== 'another local node') resultOf(await popup.ask('chooseNetwork', { id: 'finney' }))
  await until(() => popup.views.network.id === (what === 'another local node' ? 'local' : 'finney'))
  const before = [popup.views.network.id, popup.views.network.nodes.map(({ url, enabled }) => [url, enabled])]
  const chosen = what === 'a node of one’s own that is off' ? OWN.url : what === 'another local node' ? 'ws://127.0.0.1:3' : node.url
  await pause(100)
  computer.asked.length = 0
  expect(codeOf(await choose(popup, {}))).toBe('wrong-password')
  expect(codeOf(await choose(popup, { password: 'another one' }))).toBe('wrong-password')
  await pause(100)
  if (what !== 'another local node') expect(computer.asked).not.toContain(chosen)
  expect([popup.views.network.id, popup.views.network.nodes.map(({ url, enabled }) => [url, enabled])]).toEqual(before)
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await choose(popup, { password }))).toBe('locked')
  resultOf(await popup.ask('unlock', { password }))
  resultOf(await choose(popup, { password }))
  await until(() => popup.views.network.nodes.some(({ url, enabled }) => url === chosen && enabled))
  computer.life.die()
})

test('what Kluis comes with is chosen without the password, and so is what is chosen already', async () => {
  const { computer, popup } = await createWorld(node)
  resultOf(await popup.ask('chooseNetwork', { id: 'local', host: node.url }))
  resultOf(await popup.ask('chooseNetwork', { id: 'finney' }))
  const [first] = networks.finney.hosts
  for (const enabled of [false, true]) resultOf(await popup.ask('switchNode', { network: 'finney', url: first?.url ?? '', enabled }))
  computer.life.die()
})
