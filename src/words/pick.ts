import type { Language } from './language'

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
