import type { EntryView, Output, PopupContract, RecipientFacts, Views } from '../../../src/messaging'
import { decodeAddress, encodeAddress, fromHex, toHex } from '../../../src/units'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import {
  account,
  accounts,
  answersOf,
  balances,
  contact,
  daily,
  entry,
  leaf,
  longNames,
  manyAccounts,
  network,
  risk,
  type Transaction,
  transaction,
  transferTo,
  twinOf,
  wallet,
  watched,
  workshop,
} from '../data'
import type { Answers, Scene } from '../scene'
import { whyOf } from './why'

const miner = account('Miner 1', { role: 'hotkey' })
const many = manyAccounts(10_000)
/** Nobody in particular: on the chain, and never paid from here. */
export const facts = (address: string, change: Partial<RecipientFacts> = {}): RecipientFacts => ({
  id: toHex(decodeAddress(address).accountId),
  ...{ free: '5000000000', exists: true, hotkeyOf: null, paid: 0, paidAt: null, twin: null },
  ...change,
})
/** What the background tells of a transfer: by what is asked, so that answers belong to their questions. */
export const told =
  (change: Partial<RecipientFacts> = {}, more: Partial<Output<PopupContract, 'estimateTransfer'>> = {}) =>
  ({ to }: { to: string }) => ({
    ...{ fee: '83104', max: '148209237738', free: '148209321342', reserved: '0', locked: '0', stays: '0' },
    ...more,
    recipient: facts(to, change),
  })
const estimateTransfer = told()
const form: Answers = { estimateTransfer }

type Filled = { to?: string; amount?: string; everything?: true }
async function fill(screen: Screen, { send }: Words, { to, amount, everything }: Filled): Promise<void> {
  if (to !== undefined) await screen.byLabel(send.recipient).fill(to)
  if (amount !== undefined) await screen.byLabel(send.amount).fill(amount)
  if (everything) await screen.byLabel(send.everything).click()
}
export const filled = (name: string, what: Filled, sees: (words: Words) => string | RegExp, more: Partial<Scene> = {}): Scene => ({
  name,
  route: '/send',
  views: wallet,
  answers: form,
  narrow: true,
  steps: async (screen, words) => {
    await fill(screen, words, what)
    await screen.byText(sees(words)).waitFor()
  },
  ...more,
})

/** The wallet's own request, as the background makes it from the form. */
export const own = (now: number, asked: Parameters<typeof transaction>[2]): Transaction =>
  transaction(now, 'own', { origin: null, ...asked })
const answers: Answers = { estimateTransfer, prepareTransfer: { id: 'request-own' }, approve: { entry: 'entry-own' } }
async function toTheReview(screen: Screen, words: Words, what: Filled = { to: workshop.address, amount: '12.5' }): Promise<void> {
  await fill(screen, words, what)
  await screen.byRole('button', words.send.review).click()
  await screen.byRole('heading', what.everything ? words.approve.youSendAll : words.approve.youSend).waitFor()
}
const review = (
  name: string,
  ask: (now: number) => Transaction,
  what?: Filled,
  change: (now: number) => Partial<Views> = () => ({}),
): Scene => ({
  name,
  route: '/send',
  views: (now) => wallet(now, { requests: { items: [ask(now)] }, ...change(now) }),
  answers,
  steps: (screen, words) => toTheReview(screen, words, what),
  narrow: true,
})

const plain = (now: number) => own(now, { leaves: [leaf('Balances.transfer_keep_alive', transferTo(workshop, '12.5'))], outflow: '12.5' })
const known = twinOf(workshop.address)
/** As long as a node's words are let through, without a place to break and with marks piled up. */
const NODE_SAYS = `${'x'.repeat(120)}${'\u0301\u0316'.repeat(40)}`

/** A transfer on its way, as the screen that sent it shows it. */
const progress = (name: string, status: EntryView['status'], change: Partial<EntryView> = {}): Scene => ({
  name: `send-progress-${name}`,
  route: '/send',
  views: (now) =>
    wallet(now, {
      requests: { items: [plain(now)] },
      activity: { total: 1, dust: 0, pending: 1, first: [entry('own', now - 2_000, status, change)] },
    }),
  answers,
  steps: async (screen, words) => {
    await toTheReview(screen, words)
    await screen.byRole('button', /12[.,]5/).click()
    await screen.byRole('heading', words.send.progressTitle).waitFor()
    if (status.phase === 'refused' || ('ok' in status && !status.ok)) await screen.byText(whyOf(status)).waitFor()
  },
})

const made = (status: EntryView['status']) => (now: number) =>
  wallet(now, { activity: { total: 1, dust: 0, pending: 0, first: [entry('own', now - 120_000, status)] } })
const FINAL = { phase: 'final', block: 9_412_449, ok: true, error: null, part: false } as const

/** Sending: the form, the review of the bytes, and what became of it. */
export const sendScenes: readonly Scene[] = [
  // Whoever unlocks again, or reloads, comes back to what became of it.
  { name: 'sent', route: '/sent/entry-own/', views: made(FINAL), sees: ({ send }) => send.finalNote },
  {
    name: 'sent-gone',
    route: '/sent/entry-nobody/',
    views: wallet,
    answers: { activityEntry: null },
    sees: ({ activity }) => activity.gone,
  },
  filled('send-twin', { to: workshop.address, amount: '12.5' }, ({ send }) => send.twinOnItsWay, { views: made({ phase: 'sent' }) }),
  filled('send-twin-done', { to: workshop.address, amount: '12.5' }, ({ send }) => send.twinDone, { views: made(FINAL) }),
  { name: 'send', route: '/send', views: wallet, answers: form, narrow: true, walked: true },
  filled('send-filled', { to: workshop.address, amount: '12.5' }, () => /135[.,]7092/),
  filled('send-newer', { to: workshop.address, amount: '12.5' }, () => /87[.,]4999/, {
    // The estimate is of a later block than the last look: what is told is of one of them.
    answers: { estimateTransfer: told({}, { free: '100000000000', max: '99999916896' }) },
  }),
  filled('send-own', { to: wallet(0).accounts.first[1]?.address ?? '', amount: '1' }, ({ send }) => new RegExp(send.checks.own)),
  filled('send-self', { to: daily.address }, ({ send }) => send.checks.self),
  filled('send-address-wrong', { to: workshop.address.slice(0, -1) }, ({ errors }) => errors['ss58-length']({})),
  filled('send-address-checksum', { to: `${workshop.address.slice(0, -1)}1` }, ({ errors }) => errors['ss58-checksum']({})),
  filled('send-address-foreign', { to: encodeAddress(fromHex(workshop.id), 0) }, ({ send }) => send.checks.foreign({ prefix: '0' })),
  filled('send-amount-wrong', { to: workshop.address, amount: 'twelve' }, ({ send }) => send.notAmount),
  filled('send-amount-zero', { to: workshop.address, amount: '0' }, ({ send }) => send.zero),
  filled('send-too-much', { to: workshop.address, amount: '150' }, () => /148[.,]209237738/),
  filled('send-everything', { to: workshop.address, everything: true }, ({ send }) => send.everythingHelp),
  {
    name: 'send-offline',
    route: '/send',
    views: (now) => wallet(now, { network: network(now, { phase: 'offline', host: null }) }),
    narrow: true,
  },
  {
    name: 'send-names',
    route: '/send',
    views: (now) =>
      wallet(now, {
        accounts: accounts(longNames),
        balances: balances(
          now,
          longNames.map((each) => [each, '20999999.999999999'] as const),
        ),
      }),
    narrow: true,
  },
  {
    name: 'send-hotkey',
    route: `/send/${miner.id}`,
    views: (now) =>
      wallet(now, {
        accounts: accounts([daily, miner]),
        balances: balances(now, [
          [daily, '148.2'],
          [miner, '3.25'],
        ]),
      }),
    narrow: true,
    walked: true,
  },
  {
    name: 'send-hotkey-form',
    route: `/send/${miner.id}`,
    views: (now) =>
      wallet(now, {
        accounts: accounts([daily, miner]),
        balances: balances(now, [
          [daily, '148.2'],
          [miner, '3.25'],
        ]),
      }),
    answers: form,
    steps: (screen, { send }) => screen.byRole('button', send.hotkeyAnyway).click(),
  },
  {
    name: 'send-watched',
    route: '/send',
    views: (now) => wallet(now, { accounts: accounts([watched('Ledger', 'hardware')]) }),
  },
  {
    name: 'send-many',
    route: '/send',
    views: (now) => wallet(now, { accounts: accounts(many) }),
    answers: { ...form, ...answersOf(many) },
    steps: async (screen, { send, accounts: say }) => {
      await screen.byRole('button', new RegExp(`^${send.from}`)).click()
      await screen.byLabel(say.search).fill('Account 70')
      await screen.byText('Account 7001').waitFor()
    },
  },
  {
    name: 'send-choose',
    route: '/send',
    views: (now) =>
      wallet(now, { contacts: { items: longNames.map(({ name }) => contact(name, 'A note of some length, which goes on')) } }),
    answers: form,
    steps: (screen, { send }) => screen.byRole('button', send.choose).click(),
    narrow: true,
    walked: true,
  },
  filled('send-contact', { to: workshop.address, amount: '12.5' }, ({ send }) => new RegExp(send.checks.contact), {
    views: (now) => wallet(now, { contacts: { items: [contact('Workshop')] } }),
  }),
  {
    name: 'send-refused',
    route: '/send',
    views: wallet,
    answers: { estimateTransfer, prepareTransfer: { error: { code: 'recipient-too-poor', facts: {} } } },
    steps: async (screen, words) => {
      await fill(screen, words, { to: workshop.address, amount: '0.0000001' })
      await screen.byRole('button', words.send.review).click()
      await screen.byText(words.errors['recipient-too-poor']({})).waitFor()
    },
  },
  {
    name: 'send-node-says',
    route: '/send',
    views: wallet,
    answers: { estimateTransfer, prepareTransfer: { error: { code: 'node-answer', facts: { message: NODE_SAYS } } } },
    steps: async (screen, words) => {
      await fill(screen, words, { to: workshop.address, amount: '1' })
      await screen.byRole('button', words.send.review).click()
      await screen.byText(words.errors['node-answer']({ message: NODE_SAYS })).waitFor()
    },
    narrow: true,
  },
  {
    ...filled('send-busy', { to: workshop.address, amount: '12.5' }, () => ''),
    answers: { estimateTransfer, prepareTransfer: 'never' },
    steps: async (screen, words) => {
      await fill(screen, words, { to: workshop.address, amount: '12.5' })
      await screen.byRole('button', words.send.review).click()
    },
  },
  review('send-review', plain),
  review('send-review-new', (now) =>
    own(now, {
      leaves: [leaf('Balances.transfer_keep_alive', transferTo(workshop, '12.5'), [risk('first-time-recipient')])],
      outflow: '12.5',
    }),
  ),
  review('send-review-lookalike', (now) =>
    own(now, {
      leaves: [leaf('Balances.transfer_keep_alive', transferTo(workshop, '12.5'), [risk('recipient-lookalike', { known })])],
      outflow: '12.5',
    }),
  ),
  review(
    'send-review-most',
    (now) =>
      own(now, {
        leaves: [leaf('Balances.transfer_keep_alive', transferTo(workshop, '120'), [risk('first-time-recipient')])],
        outflow: '120',
        risks: [risk('most-of-balance')],
      }),
    { to: workshop.address, amount: '120' },
  ),
  review(
    'send-review-everything',
    (now) =>
      own(now, {
        leaves: [
          leaf(
            'Balances.transfer_all',
            { kind: 'transfer-all', to: { id: workshop.id, address: workshop.address }, keepAlive: false, amountNow: '148209238238' },
            [risk('first-time-recipient'), risk('all-balance'), risk('account-closed')],
          ),
        ],
        outflow: null,
      }),
    { to: workshop.address, everything: true },
  ),
  review(
    'send-review-huge',
    (now) =>
      own(now, {
        leaves: [leaf('Balances.transfer_keep_alive', transferTo(workshop, '20999999.999999999'))],
        outflow: '20999999.999999999',
        free: '20999999999999999999',
      }),
    { to: workshop.address, amount: '12.5' },
  ),
  {
    ...review('send-review-gone', plain),
    answers: { ...answers, approve: { error: { code: 'changed', facts: {} } } },
    steps: async (screen, words) => {
      await toTheReview(screen, words)
      await screen.byRole('button', /12[.,]5/).click()
      await screen.byText(words.errors.changed({})).waitFor()
    },
  },
  progress('signed', { phase: 'signed' }),
  progress('sent', { phase: 'sent' }),
  progress('included', { phase: 'included', block: 9_412_449, ok: true, error: null, part: false }),
  progress('final', { phase: 'final', block: 9_412_449, ok: true, error: null, part: false }),
  progress('failed', { phase: 'included', block: 9_412_449, ok: false, error: 'Token.FundsUnavailable', part: false }),
  progress('failed-final', { phase: 'final', block: 9_412_449, ok: false, error: 'Token.NotExpendable', part: false }),
  progress('failed-unknown', { phase: 'final', block: 9_412_449, ok: false, error: 'Novelty.NeverSeenBefore', part: false }),
  progress('part', { phase: 'final', block: 9_412_449, ok: false, error: 'Token.FundsUnavailable', part: true }),
  progress('refused', { phase: 'refused', code: 'tx-payment', facts: {} }),
  ...['1', '4', '7', '8', '21'].map((number) => progress(`refused-${number}`, { phase: 'refused', code: 'tx-custom', facts: { number } })),
  progress('refused-dropped', { phase: 'refused', code: 'tx-dropped', facts: {} }),
  progress('lost', { phase: 'lost' }),
  {
    ...progress('again', { phase: 'final', block: 9_412_449, ok: false, error: 'Token.FundsUnavailable', part: false }),
    steps: async (screen, words) => {
      await toTheReview(screen, words)
      await screen.byRole('button', /12[.,]5/).click()
      await screen.byRole('button', words.activity.remedies.amount).click()
      await screen.byRole('button', words.send.review).waitFor()
    },
  },
]
