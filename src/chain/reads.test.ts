import { createRequire } from 'node:module'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { callOf, signed } from '../../e2e/localnet/signed'
import { blake256, encodeAddress, fromHex, isLocalHost, KluisError, toHex } from '../units'
import { createChain } from './chain'
import type { Live } from './live'
import { networks } from './networks'
import {
  existentialDeposit,
  readBalances,
  readBlockNumber,
  readFee,
  readFinalHead,
  readLeastFee,
  readNonce,
  swapHotkeyCosts,
} from './reads'
import { refusalOf } from './refusals'
import { encodeCall, payloadFor, submit, transferCall } from './transfer'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const require = createRequire(import.meta.url)
const { GenericExtrinsicPayload, Metadata, TypeRegistry } = require('@polkadot/types') as typeof import('@polkadot/types')

const url = 'ws://127.0.0.1:9944'
let node: InProcessNode
let live: Live
let chain: ReturnType<typeof createChain>
let alice: ReturnType<typeof developmentAccounts>[number]
const id = (each: { accountId: Uint8Array }) => toHex(each.accountId)

beforeEach(async () => {
  node = await createNode()
  alice = developmentAccounts()[0] as typeof alice
  for (let i = 0; i < 5; i++) node.chain.produce()
  const { Socket } = createSockets({ [url]: node })
  chain = createChain({ cache: createKept(), Socket, now: Date.now, changed: () => undefined })
  chain.choose({ id: 'local', genesisHash: null, hosts: [{ url, operator: 'yourself' }] })
  chain.open()
  live = await chain.ready()
  node.asked.length = 0
  return () => chain.close()
})
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error) => (error instanceof KluisError ? error.code : String(error)),
  )

describe('balances', () => {
  test('of 1,000 accounts are two questions, at the block that the node told of last; who is not there has nothing', async () => {
    const strangers = Array.from({ length: 998 }, (_, i) => toHex(blake256(Uint8Array.of(i & 255, i >> 8))))
    const bob = developmentAccounts()[1] as typeof alice
    node.chain.setBalance(bob.address, 12_345n)
    node.chain.produce()
    const { block, byAccount } = await readBalances(live, [id(alice), ...strangers, id(bob)])
    expect(node.asked).toEqual(['state_queryStorageAt', 'state_queryStorageAt'])
    expect(block).toBe(6)
    expect(byAccount.size).toBe(1_000)
    expect(byAccount.get(id(alice))).toEqual({ free: 1_000_000_000_000_000n, reserved: 0n, frozen: 0n })
    expect(byAccount.get(id(bob))?.free).toBe(12_345n)
    expect(byAccount.get(strangers[5] as string)).toEqual({ free: 0n, reserved: 0n, frozen: 0n })
    const hashes = node.received.filter((each) => each.includes('queryStorageAt')).map((each) => JSON.parse(each).params[1])
    expect(new Set(hashes)).toEqual(new Set([node.chain.best.hash]))
  })

  test('none at all are no question about accounts', async () => {
    expect((await readBalances(live, [])).byAccount.size).toBe(0)
    expect(node.asked).not.toContain('state_queryStorageAt')
  })

  test('keep reserved and frozen apart', async () => {
    const account = node.chain.account(alice.address)
    node.chain.overwrite('System', 'Account', [alice.address], { ...account, data: { ...account.data, reserved: 7n, frozen: 9n } })
    node.chain.produce()
    expect((await readBalances(live, [id(alice)])).byAccount.get(id(alice))).toEqual({
      free: 1_000_000_000_000_000n,
      reserved: 7n,
      frozen: 9n,
    })
  })

  test.each<[string, (key: string, value: string) => unknown]>([
    ['a key that was left out', () => [{ changes: [] }]],
    ['half a value', (key, value) => [{ changes: [[key, value.slice(0, 60)]] }]],
    ['a value that is no hex', (key) => [{ changes: [[key, 'rich']] }]],
    ['a number', (key) => [{ changes: [[key, 5]] }]],
    ['nothing', () => null],
    ['an object', () => ({})],
  ])('%s is a lie, not a balance of zero', async (_name, make) => {
    node.answers.state_queryStorageAt = (params, usual) => {
      const [[key]] = params as [[string]]
      const [{ changes }] = usual() as [{ changes: [[string, string]] }]
      return make(key, changes[0][1])
    }
    expect(await code(readBalances(live, [id(alice)]))).toBe('node-lied')
  })
})

describe('single reads', () => {
  test('nonce: counts what waits; what is no nonce is a lie', async () => {
    expect(await readNonce(live, id(alice))).toBe(0)
    node.chain.submit(signed(node.chain, alice.address, alice, callOf(node.chain, 'System', 'remark', { remark: new Uint8Array() })))
    expect(await readNonce(live, id(alice))).toBe(1)
    for (const wrong of [-1, 1.5, 2 ** 32, '1', null, {}]) {
      node.answers.system_accountNextIndex = () => wrong
      expect(await code(readNonce(live, id(alice)))).toBe('node-lied')
    }
  })

  test('heads and hashes', async () => {
    expect(await readFinalHead(live)).toEqual({ hash: node.chain.blocks[3]?.hash, number: 3 })
  })

  test('the number of a block: proved by its hash, and not known where the node does not know it', async () => {
    const known = node.chain.blocks[4] as { hash: string; header: object }
    expect(await readBlockNumber(live, known.hash)).toBe(4)
    expect(await readBlockNumber(live, `0x${'77'.repeat(32)}`)).toBeUndefined()
    expect(await readBlockNumber(live)).toBe(5)
    node.answers.chain_getHeader = () => {
      throw new RpcError(-32000, 'UnknownBlock: header was not found')
    }
    expect(await readBlockNumber(live, known.hash)).toBeUndefined()
    for (const wrong of [
      { ...known.header, number: '0x5' },
      { ...known.header, digest: { logs: ['0x00'] } },
      { ...known.header, stateRoot: `0x${'00'.repeat(32)}` },
      { number: '0x4' },
      node.chain.blocks[3]?.header,
      5,
      {},
    ]) {
      node.answers.chain_getHeader = () => wrong
      expect(await code(readBlockNumber(live, known.hash)), JSON.stringify(wrong)).toBe('node-lied')
    }
  })
  test('the number of a block with a digest, as a real node has it', async () => {
    // Made by @polkadot/types, which computes the hash of a header by itself.
    const registry = new TypeRegistry()
    const json = {
      parentHash: `0x${'aa'.repeat(32)}`,
      number: '0x5f5e100',
      stateRoot: `0x${'bb'.repeat(32)}`,
      extrinsicsRoot: `0x${'cc'.repeat(32)}`,
      digest: { logs: ['0x066175726120a9c2b00800000000', `0x056175726101${'01'.repeat(65)}`] },
    }
    const header = registry.createType('Header', json)
    node.answers.chain_getHeader = () => json
    const { hash } = header
    expect(await readBlockNumber(live, hash.toHex())).toBe(100_000_000)
  })

  test('constants: by name, or a lie', () => {
    expect(existentialDeposit(live)).toBe(500n)
    expect(live.runtime.constant('System', 'SS58Prefix')).toBe(42)
    // Replacing a hotkey: a tenth of a TAO everywhere, a hundredth of that on one subnet (chain.md 2.2).
    expect(swapHotkeyCosts(live)).toEqual({ all: 100_000_000n, one: 1_000_000n })
    const other = { ...live, runtime: { ...live.runtime, metadata: { ...live.runtime.metadata, pallets: [] } } }
    expect(swapHotkeyCosts(other as never)).toBeUndefined()
    for (const [pallet, name] of [
      ['Balances', 'Nothing'],
      ['Nothing', 'ExistentialDeposit'],
    ] as const)
      expect(() => live.runtime.constant(pallet, name)).toThrow('node-lied')
  })

  test('fee: what the chain then takes, before and after the coefficients are halved', async () => {
    for (const spec of [424, 475]) {
      node.chain.upgrade(spec)
      node.chain.produce()
      await expect.poll(async () => (await chain.ready()).runtime.specVersion, { timeout: 20_000 }).toBe(spec)
      const bytes = signed(node.chain, alice.address, alice, transferCall(live, id(alice), 1_000n, true))
      const fee = await readFee(live, bytes)
      const before = node.chain.account(alice.address).data.free
      node.chain.submit(bytes)
      node.chain.produce()
      expect(before - node.chain.account(alice.address).data.free).toBe(fee)
    }
    const bytes = signed(node.chain, alice.address, alice, transferCall(live, id(alice), 1_000n, true))
    for (const wrong of ['0x', '0xzz', 'fee', 5, null, '0x00']) {
      node.answers.state_call = () => wrong
      expect(await code(readFee(live, bytes)), String(wrong)).toBe('node-lied')
    }
  })

  test('least fee: the chain’s own split of that fee, without the part for its weight', async () => {
    const bytes = signed(node.chain, alice.address, alice, transferCall(live, id(alice), 1_000n, true))
    const { base, length, total } = node.chain.executive.feeOf(node.chain.decode(bytes).call, bytes.length, live.runtime.specVersion)
    expect(length).toBe(BigInt(bytes.length))
    expect([await readLeastFee(live, bytes), await readFee(live, bytes)]).toEqual([base + length, total])
    const codec = node.chain.built.builder.buildRuntimeCall('TransactionPaymentApi', 'query_fee_details').value
    node.answers.state_call = () => toHex(codec.enc({ inclusion_fee: undefined, tip: 7n }))
    expect(await readLeastFee(live, bytes)).toBe(0n)
    node.answers.state_call = () => {
      throw new RpcError(4003, 'Client error: Execution failed')
    }
    expect(await readLeastFee(live, bytes)).toBeNull()
    for (const wrong of ['0x', '0xzz', 5, null, '0x02']) {
      node.answers.state_call = () => wrong
      expect(await code(readLeastFee(live, bytes)), String(wrong)).toBe('node-lied')
    }
  })

  test('whatever a node answers, a read ends with a value or a code', async () => {
    const bytes = signed(node.chain, alice.address, alice, transferCall(live, id(alice), 1_000n, true))
    const reads = [
      () => readBalances(live, [id(alice)]),
      () => readNonce(live, id(alice)),
      () => readFinalHead(live),
      () => readFee(live, bytes),
      () => readLeastFee(live, bytes),
      () => payloadFor(live, id(alice), Uint8Array.of(0, 0, 0), null),
      () => submit(live, bytes),
    ]
    const answer = fc.oneof(fc.jsonValue(), fc.stringMatching(/^0x([0-9a-f]{2}){0,80}$/))
    await fc.assert(
      fc.asyncProperty(answer, fc.constantFrom(...reads), async (value, read) => {
        node.answers = new Proxy({}, { get: () => () => value })
        expect(await code(read())).toMatch(/^(fine|node-lied)$/)
      }),
      { numRuns: 200 },
    )
  })
})

describe('own transactions', () => {
  test('calls by name', () => {
    const bob = developmentAccounts()[1] as typeof alice
    expect(toHex(transferCall(live, id(bob), 12_345n, true))).toBe(`0x050300${id(bob).slice(2)}e5c0`)
    expect(toHex(transferCall(live, id(bob), 1n, false))).toBe(`0x050000${id(bob).slice(2)}04`)
    expect(toHex(transferCall(live, id(bob), null, true))).toBe(`0x050400${id(bob).slice(2)}01`)
    expect(toHex(transferCall(live, id(bob), null, false))).toBe(`0x050400${id(bob).slice(2)}00`)
    for (const [pallet, name] of [
      ['Balances', 'steal'],
      ['Nothing', 'transfer_keep_alive'],
    ] as const)
      expect(() => encodeCall(live, pallet as 'Balances', name as 'transfer_all', {})).toThrow('node-lied')
  })

  test.each([null, 'digest'])('the payload (%s), signed as others sign it, is taken', async (wanted) => {
    const bob = developmentAccounts()[1] as typeof alice
    const call = transferCall(live, id(bob), 5_000n, true)
    const digest = wanted && (await live.runtime.digest())
    const payload = await payloadFor(live, id(alice), call, digest)
    expect(payload).toMatchObject({
      address: alice.address,
      genesisHash: live.genesisHash,
      blockHash: node.chain.blocks[3]?.hash,
      blockNumber: '0x3',
      nonce: '0x0',
      tip: '0x0',
      specVersion: '0x1a8',
      transactionVersion: '0x1',
      version: 4,
      mode: digest ? 1 : 0,
      metadataHash: digest,
    })
    expect(payload.signedExtensions).toHaveLength(13)
    // polkadot-js is the witness: it makes the bytes to be signed from the same fields.
    const registry = new TypeRegistry()
    registry.setMetadata(new Metadata(registry, toHex(node.chain.built.bytes[14])), payload.signedExtensions)
    const made = new GenericExtrinsicPayload(registry, payload as never, { version: 4 })
    const signature = alice.sign(made.toU8a({ method: true }))
    const xt = registry.createType('Extrinsic', { method: payload.method }, { version: 4 })
    xt.addSignature(alice.address, new Uint8Array([1, ...signature]), made.toHex())
    await submit(live, fromHex(xt.toHex()))
    const before = node.chain.account(bob.address).data.free
    node.chain.produce()
    expect(node.chain.account(bob.address).data.free).toBe(before + 5_000n)
  })

  test.each<[string, () => Uint8Array, string]>([
    ['a bad signature', () => make({ genesisHash: `0x${'11'.repeat(32)}` }), 'tx-bad-proof'],
    ['an old version', () => make({ specVersion: 1 }), 'tx-bad-proof'],
    ['a tip beyond the balance', () => make({ tip: 10n ** 18n }), 'tx-payment'],
    ['a birth that is not known', () => make({ birth: { number: 6, hash: `0x${'22'.repeat(32)}` } }), 'tx-ancient'],
    ['the same again', () => again(make({})), 'tx-already'],
    ['another of the same nonce', () => again(make({}), make({ nonce: 0, tip: 1n })), 'tx-stale'],
    ['a used nonce', () => used(make({}), make({ nonce: 0, tip: 1n })), 'tx-stale'],
    ['a refused one again', () => refused(make({ specVersion: 1 })), 'tx-banned'],
    ['mode 1 where the chain has no digest', () => withoutDigest(make({ mode: 1 })), 'tx-cannot-lookup'],
    ['bytes that are no extrinsic', () => Uint8Array.of(8, 1, 2), 'tx-refused'],
  ])('%s: what the localnet refuses has its name', async (_name, bytes, expected) => {
    expect(await code(submit(live, bytes()))).toBe(expected)
  })
  const make = (wrong: Parameters<typeof signed>[4]) =>
    signed(node.chain, alice.address, alice, callOf(node.chain, 'System', 'remark', { remark: new Uint8Array(1) }), wrong)
  function again(first: Uint8Array, second = first): Uint8Array {
    node.chain.submit(first)
    return second
  }
  function used(first: Uint8Array, second: Uint8Array): Uint8Array {
    node.chain.submit(first)
    node.chain.produce()
    return second
  }
  function refused(bytes: Uint8Array): Uint8Array {
    try {
      node.chain.submit(bytes)
    } catch {
      // That is the refusal.
    }
    return bytes
  }
  function withoutDigest(bytes: Uint8Array): Uint8Array {
    node.chain.lacks.digest = true
    return bytes
  }

  test('encodes addresses with prefix 42', async () => {
    const payload = await payloadFor(live, id(alice), Uint8Array.of(0, 0, 0), null)
    expect(payload.address).toBe(encodeAddress(alice.accountId))
    expect(payload.address).toMatch(/^5/)
  })
})

describe('refusals', () => {
  const refusal = (code: number, data: string, message = 'Invalid Transaction') =>
    refusalOf(new KluisError('node-answer', { code: String(code), message, data })) as KluisError
  test.each([
    [1010, 'Transaction has a bad signature', 'tx-bad-proof'],
    [1010, 'Transaction is outdated', 'tx-stale'],
    [1010, 'Transaction will be valid in the future', 'tx-future'],
    [1010, 'Inability to pay some fees (e.g. account balance too low)', 'tx-payment'],
    [1010, 'Transaction has an ancient birth block', 'tx-ancient'],
    [1010, 'Transaction would exhaust the block limits', 'tx-exhausts'],
    [1010, 'Transaction call is not expected', 'tx-call'],
    [1010, 'Invalid signing address', 'tx-bad-signer'],
    [1011, 'Could not lookup information required to validate the transaction', 'tx-cannot-lookup'],
    [1012, '', 'tx-banned'],
    [1013, '[0x12]', 'tx-already'],
    [1014, 'The transaction has too low priority to replace another transaction already in the pool.', 'tx-stale'],
    [1016, 'The transaction was not included in the pool', 'tx-dropped'],
    [1010, 'something new', 'tx-refused'],
    [-32603, '', 'tx-refused'],
  ])('%d %s', (number, data, expected) => expect(refusal(number, data).code).toBe(expected))

  test.each([0, 1, 8, 21, 27, 255])('custom error %d keeps its number', (number) => {
    expect(refusal(1010, `Custom error: ${number}`)).toMatchObject({ code: 'tx-custom', facts: { number: String(number) } })
  })

  test('what is no refusal stays what it is', () => {
    for (const error of [new KluisError('offline'), new Error('x'), 'x', undefined]) expect(refusalOf(error)).toBe(error)
    expect(refusal(7, '', 'own words').facts).toEqual({ message: 'own words' })
  })

  test('a node’s own words cannot look like the wallet’s', () => {
    const words = (text: string) => refusal(7, text).facts.message as string
    expect(words('no\n\nYour TAO has  arrived.\u202e\u0000\t \u2028x')).toBe('no Your TAO has arrived. x')
    expect(words('no”. Send it again to “5F')).toBe('no". Send it again to "5F')
    expect(words(`\u200b${'é😀'.repeat(200)}`)).toBe('é😀'.repeat(80))
    expect(words(`a${'\u202e'.repeat(9_999)}b`)).toMatch(/^a/)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const made = words(text)
        expect([...made].length).toBeLessThanOrEqual(160)
        expect(made).not.toMatch(/[\p{C}\p{Zl}\p{Zp}“”„«»]| {2}|^ | $/u)
      }),
    )
    expect(refusal(1010, `Custom error: ${'9'.repeat(99)}`).code).toBe('tx-refused')
  })
})

describe('networks', () => {
  test('finney has three operators and testnet one; remote hosts are wss, and no genesis is another’s', () => {
    expect(new Set(networks.finney.hosts.map((each) => each.operator)).size).toBeGreaterThanOrEqual(3)
    for (const { url: host } of [...networks.finney.hosts, ...networks.testnet.hosts]) expect(host).toMatch(/^wss:\/\//)
    expect(networks.finney.genesisHash).toBe('0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03')
    expect(networks.testnet.genesisHash).toBe('0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105')
    expect(networks.local.genesisHash).toBeNull()
  })

  test.each([
    ['ws://127.0.0.1:9944', true],
    ['ws://localhost:1', true],
    ['ws://127.0.0.1:65535', true],
    ['ws://127.0.0.1:65536', false],
    ['ws://127.0.0.1', false],
    ['wss://127.0.0.1:9944', false],
    ['ws://127.0.0.1:9944/', false],
    ['ws://127.0.0.1:9944@evil.test:1', false],
    ['ws://localhost.evil.test:9944', false],
    ['ws://localhost:9944\n', false],
    ['ws://192.168.0.1:9944', false],
    ['http://localhost:9944', false],
    ['', false],
  ])('%s is this machine: %s', (host, local) => expect(isLocalHost(host)).toBe(local))
})
