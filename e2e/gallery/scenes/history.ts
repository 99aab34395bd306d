import type { ValuesAnswer, Views } from '../../../src/messaging'
import { accounts, ago, balances, daily, longNames, network, rao, savings, wallet } from '../data'
import type { Scene } from '../scene'

const { HOUR, DAY } = ago
type Subnet = NonNullable<ValuesAnswer['allocation']>['subnets'][number]

/** Values that wander, the same in every run. @param times how long ago, in ms, the oldest first; none of it touches a float of money */
function wandering(times: readonly number[], start: string): ValuesAnswer['points'] {
  const base = BigInt(rao(start))
  const now = Date.now()
  return times.map((before, at) => {
    const step = BigInt(((at * 37) % 23) + at * 2 - 11)
    const staked = (base * 7n) / 10n + (base * step) / 400n
    return {
      at: now - before,
      valueRao: String((base * 3n) / 10n + staked),
      stakedRao: String(staked),
      exitRao: String((base * 3n) / 10n + (staked * 996n) / 1_000n),
    }
  })
}
const subnet = (netuid: number, name: string | null, spot: string): Subnet => ({ netuid, name, spotRao: rao(spot) })
const usual = [
  subnet(0, 'Root', '420'),
  subnet(64, 'Chutes', '258.4274'),
  subnet(62, 'Ridges', '124.7643'),
  subnet(4, 'Targon', '99.3082'),
  subnet(1, null, '0.0204'),
]
const sumOf = (texts: readonly string[]) => String(texts.reduce((sum, each) => sum + BigInt(each), 0n))
function spread(subnets: Subnet[], free: string, rest: NonNullable<ValuesAnswer['allocation']>['rest'] = null): ValuesAnswer['allocation'] {
  const at = Date.now() - 4_000
  const totalRao = sumOf([rao(free), ...subnets.map(({ spotRao }) => spotRao), rest?.spotRao ?? '0'])
  return { fromAt: at, at, freeRao: rao(free), subnets, rest, totalRao, missing: 0 }
}
/** What the background tells. */
function told(points: ValuesAnswer['points'], change: Partial<ValuesAnswer> = {}): ValuesAnswer {
  const firstAt = points[0]?.at ?? null
  return {
    spans: points.length ? ['all'] : [],
    span: 'all',
    points,
    firstAt,
    allAt: firstAt,
    last: null,
    seen: 3,
    missing: 0,
    allocation: spread(usual, '148.2093'),
    ...change,
  }
}
const none = told([], { seen: 0, missing: 3, allocation: null })
const hours = Array.from({ length: 23 }, (_, at) => (23 - at) * HOUR)
const days = Array.from({ length: 200 }, (_, at) => (199 - at) * 2 * DAY)
const year = told(wandering(days, '1050.5'), { spans: ['month', 'year', 'all'] })
const offline = (now: number): Partial<Views> => ({
  network: network(now, { phase: 'offline', host: null, problem: 'offline', lostAt: now - 40 * ago.MINUTE }),
})
const [word, arabic] = longNames as [typeof daily, typeof daily]
const many = Array.from({ length: 128 }, (_, netuid) =>
  subnet(
    netuid,
    netuid % 9 === 4
      ? null
      : netuid % 11 === 3
        ? arabic.name.slice(0, 32)
        : netuid % 7 === 2
          ? word.name.slice(0, 32)
          : `Subnet of ${netuid}`,
    netuid === 127 ? '0.000000001' : `${900 - netuid * 7}.25`,
  ),
)

/** What it was worth over time. */
export const historyScenes: readonly Scene[] = [
  {
    name: 'history',
    route: '/history',
    views: wallet,
    answers: {
      values: year,
      change: () => ({ fromAt: Date.now() - DAY, beforeRao: rao('1101.5'), nowAt: Date.now() - 4_000, nowRao: rao('1104.25') }),
    },
    narrow: true,
    walked: true,
    sees: (words) => words.history.allocation,
  },
  { name: 'history-none', route: '/history', views: wallet, answers: { values: none }, narrow: true, sees: (words) => words.history.empty },
  { name: 'history-waiting', route: '/history', views: wallet, answers: { values: 'never' }, sees: (words) => words.common.loading },
  {
    name: 'history-failed',
    route: '/history',
    views: wallet,
    answers: { values: { error: { code: 'storage-failed', facts: {} } } },
    sees: (words) => words.errors['storage-failed']({}),
  },
  {
    name: 'history-point',
    route: '/history',
    views: wallet,
    answers: { values: told(wandering([4_000], '1050.5')) },
    sees: (words) => words.history.allocation,
  },
  {
    name: 'history-day',
    route: `/history/${daily.id}`,
    views: wallet,
    answers: { values: told(wandering(hours, '655.9762'), { seen: 1, spans: ['day', 'all'], span: 'day' }) },
    sees: (words) => words.history.of({ name: daily.name }),
  },
  {
    name: 'history-table',
    route: '/history',
    views: wallet,
    answers: { values: told(wandering(hours.slice(-6), '1050.5')) },
    steps: async (screen, words) => {
      await screen.byText(new RegExp(`^${words.history.asTable}`)).click()
    },
    narrow: true,
    sees: (words) => words.history.asTable,
  },
  {
    name: 'history-gaps',
    route: '/history',
    views: wallet,
    answers: {
      values: told(
        wandering(
          [90, 89, 88, 87, 60, 59, 58, 57, 20, 3, 2, 1, 0].map((each) => each * DAY),
          '1050.5',
        ),
        {
          spans: ['week', 'month', 'all'],
          last: savings.id,
          allAt: Date.now() - 90 * DAY,
          firstAt: Date.now() - 300 * DAY,
          missing: 1,
        },
      ),
    },
    sees: (words) => words.history.missing({ count: '1', one: true }),
  },
  {
    name: 'history-huge',
    route: '/history',
    views: wallet,
    answers: {
      values: told(wandering(hours, '20999999.999999999'), {
        spans: ['day', 'all'],
        allocation: spread([subnet(0, 'Root', '14699999.999'), subnet(64, 'Chutes', '0.0001')], '6299999.9'),
      }),
    },
    narrow: true,
    sees: (words) => words.history.allocation,
  },
  {
    name: 'history-zero',
    route: '/history',
    views: wallet,
    answers: {
      values: told(
        hours.map((before) => ({ at: Date.now() - before, valueRao: '0', stakedRao: '0', exitRao: null })),
        { allocation: spread([], '0') },
      ),
    },
    sees: (words) => words.history.nothing,
  },
  {
    name: 'history-flat',
    route: '/history',
    views: wallet,
    answers: {
      values: told(
        hours.map((before) => ({ at: Date.now() - before, valueRao: rao('250'), stakedRao: '0', exitRao: rao('250') })),
        { allocation: spread([], '250') },
      ),
    },
    sees: (words) => words.history.allocation,
  },
  {
    name: 'history-long-names',
    route: `/history/${word.id}`,
    views: (now) => wallet(now, { accounts: accounts(longNames), balances: balances(now, [[word, '655']]) }),
    answers: {
      values: told(wandering(hours, '655'), {
        seen: 1,
        allocation: spread([subnet(3, word.name.slice(0, 32), '400'), subnet(5, arabic.name.slice(0, 32), '100')], '155'),
      }),
    },
    narrow: true,
    sees: (words) => words.history.of({ name: word.name }),
  },
  {
    name: 'history-many-subnets',
    route: '/history',
    views: wallet,
    answers: {
      values: told(wandering(days, '58000'), {
        spans: ['year', 'all'],
        span: 'year',
        allocation: spread(many, '148.2', { count: 96, spotRao: rao('12.5') }),
      }),
    },
    sees: (words) => words.history.allocation,
  },
  {
    name: 'history-covered',
    route: '/history',
    views: (now) => wallet(now, { settings: { ...wallet(now).settings, hideAmounts: true } }),
    answers: { values: year },
    sees: (words) => words.history.allocation,
  },
  {
    name: 'history-offline',
    route: '/history',
    views: (now) => wallet(now, offline(now)),
    answers: { values: year },
    sees: (words) => words.history.allocation,
  },
  {
    name: 'history-forget',
    route: '/history',
    views: wallet,
    answers: { values: year },
    steps: async (screen, words) => {
      await screen.byRole('button', words.history.forget).click()
    },
    narrow: true,
    sees: (words) => words.history.forget,
  },
  { name: 'history-gone', route: '/history/0x00', views: wallet, sees: (words) => words.history.gone },
]
