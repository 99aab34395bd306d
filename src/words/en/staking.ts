/** What a sentence about a staking call is made of, already written. `alpha` says its subnet: '5 SN7'. */
export type Said = {
  [K in 'amount' | 'alpha' | 'hotkey' | 'toHotkey' | 'to' | 'subnet' | 'toSubnet' | 'limit' | 'share' | 'subnets']: string
} & { count: number; type: string; on: boolean; sameHotkey: boolean; sameSubnet: boolean; everywhere: boolean; limited: boolean }

const subnetOf = (netuid: number) => (netuid === 0 ? 'root' : `subnet ${netuid}`)

/** Sentences of what staking calls do. */
export const staking = {
  subnet: subnetOf,
  alpha: (facts: { amount: string; netuid: number }) =>
    facts.netuid === 0 ? `${facts.amount} of root stake` : `${facts.amount} of ${subnetOf(facts.netuid)}`,
  allAlpha: (facts: { netuid: number }) => `all stake on ${subnetOf(facts.netuid)}`,
  /** Short, for a heading and for a line in the activity, whatever became of it. */
  titles: {
    stake: 'Stake',
    unstake: 'Unstake',
    'unstake-all': 'Unstake everything',
    'move-stake': 'Move stake',
    'give-stake': 'Give stake away',
    'destroy-stake': 'Destroy stake',
    'buy-destroy': 'Buy and destroy',
    'auto-stake': 'Staking of rewards',
    claim: 'Claim root dividends',
    'claim-type': 'Form of root dividends',
    take: 'Take of a hotkey',
    children: 'Child hotkeys',
    register: 'Register a hotkey',
    associate: 'New hotkey',
    'swap-hotkey': 'Replace a hotkey',
    lock: 'Lock stake',
    'move-lock': 'Move a lock',
    'keep-lock': 'Duration of a lock',
    'reject-locked': 'Locked stake of others',
    'auto-parent': 'Hotkeys of subnet owners',
  },
  /** What the button says that signs it. */
  agree: {
    stake: (facts: { amount: string }) => `Stake ${facts.amount}`,
    unstake: (facts: { amount: string }) => `Unstake ${facts.amount}`,
    unstakeMany: (facts: { count: string }) => `Unstake ${facts.count} positions`,
  },
  agreeShort: {
    stake: 'Stake',
    unstake: 'Unstake all of it',
    'unstake-all': 'Unstake everything',
    'move-stake': 'Move stake',
    'give-stake': 'Give stake away',
    'destroy-stake': 'Destroy stake',
    'buy-destroy': 'Buy and destroy',
    'auto-stake': 'Change',
    claim: 'Claim',
    'claim-type': 'Change',
    take: 'Change',
    children: 'Change',
    register: 'Register',
    associate: 'Add',
    'swap-hotkey': 'Replace',
    lock: 'Lock',
    'move-lock': 'Move',
    'keep-lock': 'Change',
    'reject-locked': 'Change',
    'auto-parent': 'Change',
  },
  facts: {
    stake: (say: Said) => `Stake ${say.amount} with ${say.hotkey} on ${say.subnet}`,
    unstake: (say: Said) => `Unstake ${say.alpha} from ${say.hotkey}`,
    'unstake-all': (say: Said) =>
      say.on
        ? `Unstake everything from ${say.hotkey} but what is on root, and stake there what it brings`
        : `Unstake everything from ${say.hotkey}, on every subnet`,
    'move-stake': (say: Said) =>
      `Move ${say.alpha}${say.sameHotkey ? ` with ${say.hotkey}` : ` from ${say.hotkey} to ${say.toHotkey}`}${say.sameSubnet ? '' : ` to ${say.toSubnet}`}`,
    'give-stake': (say: Said) => `Give ${say.alpha} to ${say.to}${say.sameSubnet ? '' : `, as stake on ${say.toSubnet}`}`,
    'destroy-stake': (say: Said) => `Destroy ${say.alpha}, staked with ${say.hotkey}`,
    'buy-destroy': (say: Said) => `Buy alpha of ${say.subnet} for ${say.amount} and destroy it`,
    'auto-stake': (say: Said) => `Rewards of mining on ${say.subnet} are staked with ${say.hotkey} from now on`,
    claim: (say: Said) => (say.hotkey ? `Claim the root dividends with ${say.hotkey}` : 'Claim the root dividends with all validators'),
    'claim-type': (say: Said) =>
      say.type === 'Swap'
        ? 'Root dividends are sold for TAO from now on'
        : `Root dividends stay alpha from now on${say.type === 'Keep' ? '' : ` on these subnets, and are sold elsewhere: ${say.subnets}`}`,
    take: (say: Said) =>
      `${say.hotkey} keeps ${say.share} of what it earns for ${say.everywhere ? 'its stakers' : `its parents on ${say.subnet}`}`,
    children: (say: Said) =>
      say.count === 0
        ? `${say.hotkey} has no child hotkeys on ${say.subnet} any more`
        : `${say.count === 1 ? 'One hotkey gets' : `${say.count} hotkeys get`} the weight of ${say.hotkey} on ${say.subnet}`,
    register: (say: Said) =>
      `Register ${say.hotkey} on ${say.subnet} ${say.limited ? `for at most ${say.limit}` : 'at whatever it costs then'}`,
    associate: (say: Said) => `${say.hotkey} becomes a hotkey of this account`,
    'swap-hotkey': (say: Said) =>
      `Replace ${say.hotkey} by ${say.toHotkey} ${say.everywhere ? 'on every subnet' : `on ${say.subnet}`}${say.on ? '; the stake stays where it is' : ', with what is staked there'}`,
    lock: (say: Said) => `Lock ${say.alpha} with ${say.hotkey}`,
    'move-lock': (say: Said) => `Move the lock on ${say.subnet} to ${say.hotkey}`,
    'keep-lock': (say: Said) =>
      say.on ? `The lock on ${say.subnet} stays whole, without end` : `The lock on ${say.subnet} opens little by little`,
    'reject-locked': (say: Said): string => (say.on ? 'Refuse locked stake of others' : 'Accept locked stake of others'),
    'auto-parent': (say: Said) =>
      say.on
        ? `${say.hotkey} lends its weight to the hotkeys of subnet owners by itself`
        : `${say.hotkey} no longer lends its weight to the hotkeys of subnet owners by itself`,
  },
  validator: 'Validator',
  newHotkey: 'New hotkey',
  toValidator: 'New validator',
  child: (facts: { share: string }) => `Child hotkey, ${facts.share}`,
  hotkey: 'Hotkey',
  where: 'Subnet',
  /** Subnets that a claim names by their numbers. */
  named: 'Subnets that it names',
  toWhere: 'To subnet',
  atMost: 'Price at most',
  atLeast: 'Price at least',
  ratio: 'Limit for one alpha',
  noLimit: 'No limit',
  away: 'Away from the price now',
  percent: (facts: { percent: string }) => `${facts.percent}\u00a0%`,
  fills: 'If not all of it fits',
  partial: 'As much as fits',
  whole: 'Nothing happens',
  /** Beside what leaves the free balance. */
  stakeLeaves: (facts: { netuid: number }) => `Stake on ${subnetOf(facts.netuid)} leaves`,
}

export const stakingRisks = {
  'no-limit': () => 'No price limit protects you: it goes through at whatever price there is then, and others can move that price first.',
  'claim-open': () =>
    'What this sells, it sells at whatever price there is then, and whoever sees it before can move that price first. The chain takes no limit for a claim, so nobody can set one.',
  'claim-loss': () => 'This costs more than it brings: what of the network fee is never given back is more than what it claims is worth.',
  'limit-near': () => 'The price limit is near the price now.',
  'limit-loose': ({ percent = '' }: { percent?: string }) =>
    `The price limit is ${percent} % away from the price now. You may get that much less.`,
  'limit-nominal': ({ percent = '' }: { percent?: string }) =>
    `The price limit is ${percent} % away from the price now: it protects from next to nothing, and others can move the price that far first.`,
  'limit-passed': () => 'The price stands beyond the limit already. As things are now, it would fail.',
  'limit-unknown': () => 'The price now is not known, so nobody can say whether the price limit protects you.',
  'sells-all': () => 'It takes every position with this validator. What cannot be sold is passed over without a word.',
  'rest-sold': () => 'It may leave so little of this position that the chain sells that too, at any price.',
  'stake-given': () => 'This stake leaves your account for good. Whoever has the other coldkey can sell it.',
  'stake-destroyed': () => 'What is destroyed is gone for everybody. Nobody can give it back.',
  'stake-locked': () => 'Locked stake can be neither sold nor moved. A lock opens only little by little, over months.',
  'hotkey-swapped': () =>
    'Whoever has the new hotkey mines and validates from then on in the place of the old one. It costs a fee of its own, and cannot be repeated for a while.',
  'fee-in-alpha': ({ of }: { of?: string }): string =>
    of === 'unstake-all'
      ? 'There is too little TAO for the network fee. The chain takes it from the stake if all of that is one position, and refuses this otherwise.'
      : 'There is too little TAO for the network fee. The chain takes it from the stake.',
}
export const stakingShortRisks = {
  'no-limit': 'No price limit',
  'claim-open': 'No limit on a claim',
  'claim-loss': 'Claim at a loss',
  'limit-near': 'Limit near the price',
  'limit-loose': 'Loose price limit',
  'limit-nominal': 'Limit in name only',
  'limit-passed': 'Price is beyond the limit',
  'limit-unknown': 'Price is not known',
  'sells-all': 'Takes every position',
  'rest-sold': 'Rest may be sold too',
  'stake-given': 'Stake leaves for good',
  'stake-destroyed': 'Destroyed for good',
  'stake-locked': 'Locked for months',
  'hotkey-swapped': 'Another hotkey takes over',
  'fee-in-alpha': 'Fee comes from the stake',
}
