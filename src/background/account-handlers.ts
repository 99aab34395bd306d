import { type Account, type Accounts, add, byId, canSign, change, choose, move, remove, saved, search } from '../accounts'
import { publicPartOf, wipe } from '../keyfiles'
import type { Handlers, KeyInput, Output, PopupContract } from '../messaging'
import { without } from '../sites'
import { type ErrorCode, KluisError, readPath } from '../units'
import type { VaultKey, Wanted } from '../vault'
import type { Desk } from './desk'
import { keyOf, secretOf } from './secrets'
import { accountView } from './views'
import type { Wallet } from './wallet'

type Names =
  | 'createWallet'
  | 'addAccounts'
  | 'accountsOf'
  | 'accountsPage'
  | 'changeAccount'
  | 'chooseAccount'
  | 'moveAccount'
  | 'removeAccount'
  | 'previewChild'
  | 'deriveAccount'
  | 'accountsSaved'

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

  /**
   * Keeps what was brought: the secrets first, all at once, then the accounts. What a page claims of a key is compared, never taken over,
   * and no secret is sealed that no account will need.
   * @param seal puts the secrets into the vault and tells where each stands
   */
  async function keep(keys: readonly KeyInput[], seal: (wanted: Wanted[]) => Promise<(VaultKey | null)[]>): Promise<Kept[]> {
    const { list } = await wallet.accounts.read()
    const taken = new Map(list.map((each) => [each.id, { name: each.name, signs: canSign(each) }]))
    const secrets = keys.map(({ secret }) => secret && secretOf(secret))
    const made: Account[] = []
    let outcomes: ({ id: string } | Extract<Kept, { ok: false }>)[]
    try {
      const ids = await Promise.all(keys.map(async ({ id }, i) => (secrets[i] ? (await publicPartOf(secrets[i])).accountId : id)))
      outcomes = keys.map((key, i) => {
        const id = ids[i] ?? null
        const refused = (code: ErrorCode, facts = {}) => ({ ok: false as const, id: key.id, code, facts })
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
    const after = await wallet.accounts.write((accounts) => add(accounts, made))
    return outcomes.map((each) => {
      if ('ok' in each) return each
      const account = byId(after, each.id)
      // Read back: what is not in the list was not kept.
      if (!account) throw new KluisError('storage-failed')
      return { ok: true, account: accountView(account) }
    })
  }

  return {
    async createWallet({ password, keys }) {
      // A vault without an account: the background died in between, and the same command finishes what it began.
      const begun = (await wallet.vault.state()).status !== 'empty'
      const half = begun && !(await wallet.accounts.read()).list.length
      if (begun && !half) throw new KluisError('wallet-exists')
      if (half) await wallet.vault.unlock(password, await minutes())
      const time = await minutes()
      return keep(keys, (wanted) => (half ? wallet.vault.add(wanted) : wallet.vault.create(password, wanted, time)))
    },
    async addAccounts({ keys }) {
      if ((await wallet.vault.state()).status !== 'unlocked') throw new KluisError('locked')
      return keep(keys, async (wanted) => (wanted.length ? wallet.vault.add(wanted) : []))
    },
    async accountsOf({ ids }) {
      const wanted = new Set(ids)
      return (await wallet.accounts.read()).list.filter(({ id }) => wanted.has(id)).map(accountView)
    },
    async accountsPage({ from, count, query, only }) {
      const found = search(await wallet.accounts.read(), query, only)
      const items = found.slice(from, from + count)
      lookAt(items.map(({ id }) => id))
      return { total: found.length, items: items.map(accountView) }
    },
    async changeAccount({ id, ...given }) {
      const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      const after = await wallet.accounts.write((accounts) => change(accounts, id, chosen))
      if (byId(after, id)?.hidden) await withdraw(id, false)
      else await announce()
    },
    async chooseAccount({ id }) {
      await wallet.accounts.write((accounts) => choose(accounts, id))
    },
    async moveAccount({ id, to }) {
      await wallet.accounts.write((accounts) => move(accounts, id, to))
    },
    async removeAccount({ id, password }) {
      if ((await wallet.vault.state()).status !== 'unlocked') throw new KluisError('locked')
      if (!byId(await wallet.accounts.read(), id)) throw new KluisError('unknown-account')
      await wallet.vault.checkPassword(password)
      const { orphan } = remove(await wallet.accounts.read(), id)
      // Said before: dying in between leaves a secret that nobody sees, which the next life forgets.
      if (orphan !== null) await wallet.vault.willForget(orphan)
      const after = await wallet.accounts.write((accounts) => remove(accounts, id).accounts)
      await wallet.sites.write((sites) => without(sites, id))
      await withdraw(id, true)
      await wallet.vault.finish(usedBy(after))
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
    async deriveAccount({ parent, path, name }) {
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
      const after = await wallet.accounts.write((now) => add(now, [made]))
      const account = byId(after, child.accountId)
      if (!account) throw new KluisError('storage-failed')
      return accountView(account)
    },
    async accountsSaved({ ids }) {
      await wallet.accounts.write((accounts) => saved(accounts, ids, wallet.now()))
    },
  }

  /** The account further along the path of another. */
  async function childOf(parent: Account | undefined, path: string): Promise<VaultKey> {
    const { source, type } = keyOf(parent, 'watch-only')
    // By itself, before it is put behind the other: '1' after '//kluis' would be '//kluis1', a sister of it.
    readPath(path, type)
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
