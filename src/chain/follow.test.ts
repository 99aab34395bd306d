import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { callOf, type Signed, signed } from '../../e2e/localnet/signed'
import { blake256, encodeAddress, KluisError, toHex } from '../units'
import { createChain } from './chain'
import { type Def, forged, type Types, type V16 } from './fixtures/forged'
import { follow, type Wanted } from './follow'
import type { Live } from './live'
import { makeRuntime } from './metadata'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const url = 'ws://127.0.0.1:9944'
let node: InProcessNode
let live: Live
let alice: ReturnType<typeof developmentAccounts>[number]
let bob: typeof alice
let chain: ReturnType<typeof createChain>

beforeEach(async () => {
  node = await createNode()
  ;[alice, bob] = developmentAccounts() as [typeof alice, typeof alice]
  for (let i = 0; i < 3; i++) node.chain.produce()
  const { Socket } = createSockets({ [url]: node })
  chain = createChain({ cache: createKept(), Socket, now: Date.now, changed: () => undefined })
  chain.choose({ id: 'local', genesisHash: null, hosts: [{ url, operator: 'yourself' }] })
  chain.open()
  live = await chain.ready()
  return () => chain.close()
})

const to = (address: string) => ({ type: 'Id', value: address })
const transfer = (dest: string, value: bigint) => callOf(node.chain, 'Balances', 'transfer_keep_alive', { dest: to(dest), value })
const batch = (name: string, ...calls: Uint8Array[]) =>
  callOf(node.chain, 'Utility', name, {
    calls: calls.map((each) => node.chain.built.builder.buildDefinition(node.chain.built.types.call).dec(each)),
  })
const fresh = (seed: number) => encodeAddress(new Uint8Array(32).fill(seed))

/** Hands a call of //Alice in. @returns what is to be looked for */
function send(call: Uint8Array, { period = 64, ...wrong }: Signed & { period?: number } = {}): Wanted {
  const birth = node.chain.blocks[node.chain.finalised] as { number: number; hash: string }
  const bytes = signed(node.chain, alice.address, alice, call, { birth, period, ...wrong })
  const nonce = wrong.nonce ?? node.chain.nextNonce(alice.address)
  node.chain.submit(bytes)
  return {
    ...{ hash: toHex(blake256(bytes)), eraBegin: birth.number, eraEnd: birth.number + period - 1, calls: [{ path: [] }], wrappers: [] },
    ...{ account: toHex(alice.accountId), nonce },
  }
}
const either = (main: Uint8Array, fallback: Uint8Array) => {
  const { builder, types } = node.chain.built
  const [first, second] = [main, fallback].map((each) => builder.buildDefinition(types.call).dec(each))
  return callOf(node.chain, 'Utility', 'if_else', { main: first, fallback: second })
}
/** A call of so many that this one holds. */
const holding = (name: string, count: number) => ({
  calls: Array.from({ length: count }, (_, i) => ({ path: [i] })),
  wrappers: [{ path: [], call: `Utility.${name}` }],
})
/** What a node tells of the events of a block; whatever else is asked with them stays true. */
function eventsAre(value: unknown): void {
  const events = live.runtime.storage('System', 'Events').key()
  node.answers.state_queryStorageAt = (_, usual) => {
    const answer = usual() as { changes: [string, unknown][] }[]
    return answer.map((each) => ({ ...each, changes: each.changes.map(([key, held]) => [key, key === events ? value : held]) }))
  }
}
/** Looks once; the cursor goes through JSON, as between two lives of the background. */
let cursor: unknown
async function look(wanted: Wanted) {
  const progress = await follow(live, wanted, cursor)
  cursor = JSON.parse(JSON.stringify(progress.cursor))
  return progress
}
beforeEach(() => {
  cursor = null
})
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error) => (error instanceof KluisError ? error.code : String(error)),
  )

describe('a transaction', () => {
  test('waits, is included, is final, with the fee that was really paid', async () => {
    const before = node.chain.account(alice.address).data.free
    const wanted = send(transfer(bob.address, 1_000n))
    expect(await look(wanted)).toMatchObject({ outcome: 'waiting', found: null })
    const { number, hash } = node.chain.produce()
    const found = {
      block: number,
      blockHash: hash,
      index: 1,
      ok: true,
      error: null,
      part: false,
      fee: (before - node.chain.account(alice.address).data.free - 1_000n).toString(),
    }
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found })
    node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found })
    node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found })
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found })
  })

  test('that is final when it is first looked for is final at once', async () => {
    const wanted = send(transfer(bob.address, 1_000n))
    for (let i = 0; i < 6; i++) node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { ok: true } })
  })

  test.each<[string, () => Uint8Array, string | null, part?: boolean]>([
    ['that fails is named by its token error', () => transfer(fresh(1), 1n), 'Token.BelowMinimum'],
    ['that fails in a module is named by pallet and error', () => batch('batch_all', batch('batch')), 'System.CallFiltered'],
    ['that fails without a module is named by its kind', () => callOf(node.chain, 'Timestamp', 'set', { now: 1n }), 'BadOrigin'],
    [
      'whose batch is interrupted ran in part',
      () => batch('batch', transfer(fresh(1), 1_000n), transfer(fresh(2), 1n), transfer(fresh(3), 1_000n)),
      'Token.BelowMinimum',
      true,
    ],
    [
      'of whose batch one failed ran in part',
      () => batch('force_batch', transfer(fresh(2), 1n), transfer(fresh(1), 1_000n)),
      'Token.BelowMinimum',
      true,
    ],
    ['whose batch went through has not', () => batch('batch', transfer(fresh(1), 1_000n), transfer(fresh(2), 1_000n)), null],
    [
      'whose batch of all had one that failed has failed as a whole',
      () => batch('batch_all', transfer(fresh(1), 1_000n), transfer(fresh(2), 1n)),
      'Token.BelowMinimum',
    ],
  ])('%s', async (_name, call, error, part = false) => {
    const before = node.chain.account(alice.address).data.free
    const wanted = send(call())
    node.chain.produce()
    const sent = error === null ? 2_000n : error === 'Token.BelowMinimum' && part ? 1_000n : 0n
    const { found } = await look(wanted)
    expect(found).toMatchObject({ ok: error === null, error, part })
    expect(BigInt(found?.fee ?? 0)).toBe(before - node.chain.account(alice.address).data.free - sent)
  })

  test('says of each of its calls whether it ran', async () => {
    const [ok, no] = [() => transfer(fresh(1), 1_000n), () => transfer(fresh(2), 1n)]
    for (const [call, held, ran] of [
      [() => transfer(fresh(1), 1_000n), { calls: [{ path: [] }], wrappers: [] }, [true]],
      [() => transfer(fresh(2), 1n), { calls: [{ path: [] }], wrappers: [] }, [false]],
      [() => either(ok(), ok()), holding('if_else', 2), [true, false]],
      [() => either(no(), ok()), holding('if_else', 2), [false, true]],
      [() => either(no(), no()), holding('if_else', 2), [false, false]],
      [() => batch('batch', ok(), no(), ok()), holding('batch', 3), [true, false, false]],
      [() => batch('force_batch', no(), ok()), holding('force_batch', 2), [false, true]],
      [() => batch('batch_all', ok(), no()), holding('batch_all', 2), [false, false]],
      [() => batch('batch_all', ok(), ok()), holding('batch_all', 2), [true, true]],
      // What the wallet was shown is not what ran: then it says nothing.
      [() => batch('batch', ok(), no(), ok()), holding('batch_all', 3), null],
    ] as const) {
      const wanted = { ...send(call()), ...held }
      node.chain.produce()
      cursor = null
      expect((await look(wanted)).found?.ran, JSON.stringify(held)).toEqual(ran)
    }
  })

  /** Looks at events that the node made up: of the type that its own metadata has, changed by `use`. */
  async function lookAtForged(use: (add: (def: Def) => number, metadata: V16, types: Types) => (runtime: Live['runtime']) => unknown[]) {
    let events: (runtime: Live['runtime']) => unknown[] = () => []
    const bytes = forged(node.chain.built.bytes[16], (add, metadata, types) => {
      events = use(add, metadata, types)
    })
    const runtime = makeRuntime(live.genesisHash, live.runtime, bytes)
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    const type = runtime.metadata.pallets[0]?.storage?.items.find(({ name }) => name === 'Events')?.type.value as number
    const all = events(runtime).map((event) => ({ phase: { type: 'ApplyExtrinsic', value: 1 }, event, topics: [] }))
    eventsAre(toHex(runtime.builder.buildDefinition(type).enc(all)))
    return follow({ ...live, runtime }, wanted, null)
  }
  const succeeded = {
    type: 'System',
    value: {
      type: 'ExtrinsicSuccess',
      value: {
        dispatch_info: { weight: { ref_time: 1n, proof_size: 1n }, class: { type: 'Normal' }, pays_fee: { type: 'Yes' } },
      },
    },
  }
  const failedWith = (dispatch_error: unknown) => ({
    type: 'System',
    value: { type: 'ExtrinsicFailed', value: { ...succeeded.value.value, dispatch_error } },
  })
  const paid = (actual_fee: unknown) => ({
    type: 'TransactionPayment',
    value: { type: 'TransactionFeePaid', value: { who: alice.address, actual_fee, tip: 0n } },
  })
  /** The type of the fee in its event becomes another one. */
  const feeIs = (tag: 'i128' | 'u256' | 'str') => (add: (def: Def) => number, _metadata: V16, types: Types) => {
    const event = types.find(({ path }) => path.join('::') === 'pallet_transaction_payment::pallet::Event')
    if (event?.def.tag !== 'variant') throw new Error('no such event')
    const field = event.def.value.find(({ name }) => name === 'TransactionFeePaid')?.fields.find(({ name }) => name === 'actual_fee')
    if (field) field.type = add({ tag: 'primitive', value: { tag, value: undefined } })
  }
  test.each<['i128' | 'u256' | 'str', unknown]>([
    ['i128', -1n],
    ['u256', 2n ** 128n],
    ['str', '5'],
  ])('whose fee is no fee (%s %s) has none', async (tag, fee) => {
    const { found } = await lookAtForged((add, metadata, types) => {
      feeIs(tag)(add, metadata, types)
      return () => [paid(fee), succeeded]
    })
    expect(found).toMatchObject({ ok: true, part: false, fee: null })
  })
  test('whose fee is the largest there is has that', async () => {
    const { found } = await lookAtForged(() => () => [paid(2n ** 64n - 1n), succeeded])
    expect(found?.fee).toBe((2n ** 64n - 1n).toString())
  })

  test.each([
    ['Bad\u202eOrigin', '?'],
    ['Your TAO is safe, send it again', '?'],
    ['E'.repeat(129), '?'],
    ['E'.repeat(128), 'E'.repeat(128)],
    ['Slecht\n', '?'],
  ])('whose error is named %j is named %j', async (name, expected) => {
    const { found } = await lookAtForged((_add, _metadata, types) => {
      const error = types.find(({ path }) => path.join('::') === 'sp_runtime::DispatchError')
      if (error?.def.tag !== 'variant') throw new Error('no such error')
      for (const each of error.def.value) if (each.name === 'BadOrigin') each.name = name
      return () => [failedWith({ type: name })]
    })
    expect(found).toMatchObject({ ok: false, part: false, error: expected })
  })
  test('whose error is of no shape is a lie', async () => {
    const strange = (tag: 'u8' | 'str', value: unknown) =>
      lookAtForged((add, _metadata, types) => {
        const event = types.find(({ path }) => path.join('::') === 'frame_system::pallet::Event')
        if (event?.def.tag !== 'variant') throw new Error('no such event')
        const field = event.def.value.find(({ name }) => name === 'ExtrinsicFailed')?.fields.find((each) => each.name === 'dispatch_error')
        if (field) field.type = add({ tag: 'primitive', value: { tag, value: undefined } })
        return () => [failedWith(value)]
      })
    expect(await code(strange('u8', 5))).toBe('node-lied')
    expect(await code(strange('str', 'all is well'))).toBe('node-lied')
  })

  test('is told apart from others in its block', async () => {
    const bytes = signed(node.chain, bob.address, bob, transfer(fresh(9), 1n))
    node.chain.submit(bytes)
    const wanted = send(transfer(fresh(8), 1_000n), { tip: 777n })
    node.chain.produce()
    const other: Wanted = { ...wanted, hash: toHex(blake256(bytes)) }
    expect((await look(wanted)).found).toMatchObject({ ok: true, error: null })
    cursor = null
    expect((await look(other)).found).toMatchObject({ ok: false, error: 'Token.BelowMinimum' })
  })

  test('that never comes is lost when its era is over and final, and not before', async () => {
    const wanted = send(transfer(bob.address, 1_000n), { period: 4 })
    node.chain.forgetPool()
    const seen: string[] = []
    while (seen.at(-1) !== 'lost') {
      seen.push((await look(wanted)).outcome)
      if (node.chain.finalised <= wanted.eraEnd) expect(seen.at(-1)).toBe(node.chain.finalised < wanted.eraEnd ? 'waiting' : 'lost')
      node.chain.produce()
    }
    expect(seen.length).toBeGreaterThan(3)
    expect((await look(wanted)).outcome).toBe('lost')
  })
})

describe('a node that lies about what is in a block', () => {
  /** Bodies without the transactions that people signed: headers, nonces and balances stay true. */
  const cut = () => {
    node.answers.chain_getBlock = (_, usual) => {
      const answer = usual() as { block: { extrinsics: string[] } }
      return { ...answer, block: { ...answer.block, extrinsics: answer.block.extrinsics.slice(0, 1) } }
    }
  }
  async function end(wanted: Wanted) {
    for (let looks = 0; looks < 10; looks++) {
      const progress = await look(wanted)
      if (progress.outcome !== 'waiting') return progress.outcome
    }
    throw new Error('no end')
  }

  test('leaves it out: as its place is taken it is not lost, and never safe to repeat; an honest node finds it', async () => {
    const wanted = send(transfer(bob.address, 1_000n), { period: 8 })
    for (let i = 0; i < 20; i++) node.chain.produce()
    cut()
    expect(await end(wanted)).toBe('unknown')
    // Another one of this wallet that is final has that place: then this one is in no block.
    cursor = null
    expect(await end({ ...wanted, replaced: true })).toBe('lost')
    cursor = null
    expect(await end(wanted)).toBe('unknown')
    node.answers = {}
    expect(await end(wanted)).toBe('final')
  })

  test('leaves out what emptied the account: an account that is no more says nothing of its places', async () => {
    const wanted = send(callOf(node.chain, 'Balances', 'transfer_all', { dest: to(bob.address), keep_alive: false }), { period: 8 })
    for (let i = 0; i < 20; i++) node.chain.produce()
    expect(await end(wanted)).toBe('final')
    cursor = null
    cut()
    expect(await end(wanted)).toBe('unknown')
  })

  test('puts it into a block that never had it: as its place is free that is a lie', async () => {
    const birth = node.chain.blocks[node.chain.finalised] as { number: number; hash: string }
    const bytes = signed(node.chain, alice.address, alice, transfer(bob.address, 1_000n), { birth, period: 8 })
    const wanted = {
      ...{ hash: toHex(blake256(bytes)), eraBegin: birth.number, eraEnd: birth.number + 7, calls: [{ path: [] }], wrappers: [] },
      ...{ account: toHex(alice.accountId), nonce: 0 },
    }
    node.chain.produce()
    node.answers.chain_getBlock = (_, usual) => {
      const answer = usual() as { block: { extrinsics: string[] } }
      return { ...answer, block: { ...answer.block, extrinsics: [toHex(bytes)] } }
    }
    expect(await code(follow(live, wanted, null))).toBe('node-lied')
  })
})

describe('a node that has forgotten', () => {
  const gone = () => {
    throw new RpcError(4003, 'Client error: UnknownBlock: State already discarded')
  }
  async function lookOut(wanted: Wanted) {
    for (let looks = 0; looks < 10; looks++) {
      const progress = await look(wanted)
      if (progress.outcome !== 'waiting') return progress
    }
    throw new Error('no end')
  }

  test.each(['state_queryStorageAt', 'state_getRuntimeVersion'])(
    'what became of it (%s) knows where it is, and no more; a node that remembers tells the rest',
    async (method) => {
      const wanted = send(transfer(bob.address, 1_000n))
      const { number } = node.chain.produce()
      for (let i = 0; i < 70; i++) node.chain.produce()
      node.answers[method] = gone
      const unknown = { outcome: 'unknown', found: null, place: { block: number, index: 1 } }
      expect(await lookOut(wanted)).toMatchObject(unknown)
      // However the nonce stands, and however often it is asked.
      expect(node.chain.account(alice.address).nonce).toBe(1)
      expect(await look(wanted)).toMatchObject(unknown)
      node.answers = {}
      expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { ok: true, block: number }, place: { block: number, index: 1 } })
    },
  )

  test.each([
    ['says so', gone],
    ['says nothing', () => null],
  ])('blocks in which it may be, and %s: it is not lost, and is found by a node that remembers', async (_name, answer) => {
    const wanted = send(transfer(bob.address, 1_000n), { period: 8 })
    for (let i = 0; i < 20; i++) node.chain.produce()
    node.answers.chain_getBlock = answer
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'unknown', found: null, place: null })
    node.answers = {}
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'final', found: { ok: true } })
  })

  test('one of the blocks in which it may be: one that is in another is found there, one that is in none is not lost', async () => {
    const wanted = send(transfer(bob.address, 1_000n), { period: 8 })
    const { number, hash } = node.chain.produce()
    for (let i = 0; i < 20; i++) node.chain.produce()
    const without = (forgotten: string) => {
      node.answers.chain_getBlock = (params, usual) => ((params as string[])[0] === forgotten ? null : usual())
    }
    without(node.chain.blocks[wanted.eraBegin]?.hash ?? '')
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'final', found: { block: number } })
    cursor = null
    without(hash)
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'unknown', place: null })
    node.answers = {}
    expect(await lookOut({ ...wanted, hash: `0x${'11'.repeat(32)}`, nonce: 1 })).toMatchObject({ outcome: 'lost' })
  })

  test('a block that is not final yet has forgotten nothing: it lied', async () => {
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    for (const [method, answer] of [
      ['chain_getBlock', () => null],
      ['chain_getBlock', gone],
      ['state_queryStorageAt', gone],
    ] as const) {
      node.answers = { [method]: answer }
      expect(await code(follow(live, wanted, null))).toBe('node-lied')
    }
  })
})

describe('a reorganisation', () => {
  test('undoes the block; the transaction comes into another and is final there', async () => {
    const wanted = send(transfer(bob.address, 1_000n))
    const first = node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found: { blockHash: first.hash } })
    node.chain.reorganise(1)
    expect(await look(wanted)).toMatchObject({ outcome: 'waiting', found: null })
    const second = node.chain.produce()
    expect(second.hash).not.toBe(first.hash)
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found: { blockHash: second.hash } })
    node.chain.produce()
    node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { blockHash: second.hash } })
  })

  test('that happens between two looks shows the new block at once, be it earlier or later', async () => {
    node.chain.held.finality = true
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    expect((await look(wanted)).outcome).toBe('included')
    node.chain.reorganise(3)
    const earlier = node.chain.produce()
    node.chain.produce()
    expect((await look(wanted)).found).toMatchObject({ block: earlier.number, blockHash: earlier.hash })
  })

  test('after which it fails is told as it went the second time', async () => {
    const wanted = send(transfer(bob.address, 1_000_000_000_000n))
    node.chain.produce()
    expect((await look(wanted)).found).toMatchObject({ ok: true })
    node.chain.reorganise(1)
    node.chain.setBalance(alice.address, 900_000_000n)
    node.chain.produce()
    expect((await look(wanted)).found).toMatchObject({ ok: false, error: 'Token.FundsUnavailable' })
  })

  test('after which it is gone is lost at the end of its era', async () => {
    const wanted = send(transfer(bob.address, 1_000n), { period: 8 })
    node.chain.produce()
    expect((await look(wanted)).outcome).toBe('included')
    node.chain.reorganise(1)
    node.chain.setBalance(alice.address, 600n)
    node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'waiting', found: null })
    for (let i = 0; i < 20; i++) node.chain.produce()
    expect((await look(wanted)).outcome).toBe('lost')
  })
})

describe('the search', () => {
  test('of a whole era needs no more questions at once than a public node answers', async () => {
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.forgetPool()
    for (let i = 0; i < 80; i++) node.chain.produce()
    let looks = 0
    for (let outcome = ''; outcome !== 'lost'; looks++) {
      const before = node.asked.length
      outcome = (await look(wanted)).outcome
      expect(node.asked.length - before).toBeLessThanOrEqual(20)
    }
    expect(looks).toBeLessThanOrEqual(6)
  })

  test('begins anew where the cursor is damaged', async () => {
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    for (const damaged of [undefined, null, 5, 'x', {}, { next: 'x', found: null }, { next: 2 }, { next: 2, found: {} }, []])
      expect((await follow(live, wanted, damaged)).outcome).toBe('included')
  })

  test('goes on from a cursor of before "in part" was told apart, and finds out', async () => {
    const wanted = send(batch('batch', transfer(fresh(1), 1_000n), transfer(fresh(2), 1n)))
    const { number, hash } = node.chain.produce()
    const old = { block: number, blockHash: hash, index: 1, ok: false, error: 'Token.BelowMinimum', fee: null }
    expect(await follow(live, wanted, { next: number, found: old })).toMatchObject({ outcome: 'included', found: { part: true } })
    expect(await follow(live, wanted, { next: number, found: null })).toMatchObject({ outcome: 'included', found: { part: true } })
  })

  test('reads a block of an older version with the metadata of that version', async () => {
    const wanted = send(batch('batch_all', batch('batch')))
    node.chain.produce()
    node.chain.upgrade(467)
    for (let i = 0; i < 4; i++) node.chain.produce()
    await expect.poll(async () => (await chain.ready()).runtime.specVersion, { timeout: 20_000 }).toBe(467)
    live = await chain.ready()
    const metadata = () => node.received.filter((each) => each.includes('Metadata_metadata_at_version')).length
    const before = metadata()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { ok: false, error: 'System.CallFiltered' } })
    expect(metadata()).toBe(before + 1)
    const later = send(transfer(fresh(1), 1n))
    node.chain.produce()
    cursor = null
    expect((await look(later)).found).toMatchObject({ ok: false, error: 'Token.BelowMinimum' })
    expect(metadata()).toBe(before + 1)
  })

  test.each<[string, string, unknown]>([
    ['a header that is none', 'chain_getHeader', {}],
    ['a final head that is none', 'chain_getFinalizedHead', null],
    ['the header of another block', 'chain_getFinalizedHead', `0x${'11'.repeat(32)}`],
  ])('%s, where the node told of no block unasked: the node lied', async (_name, method, answer) => {
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    node.answers[method] = () => answer
    const untold = { ...live, head: () => undefined, final: () => undefined }
    expect(await code(follow(untold, wanted, null))).toBe('node-lied')
    node.answers = {}
    expect((await follow(untold, wanted, null)).outcome).toBe('included')
  })

  test.each<[string, string, unknown]>([
    ['hashes that are no list', 'chain_getBlockHash', '0x11'],
    ['hashes that are none', 'chain_getBlockHash', ['0x11', '0x22', '0x33', '0x44']],
    ['a block that is none', 'chain_getBlock', null],
    ['extrinsics that are none', 'chain_getBlock', { block: { header: { parentHash: `0x${'11'.repeat(32)}` }, extrinsics: ['0xz'] } }],
    ['extrinsics that are no texts', 'chain_getBlock', { block: { header: { parentHash: `0x${'11'.repeat(32)}` }, extrinsics: [5] } }],
    ['values that are none', 'state_queryStorageAt', '0x00'],
    ['no values', 'state_queryStorageAt', []],
    ['a version that is none', 'state_getRuntimeVersion', {}],
  ])('%s: the node lied, and nothing is reported', async (_name, method, answer) => {
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    node.answers[method] = () => answer
    expect(await code(follow(live, wanted, null))).toBe('node-lied')
    node.answers = {}
    expect((await follow(live, wanted, null)).outcome).toBe('included')
  })

  test.each([
    ['events that are none', '0xffffffff'],
    ['no events', null],
    ['a list of events without an outcome', '0x00'],
  ])('%s: the node lied, and nothing is reported', async (_name, told) => {
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    eventsAre(told)
    expect(await code(follow(live, wanted, null))).toBe('node-lied')
    node.answers = {}
    expect((await follow(live, wanted, null)).outcome).toBe('included')
  })

  test('of whatever a node answers ends with an outcome or a code', async () => {
    const wanted = send(transfer(bob.address, 1_000n))
    node.chain.produce()
    const methods = [
      'chain_getHeader',
      'chain_getFinalizedHead',
      'chain_getBlockHash',
      'chain_getBlock',
      'state_queryStorageAt',
      'state_getRuntimeVersion',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...methods),
        fc.oneof(fc.jsonValue(), fc.stringMatching(/^0x([0-9a-f]{2}){0,60}$/)),
        fc.jsonValue(),
        async (method, answer, from) => {
          node.answers = { [method]: () => answer }
          const end = await code(follow(live, wanted, from))
          expect(end).toMatch(/^(fine|node-lied)$/)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('of a closed link is offline', async () => {
    chain.close()
    const wanted = { hash: '0x', eraBegin: 0, eraEnd: 1, calls: [], wrappers: [], account: toHex(alice.accountId), nonce: 0 }
    expect(await code(follow(live, wanted, null))).toBe('offline')
  })
})
