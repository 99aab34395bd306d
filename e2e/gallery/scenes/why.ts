import type { EntryView } from '../../../src/messaging'
import { failures as en } from '../../../src/words/failures/en/all'
import { failures as nl } from '../../../src/words/failures/nl/all'

/** How the sentence for the reason of a failure or a refusal begins, in either language: the general one that stands there first has none of it. */
export function whyOf(status: EntryView['status']): RegExp {
  const said = [en, nl].map(({ failed, part, refused }) => {
    if (status.phase === 'refused') return refused(status.code, status.facts, '') ?? ''
    const error = ('error' in status && status.error) || ''
    return 'part' in status && status.part ? part(error) : failed(error)
  })
  return new RegExp(said.map((each) => each.slice(0, 40).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'))
}
