import { encodeAddress, fromHex, KluisError } from '../units'
import type { Runtime } from './metadata'

/** Where somebody has a stake: hotkey as id in hex. */
export type Place = { hotkey: string; netuid: number }
/**
 * What a hotkey's stakers were paid together in its last epoch on a subnet, and what they have there together: alpha, in rao. `tempo`: blocks
 * from one payment to the next. One of them gets of the first what it has of the second.
 */
type Payout = { dividendRao: bigint; stakedRao: bigint; tempo: number }
/** By `placeName`. */
export type Payouts = ReadonlyMap<string, Payout>
export const placeName = ({ hotkey, netuid }: Place): string => `${netuid}/${hotkey}`

/**
 * Which storage keys tell what stakes were paid last, and what their values say. A chain that keeps it otherwise tells nothing of it.
 * @param room how many keys may be asked for; places that have no room are left out
 */
export function payoutQuestions({ metadata, storage }: Runtime, places: readonly Place[], room: number) {
  const pallet = metadata.pallets.find(({ name }) => name === 'SubtensorModule')
  const itemOf = (name: string) => {
    const found = pallet?.storage?.items.find((each) => each.name === name)
    return found && { ...storage('SubtensorModule', name), usual: typeof found.fallback === 'string' ? found.fallback : null }
  }
  const [paid, staked, tempo] = [itemOf('AlphaDividendsPerSubnet'), itemOf('TotalHotkeyAlpha'), itemOf('Tempo')]
  const keysOf = ({ hotkey, netuid }: Place) => {
    const address = encodeAddress(fromHex(hotkey))
    return ifItCan(() => paid && staked && tempo && [paid.key(netuid, address), staked.key(address, netuid), tempo.key(netuid)])
  }
  const asked = new Set<string>()
  const wanted: { place: Place; keys: readonly string[] }[] = []
  for (const place of places) {
    // Root pays nothing into the stake itself.
    const keys = place.netuid === 0 ? undefined : keysOf(place)
    const more = keys?.filter((key) => !asked.has(key)) ?? []
    if (!keys || asked.size + more.length > room) continue
    for (const key of more) asked.add(key)
    wanted.push({ place, keys })
  }
  return {
    keys: [...asked],
    /** @param told the value of a key, null where there is none. @throws KluisError node-lied where that is not told */
    read(told: (key: string) => string | null): Payouts {
      const value = (item: typeof paid, key: string | undefined): bigint | undefined => {
        const held = key === undefined ? undefined : (told(key) ?? item?.usual)
        const number = held == null ? undefined : ifItCan(() => item?.decode(held))
        return typeof number === 'bigint' || typeof number === 'number' ? BigInt(number) : undefined
      }
      const payouts = new Map<string, Payout>()
      for (const { place, keys } of wanted) {
        const [dividendRao, stakedRao, blocks] = [value(paid, keys[0]), value(staked, keys[1]), value(tempo, keys[2])]
        if (dividendRao === undefined || stakedRao === undefined || blocks === undefined) continue
        payouts.set(placeName(place), { dividendRao, stakedRao, tempo: Number(blocks) })
      }
      return payouts
    },
  }
}

/** Balances do not fail because rewards are kept in another shape than this one knows. */
function ifItCan<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof KluisError && error.code === 'node-lied') return undefined
    throw error
  }
}
