import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn } from '../../e2e/localnet/world'
import type { ClaimEstimate, ClaimInput, RootDividendsView } from '../messaging'
import { codeOf, resultOf, until } from './fixtures/computer'
import { first, type HiddenOn, hidden, hiddenOn, mortalWorld, overhear } from './fixtures/hidden'
import { hotkeyOn, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// Subnets that neither an epoch nor emission touches in these blocks.
const [ONE, TWO] = [78, 79] as const
const root = largeOn(0)
const WORD = { kind: 'none', sure: 'unprotected' } as const
let node: Localnet
let stakes: Stakes
let at: HiddenOn
let said: string[]
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(12)
  stakes = stakesOn(node)
  at = hiddenOn(node)
})
beforeEach(() => {
  said = overhear()
})
afterAll(() => node.close())

const overwrite = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)
let commands = 0
const claiming = (world: World, claim: ClaimInput, hide: boolean, protection: object = WORD) =>
  world.popup.ask('prepareClaim', {
    ...{ commandId: `command number ${++commands}`, from: world.id, hotkeyMeant: false },
    ...{ claim, protection: protection as typeof WORD, hidden: hide },
  })
async function estimate(world: World, claim: ClaimInput): Promise<ClaimEstimate> {
  await until(async () => {
    const told = resultOf<RootDividendsView>(await world.popup.ask('rootDividends', { account: world.id }))
    return told.block === node.chain.best.number
  })
  return resultOf(await world.popup.ask('estimateClaim', { from: world.id, claim }))
}
const hidesFrom = async ({ popup }: World, above: bigint | null) =>
  resultOf(await popup.ask('changeSettings', { shieldAbove: above === null ? null : String(above) }))
/** Approves what is shown; its envelope waits for a block then. */
async function approve({ popup }: World) {
  const request = await shown(popup, 'transaction')
  resultOf(await popup.ask('approve', { id: request.id, hash: request.hash }))
  await until(() => first({ popup })?.status.phase === 'sent' && node.chain.pending.length === 1)
  return request
}
/** Its whole call, which is at the beginning of what is signed. */
const callIn = ({ bytes }: { bytes: string }, length: number) => bytes.slice(2, 2 + 2 * length)
const ended = async (world: World) => {
  node.produce(3)
  await until(() => first(world)?.status.phase === 'final')
  return first(world)?.status
}
const none = (fee: boolean) => ({ fee: fee ? expect.stringMatching(/^[1-9]\d+$/) : null, enough: true })

describe('by rates', () => {
  const claim: ClaimInput = { kind: 'subnets', netuids: [ONE, TWO] }
  /** A wallet with root stake that earned a tenth of it as alpha, on each of the two. */
  async function earner(): Promise<World> {
    const world = await mortalWorld(node)
    stakes.give(world, 0, 20n * TAO)
    const rate = (1n << 32n) / 10n
    overwrite(
      'RootClaimable',
      [root],
      [
        [ONE, rate],
        [TWO, rate],
      ],
    )
    overwrite('RootClaimType', [world.address], { type: 'Swap' })
    for (const netuid of [ONE, TWO]) {
      overwrite('RootClaimed', [netuid, root, world.address], 0n)
      overwrite('RootClaimableThreshold', [netuid], 0n)
    }
    node.produce()
    return world
  }

  test('a claim that sells travels hidden with one approval, costs and brings what was told, and no node hears of it', async () => {
    const world = await earner()
    await hidesFrom(world, 1n)
    const told = await estimate(world, claim)
    expect(told.shield).toEqual({ ...none(true), wanted: true })
    resultOf(await claiming(world, claim, true))
    const [before, held] = [at.nonce(world), stakes.held(world.address, 0)]
    const request = await approve(world)
    expect([request.hidden, request.fee, request.nonce, request.eraPeriod]).toEqual([{ fee: told.shield?.fee }, told.fee, before + 1, 8])
    node.produce()
    await until(() => hidden(world)?.envelope.phase === 'included')
    expect([stakes.held(world.address, 0), first(world)?.status.phase]).toEqual([held, 'sent'])
    expect(await ended(world)).toMatchObject({ ok: true })
    expect(stakes.held(world.address, 0) - held).toBe(BigInt(told.receives ?? 0))
    expect(BigInt(first(world)?.fee ?? 0)).toBeLessThanOrEqual(BigInt(told.fee))
    expect(at.ran(world).slice(before).map(at.nameOf)).toEqual(['MevShield.submit_encrypted', 'SubtensorModule.claim_root'])
    at.expectNeverOpen(said, callIn(request, 2 + 1 + 2 + 2))
  })

  test('where the key rotated first the same claim is sealed again and runs once; while it is locked it never does, openly or not', async () => {
    const world = await earner()
    resultOf(await claiming(world, claim, true))
    const [before, held] = [at.nonce(world), stakes.held(world.address, 0)]
    const request = await approve(world)
    node.produce()
    node.chain.rotateShield()
    await at.pass(world)
    await until(() => hidden(world)?.tries === 2 && first(world)?.status.phase === 'sent')
    expect(stakes.held(world.address, 0)).toBe(held)
    node.chain.rotateShield()
    resultOf(await world.popup.ask('lock', undefined))
    await at.pass(world)
    await until(() => first(world)?.status.phase === 'lost')
    expect(hidden(world)?.ended).toBe('locked')
    expect([stakes.held(world.address, 0), at.nonce(world), node.chain.pending]).toEqual([held, before + 2, []])
    at.expectNeverOpen(said, callIn(request, 2 + 1 + 2 + 2))
  })

  test('its size decides, which is what it sells; what stays alpha is not hidden, and cannot be', async () => {
    const world = await earner()
    const worth = BigInt((await estimate(world, claim)).receives ?? 0)
    const wanted = async (above: bigint | null) => {
      await hidesFrom(world, above)
      return (await estimate(world, claim)).shield?.wanted
    }
    expect(worth).toBeGreaterThan(0n)
    expect([await wanted(worth + 1n), await wanted(worth), await wanted(0n), await wanted(null)]).toEqual([false, true, true, false])
    overwrite('RootClaimType', [world.address], { type: 'KeepSubnets', value: { subnets: [ONE, TWO] } })
    node.produce()
    expect(await estimate(world, claim)).toMatchObject({ sells: false, shield: null })
    expect(codeOf(await claiming(world, claim, true, { kind: 'exact' }))).toBe('invalid-input')
    expect(codeOf(await claiming(world, claim, true))).toBe('invalid-input')
    resultOf(await claiming(world, claim, false, { kind: 'exact' }))
    resultOf(await world.popup.ask('reject', { id: (await shown(world.popup, 'transaction')).id }))
    // Only what is sold counts.
    overwrite('RootClaimType', [world.address], { type: 'KeepSubnets', value: { subnets: [ONE] } })
    node.produce()
    expect([await wanted(worth), (await estimate(world, claim)).sells]).toEqual([false, true])
  })

  test('where the chain announces no key nothing is made, and without hiding, which the person has to say, it is', async () => {
    const world = await earner()
    await hidesFrom(world, 1n)
    node.chain.lacks.shield = true
    try {
      node.produce()
      expect((await estimate(world, claim)).shield?.wanted).toBe(true)
      expect(codeOf(await claiming(world, claim, true))).toBe('shield-unavailable')
      expect(world.popup.views.requests.items).toEqual([])
      resultOf(await claiming(world, claim, false))
      expect((await shown(world.popup, 'transaction')).hidden).toBeUndefined()
    } finally {
      node.chain.lacks.shield = false
    }
  })

  test('what brings less than what of its fee and of its envelope’s is never given back is refused hidden, and can be made openly', async () => {
    const world = await earner()
    const { leastFee, shield, receives } = await estimate(world, claim)
    const [least, most] = [BigInt(leastFee ?? 0), BigInt(leastFee ?? 0) + BigInt(shield?.fee ?? 0)]
    // As much less waits as makes it bring something in between.
    const [all, wants] = [stakes.held(world.address, 0), (least + most) / 2n]
    const left = ((all / 10n) * wants) / BigInt(receives ?? 1)
    for (const netuid of [ONE, TWO]) overwrite('RootClaimed', [netuid, root, world.address], all / 10n - left)
    node.produce()
    const worth = BigInt((await estimate(world, claim)).worth ?? 0)
    expect([worth > least, worth < most]).toEqual([true, true])
    expect(codeOf(await claiming(world, claim, true))).toBe('claim-loss')
    resultOf(await claiming(world, claim, false))
  })
})

test('by baskets, a claim with one validator travels hidden and brings what was told, and no node hears of its call', async () => {
  node.control({ upgrade: NEXT })
  node.produce(8)
  const world = await mortalWorld(node)
  stakes.give(world, 0, 20n * TAO)
  overwrite('BasketHoldings', [root, ONE], 1_000n * TAO)
  overwrite('BasketShares', [root], TAO)
  overwrite('BasketClaimed', [root, world.address], -TAO)
  node.produce()
  const claim: ClaimInput = { kind: 'one', hotkey: hotkeyOn(0) }
  await hidesFrom(world, 1n)
  const told = await estimate(world, claim)
  expect([told.shield, told.sells]).toEqual([{ ...none(true), wanted: true }, true])
  resultOf(await claiming(world, claim, true))
  const [before, held] = [at.nonce(world), stakes.held(world.address, 0)]
  const request = await approve(world)
  expect([request.hidden, request.fee]).toEqual([{ fee: told.shield?.fee }, told.fee])
  node.produce()
  expect(await ended(world)).toMatchObject({ ok: true })
  expect(stakes.held(world.address, 0) - held).toBe(BigInt(told.receives ?? 0))
  expect(at.ran(world).slice(before).map(at.nameOf)).toEqual(['MevShield.submit_encrypted', 'SubtensorModule.claim_root_with_hotkey'])
  at.expectNeverOpen(said, callIn(request, 2 + 32))
})
