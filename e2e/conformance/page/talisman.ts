import { BaseDotsamaWallet, getWallets } from '@talismn/connect-wallets'
import { KEY, type Library, listed, PAGE } from './library'
import { withPolkadotJs } from './with-polkadot-js'

/** Its list of wallets is fixed: a page adds one in this way, and so would the library itself. */
class KluisWallet extends BaseDotsamaWallet {
  override extensionName = KEY
  override title = 'Kluis'
}
const wallet = new KluisWallet()

export const library: Library = {
  connect: async () => {
    if (getWallets().some(({ installed }) => installed)) throw new Error('the library takes Kluis for another wallet')
    if (!wallet.installed) return false
    await wallet.enable(PAGE)
    return wallet.extension !== undefined
  },
  accounts: async () => (await wallet.getAccounts()).map(listed),
  subscribe: async (callback) => {
    await wallet.subscribeAccounts((accounts) => callback((accounts ?? []).map(listed)))
  },
  ...withPolkadotJs(async () => wallet.signer),
}
