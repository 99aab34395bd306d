import { addWallet, getWalletBySource } from '@subwallet/wallet-connect/dotsama/wallets'
import { KEY, type Library, listed } from './library'
import { withPolkadotJs } from './with-polkadot-js'

// Its list of wallets is fixed, and open to additions.
addWallet({ extensionName: KEY, title: 'Kluis', installUrl: '', logo: { src: '', alt: 'Kluis' } })
const found = () => {
  const wallet = getWalletBySource(KEY)
  if (!wallet) throw new Error('the library lost Kluis')
  return wallet
}

export const library: Library = {
  connect: async () => {
    await found().enable()
    return found().extension !== undefined
  },
  accounts: async () => ((await found().getAccounts()) ?? []).map(listed),
  subscribe: async (callback) => {
    await found().subscribeAccounts((accounts) => callback((accounts ?? []).map(listed)))
  },
  ...withPolkadotJs(async () => found().signer),
}
