import { expect, test } from 'vitest'
import { KluisError } from '../units'
import { code } from './fixtures/subtensor'
import type { Live } from './live'
import { atNewest } from './once'
import { readValues } from './reads'

const hashOf = (number: number) => `0x${String(number).padStart(64, '0')}`
/** A link of which every question is written down. `told`: what is said to it. */
function linkOf(told: { fails?: boolean; block?: string } = {}) {
  const asked: [method: string, ...params: unknown[]][] = []
  const at = { number: 1 }
  const rpc = {
    call: async (method: string, params: readonly unknown[]) => {
      asked.push([method, ...params])
      if (told.fails) throw new KluisError('node-answer')
      const [keys, hash] = params as [string[], string]
      return method === 'state_queryStorageAt'
        ? [{ block: told.block ?? hash, changes: keys.map((key) => [key, `0x${key}`]) }]
        : asked.length
    },
  }
  const live = { rpc, runtime: {}, head: () => ({ hash: hashOf(at.number), number: at.number }) } as unknown as Live
  return { live, asked, at, told }
}

test('the same question about a block is put once, whoever asks, and again about the next one', async () => {
  const { live, asked, at } = linkOf()
  const ask = async () => {
    const { live: newest, hash } = await atNewest(live)
    return newest.rpc.call('state_call', ['a', '0x00', hash])
  }
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  expect([await ask(), asked.length]).toEqual([1, 1])
  at.number = 2
  expect([await ask(), asked.length]).toEqual([2, 2])
  // Of another block nothing is known, and what is about none is new each time.
  const { live: newest } = await atNewest(live)
  for (const params of [['a', '0x00', hashOf(1)], ['a', '0x00'], []]) {
    await newest.rpc.call('state_call', params)
    await newest.rpc.call('state_call', params)
  }
  expect(asked).toHaveLength(8)
})

test('who began at a block ends at it: a newer one that comes meanwhile takes nothing away', async () => {
  const { live, asked, at } = linkOf()
  const { live: before, hash } = await atNewest(live)
  await before.rpc.call('state_call', ['a', '0x00', hash])
  at.number = 2
  await (await atNewest(live)).live.rpc.call('state_call', ['a', '0x00', hashOf(2)])
  await before.rpc.call('state_call', ['a', '0x00', hash])
  expect([before.head()?.number, asked.length]).toEqual([1, 2])
})

test('keys that are wanted in one moment travel in one question, and those that are known in none', async () => {
  const { live, asked } = linkOf()
  const { live: newest, hash } = await atNewest(live)
  const later = async () => {
    await undefined
    return readValues(newest, hash, ['b', 'c'])
  }
  const [one, other] = await Promise.all([readValues(newest, hash, ['a', 'b']), later()])
  expect([[...one], [...other]]).toEqual([
    [
      ['a', '0xa'],
      ['b', '0xb'],
    ],
    [
      ['b', '0xb'],
      ['c', '0xc'],
    ],
  ])
  expect(asked).toEqual([['state_queryStorageAt', ['a', 'b', 'c'], hash]])
  await readValues(newest, hash, ['c', 'd', 'a'])
  expect(asked.slice(1)).toEqual([['state_queryStorageAt', ['d'], hash]])
})

test('what failed is asked again, and so is what was told of another block', async () => {
  const { live, asked, told } = linkOf({ fails: true })
  const { live: newest, hash } = await atNewest(live)
  const ask = () => Promise.all([code(newest.rpc.call('state_call', ['a', '0x', hash])), code(readValues(newest, hash, ['a']))])
  expect(await ask()).toEqual(['node-answer', 'node-answer'])
  Object.assign(told, { fails: false, block: hashOf(7) })
  expect(await ask()).toEqual(['fine', 'node-lied'])
  Object.assign(told, { block: undefined })
  expect(await ask()).toEqual(['fine', 'fine'])
  expect(asked.map(([method]) => method)).toEqual([
    ...['state_call', 'state_queryStorageAt', 'state_call', 'state_queryStorageAt'],
    'state_queryStorageAt',
  ])
})

test('what bytes cost is asked once for a runtime, however many blocks come', async () => {
  const { live, asked, at } = linkOf()
  const cost = async (from: Live, bytes: string) =>
    (await atNewest(from)).live.rpc.call('state_call', ['TransactionPaymentApi_query_info', bytes])
  expect(await cost(live, '0x01')).toBe(1)
  at.number = 2
  expect([await cost(live, '0x01'), await cost(live, '0x02'), asked.length]).toEqual([1, 2, 2])
  expect(await cost({ ...live, runtime: {} } as unknown as Live, '0x01')).toBe(3)
})
