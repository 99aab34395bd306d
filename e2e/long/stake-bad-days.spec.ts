import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { free, TAO, written } from '../journeys/answers'
import { goHome } from '../journeys/keys'
import { PASSWORD, SAY, sees } from '../journeys/person'
import { type Settled, test } from '../journeys/settled'
import type { Localnet } from '../localnet'
import { developmentAccounts } from '../localnet/accounts'
import { changeStake, stakeOf } from '../localnet/pallets/subtensor/shares'
import { callOf, signed } from '../localnet/signed'
import { largeOn, validators } from '../localnet/world'

// Bad days of stake: what stops an order between its form and its block is told in the right words, and nothing but a fee is ever lost.

/** Subnets that no epoch and no emission touches in the first blocks: where it is bought, where it is sold, and where it moves to. */
const [BUY, HELD, THERE] = [30, 66, 70] as const
const GIVEN = 266n * TAO
const { stake: say, moves, errors } = SAY
type Who = ReturnType<typeof developmentAccounts>[number]
const alice = () => developmentAccounts()[0] as Who
const [bob, charlie] = [() => developmentAccounts()[1] as Who, () => developmentAccounts()[2] as Who]
const at = ({ chain }: Localnet) => chain.at(chain.best)
const held = (chain: Localnet, address: string, netuid: number, hotkey = largeOn(netuid)) => stakeOf(at(chain), hotkey, address, netuid)
const write = ({ chain }: Localnet, item: string, keys: unknown[], value: unknown) => chain.overwrite('SubtensorModule', item, keys, value)
const nonce = ({ chain }: Localnet, address: string) => chain.account(address).nonce

const submit = ({ chain }: Localnet, who: Who, pallet: string, name: string, args: object) =>
  chain.submit(signed(chain, who.address, who, callOf(chain, pallet, name, args)))
/** Somebody else's first transaction, a trade: in one block it comes before whatever is handed in later. */
const buys = (chain: Localnet, who: Who, netuid: number, rao: bigint) =>
  submit(chain, who, 'SubtensorModule', 'add_stake', { hotkey: largeOn(netuid), netuid, amount_staked: rao })

/** Free TAO and one position, and blocks of a second: no epoch pays while somebody looks. */
async function begin(chain: Localnet, { popup, address }: Settled): Promise<void> {
  const hotkey = largeOn(HELD)
  const route = { destination_coldkey: address, hotkey, origin_netuid: HELD, destination_netuid: HELD, alpha_amount: GIVEN }
  const calls = [
    { type: 'SubtensorModule', value: { type: 'add_stake', value: { hotkey, netuid: HELD, amount_staked: 2n * TAO } } },
    { type: 'SubtensorModule', value: { type: 'transfer_stake', value: route } },
  ]
  chain.control({ balance: { address, rao: String(100n * TAO) } })
  submit(chain, alice(), 'Utility', 'batch_all', { calls })
  await until('the stake', async () => held(chain, address, HELD) > 0n)
  chain.setBlockTime(1_000)
  await sees(popup, SAY.home.positions, 60_000)
}
/** Waits for one more block, of what is to be seen in the state. */
async function block(chain: Localnet): Promise<void> {
  const { number } = chain.chain.best
  await until('a block', async () => chain.chain.best.number > number)
}
const last = (popup: Screen) => popup.byRole('contentinfo').byRole('button').nth(-1)
async function review(popup: Screen): Promise<void> {
  await popup.byRole('button', say.review).click()
  // The form has one button in its foot, the review two.
  await until('the review', async () => (await popup.byRole('contentinfo').byRole('button').count()) === 2)
}
/** The form of buying. @param amount in TAO: small enough for the pool */
async function toBuy(popup: Screen, netuid: number = BUY, amount = '0.5'): Promise<void> {
  await goHome(popup)
  await popup.byRole('button', SAY.common.stake).click()
  await popup.byLabel(say.search).fill(String(netuid))
  await popup.byRole('list', say.chooseSubnet).byRole('button').nth(0).click()
  await popup.byLabel(say.searchValidators).fill(largeOn(netuid))
  await popup.byRole('list', say.chooseValidator).byRole('button').nth(0).click()
  await popup.byLabel(say.amountTao).fill(amount)
  await sees(popup, say.impact)
}
async function toPosition(popup: Screen, chain: Localnet, address: string): Promise<void> {
  await goHome(popup)
  const row = popup.byRole('link').having(written(held(chain, address, HELD), 4))
  await until('the position', async () => (await row.count()) > 0, 60_000)
  await row.nth(0).click()
  await popup.byRole('link', moves.moveTitle).waitFor()
}
/** The form of selling with a part of the position in it. */
async function toSale(popup: Screen, chain: Localnet, address: string): Promise<void> {
  await toPosition(popup, chain, address)
  await popup.byRole('button', say.unstake).click()
  await popup.byLabel(say.amountAlpha({ unit: `SN${HELD}` })).fill('100')
  await sees(popup, say.impact)
}
/** The form of moving with a part of the position in it, to another subnet. @param other to another validator as well */
async function toSwap(popup: Screen, chain: Localnet, address: string, other = false): Promise<void> {
  await toPosition(popup, chain, address)
  await popup.byRole('link', moves.moveTitle).click()
  await popup.byRole('button', new RegExp(`^${moves.pickSubnet}`)).click()
  await popup.byLabel(say.search).fill(String(THERE))
  await popup.byRole('list', say.chooseSubnet).byRole('button').nth(0).click()
  if (other) {
    await popup.byRole('button', new RegExp(`^${moves.pickValidator}`)).click()
    await popup.byLabel(say.searchValidators).waitFor()
    const list = popup.byRole('list', say.chooseValidator).byRole('button')
    await until('the validators', async () => (await list.count()) > 1)
    await list.nth(-1).click()
  }
  await popup.byLabel(moves.amount({ unit: `SN${HELD}` })).fill('100')
  await sees(popup, other ? moves.openTitle : say.impact)
}
/** Signs while no block comes, and lets one come after something happened. */
async function pressThen(popup: Screen, chain: Localnet, happens: () => void): Promise<void> {
  chain.control({ held: { blocks: true } })
  await last(popup).click()
  await until('it to wait for a block', async () => chain.chain.pending.length > 0)
  await sees(popup, SAY.send.accepted)
  happens()
  chain.control({ held: { blocks: false } })
}
/** What became of it: that a node refused it, for which reason and with which way on, and that it cost nothing. */
async function seesRefused(popup: Screen, what: RegExp, todo: RegExp): Promise<void> {
  await sees(popup, new RegExp(`${SAY.activity.status.refused}\\..*${what.source}.*The refusal costs nothing\\..*${todo.source}`, 's'))
}
async function seesFailed(popup: Screen, what: RegExp, todo: RegExp): Promise<void> {
  const text = `${SAY.activity.status.failed}\\..*${what.source}.*only the network fee is gone\\..*${todo.source}`
  await sees(popup, new RegExp(text, 's'), 60_000)
}
const seesFinal = (popup: Screen) => sees(popup, SAY.send.finalNote, 60_000)
/** An amount beside a label, in rao. */
async function told(popup: Screen, label: string): Promise<bigint> {
  const text = await popup.text()
  const found = new RegExp(`${label}\\s*([\\d,]+)\\.(\\d{9})`).exec(text)
  if (!found) throw new Error(`nothing is told as "${label}" in: ${text.slice(0, 900)}`)
  return BigInt(`${found[1]?.replaceAll(',', '')}${found[2]}`)
}

test('sandwiched: whoever trades first gains nothing by it, and the reason and the ways on are told', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  await toBuy(popup)
  await review(popup)
  buys(chain, bob(), BUY, 500n * TAO)
  await block(chain)
  let before = free(chain, address)
  await last(popup).click()
  await seesRefused(popup, /(past your limit|Within this price limit nothing)/, /(raise the tolerance|Set a limit)/)
  expect([held(chain, address, BUY), before - free(chain, address)]).toEqual([0n, 0n])

  // In one block: theirs is in it before the one that was signed.
  await toSwap(popup, chain, address)
  await review(popup)
  before = free(chain, address)
  chain.control({ held: { blocks: true } })
  buys(chain, charlie(), THERE, 20n * TAO)
  await last(popup).click()
  await until('both to wait for a block', async () => chain.chain.pending.length === 2)
  chain.control({ held: { blocks: false } })
  await seesFailed(popup, /past (your|the) limit/, /(raise the tolerance|another price)/)
  expect([held(chain, address, HELD), held(chain, address, THERE, largeOn(HELD))]).toEqual([GIVEN, 0n])
  expect(before - free(chain, address)).toBeLessThan(TAO / 1_000n)
})

test('upgraded: what was reviewed for another runtime is not signed, and what was signed for one never happens; both say so', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  await toBuy(popup)
  await review(popup)
  chain.control({ upgrade: 425 })
  await block(chain)
  await last(popup).click()
  await sees(popup, errors['payload-wrong-spec']({ asked: '424', chain: '425' }))
  await popup.byRole('button', SAY.send.back).nth(-1).click()
  // What was typed stands there still.
  expect(await popup.byLabel(say.amountTao).value()).toBe('0.5')
  await review(popup)
  const before = free(chain, address)
  await pressThen(popup, chain, () => chain.control({ upgrade: 426, produce: 70 }))
  await sees(popup, SAY.activity.statusText.lost, 90_000)
  expect([held(chain, address, BUY), before - free(chain, address)]).toEqual([0n, 0n])

  await toSale(popup, chain, address)
  await review(popup)
  chain.control({ upgrade: 427 })
  await block(chain)
  await last(popup).click()
  await sees(popup, errors['payload-wrong-spec']({ asked: '426', chain: '427' }))
  await popup.byRole('button', SAY.send.back).nth(-1).click()
  await review(popup)
  await last(popup).click()
  await seesFinal(popup)
  expect(held(chain, address, HELD)).toBe(GIVEN - 100n * TAO)
})

test('frozen: an account whose coldkey is to move trades nothing, and is told what that means', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  const freeze = (on: boolean) => write(chain, 'ColdkeySwapAnnouncements', [address], on ? [5, `0x${'11'.repeat(32)}`] : undefined)
  await toSale(popup, chain, address)
  await review(popup)
  freeze(true)
  await block(chain)
  await last(popup).click()
  await seesRefused(popup, /freezes it for everything else\./, /dispute the move at once\./)
  freeze(false)
  await block(chain)
  await toBuy(popup)
  await review(popup)
  await pressThen(popup, chain, () => freeze(true))
  await seesFailed(popup, /freezes it for everything else\./, /dispute the move at once\./)
  expect([held(chain, address, BUY), held(chain, address, HELD)]).toEqual([0n, GIVEN])
})

test('insufficient: TAO or stake that went another way meanwhile is told before it is signed where that can be, else with the way on', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  const has = (rao: bigint) => chain.control({ balance: { address, rao: String(rao) } })
  await toBuy(popup)
  has(TAO / 10n)
  await block(chain)
  await popup.byRole('button', say.review).click()
  await sees(popup, errors['insufficient-funds']({}))
  has(100n * TAO)
  await block(chain)
  await review(popup)
  has(TAO / 10n)
  await block(chain)
  await last(popup).click()
  await seesRefused(popup, /less free TAO than the amount\./, /bring TAO to this account first\./)
  has(100n * TAO)
  await toBuy(popup)
  await review(popup)
  await pressThen(popup, chain, () => has(TAO / 10n))
  await seesFailed(popup, /less free TAO than the amount to stake/, /bring TAO to this account first\./)

  await toSale(popup, chain, address)
  await review(popup)
  const ledger = { read: at(chain).read, write: chain.chain.overwrite.bind(chain.chain) }
  await pressThen(popup, chain, () => changeStake(ledger as never, largeOn(HELD), address, HELD, -200n * TAO))
  await seesFailed(popup, /less stake in this position than was asked for\./, /the whole position\./)
  expect([held(chain, address, BUY), held(chain, address, HELD)]).toEqual([0n, GIVEN - 200n * TAO])
})

test('locked: stake that a lock holds by now stays, and both the node’s refusal and the chain’s say why; buying goes on', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  const lock = (locked_mass: bigint) =>
    write(chain, 'Lock', [address, HELD, largeOn(HELD)], { locked_mass, conviction: 0n, last_update: 0n })
  await toSale(popup, chain, address)
  await review(popup)
  lock(2n ** 62n)
  await block(chain)
  await last(popup).click()
  await seesRefused(popup, /a lock holds a part of the stake\./, /Open the form again/)
  lock(0n)
  await block(chain)
  await toSwap(popup, chain, address)
  await review(popup)
  await pressThen(popup, chain, () => lock(2n ** 62n))
  await seesFailed(popup, /locked or serves as collateral, so it cannot move\./, /no more than what is free/)
  expect(held(chain, address, HELD)).toBe(GIVEN)

  await toBuy(popup, HELD, '0.1')
  await review(popup)
  await last(popup).click()
  await seesFinal(popup)
  expect(held(chain, address, HELD)).toBeGreaterThan(GIVEN)
})

test('switched off: a subnet that closes is told at the form, by the node’s refusal and by the chain’s', async ({ world, settled }) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  const open = async (netuid: number, on: boolean) => {
    write(chain, 'SubtokenEnabled', [netuid], on)
    await block(chain)
  }
  await toBuy(popup)
  await open(BUY, false)
  await popup.byRole('button', say.review).click()
  await sees(popup, errors['subnet-closed']({ netuid: String(BUY) }))
  await open(BUY, true)
  await review(popup)
  await open(BUY, false)
  await last(popup).click()
  await seesRefused(popup, /the subnet is closed for trading/, /Open the form again/)

  await toSwap(popup, chain, address)
  await review(popup)
  await pressThen(popup, chain, () => write(chain, 'SubtokenEnabled', [THERE], false))
  await seesFailed(popup, /has not been opened yet, or is closed\./, /Wait until its owner starts it\./)
  await toSale(popup, chain, address)
  await open(HELD, false)
  await popup.byRole('button', say.review).click()
  await sees(popup, errors['subnet-closed']({ netuid: String(HELD) }))
  expect([held(chain, address, BUY), held(chain, address, HELD)]).toEqual([0n, GIVEN])
})

test('disconnected: between the press and the outcome the wallet says what it knows, and each order happens once', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  await toBuy(popup)
  const promised = await told(popup, say.receive)
  await review(popup)
  await pressThen(popup, chain, () => chain.control({ faults: { silent: true }, drop: true }))
  await sees(popup, SAY.activity.statusText.sent)
  await block(chain)
  chain.control({ honest: true, drop: true })
  await seesFinal(popup)
  expect([held(chain, address, BUY), nonce(chain, address)]).toEqual([promised, 1])

  // The node takes it and is gone before it says so.
  await toSale(popup, chain, address)
  const back = await told(popup, say.receive)
  await review(popup)
  const before = free(chain, address)
  chain.control({ held: { blocks: true }, faults: { only: ['author_submit*'], silent: true } })
  await last(popup).click()
  await sees(popup, SAY.activity.statusText.signedOwn, 60_000)
  chain.control({ held: { blocks: false }, honest: true, drop: true })
  await seesFinal(popup)
  expect([held(chain, address, HELD), nonce(chain, address)]).toEqual([GIVEN - 100n * TAO, 2])
  expect(before + back - free(chain, address)).toBeLessThan(TAO / 1_000n)
})

test('without a limit, and with the word typed: a move and a sale go through to the end, at whatever price there is', async ({
  world,
  settled,
}) => {
  const { popup, address } = settled
  const { chain } = world
  await begin(chain, settled)
  const agree = async () => {
    await popup.byLabel(SAY.approve.password).fill(PASSWORD)
    await popup.byLabel(SAY.approve.understand).click()
    await until('the wait to be over', () => last(popup).isEnabled(), 20_000)
    await last(popup).click()
    await seesFinal(popup)
  }
  await toSwap(popup, chain, address, true)
  expect(await popup.byRole('button', say.review).isEnabled()).toBe(false)
  await popup.byText(new RegExp(`^${moves.openWord}`)).click()
  await popup.byLabel(new RegExp(say.unlimitedType)).fill(say.unlimitedWord)
  const promised = await told(popup, say.receive)
  await review(popup)
  await sees(popup, SAY.approve.risks['no-limit']())
  await agree()
  const there = validators().map(({ hotkey }) => held(chain, address, THERE, hotkey))
  expect(there.reduce((sum, each) => sum + each, 0n)).toBe(promised)

  await toSale(popup, chain, address)
  const least = await told(popup, say.least)
  await popup.byText(new RegExp(`^${say.unlimited}`)).click()
  await popup.byLabel(new RegExp(say.unlimitedType)).fill(say.unlimitedWord)
  await sees(popup, say.unlimitedOn)
  await review(popup)
  await sees(popup, SAY.approve.risks['no-limit']())
  // Somebody sells first: a limit would have stopped it.
  const poor = held(chain, alice().address, HELD)
  submit(chain, alice(), 'SubtensorModule', 'remove_stake', { hotkey: largeOn(HELD), netuid: HELD, amount_unstaked: poor / 2n })
  await until('the price to fall', async () => held(chain, alice().address, HELD) < poor)
  const before = free(chain, address)
  await agree()
  expect(held(chain, address, HELD)).toBe(GIVEN - 200n * TAO)
  const came = free(chain, address) - before
  expect([came > 0n, came < least]).toEqual([true, true])
})
