import type { words as en } from './en/all'
import type { Answers } from './en/answers'
import type { first as firstEn } from './en/first'

/** Everything that Kluis says. Sentences with values are functions of facts that are formatted already. */
export type Words = typeof en
/** The part of it that home and the frame say, and nothing else: there before anything is drawn. */
export type FirstWords = typeof firstEn
export type Language = 'en' | 'nl'

const held = new Map<Language, Words>()

/** Loads what home and the frame say in one language, and only that. */
export async function loadFirstWords(language: Language): Promise<FirstWords> {
  return language === 'nl' ? (await import('./nl/first')).first : (await import('./en/first')).first
}

/** Loads one language, and only that one. From then on `heldWords` has it. */
export async function loadWords(language: Language): Promise<Words> {
  const { words } = language === 'nl' ? await import('./nl/all') : await import('./en/all')
  held.set(language, words)
  return words
}

/** All words of a language, at once; undefined until `loadWords` has loaded them. */
export const heldWords = (language: Language): Words | undefined => held.get(language)

/** Loads the answers of the help in one language. */
export async function loadAnswers(language: Language): Promise<Answers> {
  return language === 'nl' ? (await import('./nl/answers')).answers : (await import('./en/answers')).answers
}
