import { type Container, type KeySecret, MOST_RECORDS, openRecord, publicPartOf, recordOf, sealRecord, type VaultRecord } from '../keyfiles'
import { type KeyType, KluisError, sameBytes } from '../units'

/** Where the vault finds a secret: a record, and the path from it. */
export type Source = { recordId: string; path: string }
/** An account as the vault knows it: public, and where its secret stands. A derived account has no record of its own. */
export type VaultKey = { accountId: string; publicKey: string; type: KeyType; source: Source }
/** A secret to keep, and the account that it is said to be; null: whichever it is. */
export type Wanted = { secret: KeySecret; accountId: string | null }
/** A record as a backup holds it. The caller wipes the payload. */
export type OpenedRecord = { recordId: string; kindCode: number; payload: Uint8Array }

/** Opens one record; the caller wipes it. @throws KluisError vault-damaged */
export async function openSecret(vault: Pick<Container, 'vaultId' | 'epoch'>, dek: Uint8Array, record: VaultRecord): Promise<Uint8Array> {
  try {
    return await openRecord(vault, dek, record)
  } catch (error) {
    throw new KluisError('vault-damaged', {}, error)
  }
}

/**
 * Seals what is not there yet, each record opened again before it counts. The same words and passphrase, seed or key share one record.
 * @returns all records, and where each secret stands; null where it is not of the account it is said to be: that one is not kept
 */
export async function place(vault: Pick<Container, 'vaultId' | 'epoch' | 'records'>, dek: Uint8Array, all: readonly Wanted[]) {
  const records = [...vault.records]
  const wanted: Omit<OpenedRecord, 'recordId'>[] = []
  const opened: OpenedRecord[] = []
  try {
    for (const { secret } of all) wanted.push(recordOf(secret))
    const kinds = new Set(wanted.map(({ kindCode }) => kindCode))
    for (const record of records) if (kinds.has(record.kindCode)) opened.push({ ...record, payload: await openSecret(vault, dek, record) })
    const keys: (VaultKey | null)[] = []
    for (const [i, { kindCode, payload }] of wanted.entries()) {
      const { secret, accountId: said } = all[i] as Wanted
      const { accountId, publicKey, type } = await publicPartOf(secret)
      if (said !== null && said !== accountId) {
        keys.push(null)
        continue
      }
      let recordId = opened.find((each) => each.kindCode === kindCode && sameBytes(each.payload, payload))?.recordId
      if (!recordId) {
        if (records.length >= MOST_RECORDS) throw new KluisError('vault-full', { most: String(MOST_RECORDS) })
        const record = await sealRecord(vault, dek, kindCode, payload)
        const again = await openRecord(vault, dek, record)
        opened.push({ recordId: record.recordId, kindCode, payload: again })
        if (!sameBytes(again, payload)) throw new KluisError('storage-failed')
        records.push(record)
        recordId = record.recordId
      }
      keys.push({ accountId, publicKey, type, source: { recordId, path: secret.path } })
    }
    return { records, keys }
  } finally {
    for (const { payload } of [...wanted, ...opened]) payload.fill(0)
  }
}
