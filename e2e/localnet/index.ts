// The localnet owns a Subtensor on this machine, and promises that what it declares is what finney declares, and that it behaves, unless told not to.
import * as v from 'valibot'
import { encodeAddress, readAddress } from '../../src/units'
import type { Block } from './block'
import { Chain } from './chain'
import { count, type Faults, honest, rao, someFaults } from './faults'
import { serve } from './server'

export { developmentAccounts } from './accounts'
export type { Block } from './block'
export type { Faults } from './faults'

export type LocalnetOptions = {
  /** Of the first node; further ones take the ports after it. 0 takes any free port, for each. */
  port?: number
  /** Nodes over the one chain, each with faults of its own. */
  nodes?: number
  host?: string
  /** Milliseconds between blocks; 'manual' makes them only by `produce`. */
  blockTimeMs?: number | 'manual'
  specVersion?: number
  /** Another text makes another genesis hash. */
  seed?: string
  /** What the chain says its first block is: so that it is finney to a wallet, for example. */
  genesisHash?: string
  /** The clock by which its blocks are made, in milliseconds. */
  now?: () => number
}

const yes = v.literal(true)
/** What `POST /control` takes, to the port of a node: first what is of that node alone, then what is of the chain. */
const controls = v.strictObject({
  honest: v.optional(yes),
  faults: v.optional(someFaults),
  drop: v.optional(v.boolean()),
  halfOpen: v.optional(v.boolean()),
  held: v.optional(v.partial(v.strictObject({ blocks: v.boolean(), finality: v.boolean() }))),
  lacks: v.optional(v.partial(v.strictObject({ digest: v.boolean(), shield: v.boolean() }))),
  rotate: v.optional(yes),
  produce: v.optional(count(10_000)),
  reorganise: v.optional(count(10_000)),
  upgrade: v.optional(count(1_000_000)),
  balance: v.optional(v.strictObject({ address: v.string(), rao })),
})

/** A node over a chain: where it is, and how to make it misbehave. */
async function openNode(chain: Chain, { host, port }: { host: string; port: number }) {
  const faults: Faults = honest()
  /** What `POST /control` takes: the same levers, as JSON. @throws for anything else, and then nothing has happened */
  function control(body: unknown): unknown {
    const ask = v.parse(controls, body)
    if (ask.balance) chain.setBalance(encodeAddress(readAddress(ask.balance.address)), BigInt(ask.balance.rao))
    if (ask.honest) Object.assign(faults, honest())
    if (ask.faults) Object.assign(faults, ask.faults)
    if (ask.held) Object.assign(chain.held, ask.held)
    if (ask.lacks) Object.assign(chain.lacks, ask.lacks)
    if (ask.upgrade) chain.upgrade(ask.upgrade)
    if (ask.rotate) chain.rotateShield()
    if (ask.reorganise) chain.reorganise(ask.reorganise)
    for (let i = 0; i < (ask.produce ?? 0); i++) chain.produce()
    if (ask.halfOpen) server.halfOpen()
    if (ask.drop) server.drop()
    return {
      best: chain.best.number,
      finalised: chain.finalised,
      specVersion: chain.info.specVersion,
      faults,
      held: chain.held,
      lacks: chain.lacks,
    }
  }
  const server = await serve(chain, faults, { host, port, control })
  return { ...server, faults, control }
}
/** Names of what `POST /control` takes. */
export const levers = Object.keys(controls.entries)
export type LocalnetNode = Awaited<ReturnType<typeof openNode>>

/**
 * Starts a chain with its nodes. Several can run in one process.
 * @returns its genesis hash, the chain itself, levers for tests, its nodes, and what is of the first node as if there were no other
 */
export async function startLocalnet({
  port = 0,
  nodes: wanted = 1,
  host = '127.0.0.1',
  blockTimeMs = 250,
  specVersion = 424,
  seed = '',
  genesisHash,
  now = Date.now,
}: LocalnetOptions = {}) {
  const chain = await Chain.create({ specVersion, seed, genesisHash, now })
  let time = blockTimeMs
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const tick = () => {
    if (over || time === 'manual') return
    timer = setTimeout(() => {
      if (!chain.held.blocks) chain.produce()
      tick()
    }, time)
  }

  const nodes: LocalnetNode[] = []
  const closeNodes = () => Promise.all(nodes.map((each) => each.close()))
  /** One more node over the same chain. @param port 0 takes any free one */
  async function addNode(port = 0): Promise<LocalnetNode> {
    const node = await openNode(chain, { host, port })
    nodes.push(node)
    return node
  }
  try {
    for (let i = 0; i < wanted; i++) await addNode(port && port + i)
  } catch (error) {
    await closeNodes()
    throw error
  }
  const [first] = nodes
  if (!first) throw new Error('a chain without a node')
  tick()
  return {
    ...first,
    genesisHash: chain.genesisHash,
    chain,
    nodes,
    addNode,
    /** Makes blocks now. */
    produce(count = 1): Block {
      for (let i = 0; i < count; i++) chain.produce()
      return chain.best
    },
    setBlockTime(next: number | 'manual'): void {
      clearTimeout(timer)
      time = next
      tick()
    },
    async close(): Promise<void> {
      over = true
      clearTimeout(timer)
      await closeNodes()
    },
  }
}
export type Localnet = Awaited<ReturnType<typeof startLocalnet>>
