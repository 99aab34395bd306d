import { expect, test } from '../gallery/fixture'
import { looks } from '../gallery/scene'
import { scenes } from '../gallery/scenes'

const NARROW = 180

for (const [index, scene] of scenes.entries()) {
  test(`gallery: ${scene.name}`, async ({ gallery, kind }, info) => {
    // Each browser sees every scene in one of the looks, and the two together in both.
    const mine = looks.filter((_, at) => (at + index + (kind === 'firefox' ? 1 : 0)) % looks.length === 0)
    for (const look of mine) {
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
