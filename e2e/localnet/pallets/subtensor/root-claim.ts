import type { Context } from '../../pallet'
import { ensure, of, put, type Runs, signer, tell } from './acting'
import { type Reader, stakeOf, totalOf } from './shares'
import { credit, moveReserves, quote, ROOT } from './stake'

// What root stake earned of each subnet, as finney had it until spec 441: rates for each validator, and what each staker took (chain.md 5.6).

/** Alpha of a subnet for a rao of root stake since the beginning, in 2^-32. */
type Rates = [netuid: number, rate: bigint][]
type Kind = { type: 'Swap' | 'Keep' | 'KeepSubnets'; value?: { subnets: number[] } | undefined }
const MOST_SUBNETS = 5
const FRACTION = 32n

export const ratesOf = (at: Pick<Reader, 'read'>, hotkey: string) => of<Rates>(at, 'RootClaimable', hotkey)
/** What a coldkey may claim of a subnet, in 2^-32 of alpha; below zero if it took more than its stake of now earned. */
function owedExactly(at: Reader, hotkey: string, coldkey: string, netuid: number): bigint {
  const rate = ratesOf(at, hotkey).find(([each]) => each === netuid)?.[1] ?? 0n
  return rate * stakeOf(at, hotkey, coldkey, ROOT) - (of<bigint>(at, 'RootClaimed', netuid, hotkey, coldkey) << FRACTION)
}
export function owedOf(at: Reader, hotkey: string, coldkey: string, netuid: number): bigint {
  const owed = owedExactly(at, hotkey, coldkey, netuid)
  return owed > 0n ? owed >> FRACTION : 0n
}

/** Alpha for all who stake on root with a hotkey, by their stake. @returns whether there was anyone */
export function earnOnRoot(context: Context, hotkey: string, netuid: number, alpha: bigint): boolean {
  const total = totalOf(context, hotkey, ROOT)
  if (alpha > total) return false
  const rates = new Map(ratesOf(context, hotkey))
  rates.set(netuid, (rates.get(netuid) ?? 0n) + (alpha << FRACTION) / total)
  put(
    context,
    'RootClaimable',
    [hotkey],
    [...rates].sort(([one], [other]) => one - other),
  )
  return true
}
/** Root stake that comes has earned nothing yet, and what goes takes along what it earned: what was taken follows it. */
export function rootStakeChanged(context: Context, hotkey: string, coldkey: string, by: bigint): void {
  for (const [netuid, rate] of ratesOf(context, hotkey)) {
    const taken = of<bigint>(context, 'RootClaimed', netuid, hotkey, coldkey)
    const share = (rate * (by < 0n ? -by : by)) >> FRACTION
    const next = by < 0n ? (taken > share ? taken - share : 0n) : taken + share
    put(context, 'RootClaimed', [netuid, hotkey, coldkey], next === 0n ? undefined : next)
  }
}

function claimOn(context: Context, hotkey: string, coldkey: string, netuid: number, kind: Kind): void {
  const exactly = owedExactly(context, hotkey, coldkey, netuid)
  const owed = exactly >> FRACTION
  if (exactly < of<bigint>(context, 'RootClaimableThreshold', netuid) || owed <= 0n) return
  const keeps = kind.type === 'Keep' || (kind.type === 'KeepSubnets' && kind.value?.subnets.includes(netuid))
  if (keeps) credit(context, { hotkey, coldkey, netuid }, owed)
  else {
    const sold = quote(context, { side: 'sell', netuid, amount: owed, free: true })
    if (typeof sold === 'string' || sold.paid !== owed) return
    moveReserves(context, netuid, -sold.out, owed, -owed)
    moveReserves(context, ROOT, sold.out, 0n, sold.out)
    credit(context, { hotkey, coldkey, netuid: ROOT }, sold.out)
    rootStakeChanged(context, hotkey, coldkey, sold.out)
  }
  put(context, 'RootClaimed', [netuid, hotkey, coldkey], of<bigint>(context, 'RootClaimed', netuid, hotkey, coldkey) + owed)
}
function claim(context: Context, { subnets }: { subnets: number[] }): void {
  const coldkey = signer(context)
  ensure(context, subnets.length > 0 && subnets.length <= MOST_SUBNETS, 'InvalidSubnetNumber')
  const kind = of<Kind>(context, 'RootClaimType', coldkey)
  for (const hotkey of of<string[]>(context, 'StakingHotkeys', coldkey))
    for (const [netuid] of ratesOf(context, hotkey)) if (subnets.includes(netuid)) claimOn(context, hotkey, coldkey, netuid, kind)
  tell(context, 'RootClaimed', { coldkey })
}
function setKind(context: Context, { new_root_claim_type: kind }: { new_root_claim_type: Kind }): void {
  const coldkey = signer(context)
  ensure(context, kind.type !== 'KeepSubnets' || (kind.value?.subnets.length ?? 0) > 0, 'InvalidSubnetNumber')
  put(context, 'RootClaimType', [coldkey], kind)
  tell(context, 'RootClaimTypeSet', { coldkey, root_claim_type: kind })
}

export const rootClaim: Runs = { claim_root: claim, set_root_claim_type: setKind }
