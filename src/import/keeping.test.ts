import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FoundKey } from '../keyfiles'
import type { AccountView, KeyInput } from '../messaging'
import { KluisError } from '../units'
import { letGo, letGoOfAll, openHand } from './hand'
import { type Background, createKeeping, type Decision } from './keeping'
import { emptyTray, nodeKey, restored, type Tray, withOpened } from './tray'

beforeEach(() => openHand())
afterEach(() => letGoOfAll())

const id = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const key = (n: number, secret = true): FoundKey => ({
  ...{ accountId: id(n), publicKey: id(n), address: `5${n}`, type: 'ed25519', name: null, role: null, foreignPrefix: null },
  secret: secret ? { kind: 'seed', seed: new Uint8Array(32).fill(n), path: '', type: 'ed25519' } : null,
  watch: secret ? null : 'address',
})
const files = (...keys: FoundKey[]) => withOpened(emptyTray, null, { keys, oneOf: false, locked: [], refused: [] }, 'file')
const backup = (tray: Tray, ...keys: FoundKey[]) =>
  restored(tray, {
    createdAt: 5,
    keys: keys.map((each) => ({ ...each, note: '', hidden: false })),
    refused: [],
    contacts: [1, 2].map((n) => ({ id: id(n), name: `Friend ${n}`, note: '' })),
    sites: ['https://a.test', 'https://b.test'].map((origin) => ({ origin, accounts: [id(1), id(9)], grantedAt: 1, lastUsedAt: 1 })),
    nodes: [
      { network: 'finney', url: 'wss://mine.example:443', operator: 'me' },
      { network: 'testnet', url: 'wss://mine.example:443', operator: 'me' },
    ],
    blocked: ['https://evil.test'],
    contactsOnly: true,
  })
const all = ({ keys }: Tray) => keys.map(({ ref }): Decision => ({ ref, name: `Named ${ref}`, role: 'coldkey' }))
const none = { sites: [], blocked: [], contacts: [], nodes: [], contactsOnly: false }
const view = (input: KeyInput) => ({ id: input.id }) as AccountView

/** A background that keeps what comes; `fails`: at which command, counted from 1. */
function world({ empty = false, fails, left = 0 }: { empty?: boolean; fails?: number; left?: number } = {}) {
  const sent: { command: string; id?: string; input: { keys?: KeyInput[] } & Record<string, unknown> }[] = []
  const state = { empty }
  const take = (command: string) => async (input: { commandId: string; keys: KeyInput[] }) => {
    sent.push({ command, id: input.commandId, input })
    if (sent.length === fails) throw new KluisError('interrupted')
    state.empty = false
    return input.keys.map((each) =>
      each.id === id(6)
        ? { ok: false as const, id: each.id, code: 'duplicate-account' as const, facts: { name: 'Six' } }
        : { ok: true as const, account: view(each) },
    )
  }
  let ids = 0
  const background: Background = {
    createWallet: take('createWallet'),
    addAccounts: take('addAccounts'),
    async mergeBackup(input) {
      sent.push({ command: 'mergeBackup', input })
      if (sent.length === fails) throw new KluisError('interrupted')
      return { left: input.contacts.length ? left : 0 }
    },
    newCommandId: () => `command ${++ids}`,
    isEmpty: () => state.empty,
  }
  return { background, sent, state }
}

test('each account says by where it came from whether it is saved', async () => {
  const { background, sent } = world()
  const tray = backup(files(key(1)), key(2), key(3, false))
  const results = await createKeeping(background).keep(tray, all(tray), none, null)
  expect(results.added.map((each) => each.id)).toEqual([id(1), id(2), id(3)])
  expect(sent[0]?.input.keys?.map(({ id, saved, role, watch, secret }) => [id, saved, role, watch, secret !== null])).toEqual([
    [id(1), false, 'coldkey', null, true],
    [id(2), true, 'coldkey', null, true],
    [id(3), true, 'watch', 'address', false],
  ])
})

test('a backup whose accounts are all here brings its contacts and nodes alone, and says how many', async () => {
  const { background, sent } = world()
  const tray = backup(emptyTray, key(2))
  const nodes = tray.backup?.nodes.slice(0, 1).map(nodeKey) ?? []
  const results = await createKeeping(background).keep(tray, [], { ...none, contacts: [id(1), id(2)], nodes }, null)
  expect(results).toEqual({ added: [], refused: [], beside: 3, left: 0 })
  expect(sent.map(({ command }) => command)).toEqual(['mergeBackup', 'mergeBackup'])
  expect(sent[0]?.input).toMatchObject({ contacts: tray.backup?.contacts, sites: [], accounts: [] })
  expect(sent[1]?.input).toMatchObject({ contacts: [], nodes: tray.backup?.nodes.slice(0, 1) })
  expect((await createKeeping(background).keep(files(key(3)), [], none, null)).beside).toBe(0)
})

test('contacts of a backup that found no room are told, once however often it was tried, and do not count as brought', async () => {
  const { background } = world({ fails: 2, left: 1 })
  const tray = backup(emptyTray, key(2))
  const keeping = createKeeping(background)
  const extras = { ...none, contacts: [id(1), id(2)], nodes: tray.backup?.nodes.slice(0, 1).map(nodeKey) ?? [] }
  await expect(keeping.keep(tray, [], extras, null)).rejects.toMatchObject({ code: 'interrupted' })
  expect(await keeping.keep(tray, [], extras, null)).toEqual({ added: [], refused: [], beside: 2, left: 1 })
})

test('an account whose secret is no longer in the hand is not sent as a watched one', async () => {
  const { background, sent } = world()
  const tray = files(key(1))
  letGo()
  await expect(createKeeping(background).keep(tray, all(tray), none, null)).rejects.toMatchObject({
    code: 'cancelled',
    facts: { held: '1' },
  })
  expect(sent).toEqual([])
})

test('a second try goes on where the first failed, and makes no second vault', async () => {
  const { background, sent } = world({ empty: true, fails: 2 })
  const tray = files(...Array.from({ length: 70 }, (_, i) => key(i + 10)))
  const keeping = createKeeping(background)
  await expect(keeping.keep(tray, all(tray), none, 'password')).rejects.toMatchObject({ code: 'interrupted' })
  const results = await keeping.keep(tray, all(tray), none, 'password')
  expect(results.added).toHaveLength(70)
  expect(sent.map(({ command, id, input }) => [command, id, input.keys?.length])).toEqual([
    ['createWallet', 'command 1', 50],
    ['addAccounts', 'command 2', 20],
    ['addAccounts', 'command 2', 20],
  ])
})

test('where the vault was made and its answer lost, accounts join it', async () => {
  const { background, sent, state } = world({ empty: true, fails: 1 })
  const tray = files(key(1))
  const keeping = createKeeping(background)
  await expect(keeping.keep(tray, all(tray), none, 'password')).rejects.toMatchObject({ code: 'interrupted' })
  state.empty = false
  await keeping.keep(tray, all(tray), none, 'password')
  expect(sent.map(({ command }) => command)).toEqual(['createWallet', 'addAccounts'])
})

test('what an earlier try added counts for the sites of its backup', async () => {
  const { background, sent } = world({ fails: 2 })
  const tray = backup(emptyTray, ...Array.from({ length: 60 }, (_, i) => key(i + 10)))
  const keeping = createKeeping(background)
  await expect(keeping.keep(tray, all(tray), none, null)).rejects.toMatchObject({ code: 'interrupted' })
  const left = all(tray).slice(50)
  const results = await keeping.keep(tray, left, { ...none, sites: ['https://a.test'] }, null)
  expect(results.added).toHaveLength(60)
  expect(sent.at(-1)?.input.accounts).toHaveLength(60)
})

test('of a backup only ticked sites and contacts are brought, for accounts that were really added from it', async () => {
  const { background, sent } = world()
  const tray = backup(files(key(7)), key(1), key(6))
  await createKeeping(background).keep(tray, all(tray), { ...none, sites: ['https://b.test'], contacts: [id(2)] }, null)
  expect(sent[1]).toEqual({
    command: 'mergeBackup',
    input: {
      contacts: [{ id: id(2), name: 'Friend 2', note: '' }],
      sites: [{ origin: 'https://b.test', accounts: [id(1), id(9)] }],
      accounts: [id(1)],
    },
  })
  const quiet = world()
  await createKeeping(quiet.background).keep(tray, all(tray), none, null)
  expect(quiet.sent.map(({ command }) => command)).toEqual(['addAccounts'])
})

test('the password that a wallet asked for goes along with whatever adds somebody, and only then', async () => {
  const { background, sent } = world()
  const tray = backup(files(key(7)), key(1))
  await createKeeping(background).keep(tray, all(tray), { ...none, contacts: [id(2)] }, 'the password')
  expect(sent.map(({ command, input }) => [command, input.password])).toEqual([
    ['addAccounts', 'the password'],
    ['mergeBackup', 'the password'],
  ])
  const unasked = world()
  await createKeeping(unasked.background).keep(tray, all(tray), { ...none, contacts: [id(2)] }, null)
  expect(unasked.sent.map(({ input }) => 'password' in input)).toEqual([false, false])
})

test('of a backup only ticked nodes and the ticked switch are brought, after the contacts', async () => {
  const { background, sent } = world()
  const tray = backup(files(key(7)), key(1))
  const nodes = [nodeKey({ network: 'testnet', url: 'wss://mine.example:443', operator: 'me' })]
  await createKeeping(background).keep(tray, all(tray), { ...none, contacts: [id(2)], nodes, contactsOnly: true }, null)
  expect(sent.slice(1).map(({ input }) => input)).toEqual([
    { contacts: [{ id: id(2), name: 'Friend 2', note: '' }], sites: [], accounts: [id(1)] },
    {
      ...{ contacts: [], sites: [], accounts: [] },
      nodes: [{ network: 'testnet', url: 'wss://mine.example:443', operator: 'me' }],
      contactsOnly: true,
    },
  ])
})

test('of a backup a ticked block is brought last, so that no site of it comes back over it', async () => {
  const { background, sent } = world()
  const tray = backup(files(key(7)), key(1))
  const extras = { ...none, sites: ['https://a.test'], blocked: ['https://evil.test'] }
  const { beside } = await createKeeping(background).keep(tray, all(tray), extras, null)
  expect(beside).toBe(1)
  expect(sent.at(-1)?.input).toEqual({ contacts: [], sites: [], accounts: [], nodes: [], blocked: ['https://evil.test'] })
})

test('what was refused stays told with its name, before and after keeping', async () => {
  const { background } = world()
  const reason = { code: 'keyfile-unknown', facts: {} } as const
  const tray = { ...files(key(6)), refused: [{ name: 'notes.txt', reason }] }
  const { refused } = await createKeeping(background).keep(tray, all(tray), none, null)
  expect(refused).toEqual([
    { name: all(tray)[0]?.name, reason: { code: 'duplicate-account', facts: { name: 'Six' } } },
    { name: 'notes.txt', reason },
  ])
})
