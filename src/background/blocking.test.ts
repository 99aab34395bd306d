import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import type { Output, PopupContract } from '../messaging'
import { toHex } from '../units'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { approveShown, connect, createWorld, type Node, payloadOf, rest, shown, site, transferOf } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

test('a site that is blocked loses what it saw and what it asked for, at once, and may ask for nothing after that', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  resultOf(await page.ask('subscribe'))
  const answer = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 1_000n)))
  const request = await shown(popup, 'transaction')
  resultOf(await popup.ask('blockSite', { origin: site }))
  expect(codeOf(await answer)).toBe('site-blocked')
  expect(await until(() => page.events.at(-1))).toEqual([])
  await rest({ computer, popup })
  expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash }))).toBe('gone')
  expect(popup.views.sites).toMatchObject({ items: [], blocked: [{ origin: site }] })
  // Also for a document that comes later, in a later life of the background.
  await computer.restart()
  const other = computer.page(site, 8)
  expect(codeOf(await other.ask('connect', { name: 'x' }))).toBe('site-blocked')
  expect(codeOf(await other.ask('signRaw', { address, data: '0x00', type: 'bytes' }))).toBe('site-blocked')
  expect(resultOf(await other.ask('accounts'))).toEqual([])
  await pause(100)
  expect([computer.windows.size, computer.badge.text]).toEqual([0, ''])
  computer.life.die()
})

test('a connection that waits is refused by blocking its site, and one that was agreed to meanwhile grants nothing', async () => {
  const { computer, popup, id } = await createWorld(node)
  const answer = computer.page(site).ask('connect', { name: 'x' })
  const request = await shown(popup, 'connect')
  const blocked = popup.ask('blockSite', { origin: site })
  const agreed = popup.ask('approveConnect', { id: request.id, accounts: [id as '0x'] })
  resultOf(await blocked)
  expect(codeOf(await agreed)).not.toBe('ok')
  expect(codeOf(await answer)).toBe('site-blocked')
  expect(popup.views.sites.items).toEqual([])
  expect(codeOf(await popup.ask('grantSite', { origin: site, accounts: [id as '0x'] }))).toBe('site-blocked')
  computer.life.die()
})

test('a site that is unblocked may ask again, sees nothing before that, and only an open wallet unblocks', async () => {
  const { computer, popup, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  resultOf(await popup.ask('blockSite', { origin: site }))
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await popup.ask('unblockSite', { origin: site }))).toBe('locked')
  resultOf(await popup.ask('unlock', { password: 'correct horse battery staple' }))
  resultOf(await popup.ask('unblockSite', { origin: site }))
  expect(resultOf(await page.ask('accounts'))).toEqual([])
  await until(() => popup.views.sites.blocked.length === 0)
  await connect({ computer, popup }, [id], site, 9)
  expect(resultOf<object[]>(await page.ask('accounts'))).toHaveLength(1)
  computer.life.die()
})

test('blocks go into a backup, and come back from one: what the site asked for ends, and no block is lifted', async () => {
  const { computer, popup, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  resultOf(await popup.ask('blockSite', { origin: 'https://evil.test' }))
  const { blocked } = resultOf<{ blocked: string[] }>(await popup.ask('exportWallet', { password: 'correct horse battery staple' }))
  expect(blocked).toEqual(['https://evil.test'])
  const answer = page.ask('signRaw', { address: popup.views.accounts.first[0]?.address ?? '', data: '0x00', type: 'bytes' })
  await shown(popup, 'message')
  const evil = { origin: 'https://evil.test', accounts: [id as '0x'] }
  resultOf(await popup.ask('mergeBackup', { contacts: [], sites: [evil], accounts: [id as '0x'], blocked: [site, 'file://'] }))
  expect(codeOf(await answer)).toBe('site-blocked')
  await until(() => popup.views.sites.blocked.length === 2)
  expect(popup.views.sites.blocked.map(({ origin }) => origin)).toEqual(['https://evil.test', site])
  expect(popup.views.sites.items).toEqual([])
  computer.life.die()
})

test('all sites are removed at once: each page learns it through its subscription, and what waits ends', async () => {
  const { computer, popup, id, address } = await createWorld(node)
  const first = await connect({ computer, popup }, [id])
  const second = await connect({ computer, popup }, [id], 'https://other.test', 8)
  for (const page of [first, second]) resultOf(await page.ask('subscribe'))
  const answers = [first, second].map((page) => page.ask('signRaw', { address, data: '0x00', type: 'bytes' }))
  await until(() => popup.views.requests.items.length === 2)
  resultOf(await popup.ask('revokeSites', undefined))
  expect((await Promise.all(answers)).map(codeOf)).toEqual(['unauthorized', 'unauthorized'])
  for (const page of [first, second]) expect(await until(() => page.events.at(-1))).toEqual([])
  await until(() => popup.views.sites.items.length === 0)
  // Each may ask again.
  await connect({ computer, popup }, [id])
  computer.life.die()
})

test('what was signed for a site is told with it: transactions from the activity, messages with how they begin', async () => {
  const { computer, popup, id, address } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const toldOf = async (origin: string) => resultOf<Output<PopupContract, 'siteSigned'>>(await popup.ask('siteSigned', { origin }))
  expect(await toldOf(site)).toEqual({ total: 0, items: [], messages: [] })
  const answer = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 1_000n)))
  resultOf(await approveShown(popup))
  resultOf(await answer)
  const said = page.ask('signRaw', { address, data: toHex(new TextEncoder().encode(`log in ${'x'.repeat(200)}`)), type: 'bytes' })
  const { id: request, hash } = await shown(popup, 'message')
  resultOf(await popup.ask('approve', { id: request, hash }))
  resultOf(await said)
  await until(async () => (await toldOf(site)).messages.length)
  const told = await toldOf(site)
  expect(told).toMatchObject({ total: 1, items: [{ origin: site }], messages: [{ account: id, text: `log in ${'x'.repeat(113)}` }] })
  await until(() => popup.views.sites.items[0]?.lastUsedAt === told.messages[0]?.at)
  expect(await toldOf('https://good.test:8443')).toEqual({ total: 0, items: [], messages: [] })
  computer.life.die()
})

test('why a site sees no accounts is answered from what the wallet has: never asked, waiting, refused too often, blocked, hidden', async () => {
  const { computer, popup, id } = await createWorld(node)
  const whyNot = async () => resultOf<Output<PopupContract, 'whyNot'>>(await popup.ask('whyNot', { address: 'good.test/app' }))
  const causes = async () => (await whyNot()).causes.map((cause) => cause.id)
  expect(await whyNot()).toEqual({ origin: site, causes: [{ id: 'not-connected', near: [] }] })
  expect(resultOf(await popup.ask('askedLately', undefined))).toEqual([])
  const page = computer.page(site)
  for (let n = 0; n < 3; n++) {
    const answer = page.ask('connect', { name: 'x' })
    const { id: request } = await shown(popup, 'connect')
    expect(await causes()).toEqual(['waits'])
    resultOf(await popup.ask('reject', { id: request }))
    await answer
    await rest({ computer, popup })
  }
  expect(await causes()).toEqual(['silenced'])
  expect(resultOf(await popup.ask('askedLately', undefined))).toEqual([site])
  computer.clock.ahead = 61_000
  await connect({ computer, popup }, [id])
  expect(await causes()).toEqual(['sees'])
  resultOf(await popup.ask('changeAccount', { id, hidden: true }))
  expect(await causes()).toEqual(['hidden'])
  resultOf(await popup.ask('blockSite', { origin: site }))
  expect(await causes()).toEqual(['blocked'])
  computer.life.die()
})
