import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { account, accounts, contact, daily, longNames, twinOf, wallet, workshop } from '../data'
import type { Scene } from '../scene'

const GOOD = 'correct horse battery staple'
async function fillPasswords(screen: Screen, { settings, onboarding }: Words, old: string, next = GOOD, again = next): Promise<void> {
  await screen.byLabel(settings.oldPassword).fill(old)
  await screen.byLabel(settings.newPassword).fill(next)
  await screen.byLabel(onboarding.repeat).fill(again)
}
const type = (screen: Screen, { settings }: Words, word: string) => screen.byLabel(new RegExp(`^${settings.wipeType} `)).fill(word)
const contacts = [contact('Exchange', 'Deposits only'), contact('Workshop'), ...longNames.map(({ name }) => contact(name, 'A note'))]
const some = (now: number) => wallet(now, { contacts: { items: contacts } })
const twin = { ...workshop, id: account('a twin').id, address: twinOf(workshop.address) }

/** The vault itself: its password, its key, its end; and the contacts. */
export const safetyScenes: readonly Scene[] = [
  { name: 'password', route: '/settings/password', views: wallet, narrow: true, walked: true },
  {
    name: 'password-weak',
    route: '/settings/password',
    views: wallet,
    steps: async (screen, words) => {
      await fillPasswords(screen, words, 'the password', 'password1234', 'nothing')
      await screen.byText(words.onboarding.tooWeak).waitFor()
    },
  },
  {
    name: 'password-wrong',
    route: '/settings/password',
    views: wallet,
    answers: { changePassword: { error: { code: 'wrong-password', facts: {} } } },
    steps: async (screen, words) => {
      await fillPasswords(screen, words, 'not the password')
      await screen.byText(words.onboarding.strength({ word: words.onboarding.strengths[4] ?? '' })).waitFor()
      await screen.byRole('button', words.settings.changePassword).click()
      await screen.byText(words.errors['wrong-password']({})).waitFor()
    },
  },
  {
    name: 'password-changed',
    route: '/settings/password',
    views: wallet,
    steps: async (screen, words) => {
      await fillPasswords(screen, words, 'the password')
      await screen.byText(words.onboarding.strength({ word: words.onboarding.strengths[4] ?? '' })).waitFor()
      await screen.byRole('button', words.settings.changePassword).click()
      await screen.byRole('heading', words.settings.passwordChanged).waitFor()
    },
  },
  { name: 'rekey', route: '/settings/rekey', views: wallet, narrow: true, walked: true },
  {
    name: 'rekey-busy',
    route: '/settings/rekey',
    views: wallet,
    answers: { rekey: 'never' },
    steps: async (screen, { common, settings }) => {
      await screen.byLabel(common.password).fill(GOOD)
      await screen.byRole('button', settings.rekeyDo).click()
      await screen.byText(settings.rekeying).waitFor()
    },
  },
  {
    name: 'rekey-done',
    route: '/settings/rekey',
    views: wallet,
    steps: async (screen, { common, settings }) => {
      await screen.byLabel(common.password).fill(GOOD)
      await screen.byRole('button', settings.rekeyDo).click()
      await screen.byRole('heading', settings.rekeyDone).waitFor()
    },
  },
  { name: 'wipe', route: '/settings/wipe', views: wallet, narrow: true, walked: true },
  {
    name: 'wipe-unsaved',
    route: '/settings/wipe',
    views: (now) => wallet(now, { accounts: accounts([daily, account('Fresh', { savedAt: null })]) }),
    steps: (screen, words) => type(screen, words, words.settings.wipeWord.slice(0, -2)),
  },
  {
    name: 'wipe-ready',
    route: '/settings/wipe',
    views: wallet,
    steps: (screen, words) => type(screen, words, words.settings.wipeWord.toLowerCase()),
  },
  {
    name: 'wipe-locked',
    route: '/',
    views: (now) => wallet(now, { session: { status: 'locked', waitUntil: null } }),
    steps: async (screen, { shell, settings }) => {
      await screen.byRole('button', shell.forgot).click()
      await screen.byRole('button', shell.wipe).click()
      await screen.byRole('heading', settings.wipeTitle).waitFor()
    },
  },
  { name: 'contacts-empty', route: '/contacts', views: (now) => wallet(now, { contacts: { items: [] } }) },
  { name: 'contacts', route: '/contacts', views: some, narrow: true, walked: true },
  {
    name: 'contacts-many',
    route: '/contacts',
    views: (now) => wallet(now, { contacts: { items: Array.from({ length: 2_000 }, (_, at) => contact(`Contact ${at + 1}`)) } }),
  },
  { name: 'contact-new', route: '/contacts/new', views: some, narrow: true, walked: true },
  {
    name: 'contact-new-filled',
    route: '/contacts/new',
    views: (now) => wallet(now, { contacts: { items: [] } }),
    steps: async (screen, { contacts: say }) => {
      await screen.byLabel(say.address).fill(workshop.address)
      await screen.byLabel(say.name).fill('Workshop')
    },
  },
  {
    name: 'contact-new-known',
    route: '/contacts/new',
    views: some,
    steps: (screen, { contacts: say }) => screen.byLabel(say.address).fill(workshop.address),
  },
  {
    name: 'contact-new-own',
    route: '/contacts/new',
    views: some,
    steps: (screen, { contacts: say }) => screen.byLabel(say.address).fill(daily.address),
  },
  {
    name: 'contact-new-twin',
    route: '/contacts/new',
    views: (now) =>
      wallet(now, { contacts: { items: [{ id: twin.id, name: 'Workshop', note: '', address: twin.address, alike: false }] } }),
    steps: (screen, { contacts: say }) => screen.byLabel(say.address).fill(workshop.address),
    narrow: true,
  },
  {
    name: 'contact-new-wrong',
    route: '/contacts/new',
    views: some,
    steps: (screen, { contacts: say }) => screen.byLabel(say.address).fill(`${workshop.address.slice(0, -1)}1`),
  },
  { name: 'contact', route: `/contacts/${workshop.id}`, views: some, narrow: true, walked: true },
  {
    name: 'contact-remove',
    route: `/contacts/${workshop.id}`,
    views: some,
    steps: (screen, { contacts: say }) => screen.byRole('button', say.remove).click(),
  },
  { name: 'contact-gone', route: '/contacts/0x00', views: some },
]
