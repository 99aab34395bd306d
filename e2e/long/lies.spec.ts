import { parseTao } from '../../src/units'
import { type Screen, until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { ask, bob, free, TAO, worthOf, written } from '../journeys/answers'
import { PASSWORD, SAY, sees } from '../journeys/person'
import { test } from '../journeys/settled'
import type { Localnet } from '../localnet'
import { addPhrase, listAccounts } from './inside'

// One node, and it lies: about numbers, balances, fees, prices, and about what is in a block. What the person reads then, what is signed,
// and what is on the chain. The chain itself is honest.

const { statusText, status, remedies } = SAY.activity
const { risks } = SAY.approve

async function funded(chain: Localnet, { popup, address }: { popup: Screen; address: string }): Promise<void> {
  chain.control({ balance: { address, rao: String(10n * TAO) } })
  await sees(popup, '10.0000')
}
const review = (popup: Screen) => popup.byRole('button', SAY.send.review)
const amountField = (popup: Screen) => popup.byLabel(SAY.send.amount)
const agreeTo = (popup: Screen, amount: string) => popup.byRole('button', new RegExp(`^Send ${amount.replace('.', '\\.')}\\b`))
/** From home to the form, filled in. */
async function fill(popup: Screen, amount: string): Promise<void> {
  await popup.byRole('button', SAY.common.send).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await amountField(popup).fill(amount)
}
async function prepare(popup: Screen, amount: string): Promise<void> {
  await fill(popup, amount)
  await review(popup).click()
}
/** The last button of a risky payment: password, tick, and the wait. */
async function agreeWithCare(popup: Screen, button = popup.byRole('button', /^Send\b/)): Promise<void> {
  await popup.byLabel(SAY.approve.password).fill(PASSWORD)
  await popup.byLabel(SAY.approve.understand).click()
  await until('the wait to be over', () => button.isEnabled())
  await button.click()
}
/** Back from a review to the form, with everything as it was typed. */
async function backToForm(popup: Screen, amount: string): Promise<void> {
  await popup.byRole('button', SAY.common.back).nth(0).click()
  expect([await popup.byLabel(SAY.send.recipient).value(), await amountField(popup).value()]).toEqual([bob, amount])
}
/** What of the account is on the chain or on its way to it: how many transactions are in blocks, and how many wait. */
const traces = ({ chain }: Localnet, address: string) => [chain.account(address).nonce, chain.pending.length]

test('the number of transactions, told too high or too low: nothing is made of it, nothing is signed, and the payment goes out once', async ({
  world: { chain },
  settled,
}) => {
  const { popup, address } = settled
  await funded(chain, settled)
  const before = free(chain, bob)

  chain.faults.nonce = 3
  await prepare(popup, '1')
  await sees(popup, SAY.errors['nonce-ahead']({}))
  expect(await agreeTo(popup, '1').isVisible()).toBe(false)
  // What was typed is still there; now the lie comes only after the review.
  chain.faults.nonce = 0
  await review(popup).click()
  await agreeTo(popup, '1').waitFor()
  chain.faults.nonce = 1
  await agreeTo(popup, '1').click()
  await sees(popup, SAY.errors.changed({}))
  expect(traces(chain, address)).toEqual([0, 0])
  chain.faults.nonce = 0
  await popup.byRole('button', SAY.send.back).nth(-1).click()
  await review(popup).click()
  await agreeTo(popup, '1').click()
  await sees(popup, SAY.send.finalNote)
  await popup.byRole('button', SAY.send.done).click()

  // A number that is used already would be refused by every node.
  chain.faults.nonce = -1
  await prepare(popup, '2')
  await sees(popup, SAY.errors['node-lied']({}))
  expect(traces(chain, address)).toEqual([1, 0])
  expect(free(chain, bob) - before).toBe(TAO)
  chain.faults.nonce = 0
  await review(popup).click()
  await agreeTo(popup, '2').click()
  await sees(popup, SAY.send.finalNote)
  expect(free(chain, bob) - before).toBe(3n * TAO)
  expect(traces(chain, address)).toEqual([2, 0])
})

test('a number too high that the node also tells as state: the payment waits, is not offered again while it could still go in, and is paid once', async ({
  world: { chain },
  settled,
}) => {
  const { popup, address } = settled
  await funded(chain, settled)
  const before = free(chain, bob)
  // One that went well: an account that was never used would not be told from one that is gone.
  await prepare(popup, '1')
  await agreeTo(popup, '1').click()
  await sees(popup, SAY.send.finalNote)
  await popup.byRole('button', SAY.send.done).click()
  chain.setBlockTime('manual')
  const account = chain.chain.built.builder.buildStorage('System', 'Account')
  const forged = account.value.enc({ ...chain.chain.account(address), nonce: 2 } as never)
  chain.control({ faults: { nonce: 1, storage: { [account.keys.enc(address)]: `0x${Buffer.from(forged).toString('hex')}` } } })
  await prepare(popup, '2')
  await agreeTo(popup, '2').click()
  await sees(popup, statusText.sent)
  chain.control({ honest: true })
  // Its place is behind one that nobody has made: no block takes it.
  chain.produce(8)
  await sees(popup, statusText.sent)
  expect(await popup.byRole('button', remedies.again).isVisible()).toBe(false)
  chain.produce(70)
  chain.setBlockTime(250)
  await sees(popup, statusText.lost, 120_000)
  expect(free(chain, bob) - before).toBe(TAO)
  await popup.byRole('button', remedies.again).click()
  await review(popup).click()
  await agreeTo(popup, '2').click()
  await sees(popup, SAY.send.finalNote)
  expect(free(chain, bob) - before).toBe(3n * TAO)
  expect(traces(chain, address)).toEqual([2, 0])
})

test('a balance, told far too high or as nothing: no payment is invented, what cannot be paid fails with its reason, and costs the fee', async ({
  world: { chain },
  settled,
}) => {
  const { popup, address } = settled
  await funded(chain, settled)
  const before = free(chain, bob)
  chain.faults.balance = String(1_000n * TAO)
  await sees(popup, '1,000.0000')

  // The most that could leave then is so much that it takes the password, whatever the node says there is.
  await fill(popup, '')
  const max = popup.byRole('button', SAY.send.max)
  await until('the most to be known', () => max.isEnabled())
  await max.click()
  expect(parseTao(await amountField(popup).value()) ?? 0n).toBeGreaterThan(999n * TAO)
  await review(popup).click()
  await sees(popup, risks['large-first-time']())
  await popup.byLabel(SAY.approve.password).waitFor()
  await popup.byRole('button', SAY.common.back).nth(0).click()

  await amountField(popup).fill('50')
  await review(popup).click()
  await agreeTo(popup, '50').click()
  await sees(popup, /Failed on the chain\..*There was not enough free TAO\..*only the network fee is gone\..*Send less/s)
  expect(free(chain, bob)).toBe(before)
  expect(free(chain, address)).toBeGreaterThan(10n * TAO - TAO / 100n)
  expect(traces(chain, address)).toEqual([1, 0])
  chain.faults.balance = null
  await popup.byRole('button', remedies.amount).click()
  await amountField(popup).fill('50')
  await sees(popup, /Account 1 has 9\.99\d+ τ free\. With the fee, at most 9\.99\d+ τ can leave\./)
  expect(await review(popup).isEnabled()).toBe(false)
  await amountField(popup).fill('1')
  await review(popup).click()
  await agreeTo(popup, '1').click()
  await sees(popup, SAY.send.finalNote)
  expect(free(chain, bob) - before).toBe(TAO)
  await popup.byRole('button', SAY.send.done).click()
  await sees(popup, written(free(chain, address), 4))

  chain.faults.balance = '0'
  await sees(popup, '0.0000')
  expect(await popup.byRole('button', SAY.common.send).isEnabled()).toBe(false)
  chain.faults.balance = null
  await sees(popup, written(free(chain, address), 4))
  // What the account was given at first is all that it received, however much the node made it swing.
  await popup.byRole('link', SAY.common.activity).click()
  await until('both payments', async () => (await popup.byRole('link', /(Sent|Not sent|Payment) to/).count()) === 2)
  expect(await popup.text()).not.toMatch(/\+\s*9|990|1,000/)
  expect(await popup.byRole('link', /Received/).count()).toBeLessThanOrEqual(1)
})

test('a fee, told as a fortune or as next to nothing: the first is warned of, the second fails at worst, and what was paid is what the chain took (RPC-12)', async ({
  world: { chain },
  settled,
}) => {
  const { popup, address } = settled
  await funded(chain, settled)
  const before = free(chain, bob)

  chain.faults.fee = String(5n * TAO)
  await fill(popup, '1')
  await sees(popup, /Leaves 4(\.0+)? τ after a fee of about 5(\.0+)? τ/)
  await review(popup).click()
  await sees(popup, risks['fee-high']())
  await sees(popup, `${SAY.approve.levels[3]}`)
  await sees(popup, `${SAY.approve.fee} 5.000000000`)
  expect(await agreeTo(popup, '1').isEnabled()).toBe(false)
  await backToForm(popup, '1')
  expect(traces(chain, address)).toEqual([0, 0])
  // Whoever agrees all the same pays what the chain takes, and reads that afterwards.
  await review(popup).click()
  await agreeWithCare(popup, agreeTo(popup, '1'))
  await sees(popup, SAY.send.finalNote)
  const fee = 9n * TAO - free(chain, address)
  expect(free(chain, bob) - before).toBe(TAO)
  expect(fee).toBeLessThan(TAO / 1_000n)
  await popup.byRole('button', SAY.send.done).click()
  await popup.byRole('link', SAY.common.activity).click()
  await popup.byRole('link', /Sent to/).click()
  await sees(popup, `${SAY.activity.fee} ${written(fee, 9)}`)
  await popup.byRole('button', SAY.common.back).click()
  await popup.byRole('link', SAY.common.home).click()

  // More than the account can pay beside the true fee: it fails, and only that fee is gone.
  chain.faults.fee = '1'
  const has = free(chain, address)
  await fill(popup, '')
  const max = popup.byRole('button', SAY.send.max)
  await until('the most to be known', () => max.isEnabled())
  await max.click()
  expect(parseTao(await amountField(popup).value())).toBeGreaterThan(has - 1_000n)
  await review(popup).click()
  await sees(popup, risks['most-of-balance']())
  await agreeWithCare(popup)
  await sees(popup, /Failed on the chain\..*There was not enough free TAO\..*only the network fee is gone\..*Send less/s)
  expect(free(chain, bob) - before).toBe(TAO)
  expect(has - free(chain, address)).toBeLessThan(TAO / 1_000n)
  chain.faults.fee = null
  await popup.byRole('button', remedies.amount).click()
  await until('the most to be known', () => max.isEnabled())
  await max.click()
  const most = parseTao(await amountField(popup).value()) ?? 0n
  await review(popup).click()
  await agreeWithCare(popup)
  await sees(popup, SAY.send.finalNote)
  expect(free(chain, bob) - before).toBe(TAO + most)
  expect(traces(chain, address)).toEqual([3, 0])
})

test('a payment, left out of the body of its block: its outcome is not known, it is never offered again, and an honest answer tells it', async ({
  world: { driver, chain },
  settled,
}) => {
  const { popup, address } = settled
  await funded(chain, settled)
  chain.setBlockTime('manual')
  const before = free(chain, bob)
  await prepare(popup, '1')
  await agreeTo(popup, '1').click()
  await sees(popup, statusText.sent)
  const [mine = ''] = chain.chain.pending
  chain.control({ faults: { bodies: { [mine]: null } } })
  chain.produce(4)
  expect([free(chain, bob) - before, ...traces(chain, address)]).toEqual([TAO, 1, 0])
  // No block that this node shows has it: it waits, and that is all.
  await sees(popup, statusText.sent)
  chain.produce(70)
  chain.setBlockTime(1_000)
  await sees(popup, statusText.unknown, 120_000)
  const neverAgain = async (screen: Screen) => {
    await screen.byRole('button', remedies.node).waitFor()
    for (const name of [remedies.again, remedies.amount]) expect(await screen.byRole('button', name).isVisible()).toBe(false)
    expect(await screen.text()).not.toContain(statusText.lost)
  }
  await neverAgain(popup)
  await popup.close()
  await driver.killBackground()
  const again = await driver.openPopup('/activity')
  await again.byRole('link', new RegExp(status.unknown)).click()
  await sees(again, statusText.unknown)
  await neverAgain(again)

  // Who forgot it is not asked again before the next start; a search that was under way then is made once more from its beginning.
  chain.control({ honest: true })
  await driver.killBackground()
  await sees(again, statusText.final, 120_000)
  expect([free(chain, bob) - before, ...traces(chain, address)]).toEqual([TAO, 1, 0])
})

test('prices, told many times too high or too low: all that follows them follows, nothing else does, and the truth takes its place again', async ({
  world: { chain },
  settled: { popup },
}) => {
  const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
  const id = await addPhrase(popup, 'bring //Dave', { phrase, passphrase: '', path: '//Dave', name: 'Dave' })
  const dave = (await listAccounts(popup)).find((each) => each.id === id)?.address ?? ''
  chain.setBlockTime('manual')
  const look = async (what: string, done: () => Promise<boolean>) =>
    until(
      what,
      async () => {
        chain.produce()
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        return done()
      },
      120_000,
    )
  const sum = (amounts: readonly bigint[]) => amounts.reduce((all, each) => all + each, 0n)
  const text = async () => (await popup.text()).replace(/(\d)\s+(?=[.\d])/g, '$1')
  /** Whether the screen shows what there is at prices so many millionths of the true ones, as a node tells them: rounded down. */
  const shows = (millionths: bigint) => async () => {
    const worth = worthOf(chain, dave).map(({ netuid, stake, spot }) => {
      if (netuid === 0) return spot
      const price = ask<bigint>(chain, 'SwapRuntimeApi_current_alpha_price', [netuid])
      return (stake * ((price * millionths) / 1_000_000n)) / TAO
    })
    return (await text()).includes(written(free(chain, dave) + sum(worth), 4))
  }
  await look('what there is', shows(1_000_000n))
  chain.faults.price = 50
  await look('prices fifty times as high', shows(50_000_000n))
  chain.faults.price = 0.02
  await look('prices of a fiftieth', shows(20_000n))
  // What the person has is alpha, and nobody lied about that.
  const stake = worthOf(chain, dave).find(({ netuid }) => netuid !== 0)?.stake ?? 0n
  await popup.byRole('list', SAY.home.positions).byRole('link').having(written(stake, 4)).click()
  await sees(popup, `${SAY.positions.alpha} ${written(stake, 9)}`)
  await popup.byRole('button', SAY.common.back).click()
  chain.faults.price = null
  await look('the true prices', shows(1_000_000n))
  await look('what sales would return', async () => {
    const sales = free(chain, dave) + sum(worthOf(chain, dave).map(({ sale }) => sale ?? 0n))
    return new RegExp(`${SAY.home.ifSold}\\s*${written(sales, 4).replace('.', '\\.')}`).test(await text())
  })
})
