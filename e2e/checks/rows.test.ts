import { expect, test } from 'vitest'
import { readTitles, type Title } from './titles'

// Every promise to the person about security has a row with an id, and the title of each test that proves one ends with that id.

const halves = ['unit', 'chromium', 'firefox'] as const
type Half = (typeof halves)[number]

/** What has to prove each row: a unit test, a journey in Chromium, one in Firefox. */
const rows: Record<string, string> = {
  // What a page, a frame, a script or another extension says.
  'MSG-01': 'chromium firefox',
  'MSG-02': 'unit',
  'MSG-03': 'chromium firefox',
  'MSG-04': 'chromium firefox',
  'MSG-05': 'unit chromium',
  'MSG-06': 'chromium firefox',
  'MSG-07': 'unit',
  'MSG-08': 'unit',
  'MSG-09': 'chromium firefox',
  'MSG-10': 'chromium firefox',
  'MSG-11': 'unit chromium',
  'MSG-12': 'unit chromium',
  'MSG-13': 'unit chromium',
  'MSG-14': 'chromium firefox',
  'MSG-15': 'chromium firefox',
  'MSG-16': 'chromium',
  'MSG-17': 'chromium',
  'MSG-18': 'unit chromium',
  'MSG-19': 'chromium firefox',
  'MSG-20': 'chromium firefox',
  'MSG-21': 'chromium',
  // The life of a request: deaths, leaving, floods, time.
  'REQ-01': 'chromium firefox',
  'REQ-02': 'chromium firefox',
  'REQ-03': 'chromium firefox',
  'REQ-04': 'chromium',
  // A Chromium that is driven prepares no page (PrerenderingDisabledByDevTools): the relay and the page's port are tried by themselves.
  'REQ-05': 'unit',
  'REQ-06': 'chromium firefox',
  'REQ-07': 'chromium',
  'REQ-08': 'chromium',
  'REQ-09': 'unit chromium',
  'REQ-10': 'chromium firefox',
  'REQ-11': 'chromium firefox',
  'REQ-12': 'unit chromium',
  'REQ-13': 'chromium',
  'REQ-14': 'chromium',
  'REQ-15': 'chromium',
  'REQ-16': 'chromium',
  // Nodes that lie, lag or break.
  'RPC-01': 'unit chromium',
  'RPC-02': 'unit',
  'RPC-03': 'unit',
  'RPC-04': 'unit',
  'RPC-05': 'unit',
  'RPC-06': 'unit chromium',
  'RPC-07': 'unit',
  'RPC-08': 'unit',
  'RPC-09': 'unit',
  'RPC-10': 'unit',
  'RPC-11': 'unit',
  'RPC-12': 'unit',
  'RPC-13': 'unit chromium',
  // Look-alikes, lists of phishing, and what strangers learn.
  'PHI-01': 'unit',
  'PHI-02': 'chromium',
  'PHI-03': 'unit chromium',
  'PHI-04': 'unit',
  'PHI-05': 'unit',
  'PRV-01': 'chromium',
  'PRV-02': 'chromium firefox',
  'PRV-03': 'unit',
  // What the person sees and presses.
  'UIX-01': 'chromium firefox',
  'UIX-02': 'chromium firefox',
  'UIX-03': 'unit chromium',
  'UIX-04': 'unit chromium',
  'UIX-05': 'chromium',
  'UIX-06': 'chromium firefox',
  'UIX-07': 'chromium',
  'UIX-08': 'chromium',
  'UIX-09': 'chromium',
  'UIX-10': 'unit',
}

/** The rows that a title names: `… (MSG-20)`, or `… (MSG-16, MSG-17)`. */
const named = (title: string): string[] => /\(([A-Z]{3}-\d\d(?:, [A-Z]{3}-\d\d)*)\)$/.exec(title)?.[1]?.split(', ') ?? []

/** What a test is, by its file: a journey is made in both browsers unless the file's name says in which. */
function halvesOf({ path }: Title): readonly Half[] {
  if (/\.test\.tsx?$/.test(path)) return ['unit']
  return halves.filter((half) => half !== 'unit' && (path.includes(`.${half}.spec.`) || !/\.(chromium|firefox)\.spec\.ts$/.test(path)))
}

const titles = await readTitles()
const proofs = titles.flatMap((title) => named(title.title).map((row) => ({ row, path: title.path, halves: halvesOf(title) })))
const groups = new Set(Object.keys(rows).map((row) => row.slice(0, 3)))

test.each(Object.entries(rows))('%s is proved by tests that name it, in each of: %s', (row, needed) => {
  const proved = new Set(proofs.filter((each) => each.row === row).flatMap((each) => each.halves))
  expect(needed.split(' ').filter((half) => !proved.has(half as Half))).toEqual([])
})

test('no title names a row that is not there, and an id stands at the end of a title or nowhere in it', () => {
  const ids = (title: string) => [...title.matchAll(/\b([A-Z]{3})-\d\d\b/g)].filter(([, group = '']) => groups.has(group))
  expect(proofs.filter(({ row }) => groups.has(row.slice(0, 3)) && !Object.hasOwn(rows, row))).toEqual([])
  expect(titles.filter(({ title }) => ids(title).length !== named(title).filter((row) => groups.has(row.slice(0, 3))).length)).toEqual([])
})

test('a journey for one browser is no proof for the other, and a unit test is none for either', () => {
  const of = (path: string) => halvesOf({ path, title: '' })
  expect(of('src/sites/grants.test.ts')).toEqual(['unit'])
  expect(of('src/messaging/contract.long.test.ts')).toEqual(['unit'])
  expect(of('e2e/long/sites.spec.ts')).toEqual(['chromium', 'firefox'])
  expect(of('e2e/long/sites.chromium.spec.ts')).toEqual(['chromium'])
  expect(of('e2e/journeys/sites.firefox.spec.ts')).toEqual(['firefox'])
})
