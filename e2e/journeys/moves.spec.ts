import { readFile } from 'node:fs/promises'
import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import type { World } from '../fixtures/world'
import type { Localnet } from '../localnet'
import { developmentAccounts } from '../localnet/accounts'
import { stakeOf } from '../localnet/pallets/subtensor/shares'
import { callOf, signed } from '../localnet/signed'
import { largeOn, validators } from '../localnet/world'
import { bob, free, TAO, written } from './answers'
import { askFaucet, PASSWORD, SAY, sees, told } from './person'
import { type Settled, test } from './settled'

// Stake that goes elsewhere: what is promised before the signature is what the chain does.

/** Subnets that no epoch and no emission touches in the first blocks. */
const [ONE, TWO, THREE] = [66, 70, 74] as const
/** Of each another amount, by which its row is known. */
const given = (netuid: number): bigint => BigInt(200 + netuid) * TAO
const say = SAY.moves
const alice = () => developmentAccounts()[0] as ReturnType<typeof developmentAccounts>[number]
const held = ({ chain }: Localnet, coldkey: string, netuid: number, hotkey = largeOn(netuid)): bigint =>
  stakeOf(chain.at(chain.best), hotkey, coldkey, netuid)

/** Alice does something, and it is in a block. @param done whether it is */
async function byAlice({ chain }: Localnet, pallet: string, name: string, args: object, done: () => boolean): Promise<void> {
  chain.submit(signed(chain, alice().address, alice(), callOf(chain, pallet, name, args)))
  await until(`${name} to be in a block`, async () => done())
}
/** Gives alpha of these subnets to an account, and free TAO. */
async function staked({ driver, chain, faucet }: World, { popup, address }: Settled, netuids: readonly number[]): Promise<void> {
  await askFaucet(driver, faucet.url, address, '10')
  const calls = netuids.flatMap((netuid) => [
    { type: 'SubtensorModule', value: { type: 'add_stake', value: { hotkey: largeOn(netuid), netuid, amount_staked: 2n * TAO } } },
    {
      type: 'SubtensorModule',
      value: {
        type: 'transfer_stake',
        value: {
          ...{ destination_coldkey: address, hotkey: largeOn(netuid), origin_netuid: netuid, destination_netuid: netuid },
          alpha_amount: given(netuid),
        },
      },
    },
  ])
  await byAlice(chain, 'Utility', 'batch_all', { calls }, () => netuids.every((netuid) => held(chain, address, netuid) > 0n))
  // At the usual speed a slow browser would still be at it when an epoch pays rewards.
  chain.setBlockTime(1_000)
  await sees(popup, SAY.home.positions, 60_000)
  await sees(popup, '10.0000')
}
async function toPosition(popup: Screen, chain: Localnet, address: string, netuid: number): Promise<void> {
  await popup
    .byRole('link')
    .having(written(held(chain, address, netuid), 4))
    .nth(0)
    .click()
  await popup.byRole('link', say.moveTitle).waitFor()
}
async function toReview(popup: Screen, review: string): Promise<void> {
  await popup.byRole('button', review).click()
  // The form has one button in its foot, the review two.
  await until('the review', async () => (await popup.byRole('contentinfo').byRole('button').count()) === 2)
}
/** From a filled form over the review to the end. */
async function carryOut(popup: Screen, review: string): Promise<void> {
  await toReview(popup, review)
  const password = popup.byLabel(SAY.approve.password)
  if (await password.isVisible()) {
    await password.fill(PASSWORD)
    await popup.byLabel(SAY.approve.understand).click()
  }
  await popup.byRole('contentinfo').byRole('button').nth(-1).click()
  await sees(popup, SAY.send.finalNote, 60_000)
}
async function sound(popup: Screen): Promise<void> {
  expect(await popup.axe()).toEqual([])
}

test('stake moves to another validator of its subnet to the rao, without a limit, because no pool takes part', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await staked(world, settled, [ONE])
  const all = held(chain, address, ONE)
  await toPosition(popup, chain, address, ONE)
  await popup.byRole('link', say.moveTitle).click()
  await popup.byRole('button', new RegExp(`^${say.pickValidator}`)).click()
  await popup.byLabel(SAY.stake.searchValidators).waitFor()
  const list = popup.byRole('list', SAY.stake.chooseValidator).byRole('button')
  await until('the validators', async () => (await list.count()) > 1)
  // The last of them is none where the stake is already.
  const at = await list.count()
  await list.nth(at - 1).click()
  await popup.byRole('button', SAY.send.max).click()
  await sees(popup, say.exact)
  expect(await told(popup, say.exactly)).toBe(all)
  await sound(popup)
  await carryOut(popup, SAY.stake.review)
  expect(held(chain, address, ONE)).toBe(0n)
  const there = validators().map(({ hotkey }) => held(chain, address, ONE, hotkey))
  expect(there.reduce((sum, each) => sum + each, 0n)).toBe(all)
  await popup.byRole('button', SAY.send.done).click()
  await popup.byRole('list', SAY.positions.title).waitFor()
})

test('a swap to another subnet brings what was told within its limit, and where no limit can protect it two steps that can are offered first', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await staked(world, settled, [ONE])
  await toPosition(popup, chain, address, ONE)
  await popup.byRole('link', say.moveTitle).click()
  await popup.byRole('button', new RegExp(`^${say.pickSubnet}`)).click()
  await popup.byLabel(SAY.stake.search).fill(String(TWO))
  await popup.byRole('list', SAY.stake.chooseSubnet).byRole('button').nth(0).click()
  // Somebody else on another subnet: this chain has no call with a limit for that.
  await popup.byRole('button', new RegExp(`^${say.pickValidator}`)).click()
  await popup.byLabel(SAY.stake.searchValidators).waitFor()
  const list = popup.byRole('list', SAY.stake.chooseValidator).byRole('button')
  await until('the validators', async () => (await list.count()) > 1)
  await list.nth(-1).click()
  const field = popup.byLabel(say.amount({ unit: `SN${ONE}` }))
  await field.fill('100')
  await sees(popup, say.openTitle)
  expect(await popup.byRole('button', SAY.stake.review).isEnabled()).toBe(false)
  await sound(popup)
  await popup.byText(new RegExp(`^${say.openWord}`)).click()
  await popup.byLabel(new RegExp(SAY.stake.unlimitedType)).fill(SAY.stake.unlimitedWord)
  await until('the word to open it', () => popup.byRole('button', SAY.stake.review).isEnabled())
  await popup.byRole('button', say.keepValidator).click()

  await sees(popup, SAY.stake.impact)
  await sees(popup, say.sameValidator)
  const [promised, least] = [await told(popup, SAY.stake.receive), await told(popup, SAY.stake.least)]
  expect(promised).toBeGreaterThanOrEqual(least)
  const all = held(chain, address, ONE)
  await carryOut(popup, SAY.stake.review)
  expect(held(chain, address, TWO, largeOn(ONE))).toBe(promised)
  // What it really brought is what the chain has.
  expect([await told(popup, say.broughtGave), await told(popup, say.brought)]).toEqual([100n * TAO, promised])
  expect(held(chain, address, ONE)).toBe(all - 100n * TAO)
})

test('stake is given away from the form of sending: the recipient has it to the rao, staked as it was', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await staked(world, settled, [ONE, TWO])
  await popup.byRole('button', SAY.common.send).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byRole('button', say.giveInstead).click()
  await popup
    .byRole('list', say.pick)
    .byRole('button')
    .having(written(held(chain, address, TWO), 4))
    .click()
  // Who was named already stands there.
  await sees(popup, say.checks.firstTime)
  await sees(popup, say.forGood)
  const before = held(chain, bob, TWO)
  const all = held(chain, address, TWO)
  await popup.byLabel(say.amount({ unit: `SN${TWO}` })).fill('12.500000001')
  await sees(popup, say.exactly)
  expect(await told(popup, say.exactly)).toBe(12_500_000_001n)
  await sound(popup)
  await carryOut(popup, SAY.send.review)
  expect(held(chain, bob, TWO) - before).toBe(12_500_000_001n)
  expect(held(chain, address, TWO)).toBe(all - 12_500_000_001n)
})

test('all of a position is given without TAO for the fee: the stake pays it, so less goes, and that is what is told and listed', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain, driver } = world
  await staked(world, settled, [ONE])
  chain.chain.setBalance(address, 1_000n)
  const [all, before] = [held(chain, address, ONE), held(chain, bob, ONE)]
  await toPosition(popup, chain, address, ONE)
  await popup.byRole('link', say.giveTitle).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byRole('button', SAY.send.max).click()
  await sees(popup, say.exactly)
  await sees(popup, say.feeFromStake)
  await carryOut(popup, SAY.send.review)
  const went = held(chain, bob, ONE) - before
  expect([went < all, held(chain, address, ONE)]).toEqual([true, 0n])
  expect([await told(popup, say.went), await told(popup, SAY.activity.feeFromStake)]).toEqual([went, all - went])
  await sees(popup, say.wentLess)
  const entry = ((await popup.evaluate<string>('location.hash')) ?? '').split('/')[2]
  await popup.evaluate<void>(`void (location.hash = ${JSON.stringify(`/activity/${entry}`)})`)
  await sees(popup, SAY.activity.when)
  expect([await told(popup, say.went), await told(popup, SAY.activity.feeFromStake)]).toEqual([went, all - went])
  await sound(popup)

  const tab = await driver.openImport('/activity')
  await tab.byRole('button', SAY.ledger.make).click()
  await tab.byRole('heading', SAY.takeout.ready).waitFor()
  const name = `kluis-koinly-all-to-${new Date().toISOString().slice(0, 10)}-not-complete.csv`
  await tab.byRole('button', SAY.takeout.save({ name })).click()
  const text = await readFile(await driver.downloaded(name), 'utf8')
  const rao = (of: bigint) => `${of / TAO}.${String(of % TAO).padStart(9, '0')},testSN${ONE}`
  expect(text).toContain(`,${rao(went)},"","",${rao(all - went)},"","","",${SAY.ledger.lines.given},`)
})

test('all is sold in one transaction: every sale is told before, and of one whose price moved too far it is told that it alone stayed out', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await staked(world, settled, [ONE, TWO, THREE])
  await popup.evaluate<void>(`void (location.hash = ${JSON.stringify('/accounts')})`)
  await popup.byRole('link').having(address.slice(0, 6)).nth(0).click()
  const id = ((await popup.evaluate<string>('location.hash')) ?? '').split('/').at(-1)
  await popup.evaluate<void>(`void (location.hash = ${JSON.stringify(`/positions/${id}`)})`)
  await popup.byRole('link', say.all).click()
  await sees(popup, say.sum)
  const sales = popup.byRole('list', say.legs).byRole('listitem')
  expect(await sales.count()).toBe(3)
  const least = await told(popup, say.sumLeast)
  await sound(popup)
  await toReview(popup, SAY.stake.review)
  // The review is open while somebody else sells on one of the subnets.
  const poor = held(chain, alice().address, TWO)
  const dump = { hotkey: largeOn(TWO), netuid: TWO, amount_unstaked: poor / 2n }
  await byAlice(chain, 'SubtensorModule', 'remove_stake', dump, () => held(chain, alice().address, TWO) < poor)
  const before = free(chain, address)
  await popup.byRole('contentinfo').byRole('button').nth(-1).click()
  await until('it to be final', async () => (await popup.text()).includes(SAY.activity.status.part), 60_000)
  expect([ONE, THREE].map((netuid) => held(chain, address, netuid))).toEqual([0n, 0n])
  expect(held(chain, address, TWO)).toBeGreaterThan(0n)
  expect(free(chain, address)).toBeGreaterThan(before + least / 3n)
  await sees(popup, say.legs)
  await sees(popup, say.legsDone({ done: '2', count: '3' }))
  await sees(popup, new RegExp(`${say.leg.not}`))
  await sound(popup)
  // Each says what it brought; together, less the network fee, it is what the account has more.
  const brought = await told(popup, say.broughtAll)
  const each = [...(await popup.text()).matchAll(/brought ([\d,]+)\.(\d{9})/g)].map(([, whole, rest]) =>
    BigInt(`${whole?.replaceAll(',', '')}${rest}`),
  )
  expect([each.length, each.reduce((sum, rao) => sum + rao, 0n)]).toEqual([2, brought])
  const entry = ((await popup.evaluate<string>('location.hash')) ?? '').split('/')[2]
  await popup.evaluate<void>(`void (location.hash = ${JSON.stringify(`/activity/${entry}`)})`)
  await sees(popup, SAY.activity.fee)
  expect(await told(popup, say.broughtAll)).toBe(brought)
  expect(free(chain, address) - before).toBe(brought - (await told(popup, SAY.activity.fee)))
})
