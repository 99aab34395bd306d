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

test('every route of the popup has its scenes', async () => {
  const routes = [...(await readFile('src/popup/routes.tsx', 'utf8')).matchAll(/path="([^"]+)"/g)].map(([, path]) => path ?? '')
  expect(routes.length).toBeGreaterThan(10)
  const fits = (route: string, path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(route)
  expect(routes.filter((path) => !scenes.some(({ route }) => fits(route, path)))).toEqual([])
})
