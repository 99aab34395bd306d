import type { MoveEstimate, StakeProblem } from '../../../src/messaging'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { network, rao } from '../data'
import type { Answers, Scene } from '../scene'
import { oddStakes, positionAnswers, type Stake, staked, stakes } from '../stakes'
import { everybody, answers as staking, validator } from './stake'

// Stake that goes to another validator or subnet: what comes of it is computed, so that sums are right.

const WHOLE = 1_000_000_000n
const [, chutes] = stakes(0) as [Stake, Stake]
export const path = ({ netuid, hotkey, of }: Stake) => `${of[0]?.id}/${netuid}/${hotkey}`
export const place = path(chutes)
/** The validators of every subnet, the one of the position among them. */
const here = { ...validator('Noordzee', '612044.2'), hotkey: chutes.hotkey, address: chutes.address, own: chutes.alpha }
const all = [here, ...everybody.slice(1)]

const FEE = 33n
/** A move as the chain would tell it. @param change what is different from that */
export const moved =
  (change: Partial<MoveEstimate> | ((amount: bigint) => Partial<MoveEstimate>) = {}): NonNullable<Answers['estimateMove']> =>
  ({ netuid, toNetuid, hotkey, toHotkey, amount, tolerance }) => {
    const [price, toPrice] = [netuid, toNetuid].map((each) => BigInt(rao(each === 64 ? '0.081204' : each === 0 ? '1' : '0.044871')))
    const given = BigInt(amount)
    const across = netuid !== toNetuid
    const poolFee = across ? (given * FEE) / 65_535n : 0n
    const impact = across ? Number(given / 1_000_000_000n) + 41 : 0
    const receives = across ? ((given - poolFee) * (price ?? 0n) * BigInt(1_000_000 - impact)) / (toPrice ?? 1n) / 1_000_000n : given
    const limit = ((price ?? 0n) * WHOLE * BigInt(1_000_000 - tolerance)) / (toPrice ?? 1n) / 1_000_000n
    const least = ((given - poolFee) * limit) / WHOLE
    const now = ((given - (given * FEE) / 65_535n) * (price ?? 0n) * BigInt(1_000_000 - impact)) / WHOLE / 1_000_000n
    const way = across ? (hotkey === toHotkey ? 'limit' : 'unprotected') : 'exact'
    return {
      ...{
        fee: '1342',
        free: rao('148.209321342'),
        enough: true,
        way,
        most: chutes.alpha,
        heldBlocks: 0,
        minimum: across ? '2000000' : null,
      },
      ...{ price: String(price), toPrice: String(toPrice), limit: way === 'limit' ? String(limit) : null },
      ...{ poolFee: String(poolFee), impact, moved: impact, receives: String(receives), least: way === 'limit' ? String(least) : null },
      ...{ now: String(now), back: String((now * 9_981n) / 10_000n) },
      shield: across ? { fee: '1291044', enough: true, wanted: true } : null,
      problem: !across && hotkey === toHotkey ? 'stake-same-place' : null,
      ...(typeof change === 'function' ? change(given) : change),
    }
  }
export const answers: Answers = {
  ...staking,
  ...positionAnswers(stakes),
  validators: { block: 9_412_448, tempo: 360, sinceBlocks: 214, all },
  estimateMove: moved(),
}
const views: Scene['views'] = (now) => staked(now, stakes(now))

type Steps = NonNullable<Scene['steps']>
async function chooseSubnet(screen: Screen, { stake, moves }: Words, name: RegExp = /Ridges/): Promise<void> {
  await screen.byRole('button', new RegExp(`^${moves.pickSubnet}`)).click()
  await screen.byRole('heading', stake.chooseSubnet).waitFor()
  await screen.byRole('button', name).click()
  await screen.byRole('heading', moves.moveTitle).waitFor()
}
export async function chooseValidator(screen: Screen, { stake, moves }: Words, name: string | RegExp = /Polder/): Promise<void> {
  await screen.byRole('button', new RegExp(`${moves.pickValidator}`)).click()
  await screen.byRole('heading', stake.chooseValidator).waitFor()
  await screen.byRole('button', name).click()
  await screen.byRole('heading', moves.moveTitle).waitFor()
}
const fill = (screen: Screen, { moves }: Words, amount = '1250.5') => screen.byLabel(moves.amount({ unit: 'SN64' })).fill(amount)
const scene = (name: string, steps: Steps | undefined, more: Partial<Scene> = {}): Scene => ({
  ...{ name: `move-${name}`, route: `/move/${place}`, views, answers, narrow: true },
  ...(steps ? { steps } : {}),
  ...more,
})
/** The sentence of what cannot leave, whatever the amount. */
export const bound = ({ stake }: Words) => new RegExp(`^.*${stake.bound({ amount: '' }).slice(0, 30)}`)
const within: Steps = async (screen, words) => {
  await chooseValidator(screen, words)
  await fill(screen, words)
  await screen.byText(words.moves.exact).waitFor()
}
const across: Steps = async (screen, words) => {
  await chooseSubnet(screen, words)
  await fill(screen, words)
  await screen.byText(words.stake.impact).waitFor()
}
const both: Steps = async (screen, words) => {
  await chooseSubnet(screen, words)
  await chooseValidator(screen, words)
  await fill(screen, words)
  await screen.byText(words.moves.openTitle).waitFor()
}
const told = (change: Parameters<typeof moved>[0]): Partial<Scene> => ({ answers: { ...answers, estimateMove: moved(change) } })
/** Where it cannot be done, and why. */
const problem = (problem: StakeProblem): Scene =>
  scene(
    `problem-${problem}`,
    async (screen, words) => {
      await chooseSubnet(screen, words)
      await fill(screen, words)
      const minimum = words.stake.stake === 'Stake' ? '0.002 τ' : '0,002 τ'
      const said = problem === 'stake-no-trade' ? words.moves.noTradeWhole : words.moves.problems[problem]({ minimum })
      await screen.byText(said).waitFor()
    },
    told({ problem, receives: null, least: null, back: null }),
  )
const odd = oddStakes(0)
const [, long] = odd as [Stake, Stake]

/** Moving stake: where to, how much, what comes of it, and what protects it. */
export const moveScenes: readonly Scene[] = [
  scene('empty', undefined, { walked: true }),
  scene('within', within),
  scene('across', across),
  scene('to-root', async (screen, words) => {
    await chooseSubnet(screen, words, /Root/)
    await fill(screen, words)
    await screen.byText(words.stake.impact).waitFor()
  }),
  scene(
    'bound',
    async (screen, words) => {
      await within(screen, words)
      await screen.byText(bound(words)).waitFor()
    },
    told({ most: rao('2000') }),
  ),
  scene(
    'fails-of-fee',
    async (screen, words) => {
      await chooseSubnet(screen, words)
      await fill(screen, words, '2000')
      await screen.byText(words.moves.failsOfFee).waitFor()
    },
    told({ most: rao('2000'), free: '500', enough: false, shield: null }),
  ),
  scene(
    'sure-of-less',
    async (screen, words) => {
      await across(screen, words)
      await screen.byText(words.moves.loose).waitFor()
    },
    told({ least: rao('1400') }),
  ),
  scene('tight', across, told({ impact: 3_100, moved: 3_100 })),
  scene(
    'does-not-fit',
    async (screen, words) => {
      await across(screen, words)
      await screen.byText(words.stake.noFit).waitFor()
    },
    told({ impact: 61_000, moved: 61_000 }),
  ),
  scene(
    'fits-in-part',
    async (screen, words) => {
      await across(screen, words)
      await screen.byRole('switch', words.stake.partial).click()
      await screen.byText(words.stake.partFits).waitFor()
    },
    told((amount) => {
      const impact = Number((amount * 61n) / 1_250_500_000n)
      return { impact, moved: impact }
    }),
  ),
  scene('without-a-limit', async (screen, words) => {
    await across(screen, words)
    await screen.byText(new RegExp(`^${words.stake.unlimited}`)).click()
    await screen.byLabel(new RegExp(words.stake.unlimitedType)).fill(words.stake.unlimitedWord)
    await screen.byText(words.stake.unlimitedOn).waitFor()
  }),
  scene('shown', async (screen, words) => {
    await across(screen, words)
    await screen.byRole('switch', words.shield.hide).click()
    await screen.byText(/0[.,]001291044/).waitFor()
  }),
  scene(
    'cannot-hide',
    async (screen, words) => {
      await across(screen, words)
      await screen.byText(words.shield.none({ unlimited: false })).waitFor()
    },
    told({ shield: { fee: null, enough: true, wanted: true } }),
  ),
  scene(
    'envelope-not-paid',
    async (screen, words) => {
      await across(screen, words)
      await screen.byText(words.shield.notEnough).waitFor()
    },
    told({ free: '500', enough: false, shield: { fee: '1291044', enough: false, wanted: true } }),
  ),
  scene('unprotected', both),
  scene('unprotected-typed', async (screen, words) => {
    await both(screen, words)
    await screen.byText(new RegExp(`^${words.moves.openWord}`)).click()
    await screen.byLabel(new RegExp(words.stake.unlimitedType)).fill(words.stake.unlimitedWord)
  }),
  scene(
    'not-there',
    async (screen, words) => {
      await across(screen, words)
      await screen.byText(words.moves.notThere).waitFor()
    },
    { answers: { ...answers, validators: { block: 9_412_448, tempo: 360, sinceBlocks: 214, all: everybody } } },
  ),
  scene('risky-subnet', async (screen, words) => {
    await chooseSubnet(screen, words, /127/)
    await fill(screen, words)
    await screen.byText(words.stake.impact).waitFor()
  }),
  scene(
    'fee-from-stake',
    async (screen, words) => {
      await within(screen, words)
      await screen.byText(words.moves.feeFromStake).waitFor()
    },
    told({ enough: false, free: '500' }),
  ),
  ...(
    [
      'call-missing',
      'stake-same-place',
      'subnet-closed',
      'price-untold',
      'validator-unknown',
      'stake-not-enough',
      'stake-too-small',
      'stake-no-trade',
    ] as const
  ).map(problem),
  scene('too-much', async (screen, words) => {
    await fill(screen, words, '4000')
    await screen.byText(/3[.,]182[.,]447190233/).waitFor()
  }),
  scene('zero', async (screen, words) => {
    await fill(screen, words, '0')
    await screen.byText(words.stake.zero).waitFor()
  }),
  scene(
    'huge',
    across,
    told({
      ...{ receives: rao('20999999.999999999'), least: rao('20999999.123456789'), now: rao('1000000.000000001'), back: rao('999999.5') },
      ...{ price: rao('3120.5'), toPrice: '1', limit: '18446744073709551615', poolFee: rao('1048575.25') },
    }),
  ),
  scene(
    'untold',
    async (screen, words) => {
      await chooseSubnet(screen, words)
      await fill(screen, words)
      await screen.byText(words.moves.problems['stake-no-trade']({ minimum: '' })).waitFor()
    },
    told({ receives: null, least: null, now: null, back: null }),
  ),
  scene(
    'counting',
    async (screen, words) => {
      await chooseSubnet(screen, words)
      await fill(screen, words)
      await screen.byText(words.moves.counting).waitFor()
    },
    { answers: { ...answers, estimateMove: 'never' } },
  ),
  scene(
    'error',
    async (screen, words) => {
      await screen.byText(words.errors['stake-untold']({})).waitFor()
    },
    { answers: { ...answers, estimateMove: { error: { code: 'stake-untold', facts: {} } } } },
  ),
  scene('offline', undefined, { views: (now) => staked(now, stakes(now), { network: network(now, { phase: 'offline', host: null }) }) }),
  scene('long-names', undefined, {
    route: `/move/${path(long)}`,
    views: (now) => staked(now, oddStakes(now)),
    answers: { ...answers, ...positionAnswers(oddStakes) },
  }),
  scene('gone', async (screen, words) => screen.byText(words.stake.gone).waitFor(), {
    route: `/move/${chutes.of[0]?.id}/77/${chutes.hotkey}`,
  }),
]
