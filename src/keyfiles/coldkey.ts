import { KluisError, toHex } from '../units'
import { readKeyfile } from './btcli'
import { canonicalOf, miniSecret, type Pair } from './derive'
import { naclKey, openNacl, type Stretch, sealNacl } from './nacl'
import { type KeySecret, type PublicPart, publicPartOf, wipe, withPair } from './secret'

const CRYPTO_TYPE = { ed25519: 0, sr25519: 1 } as const

function publicFields({ accountId, publicKey, address, type }: PublicPart) {
  if (type === 'ecdsa') throw new KluisError('crypto-type-unsupported')
  return { accountId, publicKey, ss58Address: address, cryptoType: CRYPTO_TYPE[type] }
}

/** The content of coldkeypub.txt, or of a hotkey's pub.txt. @throws KluisError crypto-type-unsupported (ecdsa) */
export const writeColdkeyPub = (part: PublicPart): string => JSON.stringify(publicFields(part))

/**
 * The content of the file `coldkey`, as btcli opens it: $NACL under a fresh nonce (keys.md 2.5). Opened again, key and all, before it is returned,
 * so this takes twice the time of one opening.
 * @param password used without the spaces around it: btcli's prompt takes them away
 * @throws KluisError crypto-type-unsupported (ecdsa), password-required, too-little-memory, those of withPair
 */
export async function writeColdkey(secret: KeySecret, password: string, stretch: Stretch = naclKey): Promise<Uint8Array> {
  const typed = password.trim()
  if (!typed) throw new KluisError('password-required')
  const part = await publicPartOf(secret)
  const fields = publicFields(part)
  const plain = new TextEncoder().encode(JSON.stringify({ ...fields, ...(await secretFields(secret)) }))
  try {
    const sealed = await sealNacl(plain, typed, stretch)
    await check(sealed, typed, stretch, part)
    return sealed
  } finally {
    plain.fill(0)
  }
}

/** Opens what was written, from the password on. @throws KluisError internal: it is not the key that it must be */
async function check(sealed: Uint8Array, password: string, stretch: Stretch, part: PublicPart): Promise<void> {
  const plain = await openNacl(sealed, password, stretch)
  try {
    const { keys } = await readKeyfile(new TextDecoder().decode(plain), 'coldkey')
    for (const key of keys) if (key.secret) wipe(key.secret)
    if (keys.length !== 1 || !keys[0]?.secret || keys[0].publicKey !== part.publicKey) throw new KluisError('internal')
  } finally {
    plain.fill(0)
  }
}

/** A phrase only where it alone gives the key, a seed only where there is one, and the private key always. */
async function secretFields(secret: KeySecret): Promise<Record<string, string>> {
  const privateKey = await withPair(secret, (pair) => privateKeyOf(secret, pair))
  const seed = await seedOf(secret)
  const bare = secret.kind === 'phrase' && !secret.path && !secret.passphrase ? { secretPhrase: secret.phrase } : {}
  // An ed25519 key is its seed, also at the end of a path.
  const secretSeed = secret.type === 'ed25519' ? privateKey : seed && toHex(seed)
  seed?.fill(0)
  return { ...bare, ...(secretSeed ? { secretSeed } : {}), privateKey }
}

function privateKeyOf({ type }: KeySecret, { secretKey }: Pair): string {
  const key = type === 'ed25519' ? secretKey.slice(0, 32) : canonicalOf(secretKey)
  if (!key) throw new KluisError('internal')
  const text = toHex(key)
  key.fill(0)
  return text
}

/** The 32 bytes that a key is made of without a path; the caller wipes them. */
async function seedOf(secret: KeySecret): Promise<Uint8Array | undefined> {
  if (secret.path || secret.kind === 'key') return undefined
  return secret.kind === 'seed' ? Uint8Array.from(secret.seed) : miniSecret(secret.phrase, secret.passphrase)
}
