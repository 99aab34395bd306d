import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { cold, daily } from '../data'
import type { Answers, Scene } from '../scene'
import { heldStakes, positionAnswers, type Stake, staked } from '../stakes'
import { given } from './gifts'
import { moved, path } from './moves'
import { estimate, stuckOf } from './sales'
import { sold, answers as staking } from './stake'

// Root stake that the chain holds for a while after some came or went.

const [held, chutes, free, part] = heldStakes(0) as [Stake, Stake, Stake, Stake]
const none = { most: '0', heldBlocks: held.heldBlocks }
const answers: Answers = {
  ...staking,
  ...positionAnswers(heldStakes),
  estimateTrade: { ...sold, ...none, shield: null },
  estimateMove: moved({ ...none, receives: null, now: null, back: null }),
  estimateStakeTransfer: given({}, held),
}
/** The sentence of what is held, whatever the amount. */
const says = ({ root }: Words) => root.heldNow({ amount: '…', blocks: '…', time: '…' }).split('…')[1]?.trim() ?? ''
const scene = (name: string, route: string, more: Partial<Scene> = {}): Scene => ({
  ...{ name, route, views: (now) => staked(now, heldStakes(now)), answers, narrow: true, sees: says },
  ...more,
})
const type =
  (label: (words: Words) => string, said: (words: Words) => string) =>
  async (screen: Screen, words: Words): Promise<void> => {
    await screen.byLabel(label(words)).fill('5')
    await screen.byText(said(words)).waitFor()
  }
const refused = type(
  ({ stake }) => stake.amountTao,
  ({ moves }) => moves.problems['stake-held']({ minimum: '' }),
)
const ofHeld: Answers = {
  ...answers,
  estimateUnstakeAll: estimate([chutes, free], { stuck: [stuckOf(held, 'stake-held')] }),
}

/** Where held stake stands, and every form that does not offer it. */
export const rootHeldScenes: readonly Scene[] = [
  scene('home-root-held', '/', { sees: ({ home }) => home.stuck({ count: '1' }) }),
  scene('account-root-held', `/accounts/${daily.id}`, { sees: ({ positions }) => positions.heldText }),
  scene('position-root-held-now', `/positions/${path(held)}`, { walked: true }),
  scene('position-root-held-in-part', `/positions/all/0/${part.hotkey}`, { sees: ({ positions }) => positions.soldRest }),
  scene('unstake-root-held', `/unstake/${path(held)}`, { steps: refused }),
  scene('move-root-held', `/move/${path(held)}`, { steps: refused }),
  scene('give-root-held', `/give/${path(held)}`, {
    steps: async (screen, words) => {
      await screen.byLabel(words.send.recipient).fill(cold.address)
      await refused(screen, words)
    },
  }),
  scene('unstake-all-root-held', `/unstake-all/${daily.id}`, { answers: ofHeld }),
  scene('unstake-all-only-held', `/unstake-all/${daily.id}/${held.hotkey}`, {
    answers: {
      ...answers,
      estimateUnstakeAll: estimate([], { stuck: [stuckOf(held, 'stake-held')], problem: 'stake-held', fee: null, shield: null }),
    },
  }),
]
