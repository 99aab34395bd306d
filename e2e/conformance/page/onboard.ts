import type { BaseWallet } from '@polkadot-onboard/core'
import { InjectedWalletProvider } from '@polkadot-onboard/injected-wallets'
import { KEY, type Library, listed, PAGE } from './library'
import { withPolkadotJs } from './with-polkadot-js'

const provider = new InjectedWalletProvider({ supported: [], disallowed: [] }, PAGE)
let wallet: BaseWallet | undefined
function found(): BaseWallet {
  if (!wallet) throw new Error('connect first')
  return wallet
}

export const library: Library = {
  connect: async () => {
    wallet = (await provider.getWallets()).find(({ metadata }) => metadata.title === KEY)
    await wallet?.connect()
    return wallet?.signer !== undefined
  },
  accounts: async () => (await found().getAccounts()).map(listed),
  subscribe: async (callback) => {
    await found().subscribeAccounts((accounts) => callback(accounts.map(listed)))
  },
  ...withPolkadotJs(async () => found().signer),
}
