import { decodeAddress } from '../../../src/units'
import { multisigAccount } from '../accounts'
import { type Call, type Context, outcome, type Pallet, signer } from '../pallet'
import { redeposit, reserve, unreserve } from './balances'
import { blake } from './system'

const ACCOUNT = 'sp_core::crypto::AccountId32'
const CALL = 'node_subtensor_runtime::RuntimeCall'
const WHEN = 'pallet_multisig::Timepoint'
const WEIGHT = 'sp_weights::weight_v2::Weight'
const BASE = 132_000_000n
const FACTOR = 32_000_000n
const MOST = 100

type Timepoint = { height: number; index: number }
type Multisig = { when: Timepoint; deposit: bigint; depositor: string; approvals: string[] }
type Others = { threshold: number; other_signatories: string[] }
type Hashed = Others & { call_hash: string }
type Approval = Others & { maybe_timepoint: Timepoint | undefined; max_weight: { ref_time: bigint } }

const order = (one: string, other: string) => Buffer.compare(decodeAddress(one).accountId, decodeAddress(other).accountId)
const depositOf = (threshold: number) => BASE + FACTOR * BigInt(threshold)
const now = (context: Context): Timepoint => ({ height: context.read<number>('System', 'Number'), index: context.extrinsic })
const hashOf = (context: Context, call: Call) => `0x${Buffer.from(blake(context.encode(call))).toString('hex')}`

/** The account that the signer shares with the others. @throws Refusal unless those are sorted, different, and neither none nor too many */
function shared(context: Context, { threshold, other_signatories: others }: Others, least = 2): { who: string; id: string } {
  const { refuse } = context
  const who = signer(context)
  if (threshold < least) throw refuse('Multisig', 'MinimumThreshold')
  if (!others.length) throw refuse('Multisig', 'TooFewSignatories')
  if (others.length >= MOST) throw refuse('Multisig', 'TooManySignatories')
  for (const [index, each] of others.entries()) {
    const before = others[index - 1]
    if (before !== undefined && order(before, each) >= 0) throw refuse('Multisig', 'SignatoriesOutOfOrder')
    if (each === who) throw refuse('Multisig', 'SenderInSignatories')
  }
  return { who, id: multisigAccount([...others, who], threshold) }
}
const same = (one: Timepoint, other: Timepoint) => one.height === other.height && one.index === other.index

/** Approves, and runs the call if it is at hand and enough have approved. */
function approve(context: Context, args: Approval, call_hash: string, call?: Call): void {
  const { read, write, deposit, refuse } = context
  const { who, id } = shared(context, args)
  const { threshold, maybe_timepoint: timepoint, max_weight } = args
  const open = read<Multisig | undefined>('Multisig', 'Multisigs', id, call_hash)
  if (!open) {
    if (timepoint) throw refuse('Multisig', 'UnexpectedTimepoint')
    const set = depositOf(threshold)
    reserve(context, who, set)
    write('Multisig', 'Multisigs', [id, call_hash], { when: now(context), deposit: set, depositor: who, approvals: [who] })
    deposit('Multisig', 'NewMultisig', { approving: who, multisig: id, call_hash })
    return
  }
  if (!timepoint) throw refuse('Multisig', 'NoTimepoint')
  if (!same(open.when, timepoint)) throw refuse('Multisig', 'WrongTimepoint')
  const isNew = open.approvals.length < threshold && !open.approvals.includes(who)
  if (call && open.approvals.length + (isNew ? 1 : 0) >= threshold) {
    if (max_weight.ref_time < context.weigh(call)) throw refuse('Multisig', 'MaxWeightTooLow')
    write('Multisig', 'Multisigs', [id, call_hash], undefined)
    unreserve(context, open.depositor, open.deposit)
    const result = outcome(() => context.dispatch(call, { kind: 'signed', who: id }, false))
    deposit('Multisig', 'MultisigExecuted', { approving: who, timepoint, multisig: id, call_hash, result })
    return
  }
  if (!isNew) throw refuse('Multisig', 'AlreadyApproved')
  write('Multisig', 'Multisigs', [id, call_hash], { ...open, approvals: [...open.approvals, who].sort(order) })
  deposit('Multisig', 'MultisigApproval', { approving: who, timepoint, multisig: id, call_hash })
}
/** What waits for approvals, of which the signer holds the deposit. @throws Refusal */
function owned(context: Context, { who, id }: { who: string; id: string }, call_hash: string, timepoint?: Timepoint): Multisig {
  const open = context.read<Multisig | undefined>('Multisig', 'Multisigs', id, call_hash)
  if (!open) throw context.refuse('Multisig', 'NotFound')
  if (timepoint && !same(open.when, timepoint)) throw context.refuse('Multisig', 'WrongTimepoint')
  if (open.depositor !== who) throw context.refuse('Multisig', 'NotOwner')
  return open
}

export const types: Readonly<Record<string, string>> = {
  [WHEN]: 'struct {height: u32, index: u32}',
  'bounded_collections::bounded_vec::BoundedVec#approvals': `struct (Vec<${ACCOUNT}>)`,
  'pallet_multisig::Multisig': `struct {when: ${WHEN}, deposit: u64, depositor: ${ACCOUNT}, approvals: bounded_collections::bounded_vec::BoundedVec#approvals}`,
}
export const parameters = { 'bounded_collections::bounded_vec::BoundedVec#approvals': { T: ACCOUNT, S: '()' } }

export const multisig: Pallet = {
  name: 'Multisig',
  index: 13,
  calls: {
    path: 'pallet_multisig::pallet::Call',
    body: `enum 0 as_multi_threshold_1{other_signatories: Vec<${ACCOUNT}>, call: ${CALL}} | 1 as_multi{threshold: u16, other_signatories: Vec<${ACCOUNT}>, maybe_timepoint: Option<${WHEN}>, call: ${CALL}, max_weight: ${WEIGHT}} | 2 approve_as_multi{threshold: u16, other_signatories: Vec<${ACCOUNT}>, maybe_timepoint: Option<${WHEN}>, call_hash: [u8;32], max_weight: ${WEIGHT}} | 3 cancel_as_multi{threshold: u16, other_signatories: Vec<${ACCOUNT}>, timepoint: ${WHEN}, call_hash: [u8;32]} | 4 poke_deposit{threshold: u16, other_signatories: Vec<${ACCOUNT}>, call_hash: [u8;32]}`,
  },
  events: {
    path: 'pallet_multisig::pallet::Event',
    body: `enum 0 NewMultisig{approving: ${ACCOUNT}, multisig: ${ACCOUNT}, call_hash: [u8;32]} | 1 MultisigApproval{approving: ${ACCOUNT}, timepoint: ${WHEN}, multisig: ${ACCOUNT}, call_hash: [u8;32]} | 2 MultisigExecuted{approving: ${ACCOUNT}, timepoint: ${WHEN}, multisig: ${ACCOUNT}, call_hash: [u8;32], result: Result<(), sp_runtime::DispatchError>} | 3 MultisigCancelled{cancelling: ${ACCOUNT}, timepoint: ${WHEN}, multisig: ${ACCOUNT}, call_hash: [u8;32]} | 4 DepositPoked{who: ${ACCOUNT}, call_hash: [u8;32], old_deposit: u64, new_deposit: u64}`,
  },
  errors: {
    path: 'pallet_multisig::pallet::Error',
    body: 'enum 0 MinimumThreshold | 1 AlreadyApproved | 2 NoApprovalsNeeded | 3 TooFewSignatories | 4 TooManySignatories | 5 SignatoriesOutOfOrder | 6 SenderInSignatories | 7 NotFound | 8 NotOwner | 9 NoTimepoint | 10 WrongTimepoint | 11 UnexpectedTimepoint | 12 MaxWeightTooLow | 13 AlreadyStored',
  },
  storage: [
    {
      name: 'Multisigs',
      optional: true,
      hasher: ['Twox64Concat', 'Blake2128Concat'],
      key: `(${ACCOUNT}, [u8;32])`,
      value: 'pallet_multisig::Multisig',
    },
  ],
  constants: [
    { name: 'DepositBase', type: 'u64', value: BASE },
    { name: 'DepositFactor', type: 'u64', value: FACTOR },
    { name: 'MaxSignatories', type: 'u32', value: MOST },
  ],
  // What runs in the end is paid for by every approval that could run it, at the weight that is allowed for it.
  weight: (name, args, weigh) => {
    if (name === 'as_multi') return 150_000_000n + (args.max_weight as { ref_time: bigint }).ref_time
    return 150_000_000n + (args.call ? weigh(args.call as Call) : 0n)
  },
  run: {
    as_multi_threshold_1: (context, { other_signatories, call }: { other_signatories: string[]; call: Call }) => {
      const { id } = shared(context, { threshold: 1, other_signatories }, 1)
      context.dispatch(call, { kind: 'signed', who: id }, false)
    },
    as_multi: (context, args: Approval & { call: Call }) => approve(context, args, hashOf(context, args.call), args.call),
    approve_as_multi: (context, args: Approval & { call_hash: string }) => approve(context, args, args.call_hash),
    cancel_as_multi: (context, { timepoint, call_hash, ...args }: Hashed & { timepoint: Timepoint }) => {
      const { who, id } = shared(context, args)
      unreserve(context, who, owned(context, { who, id }, call_hash, timepoint).deposit)
      context.write('Multisig', 'Multisigs', [id, call_hash], undefined)
      context.deposit('Multisig', 'MultisigCancelled', { cancelling: who, timepoint, multisig: id, call_hash })
    },
    poke_deposit: (context, { call_hash, ...args }: Hashed) => {
      const { who, id } = shared(context, args)
      const open = owned(context, { who, id }, call_hash)
      const made = depositOf(args.threshold)
      if (made === open.deposit) return
      redeposit(context, who, open.deposit, made)
      context.write('Multisig', 'Multisigs', [id, call_hash], { ...open, deposit: made })
      context.deposit('Multisig', 'DepositPoked', { who, call_hash, old_deposit: open.deposit, new_deposit: made })
      context.waive()
    },
  },
}
