import { createContext, type ReactNode, useContext } from 'react'
import { AmountStyleProvider } from '../ui'
import { KluisError, type Token } from '../units'
import { type FirstWords, heldWords, type Language, type Words } from '../words'
import { type Formats, formatsOf } from './formats'

type Speech = { language: Language; words: FirstWords }
const speech = createContext<Speech | undefined>(undefined)

/** Gives every screen its words, and every amount its separators. */
export function WordsProvider({
  language,
  words,
  covered,
  token,
  children,
}: Speech & { covered: boolean; token: Token; children: ReactNode }) {
  const separators = language === 'nl' ? { group: '.', point: ',' } : { group: ',', point: '.' }
  return (
    <speech.Provider value={{ language, words }}>
      <AmountStyleProvider value={{ ...separators, covered, coveredWord: words.common.hidden, token }}>{children}</AmountStyleProvider>
    </speech.Provider>
  )
}

function useSpeech(): Speech {
  const value = useContext(speech)
  if (!value) throw new KluisError('internal')
  return value
}
/** What home and the frame say: it is there wherever anything is drawn. */
export const useFirstWords = (): FirstWords => useSpeech().words
/** Everything that Kluis says, for screens that `later` loads: it waits for the words too. @throws KluisError internal elsewhere */
export function useWords(): Words {
  const words = heldWords(useLanguage())
  if (!words) throw new KluisError('internal')
  return words
}
export const useLanguage = (): Language => useSpeech().language

/** The sentence for whatever was thrown: anything unforeseen is `internal`. */
export function sayError(words: Words, error: unknown): string {
  return error instanceof KluisError ? words.errors[error.code](error.facts) : words.errors.internal({})
}
/** The sentence for a thrown thing, in the language in use. */
export function useSayError(): (error: unknown) => string {
  const words = useWords()
  return (error) => sayError(words, error)
}

/** Numbers and times as this language writes them, seen from now. */
export const useFormats = (): Formats => formatsOf(useLanguage(), Date.now())
