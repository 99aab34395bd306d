import { web3Accounts, web3Enable, web3FromAddress } from 'extension-dapp-of-btcli'

// What the page does that btcli serves: it carries questions of the program on the command line to the wallet, and the answers back.

type Asked = { id: number; method: string; params: Record<string, unknown> }
/** The part of the wallet's signer that the page names; the payload goes through as it came. */
type Signer = {
  signPayload?(payload: unknown): Promise<{ signature: string }>
  signRaw?(raw: unknown): Promise<{ signature: string }>
}

const state = document.getElementById('state') as HTMLOutputElement
const query = new URLSearchParams(location.search)
const signerOf = async (address: unknown) => (await web3FromAddress(String(address))).signer as Signer

const methods: Record<string, (params: Record<string, unknown>) => Promise<unknown>> = {
  'accounts.list': async () => {
    const accounts = await web3Accounts()
    return accounts.map(({ address, meta, type }) => ({ address, name: meta.name, source: meta.source, type: type ?? 'sr25519' }))
  },
  'extrinsic.sign': async ({ payload }) => {
    const { signPayload } = await signerOf((payload as { address: string }).address)
    if (!signPayload) throw new Error('the wallet signs no extrinsics')
    return { signature: (await signPayload(payload)).signature }
  },
  'bytes.sign': async ({ address, data, type }) => {
    const { signRaw } = await signerOf(address)
    if (!signRaw) throw new Error('the wallet signs no bytes')
    return { signature: (await signRaw({ address, data, type })).signature }
  },
  'transaction.result': async ({ success }) => {
    state.textContent = success ? 'done' : 'failed'
    return null
  },
}

const socket = new WebSocket(`ws://127.0.0.1:${query.get('daemon')}/`)
socket.addEventListener('open', async () => {
  const found = await web3Enable('Bittensor SDK')
  state.textContent = found.length ? `connected to ${found.map(({ name }) => name).join(', ')}` : 'no wallet'
  socket.send(JSON.stringify({ role: 'bridge', session: query.get('session') }))
})
socket.addEventListener('message', async ({ data }) => {
  const { id, method, params } = JSON.parse(data) as Asked
  try {
    socket.send(JSON.stringify({ id, result: await methods[method]?.(params) }))
  } catch (error) {
    socket.send(JSON.stringify({ id, error: { message: error instanceof Error ? error.message : String(error) } }))
  }
})
