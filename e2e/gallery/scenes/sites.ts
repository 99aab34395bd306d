import type { Output, PopupContract } from '../../../src/messaging'
import { accounts, ago, answersOf, daily, entry, manyAccounts, noSites, SITE, savings, wallet } from '../data'
import type { Scene } from '../scene'

const many = manyAccounts(10_000)
const one = `/sites/${encodeURIComponent(SITE)}`

const final = { phase: 'final', block: 9_405_001, ok: true, error: null, part: false } as const
const signed = () => {
  const now = Date.now()
  return {
    total: 31,
    items: [
      entry('one', now - 2 * ago.DAY, final, { origin: SITE }),
      entry('two', now - 9 * ago.DAY, { ...final, ok: false, error: 'Token.FundsUnavailable' }, { origin: SITE }),
    ],
    messages: [
      {
        account: daily.id,
        at: now - 3 * ago.DAY,
        text: 'market.subnet.example asks you to log in. Nonce: 9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d',
      },
      { account: savings.id, at: now - 20 * ago.DAY, text: null },
    ],
  }
}

const app = 'https://app.market.subnet.example'
const causes: Record<string, Output<PopupContract, 'whyNot'>> = {
  several: {
    origin: app,
    causes: [{ id: 'blocked', at: 1_764_000_000_000 }, { id: 'silenced', until: 1_764_000_000_000 }, { id: 'no-accounts' }],
  },
  near: { origin: app, causes: [{ id: 'not-connected', near: [SITE, 'http://localhost:5173'] }] },
  plain: { origin: 'http://market.subnet.example', causes: [{ id: 'not-served', how: 'plain', near: [SITE] }] },
  hidden: { origin: SITE, causes: [{ id: 'hidden', count: 2 }] },
  sees: { origin: SITE, causes: [{ id: 'sees', count: 2 }] },
  listed: { origin: 'https://bittensor-wallet.example', causes: [{ id: 'listed' }] },
  address: { origin: null, causes: [{ id: 'no-address' }] },
}

/** A connected site that is listed, one that asked and was refused, one that is let in all the same, and newer entries that did not come. */
const phished = (now: number) => {
  const { sites } = wallet(now)
  return wallet(now, {
    sites: {
      ...sites,
      items: sites.items.map((each, at) => ({ ...each, refused: at === 0 })),
      refused: [{ origin: 'https://bittensor-wallet.example', at: now - 5 * ago.MINUTE }],
      trusted: [{ origin: 'https://tao-bridge.example', at: now - 3 * ago.DAY }],
      list: { bundled: 13_008, on: true, hosts: 54_863, at: now - 4 * ago.DAY, triedAt: now - 20 * ago.MINUTE, failed: 'unreached' },
    },
  })
}

/** Which sites see which accounts, and which may ask for nothing. */
export const sitesScenes: readonly Scene[] = [
  { name: 'sites-empty', route: '/sites', views: (now) => wallet(now, { sites: noSites }) },
  {
    name: 'sites',
    route: '/sites',
    views: (now) => {
      const [site] = wallet(now).sites.items
      const origin = 'https://xn--a-very-long-name-that-somebody-thought-of-7fb.staking.subnet.example:8443'
      return wallet(now, { sites: { ...wallet(now).sites, items: [...wallet(now).sites.items, ...(site ? [{ ...site, origin }] : [])] } })
    },
  },
  {
    name: 'sites-change',
    route: '/sites',
    views: wallet,
    steps: (screen, { sites }) => screen.byRole('button', `${sites.change}: market.subnet.example`).click(),
    walked: true,
  },
  {
    name: 'sites-change-many',
    route: '/sites',
    views: (now) => {
      const [site] = wallet(now).sites.items
      const granted = many.slice(4_000, 4_120).map(({ id }) => id)
      return wallet(now, { accounts: accounts(many), sites: { ...noSites, items: site ? [{ ...site, accounts: granted }] : [] } })
    },
    answers: answersOf(many),
    steps: async (screen, { sites, accounts: say }) => {
      await screen.byRole('button', `${sites.change}: market.subnet.example`).click()
      await screen.byLabel(say.search).fill('Account 400')
      await screen.byLabel('Account 4005').waitFor()
    },
  },
  {
    name: 'sites-remove',
    route: '/sites',
    views: wallet,
    steps: (screen, { sites }) => screen.byRole('button', `${sites.remove}: market.subnet.example`).click(),
  },
  {
    name: 'sites-remove-all',
    route: '/sites',
    views: wallet,
    steps: (screen, { sites }) => screen.byRole('button', sites.removeAll).click(),
  },
  {
    name: 'sites-unblock',
    route: '/sites',
    views: wallet,
    steps: (screen, { sites }) => screen.byRole('button', `${sites.unblock}: taostats.example.test`).click(),
  },
  { name: 'sites-one', route: one, views: wallet, answers: { siteSigned: signed }, walked: true },
  {
    name: 'sites-unused',
    route: one,
    views: (now) => {
      const [site] = wallet(now).sites.items
      const old = { grantedAt: now - 400 * ago.DAY, lastUsedAt: now - 200 * ago.DAY }
      return wallet(now, { sites: { ...noSites, items: site ? [{ ...site, ...old }] : [] } })
    },
    answers: { siteSigned: { total: 0, items: [], messages: [] } },
  },
  {
    name: 'sites-block',
    route: one,
    views: wallet,
    answers: { siteSigned: signed },
    steps: (screen, { sites }) => screen.byRole('button', sites.block).click(),
  },
  { name: 'sites-listed', route: '/sites', views: phished, narrow: true, walked: true },
  {
    name: 'sites-serve',
    route: '/sites',
    views: phished,
    steps: (screen, { sites }) => screen.byRole('button', `${sites.serve}: bittensor-wallet.example`).click(),
  },
  { name: 'sites-one-listed', route: one, views: phished, answers: { siteSigned: signed } },
  {
    name: 'sites-list-broken',
    route: '/sites',
    views: (now) => wallet(now, { sites: { ...noSites, list: { ...noSites.list, bundled: 0 } } }),
  },
  { name: 'home-phishing', route: '/', views: phished },
  { name: 'sites-why', route: '/sites/why', views: wallet, answers: { askedLately: ['https://new.example'] }, walked: true },
  ...Object.entries(causes).map(
    ([name, told]): Scene => ({
      name: `sites-why-${name}`,
      route: '/sites/why',
      views: wallet,
      answers: { askedLately: [], whyNot: told },
      steps: async (screen, { sites }) => {
        await screen.byLabel(sites.whyAddress).fill('https://app.market.subnet.example/stake')
        await screen.byRole('button', sites.whyLook).click()
      },
      narrow: true,
    }),
  ),
  { name: 'sites-gone', route: `/sites/${encodeURIComponent('https://gone.example')}`, views: wallet },
]
