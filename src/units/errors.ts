/** Every failure a person or a page can meet, by name. The words for each stand in `words/`. */
export const errorCodes = [
  // the wire
  'internal',
  'invalid-input',
  'unknown-request',
  'interrupted',
  'too-large',
  'rate-limited',
  'not-supported',
  // the vault
  'locked',
  'wrong-password',
  'throttled',
  'wallet-exists',
  'no-wallet',
  'vault-damaged',
  'vault-newer',
  'password-weak',
  'storage-failed',
  'place-silent',
  'vault-full',
  'duplicate-account',
  'unknown-account',
  // secrets
  'mnemonic-length',
  'mnemonic-word',
  'mnemonic-checksum',
  'suri-dev-phrase',
  'suri-path',
  'soft-junction-unsupported',
  'seed-length',
  'address-mismatch',
  'decrypt-failed',
  'format-unsupported',
  'kdf-too-expensive',
  // what other wallets wrote
  'public-key-mismatch',
  'keyfile-no-key',
  'keyfile-bad-hex',
  'keyfile-unknown',
  'keyfile-truncated',
  'crypto-type-unsupported',
  'hashed-account',
  'hashed-descriptor-mismatch',
  'ethereum-key',
  'password-required',
  'file-too-large',
  'file-unreadable',
  'json-truncated',
  'json-bad-base64',
  'kdf-invalid',
  'pkcs8-header',
  'pkcs8-divider',
  'batch-not-list',
  'too-little-memory',
  'work-stopped',
  'cancelled',
  'backup-damaged',
  'not-exportable',
  'watch-only',
  'is-hotkey',
  'bth-length',
  'bth-prefix',
  'bth-encoding',
  'bth-checksum',
  'bth-descriptor',
  'hashed-recipient',
  'qr-wrong-network',
  'qr-unknown',
  'qr-not-found',
  'no-camera',
  'zip-unreadable',
  // addresses
  'ss58-base58',
  'ss58-length',
  'ss58-checksum',
  'ss58-wrong-prefix',
  // sites
  'unauthorized',
  'rejected',
  'pending-request',
  'expired',
  'too-many-requests',
  'site-blocked',
  'duplicate-request',
  'gone',
  // what is signed
  'payload-invalid',
  'payload-wrong-genesis',
  'payload-wrong-spec',
  'payload-immortal',
  'payload-other-chain',
  'call-not-canonical',
  'call-unknown',
  'call-too-deep',
  'call-too-large',
  'call-dangerous',
  'extension-unknown',
  'metadata-unverified',
  'message-is-extrinsic',
  'changed',
  // nodes
  'offline',
  'wrong-network',
  'node-lied',
  'node-answer',
  'stale-head',
  // transactions
  'tx-bad-proof',
  'tx-stale',
  'tx-future',
  'tx-payment',
  'tx-ancient',
  'tx-exhausts',
  'tx-cannot-lookup',
  'tx-call',
  'tx-bad-signer',
  'tx-custom',
  'tx-already',
  'tx-banned',
  'tx-dropped',
  'tx-refused',
  'tx-module',
  'tx-lost',
  // sending
  'amount-invalid',
  'amount-zero',
  'insufficient-funds',
  'recipient-too-poor',
  'would-reap',
  'recipient-self',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The details of a failure that its sentence needs, e.g. `{ word: 'bannana', position: '3' }`. Never a secret beyond the word itself. */
export type ErrorFacts = Readonly<Record<string, string>>

/** A failure that was foreseen. Its code may cross any boundary; its stack never does. */
export class KluisError extends Error {
  readonly code: ErrorCode
  readonly facts: ErrorFacts
  constructor(code: ErrorCode, facts: ErrorFacts = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.name = 'KluisError'
    this.code = code
    this.facts = facts
  }
}
