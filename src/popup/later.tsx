import { type ComponentType, useEffect, useLayoutEffect, useState } from 'react'
import { Body, Screen } from '../ui'
import { heldWords, loadWords } from '../words'
import { useAfter } from './clock'
import { useFirstWords, useLanguage } from './words'

/**
 * A screen that is loaded when it is gone to, with the words that home does without; it is drawn when both are there.
 * Not React's `lazy`: what that showed in between stands for 0.3 s, however soon the screen is there.
 */
export function later<Name extends string, Props extends object = object>(
  load: () => Promise<Record<Name, ComponentType<NoInfer<Props>>>>,
  name: Name,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined
  return function Later(props: Props) {
    const language = useLanguage()
    const [, tell] = useState({})
    const ready = Loaded !== undefined && heldWords(language) !== undefined
    useLayoutEffect(() => {
      if (ready) return
      let current = true
      Promise.all([load(), loadWords(language)]).then(
        ([module]) => {
          Loaded = module[name]
          if (current) tell({})
        },
        // Thrown where it is drawn, so that it is said as every screen's failure is.
        (error: unknown) =>
          current &&
          tell(() => {
            throw error
          }),
      )
      return () => {
        current = false
      }
    }, [ready, language])
    return Loaded && ready ? <Loaded {...props} /> : <Waiting />
  }
}

/** Loads what a later screen says while nobody waits for it. @param drawn whether this page shows already what it was opened for */
export function useWordsAhead(drawn: boolean): void {
  const language = useLanguage()
  useEffect(() => {
    if (!drawn) return
    // Who needs them asks again, and says it when they cannot be read.
    const idle = requestIdleCallback(() => void loadWords(language).catch(() => undefined))
    return () => cancelIdleCallback(idle)
  }, [drawn, language])
}

/** Nothing for a moment that nobody notices, then a word. */
export function Waiting() {
  const { common } = useFirstWords()
  const late = useAfter(300)
  return (
    <Screen solo>
      <Body label={common.loading}>
        <p className="note solo-middle" role="status">
          {late ? common.loading : ''}
        </p>
      </Body>
    </Screen>
  )
}
