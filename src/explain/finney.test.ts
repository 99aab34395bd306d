import { existsSync, readFileSync } from 'node:fs'
import { blake2b } from '@noble/hashes/blake2.js'
import { compactBn, compactNumber } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, fromHex, KluisError, toHex } from '../units'
import { openCall } from './call'
import vectors from './fixtures/chain-vectors.json' with { type: 'json' }
import { extrinsicOf, openPayload, type PayloadFields } from './payload'
import { openRuntime, type RuntimeView } from './runtime'

// Finney's own metadata is a yardstick that is not ours to ship: these tests are skipped, and say so, where it is absent.
const yardstick = '../shared/data/metadata-finney-424.scale'
const at = existsSync(yardstick)
const finney = vectors.signingPayloads[0]?.genesisHash as string
const facts = { genesisHash: finney, specVersion: 424, transactionVersion: 1, digest: vectors.digest424 }
const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error instanceof KluisError ? error.code : String(error)
  }
  return 'accepted'
}

describe.skipIf(!at)(`against finney's metadata of spec 424${at ? '' : ' (skipped: the yardstick is not here)'}`, () => {
  const runtime: RuntimeView = at ? openRuntime(new Uint8Array(readFileSync(yardstick))) : (undefined as never)

  test.each(vectors.calls)('$pallet.$call is opened totally, and one byte more or less is refused', ({ pallet, call, hex }) => {
    const bytes = fromHex(hex)
    const opened = openCall(runtime, bytes)
    expect([opened.pallet, opened.name]).toEqual([pallet, call])
    for (let more = 1; more <= 64; more++)
      expect(codeOf(() => openCall(runtime, concat(bytes, new Uint8Array(more).fill(more))))).toBe('call-not-canonical')
    for (let less = 1; less < bytes.length; less++) expect(codeOf(() => openCall(runtime, bytes.subarray(0, -less)))).toMatch(/^call-/)
  })

  test.each(vectors.extensionPayloads)(
    'a payload as the btcli bridge sends it gives the bytes of the vector',
    ({ signerPayloadJSON, expectedBytesToSign }) => {
      const fields = signerPayloadJSON as PayloadFields
      if (fields.era === '0x00') {
        expect(codeOf(() => openPayload(runtime, fields, facts))).toBe('payload-immortal')
        return
      }
      const opened = openPayload(runtime, fields, facts)
      expect(toHex(opened.toSign)).toBe(expectedBytesToSign)
      expect(opened.hash).toBe(toHex(blake2b(opened.signed, { dkLen: 32 })))
    },
  )

  test.each(vectors.signingPayloads.filter((each) => each.era !== '0x00'))('signing payload $name', (each) => {
    const fields: PayloadFields = {
      address: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      blockHash: each.blockHash,
      era: each.era,
      genesisHash: each.genesisHash,
      method: each.call,
      nonce: `0x${each.nonce.toString(16)}`,
      signedExtensions: runtime.metadata.extrinsic.signedExtensions[0]?.map((extension) => extension.identifier) ?? [],
      specVersion: '0x1a8',
      tip: `0x${BigInt(each.tip).toString(16)}`,
      transactionVersion: '0x1',
      version: 4,
      mode: each.mode,
      metadataHash: each.mode ? vectors.digest424 : null,
    }
    const opened = openPayload(runtime, fields, facts)
    expect(toHex(opened.signed)).toBe(each.payload)
    expect(toHex(opened.toSign)).toBe(each.signedBytes)
    expect(opened.toSign.length === 32).toBe(each.hashed)
    for (const [wrong, code] of [
      [{ genesisHash: `0x${'00'.repeat(32)}` }, 'payload-wrong-genesis'],
      [{ specVersion: '0x1a9' }, 'payload-wrong-spec'],
      [{ transactionVersion: '0x2' }, 'payload-wrong-spec'],
      [{ era: '0x00' }, 'payload-immortal'],
      [{ era: '0x0000' }, 'payload-invalid'],
      [{ assetId: '0x01' }, 'payload-other-chain'],
      [{ mode: 1, metadataHash: `0x${'11'.repeat(32)}` }, 'metadata-unverified'],
      [{ mode: 1, metadataHash: null }, 'payload-invalid'],
      [{ mode: 0, metadataHash: vectors.digest424 }, 'payload-invalid'],
      [{ mode: 2 }, 'payload-invalid'],
      [{ signedExtensions: fields.signedExtensions.slice(1) }, 'extension-unknown'],
      [{ signedExtensions: [...fields.signedExtensions].reverse() }, 'extension-unknown'],
      [{ nonce: '0x1ffffffff' }, 'payload-invalid'],
      [{ tip: '0x1ffffffffffffffff' }, 'payload-invalid'],
    ] as const)
      expect(
        codeOf(() => openPayload(runtime, { ...fields, ...wrong } as PayloadFields, facts)),
        JSON.stringify(wrong),
      ).toBe(code)
  })

  test.each(vectors.signedExtrinsics)('the extrinsic and its hash: $name', (each) => {
    const opened = {
      accountId: fromHex(each.publicKey),
      callBytes: fromHex('0x0503008eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48e5c0'),
      extra: fromHex('0x65010c0000'),
    }
    const type = each.name.startsWith('ed25519') ? 0 : 1
    const made = extrinsicOf(opened, concat(Uint8Array.of(type), fromHex(each.signature)))
    expect(toHex(made.bytes)).toBe(each.extrinsic)
    expect(made.hash).toBe(each.hash)
  })

  test('bytes appended to a call cannot slide the tip: what is signed is what was explained', () => {
    // security.md finding 1: "transfer 1,000 rao, nonce 63, tip 63" whose signed bytes are an honest payload with a huge tip.
    const call = fromHex('0x0503008eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48a10f')
    const honest = { era: fromHex('0x6501'), nonce: compactNumber.enc(63), tip: compactBn.enc(1_086_559_868_415n) }
    const slid = concat(call, honest.era, honest.nonce, honest.tip)
    const fields = (method: Uint8Array): PayloadFields => ({
      address: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      blockHash: `0x${'aa'.repeat(32)}`,
      era: '0x6501',
      genesisHash: finney,
      method: toHex(method),
      nonce: '0x3f',
      signedExtensions: runtime.metadata.extrinsic.signedExtensions[0]?.map((extension) => extension.identifier) ?? [],
      specVersion: '0x1a8',
      tip: '0x3f',
      transactionVersion: '0x1',
      version: 4,
    })
    expect(codeOf(() => openPayload(runtime, fields(slid), facts))).toBe('call-not-canonical')
    const opened = openPayload(runtime, fields(call), facts)
    expect([opened.tip, opened.nonce]).toEqual([63n, 63])
  })

  test('no bytes crash the reader, and what it accepts encodes to the same bytes', () => {
    const samples = vectors.calls.map(({ hex }) => fromHex(hex))
    const mutated = fc
      .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 4 }))
      .map(([bytes, changes]) => {
        const copy = bytes.slice()
        for (const [place, value] of changes) copy[place % copy.length] = value
        return copy
      })
    fc.assert(
      fc.property(mutated, (bytes) => {
        expect(codeOf(() => openCall(runtime, bytes))).toMatch(/^(accepted|call-)/)
      }),
      { numRuns: 2_000 },
    )
  })

  test('depth and number are bounded before anything is built', () => {
    const remark = fromHex('0x000000')
    const nest = (depth: number) => {
      let call: Uint8Array = remark
      // Utility.as_derivative(0, call)
      for (let i = 1; i < depth; i++) call = concat(fromHex('0x0b010000'), call)
      return call
    }
    expect(codeOf(() => openCall(runtime, nest(16)))).toBe('accepted')
    for (const depth of [17, 64, 256, 1_000, 10_000]) expect(codeOf(() => openCall(runtime, nest(depth)))).toBe('call-too-deep')
    const batch = (count: number) =>
      concat(fromHex('0x0b00'), compactNumber.enc(count), concat(...Array.from({ length: count }, () => remark)))
    expect(codeOf(() => openCall(runtime, batch(999)))).toBe('accepted')
    for (const count of [1_000, 10_000, 20_000]) expect(codeOf(() => openCall(runtime, batch(count)))).toBe('call-too-large')
    expect(codeOf(() => openCall(runtime, new Uint8Array(65_537)))).toBe('call-too-large')
  })

  test('a wrapped message can never be a call: no pallet has the index of "<"', () => {
    expect(runtime.metadata.pallets.some((each) => each.index === 0x3c)).toBe(false)
  })
})
