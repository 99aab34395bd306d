import * as v from 'valibot'
import { accountsBox } from '../accounts'
import { activityBox } from '../activity'
import { type Cache, createChain, type Network, networks, type SocketClass } from '../chain'
import { historyBox } from '../history'
import { requestsBox } from '../requests'
import { type Settings, settingsBox } from '../settings'
import { sitesBox } from '../sites'
import { type BoxSpec, createStorage, type Media } from '../storage'
import { createVault } from '../vault'

/** Which window asks for consent, and answers to commands that must not run twice: both outlive the background. */
const windowBox: BoxSpec<number | null> = {
  name: 'approval-window',
  area: 'session',
  version: 1,
  schema: v.nullable(v.number()),
  initial: () => null,
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
}
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

/** The network that was chosen, with the hosts that it may speak to. */
export function networkOf({ network, localHost }: Settings): Network {
  return network === 'local' ? { ...networks.local, hosts: [{ url: localHost, operator: 'yourself' }] } : networks[network]
}

/** All state of the wallet, in its boxes, with the vault and the chain over them. Makes nothing happen by itself. */
export function createWallet(options: {
  media: Media
  now: () => number
  Socket: SocketClass
  vaultChanged: (open: boolean) => void
  chainChanged: () => void
}) {
  const { media, now, Socket, vaultChanged, chainChanged } = options
  const storage = createStorage(media, now)
  const cache: Cache = { get: (key) => storage.bytes.get(key), put: (key, bytes) => storage.bytes.put(key, bytes) }
  const wallet = {
    now,
    storage,
    vault: createVault(storage, now, vaultChanged),
    chain: createChain({ cache, Socket, now, changed: chainChanged }),
    accounts: storage.box(accountsBox),
    sites: storage.box(sitesBox),
    activity: storage.box(activityBox),
    history: storage.box(historyBox),
    settings: storage.box(settingsBox),
    requests: storage.box(requestsBox),
    window: storage.box(windowBox),
    commands: storage.box(commandsBox),
    /** Points the chain at the network that the person chose. */
    async applyNetwork(): Promise<void> {
      wallet.chain.choose(networkOf(await wallet.settings.read()))
    },
  }
  return wallet
}
export type Wallet = ReturnType<typeof createWallet>
