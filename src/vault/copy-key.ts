/**
 * The key under which a copy of what is not in the vault is sealed where others can read and write. It opens no record.
 * @param dek the vault's data key, 32 bytes
 * @returns AES-256-GCM, HKDF-SHA256 of the data key, not extractable
 */
export async function copyKey(dek: Uint8Array): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', dek as BufferSource, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode('kluis-lifeboat/1')
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}
