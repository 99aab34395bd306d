/** Sentences of orders that are hidden until they run. */
export const shield = {
  hide: 'Hidden until it runs',
  hideHelp: (facts: { fee: string }) =>
    `Before it runs, only whoever makes its block can read this order. The node that you asked knows subnet and amount, and of a sale or move a validator too. Its envelope costs ${facts.fee} more.`,
  shown: (facts: { fee: string; unlimited: boolean }) =>
    `Others see this order before it runs, and may trade first, ${facts.unlimited ? 'and no limit stops them' : 'as far as your limit lets them'}. Hiding it costs ${facts.fee}.`,
  none: (facts: { unlimited: boolean }) =>
    `This chain cannot hide orders: others see this one before it runs, and may trade first, ${facts.unlimited ? 'and no limit stops them' : 'as far as your limit lets them'}.`,
  notEnough:
    'Free TAO does not pay for the order and its envelope, and an envelope is never paid from stake. Receive TAO first, or switch hiding off.',
  /** The review. */
  travels: 'On its way',
  travelsHidden: 'hidden until it runs',
  envelopeFee: 'Fee of the envelope',
  fromConsent: 'counted from when you agree',
  again:
    'If the key changes before the order runs, Kluis seals the same order again: four times in all, within ten minutes, and only while it is open. Each envelope costs its fee. It is never sent openly.',
  /** What becomes of it. */
  sealed: 'It is on its way, hidden until it runs.',
  opening: (facts: { block: string }) => `Its envelope is in block ${facts.block}. The order inside runs next.`,
  tries: (facts: { count: string }) => `The key changed before it ran. The same order was sealed again: try ${facts.count} of 4.`,
  ran: 'It was hidden until it ran.',
  lost: 'It travelled hidden, no block opened it in time, and it can never run any more. Nothing was traded; only the fee of each envelope is gone.',
  ended: {
    locked: 'Kluis was locked meanwhile, so it did not seal it again without you.',
    late: 'Ten minutes had passed since you agreed, so it was not sealed again.',
    tries: 'It was sealed four times.',
    other: 'Something else had changed, so it was not sealed again.',
  },
  askAgain: 'If you still want it, order it again.',
  envelopes: 'Fees of envelopes',
  sealedTimes: 'Sealed',
  times: (facts: { count: number; text: string }) => (facts.count === 1 ? 'once' : `${facts.text} times`),
  hash: 'Hash of the envelope',
  /** The settings. */
  above: 'Hide orders',
  aboveHelp: 'Of this size or more, where the chain can.',
  never: 'Never',
  always: 'Always',
  from: (facts: { amount: string }) => `From ${facts.amount}`,
}
