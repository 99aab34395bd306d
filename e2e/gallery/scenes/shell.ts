import type { Screen } from '../../fixtures/driver'
import { ago, connect, message, SITE, wallet } from '../data'
import type { Scene } from '../scene'

type Said = Parameters<NonNullable<Scene['steps']>>[1]
const guess =
  (answered: string) =>
  async (screen: Screen, { common, shell }: Said) => {
    await screen.byLabel(common.password).fill(answered)
    await screen.byRole('button', shell.unlock).click()
  }
const locked = (now: number, change: Parameters<typeof wallet>[1] = {}) =>
  wallet(now, { session: { status: 'locked', waitUntil: null }, ...change })

/** Before anything can be seen: nothing answers, the vault cannot be read, the door is locked. */
export const shellScenes: readonly Scene[] = [
  { name: 'opening', route: '/', views: wallet, withheld: 'all', noHeading: 'only a word', sees: ({ common }) => common.loading },
  { name: 'opening-silent', route: '/', views: wallet, withheld: 'all', sees: ({ shell }) => shell.silent },
  {
    name: 'opening-damaged',
    route: '/',
    views: (now) => wallet(now, { session: { status: 'unreadable', code: 'vault-damaged' } }),
    narrow: true,
    walked: true,
  },
  {
    name: 'opening-damaged-wipe',
    route: '/',
    // The list of accounts cannot be read either: nobody knows how many there are.
    views: (now) => ({
      ...wallet(now, { session: { status: 'unreadable', code: 'vault-damaged' } }),
      accounts: { total: 0, first: [], chosen: null, revision: 0, unsaved: 0 },
    }),
    steps: async (screen, { settings }) => {
      await screen.byRole('button', settings.beginAnew).click()
      await screen.byRole('heading', settings.wipeTitle).waitFor()
    },
    walked: true,
  },
  {
    name: 'opening-newer',
    route: '/',
    views: (now) => wallet(now, { session: { status: 'unreadable', code: 'vault-newer' } }),
  },
  {
    name: 'opening-no-storage',
    route: '/',
    views: (now) => wallet(now, { session: { status: 'unreadable', code: 'storage-failed' } }),
  },
  {
    name: 'opening-fallen',
    route: '/activity',
    // A time that no calendar has: what throws while it draws must not take the wallet with it.
    views: (now) =>
      wallet(now, {
        activity: {
          total: 1,
          pending: 0,
          dust: 0,
          first: [
            {
              kind: 'own',
              id: 'entry-fallen',
              account: '0x00',
              network: 'finney',
              origin: null,
              at: 9e15,
              hash: '0x00',
              calls: [],
              status: { phase: 'sent' },
              replaced: false,
              fee: null,
              eraEnd: 0,
              extrinsic: null,
            },
          ],
        },
      }),
    mayComplain: 'React tells of what was thrown',
  },
  { name: 'unlock', route: '/', views: locked, narrow: true, walked: true },
  {
    name: 'unlock-wrong',
    route: '/',
    views: locked,
    answers: { unlock: { error: { code: 'wrong-password', facts: {} } } },
    steps: async (screen, words) => {
      await guess('not the password')(screen, words)
      await screen.byText(words.errors['wrong-password']({})).waitFor()
    },
    narrow: true,
  },
  { name: 'unlock-busy', route: '/', views: locked, answers: { unlock: 'never' }, steps: guess('the password') },
  {
    name: 'unlock-throttled',
    route: '/',
    views: (now) => locked(now, { session: { status: 'locked', waitUntil: now + 47_000 } }),
  },
  {
    name: 'unlock-request',
    route: '/',
    views: (now) => locked(now, { requests: { items: [message(now, 'Log in to the market')] } }),
  },
  {
    name: 'unlock-requests',
    route: '/',
    views: (now) =>
      locked(now, {
        requests: { items: [message(now, 'Log in to the market'), connect(now - ago.MINUTE, SITE, 'Market')] },
        settings: { ...wallet(now).settings, lockMinutes: 60 },
      }),
  },
  {
    name: 'unlock-forgot',
    route: '/',
    views: locked,
    steps: (screen, { shell }) => screen.byRole('button', shell.forgot).click(),
    narrow: true,
    walked: true,
  },
]
