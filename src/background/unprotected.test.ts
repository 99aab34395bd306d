import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn } from '../../e2e/localnet/world'
import { type OwnCall, type OwnPallet, ownCalls } from '../chain/calls'
import { type Input, type PopupContract, popupContract } from '../messaging'
import { encodeAddress, fromHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, stakesOn, TAO } from './fixtures/staking'
import { approveShown, createWorld, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const [ONE, TWO] = [70, 71] as const
const MINE = encodeAddress(new Uint8Array(32).fill(0x5e))
const NEW = `0x${'5d'.repeat(32)}` as const
/** Two older runtimes, without what came later; the one of now; and what it becomes. One chain is each of them in turn. */
const SPECS = [365, 393, 424, NEXT] as const
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual', specVersion: SPECS[0] })
  node.produce(3)
})
afterAll(() => node.close())

type Args = { netuid: number; origin_netuid: number; destination_netuid: number; limit_price?: bigint }
type Judge = (args: Args) => boolean
const [never, always]: [Judge, Judge] = [() => false, () => true]
const onPool: Judge = ({ netuid }) => netuid !== 0
const across: Judge = ({ origin_netuid, destination_netuid }) => origin_netuid !== destination_netuid
const cheap: Judge = (args) => onPool(args) && (args.limit_price ?? 0n) <= 1_000n
/** Of every call that Kluis can make, whether it takes whatever price there is: by what the chain reads, not by what the wallet says of it. */
const opens: { [P in OwnPallet]: Record<OwnCall<P>, Judge> } = {
  Balances: { transfer_keep_alive: never, transfer_allow_death: never, transfer_all: never },
  // What these hold is judged by itself.
  Utility: { batch_all: never, force_batch: never },
  MevShield: { submit_encrypted: never },
  SubtensorModule: {
    ...{ add_stake: onPool, add_stake_limit: (args) => onPool(args) && (args.limit_price ?? 0n) >= 10n ** 15n },
    ...{ remove_stake: onPool, remove_stake_limit: cheap, remove_stake_full_limit: cheap, unstake_all: always },
    ...{ move_stake: across, move_stake_limit: (args) => across(args) && !args.limit_price },
    ...{ swap_stake: across, swap_stake_limit: (args) => across(args) && !args.limit_price, transfer_stake: across },
    ...{ claim_root: always, claim_root_with_hotkey: always, set_root_claim_type: never },
    ...{ lock_stake: never, move_lock: never, set_perpetual_lock: never, set_reject_locked_alpha: never },
    ...{ set_coldkey_auto_stake_hotkey: never, increase_take: never, decrease_take: never, set_childkey_take: never },
    ...{ set_children: never, set_auto_parent_delegation_enabled: never, try_associate_hotkey: never },
    // Its price is that of the moment, as long as it has no ceiling.
    ...{ burned_register: always, register_limit: never, swap_hotkey: never, swap_hotkey_v2: never },
  },
}
/** The chain's calls for a claim take no limit: their own label says so, in the review of the wallet's own and in that of a site's. */
const CLAIMS = ['SubtensorModule.claim_root', 'SubtensorModule.claim_root_with_hotkey']
const LABEL = { id: 'claim-open', level: 2, facts: {} }
/** Made only where the chain has no better one. */
const INSTEAD: Readonly<Record<string, string>> = { burned_register: 'register_limit', swap_hotkey: 'swap_hotkey_v2' }

type Call = { type: OwnPallet; value: { type: string; value?: Args & { calls?: Call[] } } }
const nameOf = ({ type, value }: Call) => `${type}.${value.type}`
/** The call with which some bytes begin, and those in it. */
function callsIn(bytes: string): Call[] {
  const { builder, types } = node.chain.built
  const call = builder.buildDefinition(types.call).dec(fromHex(bytes)) as Call
  return [call, ...(call.value.value?.calls ?? [])]
}
function isOpen({ type, value }: Call): boolean {
  const judge = (opens[type] as Record<string, Judge> | undefined)?.[value.type]
  if (!judge) throw new Error(`${type}.${value.type} is none that Kluis makes`)
  return judge(value.value ?? ({} as Args))
}

const limits = ['0', '1', '1000', '1001', '500000', String(10n ** 15n - 1n), String(10n ** 15n), String(2n ** 64n), String(2n ** 64n + 5n)]
/** What protects, what does not, what only looks like the word, and what a page could hand over instead of any of it. */
const protections: unknown[] = [
  undefined,
  null,
  {},
  { kind: 'exact' },
  ...limits.map((limit, i) => ({ kind: 'limit', limit, partial: i % 2 === 0 })),
  { kind: 'limit', limit: null, partial: false },
  { kind: 'limit', partial: false },
  { kind: 'none' },
  ...['', 'yes', 'Unprotected', 'unprotected ', true, null].map((sure) => ({ kind: 'none', sure })),
  { kind: 'none', sure: 'unprotected' },
]
type Asked = Record<string, unknown>
/** Everything that a page of ours may ask to be made, by the name of the question. */
const walks: Record<string, (world: World) => Asked[]> = {
  prepareTransfer: ({ id }) =>
    [
      { amount: String(TAO), keepAlive: true },
      { amount: String(TAO), keepAlive: false },
      { amount: null, keepAlive: false },
    ].map((each) => ({ from: id, to: BOB, hotkey: false, ...each })),
  prepareBatch: ({ id }) => [{ from: id, payments: [{ to: BOB, amount: String(TAO) }], hotkey: false }],
  prepareTrade: ({ id }) =>
    (['buy', 'sell'] as const).flatMap((side) =>
      [0, ONE].flatMap((netuid) =>
        protections.map((protection, at) => ({
          ...{ from: id, side, hotkey: hotkeyOn(netuid), netuid, amount: String(10n * TAO) },
          ...{ protection, hidden: at % 2 === 0, hotkeyMeant: false },
        })),
      ),
    ),
  prepareMove: ({ id }) =>
    [ONE, TWO, 0].flatMap((toNetuid) =>
      [hotkeyOn(ONE), idOf(otherHotkey())].flatMap((toHotkey) =>
        protections.map((protection, at) => ({
          ...{ from: id, hotkey: hotkeyOn(ONE), netuid: ONE, toHotkey, toNetuid, amount: String(100n * TAO) },
          ...{ protection, hidden: at % 2 === 0, hotkeyMeant: false },
        })),
      ),
    ),
  prepareStakeTransfer: ({ id }) =>
    [{}, { toNetuid: TWO }, { toNetuid: TWO, sure: 'unprotected' }].map((more) => ({
      ...{ from: id, to: BOB, hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(TAO), hotkeyMeant: false, ...more },
    })),
  prepareUnstakeAll: ({ id }) =>
    [
      ...protections.map((each) => ({ hotkey: hotkeyOn(ONE), ...(each as object | null) })),
      ...[...limits, null].flatMap((limit) =>
        [null, String(100n * TAO)].flatMap((alpha) =>
          [[ONE], [ONE, TWO]].map((netuids) => ({
            kind: 'limits',
            sales: netuids.map((netuid) => ({ hotkey: hotkeyOn(netuid), netuid, alpha, limit: netuid === ONE ? limit : '5000' })),
            together: alpha === null,
          })),
        ),
      ),
    ].map((protection, at) => ({ from: id, protection, hidden: at % 2 === 0, hotkeyMeant: false })),
  prepareClaim: ({ id }) =>
    [{ kind: 'all' }, { kind: 'one', hotkey: hotkeyOn(0) }, { kind: 'subnets', netuids: [ONE] }].flatMap((claim) =>
      protections.map((protection, at) => ({ from: id, claim, protection, hidden: at % 2 === 0, hotkeyMeant: false })),
    ),
  prepareClaimType: ({ id }) => ['Swap', 'Keep'].map((type) => ({ from: id, type, hotkeyMeant: false })),
  prepareHolding: ({ id }) =>
    [
      { kind: 'lock', hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(TAO) },
      { kind: 'move-lock', hotkey: hotkeyOn(ONE), netuid: ONE },
      { kind: 'keep-lock', netuid: ONE, on: true },
      { kind: 'auto-stake', hotkey: hotkeyOn(ONE), netuid: ONE },
      { kind: 'reject-locked', on: true },
    ].map((order) => ({ from: id, order, hotkeyMeant: false })),
  prepareFamily: ({ id }) =>
    [
      { kind: 'take', netuid: null, take: 4_000 },
      { kind: 'take', netuid: null, take: 6_000 },
      { kind: 'take', netuid: ONE, take: 6_000 },
      { kind: 'children', netuid: ONE, children: [{ hotkey: NEW, share: 5_000 }] },
      { kind: 'auto-parent', on: false },
    ].map((order) => ({ from: id, order: { ...order, hotkey: idOf(MINE) }, hotkeyMeant: false })),
  prepareHotkey: ({ id }) =>
    [
      { kind: 'associate', hotkey: NEW },
      ...[false, true].map((keepStake) => ({ kind: 'swap', hotkey: idOf(MINE), newHotkey: NEW, netuid: null, keepStake })),
      ...[...protections, ...limits.map((limit) => ({ kind: 'limit', limit }))].map((ceiling) => ({
        ...{ kind: 'register', hotkey: NEW, netuid: ONE, ceiling },
      })),
    ].map((order) => ({ from: id, order, hotkeyMeant: false })),
}
type Asking = { protection?: Asked; order?: { ceiling?: Asked } }
/** What was said of protection, wherever it stands. */
const saidOf = ({ protection, order }: Asking): Asked => protection ?? order?.ceiling ?? {}

/** Requests that are made of what pages of ours ask, one after the other, each as somebody would be shown it. */
async function* walkOver(world: World) {
  const { popup } = world
  let commands = 0
  for (const [name, walk] of Object.entries(walks))
    for (const asked of walk(world)) {
      const make = (how: object) => {
        commands += 1
        return popup.ask(name as never, { ...asked, ...how, commandId: `command number ${commands}` } as never)
      }
      let reply = await make({})
      // Where nothing can be hidden, the person may ask for it as it is.
      if (!reply.ok && codeOf(reply) === 'shield-unavailable') reply = await make({ hidden: false })
      if (!reply.ok) continue
      const request = await shown(popup, 'transaction')
      const { level, leaves } = request.explanation
      yield { name, asked, said: saidOf(asked as Asking), calls: callsIn(request.bytes), level, leaves }
      resultOf(await popup.ask('reject', { id: request.id }))
      await until(() => popup.views.requests.items.length === 0)
    }
}
/** Questions whose answer is a request. */
const questions = Object.entries(popupContract)
  .filter(([name, { output }]) => name.startsWith('prepare') || ('entries' in output && Object.keys(output.entries).join() === 'id'))
  .map(([name]) => name)

test('every question of a page that makes a request is walked, and every call is judged', () => {
  expect(Object.keys(walks).sort()).toEqual(questions.sort())
  for (const pallet of Object.keys(ownCalls) as OwnPallet[]) expect(Object.keys(opens[pallet]).sort()).toEqual([...ownCalls[pallet]].sort())
})

describe.each(SPECS)('at spec %i', (spec) => {
  test('No unprotected trade without a typed word: whatever is asked in whatever way, what comes of it trades within a limit, or the word was there', async () => {
    if (node.chain.info.specVersion !== spec) node.chain.upgrade(spec)
    node.produce()
    const world = await createWorld(node)
    const stakes = stakesOn(node)
    for (const netuid of [ONE, TWO]) stakes.give(world, netuid, 300n * TAO)
    // A hotkey of its own, with something to keep.
    const write = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)
    write('Owner', [MINE], world.address)
    write('OwnedHotkeys', [world.address], [MINE])
    write('Delegates', [MINE], 5_000)
    stakes.give(world, 0, 20n * TAO)
    // And dividends that are worth a claim: another is refused.
    if (spec < NEXT) {
      write('RootClaimable', [largeOn(0)], [[ONE, 1n << 32n]])
      write('RootClaimed', [ONE, largeOn(0), world.address], 0n)
    } else {
      write('BasketHoldings', [largeOn(0), 0], TAO)
      write('BasketShares', [largeOn(0)], TAO)
      write('BasketClaimed', [largeOn(0), world.address], -TAO)
    }
    node.produce()
    await stakes.seen(world)
    const [made, walked, opened] = [new Set<string>(), new Set<string>(), new Set<string>()]
    for await (const { name, asked, said, calls, level, leaves } of walkOver(world)) {
      const label = JSON.stringify(asked)
      for (const { risks } of leaves.filter(({ call }) => CLAIMS.includes(call))) expect(risks, label).toContainEqual(LABEL)
      const open = calls.filter(isOpen)
      expect(open.length === 0 || said.sure === 'unprotected', label).toBe(true)
      // The review says so too, and takes the password for it; of a claim, its label.
      if (open.some((each) => !CLAIMS.includes(nameOf(each)))) expect(level, label).toBeGreaterThanOrEqual(3)
      // What was asked as a limit is the limit, to the rao.
      if (said.kind === 'limit')
        expect(
          calls.map(({ value }) => value.value?.limit_price?.toString()),
          label,
        ).toEqual([said.limit])
      made.add(name)
      for (const each of calls) walked.add(nameOf(each))
      for (const each of open) opened.add(nameOf(each))
    }
    // What is hidden goes in a call of its own, where the chain's shield is the one that Kluis knows.
    const shielded = spec > 365
    const buy: Input<PopupContract, 'prepareTrade'> = {
      ...{ commandId: 'the last of them', from: world.id, side: 'buy', hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(TAO) },
      ...{ protection: { kind: 'limit', limit: '500000', partial: true }, hidden: true, hotkeyMeant: false },
    }
    const reply = await world.popup.ask('prepareTrade', buy)
    if (shielded) {
      resultOf(reply)
      resultOf(await approveShown(world.popup))
      for (const each of await until(() => (node.chain.pending.length ? node.chain.pending : undefined))) {
        const { call } = node.chain.decode(fromHex(each))
        walked.add(nameOf(call as Call))
      }
    } else expect(codeOf(reply)).toBe('shield-unavailable')
    // Every call that can be made of what this chain has was walked: one that is added, or not asked for any more, is missed here.
    const { builder } = node.chain.built
    const has = (pallet: string, name: string) => {
      try {
        return Boolean(builder.buildCall(pallet, name))
      } catch {
        return false
      }
    }
    const able = Object.entries(ownCalls).flatMap(([pallet, names]) =>
      names
        .filter(
          (name) => has(pallet, name) && (shielded || pallet !== 'MevShield') && !(name in INSTEAD && has(pallet, INSTEAD[name] ?? '')),
        )
        .map((name) => `${pallet}.${name}`),
    )
    expect([...walked].sort()).toEqual(able.sort())
    expect([...made].sort()).toEqual(questions.filter((name) => name !== 'prepareClaimType' || spec < NEXT).sort())
    // The word does open each of them, so that there is something to be kept shut.
    const free = ['add_stake', 'move_stake', 'remove_stake', 'swap_stake', 'unstake_all', ...(spec < 424 ? ['burned_register'] : [])]
    const claims = CLAIMS.filter((each) => able.includes(each))
    expect([...opened].sort()).toEqual([...free.map((name) => `SubtensorModule.${name}`), ...claims].sort())
    world.computer.life.die()
  })
})
