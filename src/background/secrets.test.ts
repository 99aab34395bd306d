import * as v from 'valibot'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { slices, viewMessage } from '../messaging'
import { codeOf, createComputer, resultOf, until } from './fixtures/computer'
import { approveShown, connect, createWorld, openPopup, password, payloadOf, secret, shown, site, transferOf } from './fixtures/world'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

// BIP39 and substrate-bip39 of the phrase and its passphrase, computed apart: entropy and mini secret.
const entropy = '7f'.repeat(16)
const wrong = 'a wrong password, said once'
const typed = 'abandon abandon zebra'

test('nothing secret in a view, a log or an error', async () => {
  const logs = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) => vi.spyOn(console, name))
  const world = await createWorld(node)
  const { computer, popup, id, address } = world
  const secretInput = { ...secret, type: 'sr25519' } as const
  resultOf(await popup.ask('previewAccount', { ...secretInput, path: '//3' }))
  codeOf(await popup.ask('previewAccount', { ...secretInput, phrase: typed }))
  codeOf(await popup.ask('previewAccount', { ...secretInput, path: '/soft/path' }))
  codeOf(await popup.ask('addAccount', { ...secretInput, commandId: 'once more', name: 'Twin' }))
  codeOf(
    await popup.ask('addAccount', { ...secretInput, commandId: 'wrong sum', phrase: secret.phrase.replace('yellow', 'zoo'), name: '' }),
  )
  codeOf(await popup.ask('createWallet', { ...secretInput, commandId: 'a second', password, name: 'x' }))
  codeOf(await popup.ask('createWallet' as never, { ...secretInput, password, extra: 1 } as never))
  const page = await connect(world, [id])
  const signed = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 1_000n)))
  resultOf(await approveShown(popup))
  resultOf(await signed)
  const raw = page.ask('signRaw', { address, data: '0xff' })
  const message = await shown(popup, 'message')
  expect(codeOf(await popup.ask('approve', { id: message.id, hash: message.hash, password: wrong }))).toBe('wrong-password')
  resultOf(await popup.ask('approve', { id: message.id, hash: message.hash, password }))
  resultOf(await raw)
  resultOf(await popup.ask('prepareTransfer', { commandId: 'one transfer', from: id, to: BOB, amount: '5000', keepAlive: true }))
  resultOf(await approveShown(popup))
  node.produce(3)
  await until(() => popup.views.activity.first[0]?.status.phase === 'final')
  resultOf(await popup.ask('activityPage', { from: 0, count: 10 }))
  resultOf(await popup.ask('accountsPage', { from: 0, count: 10 }))
  resultOf(await popup.ask('lock', undefined))
  for (let n = 0; n < 2; n++) expect(codeOf(await popup.ask('unlock', { password: wrong }))).toBe('wrong-password')
  resultOf(await popup.ask('unlock', { password }))
  await computer.restart()
  await openPopup(computer)

  // Every view that was said has the shape that our pages read, so none carries more than it says.
  const views = computer.said.map((text) => JSON.parse(text)).filter((message) => 'slice' in message)
  expect(new Set(views.map(({ slice }) => slice))).toEqual(new Set(Object.keys(slices)))
  for (const message of views) v.parse(slices[v.parse(viewMessage, message).slice], message.value)

  // What is on the disks is sealed; what keeps a session open is wrapped by a key that cannot be exported.
  const stored = JSON.stringify([...computer.disk.main, ...computer.disk.second, ...computer.disk.session])
  const everything = [computer.said.join('\n'), stored, JSON.stringify(logs.map((each) => each.mock.calls))].map((text) =>
    text.toLowerCase(),
  )
  const words = secret.phrase.split(' ')
  const secrets = [
    password,
    wrong,
    secret.passphrase,
    words.slice(0, 3).join(' '),
    words.slice(-3).join(' '),
    entropy,
    btoa(secret.phrase).slice(0, 24),
  ]
  for (const text of everything) for (const each of secrets) expect(text).not.toContain(each.toLowerCase())
  // A failure may name the one word that is wrong, and no more of the phrase.
  expect(everything.join()).not.toContain(typed)
  expect(computer.said.join('\n')).toContain(site) // the search looks at what was really said
  for (const key of computer.disk.keys.values()) expect(key.extractable).toBe(false)
})

test('a new computer says nothing secret while the wallet is made', async () => {
  const computer = createComputer()
  const popup = await openPopup(computer)
  resultOf(await popup.ask('createWallet', { commandId: 'make it now', password, ...secret, type: 'ecdsa', name: 'Main' }))
  const stored = JSON.stringify([...computer.disk.main, ...computer.disk.second, ...computer.disk.session])
  for (const text of [computer.said.join('\n'), stored])
    for (const each of [password, secret.passphrase, 'legal winner', entropy]) expect(text.toLowerCase()).not.toContain(each)
  expect(popup.views.accounts.first[0]?.type).toBe('ecdsa')
})
