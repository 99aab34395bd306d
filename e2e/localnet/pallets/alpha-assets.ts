import type { Context, Pallet } from '../pallet'

type Ledger = Pick<Context, 'read' | 'write'>
const count = (name: string): Pallet['storage'][number] => ({ name, hasher: 'Twox64Concat', key: 'u16', value: 'u64', initial: 0n })

/** Counts alpha: what there is of each subnet, in pool and hands, and what was ended. Burnt alpha counts as if it were still out there. */
export const alphaAssets: Pallet = {
  name: 'AlphaAssets',
  index: 31,
  storage: [count('TotalAlphaIssuance'), count('AlphaBurned'), count('AlphaRecycled')],
  constants: [],
}

const change = ({ read, write }: Ledger, item: string, netuid: number, by: bigint) => {
  if (by !== 0n) write('AlphaAssets', item, [netuid], read<bigint>('AlphaAssets', item, netuid) + by)
}
/** Alpha that came into being on a subnet, or ended. */
export const issueAlpha = (ledger: Ledger, netuid: number, by: bigint) => change(ledger, 'TotalAlphaIssuance', netuid, by)
export const countBurnt = (ledger: Ledger, netuid: number, alpha: bigint) => change(ledger, 'AlphaBurned', netuid, alpha)
export function countRecycled(ledger: Ledger, netuid: number, alpha: bigint): void {
  change(ledger, 'AlphaRecycled', netuid, alpha)
  issueAlpha(ledger, netuid, -alpha)
}
