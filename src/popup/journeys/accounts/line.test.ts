import { expect, test } from 'vitest'
import { readText } from '../../../keyfiles'
import type { SecretInput } from '../../../messaging'
import { toHex } from '../../../units'
import { besides, lineOf } from './line'

const PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const SEED = `0x${'c0ffee11'.repeat(8)}`
const phrase = (path: string, passphrase: string): SecretInput => ({ kind: 'phrase', phrase: PHRASE, path, passphrase, type: 'sr25519' })

/** What the wallet makes of a line that is pasted, where the kind of key is said. */
async function readAgain(secret: SecretInput): Promise<unknown> {
  const { keys } = await readText(lineOf(secret), 'keyfile-unknown', { path: '', passphrase: '', type: secret.type })
  const [found] = keys.map((key) => key.secret)
  return found?.kind === 'seed' ? { ...found, seed: toHex(found.seed) } : found
}

test('what is copied is read again as the same account: with its path, its passphrase, both or neither', async () => {
  for (const path of ['', '//staking//0', '//hard/soft'])
    for (const passphrase of ['', 'a pass phrase', 'with/one and //two and ///three', ' spaces around ', '/'])
      expect(await readAgain(phrase(path, passphrase))).toEqual(phrase(path, passphrase))
  for (const path of ['', '//0', '//hard/soft']) {
    const secret: SecretInput = { kind: 'seed', seed: SEED, path, type: 'sr25519' }
    expect(await readAgain(secret)).toEqual(secret)
  }
})

test('words alone are copied alone, and what stands behind them is named', () => {
  expect(lineOf(phrase('', ''))).toBe(PHRASE)
  expect(lineOf({ kind: 'key', key: `0x${'ab'.repeat(64)}`, path: '//0', type: 'sr25519' })).toBe(`0x${'ab'.repeat(64)}//0`)
  expect([phrase('', ''), phrase('//0', ''), phrase('', 'x'), phrase('//0', 'x')].map(besides)).toEqual([
    undefined,
    'path',
    'passphrase',
    'both',
  ])
})
