import * as v from 'valibot'
import {
  accountIdOf,
  type Container,
  containerSchema,
  isWeak,
  type KeySecret,
  newDek,
  newVaultId,
  publicPartOf,
  sealAgain,
  secretFrom,
  signWith,
  wipe,
  withPair,
  wrap,
} from '../keyfiles'
import type { Box, BoxSpec, Storage } from '../storage'
import { fromHex, type KeyType, KluisError, sameBytes, turns } from '../units'
import { createChores } from './chores'
import { copyKey } from './copy-key'
import { createGuesses } from './guesses'
import { type OpenedRecord, openSecret, place, type Source, type VaultKey, type Wanted } from './records'
import { createSession } from './session'

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
  sealedItself: ({ container }) => container?.vaultId ?? null,
}
const MIN_CHARACTERS = 12
const MAX_BYTES = 1_024

/**
 * The vault. It gives out addresses and signatures, and no key.
 * @param changed called after every opening and every lock, whoever asked for it
 */
export function createVault(
  storage: Pick<Storage, 'box' | 'keys' | 'lifeboat' | 'boarding'>,
  now: () => number,
  changed: (open: boolean) => void,
) {
  const shelf: Box<Shelf> = storage.box(vaultBox)
  const session = createSession(storage, now, changed)
  const guesses = createGuesses(storage, now, container)
  const { lifeboat } = storage
  lifeboat?.keyFrom(() => session.atOnce(copyKey).catch(() => undefined))
  const chores = createChores(storage)
  const adding = turns()

  async function container(): Promise<Container> {
    const { container } = await shelf.read()
    if (!container) throw new KluisError('no-wallet')
    return container
  }

  /** Runs work while this data key seals the lifeboat, whatever becomes of the session. @param old the data key that the work replaces */
  const under = async <T>(dek: Uint8Array, work: () => Promise<T>, old?: Uint8Array): Promise<T> =>
    lifeboat ? lifeboat.withKey(await copyKey(dek), old && (await copyKey(old)), work) : work()

  /** Runs `use` with the secret of an account and wipes it. @throws KluisError vault-damaged */
  async function withSecret<T>(
    vault: Container,
    dek: Uint8Array,
    source: Source,
    type: KeyType,
    use: (secret: KeySecret) => Promise<T>,
  ): Promise<T> {
    const record = vault.records.find((each) => each.recordId === source.recordId)
    if (!record) throw new KluisError('vault-damaged')
    const payload = await openSecret(vault, dek, record)
    let secret: KeySecret | undefined
    try {
      secret = secretFrom(record.kindCode, payload, source.path, type)
      return await use(secret)
    } finally {
      payload.fill(0)
      if (secret) wipe(secret)
    }
  }

  const write = (next: (vault: Container) => Container): Promise<unknown> =>
    shelf.write(({ container }) => {
      if (!container) throw new KluisError('no-wallet')
      return { container: next(container) }
    })
  const needOpen = async () => {
    if (!(await session.open())) throw new KluisError('locked')
  }
  /** Runs `use` with the data key of an open vault, the password asked again. @throws KluisError locked, wrong-password, throttled */
  async function again<T>(password: string, use: (vault: Container, dek: Uint8Array) => Promise<T>): Promise<T> {
    await needOpen()
    return guesses.guess(password, async (dek) => {
      // Once more: a lock that came during the work of the password holds.
      await needOpen()
      return use(await container(), dek)
    })
  }

  /** Wraps the data key again, in every generation and copy. */
  const rewrap = (password: string, dek: Uint8Array): Promise<void> =>
    adding(async () => {
      const { vaultId, epoch } = await container()
      const wrapped = await wrap(password, dek, vaultId, epoch)
      const replace = async () => void (await write((vault) => ({ ...vault, ...wrapped })))
      await under(dek, () => chores.spreading(replace, () => shelf.spread()))
    })
  /** A wrap that costs a guesser less than today's is made again, once the password is known. */
  async function strengthen(password: string, dek: Uint8Array): Promise<void> {
    if (isWeak((await container()).kdf)) await rewrap(password, dek)
  }

  /** See `forget` of the vault. */
  async function forget(recordId: string): Promise<void> {
    await chores.add([recordId])
    await adding(async () => {
      await write((vault) =>
        vault.records.some((each) => each.recordId === recordId)
          ? { ...vault, records: vault.records.filter((each) => each.recordId !== recordId) }
          : vault,
      )
      await shelf.spread()
    })
    await chores.drop([recordId])
  }

  return {
    async state(): Promise<VaultState> {
      try {
        if (!(await shelf.read()).container) return { status: 'empty' }
      } catch (error) {
        const code = error instanceof KluisError ? error.code : 'storage-failed'
        return { status: 'unreadable', code: code === 'vault-damaged' || code === 'vault-newer' ? code : 'storage-failed' }
      }
      const open = await session.open()
      return open ? { status: 'unlocked', deadline: open.deadline } : { status: 'locked', waitUntil: await guesses.waitUntil() }
    },

    /**
     * Makes the vault with its first secrets, and opens it. None is a vault for accounts that are only watched.
     * @throws KluisError wallet-exists, password-weak {reason}, mnemonic-*, suri-path, soft-junction-unsupported, seed-length, storage-failed
     */
    async create(password: string, all: readonly Wanted[], minutes: number): Promise<(VaultKey | null)[]> {
      checkNewPassword(password)
      const since = session.locks()
      if ((await shelf.read()).container) throw new KluisError('wallet-exists')
      const dek = newDek()
      try {
        const head = { vaultId: newVaultId(), epoch: 1 }
        const { records, keys } = await place({ ...head, records: [] }, dek, all)
        const made: Container = { format: 'taovault/1', ...head, ...(await wrap(password, dek, head.vaultId, head.epoch)), records }
        await chores.add(records.map(({ recordId }) => recordId))
        await under(dek, () =>
          shelf.write(({ container }) => {
            if (container) throw new KluisError('wallet-exists')
            return { container: made }
          }),
        )
        await guesses.forgive()
        await session.begin(dek, minutes, since)
        return keys
      } finally {
        dek.fill(0)
      }
    },

    /** @param minutes until it locks by itself. @throws KluisError wrong-password, throttled {until}, no-wallet, locked (a lock came meanwhile) */
    unlock(password: string, minutes: number): Promise<void> {
      const since = session.locks()
      return guesses.guess(password, async (dek) => {
        // What was lost comes aboard before anybody looks.
        await under(dek, () => storage.boarding())
        await strengthen(password, dek).catch(() => undefined)
        await session.begin(dek, minutes, since)
      })
    },
    lock: (): Promise<void> => session.lock(),
    /** Asks for the password again, under the same throttle. @throws KluisError wrong-password, throttled */
    checkPassword: (password: string): Promise<void> => guesses.guess(password, async () => undefined),

    /** The person did something: the deadline moves to `minutes` from now. Does nothing when locked. */
    touch: (minutes: number): Promise<void> => session.touch(minutes),

    /**
     * Keeps secrets in the open vault, all or none. New records are forgotten by `finish` unless an account needs them by then.
     * @throws KluisError locked, vault-damaged, vault-full {most}, and those of create
     */
    add: (all: readonly Wanted[]): Promise<(VaultKey | null)[]> =>
      // One after the other: two at once would both find that the other is not there.
      adding(() =>
        session.withDek(async (dek) => {
          const vault = await container()
          const { records, keys } = await place(vault, dek, all)
          if (records.length > vault.records.length) {
            await chores.add(records.slice(vault.records.length).map(({ recordId }) => recordId))
            await under(dek, () => write((vault) => ({ ...vault, records })))
          }
          return keys
        }),
      ),

    /** The account along another path, or of another type, from a record that is here. Keeps nothing. @throws KluisError locked, vault-damaged, suri-path, soft-junction-unsupported */
    derive: (source: Source, type: KeyType): Promise<VaultKey> =>
      session.withDek(async (dek) =>
        withSecret(await container(), dek, source, type, async (secret) => {
          const { accountId, publicKey } = await publicPartOf(secret)
          return { accountId, publicKey, type, source }
        }),
      ),

    /**
     * Signs bytes as they are. The public key is computed again and compared: a wrong record or path can never sign for another account.
     * @returns a MultiSignature, 65 or 66 bytes
     * @throws KluisError locked, vault-damaged
     */
    sign: (key: VaultKey, message: Uint8Array): Promise<Uint8Array> =>
      session.withDek(async (dek) =>
        withSecret(await container(), dek, key.source, key.type, (secret) =>
          withPair(secret, (pair) => {
            const same =
              sameBytes(pair.publicKey, fromHex(key.publicKey)) && sameBytes(accountIdOf(pair.publicKey, key.type), fromHex(key.accountId))
            if (!same) throw new KluisError('vault-damaged')
            return signWith(pair, key.type, message)
          }),
        ),
      ),

    /**
     * Gives out secrets, the password asked again: for reveal and export, and for nothing else. Runs `use` and wipes them.
     * @throws KluisError locked, wrong-password, throttled, vault-damaged (also: the secret is not that of the account)
     */
    reveal: <T>(password: string, keys: readonly VaultKey[], use: (secrets: KeySecret[]) => T): Promise<T> =>
      again(password, async (vault, dek) => {
        const secrets: KeySecret[] = []
        const next = async (i: number): Promise<T> => {
          // A lock that comes meanwhile holds: nothing leaves after it.
          await needOpen()
          const key = keys[i]
          if (!key) return use(secrets)
          return withSecret(vault, dek, key.source, key.type, async (secret) => {
            if ((await publicPartOf(secret)).accountId !== key.accountId) throw new KluisError('vault-damaged')
            secrets.push(secret)
            return next(i + 1)
          })
        }
        return next(0)
      }),
    /** Every record, for a backup of the whole wallet; wiped after `use`. @throws KluisError locked, wrong-password, throttled, vault-damaged */
    revealAll: <T>(password: string, use: (records: OpenedRecord[]) => T): Promise<T> =>
      again(password, async (vault, dek) => {
        const records: OpenedRecord[] = []
        try {
          for (const record of vault.records)
            records.push({ recordId: record.recordId, kindCode: record.kindCode, payload: await openSecret(vault, dek, record) })
          await needOpen()
          return use(records)
        } finally {
          for (const { payload } of records) payload.fill(0)
        }
      }),

    /**
     * Takes a record out of every generation and copy. Brought again it finishes what was cut short. Bytes that the browser's own files
     * still hold until they are compacted are beyond reach, here as in changePassword and rekey.
     * @throws KluisError no-wallet, storage-failed (a copy that could not be written may still have it)
     */
    forget,
    /** Whether there certainly is none: every place was read, and holds nothing. @throws KluisError where that cannot be told */
    isNone: async (): Promise<boolean> => !(await shelf.write((same) => same)).container,
    /** Whether a record is here. @throws KluisError no-wallet */
    holds: async (recordId: string): Promise<boolean> => (await container()).records.some((each) => each.recordId === recordId),
    /** Says which record will be forgotten, before what makes it useless: where that is cut short, `finish` forgets it. */
    willForget: (recordId: string) => chores.add([recordId]),
    /**
     * Finishes what was begun, now or in an earlier life: records that were to be forgotten or were sealed for accounts that did not come
     * to be, generations that were to be written over.
     * @param isUsed whether an account still needs a record: then it stays
     */
    async finish(isUsed: (recordId: string) => boolean): Promise<void> {
      const left = await chores.left()
      if (left.spread) await chores.respread(() => shelf.spread())
      const needed = left.forget.filter(isUsed)
      if (needed.length) await chores.drop(needed)
      for (const recordId of left.forget) if (!isUsed(recordId)) await forget(recordId)
    },

    /**
     * Wraps the data key under another password, in every generation and copy: the old one opens none of those.
     * A copy that cannot be written is noted and mended later: the new password holds all the same.
     * @throws KluisError wrong-password, throttled, password-weak, storage-failed (the old one holds)
     */
    async changePassword(old: string, next: string): Promise<void> {
      checkNewPassword(next)
      await guesses.guess(old, (dek) => rewrap(next, dek))
    },
    /**
     * Seals everything again under a new data key, in every generation and copy: who had the old key or an old copy of the vault keeps what
     * was in it, and has nothing of what comes.
     * @throws KluisError wrong-password, throttled, vault-damaged, storage-failed (then it is locked)
     */
    async rekey(password: string, minutes: number): Promise<void> {
      const since = session.locks()
      await guesses.guess(password, (dek) =>
        adding(async () => {
          const vault = await container()
          const fresh = newDek()
          try {
            const made = await sealAgain(vault, dek, password, fresh).catch((error: unknown) => {
              throw error instanceof KluisError ? new KluisError('vault-damaged', {}, error) : error
            })
            const replace = () =>
              session
                .replace(fresh, minutes, since, () => write(() => made))
                .catch((error: unknown) => {
                  // It was done, and then a lock came: what is left to do needs no key.
                  if (!(error instanceof KluisError && error.code === 'locked')) throw error
                })
            await under(fresh, () => chores.spreading(replace, () => shelf.spread()), dek)
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
