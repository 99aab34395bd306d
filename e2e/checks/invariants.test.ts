import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** The titles of all tests, in one text. */
async function titles(): Promise<string> {
  const found: string[] = []
  for (const folder of ['src', 'e2e']) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (
        !entry.isFile() ||
        !/\.(test|spec)\.tsx?$/.test(entry.name) ||
        entry.name === 'invariants.test.ts' ||
        entry.parentPath.includes('node_modules')
      )
        continue
      const text = await readFile(`${entry.parentPath}/${entry.name}`, 'utf8')
      found.push(
        ...[...text.matchAll(/\b(?:test|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:(?!\1).)*)\1/g)].map(([, , title = '']) => title),
      )
    }
  }
  return found.join('\n').toLowerCase()
}

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

test.each(invariants)('a test is named after: %s', async (sentence) => {
  expect(await titles()).toContain(sentence.toLowerCase())
})
