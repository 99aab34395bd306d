import type { AccountView, SecretInput, Views } from '../../../src/messaging'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { account, accounts, answersOf, balances, cold, daily, longNames, manyAccounts, savings, stranger, wallet, watched } from '../data'
import type { Answers, Scene } from '../scene'
import { toTheLastStep } from './onboarding'

const PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const LONG = `${PHRASE} ${PHRASE}`
const SEED = `0x${'c0ffee11'.repeat(8)}`
const [long = daily, arabic = daily] = longNames
const many = manyAccounts(10_000)
const miner = account('Miner 1', { role: 'hotkey', path: '//miner//1' })
const ledger = watched('Ledger', 'hardware')
const fresh = account('Fresh', { savedAt: null, note: 'For the boat. Not to be touched before it floats.' })
const seeded = account('From a seed', { holds: 'seed', savedAt: null })
const keyed = account('From a file', { holds: 'key', savedAt: null })
const all = [daily, savings, cold, fresh, miner, ledger, seeded, keyed, account('Quiet', { hidden: true })]

const whole = (now: number): Views =>
  wallet(now, {
    accounts: accounts(all),
    balances: balances(
      now,
      all.map((each, at) => [each, `${at * at * 31}.5`] as const),
    ),
  })
const huge = (now: number): Views =>
  wallet(now, {
    accounts: accounts(many),
    balances: balances(
      now,
      many.slice(0, 100).map((each, at) => [each, `${at * 17}.0412`] as const),
    ),
  })

const of = (name: string, each: AccountView, more: Partial<Scene> = {}): Scene => ({
  name,
  route: `/accounts/${each.id}`,
  views: whole,
  ...more,
})

const child = { id: stranger.id, address: stranger.address, publicKey: stranger.publicKey, duplicateOf: null }
const derive = (name: string, from: AccountView, previewChild: Answers['previewChild'] & object, more: Partial<Scene> = {}): Scene => ({
  name: `derive-${name}`,
  route: `/accounts/${from.id}/derive`,
  views: whole,
  answers: { previewChild },
  ...more,
})

const phrase: SecretInput = { kind: 'phrase', phrase: PHRASE, passphrase: '', path: '', type: 'sr25519' }
/** The screen of a secret, after the password. */
function reveal(name: string, from: AccountView, secret: SecretInput, show = true, more: Partial<Scene> = {}): Scene {
  return {
    name: `reveal-${name}`,
    route: `/accounts/${from.id}/reveal`,
    views: whole,
    answers: { revealSecrets: [{ account: from, secret }] },
    steps: async (screen, words) => {
      await unlockSecret(screen, words)
      await screen.byRole('heading', words.accounts.shownTitle[secret.kind]({ name: from.name })).waitFor()
      if (!show) return
      await screen.byRole('button', words.accounts.uncover).click()
      await screen.byRole('button', words.onboarding.hide).waitFor()
    },
    ...more,
  }
}
/** Copies the secret in spite of what is said, and waits for what it came to. */
const copied = (said: (words: Words) => string) => async (screen: Screen, words: Words) => {
  await unlockSecret(screen, words)
  await screen.byRole('button', words.accounts.copySecret).click()
  await screen.byRole('button', words.accounts.copyAnyway).click()
  await screen.byText(said(words)).waitFor()
}
/** Nothing more can be stored: that is said beside the field, which is not at fault, with the way to a backup. */
async function unstored(screen: Screen, { errors, home }: Words): Promise<void> {
  await screen.byText(errors['storage-failed']({})).waitFor()
  await screen.byRole('button', home.backUp).waitFor()
}
/** What an earlier look left in the clipboard of this page is not what is looked at. */
const NOTHING_COPIED = `void (navigator.clipboard.writeText = async () => undefined), void dispatchEvent(new Event('focus'))`
async function unlockSecret(screen: Screen, { common }: Words): Promise<void> {
  await screen.byLabel(common.password).fill('the password')
  await screen.byRole('button', common.continue).click()
}
const remove = (name: string, each: AccountView, more: Partial<Scene> = {}): Scene => ({
  name: `remove-${name}`,
  route: `/accounts/${each.id}/remove`,
  views: whole,
  ...more,
})
async function removeIt(screen: Screen, { accounts: say, common }: Words): Promise<void> {
  await screen.byLabel(common.password).fill('the password')
  await screen.byLabel(say.removeUnderstand.phrase).click()
  await screen.byRole('button', say.remove).click()
}
const lift = async (screen: Screen, { accounts: say }: Words, name: string): Promise<void> => {
  await screen.byRole('button', say.handle({ name })).focus()
  await screen.press(' ')
}

/** The list of accounts, one of them, and everything that can be done with it. */
export const accountsScenes: readonly Scene[] = [
  { name: 'accounts', route: '/accounts', views: wallet, narrow: true, walked: true },
  { name: 'accounts-kinds', route: '/accounts', views: whole, narrow: true },
  {
    name: 'accounts-names',
    route: '/accounts',
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
  { name: 'accounts-none', route: '/accounts', views: (now) => wallet(now, { accounts: accounts([]) }) },
  { name: 'accounts-many', route: '/accounts', views: huge, answers: answersOf(many), sees: () => 'Account 1' },
  {
    name: 'accounts-many-end',
    route: '/accounts',
    views: huge,
    answers: answersOf(many),
    steps: async (screen) => {
      await screen.evaluate(`document.querySelector('.body').scrollTo(0, 1e9)`)
      await screen.byText('Account 10000').waitFor()
      await screen.evaluate(`document.querySelector('.body').scrollTo(0, 1e9)`)
    },
  },
  {
    name: 'accounts-found',
    route: '/accounts',
    views: huge,
    answers: answersOf(many),
    steps: async (screen, { accounts: say }) => {
      await screen.byLabel(say.search).fill('Account 77')
      await screen.byText('Account 7703').waitFor()
    },
    narrow: true,
  },
  {
    name: 'accounts-not-found',
    route: '/accounts',
    views: huge,
    answers: answersOf(many),
    steps: async (screen, { accounts: say }) => {
      await screen.byLabel(say.search).fill('boathouse')
      await screen.byText(say.nothing({ query: 'boathouse' })).waitFor()
    },
  },
  {
    name: 'accounts-lifted',
    route: '/accounts',
    views: whole,
    steps: async (screen, words) => {
      await lift(screen, words, daily.name)
      await screen.press('ArrowDown')
      await screen.press('ArrowDown')
    },
  },
  ...(
    [
      ['accounts-move-failed', whole, undefined],
      ['accounts-many-move-failed', huge, answersOf(many)],
    ] as const
  ).map(
    ([name, views, answers]): Scene => ({
      name,
      route: '/accounts',
      views,
      answers: { ...answers, moveAccount: { error: { code: 'storage-failed', facts: {} } } },
      steps: async (screen, words) => {
        await lift(screen, words, views(0).accounts.first[0]?.name ?? '')
        await screen.press('ArrowDown')
        await screen.press(' ')
        await screen.byText(words.errors['storage-failed']({})).nth(0).waitFor()
        await screen.byRole('button', words.home.backUp).waitFor()
      },
    }),
  ),
  { name: 'accounts-add', route: '/accounts/add', views: wallet, narrow: true, walked: true },
  { name: 'accounts-add-first', route: '/accounts/add', views: (now) => wallet(now, { accounts: accounts([]) }) },
  { name: 'accounts-new', route: '/accounts/new', views: wallet },
  {
    name: 'accounts-new-name',
    route: '/accounts/new',
    views: wallet,
    steps: async (screen, words) => {
      await toTheLastStep(screen, words)
      await screen.byRole('heading', words.accounts.nameTitle).waitFor()
    },
    narrow: true,
  },
  {
    name: 'accounts-new-guarded',
    route: '/accounts/new',
    views: (now) => wallet(now, { settings: { ...wallet(now).settings, contactsOnly: true } }),
    steps: async (screen, words) => {
      await toTheLastStep(screen, words)
      await screen.byText(words.contacts.onlyAsked).waitFor()
    },
    narrow: true,
  },
  {
    name: 'accounts-new-failed',
    route: '/accounts/new',
    views: wallet,
    answers: { addAccounts: { error: { code: 'storage-failed', facts: {} } } },
    steps: async (screen, words) => {
      await toTheLastStep(screen, words)
      await screen.byRole('button', words.home.add).click()
      await screen.byText(words.errors['storage-failed']({})).waitFor()
    },
  },
  of('account', savings, { narrow: true, walked: true }),
  of('account-unsaved', fresh, { narrow: true }),
  of('account-unsaved-seed', seeded),
  of('account-hotkey', miner, { narrow: true }),
  of('account-watched', ledger, { narrow: true, walked: true }),
  of('account-hidden', account('Quiet', { hidden: true })),
  {
    name: 'account-name',
    route: `/accounts/${long.id}`,
    views: (now) =>
      wallet(now, {
        accounts: accounts([long]),
        balances: balances(now, [[long, { free: '20999999.999999999', reserved: '1234567.890123456', frozen: '20000000' }]]),
      }),
    narrow: true,
  },
  {
    name: 'account-rtl',
    route: `/accounts/${arabic.id}`,
    views: (now) => wallet(now, { accounts: accounts([arabic]), balances: balances(now, [[arabic, '0.5']]) }),
  },
  of('account-unknown', cold, { views: (now) => wallet(now, { balances: { block: null, at: null, byAccount: {} } }) }),
  { name: 'account-far', route: `/accounts/${many[8_000]?.id}`, views: huge, answers: answersOf(many), sees: () => 'Account 8001' },
  { name: 'account-gone', route: '/accounts/0x00', views: wallet },
  of('account-qr', savings, { steps: (screen, { home }) => screen.byRole('button', home.qr).click() }),
  of('account-edit', fresh, {
    steps: (screen, { accounts: say }) => screen.byRole('button', say.edit).click(),
    walked: true,
    narrow: true,
  }),
  of('account-edit-empty', savings, {
    steps: async (screen, { accounts: say }) => {
      await screen.byRole('button', say.edit).click()
      await screen.byLabel(say.name).fill('')
    },
  }),
  of('account-edit-failed', savings, {
    answers: { changeAccount: { error: { code: 'storage-failed', facts: {} } } },
    steps: async (screen, { accounts: say, common, errors }) => {
      await screen.byRole('button', say.edit).click()
      await screen.byRole('button', common.save).click()
      await screen.byText(errors['storage-failed']({})).waitFor()
    },
  }),
  of('account-role-hotkey', savings, { steps: (screen, { accounts: say }) => screen.byRole('button', say.useAs.hotkey).click() }),
  of('account-role-coldkey', miner, { steps: (screen, { accounts: say }) => screen.byRole('button', say.useAs.coldkey).click() }),
  derive('proposed', daily, ({ path }) => ({ ...child, duplicateOf: path === '//2' ? null : 'Savings' }), {
    sees: () => stranger.address.slice(0, 4),
    narrow: true,
    walked: true,
  }),
  derive('deeper', savings, child, { sees: () => stranger.address.slice(0, 4) }),
  derive('duplicate', daily, ({ path }) => ({ ...child, duplicateOf: path === '//1' ? null : 'Savings' }), {
    steps: async (screen, { accounts: say, errors }) => {
      await screen.byText(stranger.address.slice(0, 4)).waitFor()
      await screen.byLabel(say.path).fill('//0')
      await screen.byText(errors['duplicate-account']({ name: 'Savings' })).waitFor()
    },
  }),
  derive('wrong', daily, ({ path }) => (path === 'staking' ? { error: { code: 'suri-path', facts: { path: 'staking' } } } : child), {
    steps: async (screen, { accounts: say, errors }) => {
      await screen.byText(stranger.address.slice(0, 4)).waitFor()
      await screen.byLabel(say.path).fill('staking')
      await screen.byText(errors['suri-path']({ path: 'staking' })).waitFor()
    },
    narrow: true,
  }),
  derive('watched', ledger, child),
  { name: 'reveal', route: `/accounts/${daily.id}/reveal`, views: whole, narrow: true, walked: true },
  { name: 'reveal-seed-ask', route: `/accounts/${seeded.id}/reveal`, views: whole },
  { name: 'reveal-key-ask', route: `/accounts/${keyed.id}/reveal`, views: whole },
  {
    name: 'reveal-wrong',
    route: `/accounts/${daily.id}/reveal`,
    views: whole,
    answers: { revealSecrets: { error: { code: 'wrong-password', facts: {} } } },
    steps: async (screen, words) => {
      await unlockSecret(screen, words)
      await screen.byText(words.errors['wrong-password']({})).waitFor()
    },
  },
  {
    name: 'reveal-unstored',
    route: `/accounts/${daily.id}/reveal`,
    views: whole,
    answers: { revealSecrets: { error: { code: 'storage-failed', facts: {} } } },
    steps: async (screen, words) => {
      await unlockSecret(screen, words)
      await unstored(screen, words)
    },
    narrow: true,
  },
  reveal('covered', daily, phrase, false),
  reveal('words', daily, phrase, true, { narrow: true, walked: true }),
  reveal('words-24', savings, { ...phrase, phrase: LONG, passphrase: 'a pass phrase', path: '//savings//0' }),
  reveal('seed', seeded, { kind: 'seed', seed: SEED, path: '', type: 'sr25519' }, true, { narrow: true }),
  reveal('key', keyed, { kind: 'key', key: `0x${'0badcafe'.repeat(16)}`, path: '//stake', type: 'sr25519' }, true, { narrow: true }),
  {
    ...reveal('copy', daily, phrase),
    steps: async (screen, words) => {
      await unlockSecret(screen, words)
      await screen.byRole('button', words.accounts.copySecret).click()
      await screen.byText(words.accounts.copyRisk).waitFor()
    },
    narrow: true,
  },
  reveal('copy-whole', savings, { ...phrase, passphrase: 'a pass phrase', path: '//savings//0', type: 'ed25519' }, false, {
    steps: async (screen, words) => {
      await unlockSecret(screen, words)
      await screen.byRole('button', words.accounts.copySecret).click()
      await screen.byText(words.accounts.copyWith.both).waitFor()
    },
  }),
  reveal('copied', daily, phrase, false, { steps: copied(({ accounts: say }) => say.copied.there), narrow: true }),
  reveal('copied-firefox', daily, phrase, false, { place: 'firefox', steps: copied(({ accounts: say }) => say.copied.thereAtAPress) }),
  reveal('copy-overdue', daily, phrase, false, {
    steps: async (screen, words) => {
      await screen.evaluate(NOTHING_COPIED)
      await screen.evaluate(`void (navigator.clipboard.writeText = async (text) => { if (!text) throw new Error('not now') })`)
      await copied(({ accounts: say }) => say.copied.there)(screen, words)
      await screen.byRole('button', words.accounts.emptyNow).click()
      await screen.byText(words.accounts.copied.overdue).waitFor()
      await screen.evaluate('delete navigator.clipboard.writeText')
    },
  }),
  reveal('copy-emptied', daily, phrase, false, {
    steps: async (screen, words) => {
      await copied(({ accounts: say }) => say.copied.there)(screen, words)
      await screen.byRole('button', words.accounts.emptyNow).click()
      await screen.byText(words.accounts.copied.emptied).waitFor()
    },
  }),
  reveal('copy-refused', daily, phrase, false, {
    steps: async (screen, words) => {
      await screen.evaluate(NOTHING_COPIED)
      await screen.evaluate(`void (navigator.clipboard.writeText = async () => { throw new Error('no') })`)
      await copied(({ accounts: say }) => say.copied.failed)(screen, words)
      await screen.evaluate('delete navigator.clipboard.writeText')
    },
  }),
  reveal('popup', daily, phrase, false, {
    place: 'popup',
    steps: async (screen, words) => {
      await unlockSecret(screen, words)
      await screen.byRole('button', words.accounts.copyInTab).waitFor()
    },
    narrow: true,
    walked: true,
  }),
  { name: 'reveal-watched', route: `/accounts/${ledger.id}/reveal`, views: whole },
  remove('saved', daily, { narrow: true, walked: true }),
  remove('derived', savings, {
    views: (now) =>
      wallet(now, {
        accounts: accounts(all),
        balances: balances(now, [[savings, { free: '312.5', reserved: '1.25', frozen: '40' }]]),
      }),
    narrow: true,
  }),
  remove('unsaved', fresh, { narrow: true }),
  remove('key', keyed),
  remove('watched', ledger, { walked: true }),
  remove('wrong', daily, {
    answers: { removeAccount: { error: { code: 'wrong-password', facts: {} } } },
    steps: async (screen, words) => {
      await removeIt(screen, words)
      await screen.byText(words.errors['wrong-password']({})).waitFor()
    },
  }),
  remove('unstored', daily, {
    answers: { removeAccount: { error: { code: 'storage-failed', facts: {} } } },
    steps: async (screen, words) => {
      await removeIt(screen, words)
      await unstored(screen, words)
    },
    narrow: true,
  }),
]
