import type { Library, Listed } from './library'

/** What the address's `?library=` may say. */
const libraries: Record<string, () => Promise<{ library: Library }>> = {
  'extension-dapp': () => import('./extension-dapp'),
  'polkadot-api': () => import('./polkadot-api'),
  dedot: () => import('./dedot'),
  talisman: () => import('./talisman'),
  onboard: () => import('./onboard'),
  'reactive-dot': () => import('./reactive-dot'),
  subwallet: () => import('./subwallet'),
}

function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id)
  if (!(element instanceof type)) throw new Error(`the page lacks #${id}`)
  return element
}
const query = new URLSearchParams(location.search)
const name = query.get('library') ?? ''
const node = query.get('node') ?? ''
const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))
const said = (accounts: Listed[]) => JSON.stringify(accounts.map(({ address, name, type }) => [name, type, address]))

async function start(): Promise<void> {
  const { library } = (await libraries[name]?.()) ?? {}
  if (!library) throw new Error(`there is no library "${name}"`)
  const first = async () => {
    const [account] = await library.accounts()
    if (!account) throw new Error('there is no account')
    return account.address
  }
  /** Lets a button do its work and shows what comes of it; what the library throws is shown as it is. */
  const button = (id: string, work: () => Promise<string>) => {
    const place = part(`${id}-said`, HTMLOutputElement)
    part(id, HTMLButtonElement).addEventListener('click', async () => {
      place.textContent = 'waiting'
      place.textContent = await work().catch((error) => `error: ${reason(error)}`)
    })
  }
  button('connect', async () => {
    if (!(await library.connect())) return 'not connected'
    const heard = part('heard', HTMLOutputElement)
    await library.subscribe((accounts) => {
      heard.textContent = said(accounts)
    })
    return 'connected'
  })
  button('list', async () => said(await library.accounts()))
  button('transfer', async () => {
    const order = {
      from: await first(),
      to: part('to', HTMLInputElement).value,
      rao: BigInt(part('rao', HTMLInputElement).value),
      alterable: part('alterable', HTMLInputElement).checked,
      node,
    }
    return `in block ${await library.transfer(order)}`
  })
  button('sign', async () => library.sign(await first(), part('text', HTMLInputElement).value))
  part('title', HTMLHeadingElement).textContent = name
}

start().catch((error) => {
  part('title', HTMLHeadingElement).textContent = reason(error)
})
