import { ApiPromise, WsProvider } from '@polkadot/api'
import type { Signer } from '@polkadot/api/types'
import { stringToHex } from '@polkadot/util'
import type { Library, Order } from './library'

let connection: Promise<ApiPromise> | undefined
const connect = (node: string): Promise<ApiPromise> => {
  connection ??= ApiPromise.create({ provider: new WsProvider(node), throwOnConnect: true, noInitWarn: true })
  return connection
}

/** What a page does for which a library is only the list of wallets: @polkadot/api takes the wallet's signer. */
export function withPolkadotJs(signerOf: (from: string) => Promise<unknown>): Pick<Library, 'transfer' | 'sign'> {
  return {
    transfer: async ({ from, to, rao, node, alterable }: Order) => {
      const api = await connect(node)
      const signer = (await signerOf(from)) as Signer
      const transfer = api.tx.balances?.transferKeepAlive
      if (!transfer) throw new Error('this chain has no Balances.transfer_keep_alive')
      return new Promise((resolve, reject) => {
        transfer(to, rao)
          .signAndSend(from, { signer, withSignedTransaction: alterable }, ({ status, dispatchError, isError }) => {
            if (dispatchError || isError) reject(new Error(`refused by the chain: ${dispatchError ?? status.type}`))
            else if (status.isInBlock) resolve(status.asInBlock.toHex())
          })
          .catch(reject)
      })
    },
    sign: async (from, text) => {
      const { signRaw } = (await signerOf(from)) as Signer
      if (!signRaw) throw new Error('this wallet cannot sign messages')
      return (await signRaw({ address: from, data: stringToHex(text), type: 'bytes' })).signature
    },
  }
}
