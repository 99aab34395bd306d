import { expect, test } from 'vitest'
import { createAllowance } from './allowance'

test('of no more than a thousand askers it is remembered what they spent: who asks on is not forgotten, and who is gives nobody more than one allowance', () => {
  let at = 0
  const mayAsk = createAllowance(() => at, { rate: 20, burst: 60 })
  const count = (origin: string, times: number) => Array.from({ length: times }, () => mayAsk(origin)).filter(Boolean).length
  expect(count('https://a.test', 70)).toBe(60)
  for (let n = 0; n < 5_000; n++) {
    mayAsk(`https://s${n}.test`)
    // It goes on asking, and gets nothing for it.
    if (n % 500 === 0) expect(mayAsk('https://a.test')).toBe(false)
  }
  // A clock that is set back gives nothing either.
  at = -1_000_000
  expect(mayAsk('https://a.test')).toBe(false)
  at += 1_000
  expect(count('https://a.test', 70)).toBe(20)
})
