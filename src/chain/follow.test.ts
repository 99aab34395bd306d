import { describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets } from '../../e2e/localnet/in-process'
import { stakeOf } from '../../e2e/localnet/pallets/subtensor/shares'
import { callOf, signed } from '../../e2e/localnet/signed'
import { largeOn } from '../../e2e/localnet/world'
import { blake256, encodeAddress, toHex } from '../units'
import { followTests } from './fixtures/following'
import { type Def, forged, type Types, type V16 } from './fixtures/forged'
import { code } from './fixtures/subtensor'
import { follow, type Wanted } from './follow'
import type { Live } from './live'
import { makeRuntime } from './metadata'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const { world, transfer, batch, send, look, eventsAre } = followTests({
  ...{ developmentAccounts, createNode, createSockets, createKept, callOf, signed },
})
const fresh = (seed: number) => encodeAddress(new Uint8Array(32).fill(seed))
const either = (main: Uint8Array, fallback: Uint8Array) => {
  const { builder, types } = world.node.chain.built
  const [first, second] = [main, fallback].map((each) => builder.buildDefinition(types.call).dec(each))
  return callOf(world.node.chain, 'Utility', 'if_else', { main: first, fallback: second })
}
/** A call of so many that this one holds. */
const holding = (name: string, count: number) => ({
  calls: Array.from({ length: count }, (_, i) => ({ path: [i] })),
  wrappers: [{ path: [], call: `Utility.${name}` }],
})
describe('a transaction', () => {
  test('waits, is included, is final, with the fee that was really paid', async () => {
    const before = world.node.chain.account(world.alice.address).data.free
    const wanted = send(transfer(world.bob.address, 1_000n))
    expect(await look(wanted)).toMatchObject({ outcome: 'waiting', found: null })
    const { number, hash } = world.node.chain.produce()
    const found = {
      block: number,
      blockHash: hash,
      index: 1,
      ok: true,
      error: null,
      part: false,
      fee: (before - world.node.chain.account(world.alice.address).data.free - 1_000n).toString(),
    }
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found })
    world.node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found })
    world.node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found })
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found })
  })

  test('of which the stake paid the fee has that in alpha and no TAO, also where it failed', async () => {
    const { node, alice } = world
    const hotkey = largeOn(70)
    node.chain.setBalance(alice.address, 500n)
    node.chain.produce()
    // Nothing is sold at such a price.
    const call = callOf(node.chain, 'SubtensorModule', 'remove_stake_full_limit', { hotkey, netuid: 70, limit_price: 10n ** 15n })
    node.chain.judges = false
    const held = () => stakeOf(node.chain.at(node.chain.best), hotkey, alice.address, 70)
    const before = held()
    const wanted = send(call)
    node.chain.produce()
    const alphaFee = { netuid: 70, alpha: String(before - held()) }
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found: { ok: false, fee: '0', alphaFee } })
    expect(before).toBeGreaterThan(held())
  })

  test('that is final when it is first looked for is final at once', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    for (let i = 0; i < 6; i++) world.node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { ok: true } })
  })

  test.each<[string, () => Uint8Array, string | null, part?: boolean]>([
    ['that fails is named by its token error', () => transfer(fresh(1), 1n), 'Token.BelowMinimum'],
    ['that fails in a module is named by pallet and error', () => batch('batch_all', batch('batch')), 'System.CallFiltered'],
    ['that fails without a module is named by its kind', () => callOf(world.node.chain, 'Timestamp', 'set', { now: 1n }), 'BadOrigin'],
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
    const before = world.node.chain.account(world.alice.address).data.free
    const wanted = send(call())
    world.node.chain.produce()
    const sent = error === null ? 2_000n : error === 'Token.BelowMinimum' && part ? 1_000n : 0n
    const { found } = await look(wanted)
    expect(found).toMatchObject({ ok: error === null, error, part })
    expect(BigInt(found?.fee ?? 0)).toBe(before - world.node.chain.account(world.alice.address).data.free - sent)
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
      world.node.chain.produce()
      world.cursor = null
      expect((await look(wanted)).found?.ran, JSON.stringify(held)).toEqual(ran)
    }
  })

  /** Looks at events that the node made up: of the type that its own metadata has, changed by `use`. */
  async function lookAtForged(use: (add: (def: Def) => number, metadata: V16, types: Types) => (runtime: Live['runtime']) => unknown[]) {
    let events: (runtime: Live['runtime']) => unknown[] = () => []
    const bytes = forged(world.node.chain.built.bytes[16], (add, metadata, types) => {
      events = use(add, metadata, types)
    })
    const runtime = makeRuntime(world.live.genesisHash, world.live.runtime, bytes)
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
    const type = runtime.metadata.pallets[0]?.storage?.items.find(({ name }) => name === 'Events')?.type.value as number
    const all = events(runtime).map((event) => ({ phase: { type: 'ApplyExtrinsic', value: 1 }, event, topics: [] }))
    eventsAre(toHex(runtime.builder.buildDefinition(type).enc(all)))
    return follow({ ...world.live, runtime }, wanted, null)
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
    value: { type: 'TransactionFeePaid', value: { who: world.alice.address, actual_fee, tip: 0n } },
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
    const bytes = signed(world.node.chain, world.bob.address, world.bob, transfer(fresh(9), 1n))
    world.node.chain.submit(bytes)
    const wanted = send(transfer(fresh(8), 1_000n), { tip: 777n })
    world.node.chain.produce()
    const other: Wanted = { ...wanted, hash: toHex(blake256(bytes)) }
    expect((await look(wanted)).found).toMatchObject({ ok: true, error: null })
    world.cursor = null
    expect((await look(other)).found).toMatchObject({ ok: false, error: 'Token.BelowMinimum' })
  })

  test('that never comes is lost when its era is over and final, and not before', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n), { period: 4 })
    world.node.chain.forgetPool()
    const seen: string[] = []
    while (seen.at(-1) !== 'lost') {
      seen.push((await look(wanted)).outcome)
      if (world.node.chain.finalised <= wanted.eraEnd)
        expect(seen.at(-1)).toBe(world.node.chain.finalised < wanted.eraEnd ? 'waiting' : 'lost')
      world.node.chain.produce()
    }
    expect(seen.length).toBeGreaterThan(3)
    expect((await look(wanted)).outcome).toBe('lost')
  })
})
