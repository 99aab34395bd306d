import type { Context } from '../../pallet'
import { issueAlpha } from '../alpha-assets'
import { earnInBasket } from './baskets'
import { settleChildren } from './children'
import { priceOf, WHOLE } from './pool'
import { settlePrices } from './registration'
import { earnOnRoot } from './root-claim'
import { changeStake, type Reader, reward, totalOf } from './shares'
import { isOpen, netuids, poolOf, ROOT } from './stake'

// Emission by rules simpler than finney's, and the same at every start: chain.md 6.2 tells what finney does.

const MAX_SUPPLY = 21_000_000n * WHOLE
/** Of a whole alpha for each block of an epoch: 18% to the owner, 41% to those who stake. Miners would get the rest; here are none. */
const OWNER = 180_000_000n
const STAKERS = 410_000_000n

/** Rao for a block: a whole TAO, halved each time that half of what was left has been issued. */
export function blockEmission(issued: bigint): bigint {
  let emission = WHOLE
  for (let left = MAX_SUPPLY - issued; left * 2n <= MAX_SUPPLY && emission > 0n; left *= 2n) emission /= 2n
  return emission
}

const period = ({ read }: Reader, netuid: number) => read<number>('SubtensorModule', 'Tempo', netuid) + 1
/** The first block after `number` at whose start a subnet's epoch ends. */
export const nextEpoch = (reader: Reader, netuid: number, number: number): number => {
  const every = period(reader, netuid)
  return number + every - ((number + netuid + 1) % every)
}

/** Blocks until a subnet's epoch ends. */
export const blocksToEpoch = (reader: Reader, netuid: number, number: number) => nextEpoch(reader, netuid, number) - number

/** The block's TAO goes into the pool of one subnet: they take turns, by number. Alpha goes along, so that the price stays. */
function feed(context: Context, number: number): void {
  const { read, write } = context
  const emission = blockEmission(read<bigint>('SubtensorModule', 'TotalIssuance'))
  if (emission !== read<bigint>('SubtensorModule', 'BlockEmission')) write('SubtensorModule', 'BlockEmission', [], emission)
  const count = read<number>('SubtensorModule', 'TotalNetworks') - 1
  for (let i = 0; i < count; i++) {
    const netuid = ((number + i) % count) + 1
    if (!isOpen(context, netuid) || !read<boolean>('SubtensorModule', 'SubnetEmissionEnabled', netuid)) continue
    const pool = poolOf(context, netuid)
    const price = priceOf(pool)
    if (price === 0n) continue
    write('SubtensorModule', 'SubnetTAO', [netuid], pool.tao + emission)
    const along = (emission * pool.alpha) / pool.tao
    write('SubtensorModule', 'SubnetAlphaIn', [netuid], pool.alpha + along)
    issueAlpha(context, netuid, along)
    for (const item of ['TotalStake', 'TotalIssuance']) write('SubtensorModule', item, [], read<bigint>('SubtensorModule', item) + emission)
    return
  }
}

/** Root's part of dividends waits to be claimed. @returns whether someone is there to claim it */
const accrue = (context: Context, hotkey: string, netuid: number, alpha: bigint): boolean =>
  context.has('SubtensorModule', 'BasketRate') ? earnInBasket(context, hotkey, netuid, alpha) : earnOnRoot(context, hotkey, netuid, alpha)

/** Ends an epoch: alpha for the subnet's owner and for the validators by their stake, of which each keeps its take. */
function reap(context: Context, netuid: number, number: number): void {
  const { read, write } = context
  const blocks = BigInt(period(context, netuid))
  const uids = Array.from({ length: read<number>('SubtensorModule', 'SubnetworkN', netuid) }, (_, uid) => uid)
  const hotkeys = uids
    .filter((uid) => read<boolean[]>('SubtensorModule', 'ValidatorPermit', netuid)[uid])
    .map((uid) => read<string>('SubtensorModule', 'Keys', netuid, uid))
  const stakes = hotkeys.map((hotkey) => totalOf(context, hotkey, netuid))
  const all = stakes.reduce((sum, each) => sum + each, 0n)
  let given = 0n
  const give = (hotkey: string, coldkey: string, alpha: bigint) => {
    if (alpha === 0n) return
    changeStake(context, hotkey, coldkey, netuid, alpha)
    given += alpha
  }
  const owner = read<string>('SubtensorModule', 'SubnetOwnerHotkey', netuid)
  give(owner, read<string>('SubtensorModule', 'SubnetOwner', netuid), blocks * OWNER)
  for (const [index, hotkey] of hotkeys.entries()) {
    if (all === 0n) break
    const earned = (blocks * STAKERS * (stakes[index] as bigint)) / all
    const take = (earned * BigInt(read<number>('SubtensorModule', 'Delegates', hotkey))) / 65_535n
    const rest = earned - take
    const weight = (totalOf(context, hotkey, ROOT) * read<bigint>('SubtensorModule', 'TaoWeight')) >> 64n
    const part = weight === 0n ? 0n : (rest * weight) / (weight + (stakes[index] as bigint))
    const rooted = part > 0n && accrue(context, hotkey, netuid, part) ? part : 0n
    reward(context, hotkey, netuid, rest - rooted)
    given += rest
    give(hotkey, read<string>('SubtensorModule', 'Owner', hotkey), take)
    write('SubtensorModule', 'AlphaDividendsPerSubnet', [netuid, hotkey], rest - rooted)
    write('SubtensorModule', 'RootAlphaDividendsPerSubnet', [netuid, hotkey], rooted)
  }
  write('SubtensorModule', 'SubnetAlphaOut', [netuid], read<bigint>('SubtensorModule', 'SubnetAlphaOut', netuid) + given)
  issueAlpha(context, netuid, given)
  for (const item of ['LastMechansimStepBlock', 'LastEpochBlock']) write('SubtensorModule', item, [netuid], BigInt(number))
}

/** What every block begins with. */
export function emit(context: Context, number: number): void {
  if (context.read<number>('SubtensorModule', 'TotalNetworks') === 0) return
  settlePrices(context, number)
  feed(context, number)
  for (const netuid of netuids(context).slice(1))
    if ((number + netuid + 1) % period(context, netuid) === 0 && isOpen(context, netuid)) {
      reap(context, netuid, number)
      settleChildren(context, netuid, number)
    }
}
