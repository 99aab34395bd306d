import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test, vi } from 'vitest'

const pathOf = (from: string, name: string) =>
  ['.ts', '.tsx', '/index.ts', '']
    .map((end) => `${join(dirname(from), name)}${end}`)
    .find((path) => existsSync(path) && /\.\w+$/.test(path))

/** Every module of ours that a page has before it draws: what its entry imports, and not what is loaded later. */
function atOnce(entry: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(entry)) return found
  const code = readFileSync(entry, 'utf8')
  found.set(entry, code)
  for (const [, name = ''] of code.matchAll(/^(?:import|export) (?!type )(?:[^'"]*? from )?'(\.[^']+)'/gm)) {
    const path = pathOf(entry, name)
    if (!path) throw new Error(`${entry} imports ${name}, which is nowhere`)
    if (/\.tsx?$/.test(path)) atOnce(path, found)
  }
  return found
}
const sayers = /\b(?:useWords|useSayError|sayError|heldWords)\b/

test('what is there at once says only words that are there at once', () => {
  const modules = atOnce('src/popup/main.tsx')
  for (const path of ['src/popup/journeys/home/home.tsx', 'src/popup/frame.tsx', 'src/popup/account.tsx', 'src/words/language.ts'])
    expect([...modules.keys()]).toContain(path)
  // These two have the words, and see to it that they are there; the door of `words` passes them on.
  const makers = ['src/popup/words.tsx', 'src/popup/later.tsx', 'src/words/index.ts', 'src/words/language.ts']
  const wrong = [...modules].filter(([path, code]) => !makers.includes(path) && sayers.test(code))
  expect(wrong.map(([path]) => path)).toEqual([])
})

test('no page has all words of a language at once', () => {
  for (const entry of ['src/popup/main.tsx', 'src/import/main.tsx'])
    expect(
      // The sentences of notifications are few, pass the same door, and are dropped where nobody uses them.
      [...atOnce(entry).keys()].filter((path) => /^src\/words\/(en|nl)\/(?!notify)/.test(path)),
      entry,
    ).toEqual([])
})

test('the import tab draws no screen of its own but through `later`', () => {
  const own = [...atOnce('src/import/main.tsx')].filter(([path]) => path.startsWith('src/import/'))
  expect(own.map(([path]) => path)).toEqual(['src/import/main.tsx', 'src/import/routes.tsx'])
})

test('a language has all its words only once they are loaded, those of home among them', async () => {
  vi.resetModules()
  const { heldWords, loadFirstWords, loadWords } = await import('../words')
  for (const language of ['en', 'nl'] as const) {
    const first = await loadFirstWords(language)
    expect(heldWords(language)).toBeUndefined()
    const words = await loadWords(language)
    expect(heldWords(language)).toBe(words)
    expect(words).toMatchObject(first)
    for (const [code, say] of Object.entries(first.faults)) expect(words.errors[code as keyof typeof first.faults]).toBe(say)
  }
})
