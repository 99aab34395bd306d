import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { honest } from '../../e2e/localnet/faults'
import { blake256, encodeEra, mortalEra, toHex } from '../units'
import { loadWords } from '../words'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { approveShown, assemble, connect, createWorld, funds, password, payloadOf, shown, transferOf } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
let node: Localnet
let submit: Localnet['chain']['submit']
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  submit = node.chain.submit
})
afterEach(() => {
  node.chain.submit = submit
  Object.assign(node.faults, honest())
  node.produce(2)
})
afterAll(() => node.close())

async function prepared(amount: bigint) {
  const world = await createWorld(node)
  const input = { commandId: crypto.randomUUID(), from: world.id, to: BOB, amount: String(amount), keepAlive: true, hotkey: false }
  resultOf(await world.popup.ask('prepareTransfer', input))
  return { ...world, request: await shown(world.popup, 'transaction') }
}
type Shown = Awaited<ReturnType<typeof prepared>>['request']
type Popup = Awaited<ReturnType<typeof createWorld>>['popup']
// What the tests give by hand is noticed as something that came.
const first = (popup: Popup) => popup.views.activity.first.find(({ kind }) => kind === 'own')
const approve = (popup: Popup, { id, hash }: { id: string; hash: string }, typed?: string) =>
  popup.ask('approve', { id, hash: hash as '0x', ...(typed ? { password: typed } : {}) })
/** The node does this with the next extrinsic instead of answering as it should. */
function onSubmit(act: (bytes: Uint8Array) => string) {
  node.chain.submit = (bytes: Uint8Array) => {
    node.chain.submit = submit
    return act(bytes)
  }
}
const refusal = (message: string, code = 1010) => Object.assign(new Error(message), { code, data: message })

test.each(['after', 'before'])(
  'a connection that is lost %s the node took it denies nothing: it is followed like any other',
  async (moment) => {
    const { popup, request } = await prepared(TAO)
    onSubmit((bytes) => {
      if (moment === 'before') node.drop()
      const hash = submit.call(node.chain, bytes)
      if (moment === 'after') node.drop()
      return hash
    })
    const { entry } = resultOf<{ entry: string }>(await approve(popup, request))
    expect(first(popup)?.id).toBe(entry)
    expect(popup.views.requests.items).toEqual([])
    expect(['signed', 'sent']).toContain(first(popup)?.status.phase)
    await until(() => popup.views.network.phase === 'online')
    node.produce(3)
    await until(() => first(popup)?.status.phase === 'final')
    expect(popup.views.activity.total).toBe(1)
  },
)

test('what was agreed to and is on its way cannot be refused any more', async () => {
  const { popup, request } = await prepared(TAO)
  Object.assign(node.faults, { lag: 2_000, only: ['author_submit*'] })
  const approving = approve(popup, request)
  await until(() => first(popup))
  expect(codeOf(await popup.ask('reject', { id: request.id }))).toBe('gone')
  expect(codeOf(await approving)).toBe('ok')
})

test('after a signature exists no sentence says that nothing was signed or sent', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  void page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, TAO)))
  const request = await shown(world.popup, 'transaction')
  world.computer.meanwhile(
    ({ key, act }) => key.startsWith('activity') && act === 'write',
    async () => {
      page.leave()
      await pause(20)
    },
  )
  const { errors } = await loadWords('en')
  const code = codeOf(await approve(world.popup, request))
  expect(code).toBe('interrupted')
  expect(errors[code as 'interrupted']({})).not.toMatch(/nothing was (signed|sent)/i)
  for (const [name, say] of Object.entries(errors))
    if (name.startsWith('tx-') && !['tx-lost', 'tx-module'].includes(name)) expect(say({}), name).not.toMatch(/nothing|no fee|safe/i)
})

test('what one node refused is followed until its era is over: found, it is what the chain says', async () => {
  const { popup, request } = await prepared(TAO)
  onSubmit((bytes) => {
    submit.call(node.chain, bytes)
    throw refusal('Immediately Dropped', 1016)
  })
  resultOf(await approve(popup, request))
  expect(first(popup)?.status.phase).toBe('refused')
  expect(popup.views.activity.pending).toBe(1)
  node.produce(3)
  await until(() => first(popup)?.status.phase === 'final')
  expect(first(popup)?.status).toMatchObject({ ok: true })
})

test('what one node refused and no block took is lost when its era is over, and not before', async () => {
  const { computer, popup, request, address } = await prepared(TAO)
  node.control({ balance: { address, rao: '1000' } })
  resultOf(await approve(popup, request))
  expect(first(popup)?.status.phase).toBe('refused')
  node.produce(30)
  computer.life.emit('alarm', { name: 'look' })
  await pause(300)
  expect(first(popup)?.status.phase).toBe('refused')
  node.produce(40)
  await until(async () => {
    computer.life.emit('alarm', { name: 'look' })
    await pause(50)
    return first(popup)?.status.phase === 'lost'
  })
})

test('what a node takes and no block ever has waits until its blocks are over, and then may be repeated (RPC-12)', async () => {
  const { computer, popup, request } = await prepared(TAO)
  onSubmit((bytes) => toHex(blake256(bytes)))
  resultOf(await approve(popup, request))
  expect(node.chain.pending).toEqual([])
  expect(first(popup)).toMatchObject({ status: { phase: 'sent' }, eraEnd: request.eraEnd })
  node.produce(30)
  computer.life.emit('alarm', { name: 'look' })
  await pause(300)
  expect(first(popup)?.status.phase).toBe('sent')
  node.produce(40)
  await until(async () => {
    computer.life.emit('alarm', { name: 'look' })
    await pause(50)
    return first(popup)?.status.phase === 'lost'
  })
  expect(node.chain.best.number).toBeGreaterThan(request.eraEnd)
})

test('a fee that a node tells as a hundredth of itself is shown as it was told, and what was paid as it was taken (RPC-12)', async () => {
  const honestFee = BigInt((await prepared(TAO)).request.fee ?? 0)
  node.faults.fee = String(honestFee / 100n)
  const { popup, request, address } = await prepared(TAO)
  expect(request.fee).toBe(String(honestFee / 100n))
  const before = node.chain.account(address).data.free
  resultOf(await approve(popup, request))
  node.produce(3)
  await until(() => first(popup)?.status.phase === 'final')
  const paid = before - node.chain.account(address).data.free - TAO
  expect(paid).toBeGreaterThan((honestFee * 9n) / 10n)
  expect(await until(() => first(popup)?.fee)).toBe(String(paid))
})

test('a bad proof of an own transaction makes its host prove itself again', async () => {
  const { computer, popup, request } = await prepared(TAO)
  onSubmit(() => {
    throw refusal('Transaction has a bad signature')
  })
  const before = computer.asked.length
  resultOf(await approve(popup, request))
  expect(first(popup)?.status).toMatchObject({ phase: 'refused', code: 'tx-bad-proof' })
  await until(() => computer.asked.length > before)
})

test('where the node does not know the block of the site yet, the end of a signature is never too early', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  // The site's node is one block ahead.
  const next = node.chain.best.number + 1
  const over = { blockHash: `0x${'ab'.repeat(32)}`, era: toHex(encodeEra(mortalEra(next, 64))) }
  void page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, TAO), over))
  const { eraEnd, id } = await shown(world.popup, 'transaction')
  expect(eraEnd).toBeGreaterThanOrEqual(next + 64)
  resultOf(await world.popup.ask('reject', { id }))
})

test('a block that cannot be the birth of the era is refused', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const over = { era: toHex(encodeEra(mortalEra(node.chain.best.number + 1, 64))) }
  const answer = page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, TAO), over))
  expect(codeOf(await answer)).toBe('payload-invalid')
})

test('an own transaction is looked for from the block that it names to the end of that era', async () => {
  const { popup, request } = await prepared(TAO)
  const named = node.chain.best.number
  node.produce(5)
  resultOf(await approve(popup, request))
  expect(first(popup)?.eraEnd).toBeLessThanOrEqual(named + 64)
  expect(first(popup)?.eraEnd).toBe(request.eraEnd)
})

test('requests that are each under half of the balance are together not', async () => {
  const world = await createWorld(node)
  const { popup } = world
  const page = await connect(world, [world.id])
  const part = (funds * 2n) / 5n
  const nonce = node.chain.account(world.address).nonce
  const payloads = [0, 1].map((n) =>
    payloadOf(node, world.address, transferOf(node, BOB, part), { nonce: `0x${(nonce + n).toString(16)}` }),
  )
  const answers = payloads.map((each) => page.ask('signPayload', each))
  const both = await until(() => popup.views.requests.items.length === 2 && popup.views.requests.items)
  const [one, two] = both as unknown as [Shown, Shown]
  resultOf(await approve(popup, one, password))
  const second = () => popup.views.requests.items.find((each): each is typeof two => each.id === two.id && each.kind === 'transaction')
  await until(() => (second()?.explanation.level ?? 0) >= 3)
  const later = second() as Shown
  expect(BigInt(later.free ?? 0)).toBeLessThan(funds - part)
  expect(later.explanation.risks.map(({ id }) => id)).toContain('most-of-balance')
  expect(codeOf(await approve(popup, later))).toBe('wrong-password')
  // What came of the first shows in the balance from its block on.
  node.chain.submit(assemble(payloads[0] as never, resultOf<{ signature: string }>(await (answers[0] as never)).signature))
  node.produce()
  resultOf(await approve(popup, later, password))
})

test('a card that counted on money promised since is not approved as it was', async () => {
  const world = await createWorld(node)
  const { computer, popup } = world
  const page = await connect(world, [world.id])
  const ask = (amount: bigint, n: number) =>
    page.ask(
      'signPayload',
      payloadOf(node, world.address, transferOf(node, BOB, amount), {
        nonce: `0x${(node.chain.account(world.address).nonce + n).toString(16)}`,
      }),
    )
  void ask(TAO, 0)
  void ask(TAO, 1)
  const [one, two] = (await until(() => popup.views.requests.items.length === 2 && popup.views.requests.items)) as unknown as [Shown, Shown]
  // Its card cannot be read again in the moment of the approval.
  node.faults.lag = 100
  const first = approve(popup, one)
  await until(() => popup.views.requests.items.length === 1)
  const second = approve(popup, two)
  node.faults.lag = 0
  expect(codeOf(await first)).toBe('ok')
  expect(codeOf(await second)).toBe('changed')
  expect(computer.badge.text).toBe('1')
  resultOf(await approve(popup, two))
})

test('of two approvals in the same moment at least one is shown anew', async () => {
  const world = await createWorld(node)
  const { popup } = world
  const page = await connect(world, [world.id])
  const nonce = node.chain.account(world.address).nonce
  for (const n of [0, 1])
    void page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, TAO), { nonce: `0x${(nonce + n).toString(16)}` }))
  const both = (await until(() => popup.views.requests.items.length === 2 && popup.views.requests.items)) as unknown as Shown[]
  const codes = (await Promise.all(both.map((each) => approve(popup, each)))).map(codeOf)
  expect(codes).toContain('changed')
  expect(popup.views.activity.total).toBe(codes.filter((each) => each === 'ok').length)
})

test('an address is one that was paid before only when it got something, for good, on this chain', async () => {
  const stranger = `5${'C62Ck4UrFPiBtoCmeSrgF7x9yv9mn38446dhCpsi2mLHiFT'}`
  const world = await createWorld(node)
  const { popup } = world
  const page = await connect(world, [world.id])
  const risks = async () => {
    void page.ask('signPayload', payloadOf(node, world.address, transferOf(node, stranger, TAO)))
    const { id, explanation } = await shown(popup, 'transaction')
    await popup.ask('reject', { id })
    await until(() => popup.views.requests.items.length === 0)
    return explanation.leaves[0]?.risks.map((each) => each.id)
  }
  const signed = async (call: Uint8Array) => {
    const payload = payloadOf(node, world.address, call)
    const answer = page.ask('signPayload', payload)
    await approveShown(popup)
    return assemble(payload, resultOf<{ signature: string }>(await answer).signature)
  }
  // Nothing at all was paid, and then something that no block has.
  node.chain.submit(await signed(transferOf(node, stranger, 0n)))
  node.produce(3)
  await until(() => first(popup)?.status.phase === 'final')
  const kept = await signed(transferOf(node, stranger, TAO))
  expect(await risks()).toEqual(['first-time-recipient'])
  node.chain.submit(kept)
  node.produce(3)
  await until(() => first(popup)?.status.phase === 'final')
  world.computer.clock.ahead = 61_000
  expect(await risks()).toEqual([])
})

test('a connection is granted only to a page that is still there', async () => {
  const { computer, popup, id } = await createWorld(node)
  const page = computer.page('https://good.test')
  void page.ask('connect', { name: 'x' })
  await shown(popup, 'connect')
  page.leave()
  await computer.restart()
  const later = computer.popup()
  await until(() => later.views.requests)
  const left = later.views.requests.items[0]
  if (left) expect(codeOf(await later.ask('approveConnect', { id: left.id, accounts: [id] }))).toBe('gone')
  expect(later.views.sites.items).toEqual([])
})

test('a page that reloads itself while it asks opens no window after a while', async () => {
  const { computer, popup } = await createWorld(node)
  for (let n = 0; n < 4; n++) {
    const page = computer.page('https://good.test')
    void page.ask('connect', { name: 'x' })
    await shown(popup, 'connect')
    page.leave()
    await until(() => popup.views.requests.items.length === 0)
  }
  expect(codeOf(await computer.page('https://good.test').ask('connect', { name: 'x' }))).toBe('site-blocked')
})

test('a message in disguise is recognised though the link was not open', async () => {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  world.popup.close()
  // As long as the link stays after its last use.
  await pause(2_200)
  const data = toHex(assemble(payloadOf(node, world.address, transferOf(node, BOB, TAO)), `0x01${'11'.repeat(64)}`))
  expect(codeOf(await page.ask('signRaw', { address: world.address, data }))).toBe('message-is-extrinsic')
})

test('a transfer on a node of one’s own says so, whatever is signed along', async () => {
  const { request } = await prepared(TAO)
  expect(request).toMatchObject({ network: 'local', verified: 'digest-signed' })
  expect(request.explanation.risks.map(({ id }) => id)).toContain('network-local')
})
