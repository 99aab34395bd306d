import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { approveShown, assemble, connect, createWorld, funds, openPopup, password, payloadOf, shown, transferOf } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
let node: Localnet
const free = (address: string): bigint => node.chain.account(address).data.free
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

/** An own transfer, ready to be approved. */
async function prepared(amount: bigint | null, keepAlive = true) {
  const world = await createWorld(node)
  const input = {
    commandId: crypto.randomUUID(),
    from: world.id,
    to: BOB,
    amount: amount === null ? null : String(amount),
    keepAlive,
    hotkey: false,
  }
  resultOf(await world.popup.ask('prepareTransfer', input))
  return { ...world, request: await shown(world.popup, 'transaction') }
}
const phase = (popup: Awaited<ReturnType<typeof prepared>>['popup']) => popup.views.activity.first[0]?.status.phase

test('no fee is ever taken: what leaves is the amount and the fee of the chain, and the recipient gets all of the amount', async () => {
  const { popup, request, address } = await prepared(5n * TAO)
  const before = free(BOB)
  expect(request).toMatchObject({ origin: null, verified: 'digest-signed', explanation: { outflow: String(5n * TAO) } })
  resultOf(await approveShown(popup))
  expect(phase(popup)).toBe('sent')
  node.produce()
  await until(() => phase(popup) === 'included')
  node.produce(2)
  await until(() => phase(popup) === 'final')
  const [entry] = popup.views.activity.first
  expect(entry?.fee).toBe(request.fee)
  expect(free(BOB) - before).toBe(5n * TAO)
  expect(funds - free(address)).toBe(5n * TAO + BigInt(request.fee ?? -1))
  // Every transaction of the block is accounted for: the timestamp and this one, with one transfer to the one recipient.
  expect(node.chain.blocks.at(-3)?.extrinsics).toHaveLength(2)
  const total = BigInt(request.free ?? 0) - BigInt(request.after ?? 0)
  expect(total).toBe(5n * TAO + BigInt(request.fee ?? -1))
})

test('no fee is ever taken from what a site has signed either', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const payload = payloadOf(node, world.address, transferOf(node, BOB, 3n * TAO))
  const answer = page.ask('signPayload', payload)
  const { fee } = await shown(world.popup, 'transaction')
  resultOf(await approveShown(world.popup))
  const { signature } = resultOf<{ signature: string }>(await answer)
  const before = free(BOB)
  node.chain.submit(assemble(payload, signature))
  node.produce()
  expect(free(BOB) - before).toBe(3n * TAO)
  // The estimate is for a wallet's own signature; the chain charges the same bytes.
  expect(funds - free(world.address)).toBe(3n * TAO + BigInt(fee ?? -1))
})

test('everything is sent: the account closes, with the password', async () => {
  const { popup, request, address } = await prepared(null, false)
  const before = free(BOB)
  expect(request.explanation.level).toBe(3)
  expect(request.explanation.leaves[0]?.risks.map(({ id }) => id)).toEqual(expect.arrayContaining(['all-balance', 'account-closed']))
  const { id, hash } = request
  expect(codeOf(await popup.ask('approve', { id, hash }))).toBe('wrong-password')
  expect(codeOf(await popup.ask('approve', { id, hash, password: 'not this password' }))).toBe('wrong-password')
  resultOf(await popup.ask('approve', { id, hash, password }))
  node.produce(3)
  await until(() => phase(popup) === 'final')
  expect(free(address)).toBe(0n)
  expect(free(BOB) - before).toBe(funds - BigInt(request.fee ?? -1))
})

test('a nonce that moved since it was shown: refused, nothing sent', async () => {
  const { popup, request } = await prepared(TAO)
  node.faults.nonce = 1
  try {
    expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash }))).toBe('changed')
  } finally {
    node.faults.nonce = 0
  }
  expect(popup.views.activity.total).toBe(0)
  expect(popup.views.requests.items).toEqual([])
  expect(node.chain.pending).toEqual([])
})

test.each([
  ['higher than anything of this account that waits', 3, 'nonce-ahead'],
  ['that the chain itself has used already', -1, 'node-lied'],
])('a nonce %s is no nonce: nothing is made of it, and nothing signed', async (_what, off, expected) => {
  const { popup, request, id, address } = await prepared(TAO)
  resultOf(await popup.ask('reject', { id: request.id }))
  const used = node.chain.account(address)
  node.chain.overwrite('System', 'Account', [address], { ...used, nonce: used.nonce + 2 })
  node.produce()
  const ask = () =>
    popup.ask('prepareTransfer', { commandId: crypto.randomUUID(), from: id, to: BOB, amount: '1000', keepAlive: true, hotkey: false })
  node.faults.nonce = off
  try {
    expect(codeOf(await ask())).toBe(expected)
    expect(popup.views.requests.items).toEqual([])
  } finally {
    node.faults.nonce = 0
  }
  resultOf(await ask())
  expect([popup.views.activity.total, node.chain.pending]).toEqual([0, []])
})

test('what this wallet sent and no block shows yet counts: a second payment follows the first one', async () => {
  const { popup, id, address } = await prepared(TAO)
  const before = node.chain.account(address).nonce
  resultOf(await approveShown(popup))
  resultOf(
    await popup.ask('prepareTransfer', {
      commandId: crypto.randomUUID(),
      from: id,
      to: BOB,
      amount: '1000',
      keepAlive: true,
      hotkey: false,
    }),
  )
  resultOf(await approveShown(popup))
  expect(node.chain.pending).toHaveLength(2)
  node.produce()
  expect(node.chain.account(address).nonce).toBe(before + 2)
})

test('a runtime that changed since it was shown: refused, nothing sent (RPC-07)', async () => {
  const { popup, request } = await prepared(TAO)
  node.chain.upgrade(425)
  node.produce()
  try {
    expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash }))).toBe('payload-wrong-spec')
    expect(popup.views.activity.total).toBe(0)
    expect(node.chain.pending).toEqual([])
  } finally {
    node.chain.upgrade(424)
    node.produce()
  }
})

test('refused by the node: the activity says so, and why', async () => {
  const { popup, request, address } = await prepared(TAO)
  node.control({ balance: { address, rao: '1000' } })
  node.produce()
  // It is signed, so it is followed: that node may have passed it on all the same.
  const { entry } = resultOf<{ entry: string }>(await popup.ask('approve', { id: request.id, hash: request.hash }))
  expect(popup.views.activity.first[0]).toMatchObject({ id: entry, status: { phase: 'refused', code: 'tx-payment', facts: {} } })
  expect(popup.views.activity.pending).toBe(1)
  expect(popup.views.requests.items).toEqual([])
})

test('included, and failed by the chain: the activity says so, and why', async () => {
  const { popup, request, address } = await prepared(900n * TAO)
  const { id, hash } = request
  node.control({ balance: { address, rao: String(TAO) } })
  resultOf(await popup.ask('approve', { id, hash, password }))
  node.produce(3)
  await until(() => phase(popup) === 'final')
  expect(popup.views.activity.first[0]?.status).toMatchObject({ ok: false, error: 'Token.FundsUnavailable' })
})

test('one transfer is reviewed at a time, and the wrong ones are not prepared at all', async () => {
  const { popup, request, id } = await prepared(TAO)
  const ask = (over: object) =>
    popup.ask('prepareTransfer', {
      commandId: crypto.randomUUID(),
      from: id,
      to: BOB,
      amount: '1000',
      keepAlive: true,
      hotkey: false,
      ...over,
    })
  expect(codeOf(await ask({ amount: '0' }))).toBe('amount-zero')
  expect(codeOf(await ask({ to: '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5' }))).toBe('ss58-wrong-prefix')
  expect(codeOf(await ask({ from: `0x${'11'.repeat(32)}` }))).toBe('unknown-account')
  expect(popup.views.requests.items.map((each) => each.id)).toEqual([request.id])
  resultOf(await ask({}))
  expect(popup.views.requests.items).toHaveLength(1)
  expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash }))).toBe('gone')
})

test('a transfer that is on its way is not replaced by the next one', async () => {
  const { computer, popup, request, id } = await prepared(TAO)
  computer.meanwhile(
    ({ key, act }) => key.startsWith('activity') && act === 'write',
    async () => {
      void popup.ask('prepareTransfer', { commandId: 'the next one', from: id, to: BOB, amount: '1000', keepAlive: true, hotkey: false })
      await pause(30)
    },
  )
  resultOf(await popup.ask('approve', { id: request.id, hash: request.hash }))
  await until(() => phase(popup) === 'sent')
  expect(node.chain.pending).toHaveLength(1)
  node.produce()
})

test('a lock in the moment of sending does not deny what was sent', async () => {
  const { computer, popup, request } = await prepared(TAO)
  computer.meanwhile(
    ({ key, act, text }) => key.startsWith('activity') && act === 'write' && text.includes('\\"sent\\"'),
    async () => {
      void popup.ask('lock', undefined)
      await pause(30)
    },
  )
  expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash }))).toBe('ok')
  await until(() => popup.views.session.status === 'locked')
  expect(phase(popup)).toBe('sent')
  node.produce()
})

test('a locked wallet hides its own draft, and sends nothing', async () => {
  const { computer, request } = await prepared(TAO)
  const other = await openPopup(computer)
  resultOf(await other.ask('lock', undefined))
  expect(codeOf(await other.ask('approve', { id: request.id, hash: request.hash }))).toBe('gone')
  await until(() => other.views.requests.items.length === 0)
  expect(node.chain.pending).toEqual([])
})

test('the form knows the fee and the most that can be sent', async () => {
  const { popup, id, address } = await createWorld(node)
  const { fee, max } = resultOf<{ fee: string; max: string }>(
    await popup.ask('estimateTransfer', { from: id, to: BOB, amount: '1000', keepAlive: true }),
  )
  // Sending more takes more bytes, so the most is a little less than the fee of this amount would leave.
  expect(BigInt(max)).toBeLessThan(funds - 500n - BigInt(fee))
  resultOf(
    await popup.ask('prepareTransfer', { commandId: 'all that can', from: id, to: BOB, amount: max, keepAlive: true, hotkey: false }),
  )
  const request = await shown(popup, 'transaction')
  resultOf(await popup.ask('approve', { id: request.id, hash: request.hash, password }))
  node.produce(3)
  await until(() => phase(popup) === 'final')
  expect(popup.views.activity.first[0]?.status).toMatchObject({ ok: true })
  expect(free(address)).toBeGreaterThanOrEqual(500n)
  expect(free(address)).toBeLessThan(600n)
})
