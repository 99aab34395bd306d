import { expect, test, vi } from 'vitest'
import type { AccountView, Reply, SecretInput } from '../messaging'
import { type Computer, codeOf, createComputer, pause, resultOf, until } from './fixtures/computer'
import { bring, keptOf, password, secret } from './fixtures/world'

// Two windows, and deaths, around what ties accounts to records of the vault: none may be left without the other.
vi.setConfig({ testTimeout: 120_000 })

const seed = (n: number): SecretInput => ({ kind: 'seed', seed: `0x${(n + 1).toString(16).padStart(64, '0')}`, path: '', type: 'sr25519' })
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

test('a locked wallet changes nothing: no names, no order, no grants, no contacts, no longer time', async () => {
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
    ['removeContact', { id }],
    ['changeSettings', { lockMinutes: 60 }],
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
