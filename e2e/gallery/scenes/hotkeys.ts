import type { AccountView, HotkeyFactsAnswer, HotkeysAnswer, RegistrationAnswer } from '../../../src/messaging'
import type { Words } from '../../../src/words'
import { account, accounts, daily, stranger, wallet, watched, workshop } from '../data'
import type { Answers, Scene } from '../scene'

const miner = account('Miner 1', { role: 'hotkey', path: '//miner//1' })
const ledger = watched('Ledger', 'hardware')
const views = (now: number) => wallet(now, { accounts: accounts([daily, miner, ledger, workshop]) })
const able: HotkeysAnswer['able'] = { associate: true, register: 'limit', swap: 'keep' }
const place = (netuid: number, more: Partial<HotkeysAnswer['all'][number]['places'][number]> = {}) => ({
  ...{ netuid, name: 'Noordzee', symbol: 'ν', uid: 23, emission: '41227004331', tempo: 360, validates: false, swapFrom: 0 },
  ...more,
})
const told = (more: Partial<HotkeysAnswer> = {}): HotkeysAnswer => ({
  ...{ block: 9_412_448, more: 0, able, swapCost: { all: '100000000', one: '1000000' }, swapFrom: 0 },
  swapRest: { any: 1_000, subnet: 7_200 },
  all: [
    {
      ...{ hotkey: miner.id, address: miner.address },
      places: [
        place(1, { name: 'Apex', symbol: 'α', uid: 7, validates: true }),
        place(64),
        place(119, { name: null, symbol: null, uid: 255, emission: null }),
      ],
    },
    { hotkey: stranger.id, address: stranger.address, places: [] },
  ],
  ...more,
})
const facts = (owner: HotkeyFactsAnswer['owner'], netuids: number[] = []): HotkeyFactsAnswer => ({ owner, netuids })
const price = (more: Partial<RegistrationAnswer> = {}): RegistrationAnswer => ({
  ...{ burn: '712004331', ceiling: '783204765', fee: '83104', free: '148209321342', open: true },
  ...more,
})
const listed = (name: string, hotkeys: HotkeysAnswer | null | 'never', more: Partial<Scene> = {}): Scene => ({
  name: `hotkeys-${name}`,
  route: `/hotkeys/${daily.id}`,
  views,
  answers: { hotkeys },
  narrow: true,
  ...more,
})
/** A form that is filled in. @param says a text that says that it is complete */
const form = (
  name: string,
  way: string,
  { hotkey, netuid }: { hotkey?: AccountView; netuid?: string },
  says: (words: Words['hotkeys']) => string,
  more: Answers = {},
  rest: Partial<Scene> = {},
): Scene => ({
  name: `hotkeys-${name}`,
  route: `/hotkeys/${daily.id}/${way}`,
  views,
  answers: { hotkeys: told(), hotkeyFacts: facts('nobody'), registration: price(), ...more },
  narrow: true,
  sees: ({ stake }) => stake.review,
  steps: async (screen, { hotkeys: say }) => {
    if (hotkey) await screen.byLabel(way.startsWith('swap') ? say.newHotkey : say.hotkey).fill(hotkey.address)
    if (netuid) await screen.byLabel(say.netuid).fill(netuid)
    await screen.byText(says(say)).waitFor()
  },
  ...rest,
})
const open = told({ able: { ...able, register: 'open' } })
const registering = { hotkey: stranger, netuid: '64' }
const swapping = `swap/${miner.id}`

/** Hotkeys of a coldkey, and what is done with them. */
export const hotkeyScenes: readonly Scene[] = [
  listed('listed', told(), { sees: ({ hotkeys }) => hotkeys.nowhere, walked: true }),
  listed('none', told({ all: [] }), { sees: ({ hotkeys }) => hotkeys.none }),
  listed('not-told', null, { sees: ({ hotkeys }) => hotkeys.notTold }),
  listed('many', told({ more: 12 }), { sees: ({ hotkeys }) => hotkeys.more({ count: '12', one: false }) }),
  listed('watched', told(), { route: `/hotkeys/${ledger.id}`, sees: ({ hotkeys }) => hotkeys.watched }),
  listed('waiting', 'never', { sees: ({ common }) => common.loading }),
  form('associate', 'associate', { hotkey: stranger }, ({ facts }) => facts.nobody, {}, { walked: true }),
  form('associate-other', 'associate', { hotkey: stranger }, ({ facts }) => facts.other, { hotkeyFacts: facts('other') }),
  form('associate-coldkey', 'associate', { hotkey: workshop }, ({ coldkey }) => coldkey),
  form('register', 'register', registering, (say) => say.price, {}, { walked: true }),
  form('register-closed', 'register', registering, ({ closed }) => closed, { registration: price({ open: false }) }),
  form('register-poor', 'register', registering, ({ notEnough }) => notEnough, { registration: price({ free: '1000' }) }),
  form('register-nowhere', 'register', { ...registering, netuid: '4000' }, ({ noSubnet }) => noSubnet, { registration: null }),
  form('register-taken', 'register', registering, ({ facts }) => facts.taken, { hotkeyFacts: facts('mine', [64]) }),
  form('register-open', 'register', registering, (say) => say.price, { hotkeys: open }),
  form('swap', swapping, { hotkey: stranger }, ({ facts }) => facts.nobody, {}, { walked: true }),
  form('swap-too-soon', swapping, {}, (say) => say.goesAlong, { hotkeys: told({ swapFrom: 9_413_000 }) }),
  form('swap-gone', `swap/${stranger.id}`, {}, ({ gone }) => gone, { hotkeys: told({ all: [] }) }),
]
