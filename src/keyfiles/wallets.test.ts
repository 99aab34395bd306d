import fc from 'fast-check'
import { type Zippable, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { concat, KluisError } from '../units'
import { isZip, placeOf, unpackZip, zipRoom } from './wallets'

const text = (value: string) => new TextEncoder().encode(value)
const codeOf = (bytes: Uint8Array) => {
  try {
    return unpackZip(bytes).length
  } catch (error) {
    return error instanceof KluisError ? error.code : String(error)
  }
}
const paths = (bytes: Uint8Array) => unpackZip(bytes).map((file) => file.path)
/** Overwrites the little-endian number at a place relative to every header with this signature. */
function patch(zip: Uint8Array, signature: 'PK\x01\x02' | 'PK\x03\x04' | 'PK\x05\x06', at: number, value: number, size: 2 | 4) {
  const bytes = Uint8Array.from(zip)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i + 22 <= bytes.length; i++)
    if (new TextDecoder('latin1').decode(bytes.subarray(i, i + 4)) === signature)
      size === 2 ? view.setUint16(i + at, value, true) : view.setUint32(i + at, value, true)
  return bytes
}

describe('the place of a file', () => {
  test.each([
    ['coldkey', null, 'coldkey', null, ''],
    ['coldkeypub.txt', null, 'coldkeypub', null, ''],
    ['mine/coldkey', 'mine', 'coldkey', null, 'mine'],
    ['wallets/mine/coldkeypub.txt', 'mine', 'coldkeypub', null, 'wallets/mine'],
    ['.bittensor/wallets/mine/hotkeys/miner', 'mine', 'hotkey', 'miner', '.bittensor/wallets/mine'],
    ['home/me/.bittensor/wallets/mine/hotkeys/minerpub.txt', 'mine', 'hotkeypub', 'miner', 'home/me/.bittensor/wallets/mine'],
    ['hotkeys/miner', null, 'hotkey', 'miner', ''],
    ['mine/evmkeys/one.json', 'mine', 'evm', 'one', 'mine'],
    ['mine/evmkeys/one', 'mine', 'evm', 'one', 'mine'],
    ['mine/coldkey.lock', null, 'lock', null, 'mine'],
    ['mine/hotkeys/miner.lock', null, 'lock', null, 'mine/hotkeys'],
    ['mine\\hotkeys\\miner', 'mine', 'hotkey', 'miner', 'mine'],
    ['./mine//coldkey', 'mine', 'coldkey', null, 'mine'],
    ['wallets/hotkeys/coldkey', 'hotkeys', 'coldkey', null, 'wallets/hotkeys'],
    ['wallets/hotkeys/hotkeys/coldkey', 'hotkeys', 'hotkey', 'coldkey', 'wallets/hotkeys'],
    ['mine/hotkeys/coldkey', 'mine', 'hotkey', 'coldkey', 'mine'],
    ['mine/notes.txt', null, null, null, 'mine'],
    ['miner', null, null, null, ''],
    ['', null, null, null, ''],
  ])('%s', (path, wallet, part, name, folder) => {
    expect(placeOf(path)).toEqual({ wallet, part, name, folder })
  })
})

describe('a zip of wallets', () => {
  const wallet: Zippable = {
    'mine/': new Uint8Array(),
    'mine/coldkey': text('$NACL…'),
    'mine/coldkeypub.txt': [text('{}'.repeat(500)), { level: 9 }],
    'mine/hotkeys/miner': [text('{"secretSeed":null}'), { level: 0 }],
    'mine/empty': new Uint8Array(),
    '__MACOSX/mine/._coldkey': text('?'),
    'mine/old.zip': zipSync({ 'mine/coldkey': text('older') }),
    'mine/nothing.zip': zipSync({}),
  }
  const good = zipSync(wallet)

  test('gives its files with their paths; folders, zips within and what macOS adds stay out', () => {
    expect(unpackZip(good)).toEqual(
      ['mine/coldkey', 'mine/coldkeypub.txt', 'mine/hotkeys/miner', 'mine/empty'].map((path) => {
        const content = wallet[path] as Uint8Array | [Uint8Array]
        return { path, bytes: Array.isArray(content) ? content[0] : content }
      }),
    )
    expect(unpackZip(zipSync({}))).toEqual([])
    expect(paths(zipSync({ 'mine\\hotkeys\\miner': text('x') }))).toEqual(['mine/hotkeys/miner'])
  })

  test('many zips together hold no more than one may', () => {
    const large = zipSync({ a: new Uint8Array(1_000), b: new Uint8Array(1_000), c: new Uint8Array(1_000) })
    expect(zipRoom()).toEqual({ entries: 5_000, bytes: 64 * 2 ** 20 })
    const room = { entries: 5_000, bytes: 8_500 }
    expect([unpackZip(large, room).length, unpackZip(large, room).length]).toEqual([3, 3])
    expect(() => unpackZip(large, room)).toThrow('zip-unreadable')
    expect(unpackZip(good, room)).toHaveLength(4)
    expect(() => unpackZip(good, { entries: 7, bytes: 1_000_000 })).toThrow('zip-unreadable')
  })

  test('gives back any files', () => {
    const path = fc.array(
      fc.stringMatching(/^[a-zA-Z0-9_. é-]{1,8}$/).filter((step) => !/^\.+$/.test(step)),
      { minLength: 1, maxLength: 4 },
    )
    const files = fc.dictionary(
      path.map((steps) => steps.join('/')),
      fc
        .oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.nat(60_000).map((length) => new Uint8Array(length)),
        )
        .filter((bytes) => !isZip(bytes)),
      { maxKeys: 12, noNullPrototype: true },
    )
    fc.assert(
      fc.property(files, fc.constantFrom(0, 1, 9), (each, level) => {
        const got = unpackZip(zipSync(each, { level: level as 0 | 1 | 9 }))
        expect(got.map((file) => file.path)).toEqual(Object.keys(each))
        for (const file of got) expect(Buffer.compare(file.bytes, each[file.path] as Uint8Array)).toBe(0)
      }),
      { numRuns: 100 },
    )
  })

  test('that leads out of its folder is refused', () => {
    for (const path of [
      '../coldkey',
      'mine/../../coldkey',
      '/etc/coldkey',
      'C:\\coldkey',
      'c:coldkey',
      '..\\coldkey',
      'mine/a\u0000b',
      'mine/\n',
    ])
      expect(codeOf(zipSync({ [path]: text('x') })), path).toBe('zip-unreadable')
  })

  test('that hides a file behind another of its name is refused', () => {
    const two = zipSync({ 'mine/coldkey': text('one'), 'mine/coldkex': text('two') })
    expect(codeOf(Uint8Array.from(two, (byte) => (byte === 0x78 ? 0x79 : byte)))).toBe('zip-unreadable')
  })

  test('that is encrypted, or packed in a way that nobody uses, is refused', () => {
    expect(codeOf(patch(good, 'PK\x01\x02', 8, 1, 2))).toBe('zip-unreadable')
    expect(codeOf(patch(good, 'PK\x01\x02', 10, 99, 2))).toBe('zip-unreadable')
    expect(codeOf(patch(good, 'PK\x01\x02', 10, 12, 2))).toBe('zip-unreadable')
  })

  test('that says more than it may hold is refused before anything is unpacked', () => {
    const big = new Uint8Array(8 * 1_048_576)
    expect(codeOf(zipSync({ a: big }))).toBe(1)
    expect(codeOf(zipSync({ a: new Uint8Array(big.length + 1) }))).toBe('zip-unreadable')
    const nine = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}`, big]))
    expect(codeOf(zipSync(nine))).toBe('zip-unreadable')
    const many = (count: number) => zipSync(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, new Uint8Array()])))
    expect(codeOf(many(5_000))).toBe(5_000)
    expect(codeOf(many(5_001))).toBe('zip-unreadable')
    expect(codeOf(patch(good, 'PK\x05\x06', 10, 0xffff, 2))).toBe('zip-unreadable')
  })

  test('out of which more or less comes than it says is refused, and a bomb is not let off', () => {
    for (const size of [0, 1, 999, 1_001, 8_000_000])
      expect(codeOf(patch(zipSync({ a: [text('{}'.repeat(500)), { level: 9 }] }), 'PK\x01\x02', 24, size, 4)), String(size)).toBe(
        'zip-unreadable',
      )
    expect(codeOf(patch(zipSync({ a: [text('stored'), { level: 0 }] }), 'PK\x01\x02', 24, 5, 4))).toBe('zip-unreadable')
    const bomb = patch(zipSync({ a: [new Uint8Array(200 * 1_048_576), { level: 9 }] }), 'PK\x01\x02', 24, 100, 4)
    const start = performance.now()
    expect(codeOf(bomb)).toBe('zip-unreadable')
    expect(performance.now() - start).toBeLessThan(500)
  })

  test('of which a byte of content was changed or cut is refused', () => {
    const zip = zipSync({ a: [text('content of a file'), { level: 0 }] })
    const at = new TextDecoder('latin1').decode(zip).indexOf('content')
    expect(codeOf(Uint8Array.from(zip, (byte, i) => (i === at ? byte ^ 1 : byte)))).toBe('zip-unreadable')
    for (let end = 0; end < good.length; end += 7) expect(codeOf(good.subarray(0, end)), String(end)).toBe('zip-unreadable')
  })

  test('may have a comment at its end', () => {
    const comment = text('made by somebody')
    expect(paths(concat(patch(good, 'PK\x05\x06', 20, comment.length, 2), comment))).toContain('mine/coldkey')
  })

  test('that is no zip, or one with anything changed in it, ends with a name, and soon', () => {
    const changed = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }).map((changes) => {
      const bytes = Uint8Array.from(good)
      for (const [at, byte] of changes) bytes[at] = byte
      return bytes
    })
    fc.assert(
      fc.property(
        fc.oneof(
          changed,
          fc.uint8Array({ maxLength: 500 }),
          fc.uint8Array().map((bytes) => concat(text('PK\x03\x04'), bytes)),
        ),
        (bytes) => {
          const start = performance.now()
          const end = codeOf(bytes)
          expect(typeof end === 'number' || end === 'zip-unreadable', String(end)).toBe(true)
          expect(performance.now() - start).toBeLessThan(500)
        },
      ),
      { numRuns: 500 },
    )
  })
})

test('a zip is known by its first bytes', () => {
  expect([zipSync({ a: text('x') }), zipSync({}), text('PK'), text('{}'), new Uint8Array()].map(isZip)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
