/** A row as it stands in a file: `line` is where it begins, from 1. `broken`: its quotes do not match, so its cells mean nothing. */
export type CsvRow = { line: number; cells: string[]; broken: boolean }
export type Separator = ',' | ';' | '\t'

const separators: readonly Separator[] = ['\t', ';', ',']

/**
 * Reads rows of cells (RFC 4180, and what spreadsheets make of it): comma, semicolon or tab, whichever the first row has most of; quoted
 * cells with separators, line breaks and doubled quotes in them; any line ends; a byte order mark. Empty rows are left out. Cells without
 * quotes are trimmed, and the apostrophes that keep a cell from being a formula are taken off. Never throws: what cannot be read is a broken row.
 */
export function readCsv(text: string): { rows: CsvRow[]; separator: Separator } {
  const given = text.replace(/^\ufeff/, '')
  const separator = separatorOf(given)
  const rows: CsvRow[] = []
  let line = 1
  let at = 0
  while (at < given.length) {
    const row: CsvRow = { line, cells: [], broken: false }
    for (;;) {
      const cell = readCell(given, at, separator)
      row.cells.push(unguarded(cell.text))
      row.broken ||= cell.broken
      line += cell.lines
      at = cell.end
      if (given[at] !== separator) break
      at++
    }
    if (given.startsWith('\r\n', at)) at += 2
    else if (at < given.length) at++
    line++
    if (row.broken || row.cells.some((each) => each !== '')) rows.push(row)
  }
  return { rows, separator }
}

const isEnd = (letter: string | undefined) => letter === undefined || letter === '\n' || letter === '\r'

/** One cell from `at` to the separator or the end of the line. `lines`: how many line ends stand inside it. */
function readCell(text: string, at: number, separator: Separator): { text: string; end: number; lines: number; broken: boolean } {
  let from = at
  while (text[from] === ' ') from++
  if (text[from] !== '"') {
    let end = from
    while (!isEnd(text[end]) && text[end] !== separator) end++
    return { text: text.slice(from, end).trim(), end, lines: 0, broken: false }
  }
  let said = ''
  let end = from + 1
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) {
    if (text[end] === '"') end++
    said += text[end++]
  }
  const closed = end < text.length
  const lines = (said.match(/\r\n|\r|\n/g) ?? []).length
  end += closed ? 1 : 0
  const behind = end
  while (!isEnd(text[end]) && text[end] !== separator) end++
  return { text: said, end, lines, broken: !closed || text.slice(behind, end).trim() !== '' }
}

function separatorOf(text: string): Separator {
  const counts = new Map<string, number>()
  let quoted = false
  for (const letter of text.trimStart()) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && isEnd(letter)) break
    else if (!quoted) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  // What a decimal comma adds must not win: of as many, the rarer sign is the separator.
  return separators.reduce<Separator>(
    (best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best),
    separators.find((each) => counts.has(each)) ?? ',',
  )
}

/** What a spreadsheet would run, where a cell begins; apostrophes before it count, so that each text has one guarded form. */
const FORMULA = /'*(?:[^\S\t\r\n]*[=+\-@]|[\t\r\n])/.source
/** A spreadsheet that separates by something else takes our quotes for letters: it begins a cell after each of these, and by a quote there. */
const BEGINS = /(?<=[;\t\n]|\r(?!\n))/.source
const QUOTE = /'*[^\S\t\r\n]*(?:"|$)/.source
const guards = (sign: string) => new RegExp(`^${sign}(?=${FORMULA})|${BEGINS}${sign}(?=${FORMULA}|${QUOTE})`, 'g')
const UNGUARDED = guards('')
const GUARDED = guards("'")
/** Begins with a minus and is nothing but a number: with an apostrophe it could no longer be summed. */
const NUMBER = /^-?\d+(?:\.\d+)?$/
const guarded = (text: string) => text.replace(UNGUARDED, "'")
const unguarded = (text: string) => text.replace(GUARDED, '')

/**
 * Rows as text with commas, in quotes wherever a reader could take something else for it; line ends as spreadsheets want them. What a
 * spreadsheet would run as a formula, whichever separator it knows, gets an apostrophe, which `readCsv` takes off again; a plain number,
 * negative too, stays one unless it begins its row.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/^$|^\s|\s$|[",;\t\r\n]|^\ufeff/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  // A minus at the beginning of a row begins all of it, for whom the comma is no separator.
  const safe = (text: string, at: number) => (at > 0 && NUMBER.test(text) ? text : guarded(text))
  return rows.map((row) => `${row.map((each, at) => cell(safe(each, at))).join(',')}\r\n`).join('')
}
