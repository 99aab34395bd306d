import { lookAt } from '../gallery/look-at'
import { looks } from '../gallery/scene'
import { oneOfEachScreen, scenes } from '../gallery/scenes'

// Firefox: one scene of each screen, in the look that Chromium does not see it in.
for (const [index, scene] of scenes.entries())
  if (oneOfEachScreen.has(scene)) lookAt(scene, [looks[(index + 1) % looks.length] ?? looks[0]])
