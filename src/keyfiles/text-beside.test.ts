import { expect, test } from 'vitest'
import { KluisError } from '../units'
import raw from './fixtures/polkadot-vectors.json?raw'
import type { Opened } from './found'
import { readText } from './text'

const vectors = JSON.parse(raw) as { sr25519_secret_forms: { canonical64: string }[] }
const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
/** Readings as `type address`, `watch` for those without a secret. */
const shown = ({ keys }: Opened) => keys.map(({ type, address, secret }) => `${secret ? type : 'watch'} ${address}`)

const beside = (more: { path?: string; passphrase?: string; type?: 'sr25519' | 'ed25519' | 'ecdsa' }) => ({
  ...{ path: '', passphrase: '', type: null },
  ...more,
})
const typed = async (text: string, more: Parameters<typeof beside>[0]) => {
  try {
    return shown(await readText(text, 'keyfile-unknown', beside(more)))
  } catch (error) {
    return error instanceof KluisError ? { [error.code]: error.facts.because ?? '' } : error
  }
}
const bare = `0x${'07'.repeat(32)}`

test('path, passphrase and kind of key that stand beside a text count for whatever it is', async () => {
  const one = async (text: string, type: string) => shown(await readText(text)).filter((each) => each.startsWith(type))
  expect(await typed(bare, { path: '//a' })).toEqual(shown(await readText(`${bare}//a`)))
  expect(await typed(bare, { type: 'ed25519' })).toEqual(await one(bare, 'ed25519'))
  expect(await typed(bare, { path: '//a', type: 'ecdsa' })).toEqual(await one(`${bare}//a`, 'ecdsa'))
  const [key] = vectors.sr25519_secret_forms
  expect(await typed(key?.canonical64 ?? '', { path: '//a', type: 'sr25519' })).toEqual(shown(await readText(`${key?.canonical64}//a`)))
  expect(await typed(`${phrase}//a`, { passphrase: 'p' })).toEqual(shown(await readText(`${phrase}//a///p`)))
  expect(await typed(`${phrase}///p`, { path: '//a', type: 'sr25519' })).toEqual(await one(`${phrase}//a///p`, 'sr25519'))
  expect(await typed(alice, { type: 'ed25519' })).toEqual([`watch ${alice}`])
})

test('what stands beside a text and contradicts it, or cannot belong to it, is refused and never ignored', async () => {
  expect(await typed(`${phrase}//a`, { path: '//b' })).toEqual({ 'invalid-input': 'path-twice' })
  expect(await typed(`${bare}//a`, { path: '//b' })).toEqual({ 'invalid-input': 'path-twice' })
  expect(await typed(`${phrase}///p`, { passphrase: 'q' })).toEqual({ 'invalid-input': 'passphrase-twice' })
  expect(await typed(bare, { passphrase: 'q' })).toEqual({ 'invalid-input': 'passphrase-no-words' })
  expect(await typed(alice, { passphrase: 'q' })).toEqual({ 'invalid-input': 'passphrase-no-words' })
  expect(await typed(alice, { path: '//a' })).toEqual({ 'invalid-input': 'path-no-key' })
  expect(await typed(bare, { path: 'a' })).toEqual({ 'suri-path': '' })
  expect(await typed(bare, { path: '/a', type: 'ecdsa' })).toEqual({ 'soft-junction-unsupported': '' })
  const [key] = vectors.sr25519_secret_forms
  expect(await typed(key?.canonical64 ?? '', { type: 'ecdsa' })).toEqual({ 'invalid-input': 'type' })
})
