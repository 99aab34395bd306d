/** Sentences of stakes: what is held where, and what it is worth. */
export const positions = {
  title: 'Positions',
  titleOf: (facts: { name: string }) => `Positions of ${facts.name}`,
  all: 'All accounts that count',
  none: 'No stake',
  noneText: 'Nothing is staked here. Stake shows up by itself, wherever it was made.',
  more: 'Show more',
  gone: 'This position is not here any more, or not read yet.',
  spot: 'Spot value',
  alpha: 'Stake',
  price: 'Price of one alpha',
  rootPrice: 'One for one',
  locked: 'Locked on this subnet',
  lockedStake: 'Locked or held stake',
  staked: 'Staked, spot',
  notTold: 'not told',
  /** `share`: of the amount, in percent. */
  fee: (facts: { share: string }) => `Fee, ${facts.share}`,
  slippage: (facts: { share: string }) => `Less than spot, ${facts.share}`,
  asking: 'The chain is being asked what a sale would return.',
  notAsked: 'What a sale would return is not known: no node answers.',
  asOf: (facts: { block: string; time: string }) =>
    `What the chain says that selling it would have returned in block ${facts.block} (${facts.time}). The fee and the movement of the price are taken off; the network fee is not.`,
  rootText: 'Stake on root is TAO, one for one: leaving it costs no fee but that of the network.',
  stuckTitle: 'This cannot be sold now.',
  stuckClosed: 'Trading on this subnet is not open. The stake stays yours, and counts as nothing in what a sale would return.',
  stuckPool:
    'The pool of this subnet cannot take it: it holds too little, or the amount is too small for it. The stake stays yours, and counts as nothing in what a sale would return.',
  stuckLocked:
    'All of it is locked. The stake stays yours, and counts as nothing in what a sale would return for as long as the lock holds it.',
  stuckHeld: 'It stays yours, and counts as nothing in what a sale would return until then.',
  heldRoot: 'Held on root',
  /** Of an account, where root stake is held. */
  heldText:
    'Root stake that the chain holds cannot leave yet, and counts as nothing in what a sale would return. Its position says for how long.',
  /** Beside what is locked. */
  lockedText:
    'Locked stake cannot be sold now, and counts as nothing in what a sale would return. A lock holds what an account has on the subnet, whichever validator it is with, and lets go of it little by little unless it was made to last.',
  lockedUnknown: 'The node does not tell what is locked, so a sale may return less than this.',
  soldRest: 'If the rest is sold now',
  noPriceText: 'The node tells no price for this subnet, so there is no spot value.',
  validator: 'Validator',
  unnamed: 'No name is known',
  subnet: (facts: { netuid: string }) => `Subnet ${facts.netuid}`,
  held: 'Held by',
  count: 'Count in the total',
  countHelp: 'What it has is part of the balance on the first screen.',
}
