import { createRequire } from 'node:module'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { concat, encodeAddress, fromHex, toHex } from '../../src/units'
import { developmentAccounts, verifies } from './accounts'
import { Chain } from './chain'
import { honest } from './faults'
import vectors from './fixtures/chain-vectors.json' with { type: 'json' }
import { blake } from './pallets/system'
import { createMethods, RpcError, type Session } from './rpc'
import { callOf, type Signed, type Signer, signed } from './signed'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
// As a client would load them: without the wallet's aliases.
const require = createRequire(import.meta.url)
const { Keyring } = require('@polkadot/keyring') as typeof import('@polkadot/keyring')

let chain: Chain
let alice: ReturnType<typeof developmentAccounts>[number]
let bob: typeof alice
let call: Uint8Array
const nobody: Session = { notify: () => undefined, subscriptions: new Map(), newId: () => '1' }
const encoded = (name: string, args: unknown, pallet = 'Balances') => callOf(chain, pallet, name, args)
const to = (address: string) => ({ type: 'Id', value: address })

beforeEach(async () => {
  chain = await Chain.create()
  ;[alice, bob] = developmentAccounts() as [typeof alice, typeof alice]
  call = encoded('transfer_keep_alive', { dest: to(bob.address), value: 1_000_000_000n })
  for (let i = 0; i < 5; i++) chain.produce()
})

/** What author_submitExtrinsic answers: 'taken', or the code and data of its error. */
function submit(bytes: Uint8Array): string {
  try {
    createMethods(chain, honest()).author_submitExtrinsic?.([toHex(bytes)], nobody)
    return 'taken'
  } catch (error) {
    if (!(error instanceof RpcError)) throw error
    return [error.code, error.message, error.data].filter(Boolean).join(' | ')
  }
}
const send = (wrong: Signed = {}, of: Uint8Array = call) => submit(signed(chain, alice.address, alice, of, wrong))
const badProof = '1010 | Invalid Transaction | Transaction has a bad signature'
const stale = '1010 | Invalid Transaction | Transaction is outdated'
const payment = '1010 | Invalid Transaction | Inability to pay some fees (e.g. account balance too low)'
const ancient = '1010 | Invalid Transaction | Transaction has an ancient birth block'
const unread = /^1002 \| Verification Error: .* \| RuntimeApi/

describe('what the pool refuses, in the words of a real node', () => {
  test.each<[string, Signed, string]>([
    ['as it should be', {}, 'taken'],
    ['immortal', { period: null }, 'taken'],
    ['with the right digest', { mode: 1 }, 'taken'],
    ['a tip that it can pay', { tip: 5_000n }, 'taken'],
    ['another genesis', { genesisHash: `0x${'11'.repeat(32)}` }, badProof],
    ['the next spec version', { specVersion: 425 }, badProof],
    ['another transaction version', { transactionVersion: 2 }, badProof],
    ['another digest', { mode: 1, digest: new Uint8Array(32).fill(7) }, badProof],
    ['another block of birth', { birth: { number: 3, hash: `0x${'22'.repeat(32)}` } }, badProof],
    ['a birth to come', { birth: { number: 6, hash: `0x${'22'.repeat(32)}` } }, ancient],
    ['a tip beyond its means', { tip: 2_000_000_000_000_000n }, payment],
  ])('%s', (_name, wrong, answer) => expect(send(wrong)).toBe(answer))

  test('every bit of the signature, and every byte after it, counts', () => {
    const bytes = signed(chain, alice.address, alice, call)
    for (let i = 37; i < 101; i++) {
      const changed = bytes.slice()
      changed[i] = (changed[i] as number) ^ (1 << (i % 8))
      expect(submit(changed), `byte ${i}`).toBe(badProof)
    }
    for (let i = 101; i < bytes.length; i++) {
      const changed = bytes.slice()
      changed[i] = (changed[i] as number) ^ 4
      expect(submit(changed), `byte ${i}`).toMatch(/^10(02|10) /)
    }
  })

  test('a nonce that was used is stale, one too high waits for those between', () => {
    expect(send()).toBe('taken')
    chain.produce()
    expect(send({ nonce: 0 })).toBe(stale)
    expect(send({ nonce: 2 })).toBe('taken')
    chain.produce()
    expect(chain.pending).toHaveLength(1)
    expect(chain.account(alice.address).nonce).toBe(1)
    expect(send({ nonce: 1 })).toBe('taken')
    chain.produce()
    expect(chain.pending).toHaveLength(0)
    expect(chain.account(alice.address).nonce).toBe(3)
  })

  test('an era that is over has another birth, so the signature does not fit', () => {
    const birth = chain.best
    const [last, late, later] = [0n, 1n, 2n].map((tip) => signed(chain, alice.address, alice, call, { birth, period: 4, tip }))
    for (let i = 0; i < 2; i++) chain.produce()
    expect(submit(last as Uint8Array)).toBe('taken')
    chain.produce()
    expect(chain.account(alice.address).nonce).toBe(1)
    // The next block would be the birth itself; after that there is one, and it is another.
    expect(submit(late as Uint8Array)).toBe(ancient)
    chain.produce()
    expect(submit(later as Uint8Array)).toBe(badProof)
  })

  test('a birth block older than 2,400 blocks is ancient', () => {
    const birth = chain.best
    const bytes = signed(chain, alice.address, alice, call, { birth, period: 4_096 })
    while (chain.best.number < birth.number + 2_399) chain.produce()
    expect(send({ birth, period: 4_096, nonce: 1 })).toBe('taken')
    chain.produce()
    expect(submit(bytes)).toBe(ancient)
  })

  test('an account that was never funded, or cannot keep the existential deposit, cannot pay', () => {
    const stranger = new Keyring({ type: 'sr25519' }).addFromUri('//Stranger')
    const signer: Signer = { accountId: stranger.publicKey, kind: 1, sign: (message) => stranger.sign(message) }
    const address = encodeAddress(stranger.publicKey)
    const remark = encoded('remark', { remark: new Uint8Array() }, 'System')
    const fee = chain.executive.feeOf(
      chain.built.builder.buildDefinition(chain.built.types.call).dec(remark),
      signed(chain, address, signer, remark).length,
      424,
    ).total
    expect(submit(signed(chain, address, signer, remark))).toBe(payment)
    chain.setBalance(address, fee + 499n)
    expect(submit(signed(chain, address, signer, remark))).toBe(payment)
    chain.setBalance(address, fee + 500n)
    expect(submit(signed(chain, address, signer, remark))).toBe('taken')
    chain.produce()
    expect(chain.account(address).data.free).toBe(500n)
  })

  test('the same bytes twice, another one in its place, and a refused one again', () => {
    const bytes = signed(chain, alice.address, alice, call)
    expect(submit(bytes)).toBe('taken')
    expect(submit(bytes)).toBe(`1013 | Transaction Already Imported | [${toHex(blake(bytes))}]`)
    expect(send({ nonce: 0, tip: 1_000_000n })).toMatch(/^1014 \| Priority is too low: .* \| The transaction has too low priority/)
    const bad = signed(chain, alice.address, alice, call, { specVersion: 1 })
    expect(submit(bad)).toBe(badProof)
    expect(submit(bad)).toBe('1012 | Transaction is temporarily banned')
  })

  test('a runtime built without its digest cannot look mode 1 up', () => {
    chain.lacks.digest = true
    expect(send({ mode: 1 })).toBe(
      '1011 | Unknown Transaction Validity | Could not lookup information required to validate the transaction',
    )
    expect(send()).toBe('taken')
  })

  test('what was signed before an upgrade is refused after it, and thrown out of the pool', () => {
    const seen: unknown[] = []
    chain.submit(signed(chain, alice.address, alice, call), (status) => seen.push(status))
    const later = signed(chain, bob.address, bob, call)
    chain.upgrade(425)
    chain.produce()
    expect(seen).toEqual(['ready', 'invalid'])
    expect(chain.pending).toEqual([])
    expect(submit(later)).toBe(badProof)
    expect(send()).toBe('taken')
  })

  test('bytes that are no extrinsic, and calls that do not end where they should', () => {
    const bytes = signed(chain, alice.address, alice, call)
    const inner = bytes.subarray(2)
    const framed = (body: Uint8Array) => concat(Uint8Array.of(((body.length << 2) & 255) | 1, body.length >> 6), body)
    for (const wrong of [
      new Uint8Array(),
      Uint8Array.of(0),
      bytes.subarray(1),
      bytes.subarray(0, -1),
      concat(bytes, Uint8Array.of(0)),
      framed(concat(inner, Uint8Array.of(0))),
      framed(inner.with(0, 0x04)),
      framed(inner.with(0, 0x45)),
      framed(inner.with(1, 1)),
      framed(inner.with(34, 3)),
    ])
      expect(submit(wrong)).toMatch(unread)
  })

  test('numbers that are not in their shortest form, or too large, are no numbers', () => {
    const sign = { ...alice, sign: () => new Uint8Array(64) }
    const bytes = signed(chain, alice.address, sign, call, { period: null })
    const nonce = 2 + 1 + 1 + 32 + 1 + 64 + 1
    expect(bytes[nonce]).toBe(0)
    const put = (...text: number[]) => {
      const body = concat(bytes.subarray(2, nonce), Uint8Array.from(text), bytes.subarray(nonce + 1))
      return concat(Uint8Array.of(((body.length << 2) & 255) | 1, body.length >> 6), body)
    }
    expect(submit(put(4))).toBe(badProof)
    expect(submit(put(1, 0))).toMatch(unread)
    expect(submit(put(2, 0, 0, 0))).toMatch(unread)
    expect(submit(put(7, 1, 0, 0, 0, 1))).toMatch(unread)
  })

  test('calls in calls: eight are taken, nine are not read', () => {
    const nest = (depth: number): Uint8Array => {
      let bytes = encoded('remark', { remark: new Uint8Array() }, 'System')
      for (let i = 1; i < depth; i++) bytes = concat(Uint8Array.of(11, 1, 0, 0), bytes)
      return bytes
    }
    expect(send({}, nest(8))).toBe('taken')
    expect(send({}, nest(9))).toMatch(unread)
    expect(send({}, nest(20_000))).toMatch(unread)
  })
})

describe("signatures are checked by Rust's own code", () => {
  const pairs = (['sr25519', 'ed25519', 'ecdsa'] as const).map((type) => [type, new Keyring({ type }).addFromUri('//Signer')] as const)

  test.each(pairs)('%s', (type, pair) => {
    const accountId = type === 'ecdsa' ? blake(pair.publicKey) : pair.publicKey
    const kind = ({ ed25519: 0, sr25519: 1, ecdsa: 2 } as const)[type]
    const address = encodeAddress(accountId)
    chain.setBalance(address, 2_000_000_000n)
    const signer: Signer = { accountId, kind, sign: (message) => pair.sign(message) }
    const other: Signer = { accountId: bob.accountId, kind, sign: (message) => pair.sign(message) }
    const small = encoded('transfer_keep_alive', { dest: to(bob.address), value: 1_000n })
    // More than 256 bytes are signed by their hash.
    const large = encoded('remark', { remark: new Uint8Array(300).fill(1) }, 'System')
    expect(submit(signed(chain, bob.address, other, small))).toBe(badProof)
    for (const of of [small, large]) {
      expect(submit(signed(chain, address, { ...signer, sign: (message) => pair.sign(message.with(0, 9)) }, of))).toBe(badProof)
      expect(submit(signed(chain, address, signer, of))).toBe('taken')
      chain.produce()
    }
    expect(chain.account(address).nonce).toBe(2)
  })

  test.each(vectors.signed)('$name', ({ payload, publicKey, signature, extrinsic }) => {
    const type = extrinsic.slice(2 + 4 + 4 + 64, 2 + 4 + 4 + 64 + 2) === '00' ? 'Ed25519' : 'Sr25519'
    const value = fromHex(signature)
    expect(verifies({ type, value }, fromHex(payload), fromHex(publicKey))).toBe(true)
    expect(verifies({ type, value }, fromHex(`${payload}00`), fromHex(publicKey))).toBe(false)
    const other = type === 'Ed25519' ? 'Sr25519' : 'Ed25519'
    expect(verifies({ type: other, value }, fromHex(payload), fromHex(publicKey))).toBe(false)
  })

  test('the golden extrinsics are read as they were written, and have their hash', () => {
    for (const each of [vectors.golden['immortal nonce0'], vectors.golden['mortal 64/22 nonce 11']]) {
      const bytes = fromHex(each.extrinsic)
      expect(toHex(blake(bytes))).toBe(each.hash)
      const read = chain.decode(bytes)
      expect(read.who).toBe(alice.address)
      expect(read.call.value.type).toBe('transfer_keep_alive')
    }
    expect(chain.decode(fromHex(vectors.golden['mortal 64/22 nonce 11'].extrinsic))).toMatchObject({
      nonce: 11,
      era: { period: 64, phase: 22 },
      tip: 0n,
      mode: 0,
    })
  })
})
