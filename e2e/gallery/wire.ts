import * as v from 'valibot'
import { answer, type Handlers, type PopupContract, popupContract, type SliceName, slices, type Views } from '../../src/messaging'
import type { OpenWire } from '../../src/popup/background'
import { KluisError } from '../../src/units'
import type { Look, Scene } from './scene'

const names = Object.keys(slices) as SliceName[]
const commands = Object.keys(popupContract) as (keyof PopupContract)[]

/** What a scene publishes in one look. @throws when a slice is not what its schema says */
export function viewsOf(scene: Scene, { theme, language }: Look, now: number): Views {
  const views = scene.views(now)
  const looked = { ...views, settings: { ...views.settings, theme, language } }
  for (const name of names) v.parse(slices[name], looked[name])
  return looked
}

/** A table of answers for every command of the contract: the scene's own, or nothing. */
function handlersOf({ answers = {} }: Scene): Handlers<PopupContract, undefined> {
  const said = async (name: keyof PopupContract, input: unknown): Promise<unknown> => {
    const given = answers[name]
    const say = typeof given === 'function' ? (given as (input: unknown) => unknown)(input) : given
    if (say === 'never') return new Promise(() => undefined)
    const failure = (say as { error?: { code: KluisError['code']; facts: KluisError['facts'] } } | undefined)?.error
    if (failure) throw new KluisError(failure.code, failure.facts)
    return say
  }
  const table: unknown = Object.fromEntries(commands.map((name) => [name, (input: unknown) => said(name, input)]))
  return table as Handlers<PopupContract, undefined>
}

/** A background that knows one scene: it publishes its views once and answers by its table, through the real contract. */
export function fakeWire(scene: Scene, look: Look): OpenWire {
  return ({ message }) => {
    const handlers = handlersOf(scene)
    const views = viewsOf(scene, look, Date.now())
    const published = names.filter((name) => scene.withheld !== 'all' && !scene.withheld?.includes(name))
    // Later, as from another process: the link knows its wire only after this returned.
    setTimeout(() => {
      for (const slice of published) message({ slice, revision: 1, value: views[slice] })
    })
    return {
      post: (sent) => {
        const { id, name, input } = sent as { id?: number; name?: string; input?: unknown }
        if (id !== undefined) void answer(popupContract, handlers, name, input, undefined).then((reply) => message({ id, reply }))
      },
      close: () => undefined,
    }
  }
}
