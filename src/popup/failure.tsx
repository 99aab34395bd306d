import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { EntryView } from '../messaging'
import { Banner, Button } from '../ui'
import { type Failures, type Language, loadFailures } from '../words'
import { useView } from './background'
import { isBad, isDoubtful, outcomeOf, sayOutcome } from './entry'
import { remedyOf } from './remedy'
import type { Transfer } from './send-route'
import { useFormats, useLanguage, useWords } from './words'

/** What the language in use says of failures; undefined until it is there, and as long as it is not wanted. */
function useFailures(wanted: boolean): Failures | undefined {
  const language = useLanguage()
  const [loaded, setLoaded] = useState<{ language: Language; failures: Failures }>()
  useEffect(() => {
    if (!wanted) return
    let current = true
    loadFailures(language).then(
      (failures) => current && setLoaded({ language, failures }),
      () => undefined, // The general sentence stays.
    )
    return () => {
      current = false
    }
  }, [language, wanted])
  return loaded?.language === language ? loaded.failures : undefined
}

/** The sentence for what became of a transaction. While the one for its reason is loaded, a general one stands in its place. */
export function useOutcomeText(entry: EntryView | null | undefined): string {
  const words = useWords()
  const formats = useFormats()
  const outcome = entry ? outcomeOf(entry) : undefined
  const failures = useFailures(outcome === 'failed' || outcome === 'part' || outcome === 'refused')
  return entry ? sayOutcome(words, entry, formats.number, failures) : ''
}

/**
 * A transaction that did not do all that it should, or may not: what happened, what it means for the money, and what can be done here.
 * @param onSend goes to the form of sending, with what it should begin with
 */
export function OutcomeBanner({ entry, text, onSend }: { entry: EntryView; text: string; onSend(transfer: Transfer): void }) {
  const { activity: say } = useWords()
  const [, navigate] = useLocation()
  const remedy = remedyOf(entry, useView('network')?.id)
  const outcome = outcomeOf(entry)
  const action = remedy && (
    <Button small onClick={() => (remedy.kind === 'node' ? navigate('/settings/nodes') : onSend(remedy.transfer))}>
      {say.remedies[remedy.kind]}
    </Button>
  )
  return (
    <Banner kind={outcome === 'failed' ? 'danger' : 'caution'} box tall {...(action && { action })}>
      <strong>{say.status[outcome]}.</strong> {text}
    </Banner>
  )
}

/** Whether the outcome is told in a banner. */
export const isTold = (entry: EntryView): boolean => isBad(outcomeOf(entry)) || isDoubtful(outcomeOf(entry))
