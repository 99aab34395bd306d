import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn, SUBNETS } from '../../e2e/localnet/world'
import type { PositionView } from '../messaging'
import { resultOf, until } from './fixtures/computer'
import { overhear } from './fixtures/hidden'
import { bring, createWorld, keptOf, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'

/** Subnets of the local chain on which nothing can be traded. */
const CLOSED = 3
/** A wallet with an account of the development phrase: Bob has stakes on root and on subnets 1, 2 and 64, Alice on all. */
async function staking(name = 'Bob') {
  const world = await createWorld(node)
  const key = bring({ kind: 'phrase', phrase, path: `//${name}`, passphrase: '', type: 'sr25519' }, { name })
  const [bob] = keptOf(await world.popup.ask('addAccounts', { commandId: 'the developer', keys: [key] }))
  if (!bob) throw new Error('no account')
  node.produce()
  await until(() => world.popup.views.balances.byAccount[bob.id]?.staked)
  return { ...world, bob }
}
const positions = async ({ popup }: Pick<World, 'popup'>, account: string) =>
  resultOf<{ items: PositionView[] }>(await popup.ask('positionsPage', { account: account as never, from: 0, count: 200, place: null }))
    .items
/** Makes blocks until something is so. */
const producing = <T>(done: () => T | undefined | Promise<T | undefined>) =>
  until(async () => {
    const found = await done()
    if (!found) node.produce()
    return found
  }, 30_000)

test('what selling would return is told of every one of 128 subnets, of the block of the balances, and of a later block when they are', async () => {
  const said = overhear()
  const { computer, popup, bob: alice } = await staking('Alice')
  const blocks = async () => {
    const exits = (await positions({ popup }, alice.id)).flatMap(({ netuid, exit }) => (netuid && exit ? [exit] : []))
    return exits.length === SUBNETS ? exits.map(({ block }) => block) : undefined
  }
  for (let round = 0; round < 2; round++) {
    const now = node.chain.best.number
    await until(async () => popup.views.balances.block === now && (await blocks())?.every((block) => block === now), 30_000)
    // One look: what it has and when, its stakes with the prices, its locks, and all that selling would return.
    const look = said.filter((each) => each.includes(node.chain.best.hash) && /state_(call|queryStorageAt)/.test(each))
    const asked = look.map((each) => [JSON.parse(each)].flat() as { method: string; params: unknown[] }[])
    const calls = asked.filter(([one]) => one?.method === 'state_call').sort((a, b) => a.length - b.length)
    // Of what is closed for trading nothing is asked.
    // A block may be looked at twice; each message is of one of three kinds.
    expect([...new Set(calls.map(({ length }) => length))]).toEqual([1, 2, SUBNETS - CLOSED])
    expect(calls.at(-1)?.every(({ params: [name] }) => String(name).startsWith('SwapRuntimeApi_sim_swap'))).toBe(true)
    node.produce()
  }
  computer.life.die()
})

test('what is locked is not counted as sold, and is told of the account, the sum and the position; what is wholly locked cannot be sold', async () => {
  const { computer, popup, bob } = await staking()
  const before = await producing(async () => (await positions({ popup }, bob.id)).find(({ netuid, exit }) => netuid === 2 && exit?.tao))
  const stakeOn = async (netuid: number) => BigInt((await positions({ popup }, bob.id)).find((each) => each.netuid === netuid)?.alpha ?? 0)
  const lock = async (netuid: number, locked_mass: bigint) => {
    const hotkey = largeOn(netuid)
    node.chain.overwrite('SubtensorModule', 'Lock', [bob.address, netuid, hotkey], { locked_mass, conviction: 0n, last_update: 0n })
  }
  const third = (await stakeOn(2)) / 3n
  await lock(2, third)
  await lock(64, 2n ** 62n)
  node.produce()
  const [part, whole] = await producing(async () => {
    const items = await positions({ popup }, bob.id)
    const [part, whole] = [2, 64].map((on) => items.find(({ netuid }) => netuid === on))
    return part?.exit?.tao && part.locked === third.toString() && whole?.sellable === '0' ? [part, whole] : undefined
  })
  expect(BigInt(part?.sellable ?? 0)).toBe(BigInt(part?.alpha ?? 0) - third)
  // Two thirds sell for less than all did.
  expect(BigInt(part?.exit?.tao ?? 0)).toBeLessThan((BigInt(before?.exit?.tao ?? 0) * 7n) / 10n)
  expect(whole).toMatchObject({ locked: whole?.alpha, exit: null })
  const sold = await producing(() => {
    const money = popup.views.portfolio.money
    return money?.sold.known === money?.sold.of ? (money ?? undefined) : undefined
  })
  expect(sold.sold.stuck).toBe(1)
  expect(BigInt(sold.locked ?? 0)).toBeGreaterThan(BigInt(whole?.spot ?? 0))
  expect(sold.locked).toBe(popup.views.balances.byAccount[bob.id]?.locked)
  expect(BigInt(sold.sold.rao)).toBeLessThanOrEqual(BigInt(sold.total) - BigInt(sold.locked ?? 0))
  for (const netuid of [2, 64])
    node.chain.overwrite('SubtensorModule', 'Lock', [bob.address, netuid, largeOn(netuid)], {
      locked_mass: 0n,
      conviction: 0n,
      last_update: 0n,
    })
  computer.life.die()
})
