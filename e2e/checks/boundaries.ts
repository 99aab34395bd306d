import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { runNode } from '../setup/say'

/** What a check found: nothing when it passes. */
export type Findings = { looked: string[]; wrong: string[] }

/** Words that no package rule sees, and the only folders of src that may say them. */
const words: { name: string; pattern: RegExp; places: RegExp }[] = [
  { name: 'a worker', pattern: /\bnew\s+(?:Shared)?Worker\s*\(/, places: /^src\/import\// },
  { name: 'a worker', pattern: /\b(?:globalThis|self|window)\s*(?:\.\s*|\[\s*['"])(?:Shared)?Worker\b/, places: /^src\/import\// },
  { name: 'WebSocket', pattern: /\bWebSocket\b/, places: /^src\/chain\// },
  { name: 'fetch', pattern: /\bfetch\s*[(.)]|(?:globalThis|self|window)\s*\[?\.?\s*['"]?fetch\b/, places: /^src\/sites\// },
  { name: 'another way out', pattern: /\b(?:XMLHttpRequest|sendBeacon|EventSource|WebTransport|RTCPeerConnection)\b/, places: /^$/ },
  { name: 'code from text', pattern: /\beval\s*\(|\bnew\s+Function\s*\(/, places: /^$/ },
]

/** Packages, and the page that is made of packages which are installed only where it is built: `tsc` judges it there. */
const apart = /(^|\/)node_modules\/|^e2e\/(conformance\/page|asset-hub)\//

/** Every TypeScript file of ours under a folder, with forward slashes, sorted. */
export async function sourceFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((file) => !apart.test(file))
    .sort()
}

/** Code without its comments and without the contents of plain strings, so that a sentence about fetch is no fetch. */
function bare(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(?<=^|[^:'"`\\])\/\/[^\n]*/g, '')
}

/** Looks in every shipped file for words that belong to one room only. */
export async function checkWords(root: string): Promise<Findings> {
  const looked = (await sourceFiles(root, 'src')).filter((file) => !/\.test\.tsx?$/.test(file))
  const wrong: string[] = []
  for (const file of looked) {
    const code = bare(await readFile(join(root, file), 'utf8'))
    for (const { name, pattern, places } of words) {
      if (!places.test(file) && pattern.test(code)) wrong.push(`${file}: names ${name}, outside the room that may`)
    }
  }
  return { looked, wrong }
}

type Cruise = {
  modules: { source: string }[]
  summary: { violations: { rule: { name: string }; from: string; to: string }[] }
}

/** Runs dependency-cruiser over src and e2e. @throws Error when it does not answer */
export async function checkImports(root: string): Promise<Findings> {
  const cruiser = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const { output } = await runNode(cruiser, ['src', 'e2e', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], { cwd: root })
  let answer: Cruise
  try {
    answer = JSON.parse(output) as Cruise
  } catch (cause) {
    throw new Error(`dependency-cruiser did not answer: ${output.slice(0, 500)}`, { cause })
  }
  return {
    looked: answer.modules.map(({ source }) => source),
    wrong: answer.summary.violations.map(({ rule, from, to }) => `${from}: ${rule.name} (${to})`),
  }
}

/** All boundaries of the tree at `root`; a source file that was not looked at is a finding too. */
export async function checkBoundaries(root: string): Promise<string[]> {
  const [imports, words] = await Promise.all([checkImports(root), checkWords(root)])
  const seen = new Set(imports.looked)
  const files = [...(await sourceFiles(root, 'src')), ...(await sourceFiles(root, 'e2e'))]
  const unseen = files.filter((file) => !seen.has(file)).map((file) => `${file}: dependency-cruiser did not look at it`)
  return [...imports.wrong, ...words.wrong, ...unseen].sort()
}
