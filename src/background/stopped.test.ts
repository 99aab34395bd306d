import { describe, expect, test, vi } from 'vitest'
import { badNames, ends, lock, stage, stopped, write } from './fixtures/bads'
import { codeOf, resultOf } from './fixtures/computer'
import { deedNamed, deedNames } from './fixtures/stage'
import { hotkeyOn, prepare, TAO } from './fixtures/staking'
import { ACROSS } from './fixtures/trades'
import { funds, rest } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const all = deedNames(({ name }) => name !== ACROSS)
describe.each(all)('%s', (name) => {
  test.each(badNames)('%s between the review and the press', async (bad) => {
    expect(await stopped(name, bad, 'before')).toBe(ends[bad](deedNamed(name))[0])
  })
})
// One of each kind here, all of them in the long tests.
describe.each(all.filter((_, at) => at % 3 === 0))('%s', (name) => {
  test.each(badNames)('%s between the press and its block', async (bad) => {
    expect(await stopped(name, bad, 'after')).toBe(ends[bad](deedNamed(name))[1])
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
