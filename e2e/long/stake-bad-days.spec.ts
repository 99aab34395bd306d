import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { free, TAO, written } from '../journeys/answers'
import { goHome } from '../journeys/keys'
import { SAY, sees, told } from '../journeys/person'
import type { Localnet } from '../localnet'
import { changeStake } from '../localnet/pallets/subtensor/shares'
import { largeOn, validators } from '../localnet/world'
import {
  alice,
  at,
  BUY,
  block,
  bob,
  buys,
  charlie,
  consent,
  endow,
  GIVEN,
  HELD,
  held,
  last,
  nonce,
  pressThen,
  review,
  seesFailed,
  seesFinal,
  seesRefused,
  submit,
  THERE,
  test,
  toPosition,
  write,
} from './staked'

// Bad days of stake: what stops an order between its form and its block is told in the right words, and nothing but a fee is ever lost.

const { stake: say, moves, errors } = SAY
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
const announce = (chain: Localnet, address: string, on: boolean) =>
  write(chain, 'ColdkeySwapAnnouncements', [address], on ? [5, `0x${'11'.repeat(32)}`] : undefined)
/** Somebody said that the coldkey must not move: only root can end that. */
function dispute(chain: Localnet, address: string, on: boolean): void {
  announce(chain, address, on)
  write(chain, 'ColdkeySwapDisputes', [address], on ? 4 : undefined)
}

test('sandwiched: whoever trades first gains nothing by it, and the reason and the ways on are told', async ({
  staked: { popup, address, chain },
}) => {
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
  staked: { popup, address, chain },
}) => {
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

test('frozen: an account whose coldkey is to move trades nothing, and is told what that means', async ({
  staked: { popup, address, chain },
}) => {
  const freeze = (on: boolean) => announce(chain, address, on)
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

test('disputed: an account whose move is in dispute does nothing at all, and is told that only others can help', async ({
  staked: { popup, address, chain },
}) => {
  await toSale(popup, chain, address)
  await review(popup)
  dispute(chain, address, true)
  await block(chain)
  const before = free(chain, address)
  await last(popup).click()
  await seesRefused(popup, /freezes the account completely\./, /Turn to the Bittensor community/)
  expect(free(chain, address)).toBe(before)
  dispute(chain, address, false)
  await block(chain)
  await toSwap(popup, chain, address)
  await review(popup)
  await pressThen(popup, chain, () => dispute(chain, address, true))
  await seesFailed(popup, /freezes the account completely\./, /Turn to the Bittensor community/)
  expect([held(chain, address, HELD), held(chain, address, THERE, largeOn(HELD))]).toEqual([GIVEN, 0n])
})

test('a gift of root stake: gone, kept by its subnet’s owner or frozen meanwhile, it changes no hands; else it arrives to the rao', async ({
  staked: { popup, address, chain },
}) => {
  await endow(chain, address, 0, 3n * TAO, 4n * TAO)
  const to = bob().address
  const [mine, theirs] = [held(chain, address, 0), held(chain, to, 0)]
  const toGift = async () => {
    await goHome(popup)
    await popup.byRole('button', SAY.common.send).click()
    await popup.byLabel(SAY.send.recipient).fill(to)
    await popup.byRole('button', moves.giveInstead).click()
    const row = popup
      .byRole('list', moves.pick)
      .byRole('button')
      .having(written(held(chain, address, 0), 4))
    await until('the position', async () => (await row.count()) > 0, 60_000)
    await row.nth(0).click()
    await popup.byLabel(say.amountTao).fill('2.000000001')
    await sees(popup, moves.exactly)
    expect(await told(popup, moves.exactly)).toBe(2_000_000_001n)
    await review(popup)
    await consent(popup)
  }
  const takes = (rao: bigint) => {
    const ledger = { read: at(chain).read, write: chain.chain.overwrite.bind(chain.chain) }
    changeStake(ledger as never, largeOn(0), address, 0, -rao)
  }
  const lets = (on: boolean) => write(chain, 'TransferToggle', [0], on)
  for (const [begin, end, what, todo] of [
    [() => takes(2n * TAO), () => takes(-2n * TAO), /less stake with this hotkey/, /Ask for less/],
    [() => lets(false), () => lets(true), /does not let stake be transferred\./, /Unstake instead\./],
    [
      () => dispute(chain, address, true),
      () => dispute(chain, address, false),
      /freezes the account completely\./,
      /Turn to the Bittensor/,
    ],
  ] as const) {
    await toGift()
    begin()
    await block(chain)
    const before = free(chain, address)
    await last(popup).click()
    await seesRefused(popup, what, todo)
    expect([free(chain, address), held(chain, to, 0)]).toEqual([before, theirs])
    end()
    await block(chain)
  }
  await toGift()
  await pressThen(popup, chain, () => dispute(chain, address, true))
  await seesFailed(popup, /freezes the account completely\./, /Turn to the Bittensor community/)
  dispute(chain, address, false)
  await block(chain)
  expect([held(chain, address, 0), held(chain, to, 0)]).toEqual([mine, theirs])
  await toGift()
  await last(popup).click()
  await seesFinal(popup)
  expect([mine - held(chain, address, 0), held(chain, to, 0) - theirs]).toEqual([2_000_000_001n, 2_000_000_001n])
})

test('insufficient: TAO or stake that went another way meanwhile is told before it is signed where that can be, else with the way on', async ({
  staked: { popup, address, chain },
}) => {
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
  staked: { popup, address, chain },
}) => {
  const lock = (locked_mass: bigint) =>
    write(chain, 'Lock', [address, HELD, largeOn(HELD)], { locked_mass, conviction: 0n, last_update: 0n })
  await toSale(popup, chain, address)
  await review(popup)
  lock(2n ** 62n)
  await block(chain)
  await last(popup).click()
  await seesRefused(popup, /closed for trading, or a lock\./, /Open the form again/)
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

test('switched off: a subnet that closes is told at the form, by the node’s refusal and by the chain’s', async ({
  staked: { popup, address, chain },
}) => {
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
  await seesRefused(popup, /closed for trading, or a lock\./, /Open the form again/)

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
  staked: { popup, address, chain },
}) => {
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
  staked: { popup, address, chain },
}) => {
  const agree = async () => {
    await consent(popup)
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
