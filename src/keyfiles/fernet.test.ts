import { describe, expect, test } from 'vitest'
import { isFernet, openFernet, readFernet } from './fernet'
import vectors from './fixtures/btcli-vectors.json' with { type: 'json' }
import { ending } from './fixtures/ending'
import { inVectors } from './fixtures/stretch'

const opened = async (text: string, password: string) => new TextDecoder().decode(await openFernet(text, password))

// Ten million rounds each: the others are in the long run.
test.each(vectors.btcli_fernet.slice(2, 3))('btcli_fernet $id', { timeout: 60_000 }, async (each) => {
  expect(await opened(each.contentUtf8, each.password)).toBe(each.expected.plaintextUtf8)
})

test.each(vectors.btcli_fernet_negative.slice(1))('btcli_fernet_negative $id', { timeout: 60_000 }, async (each) => {
  expect(inVectors(await ending(opened(each.contentUtf8, each.password)))).toBe(each.expectedError)
})

describe('a Fernet token', () => {
  const { contentUtf8: good } = vectors.btcli_fernet[0] as (typeof vectors.btcli_fernet)[number]

  test('that is cut off is said to be, before a password is asked for', () => {
    for (let end = 8; end < 80; end++) {
      const cut = good.slice(0, end)
      expect(isFernet(cut)).toBe(true)
      expect(() => readFernet(cut), cut).toThrow('keyfile-truncated')
    }
    // A whole number of blocks is missing: only the MAC can tell.
    expect(() => readFernet(good.replace(/=+$/, '').slice(0, -1))).toThrow('keyfile-truncated')
  })

  test('may be without its padding', () => {
    expect(readFernet(good.replace(/=+$/, ''))).toEqual(readFernet(good))
  })

  test('is one word of url-safe base64', () => {
    for (const text of ['gAAAAA and more', 'gAAAA', 'gaaaaaAA', good.replace('-', '+'), `${good} `])
      expect(isFernet(text), text).toBe(false)
  })
})
