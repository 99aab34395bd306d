import type { FamiliesView, FamilyView } from '../../../src/messaging'
import { daily, wallet } from '../data'
import type { Answers, Scene } from '../scene'
import { position } from '../stakes'

// Hotkeys of one's own, what they keep and to whom they give their weight.

const hotkeyOf = (name: string | null, netuid = 0) => {
  const { hotkey, address } = position(0, { netuid, name: 'root', symbol: 'Τ', validator: name, alpha: '1', price: '1' })
  return { hotkey, address, name }
}
const mine = { ...hotkeyOf('Polder Stake'), take: 11_796, autoParent: true }
const other = { ...hotkeyOf(null), take: 5_898, autoParent: true }
const [vera, kade] = [hotkeyOf('Noordzee', 1), hotkeyOf('Kade 9', 2)]
const BLOCK = 9_412_448
const none: FamiliesView = { block: BLOCK, takes: true, children: true, all: [] }
const two: FamiliesView = { ...none, all: [mine, other] }
const bare = (netuid: number, name: string, symbol: string): FamilyView['subnets'][number] => ({
  ...{ netuid, name, symbol, children: [], pending: null, take: 0, setFrom: null, raiseFrom: null },
})
const quiet: FamilyView = {
  ...{ block: BLOCK, hotkey: mine, cooldown: 7_200 },
  take: { least: 0, most: 11_796, raiseFrom: null, every: 216_000 },
  childTake: { least: 0, most: 11_796, every: 216_000 },
  subnets: [bare(1, 'Apex', 'α'), bare(4, 'Targon', 'δ'), bare(44, 'Score', 'ף'), bare(64, 'Chutes', 'ش')],
}
const [, targon, , chutes] = quiet.subnets as [
  FamilyView['subnets'][number],
  (typeof quiet.subnets)[number],
  unknown,
  (typeof quiet.subnets)[number],
]
const family: FamilyView = {
  ...quiet,
  take: { ...quiet.take, raiseFrom: BLOCK + 160_400 },
  subnets: [
    bare(1, 'Apex', 'α'),
    {
      ...targon,
      children: [{ ...vera, share: 2_500 }],
      pending: {
        from: BLOCK + 5_120,
        children: [
          { ...vera, share: 2_500 },
          { ...kade, share: 3_333 },
        ],
      },
      setFrom: BLOCK + 96,
    },
    { ...chutes, take: 3_276 },
  ],
}
const answers = (list: FamiliesView, one: FamilyView | null): Answers => ({ families: list, family: one })
const one = (name: string, told: FamilyView | null, more: Partial<Scene> = {}): Scene => ({
  name: `family-${name}`,
  route: `/hotkeys/${daily.id}/of/${mine.hotkey}`,
  views: wallet,
  answers: answers(two, told),
  sees: ({ families }) => families.childrenText,
  narrow: true,
  ...more,
})

/** One own hotkey, what it keeps and to whom it gives its weight, and the forms that change it. */
export const familyScenes: readonly Scene[] = [
  one('quiet', quiet, { walked: true }),
  one('family', family, { sees: ({ families }) => families.parents }),
  one(
    'fixed',
    { ...quiet, hotkey: { ...mine, autoParent: null }, subnets: [] },
    {
      answers: answers({ ...two, takes: false, children: false }, quiet),
      sees: ({ families }) => families.noChildren,
    },
  ),
  one('gone', null, { sees: ({ families }) => families.notMine }),
  one('take', family, {
    steps: async (screen, { families }) => {
      await screen.byRole('button', families.change).click()
      await screen.byLabel(families.percent).fill('18.5')
    },
    walked: true,
  }),
  one('children', family, {
    steps: async (screen, { families }) => {
      await screen.byLabel(families.subnet).choose('1 · Apex')
      await screen.byRole('button', families.changeChildren).nth(-1).click()
      await screen.byLabel(families.address({ at: '1' })).fill(vera.address)
      await screen.byLabel(families.weight).fill('40')
    },
    walked: true,
  }),
]
