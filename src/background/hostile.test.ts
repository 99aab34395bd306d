import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { pageContract, popupContract } from '../messaging'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { connect, createWorld, openPopup, payloadOf, site, transferOf, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
let node: Localnet
let world: World
let page: Awaited<ReturnType<typeof connect>>
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  world = await createWorld(node)
  page = await connect(world, [world.id])
})
afterAll(() => node.close())

/** Everything that a page could have changed. */
const state = async () => {
  const popup = await openPopup(world.computer)
  const { network: _, balances: __, ...views } = popup.views
  popup.close()
  return JSON.stringify(views)
}
const raw = (json: string) => page.askJson(json)

test('a page reaches no command of our own pages, whatever it calls it (MSG-05)', async () => {
  const before = await state()
  const names = [
    ...Object.keys(popupContract),
    'vault.export',
    'vault.unlock',
    'accounts.export',
    'metadata.provide',
    'rpc.send',
    'lock',
    '__proto__',
    'constructor',
    'toString',
    '',
  ]
  for (const name of names.filter((each) => !Object.hasOwn(pageContract, each))) {
    expect(codeOf(await raw(JSON.stringify({ name, input: {} }))), name).toBe('unknown-request')
    await pause(50) // twenty a second
  }
  expect(await state()).toBe(before)
})

test('what is too large, too deep or of another shape is refused before anything is read, and the next question is answered', async () => {
  const payload = payloadOf(node, world.address, transferOf(node, BOB, 1n))
  const ask = (input: unknown) => raw(JSON.stringify({ name: 'signPayload', input }))
  const before = await state()
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  expect(codeOf(await ask({ ...payload, method: `0x${'00'.repeat(65_537)}` }))).toBe('invalid-input')
  expect(codeOf(await ask({ ...payload, method: `0x${'00'.repeat(200_000)}` }))).toBe('too-large')
  expect(codeOf(await ask({ ...payload, ...Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`k${n}`, n])) }))).toBe(
    'invalid-input',
  )
  expect(codeOf(await ask({ ...payload, extra: 1 }))).toBe('invalid-input')
  expect(codeOf(await ask({ ...payload, signedExtensions: Array(33).fill('CheckNonce') }))).toBe('invalid-input')
  expect(codeOf(await raw(`{"name":"signPayload","input":${deep}}`))).toBe('invalid-input')
  expect(
    codeOf(await raw(JSON.stringify({ name: 'signPayload', input: { ...payload, assetId: '@' } }).replace('"@"', `{"a":${deep}}`))),
  ).not.toBe('ok')
  expect(codeOf(await raw(JSON.stringify({ name: 'signRaw', input: { address: world.address, data: 'a'.repeat(65_537) } })))).toBe(
    'invalid-input',
  )
  expect(codeOf(await raw(JSON.stringify({ name: 'connect', input: { name: 'a'.repeat(257) } })))).toBe('invalid-input')
  for (const json of ['', '{', 'null', '7', '[]', '"x"', 'undefined', '{"name":7}'])
    expect(codeOf(await raw(json))).toMatch(/^(invalid-input|unknown-request)$/)
  expect(resultOf<object[]>(await page.ask('accounts'))).toHaveLength(1)
  expect(await state()).toBe(before)
})

test('keys that would pollute are refused or ignored, wherever they stand (MSG-11)', async () => {
  await pause(1_000)
  const payload = JSON.stringify(payloadOf(node, world.address, transferOf(node, BOB, 1n)))
  for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
    const more = `"${key}":{"polluted":1,"prototype":{"polluted":1}}`
    const inside = await raw(`{"name":"signPayload","input":${payload.replace('{', `{${more},`)}}`)
    expect(codeOf(inside), key).toBe('invalid-input')
    expect(codeOf(await raw(`{${more},"name":"accounts"}`))).toBe('ok')
    expect(codeOf(await raw(`{"name":"signRaw","input":{${more},"address":"x","data":"y"}}`))).toBe('invalid-input')
  }
  // At any depth, with anything in them, of a connected site and of a stranger.
  const before = await state()
  const keys = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty')
  const inner = fc.constantFrom('{"polluted":1}', '{"prototype":{"polluted":1}}', '"polluted"', 'null', '[]')
  const questions: ((field: string) => string)[] = [
    (field) => `{"name":"signPayload","input":${payload.replace('{', `{${field},`)}}`,
    (field) => `{"name":"signPayload","input":${payload.replace('{', `{"assetId":{${field}},`)}}`,
    (field) => `{"name":"signRaw","input":{"address":"${world.address}","data":"0x00","type":{${field}}}}`,
    (field) => `{"name":"connect","input":{"name":{${field}}}}`,
    (field) => `{"name":"connect","input":{${field},"name":"x"}}`,
    (field) => `{"name":"connect","input":{${field}},${field}}`,
  ]
  const nest = (text: string, depth: number) => `${'{"a":'.repeat(depth)}${text}${'}'.repeat(depth)}`
  await fc.assert(
    fc.asyncProperty(keys, inner, fc.nat(8), fc.constantFrom(...questions), fc.boolean(), async (key, value, depth, question, stranger) => {
      const other = world.computer.page(stranger ? 'https://evil.test' : site, 9)
      const reply = await other.askJson(question(`"${key}":${nest(value, depth)}`))
      other.leave()
      expect(codeOf(reply)).not.toBe('ok')
    }),
    { numRuns: 150 },
  )
  expect(await state()).toBe(before)
  for (const each of [{}, [], () => undefined]) expect((each as { polluted?: number }).polluted).toBeUndefined()
})

test('no JSON in an envelope stops the background', async () => {
  const before = await state()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(pageContract).filter((each) => each !== 'subscribe')),
      fc.jsonValue(),
      async (name, input) => {
        const stranger = world.computer.page('https://evil.test', 9)
        const reply = await Promise.race([stranger.askJson(JSON.stringify({ name, input })), pause(2_000)])
        stranger.leave()
        expect(reply).toMatchObject({ ok: expect.any(Boolean) })
      },
    ),
    { numRuns: 150 },
  )
  expect(await state()).toBe(before)
})

test('origin comes from the browser only: no field of a question is another site’s authority', async () => {
  const evil = world.computer.page('https://mallory.test', 10)
  const payload = payloadOf(node, world.address, transferOf(node, BOB, 1n))
  for (const more of [{ origin: site }, { url: site }, { sender: { origin: site } }, { documentId: 'd' }])
    expect(codeOf(await evil.askJson(JSON.stringify({ name: 'signPayload', input: payload, ...more })))).toBe('unauthorized')
  expect(resultOf(await evil.askJson(JSON.stringify({ name: 'accounts', origin: site })))).toEqual([])
  expect(world.computer.windows.size).toBe(0)
  // A path, a query or a fragment makes no other site, and a port or a scheme does.
  await until(async () => resultOf<object[]>(await world.computer.page(site, 11).ask('accounts')).length === 1)
})
