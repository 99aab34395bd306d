import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { bob, free, TAO } from '../journeys/answers'
import { fullAddress, makeVault, SAY, sees } from '../journeys/person'
import { a, b, checked, give, goHome, goToNodes, inUse, ownNodes, saysOf, shortOf, startFinney } from './finney'

// Two operators over one chain, which passes for Finney: what one of them does badly costs the person nothing.

const { nodes: say } = SAY

test('a node that lags by many blocks says so, and what a node that is further told is never taken back by it', async ({ driver }) => {
  const net = await startFinney(300)
  try {
    const popup = await driver.openPopup()
    await makeVault(popup)
    const address = await fullAddress(popup)
    give(net, address, 10n)
    net.produce()
    a(net).faults.behind = 250
    await ownNodes(popup, [
      { url: a(net).url, name: 'Anna' },
      { url: b(net).url, name: 'Bert' },
    ])
    // The one in use is the one that lags: how old its chain is stands over everything, how much it lacks stands beside it.
    await sees(popup, /The newest block is \d+ minutes old\. The node may be behind/)
    await checked(popup, 'Bert', new RegExp(say.status.answering))
    await saysOf(popup, 'Anna', /connected.*\d+ blocks behind/s)
    await goHome(popup)
    await sees(popup, '0.0000')

    // The person takes the other one first.
    await goToNodes(popup)
    await popup.byRole('button', say.moveUp({ url: shortOf(b(net).url) })).click()
    await inUse(popup, 'Bert')
    await checked(popup, 'Anna', /is behind.*\d+ blocks behind/s)
    await goHome(popup)
    await sees(popup, '10.0000')
    expect(await popup.text()).not.toContain('The node may be behind')

    // Nothing is left but the one that lags: its amounts are older than those that were seen, and never replace them.
    const port = Number(new URL(b(net).url).port)
    const asked = () => a(net).asked.get('state_queryStorageAt') ?? 0
    await b(net).close()
    await sees(popup, /The newest block is \d+ minutes old\. The node may be behind/, 90_000)
    const before = asked()
    // Longer than what is newer is kept without a reason.
    await new Promise((resolve) => setTimeout(resolve, 65_000))
    expect(asked()).toBeGreaterThan(before)
    await sees(popup, '10.0000')
    await driver.killBackground()
    const again = await driver.openPopup()
    await sees(again, '10.0000')

    // The other one is back, with more on it.
    give(net, address, 25n)
    await net.addNode(port)
    a(net).faults.behind = 0
    await sees(again, '25.0000', 120_000)
  } finally {
    await net.close()
  }
})

test('the node in use dies, in the middle of a look and of a transfer: the next operator goes on, and the transfer is paid once', async ({
  driver,
}) => {
  const net = await startFinney(30)
  try {
    const popup = await driver.openPopup()
    await makeVault(popup)
    const address = await fullAddress(popup)
    const before = free(net, bob)
    give(net, address, 10n)
    await ownNodes(popup, [
      { url: a(net).url, name: 'Anna' },
      { url: b(net).url, name: 'Bert' },
    ])
    await goHome(popup)
    await sees(popup, '10.0000')

    // It is gone while it owes an answer about the balance.
    const port = Number(new URL(a(net).url).port)
    a(net).control({ faults: { lag: 60_000, only: ['state_queryStorageAt'] } })
    const looks = a(net).asked.get('state_queryStorageAt') ?? 0
    give(net, address, 15n)
    await until('a look under way', () => (a(net).asked.get('state_queryStorageAt') ?? 0) > looks)
    await a(net).close()
    await sees(popup, '15.0000', 90_000)
    await goToNodes(popup)
    await inUse(popup, 'Bert')
    await checked(popup, 'Anna', new RegExp(say.status.unreached))
    await net.addNode(port)
    await checked(popup, 'Anna', new RegExp(say.status.answering))
    await goHome(popup)

    // It takes a transfer, and its connection is half-open from then on.
    net.control({ held: { blocks: true } })
    await popup.byRole('button', SAY.common.send).click()
    await popup.byLabel(SAY.send.recipient).fill(bob)
    await popup.byLabel(SAY.send.amount).fill('1')
    await popup.byRole('button', SAY.send.review).click()
    await popup.byRole('button', /^Send 1\b/).click()
    await sees(popup, SAY.activity.statusText.sent)
    b(net).control({ halfOpen: true })
    net.control({ held: { blocks: false } })
    await sees(popup, SAY.send.finalNote, 120_000)
    expect(free(net, bob) - before).toBe(TAO)
    await popup.byRole('button', SAY.send.done).click()
    await sees(popup, /13\.9\d\d\d/)
    await goToNodes(popup)
    await inUse(popup, 'Anna')
    await checked(popup, 'Bert', new RegExp(say.status.answering))
    await goHome(popup)

    // It has had enough, and hangs up at every second question.
    net.nodes[2]?.control({ faults: { rateLimit: { perSecond: 1, of: 'node', over: 'close' } } })
    await popup.byRole('button', SAY.common.send).click()
    await popup.byLabel(SAY.send.recipient).fill(bob)
    await popup.byLabel(SAY.send.amount).fill('2')
    // While the connection falls every second question, a review may end with an error; a person asks again.
    const review = popup.byRole('button', SAY.send.review)
    const sendIt = popup.byRole('button', /^Send 2\b/)
    await until('the review', async () => {
      if (await sendIt.isVisible()) return true
      if ((await review.isVisible()) && (await review.isEnabled())) await review.click()
      return false
    })
    await sendIt.click()
    await sees(popup, SAY.send.finalNote, 120_000)
    expect(free(net, bob) - before).toBe(3n * TAO)
    await popup.byRole('button', SAY.send.done).click()
    await sees(popup, /11\.9\d\d\d/)
    await goToNodes(popup)
    await inUse(popup, 'Bert')
    net.nodes[2]?.control({ honest: true })
    await checked(popup, 'Anna', new RegExp(say.status.answering))

    // Each is on the chain once.
    expect(net.chain.account(address).nonce).toBe(2)
    expect(net.chain.pending).toEqual([])
    await popup.byRole('button', SAY.common.back).click()
    await popup.byRole('link', SAY.common.activity).click()
    const payments = popup.byRole('link', /(Sent|Payment) to/)
    await until('both payments', async () => (await payments.count()) === 2)
    // On finney an explorer shows where each of them stands; nobody is asked before the link is pressed.
    await payments.nth(0).click()
    const place = await popup.byRole('link', 'taostats.io').attribute('href')
    expect(place).toMatch(/^https:\/\/taostats\.io\/extrinsic\/\d+-\d{4}$/)
  } finally {
    await net.close()
  }
})
