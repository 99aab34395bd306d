import type { words as en } from './en/all'

/** Everything that Kluis says. Sentences with values are functions of facts that are formatted already. */
export type Words = typeof en
export type Language = 'en' | 'nl'

/** Loads one language, and only that one. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'nl' ? (await import('./nl/all')).words : (await import('./en/all')).words
}
