import { readdir, readFile } from 'node:fs/promises'

export type Title = { path: string; title: string }

/** The titles of all tests, as they stand in the code: of one that is made for several cases, its pattern. */
export async function readTitles(): Promise<Title[]> {
  const found: Title[] = []
  for (const folder of ['src', 'e2e']) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(test|spec)\.tsx?$/.test(entry.name) || entry.parentPath.includes('node_modules')) continue
      const path = `${entry.parentPath}/${entry.name}`
      const calls = (await readFile(path, 'utf8')).matchAll(/\b(?:test|bare|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:(?!\1).)*)\1/g)
      found.push(...[...calls].map(([, , title = '']) => ({ path, title })))
    }
  }
  return found
}
