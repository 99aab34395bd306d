import { decodeAddress, encodeAddress, fromHex, KluisError, toHex } from '../units'
import type { OwnCall } from './calls'
import { believe } from './decoder'
import { labelQuestions } from './labels'
import type { Live } from './live'
import { fallbackOf, itemOf, u64 } from './money'
import { readBestHead, readValues } from './reads'
import { readNetuids } from './root'
import { encodeCall } from './transfer'

/**
 * What a coldkey wants done with its hotkeys (ids in hex). `limitRao`: the most that registering may cost; null where the chain has no such
 * ceiling. `netuid` null: on every subnet. `keepStake`: what is staked with the old hotkey stays with it.
 */
export type HotkeyOrder =
  | { kind: 'associate'; hotkey: string }
  | { kind: 'register'; hotkey: string; netuid: number; limitRao: bigint | null }
  | { kind: 'swap'; hotkey: string; newHotkey: string; netuid: number | null; keepStake: boolean }

/** What the connected chain can do with hotkeys, by its metadata; `swap` 'all': the stake always goes along. */
export type HotkeyMeans = { associate: boolean; register: 'limit' | 'open' | null; swap: 'keep' | 'all' | null }
export function hotkeyMeans({ runtime }: Live): HotkeyMeans {
  const has = (name: string) => {
    const pallet = runtime.metadata.pallets.find((each) => each.name === 'SubtensorModule')
    const calls = pallet?.calls && runtime.metadata.lookup[pallet.calls.type]?.def
    return calls?.tag === 'variant' && calls.value.some((each) => each.name === name)
  }
  return {
    associate: has('try_associate_hotkey'),
    register: has('register_limit') ? 'limit' : has('burned_register') ? 'open' : null,
    swap: has('swap_hotkey_v2') ? 'keep' : has('swap_hotkey') ? 'all' : null,
  }
}

/** Bytes of the call that does this. @throws KluisError node-lied where the chain has no such call, or cannot do it so */
export function hotkeyCall(live: Live, order: HotkeyOrder): Uint8Array {
  const means = hotkeyMeans(live)
  const call = (name: OwnCall, args: Record<string, unknown>) => encodeCall(live, 'SubtensorModule', name, args)
  const hotkey = encodeAddress(fromHex(order.hotkey))
  if (order.kind === 'associate') return call('try_associate_hotkey', { hotkey })
  if (order.kind === 'register') {
    const { netuid, limitRao } = order
    return limitRao === null
      ? call('burned_register', { netuid, hotkey })
      : call('register_limit', { netuid, hotkey, limit_price: limitRao })
  }
  const args = { hotkey, new_hotkey: encodeAddress(fromHex(order.newHotkey)), netuid: order.netuid ?? undefined }
  if (means.swap === 'keep') return call('swap_hotkey_v2', { ...args, keep_stake: order.keepStake })
  // Without that word the stake goes along, which nobody asked for.
  if (order.keepStake) throw new KluisError('node-lied')
  return call('swap_hotkey', args)
}

/**
 * Where a hotkey is registered. `name`, `symbol` null: none that can be read. `emissionRao`: alpha that its last epoch gave it, null: not told;
 * `tempo`: blocks from one epoch to the next. `swapFrom`: the block from which this coldkey may replace a hotkey there.
 */
type HotkeyPlace = {
  netuid: number
  name: string | null
  symbol: string | null
  uid: number
  emissionRao: bigint | null
  tempo: number
  validates: boolean
  swapFrom: number
}
type OwnHotkey = { hotkey: string; places: HotkeyPlace[] }
/**
 * Hotkeys of a coldkey at one block. `more`: how many are not among them. `swapFrom`: as above, for the coldkey anywhere. `rest`: blocks that
 * lie between two swaps of it, anywhere and on one subnet.
 */
type OwnHotkeys = { block: number; all: OwnHotkey[]; more: number; swapFrom: number; rest: { any: number; subnet: number } }

/** Each may be on every subnet, so each is a question for every subnet. */
const MOST_HOTKEYS = 16
const NOBODY = `0x${'00'.repeat(32)}`

/** Reads items of the chain's Subtensor at one block, those that its metadata has. */
function reader(live: Live, hash: string) {
  const wanted = new Map<string, (held: string | null) => void>()
  return {
    /** @returns what the item says, once `read` was called; undefined where there is none */
    want<T>(name: string, ...parts: unknown[]): { value?: T } {
      const found: { value?: T } = {}
      if (!itemOf(live, name)) return found
      const item = live.runtime.storage('SubtensorModule', name)
      const usual = fallbackOf(live, name) ?? null
      wanted.set(item.key(...parts), (held) => {
        const told = held ?? usual
        if (told !== null) found.value = item.decode(told) as T
      })
      return found
    },
    keys: (keys: readonly string[], take: (told: (key: string) => string | null) => void) => {
      const values = new Map<string, string | null>()
      for (const key of keys) wanted.set(key, (held) => void values.set(key, held))
      return () => take((key) => values.get(key) ?? null)
    },
    async read(): Promise<void> {
      const values = await readValues(live, hash, [...wanted.keys()])
      for (const [key, take] of wanted) take(values.get(key) ?? null)
      wanted.clear()
    },
  }
}

const idOf = (address: unknown): string => believe(() => toHex(decodeAddress(address as string).accountId))
const whole = (value: unknown): number => {
  const number = Number(u64(value ?? 0n))
  if (!Number.isSafeInteger(number)) throw new KluisError('node-lied')
  return number
}
/** The first block in which it may be done again. @param last 0: it never was @param apart 0: at any time */
const from = (last: number, apart: number) => (last === 0 || apart === 0 ? 0 : last + apart + 1)
/** Where the chain keeps the block of a coldkey's last swap. */
const LAST_SWAP = 'LastTxBlock'

/**
 * Hotkeys that a coldkey owns, with where they are registered and what that gave them.
 * @param coldkey id in hex
 * @returns null where the chain has no hotkeys, or nobody tells its subnets
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readHotkeys(live: Live, coldkey: string): Promise<OwnHotkeys | null> {
  const { hash, number: block } = await readBestHead(live)
  const netuids = await readNetuids(live, hash)
  if (!netuids) return null
  const owner = encodeAddress(fromHex(coldkey))
  const { want, keys, read } = reader(live, hash)
  const owned = want<unknown[]>('OwnedHotkeys', owner)
  const apart = want('TxRateLimit')
  const last = want('LastRateLimitedBlock', { type: LAST_SWAP, value: owner })
  await read()
  const hotkeys = (owned.value ?? []).map(idOf)
  if (new Set(hotkeys).size !== hotkeys.length) throw new KluisError('node-lied')
  const shown = hotkeys.slice(0, MOST_HOTKEYS)
  const uids = shown.flatMap((hotkey) =>
    netuids.map((netuid) => ({ hotkey, netuid, uid: want<unknown>('Uids', netuid, encodeAddress(fromHex(hotkey))) })),
  )
  await read()
  const places = uids.filter(({ uid }) => uid.value !== undefined)
  const on = [...new Set(places.map(({ netuid }) => netuid))]
  const asked = on.map((netuid) => ({
    netuid,
    emission: want<unknown[]>('Emission', netuid),
    permits: want<unknown[]>('ValidatorPermit', netuid),
    tempo: want('Tempo', netuid),
    swapped: want('LastHotkeySwapOnNetuid', netuid, owner),
  }))
  const labels = labelQuestions(live.runtime, { netuids: on, hotkeys: [] }, 3 * on.length)
  let names = new Map<number, { name: string | null; symbol: string | null }>()
  const named = keys(labels.keys, (told) => {
    names = labels.read(told).subnets
  })
  await read()
  named()
  const interval = swapIntervalOf(live)
  const placeOf = (netuid: number, value: unknown): HotkeyPlace => {
    const found = asked.find((each) => each.netuid === netuid)
    const uid = whole(value)
    const emission = found?.emission.value?.[uid]
    return {
      ...{ netuid, uid, name: names.get(netuid)?.name ?? null, symbol: names.get(netuid)?.symbol ?? null },
      emissionRao: emission === undefined ? null : u64(emission),
      tempo: whole(found?.tempo.value),
      validates: found?.permits.value?.[uid] === true,
      swapFrom: from(whole(found?.swapped.value), interval),
    }
  }
  const all = shown.map((hotkey) => ({
    hotkey,
    places: places.filter((each) => each.hotkey === hotkey).map(({ netuid, uid }) => placeOf(netuid, uid.value)),
  }))
  const any = whole(apart.value)
  return { block, all, more: hotkeys.length - shown.length, swapFrom: from(whole(last.value), any), rest: { any, subnet: interval } }
}

/** Blocks that lie between two swaps of a coldkey on one subnet; 0 where the chain does not say. */
function swapIntervalOf({ runtime }: Live): number {
  const constants = runtime.metadata.pallets.find(({ name }) => name === 'SubtensorModule')?.constants ?? []
  return constants.some(({ name }) => name === 'HotkeySwapOnSubnetInterval')
    ? whole(runtime.constant('SubtensorModule', 'HotkeySwapOnSubnetInterval'))
    : 0
}

/** What the chain knows of a hotkey. `owner`: its coldkey (id in hex), null: nobody's. `netuids`: where it is registered. */
type HotkeyFacts = { owner: string | null; netuids: number[] }
/** @returns null as above. @throws KluisError offline, node-answer, node-lied */
export async function readHotkey(live: Live, hotkey: string): Promise<HotkeyFacts | null> {
  const { hash } = await readBestHead(live)
  const subnets = await readNetuids(live, hash)
  if (!subnets) return null
  const { want, read } = reader(live, hash)
  const address = encodeAddress(fromHex(hotkey))
  const owner = want<unknown>('Owner', address)
  const uids = subnets.map((netuid) => ({ netuid, uid: want<unknown>('Uids', netuid, address) }))
  await read()
  const id = owner.value === undefined ? NOBODY : idOf(owner.value)
  const netuids = uids.flatMap(({ netuid, uid }) => (uid.value === undefined ? [] : netuid))
  return { owner: id === NOBODY ? null : id, netuids }
}

/** What registering costs now on a subnet, in rao, and whether it is open; null: there is no such subnet, or nobody tells. */
export async function readBurn(live: Live, netuid: number): Promise<{ burnRao: bigint; open: boolean } | null> {
  const { hash } = await readBestHead(live)
  const { want, read } = reader(live, hash)
  const [there, burn, open] = [
    want<unknown>('NetworksAdded', netuid),
    want<unknown>('Burn', netuid),
    want<unknown>('NetworkRegistrationAllowed', netuid),
  ]
  await read()
  if (there.value !== true || burn.value === undefined) return null
  return { burnRao: u64(burn.value), open: open.value === true }
}
