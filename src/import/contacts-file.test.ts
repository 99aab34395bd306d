import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAddress, fromHex, oneLine, toHex } from '../units'
import { readContacts, writeContacts } from './contacts-file'

const idOf = (n: number) => toHex(Uint8Array.from({ length: 32 }, (_, at) => (at < 4 ? (n >> (8 * at)) & 255 : 9)))
const addressOf = (n: number) => encodeAddress(fromHex(idOf(n)))
const nobody = new Set<string>()
const read = (text: string, here: ReadonlySet<string> = nobody) => readContacts(new TextEncoder().encode(text), here)

test('what was written comes back, whatever people are called, also what looks like a formula', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('=1+1', "'=x", '-5', '@me', "'", "''quoted", '+31', '\t=1', 'a,b;c\td'),
  )
  fc.assert(
    fc.property(fc.array(fc.record({ name: text, note: text }), { maxLength: 8 }), (people) => {
      const kept = people
        .map(({ name, note }, n) => ({ id: idOf(n), name: oneLine(name, 64), note: oneLine(note, 280) }))
        .filter(({ name }) => name)
      const bytes = writeContacts(kept)
      expect(readContacts(bytes, nobody)).toEqual({ fresh: kept, foreign: [], known: [], twice: [], wrong: [] })
    }),
  )
})

test('a name that a spreadsheet would run as a formula is written as a text', () => {
  const text = new TextDecoder().decode(writeContacts([{ id: idOf(1), name: '=1+1', note: '@me' }]))
  expect(text).toContain(`'=1+1,${addressOf(1)},'@me`)
})

test.each([
  ['name,address,note\nAnna,A1,', [['Anna', 1, '']]],
  ['Notitie;Adres;Naam\nbakker;A1;Anna', [['Anna', 1, 'bakker']]],
  [
    'address\tname\nA1\tAnna\nA2\tBob',
    [
      ['Anna', 1, ''],
      ['Bob', 2, ''],
    ],
  ],
  [
    'Anna,A1,baker\nA2,Bob,',
    [
      ['Anna', 1, 'baker'],
      ['Bob', 2, ''],
    ],
  ],
  ['\ufeffName,Address\r\n"de Vries, Anna", A1 \r\n\r\n', [['de Vries, Anna', 1, '']]],
] as const)('%j is read', (text, expected) => {
  const said = text.replace(/A(\d)/g, (_, n) => addressOf(Number(n)))
  expect(read(said).fresh).toEqual(expected.map(([name, n, note]) => ({ id: idOf(n), name, note })))
})

test('each line that is not taken is told by its number, and takes no other with it', () => {
  const text = [
    'name,address,note',
    `Anna,${addressOf(1)},`,
    `Here,${addressOf(2)},`,
    `Anna again,${addressOf(1)},`,
    `,${addressOf(3)},no name`,
    `Typo,${addressOf(4).slice(0, -1)}1,`,
    'Short,5Grw,',
    'Nothing,,',
    `"Bad"x,${addressOf(6)},`,
    `Carol,${encodeAddress(fromHex(idOf(5)), 0)},of Polkadot`,
  ].join('\n')
  expect(read(text, new Set([idOf(2)]))).toEqual({
    fresh: [
      { id: idOf(1), name: 'Anna', note: '' },
      { id: idOf(5), name: 'Carol', note: 'of Polkadot' },
    ],
    foreign: [{ line: 10, name: 'Carol', given: encodeAddress(fromHex(idOf(5)), 0), address: addressOf(5), prefix: '0' }],
    known: [3],
    twice: [4],
    wrong: [
      { line: 5, problem: 'name', code: undefined },
      { line: 6, problem: 'address', code: 'ss58-checksum' },
      { line: 7, problem: 'address', code: 'ss58-length' },
      { line: 8, problem: 'address', code: 'ss58-length' },
      { line: 9, problem: 'quotes', code: undefined },
    ],
  })
})

test('what is no text, or larger than contacts can be, is not read', () => {
  expect(() => readContacts(Uint8Array.of(0xff, 0xfe, 0x41, 0), nobody)).toThrow('file-no-text')
  expect(() => readContacts(new Uint8Array(4 * 1_048_576 + 1), nobody)).toThrow('file-too-large')
  expect(read('')).toEqual({ fresh: [], foreign: [], known: [], twice: [], wrong: [] })
})

test('every address that is taken from another network is told with its line, and no other one', () => {
  const prefix = fc.oneof(fc.constant(42), fc.integer({ min: 0, max: 16_383 }))
  fc.assert(
    fc.property(fc.array(prefix, { maxLength: 12 }), (prefixes) => {
      const given = prefixes.map((each, n) => encodeAddress(fromHex(idOf(n)), each))
      const { fresh, foreign } = read(given.map((each, n) => `Name ${n},${each}`).join('\n'))
      expect(fresh.map(({ id }) => id)).toEqual(prefixes.map((_, n) => idOf(n)))
      expect(foreign.map(({ given }) => given)).toEqual(given.filter((_, n) => prefixes[n] !== 42))
      for (const { line, name, address, prefix } of foreign)
        expect([name, address, prefix]).toEqual([`Name ${line - 1}`, addressOf(line - 1), String(prefixes[line - 1])])
    }),
  )
})
