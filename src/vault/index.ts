// Vault owns the secrets, and promises that they leave it by reveal and export only, the password asked again: all else it gives out are addresses and signatures.
export type { OpenedRecord, Source, VaultKey, Wanted } from './records'
export { createVault, type Vault, type VaultState } from './vault'
