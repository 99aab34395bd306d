// Units owns the plain things that everybody counts with, and promises that they are pure and exact.
export { newPhrase, normalisePhrase, phraseEntropy, readPhrase, wordsFrom } from './bip39'
export { decodeEra, type Era, encodeEra, eraBirth, mortalEra } from './era'
export { type ErrorCode, type ErrorFacts, errorCodes, KluisError } from './errors'
export { blake256, concat, fromHex, sameBytes, toHex } from './hex'
export { isLocalHost } from './local-host'
export { decodeAddress, encodeAddress, readAddress } from './ss58'
export { type Junction, type KeyType, readPath, readSuri } from './suri'
export { displayTao, formatTao, parseTao, RAO_PER_TAO } from './tao'
