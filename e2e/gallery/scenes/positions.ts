import type { RewardsAnswer, Views } from '../../../src/messaging'
import type { Words } from '../../../src/words'
import { ago, daily, network, savings, wallet, watched } from '../data'
import type { Scene } from '../scene'
import { lockedStakes, manyStakes, oddStakes, positionAnswers, type Stake, staked, stakes } from '../stakes'

const offline = (now: number): Partial<Views> => ({
  network: network(now, { phase: 'offline', host: null, lostAt: now - 38 * ago.MINUTE }),
})
/** Seen a while ago. */
const old = (views: Views, now: number): Views => ({ ...views, balances: { ...views.balances, at: now - 38 * ago.MINUTE } })
const pathOf = (of: (now: number) => Stake[], at: number, whose = 'all') => {
  const each = of(0)[at] as Stake
  return `/positions/${whose}/${each.netuid}/${each.hotkey}`
}
/** That a number carries its age. */
const told = ({ home }: Words) => home.at({ time: '' }).trim()
/** The sales of all of it were simulated before the night, and prices are of now. */
function yesterday(views: Views, now: number): Views {
  const at = now - 26 * 60 * ago.MINUTE
  const money = views.portfolio.money
  const byAccount = Object.fromEntries(
    Object.entries(views.balances.byAccount).map(([id, each]) => [id, { ...each, exitAt: each.exitAt === null ? null : at }]),
  )
  return {
    ...views,
    balances: { ...views.balances, byAccount },
    portfolio: { chosen: {}, money: money && { ...money, sold: { ...money.sold, at } } },
  }
}
/** Sales of the most valuable ones were asked for, and no others yet. */
const partly = (now: number) => stakes(now).map((each, at) => (at < 3 ? each : { ...each, exit: null }))
const one = (name: string, of: (now: number) => Stake[], at: number, more: Partial<Scene> = {}): Scene => ({
  name: `position-${name}`,
  route: pathOf(of, at),
  views: (now) => staked(now, of(now)),
  answers: positionAnswers(of),
  narrow: true,
  ...more,
})

/** Five days: rewards, a trade, and alpha that came from nowhere. */
function earned(): RewardsAnswer {
  const days = [
    ['rewards', '1503210004', '122066000', '-4018220'],
    ['rewards', '1498700120', '121701000', '18220034'],
    ['own', '250000000000', '20300836000', '7302233'],
    ['unknown', '-42000000000', '-3410540000', '-9120000'],
    ['rewards', '1622000871', '131711000', '51008700'],
  ] as const
  const DAY = 24 * 60 * ago.MINUTE
  const start = Date.now() - 6 * DAY
  const sum = (of: (day: (typeof days)[number]) => bigint) => days.reduce((all, day) => all + of(day), 0n)
  const part = (kind: string) => String(sum(([each, , alpha]) => (each === kind ? BigInt(alpha) : 0n)))
  const before = 258_420_000_000n
  return {
    ...{ fromAt: start, at: start + 5 * DAY, before: String(before) },
    after: String(before + sum(([, , alpha, price]) => BigInt(alpha) + BigInt(price))),
    moreAlpha: String(sum(([kind, alpha]) => (kind === 'rewards' ? BigInt(alpha) : 0n))),
    ...{ rewards: part('rewards'), own: part('own'), unknown: part('unknown') },
    price: String(sum(([, , , price]) => BigInt(price))),
    stretches: days.map(([kind, moreAlpha, alphaPart, pricePart], at) => ({
      ...{ fromAt: start + at * DAY, at: start + (at + 1) * DAY, kind, alpha: '3182447100000', price: '81203345' },
      ...{ moreAlpha, alphaPart, pricePart },
    })),
  }
}
const earning = (of: (now: number) => Stake[]) => ({ ...positionAnswers(of), rewards: earned })

/** With what is locked in the sums. */
function withLocks(now: number): Views {
  const all = lockedStakes(now)
  const locked = (who?: string) =>
    all
      .filter(({ of }) => who === undefined || of.some(({ id }) => id === who))
      .reduce((sum, { alpha, spot, locked }) => sum + (BigInt(spot ?? 0) * BigInt(locked ?? 0)) / BigInt(alpha), 0n)
      .toString()
  const views = staked(now, all, {}, { locked: locked() })
  const money = views.portfolio.money
  const byAccount = Object.fromEntries(
    Object.entries(views.balances.byAccount).map(([id, each]) => [id, { ...each, locked: locked(id), exitKnown: each.positions }]),
  )
  return {
    ...views,
    balances: { ...views.balances, byAccount },
    portfolio: { chosen: {}, money: money && { ...money, sold: { ...money.sold, known: all.length, stuck: 1 } } },
  }
}

/** Stakes: on home, of an account, in lists, and one by one. */
export const positionScenes: readonly Scene[] = [
  { name: 'home-stakes', route: '/', views: (now) => staked(now, stakes(now)), narrow: true, walked: true },
  { name: 'home-stakes-partly', route: '/', views: (now) => staked(now, partly(now)), narrow: true },
  {
    name: 'home-stakes-unread',
    route: '/',
    views: (now) => {
      const views = wallet(now)
      const byAccount = Object.fromEntries(
        Object.entries(views.balances.byAccount).map(([id, each]) => [id, { ...each, staked: null, locked: null, exit: null }]),
      )
      const money = views.portfolio.money
      return {
        ...views,
        balances: { ...views.balances, byAccount },
        portfolio: { ...views.portfolio, money: money && { ...money, read: false, locked: null } },
      }
    },
    sees: ({ home }) => home.unread,
  },
  { name: 'home-stakes-locked', route: '/', views: withLocks, narrow: true, sees: ({ home }) => home.stuck({ count: '1' }) },
  {
    name: 'home-stakes-lock-not-told',
    route: '/',
    views: (now) => staked(now, stakes(now), {}, { locked: null }),
    sees: ({ home }) => home.lockedUnknown,
  },
  { name: 'home-stakes-odd', route: '/', views: (now) => staked(now, oddStakes(now)), narrow: true },
  { name: 'home-stakes-many', route: '/', views: (now) => staked(now, manyStakes(now)), narrow: true },
  { name: 'home-stakes-offline', route: '/', views: (now) => old(staked(now, stakes(now), offline(now)), now), narrow: true },
  {
    name: 'home-stakes-yesterday',
    route: '/',
    views: (now) => {
      const views = staked(now, stakes(now), { network: network(now, { phase: 'offline', host: null, lostAt: now - 400 * ago.DAY }) })
      return { ...views, balances: { ...views.balances, at: now - 26 * 60 * ago.MINUTE } }
    },
    narrow: true,
  },
  {
    name: 'home-stakes-hidden',
    route: '/',
    views: (now) => staked(now, stakes(now), { settings: { ...wallet(now).settings, hideAmounts: true } }),
    narrow: true,
  },
  {
    name: 'home-stakes-old-sales',
    route: '/',
    views: (now) => yesterday(staked(now, stakes(now)), now),
    sees: told,
    narrow: true,
  },
  {
    name: 'home-none-counted',
    route: '/',
    views: (now) => {
      const views = wallet(now)
      const money = views.portfolio.money
      const left = { count: 3, total: money?.total ?? null }
      const nothing = { of: 0, known: 0, free: '0', reserved: '0', total: '0', left }
      const chosen = Object.fromEntries(views.accounts.first.map(({ id }) => [id, false]))
      return { ...views, portfolio: { chosen, money: money && { ...money, ...nothing } } }
    },
    sees: ({ home }) => home.totalNone,
  },
  {
    name: 'account-stakes',
    route: `/accounts/${daily.id}`,
    views: (now) => staked(now, stakes(now)),
    answers: positionAnswers(stakes),
    sees: () => 'Targon',
    narrow: true,
    walked: true,
  },
  {
    name: 'account-stakes-old-sales',
    route: `/accounts/${savings.id}`,
    views: (now) => yesterday(staked(now, stakes(now)), now),
    answers: positionAnswers(stakes),
    sees: told,
    narrow: true,
  },
  {
    name: 'account-stakes-late',
    route: `/accounts/${savings.id}`,
    views: (now) => old(staked(now, stakes(now)), now),
    answers: positionAnswers(stakes),
    sees: told,
    narrow: true,
  },
  {
    name: 'account-stakes-locked',
    route: `/accounts/${savings.id}`,
    views: withLocks,
    answers: positionAnswers(lockedStakes),
    sees: ({ positions }) => positions.lockedText,
    narrow: true,
  },
  {
    name: 'account-stakes-many',
    route: `/accounts/${daily.id}`,
    views: (now) => staked(now, manyStakes(now)),
    answers: positionAnswers(manyStakes),
    sees: ({ home }) => home.allPositions({ count: '129' }),
  },
  {
    name: 'account-stakes-offline',
    route: `/accounts/${savings.id}`,
    views: (now) => old(staked(now, stakes(now), offline(now)), now),
    answers: positionAnswers(stakes),
    sees: () => 'Ridges',
  },
  {
    name: 'positions',
    route: '/positions',
    views: (now) => staked(now, stakes(now)),
    answers: positionAnswers(stakes),
    narrow: true,
    walked: true,
  },
  {
    name: 'positions-late',
    route: '/positions',
    views: (now) => old(staked(now, stakes(now)), now),
    answers: positionAnswers(stakes),
    sees: told,
  },
  {
    name: 'positions-odd',
    route: '/positions',
    views: (now) => staked(now, oddStakes(now)),
    answers: positionAnswers(oddStakes),
    narrow: true,
  },
  {
    name: 'positions-many',
    route: `/positions/${daily.id}`,
    views: (now) => staked(now, manyStakes(now)),
    answers: positionAnswers(manyStakes),
    sees: ({ positions }) => positions.more,
  },
  {
    name: 'positions-none',
    route: `/positions/${daily.id}`,
    views: wallet,
    answers: positionAnswers(() => []),
    sees: ({ positions }) => positions.none,
  },
  one('root', stakes, 0),
  one('root-held', stakes, 0, {
    answers: {
      ...positionAnswers(stakes),
      rootDividends: {
        ...{ block: 9_412_448, mechanism: 'baskets', stays: true, one: true, tao: '0', least: null, unlock: 7_200, type: null },
        ...{ validators: [], subnets: [] },
      },
    },
    sees: ({ root }) => root.held({ blocks: '…', time: '…' }).split('…')[0]?.trim() ?? '',
  }),
  one('subnet', stakes, 1, { sees: () => 'Noordzee', walked: true }),
  {
    ...one('rewards', stakes, 1, { answers: earning(stakes), sees: ({ rewards }) => rewards.unknown, walked: true }),
    route: pathOf(stakes, 1, daily.id),
  },
  one('asking', (now) => stakes(now).map((each) => ({ ...each, exit: null })), 3),
  one('not-asked', (now) => stakes(now).map((each) => ({ ...each, exit: null })), 3, {
    views: (now) => old(staked(now, stakes(now), offline(now)), now),
    sees: ({ positions }) => positions.notAsked,
  }),
  one('huge', oddStakes, 1),
  one('right-to-left', oddStakes, 2),
  one('tiny', oddStakes, 4),
  one('empty-pool', oddStakes, 5, { sees: ({ positions }) => positions.stuckTitle }),
  one('closed', oddStakes, 6, { sees: ({ positions }) => positions.stuckTitle }),
  one('locked', lockedStakes, 2, { views: withLocks, sees: ({ positions }) => positions.stuckLocked }),
  one('locked-in-part', lockedStakes, 1, { views: withLocks, sees: ({ positions }) => positions.soldRest }),
  one('lock-not-told', lockedStakes, 3, { views: withLocks, sees: ({ positions }) => positions.lockedUnknown }),
  one('no-price', oddStakes, 7, { sees: ({ positions }) => positions.noPriceText }),
  one('late', stakes, 1, { views: (now) => old(staked(now, stakes(now)), now), sees: told }),
  one('offline', stakes, 1, { views: (now) => old(staked(now, stakes(now), offline(now)), now) }),
  {
    name: 'position-gone',
    route: pathOf(stakes, 1),
    views: wallet,
    answers: positionAnswers(() => []),
    sees: ({ positions }) => positions.gone,
  },
  {
    name: 'account-watched-counted',
    route: `/accounts/${watched('Ledger', 'hardware').id}`,
    views: (now) => {
      const ledger = watched('Ledger', 'hardware')
      const views = wallet(now, { accounts: { total: 2, first: [daily, ledger], chosen: daily, revision: 1, unsaved: 0 } })
      return { ...views, portfolio: { ...views.portfolio, chosen: { [ledger.id]: true } } }
    },
    answers: positionAnswers(() => []),
    sees: ({ positions }) => positions.count,
  },
]
