import type { EntryView, Views } from '../../../src/messaging'
import { accounts, ago, cold, daily, entry, longNames, rao, SITE, savings, transferTo, wallet, workshop } from '../data'
import type { Scene } from '../scene'
import { whyOf } from './why'

const [long = daily] = longNames

/** Two alternatives of a site. */
const eitherOf = (main: boolean | null, fallback: boolean | null) => ({
  origin: SITE,
  calls: [
    { call: 'Balances.transfer_keep_alive', fact: transferTo(savings, '1.5'), ran: main },
    { call: 'Balances.transfer_keep_alive', fact: transferTo(cold, '90'), ran: fallback },
  ],
})

/** What stake a call is about, and within which limit. */
const staked = { hotkey: { id: workshop.id, address: workshop.address }, netuid: 7, limit: rao('0.084123456'), partial: false }
const statuses = (now: number): EntryView[] => [
  entry('signed', now - 2 * ago.MINUTE, { phase: 'signed' }, { origin: SITE, fee: null }),
  entry('sent', now - 3 * ago.MINUTE, { phase: 'sent' }),
  entry('included', now - 4 * ago.MINUTE, { phase: 'included', block: 9_412_449, ok: true, error: null, part: false }),
  entry(
    'final',
    now - ago.DAY,
    { phase: 'final', block: 9_405_001, ok: true, error: null, part: false },
    { calls: [{ call: 'Balances.transfer_keep_alive', fact: transferTo(long, '20999999.999999999') }] },
  ),
  entry(
    'failed',
    now - ago.DAY - 1,
    { phase: 'final', block: 9_405_002, ok: false, error: 'Token.FundsUnavailable', part: false },
    { account: savings.id },
  ),
  entry(
    'all',
    now - 2 * ago.DAY,
    { phase: 'final', block: 9_398_000, ok: true, error: null, part: false },
    {
      calls: [
        {
          call: 'Balances.transfer_all',
          fact: { kind: 'transfer-all', to: { id: workshop.id, address: workshop.address }, keepAlive: false, amountNow: rao('3') },
        },
      ],
    },
  ),
  entry('lost', now - 3 * ago.DAY, { phase: 'lost' }, { fee: null, origin: 'http://localhost:5173' }),
  entry('unknown', now - 3 * ago.DAY + 2, { phase: 'unknown' }, { fee: null }),
  entry('disputed', now - 3 * ago.DAY + 1, { phase: 'unknown' }, { fee: null, doubt: 'disputed' }),
  entry('lost-alone', now - 3 * ago.DAY + 1, { phase: 'sent' }, { fee: null, doubt: 'alone' }),
  entry(
    'failed-alone',
    now - 3 * ago.DAY + 1,
    { phase: 'included', block: 9_391_000, ok: false, error: 'Token.FundsUnavailable', part: false },
    { doubt: 'alone' },
  ),
  entry('unknown-in', now - 3 * ago.DAY + 1, { phase: 'unknown' }, { fee: null, origin: SITE, extrinsic: { block: 9_391_000, index: 12 } }),
  entry('either', now - 3 * ago.DAY - 3, { phase: 'final', block: 9_390_500, ok: true, error: null, part: false }, eitherOf(false, true)),
  entry('either-sent', now - 50_000, { phase: 'sent' }, { ...eitherOf(null, null), fee: null }),
  entry(
    'either-unknown',
    now - 3 * ago.DAY - 4,
    { phase: 'final', block: 9_390_400, ok: true, error: null, part: false },
    eitherOf(null, null),
  ),
  entry('own-signed', now - 3 * ago.DAY + 1, { phase: 'signed' }, { fee: null }),
  entry(
    'part',
    now - 3 * ago.DAY - 2,
    { phase: 'final', block: 9_391_000, ok: false, error: 'Token.FundsUnavailable', part: true },
    {
      origin: SITE,
      calls: [
        { call: 'Balances.transfer_keep_alive', fact: transferTo(savings, '1.5'), ran: true },
        { call: 'Balances.transfer_keep_alive', fact: transferTo(cold, '90'), ran: false },
      ],
    },
  ),
  entry('refused', now - 3 * ago.DAY - 1, { phase: 'refused', code: 'tx-payment', facts: {} }, { fee: null }),
  entry(
    'batch',
    now - 4 * ago.DAY,
    { phase: 'final', block: 9_390_000, ok: true, error: null, part: false },
    {
      origin: SITE,
      calls: [
        { call: 'Balances.transfer_keep_alive', fact: transferTo(savings, '1.5') },
        { call: 'Balances.burn', fact: { kind: 'burn', amount: rao('0.000000001'), keepAlive: true } },
        { call: 'System.remark', fact: { kind: 'remark', hex: '0x00', text: 'a note' } },
      ],
    },
  ),
  entry(
    'burn',
    now - 4 * ago.DAY - 1,
    { phase: 'final', block: 9_389_000, ok: true, error: null, part: false },
    {
      calls: [{ call: 'Balances.burn', fact: { kind: 'burn', amount: rao('0.00000001'), keepAlive: true } }],
    },
  ),
  entry(
    'note',
    now - 4 * ago.DAY - 2,
    { phase: 'final', block: 9_388_000, ok: true, error: null, part: false },
    {
      calls: [{ call: 'System.remark', fact: { kind: 'remark', hex: '0x00', text: 'a note' } }],
      account: cold.id,
    },
  ),
  entry(
    'stake',
    now - 4 * ago.DAY - 3,
    { phase: 'final', block: 9_387_000, ok: true, error: null, part: false },
    { calls: [{ call: 'SubtensorModule.add_stake_limit', fact: { kind: 'stake', ...staked, amount: rao('12.5') } }] },
  ),
  entry(
    'unstake',
    now - 4 * ago.DAY - 4,
    { phase: 'final', block: 9_386_000, ok: false, error: 'SubtensorModule.SlippageTooHigh', part: false },
    { calls: [{ call: 'SubtensorModule.remove_stake_limit', fact: { kind: 'unstake', ...staked, alpha: rao('1250.25') } }] },
  ),
]
/** Transactions that came to nothing, each for another reason. */
const failed = (now: number): EntryView[] => {
  const inBlock = (name: string, error: string, part = false, change: Parameters<typeof entry>[3] = {}) =>
    entry(`for-${name}`, now - ago.DAY, { phase: 'final', block: 9_405_002, ok: false, error, part }, change)
  const refused = (name: string, code: 'tx-custom' | 'tx-dropped' | 'tx-refused' | 'tx-bad-proof', facts: Record<string, string> = {}) =>
    entry(`refused-${name}`, now - 2 * ago.MINUTE, { phase: 'refused', code, facts }, { fee: null })
  return [
    inBlock('funds', 'Token.FundsUnavailable'),
    inBlock('frozen', 'SubtensorModule.ColdkeySwapAnnounced'),
    inBlock('longest', 'System.CallFiltered', false, { origin: SITE }),
    inBlock('unknown', 'SubtensorModule.AnErrorWithANameOfManyWordsThatCameAfterThisWalletWasMadeAndGoesOn', false),
    inBlock('nameless', '?'),
    inBlock('part', 'SubtensorModule.SlippageTooHigh', true, {
      origin: SITE,
      calls: [
        { call: 'Balances.transfer_keep_alive', fact: transferTo(savings, '1.5') },
        { call: 'Balances.transfer_keep_alive', fact: transferTo(cold, '90') },
      ],
    }),
    ...[1, 4, 7, 8, 21, 99].map((number) => refused(`custom-${number}`, 'tx-custom', { number: `${number}` })),
    refused('dropped', 'tx-dropped'),
    refused('bad-proof', 'tx-bad-proof'),
    refused('said', 'tx-refused', { message: 'x'.repeat(160) }),
  ]
}
const toldWhy = ({ id, status }: EntryView): Scene => ({
  name: id,
  route: `/activity/${id}`,
  views: (now) =>
    wallet(now, {
      accounts: accounts([daily, savings, cold, long]),
      activity: { total: failed(now).length, first: failed(now), pending: 9, dust: 0 },
    }),
  steps: (screen) => screen.byText(whyOf(status)).waitFor(),
  narrow: true,
})
const past = (now: number): Views =>
  wallet(now, {
    accounts: accounts([daily, savings, cold, long]),
    activity: { total: statuses(now).length, first: statuses(now), pending: 3, dust: 0 },
  })
const told = (name: string): Scene => {
  const status = statuses(0).find(({ id }) => id === `entry-${name}`)?.status
  const why = status && (status.phase === 'refused' || ('ok' in status && !status.ok)) ? whyOf(status) : undefined
  return {
    name: `entry-${name}`,
    route: `/activity/entry-${name}`,
    views: past,
    ...(why && { steps: (screen) => screen.byText(why).waitFor() }),
  }
}

/** Activity, settings, help. */
export const placesScenes: readonly Scene[] = [
  { name: 'activity-empty', route: '/activity', views: wallet },
  { name: 'activity', route: '/activity', views: past, narrow: true },
  { name: 'activity-many', route: '/activity', views: (now) => ({ ...past(now), activity: { ...past(now).activity, total: 5_000 } }) },
  ...[
    'signed',
    'sent',
    'included',
    'final',
    'failed',
    'part',
    'all',
    'lost',
    'unknown',
    'unknown-in',
    'disputed',
    'lost-alone',
    'failed-alone',
    'either',
    'either-sent',
    'either-unknown',
    'own-signed',
    'refused',
    'batch',
    'burn',
    'note',
    'stake',
    'unstake',
  ].map(told),
  ...failed(0).map(toldWhy),
  { name: 'entry-gone', route: '/activity/nothing', views: past, answers: { activityEntry: null }, sees: ({ activity }) => activity.gone },
  { name: 'settings', route: '/settings', views: wallet, walked: true, narrow: true },
  {
    name: 'settings-unsaved',
    route: '/settings',
    views: (now) => wallet(now, { accounts: { ...wallet(now).accounts, unsaved: 3 } }),
  },
  {
    name: 'settings-notify-refused',
    route: '/settings',
    views: wallet,
    steps: async (screen, { ledger }) => {
      await screen.byRole('switch', ledger.notify).click()
      await screen.byText(ledger.notifyRefused).waitFor()
    },
  },
  {
    name: 'settings-failed',
    route: '/settings',
    views: wallet,
    answers: { changeSettings: { error: { code: 'storage-failed', facts: {} } } },
    steps: async (screen, { settings, errors }) => {
      await screen.byRole('switch', settings.hideAmounts).click()
      await screen.byText(errors['storage-failed']({})).waitFor()
    },
  },
]
