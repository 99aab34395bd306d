import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import type { RecipientFacts } from '../messaging'
import { encodeAddress, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { accountOf, approveShown, connect, createWorld, funds, password, payloadOf, shown, transferOf, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const TAO = 1_000_000_000n
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const CHARLIE = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y'
const nobody = encodeAddress(new Uint8Array(32).fill(77))
const stranger = (n: number) => encodeAddress(new Uint8Array(32).fill(n))
const idOf = (address: string) => toHex(accountOf(address))
let node: Localnet
const free = (address: string): bigint => node.chain.account(address).data.free
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

let commands = 0
const once = () => ({ commandId: `command number ${++commands}` })
const transfer = ({ id }: World, to: string, amount: bigint | null, over: object = {}) => ({
  ...once(),
  from: id,
  to,
  amount: amount === null ? null : String(amount),
  keepAlive: amount !== null,
  hotkey: false,
  ...over,
})
const batch = ({ id }: World, payments: readonly (readonly [string, bigint])[]) => ({
  ...once(),
  from: id,
  payments: payments.map(([to, amount]) => ({ to, amount: String(amount) })),
  hotkey: false,
})
type Estimate = { fee: string; max: string; free: string; reserved: string; locked: string; stays: string; recipient: RecipientFacts }
const estimate = async ({ popup, id }: World, to: string, amount: bigint | null): Promise<Estimate> =>
  resultOf(
    await popup.ask('estimateTransfer', { from: id, to, amount: amount === null ? null : String(amount), keepAlive: amount !== null }),
  )
const risksOf = ({ explanation }: { explanation: { leaves: { risks: { id: string }[] }[]; risks: { id: string }[] } }) => [
  ...explanation.leaves.flatMap(({ risks }) => risks.map(({ id }) => id)),
  ...explanation.risks.map(({ id }) => id),
]
const phase = ({ popup }: World) => popup.views.activity.first[0]?.status.phase
async function settle(world: World): Promise<void> {
  node.produce(3)
  await until(() => phase(world) === 'final')
}
/** Two addresses that begin and end the same: the first that meet among thousands. */
function twins(): { twin: string; like: string } {
  const byTail = new Map<string, string>()
  for (let n = 0; ; n++) {
    const address = encodeAddress(Uint8Array.from({ length: 32 }, (_, at) => (at < 24 ? 3 : (n * (at + 7919)) >> (at % 8)) & 255))
    const other = byTail.get(address.slice(-4))
    if (other && other !== address && other.slice(0, 5) === address.slice(0, 5)) return { twin: other, like: address }
    byTail.set(address.slice(-4), address)
  }
}
/** A hotkey that was not there before, and the coldkey that owns it. */
function anyHotkey(): { hotkey: string; owner: string } {
  const owner = BOB
  const hotkey = stranger(91)
  node.chain.overwrite('SubtensorModule', 'Owner', [hotkey], owner)
  node.produce()
  return { hotkey, owner }
}

test('a recipient is told with what the chain knows of it: nothing there, a balance, a hotkey with its owner; and how often it was paid', async () => {
  const world = await createWorld(node)
  const { hotkey, owner } = anyHotkey()
  expect((await estimate(world, nobody, TAO)).recipient).toMatchObject({
    id: idOf(nobody),
    free: '0',
    exists: false,
    hotkeyOf: null,
    paid: 0,
    paidAt: null,
  })
  expect((await estimate(world, BOB, TAO)).recipient).toMatchObject({ free: String(free(BOB)), exists: true, hotkeyOf: null })
  expect((await estimate(world, hotkey, TAO)).recipient).toMatchObject({ hotkeyOf: owner })
  expect(resultOf(await world.popup.ask('lookUp', { address: hotkey }))).toMatchObject({ hotkeyOf: owner, paid: 0 })
  for (let times = 1; times <= 2; times++) {
    resultOf(await world.popup.ask('prepareTransfer', transfer(world, BOB, TAO)))
    resultOf(await approveShown(world.popup))
    await settle(world)
    await until(async () => (await estimate(world, BOB, TAO)).recipient.paid === times)
  }
  expect((await estimate(world, BOB, TAO)).recipient.paidAt).toBe(world.popup.views.activity.first[0]?.at)
})

test('the review says of a hotkey that it is one, from the chain, and whose; in a batch, of the one line', async () => {
  const world = await createWorld(node)
  const { hotkey, owner } = anyHotkey()
  resultOf(await world.popup.ask('prepareTransfer', transfer(world, hotkey, TAO)))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]?.risks).toContainEqual({ id: 'recipient-hotkey', level: 2, facts: { owner } })
  resultOf(await world.popup.ask('reject', { id: request.id }))
  resultOf(
    await world.popup.ask(
      'prepareBatch',
      batch(world, [
        [BOB, TAO],
        [hotkey, TAO],
      ]),
    ),
  )
  const several = await until(() => world.popup.views.requests.items.find((each) => each.kind === 'transaction' && each.id !== request.id))
  expect((several as typeof request).explanation.leaves.map(({ risks }) => risks.some(({ id }) => id === 'recipient-hotkey'))).toEqual([
    false,
    true,
  ])
})

test('an address that looks like a contact is told with the one that it looks like, before and in the review', async () => {
  const world = await createWorld(node)
  const { twin, like } = twins()
  resultOf(await world.popup.ask('saveContact', { id: idOf(twin), name: 'Workshop', note: '' }))
  expect((await estimate(world, like, TAO)).recipient.twin).toBe(twin)
  resultOf(await world.popup.ask('prepareTransfer', transfer(world, like, TAO)))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]?.risks).toContainEqual({ id: 'recipient-lookalike', level: 3, facts: { known: twin } })
})

test('of the contacts of a file it is told who looks like a contact, an own account, or one who was paid, who has a known name, and who look like each other', async () => {
  const world = await createWorld(node)
  const { popup, address } = world
  const { twin, like } = twins()
  const alike = async (...contacts: { id: string; name: string }[]) =>
    resultOf<{ id: string }[]>(await popup.ask('contactsAlike', { contacts: contacts.map((each) => ({ ...each, note: '' })) }))
  const fresh = { id: idOf(like), name: 'Exchange' }
  expect(await alike(fresh)).toEqual([])
  expect((await alike(fresh, { id: idOf(twin), name: 'Other' })).map(({ id }) => id)).toEqual([idOf(like), idOf(twin)])
  resultOf(await popup.ask('prepareTransfer', transfer(world, twin, TAO)))
  resultOf(await approveShown(popup))
  await settle(world)
  await until(async () => (await alike(fresh)).length > 0)
  expect(await alike(fresh)).toEqual([{ id: idOf(like), by: 'address', like: { name: '', address: twin } }])
  resultOf(await popup.ask('saveContact', { id: idOf(twin), name: 'Workshop', note: '' }))
  expect(await alike(fresh, { id: idOf(address), name: 'Somebody' }, { id: idOf(BOB), name: ' \uff37ORKshop' })).toEqual([
    { id: idOf(like), by: 'address', like: { name: 'Workshop', address: twin } },
    { id: idOf(BOB), by: 'name', like: { name: 'Workshop', address: twin } },
  ])
})

test('for which own account a mistyped address or a look-alike may be taken is told of all accounts, and of nobody else', async () => {
  const { popup, address, second } = await createWorld(node)
  const typed = `${second.slice(0, 20)}${second.slice(21)}`
  const asked = await popup.ask('accountsAlike', { texts: [typed, address, BOB, 'nothing of the kind'] })
  expect(resultOf<{ address: string; name: string }[]>(asked).map(({ address, name }) => [address, name])).toEqual([[second, 'Savings']])
})

test('contacts only: own transfers go to contacts and own accounts, and to nobody else; the choice is kept, and asked again when signing', async () => {
  const world = await createWorld(node)
  const { popup, second } = world
  resultOf(await popup.ask('changeSettings', { contactsOnly: true }))
  await until(() => popup.views.settings.contactsOnly)
  const refused = await popup.ask('prepareTransfer', transfer(world, BOB, TAO))
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-a-contact', facts: { address: BOB } } })
  expect(codeOf(await popup.ask('prepareTransfer', transfer(world, BOB, null)))).toBe('not-a-contact')
  expect(
    codeOf(
      await popup.ask(
        'prepareBatch',
        batch(world, [
          [second, TAO],
          [BOB, TAO],
        ]),
      ),
    ),
  ).toBe('not-a-contact')
  expect(popup.views.requests.items).toEqual([])
  resultOf(await popup.ask('prepareTransfer', transfer(world, second, TAO)))
  resultOf(await popup.ask('saveContact', { id: idOf(BOB), name: 'Bob', note: '', password }))
  resultOf(await popup.ask('prepareTransfer', transfer(world, BOB, TAO)))
  const request = await until(() =>
    popup.views.requests.items.find(
      (each) => each.kind === 'transaction' && risksOf(each).length >= 0 && JSON.stringify(each).includes(BOB),
    ),
  )
  if (request.kind !== 'transaction') throw new Error('no transaction')
  expect(risksOf(request)).not.toContain('recipient-not-contact')
  // No contact any more: what was prepared for one is not signed.
  resultOf(await popup.ask('removeContact', { id: idOf(BOB) }))
  expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash, password }))).toBe('not-a-contact')
  expect(popup.views.activity.total).toBe(0)
  expect(node.chain.pending).toEqual([])
  // Who has the machine and not the password does not get past it.
  expect(codeOf(await popup.ask('changeSettings', { contactsOnly: false }))).toBe('wrong-password')
  expect(codeOf(await popup.ask('changeSettings', { contactsOnly: false, password: 'another one', theme: 'dark' }))).toBe('wrong-password')
  expect(popup.views.settings).toMatchObject({ contactsOnly: true, theme: 'system' })
  expect(codeOf(await popup.ask('prepareTransfer', transfer(world, BOB, TAO)))).toBe('not-a-contact')
  resultOf(await popup.ask('changeSettings', { contactsOnly: false, password }))
  expect(codeOf(await popup.ask('prepareTransfer', transfer(world, BOB, TAO)))).toBe('ok')
})

test('contacts only: what a site asks to pay to somebody else is shown as risky and takes the password; the site cannot ask whom one knows', async () => {
  const world = await createWorld(node)
  const { popup } = world
  const page = await connect(world, [world.id])
  resultOf(await popup.ask('changeSettings', { contactsOnly: true }))
  const answer = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, TAO)))
  const { id, hash, explanation } = await shown(popup, 'transaction')
  expect(explanation.leaves[0]?.risks).toContainEqual({ id: 'recipient-not-contact', level: 3, facts: {} })
  expect(explanation.level).toBe(3)
  expect(codeOf(await popup.ask('approve', { id, hash }))).toBe('wrong-password')
  resultOf(await popup.ask('approve', { id, hash, password }))
  expect(codeOf(await answer)).toBe('ok')
})

test('several are paid in one transaction: each gets his amount, the sender pays one fee, and activity tells them all', async () => {
  const world = await createWorld(node)
  const { popup, address, second } = world
  const payments = [
    [BOB, 3n * TAO],
    [CHARLIE, 1n],
    [second, 2n * TAO],
    [BOB, 500n],
  ] as const
  const before = new Map([BOB, CHARLIE, second].map((each) => [each, free(each)]))
  const told = resultOf<{ fee: string; max: string; recipients: RecipientFacts[] }>(
    await popup.ask('estimateBatch', { from: world.id, payments: payments.map(([to, amount]) => ({ to, amount: String(amount) })) }),
  )
  expect(told.recipients.map(({ id }) => id)).toEqual([BOB, CHARLIE, second].map(idOf))
  expect(BigInt(told.max)).toBe(funds - 500n - BigInt(told.fee))
  resultOf(await popup.ask('prepareBatch', batch(world, payments)))
  const request = await shown(popup, 'transaction')
  const sum = payments.reduce((all, [, amount]) => all + amount, 0n)
  expect(request.fee).toBe(told.fee)
  expect(request.explanation).toMatchObject({ outflow: String(sum), wrappers: [{ path: [], call: 'Utility.batch_all' }] })
  expect(
    request.explanation.leaves.map(({ call, fact }) => ['amount' in fact && fact.amount, 'to' in fact && fact.to.address, call]),
  ).toEqual(payments.map(([to, amount]) => [String(amount), to, 'Balances.transfer_keep_alive']))
  expect(risksOf(request)).not.toContain('not-atomic')
  resultOf(await approveShown(popup))
  await settle(world)
  const [entry] = popup.views.activity.first
  expect(entry?.status).toMatchObject({ ok: true, part: false })
  expect(entry?.calls).toHaveLength(4)
  expect([BOB, CHARLIE, second].map((each) => free(each) - (before.get(each) ?? 0n))).toEqual([3n * TAO + 500n, 1n, 2n * TAO])
  expect(funds - free(address)).toBe(sum + BigInt(entry?.fee ?? -1))
})

test('of several, none is paid where one cannot be', async () => {
  const world = await createWorld(node)
  const { popup, address } = world
  const before = free(BOB)
  // Less than an account needs, to somebody who has none: the chain refuses that one.
  resultOf(
    await popup.ask(
      'prepareBatch',
      batch(world, [
        [BOB, TAO],
        [nobody, 499n],
      ]),
    ),
  )
  expect(risksOf(await shown(popup, 'transaction'))).toContain('below-existential-deposit')
  resultOf(await approveShown(popup))
  await settle(world)
  expect(popup.views.activity.first[0]?.status).toMatchObject({ ok: false, error: 'Token.BelowMinimum' })
  expect([free(BOB) - before, free(nobody)]).toEqual([0n, 0n])
  expect(funds - free(address)).toBe(BigInt(popup.views.activity.first[0]?.fee ?? -1))
})

test('a batch is refused with the errors of a transfer: nothing, too many, no amount, a bad address, another network, who cannot sign', async () => {
  const world = await createWorld(node)
  const { popup } = world
  const ask = async (payments: readonly (readonly [string, bigint])[], over: object = {}) =>
    codeOf(await popup.ask('prepareBatch', { ...batch(world, payments), ...over }))
  expect(await ask([])).toBe('invalid-input')
  expect(await ask(Array.from({ length: 101 }, () => [BOB, TAO] as const))).toBe('invalid-input')
  expect(
    await ask([
      [BOB, TAO],
      [CHARLIE, 0n],
    ]),
  ).toBe('amount-zero')
  expect(await ask([[`${BOB.slice(0, -1)}z`, TAO]])).toBe('ss58-checksum')
  expect(await ask([[encodeAddress(new Uint8Array(32).fill(7), 0), TAO]])).toBe('ss58-wrong-prefix')
  expect(await ask([[BOB, TAO]], { from: `0x${'11'.repeat(32)}` })).toBe('unknown-account')
  expect(popup.views.requests.items).toEqual([])
  // As many as there may be are explained, signed and included.
  const most = Array.from({ length: 100 }, (_, n) => [stranger(n + 100), 1_000n] as const)
  expect(await ask(most)).toBe('ok')
  const request = await shown(popup, 'transaction')
  expect(request.explanation.leaves).toHaveLength(100)
  expect(request.explanation.leaves.filter(({ risks }) => risks.some(({ id }) => id === 'below-existential-deposit'))).toEqual([])
  resultOf(await popup.ask('approve', { id: request.id, hash: request.hash, password }))
  await settle(world)
  expect(popup.views.activity.first[0]?.status).toMatchObject({ ok: true })
  expect(most.map(([to]) => free(to))).toEqual(most.map(() => 1_000n))
})

test('an account that is emptied: what arrives is told beforehand to the rao, and nothing is left', async () => {
  const world = await createWorld(node)
  const told = await estimate(world, BOB, null)
  expect(told).toMatchObject({ reserved: '0', locked: '0', stays: '0', max: String(funds - BigInt(told.fee)) })
  const before = free(BOB)
  resultOf(await world.popup.ask('prepareTransfer', transfer(world, BOB, null)))
  const { id, hash, explanation } = await shown(world.popup, 'transaction')
  expect(explanation.leaves[0]?.fact).toMatchObject({ kind: 'transfer-all', keepAlive: false, amountNow: told.max })
  resultOf(await world.popup.ask('approve', { id, hash, password }))
  await settle(world)
  expect(free(BOB) - before).toBe(BigInt(told.max))
  expect(free(world.address)).toBe(0n)
})

/** A block that the wallet has heard of. */
async function produced({ popup }: World): Promise<void> {
  node.produce()
  await until(() => popup.views.network.best === node.chain.best.number)
}
test('what is reserved, locked, or holds the account open is told as staying, and not counted among what can leave', async () => {
  const world = await createWorld(node)
  const account = node.chain.account(world.address)
  const put = (over: object, data: object) =>
    node.chain.overwrite('System', 'Account', [world.address], { ...account, ...over, data: { ...account.data, ...data } })
  put({ consumers: 1 }, { reserved: 7n * TAO })
  await produced(world)
  const bound = await estimate(world, BOB, null)
  expect(bound).toMatchObject({ reserved: String(7n * TAO), locked: '0', stays: '500', max: String(funds - 500n - BigInt(bound.fee)) })
  resultOf(await world.popup.ask('prepareTransfer', transfer(world, BOB, null)))
  expect((await shown(world.popup, 'transaction')).explanation.leaves[0]?.fact).toMatchObject({ amountNow: bound.max })
  put({ consumers: 1 }, { reserved: 7n * TAO, frozen: 17n * TAO })
  await produced(world)
  const locked = await estimate(world, BOB, TAO)
  expect(locked).toMatchObject({ reserved: String(7n * TAO), locked: String(10n * TAO) })
  expect(BigInt(locked.max)).toBeLessThan(funds - 10n * TAO)
  // A lock covers the existential deposit.
  expect(locked.stays).toBe(String(10n * TAO))
  resultOf(await world.popup.ask('prepareTransfer', transfer(world, BOB, funds - 10n * TAO)))
  const request = await until(() => world.popup.views.requests.items.find((each) => JSON.stringify(each).includes('not-enough')))
  expect(request.kind).toBe('transaction')
})

test('another transaction of the account between review and signing: it has changed, nothing is sent, and a new review sends once', async () => {
  const world = await createWorld(node)
  const { popup, address } = world
  const page = await connect(world, [world.id])
  resultOf(await popup.ask('prepareTransfer', transfer(world, BOB, TAO)))
  const own = await shown(popup, 'transaction')
  // A site's transaction of the same nonce is signed and included first.
  const answer = page.ask('signPayload', { ...payloadOf(node, address, transferOf(node, CHARLIE, 2n * TAO)), withSignedTransaction: true })
  const other = await until(() => popup.views.requests.items.find((each) => each.kind === 'transaction' && each.origin !== null))
  if (other.kind !== 'transaction') throw new Error('no transaction')
  expect(other.nonce).toBe(own.nonce)
  resultOf(await popup.ask('approve', { id: other.id, hash: other.hash }))
  const { signedTransaction } = resultOf<{ signedTransaction: string }>(await answer)
  node.chain.submit(Uint8Array.from(Buffer.from(signedTransaction.slice(2), 'hex')))
  node.produce()
  const before = free(BOB)
  const again = popup.views.requests.items.find((each) => each.id === own.id) as typeof own
  expect(codeOf(await popup.ask('approve', { id: own.id, hash: again.hash }))).toBe('changed')
  node.produce()
  expect(free(BOB)).toBe(before)
  // Asked again it is a new request, with the nonce of now, and pays once.
  expect(codeOf(await popup.ask('approve', { id: own.id, hash: own.hash }))).not.toBe('ok')
  resultOf(await popup.ask('prepareTransfer', transfer(world, BOB, TAO)))
  const fresh = await until(() => popup.views.requests.items.find((each) => each.kind === 'transaction' && each.id !== own.id))
  if (fresh.kind !== 'transaction') throw new Error('no transaction')
  expect(fresh.nonce).toBe(own.nonce + 1)
  resultOf(await popup.ask('approve', { id: fresh.id, hash: fresh.hash }))
  node.produce()
  expect(free(BOB) - before).toBe(TAO)
})

test('contacts of a file or a backup join those that are here, and it is told for how many there was no room', async () => {
  const { popup } = await createWorld(node)
  const contact = (n: number, name = `Name ${n}`) => ({ id: `0x${n.toString(16).padStart(64, '0')}`, name, note: '' })
  resultOf(await popup.ask('saveContact', contact(1, 'Mine')))
  expect(resultOf(await popup.ask('addContacts', { ...once(), contacts: [contact(1, 'Theirs'), contact(2)] }))).toEqual({
    added: 1,
    left: 0,
  })
  expect(popup.views.contacts.items.map(({ name }) => name)).toEqual(['Mine', 'Name 2'])
  const many = Array.from({ length: 5_000 }, (_, n) => contact(n + 3))
  expect(resultOf(await popup.ask('addContacts', { ...once(), contacts: many }))).toEqual({ added: 4_998, left: 2 })
  const backup = { contacts: [contact(2), ...many.slice(-3)], sites: [], accounts: [] }
  expect(resultOf(await popup.ask('mergeBackup', backup))).toEqual({ left: 2 })
})
