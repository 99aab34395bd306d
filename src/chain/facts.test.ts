import { u64 } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets } from '../../e2e/localnet/in-process'
import { blockEmission } from '../../e2e/localnet/pallets/subtensor/emission'
import { KluisError, toHex } from '../units'
import { MAX_SUPPLY_RAO, nextHalving, readFacts } from './facts'
import { A, code, linkTests, settle } from './fixtures/link'

const { make } = linkTests({ createNode, createSockets, createKept })
const TAO = 1_000_000_000n

describe('the next halving', () => {
  test.each([
    // issuance, emission: number, threshold, left, blocks, emission afterwards (chain.md 6.2)
    [0n, TAO, 1, 10_500_000n * TAO, 10_500_000n * TAO, 10_500_000n, TAO / 2n],
    [10_499_999n * TAO, TAO, 1, 10_500_000n * TAO, TAO, 1n, TAO / 2n],
    [10_500_000n * TAO, TAO / 2n, 2, 15_750_000n * TAO, 5_250_000n * TAO, 10_500_000n, TAO / 4n],
    [11_000_000n * TAO, TAO / 2n, 2, 15_750_000n * TAO, 4_750_000n * TAO, 9_500_000n, TAO / 4n],
    [15_750_000n * TAO - 1n, TAO / 2n, 2, 15_750_000n * TAO, 1n, 1n, TAO / 4n],
    [15_750_000n * TAO, TAO / 4n, 3, 18_375_000n * TAO, 2_625_000n * TAO, 10_500_000n, TAO / 8n],
    [18_375_000n * TAO, TAO / 8n, 4, 19_687_500n * TAO, 1_312_500n * TAO, 10_500_000n, TAO / 16n],
  ])('at %s rao, with %s for each block', (issuance, emission, number, thresholdRao, leftRao, blocks, emissionRao) => {
    expect(nextHalving(issuance, emission)).toEqual({ number, thresholdRao, leftRao, blocks, emissionRao })
  })

  test.each([
    ['more than there will ever be', MAX_SUPPLY_RAO + 1n, TAO],
    ['less than nothing', -1n, TAO],
    ['nothing for a block', 11_000_000n * TAO, 0n],
    ['more than a whole TAO for a block', 11_000_000n * TAO, TAO + 1n],
    ['less than nothing for a block', 11_000_000n * TAO, -1n],
  ])('a node that tells of %s tells what cannot be', (_, issuance, emission) => {
    expect(() => nextHalving(issuance, emission)).toThrow(new KluisError('node-lied'))
  })

  test('when everything is issued no halving is to come, and a block may give nothing', () => {
    expect(nextHalving(MAX_SUPPLY_RAO, 0n)).toBeNull()
    expect(nextHalving(MAX_SUPPLY_RAO, 1n)).toBeNull()
  })

  const issuance = fc.bigInt(0n, MAX_SUPPLY_RAO - 1n)
  test('so many blocks reach it and one fewer does not; a block gives what the localnet’s own rule says, before and after', () => {
    fc.assert(
      fc.property(issuance, (issued) => {
        const emission = blockEmission(issued)
        const halving = emission === 0n ? null : nextHalving(issued, emission)
        if (!halving) return
        const { blocks, thresholdRao, leftRao, emissionRao } = halving
        expect(leftRao).toBe(thresholdRao - issued)
        expect(issued + blocks * emission >= thresholdRao).toBe(true)
        expect(issued + (blocks - 1n) * emission < thresholdRao).toBe(true)
        // Both count with whole rao: past the fifteenth halving its threshold is none.
        if (halving.number > 15) return
        expect([blockEmission(thresholdRao - 1n), blockEmission(thresholdRao)]).toEqual([emission, emissionRao])
      }),
      { numRuns: 1_000 },
    )
  })

  test('burning never brings it nearer, and more for a block never makes it later', () => {
    fc.assert(
      fc.property(issuance, fc.bigInt(0n, MAX_SUPPLY_RAO), fc.bigInt(1n, TAO), fc.bigInt(1n, TAO), (issued, burned, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one]
        const at = nextHalving(issued, less)
        const burnt = nextHalving(issued > burned ? issued - burned : 0n, less)
        const faster = nextHalving(issued, more)
        if (!at || !burnt || !faster) return
        expect(burnt.number < at.number || burnt.blocks >= at.blocks).toBe(true)
        expect(faster.blocks <= at.blocks).toBe(true)
      }),
    )
  })
})

describe('what a chain tells', () => {
  async function online() {
    const { chain, node } = await make({ hosts: [A] })
    chain.open()
    await settle()
    const live = await chain.ready()
    return { live, at: node(A) }
  }
  const amounts = (over: Record<string, bigint | null>) => (params: unknown[]) => {
    const [keys, block] = params as [string[], string]
    const values = [over.issuance, over.emission].map((each) => (each === null || each === undefined ? null : toHex(u64.enc(each))))
    return [{ block, changes: keys.map((key, i) => [key, values[i]]) }]
  }

  test('issuance and emission of one block, in one question for both', async () => {
    const { live, at } = await online()
    const before = at.asked.length
    const facts = await readFacts(live)
    expect(at.asked.slice(before).filter((each) => each !== 'chain_getHeader')).toEqual(['state_queryStorageAt'])
    const read = <T>(name: string) => at.chain.at(at.chain.best).read<T>('SubtensorModule', name)
    expect(facts).toMatchObject({
      block: at.chain.best.number,
      issuanceRao: read<bigint>('TotalIssuance'),
      emissionRao: read<bigint>('BlockEmission'),
    })
    expect(facts.issuanceRao).toBeGreaterThan(0n)
    expect([facts.emissionRao, facts.halving?.number]).toEqual([TAO / 2n, 2])
  })

  test('an emission that was never written is the one that the metadata names', async () => {
    const { live, at } = await online()
    at.answers.state_queryStorageAt = amounts({ issuance: 5_000_000n * TAO, emission: null })
    expect(await readFacts(live)).toMatchObject({ emissionRao: TAO, halving: { number: 1, blocks: 5_500_000n } })
  })

  test('finney after its first halving', async () => {
    const { live, at } = await online()
    at.answers.state_queryStorageAt = amounts({ issuance: 10_800_000n * TAO, emission: TAO / 2n })
    expect(await readFacts(live)).toMatchObject({ emissionRao: TAO / 2n, halving: { number: 2, blocks: 9_900_000n } })
  })

  test('numbers that cannot be, half an answer and none at all are told as a node that lied', async () => {
    const { live, at } = await online()
    for (const answer of [
      amounts({ issuance: 21_000_001n * TAO, emission: TAO }),
      amounts({ issuance: 11_000_000n * TAO, emission: 0n }),
      () => [],
      () => [{ changes: [] }],
      (params: unknown[]) => [{ changes: (params as [string[]])[0].map((key) => [key, '0x01']) }],
      () => 'soon',
    ]) {
      // The host's pace: this asks more at once than it wants.
      await vi.advanceTimersByTimeAsync(10_000)
      at.answers.state_queryStorageAt = answer
      expect(await code(readFacts(live))).toBe('node-lied')
    }
  })
})
