import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import type { World } from '../fixtures/world'
import type { Localnet } from '../localnet'
import { developmentAccounts } from '../localnet/accounts'
import { callOf, signed } from '../localnet/signed'
import { largeOn } from '../localnet/world'
import { TAO, worthOf, written } from './answers'
import { askFaucet, SAY, sees } from './person'
import { type Settled, test } from './settled'

// An order that is hidden until it runs: what is approved is the order, and nobody sees it before a block has it.

/** A subnet that no epoch and no emission touches in the first blocks, and one whose pool is as large. */
const [STILL, OTHER] = [30, 29] as const
const { stake: say, shield } = SAY
const nonce = (chain: Localnet, address: string) => chain.chain.account(address).nonce
const stakeOf = (chain: Localnet, address: string, on: number = STILL): bigint =>
  worthOf(chain, address).find(({ netuid }) => netuid === on)?.stake ?? 0n

/** From home to the form with two TAO in it: more than the size from which orders are hidden. */
async function toFilledForm({ driver, faucet }: World, { popup, address }: Settled): Promise<void> {
  await askFaucet(driver, faucet.url, address, '100')
  await sees(popup, '100.0000')
  await popup.byRole('button', SAY.common.stake).click()
  await popup.byLabel(say.search).fill(String(STILL))
  await popup.byRole('list', say.chooseSubnet).byRole('button').nth(0).click()
  await popup.byLabel(say.searchValidators).fill(largeOn(STILL))
  await popup.byRole('list', say.chooseValidator).byRole('button').nth(0).click()
  await popup.byLabel(say.amountTao).fill('2')
  await sees(popup, say.impact)
}
/** Approves while no block comes, so that the key is still the one of now when the envelope arrives. */
async function agree(popup: Screen, { chain }: World): Promise<void> {
  await popup.byRole('button', say.review).click()
  await sees(popup, shield.travelsHidden)
  await sees(popup, shield.envelopeFee)
  chain.control({ held: { blocks: true } })
  await popup.byRole('contentinfo').byRole('button').nth(-1).click()
  await until('the envelope to wait for a block', async () => chain.chain.pending.length === 1)
  await sees(popup, shield.sealed)
}

test('an order travels hidden with one approval, and its envelope and itself are followed to the end', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await toFilledForm(world, settled)
  await sees(popup, shield.hide)
  expect(await popup.byRole('switch', shield.hide).attribute('aria-checked')).toBe('true')
  await agree(popup, world)
  const before = nonce(chain, address)
  chain.produce()
  await sees(popup, new RegExp(shield.opening({ block: '' }).slice(0, 24)))
  expect([nonce(chain, address), stakeOf(chain, address)]).toEqual([before + 1, 0n])
  chain.produce()
  await sees(popup, shield.ran)
  expect(nonce(chain, address)).toBe(before + 2)
  expect(stakeOf(chain, address)).toBeGreaterThan(TAO)
  chain.control({ held: { blocks: false } })
  await sees(popup, SAY.send.finalNote, 60_000)
  await sees(popup, /Stake 2\.000000000 τ with .* on subnet 30/)
})

test('a swap to another subnet travels hidden as well, and may be told to go openly', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  const [alice] = developmentAccounts()
  if (!alice) throw new Error('nobody')
  await askFaucet(world.driver, world.faucet.url, address, '10')
  const at = { hotkey: largeOn(STILL), netuid: STILL }
  const pass = {
    hotkey: at.hotkey,
    origin_netuid: STILL,
    destination_netuid: STILL,
    destination_coldkey: address,
    alpha_amount: 100n * TAO,
  }
  const calls = [
    { type: 'SubtensorModule', value: { type: 'add_stake', value: { ...at, amount_staked: 20n * TAO } } },
    { type: 'SubtensorModule', value: { type: 'transfer_stake', value: pass } },
  ]
  chain.chain.submit(signed(chain.chain, alice.address, alice, callOf(chain.chain, 'Utility', 'batch_all', { calls })))
  await until('the stake', async () => stakeOf(chain, address) > 0n)
  chain.setBlockTime(1_000)
  const row = popup
    .byRole('link')
    .having(written(stakeOf(chain, address), 4))
    .nth(0)
  await row.waitFor({ timeoutMs: 60_000 })
  await row.click()
  await popup.byRole('link', SAY.moves.moveTitle).click()
  await popup.byRole('button', new RegExp(`^${SAY.moves.pickSubnet}`)).click()
  await popup.byLabel(say.search).fill(String(OTHER))
  await popup.byRole('list', say.chooseSubnet).byRole('button').nth(0).click()
  await popup.byLabel(SAY.moves.amount({ unit: `SN${STILL}` })).fill('25')
  await sees(popup, say.impact)
  const hide = popup.byRole('switch', shield.hide)
  expect(await hide.attribute('aria-checked')).toBe('true')
  expect(await popup.axe()).toEqual([])
  // The person may say otherwise of each order: then its review says nothing of an envelope.
  await hide.click()
  await popup.byRole('button', say.review).click()
  const back = popup.byRole('contentinfo').byRole('button', SAY.send.back)
  await back.waitFor()
  expect(await popup.text()).not.toContain(shield.travelsHidden)
  await back.click()
  await hide.click()
  await agree(popup, world)
  const before = nonce(chain, address)
  chain.produce()
  await sees(popup, new RegExp(shield.opening({ block: '' }).slice(0, 24)))
  expect([nonce(chain, address), stakeOf(chain, address, OTHER)]).toEqual([before + 1, 0n])
  chain.produce()
  await sees(popup, shield.ran)
  expect(stakeOf(chain, address, OTHER)).toBeGreaterThan(20n * TAO)
  expect(stakeOf(chain, address)).toBe(75n * TAO)
  chain.control({ held: { blocks: false } })
  await sees(popup, SAY.send.finalNote, 60_000)
})

test('where the key changes first, the same order is sealed again and runs once', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await toFilledForm(world, settled)
  await agree(popup, world)
  const before = nonce(chain, address)
  chain.produce()
  chain.control({ rotate: true })
  chain.produce(12)
  await sees(popup, new RegExp(shield.tries({ count: '2' }).slice(0, 40)), 60_000)
  await until('the next envelope to wait for a block', async () => chain.chain.pending.length === 1, 60_000)
  expect(stakeOf(chain, address)).toBe(0n)
  chain.produce(2)
  const bought = stakeOf(chain, address)
  expect(bought).toBeGreaterThan(TAO)
  chain.control({ held: { blocks: false } })
  await sees(popup, SAY.send.finalNote, 60_000)
  expect([stakeOf(chain, address), nonce(chain, address)]).toEqual([bought, before + 3])
})

test('where the chain cannot hide it nothing is made, and the person may switch hiding off', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await toFilledForm(world, settled)
  chain.control({ lacks: { shield: true } })
  const { number } = chain.chain.best
  await until('a block without a key', async () => chain.chain.best.number > number + 1)
  await popup.byRole('button', say.review).click()
  await sees(popup, /The order cannot be hidden now/)
  expect(nonce(chain, address)).toBe(0)
  await popup.byRole('switch', shield.hide).click()
  await popup.byRole('button', say.review).click()
  await popup.byRole('button', /^Stake 2/).waitFor()
  expect(await popup.text()).not.toContain(shield.travelsHidden)
})
