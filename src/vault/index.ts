// Vault owns the secrets, and promises that they never leave it: it gives out addresses and signatures.
export { createVault, type PhraseSecret, type Vault, type VaultKey, type VaultState } from './vault'
