import { connectInjectedExtension, getInjectedExtensions, type InjectedExtension } from 'polkadot-api/pjs-signer'
import { KEY, type Library, listed, PAGE } from './library'
import { withPolkadotApi } from './with-polkadot-api'

let extension: InjectedExtension | undefined
function connected(): InjectedExtension {
  if (!extension) throw new Error('connect first')
  return extension
}

export const library: Library = {
  connect: async () => {
    if (!getInjectedExtensions().includes(KEY)) return false
    extension = await connectInjectedExtension(KEY, PAGE)
    return true
  },
  accounts: async () => connected().getAccounts().map(listed),
  subscribe: async (callback) => {
    connected().subscribe((accounts) => callback(accounts.map(listed)))
  },
  ...withPolkadotApi((from) => {
    const account = connected()
      .getAccounts()
      .find(({ address }) => address === from)
    if (!account) throw new Error('not among the accounts')
    return account.polkadotSigner
  }),
}
