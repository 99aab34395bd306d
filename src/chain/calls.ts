/** Every call that Kluis makes itself, by its pallet: nothing else can be built. */
export const ownCalls = {
  Balances: ['transfer_keep_alive', 'transfer_allow_death', 'transfer_all'],
  Utility: ['batch_all', 'force_batch'],
  MevShield: ['submit_encrypted'],
  SubtensorModule: [
    ...['add_stake', 'add_stake_limit', 'remove_stake', 'remove_stake_limit', 'remove_stake_full_limit', 'unstake_all'],
    ...['move_stake', 'move_stake_limit', 'swap_stake', 'swap_stake_limit', 'transfer_stake'],
    ...['claim_root', 'claim_root_with_hotkey', 'set_root_claim_type'],
    ...['lock_stake', 'move_lock', 'set_perpetual_lock', 'set_reject_locked_alpha', 'set_coldkey_auto_stake_hotkey'],
    ...['increase_take', 'decrease_take', 'set_childkey_take', 'set_children', 'set_auto_parent_delegation_enabled'],
    ...['try_associate_hotkey', 'burned_register', 'register_limit', 'swap_hotkey', 'swap_hotkey_v2'],
  ],
} as const
type Pallet = keyof typeof ownCalls
export type OwnCall<P extends Pallet = 'SubtensorModule'> = (typeof ownCalls)[P][number]
/** The same, of any pallet. */
export type { Pallet as OwnPallet }
