import { expect, test, vi } from 'vitest'
import type { AccountView, KeyInput, SecretInput } from '../messaging'
import { encodeAddress, fromHex } from '../units'
import { type Access, type Computer, codeOf, createComputer, resultOf, until } from './fixtures/computer'
import { bring, type Kept, keptOf, openPopup, password, secret } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const seed: SecretInput = { kind: 'seed', seed: `0x${'c5'.repeat(32)}`, path: '', type: 'ed25519' }
const key: SecretInput = { kind: 'key', key: `0x${'a1'.repeat(31)}05${'b2'.repeat(32)}`, path: '', type: 'sr25519' }
const strange = `0x${'77'.repeat(32)}`
const other = `0x${'78'.repeat(32)}`
type Popup = Awaited<ReturnType<typeof openPopup>>
let commands = 0
const add = (popup: Popup, keys: KeyInput[], commandId = `a command ${++commands}`) => popup.ask('addAccounts', { commandId, keys })
const namesOf = (popup: Popup) => popup.views.accounts.first.map(({ name }) => name)
/** How many records the vault has. */
function records({ disk }: Computer): number {
  const { payload } = JSON.parse(disk.second.get('vault') ?? '') as { payload: string }
  return (JSON.parse(payload) as { container: { records: object[] } }).container.records.length
}
/** A wallet with one account of words, not on any network. */
async function wallet(keys = [bring(secret, { name: 'Main' })]) {
  const computer = createComputer()
  const popup = await openPopup(computer)
  const made = keptOf(await popup.ask('createWallet', { commandId: 'the first', password, keys }))
  return { computer, popup, made, main: made[0] as AccountView }
}
const accountsBox =
  (act: Access['act'] = 'write') =>
  (access: Access) =>
    access.act === act && access.key.startsWith('accounts')

test('what is kept stands as it was brought, in the order given, and the first that can sign is chosen', async () => {
  const { computer, popup, made } = await wallet([
    bring(null, { id: strange, name: 'Exchange', role: 'watch', watch: 'external' }),
    bring(secret, { name: ' Main ', note: 'for  everything', saved: false }),
    bring({ ...secret, path: '//hot' }, { name: 'Miner', role: 'hotkey' }),
    bring(seed, { hidden: true }),
    bring(key),
  ])
  expect(made.map(({ name, role, holds, watch, hidden, path, type }) => ({ name, role, holds, watch, hidden, path, type }))).toEqual([
    { name: 'Exchange', role: 'watch', holds: null, watch: 'external', hidden: false, path: null, type: null },
    { name: 'Main', role: 'coldkey', holds: 'phrase', watch: null, hidden: false, path: '', type: 'sr25519' },
    { name: 'Miner', role: 'hotkey', holds: 'phrase', watch: null, hidden: false, path: '//hot', type: 'sr25519' },
    { name: 'Account 4', role: 'coldkey', holds: 'seed', watch: null, hidden: true, path: '', type: 'ed25519' },
    { name: 'Account 5', role: 'coldkey', holds: 'key', watch: null, hidden: false, path: '', type: 'sr25519' },
  ])
  expect(made.map(({ savedAt }) => savedAt === null)).toEqual([false, true, false, false, false])
  expect(made[0]).toMatchObject({ id: strange, publicKey: strange, address: encodeAddress(fromHex(strange)) })
  expect(popup.views.accounts).toMatchObject({ total: 5, unsaved: 1, chosen: { name: 'Main' } })
  expect(popup.views.accounts.first).toEqual(made)
  expect(records(computer)).toBe(3)
})

test('of many each succeeds or fails by itself, and no secret is kept that no account needs', async () => {
  const { computer, popup, main } = await wallet()
  const [known] = keptOf(await add(popup, [bring(null, { id: strange, role: 'watch', name: 'Exchange' })]))
  const reply = resultOf<Kept[]>(
    await add(popup, [
      bring(secret, { name: 'again' }),
      bring(secret, { id: main.id, name: 'again, and said so' }),
      bring(seed, { id: main.id, name: 'not of this account' }),
      bring(seed, { name: 'Seed' }),
      bring(seed, { name: 'twice in one' }),
      bring(null, { id: strange, role: 'watch', name: 'watched twice' }),
      bring(null, { role: 'watch', name: 'of nobody' }),
      bring(key, { name: 'Key' }),
    ]),
  )
  expect(reply.map((each) => (each.ok ? each.account.name : [each.code, each.facts.name, each.id]))).toEqual([
    ['duplicate-account', 'Main', null],
    ['duplicate-account', 'Main', main.id],
    ['address-mismatch', undefined, main.id],
    'Seed',
    ['duplicate-account', 'Seed', null],
    ['duplicate-account', 'Exchange', known?.id],
    ['address-mismatch', undefined, null],
    'Key',
  ])
  expect(namesOf(popup)).toEqual(['Main', 'Exchange', 'Seed', 'Key'])
  expect(records(computer)).toBe(3)
  // Nothing but refusals: nothing is written at all.
  const before = JSON.stringify([...computer.disk.main, ...computer.disk.second])
  const refused = resultOf<Kept[]>(await add(popup, [bring({ ...seed, type: 'sr25519' }, { id: main.id }), bring(secret)]))
  expect(refused.map((each) => !each.ok && each.code)).toEqual(['address-mismatch', 'duplicate-account'])
  expect(JSON.stringify([...computer.disk.main, ...computer.disk.second])).toBe(before)
})

test('the same account from other secrets is one account, and its second secret is not kept', async () => {
  const { computer, popup, main } = await wallet()
  // The mini secret of the words, as their exported seed would be.
  const [exported] = resultOf<{ secret: SecretInput }[]>(await popup.ask('revealSecrets', { password, ids: [main.id] }))
  expect(exported?.secret).toEqual(secret)
  const { miniSecret } = await import('../keyfiles/derive')
  const same: SecretInput = {
    kind: 'seed',
    seed: `0x${Buffer.from(await miniSecret(secret.phrase, secret.passphrase)).toString('hex')}`,
    path: '',
    type: 'sr25519',
  }
  const [reply] = resultOf<Kept[]>(await add(popup, [bring(same)]))
  expect(reply).toMatchObject({ ok: false, code: 'duplicate-account', facts: { name: 'Main' } })
  expect(records(computer)).toBe(1)
})

test('a claim that is false is refused also where it would begin the wallet, and the wallet can still begin', async () => {
  const computer = createComputer()
  const popup = await openPopup(computer)
  const [refused] = resultOf<Kept[]>(
    await popup.ask('createWallet', { commandId: 'of another', password, keys: [bring(secret, { id: strange })] }),
  )
  expect(refused).toMatchObject({ ok: false, code: 'address-mismatch', id: strange })
  expect(popup.views.session.status).toBe('empty')
  expect(computer.disk.second.has('vault')).toBe(false)
  keptOf(await popup.ask('createWallet', { commandId: 'of oneself', password: 'another long password', keys: [bring(secret)] }))
  // And only once, whatever is brought.
  for (const keys of [[bring(secret)], [bring(seed)], [bring(null, { id: other, role: 'watch' })]])
    expect(codeOf(await popup.ask('createWallet', { commandId: `and another ${++commands}`, password, keys }))).toBe('wallet-exists')
  expect(popup.views.accounts.total).toBe(1)
})

test('words, paths or seeds that are none are refused each by itself, and keep nothing', async () => {
  const { computer, popup } = await wallet()
  const before = JSON.stringify([...computer.disk.main, ...computer.disk.second])
  for (const [wrong, code] of [
    [{ ...secret, phrase: 'one two three' }, 'mnemonic-length'],
    [{ ...secret, path: 'x' }, 'suri-path'],
    [{ ...seed, path: '/soft' }, 'soft-junction-unsupported'],
    [{ ...key, key: `0x${'ff'.repeat(64)}` }, 'format-unsupported'],
  ] as [SecretInput, string][])
    expect(resultOf<Kept[]>(await add(popup, [bring(wrong)]))).toMatchObject([{ ok: false, code }])
  expect(codeOf(await add(popup, [bring(key), bring({ ...seed, seed: '0x00' } as SecretInput)]))).toBe('invalid-input')
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await add(popup, [bring(key)]))).toBe('locked')
  expect(codeOf(await add(popup, [bring(null, { id: strange, role: 'watch' })]))).toBe('locked')
  expect(JSON.stringify([...computer.disk.main, ...computer.disk.second])).toBe(before)
})

test('a command that is brought twice keeps once, at once, later and after a death', async () => {
  const { computer, popup } = await wallet()
  const keys = [bring(seed, { name: 'Seed' }), bring(secret)]
  const replies = await Promise.all([add(popup, keys, 'only once'), add(popup, keys, 'only once')])
  const later = await add(popup, keys, 'only once')
  await computer.restart()
  const again = await openPopup(computer)
  for (const each of [...replies, later, await add(again, keys, 'only once')]) expect(each).toEqual(replies[0])
  expect(namesOf(again)).toEqual(['Main', 'Seed'])
  // As another command it is another question.
  expect(resultOf<Kept[]>(await add(again, keys, 'a second time')).map((each) => each.ok)).toEqual([false, false])
})

test('what is kept by two pages at once is kept once', async () => {
  const { computer, popup } = await wallet()
  const page = await openPopup(computer)
  const replies = await Promise.all([add(popup, [bring(seed)]), add(page, [bring(seed)]), add(page, [bring(key)])])
  const made = replies.filter((each) => each.ok && (each.value as Kept[])[0]?.ok)
  expect(made).toHaveLength(2)
  expect(records(computer)).toBe(3)
  expect((await openPopup(computer)).views.accounts.total).toBe(3)
})

test.each(['before', 'after'] as const)(
  'a death %s the accounts are written loses no secret, and the same command finishes it',
  async (moment) => {
    const { computer, popup } = await wallet()
    const keys = [bring(seed, { name: 'Seed' }), bring(key, { name: 'Key' }), bring(null, { id: strange, role: 'watch', name: 'Exchange' })]
    const dead = computer.dieAt(accountsBox(), moment)
    void add(popup, keys, 'all of them')
    await dead
    await computer.restart()
    const again = await openPopup(computer)
    // What no account came to be for is not left lying about.
    await until(() => records(computer) === (moment === 'before' ? 1 : 3))
    const outcomes = resultOf<Kept[]>(await add(again, keys, 'all of them')).map((each) => (each.ok ? 'kept' : each.code))
    expect(outcomes).toEqual(Array(3).fill(moment === 'before' ? 'kept' : 'duplicate-account'))
    expect(namesOf(again)).toEqual(['Main', 'Seed', 'Key', 'Exchange'])
    expect(records(computer)).toBe(3)
    expect(
      resultOf<object[]>(await again.ask('revealSecrets', { password, ids: again.views.accounts.first.slice(0, 3).map(({ id }) => id) })),
    ).toHaveLength(3)
  },
)

test('a watched account gets its secret where it stands, and keeps what the person said of it', async () => {
  const { popup, main } = await wallet()
  const [child] = [resultOf<{ id: string; publicKey: string }>(await popup.ask('previewChild', { parent: main.id, path: '//1' }))]
  keptOf(
    await add(popup, [
      bring(null, { id: child.id as `0x${string}`, role: 'watch', name: 'Cold', note: 'in the safe', hidden: true }),
      bring(null, { id: other, role: 'watch', name: 'Last' }),
    ]),
  )
  const [upgraded] = keptOf(await add(popup, [bring({ ...secret, path: '//1' }, { name: 'no', note: 'no' })]))
  expect(upgraded).toMatchObject({
    id: child.id,
    name: 'Cold',
    note: 'in the safe',
    hidden: true,
    role: 'coldkey',
    holds: 'phrase',
    watch: null,
  })
  expect(namesOf(popup)).toEqual(['Main', 'Cold', 'Last'])
  expect(resultOf<object[]>(await popup.ask('revealSecrets', { password, ids: [child.id as `0x${string}`] }))).toHaveLength(1)
  expect(resultOf<Kept[]>(await add(popup, [bring({ ...secret, path: '//1' })]))[0]).toMatchObject({ code: 'duplicate-account' })
})

test('a wallet may begin with accounts that are only watched, and take a secret later', async () => {
  const { computer, popup } = await wallet([bring(null, { id: strange, role: 'watch' }), bring(null, { id: other, role: 'watch' })])
  expect(popup.views.session.status).toBe('unlocked')
  expect(records(computer)).toBe(0)
  resultOf(await popup.ask('lock', undefined))
  resultOf(await popup.ask('unlock', { password }))
  keptOf(await add(popup, [bring(seed)]))
  expect(records(computer)).toBe(1)
})

test('a child is what its path gives, is shown before it is kept, and is kept once', async () => {
  const { computer, popup, main } = await wallet()
  const [raw] = keptOf(await add(popup, [bring(key, { name: 'Raw', role: 'hotkey' })]))
  for (const parent of [main, raw as AccountView]) {
    const before = JSON.stringify([...computer.disk.main])
    const shown = resultOf<{ id: string; address: string; duplicateOf: string | null }>(
      await popup.ask('previewChild', { parent: parent.id, path: '//1' }),
    )
    expect(JSON.stringify([...computer.disk.main])).toBe(before)
    expect(shown).toMatchObject({ address: encodeAddress(fromHex(shown.id)), duplicateOf: null })
    const child = resultOf<AccountView>(
      await popup.ask('deriveAccount', { commandId: `child of ${parent.name}`, parent: parent.id, path: '//1', name: '' }),
    )
    expect(child).toMatchObject({ id: shown.id, path: '//1', role: parent.role, holds: parent.holds, savedAt: null })
    const below = resultOf<AccountView>(
      await popup.ask('deriveAccount', { commandId: `below ${parent.name}`, parent: child.id, path: '//2', name: 'Below' }),
    )
    expect(below.path).toBe('//1//2')
    expect(resultOf(await popup.ask('previewChild', { parent: child.id, path: '//2' }))).toMatchObject({ duplicateOf: 'Below' })
    expect(codeOf(await popup.ask('deriveAccount', { commandId: `again ${parent.name}`, parent: child.id, path: '//2', name: '' }))).toBe(
      'duplicate-account',
    )
    // A path is one by itself: it never goes on with the name before it.
    for (const path of ['1', 'x//1', '///', '/'])
      for (const of of [parent, child]) expect(codeOf(await popup.ask('previewChild', { parent: of.id, path })), path).toBe('suri-path')
  }
  expect(records(computer)).toBe(2)
  const [watched] = keptOf(await add(popup, [bring(null, { id: strange, role: 'watch' })]))
  expect(codeOf(await popup.ask('previewChild', { parent: watched?.id as `0x${string}`, path: '//1' }))).toBe('watch-only')
  expect(codeOf(await popup.ask('previewChild', { parent: other as `0x${string}`, path: '//1' }))).toBe('unknown-account')
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await popup.ask('previewChild', { parent: main.id, path: '//9' }))).toBe('locked')
})
