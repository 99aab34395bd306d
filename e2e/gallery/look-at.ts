import { expect, test } from './fixture'
import type { Look, Scene } from './scene'

const NARROW = 180

/** A test that shows a scene in some looks and asks of each what is asked of every screen: focus, axe, nothing spilt, a quiet console. */
export function lookAt(scene: Scene, looks: readonly Look[]): void {
  test(`gallery: ${scene.name}`, async ({ gallery, kind }, info) => {
    for (const look of looks) {
      const where = `${look.theme}, ${look.language}`
      try {
        await gallery.open(scene, look)
        if (!scene.noHeading) expect.soft(await gallery.focused(), `focus at the beginning (${where})`).toMatch(/^H1 /)
        await gallery.perform(scene, look)
        expect.soft(await gallery.axe(scene), `axe (${where})`).toEqual([])
        expect.soft(await gallery.spilt(), `what spills (${where})`).toEqual([])
        if (scene.narrow && kind === 'chromium')
          expect.soft(await gallery.spilt(NARROW), `what spills at ${NARROW} pixels (${where})`).toEqual([])
        if (!scene.mayComplain) expect.soft(await gallery.problems(), `the console (${where})`).toEqual([])
        if (scene.walked) expect.soft(await gallery.unreached(), 'what Tab does not reach').toEqual([])
      } catch (error) {
        await gallery.screen.screenshot(info.outputPath(`${look.theme}-${look.language}.png`)).catch(() => undefined)
        throw error
      }
    }
  })
}
