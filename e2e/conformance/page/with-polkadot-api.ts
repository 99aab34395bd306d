import { createClient, type PolkadotSigner } from 'polkadot-api'
import { getWsProvider } from 'polkadot-api/ws'
import type { Library } from './library'

/** What is used of a client that knows the chain by its metadata alone. */
type Api = {
  tx: Record<
    string,
    Record<string, (args: object) => { signAndSubmit(signer: PolkadotSigner): Promise<{ ok: boolean; block: { hash: string } }> }>
  >
}
let api: Api | undefined
const connect = (node: string): Api => {
  api ??= createClient(getWsProvider(node)).getUnsafeApi() as unknown as Api
  return api
}
const hex = (bytes: Uint8Array) => `0x${[...bytes].map((each) => each.toString(16).padStart(2, '0')).join('')}`

/** What a page does that has a `PolkadotSigner`: its transactions may always be changed by the wallet. */
export function withPolkadotApi(signerOf: (from: string) => PolkadotSigner): Pick<Library, 'transfer' | 'sign'> {
  return {
    transfer: async ({ from, to, rao, node }) => {
      const call = connect(node).tx.Balances?.transfer_keep_alive?.({ dest: { type: 'Id', value: to }, value: rao })
      if (!call) throw new Error('this chain has no Balances.transfer_keep_alive')
      const { ok, block } = await call.signAndSubmit(signerOf(from))
      if (!ok) throw new Error('refused by the chain')
      return block.hash
    },
    sign: async (from, text) => hex(await signerOf(from).signBytes(new TextEncoder().encode(text))),
  }
}
