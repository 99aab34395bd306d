import { lookAt } from '../gallery/look-at'
import { looks } from '../gallery/scene'
import { scenes } from '../gallery/scenes'

// Every scene in every look, in both browsers.
for (const scene of scenes) lookAt(scene, looks)
