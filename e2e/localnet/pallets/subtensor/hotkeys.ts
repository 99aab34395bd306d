import type { Context } from '../../pallet'
import { ensure, of, put, type Runs, signer, tell } from './acting'
import { exists, hasOwner, netuids } from './stake'
import { subnetAccount } from './subnet-account'

const added = (list: readonly string[], one: string) => (list.includes(one) ? list : [...list, one])
/** Makes a hotkey of nobody the coldkey's; of a hotkey that has an owner, nothing happens. @throws Refusal for a subnet's account */
export function associate(context: Context, coldkey: string, hotkey: string): void {
  ensure(context, !netuids(context).some((netuid) => subnetAccount(netuid) === hotkey), 'CannotUseSystemAccount')
  if (hasOwner(context, hotkey)) return
  put(context, 'Owner', [hotkey], coldkey)
  for (const item of ['OwnedHotkeys', 'StakingHotkeys']) put(context, item, [coldkey], added(of<string[]>(context, item, coldkey), hotkey))
}
export const owns = (context: Pick<Context, 'read'>, coldkey: string, hotkey: string) => of<string>(context, 'Owner', hotkey) === coldkey

/** Where a coldkey's mining rewards of a subnet go; `AutoStakeDestinationColdkeys` is the same, from the other end. */
function setAutoStake(context: Context, { netuid, hotkey }: { netuid: number; hotkey: string }): void {
  const coldkey = signer(context)
  ensure(context, exists(context, netuid), 'SubnetNotExists')
  ensure(context, of(context, 'Uids', netuid, hotkey) !== undefined, 'HotKeyNotRegisteredInSubNet')
  const before = of<string | undefined>(context, 'AutoStakeDestination', coldkey, netuid)
  ensure(context, before !== hotkey, 'SameAutoStakeHotkeyAlreadySet')
  const served = (key: string) => of<string[]>(context, 'AutoStakeDestinationColdkeys', key, netuid)
  if (before !== undefined) {
    const rest = served(before).filter((each) => each !== coldkey)
    put(context, 'AutoStakeDestinationColdkeys', [before, netuid], rest.length ? rest : undefined)
  }
  put(context, 'AutoStakeDestination', [coldkey, netuid], hotkey)
  put(context, 'AutoStakeDestinationColdkeys', [hotkey, netuid], added(served(hotkey), coldkey))
  tell(context, 'AutoStakeDestinationSet', { coldkey, netuid, hotkey })
}

export const hotkeys: Runs = {
  try_associate_hotkey: (context, { hotkey }: { hotkey: string }) => associate(context, signer(context), hotkey),
  set_coldkey_auto_stake_hotkey: setAutoStake,
}
