import { expect, test, vi } from 'vitest'
import { networks } from '../chain'
import type { AccountView, Reply, SecretInput } from '../messaging'
import { type Computer, codeOf, createComputer, pause, resultOf, until } from './fixtures/computer'
import { bring, keptOf, password, secret } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

// Two windows, and deaths, around what ties accounts to records of the vault: none may be left without the other.
vi.setConfig({ testTimeout: 120_000 })

const seed = (n: number): SecretInput => ({ kind: 'seed', seed: `0x${(n + 1).toString(16).padStart(64, '0')}`, path: '', type: 'sr25519' })
const finney = networks.finney.hosts[0]?.url ?? ''
const recordsIn = ({ disk }: Computer) =>
  (JSON.parse((JSON.parse(disk.second.get('vault') ?? '') as { payload: string }).payload) as { container: { records: unknown[] } })
    .container.records

async function wallet() {
  const computer = createComputer()
  const popup = computer.popup()
  const keys = [bring(secret, { name: 'Main' })]
  const [main] = keptOf(await popup.ask('createWallet', { commandId: 'the first one', password, keys }))
  return { computer, popup, other: computer.popup(), main: main as AccountView }
}
type Popup = Awaited<ReturnType<typeof wallet>>['popup']
const signing = async (popup: Popup) =>
  resultOf<{ items: AccountView[] }>(await popup.ask('accountsPage', { from: 0, count: 200, query: '', only: 'signing' })).items
/** Every account that signs can be revealed, and every record belongs to one. */
async function fits(computer: Computer, popup: Popup, records: number): Promise<void> {
  const ids = (await signing(popup)).map(({ id }) => id)
  if (ids.length) expect(codeOf(await popup.ask('revealSecrets', { password, ids }))).toBe('ok')
  expect(recordsIn(computer)).toHaveLength(records)
}

test.each([0, 20, 200, 400])(
  'an account is removed in one window while others of its words are brought in another, %i ms later',
  async (gap) => {
    const { computer, popup, other, main } = await wallet()
    const keys = [1, 2, 3].map((n) => bring({ ...secret, path: `//${n}` } as SecretInput, { name: `Child ${n}` }))
    const removing = popup.ask('removeAccount', { commandId: 'removing it', id: main.id, password })
    await pause(gap)
    const adding = other.ask('addAccounts', { commandId: 'adding three', keys })
    expect(codeOf(await removing)).toBe('ok')
    expect(keptOf(await adding)).toHaveLength(3)
    expect(await signing(popup)).toHaveLength(3)
    await fits(computer, popup, 1)
  },
)

test('a child is derived while its parent is removed: it is there with its key, or it is not there', async () => {
  const { computer, popup, other, main } = await wallet()
  let child: Promise<Reply> | undefined
  computer.meanwhile(
    ({ act, key }) => act === 'write' && key.startsWith('vault-chores/'),
    async () => {
      child ??= other.ask('deriveAccount', { commandId: 'deriving one', parent: main.id, path: '//kid', name: 'Kid' })
      await pause(30)
    },
  )
  expect(codeOf(await popup.ask('removeAccount', { commandId: 'removing it', id: main.id, password }))).toBe('ok')
  expect(child).toBeDefined()
  expect(codeOf((await child) as Reply)).toBe('unknown-account')
  await fits(computer, popup, 0)
})

test('a death between the vault and the list leaves no secret that nobody sees', async () => {
  const { computer, popup } = await wallet()
  const dead = computer.dieAt(({ act, key }) => act === 'write' && key.startsWith('accounts'))
  void popup.ask('addAccounts', { commandId: 'it dies in here', keys: [bring(seed(1))] })
  await dead
  expect(recordsIn(computer)).toHaveLength(2)
  await computer.restart()
  const again = computer.popup()
  await until(() => recordsIn(computer).length === 1)
  await until(() => again.views.session)
  await fits(computer, again, 1)
})

test('two windows bring some of the same keys: each is there once, and one that is no key takes no other with it', async () => {
  const { computer, popup, other } = await wallet()
  const first = popup.ask('addAccounts', { commandId: 'window one', keys: [bring(seed(0)), bring(seed(1))] })
  const wrong = bring({ ...secret, phrase: 'not a phrase' } as SecretInput)
  const second = other.ask('addAccounts', { commandId: 'window two', keys: [bring(seed(1)), wrong, bring(seed(2))] })
  const codes = resultOf<{ ok: boolean; code?: string }[]>(await second).map(({ ok, code }) => (ok ? 'ok' : code))
  expect(keptOf(await first)).toHaveLength(2)
  expect(codes).toEqual(['duplicate-account', 'mnemonic-length', 'ok'])
  expect(await signing(popup)).toHaveLength(4)
  await fits(computer, popup, 4)
})

test('a backup that is made while an account is removed in another window fits together', async () => {
  const { computer, popup, other, main } = await wallet()
  resultOf(await popup.ask('addAccounts', { commandId: 'one more of them', keys: [bring(seed(1))] }))
  const exporting = other.ask('exportWallet', { password })
  const removing = popup.ask('removeAccount', { commandId: 'removing it', id: main.id, password })
  const whole = resultOf<{ records: { recordId: string }[]; accounts: { recordId: string | null }[] }>(await exporting)
  expect(codeOf(await removing)).toBe('ok')
  const there = new Set(whole.records.map(({ recordId }) => recordId))
  expect(whole.accounts.every(({ recordId }) => recordId === null || there.has(recordId))).toBe(true)
  await fits(computer, popup, 1)
})

test('what is brought does not take the place of the account that the person works with', async () => {
  const { popup, main } = await wallet()
  resultOf(await popup.ask('addAccounts', { commandId: 'a hotkey comes', keys: [bring(seed(1), { role: 'hotkey', name: 'Main' })] }))
  await until(() => popup.views.accounts.total === 2)
  expect(popup.views.accounts.chosen?.id).toBe(main.id)
})

test('a locked wallet changes nothing: no names, no order, no grants, no contacts, no longer time, nobody else to ask or to pay', async () => {
  const { popup, main } = await wallet()
  resultOf(await popup.ask('lock', undefined))
  const { id } = main
  for (const [name, input] of [
    ['changeAccount', { id, name: 'x' }],
    ['chooseAccount', { id }],
    ['moveAccount', { id, to: 0 }],
    ['accountsSaved', { ids: [id] }],
    ['grantSite', { origin: 'https://good.test', accounts: [id] }],
    ['mergeBackup', { contacts: [], sites: [{ origin: 'https://evil.test', accounts: [id] }], accounts: [id] }],
    ['saveContact', { id, name: 'x', note: '' }],
    ['addContacts', { commandId: 'while locked', contacts: [{ id, name: 'x', note: '' }] }],
    ['removeContact', { id }],
    ['changeSettings', { lockMinutes: 60 }],
    ['changeSettings', { contactsOnly: true }],
    ['changeSettings', { contactsOnly: false, password }],
    ['chooseNetwork', { id: 'local', host: 'ws://127.0.0.1:9945' }],
    ['switchNode', { network: 'finney', url: finney, enabled: false }],
    ['moveNode', { network: 'finney', url: finney, to: 1 }],
    ['removeNode', { network: 'finney', url: finney }],
  ] as const)
    expect(`${name} ${codeOf(await popup.ask(name, input as never))}`).toBe(`${name} locked`)
  resultOf(await popup.ask('changeSettings', { theme: 'dark' }))
})

test('a lock that comes while secrets are on their way out holds', async () => {
  const { computer, popup, other } = await wallet()
  const keys = Array.from({ length: 60 }, (_, n) => bring({ ...secret, path: `//${n}` } as SecretInput))
  const ids = keptOf(await popup.ask('addAccounts', { commandId: 'sixty of them', keys })).map((each) => (each as AccountView).id)
  // The guess is counted before the work of the password, and forgiven after it: then the secrets are still to be computed.
  let guesses = 0
  computer.meanwhile(
    ({ act, key }) => act === 'write' && key.startsWith('vault-guesses') && ++guesses === 2,
    async () => resultOf(await other.ask('lock', undefined)),
  )
  expect(codeOf(await popup.ask('revealSecrets', { password, ids }))).toBe('locked')
  expect(guesses).toBe(2)
})

const textsOf = ({ disk }: Computer) => [...disk.main, ...disk.second].map((each) => each.join(' ')).join('\n')
const nothingLeft = async (computer: Computer, popup: Popup) => {
  await until(() => popup.views.session.status === 'empty' && popup.views.accounts.total === 0)
  await pause(100)
  expect(textsOf(computer)).not.toMatch(/Main|Second|taovault/)
  await computer.restart()
  const later = computer.popup()
  await until(() => later.views.session)
  expect([later.views.session.status, later.views.accounts.total]).toEqual(['empty', 0])
  return later
}

test.each(['vault-chores/', 'vault/', 'accounts/'])(
  'everything is deleted in one window while accounts are brought in another, which just writes %s: none is left without its key',
  async (box) => {
    const { computer, popup, other } = await wallet()
    let wiping: Promise<Reply> | undefined
    computer.meanwhile(
      ({ act, key }) => act === 'write' && key.startsWith(box),
      async () => {
        wiping = other.ask('wipe', { sure: 'everything' })
        await Promise.race([wiping, pause(300)])
      },
    )
    const adding = popup.ask('addAccounts', { commandId: 'adding one more', keys: [bring(seed(1), { name: 'Second' })] })
    await until(() => wiping)
    expect(codeOf((await wiping) as Reply)).toBe('ok')
    await adding
    const later = await nothingLeft(computer, popup)
    keptOf(await later.ask('createWallet', { commandId: 'begin again', password, keys: [bring(seed(2), { name: 'New' }), bring(seed(1))] }))
    await fits(computer, later, 2)
  },
)

test('everything is deleted in one window while a child is derived in another: it is not there without its key', async () => {
  const { computer, popup, other, main } = await wallet()
  let wiping: Promise<Reply> | undefined
  computer.meanwhile(
    ({ act, key }) => act === 'write' && key.startsWith('accounts/'),
    async () => {
      wiping = other.ask('wipe', { sure: 'everything' })
      await Promise.race([wiping, pause(300)])
    },
  )
  const deriving = popup.ask('deriveAccount', { commandId: 'deriving one', parent: main.id, path: '//kid', name: 'Second' })
  await until(() => wiping)
  expect(codeOf((await wiping) as Reply)).toBe('ok')
  await deriving
  await nothingLeft(computer, popup)
})

test('what is asked for while everything is being deleted finds a wallet that is locked, or none: nothing is kept behind it', async () => {
  const { computer, popup, other, main } = await wallet()
  const asked: Promise<Reply>[] = []
  computer.meanwhile(
    ({ act, key }) => act === 'remove' && key.startsWith('contacts'),
    async () => {
      const watched = bring(null, { id: `0x${'17'.repeat(32)}`, role: 'watch', watch: 'address', name: 'Second' })
      asked.push(
        other.ask('addAccounts', { commandId: 'only to be watched', keys: [watched] }),
        other.ask('saveContact', { id: main.id, name: 'Second', note: '' }),
        other.ask('mergeBackup', { contacts: [{ id: main.id, name: 'Second', note: '' }], sites: [], accounts: [] }),
        other.ask('deriveAccount', { commandId: 'deriving one', parent: main.id, path: '//kid', name: 'Second' }),
      )
      await Promise.race([...asked, pause(100)])
    },
  )
  resultOf(await popup.ask('wipe', { sure: 'everything' }))
  expect(asked).toHaveLength(4)
  for (const each of asked) expect(codeOf(await each)).not.toBe('ok')
  await nothingLeft(computer, popup)
})

/** A wallet with a contact, dead, of whose vault nothing is left, or what `harm` leaves. */
async function withoutVault(harm?: (disk: Computer['disk']) => void) {
  const { computer, popup, main } = await wallet()
  resultOf(await popup.ask('saveContact', { id: `0x${'79'.repeat(32)}`, name: 'A friend', note: '' }))
  resultOf(await popup.ask('grantSite', { origin: 'https://good.test', accounts: [main.id] }))
  resultOf(await popup.ask('changeSettings', { theme: 'dark' }))
  await pause(200)
  const { disk } = computer
  computer.life.die()
  disk.session.clear()
  if (harm) harm(disk)
  else for (const each of [disk.main, disk.second]) for (const key of each.keys()) if (/^vault($|\/)/.test(key)) each.delete(key)
  await computer.restart()
  const later = computer.popup()
  await until(() => later.views.session)
  return { computer, popup: later, main }
}

test("a wallet that is made where a deletion was cut short begins with its own accounts, and shows nobody else's as real", async () => {
  const { computer, popup, main } = await withoutVault()
  expect(popup.views.session.status).toBe('empty')
  const keys = [bring(seed(1), { name: 'New' }), bring({ ...secret, path: '//2' } as SecretInput, { name: 'Its own' })]
  keptOf(await popup.ask('createWallet', { commandId: 'begin again', password, keys }))
  await until(() => popup.views.accounts.total === 2)
  const { accounts, contacts, sites, settings } = popup.views
  expect(accounts.first.map(({ name }) => name)).toEqual(['New', 'Its own'])
  expect([contacts.items, sites.items, settings.theme]).toEqual([[], [], 'dark'])
  // The one that was there comes back with its key, as a new one.
  keptOf(await popup.ask('addAccounts', { commandId: 'the old one', keys: [bring(secret, { name: 'Again' })] }))
  expect((await signing(popup)).map(({ id, name }) => [id === main.id, name]).at(-1)).toEqual([true, 'Again'])
  await fits(computer, popup, 2)
})

test('where the vault cannot be read nobody knows that it is gone: what else is there stays as it is', async () => {
  const tear = ({ main, second }: Computer['disk']) => {
    for (const each of [main, second]) for (const key of each.keys()) if (/^vault($|\/)/.test(key)) each.set(key, 'torn')
  }
  const { computer, popup } = await withoutVault(tear)
  expect(popup.views.session).toEqual({ status: 'unreadable', code: 'vault-damaged' })
  expect(codeOf(await popup.ask('createWallet', { commandId: 'begin again', password, keys: [bring(seed(1))] }))).not.toBe('ok')
  expect([popup.views.accounts.total, popup.views.contacts.items.length, popup.views.sites.items.length]).toEqual([1, 1, 1])
  expect(textsOf(computer)).toContain('A friend')
})
