/** Why stake cannot go, as the form says it before anything is made. `minimum`: what must be exceeded, '' where nobody says. */
type Problem =
  | 'call-missing'
  | 'stake-same-place'
  | 'subnet-closed'
  | 'price-untold'
  | 'validator-unknown'
  | 'stake-transfer-off'
  | 'stake-not-enough'
  | 'stake-held'
  | 'stake-too-small'
  | 'stake-rest-small'
  | 'stake-no-trade'
  | 'recipient-self'
  | 'insufficient-funds'
const problems: Record<Problem, (facts: { minimum: string }) => string> = {
  'call-missing': () => 'This chain has no call for this, so it cannot be done here.',
  'stake-same-place': () => 'It is there already. Choose another validator or another subnet.',
  'subnet-closed': () => 'Trading is not open on one of these subnets, so nothing can be moved there or away.',
  'price-untold': () =>
    'The node tells no price for one of these subnets, so no limit could protect it. Choose another node in Settings, or try it later.',
  'validator-unknown': () => 'The chain does not know this validator. Choose another one.',
  'stake-transfer-off': () =>
    'The owner of this subnet does not let stake change hands. What can be done instead: sell it, and send the TAO.',
  'stake-not-enough': () => 'There is less than that, or a part of it is locked.',
  'stake-held': () => 'The chain still holds this root stake: nothing of it can leave yet.',
  'stake-too-small': ({ minimum }) =>
    minimum ? `The chain moves nothing that is worth ${minimum} or less. Choose more.` : 'It is worth less than the chain moves at once.',
  'stake-rest-small': () => 'The rest would be so little that the chain sells it too, at any price. Take less, or all of it.',
  'stake-no-trade': () => 'The pools cannot do this: they hold too little for it, or the amount is too small.',
  'recipient-self': () => 'This is the account that gives. Nothing would change hands.',
  'insufficient-funds': () =>
    'There is too little TAO for the network fee, and this chain takes none from stake. Bring TAO to this account first.',
}

/** Sentences of stake that goes elsewhere: to another validator, another subnet, another account, or all of it back to TAO. */
export const moves = {
  problems,
  /** Of a move that its pools cannot take whole. */
  noTradeWhole: 'The pools cannot take so much: they hold too little for it. Make it smaller, or take what fits.',
  counting: 'The chain is being asked what this comes to.',
  /** Where the network fee is more than there is. */
  feeFromStake:
    'There is too little TAO for the network fee. The chain takes it from the stake first: of all that there is so much less goes.',
  /** The same where the amount is all that can go, and the chain neither takes all nor cuts it down. */
  failsOfFee:
    'There is too little TAO for the network fee. The chain would take it from the stake, and what is left would not suffice: the order fails, and the fee is lost. Choose a little less.',
  amount: (facts: { unit: string }) => `Amount in ${facts.unit}`,
  /** Beside the amount: what of the position may leave it. */
  movable: 'Can leave',
  priceOf: (facts: { subnet: string }) => `Price of one alpha, ${facts.subnet}`,

  fee: 'Network fee',
  exactly: 'Arrives, exactly',

  /** Moving. */
  move: 'Move',
  moveTitle: 'Move stake',
  moveText: 'To another validator or another subnet',
  fromHere: 'Where it is now',
  to: 'To',
  pickSubnet: 'Subnet',
  pickValidator: 'Validator',
  noValidator: 'Choose a validator',
  sameSubnet: 'the same subnet',
  sameValidator: 'the same validator',
  notThere: 'This validator does not validate on that subnet now. Stake with it may earn nothing there.',
  exact: 'Within one subnet stake moves alpha for alpha. No pool takes part, so no price can move against you and no limit is needed.',
  atLeast: (facts: { unit: string }) => `Limit for one alpha, in ${facts.unit}`,
  now: 'If sold now instead',
  back: 'If sold there at once',
  ratio: 'Both prices may move until this runs. The limit is on one against the other: so much there for each one here.',
  loose: 'The prices of these pools are not what they hold, and the chain judges by what they hold. So no more than “At least” is sure.',
  openTitle: 'No limit can protect this.',
  openText:
    'This chain has no call that moves stake to another validator and another subnet at once within a price limit. In two steps both are protected:',
  openFirst: 'first to the other subnet with the same validator, within a limit; then there to the other validator, alpha for alpha',
  openSell: 'or sell it within a limit, and stake what it brings',
  keepValidator: 'First the subnet only',
  sellFirst: 'Sell, then stake',
  openWord: 'In one step, without a limit',

  /** Selling everything. */
  all: 'Unstake all',
  allText: 'Every position of this account',
  allWith: 'Sell everything with this validator',
  allOf: 'What to sell',
  allValidators: 'Every position',
  ofValidator: (facts: { name: string; count: string }) => `${facts.name}, ${facts.count} positions`,
  reading: 'Each sale is being tried out on the chain.',
  sales: (facts: { count: string; one: boolean }) => (facts.one ? 'One sale' : `${facts.count} sales`),
  sells: (facts: { amount: string }) => `sells ${facts.amount}`,
  leastOf: (facts: { amount: string }) => `at least ${facts.amount}`,
  unknown: 'not known',
  /** Of a sale at any price. */
  blind: 'The node tells no price here, so what it brings is not known.',
  beyond: 'Beyond its limit',
  beyondText: 'As things are now, this sale moves its price beyond the limit and would stay out.',
  sum: 'All bring about',
  sumLeast: 'At least, if all are done',
  /** The same where only so many of them go as things are now: the others stay out. */
  sumSome: (facts: { goes: string; count: string; one: boolean }) =>
    `${facts.goes} of ${facts.count} ${facts.one ? 'brings' : 'bring'} about`,
  sumSomeLeast: (facts: { one: boolean }) => `At least, if ${facts.one ? 'it is' : 'they are'} done`,
  free: 'Free now',
  stuck: 'Cannot be sold now',
  stuckText: 'This stays yours, where it is.',
  stuckWhy: {
    'call-missing': () => 'This chain has no call that sells it within a limit.',
    'subnet-closed': () => 'Trading is not open on this subnet.',
    'price-untold': () => 'The node tells no price here, so no limit could protect the sale. Choose another node in Settings.',
    'stake-not-enough': () => 'All of it is locked.',
    'locked-part': () => 'A part of it is locked. At any price the chain sells whole positions only, so it passes over this one.',
    'stake-too-small': ({ minimum }: { minimum: string }) =>
      `A part of it is locked, and the rest is worth less than ${minimum || 'the chain sells'}: so little goes only as a whole position.`,
    'stake-rest-small': () => 'A part of it is locked, and that is so little that the chain would take it too if the rest were sold.',
    'stake-no-trade': () => 'Its pool cannot take it: it holds too little, or the amount is too small.',
  },
  later: (facts: { count: string; one: boolean; most: string }) =>
    facts.one
      ? `One more position is left for another time: at most ${facts.most} go at once.`
      : `${facts.count} more positions are left for another time: at most ${facts.most} go at once.`,
  together: 'All or none',
  togetherHelp: 'If one of the sales cannot be done, none is. Otherwise that one is left out, and the others are done.',
  togetherBeyond: 'One of the sales is beyond its limit, so together none would be done. Allow more, or sell each for itself.',
  noneFits: 'Every sale is beyond its limit, so nothing would be sold. Allow more.',
  needsFee:
    'There is too little TAO for the network fee, and for several sales together the chain takes none from the stake. Sell one position alone first.',
  needsFeeRest:
    'There is too little TAO for the network fee. The chain would take it from the part that is not locked, and then that no longer suffices. Sell a little less of this position by itself.',
  nothing: 'Nothing can be sold now',
  nothingWithin: 'Nothing can be sold within a limit now',
  nothingText: 'This account has no stake that could be sold.',
  limitless:
    'The chain’s own call is taken: it sells every position with this validator, on every subnet, at whatever price there is. What it cannot sell it passes over without a word.',
  rateNote: 'Each position is sold whole, within its own limit, or not at all.',

  /** What became of each of several sales. */
  legs: 'Each sale',
  legsDone: (facts: { done: string; count: string }) => `${facts.done} of ${facts.count} done`,
  leg: { done: 'sold', not: 'not sold', unknown: 'not known yet', pending: 'on its way' },
  legBrought: (facts: { amount: string }) => `brought ${facts.amount}`,

  /** What was really given and had, by the events of its block. */
  brought: 'Brought',
  broughtAll: 'Brought in all',
  broughtBy: (facts: { subnet: string }) => `Brought on ${facts.subnet}`,
  broughtGave: 'Given for it',
  broughtRate: 'Price with pool fee',
  /** Of what stayed on its subnet: to another validator, or to another account. */
  went: 'Really went',
  wentLess: 'Less went than was ordered: no more was left when it ran.',
  broughtLimit: { most: 'Its limit: at most', least: 'Its limit: at least' },

  /** Giving. */
  give: 'Give away',
  giveTitle: 'Give stake',
  giveText: 'To another account, for good',
  giveInstead: 'Give stake instead',
  /** Of the recipient, where it is otherwise than of one who is sent TAO. */
  checks: {
    self: 'This is the account that gives. Nothing would change hands.',
    foreign: (facts: { prefix: string }) =>
      `This address is written for another network (number ${facts.prefix}). Shown here as on Bittensor: the same key in other letters. An exchange’s address of another network gets no stake.`,
    keyless: (facts: { kind: string; index: string }) =>
      `This belongs to the chain itself${facts.kind === 'subnet' ? ` (subnet ${facts.index})` : facts.kind === 'crowdloan' ? ` (crowdloan ${facts.index})` : ''} and has no key. Stake that is given to it by mistake, nobody can give back.`,
    hotkey: (facts: { owner: string }) =>
      `A hotkey: a key that mines or validates, of the coldkey ${facts.owner}. Stake that is given to it is not staked with it: it would own the stake as a coldkey does, and whoever has this key could sell it. Usually its coldkey is meant.`,
    ownHotkey:
      'A hotkey of yours: it mines or validates. It would own the stake as a coldkey does, and a hotkey is less protected than a coldkey.',
    paid: (facts: { times: string; one: boolean; when: string }) =>
      facts.one ? `Paid or given to once before, on ${facts.when}.` : `Paid or given to ${facts.times} times, last on ${facts.when}.`,
    firstTime: 'First time: you have never given or paid this address anything from here.',
    contactFirst: 'You have never given or paid this contact anything from here.',
    neverSeen:
      'You have never given or paid this contact anything from here, and the chain knows no account at this address. Ask its owner whether it is right.',
    notContact: 'This is not one of your contacts, and you chose to pay and give only to contacts and your own accounts.',
  },
  pick: 'Which stake to give',
  pickNone: 'Nothing is staked from this account.',
  follows: 'What follows',
  forGood: 'It is for good: nobody can take it back.',
  stays: (facts: { subnet: string }) => `It stays staked with this validator on ${facts.subnet}.`,
  theirs: 'From then on the recipient decides whether to keep, move or sell it.',
  /** Of what root stake earned and was not claimed, by how the chain keeps it. */
  root: {
    stays: 'The dividends that it earned on root before stay with you, and you can claim them.',
    lost: 'Dividends that it earned on root and that were not claimed go with it, and nobody gets them: neither you nor the recipient.',
    untold: 'Nobody tells whether dividends that it earned on root, and that were not claimed, stay with you.',
  },
  whole: 'Nothing of yours is left with this validator on this subnet.',
  worth: 'Worth at spot',
  sold: 'If the recipient sold it at once',
  noPool: 'No pool takes part, so no price can move against anybody and no limit is needed.',
}
