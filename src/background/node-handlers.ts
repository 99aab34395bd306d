import { networks, readFacts } from '../chain'
import type { Handlers, PopupContract } from '../messaging'
import { addNode, keepNodes, moveNode, type Node, nodesOf, removeNode, switchNode } from '../settings'
import { KluisError, readNodeUrl } from '../units'
import { networkOf, type Wallet } from './wallet'

type Names = 'switchNode' | 'moveNode' | 'addNode' | 'removeNode' | 'checkNodes' | 'networkFacts'

/** Answers about the nodes of the networks. */
export function nodeHandlers(
  wallet: Wallet,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const listOf = async (network: 'finney' | 'testnet') => nodesOf((await wallet.settings.read()).nodes[network], networks[network].hosts)
  /** Changes a network's list, and from then on only what is on in it is spoken to. */
  async function change(network: 'finney' | 'testnet', how: (nodes: Node[]) => Node[]): Promise<void> {
    await wallet.whileOpen(() =>
      wallet.settings.write((settings) => {
        const { nodes } = settings
        return { ...settings, nodes: { ...nodes, [network]: keepNodes(how(nodesOf(nodes[network], networks[network].hosts))) } }
      }),
    )
    await wallet.applyNetwork()
  }
  return {
    async switchNode({ network, url, enabled, password }) {
      await wallet.needOpen()
      const { own } = (await listOf(network)).find((each) => each.url === url) ?? {}
      // It may have come out of a backup: nobody but who knows the password has it asked.
      if (enabled && own) await wallet.needPassword(password)
      await change(network, (nodes) => switchNode(nodes, url, enabled))
    },
    moveNode: ({ network, url, to }) => change(network, (nodes) => moveNode(nodes, url, to)),
    async removeNode({ network, url }) {
      await change(network, (nodes) => removeNode(nodes, url))
      await wallet.chain.forget(network, url)
    },
    async addNode({ network, url, operator, password }) {
      await wallet.needOpen()
      const clean = readNodeUrl(url)
      const add = (nodes: Node[]) => addNode(nodes, clean, operator)
      // What would be refused anyway is refused before anybody is asked.
      add(await listOf(network))
      await wallet.needPassword(password)
      await wallet.look(clean, networks[network])
      await change(network, add)
    },
    async checkNodes({ pressed }) {
      await wallet.needOpen()
      const settings = await wallet.settings.read()
      // Nobody is asked while it cannot be told what the person chose.
      if (!(await wallet.settings.known())) throw new KluisError('offline')
      const { phase, host, best } = wallet.chain.state()
      await wallet.health.check(networkOf(settings), phase === 'online' ? { host, best } : { host: null, best: null }, pressed)
    },
    async networkFacts() {
      await wallet.needOpen()
      return linked(async () => {
        const live = await wallet.chain.ready()
        const { block, issuanceRao, emissionRao, halving } = await readFacts(live)
        const checked = await wallet.chain.verify(live).then(
          (metadata) => ({ metadata, problem: null }),
          (error: unknown) => ({ metadata: null, problem: error instanceof KluisError ? error.code : ('internal' as const) }),
        )
        const text = (amount: bigint) => amount.toString()
        return {
          block,
          at: wallet.now(),
          issuance: text(issuanceRao),
          emission: text(emissionRao),
          halving: halving && {
            number: halving.number,
            threshold: text(halving.thresholdRao),
            left: text(halving.leftRao),
            blocks: text(halving.blocks),
            emission: text(halving.emissionRao),
          },
          ...checked,
        }
      })
    },
  }
}
