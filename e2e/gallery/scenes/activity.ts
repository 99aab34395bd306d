import type { ActivityCoverage, ActivityItem, Views } from '../../../src/messaging'
import {
  accounts,
  ago,
  answersOf,
  cold,
  contact,
  daily,
  entry,
  longNames,
  manyAccounts,
  received,
  savings,
  stranger,
  wallet,
  workshop,
} from '../data'
import type { Scene } from '../scene'

const [long = daily, arabic = daily] = longNames
const everybody = [daily, savings, cold, long]
const exchange = contact('Exchange')
const final = { phase: 'final', block: 9_405_001, ok: true, error: null, part: false } as const

/** What came, in every way that something comes. */
const came = (now: number): ActivityItem[] => [
  entry('included', now - 4 * ago.MINUTE, { phase: 'included', block: 9_412_449, ok: true, error: null, part: false }),
  received('stranger', now - 20 * ago.MINUTE, '4.2'),
  received('contact', now - ago.HOUR, '1250', { cause: { kind: 'transfer', from: { id: exchange.id, address: exchange.address } } }),
  received('own', now - ago.DAY, '0.5', {
    cause: { kind: 'transfer', from: { id: savings.id, address: savings.address } },
    account: long.id,
  }),
  received('unstaked', now - ago.DAY - 1, '99.876543211', {
    cause: { kind: 'unstaked', hotkey: { id: workshop.id, address: workshop.address }, netuid: 64 },
  }),
  received('unknown', now - ago.DAY - 2, '0.000000501', { cause: { kind: 'unknown' }, extrinsic: null }),
  received('between', now - 2 * ago.DAY, '31', { cause: { kind: 'between', after: 9_390_000 }, blockHash: null, extrinsic: null }),
  received('several', now - 2 * ago.DAY - 1, '3', { cause: { kind: 'transfer', from: null }, count: 51 }),
  received('huge', now - 3 * ago.DAY, '20999999.999999999', {
    account: savings.id,
    cause: { kind: 'transfer', from: { id: arabic.id, address: arabic.address } },
  }),
  entry('final', now - 3 * ago.DAY - 1, final, { account: savings.id }),
]
const tiny = (now: number) =>
  received('tiny', now - ago.MINUTE, '0.000001', { dust: true, count: 1_000, cause: { kind: 'transfer', from: null } })
const tinyOne = (now: number) =>
  received('tiny-one', now - 2 * ago.MINUTE, '0.000000001', {
    dust: true,
    cause: { kind: 'transfer', from: { id: stranger.id, address: stranger.address } },
  })
const past = (now: number, dust = 0): Views =>
  wallet(now, {
    accounts: accounts([...everybody, arabic]),
    activity: { total: came(now).length, first: came(now), pending: 1, dust },
  })
const told = (name: string): Scene => ({ name: `received-${name}`, route: `/activity/received-${name}`, views: (now) => past(now) })

const since = (at: number, until: number | null = null) => ({ since: { block: 9_000_000, at }, until })
const hole = { fromBlock: 1, toBlock: 2, fromAt: Date.UTC(2026, 8, 1, 12), toAt: Date.UTC(2026, 8, 9, 18, 5), why: 'pruned' } as const
const many = manyAccounts(10_000)
const watched: ActivityCoverage = {
  accounts: Object.fromEntries(everybody.map(({ id }) => [id, since(Date.UTC(2025, 11, 31))])),
  gaps: [],
}
const broken: ActivityCoverage = {
  accounts: {
    [daily.id]: since(Date.UTC(2026, 5, 1, 7, 30)),
    [long.id]: since(Date.UTC(2026, 5, 1, 7, 30), Date.UTC(2026, 9, 1, 7)),
    [arabic.id]: since(Date.UTC(2025, 11, 31)),
  },
  gaps: [daily, long].map(({ id }) => ({ ...hole, account: id })),
}
const page = (items: ActivityItem[]) => ({ total: items.length, items })

/** Activity with what came, the search in it, and the list that is made of it. */
export const activityScenes: readonly Scene[] = [
  { name: 'received', route: '/activity', views: (now) => past(now), narrow: true, walked: true },
  {
    name: 'received-years',
    route: '/activity',
    views: (now) => {
      const first = [0, 1, 2].map((years) => received(`year-${years}`, now - years * 366 * ago.DAY - 1, `${years + 1}`))
      return wallet(now, { activity: { total: first.length, first, pending: 0, dust: 0 } })
    },
  },
  {
    name: 'received-last-year',
    route: '/activity/received-old',
    views: (now) => wallet(now, { activity: { total: 1, first: [received('old', now - 366 * ago.DAY, '5')], pending: 0, dust: 0 } }),
  },
  { name: 'received-dust-hidden', route: '/activity', views: (now) => past(now, 1_001) },
  {
    name: 'received-only-dust',
    route: '/activity',
    views: (now) => wallet(now, { activity: { total: 0, first: [], pending: 0, dust: 1 } }),
  },
  {
    name: 'received-dust-shown',
    route: '/activity',
    views: (now) => past(now, 1_001),
    answers: { activityPage: () => page([tiny(Date.now()), tinyOne(Date.now())]) },
    steps: async (screen, { ledger }) => {
      await screen.byRole('button', ledger.showDust).click()
      await screen.byText(/1[.,]000/).waitFor()
    },
  },
  {
    name: 'received-search',
    route: '/activity',
    views: (now) => past(now),
    answers: { activityPage: () => page(came(Date.now()).slice(1, 3)) },
    steps: async (screen, { ledger }) => {
      await screen.byLabel(ledger.search).fill('exch')
      await screen.byText(ledger.found({ count: 2, text: '2' })).waitFor()
    },
  },
  {
    name: 'received-search-nothing',
    route: '/activity',
    views: (now) => past(now),
    answers: { activityPage: page([]) },
    steps: async (screen, { ledger }) => {
      await screen.byLabel(ledger.search).fill('nobody')
      await screen.byText(ledger.nothing).waitFor()
      // What is looked for outlives the screen; the next scene begins with nothing.
      await screen.byText(ledger.nothingText).waitFor()
    },
    narrow: true,
  },
  {
    name: 'received-filter',
    route: '/activity',
    views: (now) => past(now),
    steps: async (screen, { ledger }) => {
      await screen.byRole('button', ledger.filter).click()
      await screen.byRole('heading', ledger.filterTitle).waitFor()
    },
  },
  ...(
    [
      ['received-filter-many', undefined],
      ['received-account', many[5_000]],
      ['received-account-watched', many[4_000]],
    ] as const
  ).map(
    ([name, picked]): Scene => ({
      name,
      route: '/activity',
      views: (now) => ({ ...past(now), accounts: accounts(many) }),
      answers: {
        ...answersOf(many),
        activityPage: page([]),
        activityCoverage: {
          accounts: Object.fromEntries(
            many.slice(4_000, 4_001).map(({ id }) => [id, since(Date.UTC(2026, 5, 1, 7, 30), Date.UTC(2026, 9, 1, 7))]),
          ),
          gaps: many.slice(4_000, 4_001).map(({ id }) => ({ ...hole, account: id })),
        },
      },
      steps: async (screen, { ledger, accounts: { search } }) => {
        // The note about all of them stands where none is chosen.
        await screen.byText(ledger.firstOnly({ count: '100' })).waitFor()
        await screen.byRole('button', ledger.filter).click()
        await screen.byRole('button', `${ledger.account}: ${ledger.everyAccount}`).click()
        await screen.byLabel(search).waitFor()
        if (!picked) return
        await screen.byLabel(search).fill(picked.name)
        await screen.byRole('button', new RegExp(picked.name)).click()
        await screen.byRole('button', ledger.done).click()
        await screen.byText(new RegExp(`${picked.name} .*\\d`)).waitFor()
      },
      narrow: true,
    }),
  ),
  ...['stranger', 'contact', 'own', 'unstaked', 'unknown', 'between', 'several', 'huge'].map(told),
  ...[tiny, tinyOne].map(
    (make): Scene => ({
      name: `${make(0).id}`,
      route: `/activity/${make(0).id}`,
      views: (now) => past(now, 2),
      answers: { activityEntry: () => make(Date.now()) },
    }),
  ),
  {
    name: 'received-local',
    route: '/activity/received-stranger',
    views: (now) => ({ ...past(now), activity: { ...past(now).activity, first: [received('stranger', now, '1', { network: 'local' })] } }),
  },
  { name: 'ledger', route: '/activity', page: 'import', views: (now) => past(now), walked: true, narrow: true },
  {
    name: 'ledger-some',
    route: '/activity',
    page: 'import',
    views: (now) => past(now),
    answers: answersOf(everybody),
    steps: async (screen, { ledger }) => {
      await screen.byRole('switch', ledger.chooseAccounts).click()
      await screen.byText(ledger.needsAccount).waitFor()
    },
  },
  ...(
    [
      ['ledger-complete', { ...watched }, '2026-01-01'],
      ['ledger-incomplete', { ...broken }, ''],
    ] as const
  ).map(
    ([name, coverage, from]): Scene => ({
      name,
      route: '/activity',
      page: 'import',
      views: (now) => past(now),
      answers: {
        ...answersOf(everybody),
        activityPage: () =>
          page(
            name === 'ledger-complete'
              ? came(Date.now()).filter(({ id }) => id !== 'received-own' && id !== 'entry-included')
              : came(Date.now()),
          ),
        activityCoverage: coverage,
      },
      steps: async (screen, { ledger }) => {
        if (from) await screen.byLabel(ledger.fromDay).fill(from)
        await screen.byRole('button', ledger.make).click()
        await screen.byText(new RegExp(name === 'ledger-complete' ? ledger.complete : ledger.incomplete)).waitFor()
      },
    }),
  ),
  {
    name: 'ledger-nothing',
    route: '/activity',
    page: 'import',
    views: (now) => past(now),
    answers: { ...answersOf(everybody), activityPage: page([]), activityCoverage: { accounts: {}, gaps: [] } },
    steps: async (screen, { ledger }) => {
      await screen.byRole('button', ledger.make).click()
      await screen.byText(ledger.empty).waitFor()
    },
  },
  {
    name: 'ledger-failed',
    route: '/activity',
    page: 'import',
    views: (now) => past(now),
    answers: { ...answersOf(everybody), activityPage: { error: { code: 'storage-failed', facts: {} } } },
    steps: async (screen, { ledger, errors }) => {
      await screen.byRole('button', ledger.make).click()
      await screen.byText(errors['storage-failed']({})).waitFor()
    },
  },
]
