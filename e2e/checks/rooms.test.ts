import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** Folders with something in them: git knows no empty ones. */
async function folders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true })
  const kept = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map(async ({ name }) => ((await readdir(`${path}/${name}`)).length ? [name] : [])),
  )
  return kept.flat().sort()
}
/** Rooms that are entered by the browser and imported by nobody, and the browser's own; their first file is their door. */
const entrances: Record<string, string> = {
  background: 'main.ts',
  popup: 'main.tsx',
  import: 'main.tsx',
  content: 'relay.iife.ts',
  inpage: 'provider.iife.ts',
  platform: 'browser.ts',
}
const rooms = await folders('src')

test("README's map of rooms is the folders of src", async () => {
  const readme = await readFile('README.md', 'utf8')
  const mapped = [...readme.matchAll(/^\|\s*`([a-z]+)\/`\s*\|/gm)].map(([, room]) => room)
  expect(mapped.length).toBeGreaterThan(0)
  expect([...mapped].sort()).toEqual(rooms)
})

test.each(rooms)('the door of %s starts with a sentence that says what it owns', async (room) => {
  const files = await readdir(`src/${room}`)
  const door = files.includes('index.ts') ? 'index.ts' : entrances[room]
  expect(door, `src/${room} has no index.ts`).toBeDefined()
  const [first = ''] = (await readFile(`src/${room}/${door}`, 'utf8')).split('\n')
  expect(first).toMatch(/^(\/\/|\/\*\*) [A-Z].{30,}[.:!?)`a-z]( \*\/)?$/)
})

test('the two copies of the manifest’s words have the same keys, all said', async () => {
  const languages = await folders('public/_locales')
  expect(languages).toEqual(['en', 'nl'])
  const [en, nl] = await Promise.all(
    languages.map(
      async (language) =>
        JSON.parse(await readFile(`public/_locales/${language}/messages.json`, 'utf8')) as Record<string, { message: string }>,
    ),
  )
  expect(Object.keys(nl ?? {}).sort()).toEqual(Object.keys(en ?? {}).sort())
  for (const { message } of [...Object.values(en ?? {}), ...Object.values(nl ?? {})]) expect(message.trim()).not.toBe('')
  const used = [...(await readFile('manifest.json', 'utf8')).matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key)
  expect([...new Set(used)].sort()).toEqual(Object.keys(en ?? {}).sort())
  // The stores' limits: 75 characters for a name, 132 for a description.
  for (const words of [en, nl]) {
    expect(words?.name?.message.length).toBeLessThanOrEqual(45)
    expect(words?.description?.message.length).toBeLessThanOrEqual(132)
  }
})

test('no file of src is longer than one thing', async () => {
  const entries = await readdir('src', { recursive: true, withFileTypes: true })
  const long: string[] = []
  for (const entry of entries.filter((each) => each.isFile() && /\.tsx?$/.test(each.name))) {
    const path = `${entry.parentPath}/${entry.name}`
    const lines = (await readFile(path, 'utf8')).split('\n').length
    if (lines > 401) long.push(`${path}: ${lines} lines`)
  }
  expect(long).toEqual([])
})

test('no test is switched off or left alone', async () => {
  const found: string[] = []
  for (const folder of ['src', 'e2e']) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(test|spec)\.tsx?$/.test(entry.name) || entry.parentPath.includes('node_modules')) continue
      const path = `${entry.parentPath}/${entry.name}`
      const text = await readFile(path, 'utf8')
      const match = /\b(test|it|describe)\.(only|todo|fixme)\s*\(|\b(test|it|describe)\.skip\s*\(/.exec(text)
      if (match) found.push(`${path}: ${match[0]}`)
    }
  }
  expect(found).toEqual([])
})
