import { decodeAddress, toHex } from '../../src/units'
import { alterManifest, copyExtension } from '../fixtures/altered'
import type { Driver } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { madeOf, type Secret, seek, threeWords, tracesIn } from '../fixtures/traces'
import { expect, test } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { KEYS, keep, lookAt } from './keys'
import { enterPhrase, PASSWORD, SAY } from './person'

// What a page's process could read that took over our content script: a script more in the relay's own world looks from there.

/** Reads every area of storage again and again from the first moment of the page on, and writes down each answer that differs. */
const probe = `(async () => {
  const api = globalThis.browser ?? chrome
  const seen = { local: [], session: [] }
  const look = async (area) => {
    let answer
    try {
      answer = { read: JSON.stringify(await api.storage[area].get(null)) }
    } catch (error) {
      answer = { refused: String(error?.message ?? error) }
    }
    if (!seen[area].some((each) => JSON.stringify(each) === JSON.stringify(answer))) seen[area].push(answer)
  }
  const open = async (area) => {
    try {
      await api.storage[area].setAccessLevel({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' })
    } catch {}
  }
  const end = performance.now() + 1_500
  while (performance.now() < end) {
    await Promise.all(['local', 'session'].map(look))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(['local', 'session'].map(open))
  await Promise.all(['local', 'session'].map(look))
  document.documentElement.dataset.seen = JSON.stringify({ id: api.runtime.id, ...seen })
})()`

type Answer = { read: string } | { refused: string }
type Seen = { id: string; local: Answer[]; session: Answer[] }

const [known] = KEYS.phrases
const phrase = known?.phrase ?? ''
const secrets: Secret[] = [...threeWords('words', phrase), ...madeOf('words', phrase), { name: 'password', text: PASSWORD }]
/** Whose the wallet is: nobody who reads along is to learn that either. */
const NAME = 'A name that is no secret'
const accountId = toHex(decodeAddress(known?.address ?? '').accountId).slice(2)

async function lookFromContent(driver: Driver, url: string): Promise<Seen> {
  const page = await driver.openPage(url)
  const text = await until('what the content script saw', () =>
    page.evaluate<string | null>('document.documentElement.dataset.seen ?? null'),
  )
  await page.close()
  return JSON.parse(text) as Seen
}

function expectClosed(driver: Driver, { id, local, session }: Seen): void {
  expect(id, 'it runs as the extension').toBeTruthy()
  for (const each of session) expect(each, 'storage.session').toHaveProperty('refused')
  expect(session.length).toBeGreaterThan(0)
  if (driver.kind === 'chromium') {
    for (const each of local) expect(each, 'storage.local').toHaveProperty('refused')
    expect(local.length).toBeGreaterThan(0)
    return
  }
  // Firefox closes storage.local to nobody: of the vault there is nothing there but what a password of full cost seals.
  for (const each of local) {
    const read = 'read' in each ? each.read.replaceAll('\\', '') : ''
    expect(tracesIn(Buffer.from(read), seek(secrets))).toEqual([])
    for (const whose of [known?.address ?? '', accountId, NAME, 'publicKey']) expect(read).not.toContain(whose)
    for (const [, kdf] of read.matchAll(/"kdf":(\{[^{}]*\})/g))
      expect(JSON.parse(kdf ?? '')).toMatchObject({ alg: 'argon2id', memoryKiB: 65_536, passes: 3 })
  }
}

test('from the world of our content script no secret can be read from any storage, open or locked, nor after a restart', async ({
  kind,
}, info) => {
  const extension = await copyExtension(kind, info.outputPath('extension'), { 'probe.js': probe })
  await alterManifest(extension, (manifest) => {
    const [relay] = manifest.content_scripts
    if (!relay) throw new Error('the extension has no content script')
    return { ...manifest, content_scripts: [{ ...relay, js: ['probe.js', ...relay.js] }, ...manifest.content_scripts.slice(1)] }
  })
  const plain = await servePlain()
  const profile = await freshProfile()
  try {
    const driver = await launch(kind, { profile: profile.path, extension })
    try {
      const tab = await driver.openImport()
      await enterPhrase(tab, { phrase })
      await lookAt(tab)
      await tab.byLabel(SAY.bring.name).fill(NAME)
      await keep(tab, 1, { newVault: true })
      const session = await tab.evaluate<string>('(globalThis.browser ?? chrome).storage.session.get(null).then(JSON.stringify)')
      expect(session, 'the vault is open').toContain('wrapped')
      expectClosed(driver, await lookFromContent(driver, plain.url))
      await driver.restart()
      // The page's script runs from its first moment on, whether the background has begun to run or not.
      expectClosed(driver, await lookFromContent(driver, plain.url))
      await driver.killBackground()
      expectClosed(driver, await lookFromContent(driver, plain.url))
      const popup = await driver.openPopup()
      await popup.byRole('heading', SAY.shell.unlockTitle).waitFor()
    } finally {
      await driver.close()
    }
  } finally {
    await profile.remove()
    await plain.close()
  }
})
