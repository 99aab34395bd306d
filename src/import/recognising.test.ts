import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { publicPartOf, writeColdkeyPub } from '../keyfiles'
import { recogniseAll } from './recognising'

const pub = async () =>
  new TextEncoder().encode(
    writeColdkeyPub(await publicPartOf({ kind: 'seed', seed: new Uint8Array(32).fill(7), path: '', type: 'sr25519' })),
  )

test('an account inside a file is called what it is called: no lock, no zip, no wallet', async () => {
  const bytes = await pub()
  const names = ['Savings.lock', 'coldkey', 'hotkeys/x']
  const found = await recogniseAll(
    names.map((path) => ({ path, bytes })),
    true,
  )
  expect(found.map(({ file, place }) => [file.path, place.part, place.wallet])).toEqual(names.map((name) => [name, null, null]))
  const outside = await recogniseAll(
    names.map((path) => ({ path, bytes })),
    false,
  )
  expect(outside.map(({ place }) => place.part)).toEqual(['coldkey', 'hotkey'])
})

test('what came out of a zip says of which, and two zips of one name are two', async () => {
  const zip = zipSync({ 'wallets/default/coldkeypub.txt': await pub() })
  const files = [1, 2].map(() => ({ path: 'backup.zip', bytes: Uint8Array.from(zip) }))
  const found = await recogniseAll([...files, { path: 'torn.zip', bytes: zip.slice(0, 30) }], false)
  expect(found.map(({ archive, file }) => [archive, file.path])).toEqual([
    ['backup.zip', 'wallets/default/coldkeypub.txt'],
    ['backup.zip (2)', 'wallets/default/coldkeypub.txt'],
    [null, 'torn.zip'],
  ])
  expect(found[2]?.finding).toMatchObject({ ok: false, error: { code: 'zip-unreadable' } })
})

test('keys of Ethereum in a wallet of btcli are refused as what they are, and the rest of the wallet comes in', async () => {
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const files = [
    { path: 'wallets/main/coldkeypub.txt', bytes: await pub() },
    { path: 'wallets/main/hotkeys/miner', bytes: utf8(JSON.stringify({ secretSeed: `0x${'07'.repeat(32)}` })) },
    { path: 'wallets/main/evmkeys/keystore.json', bytes: utf8('{"address":"6fac","crypto":{"cipher":"aes-128-ctr"},"version":3}') },
    { path: 'wallets/main/evmkeys/plain.json', bytes: utf8(JSON.stringify({ address: '0x6f', private_key: `0x${'07'.repeat(32)}` })) },
    { path: 'wallets/main/evmkeys/like-ours', bytes: utf8(JSON.stringify({ privateKey: `0x${'07'.repeat(32)}` })) },
    { path: 'wallets/main/evmkeys/bare', bytes: utf8(`0x${'07'.repeat(32)}\n`) },
    { path: 'wallets/main/evmkeys/notes.txt', bytes: utf8('water the plants') },
    { path: 'wallets/evmkeys/coldkeypub.txt', bytes: await pub() },
  ]
  const found = await recogniseAll(files, false)
  expect(found.map(({ finding }) => (finding.ok ? finding.value.format : finding.error.code))).toEqual([
    ...['btcli-public', 'btcli-plain', 'ethereum-key', 'ethereum-key', 'ethereum-key', 'ethereum-key'],
    ...['keyfile-unknown', 'btcli-public'],
  ])
})
