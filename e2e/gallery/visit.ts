import type { Words } from '../../src/words'
import { words as en } from '../../src/words/en/all'
import { words as nl } from '../../src/words/nl/all'
import { axeSource, runAxe } from '../fixtures/axe'
import { type Driver, type Screen, until } from '../fixtures/driver'
import { type Look, queryOf, type Scene } from './scene'
import { serveGallery } from './server'

export const wordsOf = ({ language }: Look) => (language === 'nl' ? nl : en)

/** Fonts are there, two frames were drawn, and no colour is on its way to another: axe would measure what nobody sees. */
const DRAWN = `document.fonts.ready
  .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  .then(() => Promise.allSettled(document.getAnimations().filter((each) => each instanceof CSSTransition).map(({ finished }) => finished)))
  .then(() => true)`
/** Whether what cannot be pressed yet says how long still: when that is over its colours change, whatever anybody does. */
const countsDown = ({ approve }: Words) =>
  `[...document.querySelectorAll('.foot-note')].some(({ textContent }) => /${approve.wait({ seconds: 0 }).replace('0', '\\d+')}/.test(textContent))`
const FOCUSED = `(({ tagName, textContent }) => tagName + ' "' + (tagName === 'BODY' ? '' : textContent.trim().slice(0, 60)) + '"')(document.activeElement)`

/** What sticks out of the window or of its own frame, so that somebody must scroll sideways or cannot read it. */
const SPILT = `(() => {
  const name = (element) => element.tagName.toLowerCase() + (element.className?.baseVal ?? element.className).replace(/(^| )(?=\\S)/g, '.') + ' "' + element.textContent.trim().slice(0, 40) + '"'
  const found = []
  if (document.scrollingElement.scrollWidth > innerWidth) found.push('the page is ' + document.scrollingElement.scrollWidth + ' wide, the window ' + innerWidth)
  const sticks = innerHeight > 26 * 16
  if (sticks && document.scrollingElement.scrollHeight > innerHeight) found.push('the whole page scrolls, not only its body')
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('.vh') || element.parentElement.closest('.clip, select, svg')) continue
    const { left, right, width } = element.getBoundingClientRect()
    if (width && (right > innerWidth + 1 || left < -1)) found.push(name(element) + ' ends at ' + Math.round(right) + ' of ' + innerWidth)
    const hides = getComputedStyle(element).overflowX !== 'visible' && !element.matches('.clip, select, input, textarea') && !(element.clientWidth <= 1)
    if (hides && element.scrollWidth > element.clientWidth + 1) found.push(name(element) + ' hides ' + (element.scrollWidth - element.clientWidth) + ' pixels')
  }
  return found.slice(0, 5)
})()`

/** Marks what the Tab key should reach; a group of radio buttons is one stop. @returns their names */
const STOPS = `(() => {
  const place = document.querySelector('dialog[open]') ?? document
  const stops = [...place.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) =>
    !element.disabled && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) &&
    !(element.type === 'radio' && !element.checked && [...document.querySelectorAll('input[type=radio]:checked')].some(({ name }) => name === element.name)))
  stops.forEach((element, at) => { element.dataset.stop = at })
  return stops.map((element) => element.tagName.toLowerCase() + ' "' + (element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)) + '"')
})()`

/** The gallery in one page that is used again for every scene. */
export type Visit = {
  screen: Screen
  /** Shows a scene from its beginning and waits until its heading, or what it says instead, is there. */
  open(scene: Scene, look: Look): Promise<void>
  /** Does what brings the state about. */
  perform(scene: Scene, look: Look): Promise<void>
  focused(): Promise<string>
  problems(): Promise<string[]>
  axe(scene: Scene): Promise<string[]>
  /** @param width of the window meanwhile; 360 afterwards */
  spilt(width?: number): Promise<string[]>
  /** What the Tab key does not reach. */
  unreached(): Promise<string[]>
  close(): Promise<void>
}

/** Opens the gallery in a browser of one's own, at 360 × 600. */
export async function visitGallery(driver: Driver): Promise<Visit> {
  const server = await serveGallery()
  const screen = await driver.openPage(server.url)
  await screen.resize(360, 600)
  await screen.evaluate(`${axeSource};0`)
  const drawn = () => screen.evaluate(DRAWN)
  const sees = (text: string) =>
    until(`the screen to say ${text}`, () => screen.evaluate<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`))
  return {
    screen,
    open: async (scene, look) => {
      await screen.evaluate(`gallery.show(${JSON.stringify(queryOf(scene.name, look))})`)
      const said = scene.sees?.(wordsOf(look))
      if (said !== undefined) await sees(said)
      else await until('a heading', () => screen.evaluate<boolean>(`document.querySelector('h1') !== null`))
      await drawn()
    },
    perform: async (scene, look) => {
      await scene.steps?.(screen, wordsOf(look))
      await drawn()
      await until('the countdown to end', async () => !(await screen.evaluate<boolean>(countsDown(wordsOf(look)))))
      await drawn()
    },
    focused: () => screen.evaluate(FOCUSED),
    problems: () => screen.evaluate('gallery.problems'),
    axe: async ({ noHeading }) => {
      const found = await screen.evaluate<string[]>(runAxe)
      return found.filter((line) => !(noHeading && line.startsWith('page-has-heading-one')))
    },
    spilt: async (width) => {
      if (width === undefined) return screen.evaluate(SPILT)
      await screen.resize(width, 300)
      await drawn()
      const found = await screen.evaluate<string[]>(SPILT)
      await screen.resize(360, 600)
      return found
    },
    unreached: async () => {
      const missed = await walk()
      // A list that was still measuring itself when the walk began has other rows now, which nobody marked.
      return missed.length ? walk() : missed
    },
    close: async () => {
      await screen.close()
      await server.close()
    },
  }

  async function walk(): Promise<string[]> {
    const stops = await screen.evaluate<string[]>(STOPS)
    const met = new Set<string>()
    // Both ways from where the screen begins: behind the last stop lie the browser's own, and how many is not ours to know.
    await screen.evaluate('void (globalThis.beginning = document.activeElement)')
    for (const key of ['Tab', 'Shift+Tab']) {
      await screen.evaluate('beginning.focus()')
      for (let step = 0; step <= stops.length && met.size < stops.length; step++) {
        if (step > 0) await screen.press(key)
        const at = await screen.evaluate<string | null>('document.activeElement.dataset.stop ?? null')
        if (at !== null) met.add(at)
      }
    }
    return stops.filter((_, at) => !met.has(String(at)))
  }
}
