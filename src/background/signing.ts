import { type Account, byId, canSign } from '../accounts'
import { type Entry, hiddenIn, own } from '../activity'
import {
  checkNonce,
  draftFor,
  existentialDeposit,
  feesFromStake,
  isShieldOn,
  type Live,
  payloadFor,
  readBestHead,
  readFee,
  readFinalHead,
  readNonce,
  readParties,
  readSpots,
  SHIELD_PERIOD,
  staysOf,
  swapHotkeyCosts,
} from '../chain'
import {
  type ChainFacts,
  type Context,
  explain,
  extrinsicOf,
  type OpenedPayload,
  openPayload,
  openRuntime,
  type PayloadFields,
  pricedBy,
  type RuntimeView,
  readMessage,
  withMetadataHash,
} from '../explain'
import { lastSeen } from '../history'
import type { Item } from '../requests'
import { authorize, isKnown, signedMessage } from '../sites'
import { blake256, decodeAddress, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { type Card, explanationView, type MessageCard, messageCard, type TransactionCard } from './cards'
import { isLosingClaim } from './claim-worth'
import { claimsOn, isMore, lessClaims, worstOf } from './claims'
import { keyOf } from './key-of'
import { lifeFrom, lifeOf } from './life'
import { needAccount } from './need-account'
import { callOf, type Order } from './orders'
import { acquaintancesOn, needPayable, payableOf, recipientsOf } from './recipients'
import { sweptBy } from './rest'
import { costsOfHiding, type HiddenCosts, needNoneHidden, type Sealed, sealOrder } from './shielding'
import { disagree, lower } from './two-operators'
import { accountView } from './views'
import type { Wallet } from './wallet'

/** What a site asked to sign, as it is kept while it waits. */
export type TransactionInput = {
  accountId: string
  fields: PayloadFields
  origin: string | null
  /** What the account had promised elsewhere when this was read: decimal rao or 'all'. */
  agreed?: string
  /** It travels in an envelope: what that costs, as the chain told without being shown the order. */
  hidden?: HiddenCosts
}
export type MessageInput = { accountId: string; data: string; origin: string }
/** How long a message waits for a node that would recognise a transaction in it, in milliseconds. */
const NODE_PATIENCE = 3_000

/**
 * A signed transaction before it leaves: JSON. `altered`: the site gets the whole transaction, because its payload was changed for it.
 * `digested`: the digest of the metadata was signed along.
 */
export type Signed = { signature: string; extrinsic: string; altered: boolean; digested: boolean; entry: Entry }

/** The signer: bytes become a card for the person, and an approved card becomes a signature over exactly those bytes. */
export function createSigner(wallet: Wallet, linked: <T>(work: () => Promise<T>) => Promise<T>) {
  /** Codecs of the newest runtime seen: they take tens of milliseconds to make. */
  let view: { of: Uint8Array; runtime: RuntimeView } | undefined
  function runtimeOf(live: Live): RuntimeView {
    if (view?.of !== live.runtime.bytes) view = { of: live.runtime.bytes, runtime: openRuntime(live.runtime.bytes) }
    return view.runtime
  }

  /** Chains of one's own that were built without the metadata hash. */
  const withoutDigest = new Set<string>()
  const digestFor = async (live: Live) => (withoutDigest.has(live.genesisHash) ? null : live.runtime.digest())

  async function factsOf({ runtime, genesisHash }: Live): Promise<ChainFacts> {
    return { genesisHash, specVersion: runtime.specVersion, transactionVersion: runtime.transactionVersion, digest: await runtime.digest() }
  }

  /** The account that a site names, if that site may use it. Unknown and not granted are the same answer. @throws KluisError unauthorized */
  async function accountOf(origin: string, address: string): Promise<Account> {
    let id: string
    try {
      id = toHex(decodeAddress(address).accountId)
    } catch {
      throw new KluisError('unauthorized')
    }
    return mayUse(origin, id)
  }
  /** Unknown, ungranted, hidden and watched are the same answer. @throws KluisError unauthorized */
  async function mayUse(origin: string, id: string): Promise<Account> {
    authorize(await wallet.sites.read(), origin, id)
    const account = byId(await wallet.accounts.read(), id)
    if (!account || account.hidden || !canSign(account)) throw new KluisError('unauthorized')
    return account
  }

  const dummySignature = (type: Account['type']) => new Uint8Array(type === 'ecdsa' ? 66 : 65).fill(1)

  /** By our own clock and the block that is signed along, never by the number that a site names. @param told the end, as the card has it */
  async function life(live: Live, { era }: OpenedPayload, birthHash: string, told?: number) {
    const best = wallet.chain.state().best ?? (await readFinalHead(live)).number
    // At the press nobody waits; only one's own node may know the block only now.
    if (told !== undefined && live.network.genesisHash !== null) return lifeFrom(told - era.period, era, best)
    return lifeOf(live, era, birthHash, best, wallet.chain.second).catch((error: unknown) => {
      if (told === undefined || (error instanceof KluisError && error.code === 'expired')) throw error
      return { begin: Math.max(told - 2 * era.period, 0), end: told }
    })
  }

  /** Numbers of the own transactions of an account that are known here. */
  const noncesOf = async ({ genesisHash }: Live, accountId: string) =>
    own(await wallet.activity.read()).flatMap((each) => (each.account === accountId && each.genesisHash === genesisHash ? each.nonce : []))

  /** What an account has promised beside the request `except`, on this chain. */
  async function claims(accountId: string, genesisHash: string, except: string | undefined) {
    const [activity, queue] = await Promise.all([wallet.activity.read(), wallet.requests.read()])
    return claimsOn(accountId, genesisHash, activity, queue, except)
  }

  /**
   * Reads, checks and explains a transaction.
   * @param id of the request, where it waits already
   * @returns what is to be kept of the question, and its card
   * @throws KluisError shield-under-way (a site asks while a hidden order is on its way), of openPayload, explain, chain
   */
  async function read(asked: TransactionInput, id?: string): Promise<{ input: TransactionInput; card: TransactionCard }> {
    const { accountId, fields, origin, hidden } = asked
    const live = await wallet.chain.current()
    const account = await needAccount(wallet, accountId)
    const opened = openPayload(runtimeOf(live), fields, await factsOf(live))
    if (toHex(opened.accountId) !== accountId) throw new KluisError('payload-invalid')
    // What waits already is refused when it is pressed: then the site is told.
    if (origin !== null && id === undefined) await needNoneHidden(wallet, accountId, live.genesisHash)
    const verified = opened.mode === 1 ? 'digest-signed' : await wallet.chain.verify(live)
    const siteKnown = origin === null || isKnown(await wallet.sites.read(), origin)
    const people = await acquaintancesOn(wallet, live.genesisHash)
    const payable = await payableOf(wallet, people)

    const around: Context = {
      from: { id: accountId, address: encodeAddress(opened.accountId) },
      freeRao: undefined,
      existentialDepositRao: existentialDeposit(live),
      ...{ feeRao: undefined, feesFromStake: feesFromStake(live) },
      swapHotkeyRao: swapHotkeyCosts(live),
      tipRao: opened.tip,
      eraPeriod: opened.era.period,
      known: people.known,
      contacts: people.contacts,
      ...(payable && { payable }),
      siteKnown,
      siteAsksHotkey: origin !== null && account.role === 'hotkey',
      ...{ local: live.network.genesisHash === null, token: live.runtime.token },
    }
    const first = explain(opened.call, around)
    if (origin === null) needPayable(first.leaves, payable)
    const recipients = recipientsOf(first)
    const draft = extrinsicOf(opened, dummySignature(account.type)).bytes
    const staking = first.leaves.some(({ call }) => call.startsWith('SubtensorModule.'))
    // Two operators are asked about the same block.
    const head = await readBestHead(live)
    const at = { ...live, head: () => head }
    const [span, fee, parties, promised, spots, claimLoses, swept, other] = await Promise.all([
      life(live, opened, fields.blockHash),
      hidden ? BigInt(hidden.inside) : readFee(live, draft).catch(() => undefined),
      readParties(at, [accountId, ...recipients]).catch(() => undefined),
      claims(accountId, live.genesisHash, id),
      staking ? readSpots(live, first.leaves.flatMap(pricedBy)).catch(() => undefined) : undefined,
      // An own one was refused before it came here.
      origin !== null && isLosingClaim(live, accountId, first, draft).catch(() => false),
      origin === null ? undefined : sweptBy(wallet, accountId, first).catch(() => undefined),
      wallet.chain.beside(at, [accountId]).catch(() => undefined),
    ])
    const beside = other?.byAccount.get(accountId)
    if (origin === null && beside) {
      const next = Math.max(beside.nonce, ...(await noncesOf(live, accountId)).map((each) => each + 1))
      if (opened.nonce - (hidden ? 1 : 0) > next) throw new KluisError('nonce-ahead')
    }
    const seen = lastSeen(await wallet.seen.read(), live.network.id)
    const sender = parties?.byAccount.get(accountId)
    const has = (sender && lower(sender.free, beside)) ?? (seen?.byAccount[accountId] ? BigInt(seen.byAccount[accountId].free) : undefined)
    // Several requests that are each a part of the balance could together be all of it.
    const free = has === undefined ? undefined : lessClaims(has, [promised.agreed, promised.waiting])
    const fees = fee === undefined ? undefined : fee + BigInt(hidden?.fee ?? 0)
    const explanation = explain(opened.call, {
      ...around,
      freeRao: free,
      feeRao: fees,
      nodesDisagree: disagree(sender, beside),
      ...{ spots, claimLoses, swept },
      ...(sender && { heldRao: staysOf(sender, around.existentialDepositRao, false) }),
      ...(parties && {
        recipientFreeRao: new Map(recipients.map((each) => [each, parties.byAccount.get(each)?.free ?? 0n])),
        hotkeys: new Map(
          recipients.flatMap((each) => {
            const owner = parties.byAccount.get(each)?.hotkeyOf
            return owner ? [[each, encodeAddress(fromHex(owner))] as const] : []
          }),
        ),
      }),
    })
    if (origin !== null && explanation.level === 4) throw new KluisError('call-dangerous')
    const out = explanation.outflow.tao
    const after = free === undefined || fees === undefined || out === 'unbounded' ? null : free - out - fees - opened.tip
    const card: TransactionCard = {
      kind: 'transaction',
      account: accountView(account),
      explanation: explanationView(explanation),
      fee: fee?.toString() ?? null,
      tip: opened.tip.toString(),
      ...{ nonce: opened.nonce, eraPeriod: opened.era.period, eraEnd: span.end },
      ...{ network: live.network.id, token: live.runtime.token },
      specVersion: live.runtime.specVersion,
      verified,
      free: free?.toString() ?? null,
      after: after === null ? null : (after > 0n ? after : 0n).toString(),
      hash: opened.hash,
      bytes: toHex(opened.signed),
      firstTime: !siteKnown,
      ...(hidden && { hidden: { fee: hidden.fee } }),
    }
    return { input: { ...asked, agreed: String(promised.agreed) }, card }
  }

  /** A message can be signed without a node; transactions in disguise are recognised by the newest metadata that can be had. */
  async function readText(data: string, patience: number) {
    const { phase } = wallet.chain.state()
    const node = patience
      ? inTime(
          linked(() => wallet.chain.ready()),
          patience,
        )
      : phase === 'online'
        ? wallet.chain.ready()
        : undefined
    const live = await node?.catch(() => undefined)
    return readMessage(data, live ? runtimeOf(live) : view?.runtime)
  }

  async function seal(live: Live, account: Account, fields: PayloadFields, nonce: number): Promise<Sealed> {
    await wallet.chain.needFresh(live)
    const facts = await factsOf(live)
    return sealOrder(wallet, live, account, fields, nonce, (each) => openPayload(runtimeOf(live), each, facts))
  }
  /** The same as they would be signed, with a signature of the right length: for the chain to say what it costs. */
  async function draftOf(live: Live, account: Account, order: Order): Promise<[OpenedPayload, Uint8Array]> {
    const fields = await draftFor(live, account.id, callOf(live, order), await digestFor(live))
    const opened = openPayload(runtimeOf(live), fields, await factsOf(live))
    return [opened, dummySignature(account.type)]
  }

  return {
    accountOf,
    mayUse,
    /** The fields of a site's transaction, with our digest in them where the site takes the transaction back from us. */
    async fieldsToSign(fields: PayloadFields): Promise<PayloadFields> {
      if (!fields.withSignedTransaction || fields.mode === 1) return fields
      const digest = await digestFor(await wallet.chain.ready())
      return digest ? withMetadataHash(fields, digest) : fields
    },
    read,
    /** Whether the account has promised more since this was read: its card is old then. */
    async isOld({ id, input, card }: Item): Promise<boolean> {
      if ((card as Card).kind !== 'transaction') return false
      const { accountId, fields, agreed = '0' } = input as TransactionInput
      const now = await claims(accountId, fields.genesisHash.toLowerCase(), id)
      return isMore(now.agreed, agreed === 'all' ? 'all' : BigInt(agreed))
    },
    async messageCard({ accountId, data, origin }: MessageInput): Promise<MessageCard> {
      const account = byId(await wallet.accounts.read(), accountId)
      if (!account) throw new KluisError('unauthorized')
      const message = await readText(data, NODE_PATIENCE)
      const firstTime = !isKnown(await wallet.sites.read(), origin)
      return messageCard(message, accountView(account), { origin, now: wallet.now(), firstTime })
    },

    /**
     * Signs an approved transaction: it is read and explained again, and only if the very bytes that were shown come out is the key used.
     * Nothing of it has left when this returns.
     * @throws KluisError changed (anything is different from what was shown), shield-under-way, stale-head, expired, locked, and those of reading
     */
    async signTransaction(item: Item, shown: string): Promise<Signed> {
      const { accountId, fields, origin, hidden } = item.input as TransactionInput
      const live = await wallet.chain.current()
      const opened = openPayload(runtimeOf(live), fields, await factsOf(live))
      if (opened.hash !== shown || toHex(opened.accountId) !== accountId) throw new KluisError('changed')
      await wallet.chain.needFresh(live)
      const account = await needAccount(wallet, accountId)
      // What is hidden comes after its envelope.
      const nonce = opened.nonce - (hidden ? 1 : 0)
      await needNoneHidden(wallet, accountId, live.genesisHash, item.id)
      if (origin !== null) authorize(await wallet.sites.read(), origin, accountId)
      else {
        const { leaves } = (item.card as TransactionCard).explanation
        needPayable(leaves, await payableOf(wallet, await acquaintancesOn(wallet, live.genesisHash)))
        if ((await readNonce(live, accountId)) !== nonce) throw new KluisError('changed')
      }
      if (hidden) {
        // Before the signature: a lock that comes meanwhile takes it away again.
        await wallet.consents.write((all) => ({ ...all, [item.id]: { fields, at: wallet.now(), failed: null } }))
        const { extrinsic, envelope, ...sealed } = await seal(live, account, fields, nonce)
        const entry = { ...entryOf(item, account, live, sealed, wallet.now()), hidden: hiddenIn(envelope) }
        return { signature: '', extrinsic, altered: false, digested: opened.mode === 1, entry }
      }
      // That their time ran out while the person read is a reason not to sign.
      const span = await life(live, opened, fields.blockHash, (item.card as TransactionCard).eraEnd)
      const signature = await wallet.vault.sign(keyOf(account, 'watch-only'), opened.toSign)
      const { bytes, hash } = extrinsicOf(opened, signature)
      return {
        signature: toHex(signature),
        extrinsic: toHex(bytes),
        altered: fields.withSignedTransaction === true,
        digested: opened.mode === 1,
        entry: entryOf(item, account, live, { hash, nonce: opened.nonce, eraBegin: span.begin, eraEnd: span.end }, wallet.now()),
      }
    },
    /** Seals an approved order once more. @throws KluisError unknown-account, and those of `sealOrder` */
    sealAgain: async (live: Live, accountId: string, fields: PayloadFields, nonce: number): Promise<Sealed> =>
      seal(live, await needAccount(wallet, accountId), fields, nonce),

    /** Signs an approved message: exactly the wrapped bytes that were shown. @throws KluisError changed, locked, unauthorized */
    async signMessage(item: Item, shown: string): Promise<{ signature: string }> {
      const { accountId, data, origin } = item.input as MessageInput
      const { wrapped } = await readText(data, 0)
      if (toHex(blake256(wrapped)) !== shown) throw new KluisError('changed')
      const [account, keep] = [await mayUse(origin, accountId), wallet.keeping()]
      const signature = await wallet.vault.sign(keyOf(account, 'watch-only'), wrapped)
      const { text } = item.card as MessageCard
      keep(() => wallet.sites.write((sites) => signedMessage(sites, origin, accountId, text, wallet.now()))).catch(() => undefined)
      // Raw signatures carry no type byte: what dApps verify is the bare signature (64 bytes, 65 for ecdsa).
      return { signature: toHex(signature.subarray(1)) }
    },

    /**
     * The fields of an own order, to be reviewed. Mode 1 wherever the chain's metadata has a digest. What is `hidden` comes after its
     * envelope, and is over as soon. @throws KluisError nonce-ahead, shield-unavailable, shield-under-way, node-lied, token-other
     */
    async fieldsOf(from: string, order: Order, hidden: boolean): Promise<PayloadFields> {
      const live = await wallet.chain.current()
      await needNoneHidden(wallet, from, live.genesisHash)
      if (hidden && !(await isShieldOn(live))) throw new KluisError('shield-unavailable')
      const fields = await payloadFor(live, from, callOf(live, order), await digestFor(live), hidden ? SHIELD_PERIOD : undefined)
      await checkNonce(live, from, Number(fields.nonce), await noncesOf(live, from))
      return hidden ? { ...fields, nonce: `0x${(Number(fields.nonce) + 1).toString(16)}` } : fields
    },
    draftOf,
    /** What it costs to hide an order. @param link asks for that. @throws KluisError invalid-input (it is no trade), offline, node-lied */
    async hiddenCosts(from: string, order: Order, link?: Live): Promise<HiddenCosts> {
      const [live, account] = [link ?? (await wallet.chain.ready()), await needAccount(wallet, from)]
      return costsOfHiding(live, (each) => draftOf(live, account, each), order)
    },

    /** The local node does not know the metadata hash: its chain was built without it (a development build). */
    noDigest(): void {
      const { network, genesisHash } = wallet.chain.state()
      // Only a chain of one's own: on a public one the digest is what protects from a lying node.
      if (network === 'local' && genesisHash) withoutDigest.add(genesisHash)
    },
  }
}
export type Signer = ReturnType<typeof createSigner>

/** What `work` gives, or undefined after `ms`. */
const inTime = <T>(work: Promise<T>, ms: number): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** What is noted of a transaction when it is signed. @param made its hash, its place, and the blocks that can hold it */
function entryOf(
  { id, input, card }: Item,
  account: Account,
  live: Live,
  made: Pick<Entry, 'hash' | 'nonce' | 'eraBegin' | 'eraEnd'>,
  at: number,
): Entry {
  const { explanation } = card as TransactionCard
  return {
    ...{ kind: 'own', id, account: account.id, network: live.network.id, genesisHash: live.genesisHash },
    ...{ origin: (input as TransactionInput).origin, at, ...made },
    calls: explanation.leaves.map(({ call, path, fact }) => ({ call, path, fact })),
    wrappers: explanation.wrappers.map(({ path, call }) => ({ path, call })),
    status: { phase: 'signed' },
    worst: worstOf(card as TransactionCard),
    ...{ fee: null, extrinsic: null, cursor: null, hidden: null },
  }
}
