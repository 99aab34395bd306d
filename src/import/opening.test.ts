import { expect, test } from 'vitest'
import { type KeySecret, publicPartOf, writeColdkeyPub } from '../keyfiles'
import { toHex } from '../units'
import { openAll } from './opening'

const text = (value: string) => new TextEncoder().encode(value)
const file = (path: string, content: string) => ({ path, bytes: text(content) })
const secret = (n: number): KeySecret => ({ kind: 'seed', seed: new Uint8Array(32).fill(n), path: '', type: 'sr25519' })
const part = (n: number) => publicPartOf(secret(n))
const coldkey = async (n: number) => {
  const { address, publicKey } = await part(n)
  return file('w/default/coldkey', JSON.stringify({ secretSeed: toHex(new Uint8Array(32).fill(n)), ss58Address: address, publicKey }))
}
const pub = async (n: number) => file('w/default/coldkeypub.txt', writeColdkeyPub(await part(n)))

test('a key that the public part beside it does not name is refused', async () => {
  const [good, bad, alone] = await openAll(
    [
      { file: await coldkey(7), beside: await pub(7) },
      { file: await coldkey(7), beside: await pub(8) },
      { file: await coldkey(7), beside: null },
    ],
    null,
  )
  expect(good).toMatchObject({ ok: true, value: { keys: [{ address: (await part(7)).address }] } })
  expect(bad).toEqual({ ok: false, error: { code: 'address-mismatch', facts: { beside: 'coldkeypub.txt' } } })
  expect(alone).toMatchObject({ ok: true })
})

test('of the readings of a bare seed the public part beside it says which one is meant', async () => {
  const { address } = await publicPartOf({ ...secret(7), type: 'ed25519' } as KeySecret)
  const beside = file('default/coldkeypub.txt', JSON.stringify({ ss58Address: address }))
  const [found] = await openAll([{ file: file('default/coldkey', toHex(new Uint8Array(32).fill(7))), beside }], null)
  expect(found).toMatchObject({ ok: true, value: { oneOf: false, keys: [{ address, type: 'ed25519' }] } })
})

test('a public part that is damaged is told, and takes no key away', async () => {
  const beside = file('default/coldkeypub.txt', JSON.stringify({ ss58Address: '5Grwva' }))
  const [found] = await openAll([{ file: await coldkey(7), beside }], null)
  expect(found).toMatchObject({ ok: true, value: { keys: [{}], refused: [{ name: 'coldkeypub.txt' }] } })
})
