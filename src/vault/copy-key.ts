import { purposeKey } from '../keyfiles'

/**
 * The key under which a copy of what is not in the vault is sealed where others can read and write. It opens no record.
 * @param dek the vault's data key, 32 bytes
 */
export const copyKey = (dek: Uint8Array): Promise<CryptoKey> =>
  purposeKey(dek, new Uint8Array(), new TextEncoder().encode('kluis-lifeboat/1'))
