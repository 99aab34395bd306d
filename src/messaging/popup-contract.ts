import * as v from 'valibot'
import type { Contract } from './contract'
import { accountView, entryView, keyType, languages, networkIds, rao } from './views'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const hex = v.pipe(v.string(), v.maxLength(130), v.regex(/^0x[0-9a-f]*$/))
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
/** A phrase with path and passphrase: a named command carries it inward, nothing carries it outward. */
const secret = { phrase: text(1024), path: text(512), passphrase: text(256), type: keyType }
const name = text(256)
const page = v.strictObject({
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
})
/** A command that must not run twice carries an id that the background remembers. */
const once = { commandId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)) }

/** Everything that our own pages can ask of the background. */
export const popupContract = {
  /** First vault and first account. Errors: wallet-exists, password-weak, mnemonic-*, suri-path, soft-junction-unsupported, storage-failed. */
  createWallet: { input: v.strictObject({ ...once, password, ...secret, name }), output: accountView },
  /** Shows what an import would give, and keeps nothing. Errors: mnemonic-*, suri-*, soft-junction-unsupported, duplicate-account. */
  previewAccount: {
    input: v.strictObject(secret),
    output: v.strictObject({ id: hex, address: v.string(), publicKey: hex, duplicateOf: v.nullable(v.string()) }),
  },
  /** Keeps it. Needs an open vault. */
  addAccount: { input: v.strictObject({ ...once, ...secret, name }), output: accountView },
  renameAccount: { input: v.strictObject({ id: hex, name }), output: v.void() },
  chooseAccount: { input: v.strictObject({ id: hex }), output: v.void() },
  accountsPage: { input: page, output: v.array(accountView) },

  /** Errors: wrong-password {left?}, throttled {until}. */
  unlock: { input: v.strictObject({ password }), output: v.void() },
  lock: { input: v.void(), output: v.void() },

  /** Answers to what sites asked. Errors: gone, changed, locked. */
  approveConnect: { input: v.strictObject({ id: v.string(), accounts: v.pipe(v.array(hex), v.minLength(1)) }), output: v.void() },
  /** `hash` is that of the bytes that were shown. `password` where the level asks for it (D3). */
  approve: {
    input: v.strictObject({ id: v.string(), hash: hex, password: v.optional(password) }),
    output: v.strictObject({ entry: v.nullable(v.string()) }),
  },
  reject: { input: v.strictObject({ id: v.string() }), output: v.void() },
  revokeSite: { input: v.strictObject({ origin: text(2048) }), output: v.void() },
  grantSite: { input: v.strictObject({ origin: text(2048), accounts: v.array(hex) }), output: v.void() },

  /**
   * Makes a request of the wallet's own (kind 'transaction', origin null), to be reviewed and approved like any other.
   * `amount` null sends everything and closes the account. Errors: ss58-*, amount-zero, insufficient-funds, recipient-too-poor, offline.
   */
  prepareTransfer: {
    input: v.strictObject({ ...once, from: hex, to: text(128), amount: v.nullable(rao), keepAlive: v.boolean() }),
    output: v.strictObject({ id: v.string() }),
  },
  /** What a transfer would cost now, for the form. */
  estimateTransfer: {
    input: v.strictObject({ from: hex, to: text(128), amount: rao, keepAlive: v.boolean() }),
    output: v.strictObject({ fee: rao, max: rao }),
  },
  activityPage: { input: page, output: v.array(entryView) },

  /** `host` only for the local network: ws://127.0.0.1:PORT or ws://localhost:PORT. */
  chooseNetwork: { input: v.strictObject({ id: v.picklist(networkIds), host: v.optional(text(256)) }), output: v.void() },
  /** The person does not want to wait for the next attempt to connect. */
  retryNetwork: { input: v.void(), output: v.void() },
  changeSettings: {
    input: v.strictObject({
      language: v.optional(v.picklist([...languages, 'system'])),
      theme: v.optional(v.picklist(['system', 'light', 'dark'])),
      lockMinutes: v.optional(v.picklist([1, 5, 15, 60])),
      hideAmounts: v.optional(v.boolean()),
    }),
    output: v.void(),
  },
  /** The person did something in our pages: moves the lock deadline. */
  touch: { input: v.void(), output: v.void() },
  dismissNotice: { input: v.strictObject({ id: text(32) }), output: v.void() },
} satisfies Contract
export type PopupContract = typeof popupContract
