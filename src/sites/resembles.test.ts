import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownSites, resembles } from './resembles'

const meant: [string, string | undefined][] = [
  ['https://taostats.io', undefined],
  ['https://dash.taostats.io', undefined],
  ['https://wallet.tao.app', undefined],
  ['https://docs.learnbittensor.org', undefined],
  ['https://polkadot.js.org', undefined],
  ['http://localhost:5173', undefined],
  ['http://127.0.0.1:8080', undefined],
  ['https://example.com', undefined],
  ['https://uniswap.org', undefined],
  ['https://statsnow.io', undefined],
  ['https://dao.app', undefined],
  // One letter changed, left out, put in or exchanged with its neighbour.
  ['https://taostat.io', 'taostats.io'],
  ['https://taostaats.io', 'taostats.io'],
  ['https://toastats.io', 'taostats.io'],
  ['https://bitensor.app', 'bittensor.com'],
  ['https://app.bitttensor.xyz', 'bittensor.com'],
  ['https://opentensar.ai', 'opentensor.ai'],
  // Signs that look like letters.
  ['https://ta0stats.io', 'taostats.io'],
  ['https://taomarketcap.corn', 'taomarketcap.com'],
  ['https://blttensor.com', 'bittensor.com'],
  ['https://ta0.app', 'tao.app'],
  // Its name, with more around it or under another one.
  ['https://taostats.io.evil.com', 'taostats.io'],
  ['https://tao.app.evil.com', 'tao.app'],
  ['https://tao-app.com', 'tao.app'],
  ['https://bittensor-wallet.com:8443', 'bittensor.com'],
  ['https://claim.my-taostats-rewards.example', 'taostats.io'],
  ['https://bit-tensor.example', 'bittensor.com'],
]
test.each(meant)('%s resembles %s', (origin, known) => {
  expect(resembles(origin)).toBe(known)
})

test('hosts that are known to imitate these sites resemble them, and nobody resembles himself', () => {
  const imitators = readFileSync('e2e/phishing/own.txt', 'utf8')
    .split('\n')
    .filter((line) => /bit+ensor/.test(line) && !line.startsWith('#'))
  expect(imitators.length).toBeGreaterThan(10)
  for (const host of imitators) expect(resembles(`https://${host}`), host).toBe('bittensor.com')
  for (const host of ownSites) expect([resembles(`https://${host}`), resembles(`https://a.b.${host}`)]).toEqual([undefined, undefined])
})

test('every origin has an answer', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.domain()), (origin) => {
      const known = resembles(origin)
      expect(known === undefined || ownSites.includes(known)).toBe(true)
    }),
  )
})
