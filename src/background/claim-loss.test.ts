import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { netuidIn } from '../../e2e/localnet/pallets/subtensor/keys'
import { owedOf } from '../../e2e/localnet/pallets/subtensor/root-claim'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn } from '../../e2e/localnet/world'
import type { ClaimEstimate, ClaimInput, RootDividendsView } from '../messaging'
import { fromHex, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { idOf, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { callOf, connect, createWorld, payloadOf, rest, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const root = largeOn(0)
// A subnet that neither an epoch nor emission touches in these blocks.
const ONE = 70
const DETAILS = 'TransactionPaymentApi_query_fee_details'
let node: Localnet
let stakes: Stakes
let world: World
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  // Past the blocks in which pools are fed.
  node.produce(12)
  stakes = stakesOn(node)
})
afterAll(() => node.close())
beforeEach(async () => {
  world = await createWorld(node)
})

const now = () => node.chain.at(node.chain.best)
const read = <T>(item: string, ...keys: unknown[]) => now().read<T>('SubtensorModule', item, ...keys)
const overwrite = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)
let commands = 0
const WORD = { kind: 'none', sure: 'unprotected' } as const
const prepareClaim = (claim: ClaimInput) =>
  world.popup.ask('prepareClaim', {
    ...{ commandId: `command number ${++commands}`, from: world.id, hotkeyMeant: false },
    ...{ claim, protection: WORD, hidden: false },
  })
/** As of the newest block: the wallet hears of a block a moment after it was made. */
async function estimate(claim: ClaimInput): Promise<ClaimEstimate> {
  await until(async () => {
    const told = resultOf<RootDividendsView>(await world.popup.ask('rootDividends', { account: world.id }))
    return told.block === node.chain.best.number
  })
  return resultOf<ClaimEstimate>(await world.popup.ask('estimateClaim', { from: world.id, claim }))
}
/** While the node answers the split of a fee so; null: it knows no such question. */
async function splitting<T>(instead: string | null, work: () => Promise<T>): Promise<T> {
  node.control({ faults: { stateCalls: { [DETAILS]: instead } } })
  return work().finally(() => node.control({ honest: true }))
}
/** The claim is made, nothing of it is signed, and it is gone again. */
async function reviewable(claim: ClaimInput): Promise<void> {
  resultOf(await prepareClaim(claim))
  resultOf(await world.popup.ask('reject', { id: (await shown(world.popup, 'transaction')).id }))
}
/** What the base and the length of the newest own transaction cost, as its block has it. */
function leastOf(found: ClaimEstimate): void {
  const bytes = node.chain.blocks.flatMap(({ extrinsics }) => extrinsics.slice(1)).at(-1) as string
  const { call } = node.chain.decode(fromHex(bytes))
  const length = (bytes.length - 2) / 2
  const { base, length: each, total } = node.chain.executive.feeOf(call as never, length, node.chain.info.specVersion)
  expect([found.leastFee, found.fee]).toEqual([String(base + each), String(total)])
}
let sites = 0
/** What the person is told of a call that a site asks for: another site each time, for one that is rejected often is not heard. */
async function riskOf(call: Uint8Array): Promise<string[]> {
  const page = await connect(world, [world.id], `https://site-${++sites}.test`)
  const answer = page.ask('signPayload', payloadOf(node, world.address, call))
  const { id, explanation } = await shown(world.popup, 'transaction')
  resultOf(await world.popup.ask('reject', { id }))
  await answer
  await rest(world)
  return explanation.leaves.flatMap(({ risks }) => risks.map(({ id, level }) => `${id} ${level}`))
}
const claimed = (subnets: number[]) => callOf(node, 'SubtensorModule', 'claim_root', { subnets })

describe('by rates', () => {
  const claim: ClaimInput = { kind: 'subnets', netuids: [ONE] }
  /** A claim of more bytes that brings the same: what bytes cost is asked once. */
  const besides = (others: number): ClaimInput => ({ kind: 'subnets', netuids: Array.from({ length: others + 1 }, (_, at) => ONE + at) })
  /** So much alpha of the subnet waits, to the rao. */
  function wait(alpha: bigint): void {
    if (stakes.held(world.address, 0) === 0n) stakes.give(world, 0, 20n * TAO)
    overwrite('RootClaimable', [root], [[ONE, 1n << 32n]])
    overwrite('RootClaimed', [ONE, root, world.address], stakes.held(world.address, 0) - alpha)
    overwrite('RootClaimableThreshold', [ONE], 0n)
    node.produce()
    expect(owedOf(now(), root, world.address, ONE)).toBe(alpha)
  }
  /** Alpha that brings so much TAO, where it is sold without the fee of the pool. */
  function alphaFor(rao: bigint): bigint {
    const [tao, alpha] = [read<bigint>('SubnetTAO', ONE), read<bigint>('SubnetAlphaIn', ONE)]
    const out = (sold: bigint) => (tao * sold) / (alpha + sold)
    let sold = (rao * alpha) / (tao - rao)
    while (out(sold) < rao) sold += 1n
    expect(out(sold)).toBe(rao)
    return sold
  }

  test('a claim that brings as much as its fee at least costs is made, and with a rao less it is refused, in the form and when it is asked for', async () => {
    wait(10n * TAO)
    const told = await estimate(claim)
    expect([told.advice, BigInt(told.leastFee ?? 0) < BigInt(told.fee)]).toEqual(['fine', true])
    const least = BigInt(told.leastFee ?? 0)

    wait(alphaFor(least - 1n))
    expect(await estimate(claim)).toMatchObject({ receives: String(least - 1n), leastFee: String(least), advice: 'loss' })
    const refused = await prepareClaim(claim)
    expect(codeOf(refused)).toBe('claim-loss')
    expect(world.popup.views.requests.items).toEqual([])

    wait(alphaFor(least))
    const found = await estimate(claim)
    expect(found).toMatchObject({ receives: String(least), leastFee: String(least), advice: 'costly' })
    const held = stakes.held(world.address, 0)
    resultOf(await prepareClaim(claim))
    expect(await stakes.carryOut(world)).toMatchObject({ ok: true })
    expect(stakes.held(world.address, 0) - held).toBe(least)
    // Its bytes are as long as those of which the chain told the cost.
    leastOf(found)
  })

  test('where the node tells no split of the fee nothing is refused, and the caution stays', async () => {
    wait(10n * TAO)
    const least = BigInt((await estimate(claim)).leastFee ?? 0)
    wait(alphaFor(least - 1n))
    expect((await estimate(claim)).advice).toBe('loss')
    await splitting(null, async () => {
      expect(await estimate(besides(1))).toMatchObject({ leastFee: null, advice: 'costly' })
      await reviewable(claim)
    })
    expect(codeOf(await prepareClaim(claim))).toBe('claim-loss')
  })

  test('a split that comes to more than the whole fee is a lie, and decides nothing', async () => {
    wait(10n * TAO)
    const { fee } = await estimate(claim)
    const { value } = node.chain.built.builder.buildRuntimeCall('TransactionPaymentApi', 'query_fee_details')
    const split = (base_fee: bigint) => toHex(value.enc({ inclusion_fee: { base_fee, len_fee: 1n, adjusted_weight_fee: 0n }, tip: 0n }))
    const asked = (others: number) => () => world.popup.ask('estimateClaim', { from: world.id, claim: besides(others) })
    expect(codeOf(await splitting(split(2n * BigInt(fee)), asked(2)))).toBe('node-lied')
    expect(await splitting(split(BigInt(fee) - 1n), asked(3))).toMatchObject({ ok: true })
  })

  test('where nobody tells what a claim brings it is not refused', async () => {
    wait(10n * TAO)
    const claims = async () => ({ told: await estimate(claim), made: await reviewable(claim) })
    node.control({ faults: { stateCalls: { SwapRuntimeApi_sim_swap_alpha_for_tao: null } } })
    const { told } = await claims().finally(() => node.control({ honest: true }))
    expect(told).toMatchObject({ receives: null, advice: 'unknown' })
  })

  test('a site’s claim says that it loses, where it does, and not where nobody tells', async () => {
    wait(1_000n)
    expect(await riskOf(claimed([ONE]))).toEqual(['claim-loss 2', 'claim-open 2'])
    expect(await splitting(null, () => riskOf(claimed([ONE])))).toEqual(['claim-open 2'])
    wait(10n * TAO)
    expect(await riskOf(claimed([ONE]))).toEqual(['claim-open 2'])
    // What is claimed among other calls shares their fee.
    wait(1_000n)
    const calls = [{ type: 'SubtensorModule', value: { type: 'claim_root', value: { subnets: [ONE] } } }]
    expect(await riskOf(callOf(node, 'Utility', 'batch_all', { calls: [...calls, ...calls] }))).toEqual(['claim-open 2', 'claim-open 2'])
  })
})

describe('with baskets', () => {
  beforeAll(() => {
    node.control({ upgrade: NEXT })
    node.produce(8)
  })
  /** So much TAO waits in the basket, to the rao. */
  function wait(rao: bigint): void {
    for (const [rest] of now().list<bigint>('SubtensorModule', 'BasketHoldings', root))
      overwrite('BasketHoldings', [root, netuidIn(rest)], undefined)
    overwrite('BasketHoldings', [root, 0], TAO)
    overwrite('BasketShares', [root], TAO)
    overwrite('BasketRate', [root], 0n)
    overwrite('BasketClaimed', [root, world.address], -rao)
    overwrite('RootClaimableThreshold', [0], 0n)
    node.produce()
  }
  const one: ClaimInput = { kind: 'one', hotkey: idOf(root) }

  test('one that brings as much as its fee at least costs is made, with a rao less it is refused, and so is one that brings nothing', async () => {
    wait(TAO / 10n)
    for (const claim of [one, { kind: 'all' }] as const) {
      const least = BigInt((await estimate(claim)).leastFee ?? 0)
      wait(least - 1n)
      expect(await estimate(claim)).toMatchObject({ receives: String(least - 1n), advice: 'loss' })
      expect(codeOf(await prepareClaim(claim))).toBe('claim-loss')
      wait(least)
      expect(await estimate(claim)).toMatchObject({ receives: String(least), advice: 'costly' })
      await reviewable(claim)
      wait(0n)
      expect((await estimate(claim)).advice).toBe('nothing')
      expect(codeOf(await prepareClaim(claim))).toBe('claim-loss')
      wait(TAO / 10n)
    }
    expect(world.popup.views.requests.items).toEqual([])
  })

  test('a site’s claim with one validator or all says that it loses', async () => {
    const all = [callOf(node, 'SubtensorModule', 'claim_root_with_hotkey', { hotkey: root }), claimed([0])]
    wait(1_000n)
    for (const call of all) expect(await riskOf(call)).toEqual(['claim-loss 2', 'claim-open 2'])
    wait(TAO)
    for (const call of all) expect(await riskOf(call)).toEqual(['claim-open 2'])
  })
})
