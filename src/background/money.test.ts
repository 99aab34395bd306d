import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { BOTTOM, CLOSED, SUBNETS, THIN } from '../../e2e/localnet/world'
import type { PositionView } from '../messaging'
import { codeOf, createComputer, resultOf, until } from './fixtures/computer'
import { approveShown, bring, createWorld, keptOf, openPopup, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const development = (name: string) => bring({ kind: 'phrase', phrase, path: `//${name}`, passphrase: '', type: 'sr25519' }, { name })

/** A wallet with accounts of the development phrase beside its own two. */
async function staking(...names: string[]) {
  const world = await createWorld(node)
  const [first, ...more] = keptOf(await world.popup.ask('addAccounts', { commandId: 'the developers', keys: names.map(development) }))
  if (!first) throw new Error('no account')
  node.produce()
  await until(() => world.popup.views.balances.byAccount[first.id]?.staked)
  return { ...world, first, more }
}
const stakeOf = (address: string) => {
  const built = node.chain.built.builder.buildRuntimeCall('StakeInfoRuntimeApi', 'get_stake_info_for_coldkey')
  return { built, address }
}
const sum = (all: readonly (string | null | undefined)[]) => all.reduce((made, each) => made + BigInt(each ?? 0), 0n)
const page = async ({ popup }: Pick<World, 'popup'>, account: string | null, count = 200) =>
  resultOf<{ total: number; items: PositionView[] }>(
    await popup.ask('positionsPage', { account: account as never, from: 0, count, place: null }),
  )
/** Makes blocks until every sale was simulated. */
async function sold(world: World) {
  await until(() => {
    const sold = world.popup.views.portfolio.money?.sold
    if (sold && sold.known === sold.of) return sold
    node.produce()
    return undefined
  }, 60_000)
}

describe('stakes', () => {
  test('of an account over 128 subnets are seen with their names and values, and all numbers add up', async () => {
    const world = await staking('Alice')
    const { popup, first, computer } = world
    await sold(world)
    const { items, total } = await page(world, first.id)
    expect(total).toBe(SUBNETS + 1)
    expect(stakeOf(first.address)).toBeDefined()
    await until(async () => {
      node.produce()
      return (await page(world, first.id)).items.some(({ validator }) => validator === 'Taostats clone')
    })
    expect(items.find(({ netuid }) => netuid === 64)).toMatchObject({ symbol: expect.any(String), name: expect.any(String), open: true })
    // Of one look: a page that was asked for between two is of the later one.
    const { balance, money } = await until(async () => {
      const { balances, portfolio } = popup.views
      const spots = sum((await page(world, first.id)).items.map(({ spot }) => spot))
      const balance = balances.byAccount[first.id]
      return spots === BigInt(balance?.staked ?? 0) && balances === popup.views.balances ? { balance, money: portfolio.money } : undefined
    })
    expect(BigInt(money?.total ?? 0)).toBe(sum([money?.free, money?.reserved, money?.root, money?.subnets]))
    expect(money).toMatchObject({ of: 3, known: 3, read: true, unpriced: 0, count: SUBNETS + 1, watched: false })
    expect(money?.first).toHaveLength(20)
    // What is closed, or has too little in its pool, cannot be sold; selling the rest returns less than the spot price says.
    expect(money?.sold.stuck).toBeGreaterThanOrEqual(CLOSED.length)
    expect(BigInt(money?.sold.rao ?? 0)).toBeLessThan(BigInt(money?.total ?? 0))
    expect(balance).toMatchObject({ exitKnown: SUBNETS + 1, positions: SUBNETS + 1 })
    computer.life.die()
  })

  test('that cannot be sold say so, and are never worth nothing in silence', async () => {
    const world = await staking('Dave')
    await sold(world)
    const { items } = await page(world, world.first.id)
    const of = (netuid: number) => items.find((each) => each.netuid === netuid)
    for (const netuid of [THIN[0] as number, BOTTOM, CLOSED[0] as number]) expect(of(netuid)?.exit?.tao, String(netuid)).toBeNull()
    expect(of(CLOSED[0] as number)?.open).toBe(false)
    expect(of(5)?.exit?.tao).toMatch(/^\d+$/)
    expect(world.popup.views.portfolio.money?.sold.stuck).toBe(3)
    world.computer.life.die()
  })

  test('of two accounts are one position where they are with the same hotkey, and each keeps its part', async () => {
    const world = await staking('Alice', 'Bob')
    const bob = world.more[0]?.id as string
    await until(() => world.popup.views.balances.byAccount[bob]?.staked)
    const { items } = await page(world, null)
    const both = items.find(({ netuid }) => netuid === 64) as PositionView
    // Whose it is, is told of the one that is shown, and of no list.
    const place = { netuid: 64, hotkey: both.hotkey }
    const { of } = resultOf<{ of: { id: string; alpha: string }[] }>(
      await world.popup.ask('positionsPage', { account: null, from: 0, count: 1, place }),
    )
    expect(of.map(({ id }) => id)).toEqual([world.first.id, bob])
    expect(sum(of.map(({ alpha }) => alpha))).toBe(BigInt(both.alpha))
    expect(resultOf<object>(await world.popup.ask('positionsPage', { account: null, from: 0, count: 200, place: null }))).toMatchObject({
      of: [],
    })
    world.computer.life.die()
  })

  test('count as the person chooses, and the choice outlives the background', async () => {
    const world = await staking('Alice', 'Bob')
    const { popup, first, computer } = world
    resultOf(await popup.ask('countAccount', { id: first.id as `0x${string}`, counted: false }))
    await until(() => popup.views.portfolio.money?.of === 3)
    expect(popup.views.portfolio).toMatchObject({ chosen: { [first.id]: false }, money: { left: { count: 1 } } })
    expect(popup.views.portfolio.money?.left.total).toBe(
      sum([popup.views.balances.byAccount[first.id]?.free, popup.views.balances.byAccount[first.id]?.staked]).toString(),
    )
    expect(codeOf(await popup.ask('countAccount', { id: `0x${'77'.repeat(32)}`, counted: true }))).toBe('unknown-account')
    computer.life.die()
    const later = await openPopup(createComputer(computer.disk))
    expect(later.views.portfolio.chosen).toEqual({ [first.id]: false })
  })

  test('are shown at once by the next life, with the block and time at which they were seen, also when no node answers', async () => {
    const world = await staking('Alice')
    await sold(world)
    const before = world.popup.views
    const balances = JSON.stringify(before.balances)
    const portfolio = JSON.stringify(before.portfolio)
    world.computer.life.die()
    const next = createComputer(world.computer.disk)
    const popup = next.popup()
    await until(() => popup.views.portfolio)
    expect(popup.views.balances).toMatchObject({ block: JSON.parse(balances).block, at: JSON.parse(balances).at })
    expect(JSON.stringify(popup.views.portfolio.money?.total)).toBe(JSON.stringify(JSON.parse(portfolio).money.total))
    next.life.die()
  })
})

test('an own transaction that was just included is seen in the balance without waiting for another block', async () => {
  const world = await createWorld(node)
  const { popup, id, secondId, second, computer } = world
  await until(() => popup.views.balances.byAccount[id])
  resultOf(
    await popup.ask('prepareTransfer', {
      ...{ commandId: 'a payment', from: id as `0x${string}`, to: second, amount: '5000000000', keepAlive: true, hotkey: false },
    }),
  )
  resultOf(await approveShown(popup))
  node.produce()
  await until(() => popup.views.activity.first[0]?.status.phase === 'included')
  await until(() => popup.views.balances.byAccount[secondId]?.free === '5000000000')
  computer.life.die()
})
