import type { ContactInput, EntryView, RecipientFacts, Views } from '../../../src/messaging'
import { encodeAddress, fromHex } from '../../../src/units'
import type { Words } from '../../../src/words'
import { type Screen, until } from '../../fixtures/driver'
import {
  account,
  accounts,
  answersOf,
  balances,
  cold,
  contact,
  daily,
  entry,
  leaf,
  longNames,
  manyAccounts,
  rao,
  risk,
  savings,
  stranger,
  transferTo,
  wallet,
  workshop,
} from '../data'
import type { Answers, Scene } from '../scene'
import { facts, filled, own, told } from './send'

// What is known of a recipient before anything is built; several at once; contacts as a file; a code of an address.

const miner = account('Miner 1', { role: 'hotkey' })
const SUBNET = encodeAddress(fromHex('0x6d6f646c73756274656e73720100000000000000000000000000000000000000'))
const withWorkshop = (now: number, change: Partial<Views> = {}) => wallet(now, { contacts: { items: [contact('Workshop')] }, ...change })
const known = (
  name: string,
  to: string,
  sees: (words: Words) => string | RegExp,
  facts: Partial<RecipientFacts>,
  more: Partial<Scene> = {},
): Scene => filled(`send-${name}`, { to, amount: '1' }, sees, { answers: { estimateTransfer: told(facts) }, views: withWorkshop, ...more })
/** An address with its ends, and another middle; its checksum is wrong, so it is only ever what somebody is taken for. */
const likeOf = (address: string) => `${address.slice(0, 8)}${[...address.slice(8, 40)].reverse().join('')}${address.slice(40)}`

const emptied = (name: string, more: Parameters<typeof told>[1], sees: (words: Words) => string | RegExp): Scene =>
  filled(`send-emptied-${name}`, { to: workshop.address, everything: true }, sees, {
    answers: { estimateTransfer: told({ paid: 6, paidAt: 1_764_000_000_000 }, more) },
  })

const payees = manyAccounts(10_000)
export const recipientScenes: readonly Scene[] = [
  known('paid', workshop.address, ({ send }) => new RegExp(send.checks.contact), { paid: 6, paidAt: 1_764_000_000_000 }),
  known('first-time', stranger.address, ({ send }) => send.checks.firstTime, {}),
  known('new-account', stranger.address, ({ send }) => send.checks.newAccount, { exists: false, free: '0' }),
  known('never-seen', workshop.address, ({ send }) => send.checks.neverSeen, { exists: false, free: '0' }),
  known('to-hotkey', stranger.address, ({ send }) => send.checks.hotkey({ owner: cold.address }), { hotkeyOf: cold.address }),
  known(
    'to-own-hotkey',
    miner.address,
    ({ send }) => send.checks.ownHotkey,
    { hotkeyOf: daily.address },
    {
      views: (now) => wallet(now, { accounts: accounts([daily, miner]) }),
    },
  ),
  known('to-subnet', SUBNET, ({ send }) => send.checks.keyless({ kind: 'subnet', index: '1' }), {}),
  known('lookalike', stranger.address, ({ send }) => send.lookalike({ name: 'Workshop' }), { twin: workshop.address }),
  known(
    'lookalike-long',
    stranger.address,
    ({ send }) => send.lookalike({ name: longNames[0]?.name ?? '' }),
    { twin: longNames[0]?.address ?? '' },
    {
      views: (now) => wallet(now, { contacts: { items: longNames.map(({ name }) => contact(name)) } }),
    },
  ),
  known('lookalike-contact', workshop.address, ({ send }) => send.lookalikeContact({ name: '' }), { twin: likeOf(workshop.address) }),
  known('lookalike-paid', stranger.address, ({ send }) => send.lookalike({ name: '' }), { twin: likeOf(stranger.address) }),
  filled(
    'send-typo',
    { to: `${workshop.address.slice(0, 20)}${workshop.address.slice(21)}` },
    ({ send, errors }) => send.typo({ name: 'Workshop', problem: errors['ss58-length']({}) }),
    {
      views: withWorkshop,
    },
  ),
  filled(
    'send-typo-of-many',
    { to: (payees[9_000]?.address ?? '').replace(/.$/, '0') },
    ({ send, errors }) => send.typo({ name: payees[9_000]?.name ?? '', problem: errors['ss58-base58']({}) }),
    {
      views: (now) => wallet(now, { accounts: accounts(payees) }),
      answers: answersOf(payees),
    },
  ),
  filled('send-thousands', { to: workshop.address, amount: '1,500' }, ({ send }) => new RegExp(send.understood({ amount: '1.5\u00a0τ' })), {
    answers: { estimateTransfer: told({ paid: 6, paidAt: 1_764_000_000_000 }) },
  }),
  filled('send-too-little', { to: stranger.address, amount: '0.0000001' }, ({ send }) => send.correctFirst, {
    answers: { estimateTransfer: told({ exists: false, free: '0' }) },
  }),
  filled('send-contacts-only', { to: stranger.address, amount: '1' }, ({ send }) => send.checks.notContact, {
    views: (now) => wallet(now, { settings: { ...wallet(now).settings, contactsOnly: true } }),
    walked: true,
  }),
  { name: 'send-from-code', route: `/send/to/${workshop.address}/1.5`, views: withWorkshop, answers: { estimateTransfer: told() } },
  {
    name: 'send-from-code-of',
    route: `/send/${savings.id}/to/${workshop.address}/1.5`,
    views: withWorkshop,
    answers: { estimateTransfer: told() },
  },
  {
    name: 'send-from-code-foreign',
    route: `/send/${savings.id}/to/${encodeAddress(fromHex(workshop.id), 0)}`,
    views: withWorkshop,
    answers: { estimateTransfer: told() },
    narrow: true,
    steps: (screen, { send }) => screen.byText(send.checks.foreign({ prefix: '0' })).waitFor(),
  },
  {
    name: 'send-again-everything',
    route: `/send/${savings.id}/to/${workshop.address}/all`,
    views: withWorkshop,
    answers: { estimateTransfer: told() },
    steps: (screen, { send }) => screen.byText(send.arrives).waitFor(),
  },
  emptied('plain', {}, () => /148[.,]209237738/),
  emptied('stays', { max: rao('138.2'), stays: rao('10'), reserved: rao('7.5'), locked: rao('10') }, ({ send }) => send.staysReserved),
  emptied('bound', { max: rao('148.2'), stays: '500', reserved: rao('7.5') }, ({ send }) => send.everythingBound),
  emptied('huge', { max: rao('20999999.999999999'), reserved: rao('20999999.999999999') }, ({ send }) => send.staysReserved),
  emptied('nothing', { max: '0', free: '4000' }, () => /0[.,]000083104/),
]

// ---- Several at once ----

const many = Array.from({ length: 100 }, (_, at) => account(`Payee ${at + 1}`))
const LIST = ['recipient;amount', 'Workshop;12,5', `${stranger.address};0,000000001`, `${cold.address};3`, `${stranger.address};1`].join(
  '\n',
)
const WRONG = [
  'Workshop,12.5',
  `${workshop.address.slice(0, 20)}${workshop.address.slice(21)},1`,
  'Nobody,1',
  `${stranger.address},1,5`,
  `${stranger.address},"1,5"`,
  `${stranger.address},-1`,
  `${stranger.address}`,
  `${stranger.address},0`,
  `${stranger.address},99999999999999`,
  `"${stranger.address},1`,
].join('\n')
const batchAnswers: Answers = {
  estimateBatch: ({ payments }) => ({
    fee: '241007',
    max: rao('148.2'),
    free: rao('148.209321342'),
    recipients: [...new Set(payments.map(({ to }) => to))].map((to) => facts(to, to === cold.address ? { hotkeyOf: daily.address } : {})),
  }),
  prepareBatch: { id: 'request-own' },
  approve: { entry: 'entry-own' },
}
const listed = (name: string, text: string, sees: (words: Words) => string | RegExp, more: Partial<Scene> = {}): Scene => ({
  name: `batch-${name}`,
  route: '/send/batch',
  views: withWorkshop,
  answers: batchAnswers,
  narrow: true,
  steps: async (screen, words) => {
    await screen.byLabel(words.batch.list).fill(text)
    await screen.byText(sees(words)).waitFor()
  },
  ...more,
})
/** A list that is more than there is. @param most what can leave, as it is written */
export const batchNotEnough = (most: string): Scene => listed('not-enough', 'Workshop;150', () => new RegExp(`(at most|hoogstens) ${most}`))
const paying = (now: number) =>
  own(now, {
    leaves: [
      leaf('Balances.transfer_keep_alive', transferTo(workshop, '12.5'), [], [0]),
      leaf(
        'Balances.transfer_keep_alive',
        transferTo(stranger, '0.000000001'),
        [risk('first-time-recipient'), risk('recipient-hotkey', { owner: cold.address })],
        [1],
      ),
      leaf('Balances.transfer_keep_alive', transferTo(savings, '3'), [], [2]),
    ],
    outflow: '15.500000001',
    wrappers: ['Utility.batch_all'],
  })
async function toTheReview(screen: Screen, { batch, send, approve }: Words): Promise<void> {
  await screen.byLabel(batch.list).fill(`Workshop;12.5\n${stranger.address};0.000000001\n${savings.address};3`)
  await screen.byRole('button', send.review).click()
  await screen.byRole('heading', approve.leaves).waitFor()
}
const calls = [workshop, stranger, savings].map((to, at) => ({
  call: 'Balances.transfer_keep_alive',
  fact: transferTo(to, ['12.5', '0.000000001', '3'][at] ?? '0'),
}))
const progress = (name: string, status: EntryView['status']): Scene => ({
  name: `batch-progress-${name}`,
  route: '/send/batch',
  views: (now) =>
    withWorkshop(now, {
      requests: { items: [paying(now)] },
      activity: { total: 1, pending: 1, dust: 0, first: [entry('own', now - 2_000, status, { calls })] },
    }),
  answers: batchAnswers,
  steps: async (screen, words) => {
    await toTheReview(screen, words)
    await screen.byRole('button', /15[.,]5/).click()
    await screen.byRole('heading', words.send.progressTitle).waitFor()
    await screen.byText(new RegExp(`^${words.send.whoGets}`)).click()
  },
})

export const batchScenes: readonly Scene[] = [
  { name: 'batch', route: '/send/batch', views: withWorkshop, narrow: true, walked: true },
  { name: 'batch-of', route: `/send/${savings.id}/batch`, views: withWorkshop },
  {
    name: 'batch-from-one',
    route: `/send/${savings.id}/batch/${stranger.address}/1.5`,
    views: withWorkshop,
    answers: batchAnswers,
    steps: (screen, { send }) => screen.byText(send.checks.firstTime).waitFor(),
  },
  {
    name: 'batch-own-of-many',
    route: '/send/batch',
    views: (now) => wallet(now, { accounts: accounts(payees), settings: { ...wallet(now).settings, contactsOnly: true } }),
    answers: { ...batchAnswers, ...answersOf(payees) },
    // Whoever counted as a stranger would stop the list.
    steps: async (screen, { batch, send }) => {
      await screen.byLabel(batch.list).fill([payees[7_000], payees[9_999]].map((each) => `${each?.address};1`).join('\n'))
      await screen.byText(/Account 10000/).waitFor()
      await until('the list to be ready', () => screen.byRole('button', send.review).isEnabled())
    },
  },
  {
    name: 'batch-hotkey',
    route: `/send/${miner.id}/batch`,
    views: (now) => wallet(now, { accounts: accounts([daily, miner]) }),
  },
  listed('listed', LIST, ({ batch }) => batch.heading),
  listed('wrong', WRONG, ({ batch }) => batch.wrong({ count: 9 })),
  listed('too-many', Array.from({ length: 101 }, () => 'Workshop;1').join('\n'), ({ batch }) =>
    batch.tooMany({ most: '100', count: '101' }),
  ),
  batchNotEnough('148'),
  listed('huge', many.map(({ address }) => `${address};20999999.999999999`).join('\n'), () => /2[.,]099[.,]999[.,]999/),
  listed('contacts-only', `Workshop;1\n${stranger.address};1`, ({ send }) => send.correctFirst, {
    views: (now) => withWorkshop(now, { settings: { ...wallet(now).settings, contactsOnly: true } }),
  }),
  listed('long', longNames.map(({ name }) => `"${name}";20999999.999999999`).join('\n'), () => /104[.,]999[.,]999/, {
    views: (now) =>
      wallet(now, {
        contacts: { items: longNames.map(({ name }) => contact(name)) },
        balances: balances(now, [[daily, '20999999.999999999']]),
      }),
  }),
  {
    name: 'batch-add',
    route: '/send/batch',
    views: withWorkshop,
    answers: batchAnswers,
    narrow: true,
    steps: async (screen, { batch, send }) => {
      await screen.byText(batch.addTitle).click()
      await screen.byLabel(send.recipient).fill(stranger.address)
      await screen.byLabel(send.amount).fill('1.2345678901')
      await screen.byText(send.notAmount).waitFor()
    },
  },
  {
    name: 'batch-refused',
    route: '/send/batch',
    views: withWorkshop,
    answers: { ...batchAnswers, prepareBatch: { error: { code: 'not-a-contact', facts: { address: stranger.address } } } },
    steps: async (screen, words) => {
      await screen.byLabel(words.batch.list).fill('Workshop;1')
      await screen.byRole('button', words.send.review).click()
      await screen.byText(words.errors['not-a-contact']({ address: stranger.address })).waitFor()
    },
    narrow: true,
  },
  {
    name: 'batch-review',
    route: '/send/batch',
    views: (now) => withWorkshop(now, { requests: { items: [paying(now)] } }),
    answers: batchAnswers,
    steps: toTheReview,
    narrow: true,
  },
  progress('sent', { phase: 'sent' }),
  progress('final', { phase: 'final', block: 9_412_449, ok: true, error: null, part: false }),
  progress('failed', { phase: 'included', block: 9_412_449, ok: false, error: 'Token.BelowMinimum', part: false }),
]

// ---- Contacts as a file, a code of an address, a copied address ----

/** Gives the chooser a file that is made up here. */
const give = (screen: Screen, label: string, text: string) =>
  screen.evaluate<void>(`(() => {
    const box = new DataTransfer()
    box.items.add(new File([${JSON.stringify(text)}], 'contacts.csv'))
    const chooser = document.querySelector('input[type=file][aria-label=' + CSS.escape(${JSON.stringify(label)}) + ']')
    chooser.files = box.files
    chooser.dispatchEvent(new Event('change', { bubbles: true }))
  })()`)
const row = ({ name, address }: { name: string; address: string }, note = '') => `"${name}",${address},${note}`
const file = (name: string, text: string, sees: (words: Words) => string | RegExp, more: Partial<Scene> = {}): Scene => ({
  name: `contacts-file-${name}`,
  page: 'import',
  route: '/contacts',
  views: withWorkshop,
  narrow: true,
  steps: async (screen, words) => {
    await give(screen, words.contacts.choose, text)
    await screen.byText(sees(words)).waitFor()
  },
  ...more,
  answers: { contactsAlike: () => [], ...more.answers },
})
const added = (contacts: readonly ContactInput[], left: number) => ({ added: contacts.length - left, left })

const guarded = (now: number) => withWorkshop(now, { settings: { ...wallet(now).settings, contactsOnly: true } })

export const contactFileScenes: readonly Scene[] = [
  {
    name: 'contacts-only',
    route: '/contacts',
    views: guarded,
    narrow: true,
  },
  {
    name: 'contacts-only-off',
    route: '/contacts',
    views: guarded,
    answers: { changeSettings: { error: { code: 'wrong-password', facts: {} } } },
    narrow: true,
    steps: async (screen, { contacts, common, errors }) => {
      await screen.byRole('switch', contacts.only).click()
      await screen.byLabel(common.password).fill('another one')
      await screen.byRole('button', contacts.onlyOff).click()
      await screen.byText(errors['wrong-password']({})).waitFor()
    },
  },
  {
    name: 'contact-new-from-send',
    route: `/send/to/${encodeAddress(fromHex(stranger.id), 0)}/1.5`,
    views: withWorkshop,
    answers: { estimateTransfer: told(), lookUp: ({ address }) => facts(address, { exists: false, free: '0' }) },
    narrow: true,
    steps: async (screen, { send, contacts }) => {
      await screen.byRole('button', send.addContact).click()
      await screen.byRole('heading', contacts.add).waitFor()
      await screen.byText(send.checks.foreign({ prefix: '0' })).waitFor()
    },
  },
  {
    name: 'contact-new-guarded',
    route: `/send/to/${stranger.address}/1.5`,
    views: guarded,
    answers: {
      estimateTransfer: told(),
      lookUp: ({ address }) => facts(address),
      saveContact: { error: { code: 'wrong-password', facts: {} } },
    },
    narrow: true,
    steps: async (screen, { send, contacts, common, errors }) => {
      await screen.byRole('button', send.addContact).click()
      await screen.byLabel(contacts.name).fill('Anna')
      await screen.byLabel(common.password).fill('another one')
      await screen.byRole('button', contacts.add).click()
      await screen.byText(errors['wrong-password']({})).waitFor()
    },
  },
  {
    name: 'contact-hotkey',
    route: `/contacts/${workshop.id}`,
    views: withWorkshop,
    answers: { lookUp: ({ address }) => facts(address, { hotkeyOf: cold.address, paid: 1, paidAt: 1_764_000_000_000 }) },
    sees: ({ send }) => send.checks.hotkey({ owner: cold.address }),
    narrow: true,
  },
  {
    name: 'contact-never-seen',
    route: `/contacts/${workshop.id}`,
    views: withWorkshop,
    answers: { lookUp: ({ address }) => facts(address, { exists: false, free: '0' }) },
    sees: ({ send }) => send.checks.neverSeen,
  },
  { name: 'contacts-file', page: 'import', route: '/contacts', views: withWorkshop, narrow: true, walked: true },
  { name: 'contacts-file-none', page: 'import', route: '/contacts', views: (now) => wallet(now, { contacts: { items: [] } }) },
  file(
    'found',
    [
      'name,address,note',
      row(stranger),
      row(cold, 'a note'),
      row(workshop),
      row(cold),
      ...longNames.map((each) => row(each, 'A note of some length')),
    ].join('\n'),
    ({ contacts }) => contacts.found({ count: '7', one: false }),
  ),
  file(
    'foreign',
    [
      'name,address',
      `Anna,${encodeAddress(fromHex(stranger.id), 0)}`,
      ...longNames.map(({ name, id }, at) => `"${name}",${encodeAddress(fromHex(id), [2, 5, 1284, 16_383, 42][at])}`),
    ].join('\n'),
    ({ contacts }) => new RegExp(contacts.foreign({ count: '5', one: false }).slice(0, 40)),
  ),
  file(
    'wrong',
    ['name,address', `,${stranger.address}`, `Anna,${stranger.address.slice(0, -1)}`, `"x"y,${cold.address}`, row(cold)].join('\n'),
    ({ contacts }) => new RegExp(contacts.wrongTitle({ count: '3', one: false })),
  ),
  file(
    'alike',
    [row({ ...stranger, name: 'Exchange' }), row(cold), ...longNames.map((each) => row(each))].join('\n'),
    ({ contacts }) => contacts.alike({ count: '2', one: false }),
    {
      answers: {
        contactsAlike: () => [
          { id: stranger.id, by: 'address', like: { name: '', address: likeOf(stranger.address) } },
          { id: cold.id, by: 'name', like: { name: cold.name, address: workshop.address } },
        ],
      },
      steps: async (screen, { contacts }) => {
        await give(
          screen,
          contacts.choose,
          [row({ ...stranger, name: 'Exchange' }), row(cold), ...longNames.map((each) => row(each))].join('\n'),
        )
        await screen.byRole('button', contacts.addAll({ count: '5', one: false })).waitFor()
        await screen.byRole('checkbox', contacts.alikeBy.name({ name: cold.name, like: cold.name })).click()
        await screen.byRole('button', contacts.addAll({ count: '6', one: false })).waitFor()
      },
    },
  ),
  file('guarded', [row(stranger), row(cold)].join('\n'), ({ contacts }) => contacts.onlyAsked, { views: guarded }),
  file('nothing-new', row(workshop), ({ contacts }) => contacts.nothingNew),
  file('no-text', '', ({ errors }) => errors['file-no-text']({}), {
    steps: async (screen, { errors }) => {
      await screen.evaluate<void>(`(() => {
        const box = new DataTransfer()
        box.items.add(new File([new Uint8Array([255, 254, 65, 0])], 'contacts.csv'))
        const chooser = document.querySelector('input[type=file]')
        chooser.files = box.files
        chooser.dispatchEvent(new Event('change', { bubbles: true }))
      })()`)
      await screen.byText(errors['file-no-text']({})).waitFor()
    },
  }),
  file('no-room', [row(stranger), row(cold)].join('\n'), ({ contacts }) => contacts.noRoom({ most: '5,000', count: '1' }), {
    answers: { addContacts: ({ contacts }) => added(contacts, 1) },
    steps: async (screen, { contacts }) => {
      await give(screen, contacts.choose, [row(stranger), row(cold)].join('\n'))
      await screen.byRole('button', contacts.addAll({ count: '2', one: false })).click()
      await screen.byText(contacts.added({ count: '1', one: true })).waitFor()
    },
  }),
  {
    name: 'contacts-file-written',
    page: 'import',
    route: '/contacts',
    views: withWorkshop,
    steps: async (screen, { contacts, takeout }) => {
      await screen.byRole('button', contacts.write({ count: '1', one: true })).click()
      await screen.byRole('button', takeout.save({ name: 'kluis-contacts.csv' })).waitFor()
    },
  },
  {
    name: 'scan',
    noHeading: 'the camera’s dialog, which opens at once, has the focus',
    page: 'import',
    route: '/scan',
    views: wallet,
    steps: async (screen, { bring }) => screen.byText(bring.usePicture).waitFor(),
  },
  {
    name: 'scan-of',
    noHeading: 'the camera’s dialog, which opens at once, has the focus',
    page: 'import',
    route: `/scan/${savings.id}/0.75`,
    views: wallet,
    narrow: true,
    walked: true,
    steps: async (screen, { common, contacts }) => {
      await screen.byRole('button', common.cancel).click()
      await screen.byText(contacts.scanPicture).waitFor()
    },
  },
  {
    name: 'receive-saved',
    route: '/receive',
    views: (now) => wallet(now, { accounts: accounts([...longNames]) }),
    narrow: true,
    walked: true,
    steps: async (screen, { takeout }) => {
      await screen.evaluate<void>('void (HTMLAnchorElement.prototype.click = () => undefined)')
      await screen.byRole('button', takeout.saveQr).click()
      await screen.byText(takeout.saved).waitFor()
    },
  },
  {
    name: 'receive-copied',
    route: '/receive',
    views: wallet,
    narrow: true,
    steps: async (screen, { common }) => {
      await screen.evaluate<void>(
        `void Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => undefined }, configurable: true })`,
      )
      await screen.byRole('button', common.copyAddress).click()
      await screen.byText(common.copiedAddress({ start: daily.address.slice(0, 6), end: daily.address.slice(-6) })).waitFor()
    },
  },
]
export const payingScenes: readonly Scene[] = [...recipientScenes, ...batchScenes, ...contactFileScenes]
