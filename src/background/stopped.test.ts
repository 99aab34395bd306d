import { afterEach, describe, expect, test, vi } from 'vitest'
import { changeStake } from '../../e2e/localnet/pallets/subtensor/shares'
import { largeOn } from '../../e2e/localnet/world'
import { codeOf, resultOf, until } from './fixtures/computer'
import { deedNamed, deedNames, perform, stageOfDeeds } from './fixtures/stage'
import { hotkeyOn, otherHotkey, prepare, TAO } from './fixtures/staking'
import { ACROSS, type Deed } from './fixtures/trades'
import { funds, rest } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// For each action on stake: what stops it between the review and the press, and between the press and its block. Where a node can know, it
// costs nothing; else the fee and no more.

const stage = stageOfDeeds()
const write = (item: string, keys: unknown[], value: unknown) => stage.node.chain.overwrite('SubtensorModule', item, keys, value)
const lock = (netuid: number, locked_mass: bigint) =>
  write('Lock', [stage.world.address, netuid, largeOn(netuid)], { locked_mass, conviction: 0n, last_update: 0n })

const announce = (on: boolean) => write('ColdkeySwapAnnouncements', [stage.world.address], on ? [5, `0x${'11'.repeat(32)}`] : undefined)
const dispute = (on: boolean) => write('ColdkeySwapDisputes', [stage.world.address], on ? 4 : undefined)

/** Something that is not as it was when the order was reviewed. */
const bads = {
  /** Somebody announced that this coldkey moves. */
  frozen: {
    begin: () => announce(true),
    end: () => announce(false),
  },
  /** The one whose it is said that it must not: then nobody can do anything until root decides. */
  disputed: {
    begin() {
      announce(true)
      dispute(true)
    },
    end() {
      dispute(false)
      announce(false)
    },
  },
  /** The TAO went another way, all but what pays a fee. */
  spent: {
    begin: () => stage.node.chain.setBalance(stage.world.address, TAO / 100n),
    end: () => stage.node.chain.setBalance(stage.world.address, funds),
  },
  /** The stake went another way, all but a little. */
  gone: {
    begin({ leaves }: Deed) {
      const { node, stakes, world } = stage
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
  upgraded: { begin: () => stage.node.chain.upgrade(stage.node.chain.info.specVersion + 1), end: () => undefined },
}
type Bad = keyof typeof bads
let undo = () => undefined as unknown
afterEach(() => void undo())

/** How it ends, as `perform` has it; of what was not done nothing but fees is gone, and no fee of what a node refused. */
async function stopped(name: string, bad: Bad, moment: 'before' | 'after', hidden = false): Promise<string> {
  const deed = stage.deed(name)
  const { begin, end: undoing } = bads[bad]
  undo = () => undoing(deed)
  const happens = () => {
    begin(deed)
    if (bad === 'upgraded' && moment === 'after') stage.node.produce(70)
  }
  const { end, came, gone, spent, fee } = await perform(stage, deed, { hidden, [moment]: happens })
  if (end === 'done') return end
  expect(came).toBe(0n)
  // What went another way meanwhile is gone as well.
  if (moment === 'before' || bad !== 'spent') expect(spent).toBe(fee)
  if (moment === 'before' || (bad !== 'spent' && bad !== 'gone')) expect(gone).toBe(0n)
  if (Number(end) >= 0) expect(fee).toBe(0n)
  return end
}

/** What comes of it after the review, and after the press. Of several sales in one transaction a node knows nothing beforehand. */
const ends: Record<Bad, (deed: Deed) => [string, string]> = {
  frozen: () => ['0', 'ColdkeySwapAnnounced'],
  disputed: () => ['21', 'ColdkeySwapDisputed'],
  spent: ({ name }) => (name.startsWith('buy') ? ['2', 'NotEnoughBalanceToStake'] : ['done', 'done']),
  gone: ({ name }) => {
    if (name.startsWith('buy') || name === 'sell all') return ['done', 'done']
    if (name.startsWith('sell')) return ['5', 'NotEnoughStakeToWithdraw']
    // A block moves and gives what is there; a node takes no such order.
    return name === 'swap between subnets' || name === 'swap to root' ? ['1', 'AmountTooLow'] : ['5', 'done']
  },
  locked: ({ name, leaves }) => {
    if (!leaves.some(Boolean) || name === 'move within a subnet') return ['done', 'done']
    if (name.startsWith('give')) return ['AccountRejectsLockedAlpha', 'AccountRejectsLockedAlpha']
    return [name === 'sell all' ? 'StakeUnavailable' : '255', 'StakeUnavailable']
  },
  closed: ({ name, on }) => (on.length ? [name === 'sell all' ? 'SubtokenDisabled' : '255', 'SubtokenDisabled'] : ['done', 'done']),
  upgraded: () => ['payload-wrong-spec', 'lost'],
}
describe.each(deedNames(({ name }) => name !== ACROSS))('%s', (name) => {
  test.each(Object.keys(bads) as Bad[])('%s between the review and the press', async (bad) => {
    expect(await stopped(name, bad, 'before')).toBe(ends[bad](deedNamed(name))[0])
  })
  test.each(Object.keys(bads) as Bad[])('%s between the press and its block', async (bad) => {
    expect(await stopped(name, bad, 'after')).toBe(ends[bad](deedNamed(name))[1])
  })
})

/** Blocks come until what a node refused can never run any more: until then nothing else of the account is signed. */
async function lostAfterAll(): Promise<void> {
  const { computer, popup } = stage.world
  await until(() => {
    stage.node.produce()
    computer.life.emit('alarm', { name: 'look' })
    return popup.views.activity.first[0]?.status.phase === 'lost'
  })
}

describe.each(deedNames(({ name, pools }) => name !== ACROSS && pools.length))('%s in an envelope', (name) => {
  test.each(Object.keys(bads) as Bad[])('%s once the envelope is in a block', async (bad) => {
    const end = await stopped(name, bad, 'after', true)
    // A node that is asked once more, for what an upgrade made void, says that it was signed for another runtime: that is lost later.
    if (bad === 'upgraded' && end === 'tx-bad-proof') await lostAfterAll()
    else expect(end).toBe(ends[bad](deedNamed(name))[1])
  })
})

test('what a trade can no longer be is told at the review, before anything is made: a closed subnet, TAO that was spent, stake that is locked or gone', async () => {
  const { node, stakes, world } = stage
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
