import { type Driver, type Screen, until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { bob, free, TAO } from '../journeys/answers'
import { fullAddress, makeVault, SAY, sees } from '../journeys/person'
import { a, b, checked, give, goHome, goToNodes, inUse, ownNodes, saysOf, startFinney } from './finney'

// Nodes over one chain, which passes for Finney: one that stands still, and one that turns out to be another chain's.

const { nodes: say, approve } = SAY
const agree = (popup: Screen, amount: string) => popup.byRole('button', new RegExp(`^Send ${amount}\\b`))

/** A wallet with 10 TAO whose nodes are Anna and Bert, at home. */
async function begun(driver: Driver, blocks = 30) {
  const net = await startFinney(blocks)
  const popup = await driver.openPopup()
  await makeVault(popup)
  const address = await fullAddress(popup)
  give(net, address, 10n)
  await ownNodes(popup, [
    { url: a(net).url, name: 'Anna' },
    { url: b(net).url, name: 'Bert' },
  ])
  await goHome(popup)
  await sees(popup, '10.0000')
  return {
    net,
    popup,
    address,
    close: () => net.close(),
  }
}
async function fill(popup: Screen, amount: string): Promise<void> {
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.amount).fill(amount)
}
/** Asks for the review again until it is there: a public node is asked no faster than it wants. */
async function review(popup: Screen, amount: string): Promise<void> {
  const button = popup.byRole('button', SAY.send.review)
  await until('the form to be ready', () => button.isEnabled(), 90_000)
  await button.click()
  await agree(popup, amount).waitFor({ timeoutMs: 90_000 })
}
test('a chain that stands still: after a minute it is said, after two nothing is signed, and all goes on with the next block (RPC-06)', async ({
  driver,
}) => {
  const { net, popup, address, close } = await begun(driver)
  try {
    const before = free(net, bob)
    await popup.byRole('button', SAY.common.send).click()
    await fill(popup, '1')
    await review(popup, '1')
    net.setBlockTime('manual')
    const home = await driver.openPopup()
    await sees(home, /The newest block is .+ old\. The node may be behind/, 180_000)
    await sees(popup, approve.stale, 180_000)
    const agreed = agree(popup, '1')
    expect(await agreed.isEnabled()).toBe(false)
    await agreed.hit()
    expect([free(net, bob) - before, net.chain.account(address).nonce, net.chain.pending.length]).toEqual([0n, 0, 0])
    net.setBlockTime(1_000)
    await until('payments to go again', () => agreed.isEnabled(), 90_000)
    await agreed.click()
    await sees(popup, SAY.send.finalNote, 120_000)
    expect([free(net, bob) - before, net.chain.account(address).nonce]).toEqual([TAO, 1])
  } finally {
    await close()
  }
})

test('a node that turns out to serve another chain is left, named as that, and used no more (RPC-01)', async ({ driver }) => {
  const { net, popup, close } = await begun(driver)
  try {
    a(net).control({ faults: { genesis: `0x${'22'.repeat(32)}` }, drop: true })
    await goToNodes(popup)
    await inUse(popup, 'Bert')
    await checked(popup, 'Anna', new RegExp(say.refusedBecause.chain))
    const asked = new Map(a(net).asked)
    await goHome(popup)
    await popup.byRole('button', SAY.common.send).click()
    await fill(popup, '1')
    await review(popup, '1')
    await agree(popup, '1').click()
    await sees(popup, SAY.send.finalNote, 120_000)
    // Its genesis is all that it is asked for.
    const more = [...a(net).asked].filter(([method, count]) => count > (asked.get(method) ?? 0)).map(([method]) => method)
    expect(more.filter((method) => method !== 'chain_getBlockHash')).toEqual([])
    await popup.byRole('button', SAY.send.done).click()
    await goToNodes(popup)
    await saysOf(popup, 'Bert', new RegExp(say.status['in-use']))
  } finally {
    await close()
  }
})
