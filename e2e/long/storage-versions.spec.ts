import { readdirSync, readFileSync } from 'node:fs'
import { open, seal } from '../../src/storage/envelope'
import { readCopies, writeFirst } from '../fixtures/copies'
import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { makeVault, PASSWORD, sees } from '../journeys/person'
import { askWallet } from './inside'

// What other versions of the wallet wrote, in the real browsers. The texts are those that src/storage keeps for ever.

const folder = new URL('../../src/storage/fixtures/', import.meta.url)
const names = readdirSync(folder).filter((name) => /^[\w-]+\.\d+\.json$/.test(name))
const textOf = (name: string) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { text: string }).text
const versionOf = (name: string) => Number(/\.(\d+)\.json$/.exec(name)?.[1])
const newest = Math.max(...names.map(versionOf))

/** The disk of a wallet of that time: each box in the newest version that is not newer. */
function diskOf(version: number): Record<string, string> {
  const boxes = new Map<string, string>()
  const known = names.filter((name) => versionOf(name) <= version).sort((one, other) => versionOf(one) - versionOf(other))
  for (const name of known) boxes.set(name.split('.')[0] ?? '', name)
  return Object.fromEntries([...boxes].map(([box, name]) => [`${box}/1`, textOf(name)]))
}

for (let version = 1; version <= newest; version++)
  test(`a wallet that version ${version} of its boxes wrote opens with its password and everything in it, and the second start changes nothing`, async ({
    driver,
  }) => {
    const popup = await driver.openPopup()
    await popup.byRole('button', 'Make a new vault').waitFor()
    await writeFirst(popup, diskOf(version))
    await driver.killBackground()
    await popup.close()
    // That wallet spoke Dutch.
    const later = await driver.openPopup()
    await sees(later, 'Vergrendeld')
    await later.byLabel('Wachtwoord').fill(PASSWORD)
    await later.byRole('button', 'Ontgrendelen').click()
    for (const name of ['Savings', 'Spending 🔑', 'Café']) await sees(later, name)
    // What that wallet had begun with its vault is finished first: in Firefox that takes an open one.
    await until('the chores to be done', async () => {
      const { first = [] } = (await readCopies(later, driver.kind))['vault-chores'] ?? {}
      return first.some((text) => text.includes('\\"forget\\":[],\\"spread\\":false'))
    })
    await askWallet(later, 'lock')
    await sees(later, 'Vergrendeld')
    const before = await readCopies(later, driver.kind)
    expect(Object.keys(before)).toEqual(expect.arrayContaining(Object.keys(diskOf(version)).map((key) => key.slice(0, -2))))
    await later.close()
    await driver.killBackground()
    const again = await driver.openPopup()
    await sees(again, 'Vergrendeld')
    expect(await readCopies(again, driver.kind)).toEqual(before)
  })

test('a vault that a newer version wrote is said to be one, is not written to, and is no reason to begin anew', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await askWallet(popup, 'lock')
  const { vault } = await readCopies(popup, driver.kind)
  const held = (await Promise.all((vault?.first ?? []).map(open))).reduce((most, each) =>
    (each?.generation ?? 0) > (most?.generation ?? 0) ? each : most,
  )
  if (!held) throw new Error('there is no vault in IndexedDB')
  const generation = held.generation + 1
  await writeFirst(popup, { [`vault/${generation % 3}`]: await seal(held.version + 1, generation, held.payload) })
  const before = await readCopies(popup, driver.kind)
  await popup.close()
  await driver.killBackground()
  const later = await driver.openPopup()
  await sees(later, 'The vault was written by a newer version of Kluis. Nothing was changed.')
  expect(await later.byRole('button', 'Make a new vault').count()).toBe(0)
  for (const [name, input] of [
    ['unlock', { password: PASSWORD }],
    ['touch', undefined],
    ['lock', undefined],
  ] as const)
    await askWallet(later, name, input).catch(() => undefined)
  await sees(later, 'newer version')
  expect((await readCopies(later, driver.kind)).vault).toEqual(before.vault)
})
