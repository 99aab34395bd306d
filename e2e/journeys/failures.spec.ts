import { expect } from '../fixtures/wallet'
import { developmentAccounts } from '../localnet'
import { askFaucet, sees } from './person'
import { test } from './settled'

// A transfer that fails in a block, and one that a node refuses: why, what it costs, and the way on.

test('a transfer that fails on the chain says why and what it costs; another amount goes to the same recipient', async ({
  world,
  settled,
}) => {
  const { driver, chain, faucet } = world
  const { popup, address } = settled
  await askFaucet(driver, faucet.url, address, '10')
  await sees(popup, '10.0000')
  const recipient = developmentAccounts()[5]?.address ?? ''
  const before = chain.chain.account(recipient).data.free

  chain.chain.held.blocks = true
  await popup.byRole('button', 'Send').click()
  await popup.byLabel('Recipient').fill(recipient)
  await popup.byLabel('Amount in TAO').fill('4')
  await popup.byRole('button', 'Review').click()
  await popup.byRole('button', /^Send 4\b/).click()
  await sees(popup, 'Accepted by the node')
  // Meanwhile the money went another way: the fee can be paid, the amount cannot.
  chain.control({ balance: { address, rao: '2000000000' } })
  chain.chain.held.blocks = false
  await sees(popup, /Failed on the chain\..*There was not enough free TAO\..*only the network fee is gone\..*Send less/s)
  expect(chain.chain.account(recipient).data.free).toBe(before)

  await popup.byRole('button', 'Send another amount').click()
  expect(await popup.byLabel('Recipient').value()).toBe(recipient)
  expect(await popup.byLabel('Amount in TAO').value()).toBe('')
  await popup.byLabel('Amount in TAO').fill('0.5')
  await popup.byRole('button', 'Review').click()
  await popup.byRole('button', /^Send 0\.5\b/).click()
  await sees(popup, 'it can no longer be undone')
  expect(chain.chain.account(recipient).data.free).toBe(before + 500_000_000n)
  await popup.byRole('button', 'Done').click()

  // The failed one still tells of it, and its button leads to the form as well.
  await popup.byRole('link', 'Activity').click()
  await popup.byRole('link', /Failed on the chain/).click()
  await sees(popup, /There was not enough free TAO\..*only the network fee is gone/s)
  await popup.byRole('button', 'Send another amount').click()
  await popup.byRole('button', 'Review').waitFor()
  expect(await popup.byLabel('Recipient').value()).toBe(recipient)
})

test('an account whose coldkey is about to move is refused with the reason, and with what to do about it', async ({ world, settled }) => {
  const { driver, chain, faucet } = world
  const { popup, address } = settled
  await askFaucet(driver, faucet.url, address, '10')
  await sees(popup, '10.0000')
  await popup.byRole('button', 'Send').click()
  await popup.byLabel('Recipient').fill(developmentAccounts()[5]?.address ?? '')
  await popup.byLabel('Amount in TAO').fill('1')
  await popup.byRole('button', 'Review').click()
  await popup.byRole('button', /^Send 1\b/).waitFor()
  // Somebody announced a move of this coldkey: the chain takes nothing else from it.
  chain.chain.overwrite('SubtensorModule', 'ColdkeySwapAnnouncements', [address], [5, `0x${'11'.repeat(32)}`])
  chain.produce()
  await popup.byRole('button', /^Send 1\b/).click()
  await sees(popup, /Refused by the node\..*freezes it for everything else\..*costs nothing\..*dispute the move at once/s)
  expect(await popup.byRole('button', 'Send it again').isVisible()).toBe(false)
})
