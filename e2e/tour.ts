import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Screen } from './fixtures/driver'
import { freshProfile, launch, startServers, type World } from './fixtures/world'
import { firstSignature } from './journeys/first-signature'
import { perform } from './journeys/journey'
import type { BrowserKind } from './setup/browsers'

/** Numbers screenshots by step and by order. A picture that cannot be taken is no failure of the step. */
function createAlbum(folder: string) {
  let step = 0
  let number = 0
  const picture = async (screen: Screen): Promise<void> => {
    if ((await screen.url()) === 'about:blank') return
    number += 1
    const name = `${String(step).padStart(2, '0')}-${String(number).padStart(2, '0')}.png`
    await screen.screenshot(join(folder, name)).catch(() => undefined)
  }
  return {
    picture,
    turnTo(next: number): void {
      step = next
      number = 0
    },
    /** Everything that is open. */
    async all({ driver }: World): Promise<void> {
      for (const screen of await driver.screens()) await picture(screen)
    },
  }
}

/**
 * Performs the whole first journey by itself in the real browser, prints each step with its result and keeps numbered screenshots.
 * @returns the number of steps that were not seen to succeed: the one that failed and those that could not be reached
 */
export async function tour({ browser, headless = true }: { browser: BrowserKind; headless?: boolean }): Promise<number> {
  const folder = resolve('tour', browser)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const total = firstSignature.steps.length
  console.log(`→ A tour of ${total} steps in ${browser === 'firefox' ? 'Firefox' : 'Chromium'}. Screenshots go to ${folder}`)
  const profile = await freshProfile()
  const servers = await startServers({ chain: 0, faucet: 0, demo: 0 }, 1_000)
  const album = createAlbum(folder)
  let succeeded = 0
  try {
    const driver = await launch(browser, { profile: profile.path, headless })
    const world = { driver, chain: servers.chain, faucet: servers.faucet, demo: servers.demo, picture: album.picture }
    try {
      await perform(firstSignature, world, async (step, index, run) => {
        const start = Date.now()
        album.turnTo(index + 1)
        const say = (mark: string) => console.log(`${mark} ${index + 1}/${total} ${step} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
        try {
          await run()
          say('✓')
          succeeded += 1
        } catch (error) {
          say('✗')
          throw error
        } finally {
          await album.all(world)
        }
      })
    } finally {
      for (const problem of await driver.problems().catch(() => [])) console.log(`  the extension wrote: ${problem}`)
      await driver.close()
    }
  } catch (error) {
    const { remedy } = error as { remedy?: string }
    if (remedy) console.error(`✗ ${(error as Error).message}\n  What helps: ${remedy}`)
    else console.error(error)
  } finally {
    await servers.close()
    await profile.remove()
  }
  console.log(`${succeeded === total ? '✓' : '✗'} ${succeeded} of ${total} steps were seen to succeed. Screenshots are in ${folder}`)
  return total - succeeded
}
