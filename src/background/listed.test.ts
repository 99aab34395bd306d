import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import type { Output, PopupContract } from '../messaging'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { connect, createWorld, type Node, password, rest, shown, site } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const listed = 'https://app.phishing.kluis.test'
let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const raw = (address: string) => ({ address, data: '0x00', type: 'bytes' as const })

test('a site that is listed as phishing is refused without a window, and the person is told (PHI-03)', async () => {
  const { computer, popup, address } = await createWorld(node)
  const page = computer.page(listed)
  expect(codeOf(await page.ask('connect', { name: 'Kluis' }))).toBe('site-blocked')
  expect(codeOf(await page.ask('signRaw', raw(address)))).toBe('site-blocked')
  expect(resultOf(await page.ask('accounts'))).toEqual([])
  const [told] = await until(() => (popup.views.sites.refused.length ? popup.views.sites.refused : undefined))
  expect(popup.views.sites.refused).toEqual([{ origin: listed, at: told?.at }])
  await pause(100)
  expect([computer.windows.size, computer.badge.text, popup.views.requests.items]).toEqual([0, '', []])
  const why = resultOf<Output<PopupContract, 'whyNot'>>(await popup.ask('whyNot', { address: listed }))
  expect(why.causes).toEqual([{ id: 'listed' }])
  // Nobody else is concerned.
  await connect({ computer, popup }, [popup.views.accounts.first[0]?.id ?? ''], site, 8)
  computer.life.die()
})

test('however many names ask, the newest few are told, and one that the person blocks is told as blocked', async () => {
  const { computer, popup } = await createWorld(node)
  for (let n = 0; n < 14; n++)
    expect(codeOf(await computer.page(`https://x${n}.phishing.kluis.test`).ask('connect', { name: 'x' }))).toBe('site-blocked')
  await until(() => popup.views.sites.refused[0]?.origin === 'https://x13.phishing.kluis.test')
  expect(popup.views.sites.refused.map(({ origin }) => origin)).toEqual(
    Array.from({ length: 10 }, (_, n) => `https://x${13 - n}.phishing.kluis.test`),
  )
  resultOf(await popup.ask('blockSite', { origin: 'https://x13.phishing.kluis.test' }))
  await until(() => popup.views.sites.refused.length === 9)
  computer.life.die()
})

test('with the password one listed site is served all the same, until it is refused again: what it asked for ends then', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const trustIt = (more: { password?: string }) => popup.ask('trustSite', { origin: listed, trusted: true, ...more })
  expect(codeOf(await trustIt({}))).toBe('wrong-password')
  expect(codeOf(await trustIt({ password: 'not this one' }))).toBe('wrong-password')
  resultOf(await trustIt({ password }))
  const page = await connect({ computer, popup }, [id], listed)
  resultOf(await page.ask('subscribe'))
  expect(resultOf<object[]>(await page.ask('accounts'))).toHaveLength(1)
  for (const other of ['https://phishing.kluis.test', 'https://app.phishing.kluis.test:8443'])
    expect(codeOf(await computer.page(other, 9).ask('connect', { name: 'x' })), other).toBe('site-blocked')
  const answer = page.ask('signRaw', raw(address))
  await shown(popup, 'message')
  resultOf(await popup.ask('trustSite', { origin: listed, trusted: false }))
  expect(codeOf(await answer)).toBe('site-blocked')
  expect(await until(() => page.events.at(-1))).toEqual([])
  await rest({ computer, popup })
  // It keeps its grant, which is of no use to it.
  await until(() => popup.views.sites.items[0]?.refused)
  expect(codeOf(await page.ask('connect', { name: 'x' }))).toBe('site-blocked')
  // A block takes the trust away.
  resultOf(await trustIt({ password }))
  resultOf(await popup.ask('blockSite', { origin: listed }))
  resultOf(await popup.ask('unblockSite', { origin: listed }))
  expect(codeOf(await page.ask('connect', { name: 'x' }))).toBe('site-blocked')
  computer.life.die()
})

test('newer entries are asked for once the person wants it: who is on them loses what it saw, and nobody is asked before', async () => {
  const { computer, popup, id, address } = await createWorld(node)
  const asked: string[] = []
  const plain = globalThis.fetch
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.startsWith('data:')) return plain(url, init)
    asked.push(url)
    return new Response(JSON.stringify({ allow: [], deny: ['good.test', ...Array.from({ length: 9_000 }, (_, n) => `h${n}.example`)] }))
  })
  const page = await connect({ computer, popup }, [id])
  resultOf(await page.ask('subscribe'))
  computer.life.emit('alarm', { name: 'look' })
  await pause(200)
  expect(asked).toEqual([])
  const answer = page.ask('signRaw', raw(address))
  await shown(popup, 'message')
  resultOf(await popup.ask('refreshPhishing', { on: true }))
  expect(codeOf(await answer)).toBe('site-blocked')
  expect(await until(() => page.events.at(-1))).toEqual([])
  await until(() => popup.views.sites.list.hosts === 9_001)
  expect(popup.views.sites).toMatchObject({ items: [{ origin: site, refused: true }], list: { on: true, failed: null } })
  expect(asked).toEqual(['https://polkadot.js.org/phishing/all.json'])
  computer.clock.ahead = 25 * 3_600_000
  computer.life.emit('alarm', { name: 'look' })
  await until(() => asked.length === 2)
  resultOf(await popup.ask('unlock', { password }))
  resultOf(await popup.ask('refreshPhishing', { on: false }))
  computer.clock.ahead = 60 * 3_600_000
  computer.life.emit('alarm', { name: 'look' })
  await pause(200)
  expect(asked.length).toBe(2)
  vi.unstubAllGlobals()
  computer.life.die()
})
