import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import type { StakeTransferEstimate } from '../messaging'
import { codeOf, resultOf, until } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, funds, password, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
// Subnets that neither an epoch nor emission touches in these blocks.
const [ONE, TWO, THREE, FOUR] = [70, 71, 72, 73] as const
const ALPHA = 300n * TAO
let node: Localnet
let stakes: Stakes
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
})
afterAll(() => node.close())

const gift = ({ id }: World, netuid: number, amount: bigint, to = BOB) => ({
  ...{ from: id, to, hotkey: hotkeyOn(netuid), netuid, amount: String(amount) },
})
const estimate = async (world: World, order: ReturnType<typeof gift>): Promise<StakeTransferEstimate> => {
  await stakes.seen(world)
  return resultOf(await world.popup.ask('estimateStakeTransfer', order))
}
const prepared = (world: World, order: ReturnType<typeof gift>) => prepare(world, 'prepareStakeTransfer', order)

test('stake is given to another coldkey to the rao, for good: with its consequences before, the password, and the recipient as one who was paid', async () => {
  const world = await createWorld(node)
  const { popup } = world
  const all = stakes.give(world, ONE, ALPHA)
  const part = all / 3n
  const told = await estimate(world, gift(world, ONE, part))
  expect(told).toMatchObject({ most: String(all), whole: false, problem: null, free: String(funds), enough: true })
  expect(told.recipient).toMatchObject({ id: idOf(BOB), hotkeyOf: null, paid: 0 })
  const [tao, alpha] = ['SubnetTAO', 'SubnetAlphaIn'].map((item) =>
    node.chain.at(node.chain.best).read<bigint>('SubtensorModule', item, ONE),
  ) as [bigint, bigint]
  expect(BigInt(told.spot ?? 0)).toBe((part * ((tao * TAO) / alpha)) / TAO)
  expect(BigInt(told.worth ?? 0)).toBeLessThan(BigInt(told.spot ?? 0))
  expect((await estimate(world, gift(world, ONE, all))).whole).toBe(true)
  resultOf(await prepared(world, gift(world, ONE, part)))
  const { id, hash, explanation } = await shown(popup, 'transaction')
  expect(explanation.leaves).toHaveLength(1)
  expect(explanation.leaves[0]).toMatchObject({
    call: 'SubtensorModule.transfer_stake',
    fact: { kind: 'give-stake', to: { address: BOB }, netuid: ONE, toNetuid: ONE, alpha: String(part) },
  })
  expect(explanation.leaves[0]?.risks.map(({ id }) => id)).toEqual(['stake-given', 'first-time-recipient'])
  expect(codeOf(await popup.ask('approve', { id, hash }))).toBe('wrong-password')
  const before = stakes.held(BOB, ONE)
  const { ok, fee, alphaFee, trades } = await stakes.carryOut(world)
  expect([ok, stakes.held(world.address, ONE), stakes.held(BOB, ONE) - before]).toEqual([true, all - part, part])
  // What really went is told, and what the other one got is no purchase of one's own.
  expect(trades).toEqual([{ bought: false, hotkey: hotkeyOn(ONE), netuid: ONE, alpha: String(part), tao: expect.any(String) }])
  expect(alphaFee).toBeUndefined()
  expect(stakes.free(world)).toBe(funds - fee)
  expect(told.fee).toBe(String(fee))
  await until(async () => (await estimate(world, gift(world, ONE, part))).recipient.paid === 1)
})

test('of a gift of all without TAO for the fee less goes, because the fee comes out of it first: both are told as they were', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, FOUR, ALPHA)
  node.control({ balance: { address: world.address, rao: '1000' } })
  node.produce()
  expect(await estimate(world, gift(world, FOUR, all))).toMatchObject({ enough: false, problem: null, whole: true })
  resultOf(await prepared(world, gift(world, FOUR, all)))
  const before = stakes.held(BOB, FOUR)
  const { ok, fee, alphaFee, trades } = await stakes.carryOut(world)
  const went = stakes.held(BOB, FOUR) - before
  expect([ok, fee, went < all, stakes.held(world.address, FOUR)]).toEqual([true, 0n, true, 0n])
  expect(trades.map(({ bought, alpha }) => [bought, alpha])).toEqual([[false, String(went)]])
  expect(alphaFee).toEqual({ netuid: FOUR, alpha: String(all - went) })
})

test('contacts only: stake goes to contacts and own accounts, and to nobody else, when it is made and when it is signed', async () => {
  const world = await createWorld(node)
  const { popup, second } = world
  const all = stakes.give(world, TWO, ALPHA)
  resultOf(await popup.ask('changeSettings', { contactsOnly: true }))
  await until(() => popup.views.settings.contactsOnly)
  await stakes.seen(world)
  const refused = await prepared(world, gift(world, TWO, TAO))
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-a-contact', facts: { address: BOB } } })
  expect(popup.views.requests.items).toEqual([])
  resultOf(await prepared(world, gift(world, TWO, TAO, second)))
  const own = await shown(popup, 'transaction')
  resultOf(await popup.ask('reject', { id: own.id }))
  await until(() => popup.views.requests.items.length === 0)
  resultOf(await popup.ask('saveContact', { id: idOf(BOB), name: 'Bob', note: '', password }))
  resultOf(await prepared(world, gift(world, TWO, TAO)))
  const { id, hash } = await shown(popup, 'transaction')
  resultOf(await popup.ask('removeContact', { id: idOf(BOB) }))
  expect(codeOf(await popup.ask('approve', { id, hash, password }))).toBe('not-a-contact')
  expect([popup.views.activity.total, node.chain.pending.length, stakes.held(world.address, TWO)]).toEqual([0, 0, all])
})

test('what the chain would refuse is told before, and no request is made of it: a switch of the owner, a lock, more than there is, oneself', async () => {
  const world = await createWorld(node)
  const { popup } = world
  const all = stakes.give(world, THREE, ALPHA)
  const closed = stakes.give(world, FOUR, ALPHA)
  stakes.lock(world, THREE, 200n * TAO)
  stakes.set('SubtokenEnabled', FOUR, false)
  const most = all - 200n * TAO
  const check = async (problem: string, order: ReturnType<typeof gift>) => {
    expect((await estimate(world, order)).problem, problem).toBe(problem)
    expect(codeOf(await prepared(world, order)), problem).toBe(problem)
  }
  await check('stake-not-enough', gift(world, THREE, most + 1n))
  await check('stake-not-enough', { ...gift(world, THREE, TAO), hotkey: idOf(otherHotkey()) })
  await check('recipient-self', gift(world, THREE, most, world.address))
  await check('subnet-closed', gift(world, FOUR, closed))
  stakes.set('TransferToggle', THREE, false)
  await check('stake-transfer-off', gift(world, THREE, most))
  expect(popup.views.requests.items).toEqual([])

  // What the owner switches off after it was made is stopped by the chain: nothing moves.
  stakes.set('TransferToggle', THREE, true)
  const told = await estimate(world, gift(world, THREE, most))
  expect(told).toMatchObject({ problem: null, most: String(most) })
  resultOf(await prepared(world, gift(world, THREE, most)))
  const { id, hash } = await shown(popup, 'transaction')
  node.chain.overwrite('SubtensorModule', 'TransferToggle', [THREE], false)
  resultOf(await popup.ask('approve', { id, hash, password }))
  expect(popup.views.activity.first[0]?.status).toMatchObject({ phase: 'refused', code: 'tx-custom', facts: { number: '9' } })
  expect(stakes.held(world.address, THREE)).toBe(all)

  expect(codeOf(await prepared(world, gift(world, THREE, 0n)))).toBe('amount-zero')
  expect(codeOf(await prepared(world, gift(world, THREE, TAO, '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5')))).toBe(
    'ss58-wrong-prefix',
  )
  expect(codeOf(await prepared(world, { ...gift(world, THREE, TAO), from: `0x${'77'.repeat(32)}` }))).toBe('unknown-account')
  expect(codeOf(await popup.ask('estimateStakeTransfer', { ...gift(world, THREE, TAO), toNetuid: ONE } as never))).toBe('invalid-input')
})
