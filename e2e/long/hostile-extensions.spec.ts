import { alterManifest, copyExtension } from '../fixtures/altered'
import { type Screen, until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { test as bare, expect } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { makeVault } from '../journeys/person'
import { test } from '../journeys/settled'
import { readViews } from './inside'

// Code that is no page: in the world of our own content script, as after a page's process was taken over, and of another extension.

const silence = { open: false, heard: [] }
const noted = async <T>(page: Screen, name: string) =>
  JSON.parse(
    await until('what it heard', () => page.evaluate<string | null>(`document.documentElement.dataset.${name} ?? null`)),
  ) as Record<string, T>

/** Opens a port by every name that could be one of ours, gives a command at once, and writes down what came of it. */
const intruder = `(async () => {
  const api = globalThis.browser ?? chrome
  const port = (name) => new Promise((resolve) => {
    const heard = []
    const made = api.runtime.connect({ name })
    made.onMessage.addListener((message) => heard.push(message))
    made.onDisconnect.addListener(() => resolve({ open: false, heard }))
    for (const [id, command] of ['lock', 'touch', 'exportWallet'].entries()) made.postMessage({ id, name: command, input: {} })
    setTimeout(resolve, 10_000, { open: true, heard })
  })
  const tries = {}
  for (const name of ['popup', 'import', 'approve', 'background', '']) tries[name] = await port(name)
  tries.message = await api.runtime.sendMessage({ id: 1, name: 'lock' }).then((answer) => answer ?? null, () => null)
  document.documentElement.dataset.tries = JSON.stringify(tries)
})()`

bare(
  'a script in the world of our content script opens the ports of our own pages: each is closed, nothing is heard, and the wallet does nothing (MSG-06)',
  async ({ kind }, info) => {
    const extension = await copyExtension(kind, info.outputPath('extension'), { 'intruder.js': intruder })
    await alterManifest(extension, (manifest) => ({
      ...manifest,
      content_scripts: manifest.content_scripts.map((each) => ('world' in each ? each : { ...each, js: ['intruder.js', ...each.js] })),
    }))
    const served = await servePlain()
    const profile = await freshProfile()
    const driver = await launch(kind, { profile: profile.path, extension })
    try {
      const popup = await driver.openPopup()
      await makeVault(popup)
      const { session, ...before } = await readViews(popup)
      const page = await driver.openPage(served.url)
      const tries = await noted(page, 'tries')
      expect(tries).toEqual({ popup: silence, import: silence, approve: silence, background: silence, '': silence, message: null })
      expect(await driver.hasApprovalWindow()).toBe(false)
      const after = await readViews(popup)
      expect([session.status, after.session.status]).toEqual(['unlocked', 'unlocked'])
      expect([after.accounts, after.sites, after.requests]).toEqual([before.accounts, before.sites, before.requests])
    } finally {
      await driver.close()
      await profile.remove()
      await served.close()
    }
  },
)

test.describe('with a neighbour', () => {
  test.use({ launchWith: { beside: 'e2e/fixtures/neighbour' } })

  test('another extension calls ours, from its content script and from its own page: nobody is there for it (MSG-19)', async ({
    world: { driver },
    settled: { popup },
  }) => {
    const served = await servePlain()
    try {
      const id = await popup.evaluate<string>('(globalThis.browser ?? chrome).runtime.id')
      const page = await driver.openPage(`${served.url}#${encodeURIComponent(id)}`)
      const nobody = { popup: silence, page: silence, message: { answer: null } }
      for (const from of ['outside', 'inside']) expect(await noted(page, from), from).toEqual(nobody)
      expect((await readViews(popup)).session.status).toBe('unlocked')
      expect(await driver.hasApprovalWindow()).toBe(false)
    } finally {
      await served.close()
    }
  })
})
