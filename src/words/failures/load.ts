import type { Language } from '../language'
import type { Failures } from './said'

/** Loads what one language says of failed and refused transactions. It is large, so it comes only when there is one to tell of. */
export async function loadFailures(language: Language): Promise<Failures> {
  return language === 'nl' ? (await import('./nl/all')).failures : (await import('./en/all')).failures
}
