import { compactNumber } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { concat, encodeAddress, KluisError, toHex } from '../units'
import { openCall } from './call'
import { explain } from './explain'
import { calls, encode } from './fixtures/oracle'
import { callLimits, measureCall } from './measure'
import type { Context } from './risks'
import { openRuntime } from './runtime'

const runtime = openRuntime(buildMetadata({ specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 }).bytes[16])
const id = (fill: number) => new Uint8Array(32).fill(fill)
const person = (fill: number) => ({ id: toHex(id(fill)), address: encodeAddress(id(fill)) })
const context: Context = {
  from: person(1),
  freeRao: 10n ** 30n,
  existentialDepositRao: 500n,
  feeRao: 100n,
  tipRao: 0n,
  eraPeriod: 64,
  known: [person(2)],
  siteKnown: true,
  siteAsksHotkey: false,
  local: false,
}
type Made = { type: string; value: { type: string; value: unknown } }
const make = (pallet: string, name: string, value: unknown): Made => ({ type: pallet, value: { type: name, value } })
const to = (fill: number) => ({ type: 'Id', value: encodeAddress(id(fill)) })
const transfer = (amount: bigint, fill = 2) => make('Balances', 'transfer_keep_alive', { dest: to(fill), value: amount })
const remark = (text = '') => make('System', 'remark', { remark: new TextEncoder().encode(text) })
const nameless = (value: Made) => openCall(runtime, encode(runtime, value as never))
const read = (value: Made, over: Partial<Context> = {}) => explain(nameless(value), { ...context, ...over })
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return error instanceof KluisError ? `${error.code} ${error.facts.call ?? ''}`.trim() : String(error)
  }
  return 'accepted'
}

test('every part of a nested call is explained, in its order, with its place', () => {
  const whole = make('Utility', 'batch_all', {
    calls: [
      remark('one'),
      make('Utility', 'if_else', {
        main: transfer(5n),
        fallback: make('Utility', 'force_batch', { calls: [transfer(7n, 3), remark('two')] }),
      }),
      make('Balances', 'burn', { value: 11n, keep_alive: true }),
    ],
  })
  const { leaves, wrappers, outflow, level } = read(whole)
  expect(leaves.map(({ path, call }) => [path.join('.'), call])).toEqual([
    ['0', 'System.remark'],
    ['1.0', 'Balances.transfer_keep_alive'],
    ['1.1.0', 'Balances.transfer_keep_alive'],
    ['1.1.1', 'System.remark'],
    ['2', 'Balances.burn'],
  ])
  expect(wrappers.map(({ path, call }) => [path.join('.'), call])).toEqual([
    ['', 'Utility.batch_all'],
    ['1', 'Utility.if_else'],
    ['1.1', 'Utility.force_batch'],
  ])
  // Both branches of if_else count: the worst case is what the person is told.
  expect(outflow.tao).toBe(23n)
  expect(level).toBe(3)
})

test('the outflow is the exact sum of what the parts say, however they are nested, and has no bound where one sends everything', () => {
  type Node = { type: string; value: { type: string; value: { value?: bigint; calls?: Node[]; main?: Node; fallback?: Node } } }
  const everything = (each: Node): boolean =>
    each.value.type === 'transfer_all' ||
    [...(each.value.value.calls ?? []), each.value.value.main, each.value.value.fallback].some((inner) => inner && everything(inner))
  const sum = (each: Node): bigint => {
    const { type, value } = each.value
    if (type === 'transfer_keep_alive' || type === 'transfer_allow_death' || type === 'burn') return value.value ?? 0n
    return [...(value.calls ?? []), value.main, value.fallback].reduce((total, inner) => total + (inner ? sum(inner) : 0n), 0n)
  }
  const count = (each: Node): number => {
    const { calls: inner, main, fallback } = each.value.value
    const parts = [...(inner ?? []), ...(main && fallback ? [main, fallback] : [])]
    return each.type === 'Utility' ? parts.reduce((total, part) => total + count(part), 0) : 1
  }
  fc.assert(
    fc.property(calls, (value) => {
      const explained = read(value as Made)
      expect(explained.outflow.tao).toBe(everything(value as Node) ? 'unbounded' : sum(value as Node))
      expect(explained.leaves).toHaveLength(count(value as Node))
      const levels = [...explained.leaves.map((each) => each.level), ...explained.risks.map((each) => each.level), 0]
      expect(explained.level).toBe(Math.max(...levels))
      expect(new Set(explained.risks.map((each) => each.id)).size).toBe(explained.risks.length)
    }),
    { numRuns: 500 },
  )
  const most = 2n ** 64n - 1n
  expect(read(make('Utility', 'batch', { calls: [transfer(most), transfer(most), transfer(1n)] })).outflow.tao).toBe(2n * most + 1n)
})

test('a transfer under nesting of depth 1 to 16 is found; deeper is refused before anything is built', () => {
  const nest = (depth: number): Uint8Array => {
    let bytes = encode(runtime, transfer(1n) as never)
    for (let i = 1; i < depth; i++) bytes = concat(Uint8Array.of(11, i % 2 ? 2 : 4, 4), bytes) // batch_all and force_batch of one
    return bytes
  }
  for (let depth = 1; depth <= callLimits.depth; depth++) {
    const { leaves, outflow } = explain(openCall(runtime, nest(depth)), context)
    expect([leaves.length, leaves[0]?.path.length, outflow.tao]).toEqual([1, depth - 1, 1n])
  }
  for (const depth of [17, 64, 256, 1_000, 10_000]) expect(codeOf(() => openCall(runtime, nest(depth)))).toBe('call-too-deep')
})

test('a thousand calls are read, one more is refused, and so are more than 64 KiB', () => {
  const batch = (count: number) =>
    concat(Uint8Array.of(11, 0), compactNumber.enc(count), ...Array.from({ length: count }, () => Uint8Array.of(0, 0, 0)))
  expect(measureCall(runtime, batch(999)).calls).toBe(callLimits.nodes)
  expect(explain(openCall(runtime, batch(999)), context).leaves).toHaveLength(999)
  for (const count of [1_000, 10_000, 20_000]) expect(codeOf(() => openCall(runtime, batch(count)))).toBe('call-too-large')
  const long = (length: number) => concat(Uint8Array.of(0, 0), compactNumber.enc(length), new Uint8Array(length))
  expect(codeOf(() => openCall(runtime, long(callLimits.bytes - 6)))).toBe('accepted')
  expect(codeOf(() => openCall(runtime, long(callLimits.bytes - 5)))).toBe('call-too-large')
  // A length that promises more than there is.
  expect(codeOf(() => openCall(runtime, Uint8Array.of(11, 0, 0xfe, 0xff, 0xff, 0xff)))).toMatch(/^call-/)
})

test('what Kluis has no words for is refused, never shown as bytes', () => {
  const as = { type: 'system', value: { type: 'Signed', value: encodeAddress(id(3)) } }
  expect(codeOf(() => read(make('Utility', 'as_derivative', { index: 0, call: transfer(1n) })))).toBe('call-unknown Utility.as_derivative')
  expect(codeOf(() => read(make('Timestamp', 'set', { now: 1n })))).toBe('call-unknown Timestamp.set')
  expect(codeOf(() => read(make('System', 'apply_authorized_upgrade', { code: new Uint8Array() })))).toBe(
    'call-unknown System.apply_authorized_upgrade',
  )
  // A site that asked for this would ask for everything.
  const grant = make('Proxy', 'add_proxy', { delegate: to(3), proxy_type: { type: 'Any', value: undefined }, delay: 0 })
  expect(codeOf(() => read(grant))).toBe('call-unknown Proxy.add_proxy')
  expect(codeOf(() => read(make('Utility', 'batch_all', { calls: [remark(), grant] })))).toBe('call-unknown Proxy.add_proxy')
  for (const [pallet, name, args] of [
    ['Sudo', 'sudo', { call: transfer(1n) }],
    ['Multisig', 'as_multi_threshold_1', { other_signatories: [encodeAddress(id(3))], call: transfer(1n) }],
    ['Proxy', 'proxy', { real: to(3), force_proxy_type: undefined, call: transfer(1n) }],
  ] as const)
    expect(codeOf(() => read(make(pallet, name, args)))).toBe(`call-unknown ${pallet}.${name}`)
  // Inside others as well.
  expect(codeOf(() => read(make('Utility', 'batch', { calls: [remark(), make('Timestamp', 'set', { now: 1n })] })))).toBe(
    'call-unknown Timestamp.set',
  )
  expect(read(make('Utility', 'dispatch_as', { as_origin: as, call: transfer(1n) })).level).toBe(4)
  for (const unknown of [Uint8Array.of(0x3c, 0x42), Uint8Array.of(5, 77), Uint8Array.of(200, 0)])
    expect(codeOf(() => openCall(runtime, unknown))).toBe('call-unknown')
})

test('only a plain account can be paid: every other kind of address is refused', () => {
  for (const dest of [
    { type: 'Index', value: undefined },
    { type: 'Raw', value: id(3) },
    { type: 'Address32', value: toHex(id(3)) },
    { type: 'Address20', value: `0x${'03'.repeat(20)}` },
  ])
    for (const value of [
      make('Balances', 'transfer_keep_alive', { dest, value: 1n }),
      make('Balances', 'transfer_all', { dest, keep_alive: true }),
    ])
      expect(
        codeOf(() => read(value)),
        dest.type,
      ).toBe(`call-unknown MultiAddress.${dest.type}`)
})

test('calls that only root may make have the highest level, wherever they stand', () => {
  const root = make('System', 'set_heap_pages', { pages: 1n })
  for (const value of [
    root,
    make('Utility', 'batch', { calls: [remark(), root] }),
    make('Balances', 'force_set_balance', { who: to(2), new_free: 1n }),
  ])
    expect(read(value).level).toBe(4)
})

test('a remark shows its text, with what cannot be seen made visible', () => {
  expect(read(remark('pay 5 \u202eOAT\u0000')).leaves[0]?.fact).toEqual({
    kind: 'remark',
    hex: toHex(new TextEncoder().encode('pay 5 \u202eOAT\u0000')),
    text: 'pay 5 ‹U+202E›OAT‹U+0000›',
  })
  expect(read(make('System', 'remark_with_event', { remark: Uint8Array.of(0xff) })).leaves[0]?.fact).toEqual({
    kind: 'remark',
    hex: '0xff',
    text: null,
  })
  // A remark as short or as long as any other: the codec's way of giving bytes does not matter.
  for (const length of [0, 1, 32, 33])
    expect(read(make('System', 'remark', { remark: new Uint8Array(length).fill(65) })).leaves[0]?.fact).toMatchObject({
      text: 'A'.repeat(length),
    })
})

test('everything is what is there now, after fee and what has to stay', () => {
  const all = (keepAlive: boolean, over: Partial<Context> = {}) => {
    const { leaves, outflow } = read(make('Balances', 'transfer_all', { dest: to(2), keep_alive: keepAlive }), {
      freeRao: 10_000n,
      ...over,
    })
    const { fact } = leaves[0] as (typeof leaves)[number]
    return [fact.kind === 'transfer-all' && fact.amountNow, outflow.tao]
  }
  expect(all(false)).toEqual(['9900', 'unbounded'])
  expect(all(true)).toEqual(['9400', 'unbounded'])
  expect(all(true, { freeRao: 599n })).toEqual(['0', 'unbounded'])
  expect(all(false, { feeRao: undefined })).toEqual(['10000', 'unbounded'])
  expect(all(false, { freeRao: undefined })).toEqual([null, 'unbounded'])
  // An unbounded part makes the whole unbounded.
  const mixed = make('Utility', 'batch', {
    calls: [transfer(1n), make('Balances', 'transfer_all', { dest: to(2), keep_alive: true }), transfer(1n)],
  })
  expect(read(mixed, { freeRao: undefined }).outflow.tao).toBe('unbounded')
})

test('an account that is empty now is not promised that nothing leaves: it may be funded while the signature is valid', () => {
  const all = make('Balances', 'transfer_all', { dest: to(3), keep_alive: false })
  for (const freeRao of [0n, 1n, 10_000n, undefined])
    for (const whole of [
      all,
      make('Utility', 'batch', { calls: [remark(), all] }),
      make('Utility', 'batch_all', { calls: [make('Utility', 'force_batch', { calls: [all] }), remark()] }),
      make('Utility', 'if_else', { main: remark(), fallback: all }),
    ]) {
      const { outflow, level } = read(whole, { freeRao })
      expect([outflow.tao, level]).toEqual(['unbounded', 3])
    }
})

test('a recipient that would hold too little is named with the call that pays it, and what came before counts', () => {
  const below = (value: Made, has: bigint) =>
    read(value, { recipientFreeRao: new Map([[person(2).id, has]]) }).leaves.map(({ risks, level }) => [
      risks.some((each) => each.id === 'below-existential-deposit'),
      level,
    ])
  expect(below(transfer(499n), 0n)).toEqual([[true, 2]])
  expect(below(transfer(500n), 0n)).toEqual([[false, 1]])
  const batch = (...parts: bigint[]) => make('Utility', 'batch_all', { calls: parts.map((each) => transfer(each)) })
  expect(below(batch(500n, 1n), 0n).map(([is]) => is)).toEqual([false, false])
  expect(below(batch(1n, 500n), 0n).map(([is]) => is)).toEqual([true, false])
  // What failed has brought nothing.
  expect(below(batch(300n, 300n), 0n).map(([is]) => is)).toEqual([true, true])
})

test('what is split over many calls is weighed as one', () => {
  const many = (amount: bigint, count: number) =>
    make('Utility', 'batch_all', { calls: Array.from({ length: count }, (_, at) => transfer(amount, 10 + at)) })
  const ids = (value: Made, over: Partial<Context> = {}) => read(value, over).risks.map((each) => each.id)
  expect(ids(many(10n ** 10n, 10))).toEqual([])
  expect(ids(many(10n ** 10n + 1n, 10))).toEqual(['large-first-time'])
  expect(ids(many(10n ** 10n, 11), { freeRao: 2n * 10n ** 11n })).toEqual(['large-first-time', 'most-of-balance'])
})

test('a batch that may stop halfway says so, one that is all or nothing does not', () => {
  const risks = (name: string, parts: Made[]) => read(make('Utility', name, { calls: parts })).risks.map((each) => each.id)
  const two = [remark(), remark()]
  expect(risks('batch', two)).toEqual(['not-atomic'])
  expect(risks('force_batch', two)).toEqual(['not-atomic'])
  expect(risks('batch_all', two)).toEqual([])
  expect(risks('batch', [remark()])).toEqual([])
  expect(read(make('Utility', 'if_else', { main: remark(), fallback: remark() })).risks.map((each) => each.id)).toEqual(['not-atomic'])
})

test('upgrading accounts moves nothing', () => {
  const { leaves, outflow, level } = read(make('Balances', 'upgrade_accounts', { who: [encodeAddress(id(2)), encodeAddress(id(3))] }))
  expect([leaves[0]?.fact, outflow.tao, level]).toEqual([{ kind: 'upgrade-accounts', count: 2 }, 0n, 0])
})
