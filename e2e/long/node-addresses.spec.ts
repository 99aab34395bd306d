import { servePlain } from '../fixtures/plain'
import { expect, test } from '../fixtures/wallet'
import { makeVault, PASSWORD, SAY, sees } from '../journeys/person'
import { startLocalnet } from '../localnet'
import { goToNodes } from './finney'

const { nodes: say } = SAY

test('of the nodes that a person may type only those are kept that are encrypted or on this machine and of this network; the rest cannot be reached (RPC-13)', async ({
  driver,
}) => {
  const other = await startLocalnet()
  const served = await servePlain()
  try {
    const popup = await driver.openPopup()
    await makeVault(popup)
    await goToNodes(popup)
    await popup.byRole('link', say.add).click()
    const add = popup.byRole('button', say.addDo)
    for (const [url, code] of [
      [`ws://good.test:${served.port}`, 'node-unsafe'],
      ['ws://192.0.2.1:9944', 'node-unsafe'],
      ['https://evil.test', 'node-unsafe'],
      ['wss://me:secret@evil.test', 'node-login'],
    ] as const) {
      await popup.byLabel(say.address).fill(url)
      await popup.byLabel('Password').fill(PASSWORD)
      await sees(popup, SAY.errors[code]({}))
      expect(await add.isEnabled(), url).toBe(false)
    }
    // On this machine it may be, but not of another chain.
    await popup.byLabel(say.address).fill(other.url)
    await add.click()
    await sees(popup, say.otherChain({ network: 'Finney' }))
    expect([...other.asked.keys()]).toEqual(['chain_getBlockHash'])

    const tried = await popup.evaluate<string[]>(`(async () => {
      const blocked = []
      addEventListener('securitypolicyviolation', ({ blockedURI }) => blocked.push(new URL(blockedURI).origin))
      for (const url of ['ws://good.test:${served.port}/', 'ws://192.0.2.1:9944/'])
        try {
          new WebSocket(url)
        } catch {
          blocked.push(new URL(url).origin)
        }
      for (const url of ['http://good.test:${served.port}/', 'https://evil.test/']) await fetch(url).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      return blocked
    })()`)
    for (const origin of [`ws://good.test:${served.port}`, 'ws://192.0.2.1:9944', `http://good.test:${served.port}`, 'https://evil.test'])
      expect(tried).toContain(origin)
  } finally {
    await served.close()
    await other.close()
  }
})
