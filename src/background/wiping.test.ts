import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { memoryMedia } from '../storage'
import { KluisError } from '../units'
import { type Computer, codeOf, pause, resultOf, until } from './fixtures/computer'
import {
  approveShown,
  bring,
  connect,
  createWorld,
  keptOf,
  openPopup,
  password,
  payloadOf,
  secret,
  shown,
  site,
  transferOf,
} from './fixtures/world'
import { createRelease } from './release'
import { createWallet, type Keep } from './wallet'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const friend = `0x${'79'.repeat(32)}` as const
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())

const textsOf = ({ disk }: Computer) => [...disk.main, ...disk.second, ...disk.session].map((each) => each.join(' ')).join('\n')
const codeOfWork = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => (error instanceof KluisError ? error.code : String(error)),
  )
/** A wallet with something in every box. */
async function full() {
  const world = await createWorld(node)
  const { popup, computer, id, address, second } = world
  const page = await connect(world, [id])
  resultOf(await page.ask('subscribe'))
  resultOf(await popup.ask('saveContact', { id: friend, name: 'A friend', note: 'rent' }))
  resultOf(
    await popup.ask('prepareTransfer', { commandId: 'a payment', from: id, to: BOB, amount: '5000', keepAlive: true, hotkey: false }),
  )
  resultOf(await approveShown(popup))
  node.produce(3)
  await until(() => popup.views.activity.first[0]?.status.phase === 'final' && popup.views.balances.byAccount[id])
  const answer = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, 7_000n)))
  await shown(popup, 'transaction')
  const { vaultId, records, kdf } = (
    JSON.parse((JSON.parse(computer.disk.second.get('vault') ?? '') as { payload: string }).payload) as {
      container: { vaultId: string; kdf: { salt: string }; records: { ciphertext: string }[] }
    }
  ).container
  /** What tells of the person, each in a box of its own: vault, accounts, sites, contacts, activity, history, requests. */
  const traces = [vaultId, kdf.salt, ...records.map(({ ciphertext }) => ciphertext), id, world.secondId, address, second, 'Main', 'Savings']
  return { ...world, page, answer, traces: [...traces, site, friend, 'A friend', BOB, 'taovault'] }
}
const left = (computer: Computer, traces: string[]) => traces.filter((each) => textsOf(computer).includes(each))

test('a wipe leaves nothing that can be read in any medium, tells sites and pages, and asks nobody any more', async () => {
  const { computer, popup, page, answer, traces } = await full()
  expect(left(computer, traces).length).toBeGreaterThan(9)
  expect(codeOf(await popup.ask('wipe', { sure: 'yes' } as never))).toBe('invalid-input')
  expect(left(computer, traces).length).toBeGreaterThan(9)
  resultOf(await popup.ask('wipe', { sure: 'everything' }))
  expect(codeOf(await answer)).toBe('locked')
  await until(() => popup.views.session.status === 'empty')
  await until(() => (page.events.at(-1) as object[]).length === 0)
  expect(popup.views).toMatchObject({
    accounts: { total: 0, chosen: null },
    contacts: { items: [] },
    sites: { items: [] },
    activity: { total: 0 },
  })
  expect(popup.views.balances.byAccount).toEqual({})
  expect(resultOf(await page.ask('accounts'))).toEqual([])
  await until(() => computer.windows.size === 0 && computer.badge.text === '')
  await pause(600)
  expect(left(computer, traces)).toEqual([])
  expect(computer.disk.keys.size).toBe(0)
  const before = computer.asked.length
  await computer.restart()
  const later = await openPopup(computer)
  expect(later.views.session).toEqual({ status: 'empty' })
  expect(codeOf(await later.ask('unlock', { password }))).toBe('no-wallet')
  await pause(100)
  expect(computer.asked.length).toBe(before)
  // And a new wallet begins like the first.
  keptOf(await later.ask('createWallet', { commandId: 'begin again', password: 'another long password', keys: [bring(secret)] }))
  expect(later.views.accounts.total).toBe(1)
})

test('what is being read from a node when everything is wiped is not written down afterwards', async () => {
  const { computer, popup, traces } = await full()
  node.faults.lag = 300
  try {
    node.produce()
    await pause(600)
    resultOf(await popup.ask('wipe', { sure: 'everything' }))
    await pause(1_500)
    expect(left(computer, traces)).toEqual([])
  } finally {
    node.faults.lag = 0
  }
})

test('no node is asked any more while everything is being deleted, and what was asked before is not written behind what is deleted', async () => {
  const { computer, popup, traces } = await full()
  node.faults.lag = 300
  let linked = -1
  try {
    node.produce()
    await pause(600)
    // The vault goes last: all else is gone by then, and answers still come.
    computer.meanwhile(
      ({ act, key }) => act === 'remove' && (key === 'vault' || key.startsWith('vault/')),
      async () => {
        await pause(2_500)
        linked = node.connections()
      },
    )
    resultOf(await popup.ask('wipe', { sure: 'everything' }))
    await pause(600)
    expect(linked).toBe(0)
    expect(left(computer, traces)).toEqual([])
  } finally {
    node.faults.lag = 0
  }
})

test('of what began before a wipe was over nothing is written behind it, and what begins later is', async () => {
  const wallet = createWallet({
    phishingList: 'data:,',
    ...{ media: memoryMedia().media, now: Date.now, Socket: class {} as never },
    ...{ vaultChanged: () => undefined, chainChanged: () => undefined, healthChanged: () => undefined },
  })
  const count = (keep: Keep, id: string) =>
    codeOfWork(keep(() => wallet.counting.write((counting) => ({ ...counting, [`0x${id.repeat(64)}`]: true }))))
  const early = wallet.keeping()
  let amid: Keep | undefined
  expect(await count(early, 'a')).toBe('ok')
  const wiping = wallet.wiping(async () => {
    await wallet.storage.clear('wipe')
    amid = wallet.keeping()
  })
  const queued = count(early, 'b')
  await wiping
  expect([await queued, await count(early, 'c'), await count(amid as Keep, 'd')]).toEqual(['gone', 'gone', 'gone'])
  expect(await wallet.counting.read()).toEqual({})
  expect(await count(wallet.keeping(), 'e')).toBe('ok')
  // One that fails ends them all the same: some of what they know may be gone.
  const late = wallet.keeping()
  await expect(wallet.wiping(() => Promise.reject(new Error('the disk')))).rejects.toThrow('the disk')
  expect(await count(late, 'f')).toBe('gone')
})

test('a signature of a wallet that was wiped meanwhile is noted nowhere, and nothing of it is sent', async () => {
  const said: string[] = []
  const box = (name: string) => ({ write: async () => void said.push(name) })
  const wallet = {
    ...{ activity: box('activity'), outbox: box('outbox'), sites: box('sites') },
    keeping: () => () => Promise.reject(new KluisError('gone')),
  }
  const desk = { settle: async () => void said.push('settled') }
  const release = createRelease(
    ...([wallet, desk, {}, async () => void said.push('sent'), () => said.push('followed')] as unknown as Parameters<typeof createRelease>),
  )
  const signed = { entry: { id: 'a' }, extrinsic: '0x00' } as never
  expect(await codeOfWork(release.run({ id: 'a', place: null } as never, signed))).toBe('gone')
  expect(await codeOfWork(release.run({ id: 'a', place: { origin: site } } as never, signed))).toBe('gone')
  expect(said).toEqual([])
})

test('a wipe that is cut off anywhere is a wallet still, or nothing at all; brought again it is finished', async () => {
  const statuses = new Set<string>()
  const acts = ['vault', 'accounts', 'sites', 'contacts', 'activity', 'history', 'values'].flatMap((box) =>
    (['before', 'after'] as const).map((moment) => ({ box, moment })),
  )
  for (const { box, moment } of acts) {
    const { computer, popup, traces } = await full()
    const dead = computer.dieAt(({ act, key }) => act === 'remove' && (key === box || key.startsWith(`${box}/`)), moment)
    void popup.ask('wipe', { sure: 'everything' })
    await dead
    await computer.restart()
    const later = await openPopup(computer)
    const { status } = later.views.session
    statuses.add(status)
    // No word of an empty wallet while anything of the old one is there.
    if (status === 'empty') expect(left(computer, traces), `${box} ${moment}`).toEqual([])
    resultOf(await later.ask('wipe', { sure: 'everything' }))
    await until(() => later.views.session.status === 'empty')
    expect(left(computer, traces)).toEqual([])
    computer.life.die()
  }
  expect(statuses).toContain('locked')
}, 120_000)
