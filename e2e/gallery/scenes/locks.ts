import type { SubnetHoldView } from '../../../src/messaging'
import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { daily, network, rao, savings, wallet, watched } from '../data'
import type { Answers, Scene } from '../scene'
import { position, positionAnswers, staked, stakes } from '../stakes'

// Locks and where rewards go, with sums that are right.

const hotkeyOf = (name: string | null) => {
  const { hotkey, address } = position(0, { netuid: 64, name: 'Chutes', symbol: 'ش', validator: name, alpha: '1', price: '1' })
  return { hotkey, address, name }
}
const [noordzee, kade, unnamed] = [hotkeyOf('Noordzee'), hotkeyOf('Kade 9'), hotkeyOf(null)]
const none: SubnetHoldView = {
  ...{ block: 9_412_448, total: rao('3182.447190233'), available: rao('3182.447190233'), locks: true, lock: null },
  ...{ half: 647_863, tenth: 2_152_997, matures: 311_622, rejects: true, autoStakes: true, autoStake: null },
}
const lock = { locked: rao('1200'), conviction: rao('418.204118902'), to: noordzee, perpetual: false, owners: false }
const opening: SubnetHoldView = { ...none, lock, available: rao('1982.447190233'), autoStake: kade }
const validators: Answers['validators'] = {
  ...{ block: 9_412_448, tempo: 360, sinceBlocks: 12 },
  all: [noordzee, kade, unnamed].map((each, at) => ({ ...each, take: 11_796, staked: rao(`${90_000 - at}`), own: '0', yearly: null })),
}
const one = (name: string, hold: SubnetHoldView, more: Partial<Scene> = {}): Scene => ({
  name: `lock-${name}`,
  route: `/locks/${daily.id}/64`,
  views: (now) => staked(now, stakes(now)),
  answers: { ...positionAnswers(stakes), subnetHold: hold, validators },
  sees: ({ locks }) => locks.rewards,
  narrow: true,
  ...more,
})
/** Opens a form, and waits until it says this. */
const press = (name: (words: Words) => string, says: (words: Words) => string) => async (screen: Screen, words: Words) => {
  await screen.byRole('button', name(words)).click()
  await screen.byText(says(words)).waitFor()
}

/** What holds stake on a subnet, where rewards go, and the forms that change both. */
export const lockScenes: readonly Scene[] = [
  one('none', none, { walked: true }),
  one('opening', opening, { sees: ({ locks }) => locks.letOpen && locks.keep, walked: true }),
  one(
    'perpetual',
    { ...opening, lock: { ...lock, perpetual: true, owners: true, conviction: lock.locked } },
    { sees: ({ locks }) => locks.letOpen },
  ),
  one('collateral', { ...opening, available: rao('982.447190233'), rejects: false }, { sees: ({ locks }) => locks.otherText }),
  one(
    'untold',
    {
      ...{ ...none, total: null, available: null, half: null, tenth: null, matures: null },
      lock: { ...lock, to: null },
    },
    { sees: ({ locks }) => locks.opensUntold },
  ),
  one('no-such-thing', { ...none, locks: false, autoStakes: false, rejects: null }, { sees: ({ locks }) => locks.noRewards }),
  one('form', none, {
    steps: press(
      ({ locks }) => locks.begin,
      ({ locks }) => locks.lockWarn,
    ),
    walked: true,
  }),
  one('more', opening, {
    steps: press(
      ({ locks }) => locks.more,
      ({ locks }) => locks.lockWarn,
    ),
  }),
  one('move', opening, {
    steps: press(
      ({ locks }) => locks.move,
      ({ locks }) => locks.moveWarn,
    ),
    walked: true,
  }),
  one('rewards', opening, {
    steps: press(
      ({ locks }) => locks.choose,
      ({ locks }) => locks.rewardsText,
    ),
  }),
  one('nobody', opening, {
    answers: { ...positionAnswers(stakes), subnetHold: opening, validators: null },
    steps: press(
      ({ locks }) => locks.choose,
      ({ locks }) => locks.noHotkeys,
    ),
  }),
  one('watched', opening, {
    route: `/locks/${watched('Ledger', 'hardware').id}/64`,
    views: (now) =>
      wallet(now, { accounts: { total: 2, first: [savings, watched('Ledger', 'hardware')], chosen: savings, revision: 1, unsaved: 0 } }),
    sees: ({ locks }) => locks.watched,
  }),
  one('offline', none, {
    views: (now) => staked(now, stakes(now), { network: network(now, { phase: 'offline', host: null, lostAt: now - 60_000 }) }),
    sees: ({ send }) => send.offline,
  }),
]
