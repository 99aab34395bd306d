import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type History, historyBox, type Look, lastSeen, namesWanted, see, seeExits } from './seen'

const seen = (block: number, at: number, genesisHash = '0xa', over: Partial<Look> = {}): Look => ({
  ...{ genesisHash, block, madeAt: at, at, byAccount: {}, prices: {}, subnets: {}, validators: {} },
  ...over,
})
const hotkey = `0x${'ab'.repeat(32)}`
const held = (stakes: Record<string, Record<string, string>> | null) => ({ free: '1', reserved: '0', frozen: '0', stakes, locked: null })
const alice = { byAccount: { '0x1': held({ [hotkey]: { '7': '50' } }) }, prices: { '7': '9' } }

test('the newest block wins, and another chain never passes for this one', () => {
  let history = see({}, 'local', seen(10, 0))
  history = see(history, 'local', seen(9, 1_000))
  expect(lastSeen(history, 'local')?.block).toBe(10)
  history = see(history, 'local', seen(9, 61_000))
  expect(lastSeen(history, 'local')?.block).toBe(9)
  history = see(history, 'local', seen(1, 62_000, '0xb'))
  expect(lastSeen(history, 'local')?.genesisHash).toBe('0xb')
  expect(lastSeen(history, 'finney')).toBeUndefined()
  expect(lastSeen(history, 'constructor')).toBeUndefined()
})

test('a node that lags takes nothing back, however long nothing newer was heard; a chain that began anew is believed', () => {
  const before = see({}, 'finney', seen(1_000, 0))
  const week = 7 * 86_400_000
  const later = (block: number, madeAt: number | null) =>
    lastSeen(see(before, 'finney', seen(block, week, '0xa', { madeAt })), 'finney')?.block
  expect(later(999, week - 60_000)).toBe(1_000)
  expect(later(999, 0)).toBe(1_000)
  expect(later(999, week - 59_999)).toBe(999)
  // What was made in the future is made by a clock that tells nothing.
  expect(later(999, week + 60_000)).toBe(1_000)
  // A chain without a clock, and one that has made no block yet.
  expect(later(3, null)).toBe(3)
  // However old the block of what is newer is.
  expect(later(1_001, 0)).toBe(1_001)
  const refused = see(before, 'finney', seen(999, week, '0xa', { madeAt: 0 }))
  expect(refused).toBe(before)
})

test('what was seen is kept with its block and time, and other networks are left alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ network: fc.constantFrom('finney', 'local'), block: fc.nat(20), wait: fc.nat(40_000), age: fc.nat(120_000) }), {
        maxLength: 30,
      }),
      (reads) => {
        let history: History = {}
        let at = 0
        const last = new Map<string, Look>()
        for (const { network, block, wait, age } of reads) {
          at += wait
          history = see(history, network, seen(block, at, '0xa', { madeAt: at - age }))
          // An older block is believed only when nothing newer was seen for a minute, and it was just made: a node that lags is no news.
          const before = last.get(network)
          if (!before || block >= before.block || (at - before.at >= 60_000 && age < 60_000)) last.set(network, seen(block, at))
        }
        for (const network of ['finney', 'local']) {
          const { madeAt: _, ...kept } = last.get(network) ?? {}
          if (last.has(network)) expect(lastSeen(history, network)).toEqual({ ...kept, exits: {} })
          else expect(lastSeen(history, network)).toBeUndefined()
        }
      },
    ),
  )
})

test('a node that refuses stakes, locks or prices for a moment takes nothing away; after a minute that is how it is', () => {
  const full = see({}, 'local', seen(10, 0, '0xa', alice))
  const refused = (at: number, over: Partial<Look>) =>
    lastSeen(see(full, 'local', seen(11, at, '0xa', { ...alice, ...over })), 'local')?.block
  expect(refused(59_999, { byAccount: { '0x1': held(null) } })).toBe(10)
  expect(refused(59_999, { prices: {} })).toBe(10)
  expect(refused(60_000, { byAccount: { '0x1': held(null) } })).toBe(11)
  expect(refused(1, {})).toBe(11)
  const locks = { '0x1': { ...held({ [hotkey]: { '7': '50' } }), locked: { '7': '3' } } }
  const locked = see({}, 'local', seen(10, 0, '0xa', { ...alice, byAccount: locks }))
  const after = (at: number) => lastSeen(see(locked, 'local', seen(11, at, '0xa', alice)), 'local')?.block
  // A clock that was set back tells nothing of how long that was ago.
  expect([after(59_999), after(60_000), after(-60_000)]).toEqual([10, 11, 11])
  // Another account that was never read is no loss.
  expect(refused(1, { byAccount: { ...alice.byAccount, '0x2': held(null) } })).toBe(11)
})

test('names and what sales would return stay until there are newer ones, and never go over to another chain', () => {
  let history = see({}, 'local', seen(10, 5, '0xa', { ...alice, subnets: { '7': { symbol: 'a', name: 'Seven', open: true } } }))
  const exit = { alpha: '50', price: '9', tao: null, fee: '0', slippage: '0', block: 10, at: 6 }
  history = seeExits(history, 'local', '0xa', 7, [exit])
  expect(v.is(historyBox.schema, history)).toBe(true)
  expect(seeExits(history, 'local', '0xb', 7, [])).toBe(history)
  history = see(history, 'local', seen(11, 7, '0xa', alice))
  expect(lastSeen(history, 'local')).toMatchObject({ subnets: { '7': { name: 'Seven', at: 5 } }, exits: { '7': [exit] } })
  const other = lastSeen(see(history, 'local', seen(1, 70_000, '0xb', alice)), 'local')
  expect([other?.subnets, other?.exits]).toEqual([{}, {}])
  // What nobody has a stake in any more is not kept for ever.
  const sold = lastSeen(see(history, 'local', seen(12, 8, '0xa', { byAccount: { '0x1': held({}) }, prices: { '7': '9' } })), 'local')
  expect([sold?.subnets, sold?.exits, sold?.validators]).toEqual([{}, {}, {}])
})

test('of a validator it is asked first whose it is, then what that is called, and everything again after ten minutes', () => {
  let history = see({}, 'local', seen(10, 0, '0xa', alice))
  const wanted = (now: number) => namesWanted(lastSeen(history, 'local'), now)
  const learn = (at: number, name: string | null, owner: string | null = '0x9') => {
    history = see(history, 'local', seen(10 + at, at, '0xa', { ...alice, validators: { [hotkey]: { owner, name } } }))
    return lastSeen(history, 'local')?.validators[hotkey]
  }
  expect(wanted(0)).toEqual({ netuids: [7], hotkeys: [{ hotkey, owner: undefined }] })
  expect(learn(1, null)).toEqual({ owner: '0x9', name: null, named: false, at: 1 })
  expect(wanted(2).hotkeys).toEqual([{ hotkey, owner: '0x9' }])
  expect(learn(3, 'Kade 9')).toEqual({ owner: '0x9', name: 'Kade 9', named: true, at: 3 })
  expect(wanted(600_002).hotkeys).toEqual([])
  expect(wanted(600_003).hotkeys).toEqual([{ hotkey, owner: undefined }])
  // Asked again, the old name stays until the answer comes; under another owner it is another's.
  expect(learn(4, null)).toMatchObject({ name: 'Kade 9', named: false })
  expect(learn(5, null)).toMatchObject({ name: null, named: true })
  expect(learn(6, null, '0x8')).toMatchObject({ owner: '0x8', name: null, named: false })
  expect(learn(7, null, null)).toMatchObject({ owner: null, named: true })
  expect(namesWanted(undefined, 0)).toEqual({ netuids: [], hotkeys: [] })
})

test('what an earlier version saw has no stakes, which is not the same as none', () => {
  const old = { local: { genesisHash: '0xa', block: 3, at: 4, byAccount: { '0x1': { free: '5', reserved: '0', frozen: '0' } } } }
  const now = historyBox.migrations[1](old)
  expect(v.parse(historyBox.schema, now)).toEqual(now)
  expect(now).toMatchObject({ local: { block: 3, at: 4, byAccount: { '0x1': { free: '5', stakes: null, locked: null } } } })
})

test('a balance is digits of rao, and nothing that a float could have touched', () => {
  const whole = lastSeen(see({}, 'local', seen(1, 1)), 'local')
  const has = (free: unknown) => ({ local: { ...whole, byAccount: { '0xa': { ...held({ [hotkey]: { '7': free as string } }), free } } } })
  for (const good of ['0', '1', '21000000000000000', '9'.repeat(39)]) expect(v.is(historyBox.schema, has(good))).toBe(true)
  for (const bad of [1, '', '-1', '1.5', '1e9', ' 1', '9'.repeat(40), null])
    expect(v.is(historyBox.schema, has(bad)), String(bad)).toBe(false)
})
