import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { developmentAccounts, type Localnet, startLocalnet } from '../../e2e/localnet'
import { callOf, signed } from '../../e2e/localnet/signed'
import { everything } from '../activity'
import type { ActivityCoverage, ActivityItem, ReceivedView } from '../messaging'
import { type Access, resultOf, until } from './fixtures/computer'
import { approveShown, createWorld, openPopup, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const TAO = 1_000_000_000n
let node: Localnet
let alice: ReturnType<typeof developmentAccounts>[number]
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  ;[alice] = developmentAccounts() as [typeof alice]
})
afterAll(() => node.close())

/** //Alice pays somebody; in the next block. */
function pay(address: string, value: bigint): void {
  const call = callOf(node.chain, 'Balances', 'transfer_allow_death', { dest: { type: 'Id', value: address }, value })
  node.chain.submit(signed(node.chain, alice.address, alice, call))
}
type Popup = World['popup']
const page = async (popup: Popup, find: Partial<typeof everything> = {}) =>
  resultOf<{ total: number; items: ActivityItem[] }>(
    await popup.ask('activityPage', { from: 0, count: 200, find: { ...everything, ...find } }),
  )
const received = async (popup: Popup, find: Partial<typeof everything> = {}) =>
  (await page(popup, { dust: true, ...find })).items.filter((each): each is ReceivedView => each.kind === 'received')
/** Both accounts are watched up to the newest final block. */
async function watched({ popup, id, secondId }: World): Promise<void> {
  const known = async () => {
    const { accounts } = resultOf<ActivityCoverage>(await popup.ask('activityCoverage', { network: 'local' }))
    return [id, secondId].every((each) => accounts[each]?.until === null)
  }
  await until(known)
}
/** A world that watches already, with what its money looked like noticed before. */
async function settled(): Promise<World> {
  const world = await createWorld(node)
  node.produce(3)
  await watched(world)
  return world
}
const amounts = (list: readonly ReceivedView[]) => list.map(({ amount }) => amount)

test('what somebody pays to the accounts appears once it is final, with its sender, and is found by name, amount and hash', async () => {
  const world = await settled()
  const { popup, address, id, second } = world
  resultOf(await popup.ask('saveContact', { id: hexOf(alice.accountId), name: 'Alice of the tests', note: '' }))
  pay(address, 3n * TAO)
  pay(second, 5_000n)
  node.produce(3)
  await until(async () => (await received(popup)).length >= 2)
  const [mine] = (await received(popup)).filter((each) => each.account === id && each.amount === String(3n * TAO))
  expect(mine).toMatchObject({ cause: { kind: 'transfer', from: { address: alice.address } }, dust: false, network: 'local' })
  for (const text of ['alice of', '3', '3,0', mine?.extrinsic?.hash.slice(0, 20) ?? 'none', alice.address.slice(0, 9)])
    expect(amounts(await received(popup, { text })), text).toContain(String(3n * TAO))
  expect(amounts(await received(popup, { text: 'nobody' }))).toEqual([])
  expect(amounts(await received(popup, { account: id }))).not.toContain('5000')
  expect(await received(popup, { kind: 'sent' })).toEqual([])
  expect(resultOf(await popup.ask('activityEntry', { id: mine?.id ?? '' }))).toEqual(mine)
  // Who pays is nobody whom the wallet paid.
  resultOf(
    await popup.ask('prepareTransfer', {
      commandId: 'back to Alice',
      from: id,
      to: alice.address,
      amount: String(TAO),
      keepAlive: true,
      hotkey: false,
    }),
  )
  const { explanation } = await shown(popup, 'transaction')
  const risks = [...explanation.risks, ...explanation.leaves.flatMap((each) => each.risks)].map((each) => each.id)
  expect(risks).toContain('first-time-recipient')
  world.computer.life.die()
})

test('what one own account pays another is told by the transaction alone', async () => {
  const world = await settled()
  const { popup, id, second, secondId } = world
  const before = await received(popup)
  const input = { commandId: crypto.randomUUID(), from: id, to: second, amount: String(TAO), keepAlive: true, hotkey: false }
  resultOf(await popup.ask('prepareTransfer', input))
  const { entry } = resultOf<{ entry: string }>(await approveShown(popup))
  await until(() => node.chain.pending.length)
  node.produce(4)
  const own = () => popup.views.activity.first.find((each) => each.id === entry)
  await until(() => own()?.status.phase === 'final')
  node.produce(2)
  await watched(world)
  // A stranger's payment after it is noticed, so what came before it was looked at.
  pay(second, 7_777n)
  node.produce(3)
  await until(async () => amounts(await received(popup)).includes('7777'))
  expect((await received(popup)).filter((each) => !before.some(({ id: known }) => known === each.id)).map((each) => each.amount)).toEqual([
    '7777',
  ])
  const { items } = await page(popup, { account: secondId })
  expect(items.map((each) => each.id)).toContain(entry)
  expect(items.find((each) => each.id === entry)).toMatchObject({ extrinsic: { block: expect.any(Number), index: 1 } })
  world.computer.life.die()
})

test('amounts that are too small to be worth a line are left out unless they are asked for', async () => {
  const world = await settled()
  const { popup, address } = world
  const before = await page(popup)
  for (let n = 0; n < 20; n++) pay(address, 1n)
  node.produce(3)
  await until(() => popup.views.activity.dust > 0)
  expect(await page(popup)).toEqual(before)
  expect((await page(popup, { dust: true })).items[0]).toMatchObject({ dust: true, count: 20, amount: '20' })
  world.computer.life.die()
})

const writesTo = (box: string) => {
  let count = 0
  return ({ act, key }: Access, nth: number) => act === 'write' && key.startsWith(box) && ++count === nth
}
test.each([
  ['watching', 'before', 1],
  ['watching', 'after', 1],
  ['activity', 'before', 1],
  ['activity', 'after', 1],
  ['activity', 'after', 2],
  ['watching', 'before', 3],
  ['watching', 'after', 3],
] as const)(
  'the background dies at a write of %s (%s, the one of number %i) while it notes what came: it is told once',
  async (box, moment, nth) => {
    const world = await settled()
    const { computer, address } = world
    const first = await received(world.popup)
    const writes = writesTo(box)
    pay(address, 2n * TAO)
    pay(address, 4n * TAO)
    const dead = computer.dieAt((access) => writes(access, nth), moment)
    node.produce(3)
    await dead
    await computer.restart()
    const popup = await openPopup(computer)
    await until(() => popup.views.network?.phase === 'online')
    node.produce(2)
    await until(async () => (await received(popup)).length >= first.length + 2)
    pay(address, 9_999n)
    node.produce(3)
    await until(async () => amounts(await received(popup)).includes('9999'))
    const fresh = (await received(popup)).slice(0, -first.length || undefined)
    expect(amounts(fresh).toSorted()).toEqual(['9999', String(2n * TAO), String(4n * TAO)].toSorted())
    computer.life.die()
  },
)

function hexOf(bytes: Uint8Array): `0x${string}` {
  return `0x${Buffer.from(bytes).toString('hex')}`
}
