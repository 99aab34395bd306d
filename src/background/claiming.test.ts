import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { owedOf } from '../../e2e/localnet/pallets/subtensor/root-claim'
import { stakeOf } from '../../e2e/localnet/pallets/subtensor/shares'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn, validators } from '../../e2e/localnet/world'
import type { ClaimEstimate, ClaimInput, Input, PopupContract, RootDividendsView } from '../messaging'
import { decodeAddress, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { approveShown, createWorld, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const TAO = 1_000_000_000n
const idOf = (address: string) => toHex(decodeAddress(address).accountId)
const [one, other] = [largeOn(0), validators()[20]?.hotkey as string]
let node: Localnet
let world: World
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  // Past the blocks in which pools are fed.
  node.produce(12)
})
afterAll(() => node.close())
beforeEach(async () => {
  world = await createWorld(node)
})

const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
const overwrite = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)
let commands = 0
const command = () => ({ commandId: `command number ${++commands}`, from: world.id, hotkeyMeant: false })
/** As of the newest block: the wallet hears of a block a moment after it was made. */
const dividends = (): Promise<RootDividendsView> =>
  until(async () => {
    const told = resultOf<RootDividendsView>(await world.popup.ask('rootDividends', { account: world.id }))
    return told.block === node.chain.best.number ? told : undefined
  })
const estimate = async (claim: ClaimInput): Promise<ClaimEstimate> => {
  await dividends()
  return resultOf<ClaimEstimate>(await world.popup.ask('estimateClaim', { from: world.id, claim }))
}
const WORD = { kind: 'none', sure: 'unprotected' } as const
const prepareClaim = (claim: ClaimInput, protection: Input<PopupContract, 'prepareClaim'>['protection'] = WORD) =>
  world.popup.ask('prepareClaim', { ...command(), claim, protection, hidden: false })

/** Approves what is shown, and lets blocks be made until it is final. */
async function carryOut(): Promise<{ phase: string; ok: boolean }> {
  const before = world.popup.views.activity.first[0]?.id
  resultOf(await approveShown(world.popup))
  node.produce(3)
  const first = () => world.popup.views.activity.first[0] as { id: string; status: { phase: string; ok: boolean } } | undefined
  await until(() => first()?.id !== before && first()?.status.phase === 'final')
  return first()?.status as { phase: string; ok: boolean }
}
/** What the newest entry tells that it brought to root, in rao; nothing where its block does not tell. */
function broughtTold(): bigint | undefined {
  const entry = world.popup.views.activity.first.find((each) => each.kind === 'own')
  return entry?.trades?.reduce((sum, { bought, netuid, tao }) => (bought && netuid === 0 ? sum + BigInt(tao) : sum), 0n)
}
async function stakeOnRoot(hotkey: string, tao: bigint): Promise<void> {
  const trade = { side: 'buy' as const, hotkey: idOf(hotkey), netuid: 0, amount: String(tao) }
  const protection = { kind: 'limit' as const, limit: String(TAO), partial: false }
  resultOf(await world.popup.ask('prepareTrade', { ...command(), ...trade, protection, hidden: false }))
  expect(await carryOut()).toMatchObject({ ok: true })
}
const rootStake = (hotkey: string, netuid = 0): bigint => stakeOf(node.chain.at(node.chain.best), hotkey, world.address, netuid)
const free = (): bigint => node.chain.account(world.address).data.free
/** Alpha for each rao of root stake with a hotkey, in 2^-32, on top of what it has. */
function earn(hotkey: string, more: Record<number, bigint>): void {
  const rates = new Map(onChain<[number, bigint][]>('RootClaimable', hotkey))
  for (const [netuid, rate] of Object.entries(more)) rates.set(Number(netuid), (rates.get(Number(netuid)) ?? 0n) + rate)
  overwrite(
    'RootClaimable',
    [hotkey],
    [...rates].sort(([first], [second]) => first - second),
  )
  node.produce()
}
/** One in a hundred, in 2^-32. */
const CENT = (1n << 32n) / 100n

test('by rates, what waits is told by subnet and by validator, and a claim brings to root exactly what was promised', async () => {
  await stakeOnRoot(one, 100n * TAO)
  expect((await dividends()).subnets).toEqual([])
  earn(one, { 4: CENT, 8: 2n * CENT })
  const told = await dividends()
  const staked = rootStake(one)
  expect(told).toMatchObject({
    mechanism: 'rates',
    stays: false,
    one: false,
    type: { type: 'Swap', netuids: [] },
    unlock: null,
    least: null,
  })
  expect(told.block).toBe(node.chain.best.number)
  expect(told.subnets.map(({ netuid, skipped }) => [netuid, skipped])).toEqual([
    [8, false],
    [4, false],
  ])
  for (const { netuid, alpha } of told.subnets)
    expect(BigInt(alpha) - owedOf(node.chain.at(node.chain.best), one, world.address, netuid)).toBe(0n)
  const rates = expect.toSatisfy((each: unknown[]) => each.length === 2)
  expect(told.validators).toEqual([
    { hotkey: idOf(one), address: one, name: expect.toSatisfy(isLabel), tao: told.tao, skipped: false, rates },
  ])
  expect(BigInt(told.tao ?? 0)).toBe(told.subnets.reduce((sum, { tao }) => sum + BigInt(tao ?? 0), 0n))

  const promised = await estimate({ kind: 'subnets', netuids: [8, 4] })
  expect(promised).toMatchObject({ kept: [], free: String(free()), sells: true })
  expect(BigInt(promised.receives ?? 0)).toBeLessThanOrEqual(BigInt(told.tao ?? 0))
  resultOf(await prepareClaim({ kind: 'subnets', netuids: [8, 4] }))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation).toMatchObject({ outflow: '0', stakeOut: [] })
  expect(request.explanation.leaves[0]).toMatchObject({
    call: 'SubtensorModule.claim_root',
    fact: { kind: 'claim', hotkey: null, subnets: [4, 8] },
    risks: [{ id: 'claim-open', level: 2, facts: {} }],
  })
  expect(request.fee).toBe(promised.fee)
  const before = free()
  expect(await carryOut()).toMatchObject({ ok: true })
  expect(rootStake(one) - staked).toBe(BigInt(promised.receives ?? 0))
  // This chain tells no amount.
  expect(broughtTold()).toBeUndefined()
  expect(before - free()).toBeLessThanOrEqual(BigInt(promised.fee))
})

test('with two validators on one subnet the second is sold after the first, and the promise counts that', async () => {
  await stakeOnRoot(other, 50n * TAO)
  earn(one, { 4: CENT })
  earn(other, { 4: 3n * CENT })
  const held = rootStake(one) + rootStake(other)
  const promised = await estimate({ kind: 'subnets', netuids: [4] })
  resultOf(await prepareClaim({ kind: 'subnets', netuids: [4] }))
  expect(await carryOut()).toMatchObject({ ok: true })
  const brought = rootStake(one) + rootStake(other) - held
  const off = BigInt(promised.receives ?? 0) - brought
  // Each of the two sales is cut off to a whole rao.
  expect(off >= -2n && off <= 2n).toBe(true)
})

test('where dividends stay alpha a claim promises alpha, and brings it', async () => {
  resultOf(await world.popup.ask('prepareClaimType', { ...command(), type: 'Keep' }))
  expect((await shown(world.popup, 'transaction')).explanation.leaves[0]?.fact).toMatchObject({ kind: 'claim-type', type: 'Keep' })
  expect(await carryOut()).toMatchObject({ ok: true })
  earn(one, { 8: CENT })
  expect((await dividends()).type).toEqual({ type: 'Keep', netuids: [] })
  const promised = await estimate({ kind: 'subnets', netuids: [8] })
  expect(promised).toMatchObject({ receives: '0', kept: [{ netuid: 8 }], sells: false })
  const held = rootStake(one, 8)
  // Nothing is traded, so there is no word to type.
  resultOf(await prepareClaim({ kind: 'subnets', netuids: [8] }, { kind: 'exact' }))
  expect(await carryOut()).toMatchObject({ ok: true })
  const off = BigInt(promised.kept[0]?.alpha ?? 0) - (rootStake(one, 8) - held)
  // Shares of a position are rounded to a unit.
  expect(off >= -1n && off <= 1n).toBe(true)
  resultOf(await world.popup.ask('prepareClaimType', { ...command(), type: 'Swap' }))
  expect(await carryOut()).toMatchObject({ ok: true })
})

test('what a claim would pass over, what cannot be paid and what costs too much is said before', async () => {
  earn(one, { 8: CENT })
  const claim: ClaimInput = { kind: 'subnets', netuids: [8] }
  expect((await estimate(claim)).advice).toBe('fine')
  expect((await estimate({ kind: 'subnets', netuids: [9] })).advice).toBe('nothing')
  overwrite('RootClaimableThreshold', [8], 1n << 100n)
  node.produce()
  expect((await dividends()).subnets.find(({ netuid }) => netuid === 8)?.skipped).toBe(true)
  expect(await estimate(claim)).toMatchObject({ advice: 'dust', receives: '0' })
  overwrite('RootClaimableThreshold', [8], 0n)
  node.control({ balance: { address: world.address, rao: '1000' } })
  node.produce()
  expect((await estimate(claim)).advice).toBe('poor')
})

test('a claim that sells on one subnet takes the word, also where another of its subnets stays alpha', async () => {
  overwrite('RootClaimType', [world.address], { type: 'KeepSubnets', value: { subnets: [8] } })
  node.produce()
  const asked = (netuids: number[]) => prepareClaim({ kind: 'subnets', netuids }, { kind: 'exact' })
  expect((await dividends()).type).toEqual({ type: 'KeepSubnets', netuids: [8] })
  expect(await Promise.all([[4, 8], [4]].map(async (each) => codeOf(await asked(each))))).toEqual(Array(2).fill('invalid-input'))
  expect(await Promise.all([[4, 8], [8]].map(async (netuids) => (await estimate({ kind: 'subnets', netuids })).sells))).toEqual([
    true,
    false,
  ])
  expect(world.popup.views.requests.items).toEqual([])
  resultOf(await asked([8]))
  resultOf(await world.popup.ask('reject', { id: (await shown(world.popup, 'transaction')).id }))
  overwrite('RootClaimType', [world.address], { type: 'Swap' })
  node.produce()
})

test('a claim that the connected chain has no call for is refused before anything is asked of the person', async () => {
  for (const claim of [{ kind: 'all' }, { kind: 'one', hotkey: idOf(one) }] as const) {
    expect(codeOf(await prepareClaim(claim))).toBe('not-supported')
    expect(codeOf(await world.popup.ask('estimateClaim', { from: world.id, claim }))).toBe('not-supported')
  }
  for (const netuids of [[], [1, 2, 3, 4, 5, 6], [4, 4]])
    expect(codeOf(await prepareClaim({ kind: 'subnets', netuids }))).toBe('invalid-input')
  const stranger = `0x${'11'.repeat(32)}`
  expect(codeOf(await world.popup.ask('rootDividends', { account: stranger }))).toBe('unknown-account')
  expect(
    codeOf(
      await world.popup.ask('prepareClaim', { ...command(), from: stranger, claim: { kind: 'all' }, protection: WORD, hidden: false }),
    ),
  ).toBe('unknown-account')
  expect(world.popup.views.requests.items).toEqual([])
})

describe('after an upgrade that the open wallet lives through', () => {
  beforeAll(() => {
    node.control({ upgrade: NEXT })
    node.produce(8)
  })

  test('baskets are told instead of rates, with everybody’s part as it was', async () => {
    const told = await dividends()
    expect(told).toMatchObject({ mechanism: 'baskets', stays: true, one: true, type: null, subnets: [], least: '500000', unlock: null })
    const mine = told.validators.find(({ hotkey }) => hotkey === idOf(one))
    expect(BigInt(mine?.tao ?? 0)).toBeGreaterThan(0n)
    expect(codeOf(await world.popup.ask('prepareClaimType', { ...command(), type: 'Keep' }))).toBe('not-supported')
    expect(codeOf(await prepareClaim({ kind: 'subnets', netuids: [4] }))).toBe('not-supported')
  })

  test('a claim with one validator brings to root exactly what was promised, and leaves the others alone', async () => {
    await topUp()
    const before = await dividends()
    const claim: ClaimInput = { kind: 'one', hotkey: idOf(one) }
    const promised = await estimate(claim)
    expect(promised).toMatchObject({
      advice: 'fine',
      atMost: false,
      receives: before.validators.find(({ hotkey }) => hotkey === idOf(one))?.tao,
    })
    const staked = rootStake(one)
    resultOf(await prepareClaim(claim))
    expect((await shown(world.popup, 'transaction')).explanation.leaves[0]).toMatchObject({
      call: 'SubtensorModule.claim_root_with_hotkey',
      fact: { kind: 'claim', hotkey: { address: one } },
    })
    expect(await carryOut()).toMatchObject({ ok: true })
    expect([rootStake(one) - staked, broughtTold()]).toEqual(Array(2).fill(BigInt(promised.receives ?? 0)))
    const after = await dividends()
    expect(after.validators.map(({ hotkey }) => hotkey)).toEqual(
      before.validators.map(({ hotkey }) => hotkey).filter((hotkey) => hotkey !== idOf(one)),
    )
  })

  test('a claim with all brings no more than was promised and hardly less, and nothing is left then', async () => {
    await topUp()
    const promised = await estimate({ kind: 'all' })
    const staked = rootStake(one) + rootStake(other)
    resultOf(await prepareClaim({ kind: 'all' }))
    expect((await shown(world.popup, 'transaction')).explanation.leaves[0]?.call).toBe('SubtensorModule.claim_root')
    expect(await carryOut()).toMatchObject({ ok: true })
    const [brought, most] = [rootStake(one) + rootStake(other) - staked, BigInt(promised.receives ?? 0)]
    // Both baskets hold a subnet in common, of which the second sells after the first.
    expect(promised.atMost).toBe(true)
    expect(brought <= most && brought > (most * 99n) / 100n).toBe(true)
    // What really came is told, of both together.
    expect(broughtTold()).toBe(brought)
    expect(await estimate({ kind: 'all' })).toMatchObject({ advice: 'nothing', receives: '0' })
  })

  test('how long root stake stays after some came is told as the chain has it', async () => {
    overwrite('RootStakeUnlockInterval', [], 7_200n)
    node.produce()
    expect((await dividends()).unlock).toBe(7_200)
  })
})

/** More of the baskets of both validators, of which a part is the account's. */
async function topUp(): Promise<void> {
  for (const [hotkey, netuid] of [
    [one, 4],
    [other, 12],
  ] as const) {
    overwrite('BasketHoldings', [hotkey, netuid], onChain<bigint>('BasketHoldings', hotkey, netuid) + 20n * TAO)
    overwrite('BasketShares', [hotkey], onChain<bigint>('BasketShares', hotkey) + 3n * TAO)
    overwrite('BasketClaimed', [hotkey, world.address], onChain<bigint>('BasketClaimed', hotkey, world.address) - 3n * TAO)
  }
  node.produce()
  await dividends()
}
const isLabel = (name: unknown) => name === null || typeof name === 'string'
