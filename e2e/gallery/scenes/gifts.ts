import type { StakeTransferEstimate } from '../../../src/messaging'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { cold, daily, rao, savings, stranger, twinOf, wallet, workshop } from '../data'
import type { Answers, Scene } from '../scene'
import { oddStakes, positionAnswers, type Stake, staked, stakes } from '../stakes'
import { bound, path, place } from './moves'
import { facts } from './send'

// Stake that is given away.

const WHOLE = 1_000_000_000n
const [root, chutes] = stakes(0) as [Stake, Stake]
export const given =
  (change: Partial<StakeTransferEstimate> = {}, of: Stake = chutes): NonNullable<Answers['estimateStakeTransfer']> =>
  ({ from, to, amount }) => {
    const [alpha, price] = [BigInt(amount), BigInt(of.price ?? 0)]
    const spot = (alpha * price) / WHOLE
    const recipient = facts(to)
    return {
      ...{
        fee: '1140',
        free: rao('148.209321342'),
        enough: true,
        most: of.sellable,
        heldBlocks: of.heldBlocks,
        whole: amount === of.alpha,
      },
      ...{ spot: String(spot), worth: String((spot * 9_975n) / 10_000n), recipient },
      problem: recipient.id === from ? 'recipient-self' : null,
      ...change,
    }
  }
const answers = (change: Partial<StakeTransferEstimate> = {}, of?: Stake): Answers => ({
  ...positionAnswers(stakes),
  estimateStakeTransfer: given(change, of),
})
const scene = (name: string, steps: Scene['steps'], more: Partial<Scene> = {}): Scene => ({
  ...{ name: `give-${name}`, route: `/give/${place}`, views: (now) => staked(now, stakes(now)), answers: answers(), narrow: true },
  ...(steps ? { steps } : {}),
  ...more,
})
const bare = { minimum: '' }
const fill = async (screen: Screen, { send, moves }: Words, to: string, amount = '1250.5') => {
  await screen.byLabel(send.recipient).fill(to)
  await screen.byLabel(moves.amount({ unit: 'SN64' })).fill(amount)
}
const filled =
  (to = stranger.address, amount?: string): NonNullable<Scene['steps']> =>
  async (screen, words) => {
    await fill(screen, words, to, amount)
    await screen.byText(words.moves.exactly).waitFor()
  }
const sees =
  (text: (words: Words) => string | RegExp, to = stranger.address, amount?: string): NonNullable<Scene['steps']> =>
  async (screen, words) => {
    await fill(screen, words, to, amount)
    await screen.byText(text(words)).waitFor()
  }

/** Giving stake: whose, to whom, how much, and what follows. */
export const giftScenes: readonly Scene[] = [
  scene('pick', undefined, { route: `/give/${daily.id}`, walked: true }),
  scene('pick-none', undefined, { route: `/give/${cold.id}`, sees: ({ moves }) => moves.pickNone }),
  scene('pick-filled', undefined, { route: `/give/${daily.id}/to/${workshop.address}` }),
  scene('pick-odd', undefined, {
    route: `/give/${daily.id}`,
    views: (now) => staked(now, oddStakes(now)),
    answers: positionAnswers(oddStakes),
  }),
  scene('empty', undefined, { walked: true }),
  scene('filled', filled()),
  scene('own-account', filled(savings.address)),
  scene(
    'whole',
    sees(({ moves }) => moves.whole, workshop.address, '3182.447190233'),
  ),
  scene(
    'self',
    sees(({ moves }) => moves.problems['recipient-self'](bare), daily.address),
  ),
  scene('bound', sees(bound), { answers: answers({ most: rao('2000') }) }),
  scene(
    'fails-of-fee',
    sees(({ moves }) => moves.failsOfFee, stranger.address, '2000'),
    { answers: answers({ most: rao('2000'), free: '500', enough: false }) },
  ),
  scene(
    'hotkey',
    sees(({ moves }) => moves.checks.hotkey({ owner: cold.address })),
    { answers: answers({ recipient: facts(stranger.address, { hotkeyOf: cold.address }) }) },
  ),
  scene(
    'off',
    sees(({ moves }) => moves.problems['stake-transfer-off'](bare)),
    { answers: answers({ problem: 'stake-transfer-off' }) },
  ),
  scene(
    'closed',
    sees(({ moves }) => moves.problems['subnet-closed'](bare)),
    { answers: answers({ problem: 'subnet-closed' }) },
  ),
  scene(
    'locked',
    sees(({ moves }) => moves.problems['stake-not-enough'](bare)),
    { answers: answers({ problem: 'stake-not-enough' }) },
  ),
  scene(
    'missing',
    sees(({ moves }) => moves.problems['call-missing'](bare)),
    { answers: answers({ problem: 'call-missing' }) },
  ),
  scene('too-much', async (screen, words) => {
    await fill(screen, words, stranger.address, '4000')
    await screen.byText(/3[.,]182[.,]447190233/).waitFor()
  }),
  scene('lookalike', async (screen, words) => {
    await screen.byLabel(words.send.recipient).fill(twinOf(savings.address))
    await screen.byText(words.send.entered).waitFor()
  }),
  scene(
    'contacts-only',
    sees(({ moves }) => moves.checks.notContact),
    {
      views: (now) => staked(now, stakes(now), { settings: { ...wallet(now).settings, contactsOnly: true } }),
    },
  ),
  scene(
    'root',
    async (screen, words) => {
      await screen.byLabel(words.send.recipient).fill(stranger.address)
      await screen.byLabel(words.stake.amountTao).fill('20')
      await screen.byText(words.moves.exactly).waitFor()
    },
    { route: `/give/${path(root)}`, answers: answers({}, root) },
  ),
  scene('untold', filled(), { answers: answers({ spot: null, worth: null, fee: null }) }),
  scene('huge', filled(), { answers: answers({ spot: rao('20999999.999999999'), worth: rao('19999999.000000001'), fee: rao('1.5') }) }),
  scene(
    'fee-from-stake',
    sees(({ moves }) => moves.feeFromStake),
    { answers: answers({ enough: false }) },
  ),
  scene('error', async (screen, words) => screen.byText(words.errors['stake-untold']({})).waitFor(), {
    answers: { ...answers(), estimateStakeTransfer: { error: { code: 'stake-untold', facts: {} } } },
  }),
]
