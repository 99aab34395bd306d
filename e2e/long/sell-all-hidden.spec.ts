import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { free } from '../journeys/answers'
import { SAY, sees, told } from '../journeys/person'
import type { Localnet } from '../localnet'
import { largeOn } from '../localnet/world'
import { alice, endow, GIVEN, HELD, held, last, nonce, review, submit, THERE, test } from './staked'

// Everything is sold at once, and nobody sees it before it runs.

const { moves, shield, activity } = SAY
/** One more subnet that no epoch and no emission touches in the first blocks. */
const THIRD = 74
const ALL = [HELD, THERE, THIRD] as const

/** From home over the form and its review to an envelope that waits for a block; blocks wait as well from then on. @returns what was promised */
async function seal(popup: Screen, chain: Localnet, address: string) {
  for (const netuid of [THERE, THIRD]) await endow(chain, address, netuid, GIVEN)
  await popup.evaluate<void>(`void (location.hash = '/accounts')`)
  await popup.byRole('link').having(address.slice(0, 6)).nth(0).click()
  await until('the account', async () => /#\/accounts?\/0x/.test((await popup.evaluate<string>('location.hash')) ?? ''))
  const id = ((await popup.evaluate<string>('location.hash')) ?? '').split('/').at(-1)
  await popup.evaluate<void>(`void (location.hash = ${JSON.stringify(`/positions/${id}`)})`)
  await popup.byRole('link', moves.all).click()
  const sales = popup.byRole('list', moves.legs).byRole('listitem')
  await until('all sales', async () => (await sales.count()) === ALL.length, 60_000)
  // Together they are worth less than what is hidden by itself.
  await popup.byRole('switch', shield.hide).click()
  await until('it to be hidden', async () => (await popup.byRole('switch', shield.hide).attribute('aria-checked')) === 'true')
  const promised = { receives: await told(popup, moves.sum), least: await told(popup, moves.sumLeast) }
  expect(promised.receives).toBeGreaterThanOrEqual(promised.least)
  await review(popup)
  await sees(popup, shield.travelsHidden)
  expect(await popup.axe()).toEqual([])
  const [before, place] = [free(chain, address), nonce(chain, address)]
  chain.control({ held: { blocks: true } })
  await last(popup).click()
  await until('the envelope to wait for a block', async () => chain.chain.pending.length === 1)
  await sees(popup, shield.sealed)
  return { ...promised, before, place }
}
/** The envelope gets into a block, and nothing is sold yet; with the next one it is opened, before anything else in that. */
async function open(popup: Screen, chain: Localnet, address: string): Promise<void> {
  chain.produce()
  await sees(popup, new RegExp(shield.opening({ block: '' }).slice(0, 24)))
  expect(ALL.map((netuid) => held(chain, address, netuid))).toEqual(ALL.map(() => GIVEN))
  chain.produce()
  await sees(popup, shield.ran)
  chain.control({ held: { blocks: false } })
}
/** What is told of its end, here and in the activity, is what the account has more. @returns what it brought */
async function compare(popup: Screen, chain: Localnet, address: string, before: bigint): Promise<bigint> {
  const brought = await told(popup, moves.broughtAll)
  const entry = ((await popup.evaluate<string>('location.hash')) ?? '').split('/')[2]
  await popup.evaluate<void>(`void (location.hash = ${JSON.stringify(`/activity/${entry}`)})`)
  await sees(popup, shield.envelopes)
  expect(await told(popup, moves.broughtAll)).toBe(brought)
  const fees = (await told(popup, activity.fee)) + (await told(popup, shield.envelopes))
  expect(free(chain, address) - before).toBe(brought - fees)
  return brought
}

test('all is sold hidden: with one approval, to the end, and what was promised is what came', async ({
  staked: { popup, address, chain },
}) => {
  const { receives, before, place } = await seal(popup, chain, address)
  await open(popup, chain, address)
  await sees(popup, SAY.send.finalNote, 60_000)
  expect(ALL.map((netuid) => held(chain, address, netuid))).toEqual([0n, 0n, 0n])
  expect(nonce(chain, address)).toBe(place + 2)
  await sees(popup, moves.legsDone({ done: '3', count: '3' }))
  expect(await compare(popup, chain, address, before)).toBe(receives)
})

test('while all of it was hidden one price fell too far: that sale alone stays out, the others bring what was told, and the fees are all that is gone', async ({
  staked: { popup, address, chain },
}) => {
  const { receives, least, before } = await seal(popup, chain, address)
  const poor = held(chain, alice().address, THERE)
  submit(chain, alice(), 'SubtensorModule', 'remove_stake', { hotkey: largeOn(THERE), netuid: THERE, amount_unstaked: poor / 2n })
  await open(popup, chain, address)
  await until('it to be final', async () => (await popup.text()).includes(activity.status.part), 60_000)
  expect(ALL.map((netuid) => held(chain, address, netuid))).toEqual([0n, GIVEN, 0n])
  await sees(popup, moves.legsDone({ done: '2', count: '3' }))
  const brought = await compare(popup, chain, address, before)
  expect([brought < receives, brought > least / 3n]).toEqual([true, true])
})
