// The localnet owns a Subtensor on this machine, and promises that what it declares is what finney declares, and that it behaves, unless told not to.
import * as v from 'valibot'
import { encodeAddress, readAddress } from '../../src/units'
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

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
const rao = v.pipe(
  v.string(),
  v.regex(/^\d{1,20}$/),
  v.check((text) => BigInt(text) < 2n ** 64n),
)
const controls = v.strictObject({
  faults: v.optional(
    v.partial(
      v.strictObject({
        lag: count(600_000),
        genesis: v.nullable(v.string()),
        swapCalls: v.nullable(v.tuple([v.string(), v.pipe(v.string(), v.regex(/^\w+$/)), v.pipe(v.string(), v.regex(/^\w+$/))])),
        torn: v.boolean(),
        onlyV14: v.boolean(),
        nonce: v.pipe(v.number(), v.integer()),
        balance: v.nullable(rao),
        fee: v.nullable(rao),
        garbage: v.nullable(v.string()),
        silent: v.boolean(),
      } satisfies Record<keyof Faults, unknown>),
    ),
  ),
  held: v.optional(v.partial(v.strictObject({ blocks: v.boolean(), finality: v.boolean() }))),
  lacks: v.optional(v.partial(v.strictObject({ digest: v.boolean() }))),
  produce: v.optional(count(10_000)),
  reorganise: v.optional(count(10_000)),
  upgrade: v.optional(count(1_000_000)),
  drop: v.optional(v.boolean()),
  balance: v.optional(v.strictObject({ address: v.string(), rao })),
})

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

  /** What `POST /control` takes: the same levers, as JSON. @throws for anything else, and then nothing has happened */
  function control(body: unknown): unknown {
    const ask = v.parse(controls, body)
    if (ask.balance) chain.setBalance(encodeAddress(readAddress(ask.balance.address)), BigInt(ask.balance.rao))
    if (ask.faults) Object.assign(faults, ask.faults)
    if (ask.held) Object.assign(chain.held, ask.held)
    if (ask.lacks) Object.assign(chain.lacks, ask.lacks)
    if (ask.upgrade) chain.upgrade(ask.upgrade)
    if (ask.reorganise) chain.reorganise(ask.reorganise)
    for (let i = 0; i < (ask.produce ?? 0); i++) chain.produce()
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
    connections: server.connections,
    async close(): Promise<void> {
      over = true
      clearTimeout(timer)
      await server.close()
    },
  }
}
export type Localnet = Awaited<ReturnType<typeof startLocalnet>>
