import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { developmentAccounts, type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, SalesEstimate } from '../messaging'
import { codeOf, resultOf, until } from './fixtures/computer'
import { first, type HiddenOn, hidden, hiddenOn, mortalWorld, overhear } from './fixtures/hidden'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { password, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// Subnets that neither an epoch nor emission touches in these blocks.
const [ONE, TWO, THREE, FOUR, FIVE, SIX] = [78, 79, 80, 81, 82, 83] as const
const ALPHA = 300n * TAO
let node: Localnet
let stakes: Stakes
let at: HiddenOn
let said: string[]
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
  at = hiddenOn(node)
})
beforeEach(() => {
  said = overhear()
})
afterAll(() => node.close())

/** A wallet that hides what is worth this much. */
async function createHider(above: bigint | null = TAO / 100n): Promise<World> {
  const world = await mortalWorld(node)
  await hidesFrom(world, above)
  return world
}
const hidesFrom = async ({ popup }: World, above: bigint | null) =>
  resultOf(await popup.ask('changeSettings', { shieldAbove: above === null ? null : String(above) }))
const way = ({ id }: World, netuid: number, toNetuid: number, amount: bigint, toHotkey = hotkeyOn(netuid)) => ({
  ...{ from: id, hotkey: hotkeyOn(netuid), netuid, toHotkey, toNetuid, amount: String(amount) },
})
type Way = ReturnType<typeof way>
const estimate = async (world: World, order: Way): Promise<MoveEstimate> => {
  await stakes.seen(world)
  return resultOf(await world.popup.ask('estimateMove', { ...order, tolerance: 20_000 }))
}
const moving = (world: World, order: Way, protection: object, hidden = true) =>
  prepare(world, 'prepareMove', { ...order, hidden, protection: protection as never })
const limitOf = ({ limit }: { limit: string | null }) => ({ kind: 'limit', limit: limit ?? '', partial: false })
const estimateAll = async (world: World): Promise<SalesEstimate> => {
  await stakes.seen(world)
  return resultOf(await world.popup.ask('estimateUnstakeAll', { from: world.id, hotkey: null, tolerance: 10_000 }))
}
/** Approves what is shown; its envelope waits for a block then. */
async function approve({ popup }: World) {
  const request = await shown(popup, 'transaction')
  const consent = { id: request.id, hash: request.hash, ...(request.explanation.level < 3 ? {} : { password }) }
  resultOf(await popup.ask('approve', consent))
  await until(() => first({ popup })?.status.phase === 'sent' && node.chain.pending.length === 1)
  return request
}
/** How the bytes of a call begin, up to and with what nobody may be told. */
const beginning = ({ bytes }: { bytes: string }, length: number) => bytes.slice(2, 2 + 2 * length)

test('a swap to another subnet travels hidden with one approval, costs what was told, and brings what was told', async () => {
  const world = await createHider()
  const all = stakes.give(world, ONE, ALPHA)
  const order = way(world, ONE, TWO, all)
  const told = await estimate(world, order)
  expect(told.shield).toEqual({ fee: expect.stringMatching(/^[1-9]\d+$/), enough: true, wanted: true })
  resultOf(await moving(world, order, limitOf(told)))
  const before = at.nonce(world)
  const request = await approve(world)
  expect([request.hidden, request.fee, request.nonce, request.eraPeriod]).toEqual([{ fee: told.shield?.fee }, told.fee, before + 1, 8])
  expect(request.explanation.leaves.map(({ call }) => call)).toEqual(['SubtensorModule.swap_stake_limit'])
  node.produce()
  await until(() => hidden(world)?.envelope.phase === 'included')
  expect([stakes.held(world.address, ONE), first(world)?.status.phase]).toEqual([all, 'sent'])
  node.produce()
  await until(() => first(world)?.status.phase === 'included')
  expect([stakes.held(world.address, ONE), stakes.held(world.address, TWO, largeOn(ONE))]).toEqual([0n, BigInt(told.receives ?? 0)])
  expect(BigInt(first(world)?.fee ?? 0)).toBeLessThanOrEqual(BigInt(told.fee ?? 0))
  expect(BigInt(hidden(world)?.envelope.fee ?? 0)).toBeLessThanOrEqual(BigInt(told.shield?.fee ?? 0))
  expect(at.ran(world).slice(before).map(at.nameOf)).toEqual(['MevShield.submit_encrypted', 'SubtensorModule.swap_stake_limit'])
  at.expectNeverOpen(said, beginning(request, 2 + 32))
})

test('to another validator on another subnet, where no limit can protect it, it can be hidden at least', async () => {
  const world = await createHider()
  const all = stakes.give(world, THREE, ALPHA)
  const order = way(world, THREE, FOUR, all, idOf(otherHotkey()))
  const told = await estimate(world, order)
  expect([told.way, told.shield?.wanted]).toEqual(['unprotected', true])
  resultOf(await moving(world, order, { kind: 'none', sure: 'unprotected' }))
  const request = await approve(world)
  // The fee was told of a call as long and as heavy, with nobody's hotkeys in it.
  expect([request.fee, request.hidden?.fee]).toEqual([told.fee, told.shield?.fee])
  node.produce(2)
  expect(stakes.held(world.address, FOUR, otherHotkey())).toBe(BigInt(told.receives ?? 0))
  at.expectNeverOpen(said, beginning(request, 2 + 32))
})

test('all is sold hidden: where the key rotated first the same sales are sealed again, run once, and each is told of', async () => {
  const world = await createHider()
  for (const netuid of [FIVE, SIX]) stakes.give(world, netuid, ALPHA)
  const told = await estimateAll(world)
  expect(told.shield).toEqual({ fee: expect.stringMatching(/^[1-9]\d+$/), enough: true, wanted: true })
  const sales = told.sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit }))
  const protection = { kind: 'limits' as const, sales, together: false }
  resultOf(await prepare(world, 'prepareUnstakeAll', { from: world.id, protection, hidden: true }))
  const before = at.nonce(world)
  const request = await approve(world)
  expect([request.fee, request.hidden?.fee]).toEqual([told.fee, told.shield?.fee])
  node.produce()
  node.chain.rotateShield()
  await at.pass(world)
  await until(() => hidden(world)?.tries === 2 && first(world)?.status.phase === 'sent')
  expect([FIVE, SIX].map((netuid) => stakes.held(world.address, netuid))).toEqual([ALPHA, ALPHA])
  // One of them is beyond its limit by now: it alone stays out.
  stakes.sell(SIX, stakes.held(developmentAccounts()[0]?.address ?? '', SIX) / 2n)
  node.produce()
  await at.pass(world)
  await until(() => first(world)?.status.phase === 'final')
  expect(first(world)?.status).toMatchObject({ ok: false, part: true })
  expect(first(world)?.calls.map(({ ran }) => ran)).toEqual(sales.map(({ netuid }) => netuid !== SIX))
  expect([FIVE, SIX].map((netuid) => stakes.held(world.address, netuid))).toEqual([0n, ALPHA])
  expect(at.ran(world).slice(before).map(at.nameOf)).toEqual([
    ...['MevShield.submit_encrypted', 'MevShield.submit_encrypted', 'Utility.force_batch'],
  ])
  const inner = at.ran(world).at(-1) as Uint8Array
  expect(request.bytes).toContain(Buffer.from(inner).toString('hex').slice(-150))
  at.expectNeverOpen(said, beginning(request, 2 + 1 + 2 + 32))
})

test('what trades nothing is never hidden, and asking for it is a mistake: within a subnet, a gift, on root', async () => {
  const world = await createHider()
  const all = stakes.give(world, ONE, ALPHA)
  const root = stakes.give(world, 0, 20n * TAO)
  const within = way(world, ONE, ONE, all, idOf(otherHotkey()))
  expect((await estimate(world, within)).shield).toBeNull()
  expect(codeOf(await moving(world, within, { kind: 'exact' }))).toBe('invalid-input')
  const buy = { from: world.id, side: 'buy' as const, hotkey: hotkeyOn(0), netuid: 0, amount: String(10n * TAO) }
  const told = resultOf<{ shield: unknown; limit: string }>(await world.popup.ask('estimateTrade', { ...buy, tolerance: 5_000 }))
  expect(told.shield).toBeNull()
  const limit = { kind: 'limit' as const, limit: told.limit, partial: false }
  expect(codeOf(await prepare(world, 'prepareTrade', { ...buy, protection: limit, hidden: true }))).toBe('invalid-input')
  const legs = [{ hotkey: hotkeyOn(0), netuid: 0, alpha: String(root / 2n), limit: String(TAO) }]
  const sales = { kind: 'limits' as const, sales: legs, together: false }
  expect(codeOf(await prepare(world, 'prepareUnstakeAll', { from: world.id, protection: sales, hidden: true }))).toBe('invalid-input')
  expect(world.popup.views.requests.items).toEqual([])
  // Out of root and back to it are trades.
  expect((await estimate(world, way(world, 0, ONE, root, hotkeyOn(0)))).shield?.wanted).toBe(true)
  expect((await estimate(world, way(world, ONE, 0, all))).shield?.wanted).toBe(true)
})

test('the size that decides is what is traded in TAO; of everything that is sold what stands on root does not count', async () => {
  const world = await createHider()
  const all = stakes.give(world, ONE, ALPHA)
  stakes.give(world, 0, 20n * TAO)
  const swap = () => estimate(world, way(world, ONE, TWO, all))
  const worth = BigInt((await swap()).now ?? 0)
  const { sales } = await estimateAll(world)
  const sold = sales.reduce((sum, { netuid, receives }) => sum + (netuid === 0 ? 0n : BigInt(receives ?? 0)), 0n)
  for (const [size, told] of [
    [worth, swap],
    [sold, () => estimateAll(world)],
  ] as const) {
    expect(size).toBeGreaterThan(0n)
    for (const [above, wanted] of [
      [size, true],
      [size + 1n, false],
      [0n, true],
      [null, false],
    ] as const) {
      await hidesFrom(world, above)
      expect((await told()).shield?.wanted, String(above)).toBe(wanted)
    }
  }
})

test('an envelope is never paid from stake: where free TAO does not pay for it and the order, that is told before', async () => {
  const world = await createHider()
  const all = stakes.give(world, ONE, ALPHA)
  const order = way(world, ONE, TWO, all)
  const { fee, shield } = await estimate(world, order)
  const both = BigInt(fee ?? 0) + BigInt(shield?.fee ?? 0) + 500n
  for (const [free, enough] of [
    [both, true],
    [both - 1n, false],
  ] as const) {
    node.control({ balance: { address: world.address, rao: String(free) } })
    node.produce()
    expect((await estimate(world, order)).shield, String(free)).toEqual({ ...shield, enough })
    expect((await estimateAll(world)).shield?.wanted).toBe(true)
  }
})
