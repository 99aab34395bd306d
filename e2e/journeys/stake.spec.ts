import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import type { World } from '../fixtures/world'
import type { Localnet } from '../localnet'
import { developmentAccounts } from '../localnet/accounts'
import { callOf, signed } from '../localnet/signed'
import { largeOn } from '../localnet/world'
import { ask, free, TAO, worthOf, written } from './answers'
import { askFaucet, SAY, sees, told } from './person'
import { type Settled, test } from './settled'

// Buying and selling of stake: what is promised before the signature is what the chain does, or nothing happens.

/** A subnet that no epoch and no emission touches in the first blocks, by what the list calls it. */
const STILL = 30
const say = SAY.stake

async function funded({ driver, faucet, chain }: World, { popup, address }: Settled): Promise<void> {
  // However slow the machine is, no epoch pays while somebody looks.
  chain.setBlockTime(1_000)
  await askFaucet(driver, faucet.url, address, '100')
  await sees(popup, '100.0000')
}
/** From home to the form with half a TAO in it: the subnet by its number, and the validator that holds the most. */
async function toFilledForm(popup: Screen): Promise<void> {
  await popup.byRole('button', SAY.common.stake).click()
  await popup.byLabel(say.search).fill(String(STILL))
  await popup.byRole('list', say.chooseSubnet).byRole('button').nth(0).click()
  await popup.byRole('heading', say.chooseValidator).waitFor()
  // Whoever holds the most stands first, by its address where it has no name.
  await popup.byLabel(say.searchValidators).fill(largeOn(STILL))
  await popup.byRole('list', say.chooseValidator).byRole('button').nth(0).click()
  await popup.byLabel(say.amountTao).fill('0.5')
  await sees(popup, say.impact)
}
const stakeOf = (chain: Localnet, address: string): bigint => worthOf(chain, address).find(({ netuid }) => netuid === STILL)?.stake ?? 0n
/** Somebody else buys first, so that the price moves against whoever buys. */
function buysBefore({ chain }: Localnet, rao: bigint): void {
  const bob = developmentAccounts()[1] as ReturnType<typeof developmentAccounts>[number]
  const order = { hotkey: largeOn(STILL), netuid: STILL, amount_staked: rao }
  chain.submit(signed(chain, bob.address, bob, callOf(chain, 'SubtensorModule', 'add_stake', order)))
}

test('stake is bought in four steps and brings what was told; half of it is sold, and pays what was told', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await funded(world, settled)
  await toFilledForm(popup)
  const promised = await told(popup, say.receive)
  const least = await told(popup, say.least)
  expect(promised).toBeGreaterThanOrEqual(least)
  await popup.byRole('button', say.review).click()
  await sees(popup, /Stake 0.5/)
  await sees(popup, SAY.staking.atMost)
  const before = free(chain, address)
  await popup.byRole('button', /^Stake 0.5/).click()
  await sees(popup, SAY.send.finalNote, 60_000)
  await sees(popup, /Stake 0\.500000000 τ with .* on subnet 30/)
  expect(stakeOf(chain, address)).toBe(promised)
  expect([await told(popup, SAY.moves.broughtGave), await told(popup, SAY.moves.brought)]).toEqual([TAO / 2n, promised])
  expect(before - free(chain, address)).toBeGreaterThanOrEqual(TAO / 2n)
  await popup.byRole('button', SAY.send.done).click()
  await sees(popup, SAY.home.positions, 60_000)

  await popup.byRole('link').having(written(promised, 4)).nth(0).click()
  await popup.byRole('button', say.unstake).click()
  const field = popup.byLabel(say.amountAlpha({ unit: `SN${STILL}` }))
  await field.waitFor()
  await until('the most to be known', () => popup.byRole('button', SAY.send.half).isEnabled())
  await popup.byRole('button', SAY.send.half).click()
  await sees(popup, say.impact)
  const back = await told(popup, say.receive)
  await popup.byRole('button', say.review).click()
  const poor = free(chain, address)
  await popup.byRole('button', /^Unstake /).click()
  await sees(popup, SAY.send.finalNote, 60_000)
  expect(stakeOf(chain, address)).toBe(promised - promised / 2n)
  expect(await told(popup, SAY.moves.brought)).toBe(back)
  const fee = poor + back - free(chain, address)
  expect(fee).toBeGreaterThan(0n)
  expect(fee).toBeLessThan(TAO / 100n)
})

test('a price that others moved too far stops the order, and nothing is lost but the fee at most', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await funded(world, settled)
  await toFilledForm(popup)
  await popup.byRole('button', say.review).click()
  await popup.byRole('button', /^Stake 0.5/).waitFor()
  // The review is open while somebody else buys.
  const price = () => ask<bigint>(chain, 'SwapRuntimeApi_current_alpha_price', [STILL])
  const first = price()
  buysBefore(chain, 500n * TAO)
  await until('the price to move', async () => price() > (first * 102n) / 100n)
  const before = free(chain, address)
  await popup.byRole('button', /^Stake 0.5/).click()
  await until(
    'what became of it to be told',
    async () => {
      const text = await popup.text()
      return text.includes(SAY.activity.status.failed) || text.includes(SAY.activity.status.refused) || text.includes(SAY.send.refused)
    },
    60_000,
  )
  expect(stakeOf(chain, address)).toBe(0n)
  expect(before - free(chain, address)).toBeLessThan(TAO / 100n)
})

test('without a limit nothing is sent unless a word was typed, and the review says so', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await funded(world, settled)
  await toFilledForm(popup)
  await popup.byText(new RegExp(`^${say.unlimited}`)).click()
  const word = popup.byLabel(new RegExp(say.unlimitedType))
  await word.fill('yes')
  expect(await popup.text()).not.toContain(say.unlimitedOn)
  await popup.byRole('button', say.review).click()
  await popup.byRole('button', /^Stake 0.5/).waitFor()
  await sees(popup, SAY.staking.atMost)
  await popup.byRole('button', SAY.send.back).nth(-1).click()
  await sees(popup, say.impact)
  // What was typed and unfolded stands there still.
  await word.fill(say.unlimitedWord)
  await sees(popup, say.unlimitedOn)
  await popup.byRole('button', say.review).click()
  await sees(popup, SAY.approve.risks['no-limit']())
  expect(stakeOf(chain, address)).toBe(0n)
})
