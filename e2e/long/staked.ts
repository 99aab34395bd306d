import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { TAO, written } from '../journeys/answers'
import { goHome } from '../journeys/keys'
import { PASSWORD, SAY, sees } from '../journeys/person'
import { test as base, type Settled } from '../journeys/settled'
import type { Localnet } from '../localnet'
import { developmentAccounts } from '../localnet/accounts'
import { stakeOf } from '../localnet/pallets/subtensor/shares'
import { callOf, signed } from '../localnet/signed'
import { largeOn } from '../localnet/world'

// What long journeys of stake begin with, and how their orders go and end.

/** Subnets that no epoch and no emission touches in the first blocks: where it is bought, where it is sold, and where it moves to. */
export const [BUY, HELD, THERE] = [30, 66, 70] as const
export const GIVEN = 266n * TAO
const { stake: say } = SAY
export type Who = ReturnType<typeof developmentAccounts>[number]
export const alice = () => developmentAccounts()[0] as Who
export const [bob, charlie] = [() => developmentAccounts()[1] as Who, () => developmentAccounts()[2] as Who]
export const at = ({ chain }: Localnet) => chain.at(chain.best)
export const held = (chain: Localnet, address: string, netuid: number, hotkey = largeOn(netuid)) =>
  stakeOf(at(chain), hotkey, address, netuid)
export const write = ({ chain }: Localnet, item: string, keys: unknown[], value: unknown) =>
  chain.overwrite('SubtensorModule', item, keys, value)
export const nonce = ({ chain }: Localnet, address: string) => chain.account(address).nonce

export const submit = ({ chain }: Localnet, who: Who, pallet: string, name: string, args: object) =>
  chain.submit(signed(chain, who.address, who, callOf(chain, pallet, name, args)))
/** Somebody else's first transaction, a trade: in one block it comes before whatever is handed in later. */
export const buys = (chain: Localnet, who: Who, netuid: number, rao: bigint) =>
  submit(chain, who, 'SubtensorModule', 'add_stake', { hotkey: largeOn(netuid), netuid, amount_staked: rao })

/** Alice gives stake to an account, bought for so much TAO. It is there when this is over. */
export async function endow(chain: Localnet, address: string, netuid: number, amount: bigint, paid = 2n * TAO): Promise<void> {
  const hotkey = largeOn(netuid)
  const route = { destination_coldkey: address, hotkey, origin_netuid: netuid, destination_netuid: netuid, alpha_amount: amount }
  const calls = [
    { type: 'SubtensorModule', value: { type: 'add_stake', value: { hotkey, netuid, amount_staked: paid } } },
    { type: 'SubtensorModule', value: { type: 'transfer_stake', value: route } },
  ]
  const before = held(chain, address, netuid)
  submit(chain, alice(), 'Utility', 'batch_all', { calls })
  await until('the stake', async () => held(chain, address, netuid) > before)
}
/** A test of somebody with free TAO and one position, and blocks of a second: no epoch pays while somebody looks. */
export const test = base.extend<{ staked: Settled & { chain: Localnet } }>({
  staked: async ({ world: { chain }, settled }, use) => {
    const { popup, address } = settled
    chain.control({ balance: { address, rao: String(100n * TAO) } })
    await endow(chain, address, HELD, GIVEN)
    chain.setBlockTime(1_000)
    await sees(popup, SAY.home.positions, 60_000)
    await use({ ...settled, chain })
  },
})
/** Waits for one more block, of what is to be seen in the state. */
export async function block(chain: Localnet): Promise<void> {
  const { number } = chain.chain.best
  await until('a block', async () => chain.chain.best.number > number)
}
export const last = (popup: Screen) => popup.byRole('contentinfo').byRole('button').nth(-1)
export async function review(popup: Screen): Promise<void> {
  await popup.byRole('button', say.review).click()
  // The form has one button in its foot, the review two.
  await until('the review', async () => (await popup.byRole('contentinfo').byRole('button').count()) === 2)
}
export async function toPosition(popup: Screen, chain: Localnet, address: string, netuid: number = HELD): Promise<void> {
  await goHome(popup)
  const row = popup.byRole('link').having(written(held(chain, address, netuid), 4))
  await until('the position', async () => (await row.count()) > 0, 60_000)
  await row.nth(0).click()
  await popup.byRole('link', SAY.moves.moveTitle).waitFor()
}
/** Signs while no block comes, and lets one come after something happened. */
export async function pressThen(popup: Screen, chain: Localnet, happens: () => void): Promise<void> {
  chain.control({ held: { blocks: true } })
  await last(popup).click()
  await until('it to wait for a block', async () => chain.chain.pending.length > 0)
  await sees(popup, SAY.send.accepted)
  happens()
  chain.control({ held: { blocks: false } })
}
/** What takes the password: gives it, and says that it is understood. */
export async function consent(popup: Screen): Promise<void> {
  await popup.byLabel(SAY.approve.password).fill(PASSWORD)
  await popup.byLabel(SAY.approve.understand).click()
  await until('the wait to be over', () => last(popup).isEnabled(), 20_000)
}
/** What became of it: that a node refused it, for which reason and with which way on, and that it cost nothing. */
export async function seesRefused(popup: Screen, what: RegExp, todo: RegExp): Promise<void> {
  await sees(popup, new RegExp(`${SAY.activity.status.refused}\\..*${what.source}.*The refusal costs nothing\\..*${todo.source}`, 's'))
}
export async function seesFailed(popup: Screen, what: RegExp, todo: RegExp): Promise<void> {
  const text = `${SAY.activity.status.failed}\\..*${what.source}.*only the network fee is gone\\..*${todo.source}`
  await sees(popup, new RegExp(text, 's'), 60_000)
}
export const seesFinal = (popup: Screen) => sees(popup, SAY.send.finalNote, 60_000)
