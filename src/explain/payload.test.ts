import { compactBn, compactNumber, decAnyMetadata, metadata as metadataCodec } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { blake256, concat, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { openCall } from './call'
import { calls, createOracle, encode, explained, facts, isSignedAsSaid, payloads, valuesIn } from './fixtures/oracle'
import { extrinsicOf, openPayload, type PayloadFields, withMetadataHash } from './payload'
import { openRuntime } from './runtime'

const built = buildMetadata({ specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 })
const runtime = openRuntime(built.bytes[16])
const oracle = createOracle(built.bytes[15])
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return error instanceof KluisError ? error.code : String(error)
  }
  return 'accepted'
}
const open = (fields: PayloadFields) => openPayload(runtime, fields, facts)
const sample = (count: number) => fc.sample(payloads(runtime), { numRuns: count, seed: 7 })
const [first] = sample(1)
const honest = {
  ...first,
  method: toHex(encode(runtime, { type: 'System', value: { type: 'remark', value: { remark: fromHex('0x00') } } })),
} as PayloadFields

test('what is signed is byte for byte what the payload says, as another implementation reads it', () => {
  fc.assert(
    fc.property(payloads(runtime), (fields) => {
      const opened = open(fields)
      isSignedAsSaid(oracle, fields, opened)
      expect([opened.nonce, opened.tip, opened.mode]).toEqual([Number(fields.nonce), BigInt(fields.tip), fields.mode])
    }),
    { numRuns: 1_000 },
  )
})

test('a call is read as another implementation reads it, argument by argument', () => {
  const names = new Set<string>()
  fc.assert(
    fc.property(fc.oneof(calls, explained(runtime)), (value) => {
      const bytes = encode(runtime, value)
      const mine = openCall(runtime, bytes)
      names.add(`${mine.pallet}.${mine.name}`)
      expect(valuesIn(runtime, bytes)).toEqual(oracle.values(bytes))
      const { section, method } = oracle.call(bytes)
      expect([mine.pallet.toLowerCase(), mine.name.replaceAll('_', '')]).toEqual([section.toLowerCase(), method.toLowerCase()])
      expect(toHex(oracle.encodeCall(bytes))).toBe(toHex(bytes))
    }),
    { numRuns: 600 },
  )
  // Of all that can be explained most were there: the law is not one about transfers only.
  expect(names.size).toBeGreaterThan(40)
})

test('bytes appended to `method` cannot slide the fields that follow it', () => {
  // security.md finding 1: shown as "1,000 rao, nonce 63, tip 63", signed as an honest payload with a tip of 1,086.559868415 TAO.
  const transfer = encode(runtime, {
    type: 'Balances',
    value: {
      type: 'transfer_keep_alive',
      value: { dest: { type: 'Id', value: encodeAddress(new Uint8Array(32).fill(7)) }, value: 1_000n },
    },
  })
  const slid = concat(transfer, fromHex('0x6501'), compactNumber.enc(63), compactBn.enc(1_086_559_868_415n))
  const fields = (method: Uint8Array, tip: string): PayloadFields => ({
    ...honest,
    method: toHex(method),
    era: '0x6501',
    nonce: '0x3f',
    tip,
    mode: 0,
    metadataHash: null,
  })
  // The other implementation is taken in: it reads the appended bytes as nothing, and signs them.
  expect(oracle.call(slid).method).toBe('transferKeepAlive')
  expect(toHex(oracle.signed(fields(slid, '0x3f')))).toContain(toHex(slid).slice(2))
  expect(codeOf(() => open(fields(slid, '0x3f')))).toBe('call-not-canonical')
  expect(open(fields(transfer, `0x${1_086_559_868_415n.toString(16)}`)).tip).toBe(1_086_559_868_415n)
})

test('one to 64 bytes more, of any value, and any number less, are refused', () => {
  const seen = fc.sample(calls, { numRuns: 40, seed: 3 }).map((value) => encode(runtime, value))
  for (const bytes of seen) {
    for (let more = 1; more <= 64; more++)
      for (const fill of [0, 1, 0x04, 0xff])
        expect(codeOf(() => openCall(runtime, concat(bytes, new Uint8Array(more).fill(fill))))).toMatch(/^call-(not-canonical|too-large)$/)
    for (let less = 1; less < Math.min(bytes.length, 80); less++)
      expect(codeOf(() => openCall(runtime, bytes.subarray(0, -less)))).toMatch(/^call-/)
  }
  expect(codeOf(() => openCall(runtime, new Uint8Array()))).toBe('call-not-canonical')
})

test('a compact number has one spelling', () => {
  const dest = concat(Uint8Array.of(5, 3, 0), new Uint8Array(32).fill(7))
  const amount = (hex: string) => codeOf(() => openCall(runtime, concat(dest, fromHex(hex))))
  expect(amount('0x04')).toBe('accepted') // 1
  for (const longer of ['0x0500', '0x06000000', '0x0301000000', '0x070100000000', '0x130100000000000000'])
    expect(amount(longer)).toBe('call-not-canonical')
  expect(amount('0x0101')).toBe('accepted') // 64
  expect(amount('0x02010000')).toBe('call-not-canonical')
  expect(amount('0x13ffffffffffffffff')).toBe('accepted')
  expect(amount('0x17ffffffffffffffff01')).toMatch(/^call-/) // wider than 64 bits
  // A length, of a remark of one byte.
  for (const [length, code] of [
    ['0x04', 'accepted'],
    ['0x0500', 'call-not-canonical'],
    ['0x06000000', 'call-not-canonical'],
    ['0x0301000000', 'call-not-canonical'],
  ])
    expect(codeOf(() => openCall(runtime, concat(Uint8Array.of(0, 0), fromHex(length as string), Uint8Array.of(9))))).toBe(code)
  // An Option or a bool that is neither.
  expect(codeOf(() => openCall(runtime, concat(Uint8Array.of(5, 4, 0), new Uint8Array(32), Uint8Array.of(2))))).toBe('call-not-canonical')
})

test('every field that is changed changes what is signed, or is refused', () => {
  const other = `0x${'ab'.repeat(32)}`
  const changes: [keyof PayloadFields, unknown[]][] = [
    ['blockHash', [other, '0x', `${other}00`, other.slice(0, -2)]],
    ['era', ['0x00', '0x0000', '0xffff', '0x1500', '0x150000', '0x']],
    ['genesisHash', [other, '0x']],
    ['method', ['0x', '0x00', '0x000000', '0xffff', '0x3c00']],
    ['nonce', ['0x12345', '0x100000000', '0x', '12', '-0x1']],
    [
      'signedExtensions',
      [
        [],
        honest.signedExtensions.slice(1),
        [...honest.signedExtensions].reverse(),
        [...honest.signedExtensions, 'More'],
        honest.signedExtensions.with(0, 'constructor'),
      ],
    ],
    ['specVersion', ['0x1a9', '0x0', '0x', '0x1000001a8']],
    ['tip', ['0x54321', '0x10000000000000000', '0x']],
    ['transactionVersion', ['0x2', '0x']],
    ['version', [5, 3, '4', 0]],
    ['assetId', [0, '0x01', {}, '']],
    ['mode', [0, 1, 2, -1, '1', true]],
    ['metadataHash', [other, facts.digest, '0x', null]],
  ]
  for (const [start, label] of [
    [{ ...honest, mode: 0, metadataHash: null }, 'mode 0'],
    [{ ...honest, mode: 1, metadataHash: facts.digest }, 'mode 1'],
  ] as const) {
    const before = toHex(open(start).signed)
    for (const [field, values] of changes)
      for (const value of values) {
        if (JSON.stringify(start[field]) === JSON.stringify(value)) continue
        const changed = { ...start, [field]: value } as PayloadFields
        let after: string
        try {
          after = toHex(open(changed).signed)
        } catch (error) {
          expect(error, `${label} ${field} ${value}`).toBeInstanceOf(KluisError)
          continue
        }
        expect(after, `${label} ${field} ${JSON.stringify(value)}`).not.toBe(before)
      }
  }
  // What is not among the bytes says who signs, or is not used at all.
  const address = encodeAddress(new Uint8Array(32).fill(9))
  expect(toHex(open({ ...honest, address }).accountId)).not.toBe(toHex(open(honest).accountId))
  expect(open({ ...honest, blockNumber: '0xff' }).signed).toEqual(open(honest).signed)
  expect(open({ ...honest, withSignedTransaction: true }).signed).toEqual(open(honest).signed)
  expect(open(withMetadataHash({ ...honest, mode: 0, metadataHash: null }, facts.digest as string)).mode).toBe(1)
})

test('each refusal has its own code', () => {
  const refused: [Partial<PayloadFields>, string][] = [
    [{ genesisHash: `0x${'00'.repeat(32)}` }, 'payload-wrong-genesis'],
    [{ specVersion: '0x1a9' }, 'payload-wrong-spec'],
    [{ transactionVersion: '0x2' }, 'payload-wrong-spec'],
    [{ era: '0x00' }, 'payload-immortal'],
    [{ era: '0x0b00' }, 'payload-invalid'], // 4,096 blocks: more than nine hours
    [{ assetId: '0x01' }, 'payload-other-chain'],
    [{ mode: 1, metadataHash: `0x${'11'.repeat(32)}` }, 'metadata-unverified'],
    [{ signedExtensions: ['CheckNonce'] }, 'extension-unknown'],
    [{ address: 'nobody' }, 'ss58-length'],
    [{ address: 'n0body' }, 'ss58-base58'],
  ]
  for (const [wrong, code] of refused)
    expect(
      codeOf(() => open({ ...honest, ...wrong })),
      JSON.stringify(wrong),
    ).toBe(code)
  // Without a digest of ours there is nothing that mode 1 could be compared with.
  expect(codeOf(() => openPayload(runtime, { ...honest, mode: 1, metadataHash: facts.digest }, { ...facts, digest: null }))).toBe(
    'metadata-unverified',
  )
  expect(open({ ...honest, era: '0x0a00' }).era.period).toBe(2_048)
})

test('an extension that wants bytes which we do not know is refused, one without any is taken', () => {
  const decoded = decAnyMetadata(built.bytes[16]) as unknown as {
    metadata: {
      tag: string
      value: {
        extrinsic: {
          signedExtensionsByVersion: [number, number[]][]
          signedExtensions: { identifier: string; type: number; additionalSigned: number }[]
        }
      }
    }
  }
  const { signedExtensions } = decoded.metadata.value.extrinsic
  const typeOf = (name: string, part: 'type' | 'additionalSigned') =>
    signedExtensions.find(({ identifier }) => identifier === name)?.[part] as number
  const empty = typeOf('CheckNonce', 'additionalSigned')
  const filled = typeOf('CheckNonce', 'type')
  const withExtension = (type: number, additionalSigned: number, identifier = 'Brand') => {
    const copy = structuredClone(decoded)
    const { extrinsic } = copy.metadata.value
    extrinsic.signedExtensions.push({ identifier, type, additionalSigned })
    extrinsic.signedExtensionsByVersion = [[0, extrinsic.signedExtensions.map((_, i) => i)]]
    const changed = openRuntime(metadataCodec.enc(copy as never))
    return codeOf(() => openPayload(changed, { ...honest, signedExtensions: [...honest.signedExtensions, identifier] }, facts))
  }
  expect(withExtension(empty, empty)).toBe('accepted')
  expect(withExtension(typeOf('CheckWeight', 'type'), empty)).toBe('accepted')
  expect(withExtension(filled, empty)).toBe('extension-unknown')
  expect(withExtension(empty, filled)).toBe('extension-unknown')
  // One that we know, and that changed its shape.
  expect(withExtension(filled, filled, 'CheckWeight')).toBe('extension-unknown')
  // Asset Hub's, on a chain where it wants no asset beside the tip: a byte too many would slide into the call.
  expect(withExtension(filled, empty, 'ChargeAssetTxPayment')).toBe('extension-unknown')
})

test('hashed above 256 bytes, and only above', () => {
  const at = (remark: number) =>
    open({
      ...honest,
      mode: 0,
      metadataHash: null,
      method: toHex(concat(Uint8Array.of(0, 0), compactNumber.enc(remark), new Uint8Array(remark))),
    })
  const base = at(100).signed.length - 100
  for (const [length, hashed] of [
    [255, false],
    [256, false],
    [257, true],
  ] as const) {
    const opened = at(length - base)
    expect(opened.signed.length).toBe(length)
    expect(toHex(opened.toSign)).toBe(toHex(hashed ? blake256(opened.signed) : opened.signed))
  }
})

test('the extrinsic that a chain takes is the payload with its signature', () => {
  for (const fields of sample(50)) {
    const opened = open(fields)
    for (const [type, size] of [
      [0, 64],
      [1, 64],
      [2, 65],
    ] as const) {
      const signature = concat(Uint8Array.of(type), new Uint8Array(size).fill(5))
      const { bytes, hash } = extrinsicOf(opened, signature)
      const length = compactNumber.dec(bytes)
      const prefix = compactNumber.enc(length).length
      expect(bytes.length).toBe(prefix + length)
      expect(toHex(bytes.subarray(prefix))).toBe(
        toHex(concat(Uint8Array.of(0x84, 0), opened.accountId, signature, opened.extra, opened.callBytes)),
      )
      expect(hash).toBe(toHex(blake256(bytes)))
    }
  }
})

test('bytes that are no metadata are a lie', () => {
  for (const wrong of [new Uint8Array(), fromHex('0x6d657461'), built.bytes[16].subarray(0, 500), new Uint8Array(100).fill(7)])
    expect(codeOf(() => openRuntime(wrong))).toBe('node-lied')
  for (const version of [14, 15, 16] as const)
    expect(codeOf(() => openCall(openRuntime(built.bytes[version]), fromHex(honest.method)))).toBe('accepted')
})

test('no pallet of this chain has the index of "<", so a wrapped message can never be a call', () => {
  expect(runtime.metadata.pallets.some(({ index }) => index === 0x3c)).toBe(false)
})
