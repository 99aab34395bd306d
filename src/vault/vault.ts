import * as v from 'valibot'
import type { Box, BoxSpec, Storage } from '../storage'
import { encodeAddress, fromHex, type KeyType, KluisError, readPhrase, sameBytes, toHex } from '../units'
import {
  type Container,
  containerSchema,
  MOST_RECORDS,
  newDek,
  newVaultId,
  openRecord,
  sealAgain,
  sealRecord,
  unwrap,
  type VaultRecord,
  wrap,
} from './container'
import { accountIdOf, miniSecret, type Pair, pairFrom, payloadOf, secretOf, signWith } from './derive'
import { turns } from './turns'

/** A phrase with what turns it into one account. */
export type PhraseSecret = { phrase: string; passphrase: string; path: string; type: KeyType }
/** An account as the vault knows it: public, and where its secret stands. A derived account has no record of its own. */
export type VaultKey = { accountId: string; publicKey: string; type: KeyType; source: { recordId: string; path: string } }
export type VaultState =
  | { status: 'empty' }
  | { status: 'locked'; waitUntil: number | null }
  | { status: 'unlocked'; deadline: number }
  | { status: 'unreadable'; code: 'vault-damaged' | 'vault-newer' | 'storage-failed' }

type Shelf = { container: Container | null }
export const vaultBox: BoxSpec<Shelf> = {
  name: 'vault',
  area: 'durable',
  version: 1,
  schema: v.strictObject({ container: v.nullable(containerSchema) }),
  initial: () => ({ container: null }),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
}
/** While unlocked: the data key under a key that cannot leave this browser, and until when. `at`: the clock when last used. */
type Session = { nonce: string; wrapped: string; deadline: number; at: number } | null
export const sessionBox: BoxSpec<Session> = {
  name: 'vault-session',
  area: 'session',
  version: 1,
  schema: v.nullable(v.strictObject({ nonce: v.string(), wrapped: v.string(), deadline: v.number(), at: v.number() })),
  initial: () => null,
  migrations: {},
  clearedBy: 'lock',
  seenBy: 'nobody',
}
/** Wrong guesses, for all windows together, and across restarts. */
type Guesses = { wrong: number; waitUntil: number }
export const guessesBox: BoxSpec<Guesses> = {
  name: 'vault-guesses',
  area: 'local',
  version: 1,
  schema: v.strictObject({ wrong: v.number(), waitUntil: v.number() }),
  initial: () => ({ wrong: 0, waitUntil: 0 }),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
}

/** How many generations of a box storage keeps. */
const GENERATIONS = 3
const SESSION_KEY = 'vault-session'
const FREE_GUESSES = 5
const LONGEST_WAIT = 300_000
const CLOCK_SLACK = 60_000
const CLOCK_GRAIN = 5_000
const MIN_CHARACTERS = 12
const MAX_BYTES = 1_024

/**
 * The vault. It gives out addresses and signatures, and no key.
 * @param changed called after every opening and every lock, whoever asked for it
 */
export function createVault(storage: Pick<Storage, 'box' | 'keys'>, now: () => number, changed: (open: boolean) => void) {
  const shelf: Box<Shelf> = storage.box(vaultBox)
  const session: Box<Session> = storage.box(sessionBox)
  const guesses: Box<Guesses> = storage.box(guessesBox)
  const guessing = turns()
  const adding = turns()

  async function container(): Promise<Container> {
    const { container } = await shelf.read()
    if (!container) throw new KluisError('no-wallet')
    return container
  }

  /** The open session, after looking at the clock: past the deadline, a clock that went back, and what cannot be read lock. */
  async function openSession(): Promise<NonNullable<Session> | null> {
    const open = await session.read().catch(() => undefined)
    if (open === null) return null
    const time = now()
    if (open && time < open.deadline && time > open.at - CLOCK_SLACK) {
      if (time < open.at + CLOCK_GRAIN) return open
      // Remembered while it is used, so that a clock put back is noticed however long ago the session began.
      const used = await session.write((before) => before && { ...before, at: time }).catch(() => null)
      if (used) return used
    }
    await lock()
    return null
  }

  /** Locks that somebody asked for: an opening that began before one does not outlast it. */
  let locks = 0
  /** Until then the data key is being replaced, and the session has the old one. */
  let replacing: Promise<unknown> = Promise.resolve()

  /** Neither half of the session opens anything alone: each goes even if the other cannot. @throws what clearing failed with */
  async function lock(): Promise<void> {
    const [cleared] = await Promise.allSettled([session.clear(), storage.keys.delete(SESSION_KEY)])
    changed(false)
    if (cleared.status === 'rejected') throw cleared.reason
  }

  /** @param since how many locks there were when this was asked for. @throws KluisError locked (there was another one meanwhile) */
  async function beginSession(dek: Uint8Array, minutes: number, since: number): Promise<void> {
    if (locks !== since) throw new KluisError('locked')
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const wrapped = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, dek as BufferSource))
    await storage.keys.put(SESSION_KEY, key)
    await session.write(() => ({ nonce: toHex(nonce), wrapped: toHex(wrapped), deadline: now() + minutes * 60_000, at: now() }))
    if (locks !== since) {
      await lock()
      throw new KluisError('locked')
    }
    changed(true)
  }

  /** Runs `use` with the data key and wipes it. @throws KluisError locked */
  async function withDek<T>(use: (dek: Uint8Array) => Promise<T>): Promise<T> {
    await replacing
    const open = await openSession()
    if (!open) throw new KluisError('locked')
    const key = await storage.keys.get(SESSION_KEY)
    if (!key) {
      await lock()
      throw new KluisError('locked')
    }
    let dek: Uint8Array
    try {
      dek = new Uint8Array(
        await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: fromHex(open.nonce) as BufferSource },
          key,
          fromHex(open.wrapped) as BufferSource,
        ),
      )
    } catch {
      await lock()
      throw new KluisError('locked')
    }
    try {
      return await use(dek)
    } finally {
      dek.fill(0)
    }
  }

  /** Runs `use` with the pair of a secret and wipes the pair. */
  async function withPair<T>(phrase: string, passphrase: string, path: string, type: KeyType, use: (pair: Pair) => T): Promise<T> {
    const seed = await miniSecret(phrase, passphrase)
    let pair: Pair | undefined
    try {
      pair = pairFrom(seed, path, type)
      return use(pair)
    } finally {
      seed.fill(0)
      pair?.secretKey.fill(0)
    }
  }

  const publicPart = async ({ phrase, passphrase, path, type }: PhraseSecret) =>
    withPair(readPhrase(phrase), passphrase, path, type, ({ publicKey }) => ({
      accountId: toHex(accountIdOf(publicKey, type)),
      publicKey: toHex(publicKey),
      address: encodeAddress(accountIdOf(publicKey, type)),
      type,
    }))

  /** Wrong guesses so far. What was destroyed counts as all the free ones, and the longest wait. */
  async function counted(): Promise<Guesses> {
    const latest = now() + LONGEST_WAIT
    const held = await guesses.read().catch(async (error: unknown) => {
      if (!(error instanceof KluisError) || error.code !== 'vault-damaged') throw error
      await guesses.clear()
      return guesses.write(() => ({ wrong: FREE_GUESSES, waitUntil: latest }))
    })
    // A clock that was put back must not make the wait endless: it never lasts longer than the longest.
    return held.waitUntil <= latest ? held : guesses.write((before) => ({ ...before, waitUntil: Math.min(before.waitUntil, latest) }))
  }

  /** Tries a password under the throttle: one at a time, counted before the work, so that killing the background is no way around it. */
  function guess<T>(password: string, use: (dek: Uint8Array) => Promise<T>): Promise<T> {
    return guessing(async () => {
      const { wrong, waitUntil } = await counted()
      if (waitUntil > now()) throw new KluisError('throttled', { until: String(waitUntil) })
      const vault = await container()
      const next = wrong + 1
      const wait = next >= FREE_GUESSES ? Math.min(1_000 * 2 ** (next - FREE_GUESSES), LONGEST_WAIT) : 0
      await guesses.write(() => ({ wrong: next, waitUntil: wait ? now() + wait : 0 }))
      let dek: Uint8Array
      try {
        dek = await unwrap(password, vault)
      } catch (error) {
        if (error instanceof KluisError && error.code === 'decrypt-failed') throw new KluisError('wrong-password')
        throw error
      }
      await guesses.write(() => ({ wrong: 0, waitUntil: 0 }))
      try {
        return await use(dek)
      } finally {
        dek.fill(0)
      }
    })
  }

  /** Opens one record; the caller wipes it. @throws KluisError vault-damaged */
  async function openSecret(vault: Container, dek: Uint8Array, record: VaultRecord): Promise<Uint8Array> {
    try {
      return await openRecord(vault, dek, record)
    } catch (error) {
      throw new KluisError('vault-damaged', {}, error)
    }
  }

  return {
    async state(): Promise<VaultState> {
      try {
        if (!(await shelf.read()).container) return { status: 'empty' }
      } catch (error) {
        const code = error instanceof KluisError ? error.code : 'storage-failed'
        return { status: 'unreadable', code: code === 'vault-damaged' || code === 'vault-newer' ? code : 'storage-failed' }
      }
      const open = await openSession()
      if (open) return { status: 'unlocked', deadline: open.deadline }
      const { waitUntil } = await counted()
      return { status: 'locked', waitUntil: waitUntil > now() ? waitUntil : null }
    },

    /**
     * Makes the vault with its first phrase, and opens it.
     * @throws KluisError wallet-exists, password-weak {reason}, mnemonic-*, suri-path, soft-junction-unsupported, storage-failed
     */
    async create(password: string, secret: PhraseSecret, minutes: number): Promise<VaultKey> {
      checkNewPassword(password)
      const since = locks
      if ((await shelf.read()).container) throw new KluisError('wallet-exists')
      const part = await publicPart(secret)
      const dek = newDek()
      const payload = payloadOf(readPhrase(secret.phrase), secret.passphrase)
      try {
        const head = { vaultId: newVaultId(), epoch: 1 }
        const record = await sealRecord(head, dek, 1, payload)
        const made: Container = {
          format: 'taovault/1',
          ...head,
          ...(await wrap(password, dek, head.vaultId, head.epoch)),
          records: [record],
        }
        await shelf.write(({ container }) => {
          if (container) throw new KluisError('wallet-exists')
          return { container: made }
        })
        await guesses.write(() => ({ wrong: 0, waitUntil: 0 }))
        await beginSession(dek, minutes, since)
        return {
          accountId: part.accountId,
          publicKey: part.publicKey,
          type: secret.type,
          source: { recordId: record.recordId, path: secret.path },
        }
      } finally {
        dek.fill(0)
        payload.fill(0)
      }
    },

    /** @param minutes until it locks by itself. @throws KluisError wrong-password, throttled {until}, no-wallet, locked (a lock came meanwhile) */
    unlock(password: string, minutes: number): Promise<void> {
      const since = locks
      return guess(password, (dek) => beginSession(dek, minutes, since))
    },
    lock(): Promise<void> {
      locks++
      return lock()
    },
    /** Asks for the password again, under the same throttle. @throws KluisError wrong-password, throttled */
    checkPassword: (password: string): Promise<void> => guess(password, async () => undefined),

    /** The person did something: the deadline moves to `minutes` from now. Does nothing when locked. */
    async touch(minutes: number): Promise<void> {
      if (await openSession()) await session.write((open) => open && { ...open, deadline: now() + minutes * 60_000, at: now() })
    },

    /** What a secret would give; keeps nothing. @throws KluisError mnemonic-*, suri-path, soft-junction-unsupported */
    preview: publicPart,

    /**
     * Keeps a secret in the open vault. The same phrase and passphrase share one record.
     * @throws KluisError locked, vault-damaged, too-large (no room for another record), and those of preview
     */
    async add(secret: PhraseSecret): Promise<VaultKey> {
      const part = await publicPart(secret)
      const payload = payloadOf(readPhrase(secret.phrase), secret.passphrase)
      try {
        const keep = async (dek: Uint8Array): Promise<VaultKey> => {
          const vault = await container()
          let recordId: string | undefined
          for (const record of vault.records.filter((each) => each.kindCode === 1)) {
            const opened = await openSecret(vault, dek, record)
            if (sameBytes(opened, payload)) recordId = record.recordId
            opened.fill(0)
          }
          if (!recordId) {
            if (vault.records.length >= MOST_RECORDS) throw new KluisError('too-large')
            const record = await sealRecord(vault, dek, 1, payload)
            await shelf.write(({ container }) => ({ container: container && { ...container, records: [...container.records, record] } }))
            recordId = record.recordId
          }
          return { accountId: part.accountId, publicKey: part.publicKey, type: secret.type, source: { recordId, path: secret.path } }
        }
        // One after the other: two at once would both find that the other is not there.
        return await adding(() => withDek(keep))
      } finally {
        payload.fill(0)
      }
    },

    /**
     * Signs bytes as they are. The public key is computed again and compared: a wrong record or path can never sign for another account.
     * @returns a MultiSignature, 65 or 66 bytes
     * @throws KluisError locked, vault-damaged
     */
    async sign(key: VaultKey, message: Uint8Array): Promise<Uint8Array> {
      return withDek(async (dek) => {
        const vault = await container()
        const record = vault.records.find((each) => each.recordId === key.source.recordId)
        if (record?.kindCode !== 1) throw new KluisError('vault-damaged')
        const payload = await openSecret(vault, dek, record)
        const { phrase, passphrase } = secretOf(payload)
        payload.fill(0)
        return withPair(phrase, passphrase, key.source.path, key.type, (pair) => {
          const same =
            sameBytes(pair.publicKey, fromHex(key.publicKey)) && sameBytes(accountIdOf(pair.publicKey, key.type), fromHex(key.accountId))
          if (!same) throw new KluisError('vault-damaged')
          return signWith(pair, key.type, message)
        })
      })
    },

    /**
     * Seals everything again under a new data key and a new password, and writes it over every generation: what the old password
     * opened is nowhere any more.
     * @throws KluisError wrong-password, throttled, password-weak, vault-damaged, storage-failed (after the first write the new one holds)
     */
    async changePassword(old: string, next: string, minutes: number): Promise<void> {
      checkNewPassword(next)
      const since = locks
      await guess(old, (dek) =>
        adding(async () => {
          const vault = await container()
          const fresh = newDek()
          try {
            const made = await sealAgain(vault, dek, next, fresh).catch((error: unknown) => {
              throw error instanceof KluisError ? new KluisError('vault-damaged', {}, error) : error
            })
            const write = () => shelf.write(() => ({ container: { ...made } }))
            const replaced = write().then(() => beginSession(fresh, minutes, since))
            replacing = replaced.catch(() => undefined)
            await replaced
            for (let n = 1; n < GENERATIONS; n++) await write()
          } finally {
            fresh.fill(0)
          }
        }),
      )
    },
  }
}
export type Vault = ReturnType<typeof createVault>

/** The floor under every new password; how good it is, is judged where it is chosen. @throws KluisError password-weak {reason: short | long} */
export function checkNewPassword(password: string): void {
  const text = password.normalize('NFC')
  if (Array.from(text).length < MIN_CHARACTERS) throw new KluisError('password-weak', { reason: 'short' })
  if (new TextEncoder().encode(text).length > MAX_BYTES) throw new KluisError('password-weak', { reason: 'long' })
}
