import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { looks } from './scene'
import { scenes } from './scenes'
import { viewsOf } from './wire'

test('every scene has a name of its own, fit for a file', () => {
  const names = scenes.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([])
})

test.each(scenes.map((scene) => [scene.name, scene] as const))('%s publishes what the contract allows', (_, scene) => {
  for (const look of looks) expect(() => viewsOf(scene, look, Date.now())).not.toThrow()
})

test.each([
  ['popup', 10],
  ['import', 4],
] as const)('every route of %s has its scenes', async (page, least) => {
  const routes = [...(await readFile(`src/${page}/routes.tsx`, 'utf8')).matchAll(/path="([^"]+)"/g)].map(([, path]) => path ?? '')
  expect(routes.length).toBeGreaterThan(least)
  const fits = (route: string, path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(route)
  const own = scenes.filter((scene) => (scene.page ?? 'popup') === page)
  expect(routes.filter((path) => !own.some(({ route }) => fits(route, path)))).toEqual([])
})
