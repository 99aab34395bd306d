import sodium from 'libsodium-wrappers-sumo'
import { expect, test } from 'vitest'
import { fromHex, toHex } from '../units'
import { readKeyfile } from './btcli'
import { writeColdkey } from './coldkey'
import { openFernet } from './fernet'
import vectors from './fixtures/btcli-vectors.json' with { type: 'json' }
import { ending } from './fixtures/ending'
import { naclKey, openNacl } from './nacl'

// Everything that costs what it costs: 512 MiB of Argon2i and ten million rounds of PBKDF2.
const long = { timeout: 180_000 }
const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'))

test.each(vectors.argon2i_nacl_kdf)('argon2i_nacl_kdf $id', long, async ({ password, expectedHex }) => {
  expect(toHex(await naclKey(password))).toBe(`0x${expectedHex}`)
})

test.each(vectors.btcli_nacl)('btcli_nacl $id', long, async ({ fileBase64, password, expected }) => {
  expect(new TextDecoder().decode(await openNacl(bytesOf(fileBase64), password, naclKey))).toBe(expected.plaintextUtf8)
})

test.each(vectors.btcli_nacl_negative.filter((each) => each.expectedError === 'DECRYPT_FAILED'))(
  'btcli_nacl_negative $id',
  long,
  async (each) => {
    expect(await ending(openNacl(bytesOf(each.fileBase64 ?? ''), each.password, naclKey))).toBe('decrypt-failed')
  },
)

test.each(vectors.btcli_fernet)('btcli_fernet $id', long, async ({ contentUtf8, password, expected }) => {
  expect(new TextDecoder().decode(await openFernet(contentUtf8, password))).toBe(expected.plaintextUtf8)
})

test.each(vectors.btcli_fernet_negative)('btcli_fernet_negative $id', long, async ({ contentUtf8, password, expectedError }) => {
  expect((await ending(openFernet(contentUtf8, password)))?.toString().toUpperCase().replaceAll('-', '_')).toBe(expectedError)
})

test('a written coldkey opens in libsodium, key and all', long, async () => {
  await sodium.ready
  const seed = fromHex(`0x${'5a'.repeat(32)}`)
  const password = 'Pässwörd ✓ 密码'
  const file = await writeColdkey({ kind: 'seed', seed, path: '', type: 'sr25519' }, password)
  const salt = fromHex('0x137183dff15a09bc9c90b5518739e9b1')
  const key = sodium.crypto_pwhash(32, password, salt, 8, 536_870_912, sodium.crypto_pwhash_ALG_ARGON2I13)
  const text = new TextDecoder().decode(sodium.crypto_secretbox_open_easy(file.subarray(29), file.subarray(5, 29), key))
  expect((await readKeyfile(text, 'coldkey')).keys).toMatchObject([{ secret: { kind: 'seed', seed }, type: 'sr25519' }])
})
