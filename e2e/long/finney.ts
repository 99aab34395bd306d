import { networks } from '../../src/chain/networks'
import { type Screen, until } from '../fixtures/driver'
import { TAO } from '../journeys/answers'
import { PASSWORD, SAY } from '../journeys/person'
import { type Localnet, startLocalnet } from '../localnet'

/** Two operators over one chain that passes for Finney, and what a person does with the list of nodes. */

const { nodes: say } = SAY
export const shortOf = (url: string) => url.replace(/^wss?:\/\//, '').replace(/:443(?=$|\/)/, '')
type Listed = { url: string; name: string }

/** A chain of so many blocks, one every 12 s until now; from now on one a second. */
export async function startFinney(blocks: number): Promise<Localnet> {
  let ahead = -blocks * 12_000
  const net = await startLocalnet({
    ...{ nodes: 2, blockTimeMs: 'manual', genesisHash: networks.finney.genesisHash ?? '' },
    now: () => Date.now() + ahead,
  })
  for (; ahead < 0; ahead += 12_000) net.produce()
  net.setBlockTime(1_000)
  return net
}
export const [a, b] = [0, 1].map((at) => (net: Localnet): Localnet['nodes'][number] => {
  const node = net.nodes[at]
  if (!node) throw new Error('no such node')
  return node
}) as [(net: Localnet) => Localnet['nodes'][number], (net: Localnet) => Localnet['nodes'][number]]

export async function goToNodes(popup: Screen): Promise<void> {
  await popup.byRole('link', SAY.common.settings).click()
  await popup.byRole('link', /^Network/).click()
  await popup.byRole('heading', say.title).waitFor()
}
export async function goHome(popup: Screen): Promise<void> {
  await popup.byRole('button', SAY.common.back).click()
  await popup.byRole('link', SAY.common.home).click()
}
/** What the list says of a node. */
const row = (popup: Screen, name: string) => popup.byRole('listitem').having(name)
export async function saysOf(popup: Screen, name: string, text: RegExp, timeoutMs?: number): Promise<void> {
  await until(`${name} to be said to be ${text}`, async () => text.test(await row(popup, name).text()), timeoutMs)
}
export const inUse = (popup: Screen, name: string) => saysOf(popup, name, new RegExp(say.status['in-use']), 90_000)
/** Presses "Check now" until the list says that. A node that was just looked at is not looked at again at once. */
export async function checked(popup: Screen, name: string, text: RegExp): Promise<void> {
  await until(
    `a look at ${name} to find ${text}`,
    async () => {
      await popup.byRole('button', say.check).click()
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      return text.test(await row(popup, name).text())
    },
    90_000,
  )
}
/** On Finney with these nodes of one's own and no other, the first of them in use; on the screen of nodes. */
export async function ownNodes(popup: Screen, nodes: readonly Listed[]): Promise<void> {
  await goToNodes(popup)
  for (const { url, name } of nodes) {
    await popup.byRole('link', say.add).click()
    await popup.byLabel(say.address).fill(url)
    await popup.byLabel(say.operator).fill(name)
    await popup.byLabel('Password').fill(PASSWORD)
    await popup.byRole('button', say.addDo).click()
    await popup.byRole('switch', say.switchOn({ url: shortOf(url) })).waitFor({ timeoutMs: 90_000 })
  }
  for (const { url } of networks.finney.hosts) {
    const its = popup.byRole('switch', say.switchOn({ url: shortOf(url) }))
    await its.click()
    await until(`${url} to be off`, async () => !(await its.isChecked()))
  }
  await inUse(popup, nodes[0]?.name ?? '')
}
export const give = (net: Localnet, address: string, tao: bigint) => net.control({ balance: { address, rao: String(tao * TAO) } })
