import { KluisError } from '../units'
import type { Live } from './live'
import { itemOf } from './money'
import { readValues } from './reads'

/** `SubtokenEnabled`: alpha of the subnet can be traded. `TransferToggle`: its stake may go to another coldkey. */
export type Switch = 'SubtokenEnabled' | 'TransferToggle'

/**
 * How a switch stands on subnets, in one question. One that was never touched stands as the chain's metadata has it.
 * @param hash of the block
 * @returns null where the chain has no such switch
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readSwitches(
  live: Live,
  hash: string,
  name: Switch,
  netuids: readonly number[],
): Promise<Map<number, boolean> | null> {
  const known = itemOf(live, name)
  if (!known) return null
  const item = live.runtime.storage('SubtensorModule', name)
  const keys = new Map(netuids.map((netuid) => [netuid, item.key(netuid)]))
  const values = await readValues(live, hash, [...keys.values()])
  return new Map(
    [...keys].map(([netuid, key]) => {
      const on = item.decode(values.get(key) ?? known.fallback)
      if (typeof on !== 'boolean') throw new KluisError('node-lied')
      return [netuid, on]
    }),
  )
}
