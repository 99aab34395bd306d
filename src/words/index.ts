// Words owns every sentence, and promises that no language lacks one: English defines the type, a missing key does not compile.
export { type Language, loadWords, type Words } from './language'
export { notifyWords } from './notify'
export { pickLanguage } from './pick'
