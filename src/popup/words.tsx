import { createContext, type ReactNode, useContext } from 'react'
import { AmountStyleProvider } from '../ui'
import { KluisError } from '../units'
import type { Language, Words } from '../words'

type Speech = { language: Language; words: Words }
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
export const useWords = (): Words => useSpeech().words
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
  clock(at: number): string
  day(at: number): string
} {
  const language = useLanguage()
  const tag = language === 'nl' ? 'nl-NL' : 'en-GB'
  return {
    number: (value) => new Intl.NumberFormat(tag).format(value),
    percent: (share, decimals) => {
      const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, roundingMode: 'trunc' } as const
      return `${new Intl.NumberFormat(tag, digits).format(share * 100)}\u00a0%`
    },
    clock: (at) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }).format(at),
    day: (at) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' }).format(at),
  }
}
