import { byId, dropContact, keepContact, search } from '../accounts'
import type { Handlers, PopupContract } from '../messaging'
import { merge } from '../sites'
import { KluisError, toHex } from '../units'
import { keyOf, secretInput } from './secrets'
import { accountView } from './views'
import type { Wallet } from './wallet'

type Names =
  | 'revealSecrets'
  | 'exportWallet'
  | 'mergeBackup'
  | 'saveContact'
  | 'removeContact'
  | 'unlock'
  | 'lock'
  | 'touch'
  | 'changePassword'
  | 'rekey'
  | 'checkPassword'
  | 'wipe'

/**
 * Answers about the vault itself: its lock, what leaves it after the password, and its end. Around a wipe, `ended` is called while what
 * waits can still be ended, `wiped` when everything is gone.
 */
export function safeHandlers(
  wallet: Wallet,
  announce: () => Promise<void>,
  { ended, wiped }: Record<'ended' | 'wiped', () => Promise<void>>,
): Pick<Handlers<PopupContract, null>, Names> {
  const minutes = async () => (await wallet.settings.read()).lockMinutes
  return {
    unlock: async ({ password }) => wallet.vault.unlock(password, await minutes()),
    lock: () => wallet.vault.lock(),
    touch: async () => wallet.vault.touch(await minutes()),
    checkPassword: async ({ password }) => wallet.vault.checkPassword(password),
    changePassword: async ({ old, next }) => wallet.vault.changePassword(old, next),
    rekey: async ({ password }) => wallet.vault.rekey(password, await minutes()),

    async revealSecrets({ password, ids }) {
      const accounts = await wallet.accounts.read()
      const wanted = ids.map((id) => byId(accounts, id))
      const keys = wanted.map((each) => keyOf(each, 'not-exportable'))
      return wallet.vault.reveal(password, keys, (secrets) =>
        secrets.map((secret, i) => {
          const account = wanted[i]
          if (!account) throw new KluisError('internal')
          return { account: accountView(account), secret: secretInput(secret) }
        }),
      )
    },
    async exportWallet({ password }) {
      const [{ list }, contacts, sites] = await Promise.all([wallet.accounts.read(), wallet.contacts.read(), wallet.sites.read()])
      return wallet.vault.revealAll(password, (records) => ({
        records: records.map(({ recordId, kindCode, payload }) => ({ recordId, kindCode, payload: toHex(payload) })),
        accounts: list.map((each) => ({ ...accountView(each), recordId: each.source?.recordId ?? null })),
        contacts: contacts.map(({ id, name, note }) => ({ id, name, note })),
        sites: Object.entries(sites).map(([origin, site]) => ({ origin, ...site })),
      }))
    },
    async mergeBackup({ contacts, sites }) {
      const here = new Set(search(await wallet.accounts.read(), '', 'signing').map(({ id }) => id))
      await wallet.contacts.write((before) =>
        contacts
          .filter(({ id }) => !before.some((each) => each.id === id))
          .reduce((all, each) => keepContact(all, { ...each, addedAt: wallet.now() }), before),
      )
      await wallet.sites.write((before) => merge(before, sites, here))
      await announce()
    },
    async saveContact(contact) {
      await wallet.contacts.write((before) => keepContact(before, { ...contact, addedAt: wallet.now() }))
    },
    async removeContact({ id }) {
      await wallet.contacts.write((before) => dropContact(before, id))
    },
    async wipe() {
      await wallet.vault.lock()
      await ended()
      await wallet.storage.clear('wipe')
      await wiped()
    },
  }
}
