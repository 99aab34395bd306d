import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn, validators } from '../../e2e/localnet/world'
import type { HoldingInput, SubnetHoldView } from '../messaging'
import { decodeAddress, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { createWorld, password, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const TAO = 1_000_000_000n
const NETUID = 30
const idOf = (address: string) => toHex(decodeAddress(address).accountId)
const hotkey = largeOn(NETUID)
const other = validators()[20]?.hotkey as string
let node: Localnet
let world: World
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(12)
})
afterAll(() => node.close())
beforeEach(async () => {
  world = await createWorld(node)
})

const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
let commands = 0
const command = () => ({ commandId: `command number ${++commands}`, from: world.id, hotkeyMeant: false })
/** As of the newest block: the wallet hears of a block a moment after it was made. */
const hold = (netuid = NETUID): Promise<SubnetHoldView> =>
  until(async () => {
    const told = resultOf<SubnetHoldView>(await world.popup.ask('subnetHold', { account: world.id, netuid }))
    return told.block === node.chain.best.number ? told : undefined
  })
const prepare = (order: HoldingInput) => world.popup.ask('prepareHolding', { ...command(), order })

async function carryOut(): Promise<void> {
  const before = world.popup.views.activity.first[0]?.id
  const { id, hash } = await shown(world.popup, 'transaction')
  resultOf(await world.popup.ask('approve', { id, hash, password }))
  node.produce(3)
  const first = () => world.popup.views.activity.first[0] as { id: string; status: { phase: string; ok: boolean } } | undefined
  await until(() => first()?.id !== before && first()?.status.phase === 'final')
  expect(first()?.status).toMatchObject({ ok: true })
}
/** Orders, looks at what is shown of it, and lets it happen. */
async function order(input: HoldingInput, fact: object): Promise<void> {
  resultOf(await prepare(input))
  const { explanation } = await shown(world.popup, 'transaction')
  expect(explanation.leaves[0]?.fact).toMatchObject(fact)
  expect(explanation).toMatchObject({ outflow: '0', stakeOut: [] })
  await carryOut()
}
async function buy(): Promise<void> {
  const trade = { side: 'buy' as const, hotkey: idOf(hotkey), netuid: NETUID, amount: String(40n * TAO) }
  const { limit } = resultOf<{ limit: string }>(await world.popup.ask('estimateTrade', { from: world.id, ...trade, tolerance: 100_000 }))
  resultOf(
    await world.popup.ask('prepareTrade', { ...command(), ...trade, protection: { kind: 'limit', limit, partial: false }, hidden: false }),
  )
  await carryOut()
}

test('stake without a lock can leave, and the chain’s own rates say how a lock would open', async () => {
  await buy()
  const told = await hold()
  expect(told).toMatchObject({ locks: true, lock: null, rejects: true, autoStakes: true, autoStake: null, matures: 934_866 })
  expect(told.available).toBe(told.total)
  expect(BigInt(told.total ?? 0)).toBeGreaterThan(0n)
  expect([told.half, told.tenth]).toEqual([647_863, 2_152_997])
  expect(await hold(4_000)).toMatchObject({ total: '0', available: '0', lock: null })
})

test('what is locked is shown as the chain then holds it, grows with the same hotkey, and stays or opens as was chosen', async () => {
  const total = BigInt((await hold()).total ?? 0)
  const quarter = total / 4n
  const fact = { kind: 'lock', hotkey: { address: hotkey }, netuid: NETUID }
  expect(codeOf(await prepare({ kind: 'lock', hotkey: idOf(hotkey), netuid: NETUID, amount: '0' }))).toBe('amount-zero')
  await order({ kind: 'lock', hotkey: idOf(hotkey), netuid: NETUID, amount: String(quarter) }, { ...fact, alpha: String(quarter) })
  const first = await hold()
  expect(first.lock).toMatchObject({ to: { hotkey: idOf(hotkey), address: hotkey }, perpetual: false })
  const locked = () => onChain<{ locked_mass: bigint }>('Lock', world.address, NETUID, hotkey).locked_mass
  // Of a lock that opens a little is open with every block.
  expect(BigInt(first.lock?.locked ?? 0)).toBeLessThanOrEqual(locked())
  expect(BigInt(first.lock?.locked ?? 0)).toBeGreaterThan((quarter * 999n) / 1_000n)
  expect(BigInt(first.available ?? 0)).toBe(BigInt(first.total ?? 0) - BigInt(first.lock?.locked ?? 0))

  await order({ kind: 'keep-lock', netuid: NETUID, on: true }, { kind: 'keep-lock', netuid: NETUID, on: true })
  const kept = await hold()
  expect(kept.lock?.perpetual).toBe(true)
  node.produce(20)
  expect((await hold()).lock?.locked).toBe(kept.lock?.locked)
  await order({ kind: 'lock', hotkey: idOf(hotkey), netuid: NETUID, amount: String(quarter) }, { ...fact, alpha: String(quarter) })
  expect(BigInt((await hold()).lock?.locked ?? 0)).toBe(BigInt(kept.lock?.locked ?? 0) + quarter)
  await order({ kind: 'keep-lock', netuid: NETUID, on: false }, { kind: 'keep-lock', on: false })
  const before = BigInt((await hold()).lock?.locked ?? 0)
  node.produce(20)
  const after = await hold()
  expect(after.lock?.perpetual).toBe(false)
  expect(BigInt(after.lock?.locked ?? 0)).toBeLessThan(before)
})

test('a lock is told with the hotkey that it was given to, and its conviction begins at nothing with a stranger’s', async () => {
  const before = await hold()
  expect(BigInt(before.lock?.conviction ?? 0)).toBeGreaterThan(0n)
  await order({ kind: 'move-lock', hotkey: idOf(other), netuid: NETUID }, { kind: 'move-lock', hotkey: { address: other }, netuid: NETUID })
  const after = await hold()
  expect(after.lock?.to).toMatchObject({ hotkey: idOf(other), address: other })
  expect(BigInt(after.lock?.conviction ?? 0)).toBeLessThan(BigInt(before.lock?.conviction ?? 0))
})

test('rewards of mining go where was chosen, and locked stake of others is taken or not, as was chosen', async () => {
  await order(
    { kind: 'auto-stake', hotkey: idOf(hotkey), netuid: NETUID },
    { kind: 'auto-stake', hotkey: { address: hotkey }, netuid: NETUID },
  )
  expect((await hold()).autoStake).toMatchObject({ hotkey: idOf(hotkey), address: hotkey })
  expect((await hold(NETUID + 1)).autoStake).toBeNull()
  await order({ kind: 'reject-locked', on: false }, { kind: 'reject-locked', on: false })
  expect((await hold(NETUID + 1)).rejects).toBe(false)
  await order({ kind: 'reject-locked', on: true }, { kind: 'reject-locked', on: true })
  expect((await hold()).rejects).toBe(true)
})

test('a stranger’s account, and one that only watches, change nothing', async () => {
  const stranger = `0x${'11'.repeat(32)}`
  expect(codeOf(await world.popup.ask('subnetHold', { account: stranger, netuid: NETUID }))).toBe('unknown-account')
  expect(
    codeOf(await world.popup.ask('prepareHolding', { ...command(), from: stranger, order: { kind: 'reject-locked', on: true } })),
  ).toBe('unknown-account')
  expect(world.popup.views.requests.items).toEqual([])
})
