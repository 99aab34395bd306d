import { type Screen, until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import type { Localnet } from '../localnet'
import { developmentAccounts } from '../localnet/accounts'
import { largeOn } from '../localnet/world'
import { ask, written } from './answers'
import { goToAccount, keep, lookAt } from './keys'
import { chooseLocalNode, enterPhrase, SAY, sees } from './person'

const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
/** A subnet that no epoch and no emission touches in the first 117 blocks: its numbers are the same in all of them. */
const STILL = 119
/** Waits until the sum of what sales would return is of all positions. */
const everySale = (popup: Screen) =>
  until(
    'every sale to be simulated',
    async () => {
      const text = await popup.text()
      return text.includes(SAY.home.ifSold) && !/for \d+ of \d+ positions/.test(text)
    },
    120_000,
  )
/** A wallet with a development account, on the local node. */
async function bring(popup: Screen, tab: Screen, chain: Localnet, name: string): Promise<void> {
  await enterPhrase(tab, { phrase: PHRASE, path: `//${name}` })
  await lookAt(tab)
  await tab.byLabel('Name').fill(name)
  await keep(tab, 1, { newVault: true })
  await popup.byRole('heading', /^Balance/).waitFor()
  await chooseLocalNode(popup, chain)
}

test('stakes of an account over 128 subnets appear with what they are worth and what a sale would return, as the chain has them', async ({
  world,
}) => {
  const { driver, chain } = world
  // At the usual speed a slow browser would still be looking when they change.
  chain.setBlockTime(1_000)
  const alice = developmentAccounts()[0] as ReturnType<typeof developmentAccounts>[number]
  const tab = await driver.openImport()
  const popup = await driver.openPopup()
  await bring(popup, tab, chain, 'Alice')
  await sees(popup, SAY.home.positions, 60_000)
  await sees(popup, SAY.home.allPositions({ count: '129' }))
  // At first of some of them, then of all: from then on the sum says how much less than the spot price it is.
  await everySale(popup)

  await popup.byRole('link', SAY.home.allPositions({ count: '129' })).click()
  await popup.byRole('list', SAY.positions.title).waitFor()
  await popup.byRole('button', SAY.positions.more).click()
  const { stake } = ask<{ stake: bigint }>(chain, 'StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid', [
    largeOn(STILL),
    alice.address,
    STILL,
  ])
  const price = ask<bigint>(chain, 'SwapRuntimeApi_current_alpha_price', [STILL])
  const sale = ask<{ tao_amount: bigint; alpha_fee: bigint }>(chain, 'SwapRuntimeApi_sim_swap_alpha_for_tao', [STILL, stake])
  await popup.byRole('link').having(written(stake, 4)).click()
  await sees(popup, written((stake * price) / 1_000_000_000n, 4))
  await sees(popup, written(stake, 9))
  await sees(popup, written(price, 6))
  await sees(popup, written(sale.tao_amount, 9), 60_000)
  await sees(popup, written(sale.alpha_fee, 9))
  await sees(popup, largeOn(STILL))

  await popup.byRole('button', SAY.common.back).click()
  await popup.byRole('button', SAY.home.hide).click()
  await sees(popup, '•••')
  expect(await popup.text()).not.toContain(written(stake, 4))
  await popup.byRole('button', SAY.home.show).click()

  await goToAccount(popup, 'Alice')
  await sees(popup, SAY.positions.lockedStake)
  const { free } = chain.chain.account(alice.address).data
  await sees(popup, written(free, 9))
  await popup.byLabel(SAY.positions.count).click()
  await popup.byRole('button', SAY.common.back).click()
  await popup.byRole('link', SAY.common.home)
})

test('what was seen last is there at once when no node answers, with its age and never as new', async ({ world }) => {
  const { driver, chain } = world
  const tab = await driver.openImport()
  const popup = await driver.openPopup()
  await bring(popup, tab, chain, 'Bob')
  await sees(popup, SAY.home.positions, 60_000)
  await everySale(popup)
  chain.faults.silent = true
  chain.drop()
  await sees(popup, 'Offline since', 60_000)
  await popup.close()
  const again = await driver.openPopup()
  await again.byRole('heading', /^Balance/).waitFor()
  await sees(again, SAY.home.positions)
  await sees(again, SAY.home.ifSold)
  await sees(again, /Balances are .+ old/, 60_000)
  await sees(again, /as of \d\d:\d\d/)
})
