/** `share`: what the fee takes, in percent; `least`: what of it is never given back; `worth`: from where on it is little. */
type AdviceFacts = { share: string; fee: string; least: string; free: string; brings: string; worth: string }

/** Sentences of root dividends. */
export const root = {
  title: 'Root dividends',
  /** Of what stands on a position: the way to this screen. */
  open: 'Dividends and claiming',
  accrued: 'Waiting to be claimed',
  /** Where amounts are alpha at its price. */
  accruedSpot: 'Waiting to be claimed, spot value',
  untold: 'The network does not tell how much is waiting. It can be claimed all the same.',
  nothing: 'Nothing is waiting',
  nothingText: 'Root stake earns alpha of many subnets, little by little. What it earned shows up here by itself.',
  none: 'This network has no root dividends that can be claimed.',
  noNode: 'No node answers, so nobody can say what is waiting.',
  notTold: 'The node does not tell what is waiting. Another node may.',
  how: 'How this works',
  baskets:
    'A validator keeps what root stake earns in a basket of alpha. A claim sells your part of it and puts the TAO on root, with the same validator. The basket’s price moves until then; nothing of your part expires.',
  rates:
    'What root stake earns is written down as alpha of each subnet. A claim takes it for the subnets that it names, at most five, with all validators at once.',
  leaveBaskets: 'Whoever unstakes from root keeps this claim.',
  leaveRates:
    'Claim before you unstake, move or give root stake: what it earned and was not claimed goes with it, and nobody gets that. Stake that was claimed for loses nothing.',
  /** Of root stake that leaves. `amount`: what it is worth, '' where nobody tells. */
  leaving: {
    asking: 'The node is asked what this stake earned and was not claimed.',
    lost: ({ amount, claimable }: { amount: string; claimable: boolean }) =>
      `This loses dividends that the stake earned on root and that were not claimed${amount ? `: about ${amount} now` : '; nobody tells what they are worth'}. They go with the stake, and nobody gets them. ${claimable ? 'Claim them first.' : 'It is too little for a claim.'}`,
    stays: ({ amount }: { amount: string }) =>
      `What the stake earned on root stays yours${amount ? `: about ${amount} waits` : '; nobody tells how much waits'}. It can be claimed afterwards as well.`,
    /** `claimable`: a claim before is what to do where they may be lost. */
    untold: ({ claimable }: { claimable: boolean }) =>
      `Nobody tells whether dividends that were not claimed go with this stake.${claimable ? ' Claim them first.' : ''}`,
    first: 'Claim first',
    short: 'Dividends not claimed',
  },
  openTitle: 'No price limit protects a claim.',
  openText:
    'What it sells, it sells at whatever price there is when it runs, and whoever sees it before can move that price first. The chain’s call takes no limit, so no wallet can set one.',
  which: 'Claim from',
  everyone: 'All validators',
  unnamed: 'No name is known',
  onlyAll: 'This network has no claim for one validator: a claim is always for all of them.',
  subnets: 'Subnets of this claim',
  most: (facts: { count: string }) => `A claim takes at most ${facts.count} subnets. Claim the others afterwards.`,
  skipped: 'Too little for a claim',
  noPrice: 'no price',
  least: (facts: { amount: string }) => `With one validator a claim takes ${facts.amount} or more; less is passed over and stays.`,
  receives: 'Goes to root',
  receivesAtMost: 'Goes to root, at most',
  atMost: 'The validators’ parts are sold one after the other. Where two hold alpha of one subnet, the later brings a little less.',
  keeps: 'Stays alpha',
  unknown: 'not told',
  fee: 'Network fee, at most',
  feeNote: 'The network sets aside this much and mostly gives a part of it back.',
  free: 'Free',
  counting: 'Counting what it costs and brings.',
  advice: {
    nothing: (_: AdviceFacts) => 'Nothing is waiting here, so there is nothing to claim.',
    dust: (_: AdviceFacts) => 'Wait: a claim would pass over all of this, and only the fee would be spent.',
    loss: (facts: AdviceFacts) =>
      `Not now: this costs more than it brings. At least ${facts.least} of the fee is never given back, and it brings ${facts.brings}. Claim when more is waiting; waiting loses nothing of your part.`,
    poor: (facts: AdviceFacts) =>
      `The fee of at most ${facts.fee} must be free while the claim runs, and only ${facts.free} is. Bring TAO to this account first.`,
    costly: (facts: AdviceFacts) =>
      `Better wait: the fee may take ${facts.share} of it. From about ${facts.worth} on it takes a twentieth at most. Waiting loses nothing of your part.`,
    fine: (facts: AdviceFacts) => `Worth claiming: the fee takes ${facts.share} of it at most.`,
    unknown: (_: AdviceFacts) => 'Nobody tells what this brings, so nobody can say whether it is worth its fee.',
  },
  unlock: (facts: { blocks: string; time: string }) =>
    `A claim counts as new root stake: all root stake with that validator may be held for ${facts.blocks} blocks after it, about ${facts.time}.`,
  held: (facts: { blocks: string; time: string }) =>
    `After stake is added on root, or a claim, this chain may hold all root stake with that validator for ${facts.blocks} blocks, about ${facts.time}.`,
  /** Of stake that is held now. */
  heldNow: (facts: { amount: string; blocks: string; time: string }) =>
    `${facts.amount} cannot leave root yet: the chain holds it for about ${facts.time} more (blocks left: ${facts.blocks}). Whenever root stake with a validator comes or goes, or a claim adds to it, the wait begins anew for all of it there.`,
  type: 'What becomes of them',
  typeSome: (facts: { subnets: string }) => `They stay alpha on these subnets, and are sold elsewhere: ${facts.subnets}.`,
  typeText: {
    Swap: 'A claim sells the alpha and puts the TAO on root, with the same validator.',
    Keep: 'A claim leaves the alpha on its subnets, staked with the same validator.',
  },
  typeInstead: { Swap: 'Sell them for TAO instead', Keep: 'Keep them as alpha instead' },
  watched: 'Only whoever has the key of this account can claim.',
}
