import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import type { TradeEstimate } from '../messaging'
import { toHex } from '../units'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { first, type HiddenOn, hidden, hiddenOn, mortalWorld, overhear } from './fixtures/hidden'
import { hotkeyOn, stakesOn, TAO } from './fixtures/staking'
import { callOf, connect, hashOf, openPopup, password, payloadOf, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let node: Localnet
let at: HiddenOn
let said: string[]
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  at = hiddenOn(node)
})
beforeEach(() => {
  said = overhear()
})
afterEach(() => {
  node.chain.lacks.shield = false
  node.faults.nonce = 0
  node.produce(3)
})
afterAll(() => node.close())

let netuid = 30
const trade = (world: World, amount = 10n * TAO) => ({
  ...{ from: world.id, side: 'buy' as const, hotkey: hotkeyOn(netuid), netuid, amount: String(amount) },
})
const estimate = async (world: World, amount?: bigint) =>
  resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', { ...trade(world, amount), tolerance: 100_000 }))
const ordering = (world: World, { limit }: { limit: string }, hidden = true) =>
  world.popup.ask('prepareTrade', {
    ...{ ...trade(world), commandId: crypto.randomUUID(), protection: { kind: 'limit', limit, partial: false } },
    ...{ hidden, hotkeyMeant: false },
  })
const held = (world: World) => stakesOn(node).held(world.address, netuid)
const nonce = (world: World) => at.nonce(world)
const ran = (world: World) => at.ran(world)
const nameOf = (bytes: Uint8Array) => at.nameOf(bytes)
const pass = (world: Pick<World, 'popup'>) => at.pass(world)
const expectNeverOpen = (call: string) => at.expectNeverOpen(said, call)
/** The order has been approved, and its envelope waits for a block. `call`: the bytes of the order up to its amount, which nobody may be told. */
async function sent(amount?: bigint) {
  netuid++
  const world = await mortalWorld(node)
  const told = await estimate(world, amount)
  resultOf(await ordering(world, told))
  const request = await shown(world.popup, 'transaction')
  const before = nonce(world)
  resultOf(await world.popup.ask('approve', { id: request.id, hash: request.hash }))
  await until(() => first(world)?.status.phase === 'sent' && node.chain.pending.length === 1)
  return { world, told, request, before, call: request.bytes.slice(2, 2 + 2 * (2 + 32 + 2 + 8)) }
}
/** Another operator is asked about the same order only every half minute. */
const halfAMinute = ({ computer }: Pick<World, 'computer'>) => {
  computer.clock.ahead += 30_001
}
test('one approval signs the order and its envelope; both are followed to the end, and it brings what was told', async () => {
  const { world, told, request, before, call } = await sent()
  expect(request.hidden).toEqual({ fee: told.shield?.fee })
  expect([request.nonce, request.eraPeriod, request.fee]).toEqual([before + 1, 8, told.fee])
  expect(told.shield?.wanted).toBe(true)
  expect(request.explanation.leaves.map(({ call }) => call)).toEqual(['SubtensorModule.add_stake_limit'])
  expect(hidden(world)).toMatchObject({ tries: 1, ended: null, spent: '0', envelope: { phase: 'signed', block: null } })
  node.produce()
  await until(() => hidden(world)?.envelope.phase === 'included')
  expect([nonce(world), held(world), first(world)?.status.phase]).toEqual([before + 1, 0n, 'sent'])
  node.produce()
  await until(() => first(world)?.status.phase === 'included')
  expect(held(world)).toBe(BigInt(told.receives ?? 0))
  node.produce(3)
  await until(() => first(world)?.status.phase === 'final')
  expect(first(world)?.status).toMatchObject({ ok: true, error: null })
  expect(hidden(world)).toMatchObject({ tries: 1, envelope: { phase: 'final' } })
  const [outer, inner] = ran(world).slice(-2) as [Uint8Array, Uint8Array]
  expect([nameOf(outer), nameOf(inner), nonce(world)]).toEqual([
    'MevShield.submit_encrypted',
    'SubtensorModule.add_stake_limit',
    before + 2,
  ])
  expect([hashOf(outer), hashOf(inner)]).toEqual([hidden(world)?.envelope.hash, first(world)?.hash])
  // What was paid is what was told, for both.
  expect(BigInt(hidden(world)?.envelope.fee ?? 0)).toBeGreaterThan(0n)
  expect(BigInt(hidden(world)?.envelope.fee ?? 0)).toBeLessThanOrEqual(BigInt(told.shield?.fee ?? 0))
  expect(BigInt(first(world)?.fee ?? 0)).toBeLessThanOrEqual(BigInt(told.fee))
  expectNeverOpen(call)
  // Nothing of it is kept that could be sent or signed again.
  const kept = [...world.computer.disk.main.values(), ...world.computer.disk.second.values(), ...world.computer.disk.session.values()]
  expect(kept.some((each) => each.includes(toHex(inner).slice(2, 200)))).toBe(false)
})

test('its signature and its bytes are in no box and no message while it is on its way', async () => {
  const { world, call } = await sent()
  node.produce(2)
  const inner = ran(world).at(-1) as Uint8Array
  const body = toHex(inner).slice(80, 200)
  const { main, second, session, exposed, aside } = world.computer.disk
  for (const box of [main, second, session, exposed, aside]) for (const text of box.values()) expect(text.includes(body)).toBe(false)
  expect(world.computer.said.some((each) => each.includes(body))).toBe(false)
  expectNeverOpen(call)
})

test('where the key rotated first, the same call is sealed again once the old one is dead, and runs exactly once', async () => {
  const { world, request, before, call } = await sent()
  const old = first(world)?.hash
  node.produce()
  node.chain.rotateShield()
  await pass(world)
  await until(() => hidden(world)?.tries === 2 && first(world)?.status.phase === 'sent')
  expect([held(world), nonce(world)]).toEqual([0n, before + 1])
  expect(first(world)?.id).toBe(request.id)
  expect(first(world)?.hash).not.toBe(old)
  const spent = BigInt(hidden(world)?.spent ?? 0)
  expect(spent).toBeGreaterThan(0n)
  node.produce(2)
  const bought = held(world)
  expect(bought).toBeGreaterThan(0n)
  await pass(world)
  await until(() => first(world)?.status.phase === 'final')
  expect([held(world), nonce(world)]).toEqual([bought, before + 3])
  const names = ran(world).slice(before).map(nameOf)
  expect(names).toEqual(['MevShield.submit_encrypted', 'MevShield.submit_encrypted', 'SubtensorModule.add_stake_limit'])
  // The new envelope took the place of the lost order, so that the two exclude each other even without their time.
  const places = ran(world)
    .slice(before)
    .map((bytes) => node.chain.decode(bytes).nonce)
  expect(places).toEqual([before, before + 1, before + 2])
  // The call inside is the very one that was approved.
  const inner = toHex(ran(world).at(-1) as Uint8Array)
  const approved = request.bytes.slice(2)
  expect(inner.endsWith(approved.slice(0, inner.length - inner.indexOf(call)))).toBe(true)
  expect(world.popup.views.activity.first.filter(({ kind }) => kind === 'own')).toHaveLength(1)
  expectNeverOpen(call)
})

test('before the old one is dead nothing is sealed again', async () => {
  const { world, call } = await sent()
  node.produce()
  node.chain.rotateShield()
  node.produce(5)
  await until(() => world.popup.views.network.best === node.chain.best.number)
  await pause(200)
  expect([hidden(world)?.tries, node.chain.pending.length]).toEqual([1, 0])
  await pass(world)
  await until(() => hidden(world)?.tries === 2)
  expectNeverOpen(call)
})

test('an envelope that never got into a block is replaced by one in the same place', async () => {
  const { world, before, call } = await sent()
  node.chain.forgetPool()
  await pass(world)
  await until(() => hidden(world)?.tries === 2 && node.chain.pending.length === 1)
  expect(hidden(world)?.spent).toBe('0')
  node.produce(2)
  await pass(world)
  await until(() => first(world)?.status.phase === 'final')
  expect(nonce(world)).toBe(before + 2)
  expectNeverOpen(call)
})

/** It was lost, and nothing was done about it but to say so. */
async function expectAskedAgain(world: World, why: string, before: number, call: string, envelopes = 1): Promise<void> {
  await until(() => first(world)?.status.phase === 'lost')
  expect(hidden(world)?.ended).toBe(why)
  expect([held(world), nonce(world), node.chain.pending]).toEqual([0n, before + envelopes, []])
  node.produce(3)
  await until(() => world.popup.views.network.best === node.chain.best.number)
  await pause(100)
  expect([held(world), nonce(world), node.chain.pending]).toEqual([0n, before + envelopes, []])
  expect(said.filter((each) => each.includes('author_submit')).length).toBe(envelopes)
  expectNeverOpen(call)
}

test('a lock in between ends it, also where it is opened again before that is known: the person is asked again', async () => {
  const { world, before, call } = await sent()
  node.produce()
  node.chain.rotateShield()
  resultOf(await world.popup.ask('lock', undefined))
  resultOf(await world.popup.ask('unlock', { password }))
  await pass(world)
  await expectAskedAgain(world, 'locked', before, call)
})

test('while it is locked nothing is sealed again', async () => {
  const { world, before, call } = await sent()
  node.produce()
  node.chain.rotateShield()
  resultOf(await world.popup.ask('lock', undefined))
  await pass(world)
  await expectAskedAgain(world, 'locked', before, call)
})

test('ten minutes after the approval nothing is sealed again, and a clock that went back counts as over', async () => {
  for (const ahead of [600_000, -30_000]) {
    const { world, before, call } = await sent()
    node.produce()
    node.chain.rotateShield()
    world.computer.clock.ahead += ahead
    await pass(world)
    await expectAskedAgain(world, 'late', before, call)
    said.length = 0
  }
})

test('No hidden order is ever sent openly: it is sealed four times at most, and then the person is asked again', async () => {
  const { world, before, call } = await sent()
  for (let tries = 2; tries <= 4; tries++) {
    node.produce()
    node.chain.rotateShield()
    await pass(world)
    await until(() => hidden(world)?.tries === tries && first(world)?.status.phase === 'sent')
    halfAMinute(world)
  }
  node.produce()
  node.chain.rotateShield()
  await pass(world)
  await expectAskedAgain(world, 'tries', before, call, 4)
})

test('where another transaction took the place that was lost, the person is asked again', async () => {
  const { world, call } = await sent()
  node.produce()
  node.chain.rotateShield()
  // The nonce that a node tells is not that of the lost order any more.
  node.faults.nonce = 1
  await pass(world)
  await until(() => [...world.computer.disk.session.values()].some((text) => /failed[\\":]+other/.test(text)))
  halfAMinute(world)
  node.produce()
  await until(() => first(world)?.status.phase === 'lost')
  node.faults.nonce = 0
  expect(hidden(world)?.ended).toBe('other')
  expectNeverOpen(call)
})

test('a background that dies in the middle goes on: it runs once, and never openly', async () => {
  const { world, before, call } = await sent()
  node.produce()
  node.chain.rotateShield()
  const died = world.computer.dieAt(
    ({ key, act, text }) => act === 'write' && key.startsWith('activity') && text.includes('\\"tries\\":2'),
    'after',
  )
  node.produce(12)
  await died
  await world.computer.restart()
  const popup = await openPopup(world.computer)
  await until(() => popup.views.network?.phase === 'online')
  // What was written and not sent is lost as well, and sealed a third time.
  halfAMinute(world)
  await pass({ popup })
  await until(() => hidden({ popup })?.tries === 3 && node.chain.pending.length === 1)
  await pass({ popup })
  await until(() => first({ popup })?.status.phase === 'final')
  expect(
    ran(world)
      .slice(before)
      .map(nameOf)
      .filter((name) => name === 'SubtensorModule.add_stake_limit'),
  ).toHaveLength(1)
  expectNeverOpen(call)
})

test('where the chain announces no key nothing is made; without hiding, which the person has to say, it is', async () => {
  netuid++
  const world = await mortalWorld(node)
  node.chain.lacks.shield = true
  node.produce()
  await until(() => world.popup.views.network.best === node.chain.best.number)
  const told = await estimate(world)
  // The chain could: so it is still what is meant, and said not to be possible.
  expect(told.shield?.wanted).toBe(true)
  expect(codeOf(await ordering(world, told))).toBe('shield-unavailable')
  expect([world.popup.views.requests.items, world.popup.views.activity.first.filter(({ kind }) => kind === 'own')]).toEqual([[], []])
  resultOf(await ordering(world, told, false))
  expect((await shown(world.popup, 'transaction')).hidden).toBeUndefined()
})

test('a key that goes between the review and the approval stops it: nothing is sent', async () => {
  netuid++
  const world = await mortalWorld(node)
  resultOf(await ordering(world, await estimate(world)))
  const { id, hash } = await shown(world.popup, 'transaction')
  node.chain.lacks.shield = true
  node.produce()
  await until(() => world.popup.views.network.best === node.chain.best.number)
  expect(codeOf(await world.popup.ask('approve', { id, hash }))).toBe('shield-unavailable')
  expect(said.filter((each) => each.includes('author_submit'))).toEqual([])
  expect(node.chain.pending).toEqual([])
})

test('while a hidden order is on its way, nothing else of its account is made: it would take its place', async () => {
  const { world } = await sent()
  const pay = { commandId: crypto.randomUUID(), from: world.id, to: world.second, amount: String(TAO), keepAlive: true, hotkey: false }
  expect(codeOf(await world.popup.ask('prepareTransfer', pay))).toBe('shield-under-way')
  node.produce(2)
  await until(() => first(world)?.status.phase === 'included')
  resultOf(await world.popup.ask('prepareTransfer', { ...pay, commandId: crypto.randomUUID() }))
})

test('an order is hidden by its size, which the person sets; smaller ones, none at all, or every one', async () => {
  netuid++
  const world = await mortalWorld(node)
  const wanted = async (amount: bigint) => (await estimate(world, amount)).shield?.wanted
  expect([await wanted(TAO - 1n), await wanted(TAO)]).toEqual([false, true])
  resultOf(await world.popup.ask('changeSettings', { shieldAbove: null }))
  expect(await wanted(900n * TAO)).toBe(false)
  resultOf(await world.popup.ask('changeSettings', { shieldAbove: '0' }))
  expect(await wanted(1n)).toBe(true)
  await until(() => world.popup.views.settings.shieldAbove === '0')
  resultOf(await world.popup.ask('lock', undefined))
  expect(codeOf(await world.popup.ask('changeSettings', { shieldAbove: null }))).toBe('locked')
})

test('while a hidden order is on its way, no site gets a transaction of its account: neither asked for then, nor asked for before', async () => {
  netuid++
  const world = await mortalWorld(node)
  const page = await connect(world, [world.id])
  const told = await estimate(world)
  const pays = (nonce: number) => {
    const remark = callOf(node, 'System', 'remark', { remark: new Uint8Array([netuid]) })
    return page.ask('signPayload', payloadOf(node, world.address, remark, { nonce: `0x${nonce.toString(16)}` }))
  }
  const place = nonce(world) + 1
  const early = pays(place)
  const asked = await shown(world.popup, 'transaction')
  resultOf(await ordering(world, told))
  await until(() => world.popup.views.requests.items.length === 2)
  const order = world.popup.views.requests.items.find(({ id }) => id !== asked.id) as typeof asked
  resultOf(await world.popup.ask('approve', { id: order.id, hash: order.hash }))
  await until(() => first(world)?.status.phase === 'sent' && node.chain.pending.length === 1)
  expect(codeOf(await world.popup.ask('approve', { id: asked.id, hash: asked.hash, password }))).toBe('shield-under-way')
  expect(codeOf(await early)).toBe('shield-under-way')
  world.computer.clock.ahead += 1_000
  expect(codeOf(await pays(place))).toBe('shield-under-way')
  expect(world.popup.views.requests.items).toEqual([])
  node.produce(2)
  await until(() => first(world)?.status.phase === 'included')
  expect(held(world)).toBe(BigInt(told.receives ?? 0))
  world.computer.clock.ahead += 1_000
  void pays(nonce(world))
  await shown(world.popup, 'transaction')
})

test('between the approval of a hidden order and its signature no site gets one either', async () => {
  netuid++
  const world = await mortalWorld(node)
  const page = await connect(world, [world.id])
  const told = await estimate(world)
  const remark = callOf(node, 'System', 'remark', { remark: new Uint8Array([netuid]) })
  const early = page.ask('signPayload', payloadOf(node, world.address, remark, { nonce: `0x${nonce(world).toString(16)}` }))
  const asked = await shown(world.popup, 'transaction')
  resultOf(await ordering(world, told))
  await until(() => world.popup.views.requests.items.length === 2)
  const order = world.popup.views.requests.items.find(({ id }) => id !== asked.id) as typeof asked
  let between: unknown
  world.computer.meanwhile(
    ({ act, key }) => act === 'write' && key.includes('hidden-orders'),
    async () => {
      between = codeOf(await world.popup.ask('approve', { id: asked.id, hash: asked.hash, password }))
    },
  )
  resultOf(await world.popup.ask('approve', { id: order.id, hash: order.hash }))
  expect([between, codeOf(await early)]).toEqual(['shield-under-way', 'shield-under-way'])
  await until(() => first(world)?.status.phase === 'sent' && node.chain.pending.length === 1)
  node.produce(2)
  await until(() => first(world)?.status.phase === 'included')
  expect(held(world)).toBe(BigInt(told.receives ?? 0))
})
