import { badOrigin, type Context } from '../../pallet'
import { type Run, type Runs, refusal, signer } from './acting'
import { burning } from './burning'
import { type Add, type Judged, judgeAdd, judgeMove, judgeRemove, MIN_STAKE, removal, route, sellable } from './checks'
import { children } from './children'
import { calls } from './declaration'
import { hotkeys } from './hotkeys'
import { locks, transferLock } from './locks'
import { clearSmall } from './nominations'
import { registration } from './registration'
import { rootClaim } from './root-claim'
import { hasOwner, ROOT, toBalance } from './stake'
import { swaps } from './swap-hotkey'
import { takes } from './takes'
import { buy, sell, shift } from './trading'

type Args = Record<string, unknown>
/** The amount that may be traded. @throws Refusal */
function allowed(context: Context, { refused, amount }: Judged): bigint {
  if (refused !== undefined) throw refusal(context, refused)
  return amount
}

function add(context: Context, args: Add): void {
  const coldkey = signer(context)
  const amount = allowed(context, judgeAdd(context, coldkey, args))
  const { paid, fee } = buy(context, { ...args, coldkey }, amount, { limit: args.limit_price })
  toBalance(context, coldkey, -(paid + fee))
}
const remove = (name: string) => (context: Context, args: Args) => {
  const coldkey = signer(context)
  const wanted = removal(context, coldkey, name, args)
  const amount = allowed(context, judgeRemove(context, coldkey, wanted))
  toBalance(context, coldkey, sell(context, { ...wanted, coldkey }, amount, { limit: wanted.limit_price }).out)
  clearSmall(context, { ...wanted, coldkey })
}
/** Sells what can be sold. @returns the TAO for it, in nobody's hands yet */
function sellAll(context: Context, hotkey: string, withRoot: boolean): bigint {
  const coldkey = signer(context)
  if (!hasOwner(context, hotkey)) throw refusal(context, 'SubtensorModule.HotKeyAccountNotExists')
  let tao = 0n
  for (const [netuid, amount] of sellable(context, coldkey, hotkey, withRoot)) tao += sell(context, { hotkey, coldkey, netuid }, amount).out
  return tao
}

export const move = (name: string, event: string) => (context: Context, args: Args) => {
  const way = route(signer(context), name, args)
  if (!way) throw new Error(`${name} moves nothing`)
  const { from, to } = way
  const amount = allowed(context, judgeMove(context, way))
  let tao: bigint
  if (from.netuid === to.netuid) {
    transferLock(context, from.coldkey, to.coldkey, from.netuid, amount)
    tao = shift(context, from, to, amount)
  } else {
    // The fee is paid once: where alpha is sold, or where it is bought with root's TAO.
    tao = sell(context, from, amount, { free: from.netuid === ROOT }).out
    // Finney would let such a rest go nowhere.
    if (tao < MIN_STAKE) throw refusal(context, 'SubtensorModule.AmountTooLow')
    const { paid, fee } = buy(context, to, tao, { free: from.netuid !== ROOT })
    if (paid + fee < tao) toBalance(context, to.coldkey, tao - paid - fee)
  }
  const told = {
    move_stake: [from.coldkey, from.hotkey, from.netuid, to.hotkey, to.netuid, tao],
    move_stake_limit: [from.coldkey, from.hotkey, from.netuid, to.hotkey, to.netuid, tao],
    transfer_stake: [from.coldkey, to.coldkey, from.hotkey, from.netuid, to.netuid, tao],
    transfer_stake_and_hotkey: {
      ...{ origin_coldkey: from.coldkey, destination_coldkey: to.coldkey, origin_hotkey: from.hotkey, destination_hotkey: to.hotkey },
      ...{ origin_netuid: from.netuid, destination_netuid: to.netuid, amount: tao },
    },
  }[name] ?? [from.coldkey, from.hotkey, from.netuid, to.netuid, tao]
  context.deposit('SubtensorModule', event, told)
}

export const runs: Runs = {
  ...burning,
  ...hotkeys,
  ...locks,
  ...takes,
  ...children,
  ...registration,
  ...swaps,
  ...rootClaim,
  add_stake: add,
  add_stake_limit: add,
  remove_stake: remove('remove_stake'),
  remove_stake_limit: remove('remove_stake_limit'),
  remove_stake_full_limit: remove('remove_stake_full_limit'),
  unstake_all: (context, { hotkey }: { hotkey: string }) => toBalance(context, signer(context), sellAll(context, hotkey, true)),
  unstake_all_alpha: (context, { hotkey }: { hotkey: string }) => {
    const tao = sellAll(context, hotkey, false)
    if (tao > 0n) buy(context, { hotkey, coldkey: signer(context), netuid: ROOT }, tao)
  },
  move_stake: move('move_stake', 'StakeMoved'),
  swap_stake: move('swap_stake', 'StakeSwapped'),
  swap_stake_limit: move('swap_stake_limit', 'StakeSwapped'),
  transfer_stake: move('transfer_stake', 'StakeTransferred'),
}

const ROOT_ONLY = /^(sudo_|root_dissolve|dissolve_network$|swap_coldkey$|reset_coldkey_swap$)/
/** Every call that is declared: what this localnet does not run is refused by name, and never passes for done. */
export const runOf = (body: string, runs: Runs): Runs =>
  Object.fromEntries(
    [...body.matchAll(/(?:enum|\|) \d+ (\w+)/g)].map(([, name]): [string, Run] => [
      name as string,
      runs[name as string] ??
        ((context: Context) => {
          if (ROOT_ONLY.test(name as string)) throw badOrigin()
          throw refusal(context, 'DisabledTemporarily')
        }),
    ]),
  )
export const run = runOf(calls.body, runs)
