import { expect, test } from 'vitest'
import { lastSeen, type Seen, see } from './seen'

const seen = (block: number, at: number, genesisHash = '0xa'): Seen => ({ genesisHash, block, at, byAccount: {} })

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
