/** What the browser shows over other programs. Amounts are formatted already, '' where they are hidden. */
export const notify = {
  received: (facts: { amount: string }) => (facts.amount ? `Received ${facts.amount}` : 'Received'),
  severalReceived: (facts: { count: number }) => `Received ${facts.count} times`,
  final: (facts: { amount: string }) => (facts.amount ? `Final: ${facts.amount} sent` : 'A transaction is final'),
  failed: 'A transaction failed on the chain. Only the network fee is gone.',
  part: 'A transaction ran only in part. Look at your balance.',
  lost: 'A transaction never happened. Its time is over.',
}
