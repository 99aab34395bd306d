import { decodeAddress, toHex } from '../../src/units'
import { type Screen, until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { free, TAO, written } from '../journeys/answers'
import { goToAccount } from '../journeys/keys'
import { PASSWORD, SAY, sees } from '../journeys/person'
import { type Settled, test } from '../journeys/settled'
import type { Localnet } from '../localnet'
import { developmentAccounts } from '../localnet/accounts'
import { owedOf } from '../localnet/pallets/subtensor/root-claim'
import { stakeOf } from '../localnet/pallets/subtensor/shares'
import { callOf, signed } from '../localnet/signed'
import { largeOn } from '../localnet/world'

// What stake and hotkeys give a right to: dividends of root, locks, hotkeys of one's own and what they keep. What the screen promised is
// compared with what the chain holds afterwards.

const STILL = 30
const now = ({ chain }: Localnet) => chain.at(chain.best)
const read = <T>(chain: Localnet, item: string, ...keys: unknown[]) => now(chain).read<T>('SubtensorModule', item, ...keys)
const stake = (chain: Localnet, address: string, netuid: number) => stakeOf(now(chain), largeOn(netuid), address, netuid)

const owed = (chain: Localnet, address: string) => owedOf(now(chain), largeOn(0), address, STILL)

async function funded(chain: Localnet, { popup, address }: Settled): Promise<void> {
  // However slow the machine is, no epoch pays while somebody looks.
  chain.setBlockTime(1_000)
  chain.control({ balance: { address, rao: String(100n * TAO) } })
  await sees(popup, '100.0000')
}
/** //Alice buys stake and passes it on: alpha of a subnet, or TAO on root. */
function give({ chain }: Localnet, address: string, netuid: number, alpha: bigint): void {
  const [alice] = developmentAccounts()
  if (!alice) throw new Error('nobody')
  const hotkey = largeOn(netuid)
  const calls = [
    { type: 'SubtensorModule', value: { type: 'add_stake', value: { hotkey, netuid, amount_staked: netuid === 0 ? alpha : 2n * TAO } } },
    {
      type: 'SubtensorModule',
      value: {
        type: 'transfer_stake',
        value: { destination_coldkey: address, hotkey, origin_netuid: netuid, destination_netuid: netuid, alpha_amount: alpha },
      },
    },
  ]
  chain.submit(signed(chain, alice.address, alice, callOf(chain, 'Utility', 'batch_all', { calls })))
}
/** Agrees to what is reviewed, with the password where it is asked for, and waits for the end. */
async function agree(popup: Screen, button: string): Promise<void> {
  const last = popup.byRole('button', button).nth(-1)
  await last.waitFor()
  if (await popup.byLabel(SAY.approve.password).isVisible()) {
    await popup.byLabel(SAY.approve.password).fill(PASSWORD)
    await popup.byLabel(SAY.approve.understand).click()
  }
  await until('the wait to be over', () => last.isEnabled(), 20_000)
  await last.click()
  await sees(popup, SAY.send.finalNote, 60_000)
}
/** Types the word for what no limit protects. */
const withoutLimit = (popup: Screen) => popup.byLabel(new RegExp(SAY.stake.unlimitedType)).fill(SAY.stake.unlimitedWord)
const done = (popup: Screen) => popup.byRole('button', SAY.send.done).click()
const review = (popup: Screen, words: string) => popup.byRole('button', words).click()

test('stake is locked, and what is locked can no longer be sold; the rest can', async ({ world: { chain }, settled }) => {
  const { popup, address } = settled
  await funded(chain, settled)
  give(chain, address, STILL, 10n * TAO)
  await popup
    .byRole('link')
    .having(written(10n * TAO, 4))
    .nth(0)
    .click()
  await popup.byRole('link', new RegExp(SAY.locks.title)).click()
  await sees(popup, SAY.locks.noLock)
  await popup.byRole('button', SAY.locks.begin).click()
  await popup.byLabel(new RegExp(/^Amount in/)).fill('4')
  await review(popup, SAY.stake.review)
  await sees(popup, SAY.approve.risks['stake-locked']())
  await agree(popup, SAY.staking.agreeShort.lock)
  expect(read<{ locked_mass: bigint }>(chain, 'Lock', address, STILL, largeOn(STILL)).locked_mass).toBe(4n * TAO)
  await done(popup)

  await popup
    .byRole('link')
    .having(written(10n * TAO, 4))
    .nth(0)
    .click()
  await popup.byRole('button', SAY.stake.unstake).click()
  await popup.byLabel(SAY.stake.amountAlpha({ unit: `SN${STILL}` })).fill('7')
  await sees(popup, /SN30 of this position cannot leave now/)
  await sees(popup, /That is more than there is: at most [56]\.\d+/)
  await popup.byLabel(SAY.stake.amountAlpha({ unit: `SN${STILL}` })).fill('5')
  await sees(popup, SAY.stake.impact)
  await review(popup, SAY.stake.review)
  await agree(popup, SAY.staking.agree.unstake({ amount: '5\u00a0SN30' }))
  const left = stake(chain, address, STILL)
  expect([left > 4n * TAO, left < 6n * TAO]).toEqual([true, true])
})

test('dividends of root are claimed, and bring to root what was promised', async ({ world: { chain }, settled }) => {
  const { popup, address } = settled
  await funded(chain, settled)
  give(chain, address, 0, 50n * TAO)
  await until('the stake on root', () => stake(chain, address, 0) > 0n)
  const rates = new Map(read<[number, bigint][]>(chain, 'RootClaimable', largeOn(0)))
  rates.set(STILL, (rates.get(STILL) ?? 0n) + (1n << 32n) / 10n)
  chain.chain.overwrite(
    'SubtensorModule',
    'RootClaimable',
    [largeOn(0)],
    [...rates].sort(([one], [other]) => one - other),
  )
  await popup
    .byRole('link')
    .having(written(50n * TAO, 4))
    .nth(0)
    .click()
  await popup.byRole('link', new RegExp(SAY.root.open)).click()
  await sees(popup, SAY.root.receives, 60_000)
  const promised = BigInt(/Goes to root\s*(\d+\.\d{9})/.exec(await popup.text())?.[1]?.replace('.', '') ?? -1)
  const before = { stake: stake(chain, address, 0), free: free(chain, address) }
  await withoutLimit(popup)
  await review(popup, SAY.stake.review)
  await agree(popup, SAY.staking.agreeShort.claim)
  // Blocks go by on a slow machine, and each emission moves the price by some rao.
  const more = stake(chain, address, 0) - before.stake - promised
  expect((more < 0n ? -more : more) * 1_000_000n).toBeLessThan(promised)
  expect(before.free - free(chain, address)).toBeLessThan(TAO / 10n)
})

test('before root stake is sold it is told what would be lost; it is claimed first, and then nothing is', async ({
  world: { chain },
  settled,
}) => {
  const { popup, address } = settled
  await funded(chain, settled)
  give(chain, address, 0, 50n * TAO)
  await until('the stake on root', () => stake(chain, address, 0) > 0n)
  const rates = new Map(read<[number, bigint][]>(chain, 'RootClaimable', largeOn(0)))
  rates.set(STILL, (rates.get(STILL) ?? 0n) + (1n << 32n) / 10n)
  const inOrder = [...rates].sort(([one], [other]) => one - other)
  chain.chain.overwrite('SubtensorModule', 'RootClaimable', [largeOn(0)], inOrder)
  await until('what it earned', () => owed(chain, address) > TAO)
  await popup
    .byRole('link')
    .having(written(50n * TAO, 4))
    .nth(0)
    .click()
  await popup.byRole('button', SAY.stake.unstake).click()
  await popup.byLabel(SAY.stake.amountTao).fill('20')
  await sees(popup, /This loses dividends .* about \d/)
  await popup.byRole('button', SAY.root.leaving.first).click()
  await sees(popup, SAY.root.openTitle)
  await sees(popup, SAY.root.receives, 60_000)
  await withoutLimit(popup)
  await review(popup, SAY.stake.review)
  await sees(popup, new RegExp(SAY.approve.risks['claim-open']()))
  await agree(popup, SAY.staking.agreeShort.claim)
  await done(popup)

  // The way back leads to the form.
  const before = owed(chain, address)
  await popup.byLabel(SAY.stake.amountTao).fill('20')
  await sees(popup, SAY.stake.receiveRoot)
  await review(popup, SAY.stake.review)
  await agree(popup, SAY.staking.agree.unstake({ amount: '20\u00a0τ' }))
  expect([before <= 1n, owed(chain, address) <= 1n, stake(chain, address, 0) > 30n * TAO]).toEqual([true, true, true])
})

test('a hotkey becomes one’s own, is registered below its ceiling, and keeps what it was told to keep', async ({
  world: { chain },
  settled,
}) => {
  const { popup, address } = settled
  await funded(chain, settled)
  const eve = developmentAccounts()[4]?.address ?? ''
  await goToAccount(popup, 'Account 1')
  await popup.byRole('link', SAY.accounts.hotkeys).click()
  await sees(popup, SAY.hotkeys.none)
  await popup.byRole('button', SAY.hotkeys.ways.associate).click()
  await popup.byLabel(SAY.hotkeys.hotkey).fill(eve)
  await sees(popup, SAY.hotkeys.facts.nobody)
  await review(popup, SAY.stake.review)
  await agree(popup, SAY.staking.agreeShort.associate)
  expect(toHex(decodeAddress(read<string>(chain, 'Owner', eve)).accountId)).toBe(toHex(decodeAddress(address).accountId))
  await done(popup)

  await sees(popup, SAY.hotkeys.nowhere)
  await popup.byRole('button', SAY.hotkeys.registerThis).click()
  await popup.byLabel(SAY.hotkeys.netuid).fill(String(STILL))
  await sees(popup, SAY.hotkeys.ceiling)
  const ceiling = BigInt(/At most\s*(\d+\.\d{9})/.exec(await popup.text())?.[1]?.replace('.', '') ?? -1)
  const before = free(chain, address)
  await review(popup, SAY.stake.review)
  await agree(popup, SAY.staking.agreeShort.register)
  expect(before - free(chain, address)).toBeLessThanOrEqual(ceiling + TAO / 100n)
  expect(read(chain, 'Uids', STILL, eve)).toBeDefined()
  await done(popup)

  await popup.byRole('button', SAY.families.title).click()
  await popup.byRole('button', SAY.families.change).nth(0).click()
  await popup.byLabel(SAY.families.percent).fill('5')
  await review(popup, SAY.stake.review)
  await agree(popup, SAY.staking.agreeShort.take)
  expect(Math.abs(read<number>(chain, 'Delegates', eve) - 0.05 * 65_535)).toBeLessThanOrEqual(1)
})
