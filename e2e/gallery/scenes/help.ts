import { wallet } from '../data'
import type { Scene } from '../scene'

const empty: Scene['views'] = (now) => ({ ...wallet(now), session: { status: 'empty' } })
const help = (name: string, more: Partial<Scene> = {}): Scene => ({
  name: name ? `help-${name}` : 'help',
  route: '/help',
  views: wallet,
  sees: (words) => words.help.scamTitle,
  ...more,
})

/** Questions and answers. */
export const helpScenes: readonly Scene[] = [
  help('', { walked: true, narrow: true }),
  help('at', { route: '/help/fees' }),
  help('before-a-vault', { views: empty }),
  help('found', {
    steps: async (screen, words) => {
      await screen.byLabel(words.help.search).fill('rao')
      await screen.byText(words.help.found({ count: 2 })).waitFor()
    },
  }),
  help('none', {
    steps: async (screen, words) => {
      await screen.byLabel(words.help.search).fill('zebra')
      await screen.byText(words.help.none).waitFor()
    },
  }),
]
