import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sealRecord, unwrap, wrap, writePolkadot } from '../keyfiles'
import { newPhrase, phraseEntropy, toHex } from '../units'
import { containerIn, machine, password, phrase, secret, want } from './fixtures/machine'

// How long a password takes is not what these are about.
vi.mock('hash-wasm', async (original) => ({ ...(await original<object>()), ...(await import('./fixtures/quick-kdf')) }))

beforeEach(() => {
  // What must never be drawn from says the same every time.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Instead of the system's randomness a stream that anybody can compute, the same for the same name. @returns what was drawn, in order */
function drawFrom(name: string): string[] {
  const draws: string[] = []
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    for (let at = 0; at < bytes.length; at += 32)
      bytes.set(
        createHash('sha256')
          .update(`${name} ${draws.length} ${at}`)
          .digest()
          .subarray(0, bytes.length - at),
        at,
      )
    draws.push(toHex(bytes))
    return array
  })
  return draws
}

test('the words of a phrase are the bits that the system drew, all of them, and nothing else', () => {
  for (const count of [12, 24] as const)
    for (let n = 0; n < 50; n++) {
      const draws = drawFrom(`phrase ${count} ${n}`)
      const words = newPhrase(count)
      expect(draws).toEqual([toHex(phraseEntropy(words))])
      expect(words.split(' ')).toHaveLength(count)
    }
})

/** Multiplying by a secret takes a mask of 16 bytes each time, and keeps none of it. @returns the other draws, and those that are parts */
const withoutMasks = (draws: readonly string[], parts: readonly (string | undefined)[]): string[] =>
  draws.filter((each) => each.length !== 34 || parts.includes(each)).sort()

/** A new vault with one account in it, as it stands on the disk. */
async function made() {
  const home = machine()
  await home.start().create(password, want(secret), 15)
  const session = JSON.parse(JSON.parse(home.disk.session.get('vault-session') ?? '').payload) as { nonce: string }
  return { container: containerIn(home), session }
}

test('data key, salt, ids and nonces of a vault are what the system drew, each drawn once for it alone', async () => {
  const draws = drawFrom('vault')
  const { container, session } = await made()
  const dek = toHex(await unwrap(password, container))
  const [record] = container.records
  const parts = [dek, container.vaultId, container.kdf.salt, container.wrapNonce, record?.recordId, record?.nonce, session.nonce]
  expect(new Set(parts).size).toBe(7)
  expect(withoutMasks(draws, parts)).toEqual([...parts].sort())
  // The same draws make the same vault, down to the last byte; others make none of it.
  drawFrom('vault')
  expect((await made()).container).toEqual(container)
  const others = drawFrom('another')
  const { container: another } = await made()
  expect(another.wrappedDek).not.toBe(container.wrappedDek)
  expect(another.records[0]?.ciphertext).not.toBe(record?.ciphertext)
  expect(draws.filter((each) => others.includes(each))).toEqual([])
})

test('salt and nonce of an exported file are what the system drew', async () => {
  const draws = drawFrom('export')
  const text = await writePolkadot({ ...secret, phrase }, password, { name: 'a', whenCreated: 1, genesisHash: null, compatible: true })
  const bytes = Buffer.from((JSON.parse(text) as { encoded: string }).encoded, 'base64')
  const parts = [toHex(bytes.subarray(0, 32)), toHex(bytes.subarray(44, 68))]
  expect(withoutMasks(draws, parts)).toEqual([...parts].sort())
})

/** How far from chance: in standard deviations, of the count of ones and of the count of runs (NIST SP 800-22, 2.1 and 2.3). */
function strayed(bytes: Uint8Array): { ones: number; runs: number; position(at: number, of: number): number } {
  const bit = (at: number) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
  const count = bytes.length * 8
  let ones = 0
  let runs = 1
  for (let at = 0; at < count; at++) {
    ones += bit(at)
    if (at && bit(at) !== bit(at - 1)) runs++
  }
  const share = ones / count
  const spread = 2 * Math.sqrt(count) * share * (1 - share)
  return {
    ones: Math.abs(2 * ones - count) / Math.sqrt(count),
    runs: Math.abs(runs - 2 * count * share * (1 - share)) / spread,
    position(at, of) {
      let sum = 0
      for (let n = at; n < count; n += of) sum += bit(n)
      return Math.abs(2 * sum - count / of) / Math.sqrt(count / of)
    },
  }
}
/** By chance one measure in four hundred thousand million strays so far. */
const FAR = 7

function expectChance(what: string, draws: readonly Uint8Array[]): void {
  const width = (draws[0]?.length ?? 0) * 8
  expect(new Set(draws.map((each) => toHex(each))).size, `${what}: all different`).toBe(draws.length)
  const { ones, runs, position } = strayed(Buffer.concat(draws))
  expect(ones, `${what}: ones`).toBeLessThan(FAR)
  expect(runs, `${what}: runs`).toBeLessThan(FAR)
  const places = Array.from({ length: width }, (_, at) => position(at, width))
  expect(Math.max(...places), `${what}: each bit by itself`).toBeLessThan(FAR)
}

test('two thousand phrases have no twins and no bit that is more often set than not', () => {
  expectChance(
    'phrases',
    Array.from({ length: 2_000 }, () => phraseEntropy(newPhrase(12))),
  )
})

test('salts, nonces and ids of a thousand seals have no twins and no bit that is more often set than not', async () => {
  const head = { vaultId: `0x${'11'.repeat(16)}`, epoch: 1 }
  const dek = new Uint8Array(32).fill(7)
  const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
  const seals = { salts: [] as Uint8Array[], nonces: [] as Uint8Array[], ids: [] as Uint8Array[] }
  for (let n = 0; n < 1_000; n++) {
    const { kdf, wrapNonce } = await wrap(password, dek, head.vaultId, head.epoch)
    const record = await sealRecord(head, dek, 1, new Uint8Array(1))
    seals.salts.push(bytesOf(kdf.salt))
    seals.nonces.push(bytesOf(wrapNonce), bytesOf(record.nonce))
    seals.ids.push(bytesOf(record.recordId))
  }
  for (const [what, draws] of Object.entries(seals)) expectChance(what, draws)
})

test('these measures notice a bit that is stuck, bytes below 128, and draws that come again', () => {
  const fair = Array.from({ length: 2_000 }, () => crypto.getRandomValues(new Uint8Array(16)))
  const changed = (change: (byte: number, at: number, draw: number) => number) =>
    fair.map((each, draw) => each.map((byte, at) => change(byte, at, draw)))
  const notices = (draws: Uint8Array[]) => expect(() => expectChance('bad', draws)).toThrow()
  expectChance('fair', fair)
  notices(changed((byte, at) => (at === 5 ? byte | 1 : byte)))
  notices(changed((byte) => byte & 127))
  notices(fair.map((each, n) => (n === 1_999 ? (fair[0] ?? each) : each)))
})
