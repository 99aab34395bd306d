import type { Words } from '../../../src/words'
import { daily, workshop } from '../data'
import type { Scene } from '../scene'
import { batchNotEnough } from './paying'
import { filled } from './send'

/** What stands where an amount is covered. */
const COVERED = '•••.τ'

/**
 * The same screen with "Hide amounts" on: what anybody has, got or paid is told nowhere on it. What was typed stays in its field.
 * @param secret the amount in both languages
 */
const covered = (scene: Scene, secret: RegExp): Scene => ({
  ...scene,
  name: `hidden-${scene.name}`,
  views: (now) => {
    const views = scene.views(now)
    return { ...views, settings: { ...views.settings, hideAmounts: true } }
  },
  steps: async (screen, words) => {
    await scene.steps?.(screen, words)
    const said = await screen.evaluate<string>('document.body.innerText')
    const told = secret.exec(said)
    if (told || !said.includes('•••')) throw new Error(told ? `${told[0]} is told` : 'Nothing is covered')
  },
})

/** Screens that tell an amount in passing. */
export function hiddenScenes(open: readonly Scene[]): Scene[] {
  const of = (name: string) => {
    const scene = open.find((each) => each.name === name)
    if (!scene) throw new Error(`There is no scene ${name}`)
    return scene
  }
  const notEnough = ({ send }: Words) => new RegExp(send.notEnough({ name: daily.name, free: COVERED, max: COVERED }))
  return [
    covered(of('received-stranger'), /4[.,]200/),
    covered(of('entry-final'), /12[.,]50|0[.,]000083/),
    covered(of('entry-batch'), /12[.,]5/),
    covered(of('send-progress-final'), /12[.,]5/),
    covered(of('batch-progress-final'), /1[25][.,]5/),
    covered(of('remove-saved'), /\d[.,]50/),
    covered(
      filled(
        'send-filled',
        { to: workshop.address, amount: '12.5' },
        ({ send }) => new RegExp(send.leavesAfter({ left: COVERED, fee: '' })),
      ),
      /148[.,]2|135[.,]7/,
    ),
    covered(filled('send-too-much', { to: workshop.address, amount: '150' }, notEnough), /148[.,]2/),
    covered(of('send-everything'), /148[.,]2/),
    covered(batchNotEnough(COVERED), /148[.,]2/),
  ]
}
