import { createContext, type ReactNode, useContext } from 'react'
import { AmountStyleProvider } from '../ui'
import { KluisError } from '../units'
import { type FirstWords, heldWords, type Language, type Words } from '../words'
import { percentText, tenthsText } from './percents'

type Speech = { language: Language; words: FirstWords }
const speech = createContext<Speech | undefined>(undefined)

/** Gives every screen its words, and every amount its separators. */
export function WordsProvider({ language, words, covered, children }: Speech & { covered: boolean; children: ReactNode }) {
  const separators = language === 'nl' ? { group: '.', point: ',' } : { group: ',', point: '.' }
  return (
    <speech.Provider value={{ language, words }}>
      <AmountStyleProvider value={{ ...separators, covered, coveredWord: words.common.hidden }}>{children}</AmountStyleProvider>
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

/** Numbers and times as this language writes them. */
export function useFormats(): {
  number(value: number): string
  /** A share of one with its sign, cut off. */
  percent(share: number, decimals: number): string
  /** Percent of a part of a whole, in tenths as `tenthsOf` gives them. @param small it is there, and is less than one tenth */
  tenths(tenths: number, small: boolean): string
  clock(at: number): string
  day(at: number): string
  month(at: number): string
  date(at: number): string
} {
  const language = useLanguage()
  const tag = language === 'nl' ? 'nl-NL' : 'en-GB'
  return {
    number: (value) => new Intl.NumberFormat(tag).format(value),
    percent: (share, decimals) => percentText(tag, share, decimals),
    tenths: (tenths, small) => tenthsText(tag, tenths, small),
    clock: (at) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }).format(at),
    date: (at) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' }).format(at),
    day: (at) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' }).format(at),
    month: (at) => new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric' }).format(at),
  }
}
