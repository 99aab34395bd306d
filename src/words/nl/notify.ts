import type { notify as en } from '../en/notify'

export const notify: typeof en = {
  received: ({ amount }) => (amount ? `${amount} ontvangen` : 'Ontvangen'),
  severalReceived: ({ count }) => `${count} keer ontvangen`,
  final: ({ amount }) => (amount ? `Definitief: ${amount} verstuurd` : 'Een transactie is definitief'),
  failed: 'Een transactie is mislukt op de keten. Alleen de netwerkkosten zijn weg.',
  part: 'Een transactie is maar deels uitgevoerd. Kijk naar uw saldo.',
  lost: 'Een transactie is nooit gebeurd. Haar tijd is om.',
}
