import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import { verifies as rustVerifies } from '../../e2e/localnet/accounts'
import type { Reply } from '../messaging'
import { concat, encodeEra, fromHex, mortalEra, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import {
  accountOf,
  approveShown,
  assemble,
  callOf,
  connect,
  createWorld,
  hashOf,
  type Node,
  payloadOf,
  rest,
  shown,
  site,
  transferOf,
  windowOf,
} from './fixtures/world'

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
let node: Node & { close(): Promise<void>; faults: object }
/** Rust's verifier, not the library that signed. @param signature MultiSignature */
const verifies = (signature: string, message: Uint8Array, address: string) => {
  const [type = 9, ...value] = fromHex(signature)
  return rustVerifies({ type: ['Ed25519', 'Sr25519', 'Ecdsa'][type] ?? '', value: Uint8Array.from(value) }, message, accountOf(address))
}
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

test('a page connects, asks for a signature, the person approves it by id and by hash, and the chain takes it', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  expect(resultOf(await page.ask('accounts'))).toEqual([{ address, genesisHash: null, name: 'Main', type: 'sr25519' }])
  const before = node.chain.account(BOB).data.free
  const payload = payloadOf(node, address, transferOf(node, BOB, 5n * TAO))
  const answer = page.ask('signPayload', payload)
  const request = await shown(popup, 'transaction')
  expect(request).toMatchObject({
    origin: 'https://good.test',
    nonce: 0,
    tip: '0',
    eraPeriod: 64,
    verified: 'trusted-local',
    firstTime: true,
  })
  expect(request.explanation.leaves.map(({ call, fact }) => [call, fact])).toEqual([
    [
      'Balances.transfer_keep_alive',
      { kind: 'transfer', to: { id: toHex(accountOf(BOB)), address: BOB }, amount: String(5n * TAO), keepAlive: true },
    ],
  ])
  await windowOf(computer)
  expect(computer.windows.size).toBe(1)
  expect(computer.badge.text).toBe('1')
  resultOf(await popup.ask('approve', { id: request.id, hash: request.hash }))
  const { signature, ...rest } = resultOf<{ signature: string }>(await answer)
  expect(rest).toEqual({}) // the payload was left as it was, so there is no transaction to give back
  node.chain.submit(assemble(payload, signature))
  node.produce(3)
  expect(node.chain.account(BOB).data.free - before).toBe(5n * TAO)
  await until(() => computer.windows.size === 0)
  expect(computer.badge.text).toBe('')
  expect((await until(() => popup.views.activity.first.find(({ status }) => status.phase === 'final'))).status).toMatchObject({ ok: true })
})

test('approve by id and by hash: another hash signs nothing, ends the request and tells the page (REQ-12)', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const answers = [1n, 2n].map((amount) => page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, amount * TAO))))
  await until(() => popup.views.requests.items.length === 2)
  const [one, two] = popup.views.requests.items as unknown as [{ id: string; hash: string }, { id: string; hash: string }]
  expect(codeOf(await popup.ask('approve', { id: one.id, hash: two.hash }))).toBe('changed')
  expect(codeOf(await (answers[0] as Promise<never>))).toBe('changed')
  expect(codeOf(await popup.ask('approve', { id: one.id, hash: one.hash }))).toBe('gone')
  expect(codeOf(await popup.ask('approve', { id: 'any', hash: two.hash }))).toBe('gone')
  expect(popup.views.activity.total).toBe(0)
  resultOf(await popup.ask('approve', { id: two.id, hash: two.hash }))
  expect(codeOf(await (answers[1] as Promise<never>))).toBe('ok')
  expect(popup.views.activity.total).toBe(1)
})

test('what is signed is what was explained, byte for byte', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  for (const over of [{}, { tip: '0x00' }, { era: toHex(encodeEra(mortalEra(node.chain.best.number, 128))) }]) {
    const payload = payloadOf(node, address, callOf(node, 'System', 'remark', { remark: new TextEncoder().encode('hello') }), over)
    const answer = page.ask('signPayload', payload)
    const { bytes, hash, id: request } = await shown(popup, 'transaction')
    expect(hashOf(fromHex(bytes))).toBe(hash)
    expect(bytes.startsWith(payload.method + payload.era.slice(2))).toBe(true)
    resultOf(await popup.ask('approve', { id: request, hash }))
    const { signature } = resultOf<{ signature: string }>(await answer)
    // Over the very bytes that were on the screen.
    expect(verifies(signature, fromHex(bytes), address)).toBe(true)
    expect(verifies(signature, concat(fromHex(bytes), Uint8Array.of(0)), address)).toBe(false)
  }
})

test('a site that takes the transaction back gets it with our digest in it; any other payload stays as it is', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const payload = payloadOf(node, address, transferOf(node, BOB, TAO), { withSignedTransaction: true })
  const answer = page.ask('signPayload', payload)
  const { verified, bytes } = await shown(popup, 'transaction')
  expect(verified).toBe('digest-signed')
  expect(bytes.slice(-66, -64)).toBe('01')
  resultOf(await approveShown(popup))
  const { signature, signedTransaction } = resultOf<{ signature: string; signedTransaction: string }>(await answer)
  expect(signedTransaction).toContain(signature.slice(2))
  node.chain.submit(fromHex(signedTransaction))
  node.produce()
  expect(node.chain.account(address).nonce).toBe(Number(payload.nonce) + 1)
})

test('every request is authorised for its origin and its account: unknown and not granted are the same answer, and no window', async () => {
  const { computer, popup, address, id, second } = await createWorld(node)
  const stranger = computer.page('https://evil.test')
  const page = await connect({ computer, popup }, [id])
  const signs = (from: typeof page, as: string) => [
    from.ask('signPayload', { ...payloadOf(node, address, transferOf(node, BOB, TAO)), address: as }),
    from.ask('signRaw', { address: as, data: 'hello' }),
  ]
  const answers = await Promise.all([
    ...signs(stranger, address),
    ...signs(page, second),
    ...signs(page, BOB),
    ...signs(page, 'no address'),
    ...['http://localhost:1', 'https://good.test:8443', 'https://a.good.test'].flatMap((origin) => signs(computer.page(origin), address)),
  ])
  expect(new Set(answers.map((each) => JSON.stringify(each)))).toEqual(
    new Set([JSON.stringify({ ok: false, error: { code: 'unauthorized', facts: {} } })]),
  )
  expect(resultOf(await stranger.ask('accounts'))).toEqual([])
  expect(computer.windows.size).toBe(0)
  expect(codeOf(await page.ask('signRaw', { address, data: '0x00', type: 'payload' }))).toBe('not-supported')
})

test('what cannot be explained, is dangerous or is meant for another chain is refused without a window', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const transfer = transferOf(node, BOB, TAO)
  const refused = async (call: Uint8Array, over = {}) => {
    computer.clock.ahead += 500
    return codeOf(await page.ask('signPayload', payloadOf(node, address, call, over)))
  }
  expect(await refused(concat(transfer, Uint8Array.of(0)))).toBe('call-not-canonical')
  expect(
    await refused(
      callOf(node, 'Utility', 'as_derivative', {
        index: 1,
        call: { type: 'System', value: { type: 'remark', value: { remark: new Uint8Array() } } },
      }),
    ),
  ).toBe('call-unknown')
  expect(await refused(callOf(node, 'System', 'set_heap_pages', { pages: 1n }))).toBe('call-dangerous')
  expect(await refused(transfer, { genesisHash: `0x${'11'.repeat(32)}` })).toBe('payload-wrong-genesis')
  expect(await refused(transfer, { specVersion: '0x1' })).toBe('payload-wrong-spec')
  expect(await refused(transfer, { era: '0x00' })).toBe('payload-immortal')
  expect(await refused(transfer, { metadataHash: `0x${'11'.repeat(32)}`, mode: 1 })).toBe('metadata-unverified')
  // What is read and refused is paced too: four at once, then two a second, whatever tab or document asks.
  const pages = [page, computer.page(site, 8)]
  const paced = async () => {
    const codes: string[] = []
    for (let n = 0; n < 6; n++)
      codes.push(codeOf((await pages[n % 2]?.ask('signPayload', payloadOf(node, address, transfer, { era: '0x00' }))) as Reply))
    return codes.filter((code) => code !== 'rate-limited')
  }
  computer.clock.ahead += 10_000
  expect(await paced()).toEqual(Array(4).fill('payload-immortal'))
  computer.clock.ahead += 1_000
  expect((await paced()).length).toBe(2)
  expect(computer.windows.size).toBe(0)
  expect(popup.views.requests.items).toEqual([])
})

test('how long a signature lives is read from the bytes and our own chain, never from the block that a site names', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  for (const blockNumber of ['0x0fffffff', '0x01', null]) {
    void page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, TAO), { blockNumber }))
    const { eraEnd, id: request } = await shown(popup, 'transaction')
    expect(eraEnd).toBe(node.chain.best.number + 64)
    await popup.ask('reject', { id: request })
  }
})

test('a message is signed wrapped, over the bytes that were shown', async () => {
  const { computer, popup, address, id, second } = await createWorld(node)
  const page = await connect({ computer, popup }, [id, toHex(accountOf(second))])
  const sign = async (as: string, data: string) => {
    const answer = page.ask('signRaw', { address: as, data, type: 'bytes' })
    const request = await shown(popup, 'message')
    expect(codeOf(await popup.ask('approve', { id: request.id, hash: request.hash }))).toBe('ok')
    return { bytes: fromHex(request.bytes), text: request.text, signature: resultOf<{ signature: string }>(await answer).signature }
  }
  const plain = await sign(address, 'Sign in to good.test')
  expect(new TextDecoder().decode(plain.bytes)).toBe('<Bytes>Sign in to good.test</Bytes>')
  expect(plain.text).toBe('Sign in to good.test')
  expect(verifies(`0x01${plain.signature.slice(2)}`, plain.bytes, address)).toBe(true)
  expect(verifies(`0x01${plain.signature.slice(2)}`, new TextEncoder().encode('Sign in to good.test'), address)).toBe(false)
  const wrapped = await sign(second, '<Bytes>once</Bytes>')
  expect(new TextDecoder().decode(wrapped.bytes)).toBe('<Bytes>once</Bytes>')
  expect(verifies(`0x00${wrapped.signature.slice(2)}`, wrapped.bytes, second)).toBe(true)
  // Bytes that are no text ask for the password.
  const answer = page.ask('signRaw', { address, data: '0xff00ff' })
  const { id: request, hash, level, text } = await shown(popup, 'message')
  expect([level, text]).toEqual([3, null])
  expect(codeOf(await popup.ask('approve', { id: request, hash }))).toBe('wrong-password')
  await popup.ask('reject', { id: request })
  expect(codeOf(await answer)).toBe('rejected')
  await rest({ computer, popup })
  computer.clock.ahead += 60_000

  // So does letting one site sign in at another; at its own it does not.
  const signIn = (domain: string) =>
    `${domain} wants you to sign in with your Substrate account:\n${address}\n\nURI: https://${domain}\nVersion: 1.0.0\nNonce: 1`
  const elsewhere = page.ask('signRaw', { address, data: signIn('bank.test') })
  const strange = await shown(popup, 'message')
  expect(strange).toMatchObject({ signIn: { domain: 'bank.test' }, level: 3, risks: [{ id: 'sign-in-elsewhere' }] })
  expect(codeOf(await popup.ask('approve', { id: strange.id, hash: strange.hash }))).toBe('wrong-password')
  await popup.ask('reject', { id: strange.id })
  expect(codeOf(await elsewhere)).toBe('rejected')
  await rest({ computer, popup })
  expect((await sign(address, signIn('good.test'))).text).toContain('good.test wants you')

  // What the chain would take for an order is refused without a window.
  await rest({ computer, popup })
  computer.clock.ahead += 60_000
  expect(codeOf(await page.ask('signRaw', { address, data: `0x${'7f'.repeat(32)}` }))).toBe('message-is-order')
  expect(computer.windows.size).toBe(0)
})
