import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { developmentAccounts, type Localnet, startLocalnet } from '../../e2e/localnet'
import { callOf, signed } from '../../e2e/localnet/signed'
import { CLOSED, largeOn, SUBNETS, THIN } from '../../e2e/localnet/world'
import type { TradeEstimate } from '../messaging'
import { decodeAddress, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { approveShown, createWorld, funds, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const TAO = 1_000_000_000n
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
})
afterAll(() => node.close())

const idOf = (address: string) => toHex(decodeAddress(address).accountId)
const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
const buy = ({ id }: World, netuid: number, rao: bigint) => ({
  ...{ from: id, side: 'buy' as const, hotkey: idOf(largeOn(netuid)), netuid, amount: String(rao), tolerance: 5_000 },
})
const estimate = async (world: World, order: ReturnType<typeof buy>): Promise<TradeEstimate> =>
  resultOf(await world.popup.ask('estimateTrade', order))

test('every subnet is told with its pool at one block, and not asked for again for a minute', async () => {
  const world = await createWorld(node)
  type Told = { block: number; subnets: { netuid: number; price: string; open: boolean | null }[] } | null
  const told = resultOf<Told>(await world.popup.ask('market', { account: world.id }))
  expect(told?.block).toBe(node.chain.best.number)
  expect(told?.subnets).toHaveLength(SUBNETS + 1)
  expect(told?.subnets.filter(({ open }) => open === false).map(({ netuid }) => netuid)).toEqual(CLOSED)
  node.produce()
  expect(resultOf<Told>(await world.popup.ask('market', { account: world.id }))?.block).toBe(told?.block)
  expect(codeOf(await world.popup.ask('market', { account: `0x${'11'.repeat(32)}` }))).toBe('unknown-account')
})

test('the validators of a subnet are those with a permit there', async () => {
  const world = await createWorld(node)
  type Told = { all: { hotkey: string; take: number; staked: string }[] } | null
  const told = resultOf<Told>(await world.popup.ask('validators', { account: world.id, netuid: 1 }))
  const found = told?.all.find(({ hotkey }) => hotkey === idOf(largeOn(1)))
  expect(found).toMatchObject({ take: onChain('Delegates', largeOn(1)), staked: String(onChain('TotalHotkeyAlpha', largeOn(1), 1)) })
  expect(resultOf(await world.popup.ask('validators', { account: world.id, netuid: 4_000 }))).toBeNull()
})

test('a purchase is estimated with its limit, what it brings, the least that it brings, and what is lost by it', async () => {
  const world = await createWorld(node)
  const told = await estimate(world, buy(world, 1, 10n * TAO))
  const [price, limit, receives, least, back] = [told.price, told.limit, told.receives ?? 0, told.least ?? 0, told.back ?? 0].map(
    BigInt,
  ) as [bigint, bigint, bigint, bigint, bigint]
  expect(limit).toBe((price * 1_005n) / 1_000n)
  expect(least).toBeGreaterThan(0n)
  expect(receives).toBeGreaterThanOrEqual(least)
  expect((receives * price) / TAO).toBeLessThan(10n * TAO)
  expect(back).toBeLessThan(10n * TAO)
  expect(told).toMatchObject({ free: String(funds), poolFee: String((10n * TAO * 33n) / 65_535n), minimum: '2001007' })
  expect(BigInt(told.most)).toBe(funds - BigInt(told.fee) - 500n)
})

test('on root a TAO is a TAO; what cannot be traded brings nothing that could be told', async () => {
  const world = await createWorld(node)
  expect(await estimate(world, buy(world, 0, TAO))).toMatchObject({
    ...{ price: String(TAO), limit: String(TAO), receives: String(TAO), least: String(TAO), back: String(TAO), impact: 0, poolFee: '0' },
  })
  for (const netuid of THIN)
    expect(await estimate(world, buy(world, netuid, 50n * TAO)), String(netuid)).toMatchObject({ receives: null, least: null, back: null })
  expect(codeOf(await world.popup.ask('estimateTrade', buy(world, 4_000, TAO)))).toBe('price-untold')
})

const prepare = (world: World, order: ReturnType<typeof buy>, protection: unknown) => {
  const { tolerance: _, ...trade } = order
  commands += 1
  return world.popup.ask('prepareTrade', {
    commandId: `command number ${commands}`,
    ...trade,
    protection: protection as never,
    hidden: false,
    hotkeyMeant: false,
  })
}
let commands = 0
const limited = (told: TradeEstimate, partial = false) => ({ kind: 'limit', limit: told.limit, partial })
const staked = (world: World, netuid: number): bigint =>
  node.chain.at(node.chain.best).read<bigint>('SubtensorModule', 'TotalHotkeyAlpha', largeOn(netuid), netuid) - (others.get(world) ?? 0n)
const others = new Map<World, bigint>()
const remember = (world: World, netuid: number) => {
  others.delete(world)
  others.set(world, staked(world, netuid))
}
/** Approves what is shown and lets a block be made of it. */
async function carryOut(world: World): Promise<string | undefined> {
  await approveShown(world.popup)
  node.produce(3)
  const phase = () => world.popup.views.activity.first[0]?.status.phase
  await until(() => phase() === 'final')
  return phase()
}
/** Somebody else trades first, and the price moves against whoever buys. */
function sandwich(netuid: number, rao: bigint): void {
  const alice = developmentAccounts()[0] as ReturnType<typeof developmentAccounts>[number]
  node.chain.submit(
    signed(
      node.chain,
      alice.address,
      alice,
      callOf(node.chain, 'SubtensorModule', 'add_stake', { hotkey: largeOn(netuid), netuid, amount_staked: rao }),
    ),
  )
  node.produce()
}

test('a purchase brings exactly what was told where nothing moved, and its call has the limit that was shown', async () => {
  const world = await createWorld(node)
  const order = buy(world, 2, 10n * TAO)
  const told = await estimate(world, order)
  remember(world, 2)
  resultOf(await prepare(world, order, limited(told)))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]).toMatchObject({ call: 'SubtensorModule.add_stake_limit' })
  expect(request.explanation.level).toBeLessThan(3)
  expect(JSON.stringify(request.explanation.leaves[0]?.fact)).toContain(told.limit)
  expect(await carryOut(world)).toBe('final')
  expect(staked(world, 2)).toBe(BigInt(told.receives ?? 0))
})

test('after the price moved a purchase is never worse than its limit: all or nothing, or what fits', async () => {
  const world = await createWorld(node)
  const order = buy(world, 4, 10n * TAO)
  const told = await estimate(world, order)
  // A little against it: it still fits, and brings no less than the least.
  resultOf(await prepare(world, order, limited(told)))
  sandwich(4, TAO)
  remember(world, 4)
  expect(await carryOut(world)).toBe('final')
  expect(staked(world, 4)).toBeGreaterThanOrEqual(BigInt(told.least ?? 0))
  expect(staked(world, 4)).toBeLessThan(BigInt(told.receives ?? 0))
  // What it really brought is told afterwards.
  expect(world.popup.views.activity.first[0]).toMatchObject({
    trades: [{ bought: true, netuid: 4, alpha: String(staked(world, 4)), tao: String(10n * TAO) }],
  })
})

test('a price that moved too far stops the whole order, and of one that takes what fits the rest stays', async () => {
  const world = await createWorld(node)
  const order = { ...buy(world, 5, 10n * TAO), tolerance: 1_000 }
  const told = await estimate(world, order)
  sandwich(5, 400n * TAO)
  remember(world, 5)
  resultOf(await prepare(world, order, limited(told)))
  // The node refuses what cannot be carried out; nothing was bought.
  await approveShown(world.popup)
  node.produce(3)
  expect(staked(world, 5)).toBe(0n)

  const other = await createWorld(node)
  const part = { ...buy(other, 6, 900n * TAO), tolerance: 1_000 }
  const whole = await estimate(other, part)
  expect(BigInt(whole.receives ?? 0)).toBeLessThan(BigInt(whole.least ?? 0))
  remember(other, 6)
  resultOf(await prepare(other, part, limited(whole, true)))
  expect(await carryOut(other)).toBe('final')
  expect(staked(other, 6)).toBeGreaterThan(0n)
  expect(staked(other, 6)).toBeLessThan(BigInt(whole.receives ?? 0))
  expect(node.chain.account(other.address).data.free).toBeGreaterThan(0n)
})

test('a sale returns what was told, and no more can be sold than is there', async () => {
  const world = await createWorld(node)
  const bought = await estimate(world, buy(world, 7, 10n * TAO))
  resultOf(await prepare(world, buy(world, 7, 10n * TAO), limited(bought)))
  expect(await carryOut(world)).toBe('final')
  const alpha = BigInt(bought.receives ?? 0)
  const order = { ...buy(world, 7, alpha), side: 'sell' as const }
  await until(async () => BigInt((await estimate(world, order as never)).most) === alpha)
  const told = await estimate(world, order as never)
  expect(BigInt(told.limit)).toBeLessThan(BigInt(told.price))
  const before = node.chain.account(world.address).data.free
  resultOf(await prepare(world, order as never, limited(told)))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]).toMatchObject({ call: 'SubtensorModule.remove_stake_limit' })
  expect(await carryOut(world)).toBe('final')
  const fee = BigInt(world.popup.views.activity.first[0]?.fee ?? 0)
  expect(node.chain.account(world.address).data.free - before + fee).toBe(BigInt(told.receives ?? 0))
})

test('No trade goes out without a price limit that the user did not remove by hand: an order without a limit needs the word, and a limit that protects from nothing is none', async () => {
  const world = await createWorld(node)
  const order = buy(world, 1, TAO)
  expect(codeOf(await prepare(world, order, { kind: 'none' }))).toBe('invalid-input')
  expect(codeOf(await prepare(world, order, { kind: 'limit', limit: String(10n ** 15n), partial: false }))).toBe('invalid-input')
  expect(world.popup.views.requests.items).toEqual([])
  resultOf(await prepare(world, order, { kind: 'none', sure: 'unprotected' }))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]).toMatchObject({ call: 'SubtensorModule.add_stake' })
  expect(request.explanation.level).toBe(3)
})

test('nothing, a hotkey and a watched account trade nothing', async () => {
  const world = await createWorld(node)
  const none = { kind: 'limit', limit: String(TAO), partial: false }
  expect(codeOf(await prepare(world, { ...buy(world, 0, TAO), amount: '0' }, none))).toBe('amount-zero')
  expect(codeOf(await prepare(world, { ...buy(world, 0, TAO), from: `0x${'11'.repeat(32)}` }, none))).toBe('unknown-account')
})
