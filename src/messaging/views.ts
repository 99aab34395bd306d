import * as v from 'valibot'
import { alphaFee, errorCodes, fact, hexText as hex, level, raoText as rao, risk, trade } from '../units'
import { type ReceivedView, receivedView } from './activity-views'
import { sitesView } from './site-views'

const code = v.picklist(errorCodes)
/** Milliseconds since 1970. */
const time = v.number()

export const keyTypes = ['sr25519', 'ed25519', 'ecdsa'] as const
export const keyType = v.picklist(keyTypes)

/** Whether there is a wallet, and whether it is open. */
export const sessionView = v.variant('status', [
  v.strictObject({ status: v.literal('empty') }),
  /** `waitUntil`: when the next guess is allowed, null for now. */
  v.strictObject({ status: v.literal('locked'), waitUntil: v.nullable(time) }),
  v.strictObject({ status: v.literal('unlocked'), deadline: time }),
  /** Storage holds something that cannot be read as a vault; nothing is overwritten. */
  v.strictObject({ status: v.literal('unreadable'), code }),
])

export const roles = ['coldkey', 'hotkey', 'watch'] as const
export const accountView = v.strictObject({
  /** Account id, hex. */
  id: hex,
  name: v.string(),
  note: v.string(),
  /** SS58, prefix 42. */
  address: v.string(),
  publicKey: hex,
  /** null: a watched account whose kind of key nobody said. */
  type: v.nullable(keyType),
  /** watch: it can be looked at, and nothing else. */
  role: v.picklist(roles),
  /** Derivation path, '' for a phrase's or key's own account; null where there is no secret. */
  path: v.nullable(v.string()),
  /** What can be taken out of the vault: the words, a seed, or only the key. */
  holds: v.nullable(v.picklist(['phrase', 'seed', 'key'])),
  watch: v.nullable(v.picklist(['address', 'external', 'hardware', 'multisig', 'hashed'])),
  /** Not offered to sites. */
  hidden: v.boolean(),
  /** When it was last known that the person can restore it without this browser; null: never. */
  savedAt: v.nullable(time),
})
/** `revision` rises with every change of the list: a page of it that was asked for is old then. `unsaved`: how many were never backed up. */
export const accountsView = v.strictObject({
  total: v.number(),
  first: v.array(accountView),
  chosen: v.nullable(accountView),
  revision: v.number(),
  unsaved: v.number(),
})
export const contactView = v.strictObject({
  ...{ id: hex, name: v.string(), note: v.string(), address: v.string() },
  /** Kept by hand, after it was said that the address looks like a known one. */
  alike: v.boolean(),
})
export const contactsView = v.strictObject({ items: v.array(contactView) })

/**
 * `staked`: spot value of its stakes, null: not read. `locked`: spot value of what is locked or held of them, null: not told. `exit`: all that it
 * would have if it sold now, complete once it is known for all of its positions; `exitSpot`: spot value of the same, at the prices of those
 * sales; both null: stakes not read. `exitAt`: when the oldest of those sales was simulated; null: none was.
 */
export const balanceView = v.strictObject({
  ...{
    free: rao,
    reserved: rao,
    frozen: rao,
    staked: v.nullable(rao),
    locked: v.nullable(rao),
    exit: v.nullable(rao),
    exitSpot: v.nullable(rao),
  },
  exitAt: v.nullable(time),
  exitKnown: v.number(),
  positions: v.number(),
})
/** Numbers of one block; `at` is when this wallet read them. */
export const balancesView = v.strictObject({
  block: v.nullable(v.number()),
  at: v.nullable(time),
  byAccount: v.record(v.string(), balanceView),
})

/** What somebody else may have written: cleaned and cut. */
const label = v.nullable(v.pipe(v.string(), v.maxLength(256)))
/** Stake with one hotkey on one subnet, of one account or of several. Alpha on root is TAO. */
export const positionView = v.strictObject({
  netuid: v.number(),
  hotkey: hex,
  address: v.string(),
  ...{ name: label, symbol: label, validator: label },
  /** Whether alpha of this subnet can be traded at all; null: not known. */
  open: v.nullable(v.boolean()),
  alpha: rao,
  /** What of it is neither locked nor held: the rest cannot be sold now. */
  sellable: rao,
  /** For how many blocks after that of `balances` the chain holds some of it on root, 0 where it holds none. */
  heldBlocks: v.number(),
  /** Rao for a whole alpha, and what that makes; null: no price is known. */
  price: v.nullable(rao),
  spot: v.nullable(rao),
  /** Alpha that is locked on this subnet, of the same accounts, whichever hotkey it is with; null: not told. */
  locked: v.nullable(rao),
  /** What selling all that is not locked would return; `tao` null: it cannot be sold. null: not asked yet, or all of it is locked. `fee` is alpha. */
  exit: v.nullable(v.strictObject({ tao: v.nullable(rao), fee: rao, slippage: rao, block: v.number(), at: time })),
})
/** How much of a position an account holds. */
export const holderView = v.strictObject({ id: hex, alpha: rao })
/** What the accounts that count have together, at the block of `balances`; null: nothing was seen. */
export const portfolioView = v.strictObject({
  /** What the person chose: whether an account counts. Where nothing was chosen, all but watched ones do. */
  chosen: v.record(v.string(), v.boolean()),
  money: v.nullable(
    v.strictObject({
      /** How many accounts count, and of how many it is known what they have. `watched`: there are only watched ones. */
      ...{ of: v.number(), known: v.number(), watched: v.boolean() },
      /** Those that do not count; null: not known of all. */
      left: v.strictObject({ count: v.number(), total: v.nullable(rao) }),
      ...{ free: rao, reserved: rao, root: rao, subnets: rao, total: rao, locked: v.nullable(rao) },
      /** Whether the stakes of all of them were read, and how many positions have no price. */
      read: v.boolean(),
      unpriced: v.number(),
      /** What would be there if all were sold: of `known` of `of` positions; `spot` of the same, `stuck` cannot be sold. */
      sold: v.strictObject({ rao, spot: rao, known: v.number(), of: v.number(), stuck: v.number(), at: v.nullable(time) }),
      count: v.number(),
      first: v.array(positionView),
    }),
  ),
})

export const networkIds = ['finney', 'testnet', 'local'] as const
/** One node of the chosen network, on or off, in the order in which they are tried. */
export const nodeView = v.strictObject({
  url: v.string(),
  /** Who runs it, as the network's list or the person says. */
  operator: v.string(),
  /** Added by the person. */
  own: v.boolean(),
  enabled: v.boolean(),
  /** unknown: not looked at since the background lives; behind and slow: it answers, and lags; refused: another chain, or answers that cannot be. */
  status: v.picklist(['off', 'unknown', 'checking', 'in-use', 'answering', 'slow', 'behind', 'refused', 'unreached']),
  latencyMs: v.nullable(v.number()),
  best: v.nullable(v.number()),
  /** Blocks that it lacked of the newest that was known then. */
  behind: v.nullable(v.number()),
  /** When it told that. */
  at: v.nullable(time),
  problem: v.nullable(code),
})
/** What a chain counts in: TAO with nine decimals, or what a local chain says. */
const token = v.strictObject({ symbol: v.string(), decimals: v.number() })
export const networkView = v.strictObject({
  id: v.picklist(networkIds),
  nodes: v.array(nodeView),
  /** idle: nothing asked for yet; refused: every host failed the genesis or metadata check. */
  phase: v.picklist(['idle', 'connecting', 'online', 'offline', 'refused']),
  host: v.nullable(v.string()),
  problem: v.nullable(code),
  best: v.nullable(v.number()),
  finalised: v.nullable(v.number()),
  /** When the newest head was heard of, or made where the node is late: the age of what is on screen. */
  bestAt: v.nullable(time),
  /** How long the node's last answer took, in milliseconds. */
  latencyMs: v.nullable(v.number()),
  /** When the last connection ended; null while one is live, and before this life of the background had any. */
  lostAt: v.nullable(time),
  specVersion: v.nullable(v.number()),
  genesisHash: v.nullable(hex),
  existentialDeposit: v.nullable(rao),
  token,
})

export const leafView = v.strictObject({
  /** Where it stands among nested calls: [] for the outermost, [0, 2] for the third call of the first. */
  path: v.array(v.number()),
  /** 'Balances.transfer_keep_alive'. */
  call: v.string(),
  level,
  fact,
  risks: v.array(risk),
})
export const explanationView = v.strictObject({
  level,
  leaves: v.array(leafView),
  /** Calls that only hold others: 'Utility.batch_all' at path [] and so on. */
  wrappers: v.array(v.strictObject({ path: v.array(v.number()), call: v.string() })),
  risks: v.array(risk),
  /** TAO that leaves the free balance in the worst case, without fee and tip; null when it has no bound. */
  outflow: v.nullable(rao),
  /** Stake that leaves the account in the worst case; null when it has no bound. */
  stakeOut: v.array(v.strictObject({ netuid: v.number(), alpha: v.nullable(rao) })),
})

const common = {
  id: v.string(),
  openedAt: time,
  expiresAt: time,
  /** The site's origin as the browser gave it; null when the wallet itself asks. */
  origin: v.nullable(v.string()),
}
/** What waits for the person. */
export const requestView = v.variant('kind', [
  v.strictObject({
    ...common,
    kind: v.literal('connect'),
    /** What the site calls itself: untrusted, cleaned. */
    claims: v.string(),
    /** The host of a known site that its name resembles. */
    resembles: v.nullable(v.string()),
  }),
  v.strictObject({
    ...common,
    kind: v.literal('transaction'),
    account: accountView,
    explanation: explanationView,
    fee: v.nullable(rao),
    tip: rao,
    nonce: v.number(),
    /** Blocks that it stays valid, and the block after which it is dead. */
    eraPeriod: v.number(),
    eraEnd: v.number(),
    network: v.picklist(networkIds),
    token,
    specVersion: v.number(),
    /** How the meaning of the bytes was checked. */
    verified: v.picklist(['digest-signed', 'digest-agreed', 'trusted-local']),
    /** What is free now, less what other transactions of this account may take that are signed or wait here. */
    free: v.nullable(rao),
    /** Free balance afterwards in the worst case: minus outflow, fee and tip; null when not computable. */
    after: v.nullable(rao),
    /** BLAKE2b-256 of the exact bytes to be signed: what approving sends back. */
    hash: hex,
    bytes: hex,
    firstTime: v.boolean(),
    /** It travels in an envelope, which has a fee of its own: these bytes are sealed, in the blocks in which it is approved. */
    hidden: v.optional(v.strictObject({ fee: rao })),
  }),
  v.strictObject({
    ...common,
    kind: v.literal('message'),
    account: accountView,
    /** The message as text with control characters made visible; null when it is not text. */
    text: v.nullable(v.string()),
    bytes: hex,
    /** Where the message signs in, as far as it says so. */
    signIn: v.nullable(v.strictObject({ domain: v.string(), expiresAt: v.nullable(time) })),
    level,
    risks: v.array(risk),
    hash: hex,
    firstTime: v.boolean(),
  }),
])
export const requestsView = v.strictObject({ items: v.array(requestView) })

/** Of its error texts: names in a chain's metadata, or what a node said. */
const said = v.pipe(v.string(), v.maxLength(200))
/** `part`: the transaction itself succeeded, but not all of its calls did. */
const inBlock = { block: v.number(), ok: v.boolean(), error: v.nullable(said), part: v.boolean() }
/**
 * Of an order that travels in an envelope until it runs: how often it was sealed, what its envelope came to, what envelopes before it cost
 * (rao), and why it was not sealed again, where it never ran. Everything else in the entry is about what is inside.
 */
const hiddenView = v.strictObject({
  tries: v.number(),
  ended: v.nullable(v.picklist(['locked', 'late', 'tries', 'other'])),
  envelope: v.strictObject({
    hash: hex,
    phase: v.picklist(['signed', 'sent', 'included', 'final', 'lost', 'unknown', 'refused']),
    block: v.nullable(v.number()),
    fee: v.nullable(rao),
  }),
  spent: rao,
})
/** One own transaction, from signing to its end. */
export const entryView = v.strictObject({
  kind: v.literal('own'),
  id: v.string(),
  account: hex,
  network: v.picklist(networkIds),
  origin: v.nullable(v.string()),
  at: time,
  /** Extrinsic hash. */
  hash: hex,
  /** `ran`: whether it ran, or will if all goes well; null: not known. */
  calls: v.array(v.strictObject({ call: v.string(), fact, ran: v.nullable(v.boolean()) })),
  status: v.variant('phase', [
    /** Signed for a site; not seen on the chain yet. */
    v.strictObject({ phase: v.literal('signed') }),
    v.strictObject({ phase: v.literal('sent') }),
    v.strictObject({ phase: v.literal('included'), ...inBlock }),
    v.strictObject({ phase: v.literal('final'), ...inBlock }),
    /** Its era is over and the chain never had it: safe to do again. */
    v.strictObject({ phase: v.literal('lost') }),
    /** The nodes that were asked have forgotten what became of it, or contradict each other. */
    v.strictObject({ phase: v.literal('unknown') }),
    /** A node refused it; it may go in all the same until its era is over. */
    v.strictObject({ phase: v.literal('refused'), code, facts: v.record(v.string(), said) }),
  ]),
  /** Another transaction of this account has its place for good: it can never happen any more, and was perhaps made again already. */
  replaced: v.boolean(),
  /** That it failed, or never happened, one node alone says; or another one says otherwise. */
  doubt: v.optional(v.picklist(['alone', 'disputed'])),
  fee: v.nullable(rao),
  /** What the stake paid as its fee instead: then `fee` is that of TAO, which is none. */
  alphaFee: v.optional(alphaFee),
  eraEnd: v.number(),
  /** Where in its block it is, once it is in one. */
  extrinsic: v.nullable(v.strictObject({ block: v.number(), index: v.number() })),
  hidden: v.optional(hiddenView),
  /** What it bought and sold, moved and gave away, where its block says so. */
  trades: v.optional(v.array(trade)),
})
/** What the envelopes of a hidden order cost so far, in rao; nothing for all others. */
export const envelopeFees = ({ hidden }: { hidden?: EntryView['hidden'] | undefined }): bigint =>
  hidden ? BigInt(hidden.spent) + BigInt(hidden.envelope.fee ?? 0) : 0n
/** What happened: what this wallet signed, and what came without it. */
export const activityItem = v.variant('kind', [entryView, receivedView])
/** `total` and `first` leave out what is hidden unless it is asked for: amounts too small to be worth a line. `dust`: how many transfers those are. */
export const activityView = v.strictObject({ total: v.number(), first: v.array(activityItem), pending: v.number(), dust: v.number() })

export const languages = ['en', 'nl'] as const
export const settingsView = v.strictObject({
  language: v.picklist([...languages, 'system']),
  theme: v.picklist(['system', 'light', 'dark']),
  lockMinutes: v.picklist([1, 5, 15, 60]),
  hideAmounts: v.boolean(),
  /** Own transfers go to contacts and own accounts only. */
  contactsOnly: v.boolean(),
  /** How far a price may move on a subnet, in millionths, as it was chosen there last; by netuid, of the chosen network. */
  tolerances: v.record(v.pipe(v.string(), v.regex(/^\d{1,5}$/)), v.number()),
  /** From which size on orders are hidden until they run, if nothing else is chosen; rao of TAO, null for never. */
  shieldAbove: v.nullable(rao),
  /** Where the local network is, or would be: ws://127.0.0.1:PORT or ws://localhost:PORT. */
  localHost: v.string(),
})

/** What storage had to mend or could not do, for the person to know. */
export const noticesView = v.strictObject({
  items: v.array(
    v.strictObject({
      id: v.picklist(['copy-repaired', 'one-copy', 'only-copy', 'read-only', 'behind', 'other-vault', 'unreadable']),
      at: time,
    }),
  ),
})

/** The slices that the background publishes to its own pages: all that a page can see, and no secret among it. */
export const slices = {
  session: sessionView,
  accounts: accountsView,
  contacts: contactsView,
  balances: balancesView,
  portfolio: portfolioView,
  network: networkView,
  requests: requestsView,
  sites: sitesView,
  activity: activityView,
  settings: settingsView,
  notices: noticesView,
} as const
export type SliceName = keyof typeof slices
export type Views = { [K in SliceName]: v.InferOutput<(typeof slices)[K]> }

export type KeyType = v.InferOutput<typeof keyType>
export type AccountView = v.InferOutput<typeof accountView>
export type ContactView = v.InferOutput<typeof contactView>
export type Role = (typeof roles)[number]
export type HolderView = v.InferOutput<typeof holderView>
export type PositionView = v.InferOutput<typeof positionView>
export type BalanceView = v.InferOutput<typeof balanceView>
export type ExplanationView = v.InferOutput<typeof explanationView>
export type LeafView = v.InferOutput<typeof leafView>
export type RequestView = v.InferOutput<typeof requestView>
export type EntryView = v.InferOutput<typeof entryView>
export type NodeView = v.InferOutput<typeof nodeView>
export type ActivityItem = EntryView | ReceivedView
export type NetworkId = (typeof networkIds)[number]
export type Language = (typeof languages)[number]
export type SettingsView = v.InferOutput<typeof settingsView>

/** One slice as it crosses the port; a page ignores a revision that is not newer than the one it has. */
export const viewMessage = v.strictObject({
  slice: v.picklist(Object.keys(slices) as [SliceName, ...SliceName[]]),
  revision: v.number(),
  value: v.unknown(),
})
