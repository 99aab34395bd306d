import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { ownHosts } from '../../e2e/phishing/make'
import { createStorage, memoryMedia } from '../storage'
import { hostIn, openNames, packNames } from './filter'
import { createPhishing, LIST_URL, phishingBox } from './phishing'

const DAY = 86_400_000
const file = readFileSync('public/phishing.list')
const dataUrl = (bytes: Uint8Array) => `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`
const shipped = dataUrl(file)

const servers: Server[] = []
afterEach(() => {
  for (const each of servers.splice(0)) {
    each.closeAllConnections()
    each.close()
  }
})
/** A host on this machine that gives `answer` to whoever asks. */
async function serve(answer: RequestListener) {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/all.json`
}
const json =
  (value: unknown): RequestListener =>
  (_, response) =>
    response.end(typeof value === 'string' ? value : JSON.stringify(value))

/** A list over a small bundled one of four hosts. */
async function made(answer: RequestListener | undefined, { patience = 5_000, on = true } = {}) {
  const asked: { headers: Record<string, unknown> }[] = []
  const source = answer
    ? await serve((request, response) => {
        asked.push({ headers: request.headers })
        answer(request, response)
      })
    : 'http://127.0.0.1:1/'
  const clock = { now: 1_800_000_000_000 }
  const box = createStorage(memoryMedia().media, () => clock.now).box(phishingBox)
  const bundled = dataUrl(
    await packNames(['xn--mnta-bta.network', 'evil.com', 'bad.example', 'worse.example', 'phishing.kluis.test'], 'a test'),
  )
  const phishing = createPhishing(box, bundled, () => clock.now, source, patience)
  if (on) await phishing.switch(true)
  return { phishing, box, clock, asked, kept: async () => (await box.read()).kept, tried: async () => (await box.read()).tried }
}
const fresh = { allow: ['good.example'], deny: ['newer.example', 'Other.EXAMPLE', 'good.example', 'avao.xyz.', 'mąnta.network', '%%%'] }

test('the list that is shipped has every host that is kept by hand, those of eth-phishing-detect, and nobody of ours', async () => {
  const { phishing } = { phishing: createPhishing(createStorage(memoryMedia().media, () => 0).box(phishingBox), shipped, () => 0) }
  expect(await phishing.bundled()).toBeGreaterThan(13_000)
  for (const host of await ownHosts()) {
    expect(hostIn(host)).toBe(host)
    expect(await phishing.isListed(`https://${host}`), host).toBe(true)
  }
  for (const host of ['azukishop.live', 'moonbirds.tv', 'nfts-mints.com', 'etherealart.nfts-mints.com'])
    expect(await phishing.isListed(`https://${host}`), host).toBe(true)
  const [notice] = file.toString('latin1').split('\n')
  expect(notice).toMatch(/eth-phishing-detect 1\.2\.0 .*DBAD.* polkadot-js\/phishing \(Apache-2\.0\)$/)
  for (const host of [
    'taostats.io',
    'bittensor.com',
    'docs.learnbittensor.org',
    'polkadot.js.org',
    'wallet.tao.app',
    'example.com',
    'js.org',
  ])
    expect(await phishing.isListed(`https://${host}`), host).toBe(false)
})

test('a listed host is found however its address is written, with everything below it, and nothing beside it (PHI-04)', async () => {
  const { phishing } = await made(undefined, { on: false })
  const forms = [
    'https://evil.com',
    'https://evil.com.',
    'https://evil.com:8443',
    'http://evil.com',
    'https://EVIL.com',
    'https://good.app@evil.com',
    'https://good.app:443@evil.com.',
    'https://xn--mnta-bta.network',
    'https://app.mąnta.network',
    'https://a.b.c.evil.com',
    `https://${'x.'.repeat(60)}evil.com`,
  ]
  for (const origin of forms) expect(await phishing.isListed(origin), origin).toBe(true)
  for (const origin of [
    'https://notevil.com',
    'https://evil.com.good.app',
    'https://com',
    'https://example',
    'null',
    '',
    'http://127.0.0.1:3000',
  ])
    expect(await phishing.isListed(origin), origin).toBe(false)
})

test('every host of a list is found once it came, with those that came along, and nothing is asked while that is off (PHI-03)', async () => {
  const off = await made(json(fresh), { on: false })
  expect([await off.phishing.refresh(), off.asked.length]).toEqual([false, 0])
  const { phishing, asked, kept, tried, clock } = await made(json(fresh))
  expect(await phishing.refresh()).toBe(true)
  for (const host of ['newer.example', 'x.other.example', 'avao.xyz', 'xn--mnta-bta.network', 'evil.com'])
    expect(await phishing.isListed(`https://${host}`), host).toBe(true)
  expect(await phishing.isListed('https://good.example')).toBe(false)
  expect(await kept()).toMatchObject({ hosts: 4, at: clock.now })
  expect(await tried()).toEqual({ at: clock.now, failed: null })
  for (const header of ['cookie', 'authorization', 'referer']) expect(asked[0]?.headers).not.toHaveProperty(header)
})

test('newer entries are asked for once a day, and an hour after they did not come', async () => {
  const lists: unknown[] = [fresh, 'broken', fresh]
  const { phishing, clock, asked } = await made((request, response) => json(lists.shift())(request, response))
  expect(await Promise.all([phishing.refresh(), phishing.refresh()])).toEqual([true, false])
  clock.now += DAY - 1
  expect([await phishing.refresh(), asked.length]).toEqual([false, 1])
  clock.now += 1
  expect([await phishing.refresh(), asked.length]).toEqual([false, 2])
  clock.now += 3_599_999
  expect([await phishing.refresh(), asked.length]).toEqual([false, 2])
  clock.now += 1
  expect([await phishing.refresh(), asked.length]).toEqual([true, 3])
  // The clock was set back.
  clock.now -= 10 * DAY
  await phishing.refresh()
  expect(asked.length).toBe(4)
})

const many = (count: number) => ({ allow: [], deny: Array.from({ length: count }, (_, i) => `h${i}.example`) })
const bad: [string, string, RequestListener | undefined][] = [
  ['fifty megabytes', 'too-large', (_, response) => void pour(response)],
  ['too many hosts', 'too-large', json(many(200_001))],
  ['no JSON', 'no-list', json('{"allow":[],"deny":["x.example"')],
  ['another shape', 'no-list', json(['x.example'])],
  ['hosts that are no texts', 'no-list', json({ allow: [], deny: ['a.example', 7] })],
  ['a list of nobody', 'shrunk', json({ allow: [], deny: [] })],
  ['half of them allowed again', 'shrunk', json({ allow: fresh.deny, deny: fresh.deny })],
  ['not found', 'unreached', (_, response) => response.writeHead(404).end(JSON.stringify(fresh))],
  ['a redirection', 'unreached', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ['an answer that ends in the middle', 'unreached', (_, response) => void response.write('{"allow":[', () => response.destroy())],
  ['an answer that never ends', 'unreached', (_, response) => void response.write('{"allow":[')],
  ['silence', 'unreached', () => undefined],
  ['nobody there', 'unreached', undefined],
]
async function pour(response: Parameters<RequestListener>[1]) {
  const piece = Buffer.alloc(1_048_576, ' ')
  for (let n = 0; n < 50 && !response.destroyed; n++) await new Promise((resolve) => response.write(piece, resolve))
}
test.each(bad)('%s: ignored, and the last good list is kept (PHI-05)', async (_, why, answer) => {
  let first = true
  const serveBoth: RequestListener | undefined =
    answer &&
    ((request, response) => {
      if (!first) return answer(request, response)
      first = false
      return json(fresh)(request, response)
    })
  // Only where nothing comes is it the patience that ends it.
  const { phishing, clock, kept, tried } = await made(serveBoth, { patience: why === 'unreached' ? 400 : 20_000 })
  const good = answer ? await phishing.refresh().then(kept) : null
  if (answer) expect(good).toMatchObject({ hosts: 4 })
  clock.now += DAY
  expect(await phishing.refresh()).toBe(false)
  expect(await tried()).toEqual({ at: clock.now, failed: why })
  expect(await kept()).toEqual(good)
  if (answer) expect(await phishing.isListed('https://newer.example')).toBe(true)
  expect(await phishing.isListed('https://evil.com')).toBe(true)
})

test('a list that names the field’s own sites, or what they stand under, names nobody by that (PHI-05)', async () => {
  const deny = ['taostats.io', 'js.org', 'docs.learnbittensor.org', 'org', 'io', 'evil.example']
  const { phishing } = await made(json({ allow: [], deny }))
  expect(await phishing.refresh()).toBe(true)
  for (const host of ['taostats.io', 'x.taostats.io', 'polkadot.js.org', 'docs.learnbittensor.org'])
    expect(await phishing.isListed(`https://${host}`), host).toBe(false)
  for (const host of ['evil.example', 'bpolkadot.js.org']) expect(await phishing.isListed(`https://${host}`), host).toBe(true)
  expect(await phishing.isListed('https://other.org')).toBe(false)
})

test('a list that cannot be read has nobody on it: the other one holds, and it is told', async () => {
  const { box } = await made(undefined)
  for (const broken of ['data:,', 'data:text/plain,kluis-names/1', 'http://127.0.0.1:1/']) {
    const phishing = createPhishing(box, broken, () => 0)
    expect([await phishing.bundled(), await phishing.isListed('https://evil.com')]).toEqual([0, false])
  }
  await box.write((before) => ({ ...before, kept: { names: '0x00', hosts: 4, at: 1 } }))
  const phishing = createPhishing(box, shipped, () => 0)
  expect(await phishing.isListed('https://phishing.kluis.test')).toBe(true)
})

test('the one address that is asked is the one that the manifest allows', () => {
  expect(readFileSync('manifest.json', 'utf8')).toContain(` ${new URL(LIST_URL).origin};`)
})

test('whatever hosts a list has, each is found, and what is sent is never worse than ignored', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.domain(), { minLength: 1, maxLength: 50 }), async (hosts) => {
      const open = openNames(
        await packNames(
          hosts.flatMap((each) => hostIn(each) ?? []),
          'x',
        ),
      )
      for (const each of hosts) expect(open.has(hostIn(`${each}.`) ?? ''), each).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('what comes after it was switched off is not taken', async () => {
  let arrived = () => {}
  const here = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const { phishing, kept } = await made((_, response) => {
    arrived()
    setTimeout(() => response.end(JSON.stringify(fresh)), 50)
  })
  const refreshing = phishing.refresh()
  await here
  await phishing.switch(false)
  expect([await refreshing, await kept()]).toEqual([false, null])
})
