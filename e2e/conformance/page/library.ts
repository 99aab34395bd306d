export type Listed = { address: string; name: string; type: string }

/** A transfer that the page asks for. */
export type Order = {
  from: string
  to: string
  rao: bigint
  /** The node: `ws://…`. */
  node: string
  /** Whether the wallet may change the transaction (`withSignedTransaction`), where the library leaves that to the page. */
  alterable: boolean
}

/** What a page does with a wallet, by the means of one library and no other. */
export type Library = {
  /** Asks for Kluis. @returns whether the library says that it is connected. @throws what the library throws */
  connect(): Promise<boolean>
  accounts(): Promise<Listed[]>
  /** Calls back with every list that the library tells. */
  subscribe(callback: (accounts: Listed[]) => void): Promise<void>
  /** @returns the hash of the block that the transfer is in. @throws what the library throws, or `refused by the chain` */
  transfer(order: Order): Promise<string>
  /** @returns the signature over the text as the library gives it, hex */
  sign(from: string, text: string): Promise<string>
}

/** The key under which Kluis is found, and how the page calls itself. */
export const KEY = 'kluis'
export const PAGE = 'Kluis conformance'

/** What of an account every library tells; polkadot-js calls the name optional, and some keep it among `meta`. */
export const listed = ({ address, name, type }: { address: string; name?: string; type?: string }): Listed => ({
  address,
  name: name ?? '',
  type: type ?? '',
})
