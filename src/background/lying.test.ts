import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { honest } from '../../e2e/localnet/faults'
import { networks } from '../chain'
import { encodeEra, mortalEra, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { accountOf, approveShown, connect, createWorld, password, payloadOf, shown, transferOf, type World } from './fixtures/world'

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

describe('RPC-06: head stuck', () => {
  test('for 121 s: an own order is not signed, stays, and is signed once a block comes', async () => {
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
  test('for 121 s: nor is what a site asks for, whose page goes on waiting', async () => {
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
  test('for 61 s is told, and no reason not to sign', async () => {
    const { computer, popup, id } = await onFinney()
    resultOf(await popup.ask('prepareTransfer', order(id)))
    await shown(popup, 'transaction')
    computer.clock.ahead += 61_000
    expect(Date.now() + computer.clock.ahead - (popup.views.network.bestAt ?? 0)).toBeGreaterThan(60_000)
    resultOf(await approveShown(popup))
  })
  test('from the start: blocks that come now and were made long ago are none, and the operator who is further has its turn', async () => {
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
  test('or a clock of this machine that is wrong: where another operator is as far, it is signed, and where nobody can be asked it is not', async () => {
    await begunAgo(3_600_000)
    for (const alone of [false, true]) {
      const { popup, id } = await onFinney({ alone })
      resultOf(await popup.ask('prepareTransfer', order(id)))
      expect(codeOf(await approveShown(popup))).toBe(alone ? 'stale-head' : 'ok')
    }
  })
  test('is no matter on a network of one’s own', async () => {
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
