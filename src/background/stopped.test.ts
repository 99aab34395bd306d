import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { changeStake } from '../../e2e/localnet/pallets/subtensor/shares'
import { largeOn } from '../../e2e/localnet/world'
import { codeOf, resultOf } from './fixtures/computer'
import { hotkeyOn, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { type Deed, deedsOn, keepPools, press } from './fixtures/trades'
import { createWorld, funds, rest, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// For each action on stake: what stops it between the review and the press, and between the press and its block. Where a node can know, it
// costs nothing; else the fee and no more.

const NAMES = deedsOn({} as Stakes).map(({ name }) => name)
let node: Localnet
let stakes: Stakes
let world: World
let deeds: Deed[]
let restorePools: () => void
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
  deeds = deedsOn(stakes)
  world = await createWorld(node)
  restorePools = keepPools(node)
})
afterAll(() => node.close())
const write = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)
const lock = (netuid: number, locked_mass: bigint) =>
  write('Lock', [world.address, netuid, largeOn(netuid)], { locked_mass, conviction: 0n, last_update: 0n })

/** Something that is not as it was when the order was reviewed. */
const bads = {
  /** Somebody announced that this coldkey moves. */
  frozen: {
    begin: () => write('ColdkeySwapAnnouncements', [world.address], [5, `0x${'11'.repeat(32)}`]),
    end: () => write('ColdkeySwapAnnouncements', [world.address], undefined),
  },
  /** The TAO went another way, all but what pays a fee. */
  spent: {
    begin: () => node.chain.setBalance(world.address, TAO / 100n),
    end: () => node.chain.setBalance(world.address, funds),
  },
  /** The stake went another way, all but a little. */
  gone: {
    begin({ leaves }: Deed) {
      const ledger = {
        read: node.chain.at(node.chain.best).read,
        write: (pallet: string, item: string, keys: unknown[], value: unknown) => node.chain.overwrite(pallet, item, keys, value),
      }
      for (const netuid of leaves)
        for (const hotkey of [largeOn(netuid), otherHotkey(20)]) {
          const there = stakes.held(world.address, netuid, hotkey)
          if (there) changeStake(ledger as never, hotkey, world.address, netuid, 5_000_000n - there)
        }
    },
    end: () => undefined,
  },
  locked: {
    begin: ({ leaves }: Deed) => leaves.filter(Boolean).map((netuid) => lock(netuid, 2n ** 62n)),
    end: ({ leaves }: Deed) => leaves.filter(Boolean).map((netuid) => lock(netuid, 0n)),
  },
  /** The subnet to which it goes, or on which it is, is switched off. */
  closed: {
    begin: ({ on }: Deed) => on.slice(-1).map((netuid) => write('SubtokenEnabled', [netuid], false)),
    end: ({ on }: Deed) => on.map((netuid) => write('SubtokenEnabled', [netuid], true)),
  },
  upgraded: { begin: () => node.chain.upgrade(node.chain.info.specVersion + 1), end: () => undefined },
}
type Bad = keyof typeof bads
let undo = () => undefined as unknown
afterEach(async () => {
  undo()
  restorePools()
  node.produce()
  await stakes.seen(world)
})

/** How it ends: 'done', the number with which a node refuses it, the name of an error in a block, or a code of our own. */
async function perform(name: string, bad: Bad, moment: 'review' | 'press'): Promise<string> {
  const deed = deeds.find((each) => each.name === name) as Deed
  const { begin, end } = bads[bad]
  await deed.order(world)
  undo = () => end(deed)
  if (moment === 'review') {
    begin(deed)
    node.produce()
    await stakes.seen(world)
  }
  const [free, had] = [stakes.free(world), deed.has(world)]
  const { code, status, fee } = await press(world, () => {
    if (moment === 'review') return
    begin(deed)
    if (bad === 'upgraded') node.produce(70)
  })
  if (status?.phase === 'final' && status.ok) return 'done'
  // Nothing of it happened, and no more than the fee is gone.
  if (bad !== 'spent') expect(free - stakes.free(world)).toBe(fee)
  if (bad !== 'spent' || !deed.inTao) expect(deed.has(world) - had + (deed.inTao ? fee : 0n)).toBe(0n)
  if (status?.phase !== 'final') expect(fee).toBe(0n)
  if (!status) return code ?? ''
  return status.phase === 'refused'
    ? (status.facts.number ?? '')
    : status.phase === 'final'
      ? ((status.error ?? '').split('.')[1] ?? '')
      : status.phase
}

/** What comes of it after the review, and after the press. Of several sales in one transaction a node knows nothing beforehand. */
const ends: Record<Bad, (deed: Deed) => [string, string]> = {
  frozen: () => ['0', 'ColdkeySwapAnnounced'],
  spent: ({ name }) => (name.startsWith('buy') ? ['2', 'NotEnoughBalanceToStake'] : ['done', 'done']),
  gone: ({ name }) => {
    if (name.startsWith('buy') || name === 'sell all') return ['done', 'done']
    if (name.startsWith('sell')) return ['5', 'NotEnoughStakeToWithdraw']
    // A block moves and gives what is there; a node takes no such order.
    return name === 'swap between subnets' || name === 'swap to root' ? ['1', 'AmountTooLow'] : ['5', 'done']
  },
  locked: ({ name, leaves }) => {
    if (!leaves.some(Boolean) || name === 'move within a subnet') return ['done', 'done']
    if (name === 'give') return ['AccountRejectsLockedAlpha', 'AccountRejectsLockedAlpha']
    return [name === 'sell all' ? 'StakeUnavailable' : '255', 'StakeUnavailable']
  },
  closed: ({ name, on }) => (on.length ? [name === 'sell all' ? 'SubtokenDisabled' : '255', 'SubtokenDisabled'] : ['done', 'done']),
  upgraded: () => ['payload-wrong-spec', 'lost'],
}
const deedNamed = (name: string) => deedsOn({} as Stakes).find((each) => each.name === name) as Deed

describe.each(NAMES)('%s', (name) => {
  test.each(Object.keys(bads) as Bad[])('%s between the review and the press', async (bad) => {
    expect(await perform(name, bad, 'review')).toBe(ends[bad](deedNamed(name))[0])
  })
  test.each(Object.keys(bads) as Bad[])('%s between the press and its block', async (bad) => {
    expect(await perform(name, bad, 'press')).toBe(ends[bad](deedNamed(name))[1])
  })
})

test('what a trade can no longer be is told at the review, before anything is made: a closed subnet, TAO that was spent, stake that is locked or gone', async () => {
  const [netuid, missing] = [70, 4_000]
  const held = stakes.give(world, netuid, 300n * TAO)
  const trade = (over: object = {}) => ({
    ...{ from: world.id, side: 'buy' as const, hotkey: hotkeyOn(netuid), netuid, amount: String(TAO / 10n), hidden: false },
    ...{ protection: { kind: 'none' as const, sure: 'unprotected' as const }, ...over },
  })
  const sale = { side: 'sell' as const, amount: String(held) }
  const ask = async (over: object = {}) => {
    await stakes.seen(world)
    const reply = await prepare(world, 'prepareTrade', trade(over))
    if (reply.ok) {
      resultOf(await world.popup.ask('reject', { id: (reply.value as { id: string }).id }))
      await rest(world)
    }
    return codeOf(reply)
  }
  expect([await ask(), await ask(sale)]).toEqual(['ok', 'ok'])
  expect(await ask({ ...sale, amount: String(held + 1n) })).toBe('stake-not-enough')
  expect(await ask({ amount: String(funds) })).toBe('insufficient-funds')
  expect(await ask({ netuid: missing })).toBe('subnet-closed')
  // Any of its positions on a subnet may be what is locked, and there are several.
  lock(netuid, 2n ** 62n)
  node.produce()
  expect([await ask(), await ask(sale)]).toEqual(['ok', 'stake-not-enough'])
  lock(netuid, 0n)
  write('SubtokenEnabled', [netuid], false)
  node.produce()
  expect([await ask(), await ask(sale)]).toEqual(['subnet-closed', 'subnet-closed'])
  write('SubtokenEnabled', [netuid], true)
  expect(world.popup.views.requests.items).toEqual([])
})
