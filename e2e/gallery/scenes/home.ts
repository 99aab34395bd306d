import type { AccountView, Views } from '../../../src/messaging'
import {
  account,
  accounts,
  ago,
  answersOf,
  balances,
  cold,
  connect,
  daily,
  longNames,
  manyAccounts,
  message,
  network,
  SITE,
  savings,
  wallet,
  watched,
} from '../data'
import type { Scene } from '../scene'

const only = (now: number, free: string, change: Partial<Views> = {}) =>
  wallet(now, { accounts: accounts([daily], daily), balances: balances(now, [[daily, free]]), ...change })
const having = (now: number, list: readonly (readonly [AccountView, string])[]) =>
  wallet(now, { accounts: accounts(list.map(([each]) => each)), balances: balances(now, list) })
const many = manyAccounts(10_000)
const [word, arabic, emoji, sentence, letter] = longNames as [AccountView, AccountView, AccountView, AccountView, AccountView]

/** What there is, and an address to be paid at. */
export const homeScenes: readonly Scene[] = [
  { name: 'home', route: '/', views: wallet, narrow: true, walked: true },
  { name: 'home-empty', route: '/', views: (now) => only(now, '0'), narrow: true },
  { name: 'home-one', route: '/', views: (now) => only(now, '148.209321342') },
  {
    name: 'home-many',
    route: '/',
    views: (now) => ({
      ...wallet(now, {
        accounts: accounts(many),
        balances: balances(
          now,
          many.slice(0, 100).map((each, at) => [each, `${at * 17}.0412`] as const),
        ),
      }),
    }),
  },
  { name: 'home-nobody', route: '/', views: (now) => having(now, []), narrow: true, walked: true },
  {
    name: 'home-unsaved',
    route: '/',
    views: (now) =>
      having(now, [
        [daily, '148.209321342'],
        [account('Fresh', { savedAt: null }), '0.5'],
        [account('Miner 1', { role: 'hotkey', hidden: true, savedAt: null }), '0.0104'],
        [watched('Ledger', 'hardware'), '250'],
      ]),
    narrow: true,
  },
  { name: 'home-unsaved-one', route: '/', views: (now) => having(now, [[account('Fresh', { savedAt: null }), '0.5']]) },
  {
    name: 'home-watched',
    route: '/',
    views: (now) =>
      having(now, [
        [watched('Ledger', 'hardware'), '250'],
        [watched('Treasury', 'multisig'), '1012.0041'],
      ]),
  },
  { name: 'home-watched-one', route: '/', views: (now) => having(now, [[watched('Ledger', 'hardware'), '250']]) },
  {
    name: 'home-huge',
    route: '/',
    views: (now) =>
      having(now, [
        [daily, '20999999.999999999'],
        [savings, '1234567.890123456'],
        [cold, '21000000'],
      ]),
    narrow: true,
  },
  { name: 'home-all-tao', route: '/', views: (now) => only(now, '21000000') },
  {
    name: 'home-tiny',
    route: '/',
    views: (now) =>
      having(now, [
        [daily, '0.000000001'],
        [savings, '0.00009999'],
        [cold, '0'],
      ]),
  },
  {
    name: 'home-waiting',
    route: '/',
    views: (now) =>
      wallet(now, {
        balances: { block: null, at: null, byAccount: {} },
        network: network(now, { phase: 'connecting', host: null, bestAt: null }),
      }),
    withheld: ['activity', 'sites', 'notices'],
  },
  {
    name: 'home-unknown',
    route: '/',
    views: (now) => wallet(now, { balances: balances(now, [[daily, '148.2093']]) }),
  },
  {
    name: 'home-hidden',
    route: '/',
    views: (now) => wallet(now, { settings: { ...wallet(now).settings, hideAmounts: true } }),
  },
  {
    name: 'home-offline',
    route: '/',
    views: (now) =>
      wallet(now, {
        balances: { ...wallet(now).balances, at: now - 38 * ago.MINUTE },
        network: network(now, { phase: 'offline', host: null, lostAt: now - 38 * ago.MINUTE }),
      }),
    narrow: true,
  },
  {
    name: 'home-offline-never',
    route: '/',
    views: (now) =>
      wallet(now, {
        balances: { block: null, at: null, byAccount: {} },
        network: network(now, { phase: 'offline', host: null, bestAt: null, best: null, finalised: null, existentialDeposit: null }),
      }),
  },
  {
    name: 'home-refused',
    route: '/',
    views: (now) => wallet(now, { network: network(now, { phase: 'refused', host: null, problem: 'wrong-network' }) }),
    narrow: true,
  },
  {
    name: 'home-stale',
    route: '/',
    views: (now) => wallet(now, { network: network(now, { bestAt: now - 4 * ago.MINUTE }) }),
  },
  {
    name: 'home-notices',
    route: '/',
    views: (now) =>
      wallet(now, {
        notices: {
          items: [
            { id: 'copy-repaired', at: now },
            { id: 'one-copy', at: now },
            { id: 'unreadable', at: now },
          ],
        },
      }),
    narrow: true,
  },
  {
    name: 'home-only-copy',
    route: '/',
    views: (now) => wallet(now, { notices: { items: [{ id: 'only-copy', at: now }] } }),
    narrow: true,
    walked: true,
  },
  {
    name: 'home-behind',
    route: '/',
    views: (now) => wallet(now, { notices: { items: [{ id: 'behind', at: now }] } }),
    sees: ({ shell }) => shell.notices.behind,
    narrow: true,
    walked: true,
  },
  ...(['read-only', 'other-vault'] as const).map(
    (id): Scene => ({
      name: `home-${id}`,
      route: '/',
      place: 'firefox',
      views: (now) => wallet(now, { notices: { items: [{ id, at: now }] } }),
      sees: ({ shell }) => shell.notices[id],
      narrow: true,
      walked: true,
    }),
  ),
  {
    name: 'home-requests',
    route: '/',
    views: (now) =>
      wallet(now, {
        requests: { items: [message(now, 'Log in'), connect(now, SITE, 'Market')] },
        activity: { total: 3, first: [], pending: 3, dust: 0 },
      }),
  },
  {
    name: 'home-test',
    route: '/',
    views: (now) => wallet(now, { network: network(now, { id: 'testnet' }), activity: { total: 120, first: [], pending: 120, dust: 0 } }),
  },
  {
    name: 'home-names',
    route: '/',
    views: (now) =>
      having(now, [
        [word, '20999999.9999'],
        [arabic, '1234567.8901'],
        [emoji, '12.5'],
        [sentence, '0.00000001'],
        [letter, '655.9762'],
      ]),
    narrow: true,
  },
  {
    name: 'home-one-name',
    route: '/',
    views: (now) => wallet(now, { accounts: accounts([word], word), balances: balances(now, [[word, '12.5']]) }),
    narrow: true,
  },
  { name: 'receive', route: '/receive', views: wallet, sees: ({ home }) => home.receiveText, narrow: true },
  {
    name: 'receive-one',
    route: '/receive',
    views: (now) => wallet(now, { accounts: accounts([word], word) }),
    sees: ({ home }) => home.receiveText,
  },
  {
    name: 'receive-account',
    route: `/receive/${savings.id}`,
    views: wallet,
    sees: ({ home }) => home.receiveText,
  },
  {
    name: 'receive-watched',
    route: '/receive',
    views: (now) => having(now, [[watched('Ledger', 'hardware'), '250']]),
    sees: ({ home }) => home.receiveWatched,
  },
  {
    name: 'receive-many',
    route: `/receive/${many[7_000]?.id}`,
    views: (now) => ({ ...wallet(now), accounts: accounts(many) }),
    answers: answersOf(many),
    sees: () => 'Account 7001',
  },
]
