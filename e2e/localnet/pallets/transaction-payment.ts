import type { Pallet } from '../pallet'

export const transactionPayment: Pallet = {
  name: 'TransactionPayment',
  index: 6,
  events: {
    path: 'pallet_transaction_payment::pallet::Event',
    body: 'enum 0 TransactionFeePaid{who: sp_core::crypto::AccountId32, actual_fee: u64, tip: u64}',
  },
  storage: [
    { name: 'NextFeeMultiplier', value: 'sp_arithmetic::fixed_point::FixedU128', initial: 1_000_000_000_000_000_000n },
    { name: 'StorageVersion', value: 'pallet_transaction_payment::Releases', initial: { type: 'V1Ancient', value: undefined } },
  ],
  constants: [{ name: 'OperationalFeeMultiplier', type: 'u8', value: 5 }],
}

/** Rounds to the nearest whole rao, a half down, as Perbill does. */
const perbill = (value: bigint, parts: bigint) => (value * parts * 2n + 999_999_999n) / 2_000_000_000n

/** Fee in rao of a weight in picoseconds: coefficients by spec version, halved at 467 (chain.md 2.3). */
export const weightFee = (refTime: bigint, specVersion: number) => perbill(refTime, specVersion >= 467 ? 250_000n : 500_000n)
export const lengthFee = (length: number, specVersion: number) =>
  perbill(BigInt(length), specVersion >= 467 ? 500_000_000n : 1_000_000_000n)
