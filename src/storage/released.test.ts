import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type Accounts, accountsBox, contactsBox, countingBox } from '../accounts'
import { activityBox, outboxBox, watchingBox } from '../activity'
import { historyBox, valuesBox } from '../history'
import { settingsBox } from '../settings'
import { phishingBox, sitesBox } from '../sites'
import { createVault, type VaultKey } from '../vault'
import { type BoxSpec, createBox } from './box'
import { open } from './envelope'
import { memoryMedia } from './memory'
import { createStorage } from './storage'

// What earlier versions wrote, one file per box and version: fixtures/README.md.
const folder = new URL('./fixtures/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
type Fixture = { text: string; value: unknown }
const fixture = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Fixture

/** Every box that outlives the browser: those of the vault are opened by the vault itself. */
function specsThatStay(): BoxSpec<unknown>[] {
  const storage = createStorage(memoryMedia().media, () => 0)
  createVault(
    storage,
    () => 0,
    () => undefined,
  )
  for (const spec of [
    accountsBox,
    contactsBox,
    activityBox,
    outboxBox,
    historyBox,
    settingsBox,
    sitesBox,
    phishingBox,
    valuesBox,
    countingBox,
    watchingBox,
  ])
    storage.box(spec as unknown as BoxSpec<unknown>)
  return storage.specs().filter(({ area }) => area !== 'session')
}
const specs = specsThatStay()

/** A disk that holds this text, and today's box over it. */
function boxOver(spec: BoxSpec<unknown>, text: string) {
  const { media, disk, fault } = memoryMedia()
  disk.main.set(`${spec.name}/1`, text)
  const start = () =>
    createBox(
      spec,
      media,
      () => undefined,
      (schema, value) => v.parse(schema, value),
    )
  return { start, disk, fault }
}

test('every box of the source that outlives the browser is looked at here', () => {
  const found: string[] = []
  for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts') || name.includes('fixtures')) continue
    for (const [, box] of readFileSync(`src/${name}`, 'utf8').matchAll(/name: '([\w-]+)',\s+area: '(?:durable|local)'/g))
      found.push(box ?? '')
  }
  expect(found.toSorted()).toEqual(specs.map(({ name }) => name).toSorted())
})

test.each(specs)('what every version of the box $name wrote is kept here, and today’s code opens it', async (spec) => {
  for (let version = 1; version <= spec.version; version++) {
    const name = `${spec.name}.${version}.json`
    if (!files.includes(name)) expect.fail(await missing(spec, name))
    const { text, value } = fixture(name)
    expect((await open(text))?.version, name).toBe(version)
    const { start, disk } = boxOver(spec, text)
    const read = await start().read()
    if (version === spec.version) expect(read).toEqual(value)
    // A second start finds nothing to do, and the same value.
    const before = JSON.stringify([[...disk.main], [...disk.second]])
    expect(await start().read()).toEqual(read)
    expect(JSON.stringify([[...disk.main], [...disk.second]])).toBe(before)
  }
  expect(
    files.filter((name) => name.startsWith(`${spec.name}.`)),
    'of no version',
  ).toHaveLength(spec.version)
})

test.each(files)(
  '%s: the background dies at any access while it is read and migrated, and the next start gives what an undisturbed one gives',
  async (name) => {
    const spec = specs.find((each) => each.name === name.split('.')[0])
    if (!spec) throw new Error(`${name} is of no box`)
    const { text } = fixture(name)
    const undisturbed = boxOver(spec, text)
    const expected = await undisturbed.start().read()
    for (const torn of [false, true])
      for (let death = 0; ; death++) {
        const { start, disk, fault } = boxOver(spec, text)
        let access = 0
        fault.before = (medium, act, key) => {
          const now = access++
          if (now < death) return
          // A write that the death cut short leaves half of its text.
          if (now === death && torn && act === 'write') disk[medium as 'main'].set(key, '{"format":"kluis-box/1","version":1,"gen')
          throw new Error('dead')
        }
        await start()
          .read()
          .catch(() => undefined)
        const over = access <= death
        fault.before = () => undefined
        expect(await start().read(), `dead at access ${death}`).toEqual(expected)
        const settled = JSON.stringify([[...disk.main], [...disk.second]])
        expect(await start().read()).toEqual(expected)
        expect(JSON.stringify([[...disk.main], [...disk.second]]), 'the second start has nothing to do').toBe(settled)
        if (over) break
      }
  },
)

test('accounts of the first version are coldkeys of words that the person had, and nothing else about them changes', async () => {
  const first = fixture('accounts.1.json').value as Accounts
  const now = (await boxOver(accountsBox as unknown as BoxSpec<unknown>, fixture('accounts.1.json').text)
    .start()
    .read()) as Accounts
  const more = { note: '', role: 'coldkey', holds: 'phrase', watch: null, hidden: false }
  expect(now).toEqual({ ...first, list: first.list.map((each) => ({ ...each, ...more, savedAt: each.addedAt })), revision: 0 })
})

test('of activity of the second version what ran is known where all did or none, and what held several calls only of own payments', () => {
  const call = (amount: string) => ({ call: 'Balances.burn', fact: { kind: 'burn', amount, keepAlive: true } })
  const final = { phase: 'final', block: 5, ok: true, error: null, part: false }
  const step = (calls: object[], status: object, origin: string | null = null) => {
    const [now] = activityBox.migrations[2]([{ kind: 'own', origin, calls, status }]) as {
      calls: { path: number[] }[]
      wrappers: object[]
      status: { ran?: boolean[] | null }
    }[]
    return [now?.status.ran, now?.calls.map(({ path }) => path), now?.wrappers]
  }
  const [one, two, site] = [[call('1')], [call('1'), call('2')], 'https://good.test']
  const all = [{ path: [], call: 'Utility.batch_all' }]
  expect(step(one, final, site)).toEqual([[true], [[]], []])
  expect(step(two, final)).toEqual([[true, true], [[0], [1]], all])
  expect(step(two, final, site)).toEqual([null, [[0], [1]], []])
  expect(step(two, { ...final, ok: false }, site)).toEqual([[false, false], [[0], [1]], []])
  expect(step(two, { ...final, ok: false, part: true }, site)).toEqual([null, [[0], [1]], []])
  expect(step(two, { phase: 'sent' })).toEqual([undefined, [[0], [1]], all])
  const received = { kind: 'received', amount: '5' }
  expect(activityBox.migrations[2]([received])).toEqual([received])
})

test('of activity of the third version nothing was hidden, and what came stays as it is', () => {
  const [sent, came] = [
    { kind: 'own', hash: '0x01' },
    { kind: 'received', amount: '5' },
  ]
  expect(activityBox.migrations[3]([sent, came])).toEqual([{ ...sent, hidden: null }, came])
})

test('activity of the first version was signed here, and says where in its block it is as far as that was known', async () => {
  const first = fixture('activity.1.json').value as { cursor: { found?: { block: number; index: number } } | null }[]
  const now = await boxOver(activityBox as unknown as BoxSpec<unknown>, fixture('activity.1.json').text)
    .start()
    .read()
  const placeOf = (cursor: (typeof first)[number]['cursor']) =>
    cursor?.found ? { block: cursor.found.block, index: cursor.found.index } : null
  const second = first.map((each) => ({ ...each, kind: 'own', extrinsic: placeOf(each.cursor) }))
  expect(now).toEqual(activityBox.migrations[3](activityBox.migrations[2](second)))
  // Cursors as `follow` leaves them.
  const found = { block: 7, blockHash: '0x00', index: 3, ok: true, part: false, error: null, fee: '1' }
  for (const [cursor, extrinsic] of [
    [
      { next: 7, found },
      { block: 7, index: 3 },
    ],
    [{ next: 7, found: null }, null],
    [null, null],
    ['x', null],
  ])
    expect(activityBox.migrations[1]([{ cursor }])).toEqual([{ cursor, kind: 'own', extrinsic }])
})

test('what was sealed in a vault of version 1 is opened with its password, and signs for the same account', async () => {
  const password = 'correct horse battery staple'
  const { list } = await boxOver(accountsBox as unknown as BoxSpec<unknown>, fixture('accounts.1.json').text)
    .start()
    .read()
    .then((value) => value as Accounts)
  const { media, disk } = memoryMedia()
  disk.second.set('vault', fixture('vault.1.json').text)
  disk.main.set('vault-guesses/0', fixture('vault-guesses.1.json').text)
  const vault = createVault(
    createStorage(media, () => 1_800_000_000_000),
    () => 1_800_000_000_000,
    () => undefined,
  )
  expect((await vault.state()).status).toBe('locked')
  await vault.unlock(password, 15)
  expect(list.length).toBe(3)
  const keys = list.map(({ id: accountId, publicKey, type, source }) => ({ accountId, publicKey, type, source }) as VaultKey)
  for (const key of keys) expect((await vault.sign(key, Uint8Array.of(1))).length).toBeGreaterThan(64)
  // All that this version can do goes with what the first one wrote.
  expect(await vault.reveal(password, keys, (secrets) => secrets.map(({ kind }) => kind))).toEqual(['phrase', 'phrase', 'phrase'])
  await vault.changePassword(password, 'a quite different password')
  await vault.rekey('a quite different password', 15)
  for (const key of keys) expect((await vault.sign(key, Uint8Array.of(1))).length).toBeGreaterThan(64)
}, 30_000)

/** What to do about a version without a fixture. */
async function missing(spec: BoxSpec<unknown>, name: string): Promise<string> {
  const last = files.find((each) => each === `${spec.name}.${spec.version - 1}.json`)
  if (!last) return `${name} is missing, and so is the version before it`
  const { start, disk } = boxOver(spec, fixture(last).text)
  const value = await start().read()
  const text = [...disk.main.values()].find((each) => each.includes(`"version":${spec.version},`))
  return `look at this and keep it as src/storage/fixtures/${name}:\n${JSON.stringify({ text, value }, null, 2)}`
}
