import { lookAt } from '../gallery/look-at'
import { looks } from '../gallery/scene'
import { oneOfEachScreen } from '../gallery/scenes'

// Firefox: a scene of every other screen, in the look that Chromium does not see it in; the rest is among the long tests.
for (const [index, scene] of [...oneOfEachScreen].entries())
  if (index % 2 === 0) lookAt(scene, [looks[(index + 1) % looks.length] ?? looks[0]])
