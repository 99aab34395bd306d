// Units owns the plain things that everybody counts with, and promises that they are pure and exact.
export { newPhrase, normalisePhrase, phraseEntropy, readPhrase, wordsFrom } from './bip39'
export { type CsvRow, readCsv, type Separator, writeCsv } from './csv'
export { decodeEra, type Era, encodeEra, eraBirth, mortalEra } from './era'
export { type ErrorCode, type ErrorFacts, errorCodes, KluisError } from './errors'
export {
  type AlphaFee,
  alphaFee,
  type Fact,
  fact,
  hexText,
  isFact,
  type Level,
  level,
  movesMoney,
  type Place,
  place,
  type Risk,
  type RiskId,
  raoText,
  risk,
  type Trade,
  takesAnyPrice,
  trade,
} from './fact'
export { blake256 } from './hash'
export { concat, fromHex, sameBytes, toHex } from './hex'
export { isLocalHost } from './local-host'
export { endsOf, lookalike, probablyMeant } from './lookalike'
export { mayHoldKey, readNodeUrl } from './node-url'
export { fileName, oneLine, withoutControls } from './plain'
export { decodeReceiving, encodeReceiving, type PalletAccount, palletAccountOf, type Receiving } from './receiving'
export { decodeAddress, encodeAddress, readAddress } from './ss58'
export { type Junction, type KeyType, readPath, readSuri } from './suri'
export { displayTao, formatTao, isTao, maybeThousands, parseTao, RAO_PER_TAO, spotOf, TAO, type Token } from './tao'
export { turns } from './turns'
