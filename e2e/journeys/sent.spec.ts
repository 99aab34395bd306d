import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import type { Localnet } from '../localnet'
import { bob, free, TAO } from './answers'
import { SAY, sees, unlock } from './person'
import { type Settled, test } from './settled'

// A payment that was signed leads nobody to pay it twice: not while the node says nothing, and not after a lock.

const review = (popup: Screen) => popup.byRole('button', SAY.send.review)
const agree = (popup: Screen) => popup.byRole('button', /^Send 1\b/)

async function toReview(chain: Localnet, { popup, address }: Settled): Promise<bigint> {
  chain.control({ balance: { address, rao: String(10n * TAO) } })
  await sees(popup, '10.0000')
  const before = free(chain, bob)
  await popup.byRole('button', SAY.common.send).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.amount).fill('1')
  await review(popup).click()
  await until('the review to be armed', () => agree(popup).isEnabled())
  return before
}

test('while the node says nothing of a payment there is no way back to the form, and who fills it anew is told that it is on its way', async ({
  world: { chain },
  settled,
}) => {
  const { popup } = settled
  const before = await toReview(chain, settled)
  // The node takes it, and its answer is never understood.
  chain.control({ held: { blocks: true }, faults: { wrongId: true, only: ['author_submit*'] } })
  await agree(popup).click()
  await sees(popup, SAY.send.leaving)
  expect(await popup.byRole('button', SAY.send.back).isVisible()).toBe(false)
  await sees(popup, SAY.activity.statusText.signedOwn)
  await popup.byRole('button', SAY.send.done).click()
  await popup.byRole('button', SAY.common.send).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.amount).fill('1')
  await sees(popup, SAY.send.twinOnItsWay)
  chain.control({ held: { blocks: false }, honest: true })
  await popup.byRole('button', SAY.send.twinLook).click()
  await sees(popup, SAY.activity.statusText.final, 60_000)
  expect(free(chain, bob) - before).toBe(TAO)
})

test('after a lock a payment that was made is told of as it is, and no filled form stands in its place', async ({
  world: { driver, chain },
  settled,
}) => {
  const { popup } = settled
  const before = await toReview(chain, settled)
  await agree(popup).click()
  await sees(popup, SAY.send.finalNote, 60_000)
  const other = await driver.openPopup()
  await other.byRole('button', SAY.common.lock).click()
  await other.close()
  await unlock(popup)
  await sees(popup, SAY.send.finalNote)
  expect(await popup.byLabel(SAY.send.amount).isVisible()).toBe(false)
  expect(free(chain, bob) - before).toBe(TAO)
})
