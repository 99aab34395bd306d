import * as v from 'valibot'
import { errorCodes, raoText as rao } from '../units'
import { activityCoverage, activityFind } from './activity-views'
import type { Contract } from './contract'
import { familyContract } from './family-contract'
import { holdingContract } from './holding-contract'
import { hotkeyContract } from './hotkey-contract'
import { nodeCommands } from './node-commands'
import { recipient } from './recipient'
import { siteContract } from './site-contract'
import { stakeMovesContract } from './stake-moves-contract'
import { stakingContract, unprotected } from './staking-contract'
import { valuesContract } from './values-contract'
import { accountView, activityItem, holderView, keyType, languages, networkIds, positionView, roles } from './views'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const hex = v.pipe(v.string(), v.maxLength(130), v.regex(/^0x[0-9a-f]*$/))
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const path = text(512)
/** What an account signs with. Named commands carry it inward, and outward only to who gave the password again. */
const secret = v.variant('kind', [
  v.strictObject({ kind: v.literal('phrase'), phrase: text(1024), passphrase: text(256), path, type: keyType }),
  /** 32 bytes. */
  v.strictObject({ kind: v.literal('seed'), seed: id, path, type: keyType }),
  /** sr25519, 64 bytes, canonical. */
  v.strictObject({
    kind: v.literal('key'),
    key: v.pipe(v.string(), v.regex(/^0x[0-9a-f]{128}$/)),
    path,
    type: v.literal('sr25519'),
  }),
])
export type SecretInput = v.InferOutput<typeof secret>
const name = text(256)
const note = text(1024)
/** One account to keep: what is claimed of it is computed again from the secret. Without a secret it is watched. */
const key = v.strictObject({
  secret: v.nullable(secret),
  /** null: whichever the secret gives. */
  id: v.nullable(id),
  publicKey: v.nullable(hex),
  type: v.nullable(keyType),
  role: v.picklist(roles),
  watch: v.nullable(v.picklist(['address', 'external', 'hardware', 'multisig', 'hashed'])),
  name,
  note,
  hidden: v.boolean(),
  /** Whether the person holds what restores it: words on paper that were checked or typed in. */
  saved: v.boolean(),
})
export type KeyInput = v.InferOutput<typeof key>
const keys = v.pipe(v.array(key), v.minLength(1), v.maxLength(200))
/** What became of each, in the order given. */
const kept = v.array(
  v.variant('ok', [
    v.strictObject({ ok: v.literal(true), account: accountView }),
    v.strictObject({ ok: v.literal(false), id: v.nullable(id), code: v.picklist(errorCodes), facts: v.record(v.string(), v.string()) }),
  ]),
)
const site = v.strictObject({ origin: text(2048), accounts: v.array(id), grantedAt: v.number(), lastUsedAt: v.number() })
const contact = v.strictObject({ id, name, note })
const keptNodes = v.array(v.strictObject({ url: text(256), operator: v.nullable(text(256)), enabled: v.boolean() }))
export type SiteBackup = v.InferOutput<typeof site>
export type ContactInput = v.InferOutput<typeof contact>
/** At most as many as a person reads. */
export const MOST_PAYMENTS = 100
const payments = v.pipe(v.array(v.strictObject({ to: text(128), amount: rao })), v.minLength(1), v.maxLength(MOST_PAYMENTS))
const page = v.strictObject({
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
})
/** A command that must not run twice carries an id that the background remembers. */
const once = { commandId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)) }
/** Whoever may be paid from then on takes the password where only contacts are paid. Errors: locked, wrong-password, throttled. */
const guarded = { password: v.optional(password) }

/** Everything that our own pages can ask of the background. */
export const popupContract = {
  /** The vault, and its first accounts. Errors: wallet-exists, password-weak, wrong-password (a vault without accounts), and those of addAccounts. */
  createWallet: { input: v.strictObject({ ...once, password, keys }), output: kept },
  /**
   * Keeps accounts; each succeeds or fails by itself, with duplicate-account, address-mismatch and the like. Needs an open vault.
   * Errors: those of `guarded` (own accounts may be paid), mnemonic-*, suri-*, soft-junction-unsupported, seed-length, too-large,
   * vault-full, storage-failed.
   */
  addAccounts: { input: v.strictObject({ ...once, ...guarded, keys }), output: kept },
  /** The accounts of these ids that are here, for names and duplicates. */
  accountsOf: { input: v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(1_000)) }), output: v.array(accountView) },
  /** Own accounts for which one of these texts may be taken: addresses that resemble theirs, or theirs with a mistake in it. */
  accountsAlike: { input: v.strictObject({ texts: v.pipe(v.array(text(128)), v.maxLength(MOST_PAYMENTS)) }), output: v.array(accountView) },
  /** A part of the list of those that match, in the person's order; their balances are looked after from then on. */
  accountsPage: {
    input: v.strictObject({ ...page.entries, query: text(256), only: v.picklist(['all', 'signing', 'moving', 'site']) }),
    output: v.strictObject({ total: v.number(), items: v.array(accountView) }),
  },
  /** Where an account stands in such a list, null where it does not. Nothing is looked after for that. */
  accountPlace: {
    input: v.strictObject({ id, query: text(256), only: v.picklist(['all', 'signing', 'moving', 'site']) }),
    output: v.nullable(v.number()),
  },
  changeAccount: {
    input: v.strictObject({
      id,
      name: v.optional(name),
      note: v.optional(note),
      hidden: v.optional(v.boolean()),
      role: v.optional(v.picklist(['coldkey', 'hotkey'])),
    }),
    output: v.void(),
  },
  /** Whether it counts in the total. */
  countAccount: { input: v.strictObject({ id, counted: v.boolean() }), output: v.void() },
  /**
   * Positions of an account, or of all that count together (null), the most valuable first; `place`: only this one. What selling them
   * would return is asked for from then on, of an account or of one position. `of`: whose it is, where one is asked for.
   */
  positionsPage: {
    input: v.strictObject({
      ...page.entries,
      account: v.nullable(id),
      place: v.nullable(v.strictObject({ netuid: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), hotkey: id })),
    }),
    output: v.strictObject({ total: v.number(), items: v.array(positionView), of: v.array(holderView) }),
  },
  chooseAccount: { input: v.strictObject({ id }), output: v.void() },
  /** `to`: its index afterwards. */
  moveAccount: { input: v.strictObject({ id, to: v.pipe(v.number(), v.integer(), v.minValue(0)) }), output: v.void() },
  /** Takes it out of the wallet, and its secret out of the vault where no other account needs it. Errors: wrong-password, throttled, locked. */
  removeAccount: { input: v.strictObject({ ...once, id, password }), output: v.void() },
  /** What a path from an account would give; keeps nothing. Errors: locked, suri-path, soft-junction-unsupported, watch-only. */
  previewChild: {
    input: v.strictObject({ parent: id, path }),
    output: v.strictObject({ id, address: v.string(), publicKey: hex, duplicateOf: v.nullable(v.string()) }),
  },
  deriveAccount: { input: v.strictObject({ ...once, parent: id, path, name }), output: accountView },

  /** Secrets, to who gave the password again, for reveal and export. Errors: locked, wrong-password, throttled, not-exportable. */
  revealSecrets: {
    input: v.strictObject({ password, ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(1_000)) }),
    output: v.array(v.strictObject({ account: accountView, secret })),
  },
  /** The person has what restores these: words seen and written down, a file that was opened again. */
  accountsSaved: { input: v.strictObject({ ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(20_000)) }), output: v.void() },
  /** Everything that a backup holds. Errors: those of revealSecrets. */
  exportWallet: {
    input: v.strictObject({ password }),
    output: v.strictObject({
      records: v.array(v.strictObject({ recordId: hex, kindCode: v.number(), payload: v.pipe(v.string(), v.regex(/^0x[0-9a-f]*$/)) })),
      accounts: v.array(v.strictObject({ ...accountView.entries, recordId: v.nullable(hex) })),
      contacts: v.array(contact),
      sites: v.array(site),
      /** Origins. */
      blocked: v.array(text(2048)),
      settings: v.strictObject({ contactsOnly: v.boolean(), nodes: v.strictObject({ finney: keptNodes, testnet: keptNodes }) }),
    }),
  },
  /**
   * Contacts and sites of a backup join those that are here. Sites get no accounts but `accounts`, those that the backup brought;
   * `blocked` ones lose what they have, and no block that is here is lifted.
   * `nodes`: those of somebody's own join the list and are off, those of the network's list (`operator` null) are switched off.
   * `contactsOnly` is switched on, never off. `left`: so many contacts found no room any more. Errors: those of `guarded` where there are
   * new contacts.
   */
  mergeBackup: {
    input: v.strictObject({
      ...guarded,
      contacts: v.pipe(v.array(contact), v.maxLength(5_000)),
      sites: v.pipe(v.array(v.strictObject({ origin: text(2048), accounts: v.array(id) })), v.maxLength(1_000)),
      accounts: v.pipe(v.array(id), v.maxLength(20_000)),
      blocked: v.optional(v.pipe(v.array(text(2048)), v.maxLength(1_000))),
      nodes: v.optional(
        v.pipe(
          v.array(v.strictObject({ network: v.picklist(['finney', 'testnet']), url: text(256), operator: v.nullable(text(256)) })),
          v.maxLength(128),
        ),
      ),
      contactsOnly: v.optional(v.literal(true)),
    }),
    output: v.strictObject({ left: v.number() }),
  },
  /** A new one is `guarded`; another name or note for one who is here is not. `alike`: it was said that he looks like somebody known. */
  saveContact: { input: v.strictObject({ ...contact.entries, ...guarded, alike: v.optional(v.literal(true)) }), output: v.void() },
  removeContact: { input: v.strictObject({ id }), output: v.void() },

  /** Errors: wrong-password, throttled, password-weak. */
  changePassword: { input: v.strictObject({ old: password, next: password }), output: v.void() },
  /** A new key for everything in the vault, under the same password. Errors: wrong-password, throttled, vault-damaged. */
  rekey: { input: v.strictObject({ password }), output: v.void() },
  /** Whether the password is this one: before dangerous things. Errors: wrong-password, throttled. */
  checkPassword: { input: v.strictObject({ password }), output: v.void() },
  /** Deletes everything. The page asked for a typed word. */
  wipe: { input: v.strictObject({ sure: v.literal('everything') }), output: v.void() },

  /** Errors: wrong-password {left?}, throttled {until}. */
  unlock: { input: v.strictObject({ password }), output: v.void() },
  lock: { input: v.void(), output: v.void() },

  /** Answers to what sites asked. Errors: gone, changed, locked. */
  approveConnect: { input: v.strictObject({ id: v.string(), accounts: v.pipe(v.array(hex), v.minLength(1)) }), output: v.void() },
  /**
   * `hash` is that of the bytes that were shown. `password` where the level asks for it (D3). `sure`: the person typed the word for what a site
   * asks at whatever price there is; of the wallet's own it was typed before. Errors: as above, changed, invalid-input (no word), wrong-password, throttled.
   */
  approve: {
    input: v.strictObject({ id: v.string(), hash: hex, password: v.optional(password), sure: v.optional(unprotected.entries.sure) }),
    output: v.strictObject({ entry: v.nullable(v.string()) }),
  },
  reject: { input: v.strictObject({ id: v.string() }), output: v.void() },
  ...siteContract,

  /**
   * Makes a request of the wallet's own (kind 'transaction', origin null), to be reviewed and approved like any other.
   * `amount` null sends everything and closes the account; `hotkey`: the person means it although it is a hotkey.
   * Errors: ss58-*, watch-only, is-hotkey, amount-zero, insufficient-funds, recipient-too-poor, not-a-contact {address}, offline.
   */
  prepareTransfer: {
    input: v.strictObject({ ...once, from: hex, to: text(128), amount: v.nullable(rao), keepAlive: v.boolean(), hotkey: v.boolean() }),
    output: v.strictObject({ id: v.string() }),
  },
  /**
   * What a transfer would cost now, and what the chain says of both sides, for the form. `amount` null: everything. `max`: the most that
   * can be sent so. `stays`: free TAO that stays behind then. `reserved` and `locked` never leave.
   */
  estimateTransfer: {
    input: v.strictObject({ from: hex, to: text(128), amount: v.nullable(rao), keepAlive: v.boolean() }),
    output: v.strictObject({ fee: rao, max: rao, free: rao, reserved: rao, locked: rao, stays: rao, recipient }),
  },
  /** Several payments as one request, of which all happen or none. Errors: those of prepareTransfer, too-large. */
  prepareBatch: {
    input: v.strictObject({ ...once, from: hex, payments, hotkey: v.boolean() }),
    output: v.strictObject({ id: v.string() }),
  },
  /** The same for several payments. `max`: the most that all of them together may come to. `recipients`: each once. */
  estimateBatch: {
    input: v.strictObject({ from: hex, payments }),
    output: v.strictObject({ fee: rao, max: rao, free: rao, recipients: v.array(recipient) }),
  },
  /** What is known of an address. Errors: ss58-*, offline. */
  lookUp: { input: v.strictObject({ address: text(128) }), output: recipient },
  /** Those of these new contacts whom somebody may take for an own account, a contact, one who was paid, or one another. */
  contactsAlike: {
    input: v.strictObject({ contacts: v.pipe(v.array(contact), v.maxLength(5_000)) }),
    output: v.array(
      v.strictObject({ id, by: v.picklist(['address', 'name']), like: v.strictObject({ name: v.string(), address: v.string() }) }),
    ),
  },
  /** Contacts of a file join those that are here: who is here stays as he is, and `left` found no room any more. */
  addContacts: {
    input: v.strictObject({ ...once, ...guarded, contacts: v.pipe(v.array(contact), v.maxLength(5_000)) }),
    output: v.strictObject({ added: v.number(), left: v.number() }),
  },
  /** A part of what is found, newest first; `total` counts all of it. */
  activityPage: {
    input: v.strictObject({ ...page.entries, find: activityFind }),
    output: v.strictObject({ total: v.number(), items: v.array(activityItem) }),
  },
  /** One of them, however old; null where there is none of this id. */
  activityEntry: { input: v.strictObject({ id: text(256) }), output: v.nullable(activityItem) },
  /** What of received amounts can be known on a network, for a list that says whether it is complete. */
  activityCoverage: { input: v.strictObject({ network: v.picklist(networkIds) }), output: activityCoverage },
  ...valuesContract,
  ...stakingContract,
  ...stakeMovesContract,
  ...holdingContract,
  ...familyContract,
  ...hotkeyContract,

  /**
   * `host` only for the local network: ws://127.0.0.1:PORT or ws://localhost:PORT. `password`: for the local network, or another host
   * of it, once there is a wallet: what is asked there is believed. Errors: locked, wrong-password, throttled.
   */
  chooseNetwork: {
    input: v.strictObject({ id: v.picklist(networkIds), host: v.optional(text(256)), password: v.optional(password) }),
    output: v.void(),
  },
  /** The person does not want to wait for the next attempt to connect. */
  retryNetwork: { input: v.void(), output: v.void() },
  ...nodeCommands,
  /** `password`: only to pay others than contacts again. Errors: locked (how long it stays open, whom it pays), wrong-password, throttled. */
  changeSettings: {
    input: v.strictObject({
      language: v.optional(v.picklist([...languages, 'system'])),
      theme: v.optional(v.picklist(['system', 'light', 'dark'])),
      lockMinutes: v.optional(v.picklist([1, 5, 15, 60])),
      hideAmounts: v.optional(v.boolean()),
      contactsOnly: v.optional(v.boolean()),
      shieldAbove: v.optional(v.nullable(rao)),
      password: v.optional(password),
    }),
    output: v.void(),
  },
  /** The person did something in our pages: moves the lock deadline. */
  touch: { input: v.void(), output: v.void() },
  dismissNotice: { input: v.strictObject({ id: text(32) }), output: v.void() },
} satisfies Contract
export type PopupContract = typeof popupContract
