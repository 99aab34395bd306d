import { byId, dropContact, joinContacts, keepContacts, resembling, search } from '../accounts'
import { networks } from '../chain'
import { textOfSecret } from '../keyfiles'
import type { ContactInput, Handlers, PopupContract } from '../messaging'
import { bringNode, keepNodes, nodesOf, type Settings } from '../settings'
import { merge } from '../sites'
import { KluisError, toHex } from '../units'
import type { Desk } from './desk'
import { keyOf } from './key-of'
import { acquaintancesOn } from './recipients'
import { accountView } from './views'
import type { Wallet } from './wallet'

type Names =
  | 'revealSecrets'
  | 'exportWallet'
  | 'mergeBackup'
  | 'saveContact'
  | 'contactsAlike'
  | 'addContacts'
  | 'removeContact'
  | 'unlock'
  | 'lock'
  | 'touch'
  | 'changePassword'
  | 'rekey'
  | 'checkPassword'
  | 'wipe'

/** The nodes of a network with what a backup says of them; untouched where it says nothing. */
function withBrought(
  network: 'finney' | 'testnet',
  kept: Settings['nodes'][typeof network],
  brought: readonly { network: string; url: string; operator: string | null }[],
) {
  const of = brought.filter((each) => each.network === network)
  return of.length ? keepNodes(of.reduce(bringNode, nodesOf(kept, networks[network].hosts))) : kept
}

/**
 * Answers about the vault itself: its lock, what leaves it after the password, and its end. Around a wipe, `ended` is called while what
 * waits can still be ended, `wiped` when everything is gone, or could not go.
 */
export function safeHandlers(
  wallet: Wallet,
  desk: Pick<Desk, 'end'>,
  announce: () => Promise<void>,
  { ended, wiped }: Record<'ended' | 'wiped', () => Promise<void>>,
): Pick<Handlers<PopupContract, null>, Names> {
  // Settings that cannot be read are no reason to keep anybody out.
  const minutes = async () => (await wallet.settings.read().catch(() => wallet.settings.spec.initial())).lockMinutes
  const dated = (contacts: readonly ContactInput[]) => contacts.map((each) => ({ ...each, addedAt: wallet.now(), alike: false }))
  /** Whoever becomes a contact may be paid. */
  async function needMayKeep(contacts: readonly ContactInput[], password: string | undefined): Promise<void> {
    const here = new Set((await wallet.contacts.read()).map(({ id }) => id))
    if (contacts.some(({ id }) => !here.has(id))) await wallet.needMayPay(password)
  }
  /** Contacts join those that are here, as far as there is room. */
  async function joined(contacts: readonly ContactInput[]): Promise<{ added: number; left: number }> {
    let before = 0
    const after = await wallet.contacts.write((here) => {
      before = here.length
      return joinContacts(here, dated(contacts))
    })
    const here = new Set(after.map(({ id }) => id))
    return { added: after.length - before, left: contacts.filter(({ id }) => !here.has(id)).length }
  }
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
          return { account: accountView(account), secret: textOfSecret(secret) }
        }),
      )
    },
    // In turn with whatever changes which account needs which record: a backup of both has to fit together.
    exportWallet: ({ password }) =>
      wallet.binding(async () => {
        const [{ list }, contacts, sites, { contactsOnly, nodes }] = await Promise.all([
          wallet.accounts.read(),
          wallet.contacts.read(),
          wallet.sites.read(),
          wallet.settings.read(),
        ])
        return wallet.vault.revealAll(password, (records) => ({
          records: records.map(({ recordId, kindCode, payload }) => ({ recordId, kindCode, payload: toHex(payload) })),
          accounts: list.map((each) => ({ ...accountView(each), recordId: each.source?.recordId ?? null })),
          contacts: contacts.map(({ id, name, note }) => ({ id, name, note })),
          sites: Object.entries(sites.granted).map(([origin, site]) => ({ origin, ...site })),
          blocked: Object.keys(sites.blocked),
          settings: { contactsOnly, nodes },
        }))
      }),
    // What is to be kept is kept in a turn of its own: nothing of it comes behind a wipe.
    mergeBackup: ({ contacts, sites, accounts, blocked = [], nodes = [], contactsOnly, password }) =>
      wallet.whileOpen(async () => {
        await needMayKeep(contacts, password)
        const signing = new Set(search(await wallet.accounts.read(), '', 'signing').map(({ id }) => id))
        const brought = new Set(accounts.filter((id) => signing.has(id)))
        const { left } = await joined(contacts)
        await wallet.sites.write((before) => merge(before, { sites, blocked }, brought, wallet.now()))
        await desk.end(({ place }) => place !== null && blocked.includes(place.origin), 'site-blocked')
        if (nodes.length || contactsOnly) {
          await wallet.settings.write((settings) => ({
            ...settings,
            nodes: {
              finney: withBrought('finney', settings.nodes.finney, nodes),
              testnet: withBrought('testnet', settings.nodes.testnet, nodes),
            },
            contactsOnly: settings.contactsOnly || contactsOnly === true,
          }))
          await wallet.applyNetwork()
        }
        await announce()
        return { left }
      }),
    saveContact: ({ password, alike, ...contact }) =>
      wallet.whileOpen(async () => {
        await needMayKeep([contact], password)
        await wallet.contacts.write((before) => keepContacts(before, [{ ...contact, addedAt: wallet.now(), alike: alike === true }]))
      }),
    async contactsAlike({ contacts }) {
      const [{ list }, { known, contacts: places }, kept] = await Promise.all([
        wallet.accounts.read(),
        acquaintancesOn(wallet),
        wallet.contacts.read(),
      ])
      const names = new Map([...kept, ...list].map(({ id, name }) => [id, name]))
      return resembling(
        contacts,
        [...known, ...places].map(({ id, address }) => ({ name: names.get(id) ?? '', address })),
      )
    },
    addContacts: ({ contacts, password }) =>
      wallet.whileOpen(async () => {
        await needMayKeep(contacts, password)
        return joined(contacts)
      }),
    async removeContact({ id }) {
      await wallet.whileOpen(() => wallet.contacts.write((before) => dropContact(before, id)))
    },
    async wipe() {
      // Before anything ends.
      await wallet.storage.answering()
      // At once, for whatever is under way; and in its turn, should somebody have opened it meanwhile.
      await wallet.vault.lock()
      await wallet.wiping(async () => {
        await wallet.vault.lock()
        await ended()
        await wallet.storage.clear('wipe').finally(wiped)
      })
    },
  }
}
