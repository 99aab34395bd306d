import { decodeAddress, KluisError, toHex } from '../units'
import { believe } from './decoder'
import { LONGEST_NAME, LONGEST_SYMBOL, textOf } from './labels'
import type { Live } from './live'
import { askRuntime, isNetuid, knows, readPrices, u64 } from './money'
import { readBestHead } from './reads'
import { readSwitches } from './switches'

/**
 * A subnet as somebody sees it who thinks of staking there, at one block. Amounts in rao of TAO or of its alpha.
 * `name`, `symbol` null: it gives none that can be read. `priceRao` null: nobody tells. `open` false: its alpha cannot be traded yet; null where nobody tells.
 * `emissionRao`: TAO that each block adds to its pool. `average`: the moving price that emission follows, in rao for a whole alpha.
 */
export type Subnet = {
  netuid: number
  name: string | null
  symbol: string | null
  /** Account id of the owner's coldkey, in hex. */
  owner: string
  priceRao: bigint | null
  averageRao: bigint
  poolTaoRao: bigint
  poolAlphaRao: bigint
  stakedAlphaRao: bigint
  emissionRao: bigint
  /** Blocks from one payment of rewards to the next, and the block in which it was registered. */
  tempo: number
  registeredAt: number
  open: boolean | null
}
export type Market = { block: number; hash: string; subnets: Subnet[] }

const API = 'SubnetInfoRuntimeApi'
const ALL = 'get_all_dynamic_info'

/**
 * Every subnet at the newest block, root among them, in three questions; and one more for each price where there is no call for all of them:
 * then first those of the deepest pools.
 * @param netuids whose prices are wanted before others then
 * @returns null where the chain has no such thing, or the node refuses to tell
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readMarket(live: Live, netuids: readonly number[] = []): Promise<Market | null> {
  if (!knows(live, API, ALL)) return null
  const { hash, number: block } = await readBestHead(live)
  const asked = askRuntime(live, hash, API, ALL, []).then((told) => {
    if (told === undefined) return undefined
    if (!Array.isArray(told)) throw new KluisError('node-lied')
    return told.filter((each) => each !== undefined && each !== null) as Record<string, unknown>[]
  })
  const deepest = async () =>
    (await asked)?.toSorted((a, b) => (u64(a.tao_in) < u64(b.tao_in) ? 1 : -1)).map(({ netuid }) => netuidOf(netuid))
  const [infos, prices] = await Promise.all([asked, readPrices(live, hash, async () => [...netuids, ...((await deepest()) ?? [])])])
  if (!infos) return null
  const open = await readSwitches(
    live,
    hash,
    'SubtokenEnabled',
    infos.map(({ netuid }) => netuidOf(netuid)),
  )
  const subnets = infos.map((info) => subnetOf(info, block, prices, open))
  if (new Set(subnets.map(({ netuid }) => netuid)).size !== subnets.length) throw new KluisError('node-lied')
  return { block, hash, subnets }
}

const netuidOf = (value: unknown): number => {
  if (!isNetuid(value)) throw new KluisError('node-lied')
  return value
}
/** A block that was, or a number of them. */
function countOf(value: unknown, most: number): number {
  const count = u64(value)
  if (count > BigInt(most)) throw new KluisError('node-lied')
  return Number(count)
}

/** I96F32, of which nothing but the whole rao of it counts here. @param value rao of TAO for a rao of alpha, times 2^32 */
function movingPrice(value: unknown): bigint {
  const bits = typeof value === 'bigint' ? value : ((value as { bits?: unknown } | null)?.bits ?? undefined)
  if (typeof bits !== 'bigint' || bits < 0n) throw new KluisError('node-lied')
  return (bits * 1_000_000_000n) >> 32n
}

function subnetOf(
  info: Record<string, unknown>,
  block: number,
  prices: ReadonlyMap<number, bigint>,
  open: ReadonlyMap<number, boolean> | null,
): Subnet {
  const netuid = netuidOf(info.netuid)
  return {
    netuid,
    name: textOf(info.subnet_name, LONGEST_NAME),
    symbol: textOf(info.token_symbol, LONGEST_SYMBOL),
    owner: believe(() => toHex(decodeAddress(info.owner_coldkey as string).accountId)),
    priceRao: prices.get(netuid) ?? null,
    averageRao: movingPrice(info.moving_price),
    poolTaoRao: u64(info.tao_in),
    poolAlphaRao: u64(info.alpha_in),
    stakedAlphaRao: u64(info.alpha_out),
    emissionRao: u64(info.tao_in_emission),
    tempo: countOf(info.tempo, 65_535),
    registeredAt: countOf(info.network_registered_at, block),
    open: open ? (open.get(netuid) ?? false) : null,
  }
}
