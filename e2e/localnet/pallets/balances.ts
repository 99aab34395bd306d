import { type Context, lookup, type Pallet, Refusal, root, signer, token } from '../pallet'
import { type AccountInfo, NEW_LOGIC } from './system'

const ACCOUNT = 'sp_core::crypto::AccountId32'
const DEST = 'sp_runtime::multiaddress::MultiAddress'
export const EXISTENTIAL_DEPOSIT = 500n

export const accountOf = (context: Pick<Context, 'read'>, who: string) => context.read<AccountInfo>('System', 'Account', who)

/** Frozen balance counts against free and reserved together; what may leave depends on whether the account must stay. */
export function reducible(account: AccountInfo, keepAlive: boolean): bigint {
  const { free, reserved, frozen } = account.data
  const untouchable = frozen > reserved ? frozen - reserved : 0n
  const floor = keepAlive || account.consumers > 0 ? (untouchable > EXISTENTIAL_DEPOSIT ? untouchable : EXISTENTIAL_DEPOSIT) : untouchable
  return free > floor ? free - floor : 0n
}

/** Sets the free balance of an account, creating and removing it as the existential deposit demands; dust is lost. */
export function setFree(context: Context, who: string, free: bigint): void {
  const before = accountOf(context, who)
  const existed = before.providers > 0
  const total = free + before.data.reserved
  if (total < EXISTENTIAL_DEPOSIT && before.data.reserved === 0n) {
    if (!existed) return
    context.write('System', 'Account', [who], undefined)
    context.deposit('System', 'KilledAccount', { account: who })
    if (free > 0n) {
      context.deposit('Balances', 'DustLost', { account: who, amount: free })
      issue(context, -free)
    }
    return
  }
  if (!existed) {
    context.deposit('System', 'NewAccount', { account: who })
    context.deposit('Balances', 'Endowed', { account: who, free_balance: free })
  }
  context.write('System', 'Account', [who], {
    ...before,
    providers: Math.max(before.providers, 1),
    data: { ...before.data, free, flags: before.data.flags | NEW_LOGIC },
  })
}

/** Makes TAO, or ends it. SubtensorModule counts all TAO, what is staked too. */
export function issue(context: Pick<Context, 'read' | 'write'>, change: bigint): void {
  for (const pallet of ['Balances', 'SubtensorModule'])
    context.write(pallet, 'TotalIssuance', [], context.read<bigint>(pallet, 'TotalIssuance') + change)
}

/** Checks in the order of `fungible::Mutate::transfer`, then moves. */
function transfer(context: Context, from: string, to: string, amount: bigint, keepAlive: boolean): void {
  const source = accountOf(context, from)
  if (source.data.free < amount) throw token('FundsUnavailable')
  if (amount > reducible(source, false)) throw token('Frozen')
  const left = source.data.free - amount
  if (left < EXISTENTIAL_DEPOSIT) {
    if (source.consumers > 0) throw token('OnlyProvider')
    if (keepAlive) throw token('NotExpendable')
  }
  const target = accountOf(context, to)
  if (amount > 0n && target.data.free + amount < EXISTENTIAL_DEPOSIT) throw token('BelowMinimum')
  // To oneself: checked, and nothing happens.
  if (from === to) return
  setFree(context, from, left)
  if (amount > 0n) setFree(context, to, accountOf(context, to).data.free + amount)
  context.deposit('Balances', 'Transfer', { from, to, amount })
}

/** Sets an amount of an account aside, as a deposit. @throws Refusal where it has not that much, or too little would be left */
export function reserve(context: Context, who: string, amount: bigint): void {
  if (amount === 0n) return
  const account = accountOf(context, who)
  const { free, reserved, frozen } = account.data
  const left = free - amount
  if (left < 0n) throw context.refuse('Balances', 'InsufficientBalance')
  if (left < frozen) throw context.refuse('Balances', 'LiquidityRestrictions')
  if (left < EXISTENTIAL_DEPOSIT) throw new Refusal({ type: 'ConsumerRemaining' })
  const consumers = account.consumers + (reserved === 0n && frozen === 0n ? 1 : 0)
  context.write('System', 'Account', [who], { ...account, consumers, data: { ...account.data, free: left, reserved: reserved + amount } })
  context.deposit('Balances', 'Reserved', { who, amount })
}
/** Gives back what was set aside, as far as there is so much. */
export function unreserve(context: Context, who: string, wanted: bigint): void {
  const account = accountOf(context, who)
  const { free, reserved, frozen } = account.data
  const amount = wanted < reserved ? wanted : reserved
  if (wanted === 0n || free + reserved === 0n) return
  const consumers = account.consumers - (reserved > 0n && reserved === amount && frozen === 0n ? 1 : 0)
  const data = { ...account.data, free: free + amount, reserved: reserved - amount }
  context.write('System', 'Account', [who], { ...account, consumers, data })
  context.deposit('Balances', 'Unreserved', { who, amount })
}
/** Brings a deposit from what it was to what it should be. */
export function redeposit(context: Context, who: string, before: bigint, after: bigint): void {
  if (after > before) reserve(context, who, after - before)
  else unreserve(context, who, before - after)
}

type Address = { type: string; value: unknown }
type Dest = { dest: Address }

export const balances: Pallet = {
  name: 'Balances',
  index: 5,
  calls: {
    path: 'pallet_balances::pallet::Call',
    body: `enum 0 transfer_allow_death{dest: ${DEST}, value: Compact<u64>} | 2 force_transfer{source: ${DEST}, dest: ${DEST}, value: Compact<u64>} | 3 transfer_keep_alive{dest: ${DEST}, value: Compact<u64>} | 4 transfer_all{dest: ${DEST}, keep_alive: bool} | 5 force_unreserve{who: ${DEST}, amount: u64} | 6 upgrade_accounts{who: Vec<${ACCOUNT}>} | 8 force_set_balance{who: ${DEST}, new_free: Compact<u64>} | 9 force_adjust_total_issuance{direction: pallet_balances::types::AdjustmentDirection, delta: Compact<u64>} | 10 burn{value: Compact<u64>, keep_alive: bool}`,
  },
  events: {
    path: 'pallet_balances::pallet::Event',
    body: `enum 0 Endowed{account: ${ACCOUNT}, free_balance: u64} | 1 DustLost{account: ${ACCOUNT}, amount: u64} | 2 Transfer{from: ${ACCOUNT}, to: ${ACCOUNT}, amount: u64} | 3 BalanceSet{who: ${ACCOUNT}, free: u64} | 4 Reserved{who: ${ACCOUNT}, amount: u64} | 5 Unreserved{who: ${ACCOUNT}, amount: u64} | 6 ReserveRepatriated{from: ${ACCOUNT}, to: ${ACCOUNT}, amount: u64, destination_status: frame_support::traits::tokens::misc::BalanceStatus} | 7 Deposit{who: ${ACCOUNT}, amount: u64} | 8 Withdraw{who: ${ACCOUNT}, amount: u64} | 9 Slashed{who: ${ACCOUNT}, amount: u64} | 10 Minted{who: ${ACCOUNT}, amount: u64} | 11 Burned{who: ${ACCOUNT}, amount: u64} | 12 Suspended{who: ${ACCOUNT}, amount: u64} | 13 Restored{who: ${ACCOUNT}, amount: u64} | 14 Upgraded{who: ${ACCOUNT}} | 15 Issued{amount: u64} | 16 Rescinded{amount: u64} | 17 Locked{who: ${ACCOUNT}, amount: u64} | 18 Unlocked{who: ${ACCOUNT}, amount: u64} | 19 Frozen{who: ${ACCOUNT}, amount: u64} | 20 Thawed{who: ${ACCOUNT}, amount: u64} | 21 TotalIssuanceForced{old: u64, new: u64}`,
  },
  errors: {
    path: 'pallet_balances::pallet::Error',
    body: 'enum 0 VestingBalance | 1 LiquidityRestrictions | 2 InsufficientBalance | 3 ExistentialDeposit | 4 Expendability | 5 ExistingVestingSchedule | 6 DeadAccount | 7 TooManyReserves | 8 TooManyHolds | 9 TooManyFreezes | 10 IssuanceDeactivated | 11 DeltaZero',
  },
  storage: [
    { name: 'TotalIssuance', value: 'u64', initial: 0n },
    { name: 'InactiveIssuance', value: 'u64', initial: 0n },
    {
      // Of chains that keep balances apart; on this one they stand in System.Account, and nothing is ever here.
      name: 'Account',
      hasher: 'Blake2128Concat',
      key: ACCOUNT,
      value: 'pallet_balances::types::AccountData',
      initial: { free: 0n, reserved: 0n, frozen: 0n, flags: NEW_LOGIC },
    },
    { name: 'Locks', hasher: 'Blake2128Concat', key: ACCOUNT, value: 'bounded_collections::weak_bounded_vec::WeakBoundedVec', initial: [] },
    {
      name: 'Reserves',
      hasher: 'Blake2128Concat',
      key: ACCOUNT,
      value: 'bounded_collections::bounded_vec::BoundedVec#reserves',
      initial: [],
    },
    { name: 'Holds', hasher: 'Blake2128Concat', key: ACCOUNT, value: 'bounded_collections::bounded_vec::BoundedVec#holds', initial: [] },
    {
      name: 'Freezes',
      hasher: 'Blake2128Concat',
      key: ACCOUNT,
      value: 'bounded_collections::bounded_vec::BoundedVec#freezes',
      initial: [],
    },
  ],
  constants: [
    { name: 'ExistentialDeposit', type: 'u64', value: EXISTENTIAL_DEPOSIT },
    { name: 'MaxLocks', type: 'u32', value: 50 },
    { name: 'MaxReserves', type: 'u32', value: 50 },
    { name: 'MaxFreezes', type: 'u32', value: 50 },
  ],
  // A keep-alive transfer with its extensions: 332,208,000 in the golden receipt, less the base (chain.md 2.3).
  weight: () => 224_051_000n,
  run: {
    transfer_allow_death: (context, { dest, value }: Dest & { value: bigint }) =>
      transfer(context, signer(context), lookup(dest), value, false),
    transfer_keep_alive: (context, { dest, value }: Dest & { value: bigint }) =>
      transfer(context, signer(context), lookup(dest), value, true),
    transfer_all: (context, { dest, keep_alive }: Dest & { keep_alive: boolean }) => {
      const from = signer(context)
      transfer(context, from, lookup(dest), reducible(accountOf(context, from), keep_alive), keep_alive)
    },
    burn: (context, { value, keep_alive }: { value: bigint; keep_alive: boolean }) => {
      const who = signer(context)
      const account = accountOf(context, who)
      if (value > reducible(account, keep_alive)) throw token('FundsUnavailable')
      setFree(context, who, account.data.free - value)
      issue(context, -value)
      context.deposit('Balances', 'Burned', { who, amount: value })
    },
    upgrade_accounts: (context) => void signer(context),
    force_transfer: (context, { source, dest, value }: Dest & { source: Address; value: bigint }) => {
      root(context)
      transfer(context, lookup(source), lookup(dest), value, false)
    },
    force_unreserve: (context, { who, amount }: { who: Address; amount: bigint }) => {
      root(context)
      unreserve(context, lookup(who), amount)
    },
    force_set_balance: (context, { who: address, new_free }: { who: Address; new_free: bigint }) => {
      root(context)
      const who = lookup(address)
      const free = new_free < EXISTENTIAL_DEPOSIT ? 0n : new_free
      const before = accountOf(context, who).data.free
      setFree(context, who, free)
      issue(context, free - before)
      context.deposit('Balances', 'BalanceSet', { who, free })
    },
    force_adjust_total_issuance: (context, { direction, delta }: { direction: { type: string }; delta: bigint }) => {
      root(context)
      if (delta === 0n) throw context.refuse('Balances', 'DeltaZero')
      const old = context.read<bigint>('Balances', 'TotalIssuance')
      const wanted = direction.type === 'Increase' ? old + delta : old - delta
      const made = wanted < 0n ? 0n : wanted
      if (context.read<bigint>('Balances', 'InactiveIssuance') > made) throw context.refuse('Balances', 'IssuanceDeactivated')
      context.write('Balances', 'TotalIssuance', [], made)
      context.deposit('Balances', 'TotalIssuanceForced', { old, new: made })
    },
  },
}
