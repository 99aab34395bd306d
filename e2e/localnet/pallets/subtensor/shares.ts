import type { Context } from '../../pallet'

// A hotkey's alpha on a subnet belongs to its stakers by shares: what a staker has is total × share ÷ all shares (chain.md 5.2).

export type Ledger = Pick<Context, 'read' | 'write'>
export type Reader = Pick<Context, 'read' | 'list' | 'has'>
type Single = Pick<Context, 'read'>
/** mantissa × 10^exponent, with 10^20 < mantissa ≤ 10^21 unless it is nothing. */
export type SafeFloat = { mantissa: bigint; exponent: bigint }
export const NOTHING: SafeFloat = { mantissa: 0n, exponent: 0n }
const MOST = 10n ** 21n
/** What stands between a share and whole units: shares are kept to 21 digits, so a hundredth of a unit is forgiven. */
const FORGIVEN = 100n

const power = (exponent: bigint) => 10n ** exponent
/** numerator ÷ denominator, the last digit rounded up. */
export function safe(numerator: bigint, denominator = 1n): SafeFloat {
  if (numerator === 0n) return NOTHING
  let exponent = BigInt(numerator.toString().length - denominator.toString().length) - 20n
  for (;;) {
    const above = exponent > 0n ? numerator : numerator * power(-exponent)
    const below = exponent > 0n ? denominator * power(exponent) : denominator
    const mantissa = (above + below - 1n) / below
    if (mantissa > MOST) exponent++
    else if (mantissa * 10n <= MOST) exponent--
    else return { mantissa, exponent }
  }
}
/** Two numbers as whole multiples of one unit, and that unit's exponent. */
function aligned(one: SafeFloat, other: SafeFloat): [bigint, bigint, bigint] {
  if (one.mantissa === 0n) return [0n, other.mantissa, other.exponent]
  if (other.mantissa === 0n) return [one.mantissa, 0n, one.exponent]
  const unit = one.exponent < other.exponent ? one.exponent : other.exponent
  return [one.mantissa * power(one.exponent - unit), other.mantissa * power(other.exponent - unit), unit]
}

export const totalOf = ({ read }: Single, hotkey: string, netuid: number) =>
  read<bigint>('SubtensorModule', 'TotalHotkeyAlpha', hotkey, netuid)

/** What a coldkey has with a hotkey on a subnet, in alpha; on root in rao. */
export function stakeOf({ read }: Single, hotkey: string, coldkey: string, netuid: number): bigint {
  const share = read<SafeFloat>('SubtensorModule', 'AlphaV2', hotkey, coldkey, netuid)
  if (share.mantissa === 0n) return 0n
  const [mine, all] = aligned(share, read<SafeFloat>('SubtensorModule', 'TotalHotkeySharesV2', hotkey, netuid))
  const total = totalOf({ read }, hotkey, netuid)
  if (all === 0n) return 0n
  const value = ((total * mine * FORGIVEN) / all + 1n) / FORGIVEN
  return value > total ? total : value
}

/** Adds to a position, or takes from it; the hotkey's total goes along, and nobody else's position changes. */
export function changeStake(ledger: Ledger, hotkey: string, coldkey: string, netuid: number, by: bigint): void {
  const { read, write } = ledger
  const total = totalOf(ledger, hotkey, netuid)
  const value = stakeOf(ledger, hotkey, coldkey, netuid)
  const wanted = value + by
  if (wanted < 0n) throw new Error(`a position of ${value} does not hold ${-by}`)
  const others = total - value
  const [mine, all, unit] = aligned(
    read<SafeFloat>('SubtensorModule', 'AlphaV2', hotkey, coldkey, netuid),
    read<SafeFloat>('SubtensorModule', 'TotalHotkeySharesV2', hotkey, netuid),
  )
  const theirs = all - mine
  const put = (item: string, keys: unknown[], of: SafeFloat) => write('SubtensorModule', item, keys, of.mantissa === 0n ? undefined : of)
  const scaled = (numerator: bigint, denominator = 1n) =>
    unit < 0n ? safe(numerator, denominator * power(-unit)) : safe(numerator * power(unit), denominator)
  if (others === 0n) {
    put('AlphaV2', [hotkey, coldkey, netuid], safe(wanted))
    put('TotalHotkeySharesV2', [hotkey, netuid], safe(wanted))
  } else {
    put('AlphaV2', [hotkey, coldkey, netuid], scaled(theirs * wanted, others))
    put('TotalHotkeySharesV2', [hotkey, netuid], scaled(theirs * (others + wanted), others))
  }
  write('SubtensorModule', 'TotalHotkeyAlpha', [hotkey, netuid], total + by === 0n ? undefined : total + by)
}

/** Writes all positions with a hotkey on a subnet that has none yet. */
export function endow(
  { write }: Pick<Ledger, 'write'>,
  hotkey: string,
  netuid: number,
  stakes: readonly (readonly [string, bigint])[],
): void {
  const total = stakes.reduce((sum, [, amount]) => sum + amount, 0n)
  for (const [coldkey, amount] of stakes) write('SubtensorModule', 'AlphaV2', [hotkey, coldkey, netuid], safe(amount))
  write('SubtensorModule', 'TotalHotkeySharesV2', [hotkey, netuid], safe(total))
  write('SubtensorModule', 'TotalHotkeyAlpha', [hotkey, netuid], total)
}

/** Alpha for everyone who stakes with a hotkey, by their shares. */
export function reward({ read, write }: Ledger, hotkey: string, netuid: number, alpha: bigint): void {
  write('SubtensorModule', 'TotalHotkeyAlpha', [hotkey, netuid], totalOf({ read }, hotkey, netuid) + alpha)
}
