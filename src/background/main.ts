// Background wires the rooms together and decides nothing; it promises that every listener is there in the first turn, so that no event is lost.
import { browserSocket } from '../chain'
import { browser } from '../platform/browser'
import { browserMedia } from '../storage'
import { createBackground } from './background'

createBackground({
  browser,
  media: browserMedia(browser, indexedDB, navigator.storage),
  now: () => Date.now(),
  Socket: browserSocket(),
})
