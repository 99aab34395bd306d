import { DedotClient, WsProvider } from 'dedot'
import { KEY, type Library, listed, PAGE } from './library'

type Accounts = { address: string; name?: string; type?: string }[]
type Injected = {
  accounts: { get(): Promise<Accounts>; subscribe(callback: (accounts: Accounts) => void): () => void }
  signer: { signRaw(raw: { address: string; data: string; type: 'bytes' }): Promise<{ signature: string }> }
}
/** What is used of a client that knows the chain by its metadata alone. */
type Sent = { status: { type: string; value: { blockHash: string } }; dispatchError?: unknown }
type Client = {
  tx: Record<
    string,
    Record<
      string,
      (...args: unknown[]) => {
        signAndSend(from: string, options: object): Promise<unknown> & { untilBestChainBlockIncluded(): Promise<Sent> }
      }
    >
  >
}

// dedot finds no wallets: its guide takes what the wallet injects, as it is, and hands over the signer.
const host = window as unknown as { injectedWeb3: Record<string, { enable(page: string): Promise<Injected> }> }
let wallet: Injected | undefined
function connected(): Injected {
  if (!wallet) throw new Error('connect first')
  return wallet
}
let client: Promise<Client> | undefined

export const library: Library = {
  connect: async () => {
    wallet = await host.injectedWeb3[KEY]?.enable(PAGE)
    return wallet !== undefined
  },
  accounts: async () => (await connected().accounts.get()).map(listed),
  subscribe: async (callback) => {
    connected().accounts.subscribe((accounts) => callback(accounts.map(listed)))
  },
  transfer: async ({ from, to, rao, node }) => {
    client ??= DedotClient.new(new WsProvider(node)) as unknown as Promise<Client>
    const call = (await client).tx.balances?.transferKeepAlive?.(to, rao)
    if (!call) throw new Error('this chain has no Balances.transfer_keep_alive')
    const sent = call.signAndSend(from, { signer: connected().signer })
    // It tells a failure twice: by itself, and where the block is waited for.
    sent.catch(() => undefined)
    const { status, dispatchError } = await sent.untilBestChainBlockIncluded()
    if (dispatchError) throw new Error('refused by the chain')
    return status.value.blockHash
  },
  sign: async (from, text) => {
    const data = `0x${[...new TextEncoder().encode(text)].map((each) => each.toString(16).padStart(2, '0')).join('')}`
    return (await connected().signer.signRaw({ address: from, data, type: 'bytes' })).signature
  },
}
