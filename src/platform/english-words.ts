// util-crypto carries a second copy of the 2,048 English words.
// biome-ignore lint/style/noDefaultExport: the file in whose place this stands has one
export { wordlist as default } from '@scure/bip39/wordlists/english.js'
