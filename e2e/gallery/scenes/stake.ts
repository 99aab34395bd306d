import type { EntryView, SubnetView, TradeEstimate, ValidatorView } from '../../../src/messaging'
import { blake256, encodeAddress, type Fact, fromHex, toHex } from '../../../src/units'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { accounts, daily, entry, leaf, network, rao, risk, wallet, watched } from '../data'
import type { Answers, Scene } from '../scene'
import { positionAnswers, type Stake, staked, stakes } from '../stakes'
import { own } from './send'

// Where one could stake, with whom, and what an order would come to: made up, with sums that are right.

const BLOCK = 9_412_448
const subnet = (
  netuid: number,
  name: string | null,
  symbol: string | null,
  price: string,
  change: Partial<SubnetView> = {},
): SubnetView => ({
  ...{ netuid, name, symbol, price: rao(price), average: rao(price) },
  ...{ poolTao: rao('48210.5'), poolAlpha: rao('593700'), emission: rao('0.012345678'), staked: rao('1800000') },
  ...{ registeredAt: BLOCK - 2_600_000 + netuid * 9_000, open: true, risks: [], own: '0' },
  ...change,
})
const market: SubnetView[] = [
  subnet(0, 'root', 'Τ', '1', { own: rao('420'), poolTao: '0', emission: '0' }),
  subnet(64, 'Chutes', 'ش', '0.081204', { own: rao('3182.447190233') }),
  subnet(62, 'Ridges', 'ز', '0.044871', { poolTao: rao('31007') }),
  subnet(4, 'Targon', 'δ', '0.024102', { poolTao: rao('20411') }),
  subnet(44, 'Score', 'ף', '0.009702', { poolTao: rao('9711.2') }),
  subnet(121, 'Sundae Bar', 'ஞ', '0.003911', { poolTao: rao('812'), risks: ['thin', 'young'], registeredAt: BLOCK - 90_000 }),
  subnet(127, null, null, '0.000412', {
    poolTao: rao('97.5'),
    risks: ['closed', 'thin', 'young', 'last'],
    registeredAt: BLOCK - 7_000,
    open: false,
  }),
]
const odd: SubnetView[] = [
  subnet(0, 'root', 'Τ', '1', { own: rao('20999999.999999999') }),
  subnet(12, 'ComputeHordeOfTheLongestNameThatAnyoneEverGaveToASubnet', 'ComputeHorde', '3120.5', {
    own: rao('1000000'),
    poolTao: rao('9000000'),
  }),
  subnet(13, 'ابجد هوز حطي كلمن', 'ڪ', '0.000000001', { poolTao: '1', risks: ['thin', 'last'] }),
]
const told = (subnets: SubnetView[]): Answers => ({ market: { block: BLOCK, at: 0, subnets } })
const hotkeyOf = (name: string) => toHex(blake256(new TextEncoder().encode(`validator ${name}`)))
export function validator(name: string | null, staked: string, change: Partial<ValidatorView> = {}): ValidatorView {
  const hotkey = hotkeyOf(name ?? staked)
  return { hotkey, address: encodeAddress(fromHex(hotkey)), name, take: 11_796, staked: rao(staked), own: '0', yearly: 182_400, ...change }
}
const noordzee = validator('Noordzee', '612044.2', { own: rao('3182.447190233') })
export const everybody: ValidatorView[] = [
  noordzee,
  validator('Polder Stake', '498120', { take: 5_898, yearly: 191_300 }),
  validator('Kade 9', '201344.5', { take: 0, yearly: 204_000 }),
  validator(null, '90411', { yearly: null }),
  validator('The Validator With The Longest Name Of All That Ever Asked For Stake', '12', { take: 65_535, yearly: 0 }),
]
const validators: Answers = { validators: { block: BLOCK, tempo: 360, sinceBlocks: 214, all: everybody } }

const bought: TradeEstimate = {
  ...{ fee: '1140', free: '148209321342', enough: true, most: '148209319702', heldBlocks: 0, minimum: '2001007', whole: false },
  ...{ price: rao('0.081204'), limit: '81610020', poolFee: '6294', impact: 259 },
  ...{ receives: rao('153.894102233'), least: rao('153.106203911'), back: rao('12.487120554') },
  shield: { fee: '1284003', enough: true, wanted: true },
  ...{ rests: null, unpaid: false },
}
export const sold: TradeEstimate = {
  ...{ fee: '1140', free: '148209321342', enough: true, most: rao('3182.447190233'), heldBlocks: 0, minimum: '2000000', whole: false },
  ...{ price: rao('0.081204'), limit: '80797980', poolFee: '503541', impact: 2_107 },
  ...{ receives: rao('81.031884402'), least: rao('80.756911209'), back: null },
  shield: { fee: '1284003', enough: true, wanted: true },
  ...{ rests: null, unpaid: false },
}
export const answers: Answers = {
  ...told(market),
  ...validators,
  estimateTrade: ({ side, amount }) => (side === 'buy' ? bought : { ...sold, ...(amount === null && { minimum: null, whole: true }) }),
  prepareTrade: { id: 'request-own' },
  approve: { entry: 'entry-own' },
}

async function toValidators(screen: Screen, { stake: say }: Words, name: string | RegExp = /Chutes/): Promise<void> {
  await screen.byRole('button', name).click()
  await screen.byRole('heading', say.chooseValidator).waitFor()
}
const seesThem = async (screen: Screen, words: Words, name?: RegExp) => {
  await toValidators(screen, words, name)
  await screen.byText(/Kade 9/).waitFor()
}
async function toForm(screen: Screen, words: Words): Promise<void> {
  await toValidators(screen, words)
  await screen.byRole('button', /Noordzee/).click()
  await screen.byRole('heading', words.stake.stake).waitFor()
}
async function fill(screen: Screen, { stake: say }: Words, amount = '12.5'): Promise<void> {
  await screen.byLabel(say.amountTao).fill(amount)
  await screen.byText(say.impact).waitFor()
}
const scene = (name: string, steps: Scene['steps'], more: Partial<Scene> = {}): Scene => ({
  ...{ name: `stake-${name}`, route: '/stake', views: wallet, answers, narrow: true },
  ...(steps ? { steps } : {}),
  ...more,
})
const form = (name: string, steps: NonNullable<Scene['steps']>, more: Partial<Scene> = {}): Scene =>
  scene(
    `form-${name}`,
    async (screen, words) => {
      await toForm(screen, words)
      await steps(screen, words)
    },
    more,
  )
const estimate = (change: Partial<TradeEstimate>): Partial<Scene> => ({ answers: { ...answers, estimateTrade: { ...bought, ...change } } })

const fact: Fact = {
  kind: 'stake',
  ...{ netuid: 64, amount: rao('12.5'), limit: '81610020', partial: false },
  hotkey: { id: noordzee.hotkey, address: noordzee.address },
}
const near = risk('limit-near', { percent: '0.5' })
const asked = (now: number) => own(now, { leaves: [leaf('SubtensorModule.add_stake_limit', fact, [near])], outflow: '12.5' })
async function toReview(screen: Screen, words: Words): Promise<void> {
  await toForm(screen, words)
  await fill(screen, words)
  await screen.byRole('button', words.stake.review).click()
  await screen.byRole('button', /12[.,]5/).waitFor()
}
const progress = (name: string, status: EntryView['status'], hidden?: EntryView['hidden']): Scene =>
  scene(
    `progress-${name}`,
    async (screen, words) => {
      await toReview(screen, words)
      await screen.byRole('button', /12[.,]5/).click()
      await screen.byRole('heading', words.staking.titles.stake).waitFor()
    },
    {
      views: (now) =>
        wallet(now, {
          requests: { items: [asked(now)] },
          activity: {
            ...{ total: 1, dust: 0, pending: 1 },
            first: [
              entry('own', now - 2_000, status, {
                calls: [{ call: 'SubtensorModule.add_stake_limit', fact, ran: true }],
                ...(hidden && { hidden }),
              }),
            ],
          },
        }),
    },
  )
/** An order in its envelope. @param block of the envelope, once it is in one */
const sealed = (block: number | null, more: Partial<NonNullable<EntryView['hidden']>> = {}): NonNullable<EntryView['hidden']> => ({
  ...{ tries: 1, ended: null, spent: '0' },
  envelope: { hash: hotkeyOf('envelope'), phase: block === null ? 'sent' : 'final', block, fee: block === null ? null : '1284003' },
  ...more,
})
const watchedOne = watched('Watched', 'address')
const one = stakes(0)[1] as Stake
const place = `${one.of[0]?.id}/${one.netuid}/${one.hotkey}`
const held: Partial<Scene> = { views: (now) => staked(now, stakes(now)), answers: { ...answers, ...positionAnswers(stakes) }, narrow: true }

/** Staking: where, with whom, how much, the review, and what became of it. */
export const stakeScenes: readonly Scene[] = [
  scene('subnets', async (screen) => screen.byText('Chutes').waitFor(), { walked: true }),
  scene('subnets-odd', async (screen) => screen.byText(/ComputeHordeOf/).waitFor(), { answers: { ...answers, ...told(odd) } }),
  scene('subnets-by-age', async (screen, { stake: say }) => {
    await screen.byLabel(say.sort).choose(say.sorts.age)
    await screen.byText(say.age({ days: 0, text: '0' })).waitFor()
  }),
  scene('subnets-not-found', async (screen, { stake: say }) => {
    await screen.byText('Chutes').waitFor()
    await screen.byLabel(say.search).fill('nothing like it')
    await screen.byText(say.noneFound).waitFor()
  }),
  scene('subnets-untold', async (screen, { stake: say }) => screen.byText(say.noMarket).waitFor(), {
    answers: { ...answers, market: null },
  }),
  scene('subnets-unpriced', async (screen, { stake: say }) => screen.byText(say.noPrice).waitFor(), {
    answers: { ...answers, ...told(market.map((each) => (each.netuid === 44 ? { ...each, price: null } : each))) },
  }),
  scene('subnets-reading', undefined, { answers: { ...answers, market: 'never' } }),
  scene('subnets-offline', undefined, { views: (now) => wallet(now, { network: network(now, { phase: 'offline', host: null }) }) }),
  scene('nobody', async (screen, { errors }) => screen.byText(errors['watch-only']({})).waitFor(), {
    route: `/stake/${watchedOne.id}`,
    views: (now) => wallet(now, { accounts: accounts([daily, watchedOne]) }),
  }),
  scene('validators', seesThem, { walked: true }),
  scene('validators-risky', (screen, words) => seesThem(screen, words, /127/)),
  scene('validators-root', (screen, words) => seesThem(screen, words, /Root/)),
  scene(
    'validators-none',
    async (screen, words) => {
      await toValidators(screen, words)
      await screen.byText(words.stake.noValidators).waitFor()
    },
    { answers: { ...answers, validators: { block: BLOCK, tempo: 360, sinceBlocks: null, all: [] } } },
  ),
  scene('validators-yield', async (screen, words) => {
    await seesThem(screen, words)
    await screen.byText(words.stake.yieldTitle).click()
  }),
  form('empty', async () => undefined, { walked: true }),
  form('filled', fill),
  form('partial', async (screen, words) => {
    await fill(screen, words)
    await screen.byRole('switch', words.stake.partial).click()
  }),
  form('wide', async (screen, words) => {
    await fill(screen, words)
    await screen.byLabel(words.stake.other).click()
    await screen.byLabel(words.stake.otherLabel).fill('12')
    await screen.byText(words.stake.wide).waitFor()
    await screen.byText(words.stake.impact).waitFor()
  }),
  form('tolerance-wrong', async (screen, words) => {
    await fill(screen, words)
    await screen.byLabel(words.stake.other).click()
    await screen.byLabel(words.stake.otherLabel).fill('88')
    await screen.byText(words.stake.otherWrong).waitFor()
  }),
  form('unlimited', async (screen, words) => {
    await fill(screen, words)
    await screen.byText(new RegExp(`^${words.stake.unlimited}`)).click()
    await screen.byLabel(new RegExp(words.stake.unlimitedType)).fill(words.stake.unlimitedWord)
    await screen.byText(words.stake.unlimitedOn).waitFor()
  }),
  form('too-much', async (screen, words) => {
    await screen.byLabel(words.stake.amountTao).fill('150')
    await screen.byText(/148[.,]208035699/).waitFor()
  }),
  form('too-little', async (screen, words) => {
    await screen.byLabel(words.stake.amountTao).fill('0.0001')
    await screen.byText(new RegExp(words.stake.tooLittle({ minimum: '' }).slice(0, 20))).waitFor()
  }),
  form(
    'cannot',
    async (screen, words) => {
      await screen.byLabel(words.stake.amountTao).fill('12.5')
      await screen.byText(words.stake.cannotWhole).waitFor()
    },
    estimate({ receives: null, least: null, back: null }),
  ),
  form(
    'unpriced',
    async (screen, words) => {
      await screen.byLabel(words.stake.amountTao).fill('12.5')
      await screen.byText(words.errors['price-untold']({ netuid: '64' })).waitFor()
    },
    { answers: { ...answers, estimateTrade: { error: { code: 'price-untold', facts: { netuid: '64' } } } } },
  ),
  form(
    'huge',
    fill,
    estimate({ receives: rao('20999999.999999999'), least: rao('20999999.123456789'), back: rao('1000000'), impact: 999_999 }),
  ),
  form(
    'does-not-fit',
    async (screen, words) => {
      await fill(screen, words)
      await screen.byText(words.stake.noFit).waitFor()
    },
    estimate({ receives: rao('140.5'), impact: 91_022 }),
  ),
  form(
    'fits-in-part',
    async (screen, words) => {
      await fill(screen, words)
      await screen.byRole('switch', words.stake.partial).click()
      await screen.byText(words.stake.partFits).waitFor()
    },
    {
      answers: {
        ...answers,
        // As much as 0.031 of what the pool holds would be paid in.
        estimateTrade: ({ amount }) => {
          const share = (Number(amount) / 12_500_000_000) * 0.031
          const receives = BigInt(Math.floor(Number(amount) / 0.081204 / (1 + share)))
          return {
            ...bought,
            ...{ impact: Math.ceil((share / (1 + share)) * 1_000_000), poolFee: String((BigInt(amount ?? 0) * 33n) / 65_535n) },
            ...{ receives: String(receives), least: String((BigInt(amount ?? 0) * 1_000_000_000n) / 81_650_000n), back: amount },
          }
        },
      },
    },
  ),
  scene('review', toReview, { views: (now) => wallet(now, { requests: { items: [asked(now)] } }) }),
  progress('sent', { phase: 'sent' }),
  progress('included', { phase: 'included', block: BLOCK, ok: true, error: null, part: false }),
  form('shown', async (screen, words) => {
    await fill(screen, words)
    await screen.byRole('switch', words.shield.hide).click()
    await screen.byText(/1[.,]?284003|0[.,]001284003/).waitFor()
  }),
  form(
    'cannot-hide',
    async (screen, words) => {
      await fill(screen, words)
      await screen.byText(words.shield.none({ unlimited: false })).waitFor()
    },
    estimate({ shield: { fee: null, enough: true, wanted: true } }),
  ),
  scene('review-hidden', toReview, {
    views: (now) => wallet(now, { requests: { items: [{ ...asked(now), hidden: { fee: '1284003' }, eraPeriod: 8 }] } }),
  }),
  progress('hidden-sent', { phase: 'sent' }, sealed(null)),
  progress('hidden-opening', { phase: 'sent' }, sealed(BLOCK)),
  progress('hidden-again', { phase: 'sent' }, sealed(null, { tries: 3, spent: '2568006' })),
  progress('hidden-ran', { phase: 'included', block: BLOCK + 1, ok: true, error: null, part: false }, sealed(BLOCK)),
  progress('hidden-lost', { phase: 'lost' }, sealed(BLOCK, { ended: 'locked' })),
  {
    ...{ name: 'stake-hidden-entry', route: '/activity/entry-own', narrow: true },
    views: (now: number) => {
      const calls = [{ call: 'SubtensorModule.add_stake_limit', fact }]
      const hidden = sealed(BLOCK, { ended: 'tries', tries: 4, spent: '3852009' })
      const first = [entry('own', now - 900_000, { phase: 'lost' }, { calls, hidden, fee: null })]
      return wallet(now, { activity: { total: 1, dust: 0, pending: 0, first } })
    },
  } as Scene,
  { name: 'unstake', route: `/unstake/${place}`, ...held } as Scene,
  {
    ...{ name: 'unstake-filled', route: `/unstake/${place}`, ...held },
    steps: async (screen: Screen, words: Words) => {
      await screen.byRole('button', words.send.half).click()
      await screen.byText(words.stake.impact).waitFor()
    },
  } as Scene,
  {
    ...{ name: 'unstake-whole', route: `/unstake/${place}`, ...held },
    steps: async (screen: Screen, words: Words) => {
      await screen.byRole('button', words.send.max).click()
      await screen.byText(words.stake.whole).waitFor()
    },
  } as Scene,
  {
    ...{ name: 'unstake-too-little', route: `/unstake/${place}`, ...held },
    answers: { ...answers, ...positionAnswers(stakes), estimateTrade: { ...sold, receives: '1999999', least: '1990000' } },
    steps: async (screen: Screen, words: Words) => {
      await screen.byRole('button', words.send.half).click()
      await screen.byText(new RegExp(words.stake.tooLittlePart({ minimum: '' }).slice(0, 16))).waitFor()
    },
  } as Scene,
  ...(['', '-in-part', '-whole'] as const).map(
    (name) =>
      ({
        ...{ name: `unstake-rest-small${name}`, route: `/unstake/${place}`, ...held },
        answers: {
          ...{ ...answers, ...positionAnswers(stakes) },
          estimateTrade: { ...sold, rests: { held: sold.most, within: rao(name === '-whole' ? '4000' : '1600.4173'), open: rao('1612') } },
        },
        steps: async (screen: Screen, words: Words) => {
          const part = name === '-in-part'
          await screen.byRole('button', part ? words.send.max : words.send.half).click()
          if (part) await screen.byRole('switch', words.stake.partial).click()
          const { restStays } = words.stake
          await screen.byText(new RegExp(restStays({ rest: '', all: true, part }).slice(0, 40))).waitFor()
        },
      }) as Scene,
  ),
  ...(['fails-of-fee', 'fee-from-stake'] as const).map(
    (name) =>
      ({
        ...{ name: `unstake-${name}`, route: `/unstake/${place}`, ...held },
        answers: {
          ...{ ...answers, ...positionAnswers(stakes) },
          estimateTrade: { ...sold, free: '500', enough: false, whole: name === 'fee-from-stake', shield: null },
        },
        steps: async (screen: Screen, words: Words) => {
          await screen.byRole('button', words.send.max).click()
          await screen.byText(name === 'fails-of-fee' ? words.moves.failsOfFee : words.moves.feeFromStake).waitFor()
        },
      }) as Scene,
  ),
  { name: 'stake-more', route: `/stake/${place}`, ...held } as Scene,
]
