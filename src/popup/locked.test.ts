import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Every file of the popup that this one needs, at once or later. */
function filesFrom(start: string, found = new Set<string>()): Set<string> {
  if (found.has(start)) return found
  found.add(start)
  for (const [, named = ''] of readFileSync(start, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
    const path = join(dirname(start), named)
    const file = [`${path}.tsx`, `${path}.ts`].find((each) => each.startsWith('src/popup/') && existsSync(each))
    if (file) filesFrom(file, found)
  }
  return found
}

test('what a locked wallet can show asks the background for nothing that needs it open', () => {
  // The routes are given to the app from outside, and shown only when it is open.
  const files = [...filesFrom('src/popup/app.tsx')]
  expect(files).toContain('src/popup/journeys/settings/wipe.tsx')
  expect(files).not.toContain('src/popup/routes.tsx')
  const asked = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bask\('(\w+)'/g)].map(([, name]) => name))
  // Commands of the bar and the banners, which is more than the door and the wipe show.
  expect([...new Set(asked)].sort()).toEqual(['dismissNotice', 'lock', 'retryNetwork', 'touch', 'unlock', 'wipe'])
})
