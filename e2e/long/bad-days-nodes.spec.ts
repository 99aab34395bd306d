import type { Screen } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { bob, free, TAO } from '../journeys/answers'
import { SAY, sees, settleIn, unlock } from '../journeys/person'
import type { Localnet } from '../localnet'

// Bad days of nodes and of the chain: what a transfer comes to is told as it is, and it is on the chain once.

const say = SAY.activity.statusText
const give = (chain: Localnet, address: string, rao: bigint) => chain.control({ balance: { address, rao: String(rao) } })

const review = (popup: Screen) => popup.byRole('button', SAY.send.review)
/** From home to the review of a payment. */
async function prepare(popup: Screen, amount: string): Promise<void> {
  await popup.byRole('button', SAY.common.send).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.amount).fill(amount)
  await review(popup).click()
}
/** Presses the button that signs, and sees the node take it. */
async function agree(popup: Screen, amount: string): Promise<void> {
  await popup.byRole('button', new RegExp(`^Send ${amount}\\b`)).click()
  await sees(popup, say.sent)
}
/** A wallet with 10 TAO on a chain that makes no block by itself any more. */
async function fundedAndStill(world: { driver: Parameters<typeof settleIn>[0]; chain: Localnet }) {
  const { chain } = world
  const settled = await settleIn(world.driver, chain)
  give(chain, settled.address, 10n * TAO)
  await sees(settled.popup, '10.0000')
  chain.setBlockTime('manual')
  return settled
}
/** The one payment that the wallet knows of. */
async function onlyPayment(popup: Screen) {
  const payment = popup.byRole('link', /(Sent|Payment) to/)
  await payment.waitFor()
  expect(await payment.count()).toBe(1)
  return payment
}

test('a reorganisation throws a transfer out while the popup is closed and the background dead: it waits again, goes in again, and is paid once', async ({
  world,
}) => {
  const { driver, chain } = world
  const { popup, address } = await fundedAndStill(world)
  const before = free(chain, bob)
  chain.control({ held: { finality: true } })
  chain.produce()
  await prepare(popup, '1')
  await agree(popup, '1')
  chain.produce()
  await sees(popup, say.included)
  await popup.close()
  await driver.killBackground()
  // The block is undone, and no node has the transaction any more.
  chain.control({ reorganise: 1 })
  chain.chain.forgetPool()
  chain.produce(2)
  expect(free(chain, bob)).toBe(before)

  const again = await driver.openPopup('/activity')
  if (await again.byLabel('Password').isVisible()) await unlock(again)
  await (await onlyPayment(again)).click()
  await sees(again, say.sent)
  await driver.killBackground()
  chain.control({ held: { finality: false } })
  chain.setBlockTime(1_000)
  // After a while the wallet hands the same bytes in again.
  await sees(again, say.final, 90_000)
  expect(free(chain, bob) - before).toBe(TAO)
  expect(chain.chain.account(address).nonce).toBe(1)
  expect(chain.chain.pending).toEqual([])
  await again.byRole('button', SAY.common.back).click()
  await onlyPayment(again)
})

test('the runtime becomes another one before a transfer is signed, and before one is in a block: neither happens, each is said, and the next one arrives', async ({
  world,
}) => {
  const { chain } = world
  const { popup, address } = await fundedAndStill(world)
  const before = free(chain, bob)
  await prepare(popup, '1')
  await popup.byRole('button', /^Send 1\b/).waitFor()
  chain.control({ upgrade: 425, produce: 1 })
  await popup.byRole('button', /^Send 1\b/).click()
  await sees(popup, SAY.errors['payload-wrong-spec']({ asked: '424', chain: '425' }))
  expect([chain.chain.pending, chain.chain.account(address).nonce]).toEqual([[], 0])

  // What was typed is still there, and is reviewed for the new runtime.
  await popup.byRole('button', SAY.send.back).nth(-1).click()
  expect(await popup.byLabel(SAY.send.recipient).value()).toBe(bob)
  await review(popup).click()
  await agree(popup, '1')
  expect(chain.chain.pending).toHaveLength(1)
  // What was signed for 425 goes into no block of 426.
  chain.control({ upgrade: 426, produce: 70 })
  expect([chain.chain.pending, free(chain, bob)]).toEqual([[], before])
  chain.setBlockTime(250)
  await sees(popup, say.lost, 60_000)
  await popup.byRole('button', SAY.activity.remedies.again).click()
  await review(popup).click()
  await agree(popup, '1')
  await sees(popup, SAY.send.finalNote)
  expect(free(chain, bob) - before).toBe(TAO)
  expect(chain.chain.account(address).nonce).toBe(1)
})
