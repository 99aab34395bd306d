import * as v from 'valibot'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { everything as plain } from '../activity'
import { type SecretInput, slices, viewMessage } from '../messaging'
import { type Computer, codeOf, createComputer, resultOf, until } from './fixtures/computer'
import {
  approveShown,
  bring,
  connect,
  createWorld,
  keptOf,
  openPopup,
  password,
  payloadOf,
  secret,
  shown,
  site,
  transferOf,
} from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

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
const next = 'a quite different password'
const seed: SecretInput = { kind: 'seed', seed: `0x${'c5'.repeat(31)}01`, path: '', type: 'ed25519' }
const key: SecretInput = { kind: 'key', key: `0x${'a1'.repeat(31)}05${'b2'.repeat(32)}`, path: '//1', type: 'sr25519' }
const words = secret.phrase.split(' ')
/** What nobody but the vault and the asking page may ever have, in the forms in which it could be told. */
const secrets = [
  ...[password, wrong, next, secret.passphrase, words.slice(0, 3).join(' '), words.slice(-3).join(' '), entropy],
  ...[btoa(secret.phrase).slice(0, 24), 'c5'.repeat(12), 'a1'.repeat(12), 'b2'.repeat(12)],
  ...[0xc5, 0xa1, 0xb2].map((byte) => Buffer.alloc(12, byte).toString('base64')),
  ...[0xc5, 0xa1, 0xb2].map((byte) => Array(6).fill(byte).join(',')),
]
const storedIn = ({ disk }: Computer) => JSON.stringify([...disk.main, ...disk.second, ...disk.session])
const secretsIn = (text: string) => secrets.filter((each) => text.toLowerCase().includes(each.toLowerCase()))
/** Answers to commands that carry secrets outward. */
const outward = (computer: Computer) => computer.said.filter((text) => /"ok":true/.test(text) && /"secret"|"payload"/.test(text))

test('nothing secret in a view, a log or an error', async () => {
  const logs = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) => vi.spyOn(console, name))
  const world = await createWorld(node)
  const { computer, popup, id, address } = world
  const add = (commandId: string, ...all: SecretInput[]) => popup.ask('addAccounts', { commandId, keys: all.map((each) => bring(each)) })
  const raw = keptOf(await add('seed and key', seed, key)).map((each) => each.id)
  resultOf(await popup.ask('previewChild', { parent: id, path: '//3' }))
  codeOf(await add('no such words', { ...secret, phrase: typed }))
  codeOf(await add('no such path', { ...secret, path: 'x' }, key, { ...seed, path: '/soft/path' }))
  codeOf(await add('wrong length', { ...seed, seed: '0xc5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5' }))
  codeOf(await add('once more', secret, seed, key))
  codeOf(await popup.ask('addAccounts', { commandId: 'of another', keys: [bring({ ...seed, type: 'ecdsa' }, { id })] }))
  codeOf(await add('wrong sum', { ...secret, phrase: secret.phrase.replace('yellow', 'zoo') }))
  codeOf(await popup.ask('createWallet', { commandId: 'a second', password, keys: [bring(secret)] }))
  codeOf(await popup.ask('createWallet' as never, { ...secret, password, extra: 1 } as never))
  resultOf(await popup.ask('deriveAccount', { commandId: 'one child', parent: raw[1] as '0x', path: '//2', name: '' }))
  const page = await connect(world, [id])
  const signed = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 1_000n)))
  resultOf(await approveShown(popup))
  resultOf(await signed)
  const message = page.ask('signRaw', { address, data: '0xff' })
  const { id: request, hash } = await shown(popup, 'message')
  expect(codeOf(await popup.ask('approve', { id: request, hash, password: wrong }))).toBe('wrong-password')
  resultOf(await popup.ask('approve', { id: request, hash, password }))
  resultOf(await message)
  resultOf(
    await popup.ask('prepareTransfer', { commandId: 'one transfer', from: id, to: BOB, amount: '5000', keepAlive: true, hotkey: false }),
  )
  resultOf(await approveShown(popup))
  node.produce(3)
  await until(() => popup.views.activity.first[0]?.status.phase === 'final')
  resultOf(await popup.ask('activityPage', { from: 0, count: 10, find: plain }))
  resultOf(await popup.ask('activityEntry', { id: 'none' }))
  resultOf(await popup.ask('activityCoverage', { network: 'local' }))
  resultOf(await popup.ask('accountsPage', { from: 0, count: 10, query: '', only: 'all' }))
  codeOf(await popup.ask('revealSecrets', { password: wrong, ids: raw }))
  codeOf(await popup.ask('exportWallet', { password: wrong }))
  codeOf(await popup.ask('revealSecrets', { password, ids: [`0x${'11'.repeat(32)}`] }))
  resultOf(await popup.ask('changePassword', { old: password, next }))
  resultOf(await popup.ask('changePassword', { old: next, next: password }))
  resultOf(await popup.ask('rekey', { password }))
  resultOf(await popup.ask('lock', undefined))
  for (let n = 0; n < 2; n++) expect(codeOf(await popup.ask('unlock', { password: wrong }))).toBe('wrong-password')
  codeOf(await popup.ask('revealSecrets', { password, ids: raw }))
  resultOf(await popup.ask('unlock', { password }))
  // Until here nobody had asked in the right way.
  expect(outward(computer)).toEqual([])
  const other = await openPopup(computer)
  const before = computer.said.length
  resultOf(await popup.ask('revealSecrets', { password, ids: [id, ...raw] as `0x${string}`[] }))
  resultOf(await popup.ask('exportWallet', { password }))
  expect(computer.said.slice(before).flatMap(secretsIn).length).toBeGreaterThan(6)
  const [revealed, exported] = outward(computer)
  // Exactly two messages carry them, and each is an answer: the only ones that the other page did not get a share of.
  expect(outward(computer)).toHaveLength(2)
  expect(computer.said.filter((text) => secretsIn(text).length)).toEqual([revealed, exported])
  expect(JSON.stringify(other.views)).not.toContain('"secret"')
  await computer.restart()
  await openPopup(computer)

  // Every view that was said has the shape that our pages read, so none carries more than it says.
  const views = computer.said.map((text) => JSON.parse(text)).filter((message) => 'slice' in message)
  expect(new Set(views.map(({ slice }) => slice))).toEqual(new Set(Object.keys(slices)))
  for (const message of views) v.parse(slices[v.parse(viewMessage, message).slice], message.value)

  // What is on the disks is sealed; what keeps a session open is wrapped by a key that cannot be exported.
  const said = computer.said.filter((text) => text !== revealed && text !== exported).join('\n')
  const everything = [said, storedIn(computer), JSON.stringify(logs.map((each) => each.mock.calls))]
  for (const text of everything) expect(secretsIn(text)).toEqual([])
  // A failure may name the one word that is wrong, and no more of the phrase.
  expect(everything.join()).not.toContain(typed)
  expect(said).toContain(site) // the search looks at what was really said
  for (const each of computer.disk.keys.values()) expect(each.extractable).toBe(false)
})

test('a new computer says nothing secret while the wallet is made', async () => {
  const computer = createComputer()
  const popup = await openPopup(computer)
  const keys = [bring({ ...secret, type: 'ecdsa' }, { name: 'Main' }), bring(seed), bring(key)]
  keptOf(await popup.ask('createWallet', { commandId: 'make it now', password, keys }))
  for (const text of [computer.said.join('\n'), storedIn(computer)]) expect(secretsIn(text)).toEqual([])
  expect(popup.views.accounts.first.map(({ type, holds }) => [type, holds])).toEqual([
    ['ecdsa', 'phrase'],
    ['ed25519', 'seed'],
    ['sr25519', 'key'],
  ])
})

test('Keys never leave the vault but by reveal and export: only the page that gave the password gets what it asked for', async () => {
  const { computer, popup, id, secretId } = await withEverything()
  const other = await openPopup(computer)
  const stranger = computer.page('https://evil.test')
  const before = computer.said.length
  const [reveal, all] = [await popup.ask('revealSecrets', { password, ids: [secretId, id] }), await popup.ask('exportWallet', { password })]
  expect(resultOf<{ account: { id: string }; secret: SecretInput }[]>(reveal).map((each) => [each.account.id, each.secret])).toEqual([
    [secretId, key],
    [id, secret],
  ])
  const { records, accounts } = resultOf<{
    records: { recordId: string; payload: string }[]
    accounts: { id: string; recordId: string }[]
  }>(all)
  const payloads = new Map(records.map(({ recordId, payload }) => [recordId, payload]))
  const payloadOfAccount = (of: string) => payloads.get(accounts.find((each) => each.id === of)?.recordId ?? '')
  expect(payloadOfAccount(secretId)).toBe(key.kind === 'key' && key.key)
  expect(Buffer.from(payloadOfAccount(id)?.slice(2) ?? '', 'hex').toString()).toBe(`${secret.phrase}///${secret.passphrase}`)
  // Two messages in all carried them: every other page and site got its views, and nothing of it.
  expect(computer.said.slice(before).filter((text) => secretsIn(text).length)).toHaveLength(2)
  expect(secretsIn(JSON.stringify([other.views, popup.views]))).toEqual([])
  expect(codeOf(await stranger.askJson(JSON.stringify({ name: 'exportWallet', input: { password } })))).toBe('unknown-request')
  expect(secretsIn(storedIn(computer))).toEqual([])
})

test('unlocked or not, revealing, exporting, removing and changing the password each ask for the password', async () => {
  const { computer, popup, id } = await withEverything()
  const ways: (readonly [name: string, ask: (text: string) => Promise<unknown>])[] = [
    ['reveal', (text) => popup.ask('revealSecrets', { password: text, ids: [id] })],
    ['export', (text) => popup.ask('exportWallet', { password: text })],
    ['remove', (text) => popup.ask('removeAccount', { commandId: `remove with ${text.length}`, id, password: text })],
    ['change', (text) => popup.ask('changePassword', { old: text, next })],
    ['rekey', (text) => popup.ask('rekey', { password: text })],
  ]
  expect(popup.views.session.status).toBe('unlocked')
  const boxes = () =>
    JSON.stringify([...computer.disk.main, ...computer.disk.second].filter(([box]) => /^(vault|accounts|sites)(\/|$)/.test(box)))
  const before = boxes()
  for (const [name, ask] of ways) {
    expect(codeOf((await ask('')) as never), name).toBe('invalid-input')
    expect(codeOf((await ask(wrong)) as never), name).toBe('wrong-password')
  }
  // Some more, each after its wait: the last one is longer than any machine needs for what follows.
  for (let more = 0; more < 7; more++) {
    computer.clock.ahead += 1_000 * 2 ** more
    expect(codeOf(await popup.ask('checkPassword', { password: wrong }))).toBe('wrong-password')
  }
  // The next one waits, whoever asks and even if it is right.
  for (const [name, ask] of ways) expect(codeOf((await ask(password)) as never), name).toBe('throttled')
  expect(boxes()).toBe(before)
  expect(outward(computer)).toEqual([])
  computer.clock.ahead += 130_000
  resultOf(await popup.ask('lock', undefined))
  for (const [name, ask] of ways.slice(0, 3)) expect(codeOf((await ask(password)) as never), name).toBe('locked')
  expect(boxes()).toBe(before)
})

test('what can only be watched has nothing to reveal', async () => {
  const { popup, id } = await withEverything()
  const [watched] = keptOf(
    await popup.ask('addAccounts', { commandId: 'only watched', keys: [bring(null, { id: `0x${'77'.repeat(32)}`, role: 'watch' })] }),
  )
  for (const ids of [[watched?.id], [id, watched?.id]])
    expect(codeOf(await popup.ask('revealSecrets', { password, ids: ids as `0x${string}`[] }))).toBe('not-exportable')
})

/** A wallet of a phrase, a seed and a key. */
async function withEverything() {
  const world = await createWorld(node)
  const [, made] = keptOf(await world.popup.ask('addAccounts', { commandId: 'seed and key', keys: [bring(seed), bring(key)] }))
  return { ...world, secretId: made?.id as `0x${string}` }
}
