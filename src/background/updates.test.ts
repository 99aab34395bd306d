import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import { codeOf, pause, resultOf, until } from './fixtures/computer'
import { connect, createWorld, type Node, openPopup, payloadOf, shown, site, transferOf, windowOf } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
let node: Node & { close(): Promise<void> }
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const minute = 60_000
async function begin() {
  const world = await createWorld(node)
  const page = await connect(world, [world.id])
  const ask = () => page.ask('signPayload', payloadOf(node, world.address, transferOf(node, BOB, 1_000n)))
  const { computer } = world
  /** The browser has an update; everything that it sets off is over. */
  const update = async () => {
    computer.life.emit('update', { version: '9.9.9' })
    await pause(50)
  }
  /** So many minutes later the background looks by itself. */
  const later = async (minutes: number) => {
    computer.clock.ahead += minutes * minute
    computer.life.emit('alarm', { name: 'look' })
    await pause(50)
  }
  return { ...world, page, ask, update, later }
}

test('an update of the extension waits for the queue, and for a death of the background in between', async () => {
  const { computer, popup, ask, update } = await begin()
  const answer = ask()
  const request = await shown(popup, 'transaction')
  popup.close()
  await update()
  expect(computer.reloads).toBe(0)
  await computer.restart()
  await pause(50)
  expect(computer.reloads).toBe(0)
  const again = await openPopup(computer)
  resultOf(await again.ask('approve', { id: request.id, hash: (await shown(again, 'transaction')).hash }))
  expect(codeOf(await answer)).toBe('ok')
  again.close()
  await until(() => computer.reloads === 1)
  // The next life is the new version, and finds no update.
  await computer.restart()
  computer.life.emit('alarm', { name: 'look' })
  await pause(50)
  expect(computer.reloads).toBe(1)
  expect(codeOf(await computer.page(site, 8).ask('accounts'))).toBe('ok')
})

test('a request that nobody answers holds an update up until it expires, and its page is told', async () => {
  const { computer, popup, ask, update, later } = await begin()
  const answer = ask()
  await shown(popup, 'transaction')
  popup.close()
  await update()
  await later(9)
  expect(computer.reloads).toBe(0)
  await later(1)
  expect(codeOf(await answer)).toBe('expired')
  await until(() => computer.reloads === 1)
})

test('an update waits for a page of ours, in which somebody may be typing, ten minutes and no longer', async () => {
  const { computer, popup, update, later } = await begin()
  await update()
  await later(9)
  expect(computer.reloads).toBe(0)
  const second = await openPopup(computer)
  popup.close()
  await pause(50)
  expect(computer.reloads).toBe(0)
  second.close()
  await until(() => computer.reloads === 1)

  const other = await begin()
  await other.update()
  await other.later(11)
  await until(() => other.computer.reloads === 1)
})

test('where nothing waits an update is put in place at once', async () => {
  const { computer, popup, update } = await begin()
  popup.close()
  await update()
  expect(computer.reloads).toBe(1)
  expect(computer.windows.size).toBe(0)
})

test('the window is closed by hand: that was a no, and the update follows', async () => {
  const { computer, popup, ask, update } = await begin()
  const answer = ask()
  const window = await windowOf(computer)
  popup.close()
  await update()
  computer.closeWindow(window)
  expect(codeOf(await answer)).toBe('rejected')
  await until(() => computer.reloads === 1)
})
