import { MOST_SALES, type SalesEstimate } from '../../../src/messaging'
import type { Fact, Trade } from '../../../src/units'
import type { Words } from '../../../src/words'
import { daily, entry, rao, stranger } from '../data'
import type { Answers, Scene } from '../scene'
import { manyStakes, oddStakes, position, positionAnswers, type Stake, staked, stakes } from '../stakes'

// Selling everything: each sale and its sums are computed from the positions.

const WHOLE = 1_000_000_000n
type Sale = SalesEstimate['sales'][number]
const own = (of: (now: number) => Stake[]) => of(0).filter((each) => each.of.some(({ id }) => id === daily.id))
export const saleOf = ({ hotkey, netuid, alpha, sellable, price, exit }: Stake, tolerance = 5_000): Sale => {
  const [sells, rate] = [BigInt(sellable), BigInt(price ?? 0)]
  const limit = netuid === 0 ? rate : (rate * BigInt(1_000_000 - tolerance)) / 1_000_000n
  const poolFee = BigInt(exit?.fee ?? 0)
  const spot = ((sells - poolFee) * rate) / WHOLE
  const receives = netuid === 0 ? sells : BigInt(exit?.tao ?? 0)
  return {
    ...{ hotkey, netuid, alpha: sellable === alpha ? null : sellable, limit: String(limit) },
    ...{
      sells: String(sells),
      holds: alpha,
      price: String(rate),
      poolFee: String(poolFee),
      impact: spot === 0n ? 0 : Number(((spot - receives) * 1_000_000n) / spot),
    },
    ...{ receives: String(receives), least: String(netuid === 0 ? sells : ((sells - poolFee) * limit) / WHOLE) },
  }
}
const placeOf = ({ hotkey, netuid, alpha, sellable }: Stake) => ({ hotkey, netuid, sells: sellable, holds: alpha })
export function estimate(of: readonly Stake[], change: Partial<SalesEstimate> = {}): SalesEstimate {
  const sales = (change.sales ?? of.map((each) => saleOf(each))).slice(0, MOST_SALES)
  return {
    ...{
      fee: '5211',
      free: rao('148.209321342'),
      enough: true,
      minimum: '2000000',
      stuck: [],
      later: of.slice(sales.length).map(placeOf),
      dump: { fee: '3920', free: rao('148.209321342'), enough: true, shield: { fee: '1402117', enough: true, wanted: true } },
      shield: { fee: '1402117', enough: true, wanted: true },
      problem: null,
    },
    sales,
    ...change,
  }
}
/** There is no TAO for a fee, nor for an envelope. */
const poor = { fee: '5211', free: '500', enough: false, shield: { fee: '1402117', enough: false, wanted: false } }
/** Of the account's positions one moves its price a good deal: it is what is beyond its limit. */
const some = own(stakes)
const calm = some.filter(({ netuid }) => netuid !== 44)
const oneGoes = [...some.filter(({ netuid }) => netuid === 44), ...calm.slice(0, 1)]
const someOf =
  (going: readonly Stake[], all: readonly Stake[]) =>
  ({ moves }: Words): string =>
    moves.sumSome({ goes: String(going.length), count: String(all.length), one: going.length === 1 })
const twice = (now: number): Stake[] => [
  ...stakes(now),
  position(now, { netuid: 7, name: 'Subvortex', symbol: 'η', validator: 'Kade 9', alpha: '120.5', price: '0.02' }),
]
/** All of it is worth less than the chain takes for a part: it goes all the same. */
const little = (now: number): Stake[] => [
  position(now, { netuid: 64, name: 'Chutes', symbol: 'ش', validator: 'Kade 9', alpha: '0.02', price: '0.081204' }),
]
const two = own(twice)
const kade = two.find(({ netuid }) => netuid === 4)?.hotkey ?? ''
const shared = two.map((each) => (each.validator === 'Kade 9' ? { ...each, hotkey: kade } : each))
export const stuckOf = (stake: Stake, problem: SalesEstimate['stuck'][number]['problem']) => ({
  ...{ ...placeOf(stake), problem, heldBlocks: stake.heldBlocks },
})

const scene = (name: string, told: Answers['estimateUnstakeAll'], more: Partial<Scene> = {}): Scene => ({
  ...{ name: `unstake-all-${name}`, route: `/unstake-all/${daily.id}`, views: (now) => staked(now, stakes(now)), narrow: true },
  sees: ({ moves }) => moves.free,
  ...more,
  answers: { ...positionAnswers(stakes), ...(told === undefined ? {} : { estimateUnstakeAll: told }), ...more.answers },
})
const atKade = shared.filter(({ hotkey }) => hotkey === kade)
const ofKade: Partial<Scene> = {
  ...{ route: `/unstake-all/${daily.id}/${kade}`, answers: positionAnswers(() => shared) },
  views: (now) =>
    staked(
      now,
      shared.map((each) => ({ ...each, exit: each.exit && { ...each.exit, at: now } })),
    ),
}
/** All with one validator at any price, the word typed. @param text what is waited for */
const dumped = (name: string, told: SalesEstimate, text: (words: Words) => string): Scene =>
  scene(['without-a-limit', name].filter(Boolean).join('-'), told, {
    ...ofKade,
    sees: ({ stake }) => stake.unlimited,
    steps: async (screen, words) => {
      await screen.byText(new RegExp(`^${words.stake.unlimited}`)).click()
      await screen.byLabel(new RegExp(words.stake.unlimitedType)).fill(words.stake.unlimitedWord)
      await screen.byText(text(words)).waitFor()
    },
  })
const untold = stuckOf(shared.find(({ netuid }) => netuid === 4) as Stake, 'price-untold')
const onlyUntold = estimate([], { stuck: [untold], problem: 'price-untold', fee: null, shield: null })

const unstake = ({ netuid, hotkey, address }: Stake, ran: boolean | null) => ({
  call: 'SubtensorModule.remove_stake_full_limit',
  fact: { kind: 'unstake', netuid, alpha: null, limit: rao('0.01'), partial: false, hotkey: { id: hotkey, address } } satisfies Fact,
  ran,
})
/** Several sales of one transaction, and what became of each. */
const told = (name: string, ran: readonly (boolean | null)[], status: Parameters<typeof entry>[2]): Scene => ({
  name: `unstake-all-told-${name}`,
  route: `/activity/entry-sold-${name}`,
  views: (now) =>
    staked(now, stakes(now), {
      activity: {
        ...{ total: 1, dust: 0, pending: 1 },
        first: [
          entry(`sold-${name}`, now - 2_000, status, {
            calls: some.map((each, at) => unstake(each, ran[at] ?? null)),
            trades: 'block' in status ? some.flatMap((each, at) => (ran[at] === false ? [] : [soldOf(each)])) : [],
          }),
        ],
      },
    }),
  sees: ({ moves }) => moves.legs,
  narrow: true,
})
const soldOf = ({ hotkey, netuid, alpha, exit }: Stake): Trade => ({ bought: false, hotkey, netuid, alpha, tao: exit?.tao ?? alpha })
/** One order that is done, and what it really brought. @param sees what is waited for @param more of what is known of it */
const done = (
  name: string,
  fact: Fact,
  trades: Trade[],
  path = `/activity/entry-done-${name}`,
  sees: NonNullable<Scene['sees']> = ({ moves }) => ('restake' in fact ? moves.broughtAll : moves.brought),
  more: Partial<ReturnType<typeof entry>> = {},
): Scene => ({
  name: `brought-${name}`,
  route: path,
  views: (now) =>
    staked(now, stakes(now), {
      activity: {
        ...{ total: 1, dust: 0, pending: 0 },
        first: [entry(`done-${name}`, now - 2_000, inBlock(false), { calls: [{ call: 'SubtensorModule.order', fact }], trades, ...more })],
      },
    }),
  sees,
  narrow: true,
})
const [first, second] = some as [Stake, Stake]
const whom = ({ hotkey, address }: Stake) => ({ id: hotkey, address })
const bought: Trade = { bought: true, hotkey: first.hotkey, netuid: first.netuid, tao: rao('12.5'), alpha: rao('153.801109237') }
const buys: Fact = {
  ...{ kind: 'stake', hotkey: whom(first), netuid: first.netuid, amount: rao('12.5'), limit: rao('0.0816'), partial: false },
}
const swaps: Fact = {
  ...{ kind: 'move-stake', hotkey: whom(first), netuid: first.netuid, toHotkey: whom(first), toNetuid: second.netuid },
  ...{ alpha: null, limit: rao('3.35'), partial: false },
}
const gives: Fact = {
  ...{ kind: 'give-stake', hotkey: whom(second), netuid: second.netuid, toHotkey: whom(second), toNetuid: second.netuid },
  ...{ to: { id: stranger.id, address: stranger.address }, alpha: second.alpha },
}
const within: Fact = {
  ...{ kind: 'move-stake', hotkey: whom(second), netuid: second.netuid, toHotkey: whom(first), toNetuid: second.netuid },
  ...{ alpha: rao('100'), limit: null, partial: false },
}
const fromStake = { fee: '0', alphaFee: { netuid: second.netuid, alpha: rao('0.003917224') } }
/** What went where that much of all of it paid the fee first. */
const less: Trade = { ...soldOf(second), alpha: String(BigInt(second.alpha) - BigInt(fromStake.alphaFee.alpha)) }
const progress = (name: string) => `/sent/entry-done-${name}/positions/${daily.id}`
const inBlock = (part: boolean) =>
  ({ phase: 'final', block: 9_412_450, ok: !part, error: part ? 'SubtensorModule.SlippageTooHigh' : null, part }) as const

/** Selling everything: what each brings, what cannot be sold, what is left; and what became of each. */
export const salesScenes: readonly Scene[] = [
  scene('calm', estimate(calm), { walked: true }),
  scene('of-little', estimate(little(0)), {
    views: (now) => staked(now, little(now)),
    answers: positionAnswers(little),
    sees: ({ moves }) => moves.sales({ count: '1', one: true }),
  }),
  scene('one-beyond', estimate(some), { sees: someOf(calm, some) }),
  scene('one-goes', estimate(oneGoes), { sees: someOf(oneGoes.slice(1), oneGoes) }),
  scene('together-beyond', estimate(some), {
    sees: someOf(calm, some),
    steps: async (screen, words) => {
      await screen.byRole('switch', words.moves.together).click()
      await screen.byText(words.moves.togetherBeyond).waitFor()
      if (await screen.byText(someOf(calm, some)(words)).count()) throw new Error('A sum is told of sales of which none goes')
    },
  }),
  scene('all-beyond', estimate(some.filter(({ netuid }) => netuid === 44)), { sees: ({ moves }) => moves.noneFits }),
  scene(
    'some-stuck',
    estimate(calm.slice(0, 1), {
      later: [],
      stuck: [
        stuckOf(some[1] as Stake, 'subnet-closed'),
        stuckOf(some[2] as Stake, 'stake-not-enough'),
        stuckOf(some[3] as Stake, 'stake-too-small'),
        { ...stuckOf(some[3] as Stake, 'stake-no-trade'), netuid: 128 },
        { ...stuckOf(some[3] as Stake, 'call-missing'), netuid: 5 },
        { ...stuckOf(some[3] as Stake, 'price-untold'), netuid: 6 },
      ],
    }),
    { sees: ({ moves }) => moves.stuck },
  ),
  scene('all-stuck', estimate([], { stuck: [stuckOf(some[0] as Stake, 'subnet-closed')], problem: 'subnet-closed', fee: null }), {
    sees: ({ moves }) => moves.stuck,
  }),
  scene('nothing', estimate([], { problem: 'stake-not-enough', fee: null }), { sees: ({ moves }) => moves.nothing }),
  scene('no-fee', estimate(calm, { enough: false, free: '500', shield: { fee: '1402117', enough: false, wanted: false } }), {
    sees: ({ moves }) => moves.needsFee,
  }),
  scene('envelope-not-paid', estimate(calm, { enough: false, free: '500', shield: { fee: '1402117', enough: false, wanted: true } }), {
    sees: ({ shield }) => shield.notEnough,
  }),
  scene('untold', estimate(calm, { sales: calm.map((each) => ({ ...saleOf(each), receives: null })) }), {
    sees: ({ moves }) => moves.unknown,
  }),
  scene('many', estimate(manyStakes(0)), {
    views: (now) => staked(now, manyStakes(now)),
    answers: positionAnswers(manyStakes),
    sees: ({ moves }) => moves.sales({ count: String(MOST_SALES), one: false }),
  }),
  scene('odd', estimate(oddStakes(0).filter(({ exit, netuid }) => exit?.tao != null || netuid === 0)), {
    views: (now) => staked(now, oddStakes(now)),
    answers: positionAnswers(oddStakes),
  }),
  scene('of-one-validator', estimate(atKade), { ...ofKade, sees: someOf(atKade.slice(1), atKade) }),
  scene('only-without-a-limit', onlyUntold, { ...ofKade, sees: ({ moves }) => moves.nothingWithin }),
  dumped('only', onlyUntold, ({ moves }) => moves.blind),
  dumped('', estimate(atKade), ({ moves }) => moves.limitless),
  dumped(
    'many',
    estimate(atKade, { later: calm.map((each, at) => ({ ...placeOf(each), netuid: 101 + at, sells: at === 1 ? '5' : each.alpha })) }),
    ({ moves }) => moves.stuckWhy['locked-part'](),
  ),
  dumped(
    'untold',
    estimate(
      atKade.filter(({ netuid }) => netuid !== untold.netuid),
      {
        stuck: [untold, { ...untold, netuid: 5, problem: 'call-missing' }, { ...untold, netuid: 6, sells: '5' }],
      },
    ),
    ({ moves }) => moves.blind,
  ),
  dumped('no-fee', estimate(atKade, { ...poor, dump: { ...poor, fee: '3920' } }), ({ moves }) => moves.needsFee),
  dumped('fee-from-stake', estimate(atKade.slice(0, 1), { ...poor, dump: { ...poor, fee: '3920' } }), ({ moves }) => moves.feeFromStake),
  scene(
    'rest-no-fee',
    estimate(calm.slice(1, 2), { ...poor, sales: calm.slice(1, 2).map((each) => ({ ...saleOf(each), alpha: rao('9') })) }),
    {
      sees: ({ moves }) => moves.needsFeeRest,
    },
  ),
  scene('reading', 'never', { sees: ({ moves }) => moves.reading }),
  scene('error', { error: { code: 'stake-untold', facts: {} } }, { sees: ({ errors }) => errors['stake-untold']({}) }),
  told('sent', [true, true, true, true], { phase: 'sent' }),
  told('all', [true, true, true, true], inBlock(false)),
  told('part', [true, false, null, true], inBlock(true)),
  told('part-known', [true, false, true, true], inBlock(true)),
  done('sale', unstake(first, true).fact, [soldOf(first)]),
  done('purchase', buys, [bought], `/sent/entry-done-purchase/positions/${daily.id}`),
  done('swap', swaps, [soldOf(first), { ...bought, netuid: second.netuid, alpha: rao('10723.004411872') }]),
  ...(['gift-less', 'gift-less-progress'] as const).map((name) =>
    done(name, gives, [less], name.endsWith('progress') ? progress(name) : undefined, ({ moves }) => moves.wentLess, fromStake),
  ),
  done('moved', within, [{ ...less, alpha: rao('100') }], undefined, ({ moves }) => moves.went),
  done('claim', { kind: 'claim', hotkey: null }, [{ ...bought, netuid: 0, tao: rao('1.25'), alpha: rao('1.25') }]),
  ...(['sale-fee-from-stake', 'sale-fee-from-stake-progress'] as const).map((name) =>
    done(
      name,
      unstake(second, true).fact,
      [less],
      name.endsWith('progress') ? progress(name) : undefined,
      ({ activity }) => activity.feeFromStake,
      fromStake,
    ),
  ),
  {
    name: 'activity-fees-from-stake',
    route: '/activity',
    views: (now) =>
      staked(now, stakes(now), {
        activity: {
          ...{ total: 3, dust: 0, pending: 0 },
          first: [
            entry('fee-sale', now - 2_000, inBlock(false), { calls: [unstake(second, true)], trades: [less], ...fromStake }),
            entry('fee-gift', now - 60_000, inBlock(false), {
              calls: [{ call: 'SubtensorModule.transfer_stake', fact: gives }],
              trades: [less],
              ...fromStake,
            }),
            entry(
              'fee-failed',
              now - 120_000,
              { phase: 'final', block: 9_412_440, ok: false, error: 'SubtensorModule.SlippageTooHigh', part: false },
              { calls: [unstake(second, false)], ...fromStake },
            ),
          ],
        },
      }),
    sees: ({ activity }) => activity.status.failed,
    narrow: true,
  },
  {
    name: 'failed-fee-from-stake',
    route: '/activity/entry-fee-failed-alone',
    views: (now) =>
      staked(now, stakes(now), {
        activity: {
          ...{ total: 1, dust: 0, pending: 0 },
          first: [
            entry(
              'fee-failed-alone',
              now - 120_000,
              { phase: 'final', block: 9_412_440, ok: false, error: 'SubtensorModule.SlippageTooHigh', part: false },
              { calls: [unstake(second, false)], ...fromStake },
            ),
          ],
        },
      }),
    sees: ({ activity }) => activity.feeFromStake,
    narrow: true,
  },
  done(
    'unlimited',
    { kind: 'unstake-all', hotkey: whom(first), restake: false },
    some.map((each) => ({ ...soldOf(each), hotkey: first.hotkey })),
  ),
]
