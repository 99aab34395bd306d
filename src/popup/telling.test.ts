import { expect, test } from 'vitest'
import { createTelling, type Told } from './telling'

/** Questions whose answers come when a test says so. */
function asking() {
  const shown: Told<string>[] = []
  const telling = createTelling<string>((told) => shown.push(told))
  const open: { of: string; answer: (text: string) => void; fail: () => void }[] = []
  const ask = (of: string, key = 'form') => {
    telling.want(of)
    void telling.ask({ of, key }, () => new Promise((answer, fail) => open.push({ of, answer, fail: () => fail(new Error('offline')) })))
  }
  const settle = async (at: number, text?: string) => {
    if (text === undefined) open[at]?.fail()
    else open[at]?.answer(text)
    await new Promise((done) => setTimeout(done))
  }
  return { telling, shown, open, ask, settle, texts: () => shown.map(({ told }) => told) }
}

test('a late answer to the newest question is shown when it comes, however many blocks went by', async () => {
  const { open, ask, settle, texts } = asking()
  ask('10 TAO')
  ask('10 TAO')
  ask('10 TAO')
  // A slow node is not asked once more for what it has not answered yet.
  expect(open).toHaveLength(1)
  await settle(0, 'first')
  expect(texts()).toEqual(['first'])
  ask('10 TAO')
  await settle(1, 'second')
  expect(texts()).toEqual(['first', 'second'])
})

test('an answer to an older question is never shown, before or after that to the newest', async () => {
  const { ask, settle, texts, shown } = asking()
  ask('1 TAO')
  ask('12 TAO')
  await settle(0, 'of one')
  expect(texts()).toEqual([])
  await settle(1, 'of twelve')
  ask('123 TAO', 'another form')
  ask('1234 TAO', 'another form')
  await settle(3, 'of the last')
  await settle(2, 'of the one before')
  expect(shown).toEqual([
    { key: 'form', told: 'of twelve' },
    { key: 'another form', told: 'of the last' },
  ])
})

test('what was asked before and is asked again counts as the newest, and its answer is waited for only once', async () => {
  const { open, ask, settle, texts } = asking()
  ask('1 TAO')
  ask('12 TAO')
  ask('1 TAO')
  expect(open.map(({ of }) => of)).toEqual(['1 TAO', '12 TAO'])
  await settle(1, 'of twelve')
  await settle(0, 'of one')
  expect(texts()).toEqual(['of one'])
})

test('after a question without an answer the next one is put, and nothing is shown once nobody asks', async () => {
  const { telling, open, ask, settle, texts } = asking()
  ask('1 TAO')
  await settle(0)
  ask('1 TAO')
  expect(open).toHaveLength(2)
  telling.want(undefined)
  await settle(1, 'too late')
  expect(texts()).toEqual([])
})
