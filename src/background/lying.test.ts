import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { honest } from '../../e2e/localnet/faults'
import { networks } from '../chain'
import { encodeEra, mortalEra, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { approveShown, connect, createWorld, password, payloadOf, shown, transferOf, type World } from './fixtures/world'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
const [FIRST = '', SECOND = ''] = networks.finney.hosts.map(({ url }) => url)
let node: Localnet
let shared: Localnet
/** How far the chain's clock is ahead of this machine's, in milliseconds. */
let offset = 0
const other = () => node.nodes[1] as Localnet['nodes'][number]
const start = () =>
  startLocalnet({ blockTimeMs: 'manual', nodes: 2, genesisHash: networks.finney.genesisHash as string, now: () => Date.now() + offset })
beforeAll(async () => {
  shared = await start()
})
beforeEach(() => {
  offset = 0
  node = shared
  for (const each of node.nodes) Object.assign(each.faults, honest())
  node.produce(2)
})
/** From here on the test has a chain of its own, which begins so many milliseconds ago: no block is older than the one before. */
async function begunAgo(ms: number) {
  offset = -ms
  node = await start()
  onTestFinished(() => node.close())
  node.produce(3)
}
afterAll(() => shared.close())

/** A wallet on finney, of which two operators answer: the first is in use. */
async function onFinney({ alone = false } = {}): Promise<World> {
  const world = await createWorld(node, { [FIRST]: node.url, ...(!alone && { [SECOND]: other().url }) })
  await until(() => world.popup.views.network.host === FIRST && world.popup.views.network.best === node.chain.best.number)
  return world
}
const order = (id: string, amount = TAO) => ({
  commandId: crypto.randomUUID(),
  ...{ from: id, to: BOB, amount: String(amount), keepAlive: true, hotkey: false },
})

describe('head stuck', () => {
  test('for 121 s: an own order is not signed, stays, and is signed once a block comes (RPC-06)', async () => {
    const { computer, popup, id } = await onFinney()
    resultOf(await popup.ask('prepareTransfer', order(id)))
    await shown(popup, 'transaction')
    computer.clock.ahead += 121_000
    expect(codeOf(await approveShown(popup))).toBe('stale-head')
    expect(popup.views.activity.total).toBe(0)
    offset = computer.clock.ahead
    node.produce()
    await until(() => popup.views.network.best === node.chain.best.number)
    resultOf(await approveShown(popup))
    await until(() => popup.views.activity.total === 1)
  })
  test('for 121 s: nor is what a site asks for, whose page goes on waiting (RPC-06)', async () => {
    const world = await onFinney()
    const { computer, popup, address, id } = world
    const page = await connect(world, [id])
    const answer = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, TAO)))
    await shown(popup, 'transaction')
    computer.clock.ahead += 121_000
    expect(codeOf(await approveShown(popup))).toBe('stale-head')
    offset = computer.clock.ahead
    node.produce()
    await until(() => popup.views.network.best === node.chain.best.number)
    resultOf(await approveShown(popup))
    expect(codeOf(await answer)).toBe('ok')
  })
  test('for 61 s is told, and no reason not to sign (RPC-06)', async () => {
    const { computer, popup, id } = await onFinney()
    resultOf(await popup.ask('prepareTransfer', order(id)))
    await shown(popup, 'transaction')
    computer.clock.ahead += 61_000
    expect(Date.now() + computer.clock.ahead - (popup.views.network.bestAt ?? 0)).toBeGreaterThan(60_000)
    resultOf(await approveShown(popup))
  })
  test('from the start: blocks that come now and were made long ago are none, and the operator who is further has its turn (RPC-06)', async () => {
    await begunAgo(1_000_000)
    Object.assign(node.faults, { stopsAt: node.chain.best.number })
    offset = 0
    node.produce(6)
    const { popup, id } = await createWorld(node, { [FIRST]: node.url, [SECOND]: other().url })
    await until(() => popup.views.network.host === FIRST)
    resultOf(await popup.ask('prepareTransfer', order(id)))
    // That node does not know of its money either.
    const { id: request, hash } = await shown(popup, 'transaction')
    expect(codeOf(await popup.ask('approve', { id: request, hash, password }))).toBe('stale-head')
    await until(() => popup.views.network.phase === 'online' && popup.views.network.host === SECOND)
    expect(popup.views.activity.total).toBe(0)
  })
  test('or a clock of this machine that is wrong: where another operator is as far, it is signed, and where nobody can be asked it is not (RPC-06)', async () => {
    await begunAgo(3_600_000)
    for (const alone of [false, true]) {
      const { popup, id } = await onFinney({ alone })
      resultOf(await popup.ask('prepareTransfer', order(id)))
      expect(codeOf(await approveShown(popup))).toBe(alone ? 'stale-head' : 'ok')
    }
  })
  test('is no matter on a network of one’s own (RPC-06)', async () => {
    const own = await startLocalnet({ blockTimeMs: 'manual', now: () => Date.now() - 3_600_000 })
    const { computer, popup, id } = await createWorld(own, { [FIRST]: node.url })
    resultOf(await popup.ask('chooseNetwork', { id: 'local', host: own.url, password }))
    await until(() => popup.views.network.id === 'local' && popup.views.network.phase === 'online')
    computer.clock.ahead += 121_000
    resultOf(await popup.ask('prepareTransfer', order(id)))
    resultOf(await approveShown(popup))
    await own.close()
  })
})

const risksOf = ({ explanation }: { explanation: { risks: { id: string }[] } }) => explanation.risks.map(({ id }) => id)
const accountKey = (address: string) => node.chain.built.builder.buildStorage('System', 'Account').keys.enc(address)
/** What the first node tells of an account, in place of the truth: heads and questions about its next number with it. */
function tell(address: string, change: { nonce?: number; free?: bigint }) {
  const { value } = node.chain.built.builder.buildStorage('System', 'Account')
  const { nonce, data, ...rest } = node.chain.account(address) as never as { nonce: number; data: { free: bigint } }
  const told = { ...rest, nonce: nonce + (change.nonce ?? 0), data: { ...data, free: change.free ?? data.free } }
  node.nodes[0]?.control({
    faults: { nonce: change.nonce ?? 0, storage: { [accountKey(address)]: `0x${Buffer.from(value.enc(told as never)).toString('hex')}` } },
  })
}
const prepared = async ({ popup, id }: World, amount?: bigint) => {
  resultOf(await popup.ask('prepareTransfer', order(id, amount)))
  return shown(popup, 'transaction')
}

test('honest nodes agree: nothing is said, and of the second only the account is asked, once a card', async () => {
  const world = await onFinney()
  expect(risksOf(await prepared(world))).not.toContain('nodes-disagree')
  expect(world.computer.asked.filter((url) => url === SECOND)).toHaveLength(1)
})

describe('nonce', () => {
  test.each([1, 1_000])('%i too high, as state too: an own order is not made (RPC-04)', async (nonce) => {
    const world = await onFinney()
    tell(world.address, { nonce })
    expect(codeOf(await world.popup.ask('prepareTransfer', order(world.id)))).toBe('nonce-ahead')
  })
  test('too low, as state too: it is said that the nodes disagree (RPC-04)', async () => {
    const world = await onFinney()
    node.chain.overwrite('System', 'Account', [world.address], { ...(node.chain.account(world.address) as object), nonce: 5 })
    node.produce()
    await until(() => world.popup.views.network.best === node.chain.best.number)
    tell(world.address, { nonce: -1 })
    const card = await prepared(world)
    expect(card.nonce).toBe(4)
    expect(risksOf(card)).toContain('nodes-disagree')
  })
  test('of a site’s payload: it is said that the nodes disagree (RPC-04)', async () => {
    const world = await onFinney()
    const page = await connect(world, [world.id])
    tell(world.address, { nonce: 7 })
    const nonce = `0x${(node.chain.account(world.address).nonce + 7).toString(16).padStart(8, '0')}`
    void page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, TAO), { nonce }))
    expect(risksOf(await shown(world.popup, 'transaction'))).toContain('nodes-disagree')
  })
  test('of an own order that the first has in a block and the second not yet is no lie (RPC-04)', async () => {
    const world = await onFinney()
    await prepared(world)
    resultOf(await approveShown(world.popup))
    other().faults.behind = 1
    // A public node is asked no faster than it wants: now it may be.
    world.computer.clock.ahead += 20_000
    node.produce()
    await until(() => world.popup.views.network.best === node.chain.best.number)
    await prepared(world)
  })
})

describe('balance', () => {
  test('ten times too high: the lower is shown, it is said, and what it would not pay fails on the screen (RPC-05)', async () => {
    const world = await onFinney()
    const truth = node.chain.account(world.address).data.free
    tell(world.address, { free: truth * 10n })
    const card = await prepared(world, truth * 2n)
    expect([card.free, risksOf(card).includes('nodes-disagree'), risksOf(card).includes('not-enough')]).toEqual([String(truth), true, true])
    const { popup, id } = world
    const told = resultOf<{ max: string }>(await popup.ask('estimateTransfer', { from: id, to: BOB, amount: String(TAO), keepAlive: true }))
    expect(BigInt(told.max)).toBeLessThan(truth)
    expect(BigInt(told.max)).toBeGreaterThan(truth - TAO)
  })
  test('told as nothing: that is shown, and that the nodes disagree (RPC-05)', async () => {
    const world = await onFinney()
    tell(world.address, { free: 0n })
    const card = await prepared(world)
    expect([card.free, risksOf(card).includes('nodes-disagree')]).toEqual(['0', true])
  })
  test('an operator who does not answer in two seconds is not waited for, and of one alone nobody is asked (RPC-05)', async () => {
    const world = await onFinney()
    other().faults.silent = true
    expect(risksOf(await prepared(world))).not.toContain('nodes-disagree')
    const alone = await onFinney({ alone: true })
    tell(alone.address, { free: 0n })
    expect(risksOf(await prepared(alone))).not.toContain('nodes-disagree')
  })
})

describe('the block of an era', () => {
  const asking = async (world: World) => {
    const page = await connect(world, [world.id])
    return (over: object) => page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, TAO), { ...over }))
  }
  test('that no operator knows is refused, also a block later (RPC-08)', async () => {
    const world = await onFinney()
    const answer = (await asking(world))({ blockHash: `0x${'ab'.repeat(32)}` })
    const producing = setInterval(() => node.produce(), 2_000)
    onTestFinished(() => clearInterval(producing))
    expect(codeOf(await answer)).toBe('payload-invalid')
  })
  test('that only the other knows is taken, with its own end (RPC-08)', async () => {
    const world = await onFinney()
    const ask = await asking(world)
    node.faults.stopsAt = node.chain.best.number
    node.produce()
    const { number } = node.chain.best
    void ask({})
    expect((await shown(world.popup, 'transaction')).eraEnd).toBe(number + 64)
  })
  test('is not asked for once more at the press, where nobody waits for a block: the card has its end', async () => {
    const world = await onFinney()
    const answer = (await asking(world))({})
    const { id, hash, eraEnd } = await shown(world.popup, 'transaction')
    for (const each of node.nodes) Object.assign(each.faults, { only: ['chain_getHeader'], silent: true })
    const asked = () => node.nodes.map((each) => each.asked.get('chain_getHeader') ?? 0)
    const before = asked()
    resultOf(await world.popup.ask('approve', { id, hash }))
    resultOf(await answer)
    expect(asked()).toEqual(before)
    await until(() => world.popup.views.activity.first[0]?.id === id)
    expect(world.popup.views.activity.first[0]?.eraEnd).toBe(eraEnd)
  })
  test('that is more than 100 blocks old is refused, also where its time is not over (RPC-08)', async () => {
    const world = await onFinney()
    const ask = await asking(world)
    const era = { blockHash: node.chain.best.hash, era: toHex(encodeEra(mortalEra(node.chain.best.number, 256))) }
    node.produce(99)
    await until(() => world.popup.views.network.best === node.chain.best.number)
    void ask(era)
    resultOf(await world.popup.ask('reject', { id: (await shown(world.popup, 'transaction')).id }))
    node.produce(2)
    await until(() => world.popup.views.network.best === node.chain.best.number)
    expect(codeOf(await ask(era))).toBe('expired')
  })
})
