import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { callOf, signed } from '../../e2e/localnet/signed'
import { blake256, encodeAddress, toHex } from '../units'
import { followTests } from './fixtures/following'
import { code } from './fixtures/subtensor'
import { follow, type Wanted } from './follow'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const { world, to, transfer, batch, send, look, eventsAre } = followTests({
  ...{ developmentAccounts, createNode, createSockets, createKept, callOf, signed },
})
const fresh = (seed: number) => encodeAddress(new Uint8Array(32).fill(seed))

describe('a node that lies about what is in a block', () => {
  /** Bodies without the transactions that people signed: headers, nonces and balances stay true. */
  const cut = () => {
    world.node.answers.chain_getBlock = (_, usual) => {
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
    const wanted = send(transfer(world.bob.address, 1_000n), { period: 8 })
    for (let i = 0; i < 20; i++) world.node.chain.produce()
    cut()
    expect(await end(wanted)).toBe('unknown')
    // Another one of this wallet that is final has that place: then this one is in no block.
    world.cursor = null
    expect(await end({ ...wanted, replaced: true })).toBe('lost')
    world.cursor = null
    expect(await end(wanted)).toBe('unknown')
    world.node.answers = {}
    expect(await end(wanted)).toBe('final')
  })

  test('leaves out what emptied the account: an account that is no more says nothing of its places', async () => {
    const wanted = send(callOf(world.node.chain, 'Balances', 'transfer_all', { dest: to(world.bob.address), keep_alive: false }), {
      period: 8,
    })
    for (let i = 0; i < 20; i++) world.node.chain.produce()
    expect(await end(wanted)).toBe('final')
    world.cursor = null
    cut()
    expect(await end(wanted)).toBe('unknown')
  })

  test('puts it into a block that never had it: as its place is free that is a lie', async () => {
    const birth = world.node.chain.blocks[world.node.chain.finalised] as { number: number; hash: string }
    const bytes = signed(world.node.chain, world.alice.address, world.alice, transfer(world.bob.address, 1_000n), { birth, period: 8 })
    const wanted = {
      ...{ hash: toHex(blake256(bytes)), eraBegin: birth.number, eraEnd: birth.number + 7, calls: [{ path: [] }], wrappers: [] },
      ...{ account: toHex(world.alice.accountId), nonce: 0 },
    }
    world.node.chain.produce()
    world.node.answers.chain_getBlock = (_, usual) => {
      const answer = usual() as { block: { extrinsics: string[] } }
      return { ...answer, block: { ...answer.block, extrinsics: [toHex(bytes)] } }
    }
    expect(await code(follow(world.live, wanted, null))).toBe('node-lied')
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
      const wanted = send(transfer(world.bob.address, 1_000n))
      const { number } = world.node.chain.produce()
      for (let i = 0; i < 70; i++) world.node.chain.produce()
      world.node.answers[method] = gone
      const unknown = { outcome: 'unknown', found: null, place: { block: number, index: 1 } }
      expect(await lookOut(wanted)).toMatchObject(unknown)
      // However the nonce stands, and however often it is asked.
      expect(world.node.chain.account(world.alice.address).nonce).toBe(1)
      expect(await look(wanted)).toMatchObject(unknown)
      world.node.answers = {}
      expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { ok: true, block: number }, place: { block: number, index: 1 } })
    },
  )

  test.each([
    ['says so', gone],
    ['says nothing', () => null],
  ])('blocks in which it may be, and %s: it is not lost, and is found by a node that remembers', async (_name, answer) => {
    const wanted = send(transfer(world.bob.address, 1_000n), { period: 8 })
    for (let i = 0; i < 20; i++) world.node.chain.produce()
    world.node.answers.chain_getBlock = answer
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'unknown', found: null, place: null })
    world.node.answers = {}
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'final', found: { ok: true } })
  })

  test('one of the blocks in which it may be: one that is in another is found there, one that is in none is not lost', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n), { period: 8 })
    const { number, hash } = world.node.chain.produce()
    for (let i = 0; i < 20; i++) world.node.chain.produce()
    const without = (forgotten: string) => {
      world.node.answers.chain_getBlock = (params, usual) => ((params as string[])[0] === forgotten ? null : usual())
    }
    without(world.node.chain.blocks[wanted.eraBegin]?.hash ?? '')
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'final', found: { block: number } })
    world.cursor = null
    without(hash)
    expect(await lookOut(wanted)).toMatchObject({ outcome: 'unknown', place: null })
    world.node.answers = {}
    expect(await lookOut({ ...wanted, hash: `0x${'11'.repeat(32)}`, nonce: 1 })).toMatchObject({ outcome: 'lost' })
  })

  test('a block that is not final yet has forgotten nothing: it lied', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
    for (const [method, answer] of [
      ['chain_getBlock', () => null],
      ['chain_getBlock', gone],
      ['state_queryStorageAt', gone],
    ] as const) {
      world.node.answers = { [method]: answer }
      expect(await code(follow(world.live, wanted, null))).toBe('node-lied')
    }
  })
})

describe('a reorganisation', () => {
  test('undoes the block; the transaction comes into another and is final there', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    const first = world.node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found: { blockHash: first.hash } })
    world.node.chain.reorganise(1)
    expect(await look(wanted)).toMatchObject({ outcome: 'waiting', found: null })
    const second = world.node.chain.produce()
    expect(second.hash).not.toBe(first.hash)
    expect(await look(wanted)).toMatchObject({ outcome: 'included', found: { blockHash: second.hash } })
    world.node.chain.produce()
    world.node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { blockHash: second.hash } })
  })

  test('that happens between two looks shows the new block at once, be it earlier or later', async () => {
    world.node.chain.held.finality = true
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
    expect((await look(wanted)).outcome).toBe('included')
    world.node.chain.reorganise(3)
    const earlier = world.node.chain.produce()
    world.node.chain.produce()
    expect((await look(wanted)).found).toMatchObject({ block: earlier.number, blockHash: earlier.hash })
  })

  test('after which it fails is told as it went the second time', async () => {
    const wanted = send(transfer(world.bob.address, 1_000_000_000_000n))
    world.node.chain.produce()
    expect((await look(wanted)).found).toMatchObject({ ok: true })
    world.node.chain.reorganise(1)
    world.node.chain.setBalance(world.alice.address, 900_000_000n)
    world.node.chain.produce()
    expect((await look(wanted)).found).toMatchObject({ ok: false, error: 'Token.FundsUnavailable' })
  })

  test('after which it is gone is lost at the end of its era', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n), { period: 8 })
    world.node.chain.produce()
    expect((await look(wanted)).outcome).toBe('included')
    world.node.chain.reorganise(1)
    world.node.chain.setBalance(world.alice.address, 600n)
    world.node.chain.produce()
    expect(await look(wanted)).toMatchObject({ outcome: 'waiting', found: null })
    for (let i = 0; i < 20; i++) world.node.chain.produce()
    expect((await look(wanted)).outcome).toBe('lost')
  })
})

describe('the search', () => {
  test('of a whole era needs no more questions at once than a public node answers', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.forgetPool()
    for (let i = 0; i < 80; i++) world.node.chain.produce()
    let looks = 0
    for (let outcome = ''; outcome !== 'lost'; looks++) {
      const before = world.node.asked.length
      outcome = (await look(wanted)).outcome
      expect(world.node.asked.length - before).toBeLessThanOrEqual(20)
    }
    expect(looks).toBeLessThanOrEqual(6)
  })

  test('begins anew where the cursor is damaged', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
    for (const damaged of [undefined, null, 5, 'x', {}, { next: 'x', found: null }, { next: 2 }, { next: 2, found: {} }, []])
      expect((await follow(world.live, wanted, damaged)).outcome).toBe('included')
  })

  test('goes on from a cursor of before "in part" was told apart, and finds out', async () => {
    const wanted = send(batch('batch', transfer(fresh(1), 1_000n), transfer(fresh(2), 1n)))
    const { number, hash } = world.node.chain.produce()
    const old = { block: number, blockHash: hash, index: 1, ok: false, error: 'Token.BelowMinimum', fee: null }
    expect(await follow(world.live, wanted, { next: number, found: old })).toMatchObject({ outcome: 'included', found: { part: true } })
    expect(await follow(world.live, wanted, { next: number, found: null })).toMatchObject({ outcome: 'included', found: { part: true } })
  })

  test('reads a block of an older version with the metadata of that version', async () => {
    const wanted = send(batch('batch_all', batch('batch')))
    world.node.chain.produce()
    world.node.chain.upgrade(467)
    for (let i = 0; i < 4; i++) world.node.chain.produce()
    await expect.poll(async () => (await world.chain.ready()).runtime.specVersion, { timeout: 20_000 }).toBe(467)
    world.live = await world.chain.ready()
    const metadata = () => world.node.received.filter((each) => each.includes('Metadata_metadata_at_version')).length
    const before = metadata()
    expect(await look(wanted)).toMatchObject({ outcome: 'final', found: { ok: false, error: 'System.CallFiltered' } })
    expect(metadata()).toBe(before + 1)
    const later = send(transfer(fresh(1), 1n))
    world.node.chain.produce()
    world.cursor = null
    expect((await look(later)).found).toMatchObject({ ok: false, error: 'Token.BelowMinimum' })
    expect(metadata()).toBe(before + 1)
  })

  test.each<[string, string, unknown]>([
    ['a header that is none', 'chain_getHeader', {}],
    ['a final head that is none', 'chain_getFinalizedHead', null],
    ['the header of another block', 'chain_getFinalizedHead', `0x${'11'.repeat(32)}`],
  ])('%s, where the node told of no block unasked: the node lied', async (_name, method, answer) => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
    world.node.answers[method] = () => answer
    const untold = { ...world.live, head: () => undefined, final: () => undefined }
    expect(await code(follow(untold, wanted, null))).toBe('node-lied')
    world.node.answers = {}
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
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
    world.node.answers[method] = () => answer
    expect(await code(follow(world.live, wanted, null))).toBe('node-lied')
    world.node.answers = {}
    expect((await follow(world.live, wanted, null)).outcome).toBe('included')
  })

  test.each([
    ['events that are none', '0xffffffff'],
    ['no events', null],
    ['a list of events without an outcome', '0x00'],
  ])('%s: the node lied, and nothing is reported', async (_name, told) => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
    eventsAre(told)
    expect(await code(follow(world.live, wanted, null))).toBe('node-lied')
    world.node.answers = {}
    expect((await follow(world.live, wanted, null)).outcome).toBe('included')
  })

  test('of whatever a node answers ends with an outcome or a code', async () => {
    const wanted = send(transfer(world.bob.address, 1_000n))
    world.node.chain.produce()
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
          world.node.answers = { [method]: () => answer }
          const end = await code(follow(world.live, wanted, from))
          expect(end).toMatch(/^(fine|node-lied)$/)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('of a closed link is offline', async () => {
    world.chain.close()
    const wanted = { hash: '0x', eraBegin: 0, eraEnd: 1, calls: [], wrappers: [], account: toHex(world.alice.accountId), nonce: 0 }
    expect(await code(follow(world.live, wanted, null))).toBe('offline')
  })
})
