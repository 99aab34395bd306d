import { createRequire } from 'node:module'
import { beforeAll, expect, test, vi } from 'vitest'
import { expandedOf, type KeySecret, unwrap } from '../keyfiles'
import { miniSecret, pairFrom } from '../keyfiles/derive'
import { fromHex, phraseEntropy, toHex } from '../units'
import { containerIn, ending, kinds, machine, only, opened, password, phrase, secret, want } from './fixtures/machine'
import type { OpenedRecord, VaultKey } from './records'
import { checkNewPassword } from './vault'

// The second implementation: Rust's schnorrkel, not the library that signs.
const oracle = createRequire(import.meta.url)('@polkadot/wasm-crypto') as {
  waitReady(): Promise<boolean>
  sr25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
}
beforeAll(() => oracle.waitReady())
const message = new TextEncoder().encode('of one key')
const newPassword = 'a quite different password'
/** The work of a password is the real one here: several of them are a long time on a busy machine. */
const patience = 30_000

test(
  'a vault is made, opened, locked and opened again, and signs for its account',
  async () => {
    const home = machine()
    const vault = home.start()
    expect(await vault.state()).toEqual({ status: 'empty' })
    expect(await ending(vault.sign({} as VaultKey, message))).toBe('locked')
    const key = await only(vault.create(password, want(secret), 15))
    expect(key).toMatchObject({ type: 'sr25519', source: { path: '' } })
    expect(await vault.state()).toEqual({ status: 'unlocked', deadline: home.clock.time + 15 * 60_000 })
    await vault.lock()
    expect(await vault.state()).toEqual({ status: 'locked', waitUntil: null })
    expect(await ending(vault.sign(key, message))).toBe('locked')
    const again = home.start()
    expect(await ending(again.unlock(newPassword, 15))).toBe('wrong-password')
    expect((await again.state()).status).toBe('locked')
    await again.unlock(password, 15)
    const signed = await again.sign(key, message)
    expect(signed[0]).toBe(1)
    expect(oracle.sr25519Verify(signed.slice(1), message, fromHex(key.publicKey))).toBe(true)
    expect(home.changes).toEqual([true, false, true])
  },
  patience,
)

test(
  'Keys never leave the vault but by reveal and export',
  async () => {
    const passphrase = 'only on paper'
    const { home, vault, key } = await opened()
    const hidden = { ...secret, passphrase, path: '//kluis' } as const
    const all = [hidden, ...kinds(1, '//kluis').filter(({ kind }) => kind !== 'phrase')]
    const given: unknown[] = [key, await vault.add(want(...all)), await vault.state()]
    const keys = given[1] as VaultKey[]
    const added = keys[0] as VaultKey
    for (const each of [key, ...keys]) {
      given.push(toHex(await vault.sign(each, message)))
      given.push(await vault.derive({ ...each.source, path: '//1' }, each.type))
    }
    given.push(await vault.checkPassword(password), await vault.touch(15), await vault.changePassword(password, newPassword))
    given.push(await vault.rekey(newPassword, 15))
    const failed = async (work: Promise<unknown>) => {
      const error = (await work.then(
        () => expect.unreachable(),
        (error: unknown) => error,
      )) as Error & { facts?: object }
      return { message: error.message, stack: error.stack, facts: error.facts, cause: String(error.cause) }
    }
    given.push(await failed(vault.unlock(password, 15)), await failed(vault.create(newPassword, want(secret), 15)))
    given.push(await failed(vault.sign({ ...key, source: added.source }, message)))
    given.push(await failed(vault.add(want({ ...hidden, path: 'x' }))), await failed(vault.derive({ ...key.source, path: 'x' }, 'sr25519')))
    // Whoever adds another way out must look here.
    const ways = ['add', 'changePassword', 'checkPassword', 'create', 'derive', 'forget', 'lock', 'rekey', 'reveal', 'revealAll', 'sign']
    expect(Object.keys(vault).toSorted()).toEqual(
      [...ways, 'finish', 'holds', 'isNone', 'state', 'touch', 'unlock', 'willForget'].toSorted(),
    )
    // The two ways out: only after the password, only into the hands of `use`, and what they give it is wiped after it.
    const use = vi.fn((secrets: unknown[]) => `${secrets.length} were seen`)
    given.push(await failed(vault.reveal(password, [key], use)), await failed(vault.revealAll(password, use)))
    expect(use).not.toHaveBeenCalled()
    given.push(await vault.reveal(newPassword, [key, ...keys], use), await vault.revealAll(newPassword, use))
    expect(given.slice(-2)).toEqual(['6 were seen', '6 were seen'])
    for (const each of use.mock.calls.flatMap(([secrets]) => secrets as (KeySecret | OpenedRecord)[]))
      for (const bytes of Object.values(each)) if (bytes instanceof Uint8Array) expect(bytes.every((byte) => byte === 0)).toBe(true)

    const seed = await miniSecret(phrase, '')
    const hiddenSeed = await miniSecret(phrase, passphrase)
    const dek = await unwrap(newPassword, containerIn(home))
    const text = (value: string) => new TextEncoder().encode(value)
    const secrets: Record<string, Uint8Array> = {
      phrase: text(phrase),
      'half of the phrase': text(phrase.split(' ').slice(6).join(' ')),
      passphrase: text(passphrase),
      password: text(password),
      'new password': text(newPassword),
      entropy: phraseEntropy(phrase),
      seed,
      'seed with passphrase': hiddenSeed,
      'secret key': pairFrom(seed, '', 'sr25519').secretKey.slice(0, 32),
      'nonce half': pairFrom(seed, '', 'sr25519').secretKey.slice(32),
      'derived secret key': pairFrom(hiddenSeed, '//kluis', 'sr25519').secretKey.slice(0, 32),
      'data key': dek,
    }
    for (const each of all) {
      if (each.kind === 'seed') secrets[`seed of ${each.type}`] = each.seed
      if (each.kind === 'key') Object.assign(secrets, { scalar: each.key.slice(0, 32), nonce: each.key.slice(32) })
      if (each.kind === 'key') secrets['expanded scalar'] = expandedOf(each.key)?.slice(0, 32) ?? expect.unreachable()
    }
    const everywhere = [...home.texts().map(({ text }) => text), ...[...home.disk.bytes.values()].map(toHex), JSON.stringify(given)].join(
      '\n',
    )
    const compact = everywhere.toLowerCase()
    expect(compact).toContain(key.publicKey)
    for (const [name, bytes] of Object.entries(secrets)) {
      const buffer = Buffer.from(bytes)
      for (const form of ['hex', 'base64', 'base64url'] as const)
        expect(compact.includes(buffer.toString(form).toLowerCase().replace(/=+$/, '')), `${name} in ${form}`).toBe(false)
      expect(everywhere.includes(buffer.toString('latin1')), `${name} as it is`).toBe(false)
      expect(everywhere.includes(buffer.toString('utf8')), `${name} as text`).toBe(false)
      expect(everywhere.includes(JSON.stringify([...bytes]).slice(1, -1)), `${name} as a list of numbers`).toBe(false)
    }
    for (const kept of home.disk.keys.values()) expect(kept.extractable).toBe(false)
  },
  patience,
)

test('a new password has at least 12 characters and at most 1,024 bytes, as they are kept', async () => {
  const reason = (text: string) => {
    try {
      checkNewPassword(text)
    } catch (error) {
      return (error as { code: string; facts: { reason: string } }).facts.reason
    }
    return 'good'
  }
  expect(reason('')).toBe('short')
  expect(reason('a'.repeat(11))).toBe('short')
  expect(reason('a'.repeat(12))).toBe('good')
  expect(reason('e\u0301'.repeat(11)), 'letters, not code points').toBe('short')
  expect(reason('🔑'.repeat(11)), 'code points, not halves').toBe('short')
  expect(reason('🔑'.repeat(12))).toBe('good')
  expect(reason('a'.repeat(1_024))).toBe('good')
  expect(reason('a'.repeat(1_025))).toBe('long')
  expect(reason('€'.repeat(342)), 'bytes, not characters').toBe('long')
  const home = machine()
  const vault = home.start()
  expect(await ending(vault.create('too short', want(secret), 15))).toBe('password-weak')
  expect(home.texts()).toEqual([])
})
