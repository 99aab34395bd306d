import { web3Accounts, web3AccountsSubscribe, web3Enable, web3FromAddress } from '@polkadot/extension-dapp'
import { KEY, type Library, listed, PAGE } from './library'
import { withPolkadotJs } from './with-polkadot-js'

type Injected = Awaited<ReturnType<typeof web3Accounts>>[number]
const told = ({ address, type, meta }: Injected) => listed({ address, name: meta.name, type })

export const library: Library = {
  connect: async () => (await web3Enable(PAGE)).some(({ name }) => name === KEY),
  accounts: async () => (await web3Accounts({ ss58Format: 42 })).map(told),
  subscribe: async (callback) => {
    await web3AccountsSubscribe((accounts) => callback(accounts.map(told)), { ss58Format: 42 })
  },
  ...withPolkadotJs(async (from) => (await web3FromAddress(from)).signer),
}
