import { expect, test } from 'vitest'
import { coalesced } from './coalesced'

test('calls while it runs are answered by one more run', async () => {
  let runs = 0
  const act = coalesced(async () => {
    runs++
    await Promise.resolve()
  })
  await Promise.all([act(), act(), act()])
  expect(runs).toBe(2)
  await act()
  expect(runs).toBe(3)
})

test('no call is lost, in whatever turn it comes', async () => {
  // The end of a run takes several turns; a call in any of them has to be followed by a run.
  for (let turns = 0; turns < 12; turns++) {
    let state = 'old'
    let seen = ''
    const act = coalesced(() => {
      seen = state
      return Promise.resolve()
    })
    const first = act()
    for (let i = 0; i < turns; i++) await null
    state = 'new'
    await act()
    await first
    expect(seen, `after ${turns} turns`).toBe('new')
  }
})

test('a failure reaches who called, and the next call runs again', async () => {
  let fails = true
  const act = coalesced(async () => {
    if (fails) throw new Error('no')
  })
  await expect(act()).rejects.toThrow('no')
  fails = false
  await act()
})
