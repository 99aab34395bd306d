import type { RootDividendsView, TradeEstimate } from '../../../src/messaging'
import type { Fact } from '../../../src/units'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { leaf, network, rao, risk, savings, stranger, transaction } from '../data'
import type { Answers, Scene } from '../scene'
import { positionAnswers, type Stake, staked, stakes } from '../stakes'
import { given } from './gifts'
import { chooseValidator, moved, answers as moving, path } from './moves'
import { estimate as claimed } from './root'
import { estimate as sales } from './sales'
import { answers as staking } from './stake'

// Root stake that leaves, with dividends that were not claimed.

const [root] = stakes(0) as [Stake]
const place = path(root)
const [CHUTES, RIDGES] = [64, 62] as const
const subnet = (netuid: number, name: string, symbol: string, alpha: string, tao: string | null, skipped = false) => ({
  ...{ netuid, name, symbol, alpha: rao(alpha), tao: tao === null ? null : rao(tao), skipped },
})
/** So much alpha of the stake that is there, of which nothing was taken. */
const rate = (netuid: number, alpha: string, skipped = false) => ({
  ...{ netuid, alpha: rao(alpha), rate: String((BigInt(rao(alpha)) << 32n) / BigInt(root.alpha)), claimed: '0', skipped },
})
const { hotkey, address } = root
const validator = {
  hotkey,
  address,
  name: 'Noordzee',
  tao: rao('2.522148210'),
  skipped: false,
  rates: [rate(CHUTES, '18.4'), rate(RIDGES, '22.91')],
}
const rates: RootDividendsView = {
  ...{ block: 6_412_448, mechanism: 'rates', stays: false, one: false, least: null, unlock: null, type: { type: 'Swap', netuids: [] } },
  ...{ tao: validator.tao, validators: [validator] },
  subnets: [subnet(CHUTES, 'Chutes', 'ش', '18.4', '1.494153600'), subnet(RIDGES, 'Ridges', 'ز', '22.91', '1.027994610')],
}
const dust: RootDividendsView = {
  ...rates,
  validators: [{ ...validator, rates: [rate(CHUTES, '0.00184', true)] }],
  subnets: [subnet(CHUTES, 'Chutes', 'ش', '0.00184', '0.000149415', true)],
}
const unpriced: RootDividendsView = { ...rates, tao: null, subnets: rates.subnets.map((each) => ({ ...each, tao: null })) }
const baskets: RootDividendsView = {
  ...{ ...rates, mechanism: 'baskets', stays: true, one: true, least: rao('0.0005'), unlock: 7_200, type: null, subnets: [] },
  validators: [{ ...validator, rates: [] }],
}
const untold: RootDividendsView = { ...rates, mechanism: 'untold', tao: null, type: null, validators: [], subnets: [] }

const sold: TradeEstimate = {
  ...{
    fee: '1140',
    free: rao('12.0041'),
    enough: true,
    most: root.alpha,
    heldBlocks: 0,
    whole: false,
    minimum: '2000000',
    price: rao('1'),
    limit: rao('1'),
  },
  ...{ poolFee: '0', impact: 0, receives: rao('210'), least: rao('210'), back: null, shield: null, rests: null, unpaid: false },
}
type Told = NonNullable<Answers['rootDividends']>
const scene = (name: string, route: string, told: Told, steps: Scene['steps'], more: Partial<Scene> = {}): Scene => ({
  ...{ name: `leaving-${name}`, route, views: (now) => staked(now, stakes(now)), narrow: true },
  ...(steps ? { steps } : {}),
  ...more,
  answers: {
    ...{ ...staking, ...moving, ...positionAnswers(stakes), estimateTrade: sold },
    estimateMove: moved({ most: root.alpha, fee: '1342', free: rao('12.0041') }),
    estimateStakeTransfer: given({ free: rao('12.0041') }, root),
    estimateUnstakeAll: sales(stakes(0).filter(({ of }) => of[0]?.id === savings.id)),
    ...{
      estimateClaim: { ...claimed, receives: validator.tao, worth: validator.tao },
      rootDividends: told,
      prepareTrade: { id: 'request-leaving' },
    },
    ...more.answers,
  },
})
/** How each of the sentences begins. */
const begins = (text: string) => new RegExp(`^${text.slice(0, 24)}`)
const seesLost = (screen: Screen, { root }: Words) => screen.byText(begins(root.leaving.lost({ amount: '', claimable: true }))).waitFor()
const seesStays = (screen: Screen, { root }: Words) => screen.byText(begins(root.leaving.stays({ amount: '' }))).waitFor()
const seesUntold =
  (claimable: boolean): NonNullable<Scene['steps']> =>
  (screen, { root }) =>
    screen.byText(root.leaving.untold({ claimable })).waitFor()
const half = async (screen: Screen, { send }: Words) => screen.byRole('button', send.half).click()
const unstaking = (name: string, told: Told, sees: NonNullable<Scene['steps']>, more: Partial<Scene> = {}): Scene =>
  scene(
    `unstake${name}`,
    `/unstake/${place}`,
    told,
    async (screen, words) => {
      await half(screen, words)
      await sees(screen, words)
    },
    more,
  )
const giving = (name: string, told: Told, sees: NonNullable<Scene['steps']>): Scene =>
  scene(`give${name}`, `/give/${place}`, told, async (screen, words) => {
    await screen.byLabel(words.send.recipient).fill(stranger.address)
    await half(screen, words)
    await screen.byText(words.moves.exactly).waitFor()
    await sees(screen, words)
  })

const hot = { id: hotkey, address }
const sale: Fact = { kind: 'unstake', hotkey: hot, netuid: 0, alpha: rao('210'), limit: rao('1'), partial: false }
const asked = (now: number, origin: string | null) =>
  transaction(now, 'leaving', {
    ...{ account: savings, leaves: [leaf('SubtensorModule.remove_stake_limit', sale)] },
    ...(origin === null ? { origin } : {}),
  })
const asks = (now: number, origin: string | null) => staked(now, stakes(now), { requests: { items: [asked(now, origin)] } })
const all = (now: number) =>
  transaction(now, 'leaving-all', {
    account: savings,
    leaves: [
      leaf('SubtensorModule.unstake_all', { kind: 'unstake-all', hotkey: hot, restake: false }, [risk('sells-all'), risk('no-limit')]),
    ],
  })

/** What is said of unclaimed root dividends before stake leaves: on each form, in the review, and where a site asks. */
export const leavingScenes: readonly Scene[] = [
  unstaking('', rates, seesLost, { walked: true }),
  unstaking('-unpriced', unpriced, seesLost),
  unstaking('-dust', dust, seesLost),
  unstaking('-baskets', baskets, seesStays),
  unstaking('-untold', untold, seesUntold(true)),
  unstaking('-untold-baskets', { ...untold, stays: true }, (screen, { root }) =>
    screen.byText(root.leaving.stays({ amount: '' })).waitFor(),
  ),
  unstaking('-error', { error: { code: 'node-answer', facts: { unclaimed: 'goes' } } }, seesUntold(true)),
  unstaking('-error-baskets', { error: { code: 'node-answer', facts: { unclaimed: 'stays' } } }, async (screen, { root }) => {
    await screen.byText(root.leaving.stays({ amount: '' })).waitFor()
    if (await screen.byRole('button', root.leaving.first).count()) throw new Error('A claim is offered that would make stake wait')
  }),
  unstaking('-asking', 'never', (screen, { root }) => screen.byText(root.leaving.asking).waitFor()),
  unstaking('-hidden', rates, seesLost, {
    views: (now) => {
      const views = staked(now, stakes(now))
      return { ...views, settings: { ...views.settings, hideAmounts: true } }
    },
  }),
  scene('move', `/move/${place}`, rates, async (screen, words) => {
    await chooseValidator(screen, words)
    await half(screen, words)
    await seesLost(screen, words)
  }),
  scene('move-baskets', `/move/${place}`, baskets, async (screen, words) => {
    await chooseValidator(screen, words)
    await half(screen, words)
    await seesStays(screen, words)
  }),
  giving('', rates, seesLost),
  giving('-baskets', baskets, seesStays),
  giving('-untold', untold, seesUntold(true)),
  scene('all', `/unstake-all/${savings.id}`, rates, seesLost),
  scene('all-baskets', `/unstake-all/${savings.id}`, baskets, seesStays),
  scene('claim-first', `/unstake/${place}`, rates, async (screen, words) => {
    await half(screen, words)
    await screen.byRole('button', words.root.leaving.first).click()
    await screen.byText(words.root.openTitle).waitFor()
    await screen.byText(words.root.feeNote).waitFor()
  }),
  scene('claim-back', `/root/${savings.id}/${hotkey}/unstake/${place}`, rates, async (screen, words) => {
    await screen.byText(words.root.feeNote).waitFor()
    await screen.byRole('button', words.common.back).click()
    await screen.byRole('heading', words.stake.unstake).waitFor()
  }),
  unstaking(
    '-review',
    rates,
    async (screen, words) => {
      await seesLost(screen, words)
      await screen.byRole('button', words.stake.review).click()
      await screen.byRole('button', /210/).waitFor()
      await screen.byText(words.approve.leavesWithFee).waitFor()
      // The form lies hidden behind it.
      await screen
        .byText(begins(words.root.leaving.lost({ amount: '', claimable: true })))
        .nth(-1)
        .waitFor()
    },
    { views: (now) => asks(now, null) },
  ),
  scene('asked', '/approve', rates, seesLost, { views: (now) => asks(now, 'https://market.example') }),
  scene('asked-all', '/approve', baskets, seesStays, {
    views: (now) => staked(now, stakes(now), { requests: { items: [all(now)] } }),
  }),
  scene('asked-offline', '/approve', rates, seesUntold(false), {
    views: (now) =>
      staked(now, stakes(now), {
        requests: { items: [asked(now, 'https://market.example')] },
        network: network(now, { phase: 'offline', host: null, lostAt: now - 60_000 }),
      }),
  }),
]
