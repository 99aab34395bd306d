import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { popupContract } from '../messaging'
import { encodeAddress, type Fact, type RiskId } from '../units'
import { resultOf, until } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, stakesOn, TAO } from './fixtures/staking'
import { createWorld, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const [ONE, TWO] = [70, 71] as const
const MINE = encodeAddress(new Uint8Array(32).fill(0x5e))
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
})
afterAll(() => node.close())

/** Whether a call trades at whatever price there is: by what it does, not by what the wallet says of it. */
function isOpen(fact: Fact): boolean {
  switch (fact.kind) {
    case 'stake':
      return fact.netuid !== 0 && (fact.limit === null || BigInt(fact.limit) >= 10n ** 15n)
    case 'unstake':
      return fact.netuid !== 0 && (fact.limit === null || BigInt(fact.limit) <= 1_000n)
    case 'move-stake':
      return fact.netuid !== fact.toNetuid && (fact.limit === null || BigInt(fact.limit) === 0n)
    case 'give-stake':
      return fact.netuid !== fact.toNetuid
    // Where a chain has a ceiling, nothing is registered without one.
    case 'register':
      return fact.limit === null
    case 'unstake-all':
    case 'buy-destroy':
    // What a claim sells: whether it sells anything its owner chose before.
    case 'claim':
      return true
    default:
      return false
  }
}

/**
 * The one trade that is open without the word: the chain's call takes no limit, so there is no other way to have what was earned. Its
 * label stands beside it, in the review of the wallet's own and in that of a site's.
 */
const exceptions: Partial<Record<Fact['kind'], RiskId>> = { claim: 'claim-open' }

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
  prepareTransfer: ({ id }) => [{ from: id, to: BOB, amount: String(TAO), keepAlive: true, hotkey: false }],
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
    [{ kind: 'all' }, { kind: 'subnets', netuids: [ONE] }].map((claim) => ({ from: id, claim, hotkeyMeant: false })),
  prepareClaimType: ({ id }) => ['Swap', 'Keep'].map((type) => ({ from: id, type, hotkeyMeant: false })),
  prepareHolding: ({ id }) =>
    [
      { kind: 'lock', hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(TAO) },
      { kind: 'auto-stake', hotkey: hotkeyOn(ONE), netuid: ONE },
      { kind: 'reject-locked', on: true },
    ].map((order) => ({ from: id, order, hotkeyMeant: false })),
  prepareFamily: ({ id }) => [{ from: id, order: { kind: 'take', hotkey: idOf(MINE), netuid: null, take: 5_000 }, hotkeyMeant: false }],
  prepareHotkey: ({ id }) =>
    [
      { kind: 'associate', hotkey: `0x${'5d'.repeat(32)}` },
      ...protections.map((ceiling) => ({ kind: 'register', hotkey: `0x${'5d'.repeat(32)}`, netuid: ONE, ceiling })),
    ].map((order) => ({ from: id, order, hotkeyMeant: false })),
}

test('No unprotected trade without a typed word: whatever is asked in whatever way, what comes of it trades within a limit, or the word was there, but for a claim of root dividends, which is labelled', async () => {
  const questions = Object.keys(popupContract).filter((name) => name.startsWith('prepare'))
  // A new way to make a request is walked here too.
  expect(Object.keys(walks).sort()).toEqual(questions.sort())
  const world = await createWorld(node)
  const stakes = stakesOn(node)
  for (const netuid of [ONE, TWO]) stakes.give(world, netuid, 300n * TAO)
  // A hotkey of its own, with something to keep.
  node.chain.overwrite('SubtensorModule', 'Owner', [MINE], world.address)
  node.chain.overwrite('SubtensorModule', 'OwnedHotkeys', [world.address], [MINE])
  stakes.give(world, 0, 20n * TAO)
  await stakes.seen(world)
  const { popup } = world
  const made: { name: string; word: boolean; open: boolean; labelled: boolean; calls: string[] }[] = []
  let commands = 0
  for (const [name, walk] of Object.entries(walks))
    for (const asked of walk(world)) {
      commands += 1
      const reply = await popup.ask(name as never, { ...asked, commandId: `command number ${commands}` } as never)
      if (!reply.ok) continue
      const { id, explanation } = await shown(popup, 'transaction')
      const word = (asked.protection as Asked | undefined)?.sure === 'unprotected'
      const labelled = explanation.leaves.filter(({ fact, risks }) => {
        const label = exceptions[fact.kind]
        if (label !== undefined) expect(risks, JSON.stringify(asked)).toContainEqual({ id: label, level: 2, facts: {} })
        return label !== undefined
      })
      const open = explanation.leaves.some((leaf) => isOpen(leaf.fact) && !labelled.includes(leaf))
      expect([word || !open, JSON.stringify(asked)]).toEqual([true, JSON.stringify(asked)])
      made.push({ name, word, open, labelled: labelled.length > 0, calls: explanation.leaves.map(({ call }) => call) })
      // The review says so too, and takes the password for it.
      if (open) expect(explanation.level, JSON.stringify(asked)).toBeGreaterThanOrEqual(3)
      resultOf(await popup.ask('reject', { id }))
      await until(() => popup.views.requests.items.length === 0)
    }
  for (const name of questions)
    expect(
      made.some((each) => each.name === name && !each.open),
      name,
    ).toBe(true)
  // No other question makes what is excepted.
  expect([...new Set(made.filter(({ labelled }) => labelled).map(({ name }) => name))]).toEqual(['prepareClaim'])
  // The word does open each of them, so that there is something to be kept shut.
  const opened = new Set(made.flatMap(({ open, calls }) => (open ? calls : [])).map((call) => call.split('.')[1]))
  expect([...opened].sort()).toEqual(['add_stake', 'move_stake', 'remove_stake', 'swap_stake', 'unstake_all'])
})
