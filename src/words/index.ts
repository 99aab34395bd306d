// Words owns every sentence, and promises that no language lacks one: English defines the type, a missing key does not compile.
export type { Answers } from './en/answers'
export { type Language, loadAnswers, loadWords, pickLanguage, type Words } from './language'
