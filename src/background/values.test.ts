import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { record, type Values, valuesBox } from '../history'
import type { RewardsAnswer, ValuesAnswer } from '../messaging'
import { createStorage, memoryMedia } from '../storage'
import { type Computer, codeOf, pause, resultOf, until } from './fixtures/computer'
import { createWorld, funds, openPopup, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const HOUR = 3_600_000
const DAY = 24 * HOUR
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const heldBy = ({ disk }: Computer): Values => {
  const text = disk.second.get('values')
  return text ? (JSON.parse((JSON.parse(text) as { payload: string }).payload) as Values) : {}
}
const texts = ({ disk }: Computer) => [...disk.main, ...disk.second].filter(([key]) => key.startsWith('values')).map(([, text]) => text)
const worth = (free: bigint, staked: bigint) => ({
  freeRao: free,
  reservedRao: 0n,
  staked: { totalRao: staked, exitRao: staked, positions: [{ netuid: 4, hotkey: '0xaa', alphaRao: staked, priceRao: 1_000_000_000n }] },
})

/** A wallet that begins with what was recorded before. */
async function rememberingAll(recorded: (world: World, now: number) => Values): Promise<World> {
  const world = await createWorld(node)
  const { computer } = world
  computer.life.die()
  const { media, disk } = memoryMedia()
  const values = recorded(world, Date.now())
  await createStorage(media, Date.now)
    .box<Values>(valuesBox)
    .write(() => values)
  for (const part of ['main', 'second'] as const)
    for (const [key, text] of disk[part]) if (key.startsWith('values')) computer.disk[part].set(key, text)
  await computer.restart()
  return { ...world, popup: await openPopup(computer) }
}
/** It has seen its first account for ten days, its second since yesterday. */
const remembering = () => rememberingAll(tenDays)
function tenDays({ id, secondId }: World, now: number): Values {
  let values: Values = {}
  for (let day = 10; day >= 0; day--) {
    const byAccount = new Map([[id, worth(BigInt(100 - day), 50n)]])
    if (day < 2) byAccount.set(secondId, worth(7n, 1n))
    values = record(values, 'local', { genesisHash: node.genesisHash, block: 0, at: now - day * DAY - 1_000, byAccount })
  }
  return values
}

test('what a look tells is written down with its chain, block and time, and the next block alone writes nothing', async () => {
  const { computer, popup, id, secondId } = await createWorld(node)
  const chain = await until(() => heldBy(computer).local?.[0])
  expect(chain.genesisHash).toBe(node.genesisHash)
  const [point] = chain.accounts[id]?.points ?? []
  expect(point?.slice(2)).toEqual([String(funds), '0', '0'])
  expect(Math.abs((point?.[0] ?? 0) - Date.now())).toBeLessThan(60_000)
  expect(chain.accounts[secondId]?.points).toHaveLength(1)
  const before = texts(computer).join()
  const { block } = popup.views.balances
  node.produce()
  await until(() => (popup.views.balances.block ?? 0) > (block ?? 0))
  await pause(100)
  expect(texts(computer).join()).toBe(before)
})

test('stake that was never read makes no value: nothing is told rather than what is free', async () => {
  node.faults.stateCalls = { StakeInfoRuntimeApi_get_stake_info_for_coldkeys: null }
  const { computer, popup } = await createWorld(node)
  await until(() => heldBy(computer).local)
  const told = resultOf<ValuesAnswer>(await popup.ask('values', { account: null, span: 'all' }))
  expect(told).toMatchObject({ points: [], spans: [], seen: 0, missing: 2, allocation: null, firstAt: null })
  expect(resultOf(await popup.ask('change', { account: null }))).toBeNull()
  node.faults.stateCalls = {}
})

test('values over time come from what was recorded: of one account, and of all from when all are known', async () => {
  const { popup, id, secondId } = await remembering()
  const ask = async (account: string | null, span: ValuesAnswer['span']) =>
    resultOf<ValuesAnswer>(await popup.ask('values', { account, span }))
  const one = await ask(id, 'all')
  expect(one.points.map(({ valueRao }) => valueRao)).toEqual(Array.from({ length: 11 }, (_, n) => String(140 + n)))
  expect(one.spans).toEqual(['week', 'all'])
  expect((await ask(id, 'week')).points).toHaveLength(7)
  // What was not wholly seen is not drawn as if it was.
  expect(await ask(id, 'year')).toMatchObject({ span: 'all', points: one.points })
  const both = await ask(null, 'all')
  expect(both.points.map(({ valueRao }) => valueRao)).toEqual(['157', '158'])
  expect(both).toMatchObject({ last: secondId, seen: 2, missing: 0, firstAt: one.points[0]?.at, allAt: both.points[0]?.at })
  expect(both.allocation).toMatchObject({
    freeRao: '107',
    totalRao: '158',
    subnets: [{ netuid: 4, name: null, spotRao: '51' }],
    missing: 0,
  })
  const change = resultOf<object>(await popup.ask('change', { account: null }))
  expect(change).toMatchObject({ beforeRao: '157', nowRao: '158' })
  expect(codeOf(await popup.ask('values', { account: 'x', span: 'all' }))).toBe('invalid-input')
})

test('what was recorded is forgotten everywhere when the person says so, and recorded anew from then on', async () => {
  const { computer, popup, id } = await remembering()
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await popup.ask('forgetValues', undefined))).toBe('locked')
  resultOf(await popup.ask('unlock', { password: 'correct horse battery staple' }))
  const held = '0xaa'
  expect(texts(computer).join()).toContain(held)
  resultOf(await popup.ask('forgetValues', undefined))
  expect(texts(computer).join()).not.toContain(held)
  expect(resultOf<ValuesAnswer>(await popup.ask('values', { account: id, span: 'all' })).points).toEqual([])
  const { block } = popup.views.balances
  node.produce()
  await until(() => (popup.views.balances.block ?? 0) > (block ?? 0))
  expect((await until(() => heldBy(computer).local))[0]?.accounts[id]?.points).toHaveLength(1)
})

test('of an account that is removed nothing is kept: no value, no balance, no choice whether it counts; of the others all', async () => {
  const { computer, popup, id, secondId } = await remembering()
  for (const each of [id, secondId]) resultOf(await popup.ask('countAccount', { id: each as `0x${string}`, counted: true }))
  await until(() => popup.views.balances.byAccount[id])
  const kept = heldBy(computer).local?.[0]?.accounts[secondId]?.days[0]
  expect(kept).toBeDefined()
  resultOf(await popup.ask('removeAccount', { commandId: 'remove it', id: id as `0x${string}`, password: 'correct horse battery staple' }))
  await until(() => popup.views.accounts?.total === 1)
  node.produce()
  await pause(500)
  expect(Object.keys(heldBy(computer).local?.[0]?.accounts ?? {})).toEqual([secondId])
  expect(heldBy(computer).local?.[0]?.accounts[secondId]?.days[0]).toEqual(kept)
  expect(popup.views.portfolio.chosen).toEqual({ [secondId]: true })
  expect(Object.keys(popup.views.balances.byAccount)).toEqual([secondId])
})

test('rewards of a position are told from what was recorded, apart from the price and from what nobody explains, and sum up', async () => {
  const hotkey = `0x${'aa'.repeat(32)}`
  const ALPHA = 1_000_000_000n
  // A reward, a price that doubled, and far more than any epoch pays.
  const seen = [
    [100n * ALPHA, ALPHA],
    [101n * ALPHA, ALPHA],
    [101n * ALPHA, 2n * ALPHA],
    [900n * ALPHA, 2n * ALPHA],
  ] as const
  const { popup, id, secondId } = await rememberingAll((world, now) =>
    seen.reduce((values, [alphaRao, priceRao], n) => {
      const positions = [{ netuid: 4, hotkey, alphaRao, priceRao, payout: { alphaRao: ALPHA, tempo: 360 } }]
      const staked = { totalRao: alphaRao, exitRao: null, positions }
      const byAccount = new Map([[world.id, { freeRao: 1n, reservedRao: 0n, staked }]])
      const at = now - (seen.length - n) * DAY
      return record(values, 'local', { genesisHash: node.genesisHash, block: n * 7_200, at, byAccount })
    }, {} as Values),
  )
  const ask = async (account: string, netuid = 4) =>
    resultOf<RewardsAnswer | null>(await popup.ask('rewards', { account: account as `0x${string}`, netuid, hotkey }))
  const told = await ask(id)
  expect(told?.stretches.slice(0, 3).map(({ kind }) => kind)).toEqual(['rewards', 'rewards', 'unknown'])
  expect(told).toMatchObject({ before: String(100n * ALPHA), moreAlpha: String(ALPHA), rewards: String(ALPHA) })
  const parts = [told?.before, told?.rewards, told?.price, told?.own, told?.unknown].map((each) => BigInt(each ?? 0))
  expect(parts.reduce((sum, each) => sum + each)).toBe(BigInt(told?.after ?? -1))
  expect(await ask(secondId)).toBeNull()
  expect(await ask(id, 0)).toBeNull()
  expect(codeOf(await popup.ask('rewards', { account: id as `0x${string}`, netuid: 4, hotkey: 'x' as `0x${string}` }))).toBe(
    'invalid-input',
  )
})
