import { decodeAddress, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { believe } from './decoder'
import type { Live } from './live'
import { askRuntime, fallbackOf, isNetuid, itemOf, knows, readPrices, u64 } from './money'
import { readBestHead, readValues } from './reads'

/**
 * How a chain keeps what root stake earns (chain.md 4.2, 5.6), by what its metadata has and never by its number.
 * `baskets`: every validator has a basket of alpha, of which stakers own a part, and a runtime call tells what that is worth in TAO.
 * `rates`: every validator has rates of alpha for each subnet, and what was claimed is written down for each staker.
 * `untold`: something can be claimed, and nothing tells how much.
 */
export type RootMechanism = 'baskets' | 'rates' | 'untold'
/** What becomes of what is claimed by rates: it is sold for TAO on root, or stays alpha, everywhere or on some subnets. */
export type ClaimType = { type: 'Swap' | 'Keep' | 'KeepSubnets'; netuids: number[] }
/**
 * What waits with one validator, at once or for each subnet. `taoRao` null: it is told by subnet. `skipped`: too little for a claim.
 * `rate`: alpha for each rao of root stake since the beginning, in 2^-32; `claimed`: alpha of that which was taken.
 */
export type Accrual = {
  hotkey: string
  taoRao: bigint | null
  skipped: boolean
  alpha: { netuid: number; alphaRao: bigint; skipped: boolean; rate: bigint; claimed: bigint }[]
}
export type RootDividends = {
  block: number
  hash: string
  mechanism: RootMechanism
  /** As keepsUnclaimed. */
  stays: boolean
  /** Whether there is a call for one validator alone. */
  one: boolean
  accruals: Accrual[]
  /** Rao of TAO that a claim must come to with one validator (`baskets`), where that is told. */
  leastRao: bigint | null
  /** Only of `rates`. */
  type: ClaimType | null
  /** Rao of TAO for a whole alpha, by netuid; only of `rates`. */
  prices: Map<number, bigint>
  /** Blocks for which root stake cannot leave after some came or went; null where the chain has no such interval. */
  unlockBlocks: bigint | null
}

const PALLET = 'SubtensorModule'
const BASKETS = 'BetaBasketRuntimeApi'
const POSITIONS = 'get_root_basket_positions'
const STAKES = 'StakeInfoRuntimeApi'
const FRACTION = 32n
const I128 = 2n ** 127n

/** Whether the connected chain has a call of this name. */
export function hasCall({ runtime }: Live, name: string, pallet = PALLET): boolean {
  try {
    return runtime.builder.buildCall(pallet, name) !== undefined
  } catch {
    return false
  }
}
/** Whether the connected chain's pallet of stakes keeps something under this name. */
export const hasItem = (live: Live, name: string): boolean => itemOf(live, name) !== undefined

/**
 * Values of one item at a block, by their keys' parts, in one question; what is not there is what the metadata says of that, else undefined.
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readItems(live: Live, hash: string, name: string, keys: readonly (readonly unknown[])[]): Promise<unknown[]> {
  const item = live.runtime.storage(PALLET, name)
  const hexes = keys.map((parts) => item.key(...parts))
  const values = await readValues(live, hash, hexes)
  const usual = fallbackOf(live, name)
  return hexes.map((key) => {
    const held = values.get(key) ?? usual
    return held === undefined ? undefined : item.decode(held)
  })
}
/** The same of one key, or of an item without any. */
export const readItem = async (live: Live, hash: string, name: string, ...key: unknown[]): Promise<unknown> =>
  (await readItems(live, hash, name, [key]))[0]

/** As many keys as a node gives at once. */
const KEYS = 1_000
/**
 * Subnets that there are at a block, root among them, in order.
 * @returns null where the chain keeps no list of them, or the node does not tell it
 * @throws KluisError offline, node-lied
 */
export async function readNetuids(live: Live, hash: string): Promise<number[] | null> {
  if (!hasItem(live, 'NetworksAdded')) return null
  const item = live.runtime.storage(PALLET, 'NetworksAdded')
  const told = await live.rpc.call('state_getKeysPaged', [item.key(), KEYS, null, hash]).catch((error: unknown) => {
    if (error instanceof KluisError && error.code === 'node-answer') return null
    throw error
  })
  if (told === null) return null
  const netuids = listFrom(told).map((key) => {
    // Whatever the hasher, a key ends with what was hashed: its number, the low byte first.
    const [high = 0, low = 0] = believe(() => fromHex(key as string)).toReversed()
    const netuid = low + 256 * high
    if (item.key(netuid) !== key) throw new KluisError('node-lied')
    return netuid
  })
  if (new Set(netuids).size !== netuids.length) throw new KluisError('node-lied')
  return netuids.sort((a, b) => a - b)
}

export const addressOf = (id: string): string => encodeAddress(fromHex(id))
export const idFrom = (address: unknown): string => believe(() => toHex(decodeAddress(address as string).accountId))
export function listFrom(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new KluisError('node-lied')
  return value
}
const netuidFrom = (value: unknown): number => {
  if (!isNetuid(value)) throw new KluisError('node-lied')
  return value
}
/** An I96F32, in 2^-32, that is not negative. */
function fixed(value: unknown): bigint {
  const bits = typeof value === 'bigint' ? value : (value as { bits?: unknown } | null | undefined)?.bits
  if (typeof bits !== 'bigint' || bits < 0n || bits >= I128) throw new KluisError('node-lied')
  return bits
}

/** How the connected chain keeps root dividends; null where nothing of it can be claimed there. */
export function rootMechanism(live: Live): RootMechanism | null {
  if (!hasCall(live, 'claim_root')) return null
  if (knows(live, BASKETS, POSITIONS)) return 'baskets'
  return hasItem(live, 'RootClaimable') && hasItem(live, 'RootClaimed') ? 'rates' : 'untold'
}

/**
 * Whether what root stake earned and did not claim stays its owner's when the stake leaves: with baskets. A chain that has these and does
 * not tell of them is known by the wait that came with them (chain.md 4.2), which a claim begins anew.
 */
export function keepsUnclaimed(live: Live): boolean {
  const mechanism = rootMechanism(live)
  return mechanism === 'baskets' || (mechanism === 'untold' && hasItem(live, 'RootStakeUnlockInterval'))
}

/**
 * What root stake of a coldkey earned and did not claim, at the newest block.
 * @param coldkey account id, hex
 * @returns null where the chain has no such thing
 * @throws KluisError offline, node-answer (the node does not tell), node-lied
 */
export async function readRootDividends(live: Live, coldkey: string): Promise<RootDividends | null> {
  const mechanism = rootMechanism(live)
  if (!mechanism) return null
  const { hash, number: block } = await readBestHead(live)
  const [unlock, kept] = await Promise.all([
    hasItem(live, 'RootStakeUnlockInterval') ? readItem(live, hash, 'RootStakeUnlockInterval').then(u64) : null,
    mechanism === 'baskets' ? inBaskets(live, hash, coldkey) : mechanism === 'rates' ? byRates(live, hash, coldkey) : {},
  ])
  return {
    ...{ block, hash, mechanism, stays: keepsUnclaimed(live), one: hasCall(live, 'claim_root_with_hotkey') },
    ...{ accruals: [], leastRao: null, type: null },
    ...{ prices: new Map<number, bigint>(), unlockBlocks: unlock === 0n ? null : unlock },
    ...kept,
  }
}

async function inBaskets(live: Live, hash: string, coldkey: string) {
  const [answer, least] = await Promise.all([
    askRuntime(live, hash, BASKETS, POSITIONS, [addressOf(coldkey)]),
    hasItem(live, 'RootClaimableThreshold') ? readItem(live, hash, 'RootClaimableThreshold', 0).then(fixed) : 0n,
  ])
  if (answer === undefined) throw new KluisError('node-answer')
  const accruals = listFrom(answer).map((each): Accrual => {
    const [hotkey, , tao] = listFrom(each)
    const taoRao = u64(tao)
    return { hotkey: idFrom(hotkey), taoRao, skipped: taoRao << FRACTION < least, alpha: [] }
  })
  if (new Set(accruals.map(({ hotkey }) => hotkey)).size !== accruals.length) throw new KluisError('node-lied')
  // A part of a rao is a whole one: with less nothing is claimed.
  return { accruals, leastRao: least === 0n ? null : ((least - 1n) >> FRACTION) + 1n }
}

async function byRates(live: Live, hash: string, coldkey: string) {
  const address = addressOf(coldkey)
  const hotkeys = listFrom(await readItem(live, hash, 'StakingHotkeys', address)).map(idFrom)
  const [stakes, rates, type] = await Promise.all([
    rootStakes(live, hash, address),
    readItems(
      live,
      hash,
      'RootClaimable',
      hotkeys.map((hotkey) => [addressOf(hotkey)]),
    ),
    claimType(live, hash, address),
  ])
  const rows = hotkeys.flatMap((hotkey, at) =>
    listFrom(rates[at]).map((pair) => {
      const [netuid, rate] = listFrom(pair)
      return { hotkey, netuid: netuidFrom(netuid), rate: fixed(rate) }
    }),
  )
  const netuids = [...new Set(rows.map(({ netuid }) => netuid))]
  const [claimed, thresholds] = await Promise.all([
    readItems(
      live,
      hash,
      'RootClaimed',
      rows.map(({ hotkey, netuid }) => [netuid, addressOf(hotkey), address]),
    ),
    hasItem(live, 'RootClaimableThreshold')
      ? readItems(
          live,
          hash,
          'RootClaimableThreshold',
          netuids.map((netuid) => [netuid]),
        )
      : [],
  ])
  const leastOf = new Map(netuids.map((netuid, at) => [netuid, thresholds[at] === undefined ? 0n : fixed(thresholds[at])]))
  const accruals = hotkeys.map((hotkey): Accrual => ({ hotkey, taoRao: null, skipped: false, alpha: [] }))
  const byHotkey = new Map(accruals.map((each) => [each.hotkey, each]))
  for (const [at, { hotkey, netuid, rate }] of rows.entries()) {
    const taken = claimed[at]
    if (typeof taken !== 'bigint' || taken < 0n) throw new KluisError('node-lied')
    const exactly = rate * (stakes.get(hotkey) ?? 0n) - (taken << FRACTION)
    const alphaRao = exactly > 0n ? exactly >> FRACTION : 0n
    if (alphaRao > 0n)
      byHotkey.get(hotkey)?.alpha.push({ netuid, alphaRao, skipped: exactly < (leastOf.get(netuid) ?? 0n), rate, claimed: taken })
  }
  const waiting = accruals.filter(({ alpha }) => alpha.length > 0)
  const prices = await readPrices(
    live,
    hash,
    waiting.flatMap(({ alpha }) => alpha.map(({ netuid }) => netuid)),
  )
  return { accruals: waiting, type, prices }
}

/** Root stake of a coldkey by hotkey, in rao of TAO. */
async function rootStakes(live: Live, hash: string, address: string): Promise<Map<string, bigint>> {
  const answer = await askRuntime(live, hash, STAKES, 'get_stake_info_for_coldkeys', [[address]])
  if (answer === undefined) throw new KluisError('node-answer')
  const [pair, more] = listFrom(answer)
  const [who, infos] = listFrom(pair)
  if (more !== undefined || idFrom(who) !== idFrom(address)) throw new KluisError('node-lied')
  const own = listFrom(infos) as Record<string, unknown>[]
  return new Map(own.filter(({ netuid }) => netuid === 0).map(({ hotkey, stake }) => [idFrom(hotkey), u64(stake)]))
}

/** What becomes of what a coldkey claims by rates; null where the chain leaves no choice. */
async function claimType(live: Live, hash: string, address: string): Promise<ClaimType | null> {
  if (!hasItem(live, 'RootClaimType')) return null
  const { type, value } = ((await readItem(live, hash, 'RootClaimType', address)) ?? {}) as { type?: unknown; value?: unknown }
  if (type !== 'Swap' && type !== 'Keep' && type !== 'KeepSubnets') throw new KluisError('node-lied')
  const subnets = (value as { subnets?: unknown } | undefined)?.subnets
  return { type, netuids: type === 'KeepSubnets' ? listFrom(subnets).map(netuidFrom) : [] }
}
