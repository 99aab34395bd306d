// Keyfiles owns the forms in which keys are written down, ours and those of other wallets, and promises to compute every public key anew and to keep nothing.

export {
  type BackupAccount,
  type BackupContents,
  type OpenedBackup,
  openBackup,
  provesItself,
  readBackup,
  writeBackup,
} from './backup'
export { claimedName } from './claims'
export { writeColdkey, writeColdkeyPub } from './coldkey'
export {
  type Container,
  containerSchema,
  isWeak,
  MOST_RECORDS,
  newDek,
  newVaultId,
  openRecord,
  purposeKey,
  sealAgain,
  sealRecord,
  unwrap,
  type VaultRecord,
  wrap,
} from './container'
export { accountIdOf, expandedOf, signWith } from './derive'
export type { Finding, Format, FoundKey, KeyFile, Opened, WatchReason } from './found'
export { keptKeys } from './nacl'
export { writePolkadot } from './polkadot'
export { writePolkadotBatch } from './polkadot-batch'
export { open, recognise } from './recognise'
export { type KeySecret, type PublicPart, publicPartOf, recordOf, secretFrom, secretOfText, textOfSecret, wipe, withPair } from './secret'
export { type Beside, readText } from './text'
export { isZip, type Place, placeOf, type Room, unpackZip, zipRoom } from './wallets'
