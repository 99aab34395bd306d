import { type Account, type Accounts, add, alike, byId, canSign, change, choose, move, remove, saved, search } from '../accounts'
import { withoutSeenOf, withoutValuesOf } from '../history'
import { type KeySecret, publicPartOf, secretOfText, wipe } from '../keyfiles'
import type { AccountView, Handlers, KeyInput, Output, PopupContract } from '../messaging'
import { without } from '../sites'
import { type ErrorCode, type ErrorFacts, KluisError, readPath } from '../units'
import type { VaultKey, Wanted } from '../vault'
import type { Desk } from './desk'
import { keyOf } from './key-of'
import { needAccount } from './need-account'
import { accountView } from './views'
import type { Wallet } from './wallet'

type Names =
  | 'createWallet'
  | 'addAccounts'
  | 'accountsOf'
  | 'accountsAlike'
  | 'accountsPage'
  | 'accountPlace'
  | 'changeAccount'
  | 'chooseAccount'
  | 'moveAccount'
  | 'removeAccount'
  | 'previewChild'
  | 'deriveAccount'
  | 'accountsSaved'

const LONGEST_PATH = 512

/** What a secret gives, or why it is none. */
async function partOf(secret: KeySecret): Promise<{ id: string } | { code: ErrorCode; facts: ErrorFacts }> {
  try {
    return { id: (await publicPartOf(secret)).accountId }
  } catch (error) {
    if (error instanceof KluisError) return { code: error.code, facts: error.facts }
    throw error
  }
}

type Kept = Output<PopupContract, 'addAccounts'>[number]

/** Answers about the accounts themselves: making, finding, changing and removing them. */
export function accountHandlers(
  wallet: Wallet,
  desk: Desk,
  announce: () => Promise<void>,
  lookAt: (ids: readonly string[]) => void,
): Pick<Handlers<PopupContract, null>, Names> {
  const minutes = async () => (await wallet.settings.read()).lockMinutes

  /** Ends what was asked of an account that may not be used for it any more, and tells the sites. @param own also what the wallet itself asks */
  async function withdraw(id: string, own: boolean): Promise<void> {
    const of = ({ card }: { card: unknown }) => (card as { account?: { id: string } } | null)?.account?.id
    await desk.end((each) => (own || each.place !== null) && of(each) === id, 'unauthorized')
    await announce()
  }

  /** Adds to the list what has its secret in the vault: no account is there without it. @throws KluisError no-wallet, storage-failed */
  async function enlist(made: readonly Account[]): Promise<Accounts> {
    for (const { source } of made) if (source && !(await wallet.vault.holds(source.recordId))) throw new KluisError('storage-failed')
    return wallet.accounts.write((accounts) => add(accounts, made))
  }
  /** An account as it is kept now: what is not in the list, or has no record in the vault, was not kept. @throws KluisError storage-failed */
  async function keptAs(accounts: Accounts, id: string): Promise<AccountView> {
    const account = byId(accounts, id)
    if (!account || (account.source && !(await wallet.vault.holds(account.source.recordId)))) throw new KluisError('storage-failed')
    return accountView(account)
  }

  /**
   * Keeps what was brought: the secrets first, all at once, then the accounts. What a page claims of a key is compared, never taken over,
   * and no secret is sealed that no account will need. To be called in a turn of `binding`.
   * @param seal puts the secrets into the vault and tells where each stands
   */
  async function keep(keys: readonly KeyInput[], seal: (wanted: Wanted[]) => Promise<(VaultKey | null)[]>): Promise<Kept[]> {
    const { list } = await wallet.accounts.read()
    const taken = new Map(list.map((each) => [each.id, { name: each.name, signs: canSign(each) }]))
    const secrets = keys.map(({ secret }) => secret && secretOfText(secret))
    const made: Account[] = []
    let outcomes: ({ id: string } | Extract<Kept, { ok: false }>)[]
    try {
      const parts = await Promise.all(keys.map(async ({ id }, i) => (secrets[i] ? partOf(secrets[i]) : { id })))
      const ids = parts.map((part) => ('id' in part ? part.id : null))
      outcomes = keys.map((key, i) => {
        const id = ids[i] ?? null
        const refused = (code: ErrorCode, facts = {}) => ({ ok: false as const, id: key.id, code, facts })
        const part = parts[i]
        // One that is no key takes no other with it.
        if (part && 'code' in part) return refused(part.code, part.facts)
        if (id === null || (key.id !== null && key.id !== id)) return refused('address-mismatch')
        const twin = taken.get(id)
        // One that is only watched may get its secret.
        if (twin && (twin.signs || !key.secret)) return refused('duplicate-account', { name: twin.name })
        taken.set(id, { name: twin?.name ?? key.name, signs: key.secret !== null })
        return { id }
      })
      if (outcomes.every((each) => 'ok' in each)) return outcomes.filter((each) => 'ok' in each)
      const wanted = secrets.flatMap((secret, i) =>
        secret && !('ok' in (outcomes[i] ?? {})) ? [{ secret, accountId: ids[i] ?? null }] : [],
      )
      const sealed = await seal(wanted)
      for (const [i, { name, note, hidden, role, saved, watch, publicKey, type }] of keys.entries()) {
        const kept = outcomes[i]
        if (!kept || 'ok' in kept) continue
        const at = wallet.now()
        const common = { id: kept.id, name, note, hidden, addedAt: at }
        const secret = secrets[i]
        if (!secret) {
          const watched = { role: 'watch', source: null, holds: null, watch: watch ?? 'address', savedAt: at } as const
          made.push({ ...common, ...watched, publicKey: publicKey ?? kept.id, type })
          continue
        }
        const where = sealed.shift()
        if (!where) throw new KluisError('address-mismatch')
        const own = { role: role === 'hotkey' ? role : 'coldkey', holds: secret.kind, watch: null, savedAt: saved ? at : null } as const
        made.push({ ...common, ...own, publicKey: where.publicKey, type: where.type, source: where.source })
      }
    } finally {
      for (const each of secrets) if (each) wipe(each)
    }
    const after = await enlist(made)
    const kept = await Promise.all(
      outcomes.map(async (each): Promise<Kept> => ('ok' in each ? each : { ok: true, account: await keptAs(after, each.id) })),
    )
    await wallet.vault.finish(usedBy(after)).catch(() => undefined) // The next life does.
    return kept
  }

  return {
    async createWallet({ password, keys }) {
      // A vault without an account: the background died in between, and the same command finishes what it began.
      const begun = (await wallet.vault.state()).status !== 'empty'
      const half = begun && !(await wallet.accounts.read()).list.length
      if (begun && !half) throw new KluisError('wallet-exists')
      if (half) await wallet.vault.unlock(password, await minutes())
      const time = await minutes()
      const kept = await wallet.binding(async () => {
        if (!half) await wallet.beginAnew()
        return keep(keys, (wanted) => (half ? wallet.vault.add(wanted) : wallet.vault.create(password, wanted, time)))
      })
      // Where no vault came to be, nothing is there to be lost; where this fails, the next start does it.
      if (kept.some((each) => each.ok)) await wallet.storage.found().catch(() => undefined)
      return kept
    },
    addAccounts: ({ keys, password }) =>
      wallet.whileOpen(async () => {
        // Whoever holds the key of what is brought, or of what is only watched from here, could be paid as an own account.
        await wallet.needMayPay(password)
        return keep(keys, async (wanted) => (wanted.length ? wallet.vault.add(wanted) : []))
      }),
    async accountsOf({ ids }) {
      const wanted = new Set(ids)
      return (await wallet.accounts.read()).list.filter(({ id }) => wanted.has(id)).map(accountView)
    },
    async accountsAlike({ texts }) {
      const accounts = await wallet.accounts.read()
      const found = new Map<string, AccountView>()
      for (const text of texts) {
        const account = alike(accounts, text)
        if (account) found.set(account.id, accountView(account))
        // Of many accounts each text is some work: what else is asked meanwhile has its turn.
        await new Promise((resolve) => setTimeout(resolve))
      }
      return [...found.values()]
    },
    async accountsPage({ from, count, query, only }) {
      const found = search(await wallet.accounts.read(), query, only)
      const items = found.slice(from, from + count)
      lookAt(items.map(({ id }) => id))
      return { total: found.length, items: items.map(accountView) }
    },
    async accountPlace({ id, query, only }) {
      const at = search(await wallet.accounts.read(), query, only).findIndex((each) => each.id === id)
      return at < 0 ? null : at
    },
    async changeAccount({ id, ...given }) {
      const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      const after = await wallet.whileOpen(() => wallet.accounts.write((accounts) => change(accounts, id, chosen)))
      if (byId(after, id)?.hidden) await withdraw(id, false)
      else await announce()
    },
    async chooseAccount({ id }) {
      await wallet.whileOpen(() => wallet.accounts.write((accounts) => choose(accounts, id)))
    },
    async moveAccount({ id, to }) {
      await wallet.whileOpen(() => wallet.accounts.write((accounts) => move(accounts, id, to)))
    },
    async removeAccount({ id, password }) {
      await wallet.needOpen()
      await needAccount(wallet, id)
      await wallet.vault.checkPassword(password)
      await wallet.binding(async () => {
        // First what was recorded of it: dying in between leaves nothing of an account that is not there any more.
        await wallet.counting.write(({ [id]: _, ...others }) => others)
        await wallet.values.write((values) => withoutValuesOf(values, id))
        const { orphan } = remove(await wallet.accounts.read(), id)
        // Said before: dying in between leaves a secret that nobody sees, which the next life forgets.
        if (orphan !== null) await wallet.vault.willForget(orphan)
        const after = await wallet.accounts.write((accounts) => remove(accounts, id).accounts)
        await wallet.sites.write((sites) => without(sites, id))
        await wallet.seen.note((history) => withoutSeenOf(history, id))
        await withdraw(id, true)
        await wallet.vault.finish(usedBy(after))
      })
    },
    async previewChild({ parent, path }) {
      const accounts = await wallet.accounts.read()
      const child = await childOf(
        accounts.list.find(({ id }) => id === parent),
        path,
      )
      const { address } = accountView({ ...emptyAccount, id: child.accountId })
      return { id: child.accountId, publicKey: child.publicKey, address, duplicateOf: byId(accounts, child.accountId)?.name ?? null }
    },
    deriveAccount: ({ parent, path, name }) =>
      wallet.binding(async () => {
        const accounts = await wallet.accounts.read()
        const from = byId(accounts, parent)
        const child = await childOf(from, path)
        const made: Account = {
          ...emptyAccount,
          id: child.accountId,
          name,
          publicKey: child.publicKey,
          type: child.type,
          role: from?.role === 'hotkey' ? 'hotkey' : 'coldkey',
          source: child.source,
          holds: from?.holds ?? null,
          addedAt: wallet.now(),
        }
        const after = await enlist([made])
        return keptAs(after, child.accountId)
      }),
    async accountsSaved({ ids }) {
      await wallet.whileOpen(() => wallet.accounts.write((accounts) => saved(accounts, ids, wallet.now())))
    },
  }

  /** The account further along the path of another. */
  async function childOf(parent: Account | undefined, path: string): Promise<VaultKey> {
    const { source, type } = keyOf(parent, 'watch-only')
    // By itself, before it is put behind the other: '1' after '//kluis' would be '//kluis1', a sister of it.
    readPath(path, type)
    // No longer than what can be brought and backed up.
    if (source.path.length + path.length > LONGEST_PATH) throw new KluisError('suri-path', { path })
    return wallet.vault.derive({ recordId: source.recordId, path: source.path + path }, type)
  }
}

/** Whether an account needs a record of the vault. */
export const usedBy = ({ list }: Accounts) => {
  const used = new Set(list.map(({ source }) => source?.recordId))
  return (recordId: string) => used.has(recordId)
}

const emptyAccount: Account = {
  id: '',
  name: '',
  note: '',
  publicKey: '',
  type: null,
  role: 'coldkey',
  source: null,
  holds: null,
  watch: null,
  hidden: false,
  savedAt: null,
  addedAt: 0,
}
