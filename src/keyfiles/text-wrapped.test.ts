import { expect, test } from 'vitest'
import { KluisError } from '../units'
import { readKeyfile } from './btcli'
import raw from './fixtures/polkadot-vectors.json?raw'
import { open, recognise } from './recognise'
import { findingOfText, readText } from './text'

const { sr25519_secret_forms } = JSON.parse(raw) as { sr25519_secret_forms: { canonical64: string }[] }
const key = (sr25519_secret_forms[0]?.canonical64 ?? '').replace(/^0x/, '')
const seed = 'fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e'
const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const shown = async (text: string) => {
  try {
    return (await readText(text)).keys.map(({ type, address, secret }) => `${secret ? type : 'watch'} ${address}`)
  } catch (error) {
    return error instanceof KluisError ? error.code : error
  }
}
/** In lines of this length, as a program or a letter breaks them. */
const inLines = (text: string, length: number, end: string) => text.replace(new RegExp(`.{${length}}(?=.)`, 'g'), `$&${end}`)

test('a seed, a key or an address that was broken into lines is what it was before', async () => {
  for (const whole of [seed, `0x${seed}`, key, `0x${key}`, alice])
    for (const end of ['\n', '\r\n', '\r\n  ', ' '])
      for (const length of [4, 30, 40]) {
        const text = inLines(whole, length, end)
        expect(await shown(text), JSON.stringify(text)).toEqual(await shown(whole))
        expect(findingOfText(text)).toEqual(findingOfText(whole))
      }
})

test('a file of such lines is read as the text is', async () => {
  const bytes = new TextEncoder().encode(`${inLines(`0x${seed}`, 20, '\r\n')}\r\n`)
  expect(recognise({ path: 'seed.txt', bytes }).format).toBe('seed')
  const { keys } = await open({ path: 'seed.txt', bytes }, '')
  expect(keys.map(({ address }) => address)).toEqual((await readText(seed)).keys.map(({ address }) => address))
  const [watched, more] = (await readKeyfile(inLines(seed, 20, '\r\n'), 'default/coldkeypub.txt')).keys
  expect([watched?.accountId, watched?.secret, more]).toEqual([`0x${seed}`, null, undefined])
})

test('two seeds below each other are no key of their joined length, and two addresses are no address', async () => {
  for (const text of [`${seed}\n${seed.replace('f', '0')}`, `0x${seed}\n0x${seed}`, `${alice}\n${alice}`])
    expect(await shown(text)).toBe('keyfile-unknown')
})

test('a path is taken only from where it stands whole', async () => {
  expect(await shown(`${inLines(seed, 20, '\n')}//a b`)).toBe('keyfile-unknown')
})
