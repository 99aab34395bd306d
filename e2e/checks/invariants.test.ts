import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readTitles } from './titles'

const readme = await readFile('README.md', 'utf8')
const section = readme.slice(readme.indexOf('## Invariants'), readme.indexOf('## Licence'))
const invariants = [...section.matchAll(/^- (.+)$/gm)]
  .map(([, line = '']) => line)
  .map((line) => line.replace(/ \([^)]*\)$/, ''))
  .flatMap((line) => line.split('. '))
  .map((sentence) => sentence.replace(/\.$/, ''))

test('the invariants stand in README', () => {
  expect(invariants.length).toBeGreaterThanOrEqual(10)
})

const titles = (await readTitles()).flatMap(({ path, title }) => (path.endsWith('invariants.test.ts') ? [] : title.toLowerCase()))

test.each(invariants)('a test is named after: %s', (sentence) => {
  expect(titles.join('\n')).toContain(sentence.toLowerCase())
})
