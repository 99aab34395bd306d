import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv, writeCsv } from './csv'

const cells = (text: string) => readCsv(text).rows.map((each) => each.cells)

test('what was written is read again, whatever stands in the cells', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '',
      ' ',
      '"',
      '""',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      '\ufeff',
      '=1+1',
      "'=1",
      "''-x",
      '-5',
      "'-5",
      '\t=1',
      ' @x',
      "'",
      'a"b,c',
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const read = readCsv(writeCsv(rows))
      expect(read.rows.map((each) => each.cells)).toEqual(rows.filter((row) => row.some((each) => each !== '')))
      expect(read.rows.every(({ broken }) => !broken)).toBe(true)
    }),
  )
})

test('no text at all makes it throw or lose a line: rows stand in order, and each line with something in it is in some row', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '1', '"', ',', ';', '\t', '\r', '\n', ' ', '\ufeff') }), (text) => {
      const { rows } = readCsv(text)
      const lines = rows.map(({ line }) => line)
      expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b))
      const letters = (each: string) => each.replace(/[^a1]/g, '').length
      if (rows.every(({ broken }) => !broken)) expect(letters(rows.flatMap((each) => each.cells).join(''))).toBe(letters(text))
    }),
  )
})

test.each([
  ['a,1', ',', [['a', '1']]],
  ['a;1,5', ';', [['a', '1,5']]],
  [
    'a\t1,5\r\nb\t2',
    '\t',
    [
      ['a', '1,5'],
      ['b', '2'],
    ],
  ],
  ['name,address,note; and more', ',', [['name', 'address', 'note; and more']]],
  ['"a;b;c",1', ',', [['a;b;c', '1']]],
  [
    '\ufeffa,1\r\n\r\n\r\nb,2\r\n',
    ',',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'a,1\rb,2',
    ',',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['"a ""quoted"" name", 1 ', ',', [['a "quoted" name', '1']]],
  [
    '"two\nlines",1\nb,2',
    ',',
    [
      ['two\nlines', '1'],
      ['b', '2'],
    ],
  ],
  [' , \n,,', ',', []],
  ['', ',', []],
] as const)('%j is read with %j', (text, separator, rows) => {
  expect(readCsv(text).separator).toBe(separator)
  expect(cells(text)).toEqual(rows)
})

test('lines are counted as an editor counts them', () => {
  const { rows } = readCsv('\n"two\r\nlines",1\r\n\r\nb,2\rc,3')
  expect(rows.map(({ line }) => line)).toEqual([2, 5, 6])
})

test('quotes that do not match break their row, and no other before it', () => {
  expect(readCsv('a,1\n"b,2\nc,3').rows).toEqual([
    { line: 1, cells: ['a', '1'], broken: false },
    { line: 2, cells: ['b,2\nc,3'], broken: true },
  ])
  expect(readCsv('"a"x,1\nb,2').rows.map(({ line, broken }) => [line, broken])).toEqual([
    [1, true],
    [2, false],
  ])
})

test('no cell is run as a formula by a spreadsheet, and a negative amount stays a number', () => {
  const begins = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', "'", '')
  fc.assert(
    fc.property(begins, fc.string(), (begin, rest) => {
      const [row = ''] = writeCsv([[begin + rest, 'x']]).split(/,"?x"?\r\n$/)
      const shown = row.startsWith('"') ? row.slice(1, -1).replaceAll('""', '"') : row
      expect(/^-?\d+(\.\d+)?$/.test(shown) || !/^(\s*[=+\-@]|[\t\r\n])/.test(shown)).toBe(true)
    }),
  )
  expect(writeCsv([['-1.500000000', '-0', '-1+1', '-1.5.', '- 1']])).toBe("-1.500000000,-0,'-1+1,'-1.5.,'- 1\r\n")
})
