import { parseTao } from '../../src/units'
import { type Screen, until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { bob, free, TAO, type Worth, worthOf, written } from '../journeys/answers'
import { go, goHome, goToAccount } from '../journeys/keys'
import { PASSWORD, SAY, sees, settleIn } from '../journeys/person'
import type { Localnet } from '../localnet'
import { CLOSED } from '../localnet/world'
import { addPhrase, listAccounts } from './inside'
import { bringOwn } from './many'

// Bad days of money: nothing, dust, very much, very many, and what cannot be sold. Every number is the chain's, to the last rao.

const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, each) => all + each, 0n)

/** Keeps the account of the public phrase along a path. @returns its address */
async function bring(popup: Screen, path: string, name: string): Promise<string> {
  const id = await addPhrase(popup, `bring ${path}`, { phrase: PHRASE, passphrase: '', path, name })
  return (await listAccounts(popup)).find((each) => each.id === id)?.address ?? ''
}
/** An amount that stands behind a label on the screen, in rao. */
const toldBy = (text: string, label: string) =>
  parseTao(new RegExp(`${label}\\s*([\\d,]+\\.\\d{9})`).exec(text.replace(/(\d)\s+(?=[.\d])/g, '$1'))?.[1]?.replaceAll(',', '') ?? '')

test('nothing, dust and a million TAO: home, account and form show each to the last rao, and the most that can leave leaves', async ({
  world,
}) => {
  const { driver, chain } = world
  const { popup, address } = await settleIn(driver, chain)
  await sees(popup, SAY.home.emptyTitle)
  await sees(popup, '0.0000')
  expect(await popup.byRole('button', SAY.common.send).isEnabled()).toBe(false)

  const rich = await bring(popup, '//Charlie', 'Rich')
  const poor = await bring(popup, '//dust', 'Dust')
  chain.setBlockTime('manual')
  chain.control({ balance: { address: poor, rao: '499' }, produce: 1 })
  const has = free(chain, rich)
  expect(has).toBe(10n ** 15n)
  // Of five stakes some are worth less than a rao.
  const stakes = worthOf(chain, rich)
  const staked = sum(stakes.map(({ spot }) => spot))
  expect(stakes.map(({ stake }) => stake)).toContain(1n)
  await sees(popup, written(has + staked + 499n, 4))
  await sees(popup, '<0.0001')

  await goToAccount(popup, 'Rich')
  await sees(popup, `${SAY.accounts.free} 1,000,000.000000000`)
  await sees(popup, `${SAY.positions.staked} ${written(staked, 9)}`)
  await popup.byRole('button', SAY.common.send).click()
  const amount = popup.byLabel(SAY.send.amount)
  await popup.byLabel(SAY.send.recipient).fill(address)
  await popup.byLabel(SAY.send.everything).click()
  await sees(popup, SAY.send.arrives)
  const emptied = await popup.text()
  expect((toldBy(emptied, SAY.send.arrives) ?? 0n) + (toldBy(emptied, SAY.batch.fee) ?? 0n)).toBe(has)
  await popup.byLabel(SAY.send.everything).click()
  const max = popup.byRole('button', SAY.send.max)
  await until('the most to be known', () => max.isEnabled())
  await max.click()
  const most = parseTao(await amount.value()) ?? 0n
  await popup.byRole('button', SAY.send.half).click()
  expect(parseTao(await amount.value())).toBe(most / 2n)
  await max.click()
  await popup.byRole('button', SAY.send.review).click()
  await sees(popup, written(most, 9))
  await popup.byLabel(SAY.approve.password).fill(PASSWORD)
  await popup.byLabel(SAY.approve.understand).click()
  const agree = popup.byRole('button', /^Send\b/)
  await until('the wait to be over', () => agree.isEnabled())
  await agree.click()
  await sees(popup, SAY.activity.statusText.sent)
  chain.produce(4)
  await sees(popup, SAY.send.finalNote)
  expect([free(chain, address), free(chain, rich)]).toEqual([most, 500n])
  await popup.byRole('button', SAY.send.done).click()
  await sees(popup, written(most + 500n + staked + 499n, 4))

  // With dust nothing can leave, and the form says so before anything is built.
  await goToAccount(popup, 'Dust')
  await sees(popup, `${SAY.accounts.free} 0.000000499`)
  await popup.byRole('button', SAY.common.send).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await amount.fill('0.000000001')
  await sees(popup, 'at most 0.000000000')
  await max.click()
  await sees(popup, SAY.send.zero)
  await popup.byLabel(SAY.send.everything).click()
  await sees(popup, 'The free balance does not even pay the fee')
  expect(await popup.byRole('button', SAY.send.review).isEnabled()).toBe(false)
})

test('two hundred accounts: the sum says of how many it is and is right, each is found, any of them pays, and a block costs few questions', async ({
  world,
}) => {
  const { driver, chain } = world
  const { popup } = await settleIn(driver, chain)
  await bringOwn(popup, 1, 199)
  const accounts = await listAccounts(popup)
  expect(accounts).toHaveLength(200)
  chain.setBlockTime('manual')
  const has = accounts.map((_, at) => BigInt(at + 1) * 1_000_010_001n)
  for (const [at, each] of accounts.entries()) chain.chain.setBalance(each.address, has[at] ?? 0n)
  // What the list above made it look at is forgotten.
  await driver.killBackground()
  await popup.reload()
  chain.produce()
  await popup.byRole('heading', SAY.home.totalPart({ count: '100', of: '200' })).waitFor()
  await sees(popup, written(sum(has.slice(0, 100)), 4))

  // The end of the list is looked at, and counts from then on.
  await go(popup, '/accounts', SAY.accounts.title)
  await popup.byRole('searchbox').fill('Own 198')
  await sees(popup, SAY.accounts.found({ count: '1' }))
  await popup.byRole('searchbox').fill('')
  await popup.byText('Own 0').waitFor()
  await popup.evaluate(`(() => { const body = document.querySelector('.body'); body.scrollTop = body.scrollHeight })()`)
  await popup.byText('Own 198').waitFor()
  await sees(popup, written(has[199] ?? 0n, 4))
  await goHome(popup)
  await popup.byRole('heading', SAY.home.totalPart({ count: '200', of: '200' })).waitFor()
  await sees(popup, written(sum(has), 4))

  // A block: one question for all balances, one for each 25 accounts' stakes, and a few for the rest.
  const questions = () => [...chain.asked].reduce((all, [name, count]) => (/^[a-z]/.test(name) ? all + count : all), 0)
  const [before, looks] = [questions(), chain.asked.get('state_queryStorageAt') ?? 0]
  chain.chain.setBalance(accounts[0]?.address ?? '', 7n * TAO)
  chain.produce()
  await sees(popup, written(sum(has) - (has[0] ?? 0n) + 7n * TAO, 4))
  const rounds = (chain.asked.get('state_queryStorageAt') ?? 0) - looks
  expect((questions() - before) / rounds).toBeLessThanOrEqual(40)

  // One far down pays, found by its address.
  const payer = accounts[177]
  await go(popup, '/accounts', SAY.accounts.title)
  await popup.byRole('searchbox').fill(payer?.address ?? '')
  await popup.byRole('link', new RegExp(`^${payer?.name}\\s*5`)).click()
  await sees(popup, `${SAY.accounts.free} ${written(has[177] ?? 0n, 9)}`)
  await popup.byRole('button', SAY.common.send).click()
  const paid = free(chain, bob)
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.amount).fill('1')
  await popup.byRole('button', SAY.send.review).click()
  await popup.byRole('button', /^Send 1\b/).click()
  await sees(popup, SAY.activity.statusText.sent)
  chain.produce(4)
  await sees(popup, SAY.send.finalNote)
  expect(free(chain, bob) - paid).toBe(TAO)
  expect(chain.chain.account(payer?.address ?? '').nonce).toBe(1)
  await popup.byRole('button', SAY.send.done).click()
  const { actual_fee } = feePaid(chain)
  await sees(popup, written(sum(has) - (has[0] ?? 0n) + 6n * TAO - actual_fee, 4))
})

/** What the last transaction cost. */
function feePaid({ chain }: Localnet): { actual_fee: bigint } {
  type Told = { event: { type: string; value: { type: string; value: { actual_fee: bigint } } } }
  const events = chain.blocks.flatMap((block) => chain.at(block).read<Told[]>('System', 'Events'))
  const paid = events.findLast(({ event }) => event.type === 'TransactionPayment')
  if (!paid) throw new Error('nobody paid a fee')
  return paid.event.value.value
}

test('positions that cannot be sold: each says so and why, none pretends a value, and both sums are what the chain says', async ({
  world,
}) => {
  const { driver, chain } = world
  const { popup } = await settleIn(driver, chain)
  chain.setBlockTime('manual')
  const dave = await bring(popup, '//Dave', 'Dave')
  // Which stakes there are is learnt at one block, their names and sales from the next on.
  await until('what cannot be sold', async () => {
    chain.produce()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return (await popup.text()).includes(SAY.home.stuck({ count: '3' }))
  })
  const stakes = worthOf(chain, dave)
  const stuck = stakes.filter(({ sale }) => sale === null)
  // One is closed, one thin, one at the bottom of its price; the last one can be sold.
  expect([stakes.length, stuck.length]).toEqual([4, 3])
  expect(stuck.filter(({ netuid }) => CLOSED.includes(netuid))).toHaveLength(1)
  const has = free(chain, dave)
  await sees(popup, written(has + sum(stakes.map(({ spot }) => spot)), 4))
  // A price that moved in these blocks is asked for again after a minute.
  await sees(popup, `${SAY.home.ifSold} ${written(has + sum(stakes.map(({ sale }) => sale ?? 0n)), 4)}`, 100_000)

  const open = async ({ netuid, stake }: Worth) => {
    await popup.byRole('list', SAY.home.positions).byRole('link').having(written(stake, 4)).click()
    await sees(popup, SAY.positions.subnet({ netuid: String(netuid) }))
  }
  for (const each of stuck) {
    await open(each)
    await sees(popup, SAY.positions.stuckTitle)
    await sees(popup, CLOSED.includes(each.netuid) ? SAY.positions.stuckClosed : SAY.positions.stuckPool)
    await sees(popup, `${SAY.positions.alpha} ${written(each.stake, 9)}`)
    await sees(popup, written(each.spot, 4))
    expect(await popup.text()).not.toContain(SAY.home.ifSold)
    await popup.byRole('button', SAY.common.back).click()
  }
  const sellable = stakes.find(({ sale }) => sale !== null)
  if (!sellable) throw new Error('nothing can be sold')
  await open(sellable)
  await sees(popup, `${SAY.home.ifSold} ${written(sellable.sale ?? 0n, 9)}`)
})
