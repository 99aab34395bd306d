import type { words as en } from './en/all'
import type { Answers } from './en/answers'

/** Everything that Kluis says. Sentences with values are functions of facts that are formatted already. */
export type Words = typeof en
export type Language = 'en' | 'nl'

/** Loads one language, and only that one. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'nl' ? (await import('./nl/all')).words : (await import('./en/all')).words
}

/** Loads the answers of the help in one language. */
export async function loadAnswers(language: Language): Promise<Answers> {
  return language === 'nl' ? (await import('./nl/answers')).answers : (await import('./en/answers')).answers
}

/**
 * Which language to speak: the chosen one, else the first of the browser's that we know, else English.
 * @param preferred tags like 'nl-BE', best first (`navigator.languages`)
 */
export function pickLanguage(setting: Language | 'system', preferred: readonly string[]): Language {
  if (setting !== 'system') return setting
  for (const tag of preferred) {
    const short = tag.toLowerCase().split('-')[0]
    if (short === 'en' || short === 'nl') return short
  }
  return 'en'
}
