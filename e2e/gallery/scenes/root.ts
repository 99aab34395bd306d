import type { AccountView, ClaimEstimate, RootDividendsView } from '../../../src/messaging'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { daily, leaf, network, rao, risk, savings, type Transaction, transaction, wallet, watched } from '../data'
import type { Answers, Scene } from '../scene'
import { position, staked, stakes } from '../stakes'

// Root dividends, with sums that are right.

const validatorNamed = (name: string | null) => {
  const { hotkey, address } = position(0, { netuid: 0, name: 'root', symbol: 'Τ', validator: name, alpha: '1', price: '1' })
  return { hotkey, address, name, skipped: false, rates: [] as RootDividendsView['validators'][number]['rates'] }
}
const vera = { ...validatorNamed('Noordzee'), tao: rao('3.204518877') }
const kade = { ...validatorNamed('Kade 9'), tao: rao('0.418206114') }
const dust = { ...validatorNamed(null), tao: rao('0.000212045'), skipped: true }
export const baskets: RootDividendsView = {
  ...{ block: 9_412_448, mechanism: 'baskets', stays: true, one: true, least: rao('0.0005'), unlock: null, type: null, subnets: [] },
  tao: rao('3.622937036'),
  validators: [vera, kade, dust],
}
const only: RootDividendsView = { ...baskets, tao: vera.tao, validators: [vera] }
const nothing: RootDividendsView = { ...baskets, tao: '0', validators: [] }
const subnet = (netuid: number, name: string, symbol: string, alpha: string, tao: string | null, skipped = false) => ({
  ...{ netuid, name, symbol, alpha: rao(alpha), tao: tao === null ? null : rao(tao), skipped },
})
export const rates: RootDividendsView = {
  ...{ block: 6_412_448, mechanism: 'rates', stays: false, one: false, least: null, unlock: null, type: { type: 'Swap', netuids: [] } },
  tao: rao('3.622724991'),
  validators: [{ ...vera, tao: rao('3.204518877') }, kade],
  subnets: [
    subnet(64, 'Chutes', 'ش', '18.4', '1.494153600'),
    subnet(62, 'Ridges', 'ز', '22.91', '1.027994610'),
    subnet(4, 'Targon', 'δ', '25.7', '0.619421400'),
    subnet(44, 'Score', 'ף', '31.02', '0.300956040'),
    subnet(1, 'Apex', 'α', '4.6', '0.144233000'),
    subnet(9, 'iota', 'ι', '1.25', '0.035966341'),
    subnet(21, 'A subnet with a very long name that fits nowhere', 'ph', '0.0000004', '0', true),
  ],
}
export const estimate: ClaimEstimate = {
  ...{ fee: rao('0.014502113'), leastFee: rao('0.000027108'), free: rao('148.209321342'), receives: vera.tao, worth: vera.tao },
  ...{ advice: 'fine', atMost: false },
  ...{ worthFrom: rao('0.29004226'), kept: [], sells: true },
  shield: { fee: rao('0.000917'), enough: true, wanted: false },
}
const answers = (told: RootDividendsView | null, change: Partial<ClaimEstimate> = {}): Answers => ({
  rootDividends: told,
  estimateClaim: { ...estimate, ...change },
})
const one = (name: string, told: RootDividendsView | null, change: Partial<ClaimEstimate> = {}, more: Partial<Scene> = {}): Scene => ({
  name: `root-${name}`,
  route: `/root/${savings.id}`,
  views: (now) => staked(now, stakes(now)),
  answers: answers(told, change),
  narrow: true,
  ...more,
})
/** The review of a claim with one validator. */
const claimed = (now: number): Transaction =>
  transaction(now, 'root', {
    ...{ account: savings, origin: null, fee: estimate.fee },
    leaves: [
      leaf(
        'SubtensorModule.claim_root_with_hotkey',
        { kind: 'claim', hotkey: { id: kade.hotkey as `0x${string}`, address: kade.address } },
        [risk('claim-open')],
      ),
    ],
  })
/** Types the word for what no limit protects. */
const withoutLimit = (screen: Screen, { stake }: Pick<Words, 'stake'>) =>
  screen.byLabel(new RegExp(stake.unlimitedType)).fill(stake.unlimitedWord)
const reviewed = (now: number) => staked(now, stakes(now), { requests: { items: [claimed(now)] } })
const watching: AccountView = watched('Ledger', 'hardware')

/** What root stake earned, by each mechanism, and whether claiming it is advised. */
export const rootScenes: readonly Scene[] = [
  one(
    'all',
    baskets,
    { receives: rao('3.622724991'), worth: rao('3.622724991'), atMost: true },
    { sees: ({ root }) => root.atMost, walked: true },
  ),
  one(
    'travels-hidden',
    baskets,
    { ...{ receives: rao('3.622724991'), worth: rao('3.622724991') }, shield: { fee: rao('0.000917'), enough: true, wanted: true } },
    { sees: ({ shield }) => shield.envelopeFee },
  ),
  one('one', only, {}, { route: `/root/${savings.id}/${vera.hotkey}`, sees: ({ root }) => root.feeNote }),
  one(
    'unlock',
    { ...only, unlock: 7_200 },
    {},
    { sees: ({ root }) => root.unlock({ blocks: '…', time: '…' }).split('…')[0]?.trim() ?? '' },
  ),
  one(
    'costly',
    { ...only, tao: rao('0.052'), validators: [{ ...vera, tao: rao('0.052') }] },
    { receives: rao('0.052'), worth: rao('0.052'), advice: 'costly' },
    { sees: ({ root }) => root.feeNote },
  ),
  one(
    'dust',
    { ...only, tao: dust.tao, validators: [dust] },
    { receives: '0', worth: '0', advice: 'dust' },
    { sees: ({ root }) => root.advice.dust({ share: '', fee: '', least: '', free: '', brings: '', worth: '' }) },
  ),
  one(
    'loss',
    { ...only, tao: rao('0.000018402'), least: null, validators: [{ ...vera, tao: rao('0.000018402') }] },
    { receives: rao('0.000018402'), worth: rao('0.000018402'), advice: 'loss' },
    {
      steps: async (screen, { root, stake }) => {
        await screen.byText(root.feeNote).waitFor()
        if (await screen.byLabel(new RegExp(stake.unlimitedType)).isVisible()) throw new Error('A word is asked for what is refused')
        if (await screen.byRole('button', stake.review).isEnabled()) throw new Error('A claim that loses can be asked for')
      },
    },
  ),
  one('poor', only, { advice: 'poor', free: rao('0.002') }, { sees: ({ root }) => root.feeNote }),
  one('nothing', nothing, {}, { sees: ({ root }) => root.nothing }),
  one('none', null, {}, { sees: ({ root }) => root.none }),
  one(
    'untold',
    { ...nothing, mechanism: 'untold', one: false, tao: null },
    { receives: null, worth: null, advice: 'unknown' },
    { sees: ({ root }) => root.untold },
  ),
  one('rates', rates, { receives: rao('3.58512'), worth: rao('3.58512') }, { sees: ({ root }) => root.feeNote, walked: true }),
  one(
    'rates-kept',
    { ...rates, type: { type: 'KeepSubnets', netuids: [4, 64] } },
    {
      ...{ receives: rao('1.47221'), worth: rao('3.58578') },
      kept: [
        { netuid: 64, alpha: rao('18.4') },
        { netuid: 4, alpha: rao('25.7') },
      ],
    },
    { sees: ({ root }) => root.feeNote },
  ),
  one(
    'rates-alpha',
    { ...rates, type: { type: 'Keep', netuids: [] } },
    {
      receives: '0',
      worth: rao('3.58675865'),
      kept: rates.subnets.slice(0, 5).map(({ netuid, alpha }) => ({ netuid, alpha })),
      ...{ sells: false, shield: null },
    },
    {
      sees: ({ root }) => root.feeNote,
      steps: async (screen, { root, stake }) => {
        await screen.byText(root.feeNote).waitFor()
        if (await screen.byLabel(new RegExp(stake.unlimitedType)).isVisible()) throw new Error('A word is asked for, and nothing is sold')
        if (!(await screen.byRole('button', stake.review).isEnabled())) throw new Error('Nothing is to be waited for')
      },
    },
  ),
  one(
    'word',
    only,
    {},
    {
      steps: async (screen, words) => {
        await screen.byText(words.root.feeNote).waitFor()
        const review = screen.byRole('button', words.stake.review)
        if (await review.isEnabled()) throw new Error('A sale at any price goes without its word')
        await withoutLimit(screen, words)
        if (!(await review.isEnabled())) throw new Error('The word is there, and nothing goes')
      },
    },
  ),
  one(
    'hidden',
    baskets,
    { atMost: true },
    {
      views: (now) => staked(now, stakes(now), { settings: { ...wallet(now).settings, hideAmounts: true } }),
      sees: ({ root }) => root.atMost,
    },
  ),
  one(
    'watched',
    only,
    {},
    {
      route: `/root/${watching.id}`,
      views: (now) => wallet(now, { accounts: { total: 2, first: [daily, watching], chosen: daily, revision: 1, unsaved: 0 } }),
      sees: ({ root }) => root.watched,
    },
  ),
  one(
    'review',
    baskets,
    {},
    {
      views: reviewed,
      answers: { ...answers(baskets), prepareClaim: { id: 'request-root' } },
      steps: async (screen, { staking, stake }) => {
        await screen.byRole('radio', /Kade 9/).click()
        await withoutLimit(screen, { stake })
        await screen.byRole('button', stake.review).click()
        await screen.byRole('button', staking.agreeShort.claim).waitFor()
      },
      walked: true,
    },
  ),
  one(
    'review-left',
    baskets,
    {},
    {
      views: reviewed,
      answers: { ...answers(baskets, { receives: kade.tao, worth: kade.tao }), prepareClaim: { id: 'request-root' } },
      steps: async (screen, { staking, stake, send }) => {
        await screen.byRole('radio', /Kade 9/).click()
        await withoutLimit(screen, { stake })
        await screen.byRole('button', stake.review).click()
        await screen.byRole('button', staking.agreeShort.claim).waitFor()
        await screen.byRole('button', send.back).nth(-1).click()
        await screen.byRole('button', stake.review).waitFor()
        // What was chosen before the review is chosen after it.
        if (!(await screen.byRole('radio', /Kade 9/).isChecked())) throw new Error('The choice is gone')
      },
    },
  ),
  {
    ...one('not-told', null, {}, { sees: ({ root }) => root.notTold }),
    answers: { rootDividends: { error: { code: 'node-answer', facts: {} } } },
  },
  {
    ...one('offline', null, {}, { sees: ({ root }) => root.noNode }),
    views: (now) => staked(now, stakes(now), { network: network(now, { phase: 'offline', host: null, lostAt: now - 60_000 }) }),
  },
]
