import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { freshProfile, launch } from '../fixtures/world'
import { type BrowserKind, browserRemedy, getBrowser } from '../setup/browsers'
import { build } from '../setup/build'
import { done, step, trouble } from '../setup/say'
import { type Look, looks, type Scene } from './scene'
import { scenes } from './scenes'
import { serveGallery } from './server'
import { type Visit, visitGallery } from './visit'

const flags = ['--firefox', '--all', '--serve']
const everyLook: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'nl'] as const).map((language) => ({ theme, language })),
)
/** How high the screen must be for nothing to scroll. */
const WHOLE = `Math.max(600, ...[...document.querySelectorAll('.body')].map(({ scrollHeight, clientHeight }) => 600 + scrollHeight - clientHeight))`

/** A picture at 360 × 600, and a second one as high as the content where that is more. */
async function photograph({ screen, ...visit }: Visit, scene: Scene, look: Look, folder: string): Promise<void> {
  const name = `${scene.name}.${look.theme}.${look.language}`
  await visit.open(scene, look)
  await visit.perform(scene, look)
  await screen.screenshot(join(folder, `${name}.png`))
  const height = await screen.evaluate<number>(WHOLE)
  if (height === 600) return
  await screen.resize(360, Math.min(height, 4_000))
  await screen.screenshot(join(folder, `${name}.whole.png`))
  await screen.resize(360, 600)
}

async function photographAll(kind: BrowserKind, wanted: readonly Scene[], inLooks: readonly Look[]): Promise<number> {
  const browser = await getBrowser(kind)
  if ('missing' in browser) throw trouble(`There is no ${kind} to look with: ${browser.missing}.`, browserRemedy(kind))
  process.env[kind.toUpperCase()] = browser.path
  const folder = resolve('gallery')
  // A part of the pictures is made anew beside the others.
  if (wanted === scenes) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  step(`${wanted.length} scenes in ${inLooks.length} looks, in ${browser.version}.`)
  const profile = await freshProfile()
  let failed = 0
  try {
    const driver = await launch(kind, { profile: profile.path })
    const visit = await visitGallery(driver)
    for (const scene of wanted) {
      for (const look of inLooks) {
        await photograph(visit, scene, look, folder).catch((error) => {
          failed += 1
          console.error(`✗ ${scene.name} (${look.theme}, ${look.language}): ${error instanceof Error ? error.message : error}`)
        })
      }
    }
    await visit.close()
    await driver.close()
  } finally {
    await profile.remove()
  }
  done(`Pictures are in ${folder}`)
  return failed ? 1 : 0
}

/** `node e2e/run.mjs gallery`: pictures of the scenes whose names contain the words given, in two looks or, with --all, in four. */
export async function run(args: string[]): Promise<number> {
  const unknown = args.find((arg) => arg.startsWith('--') && !flags.includes(arg))
  if (unknown) throw trouble(`The gallery knows no "${unknown}".`, `use ${flags.join(', ')} or a part of a scene's name.`)
  const parts = args.filter((arg) => !arg.startsWith('--'))
  const wanted = parts.length ? scenes.filter(({ name }) => parts.some((part) => name.includes(part))) : scenes
  const kind: BrowserKind = args.includes('--firefox') ? 'firefox' : 'chromium'
  await build([kind === 'firefox' ? 'dist/firefox' : 'dist/chrome', 'dist/gallery'])
  if (args.includes('--serve')) {
    const server = await serveGallery()
    done(`The gallery is at ${server.url} (Ctrl-C ends it).`)
    await new Promise<void>((stop) => process.once('SIGINT', stop))
    await server.close()
    return 0
  }
  return photographAll(kind, wanted, args.includes('--all') ? everyLook : looks)
}
