// The localnet owns a Subtensor on this machine, and promises that what it declares is what finney declares, and that it behaves, unless told not to.
import { type Block, Chain } from './chain'
import { type Faults, honest } from './faults'
import { serve } from './server'

export { developmentAccounts } from './accounts'
export type { Block } from './chain'
export type { Faults } from './faults'

export type LocalnetOptions = {
  /** 0 takes any free port. */
  port?: number
  host?: string
  /** Milliseconds between blocks; 'manual' makes them only by `produce`. */
  blockTimeMs?: number | 'manual'
  specVersion?: number
  /** Another text makes another genesis hash. */
  seed?: string
}

/**
 * Starts a chain with its node. Several can run in one process.
 * @returns its address and genesis hash, the chain itself, and levers for tests
 */
export async function startLocalnet({
  port = 0,
  host = '127.0.0.1',
  blockTimeMs = 250,
  specVersion = 424,
  seed = '',
}: LocalnetOptions = {}) {
  const chain = await Chain.create({ specVersion, seed })
  const faults: Faults = honest()
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

  /** What `POST /control` takes: the same levers, as JSON. */
  function control(body: unknown): unknown {
    const ask = body as {
      faults?: Partial<Faults>
      held?: Partial<Chain['held']>
      produce?: number
      reorganise?: number
      upgrade?: number
      drop?: boolean
      balance?: { address: string; rao: string }
    }
    if (ask.faults) Object.assign(faults, ask.faults)
    if (ask.held) Object.assign(chain.held, ask.held)
    if (ask.balance) chain.setBalance(ask.balance.address, BigInt(ask.balance.rao))
    if (ask.upgrade) chain.upgrade(ask.upgrade)
    if (ask.reorganise) chain.reorganise(ask.reorganise)
    for (let i = 0; i < (ask.produce ?? 0); i++) chain.produce()
    if (ask.drop) server.drop()
    return { best: chain.best.number, finalised: chain.finalised, specVersion: chain.info.specVersion, faults, held: chain.held }
  }
  const server = await serve(chain, faults, { host, port, control })
  tick()
  return {
    url: server.url,
    genesisHash: chain.genesisHash,
    chain,
    faults,
    control,
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
    drop: server.drop,
    async close(): Promise<void> {
      over = true
      clearTimeout(timer)
      await server.close()
    },
  }
}
export type Localnet = Awaited<ReturnType<typeof startLocalnet>>
