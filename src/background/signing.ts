import type { Account } from '../accounts'
import { byId } from '../accounts'
import type { Entry } from '../activity'
import { existentialDeposit, type Live, payloadFor, readBalances, readFee, readFinalHead, readNonce, transferCall } from '../chain'
import {
  type ChainFacts,
  explain,
  extrinsicOf,
  type OpenedPayload,
  openPayload,
  openRuntime,
  type PayloadFields,
  type RuntimeView,
  readMessage,
  withMetadataHash,
} from '../explain'
import { lastSeen } from '../history'
import type { Item } from '../requests'
import { authorize, used } from '../sites'
import { blake256, decodeAddress, encodeAddress, eraDeath, fromHex, KluisError, toHex } from '../units'
import { explanationView, type MessageCard, messageCard, type TransactionCard } from './cards'
import { accountView } from './views'
import type { Wallet } from './wallet'

/** What a site asked to sign, as it is kept while it waits. */
export type TransactionInput = { accountId: string; fields: PayloadFields; origin: string | null }
export type MessageInput = { accountId: string; data: string; origin: string }
/** A signed transaction before it leaves: JSON. `altered`: the site gets the whole transaction, because its payload was changed for it. */
export type Signed = { signature: string; extrinsic: string; altered: boolean; entry: Entry }

/** The signer: bytes become a card for the person, and an approved card becomes a signature over exactly those bytes. */
export function createSigner(wallet: Wallet) {
  /** Codecs of the newest runtime seen: making them takes tens of milliseconds, so they are made once. */
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
    authorize(await wallet.sites.read(), origin, id)
    const account = byId(await wallet.accounts.read(), id)
    if (!account) throw new KluisError('unauthorized')
    return account
  }

  /** Addresses that the person knows: their own, and those that they paid before. */
  async function known(): Promise<{ id: string; address: string }[]> {
    const [accounts, activity] = await Promise.all([wallet.accounts.read(), wallet.activity.read()])
    const paid = activity.flatMap((entry) =>
      entry.calls.flatMap(({ fact }) => ('to' in fact ? [fact.to as { id: string; address: string }] : [])),
    )
    const own = accounts.list.map(({ id }) => ({ id, address: encodeAddress(fromHex(id)) }))
    return [...own, ...paid]
  }

  const dummySignature = (type: Account['type']) => new Uint8Array(type === 'ecdsa' ? 66 : 65).fill(1)

  /** Reads, checks and explains a transaction. @throws KluisError of openPayload, explain, chain */
  async function transactionCard({
    accountId,
    fields,
    origin,
  }: TransactionInput): Promise<{ card: TransactionCard; opened: OpenedPayload }> {
    const live = await wallet.chain.current()
    const account = byId(await wallet.accounts.read(), accountId)
    if (!account) throw new KluisError('unknown-account')
    const opened = openPayload(runtimeOf(live), fields, await factsOf(live))
    if (toHex(opened.accountId) !== accountId) throw new KluisError('payload-invalid')
    const verified = opened.mode === 1 ? 'digest-signed' : await wallet.chain.verify(live)
    // By our own clock: the block that a site names is not among the bytes, and would say how long its signature lives.
    const eraEnd = eraDeath(opened.era, wallet.chain.state().best ?? (await readFinalHead(live)).number)
    const settings = await wallet.settings.read()
    const site = origin === null ? undefined : (await wallet.sites.read())[origin]

    const draft = extrinsicOf(opened, dummySignature(account.type)).bytes
    const [fee, balances] = await Promise.all([
      readFee(live, draft).catch(() => undefined),
      readBalances(live, [accountId]).catch(() => undefined),
    ])
    const seen = lastSeen(await wallet.history.read(), settings.network)
    const free =
      balances?.byAccount.get(accountId)?.free ?? (seen?.byAccount[accountId] ? BigInt(seen.byAccount[accountId].free) : undefined)
    const explanation = explain(opened.call, {
      from: { id: accountId, address: encodeAddress(opened.accountId) },
      freeRao: free,
      existentialDepositRao: existentialDeposit(live),
      feeRao: fee,
      tipRao: opened.tip,
      eraPeriod: opened.era.period,
      known: await known(),
      siteKnown: origin === null || (site !== undefined && site.lastUsedAt > site.grantedAt),
      local: verified === 'trusted-local',
    })
    if (origin !== null && explanation.level === 4) throw new KluisError('call-dangerous')
    const out = explanation.outflow.tao
    const after = free === undefined || fee === undefined || out === 'unbounded' ? null : free - out - fee - opened.tip
    const card: TransactionCard = {
      kind: 'transaction',
      account: accountView(account),
      explanation: explanationView(explanation),
      fee: fee?.toString() ?? null,
      tip: opened.tip.toString(),
      nonce: opened.nonce,
      eraPeriod: opened.era.period,
      eraEnd,
      network: settings.network,
      specVersion: live.runtime.specVersion,
      verified,
      free: free?.toString() ?? null,
      after: after === null ? null : (after > 0n ? after : 0n).toString(),
      hash: opened.hash,
      bytes: toHex(opened.signed),
      firstTime: origin !== null && !(site && site.lastUsedAt > site.grantedAt),
    }
    return { card, opened }
  }

  async function readText(data: string) {
    // A message can be signed without a node; where one is connected, transactions in disguise are recognised.
    const live = wallet.chain.state().phase === 'online' ? await wallet.chain.ready().catch(() => undefined) : undefined
    return readMessage(data, live && runtimeOf(live))
  }

  return {
    accountOf,
    /** The fields of a site's transaction, with our digest in them where the site takes the transaction back from us. */
    async fieldsToSign(fields: PayloadFields): Promise<PayloadFields> {
      if (!fields.withSignedTransaction || fields.mode === 1) return fields
      const digest = await digestFor(await wallet.chain.ready())
      return digest ? withMetadataHash(fields, digest) : fields
    },
    transactionCard: async (input: TransactionInput): Promise<TransactionCard> => (await transactionCard(input)).card,
    async messageCard({ accountId, data, origin }: MessageInput): Promise<MessageCard> {
      const account = byId(await wallet.accounts.read(), accountId)
      if (!account) throw new KluisError('unauthorized')
      const message = await readText(data)
      const site = (await wallet.sites.read())[origin]
      return messageCard(message, accountView(account), toHex(blake256(message.wrapped)), !(site && site.lastUsedAt > site.grantedAt))
    },

    /**
     * Signs an approved transaction: it is read and explained again, and only if the very bytes that were shown come out is the key used.
     * Nothing of it has left when this returns.
     * @throws KluisError changed (anything is different from what was shown), locked, and those of reading
     */
    async signTransaction(item: Item, shown: string): Promise<Signed> {
      const { accountId, fields, origin } = item.input as TransactionInput
      const live = await wallet.chain.current()
      const opened = openPayload(runtimeOf(live), fields, await factsOf(live))
      if (opened.hash !== shown || toHex(opened.accountId) !== accountId) throw new KluisError('changed')
      const account = byId(await wallet.accounts.read(), accountId)
      if (!account) throw new KluisError('unknown-account')
      if (origin !== null) authorize(await wallet.sites.read(), origin, accountId)
      else if ((await readNonce(live, accountId)) !== opened.nonce) throw new KluisError('changed')
      const signature = await wallet.vault.sign(
        { accountId: account.id, publicKey: account.publicKey, type: account.type, source: account.source },
        opened.toSign,
      )
      const { bytes, hash } = extrinsicOf(opened, signature)
      const card = item.card as TransactionCard
      return {
        signature: toHex(signature),
        extrinsic: toHex(bytes),
        altered: fields.withSignedTransaction === true,
        entry: {
          id: item.id,
          account: account.id,
          network: card.network,
          genesisHash: live.genesisHash,
          origin,
          at: wallet.now(),
          hash,
          nonce: opened.nonce,
          eraBegin: Math.max(card.eraEnd - card.eraPeriod, 0),
          eraEnd: card.eraEnd,
          calls: card.explanation.leaves.map(({ call, fact }) => ({ call, fact })),
          status: { phase: 'signed' },
          fee: null,
          cursor: null,
          proof:
            origin === null && opened.mode === 1 && fields.metadataHash
              ? { specVersion: live.runtime.specVersion, digest: fields.metadataHash }
              : null,
        },
      }
    },

    /** Signs an approved message: exactly the wrapped bytes that were shown. @throws KluisError changed, locked, unauthorized */
    async signMessage(item: Item, shown: string): Promise<{ signature: string }> {
      const { accountId, data, origin } = item.input as MessageInput
      const { wrapped } = await readText(data)
      if (toHex(blake256(wrapped)) !== shown) throw new KluisError('changed')
      authorize(await wallet.sites.read(), origin, accountId)
      const account = byId(await wallet.accounts.read(), accountId)
      if (!account) throw new KluisError('unauthorized')
      const signature = await wallet.vault.sign(
        { accountId: account.id, publicKey: account.publicKey, type: account.type, source: account.source },
        wrapped,
      )
      await wallet.sites.write((sites) => used(sites, origin, wallet.now()))
      // Raw signatures carry no type byte: what dApps verify is the bare signature (64 bytes, 65 for ecdsa).
      return { signature: toHex(signature.subarray(1)) }
    },

    /** The fields of an own transfer. @param amount null for everything. Mode 1 wherever the chain's metadata has a digest. */
    async transferFields(from: string, to: string, amount: bigint | null, keepAlive: boolean): Promise<PayloadFields> {
      const live = await wallet.chain.current()
      return payloadFor(live, from, transferCall(live, to, amount, keepAlive), await digestFor(live))
    },

    /** Fee and the most that can be sent, in rao. */
    async estimate(from: string, to: string, amount: bigint, keepAlive: boolean): Promise<{ fee: bigint; max: bigint; free: bigint }> {
      const live = await wallet.chain.ready()
      const account = byId(await wallet.accounts.read(), from)
      if (!account) throw new KluisError('unknown-account')
      const feeFor = async (rao: bigint) => {
        const opened = openPayload(runtimeOf(live), await this.transferFields(from, to, rao, keepAlive), await factsOf(live))
        return readFee(live, extrinsicOf(opened, dummySignature(account.type)).bytes)
      }
      const balances = await readBalances(live, [from])
      const { free = 0n, frozen = 0n, reserved = 0n } = balances.byAccount.get(from) ?? {}
      const kept = frozen > reserved ? frozen - reserved : 0n
      const deposit = existentialDeposit(live)
      const floor = keepAlive && deposit > kept ? deposit : kept
      // A larger amount takes more bytes, and every byte costs: the most is what is left after the fee of sending everything.
      const [fee, most] = await Promise.all([feeFor(amount), feeFor(free)])
      const max = free - floor - most
      return { fee, max: max > 0n ? max : 0n, free }
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
