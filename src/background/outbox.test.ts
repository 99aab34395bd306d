import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { honest } from '../../e2e/localnet/faults'
import { resultOf, until } from './fixtures/computer'
import { approveShown, createWorld, openPopup, shown } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
beforeEach(() => void Object.assign(node.faults, honest()))
afterAll(() => node.close())
const free = () => node.chain.account(BOB).data.free
const phase = (popup: Awaited<ReturnType<typeof openPopup>>) => popup.views.activity.first[0]?.status.phase

/** An own transfer of one TAO, approved. */
async function approved() {
  const world = await createWorld(node)
  const before = free()
  const input = { commandId: crypto.randomUUID(), from: world.id, to: BOB, amount: String(TAO), keepAlive: true, hotkey: false }
  resultOf(await world.popup.ask('prepareTransfer', input))
  await shown(world.popup, 'transaction')
  return { ...world, before }
}
/** Blocks until nothing is open, with more time between them than a transaction is given. */
async function untilFinal({ computer, popup }: Awaited<ReturnType<typeof approved>>) {
  for (let i = 0; i < 6 && phase(popup) !== 'final'; i++) {
    computer.clock.ahead += 25_000
    node.produce()
    await until(() => popup.views.network.best === node.chain.best.number)
    await new Promise((resolve) => setTimeout(resolve, 600))
  }
}

test('the node is lost while it is sent and never hears of it: it is handed in again, and happens once (RPC-10)', async () => {
  const world = await approved()
  world.computer.meanwhile(
    ({ key, act }) => key.startsWith('outbox') && act === 'write',
    async () => node.drop(),
  )
  resultOf(await approveShown(world.popup))
  expect(phase(world.popup)).toBe('signed')
  expect(node.chain.pending).toEqual([])
  await untilFinal(world)
  expect(phase(world.popup)).toBe('final')
  expect(free() - world.before).toBe(TAO)
})

test('the answer is lost, and the node has it: it happens once (RPC-10)', async () => {
  const world = await approved()
  Object.assign(node.faults, { garbage: 'gone', only: ['author_submit*'] })
  resultOf(await approveShown(world.popup))
  expect(node.chain.pending).toHaveLength(1)
  Object.assign(node.faults, honest())
  await untilFinal(world)
  expect(phase(world.popup)).toBe('final')
  expect(free() - world.before).toBe(TAO)
})

test('an own transaction that a reorganisation threw out is handed in again, also by the next life of the background', async () => {
  const world = await approved()
  resultOf(await approveShown(world.popup))
  node.produce()
  await until(() => phase(world.popup) === 'included')
  node.chain.reorganise(1)
  node.chain.forgetPool()
  expect(node.chain.pending).toEqual([])
  await world.computer.restart()
  const popup = await openPopup(world.computer)
  await untilFinal({ ...world, popup })
  expect(phase(popup)).toBe('final')
  expect(free() - world.before).toBe(TAO)
})
