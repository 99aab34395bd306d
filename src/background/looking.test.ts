import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { accountsBox } from '../accounts'
import type { AccountView } from '../messaging'
import { createStorage, memoryMedia } from '../storage'
import { type Computer, createComputer, pause, resultOf, until } from './fixtures/computer'
import { createWorld, openPopup } from './fixtures/world'
import { FIRST } from './views'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const reads = vi.hoisted(() => [] as string[][])
vi.mock('../chain', async (original) => {
  const chain = (await original()) as typeof import('../chain')
  return {
    ...chain,
    readMoney: (live: never, ids: readonly string[], wanted: never) => {
      reads.push([...ids])
      return chain.readMoney(live, ids, wanted)
    },
  }
})

/** How many of a long list a look may ask for beside the first and the chosen. */
const MOST_ASKED = 200
const MANY = 10_000
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const idOf = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
/** A computer whose wallet has ten thousand accounts, the last of them chosen. */
async function crowd(): Promise<Computer> {
  const { computer } = await createWorld(node)
  computer.life.die()
  const { media, disk } = memoryMedia()
  const list = Array.from({ length: MANY }, (_, n) => ({
    ...{ id: idOf(n + 1), name: `Miner ${n}`, note: '', publicKey: idOf(n + 1), type: 'sr25519' as const, role: 'hotkey' as const },
    ...{ source: { recordId: '0x00', path: `//${n}` }, holds: 'phrase' as const, watch: null, hidden: false, savedAt: 1, addedAt: 1 },
  }))
  await createStorage(media, () => 0)
    .box(accountsBox as never)
    .write((() => ({ list, chosen: idOf(MANY), revision: 1 })) as never)
  for (const name of ['main', 'second'] as const) {
    for (const key of computer.disk[name].keys()) if (/^accounts(\/|$)/.test(key)) computer.disk[name].delete(key)
    for (const [key, text] of disk[name]) computer.disk[name].set(key, text)
  }
  return createComputer(computer.disk)
}

test('of ten thousand accounts a look asks for those that are shown, and for no more than some screens full', async () => {
  const computer = await crowd()
  reads.length = 0
  const popup = await openPopup(computer)
  expect(popup.views.accounts).toMatchObject({ total: MANY, chosen: { id: idOf(MANY) } })
  expect(popup.views.accounts.first).toHaveLength(FIRST)
  await until(() => reads.length > 0)
  expect(new Set(reads[0])).toEqual(new Set([...Array.from({ length: FIRST }, (_, n) => idOf(n + 1)), idOf(MANY)]))
  // Where an account stands is said without looking after those before it.
  const placeOf = (id: string, query = '') => popup.ask('accountPlace', { id, query, only: 'all' })
  expect(resultOf(await placeOf(idOf(MANY)))).toBe(MANY - 1)
  expect(resultOf(await placeOf(idOf(78), 'miner 77'))).toBe(0)
  expect(resultOf(await placeOf(idOf(1), 'miner 77'))).toBeNull()
  const seen = reads.length
  node.produce()
  await until(() => reads.length > seen)
  expect(Math.max(...reads.map((ids) => ids.length))).toBe(FIRST + 1)
  // Scrolling through everything asks for the last screens only.
  const page = (from: number, query = '') => popup.ask('accountsPage', { from, count: 100, query, only: 'all' })
  for (let from = 0; from < MANY; from += 1_000) resultOf(await page(from))
  const found = resultOf<{ total: number; items: AccountView[] }>(await page(0, 'miner 77'))
  expect(found.total).toBe(111)
  const last = found.items.map(({ id }) => id)
  reads.length = 0
  node.produce()
  await until(() => last.every((id) => popup.views.balances.byAccount[id]))
  for (const ids of reads) {
    expect(ids.length).toBeLessThanOrEqual(FIRST + MOST_ASKED + 1)
    expect(new Set(ids).size).toBe(ids.length)
  }
  // Some of the last rows stand among the first as well.
  expect(Math.max(...reads.map((ids) => ids.length))).toBeGreaterThan(FIRST + MOST_ASKED - 10)
  computer.life.die()
})

test('rows that are shown have their balances without waiting for a block, and rows that are known are no reason to ask again', async () => {
  const { computer, popup, id, secondId } = await createWorld(node)
  const mine = () => reads.filter((ids) => ids.includes(id))
  const page = (query: string) => popup.ask('accountsPage', { from: 0, count: 200, query, only: 'all' })
  await until(() => popup.views.balances.at !== null)
  await pause(500)
  reads.length = 0
  resultOf(await page(''))
  await until(() => mine().length)
  for (const query of ['', 'nobody', 'main']) resultOf(await page(query))
  await pause(600)
  expect(mine()).toEqual([[id, secondId]])
  computer.life.die()
})
