// Vault owns the secrets, and promises that they leave it by reveal and export only, the password asked again: all else it gives out are addresses and signatures.
export { createVault, type OpenedRecord, type Source, type Vault, type VaultKey, type VaultState, type Wanted } from './vault'
