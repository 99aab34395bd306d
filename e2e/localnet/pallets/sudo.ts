import { type Call, type Context, lookup, outcome, type Pallet, signer } from '../pallet'

const ACCOUNT = 'sp_core::crypto::AccountId32'
const ADDRESS = 'sp_runtime::multiaddress::MultiAddress'
const CALL = 'node_subtensor_runtime::RuntimeCall'
const RESULT = 'Result<(), sp_runtime::DispatchError>'
type Address = { type: string; value: unknown }

/** Who holds the key pays nothing for what succeeds. @throws Refusal for anybody else */
function check(context: Context): void {
  if (signer(context) !== context.read('Sudo', 'Key')) throw context.refuse('Sudo', 'RequireSudo')
  context.waive()
}
function asRoot(context: Context, { call }: { call: Call }): void {
  check(context)
  context.deposit('Sudo', 'Sudid', { sudo_result: outcome(() => context.dispatch(call, { kind: 'root' }, false)) })
}

/** The key is //Alice's on the localnet. */
export const sudo: Pallet = {
  name: 'Sudo',
  index: 12,
  calls: {
    path: 'pallet_sudo::pallet::Call',
    body: `enum 0 sudo{call: ${CALL}} | 1 sudo_unchecked_weight{call: ${CALL}, weight: sp_weights::weight_v2::Weight} | 2 set_key{new: ${ADDRESS}} | 3 sudo_as{who: ${ADDRESS}, call: ${CALL}} | 4 remove_key`,
  },
  events: {
    path: 'pallet_sudo::pallet::Event',
    body: `enum 0 Sudid{sudo_result: ${RESULT}} | 1 KeyChanged{old: Option<${ACCOUNT}>, new: ${ACCOUNT}} | 2 KeyRemoved | 3 SudoAsDone{sudo_result: ${RESULT}}`,
  },
  errors: { path: 'pallet_sudo::pallet::Error', body: 'enum 0 RequireSudo' },
  storage: [{ name: 'Key', optional: true, value: ACCOUNT }],
  constants: [],
  weight: (name, args, weigh) => {
    if (name === 'sudo_unchecked_weight') return (args.weight as { ref_time: bigint }).ref_time
    return 60_000_000n + (args.call ? weigh(args.call as Call) : 0n)
  },
  run: {
    sudo: asRoot,
    sudo_unchecked_weight: asRoot,
    sudo_as: (context, { who: address, call }: { who: Address; call: Call }) => {
      check(context)
      const who = lookup(address)
      context.deposit('Sudo', 'SudoAsDone', { sudo_result: outcome(() => context.dispatch(call, { kind: 'signed', who }, false)) })
    },
    set_key: (context, { new: address }: { new: Address }) => {
      check(context)
      const made = lookup(address)
      context.deposit('Sudo', 'KeyChanged', { old: context.read('Sudo', 'Key'), new: made })
      context.write('Sudo', 'Key', [], made)
    },
    remove_key: (context) => {
      check(context)
      context.deposit('Sudo', 'KeyRemoved')
      context.write('Sudo', 'Key', [], undefined)
    },
  },
}
