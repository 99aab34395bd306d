import type { Fact, Place } from '../../../src/units'
import { account, leaf, rao, risk, stranger, type Transaction, transaction } from '../data'
import type { Scene } from '../scene'

const place = (name: string): Place => {
  const { id, address } = account(name)
  return { id, address }
}
const [vera, other] = [place('validator Vera'), place('validator Otto')] as const
const to: Place = { id: stranger.id, address: stranger.address }
const at = { hotkey: vera, netuid: 7 }
const move = { ...at, toHotkey: vera, toNetuid: 19 }
const near = risk('limit-near', { percent: '0.5' })
const loose = risk('limit-loose', { percent: '8.33' })
const none = risk('no-limit')
type Ask = { name: string; ask: (now: number) => Transaction } & Partial<Pick<Scene, 'walked'>>
type More = Parameters<typeof transaction>[2]
/** One call of a family. */
const one = (name: string, call: string, fact: Fact, risks: ReturnType<typeof risk>[] = [], more: Partial<More> = {}): Ask => ({
  name: `stake-${name}`,
  ask: (now) => transaction(now, `stake-${name}`, { leaves: [leaf(`SubtensorModule.${call}`, fact, risks)], ...more }),
})
/** What sites ask of stake, one of each family, with what is to be weighed in it. */
export const stakingAsked: readonly Ask[] = [
  {
    ...one('add', 'add_stake_limit', { kind: 'stake', ...at, amount: rao('12.5'), limit: rao('0.084123456'), partial: false }, [near], {
      outflow: '12.5',
    }),
    walked: true,
  },
  one('add-loose', 'add_stake_limit', { kind: 'stake', ...at, amount: rao('12.5'), limit: rao('0.091'), partial: true }, [loose], {
    outflow: '12.5',
  }),
  one('add-market', 'add_stake', { kind: 'stake', ...at, amount: rao('12.5'), limit: null, partial: false }, [none], { outflow: '12.5' }),
  one('add-root', 'add_stake', { kind: 'stake', ...at, netuid: 0, amount: rao('12.5'), limit: null, partial: false }, [], {
    outflow: '12.5',
  }),
  one('remove', 'remove_stake_limit', { kind: 'unstake', ...at, alpha: rao('1250.25'), limit: rao('0.083'), partial: true }, [near]),
  one('remove-rest', 'remove_stake_limit', { kind: 'unstake', ...at, alpha: rao('1250.25'), limit: rao('0.083'), partial: true }, [
    risk('rest-sold'),
    near,
  ]),
  one('remove-full', 'remove_stake_full_limit', { kind: 'unstake', ...at, alpha: null, limit: rao('0.099'), partial: false }, [
    risk('limit-passed'),
  ]),
  one('remove-poor', 'remove_stake_full_limit', { kind: 'unstake', ...at, alpha: null, limit: rao('0.083'), partial: false }, [near], {
    free: '0',
    risks: [risk('fee-in-alpha')],
  }),
  one('remove-all', 'unstake_all', { kind: 'unstake-all', hotkey: vera, restake: false }, [risk('sells-all'), none]),
  one('remove-all-alpha', 'unstake_all_alpha', { kind: 'unstake-all', hotkey: vera, restake: true }, [risk('sells-all'), none]),
  one('move', 'move_stake', { kind: 'move-stake', ...move, toNetuid: 7, toHotkey: other, alpha: rao('40'), limit: null, partial: false }),
  one('swap', 'swap_stake_limit', { kind: 'move-stake', ...move, alpha: null, limit: rao('0.4975'), partial: false }, [near]),
  one('swap-unknown', 'swap_stake_limit', { kind: 'move-stake', ...move, alpha: rao('40'), limit: rao('0.4975'), partial: false }, [
    risk('limit-unknown'),
  ]),
  one(
    'give',
    'transfer_stake',
    { kind: 'give-stake', to, ...move, toNetuid: 7, alpha: rao('1250.25') },
    [risk('stake-given'), risk('first-time-recipient')],
    { stakeOut: [{ netuid: 7, alpha: rao('1250.25') }] },
  ),
  one(
    'give-all',
    'transfer_stake_and_hotkey',
    { kind: 'give-stake', to, ...move, toHotkey: other, alpha: null },
    [risk('stake-given'), none, risk('first-time-recipient')],
    { stakeOut: [{ netuid: 7, alpha: null }] },
  ),
  one('burn', 'burn_alpha', { kind: 'destroy-stake', ...at, alpha: rao('40') }, [risk('stake-destroyed')], {
    stakeOut: [{ netuid: 7, alpha: rao('40') }],
  }),
  one(
    'buy-burn',
    'add_stake_burn',
    { kind: 'buy-destroy', ...at, amount: rao('3'), limit: rao('0.084') },
    [risk('stake-destroyed'), near],
    {
      outflow: '3',
    },
  ),
  one('auto', 'set_coldkey_auto_stake_hotkey', { kind: 'auto-stake', ...at }),
  one('claim', 'claim_root', { kind: 'claim', hotkey: null }, [risk('claim-open')]),
  one('claim-loss', 'claim_root_with_hotkey', { kind: 'claim', hotkey: vera }, [risk('claim-loss'), risk('claim-open')]),
  one('claim-one', 'claim_root_with_hotkey', { kind: 'claim', hotkey: vera }, [risk('claim-open')]),
  one('claim-type', 'set_root_claim_type', { kind: 'claim-type', type: 'KeepSubnets', netuids: [1, 7, 19] }),
  one('take', 'increase_take', { kind: 'take', hotkey: vera, netuid: null, take: 11_796 }),
  one('children', 'set_children', {
    kind: 'children',
    ...at,
    children: [
      { ...other, share: 250_000 },
      { ...to, share: 333_333 },
    ],
  }),
  one('register', 'burned_register', { kind: 'register', ...at, limit: null }, [none], { outflow: null }),
  one('register-limit', 'register_limit', { kind: 'register', ...at, limit: rao('0.75') }, [], { outflow: '0.75' }),
  one('associate', 'try_associate_hotkey', { kind: 'associate', hotkey: vera }),
  one(
    'hotkey',
    'swap_hotkey_v2',
    { kind: 'swap-hotkey', hotkey: vera, toHotkey: other, netuid: null, keepStake: true },
    [risk('hotkey-swapped')],
    { outflow: '0.1' },
  ),
  one('lock', 'lock_stake', { kind: 'lock', ...at, alpha: rao('500') }, [risk('stake-locked')]),
  one('lock-move', 'move_lock', { kind: 'move-lock', ...at }),
  one('lock-keep', 'set_perpetual_lock', { kind: 'keep-lock', netuid: 7, on: true }),
  one('lock-accept', 'set_reject_locked_alpha', { kind: 'reject-locked', on: false }),
  one('parent', 'set_auto_parent_delegation_enabled', { kind: 'auto-parent', hotkey: vera, on: true }),
  {
    name: 'stake-batch',
    ask: (now) =>
      transaction(now, 'stake-batch', {
        leaves: [
          leaf('SubtensorModule.remove_stake', { kind: 'unstake', ...at, alpha: rao('5'), limit: null, partial: false }, [none], [0]),
          leaf('SubtensorModule.burn_alpha', { kind: 'destroy-stake', ...at, netuid: 19, alpha: rao('1') }, [risk('stake-destroyed')], [1]),
          leaf('SubtensorModule.claim_root', { kind: 'claim', hotkey: null }, [risk('claim-open')], [2]),
        ],
        stakeOut: [{ netuid: 19, alpha: rao('1') }],
        risks: [risk('not-atomic')],
        wrappers: ['Utility.force_batch'],
      }),
  },
]
