import { describe, expect, test, vi } from 'vitest'
import { badNames, ends, stage, stopped } from './fixtures/bads'
import { until } from './fixtures/computer'
import { deedNamed, deedNames } from './fixtures/stage'
import { ACROSS } from './fixtures/trades'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

/** Blocks come until what a node refused can never run any more: until then nothing else of the account is signed. */
async function lostAfterAll(): Promise<void> {
  const { computer, popup } = stage.world
  await until(() => {
    stage.node.produce()
    computer.life.emit('alarm', { name: 'look' })
    return popup.views.activity.first[0]?.status.phase === 'lost'
  })
}

describe.each(deedNames(({ name }) => name !== ACROSS))('%s', (name) => {
  test.each(badNames)('%s between the press and its block', async (bad) => {
    expect(await stopped(name, bad, 'after')).toBe(ends[bad](deedNamed(name))[1])
  })
})

describe.each(deedNames(({ name, pools }) => name !== ACROSS && pools.length))('%s in an envelope', (name) => {
  test.each(badNames)('%s once the envelope is in a block', async (bad) => {
    const end = await stopped(name, bad, 'after', true)
    // A node that is asked once more, for what an upgrade made void, says that it was signed for another runtime: that is lost later.
    if (bad === 'upgraded' && end === 'tx-bad-proof') await lostAfterAll()
    else expect(end).toBe(ends[bad](deedNamed(name))[1])
  })
})
