import * as v from 'valibot'
import { type Accounts, accountsBox, type Contact, type Counting, contactsBox, countingBox } from '../accounts'
import { type Activity, activityBox, endings, type Hidden, type Outbox, outboxBox, type Watching, watchingBox } from '../activity'
import { type Cache, createChain, createPace, type Network, networks, probe, type SocketClass } from '../chain'
import type { PayloadFields } from '../explain'
import { type History, historyBox, type Values, valuesBox } from '../history'
import { requestsBox } from '../requests'
import { keepNodes, type Node, nodesOf, type Settings, settingsBox, YOURSELF } from '../settings'
import { createPhishing, isTrusted, type PhishingList, phishingBox, type Sites, sitesBox } from '../sites'
import { type Box, type BoxSpec, createStorage, type Media } from '../storage'
import { KluisError, turns } from '../units'
import { createVault } from '../vault'
import { createHealth } from './health'
import { createSeenStore } from './seen-store'

/** Which window asks for consent, since when an update waits, and answers to commands that must not run twice: they outlive the background. */
const numberBox = (name: string): BoxSpec<number | null> => ({
  name,
  area: 'session',
  version: 1,
  schema: v.nullable(v.number()),
  initial: () => null,
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
})
const commandsBox: BoxSpec<[string, unknown][]> = {
  name: 'commands',
  area: 'session',
  version: 1,
  schema: v.array(v.tuple([v.string(), v.unknown()])),
  initial: () => [],
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
}
/** What the person approved to travel hidden, by the id of its entry: for as long as it may be sealed again. Without any signature. */
export type Consents = Record<string, { fields: PayloadFields; at: number; failed: Hidden['ended'] }>
const consentsBox: BoxSpec<Consents> = {
  name: 'hidden-orders',
  area: 'session',
  version: 1,
  schema: v.record(
    v.string(),
    v.strictObject({
      fields: v.custom<PayloadFields>((value) => typeof value === 'object' && value !== null),
      at: v.number(),
      failed: v.nullable(v.picklist(endings)),
    }),
  ),
  initial: () => ({}),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
}

/** Sites that asked and were refused for being listed as phishing, for the person to know. */
export type Refused = { origin: string; at: number }[]
const refusedBox: BoxSpec<Refused> = {
  name: 'refused',
  area: 'session',
  version: 1,
  schema: v.array(v.strictObject({ origin: v.string(), at: v.number() })),
  initial: () => [],
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
}

/**
 * A box without which the wallet goes on: where it cannot be read as what it is, it begins anew with `anew`, and `told` is called. What
 * is damaged stays where it is until something new is written. What a newer version wrote stays as it is, and what changes meanwhile lives
 * as long as this life. A disk that fails is another matter: that passes.
 */
export function forgiving<T>(box: Box<T>, told: () => void, anew: () => T = box.spec.initial): Box<T> {
  let instead: { value: T } | undefined
  let isTold = false
  const watchers = new Set<(value: T) => void>()
  function after(error: unknown): 'damaged' | 'newer' {
    const code = error instanceof KluisError ? error.code : ''
    if (code !== 'vault-damaged' && code !== 'vault-newer') throw error
    // Once in a life: while everything is being deleted nothing is told anew.
    if (!isTold) told()
    isTold = true
    if (code === 'vault-damaged') return 'damaged'
    instead ??= { value: anew() }
    return 'newer'
  }
  const look = () => box.read().then(() => 'whole' as const, after)
  const mending = turns()
  return {
    ...box,
    known: () =>
      box.known().catch((error) => {
        after(error)
        return true
      }),
    read: async () => {
      if (instead) return instead.value
      return box.read().catch((error) => {
        after(error)
        return instead ? instead.value : anew()
      })
    },
    async write(change) {
      // What `change` throws is no fault of the box, so it is read first.
      if (!instead && (await look()) === 'damaged') {
        // What would change nothing takes nothing away.
        const initial = anew()
        if (change(initial) === initial) return initial
        // Of two at once the second finds what the first wrote.
        await mending(async () => {
          if ((await look()) === 'damaged') await box.clear(anew())
        })
      }
      if (!instead) return box.write(change)
      instead = { value: change(instead.value) }
      for (const each of watchers) each(instead.value)
      return instead.value
    },
    watch(each) {
      watchers.add(each)
      const stop = box.watch(each)
      return () => {
        watchers.delete(each)
        stop()
      }
    },
  }
}

/** Makes a box hold its initial value: as a newer generation, in every place that takes it, so that no copy brings the old one back. */
async function empty<T>(box: Box<T>): Promise<void> {
  const initial = box.spec.initial()
  const isInitial = (value: T) => JSON.stringify(value) === JSON.stringify(initial)
  let before: T | undefined
  await box.write((held) => {
    before = held
    return isInitial(held) ? held : initial
  })
  if (before !== undefined && !isInitial(before)) await box.spread().catch(() => undefined)
}

/** The nodes of the network that was chosen, those that are off too, in the person's order. */
export function listedNodes({ network, localHost, nodes }: Settings): Node[] {
  if (network === 'local') return [{ url: localHost, operator: YOURSELF, own: true, enabled: true }]
  return nodesOf(nodes[network], networks[network].hosts)
}

/** What holds where nobody can read what was chosen, or it is gone: it pays contacts only and asks no node, until the person chooses again. */
function strictest(): Settings {
  const off = (id: 'finney' | 'testnet') => keepNodes(nodesOf([], networks[id].hosts).map((each) => ({ ...each, enabled: false })))
  return { ...settingsBox.initial(), contactsOnly: true, nodes: { finney: off('finney'), testnet: off('testnet') } }
}

/** The network that was chosen, with the hosts that it may speak to. */
export function networkOf(settings: Settings): Network {
  const hosts = listedNodes(settings).filter(({ enabled }) => enabled)
  return { ...networks[settings.network], hosts: hosts.map(({ url, operator, own }) => (own ? { url, operator, own } : { url, operator })) }
}

/** All state of the wallet, in its boxes, with the vault and the chain over them. Makes nothing happen by itself. */
export function createWallet(options: {
  media: Media
  now: () => number
  Socket: SocketClass
  /** Where the phishing list that came along is. */
  phishingList: string
  vaultChanged: (open: boolean) => void
  chainChanged: () => void
  healthChanged: () => void
}) {
  const { media, now, Socket, phishingList, vaultChanged, chainChanged, healthChanged } = options
  const storage = createStorage(media, now)
  const cache: Cache = storage.bytes
  const begun = () => void storage.notices.add('unreadable')
  // One for the link and for all looks at nodes: however often a page asks, no host is asked faster than it wants.
  const pace = createPace(now)
  const look = (url: string, network: Network, signal?: AbortSignal) =>
    probe(url, network, { Socket, now, pace, ...(signal ? { signal } : {}) })
  const history = forgiving<History>(storage.box(historyBox), begun)
  /**
   * Settings are written before the vault that they protect: where there is a vault and none of them, they are lost. Only the first
   * version wrote them no sooner than one was changed, and its accounts stand there as of version 1 still.
   */
  async function areSettingsLost(): Promise<boolean> {
    const vault = await wallet.vault.state()
    if (vault.status === 'empty') return false
    if (vault.status === 'unreadable' && vault.code === 'storage-failed') throw new KluisError('storage-failed')
    const accounts = await wallet.accounts.oldest().catch((error: unknown) => {
      if (error instanceof KluisError && error.code === 'storage-failed') throw error
      return 0
    })
    return accounts !== 1
  }
  const listed = forgiving<PhishingList>(storage.box(phishingBox), () => undefined)
  const phishing = createPhishing(listed, phishingList, now)
  const binding = turns()
  /** How many wipes this life has seen the end of. */
  let wipes = 0
  const wallet = {
    now,
    storage,
    vault: createVault(storage, now, vaultChanged),
    chain: createChain({ cache, Socket, now, pace, changed: chainChanged }),
    /** Asks one node once what it is. @throws KluisError offline, wrong-network, node-lied, node-answer */
    look,
    health: createHealth({ look, now, changed: healthChanged }),
    accounts: storage.box(accountsBox),
    contacts: forgiving<Contact[]>(storage.box(contactsBox), begun),
    sites: forgiving<Sites>(storage.box(sitesBox), begun),
    listed,
    phishing,
    /** Sites that were refused for being listed, the last one last. */
    refused: storage.box(refusedBox),
    /** Whether a site is refused because it is listed as phishing, and the person does not trust it all the same. */
    refuses: async (origin: string): Promise<boolean> => !isTrusted(await wallet.sites.read(), origin) && phishing.isListed(origin),
    activity: forgiving<Activity>(storage.box(activityBox), begun),
    watching: forgiving<Watching>(storage.box(watchingBox), begun),
    outbox: forgiving<Outbox>(storage.box(outboxBox), begun),
    history,
    /** The same, before it is written: whoever reads what was seen reads it here. */
    seen: createSeenStore(history, binding),
    values: forgiving<Values>(storage.box(valuesBox), begun),
    counting: forgiving<Counting>(storage.box(countingBox), begun),
    settings: forgiving<Settings>(storage.box<Settings>(settingsBox, areSettingsLost), begun, strictest),
    requests: storage.box(requestsBox),
    window: storage.box(numberBox('approval-window')),
    updateSince: storage.box(numberBox('update-since')),
    commands: storage.box(commandsBox),
    consents: storage.box(consentsBox),
    /** One after the other: whatever ties accounts to records of the vault, or unties them. Two at once would each count on what the other takes. */
    binding,
    /**
     * For work that begins now and writes later: what it writes, it writes in a turn of `binding`, and not at all once everything was
     * wiped meanwhile. Not to be called from within a turn.
     * @returns runs a part of the work in such a turn. @throws KluisError gone
     */
    keeping() {
      const begun = wipes
      return <T>(work: () => Promise<T>): Promise<T> =>
        binding(async () => {
          if (wipes !== begun) throw new KluisError('gone')
          return work()
        })
    },
    /** Runs a wipe in its turn. It ends what began before it was over, also where it did not get through. */
    wiping: (work: () => Promise<void>): Promise<void> =>
      binding(async () => {
        try {
          await work()
        } finally {
          wipes++
        }
      }),
    /** Does something in a turn of `binding`, at an open wallet: a wipe that came before it has closed it. @throws KluisError locked */
    whileOpen: <T>(work: () => Promise<T>): Promise<T> =>
      binding(async () => {
        await wallet.needOpen()
        return work()
      }),
    /** Ids of the accounts that are here: what is read of others meanwhile is not written down. */
    here: async (): Promise<ReadonlySet<string>> => new Set((await wallet.accounts.read()).list.map(({ id }) => id)),
    /**
     * Where there certainly is no vault, what a wipe that was cut short left behind goes: nothing of it may look like the new wallet's.
     * Settings are there afterwards, with the choices that need no wallet.
     */
    async beginAnew(): Promise<void> {
      if (!(await wallet.vault.isNone())) return
      const { contactsOnly, nodes } = settingsBox.initial()
      await wallet.settings
        .write((settings) => ({ ...settings, contactsOnly, nodes }))
        .catch((error: unknown) => {
          // Where only the lifeboat is kept they go aboard together with the vault, whose key seals them.
          if (!(error instanceof KluisError && error.code === 'locked')) throw error
        })
      await empty<Accounts>(wallet.accounts)
      await empty<Contact[]>(wallet.contacts)
      await empty<Sites>(wallet.sites)
      await empty<Activity>(wallet.activity)
      await empty<Outbox>(wallet.outbox)
      await empty<Watching>(wallet.watching)
      await empty<History>(wallet.history)
      await empty<Values>(wallet.values)
      await empty<Counting>(wallet.counting)
      await empty<PhishingList>(wallet.listed)
    },
    /** For what only the person at an open wallet may do. @throws KluisError locked */
    async needOpen(): Promise<void> {
      if ((await wallet.vault.state()).status !== 'unlocked') throw new KluisError('locked')
    },
    /** For what only who knows the password may do at an open wallet. @throws KluisError locked, wrong-password, throttled */
    async needPassword(password: string | undefined): Promise<void> {
      await wallet.needOpen()
      if (password === undefined) throw new KluisError('wrong-password')
      await wallet.vault.checkPassword(password)
      // Once more: a lock that came during the work of the password holds.
      await wallet.needOpen()
    },
    /** For what adds somebody who may be paid: where only contacts are paid it takes the password. @throws as needPassword */
    async needMayPay(password: string | undefined): Promise<void> {
      if ((await wallet.settings.read()).contactsOnly) await wallet.needPassword(password)
    },
    /**
     * Points the chain at the network that the person chose. While nobody can read that choice no node is asked anything.
     * @returns whether it does
     */
    async applyNetwork(): Promise<boolean> {
      const settings = await wallet.settings.read()
      const known = await wallet.settings.known()
      if (known) {
        wallet.health.only(networkOf(settings))
        wallet.chain.choose(networkOf(settings))
      }
      return known
    },
  }
  return wallet
}
export type Wallet = ReturnType<typeof createWallet>
export type Keep = ReturnType<Wallet['keeping']>
