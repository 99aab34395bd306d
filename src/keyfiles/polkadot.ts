import { KluisError } from '../units'
import type { Finding, Opened } from './found'
import { accountJson, claimsOf, type Meta, openAccount } from './polkadot-account'
import { openBatch } from './polkadot-batch'
import { readFile } from './polkadot-file'
import { openerOf, sealerOf } from './sealed'
import { type KeySecret, publicPartOf, wipe } from './secret'

// JSON exports of polkadot-js, Talisman, SubWallet, Nova and their kin (keys.md 3).

/**
 * What a JSON value that looks like an export says before its password. A batch makes no claims: its clear list is nobody's word.
 * @throws KluisError format-unsupported, crypto-type-unsupported, file-too-large, json-bad-base64, json-truncated, kdf-invalid, kdf-too-expensive
 */
export function findingOfPolkadot(json: unknown): Finding {
  const file = readFile(json)
  const locked = file.sealed.cipher !== 'none'
  const weak = file.sealed.cipher === 'xsalsa' ? { weak: true as const } : {}
  if (!locked) file.sealed.box.fill(0)
  if (file.content === 'batch-pkcs8') return { format: 'polkadot-batch', locked, claims: [], ...weak }
  const { address, name } = claimsOf(json, file.type)
  return { format: 'polkadot', locked, claims: [{ address, name }], ...weak }
}

/**
 * Opens an export of one account or several. The password is tried as it is, then trimmed.
 * The caller wipes the secrets that come back.
 * @throws KluisError those of findingOfPolkadot, password-required, decrypt-failed (wrong password or altered file: nobody can tell),
 * pkcs8-header, pkcs8-divider, public-key-mismatch, address-mismatch, batch-not-list, too-little-memory
 */
export async function openPolkadot(json: unknown, password: string): Promise<Opened> {
  const file = readFile(json)
  const opener = openerOf(password)
  try {
    if (file.content === 'batch-pkcs8') return await openBatch(file, opener)
    const found = await openAccount(file, claimsOf(json, file.type), opener)
    const [keys, refused] = 'key' in found ? [[found.key], []] : [[], [found.refused]]
    return { keys, oneOf: false, locked: [], refused }
  } finally {
    opener.close()
  }
}

/**
 * Writes one account as polkadot-js exports it, version 3, and opens the text again before it is given.
 * @param password as it is to be typed there; never empty
 * @param compatible see sealerOf
 * @throws KluisError password-required, too-little-memory, internal, those of withPair
 */
export async function writePolkadot(
  secret: KeySecret,
  password: string,
  { compatible, ...meta }: Meta & { compatible: boolean },
): Promise<string> {
  const sealer = await sealerOf(password, compatible)
  let text: string
  try {
    text = JSON.stringify(await accountJson(secret, meta, sealer))
  } finally {
    sealer.close()
  }
  const wanted = await publicPartOf(secret)
  const { keys } = await openPolkadot(JSON.parse(text), password)
  for (const key of keys) if (key.secret) wipe(key.secret)
  if (keys[0]?.publicKey !== wanted.publicKey || keys[0].type !== wanted.type) throw new KluisError('internal')
  return text
}
