import { readdirSync, readFileSync } from 'node:fs'
import { networks } from '../../src/chain/networks'
import { type Screen, until } from '../fixtures/driver'
import { isLoopback, type Recorder, startRecorder } from '../fixtures/recorder'
import { expect, test } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { developmentAccounts } from '../localnet'
import {
  askFaucet,
  askTransfer,
  chooseLocalNode,
  connectDapp,
  enterPhrase,
  fullAddress,
  KNOWN,
  keepAs,
  makeVault,
  PASSWORD,
  SAY,
  sees,
  unlock,
} from './person'

// Every connection of the whole browser goes through a proxy on this machine that writes its target down, unresolved, and refuses what is
// elsewhere. It sees all TCP, what is on this machine included; it would not see UDP, which neither extension pages nor these browsers
// use here (QUIC needs a direct connection). It cannot see who in the browser asks, and both browsers also call their own makers; so those
// names are left out, a browser without the wallet is seen to call nobody else, and no file of the wallet names any of them.

const hostOf = (url: string) => new URL(url).hostname
const finney = networks.finney.hosts.map(({ url }) => hostOf(url))
const [first = '', second = '', third = '', fourth = ''] = finney
const plain = networks.finney.hosts.map(({ url }) => url.replace(/^wss:\/\//, '').replace(/:443$/, ''))

/** What the browsers themselves call. */
const makers = /(^|\.)((google|googleapis|gstatic|gvt1)\.com|mozilla\.(com|net|org)|firefox\.com)$/
/** The names that were asked for, are not on this machine and not the browser's own. */
const abroad = (recorder: Recorder, since = 0) => recorder.hosts(since).filter((host) => !isLoopback(host) && !makers.test(host))
/** Long enough for a connection that must not come. */
const moment = (ms = 2_000) => new Promise((resolve) => setTimeout(resolve, ms))

async function goToNodes(popup: Screen): Promise<void> {
  await popup.byRole('link', SAY.common.settings).click()
  await popup.byRole('link', /^Network/).click()
  await popup.byRole('heading', SAY.nodes.title).waitFor()
}

test('a browser without the wallet calls its maker and nobody else, and no file of the wallet names that maker', async ({
  kind,
  servers,
}) => {
  const recorder = await startRecorder()
  const profile = await freshProfile()
  try {
    const driver = await launch(kind, { profile: profile.path, through: recorder.port, bare: true })
    await driver.openPage(servers.demo.url)
    await moment(8_000)
    await driver.close()
    // The page that was opened is among what was seen: nothing goes past the recorder.
    expect(recorder.hosts().filter(isLoopback)).not.toEqual([])
    expect(abroad(recorder)).toEqual([])
    const folder = kind === 'firefox' ? 'dist/firefox' : 'dist/chrome'
    const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|html|css)$/.test(name))
    expect(scripts.length).toBeGreaterThan(20)
    const named = /(google|googleapis|gstatic|gvt1)\.com|mozilla\.(com|net|org)|firefox\.com/
    expect(scripts.filter((name) => named.test(readFileSync(`${folder}/${name}`, 'utf8')))).toEqual([])
  } finally {
    await profile.remove()
    await recorder.close()
  }
})

test('No message goes to a host that the user did not choose: a whole session, every host of it recorded', async ({ kind, servers }) => {
  const recorder = await startRecorder()
  const profile = await freshProfile()
  const driver = await launch(kind, { profile: profile.path, through: recorder.port })
  const { chain, faucet, demo } = servers
  try {
    await test.step('before there is a wallet nobody is asked anything', async () => {
      const popup = await driver.openPopup()
      await popup.byRole('button', 'Make a new vault').waitFor()
      await popup.close()
      const help = await driver.openPopup('/help')
      await sees(help, SAY.help.scamTitle)
      await moment()
      expect(abroad(recorder)).toEqual([])
      await help.close()
    })

    const popup = await driver.openPopup()
    let address = ''
    await test.step('with a wallet on Finney: its nodes, all of which are on, and nobody else', async () => {
      await makeVault(popup)
      address = await fullAddress(popup)
      await until('all nodes of Finney to be tried', () => finney.every((host) => abroad(recorder).includes(host)))
      const tab = await driver.openImport()
      await enterPhrase(tab, KNOWN)
      await keepAs(tab, 'Brought')
      await tab.close()
      await popup.byRole('link', SAY.common.settings).click()
      await popup.byRole('link', SAY.common.activity).click()
      await popup.byRole('link', SAY.common.sites).click()
      await popup.byRole('link', SAY.common.home).click()
      const send = await driver.openPopup('/send')
      await send.byLabel('Recipient').fill(developmentAccounts()[5]?.address ?? '')
      await send.byLabel('Amount in TAO').fill('1')
      await send.close()
      expect(abroad(recorder)).toEqual(finney.toSorted())
    })

    await test.step('two nodes are switched off: from then on they are not asked, whatever is pressed, also by the next background', async () => {
      await goToNodes(popup)
      for (const url of [plain[0], plain[2]]) {
        const name = SAY.nodes.switchOn({ url: url ?? '' })
        await popup.byRole('switch', name).click()
        await until(`${url} to be off`, async () => !(await popup.byRole('switch', name).isChecked()))
      }
      await moment(500)
      const since = recorder.visits.length
      await popup.byRole('button', SAY.nodes.check).click()
      await until('a node that is on to be asked', () => abroad(recorder, since).includes(second))
      await popup.byRole('link', SAY.nodes.facts).click()
      await sees(popup, SAY.nodes.rules)
      await popup.byRole('button', 'Back').click()
      await popup.byRole('button', SAY.nodes.moveUp({ url: plain[3] ?? '' })).click()
      await sees(popup, SAY.nodes.check)
      await driver.killBackground()
      await until('the next background to ask', () => abroad(recorder, since).includes(fourth))
      await moment(4_000)
      expect(abroad(recorder, since)).toEqual([second, fourth].toSorted())
      expect([first, third].some((host) => abroad(recorder, since).includes(host))).toBe(false)
    })

    await test.step('a node of one’s own is asked once it was named with the password, kept when it tells the genesis, and used', async () => {
      const here = Number(new URL(chain.url).port)
      const asked = () => recorder.visits.filter(({ port }) => port === here).length
      expect(asked()).toBe(0)
      if (await popup.byLabel('Password').isVisible()) await unlock(popup)
      const add = async () => {
        await popup.byRole('link', SAY.nodes.add).click()
        await popup.byLabel(SAY.nodes.address).fill(chain.url)
        await popup.byLabel('Password').fill(PASSWORD)
        await popup.byRole('button', SAY.nodes.addDo).click()
      }
      await add()
      await sees(popup, SAY.nodes.otherChain({ network: 'Finney' }))
      const refusals = asked()
      expect(refusals).toBe(1)
      await popup.byRole('button', 'Back').click()
      chain.control({ faults: { genesis: networks.finney.genesisHash } })
      await add()
      await popup.byRole('switch', SAY.nodes.switchOn({ url: chain.url.replace('ws://', '') })).waitFor()
      await sees(popup, SAY.nodes.status['in-use'], 60_000)
      expect(asked()).toBeGreaterThan(refusals)
      await popup.byRole('button', SAY.nodes.remove({ url: chain.url.replace('ws://', '') })).click()
      await popup.byRole('switch', SAY.nodes.switchOn({ url: chain.url.replace('ws://', '') })).waitFor({ state: 'hidden' })
      chain.control({ honest: true })
      await popup.byRole('button', 'Back').click()
    })

    await test.step('with the local network: this machine and nothing else, through sending, connecting and signing', async () => {
      await chooseLocalNode(popup, chain)
      await moment(500)
      const since = recorder.visits.length
      await askFaucet(driver, faucet.url, address, '10')
      await sees(popup, '10.0000')
      const [, bob] = developmentAccounts()
      const before = chain.chain.account(bob?.address ?? '').data.free
      await popup.byRole('button', 'Send').click()
      await popup.byLabel('Recipient').fill(bob?.address ?? '')
      await popup.byLabel('Amount in TAO').fill('1')
      await sees(popup, 'Leaves')
      await popup.byRole('button', 'Review').click()
      await popup.byRole('button', /^Send 1/).click()
      await sees(popup, 'it can no longer be undone', 60_000)
      await popup.byRole('button', 'Done').click()
      const dapp = await driver.openPage(demo.url)
      await connectDapp(driver, dapp, ['Account 1'])
      await askTransfer(chain, dapp, bob?.address ?? '', '1')
      const window = await driver.approvalWindow()
      await window.byRole('button', 'Approve').click()
      await window.closed()
      const paid = () => chain.chain.account(bob?.address ?? '').data.free - before
      await until('both transfers to arrive', () => paid() === 2_000_000_000n).catch(async (error) => {
        throw new Error(`${paid()} rao arrived; the page says: ${await dapp.text()}`, { cause: error })
      })
      expect(abroad(recorder, since)).toEqual([])
      expect(recorder.hosts(since).filter(isLoopback)).not.toEqual([])
    })
    expect(abroad(recorder).filter((host) => !finney.includes(host))).toEqual([])

    await test.step('newer entries of the phishing list: one host, once the person switched that on, and it is told that none came', async () => {
      const since = recorder.visits.length
      await popup.byRole('link', SAY.common.sites).click()
      await popup.byRole('switch', SAY.sites.listOn).click()
      await until('the list to be asked for', () => abroad(recorder, since).includes('polkadot.js.org'))
      await sees(popup, SAY.sites.listFailed.unreached)
      await popup.byRole('switch', SAY.sites.listOn).click()
      expect(abroad(recorder, since)).toEqual(['polkadot.js.org'])
    })
  } finally {
    await driver.close()
    await profile.remove()
    await recorder.close()
  }
})
