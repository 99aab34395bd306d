import { type InjectedWallet, InjectedWalletProvider } from '@reactive-dot/core/wallets.js'
import { firstValueFrom } from 'rxjs'
import { KEY, type Library, listed, PAGE } from './library'
import { withPolkadotApi } from './with-polkadot-api'

type Account = ReturnType<InjectedWallet['getAccounts']>[number]
let wallet: InjectedWallet | undefined
function found(): InjectedWallet {
  if (!wallet) throw new Error('connect first')
  return wallet
}

export const library: Library = {
  connect: async () => {
    const wallets = await new InjectedWalletProvider({ originName: PAGE }).getWallets()
    wallet = wallets.find(({ id }) => id === `injected/${KEY}`)
    await wallet?.connect()
    return wallet ? firstValueFrom(wallet.connected$) : false
  },
  accounts: async () => found().getAccounts().map(listed),
  subscribe: async (callback) => {
    // Its type names less of an account than it tells.
    found().accounts$.subscribe((accounts) => callback((accounts as Account[]).map(listed)))
  },
  ...withPolkadotApi((from) => {
    const account = found()
      .getAccounts()
      .find(({ address }) => address === from)
    if (!account) throw new Error('not among the accounts')
    return account.polkadotSigner
  }),
}
