import type { AccountView, HolderView, PositionView, Views } from '../../src/messaging'
import { blake256, encodeAddress, fromHex, toHex } from '../../src/units'
import { balances, cold, daily, type Money, portfolio, rao, savings, wallet } from './data'
import type { Answers } from './scene'

// Made-up stakes, with sums that are right.

const WHOLE = 1_000_000_000n
const hashOf = (text: string) => toHex(blake256(new TextEncoder().encode(text)))
type Given = { netuid: number; name: string | null; symbol: string | null; validator: string | null; alpha: string; price: string | null }
/** A position, and whose it is. */
export type Stake = PositionView & { of: HolderView[] }
type Over = Partial<Pick<PositionView, 'open' | 'exit' | 'locked' | 'sellable' | 'heldBlocks'>> & { owner?: AccountView; loss?: bigint }

/** One position. @param given amounts as one reads them; `loss`: ten-thousandths that a sale takes */
export function position(now: number, { netuid, name, symbol, validator, alpha, price }: Given, over: Over = {}): Stake {
  const { owner = daily, loss = 25n, ...change } = over
  const hotkey = hashOf(`hotkey ${validator} ${netuid % 3}`)
  const amount = BigInt(rao(alpha))
  const spot = price === null ? null : (amount * BigInt(rao(price))) / WHOLE
  const lost = ((spot ?? 0n) * loss) / 10_000n
  return {
    ...{ netuid, hotkey, address: encodeAddress(fromHex(hotkey)), name, symbol, validator, open: true },
    ...{ alpha: amount.toString(), sellable: (over.sellable ?? amount).toString(), heldBlocks: 0 },
    ...{ price: price === null ? null : rao(price), spot: spot?.toString() ?? null, locked: '0' },
    exit:
      netuid === 0 || spot === null
        ? null
        : {
            ...{ tao: (spot - lost).toString(), fee: ((amount * 33n) / 65_535n).toString(), slippage: lost.toString() },
            ...{ block: 9_412_448, at: now - 3_000 },
          },
    of: [{ id: owner.id, alpha: amount.toString() }],
    ...change,
  }
}
const given = (
  netuid: number,
  name: string | null,
  symbol: string | null,
  validator: string | null,
  alpha: string,
  price: string | null,
): Given => ({
  ...{ netuid, name, symbol, validator, alpha, price },
})
/** As in the design. */
export const stakes = (now: number): Stake[] => [
  position(now, given(0, 'root', 'Τ', 'Noordzee', '420', '1'), { owner: savings }),
  position(now, given(64, 'Chutes', 'ش', 'Noordzee', '3182.447190233', '0.081204')),
  position(now, given(62, 'Ridges', 'ز', 'Polder Stake', '2780.51190402', '0.044871'), { owner: savings }),
  position(now, given(4, 'Targon', 'δ', 'Kade 9', '4120.332107554', '0.024102')),
  position(now, given(44, 'Score', 'ף', 'Kade 9', '9310.208833411', '0.009702'), { loss: 134n }),
  position(now, given(1, 'Apex', 'α', 'Noordzee', '1904.11842', '0.031355'), { loss: 18n }),
]
/** What people write, and amounts of every size. */
export const oddStakes = (now: number): Stake[] => [
  position(now, given(0, 'root', 'Τ', null, '20999999.999999999', '1')),
  position(
    now,
    given(
      1024,
      'A subnet whose owner wrote a very long name that does not fit in any row',
      'sn1024',
      'A validator with an even longer name than that which goes on and on',
      '20999999.999999999',
      '0.9',
    ),
  ),
  position(now, given(11, 'רשת הבינה המלאכותית הגדולה', 'כ', 'מאמת שלום', '1234567.890123456', '0.5')),
  position(now, given(12, 'شبكة Subnet الذكاء 12', 'ل', 'Рiet', '12.5', '0.081204')),
  position(now, given(61, null, null, null, '0.000000001', '0.000000001')),
  position(now, given(17, '<script>alert(1)</script>', '𐌀', '<b>Bold</b> &amp; <i>brave</i>', '1', '0.000001'), {
    exit: { tao: null, fee: '0', slippage: '0', block: 9_412_448, at: now - 3_000 },
  }),
  position(now, given(77, '🚀🧠 moon', 'ᚠ', '💎🙌 Diamond 💎🙌', '80', '0.02'), {
    open: false,
    exit: { tao: null, fee: '0', slippage: '0', block: 9_412_448, at: now - 3_000 },
  }),
  position(now, given(90, 'No price', 'ค', 'Kade 9', '5', null), { locked: null }),
]
/** A part locked, and all of it, and nobody knows what. */
export const lockedStakes = (now: number): Stake[] => {
  const [root, part, whole, unknown] = stakes(now) as [Stake, Stake, Stake, Stake]
  const held = (BigInt(part.alpha) * 3n) / 4n
  const ofRest = (amount: string) => (BigInt(amount) / 4n).toString()
  const { exit } = part
  return [
    root,
    {
      ...part,
      ...{ locked: held.toString(), sellable: (BigInt(part.alpha) - held).toString() },
      exit: exit && { ...exit, tao: ofRest(exit.tao ?? '0'), fee: ofRest(exit.fee), slippage: ofRest(exit.slippage) },
    },
    { ...whole, locked: whole.alpha, sellable: '0', exit: null },
    { ...unknown, locked: null },
  ]
}
/** On root: with one validator held, with another not, and with a third held for one of two accounts. */
export const heldStakes = (now: number): Stake[] => {
  const [, chutes] = stakes(now) as [Stake, Stake]
  const root = (validator: string, alpha: string, over: Over = {}) => position(now, given(0, 'root', 'Τ', validator, alpha, '1'), over)
  const both = root('Polder Stake', '36.5', { sellable: rao('12.25'), heldBlocks: 7_184 })
  return [
    root('Noordzee', '420.109', { sellable: '0', heldBlocks: 3_212 }),
    chutes,
    root('Kade 9', '120.5'),
    { ...both, of: [...both.of.map(({ id }) => ({ id, alpha: rao('24.25') })), { id: savings.id, alpha: rao('12.25') }] },
  ]
}
/** As many as there are subnets, and one on root. */
export const manyStakes = (now: number): Stake[] => [
  position(now, given(0, 'root', 'Τ', 'Noordzee', '420', '1')),
  ...Array.from({ length: 128 }, (_, at) =>
    position(now, given(at + 1, `Subnet of ${at + 1}`, 'αβγδεζηθ'[at % 8] ?? null, `Validator ${at % 4}`, `${900 - at * 5}.25`, '0.04')),
  ),
]

const people: readonly (readonly [AccountView, string | Money])[] = [
  [daily, '148.209321342'],
  [savings, { free: '12.0041', reserved: '2.5', frozen: '0' }],
  [cold, '250'],
]
const sum = (all: readonly (string | null | undefined)[]) => all.reduce((made, each) => made + BigInt(each ?? 0), 0n)

/** As it is shown: whose it is, is told of one position only. */
const shown = ({ of: _, ...position }: Stake): PositionView => position

/** A wallet with these positions. @param over what is different in the sum */
export function staked(
  now: number,
  all: readonly Stake[],
  change: Partial<Views> = {},
  over: Partial<NonNullable<Views['portfolio']['money']>> = {},
): Views {
  const bare = balances(now, people)
  const exitOf = ({ netuid, sellable, exit }: Stake) => (netuid === 0 ? sellable : exit && (exit.tao ?? '0'))
  const heldOf = (of: readonly Stake[]) =>
    of.reduce((made, { alpha, sellable, heldBlocks }) => made + (heldBlocks ? BigInt(alpha) - BigInt(sellable) : 0n), 0n).toString()
  const byAccount = Object.fromEntries(
    Object.entries(bare.byAccount).map(([id, each]) => {
      const own = all.filter(({ of }) => of.some((one) => one.id === id))
      const exit = BigInt(each.free) + BigInt(each.reserved) + sum(own.map(exitOf))
      const sold = own.filter((one) => exitOf(one) !== null)
      const exitSpot = BigInt(each.free) + BigInt(each.reserved) + sum(sold.map(({ spot }) => spot))
      const exitAt = own.some(({ netuid, exit }) => netuid !== 0 && exit) ? now - 3_000 : null
      return [
        id,
        {
          ...{ ...each, staked: sum(own.map(({ spot }) => spot)).toString(), positions: own.length, locked: heldOf(own) },
          ...{ exit: exit.toString(), exitSpot: exitSpot.toString(), exitAt, exitKnown: sold.length },
        },
      ]
    }),
  )
  const views = wallet(now, { ...change, balances: { ...bare, byAccount, ...(change.balances ?? {}) } })
  const none = portfolio(views.accounts, views.balances).money
  if (!none) return views
  const root = sum(all.filter(({ netuid }) => netuid === 0).map(({ spot }) => spot))
  const subnets = sum(all.filter(({ netuid }) => netuid !== 0).map(({ spot }) => spot))
  const sellable = all.filter((each) => exitOf(each) !== null)
  return {
    ...views,
    portfolio: {
      chosen: {},
      money: {
        ...none,
        ...{ root: root.toString(), subnets: subnets.toString(), locked: heldOf(all) },
        total: (BigInt(none.total) + root + subnets).toString(),
        unpriced: all.filter(({ spot }) => spot === null).length,
        sold: {
          rao: (BigInt(none.total) + sum(sellable.map(exitOf))).toString(),
          spot: (BigInt(none.total) + sum(sellable.map(({ spot }) => spot))).toString(),
          ...{ known: sellable.length, of: all.length, at: now - 3_000 },
          stuck: all.filter(({ exit, heldBlocks, sellable }) => exit?.tao === null || (heldBlocks > 0 && sellable === '0')).length,
        },
        ...{ count: all.length, first: all.slice(0, 20).map(shown) },
        ...over,
      },
    },
  }
}
/** What a background answers to questions about these positions. */
export const positionAnswers = (of: (now: number) => Stake[]): Answers => ({
  positionsPage: ({ account, place, from, count }) => {
    const found = of(Date.now()).filter(
      (each) =>
        (account === null || each.of.some(({ id }) => id === account)) &&
        (place === null || (each.netuid === place.netuid && each.hotkey === place.hotkey)),
    )
    return { total: found.length, items: found.slice(from, from + count).map(shown), of: place ? found.flatMap((each) => each.of) : [] }
  },
  rewards: () => null,
  rootDividends: () => null,
})
