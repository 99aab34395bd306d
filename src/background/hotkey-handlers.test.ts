import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { HotkeyMeans } from '../chain'
import type { HotkeyFactsAnswer, HotkeysAnswer, RegistrationAnswer } from '../messaging'
import { blake256, decodeAddress, encodeAddress, fromHex, toHex } from '../units'
import { codeOf, resultOf, until } from './fixtures/computer'
import { bring, createWorld, funds, keptOf, password, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
/** What a chain is said to be able to do; undefined: what it can. */
const means = vi.hoisted(() => ({ said: undefined as HotkeyMeans | undefined }))
vi.mock('../chain', async (original) => {
  const real = await original<typeof import('../chain')>()
  return { ...real, hotkeyMeans: (live: Parameters<typeof real.hotkeyMeans>[0]) => means.said ?? real.hotkeyMeans(live) }
})

const TAO = 1_000_000_000n
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
})
afterAll(() => node.close())
beforeEach(() => {
  means.said = undefined
})

let made = 0
/** A hotkey that nobody has yet. */
const fresh = () => toHex(blake256(Uint8Array.of(77, ++made)))
const addressOf = (id: string) => encodeAddress(fromHex(id))
const idOf = (address: string) => toHex(decodeAddress(address).accountId)
const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
const over = (item: string, keys: unknown[], value: unknown) => node.chain.overwrite('SubtensorModule', item, keys, value)

const prepare = ({ popup, id }: World, order: unknown, more: { from?: string; hotkeyMeant?: boolean } = {}) =>
  popup.ask('prepareHotkey', {
    commandId: `hotkey command ${++made}`,
    ...{ from: id as `0x${string}`, hotkeyMeant: false, order: order as never },
    ...more,
  } as never)
/** Makes a block, and waits until the wallet knows of it. */
async function produce({ popup }: World): Promise<void> {
  node.produce()
  await until(() => popup.views.network?.best === node.chain.best.number)
}
/** Approves what is shown and lets a block be made of it. @returns its end */
async function carryOut({ popup }: World) {
  const { id, hash } = await shown(popup, 'transaction')
  resultOf(await popup.ask('approve', { id, hash, password }))
  node.produce(3)
  const newest = () => popup.views.activity.first[0]
  await until(() => newest()?.status.phase === 'final')
  return newest()
}
const hotkeys = async ({ popup, id }: World) => resultOf<HotkeysAnswer | null>(await popup.ask('hotkeys', { account: id as `0x${string}` }))
const facts = async ({ popup, id }: World, hotkey: string) =>
  resultOf<HotkeyFactsAnswer | null>(await popup.ask('hotkeyFacts', { account: id, hotkey } as never))
const registration = async ({ popup, id }: World, hotkey: string, netuid: number) =>
  resultOf<RegistrationAnswer | null>(await popup.ask('registration', { account: id, hotkey, netuid, tolerance: 100_000 } as never))
/** Makes the coldkey of a world own a registered hotkey. */
async function registered(world: World, netuid: number): Promise<string> {
  const hotkey = fresh()
  const told = await registration(world, hotkey, netuid)
  resultOf(await prepare(world, { kind: 'register', hotkey, netuid, ceiling: { kind: 'limit', limit: told?.ceiling } }))
  expect(await carryOut(world)).toMatchObject({ status: { ok: true } })
  return hotkey
}

test('a hotkey becomes the account’s own by a reviewed request, and then stands among its hotkeys', async () => {
  const world = await createWorld(node)
  const hotkey = fresh()
  expect(await facts(world, hotkey)).toEqual({ owner: 'nobody', netuids: [] })
  resultOf(await prepare(world, { kind: 'associate', hotkey }))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]).toMatchObject({
    call: 'SubtensorModule.try_associate_hotkey',
    fact: { kind: 'associate', hotkey: { id: hotkey } },
  })
  expect(await carryOut(world)).toMatchObject({ status: { ok: true } })
  expect(onChain('Owner', addressOf(hotkey))).toBe(world.address)
  const told = await hotkeys(world)
  expect(told?.all).toContainEqual({ hotkey, address: addressOf(hotkey), places: [] })
  expect(told).toMatchObject({
    able: { associate: true, register: 'limit', swap: 'keep' },
    swapCost: { all: String(TAO / 10n), one: String(TAO / 1_000n) },
    more: 0,
    swapRest: { any: 1_000, subnet: 7_200 },
  })
  expect(await facts(world, hotkey)).toEqual({ owner: 'mine', netuids: [] })
})

test('registering goes out with the ceiling that was shown, and the hotkey is listed with its subnet, uid and emission', async () => {
  const world = await createWorld(node)
  const [hotkey, netuid] = [fresh(), 31]
  const burn = onChain<bigint>('Burn', netuid)
  const told = await registration(world, hotkey, netuid)
  expect(told).toMatchObject({ burn: String(burn), ceiling: String((burn * 11n + 9n) / 10n), free: String(funds), open: true })
  resultOf(await prepare(world, { kind: 'register', hotkey, netuid, ceiling: { kind: 'limit', limit: told?.ceiling } }))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]).toMatchObject({
    call: 'SubtensorModule.register_limit',
    fact: { kind: 'register', netuid, limit: told?.ceiling, hotkey: { id: hotkey } },
  })
  const done = await carryOut(world)
  expect(done).toMatchObject({ status: { ok: true } })
  const uid = onChain<number>('Uids', netuid, addressOf(hotkey))
  over(
    'Emission',
    [netuid],
    Array.from({ length: uid + 1 }, (_, at) => (at === uid ? 12_345n : 1n)),
  )
  await produce(world)
  const mine = (await hotkeys(world))?.all.find((each) => each.hotkey === hotkey)
  expect(mine?.places).toMatchObject([{ netuid, uid, emission: '12345', tempo: onChain('Tempo', netuid), validates: false, swapFrom: 0 }])
  expect(await facts(world, hotkey)).toEqual({ owner: 'mine', netuids: [netuid] })
})

test('where the price rose above the ceiling nothing is registered and nothing but a fee is paid', async () => {
  const world = await createWorld(node)
  const [hotkey, netuid] = [fresh(), 32]
  const told = await registration(world, hotkey, netuid)
  resultOf(await prepare(world, { kind: 'register', hotkey, netuid, ceiling: { kind: 'limit', limit: told?.ceiling } }))
  over('Burn', [netuid], BigInt(told?.ceiling ?? 0) * 2n)
  node.produce()
  const before = node.chain.account(world.address).data.free
  const done = await carryOut(world)
  expect(done).toMatchObject({ status: { ok: false, error: 'SubtensorModule.RegistrationPriceLimitExceeded' } })
  expect(onChain('Uids', netuid, addressOf(hotkey))).toBeUndefined()
  expect(before - node.chain.account(world.address).data.free).toBe(BigInt(done?.kind === 'own' ? (done.fee ?? 0) : 0))
})

test('a chain without a ceiling asks for the typed word, and one that has a ceiling takes no order without it', async () => {
  const world = await createWorld(node)
  const order = { kind: 'register', hotkey: fresh(), netuid: 33 }
  const unprotected = { ...order, ceiling: { kind: 'none', sure: 'unprotected' } }
  expect(codeOf(await prepare(world, unprotected))).toBe('not-supported')
  means.said = { associate: true, register: 'open', swap: null }
  expect(await hotkeys(world)).toMatchObject({ able: { register: 'open' } })
  expect(codeOf(await prepare(world, { ...order, ceiling: { kind: 'none' } }))).toBe('invalid-input')
  expect(codeOf(await prepare(world, { ...order, ceiling: { kind: 'none', sure: 'yes' } }))).toBe('invalid-input')
  expect(codeOf(await prepare(world, { ...order, ceiling: { kind: 'limit', limit: '1' } }))).toBe('not-supported')
  expect(world.popup.views.requests.items).toEqual([])
  resultOf(await prepare(world, unprotected))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]).toMatchObject({ call: 'SubtensorModule.burned_register', fact: { limit: null } })
  expect(request.explanation.level).toBe(3)
  means.said = { associate: false, register: null, swap: null }
  expect(codeOf(await prepare(world, unprotected))).toBe('not-supported')
  expect(codeOf(await prepare(world, { kind: 'associate', hotkey: fresh() }))).toBe('not-supported')
  expect(await registration(world, fresh(), 33)).toBeNull()
})

test('a swap is shown with its cost, takes the place of the old hotkey, and says from which block the next one may be', async () => {
  const world = await createWorld(node)
  const [hotkey, newHotkey, netuid] = [await registered(world, 34), fresh(), 34]
  const uid = onChain('Uids', netuid, addressOf(hotkey))
  resultOf(await prepare(world, { kind: 'swap', hotkey, newHotkey, netuid, keepStake: true }))
  const request = await shown(world.popup, 'transaction')
  expect(request.explanation.leaves[0]).toMatchObject({
    call: 'SubtensorModule.swap_hotkey_v2',
    fact: { kind: 'swap-hotkey', netuid, keepStake: true, hotkey: { id: hotkey }, toHotkey: { id: newHotkey } },
  })
  expect(request.explanation.outflow).toBe(String(TAO / 1_000n))
  expect(request.explanation.level).toBe(3)
  expect(await carryOut(world)).toMatchObject({ status: { ok: true } })
  expect([onChain('Uids', netuid, addressOf(hotkey)), onChain('Uids', netuid, addressOf(newHotkey))]).toEqual([undefined, uid])
  const told = await hotkeys(world)
  const last = onChain<bigint>('LastHotkeySwapOnNetuid', netuid, world.address)
  expect(told?.swapFrom).toBe(Number(last) + 1_000 + 1)
  expect(told?.all.find((each) => each.hotkey === newHotkey)?.places).toMatchObject([{ netuid, swapFrom: Number(last) + 7_200 + 1 }])
  // The chain thinks so too.
  over('LastRateLimitedBlock', [{ type: 'LastTxBlock', value: world.address }], 0n)
  await produce(world)
  expect((await hotkeys(world))?.swapFrom).toBe(0)
})

test('a chain that has only the old swap takes the stake along, and is never asked to keep it', async () => {
  const world = await createWorld(node)
  means.said = { associate: true, register: 'limit', swap: 'all' }
  const order = { kind: 'swap', hotkey: fresh(), newHotkey: fresh(), netuid: null }
  expect(codeOf(await prepare(world, { ...order, keepStake: true }))).toBe('not-supported')
})

test('what cannot be a hotkey, and who cannot sign, is refused before anything is built', async () => {
  const world = await createWorld(node)
  const { popup, id, secondId } = world
  const hotkey = fresh()
  const limit = { kind: 'limit', limit: '1' }
  expect(codeOf(await prepare(world, { kind: 'associate', hotkey: id }))).toBe('is-coldkey')
  expect(codeOf(await prepare(world, { kind: 'associate', hotkey: secondId }))).toBe('is-coldkey')
  expect(codeOf(await prepare(world, { kind: 'swap', hotkey, newHotkey: secondId, netuid: null, keepStake: false }))).toBe('is-coldkey')
  expect(codeOf(await prepare(world, { kind: 'swap', hotkey, newHotkey: hotkey, netuid: null, keepStake: false }))).toBe('invalid-input')
  expect(codeOf(await prepare(world, { kind: 'register', hotkey, netuid: 1, ceiling: { kind: 'limit', limit: '0' } }))).toBe(
    'invalid-input',
  )
  // Root has no ceiling on the price of its seats.
  expect(codeOf(await prepare(world, { kind: 'register', hotkey, netuid: 0, ceiling: limit }))).toBe('invalid-input')
  expect(codeOf(await prepare(world, { kind: 'associate', hotkey }, { from: fresh() }))).toBe('unknown-account')
  const watched = idOf(largeOn(3))
  const [account] = keptOf(
    await popup.ask('addAccounts', {
      commandId: 'a watched one',
      keys: [bring(null, { id: watched as `0x${string}`, role: 'watch', watch: 'address', name: 'W' })],
    }),
  )
  expect(account?.id).toBe(watched)
  expect(codeOf(await prepare(world, { kind: 'associate', hotkey }, { from: watched }))).toBe('watch-only')
  expect(popup.views.requests.items).toEqual([])
})

test('hotkeys of others are told as such, and a hotkey on no subnet that is there cannot be registered', async () => {
  const world = await createWorld(node)
  expect(await facts(world, idOf(largeOn(1)))).toMatchObject({
    owner: expect.stringMatching(/other|nobody/),
    netuids: expect.arrayContaining([1]),
  })
  expect(await registration(world, fresh(), 4_000)).toBeNull()
  over('NetworkRegistrationAllowed', [35], false)
  await produce(world)
  expect(await registration(world, fresh(), 35)).toMatchObject({ open: false })
  expect(codeOf(await world.popup.ask('hotkeys', { account: fresh() } as never))).toBe('unknown-account')
})
