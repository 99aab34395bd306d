import type { Call, Context } from '../../pallet'
import { availableOn } from './locks'
import { alphaFor } from './pool'
import { type Reader, stakeOf } from './shares'
import { isOpen, netuids, poolOf, ROOT } from './stake'
import { sell } from './trading'

// Who has no TAO for a fee pays in alpha of the position that the call is about, if the call is about exactly one (chain.md 2.3).

export type AlphaFee = { hotkey: string; netuid: number; alpha: bigint }

function sources(reader: Reader, who: string, { value: { type: name, value } }: Call): { hotkey: string; netuid: number }[] {
  const of = (value ?? {}) as { hotkey: string; origin_hotkey: string; netuid: number; origin_netuid: number }
  switch (name) {
    case 'remove_stake':
    case 'remove_stake_limit':
    case 'remove_stake_full_limit':
    case 'recycle_alpha':
    case 'burn_alpha':
      return [{ hotkey: of.hotkey, netuid: of.netuid }]
    case 'move_stake':
    case 'move_stake_limit':
    case 'transfer_stake_and_hotkey':
      return [{ hotkey: of.origin_hotkey, netuid: of.origin_netuid }]
    case 'transfer_stake':
    case 'swap_stake':
    case 'swap_stake_limit':
      return [{ hotkey: of.hotkey, netuid: of.origin_netuid }]
    case 'unstake_all':
    case 'unstake_all_alpha':
      return netuids(reader)
        .filter((netuid) => isOpen(reader, netuid) && stakeOf(reader, of.hotkey, who, netuid) > 0n)
        .map((netuid) => ({ hotkey: of.hotkey, netuid }))
    default:
      return []
  }
}

/** The alpha that would pay a fee; undefined where none can. Only the outer call counts: a batch has no position. */
export function alphaFee(reader: Reader, who: string, call: Call, fee: bigint): AlphaFee | undefined {
  if (call.type !== 'SubtensorModule') return undefined
  const [source, other] = sources(reader, who, call)
  if (!source || other || !isOpen(reader, source.netuid)) return undefined
  const alpha = source.netuid === ROOT ? fee : alphaFor(poolOf(reader, source.netuid), fee)
  if (alpha === undefined || alpha > stakeOf(reader, source.hotkey, who, source.netuid)) return undefined
  if (alpha > availableOn(reader, who, source.netuid)) return undefined
  return { ...source, alpha }
}

/** Sells the alpha of a fee, without a fee on that, and ends the TAO. @returns what the event of it tells */
export function payInAlpha(context: Context, who: string, { hotkey, netuid, alpha }: AlphaFee): Record<string, unknown> {
  const { out } = sell(context, { hotkey, coldkey: who, netuid }, alpha, { free: true })
  context.write('SubtensorModule', 'TotalIssuance', [], context.read<bigint>('SubtensorModule', 'TotalIssuance') - out)
  return { who, netuid, alpha_fee: alpha, tao_amount: out }
}
