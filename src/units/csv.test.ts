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

/** Cells as a spreadsheet finds them: only a quote at the beginning of a cell opens one, and what stands behind its end belongs to it. */
function spreadsheet(text: string, separator: string): string[] {
  const found: string[] = []
  let cell = ''
  let begins = true
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (quoted && letter === '"' && text[at + 1] === '"') cell += text[at++]
    else if (quoted && letter === '"') quoted = false
    else if (quoted) cell += letter
    else if (letter === separator || letter === '\n' || letter === '\r') {
      found.push(cell)
      cell = ''
      begins = true
      continue
    } else if (begins && letter === '"') quoted = true
    else cell += letter
    begins = false
  }
  return [...found, cell]
}
const dangerous = (cell: string) => /^(\s*[=+\-@]|[\t\r\n])/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)

const hostile = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ';', ',', '"', "'", ' ', 'a', '1', '.', '\u00a0') })

test('whichever separator a spreadsheet knows, it finds no cell that it would run; and all is read again as it was', () => {
  const row = fc.array(hostile, { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      const written = writeCsv(rows)
      for (const separator of [',', ';', '\t']) expect(spreadsheet(written, separator).filter(dangerous)).toEqual([])
    }),
    { numRuns: 2_000 },
  )
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      expect(cells(`x,x,x,x,x,x\r\n${writeCsv(rows)}`).slice(1)).toEqual(rows.filter((each) => each.some((text) => text !== '')))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['x;=HYPERLINK(A1);y', `"x;'=HYPERLINK(A1);y"`],
  ['x\t=1', `"x\t'=1"`],
  ['x\n@y', `"x\n'@y"`],
  ['x;"=1";y', `"x;'""=1"";y"`],
  ['x; =1', `"x;' =1"`],
  ['x;', `"x;'"`],
  ['Bob; at work', `"Bob; at work"`],
])('%j is written as %j', (text, written) => {
  expect(writeCsv([['Bob', text]])).toBe(`Bob,${written}\r\n`)
})

test('a negative amount stays a number, unless it begins a row', () => {
  expect(writeCsv([['a', '-1.500000000', '-0', '-1+1', '-1.5.', '- 1']])).toBe("a,-1.500000000,-0,'-1+1,'-1.5.,'- 1\r\n")
  expect(writeCsv([['-1.5', 'x']])).toBe("'-1.5,x\r\n")
})
