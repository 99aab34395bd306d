import { expect, test } from 'vitest'
import { explorersOf } from './explorer'

test('an extrinsic is named by its block and its place in it, in four digits', () => {
  expect(explorersOf('finney', { block: 9_412_449, index: 7 }).map(({ url }) => url)).toEqual([
    'https://taostats.io/extrinsic/9412449-0007',
    'https://taomarketcap.com/extrinsics/9412449-0007',
  ])
  expect(explorersOf('finney', { block: 1, index: 12_345 })[0]?.url).toBe('https://taostats.io/extrinsic/1-12345')
})

test('networks that no site is known for have no link', () => {
  for (const network of ['testnet', 'local'] as const) expect(explorersOf(network, { block: 1, index: 1 })).toEqual([])
})
