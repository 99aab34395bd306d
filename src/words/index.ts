// Words owns every sentence, and promises that no language lacks one: English defines the type, a missing key does not compile.

export type { Answers } from './en/answers'
export type { Said } from './en/staking'
export { loadFailures } from './failures/load'
export type { Failures } from './failures/said'
export { type FirstWords, heldWords, type Language, loadAnswers, loadFirstWords, loadWords, type Words } from './language'
export { notifyWords } from './notify'
export { pickLanguage } from './pick'
