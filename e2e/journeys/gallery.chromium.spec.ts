import { lookAt } from '../gallery/look-at'
import { looks } from '../gallery/scene'
import { scenes } from '../gallery/scenes'

// Chromium: every scene, in one of its looks in turn. All looks, in both browsers, are among the long tests.
for (const [index, scene] of scenes.entries()) lookAt(scene, [looks[index % looks.length] ?? looks[0]])
