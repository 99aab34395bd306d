import { expect, test, vi } from 'vitest'
import { codeOf, createComputer, pause, resultOf, until } from './fixtures/computer'
import { bring, keptOf, openPopup, password, secret } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

// Which network is asked anything: the one that the person chose, and none while nobody can tell which that is.

const LOCAL = 'ws://127.0.0.1:2'
/** A wallet; with `local`, its person chose the local network. */
async function made(local = true, keeps: 'two copies' | 'three copies' | 'one copy' = 'two copies') {
  const computer = createComputer()
  computer.fault.keeps = keeps
  const popup = await openPopup(computer)
  keptOf(await popup.ask('createWallet', { commandId: 'the first', password, keys: [bring(secret, { name: 'Main' })] }))
  if (local) resultOf(await popup.ask('chooseNetwork', { id: 'local', host: LOCAL, password }))
  // A third copy follows when it can, and opening the vault waits until all is in it.
  resultOf(await popup.ask('lock', undefined))
  resultOf(await popup.ask('unlock', { password }))
  computer.asked.length = 0
  const hosts = () => [...new Set(computer.asked)]
  return { computer, popup, hosts }
}

test('No message goes to a host that the user did not choose: a wipe asks nobody', async () => {
  const { computer, popup, hosts } = await made()
  resultOf(await popup.ask('wipe', { sure: 'everything' }))
  await pause(300)
  expect(hosts().filter((host) => host !== LOCAL)).toEqual([])
  // And a new wallet begins with the network of new wallets.
  keptOf(await popup.ask('createWallet', { commandId: 'the second', password, keys: [bring(secret, { name: 'Main' })] }))
  expect(popup.views.network.id).toBe('finney')
  await until(() => hosts().some((host) => host.startsWith('wss:')))
  computer.life.die()
})

test('a wipe that could not empty everything leaves the wallet as one that can be wiped again, and asks nobody', async () => {
  const { computer, popup, hosts } = await made()
  computer.fault.at = ({ act, key }) => act === 'remove' && key.startsWith('contacts')
  expect(codeOf(await popup.ask('wipe', { sure: 'everything' }))).toBe('storage-failed')
  await pause(300)
  expect(hosts().filter((host) => host !== LOCAL)).toEqual([])
  computer.fault.at = () => false
  await computer.restart()
  const again = await openPopup(computer)
  expect(again.views.session.status).toBe('locked')
  resultOf(await again.ask('wipe', { sure: 'everything' }))
  await until(() => again.views.session.status === 'empty')
  const { main, second, aside } = computer.disk
  expect([...main.keys(), ...second.keys(), ...aside.keys()]).toEqual([])
})

test('settings that cannot be read for a moment at the start are read when they are needed', async () => {
  const { computer, hosts } = await made()
  let reads = 0
  computer.fault.at = ({ act, key }) => act === 'read' && key.startsWith('settings') && ++reads <= 4
  await computer.restart()
  const popup = await openPopup(computer)
  await openPopup(computer)
  await until(() => hosts().length > 0)
  expect(hosts()).toEqual([LOCAL])
  expect(popup.views.network.id).toBe('local')
})

test('settings that are older than those of a silent place point nowhere', async () => {
  const { computer, popup, hosts } = await made(false)
  computer.fault.at = ({ medium, key }) => medium === 'main' && key.startsWith('settings')
  resultOf(await popup.ask('chooseNetwork', { id: 'local', host: LOCAL, password }))
  await pause(100)
  computer.fault.at = ({ medium }) => medium === 'second'
  computer.life.die()
  computer.asked.length = 0
  await computer.restart()
  await openPopup(computer)
  await pause(300)
  expect(hosts()).toEqual([])
  computer.fault.at = () => false
  await openPopup(computer)
  await until(() => hosts().length > 0)
  expect(hosts()).toEqual([LOCAL])
})

test.each(['three copies', 'one copy'] as const)(
  'where nothing is remembered any more (%s before) the network comes with the open vault, and none is asked before',
  async (keeps) => {
    const { computer, hosts } = await made(true, keeps)
    computer.fault.keeps = 'one copy'
    computer.life.die()
    computer.disk.session.clear()
    computer.disk.keys.clear()
    computer.asked.length = 0
    await computer.restart()
    const popup = await openPopup(computer)
    await pause(200)
    expect([popup.views.session.status, hosts()]).toEqual(['locked', []])
    resultOf(await popup.ask('unlock', { password }))
    await until(() => hosts().length > 0)
    expect(hosts()).toEqual([LOCAL])
  },
)
