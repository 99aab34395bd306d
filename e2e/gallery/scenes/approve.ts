import type { RequestView, Views } from '../../../src/messaging'
import { toHex } from '../../../src/units'
import type { Words } from '../../../src/words'
import { type Screen, until } from '../../fixtures/driver'
import {
  account,
  accounts,
  ago,
  answersOf,
  connect,
  contact,
  leaf,
  longNames,
  manyAccounts,
  message,
  network,
  rao,
  risk,
  SITE,
  savings,
  stranger,
  transaction,
  transferTo,
  twinOf,
  wallet,
  watched,
  workshop,
} from '../data'
import type { Answers, Scene } from '../scene'
import { stakingAsked } from './approve-staking'

type Ask = (now: number) => RequestView | readonly RequestView[]
const asked = (name: string, ask: Ask, more: Partial<Scene> & { change?: Partial<Views> } = {}): Scene => {
  const { change, ...rest } = more
  return {
    name: `approve-${name}`,
    route: '/approve',
    views: (now) => wallet(now, { requests: { items: [ask(now)].flat() }, ...change }),
    narrow: true,
    ...rest,
  }
}
const press = (button: (words: Words) => string) => (screen: Screen, words: Words) => screen.byRole('button', button(words)).click()
/** Its colours change as it arms: nothing is looked at before. */
const armed = async (screen: Screen, { approve }: Words, count = 1) => {
  const button = screen.byRole('button', approve.connectCount({ count }))
  await until('it to be armed', () => button.isEnabled())
}
const failing = (code: 'changed' | 'gone' | 'wrong-password'): Answers => ({ approve: { error: { code, facts: {} } } })

const signingIn = (now: number, domain: string, risks: Parameters<typeof risk>[0][] = []) => {
  const statement = 'Sign in to see your orders and the offers that wait for you.'
  const expiresAt = now + 15 * 60_000
  return message(
    now,
    `${domain} wants you to sign in with your Bittensor account:\n${savings.address}\n\n${statement}\n\nURI: https://${domain}/login\nVersion: 1.0.0\nNonce: 8f3a91c2\nExpiration Time: ${new Date(expiresAt).toISOString()}`,
    {
      signIn: { domain, expiresAt },
      level: risks.length ? 3 : 1,
      risks: risks.map((id) => risk(id, { domain, site: new URL(SITE).host })),
    },
  )
}

const transfer = (now: number) =>
  transaction(now, 'transfer', { leaves: [leaf('Balances.transfer_keep_alive', transferTo(workshop, '12.5'))], outflow: '12.5' })
const first = (now: number) =>
  transaction(now, 'first', {
    leaves: [leaf('Balances.transfer_keep_alive', transferTo(stranger, '12.5'), [risk('first-time-recipient')])],
    outflow: '12.5',
    risks: [risk('site-new')],
    firstTime: true,
  })
const most = (now: number) =>
  transaction(now, 'most', {
    leaves: [leaf('Balances.transfer_keep_alive', transferTo(stranger, '120.000000001'), [risk('first-time-recipient')])],
    outflow: '120.000000001',
    risks: [risk('most-of-balance')],
  })
const known = twinOf(stranger.address)
const many = manyAccounts(10_000)
const long = longNames[0] ?? workshop
const LONG_TEXT = Array.from(
  { length: 60 },
  (_, at) => `${at + 1}. I have read paragraph ${at + 1} of the terms of this market and I agree with every word of it.`,
).join('\n')
/** Letters with hundreds of marks above and below, as they would be were they not written out before. */
const PILED = Array.from('Pay nothing', (letter) => `${letter}${'\u0301\u0316'.repeat(150)}`).join('')
const PHISH = 'https://xn--kluis-market-login-very-long-name-7fb.subnet-airdrop-rewards.verify.example'

/** Sixty payments in one transaction: what is shown whole may be long. */
const payments = (count: number, now: number) => {
  const leaves = Array.from({ length: count }, (_, at) => {
    const to = at % 7 === 3 ? savings : account(`payee ${at}`)
    return leaf('Balances.transfer_keep_alive', transferTo(to, `${at + 1}.25`), at === 1 ? [risk('first-time-recipient')] : [], [at])
  })
  const sum = leaves.reduce((total, { fact }) => total + (fact.kind === 'transfer' ? BigInt(fact.amount) : 0n), 0n)
  const tao = `${sum / 1_000_000_000n}.${(sum % 1_000_000_000n).toString().padStart(9, '0')}`
  return transaction(now, `batch-${count}`, { leaves, outflow: tao, free: rao('9999'), wrappers: ['Utility.batch_all'] })
}

const stakingScenes = stakingAsked.map(({ name, ask, ...more }) => asked(name, ask, { answers: { rootDividends: null }, ...more }))

/** What sites ask. */
export const approveScenes: readonly Scene[] = [
  asked('nothing', () => []),
  asked('connect', (now) => connect(now, SITE, 'Subnet market'), { steps: armed, walked: true }),
  asked('connect-block', (now) => connect(now, SITE, 'Subnet market'), {
    steps: (screen, { sites }) => screen.byRole('button', sites.blockThis).click(),
  }),
  asked('connect-none', (now) => connect(now, SITE, ''), {
    steps: (screen) => screen.byRole('checkbox', 'Daily').click(),
  }),
  asked(
    'connect-phish',
    (now) =>
      connect(now, PHISH, 'Bittensor Foundation official wallet verification, please connect all your accounts to receive your reward'),
    { steps: armed },
  ),
  asked('connect-resembles', (now) => connect(now, 'https://claim.taostats.io.rewards.example', 'Taostats', 'taostats.io'), {
    steps: armed,
    walked: true,
  }),
  asked('connect-piled', (now) => connect(now, SITE, Array.from(PILED).slice(0, 50).join('')), { steps: armed }),
  asked('connect-quoting', (now) => connect(now, SITE, 'Market”. You have signed here before. “Known'), { steps: armed }),
  asked('connect-names', (now) => connect(now, 'http://localhost:5173', 'Demo'), {
    change: { accounts: accounts(longNames) },
    steps: armed,
  }),
  asked('connect-many', (now) => connect(now, SITE, 'Subnet market'), {
    change: { accounts: accounts(many) },
    answers: answersOf(many),
    steps: async (screen, words) => {
      await screen.byLabel(words.accounts.search).fill('Account 777')
      await screen.byLabel('Account 7770').click()
      await armed(screen, words, 2)
    },
  }),
  asked('connect-nobody', (now) => connect(now, SITE, 'Subnet market'), {
    change: { accounts: accounts([watched('Ledger', 'hardware'), account('Quiet', { hidden: true })]) },
  }),
  asked('transfer', transfer, { walked: true }),
  asked('transfer-contact', transfer, { change: { contacts: { items: [contact('Workshop')] } } }),
  asked('first', first),
  asked('most', most, { walked: true }),
  asked('most-ready', most, {
    steps: async (screen, { approve }) => {
      await screen.byLabel(approve.password).fill('the password')
      await screen.byLabel(approve.understand).click()
    },
  }),
  asked('large', (now) =>
    transaction(now, 'large', {
      leaves: [leaf('Balances.transfer_keep_alive', transferTo(stranger, '100.000000001'), [risk('first-time-recipient')])],
      outflow: '100.000000001',
      free: rao('21000'),
      risks: [risk('large-first-time')],
    }),
  ),
  asked('too-little', (now) =>
    transaction(now, 'too-little', {
      leaves: [
        leaf('Balances.transfer_keep_alive', transferTo(stranger, '0.000000499'), [
          risk('first-time-recipient'),
          risk('below-existential-deposit'),
        ]),
      ],
      outflow: '0.000000499',
    }),
  ),
  asked('lookalike', (now) =>
    transaction(now, 'lookalike', {
      leaves: [leaf('Balances.transfer_keep_alive', transferTo(stranger, '12.5'), [risk('recipient-lookalike', { known })])],
      outflow: '12.5',
    }),
  ),
  asked('tip', (now) => transaction(now, 'tip', { ...transferOf('12.5'), tip: rao('3'), risks: [risk('tip-high')] })),
  asked('fee', (now) => transaction(now, 'fee', { ...transferOf('12.5'), fee: rao('3'), risks: [risk('fee-high')] })),
  asked('era', (now) =>
    transaction(now, 'era', { ...transferOf('12.5'), eraPeriod: 65_536, risks: [risk('era-long', { blocks: '65536' })] }),
  ),
  asked('stale', transfer, {
    views: (now) => wallet(now, { requests: { items: [transfer(now)] }, network: network(now, { bestAt: now - 4 * ago.MINUTE }) }),
    sees: ({ approve }) => approve.stale,
  }),
  asked('disagree', (now) => transaction(now, 'disagree', { ...transferOf('12.5'), risks: [risk('nodes-disagree')] })),
  asked('not-enough', (now) =>
    transaction(now, 'not-enough', { ...transferOf('1000'), risks: [risk('not-enough'), risk('most-of-balance')] }),
  ),
  asked('unknown', (now) =>
    transaction(now, 'unknown', {
      ...transferOf('12.5'),
      fee: null,
      free: null,
      verified: 'digest-agreed',
      risks: [risk('balance-unknown')],
    }),
  ),
  asked('local', (now) =>
    transaction(now, 'local', {
      ...transferOf('12.5'),
      network: 'local',
      verified: 'trusted-local',
      risks: [risk('network-local')],
      origin: 'http://localhost:5173',
    }),
  ),
  asked('all', (now) =>
    transaction(now, 'all', {
      leaves: [
        leaf(
          'Balances.transfer_all',
          { kind: 'transfer-all', to: { id: stranger.id, address: stranger.address }, keepAlive: true, amountNow: '148209238238' },
          [risk('first-time-recipient'), risk('all-balance')],
        ),
      ],
      outflow: null,
    }),
  ),
  asked('burn', (now) =>
    transaction(now, 'burn', {
      leaves: [leaf('Balances.burn', { kind: 'burn', amount: rao('20'), keepAlive: false }, [risk('account-closed')])],
      outflow: '20',
    }),
  ),
  asked('burn-part', (now) =>
    transaction(now, 'burn-part', {
      leaves: [leaf('Balances.burn', { kind: 'burn', amount: rao('20'), keepAlive: true })],
      outflow: '20',
    }),
  ),
  asked('remark', (now) =>
    transaction(now, 'remark', {
      leaves: [leaf('System.remark_with_event', { kind: 'remark', hex: '0x00', text: 'Paid for the boat.\nWith thanks, ⛵ and العربية.' })],
    }),
  ),
  asked('remark-piled', (now) =>
    transaction(now, 'remark-piled', { leaves: [leaf('System.remark', { kind: 'remark', hex: '0x00', text: PILED })] }),
  ),
  asked('remark-hex', (now) =>
    transaction(now, 'remark-hex', {
      leaves: [leaf('System.remark', { kind: 'remark', hex: toHex(new Uint8Array(200).fill(0xab)), text: null })],
    }),
  ),
  asked('upgrade', (now) =>
    transaction(now, 'upgrade', { leaves: [leaf('Balances.upgrade_accounts', { kind: 'upgrade-accounts', count: 12 })] }),
  ),
  asked(
    'names',
    (now) =>
      transaction(now, 'names', {
        account: long,
        leaves: [leaf('Balances.transfer_keep_alive', transferTo(longNames[1] ?? stranger, '20999999.999999999'))],
        outflow: '20999999.999999999',
        free: rao('21000000'),
        risks: [risk('most-of-balance')],
      }),
    { change: { accounts: accounts(longNames) } },
  ),
  asked('batch-3', (now) => payments(3, now)),
  asked('batch-60', (now) => payments(60, now)),
  asked('batch-emptied', (now) =>
    transaction(now, 'batch-emptied', {
      leaves: [
        leaf('System.remark', { kind: 'remark', hex: '0x00', text: 'invoice 2026-0131' }, [], [0]),
        leaf(
          'Balances.transfer_all',
          { kind: 'transfer-all', to: { id: stranger.id, address: stranger.address }, keepAlive: false, amountNow: '0' },
          [risk('first-time-recipient'), risk('all-balance'), risk('account-closed')],
          [1],
        ),
      ],
      outflow: null,
      free: '0',
      risks: [risk('not-enough')],
      wrappers: ['Utility.batch_all'],
    }),
  ),
  asked('batch-mixed', (now) =>
    transaction(now, 'batch-mixed', {
      leaves: [
        leaf('Balances.transfer_allow_death', transferTo(stranger, '1'), [risk('recipient-lookalike', { known })], [0]),
        leaf('System.remark', { kind: 'remark', hex: '0x00', text: 'invoice 2026-0131' }, [], [1]),
        leaf(
          'Balances.transfer_all',
          { kind: 'transfer-all', to: { id: savings.id, address: savings.address }, keepAlive: true, amountNow: null },
          [risk('all-balance')],
          [2, 0],
        ),
      ],
      outflow: null,
      risks: [risk('not-atomic')],
      wrappers: ['Utility.batch', 'Utility.batch_all'],
    }),
  ),
  ...stakingScenes,
  asked('message', (now) => message(now, 'market.subnet.example wants you to sign in with your account.\n\nNonce: 8f3a91c2')),
  asked('message-sign-in', (now) => signingIn(now, new URL(SITE).host)),
  asked('message-sign-in-elsewhere', (now) => signingIn(now, 'bank.example', ['sign-in-elsewhere', 'sign-in-late']), { walked: true }),
  asked('message-piled', (now) => message(now, PILED)),
  asked('message-piled-cleaned', (now) => message(now, PILED.replace(/\p{M}/gu, '‹U+0301›'))),
  asked('message-first', (now) => message(now, 'Sign in', { firstTime: true, account: long })),
  asked('message-long', (now) => message(now, LONG_TEXT)),
  asked('message-word', (now) => message(now, 'A'.repeat(2_000))),
  asked('message-bytes', (now) => message(now, null), { walked: true }),
  asked('queue', (now) => [{ ...transfer(now), id: 'request-1' }, first(now), message(now, 'Sign in')], {
    steps: (screen, { approve }) => screen.byRole('button', approve.next).click(),
    walked: true,
  }),
  asked('changed', transfer, {
    answers: failing('changed'),
    steps: answered(
      ({ approve }) => approve.approve,
      ({ errors }) => errors.changed({}),
    ),
  }),
  asked('busy', transfer, { answers: { approve: 'never' }, steps: press(({ approve }) => approve.approve) }),
]

function transferOf(amount: string): Pick<Parameters<typeof transaction>[2], 'leaves' | 'outflow'> {
  return { leaves: [leaf('Balances.transfer_keep_alive', transferTo(workshop, amount))], outflow: amount }
}
function answered(button: (words: Words) => string, sees: (words: Words) => string): NonNullable<Scene['steps']> {
  return async (screen, words) => {
    await press(button)(screen, words)
    await screen.byText(sees(words)).waitFor()
  }
}
