import { type Block, blockOf, type Header, type Status } from './block'
import type { Chain } from './chain'
import { Invalid } from './executive'
import type { Faults } from './faults'
import type { VersionInfo } from './metadata'
import { blake } from './pallets/system'

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`

/** The block that a fork has after `parent`, beside a block of the chain. */
function forked(parent: Block, { number, extrinsics }: Block): Block {
  const inherents = extrinsics.slice(0, 1)
  const extrinsicsRoot = hex(blake(new TextEncoder().encode(`fork ${inherents}`)))
  const header: Header = { ...parent.header, parentHash: parent.hash, number: `0x${number.toString(16)}`, extrinsicsRoot }
  return blockOf(header, inherents, parent.info)
}

/** What one node sees of a chain: all of it, unless it is behind, stands still or is on a fork. Several can look at one chain. */
export function createView(chain: Chain, faults: Faults) {
  /** Blocks of the fork after its `root`; another root is another fork. */
  let fork: { root: Block; blocks: Block[] } | undefined
  const top = () => Math.max(Math.min(chain.best.number - faults.behind, faults.stopsAt ?? Number.POSITIVE_INFINITY), 0)
  const isForked = (number: number) => faults.forksAt !== null && number > faults.forksAt

  function at(number: number): Block | undefined {
    if (!(number <= top())) return undefined
    if (!isForked(number)) return chain.blocks[number]
    const root = chain.blocks[faults.forksAt ?? 0]
    if (!root) return undefined
    if (fork?.root !== root) fork = { root, blocks: [] }
    for (let next = root.number + 1 + fork.blocks.length; next <= number; next++)
      fork.blocks.push(forked(fork.blocks.at(-1) ?? root, chain.blocks[next] as Block))
    return fork.blocks[number - root.number - 1]
  }
  const best = () => at(top()) as Block
  function final(): Block {
    const number = Math.max(chain.finalised - faults.behind, 0)
    return chain.blocks[Math.min(number, top(), faults.forksAt ?? number)] as Block
  }
  function block(hash?: string | null): Block | undefined {
    if (!hash) return best()
    const found = chain.block(hash)
    if (found) return found.number <= top() && !isForked(found.number) ? found : undefined
    best()
    const other = fork?.blocks.find((each) => each.hash === hash)
    return other && at(other.number) === other ? other : undefined
  }
  /** The block of the chain whose state a block has: on a fork nothing happens. */
  const ground = (of: Block): Block => (isForked(of.number) ? (chain.blocks[faults.forksAt ?? 0] as Block) : of)
  /** A value after a block; null where that state is no longer known. */
  function read(of: Block, key: string): string | undefined | null {
    const root = ground(of)
    if (root === of) return chain.read(of, key)
    if (key !== chain.built.builder.buildStorage('System', 'Events').keys.enc()) return chain.read(root, key)
    // The block after the genesis had nothing but its inherent either, mostly; else there is nothing to tell.
    const empty = chain.blocks.find((each) => each.number > 0 && each.extrinsics.length === 1)
    return empty ? chain.read(empty, key) : '0x00'
  }
  const keys = (of: Block, prefix: string) => chain.keys(prefix, ground(of))
  const listen = <T extends unknown[]>(set: Set<(...values: T) => void>, told: (...values: T) => void) => {
    set.add(told)
    return () => void set.delete(told)
  }
  /** Looks whenever a block came or became final. */
  function whenever(look: () => void) {
    const stops = [listen(chain.listeners.head, look), listen(chain.listeners.finalised, look)]
    return () => {
      for (const stop of stops) stop()
    }
  }
  /** Tells what became new since it was last asked, in order. */
  function news(newest: () => Block, told: (block: Block) => void) {
    let last = newest()
    return () => {
      const now = newest()
      if (now.hash === last.hash) return
      for (let number = now.number > last.number ? last.number + 1 : now.number; number <= now.number; number++) {
        const each = at(number)
        if (each) told(each)
      }
      last = now
    }
  }

  return {
    at,
    best,
    final,
    block,
    ground,
    read,
    /** Keys that begin so and have a value after a block, in order. */
    keys,
    whenever,
    /** Whether it sees what the chain itself sees. */
    isWhole: () => best() === chain.best,
    onHead: (told: (block: Block) => void) => listen(chain.listeners.head, news(best, told)),
    onFinal: (told: (block: Block) => void) => listen(chain.listeners.finalised, news(final, told)),
    onVersion(told: (info: VersionInfo) => void) {
      let last = best().info.specVersion
      const look = () => {
        const { info } = best()
        if (info.specVersion === last) return
        last = info.specVersion
        told(info)
      }
      // A reorganisation tells of no head, a block that is withheld for long tells of no version: both are asked.
      const stops = [listen(chain.listeners.head, look), listen(chain.listeners.version, look)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    /** `values` is asked at every block, for what may have changed. */
    onStorage: (look: () => void) => listen(chain.listeners.storage, look),

    /** Passes the statuses of a transaction on in their order, each once this node knows the block that it names. */
    statuses(told: (status: Status) => void) {
      let held: Status[] = []
      const isKnown = (status: Status): boolean => {
        if (typeof status === 'string') return true
        if ('inBlock' in status) return block(status.inBlock) !== undefined
        if ('finalized' in status) return (block(status.finalized)?.number ?? Number.POSITIVE_INFINITY) <= final().number
        return true
      }
      const flush = () => {
        while (held.length && isKnown(held[0] as Status)) told(held.shift() as Status)
      }
      const tell = (status: Status) => {
        // Of a block that came and went unseen there is nothing to tell.
        const unseen = held.findIndex(
          (each) =>
            typeof status === 'object' &&
            'retracted' in status &&
            typeof each === 'object' &&
            'inBlock' in each &&
            each.inBlock === status.retracted,
        )
        if (unseen >= 0) held = held.filter((_each, index) => index !== unseen)
        else held.push(status)
        flush()
      }
      return { tell, stop: whenever(flush) }
    },
    /** Hands a transaction on. On a fork it is taken and goes nowhere, if the chain would not have it. @throws Invalid */
    submit(bytes: Uint8Array, watcher?: (status: Status) => void): string {
      try {
        return chain.submit(bytes, watcher)
      } catch (error) {
        if (!(error instanceof Invalid) || error.variant === 'Verification' || !isForked(top())) throw error
        watcher?.('ready')
        return hex(blake(bytes))
      }
    },
  }
}
export type View = ReturnType<typeof createView>
