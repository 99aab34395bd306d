import { lookAt } from '../gallery/look-at'
import { looks } from '../gallery/scene'
import { oneOfEachScreen, scenes } from '../gallery/scenes'

// Chromium: one scene of each screen, and every nineteenth of the others, in one look in turn. All of them, in all looks and in both
// browsers, are among the long tests: here they would take a quarter of the time that there is.
for (const [index, scene] of scenes.entries())
  if (oneOfEachScreen.has(scene) || index % 19 === 0) lookAt(scene, [looks[index % looks.length] ?? looks[0]])
