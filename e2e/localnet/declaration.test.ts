import { existsSync, readFileSync } from 'node:fs'
import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../src/chain/metadata'
import vectors from './fixtures/chain-vectors.json' with { type: 'json' }
import { buildMetadata, extensions } from './metadata'
import { runtimeOf } from './runtimes'

// Finney's own metadata is a yardstick that is not ours to ship: these tests are skipped, and say so, where it is absent.
const yardstick = (spec: number) => `../shared/data/metadata-finney-${spec}.scale`
const at = existsSync(yardstick(424))
const info = { specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 }
const built = buildMetadata(info)
const ours = built.unified
const { pallets } = runtimeOf(424)
const theirs: UnifiedMetadata = at ? read(424) : ours

function read(spec: number): UnifiedMetadata {
  return unifyMetadata(decAnyMetadata(new Uint8Array(readFileSync(yardstick(spec)))))
}

/** Pallets of which the localnet has a part of the storage only: each item that it has is finney's. Of all others it has everything. */
const partly = ['SubtensorModule']
/** Enums of the whole runtime: the localnet declares a part of them, so they are compared variant by variant. */
const partial = ['RuntimeCall', 'RuntimeEvent', 'RuntimeError', 'OriginCaller'].map((name) => `node_subtensor_runtime::${name}`)
/** A type in words: every path, field, index and inner type. Two types that read the same are the same on the wire. */
function words(metadata: UnifiedMetadata, id: number, above: readonly number[] = []): string {
  const { def, path } = metadata.lookup[id] as UnifiedMetadata['lookup'][number]
  const name = path.join('::')
  if (partial.includes(name)) return name
  if (above.includes(id)) return `^${name}`
  const inner = (of: number) => words(metadata, of, [...above, id])
  const fields = (of: readonly { name?: string | undefined; type: number }[]) =>
    `{${of.map((each) => `${each.name ?? ''}: ${inner(each.type)}`).join(', ')}}`
  switch (def.tag) {
    case 'primitive':
      return def.value.tag
    case 'compact':
      return `Compact<${inner(def.value)}>`
    case 'sequence':
      return `Vec<${inner(def.value)}>`
    case 'array':
      return `[${inner(def.value.type)}; ${def.value.len}]`
    case 'tuple':
      return `(${def.value.map(inner).join(', ')})`
    case 'composite':
      return `${name} ${fields(def.value)}`
    case 'variant':
      return `${name} ${[...def.value]
        .sort((a, b) => a.index - b.index)
        .map((each) => `${each.index} ${each.name}${fields(each.fields)}`)
        .join(' | ')}`
    default:
      return def.tag
  }
}
const palletOf = (metadata: UnifiedMetadata, name: string) => {
  const found = metadata.pallets.find((each) => each.name === name)
  if (!found) throw new Error(`no pallet ${name}`)
  return found
}
function variants(metadata: UnifiedMetadata, id: number | undefined): Record<string, string> {
  const def = id === undefined ? undefined : metadata.lookup[id]?.def
  if (def?.tag !== 'variant') return {}
  return Object.fromEntries(
    def.value.map((each) => [
      each.name,
      `${each.index} ${each.fields.map((field) => `${field.name}: ${words(metadata, field.type)}`).join(', ')}`,
    ]),
  )
}
function items(metadata: UnifiedMetadata, pallet: string): Record<string, unknown> {
  return Object.fromEntries(
    (palletOf(metadata, pallet).storage?.items ?? []).map(({ name, modifier, type, fallback }) => [
      name,
      {
        modifier,
        fallback,
        hashers: type.tag === 'map' ? type.value.hashers.map((each) => each.tag) : null,
        key: type.tag === 'map' ? words(metadata, type.value.key) : null,
        value: words(metadata, type.tag === 'map' ? type.value.value : type.value),
      },
    ]),
  )
}
/** Amounts stand in the vectors as text; null is what is absent. */
function amounts(value: unknown): unknown {
  if (value === null) return undefined
  if (typeof value === 'string') return /^-?\d+$/.test(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(amounts)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value as object).map(([key, of]) => [key, amounts(of)]))
}
const extensionsOf = (metadata: UnifiedMetadata) =>
  (metadata.extrinsic.signedExtensions[0] ?? []).map((each) => ({
    identifier: each.identifier,
    extra: words(metadata, each.type),
    implicit: words(metadata, each.additionalSigned),
  }))

describe.skipIf(!at)(
  `what the localnet declares is what finney declares at spec 424${at ? '' : ' (skipped: the yardstick is not here)'}`,
  () => {
    test.each(pallets.map(({ name }) => name))('%s: index, calls, events and errors', (name) => {
      const mine = palletOf(ours, name)
      const real = palletOf(theirs, name)
      expect(mine.index).toBe(real.index)
      for (const part of ['calls', 'events', 'errors'] as const)
        expect(variants(ours, mine[part]?.type), part).toEqual(variants(theirs, real[part]?.type))
    })

    test.each(pallets.map(({ name }) => name).filter((name) => !partly.includes(name)))(
      '%s: storage, whole, with hashers, types and defaults',
      (name) => expect(items(ours, name)).toEqual(items(theirs, name)),
    )
    test.each(partly)('%s: a part of the storage, with hashers, types and defaults', (name) => {
      const mine = items(ours, name)
      const real = items(theirs, name)
      expect(Object.keys(mine).length).toBeGreaterThan(50)
      for (const [item, told] of Object.entries(mine)) expect(told, item).toEqual(real[item])
    })

    test.each(pallets.map(({ name }) => name))('%s: constants, with their values', (name) => {
      const told = (metadata: UnifiedMetadata) =>
        Object.fromEntries(
          palletOf(metadata, name).constants.map((each) => [
            each.name,
            // The list of runtime APIs in the version is longer on finney: that one is compared below.
            [words(metadata, each.type), each.name === 'Version' ? null : each.value],
          ]),
        )
      expect(told(ours)).toEqual(told(theirs))
    })

    test.each(['RuntimeCall', 'RuntimeEvent', 'RuntimeError'])('the outer enum %s: a pallet has the same index', (name) => {
      const outer = (metadata: UnifiedMetadata) => {
        const def = metadata.lookup.find(({ path }) => path.join('::') === `node_subtensor_runtime::${name}`)?.def
        return new Map(def?.tag === 'variant' ? def.value.map((each) => [each.name, each.index] as const) : [])
      }
      expect(outer(ours).size).toBeGreaterThan(2)
      for (const [pallet, index] of outer(ours)) expect(index, pallet).toBe(outer(theirs).get(pallet))
    })

    test('the 13 signed extensions: order, bytes in the extrinsic, bytes in the signature', () => {
      expect(extensionsOf(ours)).toHaveLength(13)
      expect(extensionsOf(ours)).toEqual(extensionsOf(theirs))
      expect(ours.extrinsic.version).toEqual(theirs.extrinsic.version)
    })

    test('address, signature and the version of the runtime', () => {
      for (const part of ['address', 'signature'] as const) {
        const [mine, real] = [ours.extrinsic, theirs.extrinsic] as unknown as Record<typeof part, number>[]
        expect(words(ours, mine?.[part] as number)).toBe(words(theirs, real?.[part] as number))
      }
    })

    test('every runtime API that is declared, method by method', () => {
      expect(ours.apis.length).toBeGreaterThan(5)
      const version = (metadata: UnifiedMetadata, name: string) =>
        (metadata.apis.find((each) => each.name === name) as { version?: number } | undefined)?.version
      for (const { name, methods } of ours.apis) {
        const real = theirs.apis.find((each) => each.name === name)
        expect(version(ours, name), name).toBeTypeOf('number')
        expect(version(ours, name), name).toBe(version(theirs, name))
        for (const method of methods) {
          const other = real?.methods.find((each) => each.name === method.name)
          const signature = (metadata: UnifiedMetadata, of: typeof method | undefined) =>
            of && `${of.inputs.map((each) => `${each.name}: ${words(metadata, each.type)}`).join(', ')} -> ${words(metadata, of.output)}`
          expect(signature(ours, method), `${name}.${method.name}`).toBe(signature(theirs, other))
        }
      }
    })
  },
)

for (const spec of [365, 393]) {
  const path = yardstick(spec)
  test.skipIf(!existsSync(path))(`the calls that stake takes are those that finney had at spec ${spec} (needs ${path})`, () => {
    const [mine, real] = [buildMetadata({ ...info, specVersion: spec }).unified, read(spec)]
    const calls = (metadata: UnifiedMetadata) => variants(metadata, palletOf(metadata, 'SubtensorModule').calls?.type)
    expect(calls(mine)).toEqual(calls(real))
    expect(Object.keys(calls(mine)).length).toBeLessThan(Object.keys(calls(ours)).length)
  })
}

for (const [spec, digest] of Object.entries(vectors.digests)) {
  const path = yardstick(Number(spec))
  test.skipIf(!existsSync(path))(`the RFC-0078 digest of finney ${spec} is that of the vectors (needs ${path})`, () => {
    const bytes = new Uint8Array(readFileSync(path))
    expect(digestOf(bytes, { ...info, specVersion: Number(spec) })).toBe(digest)
    expect(digestOf(bytes, { ...info, specVersion: Number(spec) + 1 })).not.toBe(digest)
  })
}

test('V15 and V16 give one digest, and V14 gives none', () => {
  const digest = digestOf(built.bytes[16], info)
  expect(digest).toMatch(/^0x[0-9a-f]{64}$/)
  expect(digestOf(built.bytes[15], info)).toBe(digest)
  expect(digestOf(built.bytes[14], info)).toBeNull()
  expect(decAnyMetadata(built.bytes[14]).metadata.tag).toBe('v14')
  expect(decAnyMetadata(built.bytes[15]).metadata.tag).toBe('v15')
  expect(decAnyMetadata(built.bytes[16]).metadata.tag).toBe('v16')
})

test.each(vectors.storageKeys)('storage key of $pallet.$item', ({ pallet, item, args, key }) => {
  expect(built.builder.buildStorage(pallet, item).keys.enc(...args)).toBe(key)
})

test.each(vectors.runtimeCalls)('arguments of $method', ({ method, args, params }) => {
  const [api, ...name] = method.split('_') as [string, ...string[]]
  const codec = built.builder.buildRuntimeCall(api, name.join('_')).args
  expect(Buffer.from(codec.enc(args.map(amounts))).toString('hex')).toBe(params.slice(2))
})

test.each(vectors.answers)('answer of $method', ({ method, encoded, value }) => {
  const [api, ...name] = method.split('_') as [string, ...string[]]
  const codec = built.builder.buildRuntimeCall(api, name.join('_')).value
  expect(codec.dec(encoded)).toEqual(amounts(value))
  expect(Buffer.from(codec.enc(amounts(value))).toString('hex')).toBe(encoded.slice(2))
})

test('a share is a mantissa and an exponent of ten, as the vectors have it', () => {
  const codec = built.builder.buildStorage('SubtensorModule', 'AlphaV2').value
  const { encoded, value } = vectors.share
  expect(codec.dec(encoded)).toEqual(amounts(value))
  expect(Buffer.from(codec.enc(amounts(value))).toString('hex')).toBe(encoded.slice(2))
})

test.each(vectors.moduleErrors)('$pallet.$error is $dispatchErrorModule', ({ pallet, error, dispatchErrorModule }) => {
  const of = palletOf(ours, pallet)
  const def = ours.lookup[of.errors?.type ?? -1]?.def
  const index = def?.tag === 'variant' ? def.value.find((each) => each.name === error)?.index : undefined
  expect(dispatchErrorModule).toBe(`0x03${Buffer.from([of.index, index ?? 255, 0, 0, 0]).toString('hex')}`)
})

test.each(vectors.calls)('call $call ($hex)', ({ hex }) => {
  const codec = built.builder.buildDefinition(built.types.call)
  const bytes = Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
  expect(Buffer.from(codec.enc(codec.dec(bytes))).toString('hex')).toBe(hex.slice(2))
})

test('the balance of an account is 56 bytes, as the vectors have them', () => {
  const codec = built.builder.buildStorage('System', 'Account').value
  for (const { encoded, nonce, free, reserved } of vectors.accounts) {
    const account = codec.dec(encoded) as { nonce: number; data: { free: bigint; reserved: bigint } }
    expect([account.nonce, account.data.free, account.data.reserved]).toEqual([nonce, BigInt(free), BigInt(reserved)])
    expect(codec.enc(account)).toHaveLength(56)
  }
})

test('a lie about two calls changes the digest, and nothing else about the metadata', () => {
  const lie = buildMetadata(info, ['Balances', 'transfer_keep_alive', 'burn'])
  expect(digestOf(lie.bytes[16], info)).not.toBe(digestOf(built.bytes[16], info))
  expect(lie.builder.buildCall('Balances', 'burn').location).toEqual([5, 3])
  expect(extensions).toHaveLength(13)
})
